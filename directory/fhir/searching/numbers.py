"""The number of each resource: the listing's, and its place among those of its type.

So a set of resources is a bitmap, as sets of listings are. How many resources of a type a listing has is kept
in memory, and read again for the listings that changed: a total needs no query.
"""

import threading
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
from pyroaring import BitMap

from directory.facts.terms import OWN_WORDS
from directory.fhir.searching.rows import rows
from directory.folding import fold
from directory.index import bitmaps as kinds
from directory.index.index import Index
from directory.index.sets import EMPTY, as_array, as_bitmap
from directory.models import Listing, Version
from directory.models.listing import AVAILABILITY_DAYS, WITHHELD_SQL

PLACE_BITS = 8  # of a number; the rest is the id of the listing
PLACES = (1 << PLACE_BITS) - 1
BATCH_ROWS = 10_000
ROWS_SQL = f"""
SELECT id, removed_at IS NULL, jsonb_array_length(offerings), jsonb_array_length(practitioners),
       CASE WHEN organization <> '' THEN organization_uid END,
       CASE WHEN evidence <> '[]' THEN ARRAY(
           SELECT LEAST(
               (mark->>'until')::date,
               CASE WHEN mark->>'statement' = 'availability'
                    THEN GREATEST(availability_on, confirmed_on) + %s END
           ) FROM jsonb_array_elements(evidence) mark
           WHERE NOT (mark->>'statement' = '{OWN_WORDS}' AND {WITHHELD_SQL})
       ) END
FROM directory_listing WHERE id > %s AND directory_version > %s ORDER BY id LIMIT %s
"""  # noqa: S608  (constants)

type Numbers = np.ndarray[Any, np.dtype[Any]]


def number_of(pk: int, place: int = 0) -> int:
    """The number of a resource. place: counted from 0, among those of its type and listing."""
    return pk << PLACE_BITS | place


def split_number(number: int) -> tuple[int, int]:
    """(id of the listing, place)"""
    return number >> PLACE_BITS, number & PLACES


@dataclass(frozen=True)
class Counts:
    """What each listing has that becomes several resources. Immutable: `updated` returns new counts.

    offerings  by listing id
    people     by listing id
    evidence   listing id → the last day of each entry of its evidence, None for one that does not end
    groups     uid of an organization → ids of its listings
    """

    history: UUID | None
    number: int
    offerings: Numbers
    people: Numbers
    evidence: Mapping[int, Sequence[date | None]]
    groups: Mapping[UUID, BitMap]

    @classmethod
    def empty(cls, history: UUID | None) -> "Counts":
        nothing = np.zeros(0, np.uint8)
        return cls(history, 0, nothing, nothing, {}, {})

    def updated(self, number: int) -> "Counts":
        """The counts after reading what changed since."""
        offerings, people = self.offerings, self.people
        evidence, changed, members = dict(self.evidence), BitMap(), {}
        after = 0
        while batch := rows(ROWS_SQL, [AVAILABILITY_DAYS, after, self.number, BATCH_ROWS]):
            offerings, people = (_grown(column, batch[-1][0]) for column in (offerings, people))
            for pk, is_public, of_offerings, of_people, group, marks in batch:
                offerings[pk], people[pk] = (of_offerings, of_people) if is_public else (0, 0)
                evidence.pop(pk, None)
                changed.add(pk)
                if is_public and marks:
                    evidence[pk] = marks
                if is_public and group:
                    members.setdefault(group, []).append(pk)
            after = batch[-1][0]
        groups = {uid: rest for uid, ids in self.groups.items() if (rest := ids - changed)}
        for uid, pks in members.items():
            groups[uid] = groups.get(uid, EMPTY) | BitMap(pks)
        return Counts(self.history, number, offerings, people, evidence, groups)


