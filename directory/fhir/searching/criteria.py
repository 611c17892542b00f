"""The numbers of the resources that a criterion finds, among all public listings; see numbers.py.

A criterion is answered by the index in memory where it can be, else by a query that returns ids alone. The
resources are made for references, ids and values that all resources of a type share, and for no more than the
clinics that are named, or one that stands for all.
"""

from collections.abc import Callable

from pyroaring import BitMap

from directory.facts.records import PRACTITIONER_PARTS
from directory.facts.vocabulary import Role
from directory.fhir.mapping import codes as foreign
from directory.fhir.mapping.systems import part_system_id
from directory.fhir.mapping.tables import tables
from directory.fhir.searching import clinics, people, services
from directory.fhir.searching.last_updated import changed_in
from directory.fhir.searching.made import made_at
from directory.fhir.searching.matching import matches
from directory.fhir.searching.numbers import Moment, split_number
from directory.fhir.searching.parsing import Reference, uid_of
from directory.fhir.searching.query import Criterion
from directory.index.sets import EMPTY

MAX_KEPT = 100  # sets of numbers that codes find, of one moment
OWN_ID_SYSTEM, OWN_ID = "urn:ietf:rfc:3986", "urn:uuid:"
ROLES = next(part for part in PRACTITIONER_PARTS if part.name == "roles")


def numbers_of(resource_type: str, criterion: Criterion, moment: Moment) -> BitMap:
    """The numbers of the resources of a type that a criterion finds; `near` finds listings: see search.py."""
    name = criterion.parameter.name
    if (resource_type, name) in BY_CODE:
        return _kept(resource_type, criterion, moment)
    find = FINDERS.get((resource_type, name)) or BY_NAME.get(name) or BY_KIND[criterion.parameter.kind]
    return find(resource_type, criterion, moment)


def _kept(resource_type, criterion, moment):
    """What some codes find, kept for the next page. A code that finds nothing may be any text: not kept."""
    key = resource_type, criterion.parameter.name, criterion.values
    numbers = moment.with_codes.get(key)
    if numbers is None:
        numbers = BY_CODE[resource_type, criterion.parameter.name](resource_type, criterion, moment)
        if numbers and len(moment.with_codes) < MAX_KEPT:
            moment.with_codes[key] = numbers
    return numbers


# ---- by the resources of clinics that are named, or of some


def _with_id(resource_type, criterion, moment):
    ids = [token.code for token in criterion.values if not token.system]
    numbers = BitMap()
    for number, made in _of_clinics(resource_type, ids, moment):
        if made.id in ids:
            numbers.add(number)
    return numbers


def _with_reference(resource_type, criterion, moment):
    """The resources of the clinics that the ids name, where they refer to one of them."""
    asked, name = criterion.values, criterion.parameter.name
    numbers = BitMap()
    for number, made in _of_clinics(resource_type, [one.id for one in asked], moment):
        ends = [Reference(*reference.split("/")) for link, reference in made.links if link == name]
        if any(one.id == end.id and one.type in ("", end.type) for one in asked for end in ends):
            numbers.add(number)
    return numbers


def _of_clinics(resource_type, ids, moment):
    """(number, resource) of a type, of the clinics or groups whose ids begin the ids of resources."""
    uids = [uid for one in ids if (uid := uid_of(one)) is not None]
    pks = clinics.with_uids(uids) & moment.listed
    groups = (
        [moment.groups[uid] for uid in uids if uid in moment.groups]
        if resource_type == "Organization"
        else []
    )
    numbers = moment.numbers(resource_type, pks) | BitMap(groups)
    yield from made_at(resource_type, numbers, moment)


def _as_all_of_a_kind(resource_type, criterion, moment):
    """Where every resource says the same: those of clinics, and those of their groups or offerings."""
    everything = moment.all(resource_type)
    kinds = (everything,)
    if resource_type in ("Organization", "HealthcareService"):
        first = moment.first_places(resource_type)
        kinds = (first, everything - first)
    numbers = BitMap()
    for kind in filter(None, kinds):
        made = _first_made(resource_type, kind, moment)
        if made and matches(made.resource, criterion):
            numbers |= kind
    return numbers


def _first_made(resource_type, numbers, moment):
    """The first resource that is still there: a listing may have been removed after the index was read."""
    for number in numbers:
        for _number, made in made_at(resource_type, [number], moment):
            return made
    return None


# ---- by the statements of the clinic


def _with_name(resource_type, criterion, moment):
    numbers = moment.first_places(resource_type, clinics.with_name(criterion))
    if resource_type == "Organization":
        holders = dict(clinics.with_organization_name(criterion))
        for uid in set(holders.values()):
            number = moment.groups.get(uid)
            if number is not None and split_number(number)[0] in holders:
                numbers.add(number)
    return numbers


