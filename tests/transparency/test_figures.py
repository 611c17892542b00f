"""The site's figures about itself, at /about/figures/."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import ReportReason
from directory.models import Listing, Report, Submission
from directory.moderation import decisions
from directory.reports import handling
from directory.transparency import figures
from directory.views.about.figures import AGE_LABELS, count_chart, days_in_words
from tests.support import factories
from tests.support.factories import take_down
from tests.support.html import assert_valid, elements
from tests.support.published import days_ago, everything_stated, listed, noon
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

PAGE = "/about/figures/"


def decided(days, *, ago=1, again=None, **facts):
    """A submission that was decided `ago` days ago, and had waited `days` days."""
    until = noon(days_ago(ago))
    submission = factories.make_submission(at=until - timedelta(days=days), **facts)
    decisions.ask_for_changes(submission=submission, by=factories.make_moderator(), words="Why?", at=until)
    Submission.objects.filter(pk=submission.pk).update(again=again)
    return submission


def report(received, acted=None, *, closed="", reason=ReportReason.OTHER):
    """A report of a listing of its own, by the moments that matter."""
    made = handling.receive(
        listing=listed(), reason=reason, statement="", words="x", key=uuid.uuid4(), at=received
    )
    facts = {"state": "closed", "outcome": closed, "closed_at": acted} if closed else {"state": "asked"}
    if acted:
        Report.objects.filter(pk=made.pk).update(acted_at=acted, **facts)
    return made


def tables(client):
    """Each table of the page by its caption, as rows of cells in words."""
    found = {}
    for table in elements(client.get(PAGE).text, "table"):
        words = [one for one in table.iter() if isinstance(one.tag, str)]
        caption = next("".join(one.itertext()) for one in words if one.tag.endswith("caption"))
        rows = [one for one in words if one.tag.endswith("}tr")]
        found[caption] = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]
    return found


# ---- days to decide


def test_median_and_nine_in_ten_lie_between_what_was_measured():
    for days in (1, 2, 3, 4, 10):
        decided(days)

    recent, everything = figures.decision_durations(days_ago(0))

    assert (recent.count, recent.median) == (5, 3)
    assert recent.percentile_90 == pytest.approx(4 + 6 * 0.6)  # percentile_cont: a straight line between two
    assert everything == recent


def test_the_last_ninety_days_are_counted_apart():
    for days, ago in [(1, 1), (1, 89), (1, 90), (9, 91), (9, 200)]:
        decided(days, ago=ago)

    recent, everything = figures.decision_durations(days_ago(0))

    assert (recent.count, everything.count, everything.median) == (3, 5, 1)


def test_fewer_than_five_give_no_median():
    for _time in range(4):
        decided(1)

    recent, _everything = figures.decision_durations(days_ago(0))

    assert (recent.count, recent.median, recent.percentile_90) == (4, None, None)


def test_imports_and_restored_versions_are_left_out():
    older = decided(3)
    decided(0, again=older)
    decided(0, origin=Submission.Origin.IMPORT)

    assert figures.decision_durations(days_ago(0))[1].count == 1


def test_pending_and_withdrawn_submissions_are_no_decisions():
    factories.make_submission()
    taken_back = factories.make_submission()
    decisions.withdraw(submission=taken_back, by=factories.make_member(taken_back.clinic))

    assert figures.decision_durations(days_ago(0))[1].count == 0


@pytest.mark.parametrize("state", ["approved", "rejected", "changes_requested"])
def test_each_way_to_decide_counts(state):
    submission, by = factories.make_submission(), factories.make_moderator()
    if state == "approved":
        decisions.approve(submissions=[submission], by=by)
    elif state == "rejected":
        decisions.reject(submission=submission, by=by, reason="spam")
    else:
        decisions.ask_for_changes(submission=submission, by=by, words="Why?")

    assert figures.decision_durations(days_ago(0))[1].count == 1


# ---- reports


def test_days_to_the_first_act_leave_out_what_nobody_acted_on():
    now = noon(days_ago(1))
    for days in (1, 1, 2, 3, 8):
        report(now - timedelta(days=days), now)
    report(now - timedelta(days=30))

    recent, _everything = figures.first_act_durations(days_ago(0))

    assert (recent.count, recent.median) == (5, 2)


def at(day, hour=17):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


IN_TIME = {
    "on the day it was due": (at(16), at(18), (1, 1)),  # Monday, Wednesday
    "late in the evening of that day": (at(16), at(19, 4), (1, 1)),  # 11 pm
    "on the day after": (at(16), at(19), (0, 1)),
    "over a weekend": (at(20), at(24), (1, 1)),
    "not yet, and its day is over": (at(16), None, (0, 1)),
    "not yet, and there is time": (at(25), None, (0, 0)),  # due on the 30th, after Thanksgiving
}


@pytest.mark.parametrize("case", IN_TIME)
def test_acts_within_two_business_days_are_on_time(case):
    received, acted, expected = IN_TIME[case]
    report(received, acted)

    assert figures.count_acts_on_time(datetime(2026, 11, 27).date()) == expected


def test_reports_are_counted_by_outcome_and_open_ones_by_state():
    now = timezone.now()
    for outcome in ("corrected", "corrected", "removed"):
        report(now, now, closed=outcome)
    report(now)
    report(now, now)

    assert {code: count for code, _label, count in figures.report_outcomes()} == {
        "corrected": 2,
        "removed": 1,
        "confirmed": 0,
        "not_shown": 0,
        "received": 1,
        "asked": 1,
    }


# ---- what waits


def test_waiting_submissions_are_counted_by_age():
    for days in (0, 1, 2, 3, 7, 14, 15, 400):
        factories.make_submission(at=noon(days_ago(days)) if days else None)

    count, oldest, ages = figures.queue_ages(days_ago(0))

    assert (count, timezone.localdate(oldest)) == (8, days_ago(400))
    assert ages == [2, 2, 1, 1, 2]
    assert len(ages) == len(AGE_LABELS)


# ---- listings


def test_listings_are_counted_as_their_pages_say():
    for days in (0, 90, 91, 180, 181, 400):
        listed(on=days_ago(days))
    confirmed = listed(on=days_ago(400))
    decisions.confirm(listing=confirmed, by=None, at=noon(days_ago(5)))
    imported = listed(on=days_ago(10), origin=Submission.Origin.IMPORT, source="A file")
    take_down(listed())
    assert imported.confirmed_on is None

    told = figures.listing_figures(days_ago(0))

    states = [one.listing_state(days_ago(0)) for one in Listing.objects.public()]
    assert told.count == len(states) == 8
    assert (told.current, told.overdue, told.lapsed) == tuple(
        states.count(state) for state in ("current", "overdue", "lapsed")
    )
    assert min(told.current, told.overdue, told.lapsed) > 0


def test_statements_are_counted_as_facts_says():
    for facts in (everything_stated(), {"life_support_on_site": False, "route": ["iv"]}, {"about": ""}):
        listed(**facts)
    listings = list(Listing.objects.all())

    told = {section.key: share for section, share in figures.listing_figures(days_ago(0)).filled}

    for section in SPINE:
        made = [is_stated(getattr(one, name)) for one in listings for name in section.statements]
        assert told[section.key] == pytest.approx(sum(made) / len(made)), section.key
    assert set(STATEMENTS) == {name for section in SPINE for name in section.statements}


def test_an_empty_directory_has_figures(client):
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "0 clinics are listed." in page.text
    assert_valid(page.text)


# ---- the page


@pytest.fixture
def a_history():
    now = noon(days_ago(1))
    for days in (1, 2, 3, 4, 10):
        decided(days)
        report(now - timedelta(days=days), now, closed="corrected")
    factories.make_submission(at=noon(days_ago(9)))


def test_every_plot_has_its_table(client, a_history):
    page = client.get(PAGE).text

    assert len([one for one in elements(page, "svg") if one.get("class") == "plot"]) == 6
    assert len(elements(page, "table")) == 6


def test_the_tables_show_the_figures(client, a_history):
    told = tables(client)

    assert told["Decisions: how long they took"] == [  # five took no time: the listings of the reports
        ["", "Decisions", "Half within", "Nine in ten within"],
        ["Last 90 days", "10", "0.5 days", "4.6 days"],
        ["Since the beginning", "10", "0.5 days", "4.6 days"],
    ]
    assert told["What waits, by how long"][4] == ["8 to 14 days", "1"]
    assert told["Reports by what came of them"][1] == ["The listing was corrected", "5"]
    assert told["Reports: how long they took"][1] == ["Last 90 days", "5", "3 days", "7.6 days"]
    assert told["Listings by when they were confirmed"][1][1:] == ["5", "100 %"]


def test_the_page_says_where_too_few_are_known(client):
    decided(1)

    assert tables(client)["Decisions: how long they took"][1] == [
        "Last 90 days",
        "1",
        "too few to say",
        "too few to say",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0.04, "0 days"), (0.44, "0.4 days"), (1, "1 day"), (1.02, "1 day"), (12.58, "12.6 days")],
)
def test_days_have_one_decimal_place(count, words):
    assert days_in_words(count) == words


def test_bars_are_as_long_as_their_values():
    plot = count_chart([("a", 1), ("b", 4), ("c", 0)])

    assert [bar.length for bar in plot.bars] == ["25.00%", "100.00%", "0.00%"]


@pytest.mark.parametrize("count", [1, pytest.param(20, marks=pytest.mark.slow)])
def test_the_page_takes_nine_queries_and_three_while_nothing_changes(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        report(timezone.now())
        factories.make_submission()

    with django_assert_num_queries(9):
        client.get(PAGE)
    with django_assert_num_queries(3):
        client.get(PAGE)
    factories.make_submission()
    with django_assert_num_queries(8):  # no listing has changed
        client.get(PAGE)


# ---- for caches


def test_the_etag_holds_until_a_figure_changes(client):
    listing, by = listed(email="desk@tern-house.example"), factories.make_moderator()
    acts = {
        "something is sent": lambda: factories.make_submission(),
        "a report comes": lambda: handling.receive(
            listing=listing, reason="other", statement="", words="x", key=uuid.uuid4(), at=timezone.now()
        ),
        "the clinic is asked": lambda: handling.ask_clinic(report=Report.objects.get(), by=by, words="Why?"),
        "it is closed": lambda: handling.close(report=Report.objects.get(), by=by, outcome="confirmed"),
        "something is refused": lambda: decisions.reject(
            submission=Submission.objects.get(state="pending"), by=by, reason="spam"
        ),
    }
    moved = {}
    for name, act in acts.items():
        held = {"If-None-Match": client.get(PAGE)["ETag"]}
        assert client.get(PAGE, headers=held).status_code == 304
        act()
        moved[name] = client.get(PAGE, headers=held).status_code

    assert moved == dict.fromkeys(acts, 200)


def test_the_page_is_the_same_for_everyone(client):
    response = client.get(PAGE)

    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies


def test_the_page_is_valid_and_easy_to_read(client, a_history):
    page = client.get(PAGE).text

    assert_valid(page)
    assert grade(sentences(page)) <= 8
