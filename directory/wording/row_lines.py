"""The rows whose value is put together from several statements, or written in a way of its own."""

from urllib.parse import urlsplit

from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.facts.facet_codes import OPEN_CHOICES, open_times
from directory.facts.rules import RANGES
from directory.wording.formats import (
    course_length,
    duration_range,
    join_labels,
    link_or_blank,
    number_range,
    price_range,
    weeks,
)
from directory.wording.insurers import insurer_in_words
from directory.wording.opening_times import opening_times_in_words
from directory.wording.values import (
    availability_in_words,
    codes_in_words,
    languages_in_words,
    phone,
    value_in_words,
)


def lines_of_row(listing, name):
    """The lines of a row of the spine, as a clinic without offerings states it; [] where it does not."""
    return SPECIAL_LINES[name](listing) if name in SPECIAL_LINES else _lines(listing, name)


def _lines(listing, name):
    line = value_in_words(name, getattr(listing, name))
    return [line] if line else []


def _address(listing):
    town = f"{listing.city}, {listing.state} {listing.zip}".strip(" ,")
    return [line for line in (listing.street, town) if line]


def _website(name):
    """A function for SPECIAL_LINES: a web address without scheme and "www."; the link has the whole."""

    def lines(listing):
        address = getattr(listing, name)
        parts = urlsplit(address) if link_or_blank(address) else None
        if parts is None:
            return _lines(listing, name)
        return [f"{web_addresses.display_host(parts.netloc)}{parts.path}".rstrip("/")]

    return lines


def _opening_times(listing):
    """The hours of the days, the time zone, and whether that is in the evening or on a weekend."""
    derived = open_times({"opening_times": listing.opening_times})
    labels = [str(label) for code, label in OPEN_CHOICES if code in derived]
    hours = opening_times_in_words(listing.opening_times, listing.time_zone)
    return [*hours, join_labels(labels)] if labels else hours


def _routes(listing):
    """The routes, and a way that joins two of them, which is a route of an offering alone."""
    joined = [one["route"] for one in listing.offerings if one["route"] == v.OfferingRoute.COMBINED]
    labels = [
        *codes_in_words("route", listing.route),
        *(str(v.OfferingRoute(one).label) for one in joined[:1]),
    ]
    return [join_labels(labels)] if labels else []


def _course(listing):
    line = course_length(
        listing.course_sessions,
        listing.course_weeks,
        listing.course_sessions_most,
        listing.course_weeks_most,
    )
    return [line] if line else []


def _range(name, words):
    """A function for SPECIAL_LINES: a number that may be a range."""

    def lines(listing):
        line = words(getattr(listing, name), getattr(listing, RANGES[name]))
        return [line] if line else []

    return lines


def _session_price(listing):
    line = price_range(listing.session_price_low, listing.session_price_high)
    return [line] if line else []


SPECIAL_LINES = {
    "address": _address,
    "phone": lambda listing: [phone(listing.phone, listing.phone_extension)] if listing.phone else [],
    "website": _website("website"),
    "booking_url": _website("booking_url"),
    "availability": lambda listing: [availability_in_words(listing)] if listing.availability else [],
    "route": _routes,
    "insurers": lambda listing: [insurer_in_words(insurer) for insurer in listing.insurers],
    "opening_times": _opening_times,
    "languages": lambda listing: languages_in_words(listing.languages),
    "course": _course,
    "drug_minutes": _range("drug_minutes", duration_range),
    "visit_minutes": _range("visit_minutes", duration_range),
    "maintenance_weeks": _range("maintenance_weeks", lambda low, most: number_range(low, most, weeks)),
    "session_price": _session_price,
}
