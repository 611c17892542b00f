"""Which services a search parameter finds: those of whole clinics, and those of single offerings."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import override
from pyroaring import BitMap

from directory.facts.offerings import MAX_OFFERINGS, OFFERING_PARTS
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import NOT_STATED
from directory.fhir.mapping.homes import HOMES
from directory.fhir.mapping.systems import CODED, LANGUAGE, fhir_id, part_system_id
from directory.fhir.mapping.tables import tables
from directory.fhir.searching import clinics
from directory.fhir.searching.matching import text_matches
from directory.fhir.searching.numbers import Moment, number_of
from directory.fhir.searching.parsing import Token
from directory.fhir.searching.query import Criterion
from directory.fhir.searching.rows import rows
from directory.folding import plain
from directory.models import Listing
from directory.wording.offerings import offering_names

OFFERINGS = """
FROM directory_listing listing, jsonb_array_elements(offerings) WITH ORDINALITY offering(parts, place)
WHERE removed_at IS NULL AND offerings <> '[]'
"""
CODE_SQL = f"SELECT id, place {OFFERINGS} AND parts->>%s = ANY(%s)"
CODES_SQL = f"SELECT id, place {OFFERINGS} AND parts->%s ?| %s"
STATED_CODE_SQL = f"SELECT id, place {OFFERINGS} AND parts->>%s <> ''"
STATED_CODES_SQL = f"SELECT id, place {OFFERINGS} AND jsonb_array_length(parts->%s) > 0"
# The parts that make the name of an offering.
NAMED_SQL = f"""
SELECT id, name, array_agg(ARRAY[
    parts->>'route', parts->>'purpose', parts->>'format', parts->>'setting'
] ORDER BY place) {OFFERINGS} AND (%s::bigint[] IS NULL OR id = ANY(%s)) GROUP BY id, name
"""
NAMING_PARTS = ("route", "purpose", "format", "setting")
INSURANCE = "insurance"  # of an offering: what its insurers and the clinic's together mean


# ---- characteristics: the codes of statements


def with_characteristic(asked: Token, moment: Moment) -> BitMap:
    """The numbers of the services that have a code of the statement with its system, or of any."""
    known = tables()
    condition, numbers = Q(pk__in=[]), BitMap()
    for name in _statements(asked, known):
        condition |= _states(name, asked.code)
    for name in _parts(asked, known):
        numbers |= _offerings_with(name, asked.code, moment)
    pks = BitMap(Listing.objects.public().filter(condition).values_list("pk", flat=True))
    return numbers | BitMap([number_of(pk) for pk in pks])


def _statements(asked, known):
    """The coded statements that a token may be about, of those that are characteristics."""
    return [
        name
        for name, statement in STATEMENTS.items()
        if statement.kind in CODED
        and name not in HOMES
        and _may_be(asked, known.system_url(fhir_id(name)), statement.labels)
    ]


def _parts(asked, known):
    """The same among the parts of an offering, and its insurance."""
    labels = {name: known.offering[name] for name in known.offering}
    found = [
        part.name
        for part in OFFERING_PARTS
        if part.name in labels
        and _may_be(asked, known.system_url(part_system_id("offerings", part)), labels[part.name])
    ]
    insurance = STATEMENTS[INSURANCE]
    if _may_be(asked, known.system_url(fhir_id(INSURANCE)), insurance.labels):
        found.append(INSURANCE)
    return found


def _may_be(asked, system, labels):
    return asked.system in (None, system) and (not asked.code or asked.system or asked.code in labels)


def _states(name, code):
    """A condition on listings: that a coded statement has a code, or any code."""
    if STATEMENTS[name].kind == "codes":
        return Q(**{f"{name}__contains": [code]}) if code else ~Q(**{name: []})
    return Q(**{name: code}) if code else ~Q(**{name: ""})


def _offerings_with(part, code, moment):
    if part == INSURANCE:
        return _offerings_insured(code, moment)
    is_list = STATED_PARTS[part].kind == "codes"
    if code:
        found = rows(CODES_SQL if is_list else CODE_SQL, [part, [code]])
    else:
        found = rows(STATED_CODES_SQL if is_list else STATED_CODE_SQL, [part])
    return BitMap([number_of(*row) for row in found])


STATED_PARTS = {part.name: part for part in OFFERING_PARTS}


def _offerings_insured(code, moment):
    """By the index, which has what is true of one offering. Its places begin at 0, those of services at 1."""
    index, numbers = moment.index, BitMap()
    codes = [code] if code else [one for one in STATEMENTS[INSURANCE].labels if one != NOT_STATED]
    for place in range(MAX_OFFERINGS):
        pks = index.with_offered(INSURANCE, codes, place)
        numbers |= BitMap([number_of(pk, place + 1) for pk in pks])
    return numbers


# ---- names


def with_name(criterion: Criterion, moment: Moment) -> BitMap:
    """The numbers of the services whose name is asked for: the clinic's, and that of the offering behind."""
    found = clinics.with_column("name", criterion)
    if criterion.modifier == "exact":
        names = [text[:at] for text in criterion.values for at in _colons(text)]
        numbers = BitMap([number_of(pk) for pk in found])
        return numbers | _offerings_named(criterion, Q(name__in=names)) if names else numbers
    numbers = moment.numbers("HealthcareService", found)
    for name, of_offerings in _offerings_by_name(moment).items():
        if any(text_matches(name, asked, criterion.modifier) for asked in criterion.values):
            numbers |= of_offerings
    if several := [asked for asked in criterion.values if len(plain(asked).split()) > 1]:
        begun = criterion._replace(
            values=tuple(plain(asked).split()[0] for asked in several), modifier="contains"
        )
        numbers |= _offerings_named(criterion, clinics.among_folded("search_text_a", begun))
    return numbers


def _colons(text):
    return [at for at in range(len(text)) if text.startswith(": ", at)]


def _offerings_named(criterion, condition):
    """The numbers of the offerings whose whole name is asked for, of the clinics that meet a condition."""
    pks = list(Listing.objects.public().filter(condition).values_list("pk", flat=True))
    return BitMap(
        [
            number
            for clinic, name, number in _named_offerings(pks)
            if any(text_matches(f"{clinic}: {name}", asked, criterion.modifier) for asked in criterion.values)
        ]
    )


def _offerings_by_name(moment):
    """Name of an offering → the numbers of those that have it; made once for a moment."""
    if moment.offerings_by_name is None:
        numbers = defaultdict(list)
        for _clinic, name, number in _named_offerings(None):
            numbers[name].append(number)
        moment.offerings_by_name = {name: BitMap(several) for name, several in numbers.items()}
    return moment.offerings_by_name


def _named_offerings(pks: Sequence[int] | None):
    """(name of the clinic, name of the offering, number) of the offerings of some listings; None: of all."""
    for pk, clinic, parts in rows(NAMED_SQL, [pks, pks]):
        for place, name in enumerate(_names(tuple(map(tuple, parts))), start=1):
            yield clinic, name, number_of(pk, place)


@lru_cache(maxsize=4096)
def _names(offerings):
    with override(LANGUAGE):
        return offering_names([dict(zip(NAMING_PARTS, parts, strict=True)) for parts in offerings], long=True)
