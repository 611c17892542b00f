"""Parses and validates the parameters of a search address into a Question.

An invalid value raises QuestionError with a sentence; it never widens a search.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts import vocabulary as v
from directory.facts.about_me import ABOUT_ME
from directory.facts.facets import FACETS, Facet
from directory.web.crisis import asks_for_help

MILES_OFFERED = (10, 25, 50, 100, 250, 500)  # any whole number up to MAX_MILES is accepted
MAX_MILES = 500
MAX_PAGE = 999_999
PAGE_SIZE = 20
MAX_PER_PAGE = 200
MAX_CHARACTERS = {"q": 500, "near": 5_000, "organization": 80}
ORDERS = [
    ("nearest", gettext_lazy("Nearest first")),
    ("match", gettext_lazy("Best match first")),
    ("price", gettext_lazy("Lowest price")),
    ("confirmed", gettext_lazy("Most recently confirmed")),
    ("name", gettext_lazy("Name")),
]
# What no page and no feed may hold: control characters (XML 1.0, section 2.2).
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class QuestionError(ValueError):
    """A search that cannot be run. errors: parameter → sentence."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class WholeNumberField(forms.Field):
    """A whole number between two bounds, in ASCII digits only; `int()` would accept more."""

    def __init__(self, *, minimum: int, maximum: int, message: str, **options: Any):
        super().__init__(**options)
        self.minimum, self.maximum, self.message = minimum, maximum, message

    def clean(self, value: str | None) -> int | None:
        if value in (None, ""):
            return None
        if not re.fullmatch(r"[0-9]{1,6}", value) or not self.minimum <= int(value) <= self.maximum:
            raise forms.ValidationError(self.message)
        return int(value)


class WholeNumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class CodesFilter(django_filters.MultipleChoiceFilter):
    """Any of a list of codes. choices: (code, label)."""

    def __init__(self, choices: Iterable[tuple[str, Any]]):
        invalid = gettext_lazy("We couldn’t read part of this link. Remove “%(value)s”, or start over.")
        super().__init__(choices=list(choices), error_messages={"invalid_choice": invalid})


class FacetFilter(CodesFilter):
    """Codes of the options of a facet."""

    def __init__(self, facet: Facet):
        super().__init__(facet.labels.items())


# The filter of each parameter, in the order of an address.
FILTERS = {
    "q": django_filters.CharFilter(),
    "near": django_filters.CharFilter(),
    "within": WholeNumberFilter(
        minimum=1, maximum=MAX_MILES, message=gettext_lazy("Enter a distance from 1 to 500 miles.")
    ),
    **{name: FacetFilter(facet) for name, facet in FACETS.items()},
    "me": CodesFilter((code, one.label) for code, one in ABOUT_ME.items()),
    "organization": django_filters.CharFilter(),
    "order": django_filters.ChoiceFilter(choices=ORDERS),
    "page": WholeNumberFilter(
        minimum=1, maximum=MAX_PAGE, message=gettext_lazy("Enter a page number, starting with 1.")
    ),
}
# A FilterSet's form, which copies its fields for each request, would take a millisecond.
FIELDS = {name: one.field for name, one in FILTERS.items()}
SEVERAL_VALUED = {*FACETS, "me"}
SINGLE_VALUED = tuple(name for name in FIELDS if name not in SEVERAL_VALUED)


def help_comes_first(params: QueryDict) -> bool:
    """True if the help box comes first: the words ask for help, or the search is about suicidality."""
    typed = [*params.getlist("q"), *params.getlist("near")]
    return any(map(asks_for_help, typed)) or v.Condition.SUICIDALITY in params.getlist("condition")


# Parameters of one address for programs alone: see `own` of Question.parse().
OWN_FIELDS: dict[str, forms.Field] = {
    "per_page": WholeNumberField(
        minimum=1,
        maximum=MAX_PER_PAGE,
        message=gettext_lazy("Enter how many clinics a page has, from 1 to 200."),
        required=False,
    ),
    "before": forms.RegexField(
        r"\A[1-9][0-9]{0,17}-[1-9][0-9]{0,8}\Z",
        error_messages={
            "invalid": gettext_lazy("There is no such page of the feed. Begin with the latest one.")
        },
        required=False,
    ),
    "spreadsheet": forms.ChoiceField(
        choices=[("1", "")],
        error_messages={"invalid_choice": gettext_lazy("Enter 1, or leave it out.")},
        required=False,
    ),
}


