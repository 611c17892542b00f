"""What benchmarks/ writes of what it measured: tables, aims, ratios and plots. Nothing here takes a time."""

from xml.etree import ElementTree

import pytest

from benchmarks.aims import AIMS, growth
from benchmarks.asked import KINDS
from benchmarks.ratios import worse
from benchmarks.report import document, number, plots, table


def times(factor):
    return {"p50": 1.0 * factor, "p95": 2.0 * factor, "p99": 3.0 * factor, "cpu": 0.5 * factor}


def figures(factor=1.0):
    """What one_size.py says of a size at which each request takes a multiple of a millisecond."""
    states = {"cold": times(4 * factor), "warm": times(2 * factor), "kept": times(factor)}
    kind = {"requests": 30, "bytes": 1000, **states, "static": times(1), "django": times(1), "rows": times(1)}
    memory, start = [{"pss": 90, "rss": 120}] * 2, {"seconds": 0.9, "cpu": 0.8}
    return {
        "machine": {"processor": "a processor", "cores": 2, "versions": {"Python": "3.13"}},
        "runs": {"latency": {"measured": "2026-11-29 04:00", "load": 0.1}},
        "start": start,
        "index": start | {"stored_bytes": 2_000_000, "most_mb": 200, "mb": 100},
        "fresh": memory,
        "kinds": {one.slug: kind for one in KINDS},
        "rates": {
            name: {"a_second": 5_000, "cpu": 0.2, "refused": 0}
            for name in ("304", "the same page", "random pages", "listings")
        },
        "publishing": {
            "publications": 1_000,
            "a_second": 25,
            "seen": [times(100), times(100)],
            "quiet": times(1),
            "busy": times(1),
            "before": memory,
            "after": memory,
        },
        "beside": {
            "questions": ["no filter"],
            "programs": {
                "this site": {"times": {"no filter": 5.0}, "notes": []},
                "another": {"times": {}, "notes": ["not installed: no such package"]},
            },
        },
    }


def row_of(page, name):
    (line,) = [line for line in page.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_table_aligns_all_columns_but_the_first_right():
    assert table(["a", "b"], [["c", "d"]]) == "| a | b |\n| --- | ---: |\n| c | d |\n"


@pytest.mark.parametrize(
    ("value", "said"), [(None, "–"), (0.1234, "0.123"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_a_number_has_three_figures(value, said):
    assert number(value) == said


def test_aims_that_are_missed_are_marked_and_what_bounds_them_is_said_once():
    page = document({2_000: figures(), 1_000_000: figures(5)}, "a command")
    (aim,) = [one for one in AIMS if one.name == "Listing, CPU, warm"]

    assert row_of(page, aim.name) == [aim.name, "1 ms (aim 4)", "✗ **5 ms** (aim 4)"]
    (note,) = [line for line in page.splitlines() if line.endswith(f": {aim.bound}")]
    assert note.removesuffix(f": {aim.bound}") == (
        "- *Listing, CPU, warm*; *Home, CPU, warm*; *p95 to the same page from memory through Django*"
    )


def test_what_was_not_measured_is_a_dash():
    without = {key: value for key, value in figures().items() if key in ("machine", "runs")}
    page = document({2_000: figures(), 10_000: without}, "a command")

    assert [row_of(page, aim.name)[2] for aim in AIMS] == ["–"] * len(AIMS)


def test_a_program_that_was_not_installed_is_in_the_table_with_the_reason():
    page = document({2_000: figures()}, "a command")

    assert row_of(page, "another") == ["another", "–"]
    assert "- *another*: not installed: no such package" in page.splitlines()


def test_growth_is_from_the_smallest_size_to_the_largest():
    grown = growth({2_000: figures(), 10_000: figures(7), 1_000_000: figures(1.5)})

    assert grown == {kind.slug: 1.5 for kind in KINDS}


def test_the_check_finds_ratios_that_are_much_worse_and_no_others():
    stored = {"home": {"cold": {"p50": 4}, "warm": {"p50": 2}, "static": {"p50": 1}}}
    slower_machine = {"home": {"cold": {"p50": 40}, "warm": {"p50": 20}, "static": {"p50": 10}}}
    slower_site = {"home": {"cold": {"p50": 24}, "warm": {"p50": 12}, "static": {"p50": 1}}}

    assert [*worse(slower_machine, stored)] == []
    assert [*worse(slower_site, stored)] == [
        "home: ours to the same bytes from memory is 12.0, and was 2.0: more than 2.5 times as much."
    ]


def test_plots_are_svg_with_a_panel_for_each_kind_and_a_bar_for_each_answer():
    drawn = plots({2_000: figures(), 1_000_000: figures(2)})
    roots = {name: ElementTree.fromstring(svg) for name, svg in drawn.items()}
    namespace = "{http://www.w3.org/2000/svg}"

    assert [*roots] == ["growth.svg", "beside-2000.svg", "beside-1000000.svg"]
    assert len(roots["growth.svg"].findall(f"{namespace}g")) == len(KINDS)
    bars = [one for one in roots["beside-2000.svg"].findall(f"{namespace}rect") if "bar" in one.get("class")]
    assert len(bars) == 1
