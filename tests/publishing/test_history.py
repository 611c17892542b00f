"""The history of a listing, at /clinics/<slug>/history/."""

import gzip
import re

import pytest
from django.test import Client

from directory.facts import vocabulary as v
from directory.models import Event, Submission
from directory.moderation import decisions
from directory.publishing import history
from tests.support.factories import judge, make_submission, take_down
from tests.support.html import assert_valid, elements
from tests.support.published import days_ago, everything_stated, listed, noon, person

pytestmark = pytest.mark.django_db


def page_of(listing):
    return Client().get(f"{listing.get_absolute_url()}history/")


def titles(listing):
    return re.findall(r'<h2 [^>]*id="entry-\d+">(.*?)</h2>', page_of(listing).text)


def changes(entry):
    return [(str(change.label), change.before, change.after) for change in entry.changes]


def test_versions_and_events_stand_latest_first():
    listing = listed(on=days_ago(30))
    decisions.confirm(listing=listing, by=None, at=noon(days_ago(20)))
    listing = listed(listing.clinic, on=days_ago(10), private_room=True)

    assert titles(listing) == ["Version 2", "Confirmed by the clinic", "Version 1"]


def test_a_refusal_is_told_at_once_although_it_changes_no_listing(client):
    listing = listed()
    address, packed = f"{listing.get_absolute_url()}history/", {"Accept-Encoding": "gzip"}
    before = client.get(address, headers=packed)  # compressed pages may be kept

    submission = make_submission(listing.clinic, about="Other words")
    decisions.reject(submission=submission, by=judge(), reason=v.DecisionReason.SPAM)

    after = client.get(address, headers=packed)
    again = client.get(address, headers=packed | {"If-None-Match": before["ETag"]})
    shown = [gzip.decompress(page.content).decode().count("Rejected") for page in (before, after, again)]
    assert (again.status_code, shown) == (200, [0, 1, 1])


def test_two_confirmations_are_told_apart_by_their_days():
    listing = listed(on=days_ago(30))
    for day in (days_ago(20), days_ago(10)):
        decisions.confirm(listing=listing, by=None, at=noon(day))
    parts = elements(page_of(listing).text)
    words = {one.get("id"): "".join(one.itertext()) for one in parts if one.get("id")}
    sections = [one.get("aria-labelledby").split() for one in parts if one.tag.endswith("section")]

    assert [" ".join(words[name] for name in names) for names in sections] == [
        f"Confirmed by the clinic {written(days_ago(10))}",
        f"Confirmed by the clinic {written(days_ago(20))}",
        f"Version 1 {written(days_ago(30))}",
    ]


def written(day):
    return f"{day:%B %-d, %Y}"


def test_a_version_of_an_older_release_is_compared_in_todays_words():
    facts = {"attendance": ["call_bell"], "life_support_on_site": "certified", "setting": ["kap_practice"]}
    listing = listed(on=days_ago(30), **facts, format=["group"], exclusion_stroke="excluded")
    submission = Submission.objects.get()
    for name in ("format", "exclusion_stroke", "exclusion_aneurysm_avm_bleed"):
        del submission.content[name]
    submission.content |= {
        "attendance": "call_bell",
        "life_support_on_site": True,
        "setting": ["kap_practice", "group_room"],
        "exclusion_aneurysm_stroke": "excluded",
    }
    submission.save()
    listed(listing.clinic, on=days_ago(10), exclusion_aneurysm_avm_bleed="excluded", private_room=True)

    latest, first = history.entries(listing)

    assert [change.name for change in latest.changes] == ["private_room"]
    assert {"attendance", "format", "exclusion_stroke"} <= {change.name for change in first.changes}


def test_a_version_tells_what_it_changed_and_nothing_else():
    listing = listed(on=days_ago(30), route=["iv", "im"], escort_required=True)
    listing = listed(listing.clinic, on=days_ago(2), route=["iv", "oral"], escort_required=None)

    assert changes(history.entries(listing)[0]) == [
        (
            "How it is given",
            [("IV infusion", True), ("Injection into a muscle", False)],
            [("IV infusion", True), ("Swallowed", False)],
        ),
        ("Someone must take you home", [("Yes", False)], []),
    ]


def test_what_went_is_struck_and_what_came_is_underlined():
    listing = listed(on=days_ago(30), opening_hours="Mornings <b>")
    page = page_of(listed(listing.clinic, on=days_ago(2), opening_hours="Evenings")).text

    assert "<del>Mornings &lt;b&gt;</del>" in page
    assert "<ins>Evenings</ins>" in page


def test_a_statement_taken_away_is_a_blank_and_not_a_no():
    listing = listed(on=days_ago(30), private_room=True)
    page = page_of(listed(listing.clinic, on=days_ago(2), private_room=None)).text

    assert re.search(r'Since then</span>\s*<span class="blank">Not stated</span>', page)


