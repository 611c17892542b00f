import atexit

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """What every part stands on: our own checks and the commands that know about our database."""

    name = "config"

    def ready(self):
        from config import checks  # noqa: F401  (registers them)
        from config.postgres.connections import close_pools

        atexit.register(close_pools)
