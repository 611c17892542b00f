import signal
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections

from config.postgres.failures import describe_failure
from directory.mail import delivery


class Command(BaseCommand):
    help = "Send e-mails to the mail server until stopped. You can run several of these at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Send what is due now, then end.")
        parser.add_argument(
            "--every", type=float, default=10, metavar="SECONDS", help="Pause between queries; default 10."
        )

    def handle(self, *, once, every, **options):
        if settings.DEMO:
            raise CommandError(
                "The demonstration sends no e-mail. You can read its e-mails at the address that demo prints."
            )
        if once:
            while self.deliver_batch() >= delivery.BATCH_SIZE:
                pass
            return
        stopping = Event()
        for name in (signal.SIGTERM, signal.SIGINT):  # the letter in hand is finished first
            signal.signal(name, lambda *_signal: stopping.set())
        while not stopping.is_set():
            try:
                full = self.deliver_batch(stopping) >= delivery.BATCH_SIZE
            except (OperationalError, InterfaceError) as error:
                self.stderr.write(f"The database did not answer: {describe_failure(error)}")
                full = False
            if not full:
                stopping.wait(every)

    def deliver_batch(self, stopping=None):
        """Deliver one batch. Returns the number of letters that were tried."""
        close_old_connections()
        counts = delivery.deliver_due(is_stopping=stopping.is_set if stopping else lambda: False)
        if counts.total():
            self.stdout.write(
                f"sent {counts['sent']}, later {counts['later']}, given up {counts['dead']}, "
                f"in doubt {counts['in_doubt']}"
            )
            self.stdout.flush()
        return counts.total()
