"""A reader says what is wrong, at /clinics/<slug>/report/, and looks up what came of it."""

import re
import threading
import unicodedata
import uuid
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.postgres.connections import without_timeouts
from directory import short_code
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import ReportReason
from directory.models import Report
from directory.reports import deadlines, handling
from directory.views.reports.form import SALT
from tests.support import factories
from tests.support.axe import faults
from tests.support.factories import take_down
from tests.support.html import assert_valid, elements
from tests.support.published import days_ago, listed, noon
from tests.support.reading import grade, sentences
from tests.support.waiting import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return listed(name="Tern House", city="Denver")


def address(listing, query=""):
    return reverse("report", args=[listing.slug]) + query


def sending(age=60, key=None):
    """The hidden field of a page that was drawn `age` seconds ago."""
    return signing.dumps([(key or uuid.uuid4()).hex, timezone.now().timestamp() - age], salt=SALT)


def send(listing, client=None, **fields):
    given = {"reason": "price_wrong", "statement": "", "words": "", "sending": sending()} | fields
    return (client or Client()).post(address(listing), given)


def field(html, name):
    found = [one for one in elements(html) if one.get("name") == name]
    return found[0].text if found[0].tag.endswith("textarea") else found[0].get("value")


def summary(page):
    """The sentences over the form, and where each leads."""
    return re.findall(r'<a class="errors__link" href="#(.*?)">(.*?)</a>', page.text)


def state_of(page):
    return Client().get(page.headers["Location"])


# ---- asking


def test_every_listing_leads_to_its_form(client, clinic):
    links = [one.get("href") for one in elements(client.get(clinic.get_absolute_url()).text, "a")]

    assert address(clinic) in links


def test_the_form_names_the_clinic_and_every_reason(client, clinic):
    page = client.get(address(clinic)).text

    reasons = [one.get("value") for one in elements(page, "input") if one.get("type") == "radio"]
    assert "This is about the listing of <bdi>Tern House</bdi>, <bdi>Denver</bdi>." in page
    assert reasons == ReportReason.values


def test_every_statement_of_the_spine_can_be_named(client, clinic):
    page = client.get(address(clinic)).text

    assert [one.get("value") for one in elements(page, "option")] == ["", *STATEMENTS]


def test_the_form_asks_for_no_name_and_needs_no_mail(client, clinic):
    page = client.get(address(clinic)).text

    names = [one.get("name") for tag in ("input", "select", "textarea") for one in elements(page, tag)]
    assert set(names) == {
        "csrfmiddlewaretoken",
        "sending",
        "leave_empty",
        "reason",
        "statement",
        "words",
        "email",
    }
    assert send(clinic).status_code == 302


def test_a_link_selects_the_statement(client, clinic):
    page = client.get(address(clinic, "?statement=session_price_low")).text

    chosen = [one.get("value") for one in elements(page, "option") if "selected" in one.attrib]
    assert chosen == ["session_price_low"]


@pytest.mark.parametrize("value", ["no_such_line", "Price", "name' OR 1=1", "%F0%9F%99%82", "x" * 5_000])
def test_a_link_to_an_unknown_statement_is_refused_with_a_sentence(client, clinic, value):
    page = client.get(address(clinic, f"?statement={value}"))

    assert page.status_code == 400
    assert "We couldn’t read part of this link." in page.text


def test_a_link_fills_in_no_other_field(client, clinic):
    page = client.get(address(clinic, "?words=made+up&reason=other")).text

    assert "made up" not in page
    assert [one for one in elements(page, "input") if "checked" in one.attrib] == []


