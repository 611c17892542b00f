"""How a notebook is laid out for storage: a root, and sixteen leaves that hold what was typed. Pure.

The root has everything but typed texts: clinics, impressions, choices, and of each text the leaf that holds
it and the key that decrypts it. Every notebook has LEAVES leaves, all of one size; one step gives the sizes
of root and leaves.

A save seals the root and one leaf, whatever was changed. Which leaf is said by the version alone (`turn`): so
the rows that change tell nothing, and the version of every leaf follows from that of the root (`version_of`).
New texts go into that leaf. What it held is carried over; a text that is no longer in the root is dropped. An
old text in a leaf whose turn has not come can't be read any more: the key was in the root alone.

Where the texts do not fit, all leaves are sealed anew, in balance, and one step larger if need be.
"""

import base64
import heapq
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from checklist import seal
from checklist.book import Book

LEAVES = 16
ROOT = 0  # the number of the root, where leaves have theirs, from 1
SMALLEST_LEAF_BYTES = 2 * 1024
SMALLEST_ROOT_BYTES = 4 * 1024
# The leaves then have 8 MiB: twice as much as twelve clinics with a note of 1,000 characters to every answer.
MAX_STEP = 8
FULL = 0.75  # of a leaf is filled at most where all are sealed anew; the rest is for the next saves
LENGTH_BYTES = 4

LeafTexts = dict[bytes, bytes]  # id of a token → ciphertext of its text


class StoredText(str):
    """A text that was read from a leaf. `reference`: what the root holds of it."""

    reference: str

    def __new__(cls, text: str, reference: str):
        stored = super().__new__(cls, text)
        stored.reference = reference
        return stored

    def __reduce__(self):
        return StoredText, (str(self), self.reference)  # for copies, which dataclasses.astuple() makes


class UnreadText:
    """A text that stands in a leaf which was not read; it is not empty. Nothing can be shown of it."""

    def __init__(self, reference: str):
        self.reference = reference

    def __str__(self):
        raise TypeError("This text was not read.")


class Root(NamedTuple):
    """What the root of a notebook says.

    book   the content, with an UnreadText for each text
    step   of the sizes: leaf_bytes(step), root_bytes(step)
    whole  the version in which all leaves were sealed last
    """

    book: Book
    step: int
    whole: int


class Layout(NamedTuple):
    """What a save seals: the root, and the content of each leaf that it writes, by number."""

    root: bytes
    leaves: dict[int, bytes]
    step: int


def leaf_bytes(step: int) -> int:
    """The size to which each leaf is padded."""
    return SMALLEST_LEAF_BYTES << step


def root_bytes(step: int) -> int:
    """The size to which the root is padded."""
    return max(SMALLEST_ROOT_BYTES, leaf_bytes(step))


def turn(version: int) -> int:
    """The number of the leaf that the save which makes this version seals."""
    return 1 + version % LEAVES


def version_of(number: int, *, version: int, whole: int) -> int:
    """The version under which a leaf was sealed last, in a notebook of this version."""
    return max(whole, version - (turn(version) - number) % LEAVES)


# ---- reading


def read_root(text: bytes) -> Root:
    """Read the root as `changed` or `arranged` made it."""
    content = json.loads(text)
    book = _map_texts(content["book"], _unread, _unpacked)
    return Root(book, content["step"], content["whole"])


def _unread(reference):
    return UnreadText(reference) if reference else ""


def read_leaf(text: bytes) -> LeafTexts:
    """Id of a token → ciphertext, of every text in a leaf."""
    texts, place = {}, 0
    while place < len(text):
        start = place + seal.TOKEN_ID_BYTES + LENGTH_BYTES
        end = start + int.from_bytes(text[start - LENGTH_BYTES : start])
        texts[text[place : place + seal.TOKEN_ID_BYTES]] = text[start:end]
        place = end
    return texts


def leaf_of(text: UnreadText | StoredText) -> int:
    """The number of the leaf that holds a text."""
    return int(text.reference[:2])


def read_text(text: UnreadText, texts: LeafTexts) -> StoredText:
    """The text, from the texts of its leaf. Raises seal.UnsealError."""
    token = _token(text)
    return StoredText(seal.unseal_text(_held(token, texts), token), text.reference)


def read_texts(book: Book, texts: LeafTexts, *, clinic_id: str | None = None) -> Book:
    """The book of a Root with its texts, from those of all leaves. Raises seal.UnsealError.

    clinic_id  of the clinic whose texts are read, besides those of no clinic; None: of all
    """
    ids = None if clinic_id is None else {clinic_id}
    return _map_texts(book, lambda text: read_text(text, texts) if text else "", _as_it_is, clinic_ids=ids)


def _token(text):
    return base64.b64decode(text.reference[2:])


def _held(token, texts):
    try:
        return texts[seal.token_id(token)]
    except KeyError:
        raise seal.UnsealError from None


# ---- writing


def changed(book: Book, root: Root, *, number: int, held: LeafTexts) -> Layout | None:
    """The Layout of a save that seals one leaf; None where that does not fit: see `arranged`.

    number  of the leaf that is sealed
    held    its texts until now
    raises  seal.UnsealError where a text of the root is not among them
    """
    kept: LeafTexts = {}

    def refer(text):
        if not text:
            return ""
        if not isinstance(text, UnreadText | StoredText):
            return _new_text(text, number, kept)
        if leaf_of(text) == number:
            token = _token(text)
            kept[seal.token_id(token)] = _held(token, held)
        return text.reference

    packed = _map_texts(book, refer, _packed)
    root_text, leaf = _root_text(packed, root.step, root.whole), _leaf_text(kept)
    fits = _fits(root_text, root_bytes(root.step)) and _fits(leaf, leaf_bytes(root.step))
    return Layout(root_text, {number: leaf}, root.step) if fits else None


