"""What happened: who did what, in few queries and in pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.membership import claims, members
from directory.models import ApiToken, JoinedOrganization, Merge, Organization
from directory.models.member_event import MemberEvent
from directory.moderation import availability, decisions, thread
from directory.portal.timeline import STEPS_ON_A_PAGE, timeline
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)
from tests.support.portal import main_text, portal_url

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def clinic():
    return make_listing(name="Half Acre", at=NOW() - timedelta(days=30)).clinic


@pytest.fixture
def owner(clinic):
    return make_owner(clinic)


@pytest.fixture
def moderator():
    return make_moderator(first_name="Rosa", last_name="Adeyemi")


def steps(clinic, number=1):
    clinic.refresh_from_db()
    return [(step.sentence, str(step.who), step.message) for step in timeline(clinic, number).steps]


def test_people_who_come_go_and_change_are_told_with_who_did_it(clinic, owner):
    editor = make_person()
    invitation = members.invite(organization=clinic.organization, email=editor.email, role="editor", by=owner)
    membership = members.accept_invitation(invitation=invitation, by=editor)
    members.change_role(membership=membership, role="owner", by=owner)
    members.change_role(membership=membership, role="owner", by=owner)
    other = members.add_member(clinic.organization, user=make_person(), role="editor")
    members.remove_member(membership=other, by=editor)
    called_off = members.invite(
        organization=clinic.organization, email="no@example.com", role="owner", by=owner
    )
    members.withdraw_invitation(invitation=called_off, by=owner)

    assert steps(clinic)[:-2] == [
        ("An invitation was canceled.", owner.email, ""),
        ("Someone was invited as an owner.", owner.email, ""),
        ("A person was removed by an owner.", editor.email, ""),
        ("A person joined as an editor.", "", ""),
        (f"{editor.email} became an owner.", owner.email, ""),
        (f"{editor.email} joined as an editor.", "", ""),
        ("Someone was invited as an editor.", owner.email, ""),
    ]


def test_who_has_left_is_not_named(clinic, owner):
    editor = make_member(clinic)
    members.leave(membership=clinic.organization.memberships.get(user=editor), by=editor)

    assert steps(clinic)[0] == ("A person left.", "", "")


def test_claims_are_told_without_the_name_of_a_stranger_or_a_moderator(clinic, owner, moderator):
    refused = claims.create(clinic=clinic, by=make_person(), words="Let me in.")
    claims.refuse(claim=refused, by=moderator, reason="Nobody there knows them.")
    asking = make_person()
    granted = claims.create(clinic=clinic, by=asking)
    claims.grant(claim=granted, by=moderator, role="editor", reason="I called.")

    told = steps(clinic)[:-2]

    assert sorted(told) == [
        ("Someone asked to manage this clinic.", "", ""),
        ("Someone asked to manage this clinic.", asking.email, ""),
        ("The request to manage this clinic was approved.", "A moderator", ""),
        ("The request to manage this clinic was refused.", "A moderator", ""),
        (f"{asking.email} joined as an editor.", "A moderator", ""),
    ]


def test_messages_confirmations_and_availability_are_told_with_who_did_it(clinic, owner, moderator):
    thread.say(clinic=clinic, by=moderator, words="Which course?", from_moderator=True)
    thread.say(clinic=clinic, by=owner, words="Two.", from_moderator=False)
    decisions.confirm(listing=clinic.listing, by=owner)
    sent = availability.update(
        listing=clinic.listing, by=owner, availability="accepting", waitlist_weeks=None
    )
    availability.take_back(submission=sent, by=moderator, words="The phone says no.")

    assert steps(clinic)[:-2] == [
        ("The availability was taken back.", "A moderator", "The phone says no."),
        ("Availability published: Taking new patients.", owner.email, ""),
        ("Someone confirmed that everything is still true.", owner.email, ""),
        ("A message to the moderators.", owner.email, "Two."),
        ("A message to you.", "A moderator", "Which course?"),
    ]


def test_a_remark_is_told_to_members_and_the_words_of_a_reader_are_not(owner, clinic, moderator):
    change(clinic, about="New words.")
    decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="Look at our website.")
    sent = make_submission(origin="proposal", by=make_person())
    sent.remark = "I was a patient there."
    sent.save(update_fields=["remark"])
    thread.say(clinic=sent.clinic, by=moderator, words="In May?", from_moderator=True, submission=sent)
    decisions.ask_for_changes(submission=sent, by=moderator, words="Which patient are you?")
    make_owner(sent.clinic)

    assert steps(clinic)[0] == ("Sent to a moderator.", owner.email, "Look at our website.")
    assert steps(sent.clinic) == [
        ("Sent back with a question.", "A moderator", ""),
        ("Suggested by a reader.", "", ""),
    ]


def test_programs_merges_and_joined_organizations_are_told(clinic, owner, moderator):
    at = NOW()
    token = ApiToken.objects.create(
        organization=clinic.organization, name="Our EHR", start="kcd_", digest=b"x", made_by=owner, made_at=at
    )
    token.uses.create(used_at=at, act="PATCH api_draft", clinic=clinic, status=200)
    token.uses.create(used_at=at - timedelta(minutes=1), act="POST api_sending", clinic=clinic, status=409)
    Merge.objects.create(
        kept=clinic,
        merged=make_clinic(),
        merged_by=moderator,
        merged_at=at - timedelta(hours=1),
        undone_by=moderator,
        undone_at=at - timedelta(minutes=30),
    )
    JoinedOrganization.objects.create(
        kept=clinic.organization,
        name="Acres",
        slug="a",
        joined_by=moderator,
        joined_at=at - timedelta(days=1),
    )

    assert steps(clinic)[:-2] == [
        ("A program used the token “Our EHR”: Change a draft.", owner.email, ""),
        ("A program used the token “Our EHR”: Send a draft to a moderator. It was refused.", owner.email, ""),
        ("The merge was taken back.", "A moderator", ""),
        ("Another listing of this clinic was merged into this one.", "A moderator", ""),
        ("The organization “Acres” was joined with yours.", "A moderator", ""),
    ]


def test_nothing_of_another_organization_is_told(clinic, owner):
    other = Organization.objects.create(name="Other", slug="other")
    MemberEvent.objects.create(organization=other, kind="left", member=owner, acted_by=owner, acted_at=NOW())
    theirs = ApiToken.objects.create(
        organization=other, name="Theirs", start="kcd_", digest=b"y", made_by=owner, made_at=NOW()
    )
    theirs.uses.create(used_at=NOW(), act="PUT clinic", clinic=clinic, status=403)

    assert len(steps(clinic)) == 2


def test_pages_follow_each_other_without_a_gap_or_a_double(client, clinic, owner):
    count = 2 * STEPS_ON_A_PAGE
    for number in range(count):
        at = NOW() - timedelta(minutes=number)
        thread.say(clinic=clinic, by=owner, words=f"Message {number}.", from_moderator=False, at=at)

    pages = [timeline(clinic, number) for number in (1, 2, 3)]

    assert [page.has_next for page in pages] == [True, True, False]
    assert [step.message for page in pages for step in page.steps][:count] == [
        f"Message {number}." for number in range(count)
    ]
    assert [step.sentence for step in pages[2].steps] == ["Published.", "Sent to a moderator."]
    client.force_login(owner)
    assert "Page 3" in main_text(client.get(f"{portal_url('timeline', clinic)}?page=3"))
    for number in ("4", "0", "x", "-1", "9" * 9):
        assert client.get(f"{portal_url('timeline', clinic)}?page={number}").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_one_query_count_for_one_step_of_each_kind_and_for_five(
    clinic, owner, moderator, count, django_assert_num_queries
):
    timeline(clinic)  # looks up the kind of log entries once for each process
    for _number in range(count):
        thread.say(clinic=clinic, by=owner, words="Two.", from_moderator=False)
        decisions.confirm(listing=clinic.listing, by=owner)
        claim = claims.create(clinic=clinic, by=make_person())
        claims.grant(claim=claim, by=moderator, role="editor", reason="I called.")
    clinic.refresh_from_db()

    with django_assert_num_queries(11):
        timeline(clinic)
