"""What people type, and what is understood of it: one row of cases.csv each."""

import csv
from pathlib import Path

import pytest

from directory.understanding.parts import Part, Understanding
from directory.understanding.phrases import expand_key, phrases_of
from directory.understanding.reader import understand
from directory.understanding.tables.not_held import PHRASES
from tests.support.name_book import NameBook

TABLE = Path(__file__).parent / "cases.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="|"))


@pytest.fixture(scope="module")
def names() -> NameBook:
    book = NameBook()
    clinics = [
        "La Jolla Mind Clinic",
        "De Novo Ketamine",
        "In Bloom Ketamine",
        "Mt. Tabor Ketamine",
        "Ketamine Wellness Co.",
        "Denver Ketamine",
        "Müller Clinic",
        "Harbor Ketamine Clinic",
    ]
    for number, name in enumerate(clinics):
        book.add(number, name, people=["Dr. Diego Overton"] if not number else (), town="Salida")
    return book


def compact(understanding: Understanding) -> str:
    """The parts in the notation of cases.csv."""
    texts = [_part(part) for part in understanding.parts]
    texts += [f"?{_code(one.typed)}" for one in understanding.not_held]
    return "help" if understanding.asks_for_help else " + ".join(texts) or "-"


def _part(part: Part) -> str:
    mark = "!" * part.excluded + "~" * part.guess
    if part.kind == "facet":
        return mark + ",".join(part.keys)
    if part.kind == "place":
        return f"{mark}@{getattr(part.place, 'label', type(part.place).__name__)}"
    if part.kind == "price":
        return f"${part.price.unit}<{part.price.dollars}" if part.price else "$order"
    if part.kind == "video":
        return f"video:{part.state}"
    return f"{mark}{part.kind}({' '.join(part.terms)})"


def _code(typed):
    from directory.folding import plain

    matching = (code for code, text in PHRASES.items() if plain(typed) in set(phrases_of(text)))
    return next(matching, "?")


def expected(parts: str) -> set[str]:
    return {normal(part) for part in parts.split(" + ")}


def normal(part: str) -> str:
    if ":" not in part or part.startswith(("@", "$", "video")):
        return part
    mark = part[: len(part) - len(part.lstrip("!~"))]
    keys = [key for cell in part.lstrip("!~").split(",") for key in expand_key(cell)]
    return mark + ",".join(sorted(keys))


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['kind']}: {case['typed'] or case['near']}" for case in CASES]
)
def test_what_is_typed_is_understood(case, names):
    read = compact(understand(case["typed"], case["near"] or "", names))

    assert {normal(part) for part in read.split(" + ")} == expected(case["parts"])
