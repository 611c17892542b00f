"""found(): the one door to a list of listings. Page, htmx part, CSV, JSON and feed all come through here."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nsmallest

from django.contrib.postgres.search import SearchRank
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from directory.folding import fold
from directory.models import Listing
from directory.places import resolve
from directory.places.geometry import Point
from directory.search import facets, text
from directory.search.cards import card
from directory.search.index import current_index
from directory.search.query import ORDERS, BadQuestion, Question

PAGE = 20
BATCH = 500
NEARBY = 5
FEW = 5_000  # ids that a query may name one by one
WEIGHED = 1_000  # fifty pages; 20 ms of the database for each thousand


def found(question, *, version, today):
    """The answer to a Question at a models.Version on a day. Raises BadQuestion."""
    place = question.near and (resolve.resolve_place(question.near) or resolve.whole_state(question.near))
    return Found(question, current_index(version), place or None, today)


@dataclass(frozen=True)
class Lift:
    """A filter that is on: what it says, and the question without it."""

    words: str
    question: Question
    total: int | None = None


class Found:
    """The answer to a question: which listings, in which order, and how to say so."""

    def __init__(self, question, index, place, today):
        self.question, self.index, self.place, self.today = question, index, place, today
        self.day = index.on_day(today)
        if question.organization and f"organization:{question.organization}" not in index.bitmaps:
            raise BadQuestion({"organization": _("No organization here goes by that name.")})

    # ---- which

    @property
    def place_is_known(self):
        return not self.question.near or isinstance(self.place, Point | resolve.WholeState)

    @property
    def why_no_place(self):
        """Two sentences for whoever asked for data: nothing was searched, and what to write."""
        if self.place_choices:
            return _("%(nothing)s. Many towns go by that name. Add the state: %(towns)s.") % {
                "nothing": self.headline,
                "towns": "; ".join(point.label for point in self.place_choices[:10]),
            }
        return _("%(nothing)s. Enter a ZIP code, or a town and its state.") % {"nothing": self.headline}

    @cached_property
    def place_choices(self):
        return self.place.points if isinstance(self.place, resolve.TownChoices) else ()

    @property
    def state_meant(self):
        """The places.WholeState that may have been meant where a town of that name is taken, or None."""
        is_town = isinstance(self.place, Point | resolve.TownChoices)
        return resolve.whole_state(self.question.near) if is_town else None

    @cached_property
    def place_suggestions(self):
        """Up to three towns that are spelled like the place that is not known."""
        if self.place_is_known or self.place_choices or text.is_no_place(self.question.near):
            return []
        return resolve.suggest_towns(self.question.near)

    @cached_property
    def constraints(self):
        """Parameter → the listings that it leaves. Crossed, they are what is found."""
        found = {
            name: BitMap.union(BitMap(), *(self.index.with_option(name, code, self.today) for code in codes))
            for name, codes in self.question.facets.items()
        }
        found.setdefault("confirmed", self.day.listed)
        if self.question.organization:
            found["organization"] = self.index.bitmaps[f"organization:{self.question.organization}"]
        if self.question.q:
            found["q"] = self._worded(self.question.text_query)
        if isinstance(self.place, resolve.WholeState):
            found["near"] = self.index.with_key(f"state:{self.place.code}")
        elif self.question.near:
            found["near"] = BitMap(self.miles)
        return found

    @cached_property
    def matched(self):
        return BitMap.intersection(self.index.ids, *self.constraints.values())

    @property
    def total(self):
        return len(self.matched)

    @cached_property
    def miles(self):
        """Listing id → miles, within the distance asked for."""
        if not isinstance(self.place, Point):
            return {}
        return self.index.miles_from(self.place, within=self.question.within, among=self.index.ids)

    def _worded(self, words):
        """What holds all the words, or is what some of them mean beside; and what bears the very name."""
        if not words:
            return BitMap()
        found = self.index.ids
        if words.match_query is not None:
            found = found & self._holding(words.match_query, (words.terms, words.is_prefix))
        for part in words.expanded:
            meant = (self.index.with_option(*key.split(":"), self.today) for key in part.keys)
            found = found & BitMap.union(self._holding_part(part, words, found), *meant)
        return found | self.index.with_name(fold(words.typed))

    def _holding(self, query, asked):
        return self.index.answers.get(asked, lambda: BitMap(Listing.objects.ids_with_words(query)))

    def _holding_part(self, part, words, among):
        """The listings of `among` in which the words of a part stand."""
        if not part.is_stop_words:
            return self._holding(part.query, part.terms)
        if not part.is_last:  # "in home ketamine"
            return among
        if words.expanded == (part,) and not words.terms and not words.generic:  # "in" alone says nothing
            return BitMap()
        listings = Listing.objects.filter(pk__in=among) if len(among) <= FEW else Listing.objects.public()
        return among & BitMap(listings.ids_saying(part.terms[0]))

    # ---- in which order

    @cached_property
    def order(self):
        """As asked, where that order makes sense here."""
        asked = self.question.order
        return asked if asked in dict(self.orders) else self.usual_order

    @property
    def usual_order(self):
        """Nearest with a place, best match with words, else most recently confirmed."""
        sensible = dict(self.orders)
        return next(code for code in ("nearest", "match", "confirmed") if code in sensible)

    @property
    def orders(self):
        """(code, label) of the orders that make sense here."""
        useless = set() if isinstance(self.place, Point) else {"nearest"}
        if self.question.text_query.rank_query is None:
            useless.add("match")
        return [(code, label) for code, label in ORDERS if code not in useless]

    def page_of_ids(self, start, stop):
        """Ids from `start` to `stop`: what was called by its name, what was confirmed lately, the others."""
        lately, ids = self.day.current - self.named, []
        for among in (self.named, self.matched & lately, self.matched - self.named - lately):
            if stop > 0:
                ids += self._ordered(among, max(start, 0), stop)
            start, stop = start - len(among), stop - len(among)
        return ids

    @cached_property
    def named(self):
        """What bears the very name that was typed, where the best match comes first."""
        if self.order != "match":
            return BitMap()
        return self.matched & self.index.with_name(fold(self.question.q))

    def _ordered(self, among, start, stop):
        if not among or start >= len(among):
            return []
        if self.order == "nearest":
            return self.index.by_distance(self.miles, among, start, stop)
        if self.order == "name":
            return self.index.by_name(among, start, stop)
        if self.order == "confirmed":
            return self.index.by_confirmation(among, start, stop)
        return self._by_match(among, start, stop)

    def _by_match(self, among, start, stop):
        best = sorted((pk for pk in self._best if pk in among), key=self._out_of_state)
        others = among - BitMap(best)
        return (best + self.index.by_confirmation(others, 0, max(stop - len(best), 0)))[start:stop]

    def _out_of_state(self, pk):
        """How many of the states that were typed it is not in: "spravato in" shows Indiana before the rest.

        Asked only of the words that every text holds; others weigh by themselves.
        """
        return sum(
            pk not in self.index.with_key(f"state:{part.state}")
            for part in self.question.text_query.expanded
            if part.state and part.ends_place and part.is_stop_words
        )

    @cached_property
    def _best(self):
        """Ids, the best match first. Where thousands match, only those confirmed last are weighed."""
        some, words = self.index.by_confirmation(self.matched, 0, WEIGHED), self.question.text_query
        rank = SearchRank(F("vector"), words.rank_query)
        ranked = Listing.objects.filter(pk__in=some).order_by(rank.desc(), "pk").values_list("pk", flat=True)
        asked = (words.terms, words.expanded, words.generic, words.is_prefix, tuple(some))
        return self.index.answers.get(asked, lambda: list(ranked))

    # ---- one page of it

    @property
    def pages(self):
        return max(1, math.ceil(self.total / PAGE))

    @property
    def by_name(self):
        """The cards of the page whose very name was typed."""
        return [card for card, part in self._cards if part == "named"]

    @property
    def lately(self):
        """The other cards of the page that were confirmed within 90 days, in order."""
        return [card for card, part in self._cards if part == "lately"]

    @property
    def late(self):
        return [card for card, part in self._cards if part == "late"]

    @property
    def nearby(self):
        """A few that answer the question but for the distance; only at the end of a short list."""
        return self._fetched[1]

    @property
    def _cards(self):
        return self._fetched[0]

    @cached_property
    def _fetched(self):
        start = (self.question.page - 1) * PAGE
        ids = self.page_of_ids(start, start + PAGE)
        farther = self._farther if self.question.page == self.pages and self.total < PAGE else {}
        rows = Listing.objects.for_cards([*ids, *farther]) if ids or farther else {}
        miles, current = self.miles | farther, self.day.current
        cards = {pk: card(row, self.today, miles=miles.get(pk)) for pk, row in rows.items()}
        named = self.named

        def part(pk):
            return "named" if pk in named else "lately" if pk in current else "late"

        here = [(cards[pk], part(pk)) for pk in ids if pk in cards]
        return here, [cards[pk] for pk in farther if pk in cards]

    def whole_listings(self):
        """The listings of the page with every statement, in order."""
        start = (self.question.page - 1) * PAGE
        return self._whole(self.page_of_ids(start, start + PAGE))

    def every_listing(self):
        """All that is found, in order, a few hundred in memory at a time."""
        for start in range(0, self.total, BATCH):
            yield from self._whole(self.page_of_ids(start, start + BATCH))

    def latest(self, count):
        """What was published or confirmed last, latest first."""
        ids = self.index.by_change(self.matched, count)
        return self._whole(ids)

    def _whole(self, ids):
        by_id = Listing.objects.for_pages().in_bulk(ids)
        return [by_id[pk] for pk in ids if pk in by_id]

    @cached_property
    def _farther(self):
        if not isinstance(self.place, Point):
            return {}
        rest = [allowed for name, allowed in self.constraints.items() if name != "near"]
        among = BitMap.intersection(self.day.listed, *rest) - self.matched
        around = self.index.miles_from(
            self.place, within=min(self.question.within * 2 + 25, 500), among=among
        )
        return {pk: around[pk] for pk in nsmallest(NEARBY, around, key=lambda pk: (around[pk], pk))}

    # ---- live counts

    def others(self, parameter):
        """What would be found if one facet were not applied."""
        allowed = [found for name, found in self.constraints.items() if name != parameter]
        return BitMap.intersection(self.index.ids, *allowed)

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
        if question.organization:
            lifts.append(Lift(_("One organization"), question.without("organization")))
        return lifts

    @property
    def place_in_words(self):
        """`within 25 miles of Denver, CO`, `in Texas`, or the words that name no place."""
        if isinstance(self.place, resolve.WholeState):
            return _("in %(state)s") % {"state": self.place.label}
        if not isinstance(self.place, Point):
            return _("place: %(typed)s") % {"typed": self.question.near}
        words = ngettext(
            "within %(count)s mile of %(place)s", "within %(count)s miles of %(place)s", self.question.within
        )
        return words % {"count": self.question.within, "place": self.place.label}

    @cached_property
    def headline(self):
        """What title, heading and spoken line say: what was found, or that nothing was searched."""
        if self.place_choices:
            return _("Which %(place)s? Nothing was searched yet") % {"place": self.place.typed}
        if not self.place_is_known:
            return _("We do not know this place, so nothing was searched")
        return self.in_words

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
        """Where nothing is found: what would be found without each filter, most first."""
        lifted = []
        for name, words in self._whole_filters():
            total = len(self.others(name))
            if total:
                lifted.append(Lift(words, self.question.without(name), total))
        return sorted(lifted, key=lambda lift: -lift.total)

    def _whole_filters(self):
        question = self.question
        if question.q:
            yield "q", _("Words: %(words)s") % {"words": question.q}
        if question.near:
            yield "near", capfirst(self.place_in_words)
        for name, codes in question.facets.items():
            yield name, capfirst(facets.joined(name, codes))
        if question.organization:
            yield "organization", _("One organization")

    @cached_property
    def did_you_mean(self):
        """The question with its slips put right, where its words find nothing and that finds some."""
        if self.total or not self.question.q or not self.place_is_known or len(self.constraints["q"]):
            return None
        better = text.correct_spelling(self.question.text_query, self.index.words)
        if better is None:
            return None
        question = replace(self.question, q=better, page=1)
        return question if self._worded(question.text_query) & self.others("q") else None
