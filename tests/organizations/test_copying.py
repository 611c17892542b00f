"""Copying from another site of the same organization, into a draft."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from directory.facts.spine import SPINE
from directory.models import Clinic, Submission
from directory.organizations import copying
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import change, make_owner
from tests.support.html import elements
from tests.support.portal import form_values, main_text
from tests.support.published import everything_stated

pytestmark = pytest.mark.django_db
ALL = [section.key for section in SPINE]


@pytest.fixture
def pair(clinics):
    """(source, target): the source states everything."""
    source, target = clinics[:2]
    facts = everything_stated()
    change(source, **{name: value for name, value in facts.items() if name != "name"})
    return source, target


def address(source, target, sections=ALL):
    wanted = "&".join(f"section={key}" for key in sections)
    return f"{reverse('portal:copy', args=[target.pk])}?source={source.pk}&{wanted}"


def rows(response):
    """name → whether it is chosen, of the rows on the page."""
    boxes = [one for one in elements(response.content, "input") if one.get("name") == "row"]
    return {one.get("value"): one.get("checked") is not None for one in boxes}


def sent(response, chosen):
    return {"row": chosen, "seen": form_values(response)["seen"]}


def draft(clinic):
    return snapshot_of_clinic(Clinic.objects.get(pk=clinic.pk))


def test_a_sites_own_rows_are_not_chosen_and_all_others_are(client, pair, owner):
    shown = rows(client.get(address(*pair)))

    own = {name for name, chosen in shown.items() if not chosen}
    assert own == {"name", "alias", "address", "point", "phone", "email", "npi"} | {
        "availability",
        "practitioners",
        "training",
    }
    assert "organization" not in shown
    assert len(shown) > 100


def test_what_the_other_site_does_not_state_deletes_nothing_by_itself(client, pair, owner):
    full, empty = pair
    shown = rows(client.get(address(empty, full)))

    assert [name for name, is_chosen in shown.items() if is_chosen] == ["about", "route"]  # both state them


def test_what_is_chosen_by_itself_makes_the_drafts_equal_but_for_the_own_rows(client, pair, owner):
    source, target = pair
    before, copied = draft(target), draft(source)
    page = client.get(address(*pair))
    chosen = [name for name, is_chosen in rows(page).items() if is_chosen]

    answer = client.post(address(*pair), sent(page, chosen))

    after = draft(target)
    own = {name for row in copying.OWN_ROWS for name in copying.ROWS[row].statements} | {"organization"}
    assert answer.url == reverse("portal:sending", args=[target.pk])
    assert {name: after[name] for name in after if name not in own} == {
        name: copied[name] for name in copied if name not in own
    }
    assert {name: after[name] for name in own} == {name: before[name] for name in own}
    assert draft(source) == copied


def test_it_is_logged_as_a_draft_and_sends_nothing(client, pair, owner):
    page = client.get(address(*pair, ["D"]))

    client.post(address(*pair, ["D"]), sent(page, ["route"]))

    log = LogEntry.objects.filter(user=owner)
    assert list(log.values_list("object_id", flat=True)) == [str(pair[1].pk)]
    assert Submission.objects.filter(state="pending").count() == 0
    assert "Draft saved." in main_text(client.get(reverse("portal:timeline", args=[pair[1].pk])))


def test_people_are_copied_where_somebody_chooses_them(client, pair, owner):
    page = client.get(address(*pair, ["A"]))

    client.post(address(*pair, ["A"]), sent(page, ["practitioners"]))

    assert draft(pair[1])["practitioners"] == draft(pair[0])["practitioners"]


@pytest.mark.parametrize("changed", [0, 1])
def test_a_draft_saved_since_is_not_overwritten(client, pair, owner, changed):
    page = client.get(address(*pair, ["D"]))
    change(pair[changed], about="Saved meanwhile.")
    before = draft(pair[1])

    answer = client.post(address(*pair, ["D"]), sent(page, ["route"]))

    assert answer.status_code == 409
    assert "Check it again, then save." in main_text(answer)
    assert rows(answer)["route"] is True
    assert [name for name, chosen in rows(answer).items() if chosen] == ["route"]
    assert draft(pair[1]) == before


def test_nothing_chosen_and_a_broken_rule_are_said_and_the_choice_stays(client, pair, owner):
    page = client.get(address(*pair, ["G"]))
    nothing = client.post(address(*pair, ["G"]), sent(page, []))
    broken = client.post(address(*pair, ["G"]), sent(page, ["session_price"]))

    assert nothing.status_code == broken.status_code == 400
    assert "Choose at least one thing to copy." in main_text(nothing)
    assert rows(broken)["session_price"] is True
    assert draft(pair[1])["session_price_low"] is None


def test_another_organizations_clinic_is_neither_source_nor_target(client, clinics, theirs, owner):
    into_theirs = address(clinics[0], theirs)
    from_theirs = client.get(address(theirs, clinics[0]))

    assert client.get(into_theirs).status_code == 404
    assert from_theirs.status_code == 400
    assert "Choose a site of your organization." in main_text(from_theirs)
    assert client.post(address(theirs, clinics[0]), {"row": ["about"]}).status_code == 404


def test_a_member_of_two_organizations_cannot_copy_between_them(client, clinics, theirs, owner):
    theirs.organization.memberships.create(user=owner, role="owner")

    assert client.get(address(theirs, clinics[0])).status_code == 400


def test_who_is_alone_is_told_that_there_is_no_other_site(client, theirs):
    client.force_login(make_owner(theirs))

    assert "Your organization has no other clinic." in main_text(
        client.get(reverse("portal:copy", args=[theirs.pk]))
    )
