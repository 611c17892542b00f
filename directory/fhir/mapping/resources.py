"""A record of a listing as resources of FHIR R4 (4.0.1), all six types."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.exchange.record import on_day
from directory.fhir.mapping.clinic import Clinic, meta
from directory.fhir.mapping.evidence import ENDED
from directory.fhir.mapping.healthcare_service import services
from directory.fhir.mapping.location import location
from directory.fhir.mapping.organization import group_organization, organization
from directory.fhir.mapping.practitioner import practitioners, roles
from directory.fhir.mapping.tables import Json, tables
from directory.fhir.mapping.verification_result import verification_results

TYPES = (
    "Organization",
    "Location",
    "HealthcareService",
    "Practitioner",
    "PractitionerRole",
    "VerificationResult",
)

__all__ = ["TYPES", "group_organization", "resources"]


def resources(record: Mapping[str, Any], today: date | None = None) -> list[Json]:
    """The resources of a clinic, in the order of TYPES, without the Organization of its group.

    record  exchange/record.py
    today   None: nothing depends on the day, as in the files. Evidence then has the day on which it ends, and
            no resource says whether it is active; the extension `listing` has the last day of the listing

    Parts of the resources are shared between resources and with later calls: nobody may change them. The
    group is what group_organization() makes: many records state the same one.
    """
    availability = record["statements"]["availability"]
    fresh = today is not None and (availability.get("until") or "") >= today.isoformat()
    seen = record if today is None else on_day(record, today)
    stated = {name: one for name, one in seen["statements"].items() if one["value"] is not None}
    if today is not None:
        stated |= _ended(stated, record["statements"])
    clinic = Clinic(
        record=seen,
        tables=tables(),
        today=today,
        meta=meta(record, today),
        fresh=fresh,
        stated=stated,
    )
    return [
        organization(clinic),
        location(clinic),
        *services(clinic),
        *practitioners(clinic),
        *roles(clinic),
        *verification_results(clinic),
    ]


def _ended(stated: Mapping[str, Any], undated: Mapping[str, Any]) -> dict[str, Any]:
    """The statements of which nothing holds on the day any more, as such: they are not merely imported."""
    return {
        name: {**one, "evidence": ENDED}
        for name, one in stated.items()
        if one.get("evidence") is None and undated[name].get("evidence")
    }
