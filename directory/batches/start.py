"""Starts a batch: writes down which clinics it is for, and what the moderator saw of each. Acts on none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.batches.drafts import unsent_imports
from directory.facts.vocabulary import SourceLicense
from directory.models import Batch, BatchItem, Submission
from directory.moderation.errors import RefusedError

MAX_ITEMS = 500  # of one batch


@transaction.atomic
def start_approving(
    *, seen: Mapping[int, str], by: User, key: UUID, shown: str = "", at: datetime | None = None
) -> Batch:
    """Start a batch that publishes waiting submissions.

    seen   id of a submission → moderation.review.shown_digest of it, as the moderator saw it
    key    of the posted form: the same key again returns the batch that was started before
    shown  the query string of the page on which they were chosen
    """
    submissions = Submission.objects.in_bulk(list(seen))
    items = [
        BatchItem(clinic_id=submissions[pk].clinic_id, submission_id=pk, seen=digest)
        for pk, digest in seen.items()
        if pk in submissions
    ]
    return _start(Batch.Kind.APPROVE, items, by=by, key=key, shown=shown, at=at)


@transaction.atomic
def start_sending(
    *,
    clinics: Sequence[int],
    by: User,
    key: UUID,
    source: str = "",
    source_license: str = "",
    at: datetime | None = None,
) -> Batch:
    """Start a batch that puts imported working copies, given by id, into the queue.

    source          for readers, where an import named none
    source_license  a code of SourceLicense, where an import named none
    raises          RefusedError for another license

    Clinics that are not among the unsent_imports are left out without a word.
    """
    if source_license not in ("", *SourceLicense.values):
        raise RefusedError(_("Choose one of the licenses."))
    sendable = set(unsent_imports().filter(pk__in=clinics).values_list("pk", flat=True))
    items = [BatchItem(clinic_id=pk) for pk in dict.fromkeys(clinics) if pk in sendable]
    return _start(Batch.Kind.SEND, items, by=by, key=key, source=source, source_license=source_license, at=at)


def _start(kind, items, *, by, key, at, **more):
    roles.require_moderator(by)
    if not items:
        raise RefusedError(_("Choose at least one clinic."))
    if len(items) > MAX_ITEMS:
        raise RefusedError(_("Choose at most %(count)s clinics at once.") % {"count": MAX_ITEMS})
    defaults = {"kind": kind, "started_by": by, "started_at": at or timezone.now()} | more
    batch, made = Batch.objects.get_or_create(key=key, defaults=defaults)
    if made:
        for item in items:
            item.batch = batch
        BatchItem.objects.bulk_create(items, batch_size=500)
    return batch
