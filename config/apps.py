import atexit

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers the system checks, and closes connection pools at exit."""

    name = "config"

    def ready(self):
        from config import checks  # noqa: F401  (registers them)
        from config.postgres.connections import close_pools

        atexit.register(close_pools)
