"""A search: the numbers of what matches, one page of them, what is included, and the Bundle of it all."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

import numpy as np
import orjson
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.fhir.outcomes import FhirError
from directory.fhir.searching.criteria import numbers_of
from directory.fhir.searching.last_updated import times_of
from directory.fhir.searching.made import ByType, Made, among, listings_of, made_of
from directory.fhir.searching.numbers import PLACE_BITS, Moment, Numbers, split_number
from directory.fhir.searching.paging import Cursor
from directory.fhir.searching.parsing import UNITS_PER_MILE
from directory.fhir.searching.query import Query
from directory.index.distance import Miles
from directory.index.orders import first_by
from directory.index.sets import as_array
from directory.places.geometry import Point

MAX_INCLUDED = 1_000  # resources of a page that do not match
DISTANCE = "http://hl7.org/fhir/StructureDefinition/location-distance"
UCUM = "http://unitsofmeasure.org"
# Unit of `near` → its code in UCUM.
UCUM_CODES = {"km": "km", "m": "m", "mi": "[mi_i]", "[mi_i]": "[mi_i]", "[mi_us]": "[mi_us]"}


class Found(NamedTuple):
    """What a search found. miles: of its listings, where it was near a point."""

    numbers: BitMap
    miles: Miles


class Entry(NamedTuple):
    """A resource of a page. pk: of its listing. mode: match or include."""

    pk: int
    made: Made
    mode: str


def bundle(query: Query, moment: Moment, base: str) -> bytes:
    """The Bundle of a search as JSON. base: the address of /fhir as the client sees it. Raises FhirError."""
    found = _found(query, moment)
    here = [("_cursor", str(query.cursor))] if query.cursor else []
    links = [("self", [*query.pairs, *here])]
    entries = []
    if query.count and not query.is_count_only:
        numbers, cursor = _page(query, found, moment)
        if cursor:
            links.append(("next", [*query.pairs, ("_cursor", str(cursor))]))
        entries = _entries(query, numbers, moment)
    return _json(query, found, links, entries, base)


def _found(query, moment):
    numbers, miles = moment.all(query.type), Miles.none()
    for criterion in query.criteria:
        if criterion.parameter.name == "near":
            (near,) = criterion.values
            point = Point(near.latitude, near.longitude)
            miles = moment.index.miles_from(point, within=near.miles, among=moment.listed)
            numbers = numbers & moment.first_places(query.type, miles.ids)
        else:
            numbers = numbers & numbers_of(query.type, criterion, moment)
        if not numbers:
            break
    return Found(numbers, miles)


# ---- one page


def _page(query, found, moment):
    """(numbers of the page, Cursor of the next one or None)"""
    if query.sort:
        return _sorted_page(query, found, moment)
    numbers, count = found.numbers, query.count
    start = numbers.rank(query.cursor.number) if query.cursor else 0
    page = numbers[start : start + count].to_array().tolist()
    is_last = start + count >= len(numbers)
    return page, None if is_last else Cursor.after("", page[-1], "")


def _sorted_page(query, found, moment):
    numbers = as_array(found.numbers)
    order = Order(query, found, moment)
    keys = order.keys(numbers)
    cursor = query.cursor
    if cursor:
        key = order.key_of(cursor)
        follows = (keys > key) | ((keys == key) & (numbers > cursor.number))
        numbers, keys = numbers[follows], keys[follows]
    page = first_by(keys, numbers, 0, query.count)
    if len(numbers) <= query.count:
        return page, None
    return page, Cursor.after(query.sort, page[-1], order.text_of(page[-1]))


class Order:
    """What a page is sorted by: a number of each resource, lowest first, and its text in a cursor."""

    def __init__(self, query: Query, found: Found, moment: Moment):
        self.query, self.found, self.moment = query, found, moment
        self.sign = -1 if query.is_descending else 1

    def keys(self, numbers: Numbers) -> Numbers:
        if self.query.sort == "near":
            return self.found.miles.squared_chords(numbers >> PLACE_BITS)
        if self.query.sort == "_lastUpdated":
            return self.sign * times_of(self.moment).of(numbers, self.query.type)
        return self.sign * self.moment.name_labels(self.query.type, numbers)

    def text_of(self, number: int) -> str:
        if self.query.sort == "name":
            return self.moment.name_of(self.query.type, number)
        (key,) = self.keys(np.array([number], np.int64)).tolist()
        return repr(key)

    def key_of(self, cursor: Cursor) -> float:
        """The key of the resource that a cursor names, as it was."""
        if self.query.sort == "name":
            pk, _place = split_number(cursor.number)
            return self.sign * self.moment.index.name_order.label_of(cursor.key, pk)
        return cursor.as_number(float if self.query.sort == "near" else int)


def _entries(query, numbers, moment):
    made = made_of(moment, listings_of(numbers))
    matched = [
        Entry(split_number(number)[0], one, "match") for number, one in among(query.type, numbers, made)
    ]
    known = {entry.made.reference for entry in matched}
    included: dict[str, Entry] = {}
    for include in query.includes:
        if include.is_reverse and include.parameter.name == "partof":
            made = {**made, **_made_of_members(matched, include, moment)}
        for entry in matched:
            for one in _along(include, entry, made, moment):
                if one.reference not in known:
                    included.setdefault(one.reference, Entry(entry.pk, one, "include"))
            if len(included) > MAX_INCLUDED:
                raise _too_many(include)
    return [*matched, *included.values()]


def _along(include, entry: Entry, made: Mapping[int, ByType], moment) -> Iterable[Made]:
    """What an include adds to a resource that matched. All but the clinics of a group are of its listing."""
    name, of_listing = include.parameter.name, made[entry.pk]
    if not include.is_reverse:
        ends = {end for link, end in entry.made.links if link == name}
        targets = include.parameter.targets
        return [one for target in targets for one in of_listing[target] if one.reference in ends]
    sources = of_listing[include.source]
    if name == "partof":
        members = moment.members(entry.made.id)
        sources = [one for pk in members if pk in made for one in made[pk][include.source]]
    return [one for one in sources if (name, entry.made.reference) in one.links]


def _made_of_members(matched, include, moment):
    """The resources of the listings of all groups that matched; one query."""
    members = BitMap.union(BitMap(), *(moment.members(entry.made.id) for entry in matched))
    if len(members) > MAX_INCLUDED:
        raise _too_many(include)
    return made_of(moment, members)


def _too_many(include):
    name = "_revinclude" if include.is_reverse else "_include"
    sentence = _("This page would include more than %(count)d resources. Ask for fewer with _count.")
    return FhirError(400, "too-costly", sentence % {"count": MAX_INCLUDED}, name)


# ---- JSON


def _json(query, found, links, entries, base):
    head = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found.numbers),
        "link": [
            {"relation": relation, "url": f"{base}/{query.type}{'?' if pairs else ''}{urlencode(pairs)}"}
            for relation, pairs in links
        ],
    }
    text = orjson.dumps(head)
    if entries:
        texts = b",".join(_entry_json(entry, query, found, base) for entry in entries)
        text = b'%s,"entry":[%s]}' % (text[:-1], texts)
    return text


def _entry_json(entry, query, found, base):
    search = {"mode": entry.mode}
    if query.near and entry.mode == "match":
        (near,) = query.near
        distance = found.miles[entry.pk] * UNITS_PER_MILE[near.unit]
        search["extension"] = [{"url": DISTANCE, "valueDistance": _distance(distance, near.unit)}]
    full_url = orjson.dumps(f"{base}/{entry.made.reference}")
    return b'{"fullUrl":%s,"resource":%s,"search":%s}' % (full_url, entry.made.body, orjson.dumps(search))


def _distance(value, unit) -> Mapping[str, object]:
    return {"value": round(value, 3), "unit": unit, "system": UCUM, "code": UCUM_CODES[unit]}
