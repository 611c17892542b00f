"""Every act checks the right itself: a user without it gets PermissionDenied, whatever page was used."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from directory import roles
from directory.facts.terms import EDITION
from directory.membership import claims, members
from directory.models import Claim, Event, Invitation, Membership, Report, Submission, Verification
from directory.moderation import decisions, evidence, notes, undoing
from directory.reports import handling
from tests.support.factories import (
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return make_listing(name="Half Acre", about="We listen.")


def a_report(listing, reason="listed_without_consent"):
    given = {"statement": "", "words": "", "key": uuid.uuid4(), "at": timezone.now()}
    return handling.receive(listing=listing, reason=reason, **given)


def a_claim(listing):
    return claims.create(clinic=listing.clinic, by=make_person(), words="I work here.")


def a_rejected_submission(listing):
    submission = make_submission(listing.clinic, about="We cure.")
    decisions.reject(submission=submission, by=make_moderator(), reason="overclaim")
    return submission


MODERATORS_ACTS = {
    "approve": lambda listing, by: decisions.approve(
        submissions=[make_submission(listing.clinic, about="Now.")], by=by
    ),
    "approve a part": lambda listing, by: decisions.approve_some(
        submission=make_submission(listing.clinic, about="Now."), back=[], by=by
    ),
    "ask for changes": lambda listing, by: decisions.ask_for_changes(
        submission=make_submission(listing.clinic, about="Now."), by=by, words="Why?"
    ),
    "reject": lambda listing, by: decisions.reject(
        submission=make_submission(listing.clinic, about="Now."), by=by, reason="overclaim"
    ),
    "submit an older version again": lambda listing, by: decisions.submit_again(
        submission=Submission.objects.get(clinic=listing.clinic), by=by
    ),
    "open again": lambda listing, by: decisions.open_again(submission=a_rejected_submission(listing), by=by),
    "undo a decision": lambda listing, by: undoing.undo_decision(
        submission=a_rejected_submission(listing), by=by
    ),
    "undo a publication": lambda listing, by: undoing.undo_publication(
        submission=Submission.objects.get(clinic=listing.clinic), by=by
    ),
    "write a note": lambda listing, by: notes.write(clinic=listing.clinic, by=by, words="They moved."),
    "record an action on a report": lambda listing, by: handling.record_action(
        report=a_report(listing), by=by, kind="called"
    ),
    "take down": lambda listing, by: decisions.remove(listing=listing, reason="unverifiable", by=by),
    "record evidence": lambda listing, by: evidence.record(
        clinic=listing.clinic, verifications=[], version=listing.version, by=by
    ),
    "take evidence back": lambda listing, by: evidence.take_back(
        verification=Verification(clinic=listing.clinic), by=by
    ),
    "ask the clinic about a report": lambda listing, by: handling.ask_clinic(
        report=a_report(listing), by=by, words="Is it so?"
    ),
    "close a report": lambda listing, by: handling.close(
        report=a_report(listing), by=by, outcome="confirmed"
    ),
    "take down for a report": lambda listing, by: handling.take_down(report=a_report(listing), by=by),
    "grant a claim": lambda listing, by: claims.grant(
        claim=a_claim(listing), by=by, role="owner", reason="I called."
    ),
    "refuse a claim": lambda listing, by: claims.refuse(claim=a_claim(listing), by=by, reason="No."),
}


@pytest.mark.parametrize("act", MODERATORS_ACTS.values(), ids=MODERATORS_ACTS)
@pytest.mark.parametrize("who", ["stranger", "editor", "moderator who may no longer sign in"])
def test_an_act_of_moderators_is_denied_to_everybody_else(listing, act, who):
    by = {
        "stranger": make_person,
        "editor": lambda: make_member(listing.clinic),
        "moderator who may no longer sign in": lambda: make_moderator(is_active=False),
    }[who]()

    with pytest.raises(PermissionDenied):
        act(listing, by)

    listing.refresh_from_db()
    assert (listing.version, listing.removed_at) == (1, None)
    assert not Event.objects.exclude(kind__in=("published", "rejected")).exists()
    assert not Report.objects.exclude(state="received").exists()
    assert not Claim.objects.exclude(state="waiting").exists()


def test_a_listing_is_taken_down_by_an_owner_or_by_a_moderator_who_does_not_belong_to_it(listing):
    clinic = listing.clinic
    owner, editor, moderator = make_owner(clinic), make_member(clinic), make_moderator()
    partial = make_moderator()
    Membership.objects.create(organization=clinic.organization, user=partial, role="editor")

    people = (owner, moderator, editor, partial, make_person())
    assert [roles.may_take_down(one, clinic) for one in people] == [True, True, False, False, False]

    decisions.remove(listing=listing, reason="owner_request", by=owner)
    listing.refresh_from_db()
    assert listing.removed_at is not None


MEMBERS_ACTS = {
    "submit": lambda listing, by: decisions.submit(clinic=listing.clinic, by=by, terms=EDITION),
    "withdraw": lambda listing, by: decisions.withdraw(
        submission=Submission.objects.waiting().first() or make_submission(listing.clinic, about="Now."),
        by=by,
    ),
    "confirm": lambda listing, by: decisions.confirm(listing=listing, by=by),
}


@pytest.mark.parametrize("act", MEMBERS_ACTS.values(), ids=MEMBERS_ACTS)
@pytest.mark.parametrize("make_other", [make_person, make_moderator])
def test_an_act_of_members_is_denied_to_everybody_else(listing, act, make_other):
    with pytest.raises(PermissionDenied):
        act(listing, make_other())

    act(listing, make_member(listing.clinic))


OWNERS_ACTS = {
    "invite": lambda clinic, by: members.invite(
        organization=clinic.organization, email="new@else.example", role="editor", by=by
    ),
    "withdraw an invitation": lambda clinic, by: members.withdraw_invitation(
        invitation=Invitation(organization=clinic.organization), by=by
    ),
    "change a role": lambda clinic, by: members.change_role(
        membership=Membership.objects.get(role="editor"), role="owner", by=by
    ),
    "remove a member": lambda clinic, by: members.remove_member(
        membership=Membership.objects.get(role="editor"), by=by
    ),
    "ask a listing back": lambda clinic, by: decisions.request_relisting(clinic=clinic, by=by, terms=EDITION),
}


@pytest.mark.parametrize("act", OWNERS_ACTS.values(), ids=OWNERS_ACTS)
@pytest.mark.parametrize("who", ["stranger", "editor", "moderator"])
def test_an_act_of_owners_is_denied_to_everybody_else(listing, act, who):
    take_down(listing)
    editor = make_member(listing.clinic)
    listing.clinic.refresh_from_db()
    by = {"stranger": make_person, "editor": lambda: editor, "moderator": make_moderator}[who]()

    with pytest.raises(PermissionDenied):
        act(listing.clinic, by)


def test_a_claim_is_withdrawn_and_a_membership_left_by_nobody_else(listing):
    owner = make_owner(listing.clinic)

    with pytest.raises(PermissionDenied):
        claims.withdraw(claim=a_claim(listing), by=owner)
    with pytest.raises(PermissionDenied):
        members.leave(membership=Membership.objects.get(), by=make_person())
