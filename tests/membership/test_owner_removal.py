"""A clinic that was listed without consent takes its listing down with the code sent to its e-mail."""

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from directory import short_code
from directory.facts.vocabulary import ReportReason
from directory.models import Code, Event, EventActor, Mail, Report
from directory.reports import handling
from tests.support.factories import make_member, take_down
from tests.support.html import assert_valid
from tests.support.published import listed
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db
UNASKED = ReportReason.LISTED_WITHOUT_CONSENT


@pytest.fixture
def listing():
    return listed(name="Tern House", city="Denver", email="desk@tern-house.example")


def report_of(listing, reason=UNASKED, **facts):
    given = {"statement": "", "words": "A secret word", "email": "", "at": timezone.now()} | facts
    return handling.receive(listing=listing, reason=reason, key=uuid.uuid4(), **given)


def address(report, act=""):
    return f"/reports/{report.reference}/{act}"


def ask(report, client=None):
    return (client or Client()).post(address(report, "code/"))


def give(report, code, client=None):
    return (client or Client()).post(address(report, "removal/"), {"code": code})


def code_in_the_letter():
    letter = Mail.objects.filter(kind="code").latest("pk")
    return re.search("[0-9A-Z]{5}-[0-9A-Z]{5}", letter.text)[0]


def wrong_one():
    return "0" * 10 if code_in_the_letter() != "00000-00000" else "1" * 10


def stands(listing):
    return Client().get(listing.get_absolute_url()).status_code == 200


def test_the_code_takes_the_listing_down_at_once_and_closes_the_report(listing):
    report = report_of(listing)
    assert ask(report).status_code == 302
    assert give(report, code_in_the_letter()).status_code == 302

    report.refresh_from_db()
    assert (report.state, report.outcome) == ("closed", "removed")
    assert (report.acted_by, report.closed_by) == (None, None)
    assert report.acted_at == report.closed_at is not None
    assert Client().get(listing.get_absolute_url()).status_code == 410
    assert Event.objects.get(kind="removed").reason == "owner_request"
    assert EventActor.objects.get(kind="removed").acted_by is None
    assert Code.objects.get().used_at


def test_the_code_goes_to_the_published_address_and_nothing_of_the_reader_with_it(listing):
    report = report_of(listing, email="reader@mail.example")
    ask(report)

    letter = Mail.objects.get(kind="code")
    told = letter.subject + letter.text + letter.html
    assert letter.to == "desk@tern-house.example"
    hidden = (
        "A secret word",
        "reader@mail.example",
        report.reference,
        short_code.hyphenate(report.reference),
    )
    assert [word for word in hidden if word in told] == []


def test_a_reader_who_wanted_news_gets_it_and_is_forgotten(listing):
    report = report_of(listing, email="reader@mail.example")
    ask(report)
    give(report, code_in_the_letter())

    assert Mail.objects.get(kind="report_closed").to == "reader@mail.example"
    assert Report.objects.get().email == ""


@pytest.mark.parametrize("code", ["", "x", "00000-00000", "1" * 10_000, "é", "\ud7ff"])
def test_without_the_code_the_listing_stands(listing, code):
    report = report_of(listing)
    ask(report)
    answer = give(report, code)

    assert answer.status_code == 400
    assert "<title>Error: " in answer.text
    assert_valid(answer.text)
    assert stands(listing)
    assert Report.objects.get().state == "received"


def test_without_a_code_that_was_sent_the_listing_stands(listing):
    report = report_of(listing)

    assert give(report, "K7M2Q-9RTX4").status_code == 400
    assert stands(listing)


def test_after_five_wrong_codes_the_right_one_does_nothing(listing):
    report = report_of(listing)
    ask(report)
    wrong, right = wrong_one(), code_in_the_letter()
    for _time in range(5):
        give(report, wrong)

    assert give(report, right).status_code == 400
    assert stands(listing)


def test_the_code_of_one_report_does_nothing_for_another(listing):
    one, other = report_of(listing), report_of(listed(name="Other", email="desk@other.example"))
    ask(one)
    right = code_in_the_letter()
    ask(other)

    assert give(other, right).status_code == 400
    assert stands(listing)


