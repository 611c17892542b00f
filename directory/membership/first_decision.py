"""The first decision on a clinic that somebody started: on its content and on that person, in one act.

For every other submission `decide` is the decision on the content alone.
"""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import SubmissionState
from directory.membership import claims
from directory.models import Claim, Listing, Membership, Submission
from directory.moderation import decisions
from directory.moderation.errors import RefusedError
from directory.moderation.publication import locked_clinics
from directory.moderation.right_to_decide import require_right_to_decide

PUBLISH, ASK, REJECT = "publish", "ask", "reject"
OWNER, REFUSE = Membership.Role.OWNER.value, "refuse"


class UndecidedClaimError(RefusedError):
    """The moderator publishes without saying whether the person runs the clinic, or without a reason."""


def first_claim(submission: Submission) -> Claim | None:
    """The waiting claim of whoever started the clinic of a submission; None for every other clinic.

    Where nobody started it: that of a person who had started a clinic that was merged into it.
    """
    waiting = Claim.objects.waiting().on_unlisted().filter(clinic=submission.clinic_id)
    return waiting.starters_first().first()


@transaction.atomic
def decide(
    *,
    submission: Submission,
    decision: str,
    by: User,
    back: Collection[str] = (),
    reason: str = "",
    words: str = "",
    runs: str = "",
    runs_reason: str = "",
    at: datetime | None = None,
) -> Listing | None:
    """Decide on a waiting submission and, where somebody started its clinic, on their claim; both or neither.

    decision     PUBLISH (all but `back`), ASK or REJECT: see moderation/decisions.py
    runs         OWNER: they run the clinic. REFUSE: they don't, so that they lose their membership, and what
                 they sent counts as proposed by a reader. "": not decided now; not for PUBLISH.
    runs_reason  why: for OWNER needed where the code was not entered; for REFUSE always, and the person reads
                 it
    returns      the listing that was published, or None
    raises       UndecidedClaimError, and what the functions of moderation/decisions.py raise
    """
    at = at or timezone.now()
    clinics = locked_clinics([submission.clinic_id])
    require_right_to_decide(by, clinics, [submission])
    waits = Submission.objects.filter(pk=submission.pk, state=SubmissionState.PENDING).exists()
    claim = first_claim(submission) if waits else None
    if claim is not None:
        _settle(claim, decision, runs=runs, reason=runs_reason, by=by, at=at)
        submission.refresh_from_db(fields=["origin", "terms"])
    if decision == PUBLISH:
        return decisions.approve_some(
            submission=submission, back=back, by=by, reason=reason, words=words, at=at
        )
    act = decisions.ask_for_changes if decision == ASK else decisions.reject
    act(submission=submission, by=by, reason=reason, words=words, at=at)
    return None


def _settle(claim, decision, *, runs, reason, by, at):
    if runs == OWNER:
        if not (reason or claim.proved_at):
            raise UndecidedClaimError(
                _("Explain why you believe that they run this clinic: the code was not entered.")
            )
        claims.grant(claim=claim, by=by, role=OWNER, reason=reason, tell=decision != PUBLISH, at=at)
    elif runs == REFUSE:
        if not reason:
            raise UndecidedClaimError(_("Explain why they don’t run this clinic. The person will read this."))
        claims.refuse(claim=claim, by=by, reason=reason, at=at)
    elif decision == PUBLISH:
        raise UndecidedClaimError(_("Say whether this person runs the clinic."))