@dataclass(frozen=True)
class Question:
    """A search, parsed and validated.

    q             search words
    near          a place, as typed
    within        statute miles from the place; None where the reader has not chosen
    facets        name of a facet → codes of the options chosen; no facet without any
    me            codes of facts.about_me: what the reader has, takes or needs
    organization  slug
    order         a code of ORDERS, or "" for the default
    page          from 1
    per_page      how many listings a page has
    """

    q: str = ""
    near: str = ""
    within: int | None = None
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    me: tuple[str, ...] = ()
    organization: str = ""
    order: str = ""
    page: int = 1
    per_page: int = PAGE_SIZE

    @classmethod
    def parse(cls, params: QueryDict, *, strict: bool = False, own: Iterable[str] = ()) -> "Question":
        """The Question of a query string. Raises QuestionError.

        strict  refuses unknown parameters
        own     names of OWN_FIELDS that the address has, too
        """
        fields = FIELDS | {name: OWN_FIELDS[name] for name in own}
        errors = _text_errors(params, (*SINGLE_VALUED, *own))
        if strict:
            errors |= {
                name: _("There is no parameter “%(name)s”.") % {"name": name[:80]}
                for name in params
                if name not in fields
            }
        values = {}
        for name, reader in fields.items():
            given = [value for value in params.getlist(name) if value != ""]  # "" is the same as no parameter
            try:
                values[name] = reader.clean(given if name in SEVERAL_VALUED else "".join(given[:1]))
            except forms.ValidationError as error:
                errors.setdefault(name, " ".join(error.messages))
        if errors:
            raise QuestionError(errors)
        return cls(
            q=values["q"].strip(),
            near=values["near"].strip(),
            within=values["within"],
            facets={name: tuple(dict.fromkeys(values[name])) for name in FACETS if values[name]},
            me=tuple(dict.fromkeys(values["me"])),
            organization=values["organization"].strip(),
            order=values["order"],
            page=values["page"] or 1,
            per_page=values.get("per_page") or PAGE_SIZE,
        )

    # ---- its address

    def parameters(self) -> list[tuple[str, str | int]]:
        """(name, value) pairs of the address that makes the same search, without the page."""
        pairs: list[tuple[str, str | int]] = [("q", self.q)] if self.q else []
        pairs += [("near", self.near)] if self.near else []
        pairs += [("within", self.within)] if self.within and (self.near or self.q) else []
        pairs += [(name, code) for name in FACETS for code in self.facets.get(name, ())]
        pairs += [("me", code) for code in self.me]
        rest = (("organization", self.organization), ("order", self.order))
        pairs += [(name, value) for name, value in rest if value]
        return pairs + ([("per_page", self.per_page)] if self.per_page != PAGE_SIZE else [])

    def query_string(self, *, page: int = 1, spreadsheet: bool = False) -> str:
        """`?near=Denver%2C+CO&within=50&page=2`, or "" for a search without any filter."""
        pairs = self.parameters() + ([("page", page)] if page > 1 else [])
        pairs += [("spreadsheet", 1)] if spreadsheet else []
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, code: str | None = None) -> "Question":
        """The same search without one filter, or without one option of a facet if `code` is given."""
        if name in FACETS:
            chosen = self.facets.get(name, ())
            codes = tuple(other for other in chosen if code is not None and other != code)
            others = {other: chosen for other, chosen in self.facets.items() if other != name}
            return replace(self, facets=others | ({name: codes} if codes else {}), page=1)
        if name == "me":
            return replace(self, me=tuple(other for other in self.me if code not in (None, other)), page=1)
        if name == "near":
            return replace(self, near="", within=None, order=self._order_without("near"), page=1)
        return replace(self, **{name: ""}, order=self._order_without(name), page=1)

    def _order_without(self, name):
        return "" if (name, self.order) in (("near", "nearest"), ("q", "match")) else self.order

    def with_typed(self, q: str, near: str) -> "Question":
        """The same search with other text in both boxes."""
        return replace(self, q=q, near=near, page=1)

    def near_place(self, label: str) -> "Question":
        """The same search around another place."""
        return replace(self, near=label, page=1)

    def in_state(self, code: str) -> "Question":
        """The same search in a whole state instead of around a place."""
        return replace(self.without("near"), facets=self.facets | {"state": (code,)})

    def by_video_in(self, state: str) -> "Question":
        """The same search for all that serve a state by video, wherever they are."""
        typed = " ".join(filter(None, [self.q, by_video_words(state)]))
        return replace(self.without("near").without("state"), q=typed, page=1)


def by_video_words(state: str) -> str:
    """The words that find all that serve a state by video: `CO` → `by video in Colorado`."""
    return f"by video in {v.State(state).label}"


def _text_errors(params, single_valued):
    """Parameter → sentence, for what no single value of a text may be: repeated, too long, not readable."""
    errors = {
        name: _("Ask for %(name)s once.") % {"name": name}
        for name in single_valued
        if len(params.getlist(name)) > 1
    }
    errors |= {
        name: ngettext(
            "That is too long: write up to %(most)s character.",
            "That is too long: write up to %(most)s characters.",
            maximum,
        )
        % {"most": maximum}
        for name, maximum in MAX_CHARACTERS.items()
        if len(params.get(name, "")) > maximum
    }
    return errors | {
        name: _("Some of these characters can’t be read. Type it again.")
        for name in MAX_CHARACTERS
        if CONTROL_CHARACTERS.search(params.get(name, ""))
    }
