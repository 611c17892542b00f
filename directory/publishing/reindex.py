"""Reindex: recompute the search columns of all listings after a release that computes them differently."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from directory import facts, folding
from directory.models import Listing, Version
from directory.publishing import search_text, snapshot
from directory.publishing.search_text import INDEX_COLUMNS, index_listing
from directory.publishing.snapshot import snapshot_of_listing


def reindex_listings(*, batch: int = 500) -> int:
    """Compute the search columns of every listing anew, unless this code computed them already.

    returns  the number of listings whose columns changed

    A batch is one transaction and increments the version of the directory once. May run beside publishing.
    """
    if is_reindexed():
        return 0
    count, after = 0, 0
    while pks := list(
        Listing.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch]
    ):
        count += _reindex_batch(pks)
        after = pks[-1]
    Version.objects.filter(pk=1).update(index_release=_code_digest())
    return count


def is_reindexed() -> bool:
    """True if this code computed the search columns of all listings, as far as there are any."""
    return not Listing.objects.exists() or Version.now().index_release == _code_digest()


@transaction.atomic
def _reindex_batch(pks: list[int]) -> int:
    version = Version.increment()  # before the listings are locked, as in publish(): no deadlock with it
    changed, now = [], timezone.now()
    for listing in Listing.objects.select_for_update().filter(pk__in=pks):
        before = [getattr(listing, name) for name in INDEX_COLUMNS]
        index_listing(listing, snapshot_of_listing(listing))
        if before != [getattr(listing, name) for name in INDEX_COLUMNS]:
            listing.directory_version, listing.changed_at = version, now
            changed.append(listing)
    Listing.objects.bulk_update(changed, [*INDEX_COLUMNS, "directory_version", "changed_at"])
    return len(changed)


@cache
def _code_digest() -> str:
    """A digest of the modules that compute the search columns: all that a listing can state, and the text."""
    paths = sorted(Path(facts.__path__[0]).glob("*.py"))
    paths += [Path(module.__file__ or "") for module in (folding, snapshot, search_text)]
    return blake2b(b"".join(path.read_bytes() for path in paths), digest_size=8).hexdigest()
