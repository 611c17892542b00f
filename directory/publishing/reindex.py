"""Make codes and search words of the listings again after a release that makes them otherwise."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.db import transaction

from directory import folding
from directory.facts import facets, fields, records, spine, statements, synonyms
from directory.facts import vocabulary as v
from directory.models import Listing, Version
from directory.publishing import search_text, snapshot
from directory.publishing.search_text import INDEXED, index_listing
from directory.publishing.snapshot import snapshot_of_listing


def reindex_listings(*, batch=500):
    """Make again what facets and search read of each listing, where another release of the code made it.

    returns  how many listings read otherwise now

    A batch is one transaction and one move of the directory's version. Idempotent; safe beside publishing.
    """
    if not Listing.objects.exists() or Version.now().index_release == _release():
        return 0
    count, after = 0, 0
    while pks := list(
        Listing.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch]
    ):
        count += _index_batch(pks)
        after = pks[-1]
    Version.objects.filter(pk=1).update(index_release=_release())
    return count


@transaction.atomic
def _index_batch(pks):
    number, changed = Version.increment(), []  # first, as publish() does, so that neither waits for the other
    for listing in Listing.objects.select_for_update().filter(pk__in=pks):
        before = [getattr(listing, name) for name in INDEXED]
        index_listing(listing, snapshot_of_listing(listing))
        if before != [getattr(listing, name) for name in INDEXED]:
            listing.directory_version = number
            changed.append(listing)
    Listing.objects.bulk_update(changed, [*INDEXED, "directory_version"])
    return len(changed)


@cache
def _release():
    """A digest of the code that makes what is indexed."""
    modules = (folding, v, synonyms, fields, records, spine, statements, facets, snapshot, search_text)
    return blake2b(
        b"".join(Path(module.__file__).read_bytes() for module in modules), digest_size=8
    ).hexdigest()
