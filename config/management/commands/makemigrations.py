from django.core.management.commands import makemigrations
from django.db import router


class Command(makemigrations.Command):
    """`--check` compares the models with the files alone, so it starts no database."""

    def handle(self, *labels, **options):
        if not options["check_changes"]:
            return super().handle(*labels, **options)
        before, router.routers = router.routers, [NoDatabase()]
        try:
            return super().handle(*labels, **options)
        finally:
            router.routers = before


class NoDatabase:
    """Tells Django that no database has tables whose history it could look at."""

    def allow_migrate(self, *args, **hints):
        return False
