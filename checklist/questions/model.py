"""The data types of a question and of a source."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Source:
    """A source that was read for a question or a guide.

    year     None where the source carries no date
    address  "" where the source is not free to read
    key      of a source of the checklist: the anchor of its line in the list of sources; "" in a guide
    """

    title: str
    publisher: str
    year: int | None
    address: str = ""
    key: str = ""


@dataclass(frozen=True)
class Question:
    """One question to ask a clinic, and what to make of the answer."""

    key: str  # the letter of its section of the spine, and a number
    text: Promise
    why: Promise
    good_sign: Promise
    warning_sign: Promise
    statements: tuple[str, ...]  # names of the statements of a listing that the question stands beside
    sources: tuple[Source, ...]  # () says on the page that there is none yet
    guide: str  # slug of the guide that explains the matter
    must_have: bool = False  # ★: what a person should not do without
    first_call: bool = False  # one of the twelve for a first phone call
    optional: bool = False  # the first to leave out where time is short
    retired: bool = False  # no longer asked; shown where a notebook holds an answer

    @property
    def section(self) -> str:
        return self.key[0]
