"""Snapshots: the content of a clinic as plain JSON, frozen when it is sent to the moderators.

A snapshot holds every statement of the spine by its name, and `organization_slug`. Not stated is "" for text
and single codes, [] for several codes and for records, None for numbers, yes or no, and dates.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypedDict, cast

from directory.facts.fields import Part, complete_records
from directory.facts.offerings import union_values
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.upgrade import upgrade
from directory.facts.vocabulary import PointSource
from directory.models import RECORD_MODELS, Clinic, Listing
from directory.places.zip_codes import zip_point

FIELD_STATEMENTS = [name for name in STATEMENTS if name not in RELATED]
DATE_STATEMENTS = [name for name, statement in STATEMENTS.items() if statement.kind == "date"]
RECORD_STATEMENTS = [name for name, statement in STATEMENTS.items() if statement.kind == "records"]
DATE_PARTS = {part.name for name in RECORD_MODELS for part in RELATED[name].parts if part.kind == "date"}
RELATED_KEYS = ("organization", "organization_slug", *RECORD_MODELS)


class PractitionerRecord(TypedDict):
    """A practitioner in a snapshot: every part of PRACTITIONER_PARTS."""

    name: str
    roles: list[str]
    license: str
    supervisor: str
    license_state: str
    license_number: str
    register_url: str
    npi: str
    boards: list[str]
    board_certification: str
    years_offering: int | None


class TrainingRecord(TypedDict):
    """A training in a snapshot: every part of TRAINING_PARTS."""

    code: str
    practitioner: str  # a name; "" where the clinic does not say whose training it is
    provider: str
    hours: int | None
    year: int | None
    expires_on: str | None  # ISO date


class OfferingRecord(TypedDict):
    """An offering in a snapshot. Has every part of OFFERING_PARTS; declares those that code reads by name."""

    route: str
    purpose: str
    format: str
    setting: str
    given_by: list[str]
    attendance: str
    monitoring: list[str]
    therapy_model: list[str]
    visit_minutes: int | None
    price_low: int | None
    price_high: int | None
    price_unit: str
    course_price: int | None
    prices_as_of: str | None  # ISO date
    insurers: list[dict[str, Any]]
    note: str


class Snapshot(TypedDict):
    """The content of a clinic. Declares `organization_slug` and the statements that code reads by name."""

    name: str
    alias: str
    about: str
    organization: str
    organization_slug: str
    street: str
    city: str
    state: str
    zip: str
    country: str
    latitude: float | None
    longitude: float | None
    point_source: str
    phone: str
    phone_extension: str
    email: str
    website: str
    booking_url: str
    opening_hours: str
    opening_times: list[dict[str, Any]]
    npi: str
    availability: str
    availability_on: str | None  # ISO date
    populations: list[str]
    minimum_age: int | None
    practitioners: list[PractitionerRecord]
    training: list[TrainingRecord]
    offerings: list[OfferingRecord]
    written_standard: str
    home_dosing: str
    without_diagnosis: bool | None
    therapy_required: str
    exclusion_under_18: str
    route: list[str]
    given_by: list[str]
    setting: list[str]
    visit_minutes: int | None
    rems_certified: bool | None
    therapy_model: list[str]
    modality: list[str]
    maintenance: str
    insurers: list[dict[str, Any]]
    prices_as_of: str | None  # ISO date
    insurance: list[str]
    complaints: str
    # The notes of statements.NOTES.
    other_language: str
    screening_note: str
    preparation_note: str
    dose_note: str
    attendance_note: str
    comfort_note: str
    therapy_note: str
    patient_views: str
    price_note: str
    payment_note: str
    help_fund: str


def snapshot_of_clinic(clinic: Clinic) -> Snapshot:
    """Freeze a working copy. A ZIP code without a point gets the point in the middle of the ZIP code."""
    organization = clinic.organization
    listed = organization if organization is not None and organization.listed else None
    return with_zip_code_point(
        _snapshot(
            _field_values(clinic),
            organization=listed.name if listed else "",
            organization_slug=listed.slug if listed else "",
            **{
                name: [record_of_row(row, RELATED[name].parts) for row in getattr(clinic, name).all()]
                for name in RECORD_MODELS
            },
        )
    )


def snapshot_of_listing(listing: Listing) -> Snapshot:
    """The content that a listing publishes, as it was sent: without the union with its offerings."""
    related = {name: getattr(listing, name) for name in RELATED_KEYS}
    return complete_snapshot({**_field_values(listing), **listing.defaults, **related})


def union_with_offerings(snapshot: Snapshot) -> Snapshot:
    """The snapshot as a listing shows it: its flat statements are the union with what its offerings say."""
    return _snapshot(snapshot, **union_values(snapshot))


def empty_snapshot() -> Snapshot:
    """The snapshot of a clinic that states nothing."""
    no_records = {name: [] for name in RECORD_MODELS}
    fields = {name: [] if value == [] else value for name, value in _empty_field_values().items()}
    return _snapshot(fields, organization="", organization_slug="", **no_records)


@cache
def _empty_field_values() -> dict[str, Any]:
    """The values of a blank working copy. Not to be changed: every caller gets the same."""
    return _field_values(Clinic())


def complete_snapshot(snapshot: Mapping[str, Any]) -> Snapshot:
    """A snapshot of any release in the shape of this release. Missing statements become "not stated"."""
    empty = empty_snapshot()
    known = {name: value for name, value in upgrade(snapshot).items() if name in empty}
    records = {
        name: complete_records(known[name], STATEMENTS[name].parts)
        for name in RECORD_STATEMENTS
        if name in known
    }
    return _snapshot(empty, **{**known, **records})


def with_zip_code_point(snapshot: Snapshot) -> Snapshot:
    """Add the middle of the ZIP code where no point is stated: a search by place needs a point."""
    has_no_point = snapshot["latitude"] is None and snapshot["zip"]
    point = zip_point(snapshot["zip"][:5]) if has_no_point else None
    if point is None:
        return snapshot
    latitude, longitude = point
    return _snapshot(
        snapshot, latitude=latitude, longitude=longitude, point_source=PointSource.ZIP_CENTROID.value
    )


def published_values(published: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The values that statements keep when their change is sent back.

    published  the published snapshot; {} for a clinic that was never published: the values are then empty
    names      statements; "organization" brings "organization_slug" along
    """
    before = complete_snapshot(published)
    keys = [key for name in names for key in _keys_of_statement(name)]
    return {key: before[key] for key in keys}


def typed_values(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """(name, value) pairs of a snapshot or a record, typed as a model takes them: dates are `date`."""
    for name, value in values.items():
        is_date = name in DATE_STATEMENTS or name in DATE_PARTS
        yield name, date.fromisoformat(value) if is_date and value else value


def _keys_of_statement(name: str) -> list[str]:
    return [name, "organization_slug"] if name == "organization" else [name]


def _snapshot(values: Mapping[str, Any], **others: Any) -> Snapshot:
    return cast(Snapshot, {**values, **others})


def _field_values(facts: Clinic | Listing) -> dict[str, Any]:
    return {name: _as_json(getattr(facts, name)) for name in FIELD_STATEMENTS}


def record_of_row(row: object, parts: Iterable[Part]) -> dict[str, Any]:
    """The record of a row of a table, such as an Offering."""
    return {part.name: _as_json(getattr(row, part.name)) for part in parts}


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
