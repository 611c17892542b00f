"""Two acts on the same clinic at the same moment: the second reads what the first has written."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from directory.membership import claims, codes
from directory.models import Claim, Clinic, Listing, Membership, Organization, Submission
from directory.moderation import decisions
from directory.reports import handling
from tests.importing.test_import_clinics import HEADER
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    take_down,
)
from tests.support.membership import behind, letters, listed, make_claim, make_report, signed_in, signs_sent
from tests.support.portal import ACCEPTED, form_values, main_text, portal_url, section_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", range(5))
def test_of_two_right_codes_at_once_one_is_granted_and_the_other_waits_and_is_told(time):
    listing = listed()
    claims = [make_claim(listing), make_claim(listing)]
    posts = []
    for claim in claims:
        codes.send(claim=claim)
        client, signs = signed_in(claim.claimed_by), signs_sent()
        posts.append(lambda client=client, claim=claim, signs=signs: prove(client, claim, signs))

    said = behind(listing.clinic, *posts)

    first, second = sorted(Claim.objects.all(), key=lambda claim: claim.state)
    assert (first.state, second.state) == ("granted", "waiting")
    assert second.proved_at
    membership, organization = Membership.objects.get(), Organization.objects.get()
    assert (membership.user, membership.organization) == (first.claimed_by, organization)
    assert Clinic.objects.get().organization == organization
    assert sum("You now manage this listing" in one for one in said) == 1
    assert sum("A moderator still has to decide" in one for one in said) == 1
    assert letters("claim_decided") == [first.claimed_by.email]


def prove(client, claim, signs):
    return main_text(client.post(reverse("claim", args=[claim.pk]), {"code": signs}, follow=True))


def test_of_a_code_and_a_moderator_at_once_nobody_is_granted_twice():
    listing, moderator = listed(), make_moderator()
    proving, granted = make_claim(listing), make_claim(listing)
    codes.send(claim=proving)
    signs = signs_sent()

    behind(
        listing.clinic,
        lambda: claims.prove(claim=proving, typed=signs),
        lambda: claims.grant(claim=granted, by=moderator, role="owner", reason="I called."),
    )

    organization = Organization.objects.get()
    assert Clinic.objects.get().organization == organization
    assert organization.memberships.count() == Claim.objects.filter(state="granted").count()


def test_who_asks_while_another_is_let_in_is_told_to_the_one_who_is_in():
    listing, asking = listed(), make_member()
    first = make_claim(listing)

    def let_in():
        claims.grant(claim=first, by=make_moderator(), role="owner", reason="I called.")

    behind(listing.clinic, lambda: make_claim(listing, by=asking) and None, meanwhile=let_in)

    assert letters("claimed") == [first.claimed_by.email]


def test_what_is_sent_while_the_clinic_changes_hands_is_of_the_new_ones():
    clinic, organization = make_clinic(), Organization.objects.create(name="Heron", slug="heron")
    by = make_member()

    def change_hands():
        Clinic.objects.filter(pk=clinic.pk).update(organization=organization, about="New words.")

    behind(
        clinic,
        lambda: decisions.enqueue(clinics=[clinic], origin="portal", by=by) and None,
        meanwhile=change_hands,
    )

    frozen = Submission.objects.get().content
    assert (frozen["organization"], frozen["about"]) == ("Heron", "New words.")


def test_who_is_taken_out_while_their_form_waits_changes_nothing():
    clinic = make_listing(about="We listen first.").clinic
    make_owner(clinic)
    client = signed_in(make_member(clinic))
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}

    def take_out():
        Membership.objects.filter(role="editor").delete()

    (status,) = behind(clinic, lambda: client.post(section_url(clinic), sent).status_code, meanwhile=take_out)

    assert status in (403, 404)
    assert Clinic.objects.get().about == "We listen first."


def test_who_is_taken_out_while_they_send_sends_nothing():
    clinic = make_listing(about="We listen first.").clinic
    make_owner(clinic)
    client = signed_in(make_member(clinic))
    change(clinic, about="New words.")
    sent = form_values(client.get(portal_url("sending", clinic))) | ACCEPTED

    def take_out():
        Membership.objects.filter(role="editor").delete()

    (status,) = behind(
        clinic, lambda: client.post(portal_url("sending", clinic), sent).status_code, meanwhile=take_out
    )

    assert status in (403, 404)
    assert Submission.objects.waiting().count() == 0


def test_a_clinic_is_not_asked_about_a_listing_that_goes_meanwhile():
    listing, moderator = listed(), make_moderator()
    report = make_report(listing)

    (said,) = behind(
        listing.clinic,
        lambda: handling.ask_clinic(report=report, by=moderator, words="Is it true?"),
        meanwhile=lambda: take_down(Listing.objects.get()),
    )

    assert said == "The listing has already been taken down. Close the report."
    assert letters("report_asked") == []


def test_a_question_goes_to_the_address_that_is_published_by_then():
    listing, moderator = listed(email="old@tern-house.example"), make_moderator()
    report = make_report(listing)

    (said,) = behind(
        listing.clinic,
        lambda: handling.ask_clinic(report=report, by=moderator, words="Is it true?"),
        meanwhile=lambda: make_listing(listing.clinic, email="new@tern-house.example"),
    )

    assert said is None
    assert letters("report_asked") == ["new@tern-house.example"]


def test_an_import_leaves_alone_what_somebody_joins_while_it_waits(tmp_path):
    file = tmp_path / "file.csv"
    row = "9,Ivy Clinic,,900 Invented Street,,Denver,CO,80202,,Denver,{},,,http://ivy.example,39.75,-104.99"
    bring_in(file, row.format("303-555-0150"))

    behind(
        Clinic.objects.get(),
        lambda: bring_in(file, row.format("303-555-0199")),
        meanwhile=lambda: make_owner(Clinic.objects.get()),
    )

    assert Clinic.objects.get().phone == "+13035550150"


def bring_in(file, row):
    file.write_text(f"{HEADER}\n{row}\n")
    call_command("import_clinics", str(file), stdout=StringIO(), stderr=StringIO())
