"""Facilities and points as registers write them → as the directory states them."""

from django.utils.translation import gettext as _

from directory import wording
from directory.importing import cells as read
from directory.importing.cells import phone, shown, website  # noqa: F401  (forms ask for them here)
from directory.importing.drafts import Draft, Refused
from directory.places import haversine_miles
from directory.vocabulary import PointSource
from directory.zips import zip_point

FAR = 50  # miles from its ZIP code: the point is not trusted


def point(latitude, longitude, zip_code):
    """Where a row puts its clinic, unless that is far from its ZIP code.

    latitude, longitude   text in degrees, or empty
    returns  (statements, far, note): latitude, longitude and point_source; miles from the ZIP code if more
             than FAR, else None; a sentence if the point cannot be read, else ""
    """
    given, note = None, ""
    if latitude or longitude:
        given = on_earth(latitude, longitude)
        if given is None:
            note = _("The point “%s” is not a latitude and a longitude; left out.") % shown(
                f"{latitude}, {longitude}"
            )
    centre = zip_point(zip_code[:5])
    far = miles_apart(given, centre)
    if given and far is None:
        return _at(given, PointSource.GIVEN), None, note
    return _at(centre, PointSource.ZIP_CENTROID), far, note


def miles_apart(given, centre):
    """Miles, if the two are more than FAR apart; else None."""
    if given is None or centre is None:
        return None
    miles = haversine_miles(given, centre)
    return miles if miles > FAR else None


def on_earth(latitude, longitude):
    try:
        given = float(latitude), float(longitude)
    except ValueError:
        return None
    return given if -90 <= given[0] <= 90 and -180 <= given[1] <= 180 else None


def _at(place, source):
    if place is None:
        return {"latitude": None, "longitude": None, "point_source": ""}
    return {"latitude": place[0], "longitude": place[1], "point_source": source.value}


FACILITY = ("street1", "street2", "city", "state", "zip", "zip4", "phone", "website", "latitude", "longitude")


def facility(source, cells, *, name, same_as, **stated):
    """The Draft of one facility of a register, which leaves out what cannot be read but its address.

    source  its key, behind the name of the register
    cells   text by the names of FACILITY; zip4 may be missing
    name    the names of the facility and of the program
    stated  what the register says besides
    """
    row = Row(cells)
    program = row.words("name", name[1])
    place = {"city": row.words("city"), "state": row.state(), "zip": row.zip_code()}
    reached = {**row.phone(), "website": row.website()}
    point_, far, note = point(row.plain("latitude"), row.plain("longitude"), place["zip"])
    return Draft(
        source=source,
        content={
            "name": full_name(row.words("name", name[0]), program),
            "street": ", ".join(part for part in (row.words("street1"), row.words("street2")) if part),
            **place,
            **point_,
            **reached,
            **stated,
        },
        same_as=same_as,
        far=far,
        notes=[*row.notes, *([note] if note else [])],
        mended=row.mended,
    )


def full_name(name, program):
    """The source cuts both at 38 characters; what is cut stays cut."""
    return f"{name} – {program}" if program and program != name else name


class Row:
    """The cells of one row, read column by column, and what is to be said about them."""

    def __init__(self, cells):
        self.cells = cells
        self.notes, self.mended = [], []

    def plain(self, column):
        """The text of a cell; "" where it says that it is empty."""
        text = read.bare(self.cells.get(column, ""))
        return "" if read.is_nothing(text) else text

    def contact(self, column):
        text = self.plain(column)
        return "" if read.is_nothing(text, nobody=True) else text

    def words(self, column, text=None):
        found = self.clear(column, read.words, self.cells.get(column, "") if text is None else text)
        self.mended += found.mended
        self.notes += found.doubts
        return "" if read.is_nothing(found.text) else found.text

    def state(self):
        return read.state(self.plain("state"))

    def zip_code(self):
        return self.clear("zip", read.zip_code, self.plain("zip"), self.state(), self.plain("zip4"))

    def phone(self):
        stated = {"phone": "", "phone_extension": ""}
        text = self.contact("phone")
        if text and (dialed := read.heard(text)):
            stated = {"phone": dialed.number, "phone_extension": dialed.extension}
            if dialed.rest:
                self.mended.append(more_than_one(text, dialed))
        elif text:
            self.notes.append(_("The phone “%s” cannot be dialled; left out.") % shown(text))
        return stated

    def website(self):
        text = self.contact("website") and self.cells["website"].strip()  # with the signs that nobody sees
        address = read.website(text)
        if address is None:
            self.notes.append(_("The website “%s” is not a web address; left out.") % shown(text))
        return address or ""

    def clear(self, column, reader, text, *beside):
        """What a reader makes of a text; Refused with column and text where it makes nothing of it."""
        try:
            return reader(text, *beside)
        except read.Unclear as why:
            raise unclear(column, text, why) from None


def unclear(column, text, why):
    return Refused(
        _("Column “%(name)s” says “%(said)s”. %(advice)s")
        % {"name": column, "said": shown(text), "advice": why}
    )


def more_than_one(text, dialed):
    return _("Of the phone “%(said)s” only %(number)s was taken.") % {
        "said": shown(text),
        "number": wording.phone(dialed.number, dialed.extension),
    }
