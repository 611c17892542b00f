"""Phones, web addresses and points as registers write them → as the directory states them."""

from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.facts import web_address
from directory.places import haversine_miles
from directory.vocabulary import PointSource
from directory.zips import zip_point

FAR = 50  # miles from its ZIP code: the point is not trusted


@lru_cache(maxsize=50_000)
def phone(words):
    """`860-276-3000 x301` → ("+18602763000", "301"), a United States number; None if it cannot be dialled."""
    try:
        number = phonenumbers.parse(words[:100], "US")
    except phonenumbers.NumberParseException:
        return None
    extension = number.extension or ""
    if not phonenumbers.is_valid_number(number) or len(extension) > 10:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), extension


def website(words):
    """`clinic.example` → `https://clinic.example`, a bare `http://` → ""; None if it is no web address."""
    address = words.strip()
    if address.lower() in ("", "http://", "https://", "http:", "https:"):
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        web_address(address)
    except ValidationError:
        return None
    return address if len(address) <= 300 else None


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
            note = (
                _("The point “%s” is not a latitude and a longitude; left out.")
                % f"{latitude}, {longitude}"[:60]
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


def contact(phone_words, website_words):
    """(statements, notes) of a register's phone and website."""
    notes = []
    dialled = phone(phone_words) if phone_words else ("", "")
    if dialled is None:
        notes.append(_("The phone “%s” cannot be dialled; left out.") % phone_words[:60])
        dialled = ("", "")
    address = website(website_words)
    if address is None:
        notes.append(_("The website “%s” is not a web address; left out.") % website_words[:60])
        address = ""
    return {"phone": dialled[0], "phone_extension": dialled[1], "website": address}, notes
