"""Is a clinic listed already? What a person who proposes one is asked before it is sent."""

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from directory.folding import fold
from directory.matching.duplicates import domain
from directory.models import Listing
from directory.places.geometry import in_box
from directory.places.resolve import resolve_place

NEARBY = 25  # miles from the middle of the ZIP code
LIKE = 80  # of 100, rapidfuzz's token_set_ratio: looser than an import, because a person looks at once
MOST = 5


def listed_like(given):
    """What is listed and may be the clinic that `given` (facts by name) tells of, the likeliest first.

    returns  [(Listing, what both share, as words)], at most MOST
    """
    site = domain(given["website"])
    wanted = Q(
        words_b__startswith=f"{fold(given['city'])} ", state=given["state"]
    )  # “St. Ives”, “Saint Ives”
    for name, value in (("phone", given["phone"]), ("website__icontains", site)):
        wanted |= Q(**{name: value}) if value else Q()
    if place := given["zip"] and resolve_place(given["zip"]):
        wanted |= in_box(place, NEARBY)
    columns = ("slug", "name", "street", "city", "state", "zip", "phone", "website")
    found = []
    for listing in Listing.objects.public().filter(wanted).only(*columns).iterator():
        ratio = fuzz.token_set_ratio(fold(given["name"]), fold(listing.name), processor=utils.default_process)
        shared = [_("the same phone")] if given["phone"] and given["phone"] == listing.phone else []
        shared += [_("the same website")] if site and site == domain(listing.website) else []
        shared += [_("a like name")] if ratio >= LIKE else []
        if shared:
            found.append((-len(shared), -ratio, listing.slug, listing, ", ".join(shared)))
    return [(listing, shared) for _shared, _ratio, _slug, listing, shared in sorted(found)[:MOST]]
