"""Acts of moderators on a report: ask the clinic, close it, take the listing down."""

import copy
import threading
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from directory import short_code
from directory.facts.vocabulary import DecisionReason, ReportReason
from directory.models import Clinic, Event, EventActor, Mail, Report
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.reports import deadlines, handling
from tests.support import factories
from tests.support.factories import take_down
from tests.support.published import days_ago, listed, noon

pytestmark = pytest.mark.django_db

SECRET = "The reader’s own words"


@pytest.fixture
def listing():
    return listed(name="Tern House", city="Denver", email="desk@tern-house.example")


@pytest.fixture
def moderator():
    return factories.make_moderator()


def report_of(listing, reason=ReportReason.PRICE_WRONG, *, on=None, **facts):
    given = {"statement": "", "words": SECRET, "email": "reader@mail.example"} | facts
    return handling.receive(
        listing=listing, reason=reason, key=uuid.uuid4(), at=noon(on or days_ago(0)), **given
    )


def letters():
    """(kind, recipient) of the letters about reports; publishing queues other letters."""
    return [(mail.kind, mail.to) for mail in Mail.objects.filter(kind__startswith="report").order_by("pk")]


def the_letter():
    return Mail.objects.get(kind__startswith="report")


def read(mail):
    return mail.subject + mail.text + mail.html


# ---- asking the clinic


def test_asking_writes_to_everybody_who_maintains_the_clinic(listing, moderator):
    editor, owner = factories.make_member(listing.clinic), factories.make_owner(listing.clinic)

    handling.ask_clinic(report=report_of(listing), by=moderator, words="What is a session now?")

    assert letters() == [("report_asked", editor.email), ("report_asked", owner.email)]


def test_where_nobody_maintains_it_asking_writes_to_the_published_address(listing, moderator):
    handling.ask_clinic(report=report_of(listing), by=moderator, words="What is a session now?")

    assert letters() == [("report_asked", "desk@tern-house.example")]


def test_the_clinic_reads_the_moderator_and_never_the_reader(listing, moderator):
    report = report_of(listing, statement="session_price_low")
    handling.ask_clinic(report=report, by=moderator, words="What is a session now?")

    letter = read(the_letter())
    assert "What is a session now?" in letter
    assert "The reader chose this reason: The price is wrong." in letter
    hidden = (SECRET, "reader@mail.example", report.reference, moderator.username, moderator.email)
    assert [word for word in hidden if word in letter] == []


def test_asking_is_the_first_act(listing, moderator):
    report = report_of(listing)
    handling.ask_clinic(report=report, by=moderator, words="Why?", at=noon(days_ago(0)))

    report.refresh_from_db()
    assert (report.state, report.acted_by, report.acted_at) == ("asked", moderator, noon(days_ago(0)))
    assert (report.closed_at, report.email) == (None, "reader@mail.example")


def test_asking_without_words_is_refused(listing, moderator):
    with pytest.raises(RefusedError, match="Write your question"):
        handling.ask_clinic(report=report_of(listing), by=moderator, words="")

    assert (letters(), Report.objects.get().state) == ([], "received")


def test_there_must_be_somebody_to_ask(moderator):
    report = report_of(listed(email=""))

    with pytest.raises(RefusedError, match="Call the clinic"):
        handling.ask_clinic(report=report, by=moderator, words="Why?")

    assert Report.objects.get().state == "received"


def test_a_published_address_gets_three_letters_a_day(listing, moderator):
    for _time in range(3):
        handling.ask_clinic(report=report_of(listing), by=moderator, words="Why?")

    with pytest.raises(RefusedError, match="Try again tomorrow"):
        handling.ask_clinic(report=report_of(listing), by=moderator, words="Why?")

    Mail.objects.update(queued_at=noon(days_ago(2)))
    handling.ask_clinic(report=report_of(listing), by=moderator, words="Why?")
    assert len(letters()) == 4


def test_a_clinic_that_was_taken_down_is_not_asked(listing, moderator):
    report = report_of(listing)
    take_down(listing, reason=DecisionReason.OWNER_REQUEST)

    with pytest.raises(RefusedError, match="already been taken down"):
        handling.ask_clinic(report=report, by=moderator, words="Why?")


# ---- closing


def test_closing_keeps_outcome_and_answer_with_who_and_when(listing, moderator):
    report = report_of(listing)
    handling.close(report=report, by=moderator, outcome="corrected", answer="It says $450 now.")

    report.refresh_from_db()
    assert (report.state, report.outcome, report.answer) == ("closed", "corrected", "It says $450 now.")
    assert (report.acted_by, report.closed_by) == (moderator, moderator)
    assert report.acted_at == report.closed_at


