"""How a notebook is laid out: which leaf a save seals, what it holds, and of which sizes."""

import json
from copy import deepcopy
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checklist import leaves, notebook, seal
from checklist.leaves import LEAVES, StoredText, UnreadText

TODAY = date(2026, 11, 22)
TEXT = some.text(max_size=60)


@some.composite
def books(draw):
    """Books with a typed text in every place that has one."""

    def answers():
        keys = some.sampled_from(["A1", "D1", "D1.a1b2c3", "0a1b2c3d"])
        return {key: vars(notebook.Answer("partly", draw(TEXT), True, 3)) for key in draw(some.sets(keys))}

    def question():
        return {"id": "1f2e3d4c", "text": draw(TEXT)}

    def clinic(number):
        entry = {"id": "99887766", "text": draw(TEXT), "where": draw(TEXT), "on": "2026-10-01"}
        one = {"id": f"{number:08x}", "listing": number, "slug": "x", "name": "X", "answers": answers()}
        return one | {"own_questions": [question()], "read_elsewhere": [entry]}

    book = {"clinics": [clinic(number) for number in range(draw(some.integers(0, 3)))]}
    book |= {"own_questions": [question()], "own_words": draw(TEXT), "priorities": ["D1"]}
    removed = {"on": "2026-11-21", "position": 0}
    removals = [{"clinic": clinic(9)}, {"question": question(), "answers": answers()}]
    return book | {"removed": removed | draw(some.sampled_from([*removals, {"read_elsewhere": question()}]))}


class Stored:
    """A notebook as storage keeps it, but without encryption of root and leaves."""

    def __init__(self, book):
        self.version, self.leaves = 1, {}
        self.take(leaves.arranged(book, version=1, held={}))

    def take(self, layout):
        self.root = leaves.read_root(layout.root)
        self.leaves |= {number: leaves.read_leaf(text) for number, text in layout.leaves.items()}
        self.sizes = {number: len(text) for number, text in layout.leaves.items()}

    def texts(self):
        return {one: sealed for texts in self.leaves.values() for one, sealed in texts.items()}

    def read(self):
        return leaves.read_texts(self.root.book, self.texts())

    def save(self, book):
        """Returns the numbers of the leaves that were sealed."""
        self.version += 1
        number = leaves.turn(self.version)
        layout = leaves.changed(book, self.root, number=number, held=self.leaves[number])
        layout = layout or leaves.arranged(book, version=self.version, held=self.texts(), step=self.root.step)
        self.take(layout)
        return sorted(layout.leaves)


def with_note(book, text):
    book["clinics"][0]["answers"]["D1"] = vars(notebook.Answer("partly", text))
    return book


@pytest.fixture
def stored():
    book = notebook.new()
    notebook.add_clinic(book, listing=1, slug="tern-house", name="Tern House")
    return Stored(book)


@given(books())
def test_a_book_is_read_as_it_was_stored_and_again_after_every_save(book):
    stored = Stored(book)

    assert stored.read() == book
    for _time in range(LEAVES + 1):
        stored.save(stored.read())
        assert stored.read() == book


def test_no_typed_text_is_in_the_root(stored):
    book = with_note(stored.read(), "marker-1")
    book["own_words"] = "marker-2"
    notebook.add_question(book, "marker-3")
    clinic = book["clinics"][0]
    clinic["read_elsewhere"] = [{"id": "99887766", "text": "marker-4", "where": "marker-5", "on": ""}]
    notebook.remove_question(book, notebook.add_question(book, "marker-6", clinic=clinic), today=TODAY)
    layout = leaves.arranged(book, version=1, held={})

    assert len([text for text in (*notebook.all_texts(book), "marker-6") if text]) == 6
    assert [b"marker" in text for text in (layout.root, *layout.leaves.values())] == [False] * 17


def test_each_save_seals_the_leaf_whose_turn_it_is_whatever_it_changes(stored):
    sealed = []
    for number in range(LEAVES):
        book = stored.read()
        if number % 2:
            with_note(book, f"note {number}")
        sealed += stored.save(book)

    assert sealed == [*range(3, LEAVES + 1), 1, 2]


