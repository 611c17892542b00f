"""A clinic and a submission as JSON, for programs of its organization: the draft and what is published."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import SubmissionState
from directory.models import Clinic, Submission
from directory.organizations.drafts import draft_digest
from directory.organizations.sheet import Site
from directory.publishing.diff import compare_snapshots


def summary(site: Site) -> dict[str, Any]:
    """One entry of the list. slug and version are null for a clinic that was never published."""
    return {
        "id": str(site.clinic.uid),
        "name": site.draft["name"],
        "city": site.draft["city"],
        "state": site.draft["state"],
        "slug": site.listing.slug if site.listing else None,
        "version": site.listing.version if site.listing else None,
        "etag": draft_digest(site.draft),
        "waiting": site.waits,
    }


def whole(site: Site) -> dict[str, Any]:
    """One clinic: the summary, `draft` and `published` (null where nothing is public) as statements by name,
    `differs` (names of the statements in which they differ), and `waiting`, a submission or null.
    """
    listing, published = site.listing, site.published
    waiting = Submission.objects.filter(clinic=site.clinic, state=SubmissionState.PENDING).first()
    return summary(site) | {
        "draft": _statements(site.draft),
        "published": {
            "version": listing.version,
            "published_on": listing.published_on.isoformat(),
            "confirmed_on": listing.confirmed_on.isoformat() if listing.confirmed_on else None,
            "state": listing.listing_state(timezone.localdate()),
            "statements": _statements(published),
        }
        if listing and published
        else None,
        "differs": [change.statement for change in compare_snapshots(published, site.draft)],
        "waiting": submission(waiting, site.clinic) if waiting else None,
    }


def submission(sent: Submission, clinic: Clinic) -> dict[str, Any]:
    """A submission: number, id of the clinic, state, accepted terms, moments, and the moderator's answer
    without a name.
    """
    return {
        "number": sent.pk,
        "clinic": str(clinic.uid),
        "state": sent.state,
        "terms": sent.terms or None,
        "sent_at": _moment(sent.submitted_at),
        "decided_at": _moment(sent.decided_at),
        "reason": sent.reason or None,
        "words": sent.words or None,
        "sent_back": [name for name in STATEMENTS if name in sent.sent_back],
        "version": sent.listing_version,
    }


def _statements(content: Mapping[str, Any]) -> dict[str, Any]:
    """Every statement by name; null is not stated, and [] for lists."""
    return {
        name: content[name] if is_stated(content[name]) or content[name] == [] else None
        for name in STATEMENTS
    }


def _moment(at):
    return at.isoformat() if at else None
