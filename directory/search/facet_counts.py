"""The facets of the form, each option with the number of listings that it would find."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.utils.translation import get_language

from directory.facts.facets import FACETS, GROUPS, Facet
from directory.search.matches import Matches

OPEN_GROUPS = ("availability", "route", "price")  # what most people choose first
LONG = 20  # options: from so many on, a box narrows the list


@dataclass(slots=True)  # a page has hundreds, and a frozen one takes three times as long to make
class Option:
    """An option of a facet. count: how many listings match with this option."""

    code: str
    label: str
    count: int
    is_chosen: bool

    @property
    def is_disabled(self) -> bool:
        """True if the option would find nothing and is not chosen: a chosen option can always be removed."""
        return not self.count and not self.is_chosen


@dataclass(frozen=True)
class CountedFacet:
    """A facet with its options. label: "" where the group has the same label."""

    name: str
    label: str
    options: list[Option]

    @property
    def is_long(self) -> bool:
        """True if the list has so many options that people need a box to find one."""
        return len(self.options) >= LONG


@dataclass(frozen=True)
class FacetGroup:
    """A collapsible group of facets in the form."""

    key: str
    label: str
    facets: list[CountedFacet]

    @property
    def is_open(self) -> bool:
        """True for a group that is not folded, so that its options can be chosen at once."""
        return self.key in OPEN_GROUPS

    @property
    def chosen(self) -> int:
        """The number of chosen options in the group."""
        return sum(option.is_chosen for facet in self.facets for option in facet.options)


def facet_groups(matches: Matches) -> list[FacetGroup]:
    return [_group(matches, list(facets)) for _key, facets in groupby(FACETS.values(), key=_group_key)]


def _group_key(facet):
    return facet.group or facet.name


def _group(matches, facets):
    facet = facets[0]
    if facet.group:
        counted = [CountedFacet(facet.name, facet.label, count_options(matches, facet)) for facet in facets]
        return FacetGroup(facet.group, GROUPS[facet.group], counted)
    return FacetGroup(facet.name, facet.label, [CountedFacet(facet.name, "", count_options(matches, facet))])


def count_options(matches: Matches, facet: Facet) -> list[Option]:
    """Each option of a facet with the number of listings that it finds together with the other filters."""
    counts, chosen = matches.counts(facet), matches.question.facets.get(facet.name, ())
    return [
        Option(code, label, counts[code], code in chosen)
        for code, label in _labels(facet.name, get_language()).items()
    ]


@cache
def _labels(name, _language):
    """Code → label in a language, translated once: two hundred translations take a millisecond."""
    return {code: str(label) for code, label in FACETS[name].labels.items()}
