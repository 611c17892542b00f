"""The data types of a guide: sections made of blocks, and blocks made of sentences.

A sentence that states a fact is a Claim (directory/claims/); every other one is plain text. Each kind of
block is drawn by the template that it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.utils.functional import Promise

from directory.claims.model import Claim, Review, Sentence, Source, claims_in
from directory.claims.register import sources_of


@dataclass(frozen=True)
class Paragraph:
    sentences: tuple[Sentence, ...]

    template: ClassVar[str] = "checklist/guide/paragraph.html"


@dataclass(frozen=True)
class Term:
    """A name, and what there is to say of it."""

    name: Promise
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Terms:
    terms: tuple[Term, ...]

    template: ClassVar[str] = "checklist/guide/terms.html"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for term in self.terms for sentence in term.sentences)


@dataclass(frozen=True)
class Bullets:
    """A list with a sentence, or a few, at each point."""

    points: tuple[tuple[Sentence, ...], ...]

    template: ClassVar[str] = "checklist/guide/bullets.html"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for point in self.points for sentence in point)


@dataclass(frozen=True)
class See:
    """A link to another guide, by its slug. Its words are the title of that guide."""

    slug: str
    sentences: tuple[Sentence, ...] = ()

    template: ClassVar[str] = "checklist/guide/see.html"


@dataclass(frozen=True)
class HelpBox:
    """The box that says how to call or text 988."""

    sentences: tuple[Sentence, ...] = ()

    template: ClassVar[str] = "checklist/guide/help_box.html"


Block = Paragraph | Terms | Bullets | See | HelpBox


@dataclass(frozen=True)
class Section:
    """A part of a guide under its own title. `key` is the anchor of the part."""

    key: str
    title: Promise
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Guide:
    """One page under /guide/.

    summary  one or two sentences: the lead of the page, and its line in the contents
    reviews  () says on the page that no clinician has read it yet
    """

    slug: str
    title: Promise
    summary: Promise
    sections: tuple[Section, ...]
    reviews: tuple[Review, ...] = ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims, each once, in the order of the text."""
        return tuple(dict.fromkeys(self._claims()))

    def _claims(self) -> Iterator[Claim]:
        for section in self.sections:
            for block in section.blocks:
                yield from claims_in(block.sentences)

    @cached_property
    def source_numbers(self) -> dict[Source, int]:
        """The sources of its claims in the order of the text, and their numbers on the page, from 1."""
        return {source: number for number, source in enumerate(sources_of(self.claims), 1)}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self.source_numbers)

    @property
    def checked_on(self) -> date:
        """The day since which every claim has been checked: that of the claim that waits longest."""
        return min(claim.checked_on for claim in self.claims)

    @property
    def next_check(self) -> date:
        return min(claim.next_check for claim in self.claims)
