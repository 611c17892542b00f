"""Names in arrays answer as plain dictionaries do, whatever changed before, and from a snapshot as well."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from directory.folding import fold
from directory.index import names
from directory.index.names import Names
from directory.index.rows import Row
from tests.support.name_book import NameBook

WORDS = """Harbor Ketamine KETAMINE Muller Müller Mueller and & De Novo DeNovo Clinic Center LLC PA St.
    Mt. O'Brien naïve 東京 ½ x cross crossss Dr. MD""".split()  # noqa: SIM905
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
listings = st.fixed_dictionaries(
    {
        "name": texts,
        "alias": texts,
        "organization": texts,
        "people": st.lists(texts, max_size=2),
        "city": texts,
        "is_public": st.booleans(),
    }
)
batches = st.lists(st.dictionaries(st.integers(1, 12), listings, max_size=6), max_size=6)


def row(pk, *, name="", alias="", organization="", people=(), city="Denver", is_public=True):
    return Row(
        **dict.fromkeys(Row._fields)
        | {
            "pk": pk,
            "removed_at": None if is_public else date(2026, 1, 1),
            "name": name,
            "alias": alias,
            "organization": organization,
            "city": city,
            "state": "CO",
            "practitioners": [{"name": person} for person in people],
        }
    )


def names_of(*changes):
    """Names after several changes, each a dict of pk → keywords of row()."""
    new = Names()
    for rows in changes:
        new = new.updated([row(pk, **listing) for pk, listing in rows.items()])
    return new


def public(batches):
    """pk → listing, of those that are public in the end, by pk."""
    listings = {}
    for batch in batches:
        listings |= batch
    return {pk: one for pk, one in sorted(listings.items()) if one["is_public"]}


def book_of(listings):
    book = NameBook()
    for pk, one in listings.items():
        book.add(pk, one["name"], one["alias"], one["organization"], one["people"], one["city"])
    return book


def beginnings(listings, typed):
    """What `beginning_with` shall yield, by comparing every name."""
    folded, found = fold(typed), []
    for pk, one in listings.items():
        for text in (fold(one["name"]), fold(one["alias"])):
            for at in (at for at in range(len(text)) if at == 0 or text[at - 1] == " "):
                if folded and text.startswith(folded, at):
                    shown = " ".join(one["name"].split()), " ".join(one["city"].split()), "CO"
                    found.append((at > 0, text[at:].encode(), pk, shown))
    return [(pk, *shown) for _inner, _text, pk, shown in sorted(found)]


def answers(names, typed):
    words = fold(typed).split()
    return {
        "words": [word for word in words if word in names],
        "spellings": [names.spelling(word) for word in words],
        "found": list(names.find(words)),
    }


def similar(names, words):
    """The words that are one edit away, of those that are `similar`."""
    return {word: {other for other in names.similar(word, 1) if is_near(word, other)} for word in words}


def is_near(word, other):
    return abs(len(word) - len(other)) <= 1 and sum(a != b for a, b in zip(word, other, strict=False)) <= 1


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(names, "MAX_RECENT", 3)


@settings(max_examples=150)
@given(
    batches=batches, typed=st.lists(st.sampled_from([*WORDS, "mu", "ke", "crosss"]), max_size=6).map(" ".join)
)
@pytest.mark.usefixtures("small")
@pytest.mark.slow
def test_arrays_answer_as_dictionaries_do(batches, typed):
    compact, listings = names_of(*batches), public(batches)
    book, words = book_of(listings), fold(typed).split()

    for one in (compact, Names.from_parts(compact.to_parts())):
        assert answers(one, typed) == answers(book, typed)
        assert similar(one, words) == similar(book, words)
        assert one.with_name(fold(typed)) == BitMap(
            pk
            for pk, listing in listings.items()
            if fold(typed) and fold(typed) in (fold(listing["name"]), fold(listing["alias"]))
        )
        assert list(one.beginning_with(typed)) == beginnings(listings, typed)


def test_a_listing_that_is_removed_or_renamed_is_forgotten():
    before = names_of({1: {"name": "Tern House"}, 2: {"name": "Müller & Sons"}}).settled()
    after = before.updated([row(1, name="Tern Rooms"), row(2, is_public=False)])

    assert [word in after for word in ("tern", "rooms", "house", "muller")] == [True, True, False, False]
    assert list(after.find(["tern", "house", "tern", "rooms", "muller", "sons"])) == [(2, 4, "tern rooms")]
    assert list(before.find(["tern", "house"])) == [(0, 2, "tern house")]


@pytest.mark.usefixtures("small")
def test_one_change_shares_the_arrays_of_the_others():
    before = names_of({pk: {"name": f"Clinic {pk}"} for pk in range(1, 9)})
    after = before.updated([row(1, name="Tern House")])

    assert [layer.segment for layer in after._layers] == [layer.segment for layer in before._layers]
