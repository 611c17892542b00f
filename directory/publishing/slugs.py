"""The addresses of listings: one for each name, and no address twice."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.text import slugify

from directory.folding import plain
from directory.models import FormerSlug, Listing


def assign_slugs(listings):
    """Give each listing its address. A new name brings a new one; the old one redirects and stays taken."""
    wanted = {
        id(listing): slugify(plain(f"{listing.name} {listing.city}"))[:90] or "clinic" for listing in listings
    }
    moving = [listing for listing in listings if not _fits(listing.slug, wanted[id(listing)])]
    taken = _taken({wanted[id(listing)] for listing in moving})
    for listing in moving:
        slug, number = wanted[id(listing)], 1
        while slug in taken and taken[slug] != listing.pk:
            number += 1
            slug = f"{wanted[id(listing)]}-{number}"
        if listing.pk:
            FormerSlug.objects.filter(slug=slug, listing=listing).delete()
            FormerSlug.objects.create(slug=listing.slug, listing=listing)
        taken[slug] = listing.pk or 0
        listing.slug = slug


def _fits(slug, wanted):
    head, _dash, number = slug.rpartition("-")
    return slug == wanted or (head == wanted and number.isdigit())


def _taken(wanted):
    """Slugs in use that begin like one wanted → the listing that holds them."""
    taken = {}
    for slugs in _batches(sorted(wanted), 100):
        for model, owner in ((Listing, "pk"), (FormerSlug, "listing_id")):
            alike = reduce(or_, (Q(slug__startswith=slug) for slug in slugs))
            taken.update(model.objects.filter(alike).values_list("slug", owner))
    return taken


def _batches(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]
