"""Copies sections of one clinic's draft into the draft of another clinic of the same organization."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from directory.facts.spine import ROWS, SPINE, Row, Section
from directory.facts.statements import is_stated
from directory.models import Clinic
from directory.moderation.errors import RefusedError
from directory.organizations.drafts import (
    ChangedMeanwhileError,
    draft_digest,
    locked_draft,
    with_changes,
    write,
)
from directory.publishing.diff import Change, compare_snapshots
from directory.publishing.snapshot import Snapshot
from directory.publishing.validation import validation_errors
from directory.web.shown_digest import digest_of

# Rows that are a site's own: copied only where a person chooses them one by one.
OWN_ROWS = frozenset(
    [
        "name",
        "alias",
        "address",
        "point",
        "phone",
        "email",
        "npi",
        "availability",
        "practitioners",
        "training",
    ]
)
# The organization of both is the same; a member does not change it.
NEVER_COPIED = frozenset(["organization"])


@dataclass(frozen=True)
class RowDifference:
    """A row of the spine in which two drafts differ.

    row      its name is what a page sends to have it copied
    changes  one for each statement that differs: `old` is the clinic's, `new` that of the other site
    is_own   a site's own, so not copied unless somebody chooses it
    deletes  the other site states nothing here, so neither
    """

    row: Row
    changes: list[Change]
    is_own: bool
    deletes: bool


def differences(
    source: Snapshot, target: Snapshot, sections: Collection[str]
) -> list[tuple[Section, list[RowDifference]]]:
    """What copying would change in the target, by section: those that `sections` names and that differ."""
    changed = {change.statement: change for change in compare_snapshots(target, source)}
    by_section = [
        (section, list(_differences_of(section, changed))) for section in SPINE if section.key in sections
    ]
    return [(section, rows) for section, rows in by_section if rows]


def _differences_of(section, changed):
    for row in section.rows:
        changes = [changed[name] for name in row.statements if name in changed]
        if changes and row.name not in NEVER_COPIED:
            deletes = not any(is_stated(change.new) for change in changes)
            yield RowDifference(row, changes, row.name in OWN_ROWS, deletes)


def shown_digest(source: Mapping[str, Any], target: Mapping[str, Any]) -> str:
    """The digest of both drafts as the differences showed them."""
    return digest_of([draft_digest(source), draft_digest(target)])


@transaction.atomic
def copy(*, source: Clinic, target: Clinic, rows: Collection[str], seen: str, by: User) -> int:
    """Copy rows of the spine from one draft into another, as a draft saved by `by`. Returns how many changed.

    rows    names of rows; unknown ones are passed over
    seen    the `shown_digest` of what the person saw
    raises  ChangedMeanwhileError where either draft was saved since; RefusedError where the result would
            break a rule, or nothing was chosen; PermissionDenied for clinics of two organizations
    """
    locked = {pk: locked_draft(pk, by=by) for pk in sorted([source.pk, target.pk])}
    (other, copied), (clinic, draft) = locked[source.pk], locked[target.pk]
    if other.organization_id != clinic.organization_id:
        raise PermissionDenied
    if seen != shown_digest(copied, draft):
        raise ChangedMeanwhileError
    chosen = [ROWS[name] for name in ROWS if name in rows and name not in NEVER_COPIED]
    values = {name: copied[name] for row in chosen for name in row.statements}
    content = with_changes(draft, values)
    changed = compare_snapshots(draft, content)
    if not changed:
        raise RefusedError(_("Choose at least one thing to copy."))
    if wrong := validation_errors(content):
        raise RefusedError(" ".join(dict.fromkeys(sentence for _statement, sentence in wrong)))
    write(clinic=clinic, draft=draft, content=content, by=by)
    return len(changed)
