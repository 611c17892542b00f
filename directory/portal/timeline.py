"""The timeline of a clinic for its members: drafts saved, submissions and decisions, confirmations."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.vocabulary import SubmissionState
from directory.mail import queue
from directory.models import Clinic, Event, EventActor, Submission
from directory.publishing import history

ORIGIN_SENTENCES = {
    Submission.Origin.PORTAL: gettext_lazy("Sent to a moderator."),
    Submission.Origin.PROPOSAL: gettext_lazy("Suggested by a reader."),
    Submission.Origin.IMPORT: gettext_lazy("Imported from a file."),
}
EVENT_SENTENCES = {
    Event.Kind.CONFIRMED: gettext_lazy("Someone confirmed that everything is still true."),
    Event.Kind.REMOVED: gettext_lazy("The listing was taken down."),
}
A_MODERATOR = gettext_lazy("A moderator")
MAX_STEPS_PER_KIND = 100  # of drafts, of submissions, of confirmations and removals


class Step(NamedTuple):
    """One thing that was done to a clinic."""

    at: datetime
    sentence: str
    who: str = ""  # an address of a present member, “A moderator”, or "": nobody else is named
    message: str = ""  # of the moderator


def timeline(clinic):
    """The Steps of a clinic, latest first. Five queries."""
    people = dict(queue.member_addresses(clinic))
    submissions = Submission.objects.filter(clinic=clinic).exclude(state=SubmissionState.DRAFT)
    submissions = submissions.select_related("again").order_by("-submitted_at", "-pk")[:MAX_STEPS_PER_KIND]
    saved = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Clinic), object_id=str(clinic.pk), user__in=people
    ).order_by("-action_time")[:MAX_STEPS_PER_KIND]
    steps = [Step(one.action_time, _("Draft saved."), people[one.user_id]) for one in saved]
    for submission in submissions:
        steps += _submission_steps(submission, people)
    steps += _listing_steps(clinic, people)
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _submission_steps(submission, people):
    if submission.decided_at:
        yield Step(submission.decided_at, _decision_sentence(submission), A_MODERATOR, submission.words)
    if submission.withdrawn_at:
        sentence = _("Withdrawn before a moderator made a decision.")
        yield Step(submission.withdrawn_at, sentence, people.get(submission.withdrawn_by_id, ""))
    if submission.again:
        version = {"version": submission.again.listing_version}
        sentence = _("A moderator put version %(version)s back in the queue.") % version
        yield Step(submission.submitted_at, sentence, A_MODERATOR)
    elif submission.opened_at:
        sentence = _("A moderator reopened what had been sent back. It is waiting for a new decision.")
        yield Step(submission.opened_at, sentence, A_MODERATOR)
    else:
        sentence = str(ORIGIN_SENTENCES[submission.origin])
        if submission.state == SubmissionState.WITHDRAWN and not submission.withdrawn_at:
            sentence = _("%(sentence)s It was withdrawn later.") % {"sentence": sentence}
        yield Step(submission.submitted_at, sentence, people.get(submission.submitted_by_id, ""))


def _listing_steps(clinic, people):
    """Confirmations and removals of the listing."""
    actors = EventActor.objects.filter(clinic=clinic, kind__in=EVENT_SENTENCES).order_by("-event")
    actors = list(actors[:MAX_STEPS_PER_KIND])
    events = Event.objects.in_bulk([actor.event for actor in actors])
    for actor in actors:
        if event := events.get(actor.event):
            is_removal = actor.kind == Event.Kind.REMOVED and actor.acted_by_id
            who = people.get(actor.acted_by_id, A_MODERATOR if is_removal else "")
            sentence = _with_reason(str(EVENT_SENTENCES[actor.kind]), event.reason)
            yield Step(event.at, sentence, who, event.words)


def _decision_sentence(submission):
    sentence = {
        SubmissionState.APPROVED: _("Published, except for a part that was sent back.")
        if submission.sent_back
        else _("Published."),
        SubmissionState.CHANGES_REQUESTED: _("Sent back with a question."),
        SubmissionState.REJECTED: _("Not published."),
    }[submission.state]
    return _with_reason(sentence, submission.reason)


def _with_reason(sentence, reason_code):
    reason = history.reason_in_words(reason_code)
    if not reason:
        return sentence
    return _("%(sentence)s Reason: %(reason)s.") % {"sentence": sentence, "reason": reason}
