"""Which listings a search parameter about the clinic itself finds: by its name, its address, its NPI."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Func, IntegerField, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan
from pyroaring import BitMap

from directory.facts.vocabulary import Country, State
from directory.fhir.searching.matching import text_matches
from directory.fhir.searching.query import Criterion
from directory.folding import APOSTROPHES, PLACE_ABBREVIATIONS, plain
from directory.index.index import Index
from directory.index.sets import EMPTY
from directory.models import Listing

ASCII_APOSTROPHES = [sign for sign in APOSTROPHES if sign.isascii()]


type Texts = tuple[str, ...]


def with_uids(uids: Iterable[UUID]) -> BitMap:
    """The public listings of some clinics."""
    return BitMap(Listing.objects.public().filter(uid__in=list(uids)).values_list("pk", flat=True))


def with_npi(numbers: Sequence[str]) -> BitMap:
    return BitMap(Listing.objects.public().filter(npi__in=numbers).values_list("pk", flat=True))


def with_some_npi() -> BitMap:
    return _pks(~Q(npi=""))


def with_column(column: str, criterion: Criterion) -> BitMap:
    """The listings whose name, alias or organization a criterion asks for."""
    return _matching(criterion, (column,), among_folded("search_text_a", criterion, (column,)))


def with_name(criterion: Criterion) -> BitMap:
    """The listings whose name or alias a criterion asks for."""
    columns = ("name", "alias")
    return _matching(criterion, columns, among_folded("search_text_a", criterion, columns))


def with_organization_name(criterion: Criterion) -> list[tuple[int, UUID]]:
    """(listing, uid of its organization) of those whose organization has a name that a criterion asks for."""
    near = among_folded("search_text_a", criterion, ("organization",))
    rows = Listing.objects.public().filter(near).exclude(organization="")
    found = rows.values_list("pk", "organization_uid", "organization")
    return [(pk, uid) for pk, uid, name in found if uid and _is_asked_for([name], criterion)]


def with_city(criterion: Criterion, index: Index) -> BitMap:
    return _matching(criterion, ("city",), among_folded("search_text_b", criterion, ("city",)))


def with_state(criterion: Criterion, index: Index) -> BitMap:
    states = [state for state in State.values if _is_asked_for([state], criterion)]
    return BitMap.union(EMPTY, *(index.with_key(f"state:{state}") for state in states))


def with_country(criterion: Criterion, index: Index) -> BitMap:
    return _pks(Q(country__in=_countries(criterion)))


def _countries(criterion):
    return [country for country in Country.values if _is_asked_for([country], criterion)]


def with_postal_code(criterion: Criterion, index: Index) -> BitMap:
    return _matching(criterion, ("zip",), _among_written("zip", criterion))


def with_address(criterion: Criterion, index: Index) -> BitMap:
    """The listings of which some part of the address is asked for."""
    return (
        _matching(criterion, ("street",), _among_written("street", criterion))
        | with_city(criterion, index)
        | with_state(criterion, index)
        | with_postal_code(criterion, index)
        | with_country(criterion, index)
    )


# Parameter → what finds its listings.
ADDRESSES: dict[str, Callable[[Criterion, Index], BitMap]] = {
    "address": with_address,
    "address-city": with_city,
    "address-state": with_state,
    "address-postalcode": with_postal_code,
    "address-country": with_country,
}


def _pks(condition):
    return BitMap(Listing.objects.public().filter(condition).values_list("pk", flat=True))


def _matching(criterion, columns, near):
    """The listings of which a column is asked for, among those of a condition that is wider, and quick."""
    if criterion.modifier == "exact":
        return _pks(near)
    rows = Listing.objects.public().filter(near).values_list("pk", *columns)
    return BitMap([pk for pk, *texts in rows if _is_asked_for(texts, criterion)])


def _is_asked_for(texts, criterion):
    return any(text_matches(text, asked, criterion.modifier) for text in texts for asked in criterion.values)


# ---- conditions that hold at least where a text matches: the database has no folding of its own


def among_folded(column: str, criterion: Criterion, columns: Texts = ()) -> Q:
    """A condition on a column that holds the folded text of others.

    columns  the others, where `exact` can ask them; () where it can't
    """
    if criterion.modifier == "exact" and columns:
        return _any(Q(**{name: asked}) for name in columns for asked in criterion.values)
    return _any(
        _has_word(column, form, criterion.modifier)
        for asked in criterion.values
        for form in _written_out(_longest_word(asked))
    )


def _has_word(column, text, modifier):
    if modifier == "contains":
        return Q(**{f"{column}__contains": text})
    return Q(**{f"{column}__startswith": text}) | Q(**{f"{column}__contains": f" {text}"})


def _among_written(column, criterion):
    """On a column as somebody wrote it: every text that folding may shorten is among them."""
    if criterion.modifier == "exact":
        return _any(Q(**{column: asked}) for asked in criterion.values)
    words = filter(None, map(_longest_word, criterion.values))
    forms = {form for word in words for form in (*_written_out(word), *_abbreviated(word))}
    if not forms:
        return _any([])
    with_signs = _any(Q(**{f"{column}__contains": sign}) for sign in ASCII_APOSTROPHES)
    not_ascii = Q(GreaterThan(_bytes(column), Length(column)))
    return _any(Q(**{f"{column}__icontains": form}) for form in forms) | with_signs | not_ascii


def _any(conditions):
    return reduce(or_, conditions, Q(pk__in=[]))


def _longest_word(asked):
    return max(plain(asked).split(), key=len, default="")


def _written_out(word):
    """A folded word, or the beginning or inside of one, and what folding may have made of it."""
    return {word, *(full for short, full in PLACE_ABBREVIATIONS.items() if word in short)} - {""}


def _abbreviated(word):
    return {short for short, full in PLACE_ABBREVIATIONS.items() if word in full}


def _bytes(column):
    """The length of a text in bytes: more than its characters where one of them is not ASCII."""
    return Func(column, function="OCTET_LENGTH", output_field=IntegerField())
