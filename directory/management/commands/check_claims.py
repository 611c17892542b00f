"""Lists the claims that an editor must compare with their sources soon; fails where that cannot wait."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.claims.register import CLAIMS, due

LISTED_DAYS = 60
FAILING_DAYS = 14


class Command(BaseCommand):
    help = (
        f"Lists every claim whose next check or last day is at most {LISTED_DAYS} days away, "
        f"and fails if one is at most {FAILING_DAYS} days away."
    )
    requires_system_checks = ()

    def handle(self, **options):
        today = timezone.localdate()
        deadlines = due(CLAIMS.values(), today=today, within_days=LISTED_DAYS)
        for day, reason, claim in deadlines:
            self.stdout.write(f"{day}  {(day - today).days:>5} days  {reason:<10}  {claim.key}")
        urgent = [one for one in deadlines if (one.day - today).days <= FAILING_DAYS]
        if urgent:
            raise CommandError(
                f"{len(urgent)} of {len(CLAIMS)} claims must be checked now. Compare each with its sources, "
                "change the sentence if needed, then its dates in directory/claims/."
            )
        self.stdout.write(
            f"{len(CLAIMS)} claims: {len(deadlines)} due within {LISTED_DAYS} days, none urgent."
        )
