"""The timeline of a clinic for its members, “What happened”: who did what, the latest first, in pages."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.vocabulary import SubmissionState
from directory.mail import queue
from directory.models import (
    ApiUse,
    Claim,
    Clinic,
    Event,
    EventActor,
    JoinedOrganization,
    Membership,
    Merge,
    Message,
    Submission,
)
from directory.models.member_event import MemberEvent
from directory.moderation.thread import is_of_proposer
from directory.organizations.tokens import act_in_words
from directory.publishing import history
from directory.wording import values

STEPS_ON_A_PAGE = 50
MAX_PAGE = 1000

ORIGIN_SENTENCES = {
    Submission.Origin.PORTAL: gettext_lazy("Sent to a moderator."),
    Submission.Origin.PROPOSAL: gettext_lazy("Suggested by a reader."),
    Submission.Origin.IMPORT: gettext_lazy("Imported from a file."),
}
ACT_SENTENCES = {
    Submission.Act.AVAILABILITY: gettext_lazy("Availability published: %(words)s."),
    Submission.Act.AVAILABILITY_UNDONE: gettext_lazy("The availability was taken back."),
    Submission.Act.PUBLICATION_UNDONE: gettext_lazy("A publication was taken back."),
    Submission.Act.MERGED: gettext_lazy("Published after it was merged with another listing."),
    Submission.Act.MERGE_UNDONE: gettext_lazy("Published after a merge was taken back."),
}
EVENT_SENTENCES = {
    Event.Kind.CONFIRMED: gettext_lazy("Someone confirmed that everything is still true."),
    Event.Kind.REMOVED: gettext_lazy("The listing was taken down."),
}
MEMBER_SENTENCES = {
    (MemberEvent.Kind.INVITED, Membership.Role.OWNER): gettext_lazy("Someone was invited as an owner."),
    (MemberEvent.Kind.INVITED, Membership.Role.EDITOR): gettext_lazy("Someone was invited as an editor."),
    (MemberEvent.Kind.UNINVITED, Membership.Role.OWNER): gettext_lazy("An invitation was canceled."),
    (MemberEvent.Kind.UNINVITED, Membership.Role.EDITOR): gettext_lazy("An invitation was canceled."),
    (MemberEvent.Kind.JOINED, Membership.Role.OWNER): gettext_lazy("%(person)s joined as an owner."),
    (MemberEvent.Kind.JOINED, Membership.Role.EDITOR): gettext_lazy("%(person)s joined as an editor."),
    (MemberEvent.Kind.ROLE, Membership.Role.OWNER): gettext_lazy("%(person)s became an owner."),
    (MemberEvent.Kind.ROLE, Membership.Role.EDITOR): gettext_lazy("%(person)s became an editor."),
    (MemberEvent.Kind.REMOVED, ""): gettext_lazy("%(person)s was removed by an owner."),
    (MemberEvent.Kind.LEFT, ""): gettext_lazy("%(person)s left."),
}
A_MODERATOR = gettext_lazy("A moderator")
A_PERSON = gettext_lazy("A person")  # who does not manage the clinic now


class Step(NamedTuple):
    """One thing that was done to a clinic."""

    at: datetime
    sentence: str
    who: str = ""  # an address of a present member, “A moderator”, or "": nobody else is named
    message: str = ""  # of the moderator, or of the clinic


class Page(NamedTuple):
    """A page of the timeline. `number`: from 1, the latest steps first."""

    steps: list[Step]
    number: int
    has_next: bool


def timeline(clinic, number=1):
    """One Page of a clinic's timeline. Eleven queries, whatever the page.

    Each kind of step is read as far back as the page could need it, so no page misses one.
    """
    people = dict(queue.member_addresses(clinic))
    most = number * STEPS_ON_A_PAGE + 1
    steps = []
    for kind in KINDS:
        steps += kind(clinic, people, most)
    steps = sorted(steps, key=lambda step: step.at, reverse=True)[:most]
    return Page(steps[most - 1 - STEPS_ON_A_PAGE : most - 1], number, len(steps) == most)


# ---- the kinds of steps: each takes the clinic, {user id: address} of its members, and how many to read


def _drafts(clinic, people, most):
    kind = ContentType.objects.get_for_model(Clinic)
    saved = LogEntry.objects.filter(content_type=kind, object_id=str(clinic.pk), user__in=people)
    for one in saved.order_by("-action_time")[:most]:
        yield Step(one.action_time, _("Draft saved."), people[one.user_id])


def _submissions(clinic, people, most):
    last = Greatest("submitted_at", "decided_at", "withdrawn_at", "opened_at")
    submissions = Submission.objects.filter(clinic=clinic).exclude(state=SubmissionState.DRAFT)
    submissions = submissions.select_related("again").defer("content", "again__content")
    said = {name: F(f"content__{name}") for name in ("availability", "waitlist_weeks")}
    for submission in submissions.annotate(last=last, **said).order_by("-last", "-pk")[:most]:
        if submission.act:
            yield _act_step(submission, people)
        else:
            yield from _submission_steps(submission, people)


def _act_step(submission, people):
    who = A_MODERATOR if submission.decided_by_id else people.get(submission.submitted_by_id, "")
    sentence = ACT_SENTENCES[submission.act] % {"words": values.availability_in_words(submission)}
    return Step(submission.decided_at, sentence, who, submission.words)


def _submission_steps(submission, people):
    if submission.decided_at:
        # What a moderator asked a reader is not for the clinic.
        is_readers = is_of_proposer(submission) and submission.state != SubmissionState.APPROVED
        words = "" if is_readers else submission.words
        yield Step(submission.decided_at, _decision_sentence(submission), A_MODERATOR, words)
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
        # A reader's words, and those of a file, are for moderators alone.
        remark = submission.remark if submission.origin == Submission.Origin.PORTAL else ""
        yield Step(submission.submitted_at, sentence, people.get(submission.submitted_by_id, ""), remark)


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


def _listing(clinic, people, most):
    """Confirmations and removals of the listing."""
    actors = EventActor.objects.filter(clinic=clinic, kind__in=EVENT_SENTENCES).order_by("-event")
    actors = list(actors[:most])
    events = Event.objects.in_bulk([actor.event for actor in actors])
    for actor in actors:
        if event := events.get(actor.event):
            is_removal = actor.kind == Event.Kind.REMOVED and actor.acted_by_id
            who = people.get(actor.acted_by_id, A_MODERATOR if is_removal else "")
            sentence = _with_reason(str(EVENT_SENTENCES[actor.kind]), event.reason)
            yield Step(event.at, sentence, who, event.words)


def _messages(clinic, people, most):
    written = Message.objects.without_proposer().filter(clinic=clinic)
    for one in written.order_by("-written_at", "-pk")[:most]:
        if one.from_moderator:
            yield Step(one.written_at, _("A message to you."), A_MODERATOR, one.words)
        else:
            who = people.get(one.written_by_id, "")
            yield Step(one.written_at, _("A message to the moderators."), who, one.words)


def _members(clinic, people, most):
    events = MemberEvent.objects.filter(organization=clinic.organization_id).select_related("acted_by")
    for one in events.order_by("-acted_at", "-pk")[:most]:
        person = people.get(one.member_id, A_PERSON)
        sentence = MEMBER_SENTENCES[one.kind, one.role] % {"person": person}
        is_own_act = one.acted_by_id == one.member_id
        moderator = A_MODERATOR if one.acted_by.is_staff and not is_own_act else ""
        yield Step(one.acted_at, sentence, "" if is_own_act else people.get(one.acted_by_id, moderator))


def _claims(clinic, people, most):
    last = Greatest("claimed_at", "proved_at", "decided_at")
    claims = Claim.objects.filter(clinic=clinic).annotate(last=last)
    for claim in claims.order_by("-last", "-pk")[:most]:
        who = people.get(claim.claimed_by_id, "")
        yield Step(claim.claimed_at, _("Someone asked to manage this clinic."), who)
        if claim.proved_at:
            yield Step(claim.proved_at, _("They entered the code from the clinic’s e-mail address."), who)
        if claim.decided_at:
            yield Step(claim.decided_at, _claim_sentence(claim), A_MODERATOR)


def _claim_sentence(claim):
    if claim.state == Claim.State.GRANTED:
        return _("The request to manage this clinic was approved.")
    return _("The request to manage this clinic was refused.")


def _programs(clinic, people, most):
    uses = ApiUse.objects.filter(clinic=clinic, token__organization=clinic.organization_id)
    for use in uses.select_related("token").order_by("-used_at", "-pk")[:most]:
        named = {"token": use.token.name, "act": act_in_words(use)}
        sentence = _("A program used the token “%(token)s”: %(act)s.")
        if use.status >= 400:
            sentence = _("A program used the token “%(token)s”: %(act)s. It was refused.")
        yield Step(use.used_at, sentence % named, people.get(use.token.made_by_id, ""))


def _merges(clinic, people, most):
    last = Greatest("merged_at", "undone_at")
    merges = Merge.objects.filter(Q(kept=clinic) | Q(merged=clinic)).annotate(last=last)
    for merge in merges.order_by("-last", "-pk")[:most]:
        is_kept = merge.kept_id == clinic.pk
        sentence = (
            _("Another listing of this clinic was merged into this one.")
            if is_kept
            else _("This listing was merged into another one of the same clinic.")
        )
        yield Step(merge.merged_at, sentence, A_MODERATOR)
        if merge.undone_at:
            yield Step(merge.undone_at, _("The merge was taken back."), A_MODERATOR)


def _organizations(clinic, people, most):
    joined = JoinedOrganization.objects.filter(kept=clinic.organization_id)
    for one in joined.order_by("-joined_at", "-pk")[:most]:
        sentence = _("The organization “%(name)s” was joined with yours.") % {"name": one.name}
        yield Step(one.joined_at, sentence, A_MODERATOR)


KINDS = (
    _drafts,
    _submissions,
    _listing,
    _messages,
    _members,
    _claims,
    _programs,
    _merges,
    _organizations,
)
