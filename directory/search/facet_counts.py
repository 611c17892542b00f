"""The facets of the form, each option with the number of listings that it would find."""

from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple

from django.template import loader
from django.utils.translation import get_language

from directory.facts.facets import FACETS, GROUPS
from directory.search.matches import Matches
from directory.web import ready

OPEN_GROUPS = ("availability", "route", "price")  # what most people choose first
LONG = 20  # options: from so many on, a box narrows the list


@dataclass(frozen=True)
class CountedFacet:
    """A facet with the numbers of its options.

    label   "" where the group has the same label
    counts  code of an option → how many listings match with it
    chosen  codes of the options chosen
    """

    name: str
    label: str
    counts: dict[str, int]
    chosen: tuple[str, ...]
    language: str

    @property
    def is_long(self) -> bool:
        """True if the list has so many options that people need a box to find one."""
        return len(self.counts) >= LONG

    @property
    def checkboxes(self) -> str:
        """HTML of the options. A page has 220 of them: each is rendered once, and filled with its number."""
        boxes = ready.kept(("options", self.name), partial(_render_options, self.name), _size, self.language)
        counts, chosen = self.counts, self.chosen
        parts = [
            box.chosen if code in chosen else box.normal if counts[code] else box.disabled
            for code, box in boxes.items()
        ]
        return ready.fill_numbers(parts, [counts[code] for code in boxes])


class OptionParts(NamedTuple):
    """An option in its three states, each with a hole for the number."""

    normal: ready.Part
    disabled: ready.Part
    chosen: ready.Part


def _render_options(name):
    """Code → OptionParts of a facet."""
    template = loader.get_template("directory/clinics/option.html")

    def render(code, label, **state):
        return ready.Part(template.render({"name": name, "code": code, "label": label} | state))

    return {
        code: OptionParts(
            render(code, label),
            render(code, label, is_disabled=True),
            render(code, label, is_chosen=True),
        )
        for code, label in _labels(name, get_language()).items()
    }


def _size(boxes):
    return sum(part.size for box in boxes.values() for part in box)


@dataclass(frozen=True)
class FacetGroup:
    """A collapsible group of facets in the form."""

    key: str
    label: str
    facets: list[CountedFacet]
    language: str

    @property
    def is_open(self) -> bool:
        """True for a group that is not folded, so that its options can be chosen at once."""
        return self.key in OPEN_GROUPS

    @property
    def chosen(self) -> int:
        """The number of chosen options in the group."""
        return sum(len(facet.chosen) for facet in self.facets)

    def html(self, price_line: str) -> str:
        """HTML of the group. price_line: what its prices say of the order, for the group of prices."""
        group = ready.part(
            "directory/clinics/filter_group.html",
            (self.key, self.chosen),
            lambda: {"group": self},
            self.language,
        )
        boxes = (facet.checkboxes for facet in self.facets)
        return group.fill_in_order(
            [price_line if hole == "price_line" else next(boxes) for hole in group.holes]
        )


def facet_groups(matches: Matches) -> list[FacetGroup]:
    language = get_language()
    return [
        _group(matches, list(facets), language) for _key, facets in groupby(FACETS.values(), key=_group_key)
    ]


def _group_key(facet):
    return facet.group or facet.name


def _group(matches, facets, language):
    facet = facets[0]
    if facet.group:
        counted = [_counted(matches, facet, facet.label, language) for facet in facets]
        return FacetGroup(facet.group, GROUPS[facet.group], counted, language)
    return FacetGroup(facet.name, facet.label, [_counted(matches, facet, "", language)], language)


def _counted(matches, facet, label, language):
    chosen = matches.question.facets.get(facet.name, ())
    return CountedFacet(facet.name, label, matches.counts(facet), chosen, language)


@cache
def _labels(name, _language):
    """Code → label in a language, translated once: two hundred translations take a millisecond."""
    return {code: str(label) for code, label in FACETS[name].labels.items()}