def arranged(book: Book, *, version: int, held: LeafTexts, step: int = 0) -> Layout:
    """The Layout of a save that seals the root and all leaves, in balance.

    version  that the save makes
    held     the texts of all leaves until now: {} for a new notebook, which gets new keys for all
    step     of the sizes at least
    raises   seal.TooLargeError; seal.UnsealError where the root refers to a text that is in no leaf
    """
    tokens: list[bytes] = []  # in the order in which `_map_texts` meets the texts
    kept: LeafTexts = {}

    def collect(text):
        if not text:
            return ""
        if isinstance(text, UnreadText) or (isinstance(text, StoredText) and held):
            token = _token(text)
            kept[seal.token_id(token)] = _held(token, held)
        else:
            token = seal.new_token()
            kept[seal.token_id(token)] = seal.seal_text(text, token)
        tokens.append(token)
        return token

    packed = _map_texts(book, collect, _packed)
    leaves, by_id = _balanced(kept)
    root_text = b""
    for one in range(step, MAX_STEP + 1):
        references = (_reference(by_id[seal.token_id(token)], token) for token in tokens)
        referring = _map_texts(packed, lambda text, one=references: next(one) if text else "", _repacked)
        root_text = _root_text(referring, one, version)
        room = leaf_bytes(one) if one == MAX_STEP else int(FULL * leaf_bytes(one))
        if _fits(root_text, root_bytes(one)) and all(_fits(leaf, room) for leaf in leaves.values()):
            return Layout(root_text, leaves, one)
    raise seal.TooLargeError


def _new_text(text, number, kept):
    token = seal.new_token()
    kept[seal.token_id(token)] = seal.seal_text(text, token)
    return _reference(number, token)


def _reference(number, token):
    return f"{number:02}{base64.b64encode(token).decode()}"


def _balanced(texts):
    """The content of each leaf by number, and id → number: the longest text first, into the emptiest leaf."""
    filled = [(0, number) for number in range(1, LEAVES + 1)]
    by_leaf: dict[int, LeafTexts] = {number: {} for _size, number in filled}
    numbers = {}
    for one, sealed in sorted(texts.items(), key=lambda item: len(item[1]), reverse=True):
        size, number = filled[0]
        heapq.heapreplace(filled, (size + len(sealed), number))
        by_leaf[number][one] = sealed
        numbers[one] = number
    return {number: _leaf_text(held) for number, held in by_leaf.items()}, numbers


def _leaf_text(texts):
    return b"".join(one + len(sealed).to_bytes(LENGTH_BYTES) + sealed for one, sealed in texts.items())


def _root_text(packed, step, whole):
    content = {"step": step, "whole": whole, "book": packed}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _fits(text, size):
    return seal.LENGTH_BYTES + len(text) <= size


# ---- where the typed texts stand in a book


def _packed(answer, change):
    """An answer as the root has it: a list, so that the names of its fields are not repeated."""
    return [answer["impression"], change(answer["note"]), answer["differs"], answer["version"]]


def _repacked(packed, change):
    impression, note, differs, version = packed
    return [impression, change(note), differs, version]


def _unpacked(packed, change):
    impression, note, differs, version = packed
    return {"impression": impression, "note": change(note), "differs": differs, "version": version}


def _as_it_is(answer, change):
    return {**answer, "note": change(answer["note"])}


def _map_texts(
    book: Any,
    change: Callable[[Any], Any],
    answer: Callable[[Any, Any], Any],
    *,
    clinic_ids: set[str] | None = None,
) -> Any:
    """A copy of a book in which `change` replaced each typed text, and `answer` each answer.

    clinic_ids  of the clinics in which they do; None: in all

    Texts that a later version puts elsewhere stay in the root unless they are named here.
    """
    copy = dict(book)
    copy["clinics"] = [
        _map_clinic(one, change, answer) if clinic_ids is None or one["id"] in clinic_ids else one
        for one in book["clinics"]
    ]
    copy["own_questions"] = _map_entries(book["own_questions"], change)
    if "own_words" in book:
        copy["own_words"] = change(book["own_words"])
    if "removed" in book:
        copy["removed"] = _map_removal(book["removed"], change, answer)
    return copy


def _map_clinic(clinic, change, answer):
    copy = {**clinic, "answers": _map_answers(clinic["answers"], change, answer)}
    copy["own_questions"] = _map_entries(clinic["own_questions"], change)
    if "read_elsewhere" in clinic:
        copy["read_elsewhere"] = _map_entries(clinic["read_elsewhere"], change)
    return copy


def _map_answers(answers, change, answer):
    return {key: answer(stored, change) for key, stored in answers.items()}


def _map_entries(entries, change):
    """Own questions, or what was read elsewhere."""
    return [
        {name: change(value) if name in ("text", "where") else value for name, value in entry.items()}
        for entry in entries
    ]


def _map_removal(removal, change, answer):
    copy = dict(removal)
    if "clinic" in removal:
        copy["clinic"] = _map_clinic(removal["clinic"], change, answer)
    for name in ("question", "read_elsewhere"):
        if name in removal:
            copy[name] = _map_entries([removal[name]], change)[0]
    if "answers" in removal:
        copy["answers"] = _map_answers(removal["answers"], change, answer)
    return copy
