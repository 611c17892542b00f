from django.core.management.base import BaseCommand

from directory.accounts import events
from directory.web import rate_limit


class Command(BaseCommand):
    help = (
        "Delete the counts and keys of past days by which forms are limited, and what happened at accounts "
        "more than 90 days ago. Run it daily; twice is safe."
    )

    def handle(self, **options):
        self.stdout.write(f"counts forgotten {rate_limit.delete_past_days()}")
        if gone := events.delete_expired():
            self.stdout.write(f"events of accounts forgotten {gone}")
