"""Evidence: a moderator records what they looked at, or takes a record back. The listing is updated at once.

Documents are neither stored nor shown, only who has seen one, and when. There is no Event for evidence:
nothing is decided, and the public page shows evidence with its date.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.models import Clinic, Listing, Submission, Verification
from directory.moderation.errors import RefusedError
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import Snapshot

TAKEN_BACK = "taken back"


class TakenBack(NamedTuple):
    by: User
    at: datetime


@transaction.atomic
def record(
    *, clinic: Clinic, verifications: Iterable[Verification], version: int, by: User
) -> list[Verification]:
    """Save verifications of one clinic, and show those that agree. Returns the new ones.

    verifications  unsaved: statement, person, kind, about, outcome, source, url, seen_on …
    version        of the listing that was looked at; refused if the listing has another version by now
    raises         RefusedError; ValidationError where a field breaks a rule

    A later verification replaces an earlier one of the same subject and kind; one that does not agree
    replaces those of every kind. One that is already replaced is saved as dropped. Equal ones are saved once.
    """
    listing = _published(clinic, by)
    if listing.version != version:
        raise RefusedError(_("The listing changed after you opened this page. Check it again."))
    every = list(Verification.objects.filter(clinic=clinic).order_by("pk"))
    current = [one for one in every if one.dropped_on is None]
    new = []
    for verification in verifications:
        verification.clinic, verification.checked_by = clinic, by
        _refuse_unsupported(verification, listing)
        is_overtaken = any(
            one.seen_on > verification.seen_on and _replaces(one, verification) for one in current
        )
        if any(_same(verification, one) for one in (every if is_overtaken else current)):
            continue
        verification.full_clean(exclude=["clinic", "checked_by"], validate_unique=False)
        if is_overtaken:
            verification.dropped_on = timezone.localdate()
        else:
            _drop([one for one in current if _replaces(verification, one)])
            current = [one for one in current if one.dropped_on is None] + [verification]
        verification.save()
        new.append(verification)
    if new:
        publish.update_evidence(listing, current)
    return new


@transaction.atomic
def take_back(*, verification: Verification, by: User) -> None:
    """Drop a verification that was recorded by mistake. The admin's log stores who did that."""
    clinic = verification.clinic
    listing = _published(clinic, by)
    verification.refresh_from_db()
    if verification.dropped_on:
        raise RefusedError(_("This is no longer shown. Nothing was changed."))
    _drop([verification])
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Verification),
        object_id=str(verification.pk),
        object_repr=f"{clinic.name}: {verification.statement}"[:200],
        action_flag=CHANGE,
        change_message=TAKEN_BACK,
    )
    publish.update_evidence(listing, clinic.verifications.in_force().order_by("pk"))


def restore(
    listing: Listing,
    undone: Submission,
    versions: Sequence[tuple[Submission, Snapshot]],
    *,
    changed_to: Snapshot,
) -> None:
    """Bring back the verifications that a publication dropped, where the version before it is back.

    undone      the submission of that publication, and `changed_to` what it showed
    versions    the versions before it, each with what it showed, latest first
    """
    dropped = list(
        Verification.objects.filter(
            clinic=listing.clinic_id,
            dropped_on=timezone.localdate(undone.decided_at),
            checked_at__lt=undone.decided_at,
        )
    )
    current = list(Verification.objects.in_force().filter(clinic=listing.clinic_id))
    withdrawn = taken_back(dropped)
    steps = [(undone, compare_snapshots(versions[0][1], changed_to))]
    for (version, shown), (_older, before) in pairwise(versions):
        steps.append((version, compare_snapshots(before, shown)))
    back = [
        one
        for one in dropped
        if one.pk not in withdrawn
        and _dropped_by(one, steps) == undone
        and not any(_replaces(other, one) and other.pk > one.pk for other in [*dropped, *current])
    ]
    Verification.objects.filter(pk__in=[one.pk for one in back]).update(dropped_on=None)
    if back:
        publish.update_evidence(listing, listing.clinic.verifications.in_force().order_by("pk"))


def _dropped_by(verification, steps):
    """The first version after the check whose changes left the verification without its value, or None."""
    for version, changes in reversed(steps):
        after = version.decided_at >= verification.checked_at
        if after and not publish.evidence_still_holds(verification.statement, verification.person, changes):
            return version
    return None


def taken_back(verifications: list[Verification]) -> dict[int, TakenBack]:
    """Verification id → TakenBack, for the verifications that were taken back. One query."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Verification),
        object_id__in=[str(one.pk) for one in verifications],
        change_message=TAKEN_BACK,
    ).select_related("user")
    return {
        # django-types takes LogEntry.user for a class.
        int(entry.object_id or 0): TakenBack(entry.user, entry.action_time)  # pyright: ignore[reportArgumentType]
        for entry in entries
    }


def _published(clinic, by):
    """The published listing of a clinic, both rows locked. Raises unless `by` may decide on the clinic."""
    clinic = Clinic.objects.locked([clinic.pk]).get()
    require_right_to_decide(by, [clinic])
    listing = Listing.objects.select_for_update().filter(clinic=clinic, removed_at=None).first()
    if listing is None:
        raise RefusedError(_("This clinic is not published, so there is nothing to check."))
    return listing


def _refuse_unsupported(look, listing):
    if look.statement not in STATEMENTS or not is_stated(getattr(listing, look.statement)):
        raise RefusedError(_("The listing doesn’t say this. Choose a statement that it makes."))
    if look.statement == "practitioners":
        matching = [person for person in listing.practitioners if person["name"] == look.person]
        if len(matching) != 1:
            raise RefusedError(
                _(
                    "The listing doesn’t name this person, or it names two people with this name. "
                    "Choose a person from the list."
                )
            )
    if look.seen_on > timezone.localdate():
        raise RefusedError(
            _("The date on which you saw it is in the future. Enter today’s date or an earlier one.")
        )
    if look.kind == "document_seen" and look.url:
        raise RefusedError(
            _("We don’t link to documents, so leave this blank. It is only for public registers.")
        )


IDENTITY_FIELDS = (
    "statement",
    "person",
    "about",
    "kind",
    "outcome",
    "source",
    "url",
    "seen_on",
    "expires_on",
    "deactivated_on",
)


def _same(look, other):
    return all(getattr(look, part) == getattr(other, part) for part in IDENTITY_FIELDS)


def _replaces(look, other):
    """True if `look` replaces `other`: same subject, not older, and not one of two kinds that both agree."""
    has_same_subject = all(getattr(look, part) == getattr(other, part) for part in IDENTITY_FIELDS[:3])
    agrees_too = look.outcome == Verification.Outcome.AGREES and look.kind != other.kind
    return has_same_subject and other.seen_on <= look.seen_on and not agrees_too


def _drop(verifications):
    for one in verifications:
        one.dropped_on = timezone.localdate()
        one.save(update_fields=["dropped_on"])
