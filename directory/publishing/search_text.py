"""The search columns of a listing: the keys of its facets, and its search text in four weights."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from directory.facts import vocabulary as v
from directory.facts.certifications import SPECIALISTS, is_certified, specialties
from directory.facts.facets import FACETS, offering_keys, search_keys
from directory.facts.fields import Part
from directory.facts.offerings import OFFERING_PARTS
from directory.facts.spine import SPINE, STATEMENTS, Statement
from directory.facts.statements import NOTES, is_stated
from directory.facts.synonyms import (
    NEGATING_CODES,
    SPECIALIST_SYNONYMS,
    STATE_MEDICAID,
    SYNONYMS,
    SYNONYMS_OF_YES,
)
from directory.folding import fold
from directory.models import Listing
from directory.publishing.snapshot import PractitionerRecord, Snapshot

INDEX_COLUMNS = (
    "codes",
    "offering_codes",
    "stated_counts",
    "search_text_a",
    "search_text_b",
    "search_text_c",
    "search_text_d",
)
FREE_TEXT_STATEMENTS = ("about", "written_standard", "maintenance", *NOTES)
# Statements whose labels are not searched. Availability is valid for a few days only, so directory/index
# adds it by its date.
LABELS_NOT_SEARCHED = (
    *("state", "country", "point_source", "telehealth_states", "availability", "time_zone"),
    *("referral", "therapy_required", "between_visits", "monitoring_interval", "price_excludes"),
    "before_dose",  # "no alcohol", "skip opioids"
)
LANGUAGES: dict[str, str] = dict(v.Language.choices)
LICENSES: dict[str, str] = dict(v.License.choices)
TRAININGS: dict[str, str] = dict(v.Training.choices)
BOARDS: dict[str, str] = dict(v.Board.choices)
PAYERS: dict[str, str] = dict(v.Payer.choices)
TAKEN = (v.Network.IN_NETWORK, v.Network.OUT_OF_NETWORK_HELP)
# Cautions whose labels name what a person lacks, and what nobody looks for: "home", "clinic".
LACKS = (v.Caution.NO_ESCORT, v.Caution.NO_OUTSIDE_CLINICIAN)
# Caution → how its words begin, that people look for: who is excluded with it is not led to the clinic by
# "we do not treat bipolar disorder".
REFUSED_STEMS = {
    v.Caution.BIPOLAR: "bipolar",
    v.Caution.PREGNANCY: "pregnan",
    v.Caution.BREASTFEEDING: "breastfe",
    v.Caution.PSYCHOSIS: "psychosis|psychotic|schizo",
    v.Caution.ACTIVE_MANIA: "mania|manic",
    v.Caution.DEMENTIA: "dementia",
    v.Caution.SEIZURES: "seizure|epilep",
}


def _searched_labels(statements: Mapping[str, Statement | Part]) -> dict[str, dict[str, Any]]:
    """Name → code → label, of the statements or parts of an offering whose labels are searched."""
    return {
        name: LANGUAGES if name == "languages" else dict(statement.choices)
        for name, statement in statements.items()
        if statement.kind in ("code", "codes")
        and name not in LABELS_NOT_SEARCHED
        and not name.startswith("exclusion_")
    }


# Made once: a listing has over a hundred statements, few of which have codes and are stated.
LABELS = _searched_labels(STATEMENTS)
LABELS_OF_PARTS = _searched_labels({part.name: part for part in OFFERING_PARTS})
CLOSED = re.compile(r"(?i)\b(?:closed|not open|no (?:visits|appointments))\b[^.;\n]*")


def index_listing(listing: Listing, snapshot: Snapshot) -> None:
    """Set the search columns of a listing to those of a snapshot. Does not save."""
    state = v.State(snapshot["state"]).label if snapshot["state"] else ""
    people = [person["name"] for person in snapshot["practitioners"]]
    listing.codes = search_keys(snapshot)
    listing.offering_codes = offering_keys(snapshot)
    listing.stated_counts = count_stated_by_section(snapshot)
    listing.search_text_a = fold(" ".join([snapshot["name"], snapshot["alias"], snapshot["organization"]]))
    listing.search_text_b = fold(" ".join([snapshot["city"], str(state), snapshot["zip"][:5], *people]))
    listing.search_text_c = fold(" ".join(_label_texts(snapshot)))
    listing.search_text_d = fold(" ".join(_free_texts(snapshot)))


def count_stated_by_section(snapshot: Snapshot) -> list[int]:
    """The number of statements made in each section of SPINE."""
    return [sum(is_stated(snapshot[name]) for name in section.statements) for section in SPINE]


def _free_texts(snapshot: Snapshot) -> Iterator[str]:
    """What the clinic wrote itself, without what it says it is not: closed on Saturday, not for bipolar."""
    statements = cast(Mapping[str, Any], snapshot)
    refused = [
        stem
        for caution, stem in REFUSED_STEMS.items()
        if statements[f"exclusion_{caution}"] == v.Exclusion.EXCLUDED
    ]
    refused_words = re.compile(rf"(?i)\b(?:{'|'.join(refused)})\w*") if refused else None
    for name in FREE_TEXT_STATEMENTS:
        yield refused_words.sub(" ", statements[name]) if refused_words else statements[name]
    yield CLOSED.sub(" ", snapshot["opening_hours"])
    yield from (offering["note"] for offering in snapshot["offerings"])
    yield from (training["provider"] for training in snapshot["training"])


def _label_texts(snapshot: Snapshot) -> Iterator[str]:
    """Labels and synonyms of everything stated, except labels of codes that state an absence."""
    statements = cast(Mapping[str, Any], snapshot)
    for name, labels in LABELS.items():
        if statements[name]:
            yield from _code_texts(name, labels, statements[name])
    for offering in snapshot["offerings"]:
        for name, labels in LABELS_OF_PARTS.items():
            yield from _code_texts(name, labels, offering[name])
    yield from (words for name, words in SYNONYMS_OF_YES.items() if snapshot[name])
    for facet in (FACETS["condition"], FACETS["takes"], FACETS["open"]):
        yield from (str(facet.labels.get(code, "")) for code in facet.codes(snapshot) if code not in LACKS)
    for person in snapshot["practitioners"]:
        yield from _practitioner_texts(person)
    for training in snapshot["training"]:
        yield str(TRAININGS.get(training["code"], ""))
        yield f"{training['hours']} hours of training" if training["hours"] else ""
    for content in (snapshot, *snapshot["offerings"]):
        yield from _insurer_texts(content["insurers"], snapshot["state"])
        yield from _duration_texts(content["visit_minutes"])


def _code_texts(name: str, labels: Mapping[str, Any], value: Any) -> Iterator[str]:
    """Labels and synonyms of the codes of a statement, or of a part of an offering with the same name."""
    for code in value if isinstance(value, list) else [value]:
        if not code or code == "none":
            continue
        plain_code = code.split(":")[0]  # "es:clinician" → "es"
        if (name, code) not in NEGATING_CODES:
            yield str(labels.get(plain_code, ""))  # a snapshot may hold a code that a later release removed
        yield SYNONYMS.get(name, {}).get(plain_code, "")


def _insurer_texts(insurers: Iterable[Mapping[str, Any]], state: str) -> Iterator[str]:
    """The names of insurers that are taken, with those by which people call them, and of their plans."""
    for insurer in insurers:
        if insurer["network"] in TAKEN:
            yield from (str(PAYERS.get(insurer["payer"], "")), insurer["plan_name"])
            yield SYNONYMS.get("insurers", {}).get(insurer["payer"], "")
            yield STATE_MEDICAID.get(state, "") if insurer["payer"] == v.Payer.MEDICAID else ""
            yield insurer["plan_type"] if insurer["plan_type"] in (v.PlanType.PPO, v.PlanType.HMO) else ""


def _duration_texts(minutes: int | None) -> Iterator[str]:
    """`90 minutes`; `120 minutes`, `2 hours`"""
    if minutes:
        yield f"{minutes} minutes"
        if minutes % 60 == 0:
            yield f"{minutes // 60} hours"


def _practitioner_texts(person: PractitionerRecord) -> Iterator[str]:
    license, certification = person["license"], person["board_certification"]
    if license and ("practitioners", license) not in NEGATING_CODES:
        yield str(LICENSES.get(license, ""))
        yield SYNONYMS["practitioners"].get(license, "")
    boards = [code for code in person["boards"] if code != v.Board.NONE]
    yield from (str(BOARDS.get(code, "")) for code in boards)
    yield certification
    if is_certified(certification) or boards:
        yield "board certified"
    yield from (str(SPECIALISTS[code]) for code in specialties(person))
    yield from (SPECIALIST_SYNONYMS.get(code, "") for code in specialties(person))
