"""Taking an item of the desk: others see who works on it and since when, and may decide all the same.

An item is a submission, a claim or a report that waits. It is free again after TAKEN_MINUTES (see
models/desk_work.py), and a decision on it releases it. To take an item locks its row, as a decision does, so
that two moderators cannot both have it, and none has what is decided.
"""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.vocabulary import SubmissionState
from directory.models import Claim, Report, Submission, Taken
from directory.moderation.errors import RefusedError

type Item = Submission | Claim | Report

COLUMNS: dict[type, str] = {Submission: "submission", Claim: "claim", Report: "report"}  # of Taken


class TakenByAnotherError(RefusedError):
    """Another moderator has the item. `taken`: the row that says who, and since when."""

    def __init__(self, taken: Taken):
        super().__init__(_("Another moderator has already taken this."))
        self.taken = taken


@transaction.atomic
def take(*, item: Item, by: User, at: datetime | None = None) -> Taken:
    """A moderator takes an item that waits, or keeps it for another TAKEN_MINUTES. Returns the Taken.

    raises  TakenByAnotherError while another moderator has it; RefusedError where it no longer waits
    """
    at = at or timezone.now()
    roles.require_moderator(by)
    locked = type(item).objects.select_for_update(no_key=True, of=("self",)).get(pk=item.pk)
    if not waits(locked):
        raise RefusedError(_("This is no longer waiting, so you can’t take it."))
    taken = _rows([locked]).select_related("taken_by").first()
    if taken is None:
        return Taken.objects.create(**{COLUMNS[type(item)]: locked}, taken_by=by, taken_at=at)
    if taken.taken_by_id != by.pk and taken.is_holding(at):
        raise TakenByAnotherError(taken)
    taken.taken_by, taken.taken_at = by, at
    taken.save(update_fields=["taken_by", "taken_at"])
    return taken


def give_back(*, item: Item, by: User) -> bool:
    """A moderator gives an item back. False if this moderator did not have it; then nothing changes."""
    roles.require_moderator(by)
    deleted, _by_model = _rows([item]).filter(taken_by=by).delete()
    return bool(deleted)


def release(*items: Item) -> None:
    """Delete the Taken of items that were decided. All are of one kind. One query."""
    if items:
        _rows(items).delete()


def holders(items: Collection[Item], at: datetime) -> dict[Item, Taken]:
    """Item → the Taken that holds it at this moment, with its moderator. All are of one kind. One query."""
    if not items:
        return {}
    column = COLUMNS[type(next(iter(items)))]
    by_id = {item.pk: item for item in items}
    rows = _rows(items).holding(at).select_related("taken_by")
    return {by_id[getattr(row, f"{column}_id")]: row for row in rows}


def waits(item: Item) -> bool:
    """True if somebody has to decide on the item."""
    if isinstance(item, Submission):
        return item.state == SubmissionState.PENDING
    if isinstance(item, Claim):
        return item.state == Claim.State.WAITING
    return item.state != Report.State.CLOSED


def _rows(items):
    (kind,) = {type(item) for item in items}
    return Taken.objects.filter(**{f"{COLUMNS[kind]}__in": [item.pk for item in items]})
