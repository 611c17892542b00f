"""Loads the invented clinics of fixtures/*.toml: submitted, decided and confirmed as real clinics are.

A file holds `[[clinic]]` tables. A statement has its name in the spine as key. A date is the number of days
ago (negative: ahead), so the demo never grows old. Shorter than in the model:

point                                  [latitude, longitude], with point_source "given" unless stated
excluded, case_by_case, accepted       lists of cautions, for the statements `exclusion_…`
organization                           its name
practitioners, training, offerings, …  lists of tables, each with the parts that are stated

Keys for the history of a clinic:

key                                    identifies the clinic for ever; its name may change
origin, source, source_license         of the submission: `portal` unless stated; an import's file or register
terms                                  edition of the terms that it accepted: that of today unless stated
sent, decided                          days of submission and decision; the same day unless stated
outcome                                `approved` unless `waiting`, `changes_requested` or `rejected`
reason, words                          the moderator's answer
confirmed                              list of days on which the clinic confirmed its listing
removed, removed_reason, removed_words when and why the listing was removed
[[clinic.evidence]]                    a Verification
[[clinic.report]]                      a report: received, reason, statement, words; if a moderator asked the
                                       clinic, asked and question; if closed, closed, outcome and answer
[[clinic.change]]                      a later submission: sent, decided … and the statements that differ;
                                       `no_longer_stated` lists statements to clear
"""

import tomllib
from datetime import datetime, time, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from directory.facts import vocabulary as v
from directory.facts.fields import complete_record
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.terms import EDITION
from directory.models import (
    RECORD_MODELS,
    Clinic,
    Listing,
    Organization,
    Report,
    Submission,
    Verification,
)
from directory.moderation import decisions, evidence
from directory.reports import handling

FOLDER = settings.BASE_DIR / "fixtures"
SOURCE_PREFIX = "invented:"  # Clinic.source of an invented clinic begins so
# Clinics and reports get the same ids in every demo, so links to them last.
CLINIC_NAMESPACE = UUID("0f0f5c9e-51d6-4f43-8c3e-5550100f00d5")
REPORT_NAMESPACE = UUID("8f0c2a5e-3f0e-4d0c-9a54-5550100f00d5")
HISTORY_KEYS = {
    "key",
    "origin",
    "source",
    "source_license",
    "terms",
    "sent",
    "decided",
    "outcome",
    "reason",
    "words",
    "confirmed",
    "removed",
    "removed_reason",
    "removed_words",
    "evidence",
    "report",
    "change",
    "no_longer_stated",
}


def invented_clinics():
    return Clinic.objects.filter(source__startswith=SOURCE_PREFIX)


def clinics_in_files():
    """The [[clinic]] tables of all files, as parsed from TOML."""
    return [
        one for file in sorted(FOLDER.glob("*.toml")) for one in tomllib.loads(file.read_text())["clinic"]
    ]


@transaction.atomic
def load_clinics(*, progress=iter):
    """Create every invented clinic that is missing, in one transaction. Returns how many.

    The steps of all clinics run in the order of their dates, so that the log and the versions are a history.
    """
    known = set(invented_clinics().values_list("source", flat=True))
    new = [InventedClinic(one) for one in clinics_in_files() if SOURCE_PREFIX + one["key"] not in known]
    steps = [step for one in new for step in one.steps()]
    for _days, _order, step in progress(sorted(steps, key=lambda step: (-step[0], step[1]))):
        step()
    return len(new)


