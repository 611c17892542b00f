"""HealthcareService: what the clinic does, as a whole, and each of its offerings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override

from directory.facts import vocabulary as v
from directory.facts.statements import is_stated
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.clinic import INCOMPLETE, Clinic
from directory.fhir.mapping.evidence import evidence_extensions, mark_extension
from directory.fhir.mapping.homes import HOMES, PRICE_PARTS
from directory.fhir.mapping.organization import own_identifier, stated_elements
from directory.fhir.mapping.systems import CODED, LANGUAGE
from directory.fhir.mapping.tables import DELIVERY_METHOD, NEW_PATIENTS, SERVICE_TYPE, Json
from directory.fhir.mapping.values import (
    characteristics,
    part_extensions,
    record_extension,
    statement_extension,
)
from directory.wording.offerings import offering_names

OUTPATIENT = foreign.concept(foreign.CATEGORY, "outpat")
WITHOUT_A_VISIT = {v.Setting.HOME_REMOTE.value, v.Setting.HOME_UNSUPERVISED.value}
OPEN_KINDS = {v.HoursKind.TREATMENT.value, v.HoursKind.OFFICE.value}
# What is known of the listing, and not stated by the clinic: key of the record → value[x].
LISTING_PARTS = {
    "slug": "valueString",
    "version": "valuePositiveInt",
    "first_published_on": "valueDate",
    "published_on": "valueDate",
    "confirmed_on": "valueDate",
    "current_until": "valueDate",
    "listed_until": "valueDate",
    "source": "valueString",
    "source_license": "valueCode",
    "terms": "valueString",
}


def services(clinic: Clinic) -> list[Json]:
    """The clinic as a whole, then one for each offering."""
    return [_whole(clinic), *_offerings(clinic)]


def _whole(clinic: Clinic) -> Json:
    extensions, concepts = _by_kind(clinic)
    resource = _service(clinic, clinic.id, clinic.value("name"), clinic.value("setting"))
    resource["identifier"] = [own_identifier(clinic.id)]
    resource["comment"] = clinic.value("about")
    resource["extension"] = [
        INCOMPLETE,
        *clinic.resource_evidence("HealthcareService"),
        _listing(clinic),
        *_new_patients(clinic),
        *_delivery(clinic.value("setting"), clinic.value("telehealth_states")),
        *_training_of_nobody(clinic),
        *_evidence_of_nobody(clinic),
        *extensions,
    ]
    resource["characteristic"] = concepts
    resource["coverageArea"] = _coverage(clinic.value("telehealth_states"))
    resource["communication"] = _communication(clinic.value("languages"))
    resource["availableTime"] = _available_times(clinic.value("opening_times"))
    return stated_elements(resource)


def _service(clinic: Clinic, service_id: str, name: Any, setting: Any) -> Json:
    """The elements that the service of the whole clinic and those of its offerings have in common."""
    system, code, display = SERVICE_TYPE
    service_type = {"system": clinic.tables.system_url(system), "code": code, "display": display}
    return {
        "resourceType": "HealthcareService",
        "id": service_id,
        "meta": clinic.meta,
        "active": clinic.listed,
        "providedBy": clinic.reference("Organization"),
        "category": [OUTPATIENT],
        "type": [{"coding": [service_type]}],
        "location": [clinic.reference("Location")],
        "name": name,
        "telecom": clinic.telecom,
    }


def _by_kind(clinic: Clinic) -> tuple[list[Json], list[Json]]:
    """The statements without a home: (extensions, characteristics)."""
    tables, extensions, concepts = clinic.tables, [], []
    statement_url = tables.extension_url("statement")
    for name, statement in clinic.stated.items():
        if name in HOMES:
            continue
        kind, value = tables.kinds[name], statement["value"]
        evidence = evidence_extensions(clinic.evidence_url, statement)
        if kind in CODED:
            concepts += characteristics(value, tables.concepts[name], evidence)
        elif kind == "records":
            extensions += [record_extension(tables.records[name], record, evidence) for record in value]
        else:
            extensions.append(statement_extension(statement_url, tables.names[name], kind, value, evidence))
    return extensions, concepts


def _listing(clinic: Clinic) -> Json:
    parts = [
        {"url": name, key: value}
        for name, key in LISTING_PARTS.items()
        if (value := clinic.record.get(name)) not in (None, "")
    ]
    return {"url": clinic.tables.extension_url("listing"), "extension": parts}


def _new_patients(clinic: Clinic) -> list[Json]:
    code = foreign.ACCEPTING_CODES.get(clinic.value("availability")) if clinic.fresh else None
    if code is None:
        return []
    concept = foreign.concept(foreign.ACCEPTING_PATIENTS, code)
    return [
        {
            "url": NEW_PATIENTS,
            "extension": [{"url": "acceptingPatients", "valueCodeableConcept": concept}],
        }
    ]


def _delivery(setting: Any, states: Any) -> list[Json]:
    """Physical if a setting needs a visit; virtual if one does not, or a state is named; else nothing."""
    settings = setting if isinstance(setting, list) else [setting] if setting else []
    methods = []
    if any(code not in WITHOUT_A_VISIT for code in settings):
        methods.append(PHYSICAL)
    if states or any(code in WITHOUT_A_VISIT for code in settings):
        methods.append(VIRTUAL)
    return methods


def _delivery_method(code: str) -> Json:
    concept = foreign.concept(foreign.DELIVERY_METHOD, code)
    return {
        "url": DELIVERY_METHOD,
        "extension": [{"url": "deliveryMethodtype", "valueCodeableConcept": concept}],
    }


PHYSICAL, VIRTUAL = _delivery_method("physical"), _delivery_method("virtual")


def _coverage(states: Iterable[str] | None) -> list[Json]:
    """The states in which the clinic treats by video, each as a Location that is known by its code alone."""
    return [
        {
            "type": "Location",
            "identifier": {"system": foreign.STATES, "value": state},
            "display": foreign.FOREIGN[foreign.STATES].get(state, state),
        }
        for state in states or ()
    ]


def _communication(languages: Iterable[str] | None) -> list[Json]:
    """Each language once, in whatever way it is spoken."""
    tags = dict.fromkeys(code.partition(":")[0] for code in languages or ())
    return [foreign.concept(foreign.LANGUAGE, tag) for tag in tags]


def _available_times(opening_times: Iterable[Mapping[str, Any]] | None) -> list[Json]:
    """When somebody is there. Hours in which the phone alone is answered are left out."""
    return [
        {
            "daysOfWeek": entry["days"],
            "availableStartTime": f"{entry['opens']}:00",
            "availableEndTime": f"{entry['closes']}:00",
        }
        for entry in opening_times or ()
        if entry["kind"] in OPEN_KINDS and entry["days"] and entry["opens"] and entry["closes"]
    ]


# ---- people who are not named


def _training_of_nobody(clinic: Clinic) -> list[Json]:
    """The trainings that are not those of a practitioner who is named."""
    return [
        extension
        for extension, name in training_extensions(clinic)
        if clinic.person_by_name.get(name) is None
    ]


def training_extensions(clinic: Clinic) -> list[tuple[Json, str]]:
    """(extension, whose training) of each training, with its number among all of the clinic."""
    if clinic.value("training") is None:
        return []
    table, evidence = clinic.tables.records["training"], clinic.evidence("training")
    return [
        (
            record_extension(table, record, [{"url": "entry", "valuePositiveInt": entry}, *evidence]),
            record.get("practitioner") or "",
        )
        for entry, record in enumerate(clinic.value("training"), start=1)
    ]


def _evidence_of_nobody(clinic: Clinic) -> list[Json]:
    """The evidence about persons who are not among the practitioners."""
    return [
        mark_extension(clinic.evidence_url, mark, name, mark["person"])
        for name, statement in clinic.stated.items()
        for mark in statement.get("checked", ())
        if mark["person"] not in clinic.person_by_name
    ]


# ---- offerings


def _offerings(clinic: Clinic) -> list[Json]:
    records = clinic.value("offerings") or []
    if not records:
        return []
    with override(LANGUAGE):
        names = offering_names(records, long=True)
    insurance = {one["entry"]: one["insurance"] for one in clinic.record["effective_offerings"]}
    return [
        _offering(clinic, entry, record, name, insurance.get(entry) or [])
        for entry, (record, name) in enumerate(zip(records, names, strict=True), start=1)
    ]


def _offering(clinic: Clinic, entry: int, record: Mapping[str, Any], name: str, insurance: list[str]) -> Json:
    """One offering: what it says of itself. What it leaves out holds as the clinic's own service says."""
    tables, setting = clinic.tables, record.get("setting")
    resource = _service(
        clinic, clinic.part_id(f"offering:{entry}"), f"{clinic.value('name')}: {name}", setting
    )
    extensions, concepts = _offering_by_kind(clinic, record)
    resource["extension"] = [
        INCOMPLETE,
        *clinic.evidence("offerings"),
        {
            "url": tables.extension_url("offering"),
            "extension": [
                {"url": "entry", "valuePositiveInt": entry},
                {"url": "of", "valueReference": clinic.reference("HealthcareService")},
            ],
        },
        *_delivery(setting, None),
        *_price(clinic, record),
        *extensions,
    ]
    payers = characteristics(insurance, tables.concepts["insurance"], [])
    resource["characteristic"] = [*concepts, *payers]
    if setting in WITHOUT_A_VISIT:
        resource["coverageArea"] = _coverage(clinic.value("telehealth_states"))
    return stated_elements(resource)


def _offering_by_kind(clinic: Clinic, record: Mapping[str, Any]) -> tuple[list[Json], list[Json]]:
    """The parts of an offering without a home: (extensions, characteristics)."""
    tables, extensions, concepts = clinic.tables, [], []
    parts = tables.records["offerings"]
    statement_url = tables.extension_url("statement")
    for name, kind in parts.kinds.items():
        value = record.get(name)
        if not is_stated(value) or name in PRICE_PARTS:
            continue
        if kind in CODED:
            concepts += characteristics(value, tables.offering[name], [])
        elif kind == "records":
            extensions += [record_extension(parts.records[name], one) for one in value or ()]
        else:
            extensions.append(statement_extension(statement_url, tables.names[name], kind, value, ()))
    return extensions, concepts


def _price(clinic: Clinic, record: Mapping[str, Any]) -> list[Json]:
    """The price of an offering: from, up to, for what, and the day on which it was true."""
    table = clinic.tables.records["offerings"]
    others = [name for name in table.kinds if name not in PRICE_PARTS]
    parts = [{**part, "url": PRICE_PARTS[part["url"]]} for part in part_extensions(table, record, others)]
    return [{"url": clinic.tables.extension_url("price"), "extension": parts}] if parts else []
