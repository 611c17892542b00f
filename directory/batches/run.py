"""Runs a batch, some items at a time: each item in a transaction of its own, so that a stop loses nothing.

An item and what is done for it are saved together. A process that is killed leaves each item either done or
waiting, and the next step goes on from there. Two steps at the same moment share the items between them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.batches.drafts import unsent_imports
from directory.batches.fitness import reasons_against
from directory.models import Batch, BatchItem, Clinic, Submission
from directory.moderation import decisions, review
from directory.moderation.errors import AlreadyDecidedError, RefusedError
from directory.moderation.publication import locked_clinics
from directory.moderation.right_to_decide import require_right_to_decide
from directory.moderation.undoing import undo_publication

ITEMS_PER_STEP = 25
SECONDS_PER_STEP = 2
UNDO_HOURS = 24  # after the batch has ended


def step(*, batch: Batch, by: User, at: datetime | None = None) -> Batch:
    """Do the next items of a running batch, ITEMS_PER_STEP at most. Returns the batch as it is then."""
    roles.require_moderator(by)
    at = at or timezone.now()
    act = {Batch.Kind.APPROVE: _approve, Batch.Kind.SEND: _send}[Batch.Kind(batch.kind)]
    left = _work(
        batch,
        lambda item: act(item, by=by, at=at),
        waiting=BatchItem.State.WAITING,
        outcomes=(BatchItem.State.DONE, BatchItem.State.SKIPPED),
        may_go_on={"state": Batch.State.RUNNING},
    )
    if not left:
        Batch.objects.filter(pk=batch.pk, state=Batch.State.RUNNING).update(
            state=Batch.State.DONE, ended_at=timezone.now()
        )
    batch.refresh_from_db()
    return batch


def stop(*, batch: Batch, by: User, at: datetime | None = None) -> None:
    """Stop a running batch. Items that are not done yet keep waiting; see `go_on`."""
    roles.require_moderator(by)
    Batch.objects.filter(pk=batch.pk, state=Batch.State.RUNNING).update(
        state=Batch.State.STOPPED, ended_at=at or timezone.now()
    )
    batch.refresh_from_db()


def go_on(*, batch: Batch, by: User) -> None:
    """Let a stopped batch run again. Raises RefusedError if it is being taken back."""
    roles.require_moderator(by)
    Batch.objects.filter(pk=batch.pk, state=Batch.State.STOPPED, undone_at=None).update(
        state=Batch.State.RUNNING, ended_at=None
    )
    batch.refresh_from_db()
    if batch.undone_at:
        raise RefusedError(_("This was taken back, so it can’t go on."))


def may_take_back(batch: Batch, at: datetime) -> bool:
    """True within a day after the batch has ended; also while it is being taken back."""
    if batch.undone_at:
        return batch.items.filter(state=BatchItem.State.DONE).exists()
    ended = batch.ended_at
    return ended is not None and at - ended <= timedelta(hours=UNDO_HOURS)


def take_back(*, batch: Batch, by: User, at: datetime | None = None) -> Batch:
    """Take back the next items that the batch has done, ITEMS_PER_STEP at most. Returns the batch.

    What was published goes back to the version before and waits in the queue again; what was sent is
    withdrawn. An item on which somebody has acted since is kept as it is, and says why.
    """
    roles.require_moderator(by)
    at = at or timezone.now()
    if batch.state == Batch.State.RUNNING:
        raise RefusedError(_("Stop it first, then take it back."))
    if not may_take_back(batch, at):
        raise RefusedError(_("A batch can be taken back within a day. Open each listing instead."))
    ended = Batch.objects.filter(pk=batch.pk, undone_at=None).exclude(state=Batch.State.RUNNING)
    if not ended.update(undone_by=by, undone_at=at):
        batch.refresh_from_db()
        if batch.undone_at is None:  # somebody let it go on a moment ago
            raise RefusedError(_("Stop it first, then take it back."))
    act = {Batch.Kind.APPROVE: _unpublish, Batch.Kind.SEND: _withdraw}[Batch.Kind(batch.kind)]
    _work(
        batch,
        lambda item: act(item, by=by, at=at),
        waiting=BatchItem.State.DONE,
        outcomes=(BatchItem.State.UNDONE, BatchItem.State.KEPT),
        may_go_on={"undone_at__isnull": False},
    )
    batch.refresh_from_db()
    return batch


def _work(
    batch: Batch,
    act: Callable[[BatchItem], None],
    *,
    waiting: str,
    outcomes: tuple[str, str],
    may_go_on: dict[str, object],
) -> bool:
    """Act on items in the state `waiting`, each in its transaction. Returns whether some are left.

    outcomes   the states of an item that was done, and of one that was refused with a sentence
    may_go_on  the filter that the batch must fit before each item
    """
    until, done, refused = monotonic() + SECONDS_PER_STEP, *outcomes
    for _number in range(ITEMS_PER_STEP):
        with transaction.atomic():
            if not Batch.objects.filter(pk=batch.pk, **may_go_on).exists():
                return True
            items = BatchItem.objects.select_for_update(skip_locked=True).order_by("pk")
            item = items.filter(batch=batch, state=waiting).first()
            if item is None:
                break
            item.batch = batch
            try:
                with transaction.atomic():
                    act(item)
            except AlreadyDecidedError:
                item.state, item.why = refused, _("Someone already decided on it.")
            except RefusedError as why:
                item.state, item.why = refused, str(why)[:500]
            else:
                item.state = done
            item.save(update_fields=["state", "why", "submission"])
        if monotonic() > until:
            break
    return BatchItem.objects.filter(batch=batch, state=waiting).exists()


# ---- one item


def _approve(item, *, by, at):
    """Publish one submission. RefusedError unless it is as the moderator saw it, and nothing was found."""
    locked_clinics([item.clinic_id])  # before anything is read
    submission = Submission.objects.with_listing().get(pk=item.submission_id)
    reasons = reasons_against([submission], by=by, at=at)
    if reasons:
        raise RefusedError(reasons[submission.pk])
    if item.seen != review.shown_digest(submission, review.listing_of(submission)):
        raise RefusedError(_("It changed after you started."))
    decisions.approve(submissions=[submission], by=by, at=at)


def _send(item, *, by, at):
    """Put one working copy into the queue, with the source, the license and the remark of its import."""
    clinic = Clinic.objects.select_related("organization").locked([item.clinic_id]).get()
    if roles.belongs_to(by, clinic):
        raise RefusedError(_("You belong to this organization."))
    source = clinic.imported_from or item.batch.source
    if not source:
        raise RefusedError(_("Readers see where a listing comes from, and the import named no source."))
    source_license = clinic.imported_license or item.batch.source_license
    if not source_license:
        raise RefusedError(_("Anyone may copy what is published, and the import named no license."))
    if not unsent_imports().filter(pk=item.clinic_id).exists():
        raise RefusedError(_("It was sent, or its people took it over, after you started."))
    (submission,) = decisions.enqueue(
        clinics=[clinic],
        origin=Submission.Origin.IMPORT,
        source=source,
        source_license=source_license,
        by=by,
        at=at,
    )
    if clinic.import_remark:
        Submission.objects.filter(pk=submission.pk).update(remark=clinic.import_remark)
    item.submission = submission


def _unpublish(item, *, by, at):
    undo_publication(submission=Submission.objects.get(pk=item.submission_id), by=by, at=at)


def _withdraw(item, *, by, at):
    clinics = locked_clinics([item.clinic_id])
    require_right_to_decide(by, clinics)
    sent = Submission.objects.filter(pk=item.submission_id)
    withdrawn = decisions.withdraw_waiting(sent, by=by, at=at)
    if not withdrawn:
        raise RefusedError(_("Someone already decided on it."))
