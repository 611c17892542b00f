"""The map of one listing, and the address that a phone's own map opens for directions."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from directory.facts.statements import Facts
from directory.facts.vocabulary import PointSource
from directory.maps import frames
from directory.maps.area import AreaMap, Mark, area_map
from directory.maps.precision import is_approximate


def clinic_map(listing: Facts) -> AreaMap | None:
    """The AreaMap of a listing's surroundings; None where it states no point."""
    if listing.latitude is None:
        return None
    point = listing.latitude, listing.longitude
    mark = Mark(0, listing.name, "", *point, is_approximate(*point, listing.point_source))
    return area_map(frames.of_listing(*point, town=listing.city), [mark])


def point_note(listing: Facts) -> str:
    """A sentence about a point that is no exact one; else ""."""
    if listing.latitude is None or not is_approximate(
        listing.latitude, listing.longitude, listing.point_source
    ):
        return ""
    if listing.point_source == PointSource.ZIP_CENTROID and listing.zip:
        return _("The mark is the middle of ZIP code %(code)s. The clinic is near it.") % {
            "code": listing.zip[:5]
        }
    return _("The mark is rough. The clinic is near it.")


def directions_link(listing: Facts) -> str:
    """A `geo:` link (RFC 5870) with the address in words, which no company owns; "" without a street.

    A phone opens it with the map that its owner chose. A point that is not exact is left out: the words lead
    to the door.
    """
    if not (listing.street and listing.city):
        return ""
    region = " ".join(filter(None, [listing.state, listing.zip]))
    address = quote(", ".join(filter(None, [listing.street, listing.city, region])))
    point = "0,0"
    if listing.latitude is not None and not is_approximate(
        listing.latitude, listing.longitude, listing.point_source
    ):
        point = f"{listing.latitude:.5f},{listing.longitude:.5f}"
    return f"geo:{point}?q={address}"
