"""Proposals: a reader names a clinic that is missing, and a moderator decides."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from directory.models import Clinic, Submission
from directory.moderation import decisions


@transaction.atomic
def propose(*, by: User, key: UUID, words: str, at: datetime | None = None, **facts: object) -> Submission:
    """Submit a new clinic for a reader. It waits for a moderator, and makes nobody a member.

    key      a UUID of the form: the same form sent twice makes one proposal
    words    how the reader knows the clinic, for moderators alone
    facts    statements of Facts
    returns  the Submission
    """
    clinic, made = Clinic.objects.get_or_create(source=f"proposal:{key}", defaults=facts)
    if not made:
        return Submission.objects.filter(clinic=clinic, origin=Submission.Origin.PROPOSAL).earliest("pk")
    (submission,) = decisions.enqueue(clinics=[clinic], origin=Submission.Origin.PROPOSAL, by=by, at=at)
    submission.remark = words
    submission.save(update_fields=["remark"])
    return submission
