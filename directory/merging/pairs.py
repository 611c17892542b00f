"""Pairs of clinics that may be one: from the flags of imports, among what waits, and around one clinic.

No request compares all clinics with all others. What a moderator has decided, and what was taken down, is
left out.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from directory.matching.already_listed import similar_listings
from directory.matching.contact_details import SHARED_LABELS
from directory.models import Clinic, ClinicPair, Listing, ReviewFlag, Submission
from directory.moderation.neighborhood import Neighborhood
from directory.publishing.snapshot import Snapshot, complete_snapshot
from directory.wording import values


class PairedClinic(NamedTuple):
    """A clinic of a pair. slug: of its public listing, "" for none."""

    pk: int
    name: str
    place: str
    slug: str
    waits: bool


class LikelyPair(NamedTuple):
    """Two clinics that may be one. `shared`: what both have, in words. `miles`: between them, or None."""

    first: PairedClinic
    second: PairedClinic
    shared: str
    miles: float | None


def flagged() -> QuerySet[ReviewFlag]:
    """The flags of likely duplicates on which nobody has decided: those that share most come first."""
    here, there = OuterRef("clinic"), OuterRef("other")
    decided = ClinicPair.objects.filter(Q(first=here, second=there) | Q(first=there, second=here))
    kind = ReviewFlag.Kind.LIKELY_DUPLICATE
    mirrored = ReviewFlag.objects.filter(kind=kind, clinic=there, other=here, pk__lt=OuterRef("pk"))
    flags = ReviewFlag.objects.filter(
        kind=kind, other__isnull=False, clinic__closed_at=None, other__closed_at=None
    )
    return flags.exclude(Exists(decided)).exclude(Exists(mirrored)).order_by("-shared__len", "pk")


def pairs_of_flags(flags: Iterable[ReviewFlag]) -> list[LikelyPair]:
    """The LikelyPairs of some flags; three queries."""
    flags = list(flags)
    clinics = _paired({pk for flag in flags for pk in (flag.clinic_id, flag.other_id)})
    return [
        LikelyPair(clinics[flag.clinic_id], clinics[flag.other_id], _in_words(flag.shared), flag.miles)
        for flag in flags
    ]


def pairs_of_waiting(submissions: Sequence[Submission]) -> list[LikelyPair]:
    """The LikelyPairs of some waiting submissions with clinics nearby. Six queries."""
    return _pairs_around([(one.clinic_id, complete_snapshot(one.content)) for one in submissions])


def pairs_of_clinic(clinic: int, content: Snapshot) -> list[LikelyPair]:
    """The LikelyPairs of one clinic: by its place, name, phone, website and NPI."""
    pairs = _pairs_around([(clinic, content)])
    known = {pk for pair in pairs for pk in (pair.first.pk, pair.second.pk)} | {clinic}
    decided = ClinicPair.objects.filter(Q(first=clinic) | Q(second=clinic)).values_list("first", "second")
    known |= {pk for pair in decided for pk in pair}
    similar = {one.listing.pk: one.shared for one in similar_listings(content)}
    clinics = dict(
        Listing.objects.filter(pk__in=similar).exclude(clinic__in=known).values_list("clinic", "pk")
    )
    paired = _paired({clinic, *clinics})
    return pairs + [
        LikelyPair(paired[clinic], paired[other], similar[listing], None)
        for other, listing in clinics.items()
    ]


def _pairs_around(contents):
    around = Neighborhood(contents)
    found = {}
    for clinic, content in contents:
        for like in around.duplicate_finder.find(around.compared_clinic(clinic, content)):
            found.setdefault(frozenset([clinic, like.clinic.pk]), (clinic, like))
    clinics = _paired({pk for pair in found for pk in pair})
    return [
        LikelyPair(clinics[clinic], clinics[like.clinic.pk], _in_words(like.shared), like.miles)
        for clinic, like in found.values()
    ]


def _paired(ids):
    """Clinic id → PairedClinic; two queries."""
    waiting = set(Submission.objects.waiting().filter(clinic__in=ids).values_list("clinic", flat=True))
    rows = Clinic.objects.filter(pk__in=ids).annotate(
        slug=F("listing__slug"), shown=F("listing__name"), removed=F("listing__removed_at")
    )
    return {
        pk: PairedClinic(
            pk,
            shown or name,
            f"{city}, {state}".strip(", "),
            slug if slug and removed is None else "",
            pk in waiting,
        )
        for pk, name, city, state, slug, shown, removed in rows.values_list(
            "pk", "name", "city", "state", "slug", "shown", "removed"
        )
    }


def _in_words(shared):
    return values.join_with_and([str(SHARED_LABELS[what]) for what in shared if what in SHARED_LABELS])


# ---- any two


def find_clinic(typed: str) -> int | None:
    """The id of the clinic that a moderator typed: its number, its page, or its permanent id."""
    typed = typed.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 19:
        return Clinic.objects.filter(pk=int(typed)).values_list("pk", flat=True).first()
    try:
        return Clinic.objects.filter(uid=UUID(typed)).values_list("pk", flat=True).first()
    except ValueError:
        pass
    slug = _slug_in(typed)
    return Listing.objects.at_slug(slug).values_list("clinic", flat=True).first() if slug else None


def _slug_in(typed):
    """`https://clinics.example/clinics/tern-house-denver/history/` → `tern-house-denver`"""
    try:
        parts = [part for part in urlsplit(typed).path.split("/") if part]
    except ValueError:
        return ""
    if "clinics" in parts[:-1]:
        return parts[parts.index("clinics") + 1]
    return parts[-1] if parts and "\0" not in typed else ""