def test_no_cache_may_store_the_form_and_it_writes_nothing(client, clinic, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get(address(clinic))

    assert page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.text
    assert list(page.cookies) == ["csrf"]
    assert page.cookies["csrf"]["max-age"] == ""  # gone with the window


def test_a_removed_listing_takes_no_report(client, clinic):
    take_down(clinic, at=noon(days_ago(1)))

    answers = [client.get(address(clinic)), send(clinic)]

    assert [page.status_code for page in answers] == [410, 410]
    assert Report.objects.count() == 0


def test_a_clinic_that_is_not_listed_has_no_form(client):
    assert [
        client.get("/clinics/nobody/report/").status_code,
        client.post("/clinics/nobody/report/").status_code,
    ] == [
        404,
        404,
    ]


def test_a_former_slug_redirects_to_the_form_and_accepts_a_post(client, clinic):
    old = clinic.slug
    clinic.former_slugs.create(slug="old-name")
    moved = client.get("/clinics/old-name/report/")
    sent = client.post("/clinics/old-name/report/", {"reason": "duplicate", "sending": sending()})

    assert (moved.status_code, moved.headers["Location"]) == (301, f"/clinics/{old}/report/")
    assert (sent.status_code, Report.objects.get().clinic_id) == (302, clinic.clinic_id)


# ---- sending


def test_a_report_is_stored_and_answered_with_its_reference(clinic):
    before = timezone.now()
    answer = send(clinic, reason="price_wrong", statement="session_price_low", words="It is 600 now.")

    kept = Report.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/reports/{kept.reference}/")
    assert (kept.clinic_id, kept.reason, kept.statement, kept.words, kept.state) == (
        clinic.clinic_id,
        "price_wrong",
        "session_price_low",
        "It is 600 now.",
        "received",
    )
    assert before <= kept.received_at <= timezone.now()


def test_nothing_about_the_reporter_is_stored(clinic):
    client = Client(
        REMOTE_ADDR="203.0.113.77",
        headers={
            "user-agent": "Marker-Agent",
            "referer": "http://testserver/marker-page",
            "accept-language": "eo",
        },
    )
    send(clinic, client, words="A word that is kept.")
    tables = connection.introspection.table_names()

    everything = ""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(one)::text FROM "{table}" one')
            everything += "\n".join(row[0] for row in cursor.fetchall())
    assert "A word that is kept." in everything
    assert [marker for marker in ("203.0.113", "Marker-Agent", "marker-page") if marker in everything] == []
    assert Report.objects.get().email == ""


def test_typed_text_is_shown_again_unchanged_and_escaped(clinic):
    typed = "  <b>Café</b> 🙂\r\n&amp; {{ x }}\nمرحبا  "
    send(clinic, words=unicodedata.normalize("NFD", typed))

    assert Report.objects.get().words == "<b>Café</b> 🙂\n&amp; {{ x }}\nمرحبا"


def test_two_thousand_characters_fit_however_lines_end(clinic):
    send(clinic, words="ab\r\n" * 666 + "cd")

    assert len(Report.objects.get().words) == 2_000


def test_sending_takes_few_queries(clinic, django_assert_num_queries):
    send(clinic)

    with django_assert_num_queries(10):
        send(clinic)


# ---- sent twice, or too often


def test_the_same_sent_twice_is_one_report_with_one_reference(clinic):
    once = {"sending": sending(), "words": "Closed since May."}

    answers = [send(clinic, **once).headers["Location"] for _time in range(2)]

    assert answers[0] == answers[1]
    assert Report.objects.count() == 1


def test_a_changed_report_sent_again_is_another_report(clinic):
    page = sending()
    send(clinic, sending=page, words="First")
    send(clinic, sending=page, words="Second")

    assert sorted(Report.objects.values_list("words", flat=True)) == ["First", "Second"]


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_is_one_report():
    listing, key = listed(), uuid.uuid4()
    together, answers = threading.Barrier(8), []

    def give():
        try:
            together.wait()
            answers.append(
                handling.receive(
                    listing=listing, reason="other", statement="", words="x", key=key, at=timezone.now()
                ).reference
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [Report.objects.get().reference] * 8


def test_the_sixth_report_of_a_network_keeps_its_words_and_waits(clinic):
    answers = [send(clinic, words=f"Report {number}") for number in range(1, 7)]
    last = answers.pop()

    assert [answer.status_code for answer in answers] == [302] * 5
    assert last.status_code == 429
    assert 1 <= int(last.headers["Retry-After"]) <= 86_400
    assert re.findall("<title>(Error: )", last.text) == ["Error: "]
    assert field(last.text, "words").strip() == "Report 6"
    assert summary(last)[0][1].startswith("Your network has reached today’s limit for reports.")
    assert Report.objects.count() == 5


def test_another_network_is_not_limited(clinic):
    for _time in range(6):
        send(clinic)

    assert send(clinic, Client(REMOTE_ADDR="203.0.113.10")).status_code == 302


def test_the_same_report_sent_again_does_not_count_toward_the_limit(clinic):
    page = sending()
    answers = [send(clinic, sending=page).status_code for _time in range(7)]

    assert answers == [302] * 7


def test_a_report_with_errors_does_not_count_toward_the_limit(clinic):
    for _time in range(7):
        send(clinic, reason="")

    assert send(clinic).status_code == 302


# ---- what is sent back


def sent_back(page):
    """Assert that a form was refused with an error page. Returns the sentences at the fields."""
    assert page.status_code == 400
    assert re.search("<title>Error: ", page.text)
    assert_valid(page.text)
    assert Report.objects.count() == 0
    return [told if place == "send" else told.partition(": ")[2] for place, told in summary(page)]


def test_a_report_needs_a_reason_and_keeps_what_was_typed(clinic):
    page = send(clinic, reason="", statement="refund", words="No <money> back")

    assert sent_back(page) == ["Choose what is wrong."]
    assert field(page.text, "words").strip() == "No <money> back"
    assert '<option value="refund" selected>' in page.text


def test_something_else_needs_words(clinic):
    assert sent_back(send(clinic, reason="other", words=" \n ")) == ["Describe in a few words what is wrong."]


def test_too_many_words_are_counted_and_kept(clinic):
    page = send(clinic, words="é" * 2_001)

    assert sent_back(page) == ["Use at most 2,000 characters. You have used 2001."]
    assert field(page.text, "words").strip() == "é" * 2_001


def test_all_errors_are_shown_at_once(clinic):
    page = send(clinic, reason="x", statement="y", words="z" * 3_000)

    assert summary(page) == [
        ("reason-closed_or_moved", "What is wrong with the listing: Choose a reason from the list."),
        (
            "statement",
            "Which line of the listing is it about: Choose a line from the list, or choose the first option.",
        ),
        ("words", "What should we know: Use at most 2,000 characters. You have used 3000."),
    ]
    assert sent_back(page)


@pytest.fixture
def stopped_clock(monkeypatch):
    """The time stands still between the page that is drawn and the form that is sent."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.mark.usefixtures("stopped_clock")
def test_errors_of_fields_are_shown_without_those_of_the_form(clinic):
    page = send(clinic, reason="", sending=sending(0))

    assert sent_back(page) == ["Choose what is wrong."]


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("age", [0, 1.9, -3_600])
def test_a_form_sent_too_fast_may_be_sent_again(clinic, age):
    page = send(clinic, sending=sending(age), words="Kept")

    assert sent_back(page) == ["Please check your answers and press “Send” again."]
    assert field(page.text, "words").strip() == "Kept"


def test_a_page_older_than_a_day_is_drawn_anew_and_may_be_sent(clinic):
    fresh, moment = sending(), signing.b62_encode(int(timezone.now().timestamp()) - 86_402)
    unsigned = f"{fresh.split(':')[0]}:{moment}"
    stale = f"{unsigned}:{signing.TimestampSigner(salt=SALT).signature(unsigned)}"
    assert signing.loads(stale, salt=SALT, max_age=90_000)  # well signed, and old

    page = send(clinic, sending=stale, words="Kept")

    assert sent_back(page) == [
        "This page was open for too long. Your answers are still here. Please press “Send” again."
    ]
    assert field(page.text, "words").strip() == "Kept"
    assert signing.loads(field(page.text, "sending"), salt=SALT, max_age=10)


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "é:\ud7ff", "\0", "x" * 100_000])
def test_a_forged_form_token_is_refused(clinic, value):
    assert sent_back(send(clinic, sending=value)) == [
        "This page was open for too long. Your answers are still here. Please press “Send” again."
    ]


def test_a_robot_that_fills_in_everything_is_sent_back_and_a_person_only_presses_again(clinic):
    page = send(clinic, leave_empty="http://spam.example", words="Kept")

    assert sent_back(page) == [
        "A hidden field that must stay empty was filled in. We cleared it. Please press “Send” again."
    ]
    assert field(page.text, "leave_empty") is None
    assert send(clinic, sending=field(page.text, "sending"), words="Kept").status_code == 302


def test_a_form_from_elsewhere_is_refused(clinic):
    page = send(clinic, Client(enforce_csrf_checks=True))

    assert (page.status_code, Report.objects.count()) == (403, 0)


NAUGHTY = [
    "\0",
    "a\0b",
    "\ufffe",
    "\x1b[31m",
    "‮evil",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{% now 'Y' %}",
    "%s%n",
    "../../etc/passwd",
    "٣",
    "1e400",
    "nan",
    "x" * 100_000,
    "💥" * 1_999,
    "Z̸͉̈a̵" * 500,
    "[]",
    "\r\n\r\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reason", "statement", "words", "sending", "leave_empty", "acknowledged"])
def test_no_value_breaks_the_form(clinic, name):
    answers = [
        Client(REMOTE_ADDR=f"203.0.113.{place}").post(
            address(clinic), {"reason": "other", "words": "w", "sending": sending()} | {name: value}
        )
        for place, value in enumerate(NAUGHTY)
    ]

    assert {answer.status_code for answer in answers} <= {302, 400}
    assert all("<script>alert" not in answer.text for answer in answers)


BODIES = [
    (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
    (b"reason=%ED%A0%80&words=%00", "application/x-www-form-urlencoded"),
    (b"reason=other", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"not a form", "multipart/form-data; boundary=x"),
    (b"not a form", "multipart/form-data"),
    (b"{}", "application/json"),
    (b"&".join(b"a=%d" % number for number in range(3_000)), "application/x-www-form-urlencoded"),
    (b"words=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    (
        b'--x\r\nContent-Disposition: form-data; name="words"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
]


@pytest.mark.parametrize(("body", "kind"), BODIES, ids=range(len(BODIES)))
def test_no_body_breaks_the_form(clinic, body, kind):
    answer = Client(raise_request_exception=False).post(address(clinic), data=body, content_type=kind)

    assert answer.status_code == (413 if len(body) > 2_621_440 else 400)


def test_other_methods_are_refused(client, clinic):
    assert [client.put(address(clinic)).status_code, client.delete(address(clinic)).status_code] == [405, 405]
    assert client.post("/reports/0000000000/").status_code == 405


# ---- safety first


def test_the_board_and_911_stand_before_every_form(client, clinic):
    page = client.get(address(clinic)).text
    start = page.index('id="safety"')

    assert start < page.index("<form")
    for lead in ('href="tel:911"', 'href="https://www.docinfo.org/"', "medical board"):
        assert lead in page[start : page.index("<form")]


def test_a_safety_concern_is_first_shown_who_can_act(clinic):
    page = send(clinic, reason="safety_concern", statement="emergency", words="No oxygen in the room.")

    assert (page.status_code, Report.objects.count()) == (200, 0)
    assert "<title>Before you send your report" in page.text
    assert page.text.index('id="safety"') < page.text.index("Send it anyway")
    assert field(page.text, "words").strip() == "No oxygen in the room."
    assert_valid(page.text)


def test_a_safety_concern_is_sent_all_the_same(clinic):
    page = send(clinic, reason="safety_concern", words="No oxygen in the room.")
    answer = send(
        clinic,
        reason="safety_concern",
        words=field(page.text, "words").removeprefix("\n"),
        sending=field(page.text, "sending"),
        acknowledged="yes",
    )

    assert answer.status_code == 302
    assert Report.objects.get().words == "No oxygen in the room."


def test_no_other_reason_is_shown_who_can_act(clinic):
    others = [reason for reason in ReportReason.values if reason != "safety_concern"]
    answers = [
        send(clinic, Client(REMOTE_ADDR=f"203.0.113.{place}"), reason=reason, words="w").status_code
        for place, reason in enumerate(others)
    ]

    assert answers == [302] * 9


# ---- the database away


@pytest.mark.slow
@pytest.mark.parametrize("table", ["directory_report", "directory_listing"])
@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_unavailable_the_typed_text_stays_on_the_page(table):
    listing, page = listed(), sending()
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        with without_timeouts(lock_timeout=500):  # milliseconds
            away = send(listing, words="Typed with care", sending=page)
        other.rollback()

    assert (away.status_code, away.headers["Retry-After"]) == (503, "30")
    assert away.headers["Cache-Control"] == "no-store"
    assert field(away.text, "words").strip() == "Typed with care"
    assert_valid(away.text)
    assert send(listing, words="Typed with care", sending=field(away.text, "sending")).status_code == 302


# ---- looking it up


def test_a_reference_is_ten_signs_without_vowels_or_look_alikes(clinic):
    send(clinic)

    assert re.fullmatch("[0-9BCDFGHJKMNPQRSTVWXYZ]{10}", Report.objects.get().reference)


def test_a_reference_cannot_be_guessed():
    listing = listed()
    made = {
        handling.receive(
            listing=listing, reason="other", statement="", words="", key=uuid.uuid4(), at=timezone.now()
        ).reference
        for _one in range(200)
    }

    assert len(made) == 200
    assert {sign for reference in made for sign in reference} == set(short_code.ALPHABET)


def test_a_reference_is_read_aloud_in_two_halves():
    assert short_code.hyphenate("K7M2Q9RTX4") == "K7M2Q-9RTX4"


HEARD = {
    "K7M2Q9RTX4": "K7M2Q9RTX4",
    "k7m2q-9rtx4": "K7M2Q9RTX4",
    " k7m2q 9rtxo": "K7M2Q9RTX0",
    "iL000-00000": "1100000000",
    "K7M2Q9RTX": None,
    "K7M2Q9RTX44": None,
    "A7M2Q9RTX4": None,
    "K7M2Q9RTX４": None,
    "K7M2Q9RTX4\n": None,
    "": None,
    "x" * 5_000: None,
}


@pytest.mark.parametrize(("typed", "reference"), HEARD.items(), ids=lambda text: repr(text)[:20])
def test_a_reference_is_parsed_however_it_is_typed(typed, reference):
    assert short_code.parse(typed) == reference


def test_the_state_is_shown_and_neither_the_words_nor_the_clinic(clinic, django_assert_num_queries):
    answer = send(clinic, words="A secret word", statement="refund")
    kept = Report.objects.get()
    kept.email = "reader@example.org"
    kept.save()
    with django_assert_num_queries(1):
        page = state_of(answer)

    assert page.status_code == 200
    assert short_code.hyphenate(kept.reference) in page.text
    assert "We have received your report. No one has acted on it yet." in page.text
    assert f'<time datetime="{timezone.localdate():%Y-%m-%d}">' in page.text
    hidden = (
        "A secret word",
        "reader@example.org",
        "Tern House",
        clinic.slug,
        "refund",
        "The price is wrong",
    )
    assert [word for word in hidden if word in page.text] == []
    assert page.headers["Cache-Control"] == "no-store"
    assert page.cookies == {}
    assert_valid(page.text)


STATES = [
    ({"state": "asked"}, "We have asked the clinic about it. Your report is still open."),
    ({"state": "closed", "outcome": "corrected"}, "Your report is closed. The listing was corrected."),
    ({"state": "closed", "outcome": "removed"}, "Your report is closed. The listing was removed."),
    ({"state": "closed", "outcome": "confirmed"}, "Your report is closed. The listing is right."),
    ({"state": "closed", "outcome": "not_shown"}, "Your report is closed. We could not confirm it."),
]


@pytest.mark.parametrize(("facts", "words"), STATES)
def test_state_and_outcome_are_shown_in_words_without_the_moderator(clinic, facts, words):
    answer = send(clinic)
    moderator = factories.make_moderator()
    closed_at = noon(days_ago(1)) if facts["state"] == "closed" else None
    Report.objects.update(acted_at=noon(days_ago(1)), acted_by=moderator, closed_at=closed_at, **facts)
    page = state_of(answer)

    assert words in page.text
    assert f'<time datetime="{days_ago(1):%Y-%m-%d}">' in page.text
    assert moderator.username not in page.text


@pytest.mark.parametrize("reference", ["0000000000", "nothing", "é", "%F0%9F%99%82", "x" * 2_000])
def test_an_unknown_reference_is_not_found(client, reference):
    page = client.get(f"/reports/{reference}/")

    assert page.status_code == 404
    assert "No report has this reference." in page.text


def test_an_impossible_reference_makes_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/reports/nothing/")


# ---- until when


def received(day, hour=17):
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour)


DUE = {
    date(2026, 11, 16): date(2026, 11, 18),  # Monday → Wednesday
    date(2026, 11, 19): date(2026, 11, 23),  # Thursday → Monday
    date(2026, 11, 20): date(2026, 11, 24),  # Friday → Tuesday
    date(2026, 11, 21): date(2026, 11, 24),  # Saturday → Tuesday
    date(2026, 11, 25): date(2026, 11, 30),  # over Thanksgiving
    date(2026, 7, 1): date(2026, 7, 6),  # 4 July is a Saturday: observed on Friday
    date(2026, 12, 31): date(2027, 1, 5),  # over a year's end
    date(2021, 12, 30): date(2022, 1, 4),  # New Year observed in the year before
}


@pytest.mark.parametrize(("day", "due"), DUE.items(), ids=str)
def test_the_first_action_is_due_in_two_business_days(day, due):
    assert deadlines.due_on(received(day)) == due


def test_a_report_of_the_evening_belongs_to_that_day_in_the_united_states():
    assert deadlines.due_on(received(date(2026, 11, 17), hour=3)) == date(2026, 11, 18)  # Monday, 10 pm


# ---- as people meet it


def test_the_pages_are_valid_and_easy_to_read(client, clinic):
    form = client.get(address(clinic, "?statement=refund")).text
    safety = send(clinic, reason="safety_concern").text
    state = state_of(send(clinic)).text

    for page in (form, safety, state):
        assert_valid(page)
    assert [grade(sentences(page)) <= 8 for page in (form, safety, state)] == [True] * 3


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_report_by_keyboard_on_a_small_screen_without_javascript(chromium, live_server, believed):
    listing = listed(name="Tern House", city="Denver")
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    try:
        page = context.new_page()
        page.goto(address(listing, "?statement=emergency"))
        press = page.keyboard.press
        page.locator("#reason-closed_or_moved").focus()
        for _step in range(6):
            press("ArrowDown")
        assert page.locator("input[name=reason]:checked").get_attribute("value") == "safety_concern"
        press("Tab")
        assert page.locator("select:focus").input_value() == "emergency"
        press("Tab")
        page.keyboard.type("No oxygen in the room.")
        press("Tab")
        enter(page)
        page.get_by_role("heading", name="Before you send your report").wait_for()
        assert page.locator("#words").input_value() == "No oxygen in the room."
        page.get_by_role("button", name="Send it anyway").first.focus()
        enter(page)
        page.wait_for_url("**/reports/*/")
        kept = Report.objects.get()
        assert short_code.hyphenate(kept.reference) in page.locator("h1").inner_text()
    finally:
        context.close()

    assert (kept.reason, kept.statement, kept.words) == (
        "safety_concern",
        "emergency",
        "No oxygen in the room.",
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_keyboard_reaches_every_field_but_the_hidden_one(chromium, live_server):
    listing = listed()
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        page.goto(address(listing))
        met = []
        for _step in range(40):
            page.keyboard.press("Tab")
            met.append(page.evaluate("document.activeElement.name || document.activeElement.id || ''"))
    finally:
        context.close()

    ours = ["reason", "statement", "words", "email", "send"]
    assert [name for name in dict.fromkeys(met) if name in (*ours, "leave_empty")] == ours


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_on_the_pages_of_a_report(page, believed):
    listing, found = listed(name="Tern House", city="Denver"), {}
    page.goto(address(listing))
    found["form"] = faults(page)
    page.locator("#words").fill("word" * 600)
    page.locator("#send").click()
    page.locator(".errors__link").first.wait_for()
    found["errors"] = faults(page)
    page.locator("#words").fill("Nobody watches.")
    page.locator("#reason-safety_concern").check()
    page.locator("#send").click()
    page.get_by_role("heading", name="Before you send your report").wait_for()
    found["safety"] = faults(page)
    page.get_by_role("button", name="Send it anyway").first.click()
    page.wait_for_url("**/reports/*/")
    found["state"] = faults(page)

    assert found == {"form": [], "errors": [], "safety": [], "state": []}
