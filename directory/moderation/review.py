"""What a moderator looks at: what a submission changes, beside what is published, and what bears on it."""

import re
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils import timezone

from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import SubmissionState
from directory.models import Listing, Submission, Verification
from directory.moderation.checks.run import run_checks
from directory.publishing import history, publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot, snapshot_of_listing
from directory.web.shown_digest import digest_of
from directory.wording import values
from directory.wording.evidence import strongest_evidence
from directory.wording.safety_warnings import warned_values

SIGNS = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.4  # of two texts, from 0 to 1: below it marks word by word tell less than both as a whole
MOST_SIGNS = 1_000  # of a text that is compared word by word


@dataclass(frozen=True)
class Weighed:
    """One statement that a submission changes. Each side: a list of lines, a line: a list of (words, mark).

    mark      "" where both sides have the words, "del" or "ins"
    evidence  what the public page would show beside the new value (EvidenceMark); None where not stated
    flags     (number, Finding) about this statement
    falls     verifications that no longer hold once it is published
    since     the latest version that changed the same statement after this was sent, or ""
    warned    what it says anew that carries a warning (wording.WarnedValue)
    """

    name: str
    label: str
    before: list
    after: list
    evidence: object = None
    flags: list = field(default_factory=list)
    falls: list = field(default_factory=list)
    since: str = ""
    sent_back: bool = False
    warned: tuple = ()

    @property
    def shows(self):
        """False where only the order moved, or a detail that has no words."""
        return any(mark for line in [*self.before, *self.after] for _words, mark in line)


@dataclass(frozen=True)
class Review:
    """A submission with everything that a decision on it needs.

    sections  (Section, [Weighed]), without empty ones
    flags     (number, Finding, whether its statement is among the changes)
    evidence  (Verification, label of its statement, whether it falls off)
    between   versions that were published after it was made (history.Entry)
    """

    submission: Submission
    listing: Listing | None
    sections: list
    flags: list
    evidence: list
    between: list

    @property
    def changes(self):
        return [one for _section, weighed in self.sections for one in weighed]

    @property
    def shown_digest(self):
        return shown_digest(self.submission, self.listing)


def shown_digest(submission, listing):
    """The digest of what a decision is about: the published version and the submitted content."""
    return digest_of([listing.version if listing else 0, submission.content])


def is_outdated(submission, listing):
    """Whether something was published after the submission was made."""
    return submission.state == SubmissionState.PENDING and submission.based_on != (
        listing.version if listing else None
    )


def shown(submission):
    """The content that is published now, {} for none; no query where the submission came with_listing()."""
    listing = listing_of(submission)
    return snapshot_of_listing(listing) if listing else {}


def listing_of(submission):
    return getattr(submission.clinic, "listing", None)


def review(submission, today):
    """All of it; at most seven queries where the submission came with_listing()."""
    listing = listing_of(submission)
    waits = submission.state == SubmissionState.PENDING
    before = shown(submission) if waits else _shown_then(submission)
    changes = compare_snapshots(before, complete_snapshot(submission.content))
    flags = list(enumerate(run_checks(submission, shown=before), 1)) if waits else []
    evidence = _evidence(submission, changes) if waits else []
    outdated = is_outdated(submission, listing)
    between = history.since(submission.clinic_id, submission.based_on) if outdated else []
    later = {change.name: entry.title for entry in reversed(between) for change in entry.changes}
    would_be = as_published(submission) if waits else None
    weighed = {
        change.statement: Weighed(
            change.statement,
            STATEMENTS[change.statement].label,
            *sides(change),
            evidence=_beside(would_be, change, today) if waits else None,
            flags=[(number, one) for number, one in flags if one.statement == change.statement],
            falls=[one for one, _label, falls in evidence if falls and one.statement == change.statement],
            since=later.get(change.statement, ""),
            sent_back=change.statement in submission.sent_back,
            warned=warned_values(change.statement, change.new),
        )
        for change in changes
    }
    sections = [
        (section, [weighed[name] for name in section.statements if name in weighed]) for section in SPINE
    ]
    return Review(
        submission=submission,
        listing=listing,
        sections=[(section, found) for section, found in sections if found],
        flags=[(number, one, one.statement in weighed) for number, one in flags],
        evidence=evidence,
        between=between,
    )


