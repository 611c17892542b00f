"""Log lines without secrets: route names instead of addresses, and no data from error messages."""

import json
import logging
import re
import time
from copy import copy

from django.urls import Resolver404, resolve

# Paths that hold a secret or tell who asks, anywhere in a line.
SECRET_PATHS = re.compile(
    r"""(?P<before>^|[\s"'(=<](?:https?://[^/\s]+)?)  # not within the path of a file
    /?(?P<prefix>account|add-a-clinic|join|letters|notebook|reports)/[^\s"'<>)]+""",
    re.VERBOSE,
)
TOKEN = re.compile(r"kcd_[a-zA-Z0-9]+")  # of a program (organizations/tokens.py), should one reach a line
# What PostgreSQL adds to an error quotes the row, and so what somebody typed.
ERROR_DETAIL = re.compile(
    r"^(?:DETAIL|CONTEXT|QUERY|LINE \d+): .*?(?=^\S*(?:Traceback|\w+Error)\b|\n\n(?:The above|During)|\Z)",
    re.MULTILINE | re.DOTALL,
)


class UTCFormatter(logging.Formatter):
    """Times in UTC: 2026-11-28T07:42:20.038Z."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"


class RedactingFormatter(UTCFormatter):
    """Writes the name of the route in place of a path: "Not Found: join" for /join/k7Jq…/."""

    def format(self, record):
        record = copy(record)
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            # Django logs characters beyond ASCII as \u1234.
            paths = (request.path, request.path.encode("unicode_escape").decode())
            record.args = tuple(route_name(request) if one in paths else one for one in record.args)
            if record.levelno == logging.WARNING:  # 4xx: a traceback may quote what was sent
                record.exc_info = record.exc_text = None
        if record.name.startswith("django.security."):  # a probe, not a fault of the site: no traceback
            record.msg, record.args = "Refused: %s", (route_name(request) if request else "",)
            record.exc_info = record.exc_text = None
        line = ERROR_DETAIL.sub("", super().format(record))
        return TOKEN.sub("kcd_…", SECRET_PATHS.sub(r"\g<before>/\g<prefix>/…", line))


class JSONFormatter(RedactingFormatter):
    """One JSON object a line: time, level, logger, message, traceback, as RedactingFormatter says it."""

    def __init__(self):
        super().__init__("%(message)s")

    def format(self, record):
        message, _newline, traceback = super().format(record).partition("\n")
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
        }
        return json.dumps(line | ({"traceback": traceback} if traceback else {}), ensure_ascii=False)


def route_name(request):
    """The name of the route of a request; "no page" if there is none."""
    match = request.resolver_match
    if match is None:  # the request was refused before its path was resolved
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "no page"
    return match.view_name
