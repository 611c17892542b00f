"""The search columns of a listing: the keys of its facets, and its search text in four weights."""

import re
from collections.abc import Iterator

from directory.facts import vocabulary as v
from directory.facts.facets import search_keys
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import NOTES, is_stated
from directory.facts.synonyms import NEGATING_CODES, PHYSICIAN_LICENSES, SPECIALIST_TITLES, SYNONYMS
from directory.folding import fold
from directory.models import Listing
from directory.publishing.snapshot import PractitionerRecord, Snapshot

INDEX_COLUMNS = (
    "codes",
    "stated_counts",
    "search_text_a",
    "search_text_b",
    "search_text_c",
    "search_text_d",
)
FREE_TEXT_STATEMENTS = ("about", "written_standard", "maintenance", "opening_hours", *NOTES)
# Statements whose labels are not searched. Availability is valid for a few days only, so search.index adds it
# by its date.
LABELS_NOT_SEARCHED = ("state", "country", "point_source", "telehealth_states", "availability")
LANGUAGES: dict[str, str] = dict(v.Language.choices)
LICENSES: dict[str, str] = dict(v.License.choices)
TRAININGS: dict[str, str] = dict(v.Training.choices)
# Words for a board certification that is missing, pending or expired.
NOT_CERTIFIED = re.compile(
    r"\b(?:not?|non|none|na|n a|never|without|ex|former|formerly|previous|previously|expired|lapsed|retired"
    r"|revoked|surrendered|suspended|inactive|withdrawn|denied|failed|eligible|qualified|candidate|pending"
    r"|awaiting|applying|applied for|scheduled|will|unknown|uncertified|tbd|tba|sin|in training|in progress"
    r"|resident|residency|x)\b"
)
ONLY_TRAINED = re.compile(r"\b(?:trained|training|studied|fellow|fellowship|members?|membership)\b")
CERTIFIED = re.compile(r"\b(?:certified|certification|diplomate|boarded)\b")
BOARD_OF_TWO_FIELDS = re.compile("psychiatry (?:and )?neurology")  # does not tell which of the two


def index_listing(listing: Listing, snapshot: Snapshot) -> None:
    """Set the search columns of a listing to those of a snapshot. Does not save."""
    state = v.State(snapshot["state"]).label if snapshot["state"] else ""
    people = [person["name"] for person in snapshot["practitioners"]]
    listing.codes = search_keys(snapshot)
    listing.stated_counts = count_stated_by_section(snapshot)
    listing.search_text_a = fold(" ".join([snapshot["name"], snapshot["alias"], snapshot["organization"]]))
    listing.search_text_b = fold(" ".join([snapshot["city"], str(state), snapshot["zip"][:5], *people]))
    listing.search_text_c = fold(" ".join(_label_texts(snapshot)))
    listing.search_text_d = fold(" ".join(snapshot[name] for name in FREE_TEXT_STATEMENTS))


def count_stated_by_section(snapshot: Snapshot) -> list[int]:
    """The number of statements made in each section of SPINE."""
    return [sum(is_stated(snapshot[name]) for name in section.statements) for section in SPINE]


def _label_texts(snapshot: Snapshot) -> Iterator[str]:
    """Labels and synonyms of every stated code, except codes that state an absence."""
    for name, statement in STATEMENTS.items():
        if (
            statement.kind not in ("code", "codes")
            or name in LABELS_NOT_SEARCHED
            or name.startswith("exclusion_")
        ):
            continue
        value = snapshot[name]
        for code in value if isinstance(value, list) else [value]:
            if not code or code == "none" or (name, code) in NEGATING_CODES:
                continue
            plain_code = code.split(":")[0]  # "es:clinician" → "es"
            labels = LANGUAGES if name == "languages" else statement.labels
            yield str(labels.get(plain_code, ""))  # a snapshot may hold a code that a later release removed
            yield SYNONYMS.get(name, {}).get(plain_code, "")
    for person in snapshot["practitioners"]:
        yield from _practitioner_texts(person)
    for training in snapshot["training"]:
        yield str(TRAININGS.get(training["code"], ""))


def _practitioner_texts(person: PractitionerRecord) -> Iterator[str]:
    license, certification = person["license"], person["board_certification"]
    if license and ("practitioners", license) not in NEGATING_CODES:
        yield str(LICENSES.get(license, ""))
        yield SYNONYMS["practitioners"].get(license, "")
    yield certification
    folded = fold(certification)
    if folded and not NOT_CERTIFIED.search(folded) and _is_more_than_trained(folded):
        yield "board certified"
        if license in PHYSICIAN_LICENSES:
            field = BOARD_OF_TWO_FIELDS.sub("", folded)
            yield from (title for stem, title in SPECIALIST_TITLES.items() if stem in field)


def _is_more_than_trained(certification: str) -> bool:
    return not ONLY_TRAINED.search(certification) or CERTIFIED.search(certification) is not None
