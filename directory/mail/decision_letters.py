"""The letters about the decision on a submission: queued with it, and taken out where it is taken back."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.mail.queue import Letter, Recipient, member_addresses, queue_letter, verified_addresses
from directory.models import Clinic, Mail, Submission

# A letter that says no waits so long: until then the moderator can take the decision back.
UNDO_DECISION_WITHIN = timedelta(minutes=10)


def submissions_decided(submissions: Iterable[Submission]) -> None:
    """A letter with the decision, to each sender who waits for it. An import gets no letter."""
    for submission in submissions:
        if submission.origin == Submission.Origin.IMPORT or submission.again_id:
            continue
        for user, address in _recipients_of_decision(submission):
            key = f"decided:{submission.pk}"
            key = key if user == submission.submitted_by_id else f"{key}:{user}"
            due_at = cast(datetime, submission.decided_at)
            if submission.state != SubmissionState.APPROVED:
                due_at += UNDO_DECISION_WITHIN
            queue_letter(_decision_letter(submission), to=address, kind="decided", key=key, due_at=due_at)


def take_decision_out(submission: Submission) -> bool:
    """Take the letters with the decision out of the queue. False if one of them has gone: then none is taken.

    Locks the letters, so a worker that sends them comes before or after.
    """
    key = f"decided:{submission.pk}"
    mails = Mail.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:")).select_for_update()
    if any(mail.state != Mail.State.QUEUED for mail in mails):
        return False
    mails.delete()
    return True


def publication_undone(submission: Submission) -> None:
    """A letter to those who read that it was published: a moderator has to decide once more."""
    if submission.origin == Submission.Origin.IMPORT or submission.again_id:
        return
    letter = Letter(
        subject=_("We have to look at your listing again"),
        lines=(
            _("We told you that what you sent for %(clinic)s has been published. That was too early.")
            % {"clinic": submission.content["name"]},
            _("A moderator has taken it back and will decide again. We will e-mail you the decision."),
            _("You don’t have to send it again."),
        ),
        link=reverse("portal:index"),
        link_words=_("See what is waiting in the portal"),
        why=_("You are getting this e-mail because you sent us something to publish."),
    )
    for user, address in _recipients_of_decision(submission):
        queue_letter(letter, to=address, kind="undone", key=f"undone:{submission.pk}:{user}")


def _recipients_of_decision(submission: Submission) -> list[Recipient]:
    """(user id, address) of the sender; if the sender is no longer a member of the clinic, of all members."""
    sender = submission.submitted_by_id
    if submission.origin == Submission.Origin.PORTAL:
        clinic = Clinic.objects.only("organization").get(pk=submission.clinic_id)
        if (people := member_addresses(clinic)) and sender not in dict(people):
            return people
    return verified_addresses([sender])


def _decision_letter(submission: Submission) -> Letter:
    name = submission.content["name"]
    sentences: dict[str, str] = {
        SubmissionState.APPROVED: _("What you sent for %(clinic)s has been published."),
        SubmissionState.CHANGES_REQUESTED: _(
            "A moderator has a question about what you sent for %(clinic)s."
        ),
        SubmissionState.REJECTED: _("What you sent for %(clinic)s was not published."),
    }
    lines = [sentences[submission.state] % {"clinic": name}]
    if submission.sent_back:
        lines.append(
            _("Part of it was not accepted. Your listing still shows the earlier information there.")
        )
    if submission.reason:
        lines.append(_("The reason: %(reason)s.") % {"reason": DecisionReason(submission.reason).label})
    subjects: dict[str, str] = {
        SubmissionState.APPROVED: _("Your listing is published"),
        SubmissionState.CHANGES_REQUESTED: _("A question about your listing"),
        SubmissionState.REJECTED: _("Your listing was not published"),
    }
    proposed = (
        submission.origin == Submission.Origin.PROPOSAL
    )  # a reader proposed it, who may maintain no clinic
    return Letter(
        subject=_("The clinic that you suggested") if proposed else subjects[submission.state],
        lines=tuple(lines),
        quote=submission.words,
        link=reverse("asked") if proposed else reverse("portal:index"),
        link_words=_("See what you suggested") if proposed else _("See it in the portal"),
        why=_("You are getting this e-mail because you sent us something to publish."),
    )
