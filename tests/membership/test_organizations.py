"""A moderator joins two organizations that are one."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from directory.membership import joining, members, organizations
from directory.models import JoinedOrganization, Organization
from directory.moderation.errors import OwnClinicError, RefusedError
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.membership import at_once, letters, listed, role_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two organizations with a listed clinic and an owner each: the one that stays, the one that goes."""
    kept, joined = listed(name="Tern House"), listed(name="Heron House")
    factories.make_owner(kept.clinic)
    factories.make_owner(joined.clinic)
    return kept.clinic.organization, joined.clinic.organization


def join(kept, joined, by=None):
    return organizations.join_organizations(kept=kept, joined=joined, by=by or factories.make_moderator())


def test_clinics_people_and_invitations_come_over(two):
    kept, joined = two
    clinic, owner = joined.clinics.get(), joined.members.get()
    editor = factories.make_member(clinic)
    joined.memberships.filter(user=editor).update(reminders=False)
    members.invite(organization=joined, email="guest@else.example", role="editor", by=owner)
    gone, record = joined.pk, join(kept, joined)

    assert not Organization.objects.filter(pk=gone).exists()
    assert (role_of(owner, clinic), role_of(editor, clinic), kept.clinics.count()) == ("owner", "editor", 2)
    assert kept.memberships.get(user=editor).reminders is False
    assert kept.invitations.get().email == "guest@else.example"
    assert (record.name, record.clinics) == ("Heron House", [clinic.pk])
    assert sorted(record.members) == sorted([[owner.pk, "owner"], [editor.pk, "editor"]])
    assert len(letters("joined")) == 2


def test_a_member_of_both_keeps_the_higher_role(two):
    kept, joined = two
    owner, other = joined.members.get(), kept.members.get()
    kept.memberships.create(user=owner, role="editor")
    joined.memberships.create(user=other, role="editor")
    join(kept, joined)

    assert sorted(kept.memberships.values_list("role", flat=True)) == ["owner", "owner"]


def test_an_earlier_joining_stays_on_record(two):
    kept, joined = two
    third = factories.make_owner(listed(name="Rail House").clinic).organizations.get()
    join(joined, third)
    join(kept, joined)

    assert sorted(JoinedOrganization.objects.values_list("name", "kept")) == [
        ("Heron House", kept.pk),
        ("Rail House", kept.pk),
    ]


def test_never_by_a_moderator_who_belongs_to_either_nor_by_anybody_else(two):
    kept, joined = two
    for organization in two:
        moderator = factories.make_moderator()
        organization.memberships.create(user=moderator, role="editor")
        with pytest.raises(OwnClinicError):
            join(kept, joined, by=moderator)
    with pytest.raises(PermissionDenied):
        join(kept, joined, by=kept.members.first())
    assert Organization.objects.count() == 2


def test_not_with_itself_nor_with_one_whose_person_is_undecided(two):
    kept, _joined = two
    clinic = joining.start(
        by=factories.make_person(), key="k", words="w", name="New", city="Denver", state="CO", email=""
    )

    with pytest.raises(RefusedError, match="two different"):
        join(kept, kept)
    with pytest.raises(RefusedError, match="Decide on that first"):
        join(kept, clinic.organization)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_joins(two):
    kept, joined = two
    by = factories.make_moderator()
    refused = at_once(lambda: join(kept, joined, by), lambda: join(joined, kept, by))

    assert (Organization.objects.count(), len(refused)) == (1, 1)
    assert Organization.objects.get().clinics.count() == 2


def test_the_page_says_what_will_happen_and_then_it_does(two):
    kept, joined = two
    moderator = signed_in(factories.make_moderator())
    found = moderator.get(f"/admin/organizations/{kept.pk}/?q=Heron")
    address = f"/admin/organizations/{kept.pk}/joining/{joined.pk}/"
    page = moderator.get(address)
    seen = re.search(r'name="seen" value="([^"]*)"', page.text)[1]

    assert f'href="{address}"' in found.text
    assert [words in page.text for words in ("Heron House", joined.members.get().email, "Owner of all")] == [
        True
    ] * 3
    for one in (found, page, moderator.get("/admin/organizations/?q=House")):
        assert_valid(one.text)
    assert moderator.post(address, {"seen": seen}).status_code == 302
    assert Organization.objects.get() == kept


def test_what_changed_since_the_page_was_opened_is_shown_first(two):
    kept, joined = two
    moderator = signed_in(factories.make_moderator())
    address = f"/admin/organizations/{kept.pk}/joining/{joined.pk}/"
    seen = re.search(r'name="seen" value="([^"]*)"', moderator.get(address).text)[1]
    factories.make_member(joined.clinics.get())
    answer = moderator.post(address, {"seen": seen})

    assert (answer.status_code, "Nothing was joined." in answer.text) == (409, True)
    assert Organization.objects.count() == 2


def test_a_moderators_own_organization_has_no_button(two):
    kept, joined = two
    user = factories.make_moderator()
    joined.memberships.create(user=user, role="editor")
    address = f"/admin/organizations/{kept.pk}/joining/{joined.pk}/"
    page = signed_in(user).get(address)

    assert ("another moderator has to decide" in page.text, "Join the two" in page.text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_up_takes_as_many_queries_for_three_as_for_one(django_assert_num_queries, count):
    for number in range(count):
        factories.make_owner(listed(name=f"House {number}").clinic)
    moderator = signed_in(factories.make_moderator())
    with django_assert_num_queries(5):
        assert moderator.get("/admin/organizations/?q=House").text.count("entry__name") == count
