"""Sends what a sheet changes, once a person has seen it: a submission for each changed clinic.

Between the page with the differences and the button, the plan travels in a signed field of the form, and not
in a table: it is what this person uploaded, so it is no secret from them, nothing has to be deleted later,
and it outlives a sign-out. The signature names account and organization, so nobody can change it or use that
of another; the part of each clinic names the digest of the draft that the person saw, so it is void once the
draft changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import Organization
from directory.moderation import decisions
from directory.moderation.errors import RefusedError
from directory.organizations.drafts import draft_digest, locked_draft, merged, write
from directory.organizations.sheet import Plan, PlannedSite, Site
from directory.publishing.diff import compare_snapshots
from directory.publishing.validation import validation_errors

SALT = "directory.organizations.sheet.page"
MAX_AGE = timedelta(hours=12)
MAX_CHARACTERS = 1_500_000  # of the signed field


@dataclass
class Sent:
    """What became of a plan: names of clinics, and what was not sent."""

    sent: list[str] = field(default_factory=list)
    already_sent: list[str] = field(default_factory=list)
    left: list[PlannedSite] = field(
        default_factory=list
    )  # changed since the page was opened: to be seen again
    refused: list[tuple[int, str, str]] = field(default_factory=list)  # (row number, name, sentence)


class Part(NamedTuple):
    """What a row changes of one clinic.

    digest  of the draft that the person saw
    values  what differs from that draft
    notes   as those of PlannedSite
    """

    number: int
    clinic: int
    digest: str
    values: dict[str, Any]
    notes: list[str]


class Seen(NamedTuple):
    """What the page showed: a Part of each clinic to be sent, and what it said of the rest of the file."""

    parts: list[Part]
    refused: list[tuple[int, str, str]]
    messages: list[str]
    unchanged: list[str]


def dump(plan: Plan, *, organization: Organization, user: User) -> str:
    """The signed field. Raises RefusedError for a plan that is too large for a form."""
    parts = [
        Part(one.number, one.site.clinic.pk, draft_digest(one.site.draft), _values(one), one.notes)
        for one in plan.changed
    ]
    seen = [parts, plan.refused, [str(sentence) for sentence in plan.messages], plan.unchanged]
    text = signing.dumps([organization.pk, user.pk, *seen], salt=SALT, compress=True)
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(_("There are too many changes for one form. Split the file into smaller ones."))
    return text


def _values(planned):
    """What differs from the draft: only this is sent along."""
    before, after = planned.site.draft, planned.content
    return {name: after[name] for name in after if after[name] != before[name]}


def load(text: str, *, organization: Organization, user: User) -> Seen:
    """What the page showed that had this signed field. Raises RefusedError."""
    try:
        of_organization, of_user, *seen = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        of_organization = of_user = seen = None
    if seen is None or (of_organization, of_user) != (organization.pk, user.pk):
        raise RefusedError(_("This page was open for too long. Choose the file again."))
    parts, refused, messages, unchanged = seen
    return Seen([Part(*part) for part in parts], [tuple(row) for row in refused], messages, unchanged)


def send(parts: Iterable[Part], *, sites: Iterable[Site], by: User, terms: str) -> Sent:
    """Write each clinic's draft and send it to a moderator, each in a transaction of its own.

    sites  of the organization
    terms  the edition of the terms that `by` accepted for all of them
    """
    outcome, by_pk = Sent(), {site.clinic.pk: site for site in sites}
    for part in parts:
        site = by_pk.get(part.clinic)
        if site is None:
            outcome.refused.append((part.number, "", _("Your organization has no clinic with this id.")))
            continue
        try:
            _send(part, site, outcome, by=by, terms=terms)
        except RefusedError as why:
            outcome.refused.append((part.number, site.clinic.name, str(why)))
    return outcome


@transaction.atomic
def _send(part, site, outcome, *, by, terms):
    clinic, draft = locked_draft(site.clinic.pk, by=by)
    content = merged(draft, part.values)
    if draft_digest(draft) != part.digest:
        if site.waits and not compare_snapshots(draft, content):
            outcome.already_sent.append(clinic.name)
        else:
            site.draft = draft
            outcome.left.append(PlannedSite(part.number, site, content, part.notes))
        return
    if wrong := validation_errors(content):
        raise RefusedError(" ".join(sentence for _statement, sentence in wrong))
    write(clinic=clinic, draft=draft, content=content, by=by)
    decisions.submit(clinic=clinic, by=by, terms=terms)
    outcome.sent.append(clinic.name)


def plan_of(seen: Seen, *, sites: Iterable[Site]) -> Plan:
    """The Plan of what the page showed, beside the drafts of now, to be looked at again. Nothing is sent."""
    by_pk = {site.clinic.pk: site for site in sites}
    found = [(part, by_pk[part.clinic]) for part in seen.parts if part.clinic in by_pk]
    return _plan(
        (PlannedSite(part.number, site, merged(site.draft, part.values), part.notes) for part, site in found),
        seen,
    )


def plan_again(outcome: Sent, seen: Seen) -> Plan:
    """The Plan of what was not sent, to be looked at again beside the draft of now."""
    plan = _plan(outcome.left, seen)
    plan.refused = sorted([*plan.refused, *outcome.refused])
    return plan


def _plan(all_planned, seen):
    plan = Plan(refused=list(seen.refused), messages=list(seen.messages), unchanged=list(seen.unchanged))
    for planned in all_planned:
        if planned.content == planned.site.draft:
            plan.unchanged.append(planned.site.clinic.name)
        elif why_not := planned.site.why_not:
            plan.refused.append((planned.number, planned.site.clinic.name, why_not))
        else:
            plan.changed.append(planned)
    return plan
