"""The figures of the site about itself, each as a plot and as a table."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.transparency import figures as told
from directory.web.public_page import public_page

ROW = 2.9  # em, from the label of one bar to the next
AGES = [
    gettext_lazy("Since today or yesterday"),
    gettext_lazy("2 or 3 days"),
    gettext_lazy("4 to 7 days"),
    gettext_lazy("8 to 14 days"),
    gettext_lazy("Over 14 days"),
]

OPEN = {"received": gettext_lazy("Not acted on yet"), "asked": gettext_lazy("Open: the clinic was asked")}


@dataclass(frozen=True)
class Bar:
    """A bar of a plot. Places are in em from the top, the length in percent of the plot."""

    label: str
    words: str
    length: str
    label_at: str
    bar_at: str


@dataclass(frozen=True)
class Plot:
    bars: list
    height: str
    whole: bool  # whether the full width is a whole, which is drawn then


def plot(rows, *, most=None):
    """`rows`: (label, value, words); `most`: the value of the full width, or the longest bar."""
    longest = most or max((value for _label, value, _words in rows), default=0) or 1
    bars = [
        Bar(
            label,
            words,
            f"{100 * value / longest:.2f}%",
            f"{place * ROW + 1:.2f}em",
            f"{place * ROW + 1.45:.2f}em",
        )
        for place, (label, value, words) in enumerate(rows)
    ]
    return Plot(bars, f"{len(rows) * ROW:.2f}em", most is not None)


def counted(rows):
    return plot([(label, count, number_format(count)) for label, count in rows])


def shared(rows):
    return plot([(label, share, percent(share)) for label, share in rows], most=1)


def percent(share):
    return _("%(number)s\N{NO-BREAK SPACE}%%") % {"number": round(100 * share)}


def days(count):
    """`0.4 days`, `1 day`, `12.5 days`"""
    shown = number_format(round(count, 1), 1).removesuffix(".0")
    return ngettext("%(count)s day", "%(count)s days", 1 if shown == "1" else 2) % {"count": shown}


def times(recent, everything):
    """The rows of a table of how long something took, and its plot: None where too few are known."""
    spans = [(_("Last 90 days"), recent), (_("Since the beginning"), everything)]
    rows = [
        (
            label,
            one.count,
            *([days(one.median), days(one.most)] if one.median is not None else [_("too few to say")] * 2),
        )
        for label, one in spans
    ]
    bars = []
    for label, one in spans:
        if one.median is not None:
            bars.append((_("%(when)s: half within") % {"when": label}, one.median, days(one.median)))
            bars.append((_("%(when)s: nine in ten within") % {"when": label}, one.most, days(one.most)))
    return {"rows": rows, "plot": plot(bars) if bars else None}


@public_page(etag_suffix=told.moment)
def figures(request, *, version, today):
    count, oldest, ages = told.waiting(today)
    listings = told.listings_of(version, today)
    punctual, judged = told.in_time(today)
    whole = listings.count or 1
    standing = [
        (_("Confirmed within 90 days"), listings.current),
        (_("Not confirmed lately"), listings.overdue),
        (_("Over 180 days: out of the results"), listings.lapsed),
    ]
    return render(
        request,
        "directory/about/figures.html",
        {
            "few": told.FEW,
            "waiting": count,
            "oldest": oldest,
            "ages": counted(list(zip(AGES, ages, strict=True))) if count else None,
            "decisions": times(*told.decisions(today)),
            "first_acts": times(*told.first_acts(today)),
            "judged": judged,
            "punctual": punctual,
            "in_time": percent(punctual / judged) if judged >= told.FEW else "",
            "outcomes": counted([(OPEN.get(code, label), number) for code, label, number in told.outcomes()]),
            "listings": listings.count,
            "standing": [(label, number, percent(number / whole)) for label, number in standing],
            "shares": shared([(label, number / whole) for label, number in standing]),
            "filled": shared([(_title(section), share) for section, share in listings.filled]),
        },
    )


def _title(section):
    return section.title if section.key == "head" else f"{section.key} {section.title}"
