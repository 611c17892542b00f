import time

from django.core.management.commands import migrate
from django.db import OperationalError

from config.postgres import patient

LOCK_TIMEOUT = 500  # milliseconds
ATTEMPTS = 20


class Command(migrate.Command):
    """Migrate without standing in the way: a migration that waits for a lock makes every reader behind it
    wait, so it gives up after half a second and tries again later. What is applied stays applied.
    """

    def handle(self, *args, **options):
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with patient(lock_timeout=LOCK_TIMEOUT):
                    return super().handle(*args, **options)
            except OperationalError as error:
                busy = getattr(error.__cause__, "sqlstate", None) == "55P03"
                if not busy or attempt == ATTEMPTS:
                    raise
            self.stderr.write(f"The tables are in use. Trying again ({attempt} of {ATTEMPTS - 1}).")
            time.sleep(min(attempt / 2, 5))