def test_who_closes_is_not_who_acted_first(listing, moderator):
    first, report = factories.make_moderator(), report_of(listing, on=days_ago(3))
    handling.ask_clinic(report=report, by=first, words="Why?", at=noon(days_ago(2)))
    handling.close(report=report, by=moderator, outcome="confirmed", at=noon(days_ago(1)))

    report.refresh_from_db()
    assert (report.acted_by, report.acted_at) == (first, noon(days_ago(2)))
    assert (report.closed_by, report.closed_at) == (moderator, noon(days_ago(1)))


def test_the_reader_who_wants_news_gets_one_letter_and_is_forgotten(listing, moderator):
    report = report_of(listing)
    handling.close(report=report, by=moderator, outcome="corrected", answer="It says $450 now.")

    letter = the_letter()
    assert (letter.kind, letter.to) == ("report_closed", "reader@mail.example")
    told = (short_code.hyphenate(report.reference), "The listing was corrected", "It says $450 now.")
    assert [words for words in told if words not in read(letter)] == []
    assert f"/reports/{report.reference}/" in letter.text
    assert Report.objects.get().email == ""


def test_the_letter_to_the_reader_names_neither_the_clinic_nor_their_words(listing, moderator):
    handling.close(report=report_of(listing), by=moderator, outcome="corrected")

    letter = read(the_letter())
    hidden = ("Tern House", listing.slug, SECRET, moderator.username, "The price is wrong")
    assert [word for word in hidden if word in letter] == []


def test_a_reader_without_an_address_gets_no_letter(listing, moderator):
    handling.close(report=report_of(listing, email=""), by=moderator, outcome="corrected")

    assert letters() == []


@pytest.mark.parametrize("outcome", ["", "no_such_outcome"])
def test_a_report_is_closed_with_an_outcome(listing, moderator, outcome):
    with pytest.raises(RefusedError, match="Choose a result"):
        handling.close(report=report_of(listing), by=moderator, outcome=outcome)

    assert Report.objects.get().state == "received"


def test_a_listing_that_stands_was_not_removed(listing, moderator):
    with pytest.raises(RefusedError, match="still public"):
        handling.close(report=report_of(listing), by=moderator, outcome="removed")

    assert Report.objects.get().state == "received"


@pytest.mark.parametrize("outcome", Report.Outcome.values)
def test_the_report_of_a_listing_removed_meanwhile_can_be_closed(listing, moderator, outcome):
    report = report_of(listing)
    take_down(listing, reason=DecisionReason.OWNER_REQUEST)

    handling.close(report=report, by=moderator, outcome=outcome)

    assert Report.objects.get().outcome == outcome


@pytest.mark.parametrize("state", ["asked", "closed"])
def test_what_was_asked_or_closed_is_not_asked_again(listing, moderator, state):
    report = report_of(listing)
    if state == "asked":
        handling.ask_clinic(report=report, by=moderator, words="Why?")
    else:
        handling.close(report=report, by=moderator, outcome="confirmed")
    before = letters()

    with pytest.raises(handling.AlreadyActedError) as told:
        handling.ask_clinic(report=report, by=factories.make_moderator(), words="Why?")

    assert (told.value.report.state, told.value.report.acted_by) == (state, moderator)
    assert letters() == before


# ---- taking down


def test_a_moderator_who_agrees_takes_the_listing_down_and_closes_the_report(client, listing, moderator):
    report = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    handling.take_down(report=report, by=moderator, answer="We took it down.")

    report.refresh_from_db()
    assert (report.state, report.outcome, report.closed_by) == ("closed", "removed", moderator)
    assert client.get(listing.get_absolute_url()).status_code == 410
    assert Clinic.objects.get(pk=listing.clinic_id).closed_at
    assert Event.objects.get(kind="removed").reason == "owner_request"
    assert EventActor.objects.get(kind="removed").acted_by == moderator
    assert letters() == [("report_closed", "reader@mail.example")]


@pytest.mark.parametrize(
    "reason", [one for one in ReportReason.values if one != ReportReason.LISTED_WITHOUT_CONSENT]
)
def test_no_other_report_takes_a_listing_down(listing, moderator, reason):
    with pytest.raises(RefusedError, match="does not ask to take the listing down"):
        handling.take_down(report=report_of(listing, reason), by=moderator)

    listing.refresh_from_db()
    assert (listing.removed_at, Report.objects.get().state) == (None, "received")


