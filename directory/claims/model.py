"""The data types of a claim: a sentence on medicine, law or money that rests on sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reading(TextChoices):
    """How much of a source an editor has read."""

    WHOLE = "whole", _("We read all of it.")
    ABSTRACT = "abstract", _("We read its abstract.")
    EXCERPT = "excerpt", _("We read a part of it.")
    COPY = "copy", _("We read what others report of it, and not the source itself.")
    TITLE = "title", _("We saw its title and date, and not its text.")


READ_AT_THE_SOURCE = (Reading.WHOLE, Reading.ABSTRACT, Reading.EXCERPT)


@dataclass(frozen=True)
class Source:
    """A publication that a claim rests on. Its title stands as it was published, and is not translated.

    key      the anchor of its line in the table at /guide/sources/
    year     None where the source carries no date
    address  where an editor read it; of a source that was read in a copy, the address of the copy
    copy_by  who published the copy that was read; "" where the source itself was read
    """

    key: str
    title: str
    publisher: str
    year: int | None
    address: str
    reading: Reading
    read_on: date
    copy_by: str = ""

    @property
    def in_words(self) -> str:
        """`American Society of Anesthesiologists, 2025`"""
        return f"{self.publisher}, {self.year}" if self.year else self.publisher


class Dates(TypedDict):
    """The dates that the claims of a module share: see Claim."""

    checked_on: date
    next_check: date


@dataclass(frozen=True)
class Claim:
    """One sentence, or a few that only hold together. `str()` of it is what holds today.

    sources      () for what is common practice, and was not tested in a study that we read
    checked_on   the day on which an editor last compared the sentence with its sources
    next_check   the day by which an editor does so again
    valid_until  the last day on which the sentence holds, where a rule ends on a known day
    afterward    the sentence that takes its place on the next day; required with `valid_until`
    """

    key: str
    sentence: Promise
    sources: tuple[Source, ...]
    checked_on: date
    next_check: date
    valid_until: date | None = None
    afterward: Promise | None = None

    def __post_init__(self) -> None:
        if (self.valid_until is None) != (self.afterward is None):
            raise ValueError(f"{self.key}: valid_until and afterward go together")

    def __str__(self) -> str:
        return self.on(timezone.localdate())

    def on(self, day: date) -> str:
        """The sentence that holds on a day."""
        if self.valid_until is not None and day > self.valid_until:
            return str(self.afterward)
        return str(self.sentence)

    @property
    def is_common_practice(self) -> bool:
        """True where no source was found: a page then says "common practice, not tested"."""
        return not self.sources

    @property
    def is_unchecked(self) -> bool:
        """True where an editor saw only a copy or the title of each of its sources: a page then says so."""
        return bool(self.sources) and not any(one.reading in READ_AT_THE_SOURCE for one in self.sources)

    def deadlines(self) -> Iterator[tuple[date, str]]:
        """The days by which an editor must look at the claim again, each with its reason."""
        yield self.next_check, "next check"
        if self.valid_until is not None:
            yield self.valid_until, "last day"


@dataclass(frozen=True)
class Review:
    """A person who has read a text and stands for it: name, license, and the day on which they read it."""

    name: str
    license: str
    read_on: date


# What stands in a text: a claim, or a sentence that states no fact that could turn out wrong.
Sentence = Claim | Promise


def claims_in(sentences: tuple[Sentence, ...]) -> Iterator[Claim]:
    return (one for one in sentences if isinstance(one, Claim))
