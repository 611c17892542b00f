"""What became of a listing: every published version with what it changed, and every event, latest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.models import Event, FormerSlug, Submission
from directory.publishing.diff import compare_snapshots
from directory.wording.safety_warnings import warned_values
from directory.wording.values import value_parts

ORIGINS = {
    Submission.Origin.PORTAL: gettext_lazy("Sent by the clinic."),
    Submission.Origin.PROPOSAL: gettext_lazy("Proposed by a reader."),
    Submission.Origin.IMPORT: gettext_lazy("Imported from a file."),
}


@dataclass(frozen=True)
class Changed:
    """One statement: what it said before and says since, as (words, whether the other has them too)."""

    name: str
    label: str
    before: list
    since: list
    warned: tuple = ()  # what it says since that carries a warning (wording.WarnedValue)

    @property
    def shows(self):
        """False where only the order moved, or a detail that has no words."""
        return any(not kept for _words, kept in [*self.before, *self.since])


@dataclass(frozen=True)
class Entry:
    """One step: a version that was published, with the submission it came from, or what else happened."""

    at: datetime
    title: str
    version: int | None = None
    submission: int | None = None
    sentence: str = ""
    reason: str = ""
    words: str = ""
    changes: tuple = ()
    first: bool = False


def entries(listing):
    """Two queries, whatever the number of versions."""
    told = _versions(listing.clinic_id)
    return sorted([*told, *map(_event, _events(listing))], key=lambda entry: entry.at, reverse=True)


def since(clinic, version):
    """The versions that were published after one (None: all), latest first; one query."""
    told = _versions(clinic, listing_version__gte=version or 0)
    return told[:-1] if version else told


def _versions(clinic, **which):
    versions = list(
        Submission.objects.filter(clinic=clinic, **which)
        .approved()
        .only("content", "sent_back", "origin", "source", "decided_at", "reason", "words", "listing_version")
    )
    befores = [*(_whole(version.approved_snapshot) for version in versions[1:]), None]
    return [_version(version, before) for version, before in zip(versions, befores, strict=True)]


def _events(listing):
    """By every address that the listing has had: an event names none but the one of its day."""
    former = FormerSlug.objects.filter(listing=listing).values("slug")
    return Event.objects.filter(Q(slug=listing.slug) | Q(slug__in=former)).exclude(
        kind__in=[Event.Kind.PUBLISHED, Event.Kind.RESTORED]  # versions, told as such
    )


def _whole(frozen):
    """A content as if it had been frozen today: statements that came later were not stated."""
    return dict.fromkeys(STATEMENTS) | frozen


def _version(submission, before):
    now = _whole(submission.approved_snapshot)
    changes = compare_snapshots(before or {}, now)
    return Entry(
        at=submission.decided_at,
        title=_("Version %(number)s") % {"number": submission.listing_version},
        version=submission.listing_version,
        submission=submission.pk,
        sentence=" ".join([_origin(submission), _extent(len(changes), first=before is None)]),
        reason=reason_in_words(submission.reason),
        words=submission.words,
        changes=tuple(changed(change) for change in changes),
        first=before is None,
    )


def _origin(submission):
    if submission.origin != Submission.Origin.PORTAL and submission.source:
        return _("Made from %(source)s.") % {"source": submission.source}
    return str(ORIGINS[submission.origin])


def _extent(count, *, first):
    if first:
        words = ngettext(
            "First published, with %(count)s statement.", "First published, with %(count)s statements.", count
        )
    elif not count:
        return _("Nothing was changed.")
    else:
        words = ngettext("It changed %(count)s statement.", "It changed %(count)s statements.", count)
    return words % {"count": count}


def changed(change):
    before, since = value_parts(change.statement, change.old), value_parts(change.statement, change.new)
    return Changed(
        change.statement,
        STATEMENTS[change.statement].label,
        [(words, words in since) for words in before],
        [(words, words in before) for words in since],
        warned_values(change.statement, change.new),
    )


def _event(event):
    return Entry(
        at=event.at,
        title=event.get_kind_display(),
        reason=reason_in_words(event.reason),
        words=event.words,
    )


def reason_in_words(code):
    """A reason of a decision or of a report; "" where none, or none that a reader knows, was given."""
    return str((dict(v.ReportReason.choices) | dict(v.DecisionReason.choices)).get(code, ""))
