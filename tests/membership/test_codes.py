"""The code that proves control of a listing: sent to its published e-mail, tried, and used once."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.membership import claims, codes
from directory.membership.errors import LimitReachedError, WrongCodeError
from directory.models import Claim, Code, Mail, Membership, Organization
from directory.moderation.errors import RefusedError
from directory.web import rate_limit
from tests.support import factories
from tests.support.membership import (
    EMAIL,
    WRONG,
    at_once,
    letters,
    listed,
    make_claim,
    make_report,
    signs_sent,
)

pytestmark = pytest.mark.django_db


def test_a_code_goes_to_the_published_address_and_to_no_other():
    by = factories.make_person("me@else.example")
    codes.send(claim=make_claim(by=by))

    assert letters("code") == [EMAIL]


def test_an_address_that_is_saved_and_not_published_does_not_count():
    listing = listed()
    factories.change(listing.clinic, email="me@else.example")
    codes.send(claim=make_claim(listing))

    assert letters("code") == [EMAIL]


def test_a_listing_without_an_address_gets_no_code():
    with pytest.raises(RefusedError, match="shows no e-mail"):
        codes.send(claim=make_claim(listed(email="")))

    assert (Code.objects.count(), letters("code")) == (0, [])


def test_the_letter_holds_the_code_and_a_link_and_nothing_that_the_claimant_wrote():
    by = factories.make_person("me@else.example")
    claim = claims.create(clinic=listed().clinic, by=by, words="Buy pills at http://spam.example")
    codes.send(claim=claim)
    letter = Mail.objects.get(kind="code")

    assert f"/add-a-clinic/claims/{claim.pk}/?code={signs_sent()}" in letter.text
    assert "If you did not ask for this, you don’t need to do anything" in letter.text
    for body in (letter.subject, letter.text, letter.html):
        assert "spam.example" not in body
        assert "me@else.example" not in body


def test_what_the_database_keeps_is_not_the_code():
    codes.send(claim=make_claim())
    code = Code.objects.get()

    assert len(bytes(code.digest)) == 32
    assert signs_sent().replace("-", "").encode() not in bytes(code.digest)


def test_the_code_of_one_claim_is_none_of_another():
    listing = listed()
    mine, theirs = make_claim(listing), make_claim(listing)
    codes.send(claim=theirs)
    codes.send(claim=mine)
    code_of_mine = signs_sent()

    with pytest.raises(WrongCodeError):
        claims.prove(claim=theirs, typed=code_of_mine)


def test_a_code_of_a_report_works_once():
    report = make_report(listed())
    codes.send(report=report)

    code = codes.verify(report=report, typed=signs_sent().lower())
    codes.spend(code=code)

    assert letters("code") == [EMAIL]
    assert Code.objects.get().used_at is not None
    with pytest.raises(RefusedError):
        codes.verify(report=report, typed=signs_sent())
    with pytest.raises(RefusedError):
        codes.spend(code=code)


def test_a_wrong_code_says_how_many_tries_are_left():
    claim = make_claim()
    codes.send(claim=claim)

    said = []
    for _try in range(6):
        with pytest.raises(RefusedError) as caught:
            claims.prove(claim=claim, typed=WRONG)
        said.append((type(caught.value), str(caught.value)))

    assert said == [
        (WrongCodeError, "That is not the code. You have 4 tries left."),
        (WrongCodeError, "That is not the code. You have 3 tries left."),
        (WrongCodeError, "That is not the code. You have 2 tries left."),
        (WrongCodeError, "That is not the code. You have 1 try left."),
        (WrongCodeError, "That is not the code, and you have no tries left. Ask for a new code."),
        (LimitReachedError, "You have used all five tries, so this code no longer works. Ask for a new one."),
    ]


def test_after_five_tries_the_right_code_is_void():
    claim = make_claim()
    codes.send(claim=claim)
    Code.objects.update(tries=5)

    with pytest.raises(LimitReachedError):
        claims.prove(claim=claim, typed=signs_sent())
    claim.refresh_from_db()
    assert claim.proved_at is None


@pytest.mark.parametrize("typed", ["", "K7M2Q", "K7M2Q-9RTX4-1", "AAAAA-AAAAA", "\0", "é" * 10, "x" * 5_000])
def test_what_can_be_no_code_costs_no_try(typed):
    claim = make_claim()
    codes.send(claim=claim)

    with pytest.raises(RefusedError, match="A code has ten characters"):
        claims.prove(claim=claim, typed=typed)
    assert Code.objects.get().tries == 0


def test_a_code_is_void_after_a_day():
    claim, now = make_claim(), timezone.now()
    codes.send(claim=claim, at=now - timedelta(hours=24))

    with pytest.raises(RefusedError, match="has expired"):
        claims.prove(claim=claim, typed=signs_sent(), at=now)


def test_a_new_code_voids_the_one_before():
    claim = make_claim()
    codes.send(claim=claim)
    before = signs_sent()
    codes.send(claim=claim)

    with pytest.raises(WrongCodeError):
        claims.prove(claim=claim, typed=before)


def test_a_code_is_void_once_the_listing_shows_another_address():
    listing = listed()
    claim = make_claim(listing)
    codes.send(claim=claim)
    factories.make_listing(listing.clinic, email="new@tern-house.example")

    with pytest.raises(RefusedError, match="shows a different e-mail address"):
        claims.prove(claim=claim, typed=signs_sent())
    claim.refresh_from_db()
    assert (claim.state, claim.proved_at) == (Claim.State.WAITING, None)


def test_an_asker_gets_three_letters_a_day_to_an_address_however_it_is_written():
    now, by = timezone.now().replace(hour=12), factories.make_person()
    first, second, third = listed(), listed(email=EMAIL.upper()), listed()
    codes.send(claim=make_claim(first, by), at=now - timedelta(hours=5))
    codes.send(claim=make_claim(second, by), at=now - timedelta(hours=2))
    mine = make_claim(third, by)
    codes.send(claim=mine, at=now - timedelta(hours=1))

    with pytest.raises(LimitReachedError) as caught:
        codes.send(claim=mine, at=now)

    assert caught.value.seconds == 19 * 3600 + 1
    assert len(letters("code")) == 3


def test_what_one_asks_for_again_and_again_leaves_room_for_another():
    listing, now = listed(), timezone.now().replace(hour=12)
    report = make_report(listing)
    for _time in range(3):
        codes.send(report=report, asker="203.0.113.9", at=now)

    codes.send(claim=make_claim(listing), asker="198.51.100.7", at=now)

    assert len(letters("code")) == 4


def test_an_address_gets_twelve_letters_a_day_whoever_asks():
    report, now = make_report(listed()), timezone.now().replace(hour=12)
    for number in range(12):
        codes.send(report=report, asker=f"203.0.113.{number}", at=now)

    with pytest.raises(LimitReachedError):
        codes.send(report=report, asker="203.0.113.12", at=now)
    assert len(letters("code")) == 12
    codes.send(report=report, asker="203.0.113.12", at=now + timedelta(hours=25))


@pytest.mark.parametrize("who", ["member", "reads its mail"])
def test_a_clinic_gets_its_code_whatever_strangers_have_asked_for(who):
    listing, now = listed(), timezone.now().replace(hour=12)
    report = make_report(listing)
    for number in range(12):
        codes.send(report=report, asker=f"203.0.113.{number}", at=now)
    own = factories.make_member(listing.clinic) if who == "member" else factories.make_person(EMAIL)

    for _time in range(3):
        codes.send(report=report, asker="203.0.113.1", by=own, at=now)
    with pytest.raises(LimitReachedError):
        codes.send(report=report, asker="203.0.113.1", by=own, at=now)
    assert len(letters("code")) == 15


def test_a_clinic_that_claims_its_listing_gets_its_code_whatever_strangers_have_asked_for():
    listing, now = listed(), timezone.now().replace(hour=12)
    for number in range(12):
        codes.send(report=make_report_again(listing, number), asker=f"203.0.113.{number}", at=now)

    codes.send(claim=make_claim(listing, factories.make_person(EMAIL)), asker="203.0.113.1", at=now)

    assert len(letters("code")) == 13


def make_report_again(listing, number):
    return listing.clinic.reports.create(reference=f"K7M2Q9RT{number:02}", reason="listed_without_consent")


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_one_by_one():
    claim = make_claim()
    codes.send(claim=claim)

    said = at_once(*[lambda: claims.prove(claim=claim, typed=WRONG)] * 12)

    assert Code.objects.get().tries == rate_limit.MAX_CODE_TRIES
    assert sum("five tries" in one for one in said) == 12 - rate_limit.MAX_CODE_TRIES


@pytest.mark.django_db(transaction=True)
def test_letters_asked_for_at_the_same_moment_are_no_more_than_twelve():
    first, second = listed(), listed()
    claims = [make_claim(one) for one in (first, second) * 8]

    refused = at_once(*[lambda one=one: codes.send(claim=one) for one in claims])

    assert (len(refused), len(letters("code"))) == (4, 12)


@pytest.mark.django_db(transaction=True)
def test_the_right_code_twice_at_the_same_moment_is_used_once():
    listing = listed()
    claim = make_claim(listing)
    codes.send(claim=claim)
    signs = signs_sent()

    refused = at_once(*[lambda: claims.prove(claim=claim, typed=signs)] * 4)

    assert len(refused) == 3
    assert (Membership.objects.count(), Organization.objects.count()) == (1, 1)


@pytest.mark.slow
@settings(max_examples=25)
@given(typed=st.lists(st.sampled_from(["wrong", "nonsense", "right"]), max_size=9))
def test_whatever_is_typed_only_the_right_code_within_five_tries_proves(typed):
    claim = make_claim(listed(email=f"{uuid.uuid4().hex}@tern-house.example"))
    codes.send(claim=claim)
    says = {"wrong": WRONG, "nonsense": "no code", "right": signs_sent()}
    for word in typed:
        try:
            claims.prove(claim=claim, typed=says[word])
        except RefusedError:
            continue
    claim.refresh_from_db()

    counted = [word for word in typed if word != "nonsense"]
    assert (claim.state == Claim.State.GRANTED) == ("right" in counted[:5])
    assert claim.codes.get().tries == min(
        len(counted[: counted.index("right") + 1]) if "right" in counted[:5] else len(counted), 5
    )


@pytest.mark.slow
@given(st.emails())
def test_a_masked_address_shows_two_signs_of_the_name(email):
    name, _at, domain = email.rpartition("@")
    shown, _at, shown_domain = codes.mask_email(email).rpartition("@")

    assert (shown_domain, shown[0]) == (domain, name[0])
    assert len(shown) <= 3
    assert len(name) > 2 or len(shown) == 2
