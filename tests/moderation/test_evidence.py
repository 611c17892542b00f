from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.models import Clinic, Listing, Membership, Verification, Version
from directory.moderation import decisions, evidence
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.publishing import publish
from tests.support.factories import make_listing, make_member, make_moderator, make_submission, take_down

pytestmark = pytest.mark.django_db

ADA = {"name": "Dr. Ada Vance", "roles": ["prescriber"], "license": "md", "license_number": "DR.0055501"}
BO = {"name": "Bo Lind", "roles": ["therapist"], "license": "lcsw"}


@pytest.fixture
def listing():
    return make_listing(name="Half Acre", life_support_on_site="certified", practitioners=[ADA, BO])


def today():
    return timezone.localdate()


def look(statement="life_support_on_site", **facts):
    return Verification(
        **{
            "statement": statement,
            "kind": "document_seen",
            "about": "certificate",
            "outcome": "agrees",
            "source": "Schedule of three months",
            "seen_on": today(),
        }
        | facts
    )


def license(**facts):
    return look(
        "practitioners",
        **{
            "person": "Dr. Ada Vance",
            "kind": "register_checked",
            "about": "license",
            "source": "Colorado DORA",
            "url": "https://register.example.org/1",
        }
        | facts,
    )


def record(listing, *looks, by=None):
    now = Listing.objects.select_related("clinic").get(pk=listing.pk)
    return evidence.record(
        clinic=now.clinic, verifications=looks, version=now.version, by=by or make_moderator()
    )


def shown(listing):
    """(statement, person, kind) of the evidence that readers see today."""
    now = Listing.objects.get(pk=listing.pk)
    return [(one["statement"], one["person"], one["kind"]) for one in now.live_evidence(today())]


def send(listing, **facts):
    submission = make_submission(Clinic.objects.get(pk=listing.clinic_id), **facts)
    return submission


def republish(listing, **facts):
    decisions.approve(submissions=[send(listing, **facts)], by=make_moderator())


ON_SITE = ("life_support_on_site", "", "document_seen")
ADAS_LICENSE = ("practitioners", "Dr. Ada Vance", "register_checked")


# ---- recorded


def test_what_agrees_is_shown_at_once_and_moves_the_directory(listing):
    before = Version.now().number

    record(listing, look(), license())

    assert shown(listing) == [ON_SITE, ADAS_LICENSE]
    assert Version.now().number == before + 1


def test_who_looked_and_when_is_kept(listing):
    moderator = make_moderator()

    (kept,) = record(listing, look(), by=moderator)

    assert (kept.checked_by, kept.checked_at.date()) == (moderator, timezone.now().date())


@pytest.mark.parametrize("outcome", ["disagrees", "not_found", "deactivated"])
def test_what_does_not_agree_is_kept_and_not_shown(listing, outcome):
    record(listing, look(outcome=outcome))

    assert Verification.objects.get().outcome == outcome
    assert shown(listing) == []


def test_the_same_look_twice_is_kept_once(listing):
    moderator = make_moderator()
    record(listing, look(), by=moderator)

    assert record(listing, look(), by=moderator) == []
    assert Verification.objects.count() == 1


def test_a_later_look_takes_the_place_of_an_earlier_one(listing):
    record(listing, look(seen_on=today() - timedelta(days=400)))
    record(listing, look())

    assert shown(listing) == [ON_SITE]
    assert [one.dropped_on for one in Verification.objects.order_by("pk")] == [today(), None]


def test_a_later_look_that_does_not_agree_takes_what_agreed_off_the_page(listing):
    record(listing, license(), license(kind="document_seen", url="", source="Copy"))
    record(listing, license(outcome="not_found", url="https://register.example.org/2"))

    assert shown(listing) == []


def test_an_earlier_look_that_did_not_agree_leaves_a_later_one(listing):
    record(listing, look())
    record(listing, look(outcome="disagrees", seen_on=today() - timedelta(days=9)))

    assert shown(listing) == [ON_SITE]


def test_a_document_and_a_register_stand_beside_each_other(listing):
    record(listing, license(), license(kind="document_seen", url="", source="Copy"))

    assert shown(listing) == [ADAS_LICENSE, ("practitioners", "Dr. Ada Vance", "document_seen")]


@pytest.mark.parametrize(
    "unfounded",
    [
        look("phone"),
        look("nothing of the spine"),
        license(person=""),
        license(person="Dr. Ada Vane"),
        look(seen_on=date(2999, 1, 1)),
        look(url="https://files.example.org/license.pdf"),
    ],
    ids=["not stated", "unknown", "nobody", "of another name", "ahead", "a document's address"],
)
def test_what_nothing_on_the_page_bears_is_refused(listing, unfounded):
    with pytest.raises(RefusedError):
        record(listing, unfounded)
    assert not Verification.objects.exists()


def test_two_people_of_one_name_are_not_told_apart():
    listing = make_listing(practitioners=[ADA, ADA | {"license": "do"}])

    with pytest.raises(RefusedError):
        record(listing, license())


