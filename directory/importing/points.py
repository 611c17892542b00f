"""Corrects the point of a clinic that is far from its ZIP code or its town."""

from django.utils.translation import gettext as _

from directory.exchange.cells.point import NULL_ISLAND, is_on_earth, point_statements
from directory.facts.vocabulary import PointSource
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import FAR_MILES, miles_from_town, zip_point

CENTER_OF_COUNTRY = (39.83, -98.58)  # of the United States, in degrees


def settle_point(content, previous=()):
    """The point that a content gets: its own, if near its ZIP code or town, else the middle of the ZIP code.

    content   a whole content
    previous  contents that the clinic has already; a point of one with the same ZIP code is kept
    returns   (statements, miles_off): latitude, longitude and point_source, {} where they stay as they are;
              miles of a point that is too far off to be used, else None
    """
    parts = ("latitude", "longitude", "zip")
    if any(all(content[part] == other[part] for part in parts) for other in previous):
        return {}, None
    given = (content["latitude"], content["longitude"])
    middle = point_statements(zip_point(content["zip"][:5]), PointSource.ZIP_CENTROID)
    if given == (None, None):
        return middle, None
    if None in given or not is_on_earth(given):
        return {}, None  # validation refuses the content
    miles = _miles_off(given, content)
    if miles is not None and miles > FAR_MILES:
        return middle, miles
    was_middle = content["point_source"] == PointSource.ZIP_CENTROID and middle["point_source"]
    if was_middle and any(given == (other["latitude"], other["longitude"]) for other in previous):
        return middle, None  # of the former ZIP code
    return ({} if content["point_source"] else {"point_source": PointSource.GIVEN.value}), None


def _miles_off(given, content):
    """Miles to the middle of the ZIP code, else to the town; None where neither is known."""
    if center := zip_point(content["zip"][:5]):
        return haversine_miles(given, center)
    if given == NULL_ISLAND:
        return haversine_miles(given, CENTER_OF_COUNTRY)
    return miles_from_town(given, content["city"], content["state"])


def far_point_message(content, miles):
    """The sentence for the operator about a point that is too far off."""
    if zip_point(content["zip"][:5]):
        message = _("The point is %(miles).0f miles from its ZIP code, so it was not used.")
    elif miles_from_town(CENTER_OF_COUNTRY, content["city"], content["state"]) is not None:
        message = _("The point is %(miles).0f miles from its town, so it was not used.")
    else:
        message = _("The point is %(miles).0f miles from the middle of the country, so it was not used.")
    return message % {"miles": miles}
