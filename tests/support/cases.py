"""What people type, and what should come: the cases of tests/search/cases, run through the search.

Each stands for a kind, and was written without a look at the reader. A case is right if the search finds
exactly the listings that one of its readings expects. A listing in whose own words (name, town, people,
descriptions) all the typed words stand may be found in addition, but for a case that excludes.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.http import QueryDict

from directory.search.query import QuestionError, help_comes_first
from tests.support.expected_places import answer_of
from tests.support.expected_words import Directory
from tests.support.searching import ask

FOLDER = Path(__file__).resolve().parents[1] / "search" / "cases"


@dataclass(frozen=True)
class Case:
    """A row: what is typed into the box of words and of places, and what it expects."""

    kind: str
    q: str
    near: str
    expected: str
    note: str = ""

    @property
    def typed(self) -> str:
        return self.q if self.q else self.near

    @property
    def params(self) -> QueryDict:
        params = QueryDict(mutable=True)
        params.update({name: value for name, value in (("q", self.q), ("near", self.near)) if value})
        return params


@dataclass(frozen=True)
class Verdict:
    """A Case, whether it is right, and what came instead."""

    case: Case
    is_right: bool
    came: str = ""


def read(name: str) -> list[Case]:
    """The cases of a file, "words" or "places"."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [Case(**({"q": "", "note": ""} | row)) for row in csv.DictReader(file)]


def judge(case: Case, directory: Directory) -> Verdict:
    """The Verdict of a case over a Directory."""
    asks_for_help = help_comes_first(case.params)
    try:
        results = ask(case.params.urlencode(), directory.today)
    except QuestionError as error:
        return Verdict(case, asks_for_help and case.expected == "help", f"refused: {error}")
    if not case.q:
        answer = answer_of(results, asks_for_help)
        return Verdict(
            case, answer.is_right(case.expected) or _reads_words(case, results, directory), str(answer)
        )
    readings = list(directory.expected(case.expected))
    is_right = any(_is_met(one, case, results, directory, asks_for_help) for one in readings)
    return Verdict(case, is_right, "" if is_right else _came(readings, results, directory))


def _is_met(reading, case, results, directory, asks_for_help):
    flags = {
        "help": lambda _: asks_for_help,
        "no_help": lambda _: not asks_for_help,
        "no_suggestion": lambda _: not any(part.corrected for part in results.understanding.parts),
        "not_held": lambda _: bool(_understood(results, "not_held")),
        "order": lambda code: results.sorting.code == code or _asks_for_low_price(results),
        "first": lambda slug: _slugs(results, directory)[:1] == [slug],
        "has": lambda slug: slug in _slugs(results, directory),
    }
    if not all(flags[name](value) for name, value in reading.flags):
        return False
    return reading.ids is None or _is_same(reading, case, set(results.matches.ids), directory)


def _is_same(reading, case, found, directory):
    more = found - reading.ids
    if reading.ids - found or (more and reading.excludes):
        return False
    return all(directory.stated[pk].says(case.typed) for pk in more)


def _reads_words(case, results, directory):
    expected = (one for one in case.expected.split(" | ") if one.startswith("words:"))
    readings = (reading for one in expected for reading in directory.expected(one.removeprefix("words:")))
    return any(_is_same(reading, case, set(results.matches.ids), directory) for reading in readings)


def _understood(results, name):
    return getattr(getattr(results, "understanding", None), name, ())


def _asks_for_low_price(results):
    """True for "cheap": the lowest price first, as soon as prices can be compared."""
    parts = _understood(results, "parts")
    return any(part.kind == "price" and part.price is None for part in parts)


def _slugs(results, directory):
    return [directory.stated[pk].slug for pk in results.sorting.ids(0, len(directory.stated))]


def _came(readings, results, directory):
    """What differs from the nearest reading, for people: "12 found, 3 missing: …; 2 too many: …"."""
    found = set(results.matches.ids)
    expected = [one.ids for one in readings if one.ids is not None]
    nearest = min(expected, key=lambda ids: len(ids ^ found), default=found)
    missing, more = (
        ", ".join(sorted(directory.stated[pk].slug[:24] for pk in ids)[:3])
        for ids in (nearest - found, found - nearest)
    )
    return (
        f"{len(found)} found, {len(nearest)} expected; missing {len(nearest - found)}: {missing or '-'}; "
        f"more {len(found - nearest)}: {more or '-'}"
    )


def by_kind(verdicts: list[Verdict]) -> dict[str, list[Verdict]]:
    """{"setting": [Verdict, …], …} in the order of the file."""
    kinds = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.case.kind].append(verdict)
    return dict(kinds)
