"""The point of a clinic, compared with its ZIP code or its town."""

from django.utils.translation import gettext as _

from directory.exchange.cells.point import NULL_ISLAND, is_on_earth, point_statements
from directory.facts.vocabulary import PointSource
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import FAR_MILES, miles_from_town, zip_point

CENTER_OF_COUNTRY = (39.83, -98.58)  # of the United States, in degrees


def settle_point(stated, previous=()):
    """Where a content puts its clinic, once its point was held against its ZIP code, or against its town.

    stated    a whole content
    standing  contents that hold already: a point that stands in one of them with this ZIP code is kept
    returns   (statements, far): latitude, longitude and point_source, {} where nothing is to be changed;
              miles where the point is too far off to be used, else None

    Where no point is left, the middle of the ZIP code stands for it.
    """
    parts = ("latitude", "longitude", "zip")
    if any(all(stated[part] == other[part] for part in parts) for other in previous):
        return {}, None
    given = (stated["latitude"], stated["longitude"])
    middle = point_statements(zip_point(stated["zip"][:5]), PointSource.ZIP_CENTROID)
    if given == (None, None):
        return middle, None
    if None in given or not is_on_earth(given):
        return {}, None  # a rule refuses it
    miles = _miles_off(given, stated)
    if miles is not None and miles > FAR_MILES:
        return middle, miles
    was_middle = stated["point_source"] == PointSource.ZIP_CENTROID and middle["point_source"]
    if was_middle and any(given == (other["latitude"], other["longitude"]) for other in previous):
        return middle, None  # the ZIP code is another now
    return ({} if stated["point_source"] else {"point_source": PointSource.GIVEN.value}), None


def _miles_off(given, stated):
    """Miles from the middle of its ZIP code, else from its town; None where neither is known."""
    if center := zip_point(stated["zip"][:5]):
        return haversine_miles(given, center)
    if given == NULL_ISLAND:
        return haversine_miles(given, CENTER_OF_COUNTRY)
    return miles_from_town(given, stated["city"], stated["state"])


def far_point_message(stated, miles):
    """That a point is too far off, for somebody who can look into the file."""
    if zip_point(stated["zip"][:5]):
        words = _("The point is %(miles).0f miles from its ZIP code, so it was not used.")
    elif miles_from_town(CENTER_OF_COUNTRY, stated["city"], stated["state"]) is not None:
        words = _("The point is %(miles).0f miles from its town, so it was not used.")
    else:
        words = _("The point is %(miles).0f miles from the middle of the country, so it was not used.")
    return words % {"miles": miles}
