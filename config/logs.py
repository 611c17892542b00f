"""Log lines without secrets: the name of a route in place of its address, no data from error messages."""

import logging
import re
import time
from copy import copy

from django.urls import Resolver404, resolve

# Addresses that open something, or tell who asks, wherever else in a line they stand.
SECRET_PATHS = re.compile(
    r"""(?P<before>^|[\s"'(=<](?:https?://[^/\s]+)?)  # not within the path of a file
    /?(?P<prefix>account|add-a-clinic|join|letters|notebook|reports)/[^\s"'<>)]+""",
    re.VERBOSE,
)
# What PostgreSQL adds to a message holds the row, which somebody typed.
ERROR_DETAIL = re.compile(
    r"^(?:DETAIL|CONTEXT|QUERY|LINE \d+): .*?(?=^\S*(?:Traceback|\w+Error)\b|\n\n(?:The above|During)|\Z)",
    re.MULTILINE | re.DOTALL,
)


class UTCFormatter(logging.Formatter):
    """Times as 2026-11-28T07:42:20.038Z, whatever the zone of the machine or of the pages is."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


class RedactingFormatter(UTCFormatter):
    """A line about a request names its route: "Not Found: join", for /join/k7Jq…/ as well."""

    def format(self, record):
        record = copy(record)
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            # Django writes what is no plain letter as \u1234, in all that it logs.
            paths = (request.path, request.path.encode("unicode_escape").decode())
            record.args = tuple(route_name(request) if one in paths else one for one in record.args)
            if record.levelno == logging.WARNING:  # 4xx: a traceback may repeat what was sent
                record.exc_info = record.exc_text = None
        if record.name.startswith("django.security."):  # a probe, and no fault of ours: no traceback
            record.msg, record.args = "Refused: %s", (route_name(request) if request else "",)
            record.exc_info = record.exc_text = None
        line = ERROR_DETAIL.sub("", super().format(record))
        return SECRET_PATHS.sub(r"\g<before>/\g<prefix>/…", line)


def route_name(request):
    """The name of the page that a request asks for; "no page" where there is none."""
    match = request.resolver_match
    if match is None:  # refused before its address was looked up
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "no page"
    return match.view_name
