"""found(): the one door to a list of listings. Page, htmx part, CSV, JSON and feed all come through here."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.search import SearchRank
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from directory import facets, places, search
from directory.catalog import catalog
from directory.filters import ORDERS, BadQuestion, Question
from directory.models import Listing

PAGE = 20
NEARBY = 5


def found(question, *, version, today):
    """The answer to a Question at a models.Version on a day. Raises BadQuestion."""
    return Found(question, catalog(version), places.resolve(question.near) if question.near else None, today)


@dataclass(frozen=True)
class Lift:
    """A filter that is on: what it says, and the question without it."""

    words: str
    question: Question
    total: int | None = None


class Found:
    """The answer to a question: which listings, in which order, and how to say so."""

    def __init__(self, question, catalog, place, today):
        self.question, self.catalog, self.place, self.today = question, catalog, place, today
        self.day = catalog.day(today)
        if question.organisation and f"organisation:{question.organisation}" not in catalog.sets:
            raise BadQuestion({"organisation": _("No organization here goes by that name.")})

    # ---- which

    @property
    def place_is_known(self):
        return not self.question.near or isinstance(self.place, places.Point)

    @cached_property
    def place_choices(self):
        return self.place.points if isinstance(self.place, places.Choices) else ()

    @cached_property
    def constraints(self):
        """Parameter → the listings that it leaves. Crossed, they are what is found."""
        found = {
            name: BitMap.union(BitMap(), *(self.catalog.having(name, code, self.today) for code in codes))
            for name, codes in self.question.facets.items()
        }
        found.setdefault("confirmed", self.day.listed)
        if self.question.organisation:
            found["organisation"] = self.catalog.sets[f"organisation:{self.question.organisation}"]
        if self.question.q:
            found["q"] = self._worded(self.question.words)
        if self.question.near:
            inside = self.miles if self.place_is_known else {}
            found["near"] = BitMap(inside)
        return found

    @cached_property
    def matched(self):
        return BitMap.intersection(self.catalog.everything, *self.constraints.values())

    @property
    def total(self):
        return len(self.matched)

    @cached_property
    def miles(self):
        """Listing id → miles, within the distance asked for."""
        if not isinstance(self.place, places.Point):
            return {}
        return self.catalog.near(self.place, self.question.within, self.catalog.everything)

    def _worded(self, words):
        found = self.catalog.everything
        for meaning in words.meanings:
            found = found & BitMap.union(BitMap(), *(self.catalog.sets.get(key, BitMap()) for key in meaning))
        if words.query is not None:
            ids = Listing.objects.filter(vector=words.query).aggregate(ids=ArrayAgg("pk"))["ids"]
            found = found & BitMap(ids or [])
        elif not words.meanings:
            return BitMap()
        return found

    # ---- in which order

    @cached_property
    def order(self):
        """Nearest with a place, best match with words, else most recently confirmed; or as asked."""
        can = {"nearest": bool(self.miles), "match": self.question.words.query is not None}
        if self.question.order and can.get(self.question.order, True):
            return self.question.order
        return next((order for order, able in can.items() if able), "confirmed")

    @property
    def orders(self):
        """(code, label) of the orders that make sense here."""
        useless = {"nearest"} - ({"nearest"} if self.place else set())
        useless |= set() if self.question.words.query is not None else {"match"}
        return [(code, label) for code, label in ORDERS if code not in useless]

    def page_of_ids(self, start, stop):
        """Ids from `start` to `stop`: those confirmed lately first, then the others, each in the order asked."""
        lately = self.matched & self.day.current
        ids = self._ordered(lately, start, stop)
        if stop > len(lately):
            ids += self._ordered(self.matched - lately, max(start - len(lately), 0), stop - len(lately))
        return ids

    def _ordered(self, among, start, stop):
        if not among or start >= len(among):
            return []
        if self.order == "nearest":
            return self.catalog.by_distance(self.miles, among, start, stop)
        if self.order == "name":
            return self.catalog.by_name(among, start, stop)
        if self.order == "confirmed":
            return self.catalog.by_confirmation(among, start, stop)
        rank = SearchRank(F("vector"), self.question.words.query)
        ranked = Listing.objects.filter(pk__in=list(among)).order_by(rank.desc(), "pk")
        return list(ranked.values_list("pk", flat=True)[start:stop])

    # ---- one page of it

    @property
    def pages(self):
        return max(1, math.ceil(self.total / PAGE))

    @cached_property
    def listings(self):
        """The cards of the page in order, each with `miles` (or None) and `late` (not confirmed lately)."""
        return self._fetched[0]

    @property
    def lately(self):
        return [listing for listing in self.listings if not listing.late]

    @property
    def late(self):
        return [listing for listing in self.listings if listing.late]

    @property
    def nearby(self):
        """A few that answer the question but for the distance; only at the end of a short list."""
        return self._fetched[1]

    @cached_property
    def _fetched(self):
        start = (self.question.page - 1) * PAGE
        ids = self.page_of_ids(start, start + PAGE)
        farther = self._farther if self.question.page == self.pages and self.total < PAGE else {}
        miles = self.miles | farther
        by_id = Listing.objects.for_cards().in_bulk([*ids, *farther]) if ids or farther else {}
        for pk, listing in by_id.items():
            listing.miles, listing.late = miles.get(pk), pk not in self.day.current
        return [by_id[pk] for pk in ids if pk in by_id], [by_id[pk] for pk in farther if pk in by_id]

    @cached_property
    def _farther(self):
        if not isinstance(self.place, places.Point):
            return {}
        rest = [allowed for name, allowed in self.constraints.items() if name != "near"]
        among = BitMap.intersection(self.day.listed, *rest) - self.matched
        around = self.catalog.near(self.place, min(self.question.within * 2 + 25, 500), among)
        return {pk: around[pk] for pk in nsmallest(NEARBY, around, key=lambda pk: (around[pk], pk))}

    # ---- live counts

    def others(self, parameter):
        """What would be found if one facet were not applied."""
        allowed = [found for name, found in self.constraints.items() if name != parameter]
        return BitMap.intersection(self.catalog.everything, *allowed)

    # ---- in words

    @cached_property
    def active(self):
        """The filters that are on, in the order of the address."""
        question, lifts = self.question, []
        if question.q:
            lifts.append(Lift(_("Words: %(words)s") % {"words": question.q}, question.without("q")))
        if question.near:
            lifts.append(Lift(capfirst(self.place_in_words), question.without("near")))
        for name, codes in question.facets.items():
            for code in codes:
                lifts.append(Lift(facets.option_in_words(name, code), question.without(name, code)))
        if question.organisation:
            lifts.append(Lift(_("One organization"), question.without("organisation")))
        return lifts

    @property
    def place_in_words(self):
        label = self.place.label if isinstance(self.place, places.Point) else self.question.near
        return ngettext(
            "within %(count)s mile of %(place)s", "within %(count)s miles of %(place)s", self.question.within
        ) % {
            "count": self.question.within,
            "place": label,
        }

    @cached_property
    def in_words(self):
        """`14 clinics within 25 miles of Denver, CO offering IV infusion`"""
        question = self.question
        words = [ngettext("%(count)s clinic", "%(count)s clinics", self.total) % {"count": f"{self.total:,}"}]
        if question.q:
            words.append(_("for “%(words)s”") % {"words": question.q})
        if question.near:
            words.append(self.place_in_words)
        return " ".join([*words, facets.sentence(question.facets)]).strip()

    @cached_property
    def lifts(self):
        """Where nothing is found: the filters that would each let something in, most first."""
        lifted = []
        for lift in self.active:
            name = self._constraint_of(lift)
            total = len(self.others(name))
            if total:
                lifted.append(replace(lift, total=total))
        return sorted(lifted, key=lambda lift: -lift.total)

    @cached_property
    def did_you_mean(self):
        """A question with its unknown words put right, where nothing was found for the words and it finds some."""
        if self.total or not self.question.q or len(self.constraints["q"]):
            return None
        better = search.did_you_mean(self.question.words, self.catalog.words)
        if better is None:
            return None
        question = replace(self.question, q=better, page=1)
        return question if len(self._worded(question.words)) else None
