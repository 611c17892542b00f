from django.core.management.base import BaseCommand

from directory.accounts import events
from directory.organizations import tokens
from directory.web import rate_limit


class Command(BaseCommand):
    help = (
        "Delete the counts and keys that limited forms on past days, account events more than "
        "90 days old, and uses of tokens more than 180 days old. Run this daily. It is safe to run twice."
    )

    def handle(self, **options):
        self.stdout.write(f"counts forgotten {rate_limit.delete_past_days()}")
        if gone := events.delete_expired():
            self.stdout.write(f"events of accounts forgotten {gone}")
        if gone := tokens.delete_old_uses():
            self.stdout.write(f"uses of tokens forgotten {gone}")
