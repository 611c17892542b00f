"""The history of a listing: every published version with its changes, and every other event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import DecisionReason, ReportReason
from directory.models import Event, FormerSlug, Listing, Merge, Submission
from directory.publishing.diff import Change, compare_snapshots
from directory.publishing.offering_changes import OfferingChange, offering_changes
from directory.publishing.snapshot import Snapshot
from directory.wording.safety_warnings import WarnedValue, warned_values
from directory.wording.values import availability_in_words, value_parts

ORIGIN_SENTENCES: dict[str, str] = {
    Submission.Origin.PORTAL: gettext_lazy("Sent by the clinic."),
    Submission.Origin.PROPOSAL: gettext_lazy("Suggested by a reader."),
    Submission.Origin.IMPORT: gettext_lazy("Imported from a file."),
}
ACT_SENTENCES: dict[str, str] = {
    Submission.Act.AVAILABILITY: gettext_lazy("The clinic updated its availability."),
    Submission.Act.AVAILABILITY_UNDONE: gettext_lazy(
        "A moderator took back what the clinic had said about its availability."
    ),
    Submission.Act.PUBLICATION_UNDONE: gettext_lazy("A moderator took back what was published before."),
    Submission.Act.MERGED: gettext_lazy("Made by joining two listings of the same clinic."),
    Submission.Act.MERGE_UNDONE: gettext_lazy("Made by taking two joined listings apart again."),
}

MAX_IN_SIGHT = 4  # changes of a version


class Line(NamedTuple):
    """A line of a statement's value, in words."""

    words: str
    is_in_both: bool  # the other version has the same line


@dataclass(frozen=True)
class DescribedChange:
    """A Change with its values in words: the lines before and after, and new values that carry a warning.

    offerings  instead of lines, for the statement of that name
    """

    name: str
    label: str
    before: list[Line]
    after: list[Line]
    warned: tuple[WarnedValue, ...] = ()
    offerings: tuple[OfferingChange, ...] = ()

    @property
    def is_visible(self) -> bool:
        """False if the change cannot be seen in words: only the order, or a part without words, differs."""
        if self.name == "offerings":
            return bool(self.offerings)
        return not all(line.is_in_both for line in [*self.before, *self.after])


@dataclass(frozen=True)
class Entry:
    """An entry of the history: a published version with its submission, or another event."""

    at: datetime
    title: str
    version: int | None = None
    submission: int | None = None
    act: str = ""  # Submission.Act
    sentence: str = ""
    merged: Listing | None = None  # the listing that a merge took off, whose history can be read
    reason: str = ""
    words: str = ""
    changes: tuple[DescribedChange, ...] = ()
    is_first: bool = False
    stated: str = ""  # of an availability: what the clinic said, in words
    several: "tuple[Entry, ...]" = ()  # the availabilities that this entry stands for, latest first

    @property
    def in_sight(self) -> tuple[DescribedChange, ...]:
        """The changes that a page shows unfolded: none of the first version, all of a few, some of many.

        Of many those come first that carry a warning. The sentence of an availability says what it changed.
        """
        if self.is_first or self.is_availability:
            return ()
        if len(self.changes) <= MAX_IN_SIGHT:
            return self.changes
        return tuple(sorted(self.changes, key=lambda change: not change.warned)[: MAX_IN_SIGHT - 1])

    @property
    def folded(self) -> tuple[DescribedChange, ...]:
        in_sight = self.in_sight
        if self.is_availability:
            return ()
        return tuple(change for change in self.changes if change not in in_sight)

    @property
    def is_availability(self) -> bool:
        return self.act == Submission.Act.AVAILABILITY


def entries(listing: Listing) -> list[Entry]:
    """The whole history, latest first; three queries."""
    history = [*_versions(listing.clinic_id), *map(_event_entry, _events(listing)), *_merge_entries(listing)]
    return sorted(history, key=lambda entry: entry.at, reverse=True)


def _merge_entries(listing: Listing) -> list[Entry]:
    """An Entry for each listing that was merged into this one, unless the merge was taken back."""
    merges = Merge.objects.standing().filter(kept=listing.clinic_id, merged__listing__isnull=False)
    return [
        Entry(
            at=merge.merged_at,
            title=Event.Kind.MERGED.label,
            sentence=_("The listing “%(clinic)s” became a part of this one.")
            % {"clinic": merge.merged.listing.name},
            merged=merge.merged.listing,
        )
        for merge in merges.select_related("merged__listing").only(
            "merged_at", "merged__listing__name", "merged__listing__slug"
        )
    ]


def fold_availability(history: list[Entry]) -> list[Entry]:
    """The history with one entry for availabilities in a row, which clinics publish every other week."""
    folded = []
    for is_availability, group in groupby(history, key=lambda entry: entry.is_availability):
        run = list(group)
        folded += [_availabilities(run)] if is_availability and len(run) > 1 else run
    return folded


def _availabilities(run: list[Entry]) -> Entry:
    """One entry for several availabilities in a row, latest first."""
    named = {"first": run[-1].version, "last": run[0].version, "count": len(run), "words": run[0].stated}
    sentence = ngettext(
        "The clinic updated its availability %(count)s time. Last it said: %(words)s.",
        "The clinic updated its availability %(count)s times. Last it said: %(words)s.",
        len(run),
    )
    return Entry(
        at=run[0].at,
        title=_("Versions %(first)s to %(last)s") % named,
        version=run[0].version,
        sentence=sentence % named,
        several=tuple(run),
    )


