"""Under which source, license and terms the content of a listing may be given out, however it changes.

The license covers what came from the source, and the terms what the clinic stated. One statement is a work:
the clinic's own words (facts/terms.py). So what is known of their author outlasts every change of the rest.
"""

from collections.abc import Iterable
from typing import NamedTuple, Self

from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import SourceLicense
from directory.models import Listing, Merge, Submission

MAX_SOURCE_CHARACTERS = 200  # of Listing.source


class Permissions(NamedTuple):
    """Three columns that a Listing, a Submission and a Merge have under the same names."""

    source: str = ""
    source_license: str = ""
    terms: str = ""

    @classmethod
    def of(cls, row: Listing | Submission) -> Self:
        return cls(row.source, row.source_license, row.terms)

    @property
    def sources(self) -> dict[str, None]:
        """The names in `source`, each once and in order: two in “A; B”."""
        return dict.fromkeys(name for name in self.source.split("; ") if name)


def permissions_after(
    before: Permissions, submission: Submission, *, old_words: str, new_words: str, are_own: bool
) -> Permissions:
    """The Permissions of a listing once an approved submission is published.

    before     those of the listing until now; empty for a clinic that was not listed
    old_words  OWN_WORDS of the listing until now
    new_words  OWN_WORDS of what is published
    are_own    the clinic itself stated the old words
    """
    sent = Permissions.of(submission)
    if submission.act and submission.act != Submission.Act.AVAILABILITY:
        return sent  # of all that is shown: whoever acts has worked it out
    changes_words, sends_words = old_words != new_words, OWN_WORDS not in submission.sent_back
    terms = sent.terms if changes_words or (sends_words and sent.terms) else before.terms
    if submission.again is None and submission.origin != Submission.Origin.IMPORT:
        # It changes a part, and the rest still comes from the source of before.
        named = before._replace(terms=terms)
        is_by_reader = submission.origin == Submission.Origin.PROPOSAL and changes_words and new_words
        return named._replace(source_license="") if is_by_reader else named
    is_whole = submission.again is not None and sends_words
    if changes_words or is_whole or terms or are_own or not new_words:
        return sent._replace(terms=terms)
    return beside(before, sent)


def beside(words: Permissions, others: Permissions) -> Permissions:
    """The Permissions where words stay that another source than that of all else has written.

    Words under CC BY need their source named, so both are. Where both names are too long, or nobody has
    licensed the words, no license stands there, and nobody gives them out: see Listing.withholds_own_words.
    """
    if words.source == others.source or (words.source and words.sources.keys() <= others.sources.keys()):
        return others._replace(terms=words.terms)
    named = both(words, others) if words.source_license == SourceLicense.CC_BY else others
    licensed = words.source_license and others.source_license
    return named._replace(source_license=named.source_license if licensed else "", terms=words.terms)


def both(first: Permissions, second: Permissions) -> Permissions:
    """Both sources, each once, under the license that asks for more: none where one has none.

    Where their names are too long together, the second one stands alone, without a license.
    """
    named = "; ".join(first.sources | second.sources)
    if len(named) > MAX_SOURCE_CHARACTERS:
        return second._replace(source_license="")
    licenses = {one.source_license for one in (first, second) if one.source}
    strictest = next((code for code in ("", *reversed(SourceLicense.values)) if code in licenses), "")
    return Permissions(named, strictest, first.terms)


def permissions_of_version(versions: Iterable[Submission], *, stays_stated: bool = True) -> Permissions:
    """The Permissions that a listing had with the last of its versions.

    versions      its approved submissions, from the first one on, each with the next
    stays_stated  False where the listing will not name the clinic as who stated the words: then no license of
                  a source stands, which would be taken for theirs
    """
    permissions, words, are_own = Permissions(), "", False
    before = words, are_own  # the version before, which an undo puts back
    for version in versions:
        new_words = version.approved_snapshot.get(OWN_WORDS, "")
        permissions = permissions_after(
            permissions, version, old_words=words, new_words=new_words, are_own=are_own
        )
        if version.act == Submission.Act.PUBLICATION_UNDONE and new_words == before[0]:
            before, (words, are_own) = (words, are_own), before
        else:
            before = words, are_own
            if new_words != words:
                words, are_own = new_words, _is_of_clinic(version)
    if are_own and not stays_stated and not permissions.terms:
        permissions = permissions._replace(source_license="")
    return permissions


def _is_of_clinic(version):
    """True if the clinic stated the words that a version brought."""
    if version.act == Submission.Act.MERGED:
        merges = Merge.objects.filter(kept=version.clinic_id, changed__version=version.listing_version)
        return any(merge.changed.get("merged_stated_on", {}).get(OWN_WORDS) for merge in merges)
    return version.origin == Submission.Origin.PORTAL and not version.act
