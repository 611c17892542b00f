"""A decision is made whole or not at all: with fifty moderators at once, and when a process is killed."""

from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection

from directory.models import Event, Listing, Mail, Submission, Version
from directory.moderation import decisions, undoing
from directory.moderation.errors import AlreadyDecidedError, RefusedError
from directory.publishing.snapshot import snapshot_of_listing
from tests.support.factories import make_clinic, make_listing, make_moderator, make_owner, make_submission
from tests.support.killing import killer

pytestmark = pytest.mark.slow

THREADS = 50
STEPS = 20  # at least; every one there is gets tried
ACTS = [
    lambda one, by: decisions.approve(submissions=[one], by=by),
    lambda one, by: decisions.approve_some(submission=one, back=["phone"], by=by, words="Is it right?"),
    lambda one, by: decisions.ask_for_changes(submission=one, by=by, words="Is it right?"),
    lambda one, by: decisions.reject(submission=one, by=by, reason="spam"),
    lambda one, by: decisions.withdraw(submission=one, by=one.submitted_by),
]


def in_threads(number, act):
    """Run act(place) in `number` threads at once. Returns the results, in no order."""
    start, answers = Barrier(number), []

    def run(place):
        start.wait()
        try:
            answers.append(patiently(act, place))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[place]) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def patiently(act, place):
    """Retry while all four connections are busy, as a person who reads "try again" does."""
    while True:
        try:
            return act(place)
        except OperationalError:
            connection.close()


def sent_by_a_clinic():
    """A submission of a member, over something published: three statements differ."""
    clinic = make_clinic(phone="+13035550142", website="https://tern.example.com/")
    owner = make_owner(clinic)
    make_listing(clinic)
    return make_submission(
        clinic, by=owner, phone="+13035550199", website="https://gull.example.com/", zip="80203"
    )


def traces(submission):
    """What a decision has written, besides its own row."""
    return (
        Event.objects.filter(submission=submission.pk).count(),
        Mail.objects.filter(key=f"decided:{submission.pk}").count(),
        Listing.objects.get(clinic=submission.clinic_id).version,
        Version.objects.get().number,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "acts", [ACTS[:1], ACTS[:2], ACTS], ids=["all approve", "some in part", "everything"]
)
def test_fifty_who_decide_at_once_make_one_decision(acts):
    submission = sent_by_a_clinic()
    moderators = [make_moderator() for _one in acts]
    before = traces(submission)

    def decide(place):
        one = Submission.objects.get(pk=submission.pk)
        try:
            acts[place % len(acts)](one, moderators[place % len(acts)])
        except AlreadyDecidedError as told:
            return told.submission.state
        return "won"

    answers = in_threads(THREADS, decide)

    submission.refresh_from_db()
    assert sorted(answers, key=lambda one: one != "won") == ["won", *[submission.state] * (THREADS - 1)]
    published = submission.state == "approved"
    told = submission.state != "withdrawn"
    assert traces(submission) == (told, told, before[2] + published, before[3] + published)


@pytest.fixture
def killed():
    """kill(act, row, moderator, step) → "killed", "decided" or "told"."""
    with killer() as kill:
        yield kill


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_any_step_leaves_a_whole_decision_or_none(killed):
    submission, moderator = sent_by_a_clinic(), make_moderator()
    shown = snapshot_of_listing(Listing.objects.get())
    before, undone, step = traces(submission), 0, 0
    while True:
        step += 1
        answer = killed("decide", submission, moderator, step)
        submission.refresh_from_db()
        if submission.state != "pending":
            break
        assert (answer, traces(submission)) == ("killed", before)
        assert snapshot_of_listing(Listing.objects.get()) == shown
        undone += 1

    # The first step after which it is made is the one behind the commit.
    assert undone >= STEPS
    assert answer == "killed"
    assert traces(submission) == (1, 1, before[2] + 1, before[3] + 1)
    assert (submission.state, submission.decided_by) == ("approved", moderator)
    assert snapshot_of_listing(Listing.objects.get()) == submission.approved_snapshot
    assert submission.approved_snapshot["phone"] == "+13035550142"
    assert killed("decide", submission, moderator, 10_000) == "told"
    assert traces(submission) == (1, 1, before[2] + 1, before[3] + 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("decided", ["rejected", "approved"])
def test_fifty_who_undo_at_once_undo_once(decided):
    submission, moderator = sent_by_a_clinic(), make_moderator()
    act, undo = {
        "rejected": (ACTS[3], undoing.undo_decision),
        "approved": (ACTS[0], undoing.undo_publication),
    }[decided]
    act(submission, moderator)
    version = Listing.objects.get().version

    def take_back(_place):
        try:
            undo(submission=Submission.objects.get(pk=submission.pk), by=moderator)
        except RefusedError:
            return "told"
        return "won"

    answers = in_threads(THREADS, take_back)

    assert sorted(answers) == ["told"] * (THREADS - 1) + ["won"]
    assert Submission.objects.waiting().count() == 1
    assert Event.objects.filter(kind="undone").count() == 1
    assert Listing.objects.get().version == version + (decided == "approved")
    assert not Mail.objects.filter(key=f"decided:{submission.pk}").exists()


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_any_step_of_an_undo_leaves_it_whole_or_not_begun(killed):
    submission, moderator = sent_by_a_clinic(), make_moderator()
    decisions.approve(submissions=[submission], by=moderator)
    before, undone, step = traces(submission), 0, 0
    while True:
        step += 3  # before one statement, after the next
        answer = killed("undo_publication", submission, moderator, step)
        if Submission.objects.waiting().exists():
            break
        assert answer == "killed"
        assert traces(submission) == before
        assert not Submission.objects.filter(act="publication_undone").exists()
        undone += 1

    assert undone >= STEPS
    assert Listing.objects.get().phone == "+13035550142"
    assert Event.objects.filter(kind="undone").count() == 1
    assert Submission.objects.waiting().get().content == submission.content
    assert killed("undo_publication", submission, moderator, 10_000) == "told"
    assert Listing.objects.get().version == before[2] + 1
