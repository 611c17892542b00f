"""The figures of the site about itself, each as a bar chart and as a table."""

from dataclasses import dataclass
from typing import NamedTuple

from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.transparency import figures as transparency
from directory.web import ready
from directory.web.public_page import public_page

ROW_HEIGHT = 2.9  # em, from the label of one bar to the next
AGE_LABELS = [
    gettext_lazy("Today or yesterday"),
    gettext_lazy("2 or 3 days"),
    gettext_lazy("4 to 7 days"),
    gettext_lazy("8 to 14 days"),
    gettext_lazy("Over 14 days"),
]
OPEN_STATE_LABELS = {
    "received": gettext_lazy("Not acted on yet"),
    "asked": gettext_lazy("Open: the clinic was asked"),
}


@dataclass(frozen=True)
class Bar:
    """One bar of a chart. Positions are in em from the top, the length in percent of the chart's width."""

    label: str
    value_in_words: str
    length: str
    label_y: str
    bar_y: str


@dataclass(frozen=True)
class BarChart:
    bars: list
    height: str
    has_whole: bool  # whether the full width stands for all, and is drawn behind each bar


def bar_chart(rows, *, full_width=None):
    """The BarChart of rows of (label, value, value in words).

    full_width  the value that fills the width; by default the largest of the rows
    """
    scale = full_width or max((value for _label, value, _words in rows), default=0) or 1
    bars = [
        Bar(
            label,
            words,
            f"{100 * value / scale:.2f}%",
            f"{index * ROW_HEIGHT + 1:.2f}em",
            f"{index * ROW_HEIGHT + 1.45:.2f}em",
        )
        for index, (label, value, words) in enumerate(rows)
    ]
    return BarChart(bars, f"{len(rows) * ROW_HEIGHT:.2f}em", full_width is not None)


def count_chart(rows):
    """The BarChart of rows of (label, count)."""
    return bar_chart([(label, count, number_format(count)) for label, count in rows])


def share_chart(rows):
    """The BarChart of rows of (label, share from 0 to 1)."""
    return bar_chart([(label, share, percent(share)) for label, share in rows], full_width=1)


def percent(share):
    return _("%(number)s\N{NO-BREAK SPACE}%%") % {"number": round(100 * share)}


def days_in_words(count):
    """`0.4 days`, `1 day`, `12.5 days`"""
    shown = number_format(round(count, 1), 1).removesuffix(".0")
    return ngettext("%(count)s day", "%(count)s days", 1 if shown == "1" else 2) % {"count": shown}


class DurationRow(NamedTuple):
    label: str
    count: int
    median: str
    percentile_90: str


class DurationTable(NamedTuple):
    """A table of durations; without a chart where too few are known for a median."""

    rows: list[DurationRow]
    chart: BarChart | None


def duration_table(durations):
    """The DurationTable of transparency.figures.Durations."""
    rows, bars = [], []
    for label, one in ((_("Last 90 days"), durations.recent), (_("Since the beginning"), durations.all)):
        if one.median is None:
            unknown = _("too few to say")
            rows.append(DurationRow(label, one.count, unknown, unknown))
            continue
        median, percentile_90 = days_in_words(one.median), days_in_words(one.percentile_90)
        rows.append(DurationRow(label, one.count, median, percentile_90))
        bars.append((_("%(when)s: half within") % {"when": label}, one.median, median))
        bars.append((_("%(when)s: nine in ten within") % {"when": label}, one.percentile_90, percentile_90))
    return DurationTable(rows, bar_chart(bars) if bars else None)


class ConfirmationRow(NamedTuple):
    label: str
    count: int
    share: str


@public_page(etag_suffix=transparency.version_tag)
def figures(request, *, version, today):
    key = str(version), transparency.version_tag(), today
    parts = ready.part("directory/about/figures_parts.html", key, lambda: _context(version, today))
    return render(request, "directory/about/figures.html", {"parts": parts.html})


def _context(version, today):
    return {
        "min_for_median": transparency.MIN_FOR_MEDIAN,
        **_work(today),
        **_listings(transparency.cached_listing_figures(version, today)),
    }


def _work(today):
    """What the page says of moderators' work."""
    queue = transparency.queue_ages(today)
    acts = transparency.count_acts_on_time(today)
    outcomes = [
        (OPEN_STATE_LABELS.get(one.code, one.label), one.count) for one in transparency.report_outcomes()
    ]
    return {
        "queue": queue,
        "queue_chart": count_chart(list(zip(AGE_LABELS, queue.by_age, strict=True))),
        "decisions": duration_table(transparency.decision_durations(today)),
        "first_acts": duration_table(transparency.first_act_durations(today)),
        "acts": acts,
        "share_on_time": percent(acts.on_time / acts.total)
        if acts.total >= transparency.MIN_FOR_MEDIAN
        else "",
        "outcomes_chart": count_chart(outcomes),
    }


def _listings(listings):
    """What the page says of the listings."""
    counts = [
        (_("Confirmed within 90 days"), listings.current),
        (_("Not confirmed lately"), listings.overdue),
        (_("Over 180 days ago, so not in the results"), listings.lapsed),
    ]
    shares = [(label, count / (listings.count or 1)) for label, count in counts]
    return {
        "listings": listings.count,
        "confirmations": [
            ConfirmationRow(label, count, percent(share))
            for (label, count), (_label, share) in zip(counts, shares, strict=True)
        ],
        "confirmations_chart": share_chart(shares),
        "filled_chart": share_chart([(_section_title(one.section), one.share) for one in listings.filled]),
    }


def _section_title(section):
    return section.title if section.key == "head" else f"{section.key} {section.title}"
