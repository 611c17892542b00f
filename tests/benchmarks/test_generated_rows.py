"""The rows that benchmarks/generate.py copies are those that publishing makes, column by column."""

import random
from collections import Counter
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from benchmarks import generate, rows, words
from benchmarks.patterns import make_patterns
from benchmarks.places import Spots
from benchmarks.words import Texts
from directory.models import Clinic, Event, Listing, Submission, Verification
from directory.moderation import decisions
from directory.publishing import publish
from directory.publishing.snapshot import complete_snapshot
from directory.publishing.validation import validation_errors
from tests.support.database import erase

SIZE = 12
TODAY = date(2026, 11, 28)
# Other numbers and times in a second publication.
OF_THE_ROW = {"id", "clinic_id", "directory_version", "changed_at"}
PRICES = ("session_price_low", "session_price_high", "prices_as_of")


class PatternsByState(dict):
    """Makes the patterns of those states alone in which a clinic lies."""

    def __missing__(self, state):
        self[state] = make_patterns(5, state, range(2))
        return self[state]


@pytest.fixture
def generated(db, monkeypatch):
    """The rows of a few clinics, of which many have two versions, evidence, or were removed."""
    monkeypatch.setattr(words, "NOUNS", ["bipolar", "pregnancy"])  # which the search text of some leaves out
    monkeypatch.setattr(rows, "EVIDENCE_EVERY", 3)
    monkeypatch.setattr(rows, "CHANGED_SHARE", 0.8)
    monkeypatch.setattr(rows, "REMOVED_SHARE", 0.3)
    spots, chance = Spots(), random.Random(2)
    user = get_user_model().objects.create(username="maker", is_active=False)
    made = rows.Rows(
        chance=chance,
        size=SIZE,
        today=TODAY,
        spots=spots,
        patterns=PatternsByState(),
        texts=Texts(chance, 200),
        user=user.pk,
    )
    with connection.cursor() as cursor:
        generate.copy_organizations(cursor, made.chains)
        generate.copy_batch(cursor, made.batch(1, SIZE))
        generate.finish(cursor)
    return user


def columns(listing):
    fields = (field.attname for field in Listing._meta.concrete_fields)
    return {name: getattr(listing, name) for name in fields if name not in OF_THE_ROW}


def events(after=0):
    shown = ("at", "kind", "clinic", "slug", "listing_version", "reason", "words")
    return Counter(Event.objects.filter(pk__gt=after).values_list(*shown))


def publish_again(copied, sent, user):
    """Publish the working copy of a copied listing by the road of every clinic, and what came after it."""
    clinic = Clinic.objects.get(pk=copied.clinic_id)
    clinic.closed_at = None
    last = {name: getattr(clinic, name) for name in PRICES}
    for submission in sent:
        stated = complete_snapshot(submission.content)
        whole = last if submission is sent[-1] else {name: stated[name] for name in PRICES}
        for name, value in whole.items():
            setattr(clinic, name, value)
        clinic.save()
        (waiting,) = decisions.enqueue(
            clinics=[clinic],
            origin=submission.origin,
            source=submission.source,
            by=user,
            at=submission.submitted_at,
        )
        assert complete_snapshot(waiting.content) == stated
        assert validation_errors(waiting.content) == []
        (listing,) = decisions.publish_import(submissions=[waiting], by=user, at=submission.decided_at)
    if copied.evidence:
        publish.update_evidence(listing, clinic.verifications.all())
    for event in Event.objects.filter(slug=copied.slug, kind="confirmed"):
        decisions.confirm(listing=listing, by=None, at=event.at)
    if copied.removed_at:
        decisions.remove_with_proof(listing=listing, at=copied.removed_at)


def test_copied_listings_have_the_columns_and_events_of_published_ones(generated):
    copied = list(Listing.objects.order_by("pk"))
    sent = {one.pk: list(one.clinic.submissions.order_by("listing_version")) for one in copied}
    shapes = Counter(
        name
        for one in copied
        for name, has in (
            ("two versions", one.version == 2),
            ("imported", one.origin == Submission.Origin.IMPORT),
            ("removed", one.removed_at),
            ("evidence", one.evidence),
            ("organization", one.organization),
            ("offerings", one.offerings),
            ("refused", one.exclusion_bipolar == "excluded" and "bipolar" in one.about.lower()),
        )
        if has
    )
    assert len(shapes) == 7, shapes  # else the clinics below show less than they should
    evidence = {one.clinic_id for one in copied if one.evidence}
    assert set(Verification.objects.values_list("clinic_id", flat=True)) == evidence
    wanted = [columns(one) for one in copied]
    logged, last = events(), Event.objects.last_number()
    Submission.objects.all().delete()
    erase(Listing.objects.all())
    for one in copied:
        publish_again(one, sent[one.pk], generated)
    published = [columns(one) for one in Listing.objects.order_by("pk")]
    for has, should_have in zip(published, wanted, strict=True):
        assert has == should_have
    assert events(after=last) == logged


def test_the_same_seed_makes_the_same_clinics():
    once, again, others = (
        ["".join(pattern.rows["listing"].parts) for pattern in make_patterns(seed, "CO", range(3))]
        for seed in (5, 5, 6)
    )
    assert once == again
    assert len({*once, *others}) == 6
