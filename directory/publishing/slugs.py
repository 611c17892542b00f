"""The slugs of listings, made from name and city. A slug is never given to a second listing."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.text import slugify

from directory.folding import plain
from directory.models import FormerSlug, Listing

MAX_CHARACTERS = 90  # of a slug without its number
LOOKUP_BATCH = 100  # slugs in one query


def assign_slugs(listings: Sequence[Listing]) -> None:
    """Give a new slug to each listing whose name or city no longer fits the slug. Former slugs redirect."""
    bases = {id(listing): _base_slug(listing) for listing in listings}
    renamed = [listing for listing in listings if not _is_numbered(listing.slug, bases[id(listing)])]
    owners = _owners_by_slug({bases[id(listing)] for listing in renamed})
    for listing in renamed:
        slug, number = bases[id(listing)], 1
        while slug in owners and owners[slug] != listing.pk:
            number += 1
            slug = f"{bases[id(listing)]}-{number}"
        if listing.pk:
            FormerSlug.objects.filter(slug=slug, listing=listing).delete()
            FormerSlug.objects.create(slug=listing.slug, listing=listing)
        owners[slug] = listing.pk or 0
        listing.slug = slug


def restore_slug(listing: Listing, slug: str) -> None:
    """Give a former slug of the listing back to it, if it fits its name and city; the present one redirects.

    The caller saves the listing.
    """
    former = FormerSlug.objects.filter(slug=slug, listing=listing)
    if slug == listing.slug or not _is_numbered(slug, _base_slug(listing)) or not former.exists():
        return
    former.delete()
    FormerSlug.objects.create(slug=listing.slug, listing=listing)
    listing.slug = slug


def _base_slug(listing: Listing) -> str:
    return slugify(plain(f"{listing.name} {listing.city}"))[:MAX_CHARACTERS] or "clinic"


def _is_numbered(slug: str, base: str) -> bool:
    """True for `base` itself and for `base-2`, `base-3`, …"""
    head, _dash, number = slug.rpartition("-")
    return slug == base or (head == base and number.isdigit())


def _owners_by_slug(bases: Iterable[str]) -> dict[str, int]:
    """Slug in use, now or formerly, that begins like one of `bases` → id of its listing."""
    owners = {}
    ordered = sorted(bases)
    for start in range(0, len(ordered), LOOKUP_BATCH):
        alike = reduce(or_, (Q(slug__startswith=base) for base in ordered[start : start + LOOKUP_BATCH]))
        owners.update(Listing.objects.filter(alike).values_list("slug", "pk"))
        owners.update(FormerSlug.objects.filter(alike).values_list("slug", "listing_id"))
    return owners
