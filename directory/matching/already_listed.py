"""Is a clinic listed already? What a person who proposes one is asked before it is sent."""

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from directory.folding import fold
from directory.matching.duplicates import website_domain
from directory.models import Listing
from directory.places.geometry import in_box
from directory.places.resolve import resolve_place

MAX_MILES = 25  # miles from the middle of the ZIP code
# Of 100, rapidfuzz's token_set_ratio: looser than an import, because a person looks at once.
MIN_NAME_SIMILARITY = 80
MAX_LISTINGS = 5


def similar_listings(facts):
    """What is listed and may be the clinic that `given` (facts by name) tells of, the likeliest first.

    returns  [(Listing, what both share, as words)], at most MOST
    """
    host = website_domain(facts["website"])
    wanted = Q(
        search_text_b__startswith=f"{fold(facts['city'])} ", state=facts["state"]
    )  # “St. Ives”, “Saint Ives”
    for name, value in (("phone", facts["phone"]), ("website__icontains", host)):
        wanted |= Q(**{name: value}) if value else Q()
    if place := facts["zip"] and resolve_place(facts["zip"]):
        wanted |= in_box(place, MAX_MILES)
    columns = ("slug", "name", "street", "city", "state", "zip", "phone", "website")
    similar = []
    for listing in Listing.objects.public().filter(wanted).only(*columns).iterator():
        ratio = fuzz.token_set_ratio(fold(facts["name"]), fold(listing.name), processor=utils.default_process)
        shared = [_("the same phone")] if facts["phone"] and facts["phone"] == listing.phone else []
        shared += [_("the same website")] if host and host == website_domain(listing.website) else []
        shared += [_("a like name")] if ratio >= MIN_NAME_SIMILARITY else []
        if shared:
            similar.append((-len(shared), -ratio, listing.slug, listing, ", ".join(shared)))
    return [(listing, shared) for _shared, _ratio, _slug, listing, shared in sorted(similar)[:MAX_LISTINGS]]
