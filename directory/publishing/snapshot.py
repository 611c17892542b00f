"""Snapshots: the content of a clinic, frozen when it is sent.

A snapshot is a dict of plain JSON with every statement of the spine by name, and `organization_slug`:
text "", codes [], numbers and yes/no None where not stated; dates as "2026-11-22"; `practitioners` and
`training` as lists of dicts with every part of PRACTITIONER_PARTS and TRAINING_PARTS.
"""

from datetime import date

from directory.facts import vocabulary as v
from directory.facts.records import PRACTITIONER_PARTS, RELATED, TRAINING_PARTS
from directory.facts.spine import STATEMENTS
from directory.models import (
    Clinic,
)
from directory.places.zip_codes import zip_point

FIELD_STATEMENTS = [name for name in STATEMENTS if name not in RELATED]
DATE_STATEMENTS = [name for name, statement in STATEMENTS.items() if statement.kind == "date"]


def snapshot_of_clinic(clinic):
    """The content of a working copy, at this moment."""
    content = {name: _plain(getattr(clinic, name)) for name in FIELD_STATEMENTS}
    stated = clinic.organization and clinic.organization.listed
    content["organization"] = clinic.organization.name if stated else ""
    content["organization_slug"] = clinic.organization.slug if stated else ""
    content["practitioners"] = [_record(person, PRACTITIONER_PARTS) for person in clinic.practitioners.all()]
    content["training"] = [_record(training, TRAINING_PARTS) for training in clinic.training.all()]
    return with_zip_code_point(content)


def with_zip_code_point(content):
    """A content with a ZIP code and no point stands in the middle of it, or no search by place finds it."""
    point = zip_point(content["zip"][:5]) if content["latitude"] is None and content["zip"] else None
    if point is None:
        return content
    latitude, longitude = point
    middle = v.PointSource.ZIP_CENTROID.value
    return content | {"latitude": latitude, "longitude": longitude, "point_source": middle}


def _record(row, parts):
    return {part.name: _plain(getattr(row, part.name)) for part in parts}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def snapshot_of_listing(listing):
    """The content that a listing shows."""
    content = {name: _plain(getattr(listing, name)) for name in FIELD_STATEMENTS}
    return content | {
        name: getattr(listing, name)
        for name in ("organization", "organization_slug", "practitioners", "training")
    }


def complete_snapshot(content):
    """A content as if it had been frozen today: statements that came later are not stated."""
    empty = empty_snapshot()
    return empty | {name: value for name, value in content.items() if name in empty}


def empty_snapshot():
    """The content of a clinic that states nothing."""
    nothing = Clinic()
    content = {name: _plain(getattr(nothing, name)) for name in FIELD_STATEMENTS}
    return content | {"organization": "", "organization_slug": "", "practitioners": [], "training": []}


def published_values(shown, names):
    """The values of `names` that stay published: those of the content `shown`, or not stated."""
    before = complete_snapshot(shown)
    return {
        one: before[one]
        for name in names
        for one in ([name, "organization_slug"] if name == "organization" else [name])
    }
