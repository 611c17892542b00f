"""The people of an organization: invited, made owners, taken out, leaving."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.membership import members
from directory.membership.errors import LimitReachedError, WrongAddressError
from directory.models import Invitation, Mail
from directory.moderation.errors import RefusedError
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.membership import EDITOR, OWNER, at_once, make_claim, signed_in, token_sent

pytestmark = pytest.mark.django_db


# ---- people of an organization


def test_an_invited_person_joins_once(house):
    organization, owner = house
    guest = factories.make_person("guest@else.example")
    members.invite(organization=organization, email="Guest@Else.example", role=EDITOR, by=owner)
    invitation = members.open_invitation(token_sent())
    members.accept_invitation(invitation=invitation, by=guest)

    assert organization.memberships.get(user=guest).role == EDITOR
    assert members.open_invitation(token_sent()) is None
    with pytest.raises(RefusedError, match="This link was already used"):
        members.accept_invitation(invitation=invitation, by=guest)


def test_an_invitation_is_for_its_address_alone_and_only_once_confirmed(house):
    organization, owner = house
    other = factories.make_person("other@else.example")
    other.emailaddress_set.create(email="guest@else.example", verified=False)
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)

    with pytest.raises(WrongAddressError):
        members.accept_invitation(invitation=Invitation.objects.get(), by=other)
    other.emailaddress_set.filter(email="guest@else.example").update(verified=True)
    members.accept_invitation(invitation=Invitation.objects.get(), by=other)


def test_an_invitation_runs_out_after_two_weeks(house):
    organization, owner = house
    guest, long_ago = factories.make_person("guest@else.example"), timezone.now() - timedelta(days=14)
    members.invite(organization=organization, email=guest.email, role=EDITOR, by=owner, at=long_ago)

    assert members.open_invitation(token_sent()) is None
    with pytest.raises(RefusedError):
        members.accept_invitation(invitation=Invitation.objects.get(), by=guest)


def test_a_new_invitation_voids_the_one_before(house):
    organization, owner = house
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)
    before = token_sent()
    members.invite(organization=organization, email="guest@else.example", role=OWNER, by=owner)

    assert members.open_invitation(before) is None
    assert members.open_invitation(token_sent()).role == OWNER


def test_the_fourth_letter_of_a_day_to_somebody_waits_for_the_next_day(house):
    organization, owner = house
    for _one in range(4):
        members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)
    due = Mail.objects.filter(kind="invited").order_by("pk").values_list("due_at", "queued_at")

    assert [(due_at - queued_at).days for due_at, queued_at in due] == [-1, -1, -1, 0]


def test_an_organization_invites_twenty_people_a_day(house):
    organization, owner = house
    for number in range(20):
        members.invite(organization=organization, email=f"guest-{number}@else.example", role=EDITOR, by=owner)
    members.withdraw_invitation(invitation=Invitation.objects.first(), by=owner)

    with pytest.raises(LimitReachedError):
        members.invite(organization=organization, email="one-more@else.example", role=EDITOR, by=owner)


def test_an_editor_neither_invites_nor_removes(house):
    organization, owner = house
    editor = factories.make_member(organization.clinics.get())
    of_owner = organization.memberships.get(user=owner)

    for act in (
        lambda: members.invite(organization=organization, email="a@else.example", role=OWNER, by=editor),
        lambda: members.remove_member(membership=of_owner, by=editor),
        lambda: members.change_role(
            membership=organization.memberships.get(user=editor), role=OWNER, by=editor
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert organization.memberships.count() == 2


def test_what_somebody_invited_goes_with_them(house):
    organization, owner = house
    second = factories.make_owner(organization.clinics.get())
    members.invite(organization=organization, email="guest@else.example", role=OWNER, by=second)
    members.remove_member(membership=organization.memberships.get(user=second), by=owner)

    assert members.open_invitation(token_sent()) is None


def test_the_last_owner_neither_leaves_nor_is_removed_nor_becomes_an_editor(house):
    organization, owner = house
    factories.make_member(organization.clinics.get())
    mine = organization.memberships.get(user=owner)

    for act in (
        lambda: members.leave(membership=mine, by=mine.user),
        lambda: members.remove_member(membership=mine, by=owner),
        lambda: members.change_role(membership=mine, role=EDITOR, by=owner),
    ):
        with pytest.raises(RefusedError, match="needs an owner"):
            act()
    assert organization.memberships.get(user=owner).role == OWNER


def test_an_owner_whose_account_is_closed_does_not_count(house):
    organization, owner = house
    second = factories.make_owner(organization.clinics.get())
    second.is_active = False
    second.save()

    with pytest.raises(RefusedError, match="needs an owner"):
        members.leave(membership=organization.memberships.get(user=owner), by=owner)


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_the_same_moment_one_stays(house):
    organization, _owner = house
    factories.make_owner(organization.clinics.get())
    both = list(organization.memberships.all())

    refused = at_once(*[lambda one=one: members.leave(membership=one, by=one.user) for one in both])

    assert (len(refused), organization.memberships.filter(role=OWNER).count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_remove_each_other_one_stays(house):
    organization, owner = house
    second = factories.make_owner(organization.clinics.get())
    mine, theirs = (organization.memberships.get(user=one) for one in (owner, second))

    def remove(membership, by):
        try:
            members.remove_member(membership=membership, by=by)
        except PermissionDenied:  # not an owner any more
            raise RefusedError("late") from None

    refused = at_once(lambda: remove(theirs, owner), lambda: remove(mine, second))

    assert (len(refused), organization.memberships.filter(role=OWNER).count()) == (1, 1)


ACTS = ["leave", "remove", "demote", "promote", "invite"]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_whatever_members_do_an_owner_stays(acts):
    clinic = factories.make_clinic()
    people = [factories.make_owner(clinic), *(factories.make_member(clinic) for _one in range(3))]
    organization = clinic.organization
    for act, who, whom in acts:
        by = people[who]
        target = organization.memberships.filter(user=people[whom]).first()
        own = organization.memberships.filter(user=by).first()
        try:
            if act == "leave" and own:
                members.leave(membership=own, by=own.user)
            elif act == "remove" and target:
                members.remove_member(membership=target, by=by)
            elif act in ("demote", "promote") and target:
                members.change_role(membership=target, role=OWNER if act == "promote" else EDITOR, by=by)
            elif act == "invite":
                email = people[whom].email
                invitation = members.invite(organization=organization, email=email, role=OWNER, by=by)
                members.accept_invitation(invitation=invitation, by=people[whom])
        except (RefusedError, PermissionDenied):
            continue
        assert organization.memberships.filter(role=OWNER).exists()


# ---- invitations and members, as pages


def test_an_invitation_shows_nothing_to_another_address(house):
    organization, owner = house
    members.invite(organization=organization, email="guest@else.example", role=OWNER, by=owner)
    client, address = signed_in(factories.make_person()), reverse("join", args=[token_sent()])
    pages = [client.get(address), client.post(address)]

    for page in pages:
        assert page.status_code == 200
        assert "This invitation was sent to a different e-mail address." in page.text
        assert "guest@else.example" not in page.text
        assert organization.name not in page.text
        assert_valid(page.text)
    assert organization.memberships.count() == 1


def test_an_invitation_by_its_page(house):
    organization, owner = house
    guest = factories.make_person("guest@else.example")
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)
    client, address = signed_in(guest), reverse("join", args=[token_sent()])
    page, answer = client.get(address), client.post(address)

    assert "You are asked to be an editor of" in page.text
    assert answer.headers["Location"] == reverse("portal:members", args=[organization.pk])
    assert client.get(address).status_code == 404
    assert_valid(page.text)


@pytest.mark.parametrize("token", ["x", "é", "%F0%9F%99%82", "x" * 2_000, "0"])
def test_a_made_up_link_is_not_found(token):
    page = signed_in(factories.make_person()).get(f"/join/{token}/")

    assert (page.status_code, "Ask for a new one." in page.text) == (404, True)


def test_inviting_somebody_with_an_account_looks_like_inviting_anybody(house):
    organization, owner = house
    factories.make_person("known@else.example")
    client, address = signed_in(owner), reverse("portal:members", args=[organization.pk])
    pages = {}
    for email in ("known@else.example", "nobody@else.example"):
        page = client.post(address, {"email": email, "role": "editor"}, follow=True).text
        members.withdraw_invitation(invitation=Invitation.objects.get(), by=owner)
        page = re.sub(r'value="\w{64}"|/invitations/\d+/', "", page)
        pages[email] = page.replace(email, "")
    letters_sent = {
        mail.text.replace(re.search(r"/join/(\S+)/", mail.text)[1], "")
        for mail in Mail.objects.filter(kind="invited")
    }

    assert pages["known@else.example"] == pages["nobody@else.example"]
    assert len(letters_sent) == 1


def test_members_by_their_page(house):
    organization, owner = house
    editor = factories.make_member(organization.clinics.get())
    client = signed_in(owner)
    page = client.get(reverse("portal:members", args=[organization.pk]))
    of_editor = organization.memberships.get(user=editor)
    client.post(reverse("portal:member_role", args=[organization.pk, of_editor.pk]), {"role": "owner"})
    of_editor.refresh_from_db()
    role = of_editor.role
    gone = client.post(reverse("portal:member_removal", args=[organization.pk, of_editor.pk]), follow=True)

    assert owner.email in page.text
    assert editor.email in page.text
    assert_valid(page.text)
    assert role == OWNER
    assert editor.email not in gone.text


def test_the_last_owner_who_leaves_is_told_why_not(house):
    organization, owner = house
    page = signed_in(owner).post(reverse("portal:leaving", args=[organization.pk]), follow=True)

    assert "An organization needs an owner." in page.text
    assert organization.memberships.count() == 1


def test_who_leaves_their_only_organization_lands_on_an_open_page(house):
    organization, _owner = house
    editor = factories.make_member(organization.clinics.get())
    page = signed_in(editor).post(reverse("portal:leaving", args=[organization.pk]), follow=True)

    assert (page.status_code, page.redirect_chain) == (200, [("/add-a-clinic/asked/", 302)])


def test_owners_see_who_asks_and_editors_do_not(house):
    organization, owner = house
    editor = factories.make_member(organization.clinics.get())
    make_claim(organization.clinics.get().listing, by=factories.make_person("me@else.example"))
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)
    address = reverse("portal:members", args=[organization.pk])
    pages = [signed_in(one).get(address).text for one in (owner, editor)]

    assert ["me@else.example" in page for page in pages] == [True, False]
    assert ["guest@else.example" in page for page in pages] == [True, False]


def test_an_invitation_that_has_run_out_is_not_listed(house):
    organization, owner = house
    long_ago = timezone.now() - timedelta(days=14)
    members.invite(organization=organization, email="late@else.example", role=EDITOR, by=owner, at=long_ago)
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)

    page = signed_in(owner).get(reverse("portal:members", args=[organization.pk])).text

    assert "guest@else.example" in page
    assert "late@else.example" not in page


def test_an_invitation_that_was_accepted_is_not_withdrawn(house):
    organization, owner = house
    guest = factories.make_person("guest@else.example")
    members.invite(organization=organization, email=guest.email, role=EDITOR, by=owner)
    invitation = Invitation.objects.get()
    members.accept_invitation(invitation=invitation, by=guest)

    address = reverse("portal:invitation_withdrawal", args=[organization.pk, invitation.pk])

    assert signed_in(owner).post(address).status_code == 404
    assert Invitation.objects.filter(pk=invitation.pk).exists()


def test_the_people_of_others_are_not_there(house):
    organization, owner = house
    members.invite(organization=organization, email="guest@else.example", role=EDITOR, by=owner)
    theirs = organization.memberships.get()
    other = factories.make_owner(factories.make_clinic())
    mine = other.organizations.get()
    client = signed_in(other)
    answers = [
        client.get(reverse("portal:members", args=[organization.pk])),
        client.post(
            reverse("portal:members", args=[organization.pk]), {"email": "a@b.example", "role": "owner"}
        ),
        client.post(reverse("portal:member_role", args=[organization.pk, theirs.pk]), {"role": "editor"}),
        client.post(reverse("portal:member_role", args=[mine.pk, theirs.pk]), {"role": "editor"}),
        client.post(reverse("portal:member_removal", args=[organization.pk, theirs.pk])),
        client.post(reverse("portal:member_removal", args=[mine.pk, theirs.pk])),
        client.post(reverse("portal:leaving", args=[organization.pk])),
        client.post(reverse("portal:invitation_withdrawal", args=[mine.pk, Invitation.objects.get().pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert (organization.memberships.get().role, Invitation.objects.count()) == (OWNER, 1)


def test_an_editor_who_forges_an_owners_forms_is_refused(house):
    organization, _owner = house
    client = signed_in(factories.make_member(organization.clinics.get()))
    theirs = organization.memberships.get(role=OWNER)
    answers = [
        client.post(
            reverse("portal:members", args=[organization.pk]), {"email": "a@b.example", "role": "owner"}
        ),
        client.post(reverse("portal:member_role", args=[organization.pk, theirs.pk]), {"role": "editor"}),
        client.post(reverse("portal:member_removal", args=[organization.pk, theirs.pk])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert (organization.memberships.count(), Invitation.objects.count()) == (2, 0)


@pytest.mark.parametrize("people", [1, 20])
def test_the_page_of_members_takes_as_many_queries_for_one_as_for_twenty(
    house, people, django_assert_max_num_queries
):
    organization, owner = house
    for number in range(people):
        factories.make_member(organization.clinics.get())
        make_claim(organization.clinics.get().listing)
        if number < 20:
            members.invite(organization=organization, email=f"g{number}@b.example", role=EDITOR, by=owner)
    client = signed_in(owner)
    with django_assert_max_num_queries(9):
        assert client.get(reverse("portal:members", args=[organization.pk])).status_code == 200