def _grown(column, pk):
    """A copy of a column that has a place for a listing id."""
    new = np.zeros(max(len(column), pk + 1 + pk // 8), np.uint8) if pk >= len(column) else column.copy()
    new[: len(column)] = column
    return new


class Moment:
    """All resources at one version of the directory, on one day, of the listings that results show."""

    def __init__(self, index: Index, counts: Counts, today: date):
        self.index, self.counts, self.today = index, counts, today
        self.listed = index.on_day(today).listed
        # Of last_updated.py, services.py and criteria.py, once somebody asked.
        self.times: Any = None
        self.offerings_by_name: dict[str, BitMap] | None = None
        self.with_codes: dict[Hashable, BitMap] = {}

    def numbers(self, resource_type: str, clinics: BitMap) -> BitMap:
        """The numbers of the resources of a type of some listings; of Organization, not the groups."""
        pks = as_array(clinics)
        if resource_type in ("Organization", "Location"):
            return as_bitmap(pks << PLACE_BITS)
        counts = self._counts(resource_type, pks)
        starts = np.repeat(np.cumsum(counts) - counts, counts)
        places = np.arange(len(starts)) - starts
        return as_bitmap(np.repeat(pks.astype(np.int64) << PLACE_BITS, counts) | places)

    def _counts(self, resource_type, pks):
        """How many resources of a type each of some listings has; pks: sorted, each once."""
        if resource_type == "HealthcareService":
            return self.counts.offerings.take(pks, mode="clip").astype(np.int64) + 1
        if resource_type in ("Practitioner", "PractitionerRole"):
            return self.counts.people.take(pks, mode="clip").astype(np.int64)
        counts = np.isin(pks, as_array(self.confirmed)).astype(np.int64)
        for pk, marks in self.counts.evidence.items():
            at = pks.searchsorted(pk)
            if at < len(pks) and pks[at] == pk:
                counts[at] += sum(until is None or until >= self.today for until in marks)
        return counts

    def first_places(self, resource_type: str, clinics: BitMap | None = None) -> BitMap:
        """The numbers of the first resource of a type of some listings, or of all that are listed.

        For types of which every listing has one: the clinic's own.
        """
        return as_bitmap(as_array(self.listed if clinics is None else clinics) << PLACE_BITS)

    @cached_property
    def confirmed(self) -> BitMap:
        """The listings that their clinic has confirmed some time."""
        return BitMap.union(EMPTY, *self.index.bitmaps.groups[kinds.CONFIRMED].values())

    def all(self, resource_type: str) -> BitMap:
        """The numbers of all resources of a type."""
        return self._all[resource_type]

    @cached_property
    def _all(self):
        return _ByType(self)

    @cached_property
    def groups(self) -> dict[UUID, int]:
        """uid of an organization that runs clinics → its number: the second of the listing that changed last.

        Each of its listings states it, and the latest holds: see group_organization().
        """
        listed, changed_at = self.listed, self.index.changed_at
        here = ((uid, ids & listed) for uid, ids in self.counts.groups.items())
        return {uid: number_of(max(ids, key=changed_at.__getitem__), 1) for uid, ids in here if ids}

    def members(self, group: str) -> BitMap:
        """The listings of an organization that runs clinics, by its id."""
        return self.counts.groups.get(UUID(group), EMPTY) & self.listed

    # ---- names

    def name_labels(self, resource_type: str, numbers: Numbers) -> Numbers:
        """A number for each of some resources that grows with the name of its clinic, or of its group."""
        pks, inverse = np.unique(numbers >> PLACE_BITS, return_inverse=True)
        labels = self.index.name_order.labels(pks)[inverse]
        if resource_type == "Organization":
            of_groups = np.flatnonzero(numbers & PLACES)
            labels[of_groups] = [self._group_labels[number] for number in numbers[of_groups].tolist()]
        return labels

    def name_of(self, resource_type: str, number: int) -> str:
        """The folded name by which name_labels() orders a resource."""
        pk, place = split_number(number)
        if resource_type == "Organization" and place:
            return self._group_names[number]
        return self.index.name_order.text_of(pk)

    @cached_property
    def _group_names(self):
        numbers = self.groups.values()
        pks = [split_number(number)[0] for number in numbers]
        rows = Listing.objects.filter(pk__in=pks).values_list("pk", "organization")
        return {number_of(pk, 1): fold(name) for pk, name in rows}

    @cached_property
    def _group_labels(self):
        order = self.index.name_order
        return {
            number: order.label_of(name, number >> PLACE_BITS) for number, name in self._group_names.items()
        }


class _ByType(dict[str, BitMap]):
    """Type → all numbers; each made when it is first asked for."""

    def __init__(self, moment):
        self.moment = moment

    def __missing__(self, resource_type):
        numbers = self.moment.numbers(resource_type, self.moment.listed)
        if resource_type == "Organization":
            numbers |= BitMap(self.moment.groups.values())
        self[resource_type] = numbers
        return numbers


_moment: Moment | None = None
_updating = threading.Lock()


def moment_of(index: Index, today: date) -> Moment:
    """The Moment of an index on a day; kept until either changes."""
    global _moment
    found = _moment
    if found is None or found.index is not index or found.today != today:
        with _updating:
            found = Moment(index, _counts_of(index, _moment), today)
            _moment = found
    return found


def _counts_of(index, moment):
    """The counts at hand, brought up to an index.

    They are of a later version where another thread was quicker; that is as good. A database restored from a
    dump has an older number, or another history: every listing is read again.
    """
    counts = moment.counts if moment else None
    if counts is None or counts.history != index.history or _is_restored(counts, index):
        counts = Counts.empty(index.history)
    return counts.updated(index.number) if counts.number < index.number else counts


def _is_restored(counts, index):
    """True if the database is older than what was counted."""
    return counts.number > index.number and Version.now().number < counts.number
