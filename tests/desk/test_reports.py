"""The moderators' pages of reports: /admin/reports/ and one report."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.facts.vocabulary import ReportReason
from directory.models import Mail, Report
from directory.reports import deadlines, handling
from tests.support import factories
from tests.support.factories import take_down
from tests.support.html import assert_valid, elements
from tests.support.published import days_ago, listed, noon, show
from tests.support.waiting import enter

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/"
PRICE = {"session_price_low": 450, "prices_as_of": days_ago(20)}


@pytest.fixture
def moderator():
    return factories.make_moderator()


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def listing():
    return listed(name="Tern House", city="Denver", email="desk@tern-house.example", **PRICE)


def report_of(listing, reason=ReportReason.PRICE_WRONG, *, on=None, **facts):
    given = {"statement": "", "words": "It asked me for $600.", "email": ""} | facts
    at = noon(on) if on else timezone.now()
    return handling.receive(listing=listing, reason=reason, key=uuid.uuid4(), at=at, **given)


def address(report):
    return reverse("admin:report", args=[report.pk])


def act(client, report, name, **fields):
    return client.post(address(report), {"act": name} | {f"{name}-{k}": v for k, v in fields.items()})


def order(page):
    """The reports of the list, by number."""
    links = [one.get("href") for one in elements(page.text, "a")]
    return [int(link.split("/")[-2]) for link in links if link.startswith(LIST) and link != LIST]


def buttons(page):
    return [one.get("value") for one in elements(page.text, "button") if one.get("name") == "act"]


# ---- the list


def test_the_list_says_what_is_due_and_what_is_overdue(desk, listing):
    due = report_of(listing, statement="session_price_low")
    late = report_of(listing, on=days_ago(20))
    page = desk.get(LIST)

    assert "2 reports are open. 1 is overdue." in page.text
    assert f'Due by <time datetime="{deadlines.due_on(due.received_at):%Y-%m-%d}">' in page.text
    assert "Overdue since" in page.text
    assert f'<time datetime="{deadlines.due_on(late.received_at):%Y-%m-%d}">' in page.text
    assert "The price is wrong: " in page.text
    assert "20 days ago" in page.text
    assert_valid(page.text)


def test_safety_stands_on_top_then_without_consent_then_what_is_overdue(desk, listing):
    fresh, late = report_of(listing), report_of(listing, on=days_ago(20))
    unasked = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    safety = report_of(listing, ReportReason.SAFETY_CONCERN)

    assert order(desk.get(LIST)) == [safety.pk, unasked.pk, late.pk, fresh.pk]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("no_answer", True), ("called", True), ("wrote", True), ("looked", False), ("note", False)],
)
def test_what_was_done_is_noted_and_counts_as_the_first_action_if_somebody_can_notice_it(
    desk, listing, moderator, kind, counts
):
    report = report_of(listing, on=days_ago(20))
    answer = desk.post(address(report), {"act": "note", "note-kind": kind, "note-text": "Rang twice."})

    report.refresh_from_db()
    assert (answer.status_code, report.state) == (302, "received")
    assert (report.acted_by, report.acted_at is not None) == (moderator if counts else None, counts)
    page = desk.get(address(report))
    assert "Rang twice." in page.text
    assert ("Overdue" in page.text) is not counts
    assert Report.objects.overdue(deadlines.overdue_since(timezone.localdate())).exists() is not counts
    assert_valid(page.text)


def test_a_later_act_does_not_change_who_acted_first(desk, listing, moderator):
    report = report_of(listing)
    first = factories.make_moderator()
    handling.record_action(report=report, by=first, kind="called", words="They listened.")
    desk.post(address(report), {"act": "note", "note-kind": "no_answer", "note-text": ""})
    act(desk, report, "close", outcome="corrected", answer="")

    report.refresh_from_db()
    assert (report.acted_by, report.closed_by) == (first, moderator)


def test_a_note_that_says_nothing_is_refused(desk, listing):
    report = report_of(listing)
    page = desk.post(address(report), {"act": "note", "note-kind": "note", "note-text": ""})

    assert (page.status_code, "<title>Error: " in page.text) == (400, True)
    assert "Write the note." in page.text
    assert_valid(page.text)


def test_what_is_closed_has_a_list_of_its_own(desk, listing, moderator):
    kept, closed = report_of(listing), report_of(listing)
    handling.close(report=closed, by=moderator, outcome="confirmed")

    assert order(desk.get(LIST)) == [kept.pk]
    assert order(desk.get(LIST, {"state": "closed"})) == [closed.pk]
    assert "The listing is right" in desk.get(LIST, {"state": "closed"}).text


def test_there_is_no_list_of_another_state(desk):
    assert desk.get(LIST, {"state": "asked"}).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "١"])
def test_an_odd_page_is_a_page(desk, listing, page):
    report = report_of(listing)

    assert order(desk.get(LIST, {"page": page})) == [report.pk]


def test_the_list_shows_neither_the_address_nor_the_words_of_the_reader(desk, listing):
    report_of(listing, email="reader@mail.example")

    page = desk.get(LIST).text
    assert [word for word in ("reader@mail.example", "$600") if word in page] == []


@pytest.mark.parametrize("count", [1, 100])
def test_the_list_takes_nine_queries(desk, django_assert_num_queries, count):
    listings = [listed() for _number in range(min(count, 5))]
    for number in range(count):
        report_of(listings[number % 5], on=days_ago(number % 30))

    with django_assert_num_queries(9):
        desk.get(LIST)


# ---- one report


def test_a_report_shows_words_the_line_as_published_evidence_and_what_came_before(desk, listing):
    show(listing, {"statement": "session_price_low", "source": "A price list"})
    earlier = report_of(listing, ReportReason.SAFETY_CONCERN)
    report = report_of(listing, statement="session_price_low", words="It asked me <b>$600</b>.")
    page = desk.get(address(report))

    assert "It asked me &lt;b&gt;$600&lt;/b&gt;." in page.text
    assert "$450" in page.text
    assert "A price list" in page.text
    assert listing.get_absolute_url() in page.text
    assert order(page) == [earlier.pk]
    assert_valid(page.text)


def test_a_line_that_is_not_stated_says_so(desk, listing):
    assert "Not stated" in desk.get(address(report_of(listing, statement="refund"))).text


@pytest.mark.parametrize("statement", ["practitioners", "latitude", "organization", "languages", "no_more"])
def test_any_line_can_be_reported(desk, listing, statement):
    page = desk.get(address(report_of(listing, statement=statement)))

    assert page.status_code == 200
    assert_valid(page.text)


def test_the_reader_stays_unknown_to_moderators_too(desk, listing):
    report = report_of(listing, email="reader@mail.example")

    assert "reader@mail.example" not in desk.get(address(report)).text


def test_asking_from_the_page(desk, listing, moderator):
    report = report_of(listing)
    answer = act(desk, report, "ask", words="What is a session now?")

    report.refresh_from_db()
    assert answer.headers["Location"] == LIST
    assert (report.state, report.acted_by) == ("asked", moderator)
    assert "What is a session now?" in Mail.objects.get(kind="report_asked").text
    assert buttons(desk.get(address(report))) == ["note", "close"]


def test_closing_from_the_page(desk, listing, moderator):
    report = report_of(listing)
    act(desk, report, "close", outcome="corrected", answer="Done.")

    report.refresh_from_db()
    assert (report.outcome, report.answer, report.closed_by) == ("corrected", "Done.", moderator)
    page = desk.get(address(report))
    assert buttons(page) == ["note"]
    assert "Done." in page.text


def test_taking_down_from_the_page(desk, listing):
    report = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    assert buttons(desk.get(address(report))) == ["note", "take_down", "ask", "close"]
    act(desk, report, "take_down", words="", answer="")

    report.refresh_from_db()
    assert report.outcome == "removed"
    assert Client().get(listing.get_absolute_url()).status_code == 410


def test_where_nobody_can_be_asked_no_question_is_offered(desk):
    page = desk.get(address(report_of(listed(email=""))))

    assert buttons(page) == ["note", "close"]
    assert "Call the clinic instead." in page.text


def test_only_without_consent_offers_to_take_down(desk, listing):
    assert buttons(desk.get(address(report_of(listing)))) == ["note", "ask", "close"]


def test_the_report_of_a_removed_listing_can_only_be_closed(desk, listing):
    report = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    take_down(listing)
    page = desk.get(address(report))

    assert buttons(page) == ["note", "close"]
    assert "This listing was taken down on" in page.text
    assert listing.get_absolute_url() not in page.text
    assert act(desk, report, "close", outcome="removed").status_code == 302


WRONG = {
    "no button": ("", {}, 400, "Press one of the buttons."),
    "no question": ("ask", {"words": ""}, 400, "Write your question. The clinic will read it."),
    "no outcome": ("close", {"answer": "x"}, 400, "Choose a result. The reader can look it up."),
    "too long": ("close", {"outcome": "confirmed", "answer": "x" * 2_001}, 400, "at most 2,000 characters"),
    "still listed": ("close", {"outcome": "removed"}, 409, "The listing is still public."),
    "not asked for": ("take_down", {}, 409, "does not ask to take the listing down"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_done_is_said_and_nothing_happens(desk, listing, case):
    name, fields, status, sentence = WRONG[case]
    report = report_of(listing)
    page = act(desk, report, name, **fields)

    assert (page.status_code, "<title>Error: " in page.text) == (status, True)
    assert sentence in page.text
    assert_valid(page.text)
    assert Report.objects.get().state == "received"


def test_who_comes_second_is_told_and_keeps_what_they_typed(desk, listing):
    report = report_of(listing)
    handling.ask_clinic(report=report, by=factories.make_moderator(email="first@site.example"), words="Why?")
    page = act(desk, report, "ask", words="Typed with care")

    assert page.status_code == 409
    assert "Someone else acted on this report first." in page.text
    assert "first@site.example" in page.text
    assert Mail.objects.filter(kind="report_asked").count() == 1


def test_a_moderator_of_the_clinic_reads_and_does_not_act(desk, listing, moderator):
    factories.make_owner(listing.clinic)
    listing.clinic.organization.memberships.create(user=moderator, role="editor")
    report = report_of(listing)
    page = desk.get(address(report))

    assert buttons(page) == []
    assert "You can’t act on this report" in page.text
    assert act(desk, report, "close", outcome="confirmed").status_code == 403
    assert "so another moderator has to act" in desk.get(LIST).text
    assert Report.objects.get().state == "received"


@pytest.mark.parametrize("count", [1, 100])
def test_a_report_takes_thirteen_queries(desk, listing, django_assert_num_queries, count):
    factories.make_member(listing.clinic)
    report = report_of(listing, statement="session_price_low")
    for _number in range(count):
        report_of(listing)

    with django_assert_num_queries(13):
        desk.get(address(report))


# ---- who may


def test_nobody_but_a_moderator_with_a_second_factor_enters(client, listing):
    report = report_of(listing)
    people = {
        "stranger": (None, 302),
        "member": (factories.make_owner(listing.clinic), 403),
        "no second factor": (factories.make_moderator(second_factor=False), 403),
    }
    for name, (person, status) in people.items():
        client.logout()
        if person:
            client.force_login(person)
        found = [
            client.get(LIST),
            client.get(address(report)),
            act(client, report, "close", outcome="confirmed"),
        ]
        assert [page.status_code for page in found] == [status] * 3, name
    assert Report.objects.get().state == "received"


def test_another_site_cannot_act(moderator, listing):
    report, client = report_of(listing), Client(enforce_csrf_checks=True)
    client.force_login(moderator)

    assert act(client, report, "close", outcome="confirmed").status_code == 403
    assert Report.objects.get().state == "received"


# ---- without JavaScript, by keyboard


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_report_is_acted_on_without_javascript_and_by_keyboard(chromium, live_server):
    listing = listed(name="Tern House", city="Denver", email="desk@tern-house.example")
    report, moderator = report_of(listing, email="reader@mail.example"), factories.make_moderator()
    client = Client()
    client.force_login(moderator)
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    try:
        cookie = client.cookies["session"].value
        context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(LIST)
        page.get_by_role("link", name="Tern House").focus()
        enter(page)
        page.get_by_label("Your question to the clinic").focus()
        page.keyboard.type("What is a session now?")
        page.keyboard.press("Tab")
        enter(page)
        page.get_by_text("You asked the clinic.").wait_for()
        page.goto(address(report))
        page.get_by_label("The listing was corrected").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("It says $450 now.")
        page.keyboard.press("Tab")
        enter(page)
        page.get_by_text("The report is closed.").wait_for()
        page.goto(f"/reports/{report.reference}/")
        shown = page.locator("main").inner_text()
    finally:
        context.close()

    assert "Your report is closed. The listing was corrected." in shown
    assert "It says $450 now." in shown
    sent = Mail.objects.filter(kind__startswith="report").order_by("pk")
    assert [mail.kind for mail in sent] == ["report_asked", "report_closed"]
