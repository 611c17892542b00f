"""Finds the public listings that may be the clinic of a proposal."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from directory.folding import fold
from directory.matching.contact_details import website_domain
from directory.models import Listing
from directory.places.gazetteer import gazetteer
from directory.places.geometry import in_box

MAX_MILES = 25  # from the middle of the proposed ZIP code
# Of 100, rapidfuzz's token_set_ratio. Looser than for an import: a person looks at the result at once.
MIN_NAME_SIMILARITY = 80
MAX_LISTINGS = 5


class SimilarListing(NamedTuple):
    listing: Listing
    shared: str  # what it shares with the proposed clinic, in words


def similar_listings(facts: Mapping[str, Any]) -> list[SimilarListing]:
    """Up to MAX_LISTINGS, the likeliest first.

    facts   statements of the proposed clinic, by name
    """
    host = website_domain(facts["website"])
    # The city is compared with the search words, in which “St. Ives” is “Saint Ives”.
    wanted = Q(search_text_b__startswith=f"{fold(facts['city'])} ", state=facts["state"])
    for name, value in (("phone", facts["phone"]), ("website__icontains", host)):
        wanted |= Q(**{name: value}) if value else Q()
    if place := facts["zip"] and gazetteer().zip_place(facts["zip"][:5]):
        wanted |= in_box(place, MAX_MILES)
    columns = ("slug", "name", "street", "city", "state", "zip", "phone", "website")
    ranked = []
    for listing in Listing.objects.public().filter(wanted).only(*columns).iterator():
        ratio = fuzz.token_set_ratio(fold(facts["name"]), fold(listing.name), processor=utils.default_process)
        shared = [_("the same phone")] if facts["phone"] and facts["phone"] == listing.phone else []
        shared += [_("the same website")] if host and host == website_domain(listing.website) else []
        shared += [_("a like name")] if ratio >= MIN_NAME_SIMILARITY else []
        if shared:
            rank = (-len(shared), -ratio, listing.slug)
            ranked.append((rank, SimilarListing(listing, ", ".join(shared))))
    ranked.sort(key=lambda pair: pair[0])
    return [similar for _rank, similar in ranked[:MAX_LISTINGS]]
