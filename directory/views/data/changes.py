"""/data/changes.ndjson: what has changed since a version of the directory."""

from django.http import HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _

from directory.exchange.changes import (
    MalformedVersionError,
    OtherHistoryError,
    change_lines,
    number_since,
)
from directory.models import Version
from directory.web.compression import compress
from directory.web.open_data import ProblemError, open_data
from directory.web.public_page import RELEASE

BULK = "/data/latest/clinics.ndjson.gz"
NDJSON = "application/x-ndjson"
MAX_SHOWN = 40  # characters of a wrong version that its error repeats


@open_data(parameters=("since",))
def changes(request):
    """The changes after `since`, streamed: see exchange/changes.py.

    Read from the primary: its version and its rows, as no standby that is behind may answer for them.
    """
    now = Version.now()
    since = _since(request, now)
    etag = quote_etag(f"{now}-{RELEASE}")
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    if etag in known:
        response = HttpResponseNotModified()
    else:
        # HEAD has the headers of the stream, and reads no listing for them.
        lines = () if request.method == "HEAD" else change_lines(since, now)
        response = StreamingHttpResponse(lines, content_type=NDJSON)
    response["ETag"] = etag
    response["Data-Version"] = str(now)
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked for each time
    patch_vary_headers(response, ["Accept-Encoding"])
    compress(request, response)
    return response


def _since(request, now):
    """The number of the version in the address. Raises ProblemError."""
    typed = request.GET.getlist("since")
    if len(typed) != 1:
        sentence = _("Say which version you have, as ?since=%(version)s.") % {"version": now}
        raise ProblemError(400, sentence, {"since": sentence})
    try:
        return number_since(typed[0], now)
    except MalformedVersionError:
        sentence = _("“%(said)s” is not a version. A version looks like %(version)s.") % {
            "said": typed[0][:MAX_SHOWN],
            "version": now,
        }
        raise ProblemError(400, sentence, {"since": sentence}) from None
    except OtherHistoryError:
        sentence = _("We can’t tell what changed since then. Start again from %(address)s.") % {
            "address": BULK
        }
        raise ProblemError(410, sentence, {"since": sentence}) from None
