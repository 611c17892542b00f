"""The words in memory find what PostgreSQL finds in the same texts, whatever changed and in which order."""

import gc

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from directory.folding import fold
from directory.index import words as words_module
from directory.index.lexemes import STOP_WORDS, known_rows
from directory.index.rows import Row
from directory.index.words import EVERYWHERE, Words
from tests.support.factories import make_listing
from tests.support.searching import ask

pytestmark = pytest.mark.django_db

POOL = """
    ketamine ketamines infusion infusions infuse therapy therapist therapies harbor harbors harbour aurora
    anesthesiologist anesthesiology adding added emergency emergent news university generously dying
    150 150 20 1 007 3d b12 hour hours minute minutes hourly in or me as a the after work with you st
    muñoz naïve жизнь 日本語 ß ohana don't d.c. under_score
""".split()  # noqa: SIM905
TEXT = st.lists(st.sampled_from(POOL), max_size=8).map(" ".join)
TYPED = st.lists(
    st.sampled_from(POOL) | st.text("abehinorstu150", min_size=1, max_size=4), min_size=1, max_size=4
)
TEXTS = st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT)
# One publication: listing number → its texts, None where it is taken down.
PUBLICATION = st.dictionaries(st.integers(1, 12), TEXTS | st.none(), min_size=1, max_size=5)
MATCHING = """
    SELECT pk FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[]) AS of(pk, a, b, c, d)
    WHERE setweight(to_tsvector('english', a), 'A') || to_tsvector('english', 'gap')
       || setweight(to_tsvector('english', b), 'B') || to_tsvector('english', 'gap')
       || setweight(to_tsvector('english', c), 'C') || to_tsvector('english', 'gap')
       || setweight(to_tsvector('english', d), 'D') @@ to_tsquery('english', %s)
"""


def row(pk, texts):
    """The Row of a listing with a name, an organization, and the three other search texts."""
    fields = dict.fromkeys(Row._fields)
    if texts is None:
        return Row(**fields | {"pk": pk, "removed_at": "2026-11-28"})
    name, organization, *others = map(fold, texts)
    texts = {"search_text_a": f"{name} {organization}".strip(), "organization": organization}
    texts |= {f"search_text_{letter}": text for letter, text in zip("bcd", others, strict=True)}
    return Row(**fields | texts | {"pk": pk})


def published(publications):
    """(Words after several publications, listing number → its texts)"""
    words, texts = Words(), {}
    for publication in publications:
        words = words.updated([row(pk, of_one) for pk, of_one in publication.items()]).settled()
        texts |= publication
    return words, {pk: tuple(map(fold, of_one)) for pk, of_one in texts.items() if of_one}


def expression(terms, weights, *, is_prefix):
    """The words as a query of PostgreSQL; hours and minutes stand right behind their number."""
    lexemes = [f"{term}:{weights}" if weights else term for term in terms]
    if is_prefix:
        lexemes[-1] = f"{terms[-1]}:*{weights}"
    joined = lexemes[0]
    for before, term, one in zip(terms, terms[1:], lexemes[1:], strict=False):
        is_numbered = before.isdecimal() and term in ("hour", "hours", "minute", "minutes")
        joined += f" {'<->' if is_numbered else '&'} {one}"
    return joined


def matching(texts, query):
    """The numbers of the listings that PostgreSQL finds."""
    columns = [list(texts), *zip(*((f"{a} {o}", b, c, d) for a, o, b, c, d in texts.values()), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(MATCHING, [*map(list, columns), query])
        return {pk for (pk,) in cursor.fetchall()}


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    publications=st.lists(PUBLICATION, min_size=1, max_size=6),
    typed=TYPED,
    weights=st.sampled_from(["", "A", "AB", "ABD"]),
    is_prefix=st.booleans(),
    max_recent=st.sampled_from([0, 1, 3, 100]),
)
def test_words_find_what_postgresql_finds(db, publications, typed, weights, is_prefix, max_recent):
    terms = fold(" ".join(typed)).split()
    where = weights.replace("A", "AO") or EVERYWHERE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_module, "MAX_RECENT", max_recent)
        words, texts = published(publications)

    found = words.holding(terms, where, is_prefix=is_prefix)

    expected = matching(texts, expression(terms, weights, is_prefix=is_prefix)) if texts and terms else set()
    assert set(found) == expected
    parts = {name: memoryview(part) for name, part in words.to_parts().items()}
    assert Words.from_parts(parts).holding(terms, where, is_prefix=is_prefix) == found


ROWS = sorted(known_rows())[::700]


@settings(max_examples=100)
@given(
    own=st.lists(st.sampled_from([*map(" ".join, ROWS), "in", "quiet", "or"]), max_size=4).map(" ".join),
    name=st.sampled_from(["", "in", *map(" ".join, ROWS)]),
    asked=st.sampled_from(ROWS),
)
def test_words_in_a_row_are_found_where_they_stand_so_in_one_text(own, name, asked):
    words, _texts = published([{1: (name, "", "", "", own)}])

    for where, texts in {"AOBD": (name, own), "AOB": (name,), "D": (own,)}.items():
        stands = any(f" {' '.join(asked)} " in f" {text} " for text in texts)
        assert set(words.with_rows(asked, BitMap([1, 2]), where)) == ({1} if stands else set())
    for word in ("in", "or"):
        assert set(words.with_stop_word(word)) == ({1} if word in f"{name} {own}".split() else set())


def test_a_stop_word_beside_a_known_row_is_passed_over():
    words, _texts = published([{1: ("", "", "", "", "open after work"), 2: ("", "", "", "", "work after")}])

    assert ("after", "work") in known_rows()
    assert words.with_rows(("the", "after", "work"), BitMap([1, 2])) == BitMap([1])
    assert words.with_rows(("the",), BitMap([1, 2])) == BitMap([1, 2])


def test_the_stop_words_are_those_of_postgresql(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS of(word) WHERE to_tsvector('english', word) <> ''",
            [sorted(STOP_WORDS)],
        )
        assert cursor.fetchall() == []


def test_a_publication_shares_what_did_not_change():
    words, _texts = published([dict.fromkeys(range(1, 200), ("harbor", "", "", "", "quiet"))])

    after = words.updated([row(5, ("aurora", "", "", "", ""))]).settled()

    assert after._segments[0].postings is words._segments[0].postings
    assert (len(words.holding(["harbor"])), len(after.holding(["harbor"]))) == (199, 198)
    assert set(after.holding(["aurora"])) == {5}


def test_segments_stay_few_and_hold_each_listing_once():
    words = Words()
    for number in range(2_000):
        words = words.updated([row(number % 1_500, (f"harbor {number}", "", "", "", ""))]).settled()

    assert len(words._segments) == 2
    assert sum(segment.size for segment in words._segments) + len(words._recent) == 1_500
    assert len(words.holding(["harbor"])) == 1_500
    assert set(words.holding(["1999"])) == {499}
    assert set(words.holding(["499"])) == set()


def test_nothing_that_is_typed_stays_in_memory(today):
    make_listing(name="Harbor")
    typed = "zorb" + "laxian"

    ask(f"q={typed}+harbor", today)

    assert [one for one in gc.get_objects() if isinstance(one, dict) and typed in one] == []
