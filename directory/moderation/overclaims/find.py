"""Finds overclaims and claims of FDA approval in a text, except in sentences that deny them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from directory.moderation.overclaims.denials import is_conditional, is_denied
from directory.moderation.overclaims.patterns import compile_phrases
from directory.moderation.overclaims.phrases import FORECASTS, PHRASES
from directory.moderation.overclaims.rates import find_rates
from directory.moderation.overclaims.sentences import readable_sentences
from directory.moderation.overclaims.speed import find_speed


class Overclaim(NamedTuple):
    """A phrase that claims too much.

    kind   result, rate, comparison, safety, addiction, speed, proof or brain
    words  the phrase as written, with one space between words
    """

    kind: str
    words: str


type _Find = Callable[[str], Iterable[tuple[int, int]]]

ASKED_KINDS = {"comparison", "safety", "addiction"}  # “we decide whether it is completely safe”
APPROVAL = re.compile(
    r"""
      \b FDA [\s-]* (?:approved|approval|cleared|clearance) \b
    | \b FDA \s+ has \s+ (?:approved|cleared) \b
    | \b (?:approved|cleared) \s+ by \s+ (?:the\s+)? (?:U\.?S\.?\s+)?
      (?: FDA \b | Food\ and\ Drug\ Administration )
    """,
    re.IGNORECASE | re.VERBOSE,
)
ESKETAMINE = re.compile(r"\b(?:es-?ketamine|spravato)\b", re.IGNORECASE)
KETAMINE = re.compile(r"(?<!es-)\bketamine\b", re.IGNORECASE)


def find_overclaims(text: str) -> list[Overclaim]:
    """The overclaims of a text in their order, each once; of two that overlap the earlier, longer one."""
    claims = {}
    for sentence in readable_sentences(text):
        for start, end, kind in _without_overlaps(_spans(sentence)):
            words = sentence[start:end]
            claims.setdefault(words.lower(), Overclaim(kind, words))
    return list(claims.values())


def find_approvals(text: str) -> list[str]:
    """The phrases that claim approval by the FDA, except in sentences about esketamine alone."""
    phrases = {}
    for sentence in readable_sentences(text):
        if KETAMINE.search(sentence) or not ESKETAMINE.search(sentence):
            for match in APPROVAL.finditer(sentence):
                if not is_denied(sentence, *match.span()):
                    phrases.setdefault(match[0].lower(), match[0])
    return list(phrases.values())


def _find_phrases(phrases: list[str], *, may_be_asked: bool) -> _Find:
    """A function that finds phrases; those that depend on an if or a whether only if not `may_be_asked`."""
    pattern = compile_phrases(phrases)

    def find(sentence: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(sentence):
            if not may_be_asked or not is_conditional(sentence, match.start()):
                yield match.span()

    return find


FINDERS: list[tuple[str, _Find]] = [
    ("rate", find_rates),
    ("speed", find_speed),
    ("result", _find_phrases(FORECASTS, may_be_asked=True)),
    *((kind, _find_phrases(PHRASES[kind], may_be_asked=kind in ASKED_KINDS)) for kind in PHRASES),
]


def _spans(sentence):
    """(start, end, kind) of everything in a sentence that claims too much and is not denied."""
    return [
        (start, end, kind)
        for kind, find in FINDERS
        for start, end in find(sentence)
        if not is_denied(sentence, start, end)
    ]


def _without_overlaps(spans):
    reached = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end, kind
            reached = end
