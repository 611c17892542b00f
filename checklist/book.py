"""The shape of a notebook's content, as it is stored: JSON. Every key that came later is NotRequired.

The `id` of a clinic or of an own question is random and says nothing: it stands in addresses, where the name
of a clinic must not.
"""

from typing import NotRequired, TypedDict


class StoredAnswer(TypedDict):
    """An Answer as JSON."""

    impression: str
    note: str
    differs: bool
    version: int


class OwnQuestion(TypedDict):
    """A question of the person's own. The answers to it are stored with each clinic, under its id."""

    id: str
    text: str


class ReadElsewhere(TypedDict):
    """What a person read about a clinic elsewhere. See read_elsewhere.py."""

    id: str
    text: str
    where: str
    on: str  # ISO date, or ""


class Call(TypedDict):
    """What a person noted of a call. Every value is "" where nothing was noted. See calls.py."""

    spoken_with: str
    called_on: str  # ISO date
    call_back_on: str  # ISO date
    appointment: str  # local time, as "2026-12-03T14:30"


class Clinic(TypedDict):
    """A clinic in a notebook. A question that is missing in `answers` has not been asked yet."""

    id: str  # random, 8 hexadecimal digits
    listing: int
    slug: str
    name: str
    answers: dict[str, StoredAnswer]  # by the key of a question, or the id of an own one
    offering_names: NotRequired[dict[str, str]]  # id → name, of offerings that have an answer of their own
    own_questions: list[OwnQuestion]  # for this clinic alone
    call: NotRequired[Call]
    read_elsewhere: NotRequired[list[ReadElsewhere]]


class ListedCode(TypedDict):
    """A code that opens the notebook to be read only. `id` is the primary key of its row."""

    id: str
    label: str
    made_on: str  # ISO date


class Removal(TypedDict):
    """The last removal: a clinic, an own question with its answers by clinic, or what was read elsewhere."""

    on: str  # ISO date
    position: int
    clinic: NotRequired[Clinic]
    question: NotRequired[OwnQuestion]
    read_elsewhere: NotRequired[ReadElsewhere]
    clinic_id: NotRequired[str | None]  # whose question or entry it was; None: a question for all clinics
    answers: NotRequired[dict[str, StoredAnswer]]


class Book(TypedDict):
    """The content of a notebook."""

    clinics: list[Clinic]
    own_questions: list[OwnQuestion]  # for all clinics
    code_kept: NotRequired[bool]  # the person has said that they kept the code
    removed: NotRequired[Removal]
    tabs: NotRequired[dict[str, dict[str, list]]]  # see save_order.py
    priorities: NotRequired[list[str]]  # see priorities.py
    about_me: NotRequired[list[str]]  # see about_me.py
    own_words: NotRequired[str]  # see own_words.py
    reading_codes: NotRequired[list[ListedCode]]  # see reading_codes.py
