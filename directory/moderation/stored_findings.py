"""Findings and numbers of changes of waiting submissions, stored: the queue filters and sorts by them.

What the checks find depends on the content, which never changes, and on more that does: the published
version, the clinics around, the day, the rules. `refresh` compares a digest of all that with the digest that
was stored, and runs the checks over what differs alone. What is stored after that is what run_checks finds.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import (
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    StringAgg,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import (
    MD5,  # pyright: ignore[reportAttributeAccessIssue]  # django-types does not know it
    Cast,
    Coalesce,
    Concat,
    Cos,
    Left,
    NullIf,
    Radians,
)
from django.utils import timezone

import directory
from directory.facts.vocabulary import SubmissionState
from directory.matching import duplicates
from directory.models import Clinic, ClinicPair, ReviewFlag, Submission
from directory.models.submission import SubmissionQuerySet
from directory.moderation.checks.base import Finding
from directory.moderation.checks.run import find_all
from directory.moderation.review import published_snapshot
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot

MAX_REFRESHED = 600  # in one request; some 2 ms each
CHUNK = 200
BOX_DEGREES = duplicates.SHARED_DETAIL_MILES / 60  # wider than the box that the checks look into
FARTHEST_LONGITUDE = 179.9  # beyond it, a box may cross the antimeridian: looked at anew each time
FARTHEST_LATITUDE = 85


class StoredFinding(NamedTuple):
    code: str
    statement: str
    sentence: str


def refresh(submissions: SubmissionQuerySet) -> list[int]:
    """Run the checks over those of these waiting submissions whose stored findings may be outdated.

    Returns the ids of the submissions that are still outdated, because there were more than MAX_REFRESHED.
    One query where nothing is outdated, else six more for each CHUNK.
    """
    outdated = [
        row.pk
        for row in _with_inputs(submissions)
        if not row.findings_basis or row.findings_basis != _basis(row)
    ]
    for start in range(0, min(len(outdated), MAX_REFRESHED), CHUNK):
        _look_again(outdated[start : min(start + CHUNK, MAX_REFRESHED)])
    return outdated[MAX_REFRESHED:]


def stored(submission: Submission) -> list[StoredFinding]:
    """The findings as they were stored; see `refresh`."""
    return [StoredFinding(**finding) for finding in submission.findings]


def _look_again(ids):
    # First the digests: what changes after them makes the findings outdated, never wrongly current. No
    # transaction is open while the checks run, because the database ends one that idles for some seconds.
    waiting = Submission.objects.filter(pk__in=ids, state=SubmissionState.PENDING)
    bases = {row.pk: _basis(row) for row in _with_inputs(waiting)}
    submissions = [one for one in waiting.with_listing() if one.pk in bases]
    shown = {submission.clinic_id: published_snapshot(submission) for submission in submissions}
    findings = find_all(submissions, shown=shown)
    for submission in submissions:
        submission.findings = [_as_stored(finding)._asdict() for finding in findings[submission.pk]]
        content = complete_snapshot(submission.content)
        submission.changed_statements = len(compare_snapshots(shown[submission.clinic_id], content))
        submission.findings_basis = bases[submission.pk]
    _store(submissions)


@transaction.atomic
def _store(submissions):
    # Who decides on a submission at this moment holds its row: it is left out, because it stops waiting.
    rows = Submission.objects.select_for_update(no_key=True, skip_locked=True)
    ids = [submission.pk for submission in submissions]
    free = set(rows.filter(pk__in=ids, state=SubmissionState.PENDING).values_list("pk", flat=True))
    columns = ["findings", "changed_statements", "findings_basis"]
    Submission.objects.bulk_update([one for one in submissions if one.pk in free], columns)


def _as_stored(finding: Finding) -> StoredFinding:
    return StoredFinding(finding.code, finding.statement, finding.sentence)


def _basis(row):
    """The digest of all that the findings depend on besides the content; "" where it cannot be known."""
    if row.south is None:
        if row.zip_code:  # its area, if it is known by now, may have a middle
            return ""
    elif max(abs(row.east), abs(row.west)) > FARTHEST_LONGITUDE or abs(row.north) > FARTHEST_LATITUDE:
        return ""
    inputs = (
        release_digest(),
        timezone.localdate().isoformat(),
        row.published_version,
        row.file_miles,
        row.around,
        row.without_point,
        row.pairs,
    )
    return sha256(repr(inputs).encode()).hexdigest()


@lru_cache
def release_digest() -> str:
    """A digest of the source of this package: the rules of another release may find something else."""
    digest = sha256()
    for path in sorted(Path(directory.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


# ---- what the findings depend on, as one query


class Inputs(NamedTuple):
    """See _basis. south, west, north, east: degrees, None where the content has no point."""

    pk: int
    findings_basis: str
    zip_code: str | None
    published_version: int | None
    file_miles: float | None
    south: float | None
    north: float | None
    west: float | None
    east: float | None
    around: str | None
    without_point: str | None
    pairs: str | None


def _with_inputs(submissions: QuerySet[Submission]) -> list[Inputs]:
    latitude = Cast(KeyTextTransform("latitude", "content"), FloatField())
    longitude = Cast(KeyTextTransform("longitude", "content"), FloatField())
    aside = Value(BOX_DEGREES) / Cos(Radians(F("point_latitude")))
    flags = ReviewFlag.objects.filter(clinic=OuterRef("clinic"), kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP)
    rows = submissions.order_by().annotate(
        published_version=F("clinic__listing__version"),
        file_miles=Subquery(flags.values("miles")[:1]),
        point_latitude=latitude,
        point_longitude=longitude,
        zip_start=Cast(KeyTextTransform("zip", "content"), TextField()),
        # NULL, so that clinics without ZIP code are not around each other: the checks don't compare them.
        zip_code=NullIf(Left("zip_start", 5), Value("")),
        south=F("point_latitude") - BOX_DEGREES,
        north=F("point_latitude") + BOX_DEGREES,
        west=F("point_longitude") - aside,
        east=F("point_longitude") + aside,
    )
    box = Q(
        latitude__range=(OuterRef("south"), OuterRef("north")),
        longitude__range=(OuterRef("west"), OuterRef("east")),
    )
    without_point = Clinic.objects.alias(code=Left("zip", 5)).filter(latitude=None, code=OuterRef("zip_code"))
    rows = rows.annotate(
        around=_digest(Clinic.objects.filter(box)),
        without_point=_digest(without_point),
        pairs=_decided_pairs(OuterRef("clinic")),
    )
    return [Inputs(*row) for row in rows.values_list(*Inputs._fields)]


def _decided_pairs(clinic):
    """A subquery: the pairs in which a moderator decided that the clinic is not the same as another one."""
    pairs = ClinicPair.objects.filter(Q(first=clinic) | Q(second=clinic)).order_by()
    joined = StringAgg(Cast("pk", TextField()), delimiter=Value(" ", TextField()), order_by="pk")
    return Subquery(pairs.values(group=Value(1)).annotate(joined=joined).values("joined"))


def _digest(clinics):
    """A subquery: the digest of all that the checks read of these clinics."""
    waiting = Submission.objects.filter(clinic=OuterRef("pk"), state=SubmissionState.PENDING)
    read = ["pk", "listing__slug", "listing__removed_at", *duplicates.COMPARED_COLUMNS]
    text = TextField()
    parts: list[Any] = [Coalesce(Cast(name, text), Value("-", text)) for name in read]
    parts.append(Cast(Exists(waiting), text))
    row = Concat(*(part for one in parts for part in (one, Value("\n", text))), output_field=text)
    joined = StringAgg(row, delimiter=Value("\n\n", text), order_by="pk")
    return Subquery(clinics.order_by().values(group=Value(1)).annotate(digest=MD5(joined)).values("digest"))
