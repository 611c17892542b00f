"""“I run this clinic”: one form, a draft at once, and one decision on the person and the content."""

import re
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from directory.facts.terms import EDITION
from directory.membership import claims, codes, first_decision, joining, members
from directory.membership.errors import LimitReachedError
from directory.models import Claim, Clinic, Code, Listing, Mail, Membership, Organization, Submission
from directory.moderation import decisions
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.portal.site import SITE
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.membership import (
    EMAIL,
    WRONG,
    at_once,
    joining_form,
    letters,
    listed,
    sending,
    signed_in,
    signs_sent,
    start,
)

pytestmark = pytest.mark.django_db


def started(by=None, **fields):
    """The clinic that somebody has started by the form."""
    by = by or factories.make_person()
    answer = start(signed_in(by), **fields)
    assert answer.status_code == 302, answer.text
    return Clinic.objects.get(pk=answer.headers["Location"].strip("/").rpartition("/")[2])


def sent(clinic):
    """What waits of a started clinic."""
    return decisions.submit(clinic=clinic, by=Claim.objects.get(clinic=clinic).claimed_by, terms=EDITION)


def decide(submission, decision="publish", **given):
    by = given.pop("by", None) or factories.judge()
    return first_decision.decide(submission=submission, decision=decision, by=by, **given)


# ---- one form


def test_one_form_makes_the_draft_its_owner_the_claim_and_the_code():
    by = factories.make_person()
    clinic = started(by)
    claim = Claim.objects.get()

    assert (clinic.name, clinic.email, clinic.zip) == ("Harbor Light", EMAIL, "80203")
    assert (clinic.organization.name, clinic.organization.listed) == ("Harbor Light", False)
    assert list(clinic.organization.memberships.values_list("user", "role")) == [(by.pk, "owner")]
    assert (claim.state, claim.claimed_by, claim.words) == ("waiting", by, "I am the office manager.")
    assert (letters("code"), Submission.objects.count(), Listing.objects.count()) == ([EMAIL], 0, 0)


def test_the_letter_to_a_typed_address_holds_nothing_else_that_was_typed():
    started(name="Buy cheap pills", street="1 Pill Way", website="pills.example", words="Pills")
    letter = Mail.objects.get(kind="code")

    assert re.findall("pill", letter.subject + letter.text + letter.html, re.IGNORECASE) == []
    assert "says that this is its public e-mail address" in letter.text


def test_the_portal_opens_on_the_clinic_with_its_sections_and_the_code_box():
    client = signed_in(factories.make_person())
    page = client.get(start(client).headers["Location"])

    assert page.status_code == 200
    assert "Code from the e-mail" in page.text
    assert page.text.count('class="task__name"') == 8
    assert_valid(page.text)


def test_without_a_public_email_no_code_is_sent():
    client = signed_in(factories.make_person())
    page = client.get(start(client, email="").headers["Location"])

    assert letters("code") == []
    assert "we can’t send a code" in page.text


def test_the_same_form_and_two_tabs_start_one_clinic():
    client, fields = signed_in(factories.make_person()), joining_form()
    places = [client.post("/add-a-clinic/start/", fields).headers["Location"] for _time in range(2)]
    places.append(start(client, name="HARBOR LIGHT", words="Another tab").headers["Location"])

    assert (len(set(places)), Clinic.objects.count(), Claim.objects.count()) == (1, 1, 1)
    assert letters("code") == [EMAIL]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_start_one_clinic():
    by, fields = (
        factories.make_person(),
        {"words": "w", "name": "Harbor Light", "city": "Denver", "state": "CO"},
    )
    keys = ["6e1a5d1e-0000-4000-8000-000000000001", "6e1a5d1e-0000-4000-8000-000000000002"]
    at_once(*[lambda key=key: joining.start(by=by, key=key, **fields) for key in keys])

    assert (Clinic.objects.count(), Organization.objects.count(), Claim.objects.count()) == (1, 1, 1)


