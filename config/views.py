"""For load balancers: is the process alive, and can it reach its database?"""

import logging

from django.db import Error, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.postgres.reasons import reason

log = logging.getLogger("config.database")


@require_safe
def healthz(request):
    return plain("alive\n")


@require_safe
def readyz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        log.error("The database did not answer: %s", reason(error))
        return plain("the database does not answer\n", status=503)
    return plain("ready\n")


def plain(words, status=200):
    return HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )
