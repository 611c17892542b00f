"""The thread of a clinic: what its people and the moderators write to each other.

Three tables hold it: `Message` (private), `Submission.remark` (private: the sender's words to the moderators)
and `Submission.words` (what a moderator writes with a decision, which the public history shows too). A reader
who proposed a clinic has a thread of their own with the moderators, about that proposal alone; the people of
the clinic never see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.vocabulary import ReportReason, SubmissionState
from directory.mail import letters, queue, thread_letters
from directory.mail.queue import Recipient
from directory.models import Clinic, Listing, Message, Report, Submission
from directory.moderation.errors import RefusedError
from directory.moderation.publication import locked_clinics
from directory.moderation.right_to_decide import require_right_to_decide

MAX_LENGTH = 2000  # characters of a message, and of a remark


class NewerMessageError(RefusedError):
    """Somebody else wrote in the thread after the page with the form was opened."""

    def __init__(self):
        super().__init__(
            _("Someone wrote here after you opened this page. Read it, then send your message again.")
        )


# ---- reading


class Side(StrEnum):
    """Who wrote an entry of a thread."""

    MODERATOR = "moderator"
    CLINIC = "clinic"
    PROPOSER = "proposer"
    FILE = "file"  # a remark that stood in an imported file


@dataclass(frozen=True)
class Entry:
    """One thing that somebody wrote in a thread.

    who        the person, as the reader of the thread may know them: “A moderator”, an address, a name, or ""
    about      a sentence on what it is about, or ""
    is_public  the public history shows these words, too
    message    None for words of a submission
    """

    at: datetime
    words: str
    side: Side
    who: str
    about: str = ""
    is_public: bool = False
    submission_id: int | None = None
    report: Report | None = None
    message: Message | None = None

    @property
    def from_moderator(self) -> bool:
        return self.side == Side.MODERATOR

    @property
    def is_open(self) -> bool:
        """True for a message that the other side has neither answered nor settled."""
        return self.message is not None and self.message.settled_at is None


def entries(clinic: Clinic, *, for_moderator: bool) -> list[Entry]:
    """Everything in the thread of a clinic, oldest first. Two queries for moderators, three for members.

    for_moderator  with the names of moderators, and with what proposers wrote; else as members see it
    """
    messages = Message.objects.filter(clinic=clinic)
    submissions = Submission.objects.filter(clinic=clinic)
    if for_moderator:
        return _entries(messages, submissions, _Names(is_moderator=True))
    # What a proposer wrote, and what a moderator answered them, is not for the people of the clinic.
    asked = Q(origin=Submission.Origin.PROPOSAL, again=None) & ~Q(state=SubmissionState.APPROVED)
    names = _Names(people=dict(queue.member_addresses(clinic)))
    return _entries(messages.without_proposer(), submissions.exclude(asked), names)


def messages_only(clinic: Clinic) -> list[Entry]:
    """The messages of a clinic for moderators, oldest first, without words of submissions. One query."""
    messages = Message.objects.filter(clinic=clinic)
    return _entries(messages, Submission.objects.none(), _Names(is_moderator=True))


def entries_of_proposal(submission: Submission) -> list[Entry]:
    """The thread of a proposal as its proposer sees it, oldest first. Three queries.

    submission  one of the proposals of a clinic; a copy that a moderator reopened belongs to the same thread
    """
    proposals = Submission.objects.filter(
        clinic=submission.clinic_id,
        origin=Submission.Origin.PROPOSAL,
        again=None,
        submitted_by=submission.submitted_by_id,
    )
    names = _Names(people=dict(queue.verified_addresses([submission.submitted_by_id])), proposer=True)
    return _entries(Message.objects.filter(submission__in=proposals), proposals, names)


@dataclass(frozen=True)
class _Names:
    """How the reader of a thread knows the people in it. `people`: user id → address."""

    people: dict[int, str] | None = None
    is_moderator: bool = False
    proposer: bool = False

    def moderator(self, user: User | None) -> str:
        return moderator_name(user) if self.is_moderator and user else _("A moderator")

    def sender(self, user: User | None) -> str:
        if self.is_moderator:
            return user.email or user.get_username() if user else ""
        return (self.people or {}).get(user.pk, "") if user else ""

    def sees_remark(self, submission: Submission) -> bool:
        """True unless a stranger to the reader wrote it, or it is a copy of an earlier remark."""
        if not submission.remark or submission.opened_at:
            return False
        if self.is_moderator or self.proposer:
            return True
        return submission.origin == Submission.Origin.PORTAL


def moderator_name(user: User) -> str:
    """The name of a moderator for other moderators: the full name, else the e-mail up to the @."""
    return user.get_full_name() or user.email.partition("@")[0] or user.get_username()


def _entries(messages, submissions, names):
    messages = messages.select_related("written_by", "settled_by", "report", "submission")
    submissions = submissions.exclude(state=SubmissionState.DRAFT).exclude(remark="", words="")
    submissions = submissions.select_related("submitted_by", "decided_by").defer("content", "sent_back")
    listed = [_message_entry(one, names) for one in messages.order_by("written_at", "pk")]
    for submission in submissions:
        if names.sees_remark(submission):
            listed.append(_remark_entry(submission, names))
        if submission.words and submission.decided_at:
            listed.append(_decision_entry(submission, names))
    return sorted(listed, key=lambda entry: entry.at)


def _message_entry(message, names):
    is_of_us = message.from_moderator
    return Entry(
        at=message.written_at,
        words=message.words,
        side=Side.MODERATOR if is_of_us else _side_of_writer(message),
        who=(names.moderator if is_of_us else names.sender)(message.written_by),
        about=_about(message),
        submission_id=message.submission_id,
        report=message.report,
        message=message,
    )


def _side_of_writer(message):
    return Side.PROPOSER if is_of_proposer(message.submission) else Side.CLINIC


def _side_of_sender(submission):
    if submission.origin == Submission.Origin.IMPORT:
        return Side.FILE
    return Side.PROPOSER if is_of_proposer(submission) else Side.CLINIC


def _about(message):
    if message.report:
        reason = ReportReason(message.report.reason).label
        return _("About a report by a reader: %(reason)s.") % {"reason": reason}
    if message.submission and is_of_proposer(message.submission):
        return _("About the suggestion to list this clinic.")
    if message.submission and message.submission.submitted_at:
        day = timezone.localdate(message.submission.submitted_at)
        return _("About what was sent on %(day)s.") % {"day": letters.format_day(day)}
    return ""


def _remark_entry(submission, names):
    side = _side_of_sender(submission)
    sentences = {
        Side.FILE: _("About a row of an imported file."),
        Side.PROPOSER: _("About the suggestion to list this clinic."),
        Side.CLINIC: _("Written when sending."),
    }
    return Entry(
        at=submission.submitted_at,
        words=submission.remark,
        side=side,
        who="" if side == Side.FILE else names.sender(submission.submitted_by),
        about=sentences[side],
        submission_id=submission.pk,
    )


def _decision_entry(submission, names):
    sentences = {
        SubmissionState.APPROVED: _("Written when publishing."),
        SubmissionState.CHANGES_REQUESTED: _("Written when asking for changes."),
        SubmissionState.REJECTED: _("Written when rejecting."),
    }
    return Entry(
        at=submission.decided_at,
        words=submission.words,
        side=Side.MODERATOR,
        who=names.moderator(submission.decided_by),
        about=sentences.get(submission.state, ""),
        # The history of a listing shows them; a clinic that was not listed has none.
        is_public=submission.state == SubmissionState.APPROVED or submission.based_on is not None,
        submission_id=submission.pk,
    )


def unanswered() -> QuerySet[Message]:
    """Messages of clinics and proposers that wait for a moderator, oldest first, with what a page shows."""
    people = ("clinic__organization", "clinic__listing", "written_by", "submission", "report")
    return Message.objects.unanswered().select_related(*people)


def count_waiting_for(user: User) -> int:
    """How many messages of moderators to this member, about any of their clinics, are open. One query."""
    return _asked_of_members().filter(clinic__in=roles.clinics(user)).count()


def _asked_of_members():
    return Message.objects.unanswered_by_clinic().without_proposer()


def is_of_proposer(submission: Submission | None) -> bool:
    """True for a proposal: messages about it are between the proposer and the moderators."""
    return (
        submission is not None and submission.origin == Submission.Origin.PROPOSAL and not submission.again_id
    )


def recipients(clinic: Clinic, submission: Submission | None = None) -> list[Recipient]:
    """Who reads a moderator's message: the proposer of a proposal, else the members of the clinic."""
    if submission is not None and is_of_proposer(submission):
        return queue.verified_addresses([submission.submitted_by_id])
    return queue.member_addresses(clinic)


# ---- writing


@transaction.atomic
def say(
    *,
    clinic: Clinic,
    by: User,
    words: str,
    from_moderator: bool,
    submission: Submission | None = None,
    report: Report | None = None,
    key: UUID | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Message:
    """Write in the thread of a clinic, which answers what the other side asked there. Returns the Message.

    A moderator's message is a letter to its `recipients`. One to moderators waits at the desk (`unanswered`).

    submission  what it is about; a proposal: the thread is that of its proposer
    report      what it is about. Without either, an answer is about what the latest open question was about.
    key         of the posted form: the same key again returns the message written before
    seen        id of the latest message on the page with the form, 0 for none; None: do not compare
    raises      PermissionDenied; OwnClinicError; NewerMessageError; RefusedError for no or too many words,
                and where nobody would read it
    """
    if not (words := checked(words)):
        raise RefusedError(_("Write your message."))
    if submission is not None and submission.clinic_id != clinic.pk:
        raise PermissionDenied
    (clinic,) = locked_clinics([clinic.pk])
    _require_right_to_say(by, clinic, submission, from_moderator=from_moderator)
    if key is not None and (before := Message.objects.filter(key=key, written_by=by).first()):
        return before
    thread = _thread_of(clinic.pk, submission)
    if seen is not None and thread.filter(pk__gt=seen).exclude(written_by=by).exists():
        raise NewerMessageError
    said = {"by": by, "at": at or timezone.now(), "words": words, "key": key}
    if from_moderator:
        return _say_to_clinic(clinic, thread, submission=submission, report=report, **said)
    about = {"submission": submission, "report": report} if submission or report else _asked_about(thread)
    return _write(clinic, thread, from_moderator=False, **about, **said)


def _asked_about(thread):
    """What the latest open question of a moderator is about."""
    asked = thread.unanswered_by_clinic().select_related("submission", "report").last()
    return {"submission": asked and asked.submission, "report": asked and asked.report}


def _say_to_clinic(clinic, thread, *, submission, **said):
    to = recipients(clinic, submission)
    if not to:
        raise RefusedError(_("No one manages this clinic, so no one would read your message."))
    message = _write(clinic, thread, from_moderator=True, submission=submission, **said)
    thread_letters.message_written(message, clinic_name=_name(clinic, submission), to=to)
    return message


def record_question(*, clinic: Clinic, by: User, words: str, report: Report, at: datetime) -> Message:
    """Keep a moderator's question about a report, whose letter and right to ask are the caller's. See
    reports/handling.py. The clinic is locked.
    """
    thread = _thread_of(clinic.pk, None)
    return _write(clinic, thread, by=by, at=at, words=checked(words), from_moderator=True, report=report)


def checked(words: str) -> str:
    """The words without white space around them. Raises RefusedError where they are too long."""
    words = words.strip()
    if len(words) > MAX_LENGTH:
        raise RefusedError(
            _("Use at most 2,000 characters. You have used %(count)s.") % {"count": len(words)}
        )
    return words


def _require_right_to_say(by, clinic, submission, *, from_moderator):
    if from_moderator:
        require_right_to_decide(by, [clinic], [submission] if submission else ())
    elif submission is not None and is_of_proposer(submission):
        if not (by.is_active and submission.is_proposed_by(by)):
            raise PermissionDenied
    else:
        roles.require_member(by, clinic)


def _thread_of(clinic: int, submission: Submission | None):
    """The messages of the same thread: of the proposer of `submission`, else of the people of the clinic."""
    if submission is None or not is_of_proposer(submission):
        return Message.objects.filter(clinic=clinic).without_proposer()
    # By the clinic of the proposal: a merge gives the messages of a clinic to the one that is kept.
    of_clinic = Message.objects.with_proposer().filter(submission__clinic=submission.clinic_id)
    return of_clinic.filter(submission__submitted_by=submission.submitted_by_id)


def _write(clinic, thread, *, by, from_moderator, at, **more):
    open_ones = thread.unanswered() if from_moderator else thread.unanswered_by_clinic()
    _settle(open_ones, by=by, at=at)
    return Message.objects.create(
        clinic=clinic, from_moderator=from_moderator, written_by=by, written_at=at, **more
    )


def _settle(messages, *, by, at):
    return Message.objects.filter(pk__in=messages.order_by().values("pk")).update(
        settled_by=by, settled_at=at
    )


def _name(clinic, submission):
    """The name of the clinic for a letter: as published, else as its own people or its proposer wrote it."""
    if submission is not None and is_of_proposer(submission):
        return submission.content["name"]
    published = Listing.objects.filter(clinic=clinic).values_list("name", flat=True).first()
    return published or Clinic.objects.values_list("name", flat=True).get(pk=clinic.pk)


@transaction.atomic
def settle(*, message: Message, by: User, at: datetime | None = None) -> None:
    """Say that a message needs no answer: a moderator of one to moderators, else a member or the proposer.

    raises  RefusedError where it was answered or settled before; PermissionDenied; OwnClinicError
    """
    (clinic,) = locked_clinics([message.clinic_id])
    _require_right_to_say(by, clinic, message.submission, from_moderator=not message.from_moderator)
    if not _settle(Message.objects.filter(pk=message.pk, settled_at=None), by=by, at=at or timezone.now()):
        raise RefusedError(_("Someone has already answered this message."))


def answer_by_sending(clinics: Iterable[Clinic], *, by: User, at: datetime) -> None:
    """A member who sends a clinic with a remark has answered what the moderators had asked its people."""
    _settle(_asked_of_members().filter(clinic__in=[clinic.pk for clinic in clinics]), by=by, at=at)
