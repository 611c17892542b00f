"""Read the parameters of a search: which resources, in which order, how many, with what else."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.fhir.outcomes import FhirError, not_supported, wrong_value
from directory.fhir.searching.paging import Cursor, wrong_cursor
from directory.fhir.searching.parameters import (
    INCLUDES,
    STRING_MODIFIERS,
    Parameter,
    known_parameter,
    parameter_of,
)
from directory.fhir.searching.parsing import PARSERS

DEFAULT_COUNT = 50
MAX_COUNT = 500  # a page has no more resources that match, whatever `_count` asks for
MAX_VALUES = 200  # of one parameter, joined by commas
MAX_CRITERIA = 20  # each may be a query of its own
# What a page can be sorted by → the types that can.
SORTS = {
    "name": ("Organization", "Location", "HealthcareService"),
    "_lastUpdated": (
        "Organization Location HealthcareService Practitioner PractitionerRole VerificationResult".split()  # noqa: SIM905
    ),
    "near": ("Location",),
}
JSON_FORMATS = ("json", "application/json", "application/fhir+json", "text/json")
COMMA = re.compile(r"(?<!\\),")
ELEMENT = re.compile(r"[A-Za-z]\w{0,63}\Z")


class Criterion(NamedTuple):
    """One parameter that chooses resources; any of its values may hold.

    modifier  "", "exact" or "contains"
    values    as PARSERS[parameter.kind] gives them
    """

    parameter: Parameter
    modifier: str
    values: tuple


class Include(NamedTuple):
    """What `_include` or `_revinclude` adds: resources along a reference from `source`."""

    source: str
    parameter: Parameter
    is_reverse: bool


@dataclass
class Query:
    """A search as it was read.

    pairs  (name, value) of what was read, in order: for the links of a page
    """

    type: str
    criteria: list[Criterion] = field(default_factory=list)
    includes: list[Include] = field(default_factory=list)
    sort: str = ""  # one of SORTS; "": by id
    is_descending: bool = False
    count: int = DEFAULT_COUNT
    is_count_only: bool = False
    cursor: Cursor | None = None
    is_pretty: bool = False
    pairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def near(self):
        """The values of `near`; None where it was not asked for."""
        return next((one.values for one in self.criteria if one.parameter.name == "near"), None)


def parse(
    resource_type: str, pairs: Iterable[tuple[str, str]], *, base: str = "", is_lenient: bool = False
) -> Query:
    """Read (name, value) pairs. Raises FhirError.

    base        the address of /fhir as the client sees it: with it, references may be whole addresses
    is_lenient  True where the client said `Prefer: handling=lenient`: parameters and modifiers that are not
                known are left out, and the link `self` of the answer has what was read
    """
    query = Query(resource_type)
    seen = set()
    for name, value in pairs:
        reader = RESULT_PARAMETERS.get(name)
        if is_unknown(resource_type, name):
            if is_lenient:
                continue
            raise _unknown(resource_type, name)
        if not value.strip():
            raise wrong_value(
                name, _("%(name)s has no value. Give it one, or leave it out.") % {"name": name}
            )
        if reader is None:
            query.criteria.append(_criterion(resource_type, name, value, base))
        else:
            if name in seen and name not in REPEATABLE:
                raise wrong_value(name, _("Give %(name)s once.") % {"name": name})
            reader(query, name, value)
        seen.add(name)
        if name == "_count":
            query.pairs.append((name, str(query.count)))
        elif name != "_cursor":
            query.pairs.append((name, value))
    _finish(query)
    return query


def _finish(query):
    if len(query.criteria) > MAX_CRITERIA:
        sentence = _("A search has at most %(count)d parameters that choose. Ask for less at once.")
        raise FhirError(400, "too-costly", sentence % {"count": MAX_CRITERIA})
    if sum(len(one.values) for one in query.criteria if one.parameter.name == "near") > 1:
        raise wrong_value("near", _("Give %(name)s once.") % {"name": "near"})
    if not query.sort and query.near:
        query.sort = "near"
    if query.sort == "near" and not query.near:
        raise wrong_value("_sort", _("Sort by near only together with the parameter near."))
    if query.cursor and not query.cursor.fits(query.sort):
        raise wrong_cursor()


def is_unknown(resource_type: str, name: str) -> bool:
    """True for a parameter or a modifier that a type does not have: a lenient search leaves it out."""
    if name in RESULT_PARAMETERS:
        return False
    plain, _colon, modifier = name.partition(":")
    parameter = parameter_of(resource_type, plain)
    if parameter is None:
        return True
    return ":" in name and not (parameter.kind == "string" and modifier in STRING_MODIFIERS)


def _unknown(resource_type, name):
    plain, _colon, modifier = name.partition(":")
    if parameter_of(resource_type, plain) is not None:
        sentence = _("%(name)s does not know the modifier “%(modifier)s”.")
        return not_supported(name, sentence % {"name": plain, "modifier": modifier})
    sentence = _("%(type)s has no search parameter “%(name)s”. /fhir/metadata lists those that it has.")
    return not_supported(name, sentence % {"type": resource_type, "name": name})


def _criterion(resource_type, name, value, base):
    plain, _colon, modifier = name.partition(":")
    parameter = known_parameter(resource_type, plain)
    texts = COMMA.split(value)
    if parameter.kind == "reference" and base:
        texts = [text.removeprefix(f"{base}/") for text in texts]
    if len(texts) > MAX_VALUES:
        sentence = _("%(name)s has more than %(count)d values. Ask for them in parts.")
        raise wrong_value(name, sentence % {"name": name, "count": MAX_VALUES})
    read = PARSERS[parameter.kind]
    return Criterion(parameter, modifier, tuple(read(parameter, text) for text in texts))


# ---- parameters of the answer


def _read_count(query, name, value):
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise wrong_value(name, _("_count is a whole number, for example 50."))
    query.count = min(int(value), MAX_COUNT)


def _read_include(query, name, value):
    source, _colon, rest = value.partition(":")
    code, _colon, target = rest.partition(":")
    is_reverse = name == "_revinclude"
    parameter = parameter_of(source, code) if (source, code) in INCLUDES else None
    if parameter is None or not _includes(parameter, source, target, query.type, is_reverse):
        sentence = _("%(name)s=%(value)s is not known for %(type)s. /fhir/metadata lists what is.")
        raise not_supported(name, sentence % {"name": name, "value": value, "type": query.type})
    include = Include(source, parameter, is_reverse)
    if include not in query.includes:
        query.includes.append(include)


def _includes(parameter, source, target, resource_type, is_reverse):
    """True if a reference begins at a type, or in reverse leads to it. target: the only end, or ""."""
    begins_or_ends = resource_type in parameter.targets if is_reverse else resource_type == source
    return begins_or_ends and (not target or target in parameter.targets)


def _read_summary(query, name, value):
    query.is_count_only = _one_of(name, value, ("count", "false")) == "count"


def _read_total(query, name, value):
    _one_of(name, value, ("none", "estimate", "accurate"))  # every total is accurate, and costs nothing


def _read_total_method(query, name, value):
    _one_of(name, value, ("count",))  # of fhirpy


def _read_elements(query, name, value):
    if not all(ELEMENT.match(element.strip()) for element in value.split(",")):
        raise wrong_value(name, _("_elements is a list of names of elements, joined by commas."))


def _read_format(query, name, value):
    check_format(value)


def _read_pretty(query, name, value):
    query.is_pretty = _one_of(name, value, ("true", "false")) == "true"


def _read_sort(query, name, value):
    code = value.removeprefix("-")
    if query.type not in SORTS.get(code, ()) or value == "-near":
        known = ", ".join(one for one, types in SORTS.items() if query.type in types)
        sentence = _("%(type)s can’t be sorted by “%(value)s”. It can be sorted by: %(known)s.")
        raise not_supported(name, sentence % {"type": query.type, "value": value, "known": known})
    query.sort, query.is_descending = code, value.startswith("-")


def _read_cursor(query, name, value):
    query.cursor = Cursor.parse(value)


def _one_of(name, value, known):
    if value not in known:
        sentence = _("%(name)s is one of: %(known)s.")
        raise not_supported(name, sentence % {"name": name, "known": ", ".join(known)})
    return value


def check_format(value: str) -> None:
    """Raise FhirError for a value of `_format` that is not JSON."""
    kind = value.partition(";")[0].strip().lower()
    if kind.replace(" ", "+") not in JSON_FORMATS:  # "+" of an address that nobody encoded
        raise FhirError(406, "not-supported", _("This server answers in JSON alone."), "_format")


RESULT_PARAMETERS: dict[str, Callable[[Query, str, str], None]] = {
    "_count": _read_count,
    "_include": _read_include,
    "_revinclude": _read_include,
    "_summary": _read_summary,
    "_total": _read_total,
    "_totalMethod": _read_total_method,
    "_elements": _read_elements,
    "_format": _read_format,
    "_pretty": _read_pretty,
    "_sort": _read_sort,
    "_cursor": _read_cursor,
}
REPEATABLE = ("_include", "_revinclude", "_elements")
