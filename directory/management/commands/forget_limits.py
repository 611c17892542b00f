from django.core.management.base import BaseCommand

from directory import account_events, limits


class Command(BaseCommand):
    help = (
        "Delete the counts and keys of past days by which forms are limited, and what happened at accounts "
        "more than 90 days ago. Run it daily; twice is safe."
    )

    def handle(self, **options):
        self.stdout.write(f"counts forgotten {limits.forget()}")
        if gone := account_events.forget():
            self.stdout.write(f"events of accounts forgotten {gone}")