def test_a_person_has_three_undecided_clinics_at_most():
    client = signed_in(factories.make_person())
    answers = [start(client, name=f"Clinic {n}") for n in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "You have started several clinics" in answers[3].text
    assert Organization.objects.count() == 3


def test_a_network_starts_and_proposes_ten_clinics_a_day():
    answers = [start(signed_in(factories.make_person()), name=f"Clinic {n}").status_code for n in range(11)]

    assert answers == [302] * 10 + [429]


def test_a_listed_clinic_that_is_like_it_is_shown_first_and_can_be_claimed():
    listing = listed(name="Harbor Light Ketamine", city="Denver", state="CO")
    client = signed_in(factories.make_person())
    page = start(client)

    assert (page.status_code, Claim.objects.count(), letters("code")) == (200, 0, [])
    assert "Is it one of these?" in page.text
    assert f'href="/add-a-clinic/claim/{listing.slug}/"' in page.text
    assert_valid(page.text)
    assert start(client, none_of_these="yes").status_code == 302


WANTING = {
    "name": "Enter the name of the clinic, as on its door.",
    "city": "Enter the town.",
    "words": "Describe in a few words what you do there.",
}


@pytest.mark.parametrize(("name", "sentence"), WANTING.items())
def test_what_is_left_out_is_asked_for(name, sentence):
    page = start(signed_in(factories.make_person()), **{name: " "})

    assert (page.status_code, Clinic.objects.count()) == (400, 0)
    assert page.text.count(sentence) == 2
    assert_valid(page.text)


@pytest.mark.parametrize(
    ("fields", "status", "name"),
    [
        ({"name": "Harbor\x00Light"}, 400, None),
        ({"name": "Harbor\r\nLight"}, 302, "Harbor Light"),
        ({"name": "Harbor\x1fLight"}, 302, "Harbor Light"),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, 400, None),
        ({"email": "desk@localhost"}, 400, None),
        ({"email": "x" * 300 + "@a.example"}, 400, None),
        ({"name": "x" * 201}, 400, None),
        ({"state": "ZZ"}, 400, None),
        ({"sending": "forged"}, 400, None),
    ],
)
def test_odd_input_is_normalized_or_refused(fields, status, name):
    answer = start(signed_in(factories.make_person()), **fields)

    assert answer.status_code == status
    assert list(Clinic.objects.values_list("name", flat=True)) == ([name] if name else [])
    assert mail.outbox == []


def test_somebody_without_an_account_makes_one_and_comes_back(client):
    answer = client.get("/add-a-clinic/start/")

    assert answer.headers["Location"] == "/account/signup/?next=/add-a-clinic/start/"


# ---- the code


def test_the_code_is_recorded_and_decides_nothing():
    client = signed_in(factories.make_person())
    place = start(client).headers["Location"]
    claim = Claim.objects.get()
    wrong = client.post(f"/add-a-clinic/claims/{claim.pk}/", {"code": WRONG})
    right = client.post(f"/add-a-clinic/claims/{claim.pk}/", {"code": signs_sent()})
    claim.refresh_from_db()

    assert (wrong.status_code, "You have 4 tries left" in wrong.text) == (400, True)
    assert (right.status_code, right.headers["Location"]) == (302, place)
    assert (claim.state, claim.proved_at is None) == ("waiting", False)
    assert "You entered the code." in client.get(place).text


def test_a_code_is_void_once_the_draft_states_another_address():
    clinic = started()
    factories.change(clinic, email="other@harbor-light.example")

    with pytest.raises(RefusedError, match="different e-mail address"):
        claims.prove(claim=Claim.objects.get(), typed=signs_sent())


def test_an_account_writes_to_five_typed_addresses_a_day():
    clinic = started()
    claim = Claim.objects.get()
    for number in range(4):
        factories.change(clinic, email=f"stranger-{number}@else.example")
        codes.send(claim=claim)
    factories.change(clinic, email="stranger-5@else.example")

    with pytest.raises(LimitReachedError, match="limit of codes for new clinics"):
        codes.send(claim=claim)
    assert len(letters("code")) == 5


