"""The filter of the queue: what it shows, in which order, and that it stays while a moderator works."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.desk.finding_labels import FINDING_LABELS
from directory.desk.queue import due_in_words, waiting_in_words
from directory.models import Report, Submission, Taken
from directory.moderation import checks, deadlines, taking
from tests.desk.test_queue import decide, words
from tests.support.factories import make_listing, make_moderator, make_person, make_submission
from tests.support.html import assert_valid, elements
from tests.support.membership import listed, make_claim, make_report

pytestmark = pytest.mark.django_db

CURE = {"about": "Ketamine, a proven cure."}


@pytest.fixture
def moderator():
    return make_moderator(email="dana.kim@example.com")


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def names(desk, **query):
    response = desk.get("/admin/", query)
    assert response.status_code == 200
    return words(response.content.decode(), "h3")


def days_ago(number):
    return timezone.now() - timedelta(days=number)


# ---- what it shows


def test_a_source_is_an_origin_or_a_file(desk):
    make_submission(name="Sent")
    make_submission(name="Of a file", origin="import", source="Register")
    make_submission(name="Of another", origin="import", source="Other")

    assert names(desk, source="portal") == ["Sent"]
    assert names(desk, source="import") == ["Of a file", "Of another"]
    assert names(desk, source="file:Register") == ["Of a file"]


def test_findings_are_none_some_or_of_one_check(desk):
    make_submission(name="Clean", phone="+13035550142")
    make_submission(name="Promises", **CURE)
    make_submission(name="Same number", npi="1234567890")

    assert names(desk, findings="none") == ["Clean"]
    assert names(desk, findings="some") == ["Promises", "Same number"]
    assert names(desk, findings="overclaim") == ["Promises"]
    # The statement of that finding is called as its check, and as that of another finding.
    assert names(desk, findings="npi") == ["Same number"]
    assert names(desk, findings="website") == []


def test_a_state_and_a_due_day_are_asked_for(desk):
    make_submission(name="Late", state="CO", at=days_ago(30))
    make_submission(name="New", state="TX")

    assert names(desk, state="TX") == ["New"]
    assert names(desk, age="overdue") == ["Late"]
    assert names(desk, age="newer") == ["New"]
    assert names(desk, age="today") == []


def test_what_is_due_today_is_neither_overdue_nor_newer(desk):
    today = timezone.localdate()
    moment = deadlines.overdue_since(today)  # the first that is not overdue
    while deadlines.due_on(moment) < today:
        moment += timedelta(hours=12)
    make_submission(name="Today", at=moment)
    due = deadlines.due_on(moment)

    shown = [age for age in ("overdue", "today", "newer") if names(desk, age=age)]
    assert shown == (["today"] if due == today else ["newer"])


@pytest.mark.parametrize(
    "typed",
    ["half ac", "BOISE", "(208) 555-0142", "208.555.0142", "5550142", "Desk@half.example.com", "1234567893"],
)
def test_a_submission_is_found_by_its_name_town_phone_e_mail_or_npi(desk, typed):
    make_submission(
        name="Half Acre",
        city="Boise",
        phone="+12085550142",
        email="desk@half.example.com",
        npi="1234567893",
    )
    make_submission(name="Other", city="Denver", phone="+13035550199")

    assert names(desk, q=typed) == ["Half Acre"]


def test_a_submission_is_found_by_its_number_its_sender_and_the_npi_of_a_person(desk):
    sender = make_person()
    one = make_submission(
        name="Half Acre", by=sender, practitioners=[{"name": "Ana Bell", "npi": "1999999984"}]
    )
    make_submission(name="Other")

    assert names(desk, q=f"#{one.pk}") == ["Half Acre"]
    assert names(desk, q=sender.email.upper()) == ["Half Acre"]
    assert names(desk, q="1999999984") == ["Half Acre"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", ["Bee", "Ant", "Cow"]),
        ("newest", ["Cow", "Ant", "Bee"]),
        ("name", ["Ant", "Bee", "Cow"]),
        ("findings", ["Cow", "Bee", "Ant"]),
        ("size", ["Ant", "Bee", "Cow"]),
    ],
)
def test_the_queue_is_sorted(desk, sort, order):
    make_submission(name="Bee", at=days_ago(5), route=["iv"], telehealth_states=["CO"])
    make_submission(name="Ant", at=days_ago(4), route=["iv"], attendance=["call_bell"], setting=["clinic"])
    make_submission(name="Cow", at=days_ago(3), **CURE)

    assert names(desk, sort=sort)[0] == order[0]


@pytest.mark.parametrize(
    "query", ["kind=x", "state=ZZ", "age=x", "holder=x", "sort=x", "source=x", "findings=X%20"]
)
def test_a_choice_that_there_is_not_is_not_found(desk, query):
    assert desk.get(f"/admin/?{query}").status_code == 404


def test_every_check_has_a_name_in_the_filter():
    codes = set()
    for path in Path(checks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                codes |= {node.args[0].value} if name in ("Finding", "find_in_ways") else set()

    assert set(FINDING_LABELS) == codes


def test_all_that_is_shown_and_has_no_findings_goes_to_the_batch_page(desk, contexts):
    make_submission(name="Clean", origin="import", source="Register", phone="+13035550142")
    make_submission(name="Promises", origin="import", source="Register", **CURE)
    make_submission(name="Elsewhere", phone="+13035550143")

    page = desk.post("/admin/batches/clean/", {"shown": "source=file%3ARegister"})
    assert [one.content["name"] for one, _seen in page.context["fit"]] == ["Clean"]
    assert (page.context["left_out"], page.context["shown"]) == ([], "source=file%3ARegister")
    for shown in ("findings=some", "findings=overclaim", "kind=nothing"):
        assert desk.post("/admin/batches/clean/", {"shown": shown}).url == "/admin/"


# ---- it stays


def test_the_filter_stays_on_the_page_of_a_submission_and_after_its_decision(desk):
    first = make_submission(name="First", origin="import", source="Register", at=days_ago(3))
    make_submission(name="Sent", at=days_ago(2))
    last = make_submission(name="Last", origin="import", source="Register", at=days_ago(1))
    query = "?source=file%3ARegister"
    html = desk.get(f"/admin/{query}").content.decode()
    links = [one.get("href") for one in elements(html, "a") if "/submissions/" in (one.get("href") or "")]
    assert links == [f"/admin/submissions/{one.pk}/{query}" for one in (first, last)]

    page = desk.get(links[0]).content.decode()
    address = reverse("admin:submission_decision", args=[first.pk]) + query
    assert [one.get("action") for one in elements(page, "form") if one.get("id") == "deciding"] == [address]
    after = decide_at(desk, first, address)
    last_address = reverse("admin:submission_decision", args=[last.pk]) + query
    end = decide_at(desk, last, last_address)

    assert (after.url, end.url) == (links[1], f"/admin/{query}")


def decide_at(desk, submission, address):
    from directory.moderation import review

    sent = Submission.objects.with_listing().get(pk=submission.pk)
    seen = review.shown_digest(sent, review.listing_of(sent))
    return desk.post(address, {"decision": "reject", "reason": "spam", "seen": seen})


def test_the_next_is_none_that_another_moderator_has(desk):
    first, held, free = (make_submission(at=days_ago(number)) for number in (3, 2, 1))
    taking.take(item=held, by=make_moderator())

    response = decide(desk, first, "reject", reason="spam")

    assert response.url == f"/admin/submissions/{free.pk}/"


# ---- what is late


def test_what_is_overdue_is_said_in_words_and_stands_first(desk):
    make_submission(name="New")
    make_submission(name="Late", at=days_ago(30))
    html = desk.get("/admin/").content.decode()

    assert words(html, "h3") == ["Late", "New"]
    (overdue,) = words(html, "strong", "class", "overdue")
    assert overdue.startswith("Overdue by ")
    assert words(html, "h1") == ["2 wait, 1 is overdue"]
    assert_valid(html)


def test_a_copy_that_was_reopened_is_due_from_that_day(desk):
    submission = make_submission(at=days_ago(30))
    Submission.objects.filter(pk=submission.pk).update(opened_by=make_moderator(), opened_at=timezone.now())

    assert names(desk, age="overdue") == []


# ---- who has it


def test_a_submission_is_taken_and_given_back_on_the_queue(desk, moderator):
    submission = make_submission()
    address = reverse("admin:submission_taking", args=[submission.pk])
    back = "/admin/?sort=name"

    taken = desk.post(address, {"taking": "take", "back": back})
    assert (taken.url, Taken.objects.get().taken_by) == (back, moderator)
    assert names(desk, holder="me") == names(desk)
    assert names(desk, holder="free") == []

    desk.post(address, {"taking": "give_back", "back": back})
    assert Taken.objects.count() == 0


def test_who_has_it_is_said_to_others_and_does_not_stop_them(desk):
    submission = make_submission()
    taking.take(
        item=submission,
        by=make_moderator(first_name="Jo", last_name="Park"),
        at=timezone.now() - timedelta(minutes=12, seconds=5),
    )
    sentence = "Jo Park has had it for 12 minutes."

    assert sentence in desk.get("/admin/").content.decode()
    page = desk.get(reverse("admin:submission", args=[submission.pk])).content.decode()
    assert f"{sentence}</span> You can decide all the same." in page
    refused = desk.post(
        reverse("admin:submission_taking", args=[submission.pk]), {"taking": "take"}, follow=True
    )
    assert sentence in refused.content.decode()
    decide(desk, submission, "reject", reason="spam")
    assert Taken.objects.count() == 0


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/portal/", "/admin//", ""])
def test_taking_leads_to_no_other_site(desk, back):
    submission = make_submission()
    response = desk.post(reverse("admin:submission_taking", args=[submission.pk]), {"back": back})

    assert response.url in ("/admin/", back if back.startswith("/admin/") else "/admin/")


def test_the_selected_ones_are_taken_and_the_others_are_counted(desk, moderator):
    free, held, decided = make_submission(), make_submission(), make_submission()
    taking.take(item=held, by=make_moderator())
    decide(desk, decided, "reject", reason="spam")
    chosen = [free.pk, held.pk, decided.pk, "x", "9" * 30]
    html = desk.post("/admin/submissions/taking/", {"chosen": chosen}, follow=True).content.decode()

    assert "You took 1 submission." in html
    assert "2 were left out, because other moderators have them or they no longer wait." in html
    assert set(Taken.objects.filter(taken_by=moderator).values_list("submission", flat=True)) == {free.pk}


def test_claims_and_reports_are_taken_and_stand_with_mine(desk):
    claim, report = make_claim(), make_report(listed(name="Gull House"))
    desk.post(reverse("admin:claim_taking", args=[claim.pk]), {"taking": "take"})
    desk.post(reverse("admin:report_taking", args=[report.pk]), {"taking": "take"})
    desk.post(reverse("admin:submission_taking", args=[make_submission(name="Sent").pk]), {"taking": "take"})
    html = desk.get("/admin/mine/").content.decode()

    assert words(html, "h3") == ["Sent", "Tern House", "Gull House"]
    assert_valid(html)


# ---- what was decided


def test_what_was_decided_lately_is_listed_mine_or_everybodys(desk):
    mine, old = make_submission(name="Mine"), make_submission(name="Old")
    decide(desk, mine, "reject", reason="spam")
    decide(desk, old, "reject", reason="spam")
    Submission.objects.filter(pk=old.pk).update(decided_at=days_ago(31))
    make_listing(name="Another’s")
    everybodys = desk.get("/admin/decided/").content.decode()

    assert words(everybodys, "h3") == ["Another’s", "Mine"]
    assert words(desk.get("/admin/decided/?who=me").content.decode(), "h3") == ["Mine"]
    assert [text for text in words(everybodys, "a") if text.startswith("Undo")] == [
        "Undo: Another’s",
        "Undo: Mine",
    ]
    assert_valid(everybodys)


# ---- the numbers in the frame


def test_the_frame_counts_what_waits_and_what_is_late(desk):
    make_submission(at=days_ago(30))
    make_submission()
    taking.take(item=make_submission(), by=make_moderator(email="x@example.com"))
    report = make_report(listed())
    Report.objects.filter(pk=report.pk).update(reason="other", received_at=days_ago(30))
    make_claim(make_listing(name="Claimed"))
    html = desk.get("/admin/clinics/").content.decode()
    tabs = {text.split()[0]: text.split()[1:] for text in words(html, "a", "class", "tabs__link")}

    assert tabs == {
        "Queue": ["3", "1", "late"],
        "Reports": ["1", "1", "late"],
        "Claims": ["1"],
        "Messages": ["0"],
        "Duplicates": [],
        "Mine": ["0"],
        "Expiring": ["0"],
        "Decided": [],
    }


@pytest.mark.parametrize(
    ("total", "overdue", "heading"),
    [
        (0, 0, "Nothing is waiting for a decision."),
        (1, 0, "1 waits, and is not overdue"),
        (1, 1, "1 waits, and is overdue"),
        (3, 0, "3 wait, and none is overdue"),
        (12, 1, "12 wait, 1 is overdue"),
        (12, 2, "12 wait, 2 are overdue"),
    ],
)
def test_the_heading_says_how_many_wait_and_are_overdue(total, overdue, heading):
    assert waiting_in_words(total, overdue) == heading


def test_today_and_tomorrow_are_said_in_words():
    today = date(2026, 12, 2)

    assert [due_in_words(today + timedelta(days=days), today) for days in (0, 1, 2)] == [
        "Due today",
        "Due tomorrow",
        "Due Dec 4, 2026",
    ]


def test_the_head_of_the_desk_is_one_masthead(desk):
    html = desk.get("/admin/").content.decode()
    links = words(html, "a", "class", "menu__link")

    assert links[:2] == ["Clinics", "Organizations"]
    assert links[-1] == "Account"
    assert "Checklist" not in links
    assert words(html, "span", "class", "masthead__for") == ["moderators’ desk"]


def test_one_choice_for_a_section_stands_at_its_head(desk):
    submission = make_submission()
    html = desk.get(reverse("admin:submission", args=[submission.pk])).content.decode()
    heads = [one for one in elements(html, "div") if "section-head" in (one.get("class") or "").split()]
    (head,) = [one for one in heads if "all-head" in {part.get("id") for part in one.iter()}]

    assert [part.text for part in head.iter() if part.tag.endswith("option")] == [
        "One by one",
        "Accept all",
        "Send back all",
    ]
