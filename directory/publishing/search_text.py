"""What the facets and the search read of a listing: its codes and its words by weight."""

import re

from directory.facts import vocabulary as v
from directory.facts.facets import search_keys
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.synonyms import NEGATING_CODES, PHYSICIAN_LICENSES, SPECIALIST_TITLES, SYNONYMS
from directory.folding import fold

OWN_TEXT = ("about", "written_standard", "maintenance", "opening_hours")
# Availability counts for days only (search.index), so its words would still say what no longer holds.
NOT_BY_LABEL = ("state", "country", "point_source", "telehealth_states", "availability")
LANGUAGES, LICENSES, TRAININGS = (dict(one.choices) for one in (v.Language, v.License, v.Training))
NOT_CERTIFIED = re.compile(
    r"\b(?:not?|non|none|na|n a|never|without|ex|former|formerly|previous|previously|expired|lapsed|retired"
    r"|revoked|surrendered|suspended|inactive|withdrawn|denied|failed|eligible|qualified|candidate|pending"
    r"|awaiting|applying|applied for|scheduled|will|unknown|uncertified|tbd|tba|sin|in training|in progress"
    r"|resident|residency|x)\b"
)
ONLY_TRAINED = re.compile(r"\b(?:trained|training|studied|fellow|fellowship|members?|membership)\b")
CERTIFIED = re.compile(r"\b(?:certified|certification|diplomate|boarded)\b")
BOARD_OF_TWO_FIELDS = re.compile("psychiatry (?:and )?neurology")  # certifies neurologists too


def index_listing(listing, content):
    listing.codes = search_keys(content)
    listing.stated_counts = count_stated(content)
    state = v.State(content["state"]).label if content["state"] else ""
    people = [person["name"] for person in content["practitioners"]]
    listing.search_text_a = fold(" ".join([content["name"], content["alias"], content["organization"]]))
    listing.search_text_b = fold(" ".join([content["city"], str(state), content["zip"][:5], *people]))
    listing.search_text_c = fold(" ".join(_said_in_words(content)))
    listing.search_text_d = fold(" ".join(content[name] for name in OWN_TEXT))


INDEXED = ("codes", "stated_counts", "search_text_a", "search_text_b", "search_text_c", "search_text_d")


def count_stated(content):
    """How many statements are made, for each section of SPINE."""
    return [sum(is_stated(content[name]) for name in section.statements) for section in SPINE]


def _said_in_words(content):
    """Labels and synonyms of every code that says that something is there."""
    for name, statement in STATEMENTS.items():
        if statement.kind not in ("code", "codes") or name in NOT_BY_LABEL or name.startswith("exclusion_"):
            continue
        value = content[name]
        for code in value if isinstance(value, list) else [value]:
            if not code or code == "none" or (name, code) in NEGATING_CODES:
                continue
            plain_code = code.split(":")[0]  # a language and how it is spoken
            labels = LANGUAGES if name == "languages" else statement.labels
            yield str(labels.get(plain_code, ""))  # a code of an older release may be gone
            yield SYNONYMS.get(name, {}).get(plain_code, "")
    for person in content["practitioners"]:
        yield from _person_in_words(person)
    for training in content["training"]:
        yield str(TRAININGS.get(training["code"], ""))


def _person_in_words(person):
    license, board = person["license"], person["board_certification"]
    if license and ("practitioners", license) not in NEGATING_CODES:
        yield str(LICENSES.get(license, ""))
        yield SYNONYMS["practitioners"].get(license, "")
    yield board
    fields = fold(board)
    if fields and not NOT_CERTIFIED.search(fields) and _is_more_than_trained(fields):
        yield "board certified"
        if license in PHYSICIAN_LICENSES:
            fields = BOARD_OF_TWO_FIELDS.sub("", fields)
            yield from (called for field, called in SPECIALIST_TITLES.items() if field in fields)


def _is_more_than_trained(fields):
    return not ONLY_TRAINED.search(fields) or CERTIFIED.search(fields)
