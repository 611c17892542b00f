import atexit

from django.apps import AppConfig


class GroundConfig(AppConfig):
    """What every part stands on: our own checks and the commands that know about our database."""

    name = "config"

    def ready(self):
        from config import checks, postgres  # noqa: F401

        atexit.register(postgres.close_pools)
