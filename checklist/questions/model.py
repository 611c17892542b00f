"""The data type of a question."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from directory.claims.model import Claim, Sentence, Source, claims_in
from directory.claims.register import sources_of


@dataclass(frozen=True)
class Question:
    """One question to ask a clinic, and what to make of the answer.

    A part that states a fact is a Claim; one that cannot turn out wrong is plain text.
    """

    key: str  # the letter of its section of the spine, and a number
    text: Promise
    why: Sentence
    good_sign: Sentence
    warning_sign: Sentence
    statements: tuple[str, ...]  # names of the statements of a listing that the question stands beside
    guide: str  # slug of the guide that explains the matter
    must_have: bool = False  # ★: what a person should not do without
    first_call: bool = False  # one of the twelve for a first phone call
    optional: bool = False  # the first to leave out where time is short
    retired: bool = False  # no longer asked; shown where a notebook holds an answer

    @property
    def section(self) -> str:
        return self.key[0]

    @property
    def claims(self) -> Iterator[Claim]:
        return claims_in((self.why, self.good_sign, self.warning_sign))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its claims; () where it states no fact, or only common practice."""
        return sources_of(self.claims)
