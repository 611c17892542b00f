"""Writes planned rows: working copies; submissions that wait, or that are approved at once."""

from collections import defaultdict
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from directory.importing.decision_table import (
    CHANGED,
    CREATED,
    MESSAGES,
    PUBLISHED,
    SENT,
    ClinicState,
    Refusal,
)
from directory.importing.existing import ANNOTATIONS, state_of_clinic
from directory.importing.review_flags import SHOWN_IN_REMARK
from directory.models import RECORD_MODELS, Clinic, ReviewFlag, Submission
from directory.models.bulk_insert import bulk_insert
from directory.moderation import decisions
from directory.publishing.snapshot import DATE_STATEMENTS, FIELD_STATEMENTS, typed_values

SENDER = "imported-file"  # username of the account in whose name rows are sent where no user is named
REFUSALS = {
    ClinicState.TAKEN_DOWN: Refusal.TAKEN_DOWN,
    ClinicState.MANAGED: Refusal.MANAGED,
    ClinicState.WAITING: Refusal.WAITING,
}


class Writer:
    """Writes the rows of one import, a batch in one transaction.

    by             the user in whose name submissions are made and approved; None: the account SENDER
    named          (source, code of its license) of every row that names none itself
    organizations  the Organizations that rows name; None for a register
    report         the Report of the import
    """

    def __init__(self, *, by, named, organizations, report):
        self._by = by
        self._source, self._license = named
        self._organizations = organizations
        self._report = report
        self._started_at = timezone.now()

    @transaction.atomic
    def write(self, rows):
        """Write a list of PlannedRow and return those that were written.

        A row is refused if its clinic was taken down, got members or a submission since it was planned.
        """
        rows = list(self._lock(rows))
        created = [row for row in rows if row.outcome == CREATED]
        changed = [row for row in rows if row.outcome == CHANGED]
        for row in (*created, *changed):
            self._set_fields(row)
        bulk_insert([row.clinic for row in created])
        for row in created:
            row.compared.pk = row.clinic.pk
        for row in changed:
            row.clinic.save()
        _write_records(created, changed)
        ReviewFlag.objects.filter(clinic__in=[row.clinic for row in changed]).delete()
        flags = [flag for row in (*created, *changed) for flag in _review_flags(row)]
        ReviewFlag.objects.bulk_create(flags, batch_size=1000)
        self._submit([row for row in rows if row.next_step in (PUBLISHED, SENT)])
        return rows

    def _lock(self, rows):
        """Yields the rows whose clinics an import may still change, and locks these clinics."""
        ids = [
            row.clinic.pk
            for row in rows
            if row.clinic.pk and (row.next_step in (PUBLISHED, SENT) or row.outcome == CHANGED)
        ]
        locked = {}
        if ids:
            locked = {clinic.pk: clinic for clinic in Clinic.objects.annotate(**ANNOTATIONS).locked(ids)}
        for row in rows:
            clinic = locked.get(row.clinic.pk)
            refused = clinic and REFUSALS.get(state_of_clinic(clinic))
            if refused:
                self._report.add_refused(row.number, row.content["name"], MESSAGES[refused])
            else:
                yield row

    def _set_fields(self, row):
        content, (source, source_license) = row.content, self._named(row)
        values = {name: content[name] for name in FIELD_STATEMENTS}
        values |= {name: date.fromisoformat(content[name]) for name in DATE_STATEMENTS if content[name]}
        values |= {
            "imported_at": self._started_at,
            "imported_from": source,
            "imported_license": source_license,
            "import_remark": _remark(row),
        }
        vars(row.clinic).update(values)  # as setattr() would, one by one
        if self._organizations:
            row.clinic.organization = self._organizations.get_or_create(
                row.content["organization"], row.content["organization_slug"]
            )

    def _named(self, row):
        """(source, code of its license) of a row: its own, else those of the file."""
        return row.parsed.stated_source or self._source, row.parsed.stated_license or self._license

    def _submit(self, rows):
        """Make submissions of the rows, and approve those that are to be published."""
        by_source, to_approve = defaultdict(list), []
        for row in rows:
            by_source[self._named(row)].append(row)
        by = self._by or (_sender() if rows else None)
        for (source, source_license), group in by_source.items():
            submissions = decisions.enqueue(
                clinics=[row.clinic for row in group],
                origin=Submission.Origin.IMPORT,
                source=source,
                source_license=source_license,
                by=by,
            )
            remarked = []
            for row, submission in zip(group, submissions, strict=True):
                if row.next_step == PUBLISHED:
                    to_approve.append(submission)
                elif remark := _remark(row):
                    submission.remark = remark
                    remarked.append(submission)
            Submission.objects.bulk_update(remarked, ["remark"])
        if to_approve:
            decisions.publish_import(submissions=to_approve, by=by)


def _sender():
    """The account SENDER, with which nobody can sign in."""
    defaults = {"is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=SENDER, defaults=defaults)[0]


def _remark(row):
    """What the moderator reads of the flags that no check of a submission finds again."""
    messages = [str(message) for flag, message in row.flags if flag in SHOWN_IN_REMARK]
    return "\n".join(messages)[: Submission._meta.get_field("remark").max_length]


def _write_records(created, changed):
    """Replace the practitioners, the training and the offerings of the clinics."""
    for name, model in RECORD_MODELS.items():
        if changed:
            model.objects.filter(clinic__in=[row.clinic for row in changed]).delete()
        records = [
            model(clinic=row.clinic, position=position, **dict(typed_values(record)))
            for row in (*created, *changed)
            for position, record in enumerate(row.content[name])
        ]
        model.objects.bulk_create(records, batch_size=500)
    for row in changed:
        row.clinic._prefetched_objects_cache.clear()


def _review_flags(row):
    if row.miles_off:
        yield ReviewFlag(clinic=row.clinic, kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP, miles=row.miles_off)
    for other, shared, miles in row.duplicates:
        kind = ReviewFlag.Kind.LIKELY_DUPLICATE
        yield ReviewFlag(clinic=row.clinic, kind=kind, other_id=other.pk, shared=shared, miles=miles)
