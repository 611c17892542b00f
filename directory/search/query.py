"""What a reader may ask: ListingFilter reads it, Question keeps it and knows its own address.

A bad value raises BadQuestion with a sentence, and never finds more.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts import vocabulary as v
from directory.facts.spine import FACET_STATEMENTS, STATEMENTS
from directory.search import text
from directory.web.crisis import asks_for_help

DEFAULT_WITHIN = 25  # miles
WITHIN = (10, 25, 50, 100, 250, 500)  # offered; any whole number from 1 to 500 is taken


NOT_STATED = (v.NOT_STATED, gettext_lazy("Not stated"))
CONFIRMED = [
    ("current", gettext_lazy("Within 90 days")),
    ("overdue", gettext_lazy("91 to 180 days ago")),
    ("lapsed", gettext_lazy("Over 180 days ago")),
    (v.NOT_STATED, gettext_lazy("Not by the clinic yet")),
]
ORDERS = [
    ("nearest", gettext_lazy("Nearest first")),
    ("match", gettext_lazy("Best match first")),
    ("confirmed", gettext_lazy("Most recently confirmed")),
    ("name", gettext_lazy("Name")),
]


def options(parameter):
    """(code, label) of every option of a facet, "not stated" last."""
    if parameter == "license":
        return [*v.License.choices, NOT_STATED]
    if parameter == "language":
        return [*v.Language.choices, NOT_STATED]
    if parameter == "evidence":
        return [*v.Evidence.choices, NOT_STATED]
    if parameter == "confirmed":
        return CONFIRMED
    if parameter == "state":
        return v.State.choices
    return [*STATEMENTS[FACET_STATEMENTS[parameter]].choices, NOT_STATED]


FACETS = (*FACET_STATEMENTS, "evidence", "confirmed", "state")


class BadQuestion(ValueError):  # noqa: N818  (the reader reads its sentences)
    """What was asked can't be answered as it stands. `errors`: parameter → sentence."""

    def __init__(self, errors):
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class WholeNumberField(forms.Field):
    """ASCII digits between two bounds; nothing else that Python would take for a number."""

    def __init__(self, *, least, most, message, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most, self.message = least, most, message

    def clean(self, value):
        if value in (None, ""):
            return None
        if not re.fullmatch(r"[0-9]{1,6}", value) or not self.least <= int(value) <= self.most:
            raise forms.ValidationError(self.message)
        return int(value)


class WholeNumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class FacetFilter(django_filters.MultipleChoiceFilter):
    """One of the codes of a facet, or several joined by or."""

    def __init__(self, parameter):
        super().__init__(
            choices=options(parameter),
            error_messages={
                "invalid_choice": gettext_lazy("“%(value)s” is not a choice of this filter. Take it away.")
            },
        )


class ListingFilter(django_filters.FilterSet):
    """Every parameter of a list of listings, and what it may hold."""

    q = django_filters.CharFilter()
    near = django_filters.CharFilter()
    within = WholeNumberFilter(
        least=1, most=500, message=gettext_lazy("Enter a distance from 1 to 500 miles.")
    )
    availability = FacetFilter("availability")
    route = FacetFilter("route")
    setting = FacetFilter("setting")
    therapy_model = FacetFilter("therapy_model")
    modality = FacetFilter("modality")
    condition = FacetFilter("condition")
    attendance = FacetFilter("attendance")
    monitoring = FacetFilter("monitoring")
    license = FacetFilter("license")
    payment = FacetFilter("payment")
    insurance = FacetFilter("insurance")
    language = FacetFilter("language")
    accessibility = FacetFilter("accessibility")
    population = FacetFilter("population")
    evidence = FacetFilter("evidence")
    confirmed = FacetFilter("confirmed")
    state = FacetFilter("state")
    organization = django_filters.CharFilter()
    order = django_filters.ChoiceFilter(choices=ORDERS)
    page = WholeNumberFilter(least=1, most=999_999, message=gettext_lazy("Enter a page from 1 up."))


# What reads each parameter. Made once and only read: a form that copies them takes a millisecond.
FIELDS = {name: one.field for name, one in ListingFilter.base_filters.items()}
SINGLE = ("q", "near", "within", "organization", "order", "page")
PARAMETERS = (*SINGLE[:3], *FACETS, *SINGLE[3:])  # their order in an address
# What no page and no feed may hold: control characters (XML 1.0, section 2.2).
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
LONGEST = {"q": text.MAX_CHARACTERS, "near": 5_000, "organization": 80}


def help_comes_first(params):
    """Whether what was asked, well or badly, asks for help at once, or for clinics that treat it."""
    typed = [*params.getlist("q"), *params.getlist("near")]
    return any(map(asks_for_help, typed)) or v.Condition.SUICIDALITY in params.getlist("condition")


@dataclass(frozen=True)
class Question:
    """What was asked, read and checked. Knows its own address and says itself in words."""

    q: str = ""
    near: str = ""
    within: int = DEFAULT_WITHIN
    facets: dict = field(default_factory=dict)  # parameter → codes, only those asked for
    organization: str = ""
    order: str = ""
    page: int = 1

    @classmethod
    def read(cls, params, *, strict=False):
        """A QueryDict → a Question. Raises BadQuestion. `strict` refuses parameters that nobody knows."""
        errors = {
            name: _("Ask for %(name)s once.") % {"name": name}
            for name in SINGLE
            if len(params.getlist(name)) > 1
        }
        errors |= {
            name: ngettext(
                "That is too long: write up to %(most)s character.",
                "That is too long: write up to %(most)s characters.",
                most,
            )
            % {"most": most}
            for name, most in LONGEST.items()
            if len(params.get(name, "")) > most
        }
        errors |= {
            name: _("That holds signs that cannot be read. Type it again.")
            for name in LONGEST
            if UNREADABLE.search(params.get(name, ""))
        }
        if strict:
            errors |= {
                name: _("There is no parameter “%(name)s”.") % {"name": name[:80]}
                for name in params
                if name not in PARAMETERS
            }
        asked = {}
        for name, reader in FIELDS.items():
            given = [value for value in params.getlist(name) if value != ""]  # an empty one asks for nothing
            try:
                asked[name] = reader.clean(given if name in FACETS else "".join(given[:1]))
            except forms.ValidationError as refused:
                errors.setdefault(name, " ".join(refused.messages))
        if errors:
            raise BadQuestion(errors)
        return cls(
            q=asked["q"].strip(),
            near=asked["near"].strip(),
            within=asked["within"] or DEFAULT_WITHIN,
            facets={name: tuple(dict.fromkeys(asked[name])) for name in FACETS if asked[name]},
            organization=asked["organization"].strip(),
            order=asked["order"],
            page=asked["page"] or 1,
        )

    # ---- its address

    def parameters(self):
        """(name, value) pairs that ask the same again, without the page."""
        pairs = [("q", self.q)] if self.q else []
        if self.near:
            pairs += [("near", self.near), ("within", self.within)]
        pairs += [(name, code) for name in FACETS for code in self.facets.get(name, ())]
        alone = (("organization", self.organization), ("order", self.order))
        return pairs + [(name, value) for name, value in alone if value]

    def query(self, *, page=1):
        """`?near=Denver%2C+CO&within=25&page=2`, or "" where nothing is asked."""
        pairs = self.parameters() + ([("page", page)] if page > 1 else [])
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name, code=None):
        """The same question with one filter taken away."""
        if name in FACETS:
            chosen = self.facets.get(name, ())
            codes = tuple(other for other in chosen if code is not None and other != code)
            facets = {other: kept for other, kept in self.facets.items() if other != name}
            return replace(self, facets=facets | ({name: codes} if codes else {}), page=1)
        order = "" if (name, self.order) in (("near", "nearest"), ("q", "match")) else self.order
        return replace(self, **{name: ""}, order=order, page=1)

    def at(self, near):
        return replace(self, near=near, page=1)

    def in_state(self, state):
        """The whole state instead of a place."""
        return replace(self.without("near"), facets=self.facets | {"state": (state,)})

    @cached_property
    def text_query(self):
        return text.parse(self.q)