def test_of_many_changes_three_stay_in_sight_and_those_with_a_warning_come_first():
    listing = listed(on=days_ago(30))
    facts = {"route": ["iv"], "private_room": True, "escort_required": True, "visit_minutes": 60}
    listing = listed(listing.clinic, on=days_ago(2), **facts, setting=["home_unsupervised"])

    latest, first = history.entries(listing)

    assert [change.name for change in latest.in_sight] == ["setting", "route", "visit_minutes"]
    assert [change.name for change in latest.folded] == ["escort_required", "private_room"]
    assert first.in_sight == ()
    assert '<summary class="fold__name">2 more changes</summary>' in page_of(listing).text


def test_one_person_of_several_is_told_alone():
    both = [person("Ines"), person("Tomas", license=v.License.RN)]
    listing = listed(on=days_ago(30), practitioners=both[:1])
    listing = listed(listing.clinic, on=days_ago(2), practitioners=both)

    ((_label, before, since),) = changes(history.entries(listing)[0])
    assert [kept for _words, kept in before] == [True]
    assert since[1] == ("Tomas, Medical director, Registered nurse (RN)", False)


def test_a_change_of_order_alone_is_said_in_words():
    both = [person("Ines"), person("Tomas")]
    listing = listed(on=days_ago(30), practitioners=both)

    page = page_of(listed(listing.clinic, on=days_ago(2), practitioners=both[::-1])).text

    assert "Only the order, or a detail, was changed." in page


@pytest.mark.parametrize(
    ("origin", "source", "says"),
    [
        (Submission.Origin.PORTAL, "", "Sent by the clinic. First published, with 4 statements."),
        (Submission.Origin.PROPOSAL, "", "Suggested by a reader. First published, with 4 statements."),
        (Submission.Origin.IMPORT, "a register", "Made from a register. First published, with 4 statements."),
    ],
)
def test_the_origin_of_a_version_is_told(origin, source, says):
    listing = listed(name="Half Acre", city="Boulder", state="CO", origin=origin, source=source)

    assert history.entries(listing)[0].sentence == says


def test_a_removal_undone_by_a_new_version_is_told_with_its_reason():
    listing = listed(on=days_ago(30))
    take_down(
        listing=listing, reason=v.DecisionReason.UNVERIFIABLE, words="We wrote twice.", at=noon(days_ago(20))
    )
    listing = listed(listing.clinic, on=days_ago(10), phone="+13035550142")

    page = page_of(listing).text

    assert titles(listing) == ["Version 2", "Removed", "Version 1"]
    assert "Reason: We could not check it." in page
    assert "<p>We wrote twice.</p>" in page


def test_events_under_a_former_name_belong_to_the_listing():
    listing = listed(name="Old Name", on=days_ago(30))
    decisions.confirm(listing=listing, by=None, at=noon(days_ago(20)))
    listing = listed(listing.clinic, name="New Name", on=days_ago(10))

    assert titles(listing) == ["Version 2", "Confirmed by the clinic", "Version 1"]


def test_events_of_other_clinics_are_not_told():
    other = listed(name="Somebody Else", on=days_ago(30))
    decisions.confirm(listing=other, by=None)

    assert titles(listed(name="Half Acre")) == ["Version 1"]


def test_nobody_who_sent_or_decided_is_named():
    listing = listed()
    submission = Submission.objects.select_related("submitted_by", "decided_by").get(clinic=listing.clinic)

    page = page_of(listing).text

    assert submission.submitted_by.username not in page
    assert submission.decided_by.username not in page


def test_a_version_from_before_a_statement_existed_did_not_state_it():
    listing = listed(on=days_ago(30), private_room=True)
    old = Submission.objects.get(clinic=listing.clinic)
    del old.content["private_room"], old.content["touch_policy"]
    old.save()
    listing = listed(listing.clinic, on=days_ago(2), touch_policy=None)

    assert changes(history.entries(listing)[0]) == [("A room of your own", [], [("Yes", False)])]
    assert page_of(listing).status_code == 200


@pytest.mark.parametrize("versions", [1, 3])
def test_a_history_takes_seven_queries_and_four_until_something_is_decided(
    versions, django_assert_num_queries
):
    listing = listed(on=days_ago(50))
    for number in range(1, versions):
        listing = listed(listing.clinic, on=days_ago(50 - number), prep_sessions=number)
        decisions.confirm(listing=listing, by=None, at=noon(days_ago(50 - number)))

    with django_assert_num_queries(7):
        page = page_of(listing)
    with django_assert_num_queries(4):
        again = page_of(listing)

    assert page.text.count("<h2") == Event.objects.count()
    assert again.text == page.text


def test_the_page_is_valid_html_with_everything_stated():
    listing = listed(on=days_ago(30), **everything_stated())
    assert_valid(page_of(listed(listing.clinic, about="<b>&", practitioners=[])).text)
