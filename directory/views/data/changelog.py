"""What changed in the shape of the data, as a feed: new keys, columns and codes, and what will end.

Who adds a key or a column of the open data adds an entry in front. An entry stays as it is: it is the notice
that programs rely on.
"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.exchange import atom
from directory.web.open_data import open_data
from directory.web.public_page import public_page


class Entry(NamedTuple):
    """One change.

    version  of the shape, such as "1.1": new keys, columns and codes raise the second number; what is removed
             or means something else raises the first
    on       the day of the notice
    words    what is new, or what ends and on which day; English, as the names of the data are
    """

    version: str
    on: date
    words: str


ENTRIES = (
    Entry(
        "1.0",
        date(2026, 11, 29),
        "The first shape of the open data: files of the whole directory, what changed since a version, one "
        "record by its permanent id, a FHIR R4 server that can be read, HSDS 3.0, and descriptions for "
        "programs. The CSV begins with new columns, and the column uid is called id.",
    ),
)


@open_data(parameters=())
@public_page
def changelog(request, *, version, today):
    page = request.build_absolute_uri(reverse("data"))
    feed = atom.new_feed(request, title=_("News about the data"), link=page)
    for entry in ENTRIES:
        feed.add_item(
            title=_("Version %(number)s of the data") % {"number": entry.version},
            link=page,
            description=entry.words,
            unique_id=f"{page}#version-{entry.version}",
            updateddate=datetime.combine(entry.on, time(), UTC),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
