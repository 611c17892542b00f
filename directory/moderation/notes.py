"""Notes among moderators about a clinic, such as a call that nobody answered. The clinic never sees them."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Claim, Clinic, Note, Report, Submission
from directory.moderation.errors import RefusedError
from directory.moderation.publication import locked_clinics
from directory.moderation.right_to_decide import require_right_to_decide

SAME_WITHIN = timedelta(minutes=10)  # the same note sooner is the same press of the button


@transaction.atomic
def write(
    *,
    clinic: Clinic,
    by: User,
    words: str = "",
    kind: str = Note.Kind.NOTE,
    submission: Submission | None = None,
    claim: Claim | None = None,
    report: Report | None = None,
    at: datetime | None = None,
) -> Note:
    """A moderator writes a note about a clinic. The same again within SAME_WITHIN returns the first one.

    submission, claim, report  the item on whose page it was written
    """
    at = at or timezone.now()
    require_right_to_decide(by, locked_clinics([clinic.pk]), [submission] if submission else [])
    if kind not in Note.Kind.values:
        raise RefusedError(_("Choose what you did."))
    if kind == Note.Kind.NOTE and not words:
        raise RefusedError(_("Write the note."))
    note = {"clinic": clinic, "submission": submission, "claim": claim, "report": report}
    note |= {"kind": kind, "words": words, "written_by": by}
    before = Note.objects.filter(**note, written_at__gt=at - SAME_WITHIN).first()
    return before or Note.objects.create(**note, written_at=at)
