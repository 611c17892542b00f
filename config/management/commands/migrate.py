import time

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, OperationalError

from config.postgres.connections import without_timeouts
from directory.index import stored
from directory.publishing.reindex import reindex_listings

LOCK_TIMEOUT_MS = 500
MAX_ATTEMPTS = 20


class Command(migrate.Command):
    """Django's migrate, with a lock timeout and retries, then a reindex, then the index that processes load.

    A migration that waits for a lock blocks every reader behind it, so it gives up after half a second and is
    tried again. Migrations that were applied stay applied.

    The reindex follows because a migration must not use live code, and this release may index differently.
    The index in memory is made here once, while the release before still serves, not in every new process.
    """

    def handle(self, *args, **options):
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                with without_timeouts(lock_timeout=LOCK_TIMEOUT_MS):
                    super().handle(*args, **options)
                    partly = options["app_label"] or options["plan"] or options["check_unapplied"]
                    if not partly and options["database"] == DEFAULT_DB_ALIAS:
                        self.reindex(options["verbosity"])
                    return
            except OperationalError as error:
                busy = getattr(error.__cause__, "sqlstate", None) == "55P03"
                if not busy or attempt == MAX_ATTEMPTS:
                    raise
            self.stderr.write(f"The tables are in use. Trying again ({attempt} of {MAX_ATTEMPTS - 1}).")
            time.sleep(min(attempt / 2, 5))

    def reindex(self, verbosity):
        count = reindex_listings()
        if count and verbosity:
            self.stdout.write(f"Listings whose words were made again: {count:,}")
        if stored.prepare() and verbosity:
            self.stdout.write("The index of this release is stored.")