def test_a_code_works_once(listing):
    report = report_of(listing)
    ask(report)
    right = code_in_the_letter()
    give(report, right)

    assert give(report, right).status_code == 400
    assert Event.objects.filter(kind="removed").count() == 1


def test_a_published_address_gets_twelve_codes_a_day_whoever_asks(listing):
    for number in range(1, 14):
        last = ask(report_of(listing), Client(REMOTE_ADDR=f"203.0.113.{number}"))

    assert last.status_code == 429
    assert 1 <= int(last["Retry-After"]) <= 86_401
    assert Mail.objects.filter(kind="code").count() == 12


def test_three_requests_of_a_stranger_do_not_keep_the_clinic_from_its_code(listing):
    stranger, report = Client(REMOTE_ADDR="203.0.113.9"), report_of(listing)
    assert [ask(report, stranger).status_code for _time in range(4)] == [302] * 3 + [429]

    assert ask(report_of(listing), Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_strangers_at_twelve_networks_do_not_keep_a_member_from_the_code(listing):
    for number in range(1, 14):
        ask(report_of(listing), Client(REMOTE_ADDR=f"203.0.113.{number}"))
    member = Client(REMOTE_ADDR="198.51.100.7")
    member.force_login(make_member(listing.clinic))

    assert ask(report_of(listing), member).status_code == 302
    assert Mail.objects.filter(kind="code").count() == 13


def test_a_network_asks_for_three_codes_a_day():
    listings = [listed(email=f"desk@clinic-{number}.example") for number in range(4)]
    answers = [ask(report_of(listing)) for listing in listings]

    assert [answer.status_code for answer in answers] == [302] * 3 + [429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 86_400
    assert Mail.objects.filter(kind="code").count() == 3


def test_a_network_tries_twenty_codes_a_day(listing):
    report = report_of(listing)

    answers = [give(report, "").status_code for _time in range(21)]

    assert answers == [400] * 20 + [429]


@pytest.mark.parametrize("reason", [one for one in ReportReason.values if one != UNASKED])
def test_no_other_report_sends_a_code(listing, reason):
    report = report_of(listing, reason)

    assert ask(report).status_code == 400
    assert Mail.objects.filter(kind="code").count() == 0
    assert "Do you run this clinic?" not in Client().get(address(report)).text


def test_a_closed_report_sends_no_code(listing):
    report = report_of(listing)
    take_down(listing)

    assert ask(report).status_code == 400
    assert Mail.objects.filter(kind="code").count() == 0


def test_where_no_e_mail_is_published_a_moderator_decides():
    report = report_of(listed(email=""))

    assert "Do you run this clinic?" not in Client().get(address(report)).text
    assert ask(report).status_code == 400


def test_a_code_that_went_to_a_former_address_does_nothing(listing):
    report = report_of(listing)
    ask(report)
    listed(listing.clinic, email="new@tern-house.example")

    assert give(report, code_in_the_letter()).status_code == 400
    assert stands(listing)
    assert (Code.objects.get().used_at, Report.objects.get().state) == (None, "received")


def test_the_page_offers_the_code_and_then_asks_for_it(listing):
    report, client = report_of(listing), Client()
    before = client.get(address(report)).text
    ask(report, client)
    after = client.get(address(report)).text

    assert "Send a code to the clinic’s published e-mail address" in before
    assert 'name="code"' not in before
    assert 'name="code"' in after
    assert [word for word in ("Tern House", listing.slug, "tern-house") if word in before + after] == []
    for page in (before, after):
        assert_valid(page)
        assert grade(sentences(page)) <= 8


def test_the_pages_take_no_get_and_are_kept_by_no_cache(listing):
    report = report_of(listing)

    assert [Client().get(address(report, act)).status_code for act in ("code/", "removal/")] == [405, 405]
    assert ask(report).headers["Cache-Control"] == "no-store"
    assert give(report, "").headers["Cache-Control"] == "no-store"


def test_another_site_cannot_ask_for_a_code(listing):
    report = report_of(listing)

    assert ask(report, Client(enforce_csrf_checks=True)).status_code == 403
    assert Mail.objects.filter(kind="code").count() == 0
