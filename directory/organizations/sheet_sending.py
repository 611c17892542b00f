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
from typing import Any

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

SALT = "directory.organizations.sheet"
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


def dump(changed: Iterable[PlannedSite], *, organization: Organization, user: User) -> str:
    """The signed field. Raises RefusedError for a plan that is too large for a form."""
    parts = [
        [planned.number, planned.site.clinic.pk, draft_digest(planned.site.draft), _values(planned)]
        for planned in changed
    ]
    text = signing.dumps([organization.pk, user.pk, parts], salt=SALT, compress=True)
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(_("There are too many changes for one form. Split the file into smaller ones."))
    return text


def _values(planned):
    """What differs from the draft: only this is sent along."""
    before, after = planned.site.draft, planned.content
    return {name: after[name] for name in after if after[name] != before[name]}


def load(text: str, *, organization: Organization, user: User) -> list[tuple[int, int, str, dict[str, Any]]]:
    """(row number, clinic id, digest of the draft, values) of each clinic. Raises RefusedError."""
    try:
        of_organization, of_user, parts = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        of_organization = of_user = parts = None
    if parts is None or (of_organization, of_user) != (organization.pk, user.pk):
        raise RefusedError(_("This page was open for too long. Choose the file again."))
    return [tuple(part) for part in parts]


def send(parts, *, sites: Iterable[Site], by: User, terms: str) -> Sent:
    """Write each clinic's draft and send it to a moderator, each in a transaction of its own.

    parts  of `load`
    sites  of the organization
    terms  the edition of the terms that `by` accepted for all of them
    """
    outcome, by_pk = Sent(), {site.clinic.pk: site for site in sites}
    for number, pk, digest, values in parts:
        site = by_pk.get(pk)
        if site is None:
            outcome.refused.append((number, "", _("Your organization has no clinic with this id.")))
            continue
        try:
            _send(number, site, digest, values, outcome, by=by, terms=terms)
        except RefusedError as why:
            outcome.refused.append((number, site.clinic.name, str(why)))
    return outcome


@transaction.atomic
def _send(number, site, digest, values, outcome, *, by, terms):
    clinic, draft = locked_draft(site.clinic.pk, by=by)
    content = merged(draft, values)
    if draft_digest(draft) != digest:
        if site.waits and not compare_snapshots(draft, content):
            outcome.already_sent.append(clinic.name)
        else:
            site.draft = draft
            outcome.left.append(PlannedSite(number, site, content))
        return
    if wrong := validation_errors(content):
        raise RefusedError(" ".join(sentence for _statement, sentence in wrong))
    write(clinic=clinic, draft=draft, content=content, by=by)
    decisions.submit(clinic=clinic, by=by, terms=terms)
    outcome.sent.append(clinic.name)


def plan_of(parts, *, sites: Iterable[Site]) -> Plan:
    """The Plan of what `load` returned, beside the drafts of now, to be looked at again. Nothing is sent."""
    by_pk = {site.clinic.pk: site for site in sites}
    found = [(number, by_pk[pk], values) for number, pk, _digest, values in parts if pk in by_pk]
    return _plan(PlannedSite(number, site, merged(site.draft, values)) for number, site, values in found)


def plan_again(outcome: Sent) -> Plan:
    """The Plan of what was not sent, to be looked at again beside the draft of now."""
    plan = _plan(outcome.left)
    plan.refused += outcome.refused
    return plan


def _plan(all_planned):
    plan = Plan()
    for planned in all_planned:
        if planned.content == planned.site.draft:
            plan.unchanged.append(planned.site.clinic.name)
        elif why_not := planned.site.why_not:
            plan.refused.append((planned.number, planned.site.clinic.name, why_not))
        else:
            plan.changed.append(planned)
    return plan
