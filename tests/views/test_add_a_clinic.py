"""The pages on which people ask to maintain a clinic, and on which moderators decide that."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory import short_code
from directory.membership import claims, codes
from directory.models import Claim, Code, Submission
from directory.views.add_a_clinic.claims import CLAIM
from directory.web import rate_limit
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.membership import (
    EMAIL,
    OWNER,
    TEXTS,
    WRONG,
    listed,
    make_claim,
    proposal,
    propose,
    role_of,
    sending,
    signed_in,
    signs_sent,
)
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db


# ---- the pages of who asks


def ask(client, listing, **fields):
    given = {"words": "I run the desk.", "sending": sending(CLAIM)} | fields
    return client.post(reverse("claim_clinic", args=[listing.slug]), given)


def test_every_listing_leads_to_the_claim_and_every_page_to_the_explanation(client):
    listing = listed()
    page = client.get(listing.get_absolute_url()).text

    assert f'href="{reverse("claim_clinic", args=[listing.slug])}"' in page
    assert 'href="/add-a-clinic/"' in page


def test_the_explanation_is_the_same_for_everyone_and_easy_to_read(client):
    stranger, somebody = (one.get("/add-a-clinic/") for one in (client, signed_in(factories.make_person())))

    assert stranger.text == somebody.text
    assert "public" in stranger.headers["Cache-Control"]
    assert stranger.cookies == {}
    assert_valid(stranger.text)
    assert grade(sentences(stranger.text)) <= 8


def test_a_claim_by_its_pages():
    listing, by = listed(), factories.make_person()
    client = signed_in(by)
    form = client.get(reverse("claim_clinic", args=[listing.slug]))
    answer = ask(client, listing)
    claim = Claim.objects.get()
    waiting = client.get(answer.headers["Location"])
    linked = client.get(reverse("claim", args=[claim.pk]), {"code": signs_sent()})
    done = client.post(reverse("claim", args=[claim.pk]), {"code": signs_sent()}, follow=True)

    assert "d…k@tern-house.example" in form.text
    assert EMAIL not in form.text
    assert (answer.status_code, claim.words) == (302, "I run the desk.")
    assert f'value="{signs_sent()}"' in linked.text
    assert "You now manage this listing." in done.text
    assert role_of(by, listing.clinic) == OWNER
    for page in (form, waiting, linked, done):
        assert page.headers["Cache-Control"] == "no-store"
        assert_valid(page.text)


def test_opening_the_link_of_the_letter_proves_nothing_yet():
    claim = make_claim()
    codes.send(claim=claim)
    signed_in(claim.claimed_by).get(reverse("claim", args=[claim.pk]), {"code": signs_sent()})
    claim.refresh_from_db()

    assert (claim.proved_at, Code.objects.get().tries) == (None, 0)


def test_the_code_does_not_work_for_another_account():
    claim = make_claim()
    codes.send(claim=claim)
    other = signed_in(factories.make_person())
    address = reverse("claim", args=[claim.pk])
    answers = [
        other.get(address),
        other.post(address, {"code": signs_sent()}),
        other.post(reverse("claim_code", args=[claim.pk])),
        other.post(reverse("claim_withdrawal", args=[claim.pk])),
    ]
    claim.refresh_from_db()

    assert [answer.status_code for answer in answers] == [404] * 4
    assert (claim.state, claim.proved_at, Code.objects.get().tries) == (Claim.State.WAITING, None, 0)


def test_a_wrong_code_is_answered_400_and_the_sixth_429():
    claim = make_claim()
    codes.send(claim=claim)
    client = signed_in(claim.claimed_by)
    pages = [client.post(reverse("claim", args=[claim.pk]), {"code": WRONG}) for _try in range(6)]

    assert [page.status_code for page in pages] == [400] * 5 + [429]
    assert "You have 4 tries left" in pages[0].text
    assert_valid(pages[0].text)


def test_the_fourth_letter_of_a_day_is_answered_429_with_a_time():
    claim = make_claim()
    client = signed_in(claim.claimed_by)
    pages = [client.post(reverse("claim_code", args=[claim.pk])) for _letter in range(4)]

    assert [page.status_code for page in pages] == [302, 302, 302, 429]
    assert 86_000 < int(pages[-1].headers["Retry-After"]) <= 86_401


@pytest.mark.slow
def test_a_network_asks_for_ten_clinics_a_day():
    client = signed_in(factories.make_person())
    listings = [listed(name=f"Clinic {number}", email="") for number in range(11)]

    assert [ask(client, one).status_code for one in listings] == [302] * 10 + [429]


def test_an_account_whose_address_is_not_confirmed_asks_for_nothing():
    by, listing = factories.make_person(), listed()
    by.emailaddress_set.update(verified=False)
    client = signed_in(by)
    ask(client, listing)
    propose(client)

    assert (Claim.objects.count(), Submission.objects.filter(origin="proposal").count()) == (0, 0)


def test_a_claim_shows_nothing_that_is_not_published():
    listing, by = listed(), factories.make_person()
    factories.change(listing.clinic, name="A name in the draft")
    claim = make_claim(listing, by=by)
    client = signed_in(by)
    pages = [client.get("/add-a-clinic/asked/"), client.get(reverse("claim", args=[claim.pk]))]

    assert ["Tern House" in page.text for page in pages] == [True, True]
    assert ["A name in the draft" in page.text for page in pages] == [False, False]


def test_a_claim_at_a_former_slug_is_accepted():
    listing = listed()
    former = listing.slug
    factories.make_listing(listing.clinic, name="Sea House")
    client = signed_in(factories.make_person())

    assert client.get(reverse("claim_clinic", args=[former])).status_code == 301
    given = {"words": "I run the desk.", "sending": sending(CLAIM)}
    assert client.post(reverse("claim_clinic", args=[former]), given).status_code == 302
    assert Claim.objects.count() == 1


# ---- the moderators' side


@pytest.mark.parametrize("waiting", [1, 50])
def test_the_claims_take_as_many_queries_for_one_as_for_fifty(waiting, django_assert_max_num_queries):
    listing = listed()
    for _one in range(waiting):
        make_claim(listing)
    client = signed_in(factories.make_moderator())
    with django_assert_max_num_queries(9):
        page = client.get("/admin/claims/")

    assert page.text.count('class="entry"') == waiting
    assert_valid(page.text)


@pytest.mark.parametrize("before", [0, 20])
def test_a_claim_takes_as_many_queries_whatever_came_before(before, django_assert_max_num_queries):
    listing = listed()
    factories.make_owner(listing.clinic)
    for _one in range(before):
        make_claim(listing)
    claim = make_claim(listing)
    client = signed_in(factories.make_moderator())
    with django_assert_max_num_queries(14):
        page = client.get(f"/admin/claims/{claim.pk}/")

    assert claim.claimed_by.email in page.text
    assert_valid(page.text)


def test_the_claim_that_waited_longest_comes_first():
    now = timezone.now()
    late = make_claim(listed(name="Late"), at=now)
    early = make_claim(listed(name="Early"), at=now - timedelta(days=3))
    over = make_claim(listed(name="Over"), at=now - timedelta(days=5))
    claims.withdraw(claim=over, by=over.claimed_by)
    page = signed_in(factories.make_moderator()).get("/admin/claims/").text

    assert re.findall(r'href="/admin/claims/(\d+)/"', page) == [str(early.pk), str(late.pk)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/admin/claims/", "No one is asking to manage a clinic right now."),
        ("/admin/reports/?state=closed", "No report is closed yet."),
    ],
)
def test_a_list_that_is_empty_says_so(address, said):
    page = signed_in(factories.make_moderator()).get(address).text

    assert said in page
    assert not re.search(r"\b0 (people|reports)", page)


def decide(client, claim, **fields):
    return client.post(f"/admin/claims/{claim.pk}/", fields)


def test_a_decision_by_its_page():
    listing, by = listed(email=""), factories.make_person()
    claim = make_claim(listing, by=by)
    client = signed_in(factories.make_moderator())
    nothing = decide(client, claim)
    unreasoned = decide(client, claim, decision="owner")
    done = decide(client, claim, decision="owner", reason="I called the desk.")
    again = decide(signed_in(factories.make_moderator()), claim, decision="refuse", reason="No.")

    assert [page.status_code for page in (nothing, unreasoned, done, again)] == [400, 400, 302, 409]
    assert "Choose a decision." in nothing.text
    assert "Explain why you believe that they run this clinic." in unreasoned.text
    assert "Another moderator already decided" in again.text
    assert role_of(by, listing.clinic) == OWNER
    for page in (nothing, unreasoned, again):
        assert_valid(page.text)


def test_a_moderator_is_not_asked_about_their_own():
    moderator = factories.make_moderator()
    claim = make_claim(by=moderator)
    client = signed_in(moderator)
    page, answer = (
        client.get(f"/admin/claims/{claim.pk}/"),
        decide(client, claim, decision="refuse", reason="x"),
    )

    assert "another moderator has to decide" in page.text
    assert 'name="decision"' not in page.text
    assert answer.status_code == 400
    assert Claim.objects.get().state == Claim.State.WAITING


@pytest.mark.parametrize("address", ["/admin/claims/", "/admin/claims/{}/"])
def test_only_moderators_with_a_second_factor_see_claims(address):
    address = address.format(make_claim().pk)
    people = [factories.make_person(), factories.make_moderator(second_factor=False)]

    assert [signed_in(one).get(address).status_code for one in people] == [403, 403]
    assert Client().get(address).status_code == 302


# ---- bad input


@pytest.mark.slow
def test_no_string_breaks_a_form_of_these_pages(house, monkeypatch):
    organization, owner = house
    monkeypatch.setitem(rate_limit.LIMITS, "proposal", rate_limit.RateLimit(10_000))
    monkeypatch.setitem(rate_limit.LIMITS, "claim", rate_limit.RateLimit(10_000))
    listing = listed(name="Harbor Light", email="")
    claim, by = make_claim(listing), factories.make_person()
    moderator = factories.make_moderator()
    mine = make_claim(listing, by=by)
    forms = [
        (signed_in(by), "/add-a-clinic/propose/", proposal(), [*proposal(), "none_of_these", "leave_empty"]),
        (signed_in(by), reverse("claim", args=[mine.pk]), {}, ["code"]),
        (signed_in(owner), reverse("claim_clinic", args=[listing.slug]), {}, ["words", "sending"]),
        (
            signed_in(owner),
            reverse("portal:members", args=[organization.pk]),
            {"role": "x"},
            ["email", "role"],
        ),
        (signed_in(moderator), f"/admin/claims/{claim.pk}/", {}, ["decision", "reason"]),
    ]
    wrong = set()
    for turn, (client, address, usual, names) in enumerate(forms):
        for place, value in enumerate(TEXTS[turn % 3 :: 3]):
            name = names[place % len(names)]
            answer = client.post(address, usual | {name: value})
            if answer.status_code >= 500 or "<script>alert" in answer.text:
                wrong.add((address, name, value[:40], answer.status_code))

    assert wrong == set()


def test_no_string_breaks_the_link_of_a_code():
    claim = make_claim()
    client = signed_in(claim.claimed_by)
    answers = {
        client.get(reverse("claim", args=[claim.pk]), {"code": value}).status_code for value in TEXTS[::4]
    }

    assert answers <= {200, 400}


def test_a_reference_and_a_code_are_written_alike():
    codes.send(claim=make_claim())

    assert short_code.parse(signs_sent()) is not None
