"""Which people of a clinic a search parameter finds: by name, NPI, role or license."""

from collections.abc import Iterable

from directory.fhir.searching.clinics import among_folded
from directory.fhir.searching.matching import text_matches
from directory.fhir.searching.numbers import number_of
from directory.fhir.searching.query import Criterion
from directory.fhir.searching.rows import rows
from directory.models import Listing

PEOPLE = """
FROM directory_listing listing, jsonb_array_elements(practitioners) WITH ORDINALITY person(parts, place)
WHERE removed_at IS NULL AND practitioners <> '[]'
"""
NAMES_SQL = f"SELECT id, place - 1, parts->>'name' {PEOPLE} AND id = ANY(%s)"
NUMBERS_SQL = {
    part: f"SELECT id, place - 1 {PEOPLE} AND {condition}"
    for part, condition in {
        "npi": "parts->>'npi' = ANY(%s)",
        "license": "parts->>'license' = ANY(%s)",
        "roles": "parts->'roles' ?| %s",
    }.items()
}
SOME_NPI_SQL = f"SELECT id, place - 1 {PEOPLE} AND parts->>'npi' <> %s"


def with_name(criterion: Criterion) -> list[int]:
    """The numbers of the people whose name a criterion asks for."""
    near = among_folded("search_text_b", criterion)
    pks = list(Listing.objects.public().filter(near).values_list("pk", flat=True))
    found = rows(NAMES_SQL, [pks]) if pks else ()
    return [
        number_of(pk, place)
        for pk, place, name in found
        if any(text_matches(name, asked, criterion.modifier) for asked in criterion.values)
    ]


def with_part(part: str, codes: Iterable[str]) -> list[int]:
    """The numbers of the people of whom a part is one of some codes.

    part  a key of NUMBERS_SQL
    """
    return [number_of(pk, place) for pk, place in rows(NUMBERS_SQL[part], [list(codes)])]


def with_some_npi() -> list[int]:
    return [number_of(pk, place) for pk, place in rows(SOME_NPI_SQL, [""])]
