"""Completeness: how many rows of a listing are stated, and on what evidence."""

from django.utils.translation import ngettext

from directory.wording.evidence import SYMBOLS
from directory.wording.formats import join_with_and


def count_by_evidence(rows):
    """Kind of evidence → number of the DisplayRows of a listing's page.

    "" counts rows that do not come from the clinic, "blank" rows that are not stated.
    """
    counts = dict.fromkeys([*SYMBOLS, "", "blank"], 0)
    for row in rows:
        counts[row.evidence.kind if row.stated else "blank"] += 1
    return counts


def completeness_in_words(counts):
    """`Of its 49 statements, 41 are self-reported and 8 were checked in a public register. …`"""
    stated = sum(counts.values()) - counts["blank"]
    parts = [words % {"count": count} for words, count in _counted_phrases(counts) if count]
    blank = ngettext(
        "%(count)s thing is not stated.", "%(count)s things are not stated.", counts["blank"]
    ) % {"count": counts["blank"]}
    sentences = []
    if parts:
        of = ngettext(
            "Of its %(count)s statement, %(parts)s.", "Of its %(count)s statements, %(parts)s.", stated
        )
        sentences.append(of % {"count": stated, "parts": join_with_and(parts)})
    if counts["blank"]:
        sentences.append(blank)
    return " ".join(sentences)


def _counted_phrases(counts):
    self_reported, seen, checked, other = (counts[kind] for kind in [*SYMBOLS, ""])
    yield ngettext("%(count)s is self-reported", "%(count)s are self-reported", self_reported), self_reported
    yield (
        ngettext(
            "%(count)s rests on a document that a moderator has seen",
            "%(count)s rest on a document that a moderator has seen",
            seen,
        ),
        seen,
    )
    yield (
        ngettext(
            "%(count)s was checked in a public register",
            "%(count)s were checked in a public register",
            checked,
        ),
        checked,
    )
    yield (
        ngettext("%(count)s does not come from the clinic", "%(count)s do not come from the clinic", other),
        other,
    )