@pytest.mark.parametrize(
    "broken",
    [license(url=""), look(expires_on=date(2020, 1, 1)), license(url="not an address"), look(source="")],
    ids=["register without a link", "run out before", "no address", "no source"],
)
def test_what_breaks_a_rule_is_refused(listing, broken):
    with pytest.raises(ValidationError):
        record(listing, broken)


def test_a_moderator_who_belongs_to_the_organization_records_nothing_for_it(listing):
    moderator, clinic = make_moderator(), Clinic.objects.get(pk=listing.clinic_id)
    make_member(clinic)
    Membership.objects.create(organization=clinic.organization, user=moderator, role="editor")

    with pytest.raises(OwnClinicError):
        record(listing, look(), by=moderator)


def test_what_has_changed_since_it_was_looked_at_is_not_recorded(listing):
    republish(listing, opening_hours="Monday")

    with pytest.raises(RefusedError, match="changed"):
        evidence.record(
            clinic=listing.clinic, verifications=[look()], version=listing.version, by=make_moderator()
        )


def test_nothing_is_recorded_for_a_listing_that_was_taken_down(listing):
    take_down(listing)

    with pytest.raises(RefusedError, match="published"):
        record(listing, look())


# ---- falls off


def test_it_counts_until_its_last_day_and_falls_off_without_a_write(listing, client):
    record(listing, look(expires_on=today() + timedelta(days=3)))
    now = Listing.objects.get(pk=listing.pk)

    assert [one["statement"] for one in now.live_evidence(today() + timedelta(days=3))] == [
        "life_support_on_site"
    ]
    assert now.live_evidence(today() + timedelta(days=4)) == []


def test_pages_and_facet_show_what_counts_and_leave_what_has_run_out(listing, client):
    addresses = [listing.get_absolute_url(), "/clinics/", "/clinics/?evidence=document_seen"]
    none = [client.get(address).text for address in addresses]
    record(listing, look(seen_on=today() - timedelta(days=9), expires_on=today()))
    counts = [client.get(address).text for address in addresses]
    Verification.objects.update(expires_on=today() - timedelta(days=1))
    publish.update_evidence(Listing.objects.get(), Verification.objects.all())
    run_out = [client.get(address).text for address in addresses]

    assert ["Schedule of three months" in page for page in (none[0], counts[0], run_out[0])] == [
        False,
        True,
        False,
    ]
    assert ["1 document seen" in page for page in (none[1], counts[1], run_out[1])] == [False, True, False]
    assert ["Half Acre" in page for page in (none[2], counts[2], run_out[2])] == [False, True, False]


@pytest.mark.parametrize("outcome", ["agrees", "disagrees"])
def test_it_falls_off_when_its_statement_changes(listing, outcome):
    record(listing, look(outcome=outcome), license())

    republish(listing, life_support_on_site="none")

    assert shown(listing) == [ADAS_LICENSE]
    assert Verification.objects.get(statement="life_support_on_site").dropped_on == today()


def test_it_falls_off_with_its_person_and_leaves_the_others(listing):
    record(listing, license(), license(person="Bo Lind"))

    republish(listing, practitioners=[BO, ADA | {"license_number": "DR.0055502"}])

    assert shown(listing) == [("practitioners", "Bo Lind", "register_checked")]


def test_a_statement_that_goes_back_keeps_its_evidence(listing):
    record(listing, look())
    submission = send(listing, life_support_on_site="none", opening_hours="Monday")

    decisions.approve_some(
        submission=submission, back=["life_support_on_site"], by=make_moderator(), words="Which day?"
    )

    assert shown(listing) == [ON_SITE]
    assert Verification.objects.get().dropped_on is None


def test_a_statement_that_is_let_through_alone_loses_its_evidence(listing):
    record(listing, look())
    submission = send(listing, life_support_on_site="none", opening_hours="Monday")

    decisions.approve_some(
        submission=submission, back=["opening_hours"], by=make_moderator(), words="Which weeks?"
    )

    assert shown(listing) == []


def test_taking_back_leaves_the_page_and_keeps_who_did(listing):
    (kept, other) = record(listing, look(), license())
    moderator = make_moderator()

    evidence.take_back(verification=kept, by=moderator)

    assert shown(listing) == [ADAS_LICENSE]
    assert {pk: who for pk, (who, _when) in evidence.taken_back([kept, other]).items()} == {
        kept.pk: moderator
    }


def test_nothing_is_taken_back_twice(listing):
    (kept,) = record(listing, look())
    evidence.take_back(verification=kept, by=make_moderator())

    with pytest.raises(RefusedError):
        evidence.take_back(verification=kept, by=make_moderator())


# ---- pages


@pytest.fixture
def desk(client):
    client.moderator = make_moderator()
    client.force_login(client.moderator)
    return client


def address(name, listing):
    return reverse(f"admin:{name}", query={"clinic": listing.clinic_id})


