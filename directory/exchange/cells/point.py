"""The point of a clinic: latitude and longitude, checked against the ZIP code."""

from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.facts.vocabulary import PointSource
from directory.places.zip_codes import miles_if_far, zip_point

NULL_ISLAND = (0.0, 0.0)  # programs write this for an unknown point


def parse_point(latitude, longitude, zip_code):
    """The given point of a clinic, or the middle of its ZIP code if the given point is far from it.

    latitude, longitude  text in degrees; may be empty
    returns  (statements, miles_off, concern): latitude, longitude and point_source; miles between the given
             point and the ZIP code if more than FAR_MILES, else None; a sentence if the point cannot be
             parsed, else ""
    """
    given, note = None, ""
    if latitude or longitude:
        given = parse_coordinates(latitude, longitude)
        if given is None:
            note = _("The point “%s” is not a latitude and a longitude, so we left it out.") % excerpt(
                f"{latitude}, {longitude}"
            )
    center = zip_point(zip_code[:5])
    far = miles_if_far(given, center)
    if given == NULL_ISLAND and center is None:
        given, note = None, _("The point 0, 0 is not in the United States, so we left it out.")
    if given and far is None:
        return point_statements(given, PointSource.GIVEN), None, note
    return point_statements(center, PointSource.ZIP_CENTROID), far, note


def parse_coordinates(latitude, longitude):
    """(latitude, longitude) as floats in degrees; None if either is not a number, or out of range."""
    try:
        given = float(latitude), float(longitude)
    except ValueError:
        return None
    return given if is_on_earth(given) else None


def is_on_earth(given):
    """True if a (latitude, longitude) in degrees is within range."""
    return -90 <= given[0] <= 90 and -180 <= given[1] <= 180


def point_statements(place, source):
    """latitude, longitude and point_source of a point (latitude, longitude); empty if `place` is None."""
    if place is None:
        return {"latitude": None, "longitude": None, "point_source": ""}
    return {"latitude": place[0], "longitude": place[1], "point_source": source.value}
