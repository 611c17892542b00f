"""The pages of batches: what will happen, how far it is, what was left, and the way back."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.batches import run, start
from directory.models import Batch, Clinic, Listing, Submission
from tests.batches.test_approving import clean, seen
from tests.support.factories import make_clinic, make_moderator
from tests.support.html import assert_valid, elements
from tests.support.portal import main_text

pytestmark = pytest.mark.django_db

NEW, BATCHES, IMPORTS = "/admin/batches/new/", "/admin/batches/", "/admin/imports/"


@pytest.fixture
def moderator():
    return make_moderator()


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def hidden(page):
    """Name → values of the hidden fields of the page's last form."""
    fields = {}
    for field in elements(page, "input"):
        if field.get("type") == "hidden":
            fields.setdefault(field.get("name"), []).append(field.get("value"))
    return fields


def test_the_page_says_what_will_happen_before_anything_does(desk):
    fit, found = clean(), clean(about="We guarantee relief.")

    answer = desk.post(NEW, {"chosen": [fit.pk, found.pk, "x", "-1"], "shown": "kind=import"})

    page = main_text(answer)
    assert "1 submission will be published as it was sent." in page
    assert "1 is left out: a person has to look at it." in page
    assert "It has 1 finding." in page
    assert hidden(answer.content.decode())["seen"] == [f"{fit.pk}:{seen(fit)[fit.pk]}"]
    assert (Batch.objects.count(), Listing.objects.count()) == (0, 0)
    assert_valid(answer.content.decode())


def test_from_the_page_to_what_is_published_and_back(desk, moderator):
    sent = [clean(), clean()]
    page = desk.post(NEW, {"chosen": [one.pk for one in sent]}).content.decode()

    started = desk.post(BATCHES, hidden(page))
    batch = Batch.objects.get()
    assert started.headers["Location"] == reverse("admin:batch", args=[batch.pk])
    act = reverse("admin:batch_act", args=[batch.pk])
    done = desk.post(act, {"act": "step"}, follow=True)

    assert "2 of 2" in main_text(done)
    assert "2 are published." in main_text(done)
    assert_valid(done.content.decode())
    assert Listing.objects.filter(removed_at=None).count() == 2

    undone = main_text(desk.post(act, {"act": "take_back"}, follow=True))
    assert "2 were taken back." in undone
    assert Listing.objects.filter(removed_at=None).count() == 0
    assert "2 of 2" in undone


def test_the_script_is_told_how_far_it_is(desk, moderator, monkeypatch):
    monkeypatch.setattr(run, "ITEMS_PER_STEP", 1)
    batch = start.start_approving(seen=seen(clean(), clean()), by=moderator, key=uuid.uuid4())
    act = reverse("admin:batch_act", args=[batch.pk])

    told = [desk.post(act, {"act": "step"}, headers={"accept": "application/json"}).json() for _step in "12"]

    assert told == [
        {"worked": 1, "total": 2, "goes_on": True},
        {"worked": 2, "total": 2, "goes_on": False},
    ]


def test_what_was_skipped_stands_on_the_page_with_its_reason(desk, moderator):
    sent = clean()
    batch = start.start_approving(seen={sent.pk: "of another day"}, by=moderator, key=uuid.uuid4())

    page = main_text(desk.post(reverse("admin:batch_act", args=[batch.pk]), {"act": "step"}, follow=True))

    assert "1 was skipped." in page
    assert f"{sent.content['name']}It changed after you started." in page


@pytest.mark.parametrize("sent", [{}, {"key": "x"}, {"key": str(uuid.uuid4())}, {"seen": "1:2"}])
def test_a_form_that_is_incomplete_starts_nothing(desk, sent):
    answer = desk.post(BATCHES, sent)

    assert answer.headers["Location"] == "/admin/"
    assert not Batch.objects.exists()


@pytest.mark.parametrize("digest", ["forged", "a\0b", "x" * 5_000])
def test_a_forged_form_publishes_nothing(desk, digest):
    sent = clean()
    form = {"key": str(uuid.uuid4()), "seen": ["x:1", ":", f"00{sent.pk}:{digest}"]}

    batch = Batch.objects.get(pk=desk.post(BATCHES, form).headers["Location"].strip("/").rpartition("/")[2])
    desk.post(reverse("admin:batch_act", args=[batch.pk]), {"act": "step"})

    assert list(batch.items.values_list("submission", "state")) == [(sent.pk, "skipped")]
    assert not Listing.objects.exists()


def test_an_unknown_act_and_one_that_is_refused(desk, moderator):
    batch = start.start_approving(seen=seen(clean()), by=moderator, key=uuid.uuid4())
    act = reverse("admin:batch_act", args=[batch.pk])

    answers = [desk.post(act, {"act": one}) for one in ("", "delete", "take_back")]

    assert [one.status_code for one in answers] == [400, 400, 409]
    assert "Stop it first, then take it back." in main_text(answers[2])


def test_imports_are_listed_by_source_and_sent_together(desk):
    for number in range(3):
        Clinic.objects.filter(pk=make_clinic().pk).update(
            imported_at=timezone.now(),
            imported_from="State list",
            import_remark="Row 3 has no town." if number == 2 else "",
        )
    assert "State list" in main_text(desk.get(IMPORTS))

    page = desk.get(IMPORTS, {"source": "State list", "clean": "1"}).content.decode()
    assert_valid(page)
    desk.post(BATCHES, hidden(page) | {"source_license": "cc0-1.0"})
    batch = Batch.objects.get()
    desk.post(reverse("admin:batch_act", args=[batch.pk]), {"act": "step"})

    sent = Submission.objects.waiting().values_list("source", "source_license")
    assert [*sent] == [("State list", "cc0-1.0")] * 2


def test_the_queries_of_the_pages_do_not_grow(desk, moderator, django_assert_num_queries):
    def queries(count, what):
        with django_assert_num_queries(count):
            what()

    chosen = [clean().pk]
    desk.get(IMPORTS)
    queries(QUERIES_NEW, lambda: desk.post(NEW, {"chosen": chosen}))
    chosen += [clean().pk for _one in range(4)]
    queries(QUERIES_NEW, lambda: desk.post(NEW, {"chosen": chosen}))


QUERIES_NEW = 10