def test_one_address_gets_no_more_codes_for_new_clinics_than_for_listed_ones():
    asked = []
    for _person in range(14):
        claim = Claim.objects.get(clinic=started_without_joining_form())
        asked.append(claim.codes.count())

    assert asked == [1] * 12 + [0] * 2


def started_without_joining_form():
    return joining.start(
        by=factories.make_person(),
        key=uuid.uuid4(),
        words="w",
        name="Harbor Light",
        city="Denver",
        state="CO",
        email=EMAIL,
    )


def test_nobody_else_reads_or_proves_the_claim():
    started()
    claim, client = Claim.objects.get(), signed_in(factories.make_person())
    answers = [
        client.get(f"/add-a-clinic/claims/{claim.pk}/").status_code,
        client.post(f"/add-a-clinic/claims/{claim.pk}/", {"code": signs_sent()}).status_code,
        client.post(f"/add-a-clinic/claims/{claim.pk}/code/").status_code,
        client.post(f"/add-a-clinic/claims/{claim.pk}/withdrawal/").status_code,
        client.get(f"/portal/clinics/{claim.clinic_id}/").status_code,
    ]

    assert answers == [404, 404, 404, 404, 403]


# ---- before the decision


def test_whoever_started_a_clinic_invites_nobody_and_adds_no_site_yet():
    by = factories.make_person()
    organization = started(by).organization

    with pytest.raises(RefusedError, match="once a moderator has decided"):
        members.invite(organization=organization, email="stranger@else.example", role="editor", by=by)
    with pytest.raises(RefusedError, match="once a moderator has decided"):
        joining.add_site(organization=organization, by=by, key="1", name="North", city="Denver", state="CO")
    assert letters("invited") == []


def test_the_page_of_the_people_does_not_show_the_owner_as_asking():
    by = factories.make_person()
    organization = started(by).organization
    page = signed_in(by).get(f"/portal/organizations/{organization.pk}/members/")

    assert (page.status_code, "People who are asking to join" in page.text) == (200, False)


def test_no_other_road_publishes_it_without_a_decision_on_the_person():
    submission = sent(started())

    with pytest.raises(RefusedError, match="Someone asks to manage this clinic"):
        decisions.approve(submissions=[submission], by=factories.judge())
    with pytest.raises(first_decision.UndecidedClaimError):
        decide(submission)
    assert Listing.objects.count() == 0


def test_withdrawing_the_request_ends_the_membership_and_what_waits():
    by = factories.make_person()
    submission = sent(started(by))
    claims.withdraw(claim=Claim.objects.get(), by=by)
    submission.refresh_from_db()

    assert (submission.state, submission.origin) == ("withdrawn", "proposal")
    assert (Membership.objects.count(), Organization.objects.count()) == (0, 0)


# ---- one decision


def test_one_decision_publishes_the_content_and_grants_the_claim():
    by = factories.make_person()
    clinic = started(by)
    claims.prove(claim=Claim.objects.get(), typed=signs_sent())
    listing = decide(sent(clinic), runs="owner")
    claim = Claim.objects.get()

    assert (listing.name, listing.origin) == ("Harbor Light", "portal")
    assert (claim.state, claim.role, claim.decided_by) == ("granted", "owner", factories.judge())
    assert list(Membership.objects.values_list("user", "role")) == [(by.pk, "owner")]
    assert (letters("decided"), letters("claim_decided")) == ([by.email], [])


def test_without_the_code_the_moderator_says_why():
    submission = sent(started())

    with pytest.raises(first_decision.UndecidedClaimError, match="the code was not entered"):
        decide(submission, runs="owner")
    decide(submission, runs="owner", runs_reason="Called them.")
    assert Claim.objects.get().reason == "Called them."


def test_a_refused_person_loses_the_membership_and_the_content_counts_as_proposed():
    by = factories.make_person()
    listing = decide(sent(started(by)), runs="refuse", runs_reason="They do not know you.")
    client = signed_in(by)

    assert (listing.origin, Membership.objects.count(), Organization.objects.count()) == ("proposal", 0, 0)
    assert Clinic.objects.get().organization is None
    assert client.get("/portal/").status_code == 403
    assert "They do not know you." in client.get(f"/add-a-clinic/claims/{Claim.objects.get().pk}/").text
    assert letters("claim_decided") == [by.email]


