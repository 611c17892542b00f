"""A batch with fifty who press at once, and with a process that is killed at any step: nothing is doubled."""

import uuid
from collections import Counter

import pytest

from directory.batches import run, start
from directory.models import Batch, Event, Listing, Submission
from tests.batches.test_approving import clean, outcome, seen
from tests.moderation.test_decisions_all_or_nothing import THREADS, in_threads
from tests.support.factories import make_moderator
from tests.support.killing import killer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_fifty_steps_at_once_publish_each_clinic_once():
    sent = [clean() for _one in range(8)]
    moderators = [make_moderator(), make_moderator()]
    batch = start.start_approving(seen=seen(*sent), by=moderators[0], key=uuid.uuid4())

    in_threads(
        THREADS, lambda place: run.step(batch=Batch.objects.get(pk=batch.pk), by=moderators[place % 2])
    )

    assert outcome(batch) == [("done", "")] * 8
    assert Counter(Event.objects.values_list("submission", "kind")) == Counter(
        {(one.pk, "published"): 1 for one in sent}
    )
    assert set(Listing.objects.values_list("version", flat=True)) == {1}


def test_a_process_killed_at_any_step_leaves_each_item_done_or_waiting():
    sent, by = [clean(), clean()], make_moderator()
    batch = start.start_approving(seen=seen(*sent), by=by, key=uuid.uuid4())
    states, step = [], 0
    with killer() as kill:
        while Batch.objects.get(pk=batch.pk).state == Batch.State.RUNNING:
            step += 7  # before one statement, after the next: an item has some 40 of them
            kill("step", batch, by, step)
            states.append(tuple(state for state, _why in outcome(batch)))
            published = set(Listing.objects.values_list("clinic", flat=True))
            done = {item.clinic_id for item in batch.items.filter(state="done")}
            decided = Submission.objects.filter(state="approved").values_list("clinic", flat=True)
            assert published == done == set(decided)
            assert Event.objects.count() == len(done)

    assert ("waiting", "waiting") in states
    assert outcome(batch) == [("done", "")] * 2
    assert Event.objects.count() == 2


def test_a_process_killed_while_it_takes_back_leaves_each_item_done_or_undone():
    sent, by = [clean(), clean()], make_moderator()
    batch = start.start_approving(seen=seen(*sent), by=by, key=uuid.uuid4())
    run.step(batch=batch, by=by)
    step = 0
    with killer() as kill:
        while batch.items.filter(state="done").exists():
            step += 7
            kill("undo", batch, by, step)
            standing = set(Listing.objects.filter(removed_at=None).values_list("clinic", flat=True))
            assert standing == {item.clinic_id for item in batch.items.filter(state="done")}
            assert Submission.objects.waiting().count() == batch.items.filter(state="undone").count()

    assert outcome(batch) == [("undone", "")] * 2
    assert Submission.objects.waiting().count() == 2
