from django.core.management.base import BaseCommand

from directory import limits


class Command(BaseCommand):
    help = "Delete the counts and keys of past days by which forms are limited. Run it daily; twice is safe."

    def handle(self, **options):
        self.stdout.write(f"counts forgotten {limits.forget()}")
