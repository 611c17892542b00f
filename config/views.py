"""/healthz and /readyz, for load balancers: the process is alive; its index and its database can answer."""

import logging

from django.db import Error, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.postgres.failures import describe_failure
from directory.index import keeper

log = logging.getLogger("config.database")

# With 64 kB of work_mem the query spills half a megabyte to a temporary file, which fails on a full disk. No
# row is written, and no lock is taken.
WRITE_TEMPORARY_FILE = """
SELECT current_setting('transaction_read_only'), count(*)
FROM (SELECT length(set_config('work_mem', '64kB', true)) AS n OFFSET 0) AS little,
     LATERAL generate_series(1, 30000 + 0 * little.n)
"""


@require_safe
def healthz(request):
    return plain_text("alive\n")


@require_safe
def readyz(request):
    try:
        with connection.cursor() as cursor:
            only_read, _rows = cursor.execute(WRITE_TEMPORARY_FILE).fetchone()
    except Error as error:
        log.error("The database did not answer: %s", describe_failure(error))
        return plain_text("the database does not answer, or its disk is full\n", status=503)
    if only_read == "on":
        log.error("The database can be read, and takes nothing in.")
        return plain_text("the database takes nothing in\n", status=503)
    if fault := keeper.status().fault:
        log.error("Not ready: %s.", fault)
        return plain_text(f"{fault}\n", status=503)
    return plain_text("ready\n")


def plain_text(words, status=200):
    return HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