def test_a_report_alone_takes_nothing_down(client, listing):
    report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)

    assert client.get(listing.get_absolute_url()).status_code == 200


def test_a_listing_is_taken_down_once(listing, moderator):
    one, other = (report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT) for _time in range(2))
    handling.take_down(report=one, by=moderator)

    with pytest.raises(RefusedError, match="already been taken down"):
        handling.take_down(report=other, by=moderator)

    other.refresh_from_db()
    assert (other.state, Event.objects.filter(kind="removed").count()) == ("received", 1)


# ---- who may


ACTS = {
    "ask": lambda report, by: handling.ask_clinic(report=report, by=by, words="Why?"),
    "close": lambda report, by: handling.close(report=report, by=by, outcome="confirmed"),
    "take down": lambda report, by: handling.take_down(report=report, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_a_report_about_their_own_organization(listing, moderator, act):
    factories.make_owner(listing.clinic)
    listing.clinic.organization.memberships.create(user=moderator, role="editor")
    report = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)

    with pytest.raises(OwnClinicError):
        ACTS[act](report, moderator)

    assert (Report.objects.get().state, letters()) == ("received", [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ACTS)
def test_of_ten_at_once_one_acts_and_the_others_are_told(act):
    listing = listed(email="desk@tern-house.example")
    report = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    moderators = [factories.make_moderator() for _one in range(10)]
    ready, ended = threading.Barrier(10, timeout=30), []

    def one(by):
        try:
            ready.wait()
            ACTS[act](copy.copy(report), by)
            ended.append("acted")
        except RefusedError as told:
            ended.append(type(told).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[by]) for by in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ended) == ["AlreadyActedError"] * 9 + ["acted"]
    assert len(letters()) == 1
    assert Event.objects.filter(kind="removed").count() == (act == "take down")


# ---- what is overdue


def test_overdue_begins_on_the_day_after_the_last():
    listing = listed()
    received = {day: report_of(listing, on=day).pk for day in map(days_ago, range(12))}
    today = timezone.localdate()

    late = set(Report.objects.overdue(deadlines.overdue_since(today)).values_list("pk", flat=True))

    assert late == {pk for day, pk in received.items() if deadlines.due_on(noon(day)) < today}


def test_what_was_acted_on_is_not_overdue(listing, moderator):
    report = report_of(listing, on=days_ago(20))
    since = deadlines.overdue_since(timezone.localdate())
    assert list(Report.objects.overdue(since)) == [report]

    handling.ask_clinic(report=report, by=moderator, words="Why?")

    assert list(Report.objects.overdue(since)) == []


def test_without_consent_comes_first_then_what_is_overdue_then_the_oldest(listing, moderator):
    fresh = report_of(listing)
    asked = report_of(listing, on=days_ago(40))
    late = report_of(listing, on=days_ago(20))
    unasked = report_of(listing, ReportReason.LISTED_WITHOUT_CONSENT)
    report_of(listing, on=days_ago(50), email="")
    handling.close(report=Report.objects.latest("pk"), by=moderator, outcome="confirmed")
    handling.ask_clinic(report=asked, by=moderator, words="Why?")

    found = Report.objects.open().most_urgent_first(deadlines.overdue_since(timezone.localdate()))

    assert list(found) == [unasked, late, asked, fresh]


# ---- what the reader sees of it


def test_the_state_page_shows_the_answer_and_when_it_was_closed(listing, moderator):
    report = report_of(listing, on=days_ago(3))
    handling.close(report=report, by=moderator, outcome="corrected", answer="It says <b>$450</b> now.")

    page = Client().get(f"/reports/{report.reference}/").text

    assert "It says &lt;b&gt;$450&lt;/b&gt; now." in page
    assert "A moderator will act by" not in page
    hidden = (SECRET, "reader@mail.example", "Tern House", listing.slug, moderator.username)
    assert [word for word in hidden if word in page] == []


def test_until_somebody_acts_the_state_page_says_by_when(listing):
    report = report_of(listing)

    page = Client().get(f"/reports/{report.reference}/").text

    assert "A moderator will act by" in page
    assert f'<time datetime="{deadlines.due_on(report.received_at):%Y-%m-%d}">' in page


def test_the_state_page_says_that_we_are_late(listing):
    report = report_of(listing, on=days_ago(20))

    page = Client().get(f"/reports/{report.reference}/").text

    assert "A moderator should have acted by" in page
    assert "We are late." in page
