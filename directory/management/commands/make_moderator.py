from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from directory.accounts import moderators


class Command(BaseCommand):
    help = "Make someone a moderator, with an existing account or a new one. It is safe to run this twice."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--superuser", action="store_true", help="Make the user a superuser as well.")

    def handle(self, email, **options):
        try:
            self.stdout.write(moderators.make_moderator(email=email, superuser=options["superuser"]))
        except (ValidationError, LookupError) as error:
            raise CommandError(getattr(error, "message", error)) from None