def test_the_version_of_every_leaf_follows_from_that_of_the_notebook(stored):
    versions = dict.fromkeys(range(1, LEAVES + 1), 1)
    for version in range(2, 3 * LEAVES):
        for number in stored.save(stored.read()):
            versions[number] = version
        derived = {
            number: leaves.version_of(number, version=version, whole=stored.root.whole) for number in versions
        }
        assert derived == versions


def test_a_save_may_leave_texts_unread_and_loses_none(stored):
    stored.save(with_note(stored.read(), "A bell"))
    outline = stored.root.book
    outline["own_words"] = "I sleep badly."

    stored.save(outline)

    assert stored.read()["clinics"][0]["answers"]["D1"]["note"] == "A bell"
    assert stored.read()["own_words"] == "I sleep badly."


def test_a_text_that_was_replaced_has_no_key_any_more_where_its_leaf_still_holds_it(stored):
    stored.save(with_note(stored.read(), "First"))
    [first] = [one for one in stored.texts() if one]
    stored.save(with_note(stored.read(), "Second"))

    assert first in stored.texts()
    references = [stored.root.book["clinics"][0]["answers"]["D1"]["note"].reference]
    assert [seal.token_id(leaves._token(UnreadText(one))) == first for one in references] == [False]
    for _turn in range(LEAVES):
        stored.save(stored.read())
    assert first not in stored.texts()


def test_a_text_of_the_root_that_is_in_no_leaf_is_an_error(stored):
    stored.save(with_note(stored.read(), "A bell"))
    lost = stored.root.book["clinics"][0]["answers"]["D1"]["note"]

    with pytest.raises(seal.UnsealError):
        leaves.read_text(lost, {})
    with pytest.raises(seal.UnsealError):
        leaves.changed(stored.root.book, stored.root, number=leaves.leaf_of(lost), held={})


def test_nothing_can_be_made_of_a_text_that_was_not_read(stored):
    stored.save(with_note(stored.read(), "A bell"))
    note = stored.root.book["clinics"][0]["answers"]["D1"]["note"]

    with pytest.raises(TypeError):
        str(note)
    with pytest.raises(TypeError):
        json.dumps(note)
    assert bool(note)


def test_all_leaves_are_of_one_size_and_grow_together(stored):
    steps, whole = [], []
    for number in range(200):
        book = stored.read()
        book["clinics"][0]["answers"][f"A{number}"] = vars(notebook.Answer("partly", "x" * 1_000))
        sealed = stored.save(book)
        whole += [number] * (len(sealed) == LEAVES)
        steps.append(stored.root.step)
        assert max(stored.sizes.values()) + seal.LENGTH_BYTES <= leaves.leaf_bytes(stored.root.step)

    assert (steps[0], steps[-1]) == (0, 3)
    assert sorted(steps) == steps
    assert len(whole) < 10
    assert {after - before for before, after in pairwise(steps)} == {0, 1}


def test_the_largest_notebook_is_stored_and_a_larger_one_refused():
    book = notebook.new()
    for number in range(notebook.MAX_CLINICS):
        clinic = notebook.add_clinic(book, listing=number, slug="x", name="X")
        for key in range(160):
            clinic["answers"][f"A{key}"] = vars(notebook.Answer("partly", "\U0001f5d2" * 1_000))

    assert Stored(book).root.step == leaves.MAX_STEP
    for clinic in book["clinics"]:
        clinic["answers"] |= {f"{key}-2": stored for key, stored in clinic["answers"].items()}
    with pytest.raises(seal.TooLargeError):
        Stored(book)


def test_a_stored_text_is_a_text():
    text = StoredText("A bell", "01x")

    assert (text, text.reference, type(text.strip())) == ("A bell", "01x", str)


def test_a_stored_text_can_be_copied_and_keeps_its_reference():
    text = deepcopy(StoredText("They asked about my heart.", "1:2"))

    assert (str(text), text.reference, type(text)) == ("They asked about my heart.", "1:2", StoredText)