def test_nobody_has_accepted_terms_for_the_words_of_a_refused_person():
    clinic = started()
    factories.change(clinic, about="We are the best.")
    listing = decide(sent(clinic), runs="refuse", runs_reason="They do not know you.")

    assert (listing.about, listing.terms, listing.withholds_own_words) == ("We are the best.", "", True)


RUNS = {
    "owner": "%s manages this clinic. That was decided with it, and is not taken back.",
    "refuse": "%s does not manage this clinic. That was decided with it, and is not taken back.",
}


@pytest.mark.parametrize("runs", RUNS)
def test_who_undoes_a_decision_reads_that_what_was_decided_on_the_person_stays(runs):
    by = factories.make_person()
    submission = sent(started(by))
    decide(submission, runs=runs, runs_reason="I called them.")

    page = signed_in(factories.make_moderator()).post(
        f"/admin/submissions/{submission.pk}/undo/", follow=True
    )

    assert Submission.objects.waiting().get().clinic == submission.clinic
    assert RUNS[runs] % by.email in page.text


def test_of_a_refused_person_and_content_every_word_stays_readable():
    by = factories.make_person()
    clinic = started(by)
    submission = sent(clinic)
    factories.change(clinic, alias="Old Harbor House")
    decide(
        submission, "reject", reason="unverifiable", words="No such door.", runs="refuse", runs_reason="No."
    )
    client = signed_in(by)
    request = client.get(f"/add-a-clinic/claims/{Claim.objects.get().pk}/")
    proposal = client.get(f"/add-a-clinic/proposed/{clinic.pk}/")

    assert "Old Harbor House" in request.text
    assert [words in proposal.text for words in ("1 Harbor Way", "No such door.", "80203")] == [True] * 3
    assert_valid(request.text)
    assert_valid(proposal.text)


def test_asking_for_changes_leaves_the_claim_open_and_the_draft_editable():
    by = factories.make_person()
    clinic = started(by)
    decide(sent(clinic), "ask", words="Which suite?")
    factories.change(clinic, street="1 Harbor Way, Suite 2")
    again = sent(clinic)

    assert (Claim.objects.get().state, Membership.objects.count()) == ("waiting", 1)
    assert decide(again, runs="owner", runs_reason="Called.").street == "1 Harbor Way, Suite 2"


def test_a_refused_decision_changes_nothing_at_all():
    clinic = started()
    submission = sent(clinic)

    with pytest.raises(RefusedError, match="Choose a reason"):
        decide(submission, "reject", runs="refuse", runs_reason="No.")
    assert (Claim.objects.get().state, Membership.objects.count()) == ("waiting", 1)
    assert letters("claim_decided") == []


def test_a_moderator_does_not_decide_on_their_own_clinic():
    by = factories.make_moderator()
    submission = sent(started(by))

    with pytest.raises(OwnClinicError):
        decide(submission, by=by, runs="owner", runs_reason="It is mine.")
    with pytest.raises(PermissionDenied):
        decide(submission, by=factories.make_person(), runs="owner", runs_reason="It is theirs.")
    page = signed_in(by).get(f"/admin/submissions/{submission.pk}/")
    assert ("You can’t decide on this" in page.text, 'name="runs"' in page.text) == (True, False)


# ---- the moderator's page


def decision_page(**fields):
    clinic = started(**fields)
    submission = sent(clinic)
    moderator = signed_in(factories.make_moderator())
    return moderator, submission, moderator.get(f"/admin/submissions/{submission.pk}/")


def test_the_page_of_the_decision_says_who_asks_and_what_speaks_for_them():
    _moderator, _submission, page = decision_page(email="harbor@gmail.com")

    assert "I am the office manager." in page.text
    assert "It was sent to <bdi>harbor@gmail.com</bdi>" in page.text
    assert page.text.count("It is a free-mail address") == 1
    assert "No listed clinic is like it." in page.text
    assert page.text.count('name="runs"') == 2
    assert not re.search(r'name="runs"[^>]*checked', page.text)
    assert_valid(page.text)


