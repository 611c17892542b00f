"""Says of waiting submissions why they may not be published in a batch: a person has to look at each."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import roles
from directory.facts.vocabulary import SubmissionState
from directory.models import Claim, Submission, Taken
from directory.moderation import review
from directory.moderation.checks.run import count_findings


def reasons_against(submissions: Sequence[Submission], *, by: User, at: datetime) -> dict[int, str]:
    """Id of a submission → a sentence; submissions that may be published in a batch are left out.

    submissions  fetched with_listing(). Seven queries at most, however many there are.
    """
    own = set(roles.organizations(by).values_list("pk", flat=True))
    clinics = [submission.clinic_id for submission in submissions]
    claims = Claim.objects.filter(clinic__in=clinics).waiting()
    claimed = set(claims.order_by().values_list("clinic", flat=True))
    by_others = Taken.objects.holding(at).filter(submission__in=submissions).exclude(taken_by=by)
    taken = set(by_others.values_list("submission", flat=True))
    reasons, to_check = {}, []
    for submission in submissions:
        reason = _reason(submission, by=by, own=own, claimed=claimed, taken=taken)
        if reason:
            reasons[submission.pk] = reason
        else:
            to_check.append(submission)
    return reasons | _findings_in_words(to_check)


def _reason(submission, *, by, own, claimed, taken):
    if submission.state != SubmissionState.PENDING:
        return _("Someone already decided on it.")
    if submission.clinic.organization_id in own or submission.is_proposed_by(by):
        return _("You belong to this clinic, or suggested it. Another moderator has to decide.")
    if review.is_outdated(submission, review.listing_of(submission)):
        return _("Something else was published after it was made.")
    if submission.remark:
        return _("It came with words for the moderator. Read them first.")
    if submission.clinic_id in claimed:
        return _("Someone says that they run this clinic. Decide on both together.")
    return _("Another moderator has taken it.") if submission.pk in taken else ""


def _findings_in_words(submissions):
    if not submissions:
        return {}
    shown = {one.clinic_id: review.published_snapshot(one) for one in submissions}
    counts = count_findings(list(submissions), shown=shown)
    return {
        pk: ngettext("It has %(count)s finding.", "It has %(count)s findings.", count) % {"count": count}
        for pk, count in counts.items()
        if count
    }
