from django.core.management.base import BaseCommand
from django.utils import timezone

from config.postgres.connections import without_timeouts
from directory.mail import availability_reminders, moderator_letters, reminders
from directory.reports import deadlines


class Command(BaseCommand):
    help = (
        "Queue reminders to members whose listings are due for confirmation, or whose "
        "availability is 18 days old, and the digests to moderators. Run this daily. It is safe to run twice."
    )

    def handle(self, **options):
        with without_timeouts():
            today = timezone.localdate()
            counted = reminders.queue_reminders(today=today)
            asked = availability_reminders.queue_availability_letters(today=today)
            digests = moderator_letters.queue_digests(
                today=today, overdue_since=deadlines.overdue_since(today)
            )
        self.stdout.write(
            f"reminded {counted['reminded']}, overdue {counted['overdue']}, lapsed {counted['lapsed']}, "
            f"availability stale {counted['stale']}"
        )
        self.stdout.write(f"asked about availability {asked}, digests to moderators {digests}")
