"""Writes a whole content into a clinic's draft: what a copy, a sheet and a program save."""

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects

from directory import roles
from directory.facts.spine import STATEMENTS
from directory.importing.points import settle_point
from directory.models import RECORD_MODELS, Clinic
from directory.publishing.snapshot import FIELD_STATEMENTS, Snapshot, snapshot_of_clinic, typed_values
from directory.web.shown_digest import digest_of


class ChangedMeanwhileError(Exception):
    """Somebody saved the draft after it was shown. Nothing was written."""


def draft_digest(draft: Mapping[str, Any]) -> str:
    """The digest of a draft as it was shown: see web/shown_digest.py."""
    return digest_of([draft[name] for name in STATEMENTS])


def locked_draft(clinic: int, *, by: User) -> tuple[Clinic, Snapshot]:
    """The working copy, locked until the transaction ends, and its content.

    raises  PermissionDenied for a person who does not maintain the clinic
    """
    row = Clinic.objects.select_related("organization").locked([clinic]).get()
    roles.require_member(by, row)
    prefetch_related_objects([row], *RECORD_MODELS)
    return row, snapshot_of_clinic(row)


def merged(draft: Snapshot, values: Mapping[str, Any]) -> Snapshot:
    """The whole content of a draft with new values."""
    return cast(Snapshot, {**draft, **values})


def with_changes(draft: Snapshot, values: Mapping[str, Any]) -> Snapshot:
    """The whole content of a draft with new values, and the point that its ZIP code then has."""
    content = merged(draft, values)
    point, _miles_off = settle_point(content, [draft])
    return merged(content, point)


def write(*, clinic: Clinic, draft: Snapshot, content: Snapshot, by: User) -> None:
    """Save a valid content as the draft, and log that `by` saved it. The caller has locked the clinic.

    draft  the content before: records that do not differ are not written anew
    """
    # All of them, since a draft has the point of its ZIP code, which the row may not have.
    for name, value in typed_values({name: content[name] for name in FIELD_STATEMENTS}):
        setattr(clinic, name, value)
    clinic.save()
    for name, model in RECORD_MODELS.items():
        if content[name] != draft[name]:
            model.objects.filter(clinic=clinic).delete()
            model.objects.bulk_create(
                model(clinic=clinic, position=position, **dict(typed_values(record)))
                for position, record in enumerate(content[name])
            )
    LogEntry.objects.log_actions(by.pk, [clinic], CHANGE, single_object=True)
