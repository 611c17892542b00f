"""The reader as a whole: a word more never finds more, spans and undoing, hostile texts, both boxes."""

import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from directory.understanding.long_texts import LONG_TEXT
from directory.understanding.parts import Part
from directory.understanding.phrases import table
from directory.understanding.reader import understand
from directory.understanding.tokens import tokenize
from tests.support.name_book import NameBook

NAMES = NameBook()
NAMES.add(1, "Harbor Ketamine Clinic", "North Gate", people=["Dr. Diego Overton"], town="Salida")
NAMES.add(2, "La Jolla Mind Clinic", town="La Jolla")
NAMES.add(3, "Denver Ketamine", town="Denver")

KINDS = ("facet", "filler", "grammar", "whole", "not_held", "order", "text")
# "Nothing works" is said of depression, and goes when another condition is named. The words of a name, of a
# price or of a negation are no words to add: they belong to what stands before them.
PHRASES = sorted(
    phrase
    for phrase, entry in table().entries.items()
    if entry.kind in KINDS and not any(reading.is_fallback for reading in entry.readings)
)
OTHERS = [
    "harbor",
    "overton",
    "diego",
    "salida",
    "Denver",
    "80202",
    "Boulder, CO",
    "under $400",
    "xyzzy",
    "garden",
]
words = st.one_of(st.sampled_from(PHRASES), st.sampled_from(OTHERS))


def narrowing(part: Part) -> bool:
    """True if a part narrows: a guess, and the lowest price first, do not."""
    return not part.guess and not (part.kind == "price" and part.price is None)


def is_kept(part: Part, text: str, after: tuple[Part, ...], longer: str) -> bool:
    """True if a longer text narrows by what a part narrows by.

    Either the part is there again, with at least its typed words, and with no more alternatives; or its last
    word has begun a longer phrase, which is read as a whole: "social" and "social anxiety".
    Of two places the surer one is searched around ("Denver 80202"); the words of the other narrow as text.
    """
    for other in after:
        is_same = (other.kind, other.excluded, other.place) == (part.kind, part.excluded, part.place)
        if is_same and set(other.keys) <= set(part.keys) and set(part.terms) <= set(other.terms):
            return True
    if part.kind == "place" and any(other.kind == "place" for other in after):
        return set(part.terms) <= {term for other in after for term in other.terms}
    return ends_in_new_phrase(part, text, longer)


def ends_in_new_phrase(part, text, longer):
    """True if a phrase that begins inside the old text goes on in the words that were added."""
    return any(start < len(text) < stop and part.span[1] > start for start, stop in spans_of_phrases(longer))


def spans_of_phrases(text):
    """Where the claims of a text stand."""
    from directory.understanding.claims import ClaimedText
    from directory.understanding.tokens import tokenize

    claimed = ClaimedText(text, tokenize(text), NAMES, strict=True)
    for claim in claimed.claims:
        yield claimed.tokens[claim.start].start, claimed.tokens[claim.stop - 1].stop


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=4), words)
@example(["iv"], "spravato")
@example(["garden"], "medicaid")
@example(["medicaid"], "garden")
@example(["harbor"], "ketamine")
@example(["social"], "anxiety")
def test_a_word_more_never_finds_more(typed, added):
    text = " ".join(typed)
    longer = f"{text} {added}"
    before, after = understand(text, "", NAMES), understand(longer, "", NAMES)
    assume(len(before.parts) < 30 and len(tokenize(longer)) < LONG_TEXT)

    lost = [part for part in before.parts if narrowing(part) and not is_kept(part, text, after.parts, longer)]

    assert lost == []


@pytest.mark.parametrize("text", ["½", "1½ hours", "\ufdfa", "a\u034fb", "col\u0140lab", "\u0b94\u0b94"])
def test_every_term_is_one_word_of_letters_and_digits(text):
    """Terms become a query of PostgreSQL's full-text search, in which a space is a fault."""
    terms = [term for part in understand(text, text, NAMES).parts for term in part.terms]

    assert [term for term in terms if not term.isalnum()] == []


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=80))
def test_any_text_is_read_and_every_part_stands_where_it_says(q, near):
    understanding = understand(q, near, NAMES)

    texts = {"q": q, "near": near}
    assert [texts[part.box][slice(*part.span)] for part in understanding.parts] == [
        part.typed for part in understanding.parts
    ]


@pytest.mark.parametrize(
    ("q", "near", "number", "rest"),
    [
        ("IV, Medicaid and evenings", "", 0, ("Medicaid and evenings", "")),
        ("IV, Medicaid and evenings", "", 1, ("IV, and evenings", "")),
        ("IV, Medicaid and evenings", "", 2, ("IV, Medicaid", "")),
        ("spravato near Denver", "", 1, ("spravato", "")),
        ("iv", "Denver, CO", 1, ("iv", "")),
        ("no nasal spray, KAP", "", 0, ("KAP", "")),
        ("IV or Spravato", "", 0, ("", "")),
    ],
)
def test_a_part_is_taken_away_with_what_joined_it(q, near, number, rest):
    understanding = understand(q, near, NAMES)

    assert understanding.without(understanding.parts[number]) == rest


def test_a_word_that_folds_into_two_is_looked_up_as_two():
    (part,) = understand("Z\u034falgo", "", NAMES).parts

    assert (part.typed, part.terms) == ("Z\u034falgo", ("z", "algo"))


@pytest.mark.parametrize(
    "text",
    [
        "me or in " * 60,
        '"' * 500,
        "i v " * 130,
        "under $5 " * 60,
        "1,2" * 160,
        "$" * 500,
        "a" + "\u0301" * 499,
        "no " * 170,
        "xqzvkpw " * 60,
    ],
)
def test_no_text_of_500_characters_is_read_slowly(text):
    understand("warm up", "", NAMES)
    text = text[:500]

    start = time.process_time()
    for _ in range(3):
        understand(text, "", NAMES)

    assert (time.process_time() - start) / 3 < 0.1  # 2 to 20 ms on the machine of a developer


@pytest.mark.parametrize(
    ("q", "near", "read"),
    [
        ("", "Denvr, CO", [("place", "Denver, CO", None)]),
        ("iv in Seatle WA", "", [("facet", "route:iv", None), ("place", "Seattle, WA", None)]),
        ("iv 50 miles from Denver", "", [("facet", "route:iv", None), ("place", "Denver, CO", 50)]),
        ("within 10 miles of 80202", "", [("place", "Denver, CO 80202", 10)]),
    ],
)
def test_a_place_takes_its_state_and_its_miles_with_it(q, near, read):
    assert [
        (part.kind, part.place.label, part.place.miles) if part.place else (part.kind, *part.keys, None)
        for part in understand(q, near, NAMES).parts
    ] == read


def test_the_name_of_a_clinic_does_not_change_how_a_sentence_is_read():
    others = NameBook()
    others.add(1, "Hi Desert Busco")

    for q in (
        "hi do you take medicaid",
        "Hi, looking for spravato",
        "busco un psiquiatra que acepta medicaid",
    ):
        assert understand(q, "", others).parts == understand(q, "", NameBook()).parts
