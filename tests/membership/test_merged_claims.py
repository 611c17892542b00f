"""Claims, people and organizations of a merged clinic: nobody gains or loses by it what no one gave."""

import uuid

import pytest

from directory.desk.joining import load_joining
from directory.facts.terms import EDITION
from directory.membership import claims, codes, first_decision, joining, members
from directory.merging.merge import merge, other_site
from directory.models import Claim, Membership, Organization
from directory.moderation import decisions
from directory.moderation.errors import RefusedError
from tests.support import factories
from tests.support.membership import OWNER, behind, listed, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return factories.make_moderator()


def started(by, **facts):
    """The clinic that somebody has started."""
    said = {"name": "Harbor Light", "city": "Denver", "state": "CO", "zip": "80203", "email": "d@h.example"}
    return joining.start(by=by, key=uuid.uuid4(), words="I run it.", **(said | facts))


def people_of(clinic):
    clinic.refresh_from_db()
    return list(Membership.objects.filter(organization=clinic.organization_id).values_list("user", flat=True))


# ---- a claim on a clinic that was merged meanwhile

ACTS = {
    "grant": lambda claim, by: claims.grant(claim=claim, by=by, role=OWNER, reason="I called them."),
    "refuse": lambda claim, by: claims.refuse(claim=claim, by=by, reason="No."),
    "withdraw": lambda claim, by: claims.withdraw(claim=claim, by=claim.claimed_by),
    "code": lambda claim, by: codes.send(claim=claim),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_a_claim_whose_clinic_was_merged_meanwhile_changes_nothing(act, moderator):
    kept, other = listed(), listed(name="Gull House", email="desk@gull.example")
    claim = make_claim(other)
    merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)

    with pytest.raises(RefusedError, match="merged with another one"):
        ACTS[act](claim, moderator)

    assert (Claim.objects.get().state, Claim.objects.get().clinic) == ("waiting", kept.clinic)
    assert (people_of(kept.clinic), people_of(other.clinic), Organization.objects.count()) == ([], [], 0)
    ACTS["grant"](Claim.objects.get(), moderator)
    assert people_of(kept.clinic) == [claim.claimed_by_id]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_grant_that_waits_for_a_merge_is_of_no_clinic(moderator):
    kept, other = listed(), listed(name="Gull House", email="desk@gull.example")
    claim = make_claim(other)

    (answer,) = behind(
        other.clinic,
        lambda: ACTS["grant"](claim, moderator),
        meanwhile=lambda: merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator),
    )

    assert "merged with another one" in answer
    assert (people_of(kept.clinic), people_of(other.clinic)) == ([], [])


# ---- whoever started a clinic that was merged


def test_the_organization_of_a_started_clinic_stays_provisional_after_a_merge(moderator):
    by = factories.make_person()
    clinic = started(by)
    organization = clinic.organization
    merge(kept=listed().clinic_id, merged=clinic.pk, choices={}, by=moderator)

    with pytest.raises(RefusedError, match="once a moderator has decided"):
        members.invite(organization=organization, email="stranger@else.example", role=OWNER, by=by)
    with pytest.raises(RefusedError, match="once a moderator has decided"):
        joining.add_site(organization=organization, by=by, key=uuid.uuid4(), name="X", city="Y", state="CO")


@pytest.fixture
def two_started(moderator):
    """A clinic that somebody started, and the claim of a stranger whose clinic was merged into it before."""
    stranger, owner = factories.make_person(), factories.make_person()
    theirs = started(stranger, name="Harbor Lights", email="other@h.example")
    clinic = started(owner)
    merge(kept=clinic.pk, merged=theirs.pk, choices={}, by=moderator)
    return clinic, owner, Claim.objects.get(claimed_by=stranger)


def test_a_claim_that_came_with_a_merged_clinic_takes_nothing_from_who_started_the_kept_one(
    two_started, moderator
):
    clinic, owner, claim = two_started
    claims.withdraw(claim=claim, by=claim.claimed_by)
    assert people_of(clinic) == [owner.pk]

    Claim.objects.filter(pk=claim.pk).update(state="waiting")
    claims.refuse(claim=claim, by=moderator, reason="They don't run it.")
    assert people_of(clinic) == [owner.pk]


def test_the_first_decision_is_on_who_started_the_clinic_and_not_on_who_came_with_a_merged_one(
    two_started, moderator
):
    clinic, owner, claim = two_started
    sent = decisions.submit(clinic=clinic, by=owner, terms=EDITION)
    assert load_joining(sent).claim == first_decision.first_claim(sent) != claim

    decide = {"submission": sent, "decision": "publish", "runs": "owner", "runs_reason": "I called them."}
    first_decision.decide(by=moderator, **decide)

    assert people_of(clinic) == [owner.pk]
    assert Claim.objects.waiting().on_listed().get() == claim


def test_a_claim_that_came_later_with_a_merged_clinic_can_be_decided_on_the_page(moderator):
    clinic, stranger = factories.make_clinic(name="Harbor Light"), factories.make_person()
    sent = factories.make_submission(clinic, origin="import", source="A file")
    merge(kept=clinic.pk, merged=started(stranger).pk, choices={}, by=moderator)

    assert load_joining(sent).claim == first_decision.first_claim(sent) == Claim.objects.get()


def test_no_listed_clinic_is_joined_to_an_organization_on_which_nobody_decided(moderator):
    listing, clinic = listed(), started(factories.make_person())

    with pytest.raises(RefusedError, match="Decide first on who runs"):
        other_site(first=clinic.pk, second=listing.clinic_id, by=moderator, join=True)

    assert people_of(listing.clinic) == []


def test_who_answers_an_invitation_of_a_joined_organization_gets_a_sentence(house):
    organization, owner = house
    person = factories.make_person("me@else.example")
    members.invite(organization=organization, email="me@else.example", role=OWNER, by=owner)
    invitation = organization.invitations.get()
    Organization.objects.filter(pk=organization.pk).delete()

    with pytest.raises(RefusedError, match="joined with another one"):
        members.accept_invitation(invitation=invitation, by=person)