@transaction.atomic
def drop_all_tables():
    """Drop every table of the database. Only for the embedded server of the demo."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


class InventedClinic:
    """One clinic of the files, with the steps of its history."""

    def __init__(self, table):
        self.table = table
        self.clinic = Clinic(source=SOURCE_PREFIX + table["key"], uid=uuid5(CLINIC_NAMESPACE, table["key"]))
        self.member, self.moderator = person("invented-clinic"), person("invented-moderator")
        # The rights of a moderator, in memory only: the saved user cannot sign in.
        self.moderator.is_active = self.moderator.is_staff = True

    def steps(self):
        """(days ago, order within the day, function to call) of each step."""
        for submission in [self.table, *self.table.get("change", [])]:
            yield submission["sent"], 0, partial(self.submit, submission)
        for days in self.table.get("confirmed", []):
            yield days, 2, partial(self.confirm, days)
        for days in sorted({record["seen_on"] for record in self.table.get("evidence", [])}):
            yield days, 3, partial(self.record_evidence, days)
        for report in self.table.get("report", []):
            yield report["received"], 1, partial(self.receive_report, report)
            if "asked" in report:
                yield report["asked"], 5, partial(self.ask_clinic, report)
            if "closed" in report:
                yield report["closed"], 6, partial(self.close_report, report)
        if "removed" in self.table:
            yield self.table["removed"], 4, self.remove

    def submit(self, table):
        """Change the working copy, submit it, and decide on it, all as `table` says."""
        self.change_working_copy(table)
        origin = table.get("origin", Submission.Origin.PORTAL)
        sender = self.moderator if origin == Submission.Origin.IMPORT else self.member
        (submission,) = decisions.enqueue(
            clinics=[self.clinic],
            origin=origin,
            source=table.get("source", ""),
            source_license=table.get("source_license", ""),
            terms=table.get("terms", EDITION if origin == Submission.Origin.PORTAL else ""),
            by=sender,
            at=time_days_ago(table["sent"], hour=9),
        )
        decision = {"by": self.moderator, "at": time_days_ago(table.get("decided", table["sent"]), hour=15)}
        outcome = table.get("outcome", v.SubmissionState.APPROVED)
        if outcome == v.SubmissionState.APPROVED:
            decisions.approve(submissions=[submission], **decision)
        elif outcome == v.SubmissionState.CHANGES_REQUESTED:
            decisions.ask_for_changes(submission=submission, words=table["words"], **decision)
        elif outcome == v.SubmissionState.REJECTED:
            decisions.reject(submission=submission, reason=table["reason"], words=table["words"], **decision)
        elif outcome != "waiting":
            raise ValueError(f"{self.table['key']}: there is no outcome {outcome!r}")

    def change_working_copy(self, table):
        for name, value in self.facts(table).items():
            setattr(self.clinic, name, value)
        for name in table.get("no_longer_stated", []):
            setattr(self.clinic, name, Clinic._meta.get_field(name).get_default())
        if "organization" in table:
            slug = slugify(table["organization"])
            self.clinic.organization, _new = Organization.objects.get_or_create(
                slug=slug,
                defaults={
                    "name": table["organization"],
                    "uid": uuid5(CLINIC_NAMESPACE, f"organization:{slug}"),
                },
            )
        self.clinic.save()
        for name, model in RECORD_MODELS.items():
            if name in table:
                self._rows_of(model).delete()
                model.objects.bulk_create(
                    model(clinic=self.clinic, position=position, **python_record(row, RELATED[name].parts))
                    for position, row in enumerate(table[name])
                )

    def _rows_of(self, model):
        return model.objects.filter(clinic=self.clinic)

    def facts(self, table):
        """Attributes of Clinic from a table. Raises ValueError for an unknown key."""
        facts = {}
        for name, value in table.items():
            if name == "point":
                facts |= {"latitude": value[0], "longitude": value[1], "point_source": v.PointSource.GIVEN}
            elif name in v.Exclusion.values:
                facts |= {f"exclusion_{v.Caution(caution)}": v.Exclusion(name) for caution in value}
            elif name in STATEMENTS and name not in RELATED:
                facts[name] = python_value(STATEMENTS[name], value)
            elif name not in RELATED and name not in HISTORY_KEYS:
                raise ValueError(f"{self.table['key']}: {name} is no statement")
        if "point_source" in table:
            facts["point_source"] = table["point_source"]
        return facts

    def confirm(self, days):
        decisions.confirm(listing=self.listing(), by=None, at=time_days_ago(days, hour=16))

    def record_evidence(self, days):
        verifications = []
        for one in self.table["evidence"]:
            if one["seen_on"] == days:
                dates = {name: date_days_ago(one[name]) for name in ("seen_on", "expires_on") if name in one}
                verifications.append(Verification(**(one | dates)))
        version = self.listing().version
        evidence.record(clinic=self.clinic, verifications=verifications, version=version, by=self.moderator)

    def receive_report(self, table):
        given = {name: table.get(name, "") for name in ("reason", "statement", "words")}
        at = time_days_ago(table["received"], hour=10)
        handling.receive(listing=self.listing(), key=self.report_key(table), at=at, **given)

    def ask_clinic(self, table):
        report, at = Report.objects.get(key=self.report_key(table)), time_days_ago(table["asked"], hour=18)
        handling.ask_clinic(report=report, by=self.moderator, words=table["question"], at=at)

    def close_report(self, table):
        report, at = Report.objects.get(key=self.report_key(table)), time_days_ago(table["closed"], hour=19)
        answer = {"outcome": table["outcome"], "answer": table["answer"]}
        handling.close(report=report, by=self.moderator, at=at, **answer)

    def report_key(self, table):
        return uuid5(REPORT_NAMESPACE, f"{self.table['key']} {table['received']}")

    def remove(self):
        decisions.remove(
            listing=self.listing(),
            reason=self.table["removed_reason"],
            words=self.table["removed_words"],
            by=self.moderator,
            at=time_days_ago(self.table["removed"], hour=17),
        )

    def listing(self):
        return Listing.objects.get(clinic=self.clinic)


def python_value(statement, value):
    """A TOML value as the model stores it: days ago as a date, codes in the order of the vocabulary."""
    if statement.kind == "date":
        return date_days_ago(value)
    if statement.kind == "codes":
        return sorted(value, key=list(statement.labels).index)
    if statement.kind == "records":
        return [complete_record(python_record(row, statement.parts), statement.parts) for row in value]
    return value


def python_record(row, parts):
    """A record of the files, with each value as the model stores it; only the parts that are stated."""
    named = {part.name: part for part in parts}
    return {name: python_part(named[name], value) for name, value in row.items()}


def python_part(part, value):
    """The value of a part of a record, as the model stores it."""
    if part.kind == "date":
        return date_days_ago(value)
    if part.kind == "codes":
        return sorted(value, key=list(dict(part.choices)).index)
    if part.kind == "records":
        return [complete_record(python_record(row, part.parts), part.parts) for row in value]
    return value


def date_days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def time_days_ago(days, *, hour):
    """The datetime `days` days ago at `hour`; never later than now."""
    return min(timezone.make_aware(datetime.combine(date_days_ago(days), time(hour))), timezone.now())


def person(name):
    """A user of the invented history, who cannot sign in: not active, no password."""
    user, new = get_user_model().objects.get_or_create(username=name, defaults={"is_active": False})
    if new:
        user.set_unusable_password()
        user.save()
    return user
