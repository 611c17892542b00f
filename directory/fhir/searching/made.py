"""The resources of listings as JSON, made once for each version of a listing and each day, and kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import orjson

from directory.exchange.record import RecordRow, record
from directory.fhir.mapping.resources import group_organization, resources
from directory.fhir.searching.matching import Resource, values_at
from directory.fhir.searching.numbers import Moment, split_number
from directory.fhir.searching.parameters import PARAMETERS, TYPES
from directory.search.records import records

ENTRY_BYTES = 300  # of a Made, beside its body


class Made(NamedTuple):
    """One resource.

    body   its JSON
    links  (parameter, reference) of what it refers to on this server: ("partof", "Organization/165b…")
    """

    type: str
    id: str
    body: bytes
    links: tuple[tuple[str, str], ...]

    @property
    def reference(self) -> str:
        return f"{self.type}/{self.id}"

    @property
    def resource(self) -> dict[str, Any]:
        return orjson.loads(self.body)


type ByType = dict[str, list[Made]]


def made_of(moment: Moment, pks: Iterable[int]) -> dict[int, ByType]:
    """Listing id → its resources by type, in the order of their places; one query where some are not kept."""
    today = moment.today
    return records(moment.index, pks, ("fhir", today), lambda row: make(row, today), _size_of)


def made_at(resource_type: str, numbers: Iterable[int], moment: Moment) -> Iterator[tuple[int, Made]]:
    """(number, resource) for the numbers of a type."""
    numbers = list(numbers)
    return among(resource_type, numbers, made_of(moment, listings_of(numbers)))


def listings_of(numbers: Iterable[int]) -> list[int]:
    """The listings of some resources, each once."""
    return [*dict.fromkeys(split_number(number)[0] for number in numbers)]


def among(
    resource_type: str, numbers: Iterable[int], made: Mapping[int, ByType]
) -> Iterator[tuple[int, Made]]:
    """As made_at(), from what made_of() gave. A listing that changed meanwhile may have fewer."""
    for number in numbers:
        pk, place = split_number(number)
        several = made[pk][resource_type] if pk in made else ()
        if place < len(several):
            yield number, several[place]


def make(row: RecordRow, today: date) -> ByType:
    """The resources of a listing on a day. The group of the clinic stands behind its own Organization.

    None of one that was removed.
    """
    made: ByType = {resource_type: [] for resource_type in TYPES}
    if row.removed_at:
        return made
    its_record = record(row)
    for resource in resources(its_record, today):
        made[resource["resourceType"]].append(made_from(resource))
    if group := group_organization(its_record):
        made["Organization"].append(made_from(group))
    return made


def made_from(resource: Resource) -> Made:
    resource_type = resource["resourceType"]
    links = tuple(
        (parameter.name, value["reference"])
        for parameter in PARAMETERS.get(resource_type, ())
        if parameter.kind == "reference"
        for value in values_at(resource, parameter.paths)
        if "reference" in value
    )
    return Made(resource_type, resource["id"], orjson.dumps(resource), links)


def _size_of(made):
    return sum(len(one.body) + ENTRY_BYTES for several in made.values() for one in several)