def as_published(submission):
    """The listing that publishing all of it would make, unsaved."""
    return publish.preview_listing(
        complete_snapshot(submission.approved_snapshot),
        published=copy(listing_of(submission)),
        origin=submission.origin,
        source=submission.source,
        stated_on=timezone.localdate((submission.again or submission).submitted_at),
    )


def _shown_then(submission):
    """What was published when a decision was made."""
    before = Submission.objects.filter(clinic=submission.clinic_id).approved().exclude(pk=submission.pk)
    before = before.filter(decided_at__lte=submission.decided_at) if submission.decided_at else before
    latest = before.first()
    return complete_snapshot(latest.approved_snapshot) if latest else {}


def _evidence(submission, changes):
    """Everything that was looked at for this clinic and still counts, in the order of the spine."""
    places = list(STATEMENTS)
    found = Verification.objects.filter(clinic=submission.clinic_id, dropped_on=None).select_related(
        "checked_by"
    )
    ordered = sorted(found, key=lambda one: (places.index(one.statement), one.person, one.pk))
    return [
        (
            one,
            STATEMENTS[one.statement].label,
            not publish.evidence_still_holds(one.statement, one.person, changes),
        )
        for one in ordered
    ]


def _beside(listing, change, today):
    return strongest_evidence(listing, [change.statement], today) if is_stated(change.new) else None


# ---- marks


def sides(change):
    """(lines before, lines after) of a Change, with what differs marked."""
    before, after = (
        values.value_parts(change.statement, change.old),
        values.value_parts(change.statement, change.new),
    )
    if before and after and change.statement == "practitioners":
        return _people(before, change.old, after, change.new)
    if before and after and STATEMENTS[change.statement].kind == "text" and change.statement != "phone":
        old, new = marked(before[0], after[0])
        return [old], [new]
    return (
        [[(words, "" if words in after else "del")] for words in before],
        [[(words, "" if words in before else "ins")] for words in after],
    )


def _people(before, old, after, new):
    """People of the same name are compared word by word."""
    then, now = _by_name(old, before), _by_name(new, after)
    return (
        [marked(words, now[name])[0] if name in now else [(words, "del")] for name, words in then.items()],
        [marked(then[name], words)[1] if name in then else [(words, "ins")] for name, words in now.items()],
    )


def _by_name(people, lines):
    """(name, which of that name) → the words of a person."""
    count, found = Counter(), {}
    for person, words in zip(people, lines, strict=True):
        count[person["name"]] += 1
        found[person["name"], count[person["name"]]] = words
    return found


def marked(old, new):
    """Two texts as pieces: ([(words, "" or "del"), …], [(words, "" or "ins"), …])."""
    before, after = SIGNS.findall(old), SIGNS.findall(new)
    whole = [(old, "del")], [(new, "ins")]
    if old == new:
        return [(old, "")], [(new, "")]
    if max(len(before), len(after)) > MOST_SIGNS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    left, right = [], []
    for kind, start, end, first, last in matcher.get_opcodes():
        same = kind == "equal"
        _add(left, "".join(before[start:end]), "" if same else "del")
        _add(right, "".join(after[first:last]), "" if same else "ins")
    return _joined(left), _joined(right)


def _add(pieces, words, mark):
    if words:
        pieces.append((words, mark))


def _joined(pieces):
    """A blank between two marked words is marked with them."""
    joined = []
    for place, (words, mark) in enumerate(pieces):
        around = pieces[place - 1 : place] + pieces[place + 1 : place + 2]
        if not mark and not words.strip() and len(around) == 2 and all(other for _words, other in around):
            mark = around[0][1]
        if joined and joined[-1][1] == mark:
            joined[-1] = (joined[-1][0] + words, mark)
        else:
            joined.append((words, mark))
    return joined