def filled(listing, **given):
    return {
        "subject": "practitioners:Dr. Ada Vance",
        "about": "license",
        "kind": "register_checked",
        "source": "Colorado DORA",
        "url": "https://register.example.org/1",
        "outcome": "agrees",
        "seen_on": today().isoformat(),
        "expires_on": "",
        "version": listing.version,
    } | given


def test_the_form_records_what_was_filled_in(desk, listing):
    answer = desk.post(address("evidence_add", listing), filled(listing))

    assert (answer.status_code, answer["Location"]) == (302, address("evidence", listing))
    assert shown(listing) == [ADAS_LICENSE]
    assert Verification.objects.get().checked_by == desk.moderator


def test_the_form_offers_what_is_stated_and_each_person(desk, listing):
    page = desk.get(address("evidence_add", listing)).text

    assert 'value="practitioners:Dr. Ada Vance"' in page
    assert 'value="life_support_on_site"' in page
    assert 'value="opening_hours"' not in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": ""}, "Give the address in the register, so that readers can look too."),
        (
            {"subject": "practitioners:Dr. Ada Vane"},
            "Choose a statement that the listing makes, or a person whom",
        ),
        ({"subject": "opening_hours"}, "Choose a statement that the listing makes, or a person whom"),
        ({"expires_on": "2020-01-01"}, "It can&#x27;t run out before the day on which it was seen."),
        ({"seen_on": "2999-01-01"}, "Enter today’s date or an earlier one."),
        ({"seen_on": "soon"}, "Enter a date as year-month-day"),
        ({"source": ""}, "Name the document or the register."),
        ({"kind": "self_reported"}, "Choose where you saw it."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk, listing, given, sentence):
    answer = desk.post(address("evidence_add", listing), filled(listing, **given))

    assert answer.status_code in (400, 409)
    assert sentence in answer.text
    assert not Verification.objects.exists()


def test_a_form_of_an_older_version_is_told_so(desk, listing):
    republish(listing, opening_hours="Monday")

    answer = desk.post(address("evidence_add", listing), filled(listing))

    assert answer.status_code == 409
    assert "The listing changed after you opened this page." in answer.text


def test_the_page_of_a_clinic_shows_current_and_past(desk, listing):
    record(listing, license(), look(seen_on=date(2020, 1, 2), expires_on=date(2020, 1, 3)))
    record(listing, license(person="Bo Lind", outcome="disagrees"))
    evidence.take_back(verification=record(listing, look(about="other"))[0], by=desk.moderator)

    page = desk.get(address("evidence", listing)).text

    places = [
        page.index(words)
        for words in ("Shown to readers", "so it is not shown", "Expired", "No longer used", "Withdrawn on")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_clinic_takes_the_same_queries_for_one_and_for_three(
    desk, listing, count, django_assert_num_queries
):
    abouts = ["certificate", "license", "other"][:count]
    record(listing, *[look(about=about) for about in abouts])

    with django_assert_num_queries(7):
        desk.get(address("evidence", listing))


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_takes_the_same_queries_for_one_and_for_three(
    desk, listing, count, django_assert_num_queries
):
    abouts = ["certificate", "license", "other"][:count]
    record(listing, *[look(about=about, expires_on=today()) for about in abouts])

    with django_assert_num_queries(6):
        page = desk.get(reverse("admin:evidence")).text
    assert page.count("Half Acre") == 2 * count


def test_taking_back_by_the_page(desk, listing):
    (kept,) = record(listing, look())

    answer = desk.post(reverse("admin:evidence_taken_back", args=[kept.pk]))

    assert answer["Location"] == address("evidence", listing)
    assert shown(listing) == []


def test_a_moderator_of_the_organization_is_refused_on_every_page(desk, listing):
    (kept,) = record(listing, look())
    clinic = Clinic.objects.get(pk=listing.clinic_id)
    make_member(clinic)
    clinic.organization.memberships.create(user=desk.moderator, role="editor")

    assert desk.get(address("evidence_add", listing)).status_code == 403
    assert desk.post(address("evidence_add", listing), filled(listing)).status_code == 403
    desk.post(reverse("admin:evidence_taken_back", args=[kept.pk]))
    assert shown(listing) == [ON_SITE]
    assert "Record what you looked at" not in desk.get(address("evidence", listing)).text


@pytest.mark.parametrize(("given", "status"), [("x", 400), ("1" * 30, 400), ("٣", 400), ("999999", 404)])
def test_a_clinic_that_is_none_has_no_page(desk, given, status):
    for name in ("evidence", "evidence_add"):
        if name == "evidence_add" or given:
            assert desk.get(reverse(f"admin:{name}", query={"clinic": given})).status_code == status


@pytest.mark.parametrize("name", ["evidence", "evidence_add"])
def test_without_a_second_factor_nothing_is_seen(client, listing, name):
    client.force_login(make_moderator(second_factor=False))

    assert client.get(address(name, listing)).status_code == 403