def test_a_code_entered_at_the_clinics_own_domain_suggests_yes():
    clinic = started(email="desk@harbor-light.example")
    claims.prove(claim=Claim.objects.get(), typed=signs_sent())
    submission = sent(clinic)
    page = signed_in(factories.make_moderator()).get(f"/admin/submissions/{submission.pk}/")

    assert re.search(r'name="runs" value="owner"[^>]*checked', page.text)


def test_likely_duplicates_are_named_and_nothing_is_suggested():
    listing = listed(name="Harbor Light", city="Denver", state="CO")
    clinic = started(email="desk@harbor-light.example", none_of_these="yes")
    claims.prove(claim=Claim.objects.get(), typed=signs_sent())
    page = signed_in(factories.make_moderator()).get(f"/admin/submissions/{sent(clinic).pk}/")

    assert f'href="{listing.get_absolute_url()}"' in page.text
    assert not re.search(r'name="runs"[^>]*checked', page.text)


def test_publishing_without_a_choice_is_asked_back_at_the_field_and_keeps_what_was_typed():
    moderator, submission, page = decision_page()
    seen = re.search(r'name="seen" value="([^"]*)"', page.text)[1]
    address = f"/admin/submissions/{submission.pk}/decision/"
    typed = {"decision": "publish", "seen": seen, "runs_reason": "I called twice."}
    refused = moderator.post(address, typed)
    done = moderator.post(address, typed | {"runs": "owner"})

    assert (refused.status_code, "Say whether this person runs the clinic." in refused.text) == (400, True)
    assert "I called twice." in refused.text
    assert_valid(refused.text)
    assert (done.status_code, Listing.objects.count(), Claim.objects.get().state) == (302, 1, "granted")


def test_the_claims_page_leads_to_the_one_decision():
    clinic = started()
    moderator = signed_in(factories.make_moderator())
    address = f"/admin/claims/{Claim.objects.get().pk}/"
    before = moderator.get(address)
    submission = sent(clinic)

    assert (before.status_code, "they have not sent anything yet" in before.text) == (200, True)
    assert moderator.get(address).headers["Location"] == f"/admin/submissions/{submission.pk}/"
    assert "No one is asking to manage a clinic" in moderator.get("/admin/claims/").text


# ---- a chain's owner adds a site


def site(client, organization, **fields):
    given = joining_form() | {"sending": sending(SITE)} | fields
    return client.post(f"/portal/organizations/{organization.pk}/site/", given)


def test_an_owner_adds_a_site_that_a_moderator_first_lists():
    listing = listed(city="Denver", state="CO")
    by = factories.make_owner(listing.clinic)
    organization = listing.clinic.organization
    answer = site(signed_in(by), organization)
    clinic = Clinic.objects.get(name="Harbor Light")
    submission = decisions.submit(clinic=clinic, by=by, terms=EDITION)

    assert answer.headers["Location"] == f"/portal/clinics/{clinic.pk}/"
    assert (clinic.organization, Claim.objects.count(), Code.objects.count()) == (organization, 0, 0)
    assert decide(submission).origin == "portal"


def test_an_editor_and_another_owner_add_no_site():
    listing = listed()
    editor, other = factories.make_member(listing.clinic), factories.make_owner(factories.make_clinic())
    organization = listing.clinic.organization

    assert [site(signed_in(by), organization).status_code for by in (editor, other)] == [403, 404]
    assert Clinic.objects.filter(name="Harbor Light").count() == 0


def test_the_same_site_sent_twice_is_one():
    listing = listed()
    client, organization = signed_in(factories.make_owner(listing.clinic)), listing.clinic.organization
    fields = {"sending": sending(SITE)}
    places = [site(client, organization, **fields).headers["Location"] for _time in range(2)]

    assert (len(set(places)), organization.clinics.count()) == (1, 2)
