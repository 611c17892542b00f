"""Claims: proved by a code, or decided by a moderator."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.membership import claims, codes
from directory.models import Claim, Event, Listing, Mail, Membership, Organization
from directory.moderation import decisions
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.wording import values
from tests.support import factories
from tests.support.factories import take_down
from tests.support.membership import (
    EDITOR,
    OWNER,
    at_once,
    letters,
    listed,
    make_claim,
    proved,
    role_of,
    signs_sent,
)

pytestmark = pytest.mark.django_db


def test_who_brings_the_code_back_owns_a_clinic_that_nobody_maintains():
    listing, by = listed(), factories.make_person("me@else.example")
    claim = proved(make_claim(listing, by=by))

    assert (claim.state, claim.role, claim.decided_by) == (Claim.State.GRANTED, OWNER, None)
    assert role_of(by, listing.clinic) == OWNER
    assert listing.clinic.organization.name == "Tern House"
    assert letters("claim_decided") == ["me@else.example"]


def test_a_new_organization_is_not_another_of_the_same_name():
    theirs = Organization.objects.create(name="Tern House", slug="tern-house")
    listing, by = listed(), factories.make_person()
    proved(make_claim(listing, by=by))

    assert role_of(by, listing.clinic) == OWNER
    assert listing.clinic.organization.slug == "tern-house-2"
    assert not theirs.memberships.exists()


def test_an_organization_of_one_clinic_without_members_is_given_too():
    alone = Organization.objects.create(name="Tern House", slug="tern-house")
    listing, by = listed(organization=alone), factories.make_person()
    proved(make_claim(listing, by=by))

    assert role_of(by, listing.clinic) == OWNER
    assert listing.clinic.organization == alone


def test_beside_members_the_code_is_kept_as_proof_and_a_moderator_decides():
    listing, by = listed(), factories.make_person()
    owner = factories.make_owner(listing.clinic)
    claim = proved(make_claim(listing, by=by))

    assert (claim.state, claim.proved_at is not None) == (Claim.State.WAITING, True)
    assert role_of(by, listing.clinic) is None
    assert role_of(owner, listing.clinic) == OWNER


def test_the_code_of_one_clinic_does_not_give_a_chain():
    chain = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    listing, by = listed(organization=chain), factories.make_person()
    listed(organization=chain, email="other@harbor.example")
    claim = proved(make_claim(listing, by=by))

    assert claim.state == Claim.State.WAITING
    assert role_of(by, listing.clinic) is None


def test_a_claim_changes_nothing_that_is_published():
    listing = listed()
    owner = factories.make_owner(listing.clinic)
    before = Listing.objects.values().get()
    claim = make_claim(listing)
    proved(claim)

    assert Listing.objects.values().get() == before
    factories.make_submission(listing.clinic, by=owner, about="We edit on.")
    decisions.confirm(listing=listing, by=owner)
    assert Event.objects.filter(kind=Event.Kind.CONFIRMED).count() == 1


def test_asking_twice_is_one_claim():
    listing, by = listed(), factories.make_person()

    assert make_claim(listing, by=by) == make_claim(listing, by=by)


def test_a_member_does_not_ask():
    listing = listed()
    editor = factories.make_member(listing.clinic)

    with pytest.raises(RefusedError, match="You already manage this clinic"):
        make_claim(listing, by=editor)


def test_owners_are_told_that_somebody_asks_and_editors_are_not():
    listing = listed()
    owner = factories.make_owner(listing.clinic)
    factories.make_member(listing.clinic)
    by = factories.make_person("me@else.example")
    claims.create(clinic=listing.clinic, by=by, words="Buy at spam.example")
    letter = Mail.objects.get(kind="claimed")

    assert letter.to == owner.email
    assert "spam.example" not in letter.text
    assert "me@else.example" not in letter.text


def test_an_owner_gets_three_such_letters_a_day():
    listing = listed()
    factories.make_owner(listing.clinic)
    for _one in range(5):
        make_claim(listing)

    assert len(letters("claimed")) == 3


def test_a_claim_that_is_taken_back_is_over():
    claim = make_claim()
    codes.send(claim=claim)
    claims.withdraw(claim=claim, by=claim.claimed_by)

    with pytest.raises(RefusedError, match="withdrew this request"):
        claims.prove(claim=claim, typed=signs_sent())
    with pytest.raises(RefusedError, match="no longer need a code"):
        codes.send(claim=claim)
    claim.refresh_from_db()
    assert (claim.state, Membership.objects.count()) == (Claim.State.WITHDRAWN, 0)


def test_who_comes_back_to_a_removed_listing_is_judged_by_a_moderator():
    listing, by = listed(), factories.make_person()
    take_down(listing)
    claim = make_claim(listing, by=by)
    with pytest.raises(RefusedError):
        codes.send(claim=claim)

    claims.grant(claim=claim, by=factories.make_moderator(), role=OWNER, reason="I called them.")
    back = decisions.request_relisting(clinic=listing.clinic, by=by, terms=EDITION)

    assert back.state == "pending"


# ---- a moderator decides


def test_a_moderator_lets_somebody_in_and_says_why():
    listing, by, moderator = listed(email=""), factories.make_person(), factories.make_moderator()
    owner = factories.make_owner(listing.clinic)
    claim = make_claim(listing, by=by)
    claims.grant(claim=claim, by=moderator, role=EDITOR, reason="I called the desk.")

    assert (claim.state, claim.decided_by, claim.reason) == ("granted", moderator, "I called the desk.")
    assert role_of(by, listing.clinic) == EDITOR
    assert (letters("claim_decided"), letters("joined")) == ([by.email], [owner.email])
    assert "I called the desk." not in Mail.objects.get(kind="claim_decided").text


def test_a_refusal_is_read_by_the_person():
    listing, by = listed(), factories.make_person()
    claim = make_claim(listing, by=by)
    claims.refuse(claim=claim, by=factories.make_moderator(), reason="The desk does not know you.")

    assert claim.state == Claim.State.REFUSED
    assert role_of(by, listing.clinic) is None
    assert "The desk does not know you." in Mail.objects.get(kind="claim_decided").text


@pytest.mark.parametrize("act", [claims.refuse, lambda **given: claims.grant(role=OWNER, **given)])
def test_no_decision_without_a_reason(act):
    claim = make_claim()

    with pytest.raises(RefusedError):
        act(claim=claim, by=factories.make_moderator(), reason="")
    claim.refresh_from_db()
    assert claim.state == Claim.State.WAITING


def test_with_the_proof_a_moderator_needs_no_words_to_let_in():
    listing = listed()
    factories.make_owner(listing.clinic)
    claim = proved(make_claim(listing))
    claims.grant(claim=claim, by=factories.make_moderator(), role=OWNER, reason="")

    assert claim.state == Claim.State.GRANTED


def test_nobody_decides_on_their_own_claim():
    moderator = factories.make_moderator()
    claim = make_claim(by=moderator)

    with pytest.raises(OwnClinicError):
        claims.grant(claim=claim, by=moderator, role=OWNER, reason="It is me.")


def test_nobody_decides_who_joins_their_own_organization():
    listing, moderator = listed(), factories.make_moderator()
    factories.make_owner(listing.clinic)
    listing.clinic.organization.memberships.create(user=moderator, role=EDITOR)
    claim = make_claim(listing)

    with pytest.raises(OwnClinicError):
        claims.refuse(claim=claim, by=moderator, reason="I don't like them.")


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_one_decides_and_the_other_is_told():
    claim, moderators = make_claim(), [factories.make_moderator() for _one in range(6)]

    def decide(moderator):
        if moderator.pk % 2:
            claims.grant(claim=Claim.objects.get(), by=moderator, role=OWNER, reason="Yes")
        else:
            claims.refuse(claim=Claim.objects.get(), by=moderator, reason="No")

    refused = at_once(*[lambda one=one: decide(one) for one in moderators])
    claim.refresh_from_db()

    assert len(refused) == 5
    when = values.date_and_time(claim.decided_at)
    assert refused == [f"Another moderator already decided on {when}: {claim.get_state_display()}."] * len(
        refused
    )
    assert len(letters("claim_decided")) == 1
    assert Membership.objects.count() == (claim.state == Claim.State.GRANTED)


@pytest.mark.parametrize(
    "given",
    [
        {"state": "granted", "role": "owner"},
        {"state": "granted", "role": "", "proved_at": timezone.now()},
    ],
)
def test_the_database_takes_no_grant_without_proof_or_role(given):
    claim = make_claim()

    with pytest.raises(IntegrityError):
        Claim.objects.filter(pk=claim.pk).update(**given)