def _at_address(resource_type, criterion, moment):
    find = clinics.ADDRESSES[criterion.parameter.name]
    return moment.first_places(resource_type, find(criterion, moment.index))


def _with_identifier(resource_type, criterion, moment):
    """An NPI, or the id of the clinic or group as an identifier."""
    npis = _codes(criterion, foreign.US_NPI)
    ids = [
        one.code.removeprefix(OWN_ID)
        for one in criterion.values
        if one.system in (None, OWN_ID_SYSTEM) and one.code.startswith(OWN_ID)
    ]
    numbers = BitMap(number for number, made in _of_clinics(resource_type, ids, moment) if made.id in ids)
    if resource_type == "Organization":
        numbers |= moment.first_places(resource_type, clinics.with_npi(npis))
        if any(one.system == foreign.US_NPI and not one.code for one in criterion.values):
            numbers |= moment.first_places(resource_type, clinics.with_some_npi())
    if any(one.system == OWN_ID_SYSTEM and not one.code for one in criterion.values):
        numbers |= (
            moment.all(resource_type)
            if resource_type != "HealthcareService"
            else moment.first_places(resource_type)
        )
    return numbers


def _codes(criterion, system):
    """The codes of a criterion that are of a system."""
    return [one.code for one in criterion.values if one.system in (None, system) and one.code]


def _part_of(resource_type, criterion, moment):
    uids = [
        uid
        for one in criterion.values
        if (uid := uid_of(one.id)) is not None and one.type in ("", resource_type)
    ]
    members = [moment.counts.groups.get(uid, EMPTY) for uid in uids]
    return moment.first_places(resource_type, BitMap.union(EMPTY, *members))


def _with_service_name(resource_type, criterion, moment):
    return services.with_name(criterion, moment)


def _with_characteristic(resource_type, criterion, moment):
    found = (services.with_characteristic(one, moment) for one in criterion.values)
    return BitMap.union(EMPTY, *found)


# ---- by the people of the clinic


def _with_person_name(resource_type, criterion, moment):
    return BitMap(people.with_name(criterion))


def _with_person_npi(resource_type, criterion, moment):
    numbers = BitMap(people.with_part("npi", _codes(criterion, foreign.US_NPI)))
    if any(one.system == foreign.US_NPI and not one.code for one in criterion.values):
        numbers |= BitMap(people.with_some_npi())
    return numbers


def _with_role(resource_type, criterion, moment):
    """Our own roles, and those of NDH, which a license says."""
    own = tables().system_url(part_system_id("practitioners", ROLES))
    roles = {one for asked in criterion.values for one in _known(asked, own, Role.values)}
    return BitMap(people.with_part("roles", roles)) | _with_license(
        criterion, foreign.PRACTITIONER_ROLE, foreign.ROLE_OF_LICENSE
    )


def _with_specialty(resource_type, criterion, moment):
    return _with_license(criterion, foreign.NUCC, foreign.NUCC_OF_LICENSE)


def _with_license(criterion, system, codes):
    wanted = {one for asked in criterion.values for one in _known(asked, system, codes.values())}
    licenses = [license for license, code in codes.items() if code in wanted]
    return BitMap(people.with_part("license", licenses))


def _known(asked, system, codes):
    """The codes of a system that a token asks for."""
    if asked.system not in (None, system):
        return ()
    return [code for code in codes if asked.code in ("", code)]


def _last_updated(resource_type, criterion, moment):
    return changed_in(resource_type, criterion.values, moment)


type Finder = Callable[[str, Criterion, Moment], BitMap]
FINDERS: dict[tuple[str, str], Finder] = {
    ("Organization", "partof"): _part_of,
    ("HealthcareService", "name"): _with_service_name,
    ("Practitioner", "name"): _with_person_name,
    ("Practitioner", "identifier"): _with_person_npi,
}
BY_CODE: dict[tuple[str, str], Finder] = {
    ("HealthcareService", "characteristic"): _with_characteristic,
    ("PractitionerRole", "role"): _with_role,
    ("PractitionerRole", "specialty"): _with_specialty,
}
BY_NAME: dict[str, Finder] = {
    "_id": _with_id,
    "_lastUpdated": _last_updated,
    "name": _with_name,
    "identifier": _with_identifier,
    **dict.fromkeys(clinics.ADDRESSES, _at_address),
}
BY_KIND: dict[str, Finder] = {"reference": _with_reference, "token": _as_all_of_a_kind}