def versions_after(clinic: int, version: int | None) -> list[Entry]:
    """The versions that were published after `version`, latest first; all for None. One query.

    clinic  id
    """
    if version is None:
        return _versions(clinic)
    return _versions(clinic, listing_version__gte=version)[:-1]  # read too, to compare the next one with


def _versions(clinic: int, **conditions: Any) -> list[Entry]:
    """Entries of the approved submissions; each is compared with the next, which is the version before it."""
    submissions = list(
        Submission.objects.filter(clinic=clinic, **conditions)
        .approved()
        .only(
            "content",
            "sent_back",
            "origin",
            "act",
            "source",
            "decided_at",
            "reason",
            "words",
            "listing_version",
        )
    )
    earlier = [*(_with_all_statements(older.approved_snapshot) for older in submissions[1:]), None]
    return [
        _version_entry(submission, before) for submission, before in zip(submissions, earlier, strict=True)
    ]


def _events(listing: Listing) -> QuerySet[Event]:
    """The events of a listing except publications, which are versions. An event has the slug of its day.

    A publication has both a submission and a version: a refusal has no version, a confirmation no submission.
    """
    former = FormerSlug.objects.filter(listing=listing).values("slug")
    return Event.objects.filter(Q(slug=listing.slug) | Q(slug__in=former)).exclude(
        submission__isnull=False, listing_version__isnull=False
    )


def _with_all_statements(snapshot: Mapping[str, Any]) -> Snapshot:
    """A snapshot of an older release with the statements of this one, None for not stated.

    Quicker than `complete_snapshot`, and enough to compare.
    """
    return cast(Snapshot, dict.fromkeys(STATEMENTS) | dict(snapshot))


def _version_entry(submission: Submission, before: Mapping[str, Any] | None) -> Entry:
    snapshot = _with_all_statements(submission.approved_snapshot)
    changes = compare_snapshots(before or {}, snapshot)
    is_availability = submission.act == Submission.Act.AVAILABILITY
    return Entry(
        at=cast(datetime, submission.decided_at),  # an approved submission has one
        title=_("Version %(number)s") % {"number": submission.listing_version},
        version=submission.listing_version,
        submission=submission.pk,
        sentence=_availability_sentence(before or {}, snapshot)
        if is_availability
        else f"{_origin_sentence(submission)} {_count_sentence(len(changes), is_first=before is None)}",
        reason=reason_in_words(submission.reason),
        words=submission.words,
        changes=tuple(describe(change) for change in changes),
        is_first=before is None,
        act=submission.act,
        stated=_availability_in_words(snapshot) if is_availability else "",
    )


def _availability_sentence(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    named = {"now": _availability_in_words(after), "before": _availability_in_words(before)}
    if named["now"] == named["before"]:
        return _("The clinic said again: %(now)s.") % named
    if not named["before"]:
        return _("The clinic updated its availability: %(now)s.") % named
    return _("The clinic updated its availability: %(now)s. Before: %(before)s.") % named


def _availability_in_words(snapshot: Mapping[str, Any]) -> str:
    names = ("availability", "waitlist_weeks")
    return availability_in_words(SimpleNamespace(**{name: snapshot.get(name) or "" for name in names}))


def _origin_sentence(submission: Submission) -> str:
    if submission.act:
        return str(ACT_SENTENCES[submission.act])
    if submission.origin != Submission.Origin.PORTAL and submission.source:
        return _("Made from %(source)s.") % {"source": submission.source}
    return str(ORIGIN_SENTENCES[submission.origin])


def _count_sentence(count: int, *, is_first: bool) -> str:
    if is_first:
        sentence = ngettext(
            "First published, with %(count)s statement.", "First published, with %(count)s statements.", count
        )
    elif not count:
        return _("Nothing was changed.")
    else:
        sentence = ngettext("It changed %(count)s statement.", "It changed %(count)s statements.", count)
    return sentence % {"count": count}


def describe(change: Change) -> DescribedChange:
    if change.statement == "offerings":
        offerings = tuple(offering_changes(change.old, change.new))
        return DescribedChange(change.statement, STATEMENTS["offerings"].label, [], [], offerings=offerings)
    before, after = value_parts(change.statement, change.old), value_parts(change.statement, change.new)
    return DescribedChange(
        change.statement,
        STATEMENTS[change.statement].label,
        [Line(words, words in after) for words in before],
        [Line(words, words in before) for words in after],
        tuple(warned_values(change.statement, change.new)),
    )


def _event_entry(event: Event) -> Entry:
    return Entry(
        at=event.at,
        title=Event.Kind(event.kind).label,
        reason=reason_in_words(event.reason),
        words=event.words,
    )


def reason_in_words(code: str) -> str:
    """The label of a reason of a decision or a report; "" for no reason or a code of an older release."""
    labels: dict[str, str] = dict([*ReportReason.choices, *DecisionReason.choices])
    return str(labels.get(code, ""))
