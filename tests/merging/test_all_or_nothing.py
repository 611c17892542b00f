"""A merge and its undoing are made whole or not at all: with fifty at once, and when a process is killed."""

import pytest

from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from directory.models import Clinic, Event, Listing, Merge, ReviewFlag, Version
from directory.moderation.errors import RefusedError
from tests.moderation.test_decisions_all_or_nothing import THREADS, in_threads
from tests.support.factories import make_listing, make_moderator
from tests.support.killing import killer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STRIDE = 15  # every step of one transaction leaves the same: nothing
MAX_STEPS = 2_000  # more than a merge has


def two_listings():
    kept = make_listing(name="Tern House", about="Ours.")
    other = make_listing(name="Tern House", website="https://t.example/")
    ReviewFlag.objects.create(clinic=kept.clinic, other=other.clinic, kind="likely_duplicate")
    return kept, other


def state():
    """All that a merge writes, in numbers that show a half one."""
    return (
        list(
            Listing.objects.order_by("pk").values_list("pk", "version", "website", "merged_into", "stated_on")
        ),
        list(Clinic.objects.order_by("pk").values_list("closed_at", "website")),
        Merge.objects.standing().count(),
        Event.objects.count(),
        Version.objects.get().number,
        ReviewFlag.objects.count(),
    )


def told(act):
    try:
        return act()
    except RefusedError as why:
        return str(why)


def test_of_fifty_who_merge_at_once_one_does_and_of_fifty_who_take_it_back_one_does():
    kept, other = two_listings()
    moderators = [make_moderator() for _number in range(4)]
    pairs = [(kept, other), (other, kept)]

    def press(place):
        one, two = pairs[place % 2]
        by = moderators[place % 4]
        return told(lambda: merge(kept=one.clinic_id, merged=two.clinic_id, choices={}, by=by).pk)

    answers = in_threads(THREADS, press)

    done = Merge.objects.get()
    assert set(answers) == {done.pk, "One of these clinics was already merged with another one."}
    assert (Listing.objects.public().count(), Event.objects.filter(kind="merged").count()) == (1, 2)

    def take_back(place):
        by = moderators[place % 4]
        return told(lambda: undo_merge(merge=Merge.objects.get(pk=done.pk), by=by).merge.pk)

    answers = in_threads(THREADS, take_back)

    assert sorted(answers, key=str) == [done.pk, *["This merge was already taken back."] * (THREADS - 1)]
    assert (Listing.objects.public().count(), Event.objects.filter(kind="merge_undone").count()) == (2, 2)


def test_a_process_killed_at_any_step_leaves_two_listings_or_one():
    kept, other = two_listings()
    by, before, step = make_moderator(), state(), 1
    with killer() as kill:
        while not Merge.objects.exists():
            assert state() == before
            assert step < MAX_STEPS
            kill("merge", kept.clinic, by, step)
            step += STRIDE
        assert step > 4 * STRIDE
        done, merged, step = Merge.objects.get(), state(), 1
        assert Listing.objects.get(pk=other.pk).merged_into == kept
        while Merge.objects.standing().exists():
            assert state() == merged
            assert step < MAX_STEPS
            kill("undo_merge", done, by, step)
            step += STRIDE

    assert step > 4 * STRIDE
    assert Listing.objects.public().count() == 2
    assert Listing.objects.get(pk=kept.pk).website == ""
