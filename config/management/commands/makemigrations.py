from django.core.management.commands import makemigrations
from django.db import router


class Command(makemigrations.Command):
    """Django's makemigrations, whose `--check` needs no database."""

    def handle(self, *labels, **options):
        if not options["check_changes"]:
            return super().handle(*labels, **options)
        before, router.routers = router.routers, [NoDatabase()]
        try:
            return super().handle(*labels, **options)
        finally:
            router.routers = before


class NoDatabase:
    """A database router that keeps Django from reading which migrations were applied."""

    def allow_migrate(self, *args, **hints):
        return False
