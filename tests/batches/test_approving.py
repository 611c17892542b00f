"""Many submissions published in one act: each by itself, what needs a person left to a person."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from directory.batches import run, start
from directory.membership import claims
from directory.models import Batch, BatchItem, Event, Listing, Submission
from directory.moderation import decisions, review, taking
from directory.moderation.errors import RefusedError
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)

pytestmark = pytest.mark.django_db

CLEAN = {"street": "12 Elm Street", "zip": "80202", "phone": "+13035550142", "email": "desk@elm.example"}


def clean(**facts):
    """A waiting submission in which no check finds anything."""
    number = Submission.objects.count()
    return make_submission(
        origin="import",
        source="A list",
        **CLEAN | {"name": f"Elm {number}", "phone": f"+1303555{1000 + number}"} | facts,
    )


def seen(*submissions):
    return {one.pk: review.shown_digest(one, review.listing_of(one)) for one in submissions}


def started(*submissions, by=None):
    by = by or make_moderator()
    batch = start.start_approving(seen=seen(*submissions), by=by, key=uuid.uuid4())
    return batch, by


def outcome(batch):
    return list(batch.items.values_list("state", "why"))


def test_each_is_published_with_an_event_of_its_own():
    sent = [clean(), clean(), clean()]
    batch, by = started(*sent)
    assert Listing.objects.count() == 0

    run.step(batch=batch, by=by)

    assert outcome(batch) == [("done", "")] * 3
    assert batch.state == Batch.State.DONE
    assert {one.decided_by for one in Submission.objects.all()} == {by}
    assert list(Event.objects.order_by("pk").values_list("submission", "kind")) == [
        (one.pk, "published") for one in sent
    ]
    assert Listing.objects.count() == 3


def withdrawn(sent, by):
    Submission.objects.filter(pk=sent.pk).update(state="withdrawn")


def decided(sent, by):
    decisions.approve(submissions=[sent], by=make_moderator())


def edited(sent, by):
    Submission.objects.filter(pk=sent.pk).update(content=sent.content | {"about": "Other words."})


def found(sent, by):
    content = sent.content | {"about": "We guarantee relief."}
    Submission.objects.filter(pk=sent.pk).update(content=content)
    sent.content = content
    BatchItem.objects.filter(submission=sent).update(seen=seen(sent)[sent.pk])


def remarked(sent, by):
    Submission.objects.filter(pk=sent.pk).update(remark="Row 3 may be a note.")


def claimed(sent, by):
    claims.Claim.objects.create(clinic=sent.clinic, claimed_by=make_person(), claimed_at=timezone.now())


def taken(sent, by):
    taking.take(item=sent, by=make_moderator())


def own(sent, by):
    change(sent.clinic, organization=make_owner(make_clinic()).memberships.get().organization)
    sent.clinic.organization.memberships.update(user=by)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (withdrawn, "Someone already decided on it."),
        (decided, "Someone already decided on it."),
        (edited, "It changed after you started."),
        (found, "It has 1 finding."),
        (remarked, "It came with words for the moderator. Read them first."),
        (claimed, "Someone says that they run this clinic. Decide on both together."),
        (taken, "Another moderator has taken it."),
        (own, "You belong to this clinic, or suggested it. Another moderator has to decide."),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_what_changed_meanwhile_is_skipped_with_the_reason_and_the_rest_is_published(act, why):
    first, other, last = clean(), clean(), clean()
    batch, by = started(first, other, last)
    act(other, by)
    before = set(Listing.objects.values_list("clinic", flat=True))

    run.step(batch=batch, by=by)

    assert outcome(batch) == [("done", ""), ("skipped", why), ("done", "")]
    published = set(Listing.objects.values_list("clinic", flat=True)) - before
    assert published == {first.clinic_id, last.clinic_id}


def test_what_was_made_before_something_else_was_published_is_skipped():
    listing = make_listing(**CLEAN)
    sent = make_submission(listing.clinic, origin="import", source="A list", about="New words.")
    Submission.objects.filter(pk=sent.pk).update(based_on=None)
    sent.refresh_from_db()
    batch, by = started(sent)

    run.step(batch=batch, by=by)

    assert outcome(batch) == [("skipped", "Something else was published after it was made.")]


def test_the_same_form_posted_twice_starts_one_batch():
    sent, by, key = clean(), make_moderator(), uuid.uuid4()

    first, other = (start.start_approving(seen=seen(sent), by=by, key=key) for _time in "12")

    assert first == other
    assert BatchItem.objects.count() == 1


def test_a_step_does_25_and_a_stop_leaves_the_rest_waiting(monkeypatch):
    monkeypatch.setattr(run, "ITEMS_PER_STEP", 2)
    batch, by = started(*(clean() for _one in range(5)))

    run.step(batch=batch, by=by)
    run.stop(batch=batch, by=by)
    run.step(batch=batch, by=by)
    assert [state for state, _why in outcome(batch)] == ["done", "done", "waiting", "waiting", "waiting"]

    run.go_on(batch=batch, by=by)
    for _step in range(2):
        run.step(batch=batch, by=by)
    assert [state for state, _why in outcome(batch)] == ["done"] * 5
    assert batch.state == Batch.State.DONE


def test_taken_back_within_a_day_everything_is_as_before_and_waits_again():
    listing = make_listing(**CLEAN, about="Old words.")
    changed = make_submission(listing.clinic, origin="import", source="A list", about="New words.")
    batch, by = started(clean(), changed)
    run.step(batch=batch, by=by)
    assert outcome(batch) == [("done", "")] * 2

    run.take_back(batch=batch, by=by)

    assert outcome(batch) == [("undone", "")] * 2
    assert list(Listing.objects.filter(removed_at=None).values_list("about", flat=True)) == ["Old words."]
    assert Submission.objects.waiting().count() == 2


def test_what_was_published_since_is_kept_and_says_why():
    sent = clean()
    batch, by = started(sent)
    run.step(batch=batch, by=by)
    make_listing(sent.clinic, about="Newer words.")

    run.take_back(batch=batch, by=by)

    ((state, why),) = outcome(batch)
    assert state == "kept"
    assert why
    assert Listing.objects.get().about == "Newer words."


def test_after_a_day_or_while_it_runs_nothing_is_taken_back():
    batch, by = started(clean())
    with pytest.raises(RefusedError, match="Stop it first"):
        run.take_back(batch=batch, by=by)
    run.step(batch=batch, by=by)

    with pytest.raises(RefusedError, match="within a day"):
        run.take_back(batch=batch, by=by, at=timezone.now() + timedelta(hours=25))

    assert outcome(batch) == [("done", "")]
    assert Listing.objects.get().removed_at is None


def test_what_somebody_let_go_on_a_moment_ago_is_not_taken_back():
    batch, by = started(clean())
    run.stop(batch=batch, by=by)
    seen_before = Batch.objects.get(pk=batch.pk)
    run.go_on(batch=batch, by=by)

    with pytest.raises(RefusedError, match="Stop it first"):
        run.take_back(batch=seen_before, by=by)

    assert Batch.objects.get().undone_at is None


@pytest.mark.parametrize("act", [run.step, run.stop, run.go_on, run.take_back])
def test_only_a_moderator_acts_on_a_batch(act):
    batch, _by = started(clean())

    with pytest.raises(PermissionDenied):
        act(batch=batch, by=make_member())

    assert outcome(batch) == [("waiting", "")]


def test_too_many_or_none_start_nothing(monkeypatch):
    monkeypatch.setattr(start, "MAX_ITEMS", 1)

    for chosen, why in [((), "at least one"), ((clean(), clean()), "at most 1")]:
        with pytest.raises(RefusedError, match=why):
            started(*chosen)

    assert not Batch.objects.exists()
