"""Publishing, confirming and removing listings, their evidence, and decisions."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from directory.models import (
    Event,
    Listing,
    Organization,
    Submission,
    Verification,
    Version,
)
from directory.moderation import decisions
from directory.moderation.errors import AlreadyDecidedError
from directory.publishing import publish
from directory.publishing.snapshot import snapshot_of_listing
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_moderator,
    make_submission,
    take_down,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime(2026, 3, 2, 12))


def later(days):
    return NOON + timedelta(days=days)


# ---- publish


def test_a_listing_shows_the_snapshot_that_was_approved_last():
    clinic = make_clinic(
        name="Shown",
        prices_as_of=DAY,
        session_price_low=300,
        organization=Organization.objects.create(name="Runner", slug="runner"),
        practitioners=[{"name": "A Person", "license": "md"}],
    )
    make_listing(clinic, name="First")
    make_listing(clinic, name="Second", escort_required=False)
    make_submission(clinic, name="Third, not decided")

    listing = Listing.objects.get(clinic=clinic)

    assert snapshot_of_listing(listing) == clinic.submissions.approved().first().content
    assert (listing.name, listing.organization_slug, listing.version) == ("Second", "runner", 2)


@pytest.mark.parametrize("back", [None, (), ("about",)])
@pytest.mark.parametrize("is_listed", [True, False])
def test_what_waits_since_a_release_that_knew_fewer_statements_is_published(is_listed, back):
    clinic = make_listing(alias="The Tern").clinic if is_listed else make_clinic(alias="The Tern")
    submission = make_submission(clinic, about="New.", email="hello@clinic.example")
    for statement in ("modality", "refund", "touch_policy"):
        del submission.content[statement]
    submission.save(update_fields=["content"])

    if back is None:
        decisions.approve(submissions=[submission], by=make_moderator())
    else:
        decisions.approve_some(submission=submission, back=back, words="Why?", by=make_moderator())

    listing = Listing.objects.get(clinic=clinic)
    assert (listing.alias, listing.email) == ("The Tern", "hello@clinic.example")
    assert listing.about == ("" if back else "New.")
    assert (listing.modality, listing.refund, listing.touch_policy) == ([], "", None)


def test_publishing_moves_the_version_of_the_directory_once_for_all():
    submissions = [make_submission(), make_submission()]
    before = Version.increment()

    listings = decisions.approve(submissions=submissions, by=make_moderator())

    assert [listing.directory_version for listing in listings] == [before + 1, before + 1]
    assert Version.objects.get().number == before + 1


def test_confirming_and_removing_move_the_version_of_the_directory():
    listing = make_listing()
    first = listing.directory_version

    decisions.confirm(listing=listing, by=None)
    take_down(listing)

    assert Listing.objects.get().directory_version == first + 2


def test_the_time_of_the_change_is_that_of_the_latest_version():
    listing = make_listing()
    Listing.objects.update(changed_at=later(-9))
    for change in (lambda: decisions.confirm(listing=listing, by=None), lambda: take_down(listing)):
        before = timezone.now()
        change()
        assert before <= Listing.objects.get().changed_at <= timezone.now()


def test_a_listing_has_the_permanent_id_of_its_organization():
    organization = Organization.objects.create(name="Tern Group", slug="tern-group")
    clinic = make_clinic(organization=organization)
    assert make_listing(clinic).organization_uid == organization.uid
    clinic.organization = None
    clinic.save(update_fields=["organization"])
    assert make_listing(clinic).organization_uid is None


def test_terms_hold_until_somebody_else_changes_the_clinics_own_words():
    clinic = make_clinic(about="Ours.")
    assert publish_with(clinic, terms="2026-12") == ("2026-12", "")
    assert publish_with(clinic, origin="import", source_license="cc0-1.0") == ("2026-12", "cc0-1.0")
    assert publish_with(clinic, origin="import", source_license="", about="Theirs.") == ("", "")


def publish_with(clinic, *, about=None, origin="portal", **columns):
    submission = make_submission(clinic, **({"about": about} if about else {}))
    Submission.objects.filter(pk=submission.pk).update(origin=origin, **{"terms": ""} | columns)
    submission.refresh_from_db()
    (listing,) = decisions.approve(submissions=[submission], by=make_moderator())
    return listing.terms, listing.source_license


def test_a_clinics_own_words_carry_the_day_on_which_it_sent_them():
    clinic = make_clinic(name="House", route=["iv"])
    make_listing(clinic, at=NOON)
    listing = make_listing(clinic, at=later(5), route=["im"])

    assert (listing.stated_on["name"], listing.stated_on["route"]) == ("2026-03-02", "2026-03-07")
    assert (listing.first_published_on, listing.published_on) == (DAY, DAY + timedelta(days=5))


def test_an_import_is_nothing_that_the_clinic_said():
    listing = make_listing(origin="import", source="A register", at=NOON)

    assert (listing.origin, listing.source) == ("import", "A register")
    assert (listing.stated_on, listing.confirmed_on) == ({}, None)


def test_an_import_that_changes_a_statement_takes_its_day_away():
    clinic = make_clinic(phone="+13035550142", route=["iv"])
    make_listing(clinic, at=NOON)

    listing = make_listing(clinic, origin="import", source="A register", at=later(5), phone="+13035550143")

    assert listing.stated_on["phone"] is None
    assert listing.stated_on["route"] == "2026-03-02"


def test_publishing_again_lists_a_removed_clinic_again():
    clinic = make_clinic()
    take_down(make_listing(clinic))

    make_listing(clinic)

    assert Listing.objects.public().count() == 1


def test_what_another_changes_is_not_the_clinics_word_until_it_confirms():
    listing = make_listing(phone="+13035550142", website="https://tern.example.com/")

    changed = make_listing(listing.clinic, origin="import", source="A file", phone="+13035550199")

    assert changed.last_stated_on("phone") is None
    assert changed.last_stated_on("website") == listing.confirmed_on

    decisions.confirm(listing=changed, by=None)

    assert changed.last_stated_on("phone") == changed.confirmed_on


# ---- evidence


def verify(listing, statement, person="", **more):
    Verification.objects.create(
        clinic=listing.clinic,
        statement=statement,
        person=person,
        kind="document_seen",
        about="other",
        source="A paper",
        seen_on=DAY,
        checked_by=make_moderator(),
        **more,
    )
    publish.update_evidence(listing, listing.clinic.verifications.all())


def shown(listing):
    return [(one["statement"], one["person"]) for one in Listing.objects.get(pk=listing.pk).evidence]


def test_evidence_falls_off_when_its_statement_changes():
    clinic = make_clinic(route=["iv"], escort_required=True)
    listing = make_listing(clinic)
    verify(listing, "route")
    verify(listing, "escort_required")

    make_listing(clinic, route=["im"])

    assert shown(listing) == [("escort_required", "")]


def test_evidence_of_one_person_stays_when_another_one_changes():
    people = [{"name": "Stays", "license": "md"}, {"name": "Changes", "license": "rn"}]
    clinic = make_clinic(practitioners=people)
    listing = make_listing(clinic)
    verify(listing, "practitioners", "Stays")
    verify(listing, "practitioners", "Changes")

    make_listing(clinic, practitioners=[people[0], people[1] | {"license": "np"}])

    assert shown(listing) == [("practitioners", "Stays")]


def test_evidence_that_fell_off_does_not_come_back_with_the_next():
    clinic = make_clinic(route=["iv"])
    verify(make_listing(clinic, at=NOON), "route")
    listing = make_listing(clinic, at=later(9), route=["im"])

    verify(listing, "name")

    assert shown(listing) == [("name", "")]
    assert Verification.objects.get(statement="route").dropped_on == DAY + timedelta(days=9)


def test_evidence_that_does_not_agree_is_not_shown():
    listing = make_listing()

    verify(listing, "name", outcome="disagrees")

    assert shown(listing) == []


def test_a_listing_knows_until_when_some_document_counts():
    listing = make_listing()
    verify(listing, "name", expires_on=DAY + timedelta(days=10))
    verify(listing, "city", expires_on=DAY + timedelta(days=30))

    assert listing.document_seen_until == DAY + timedelta(days=30)
    assert listing.register_checked_until is None
    assert [one["statement"] for one in listing.live_evidence(DAY + timedelta(days=20))] == ["city"]


# ---- decisions


def test_sending_back_keeps_the_words_and_publishes_nothing():
    submission = make_submission(name="Asked")

    event = decisions.ask_for_changes(submission=submission, by=make_moderator(), words="Which doctor?")

    assert (submission.state, submission.words) == ("changes_requested", "Which doctor?")
    assert (event.kind, event.clinic, event.slug) == ("changes_requested", "Asked", "")
    assert not Listing.objects.exists()


def test_rejecting_keeps_the_reason_and_leaves_the_listing():
    clinic = make_clinic(name="House", city="Denver")
    make_listing(clinic)
    submission = make_submission(clinic, name="Palace")

    event = decisions.reject(submission=submission, by=make_moderator(), reason="overclaim")

    assert (submission.state, submission.reason) == ("rejected", "overclaim")
    assert (event.kind, event.slug, event.reason) == ("rejected", "house-denver", "overclaim")
    assert Listing.objects.get().name == "House"


@pytest.mark.parametrize(
    "decide",
    [
        lambda one, by: decisions.approve(submissions=[one], by=by),
        lambda one, by: decisions.ask_for_changes(submission=one, by=by, words="Why?"),
        lambda one, by: decisions.reject(submission=one, by=by, reason="spam"),
    ],
    ids=["approve", "ask", "reject"],
)
def test_what_is_decided_cannot_be_decided_again(decide):
    submission, quicker = make_submission(), make_moderator()
    decisions.reject(submission=submission, by=quicker, reason="duplicate")

    with pytest.raises(AlreadyDecidedError) as told:
        decide(submission, make_moderator())

    assert (told.value.submission.decided_by, told.value.submission.state) == (quicker, "rejected")
    assert Event.objects.count() == 1
    assert not Listing.objects.exists()


def test_one_decided_submission_stops_the_whole_group():
    decided, waiting = make_submission(), make_submission()
    decisions.reject(submission=decided, by=make_moderator(), reason="spam")

    with pytest.raises(AlreadyDecidedError):
        decisions.approve(submissions=[waiting, decided], by=make_moderator())

    waiting.refresh_from_db()
    assert waiting.state == "pending"
    assert not Listing.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told():
    submission = make_submission()
    moderators, start, told = [make_moderator(), make_moderator()], Barrier(2), []

    def approve(moderator):
        start.wait()
        try:
            decisions.approve(submissions=[Submission.objects.get(pk=submission.pk)], by=moderator)
            told.append(("won", moderator))
        except AlreadyDecidedError as decided:
            told.append(("told", decided.submission.decided_by))
        finally:
            connection.close()

    threads = [Thread(target=approve, args=[moderator]) for moderator in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = dict(told)["won"]
    assert sorted(told, key=str) == sorted([("won", winner), ("told", winner)], key=str)
    assert Listing.objects.get().version == 1
    assert Event.objects.count() == 1
