from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from checklist import deletion_limit, reading_codes, storage


class Command(BaseCommand):
    help = (
        "Delete the notebooks that nobody has touched for 180 days, and the expired codes for reading. "
        "Run it daily; prints how many notebooks, no more. "
        "Stops where more than 20 of them, and more than 5 %, would go at once: the clock may be wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--however-many", action="store_true", help="Delete them even if they are more than usual."
        )

    def handle(self, *, however_many, **options):
        storage.delete_expired_pairings(now=timezone.now())
        today = timezone.localdate()
        try:
            deleted = storage.delete_expired(today=today, however_many=however_many)
        except deletion_limit.TooManyRowsError as error:
            what = "{count} of {total} notebooks would be deleted"
            if isinstance(error, reading_codes.TooManyCodesError):
                what = "{count} of {total} codes for reading would be deleted"
            raise CommandError(
                deletion_limit.stop_message(error, what=what, today=today, flag="--however-many")
            ) from None
        self.stdout.write(str(deleted))
