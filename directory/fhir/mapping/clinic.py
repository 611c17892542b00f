"""What the resources of one clinic share: ids, references, telecom, address, people, evidence, `meta`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from directory.exchange.ids import part_id, practitioner_paths
from directory.facts.vocabulary import Evidence
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.evidence import evidence_extensions, is_default
from directory.fhir.mapping.homes import HOMES
from directory.fhir.mapping.tables import VERIFICATION, Json, Tables

# What no moderator has checked as a whole. A resource of ours is never more.
INCOMPLETE = {
    "url": VERIFICATION,
    "valueCodeableConcept": foreign.concept(foreign.VERIFICATION_STATUS, "incomplete"),
}


class Person(NamedTuple):
    """A practitioner of a clinic: the id of both of its resources, and its record."""

    id: str
    entry: int
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Clinic:
    """A record and what is made of it once.

    record  as exchange/record.py has it; of a day, or of none
    today   None: nothing of a day
    """

    record: Mapping[str, Any]
    tables: Tables
    today: date | None
    meta: Json
    fresh: bool  # True if its availability may be shown as taking patients, or not
    stated: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        return self.record["id"]

    @cached_property
    def listed(self) -> bool | None:
        """False once the listing has lapsed; None without a day."""
        return None if self.today is None else self.record["listed_until"] >= self.today.isoformat()

    def value(self, name: str) -> Any:
        """The value of a statement; None where it is not stated."""
        statement = self.stated.get(name)
        return None if statement is None else statement["value"]

    def part_id(self, path: str) -> str:
        """The id of a resource inside the clinic: found by its clinic, unique, and the same for ever."""
        return f"{self.id}.{part_id(self.id, path).hex[:16]}"

    def reference(self, resource_type: str) -> Json:
        return {"reference": f"{resource_type}/{self.id}"}

    def evidence(self, name: str) -> list[Json]:
        """The evidence of a statement, on the element that holds it."""
        return evidence_extensions(self.evidence_url, self.stated[name])

    @cached_property
    def evidence_url(self) -> str:
        return self.tables.extension_url("evidence")

    @cached_property
    def default_kind(self) -> str | None:
        return Evidence.SELF_REPORTED.value if self.record["confirmed_on"] else None

    def resource_evidence(self, resource_type: str) -> list[Json]:
        """The evidence on a resource: what it rests on, then that of each statement in it that differs."""
        on = self.record["confirmed_on"]
        found = list(evidence_extensions(self.evidence_url, {"evidence": self.default_kind, "on": on}))
        for name in HOMES_OF[resource_type]:
            statement = self.stated.get(name)
            if statement is not None and not is_default(statement, self.default_kind, on):
                found += evidence_extensions(self.evidence_url, statement, name)
        return found

    @cached_property
    def telecom(self) -> list[Json]:
        phone, extension = self.value("phone"), self.value("phone_extension")
        values = (
            ("phone", f"{phone};ext={extension}" if extension else phone),
            ("email", self.value("email")),
            ("url", self.value("website")),
        )
        return [{"system": system, "value": value} for system, value in values if value]

    @cached_property
    def address(self) -> Json:
        street = self.value("street")
        parts = {
            "line": [street] if street else None,
            "city": self.value("city"),
            "state": self.value("state"),
            "postalCode": self.value("zip"),
            "country": self.value("country"),
        }
        return {name: value for name, value in parts.items() if value}

    @cached_property
    def people(self) -> list[Person]:
        """The practitioners, in the order of the clinic."""
        records = self.value("practitioners") or []
        paths = practitioner_paths(records)
        return [
            Person(self.part_id(path), entry, record)
            for entry, (path, record) in enumerate(zip(paths, records, strict=True), start=1)
        ]

    @cached_property
    def person_by_name(self) -> dict[str, Person]:
        """Name → the first person of the name."""
        return {person.record["name"]: person for person in reversed(self.people)}


HOMES_OF = {
    resource: tuple(name for name, home in HOMES.items() if home.resource == resource and name != "offerings")
    for resource in ("Organization", "Location", "HealthcareService")
}


def meta(record: Mapping[str, Any], today: date | None) -> Json:
    """`meta` of all resources of a clinic. A clock that ran out since then makes a version."""
    version, changed_at = str(record["changed_in"]), record["changed_at"]
    ran_out = _last_day_of_a_clock(record, today) if today else None
    if ran_out is not None:
        midnight = _midnight_after(ran_out)
        if midnight > changed_at:
            version, changed_at = f"{version}.{ran_out.replace('-', '')}", midnight
    return {"versionId": version, "lastUpdated": changed_at, "source": record["url"]}


def _last_day_of_a_clock(record: Mapping[str, Any], today: date) -> str | None:
    """The latest day before today on which the listing or a mark ended; None if none has."""
    day = today.isoformat()
    days = [record["listed_until"]]
    for statement in record["statements"].values():
        if "until" in statement or "also" in statement or "checked" in statement:
            marks = (statement, *statement.get("also", ()), *statement.get("checked", ()))
            days += [mark["until"] for mark in marks if mark.get("until")]
    return max((one for one in days if one < day), default=None)


@lru_cache(maxsize=1000)
def _midnight_after(day: str) -> str:
    """The instant, in UTC, at which a day ends where the site is."""
    following = date.fromisoformat(day) + timedelta(days=1)
    midnight = datetime.combine(following, time.min, timezone.get_default_timezone())
    return midnight.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ")
