"""find_listings() makes every list of listings: page, part of it, CSV, JSON and Atom."""

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from directory.exchange.record import RecordRow
from directory.index.current import current_index
from directory.index.index import Index
from directory.models import Version
from directory.search import alternatives
from directory.search.area_map import ResultsMap
from directory.search.facet_counts import FacetGroup, facet_groups
from directory.search.matches import Matches
from directory.search.page import Page
from directory.search.query import Question, QuestionError
from directory.search.records import records
from directory.search.sentence import ActiveFilter, Sentence
from directory.search.sorting import Sorting
from directory.understanding.reader import understand

BATCH_LISTINGS = 500


def find_listings(question: Question, *, version: Version, today: date) -> "Results":
    """The Results of a search at a models.Version, or later, on a day. Raises QuestionError."""
    index = current_index(version)
    if question.organization and f"organization:{question.organization}" not in index.bitmaps:
        raise QuestionError({"organization": _("We found no organization with that name.")})
    return Results(question, index, today)


class Results:
    """The results of a search, in parts.

    understanding  what the typed words mean
    place          the place of the search
    matches        the ids of the matching listings, and their distances
    sorting        the order of the matches
    page           the cards of one page
    sentence       the search and its results in words
    area_map       the map beside the list
    """

    def __init__(self, question: Question, index: Index, today: date):
        self.question, self.today = question, today
        self.understanding = understand(question.q, question.near, index.name_book)
        self.matches = Matches(question, self.understanding, index, today)
        self.place = self.matches.place
        self.sorting = Sorting(self.matches)
        self.page = Page(self.sorting)
        self.sentence = Sentence(self.matches)
        self.area_map = ResultsMap(self)

    @property
    def total(self) -> int:
        return self.matches.total

    def facet_groups(self) -> list[FacetGroup]:
        """The facets of the form, with counts."""
        return facet_groups(self.matches)

    @property
    def single_filters(self) -> list[ActiveFilter]:
        """alternatives.single_filters() of this search."""
        return alternatives.single_filters(self.matches, self.sentence)

    @property
    def in_whole_state(self) -> ActiveFilter | None:
        """alternatives.in_whole_state() of this search."""
        return alternatives.in_whole_state(self.matches)

    @cached_property
    def insurer_nobody_takes(self) -> alternatives.InsurerNobodyTakes | None:
        """alternatives.insurer_nobody_takes() of this search."""
        return alternatives.insurer_nobody_takes(self.matches)

    def all_records[T](self, kind: Hashable, make: Callable[[RecordRow], T]) -> Iterator[T]:
        """The record (see records.py) of every match, in order; BATCH_LISTINGS are asked for at a time."""
        for start in range(0, self.total, BATCH_LISTINGS):
            ids = self.sorting.ids(start, start + BATCH_LISTINGS)
            yield from records(self.matches.index, ids, kind, make).values()

    def last_changed[T](
        self,
        count: int,
        kind: Hashable,
        make: Callable[[RecordRow], T],
        size_of: Callable[[T], int],
        after: tuple[int, int] | None = None,
    ) -> tuple[list[T], tuple[int, int] | None]:
        """(records (see records.py) of the matches that changed last, latest first, and the end of the page)

        after  the end of the page before

        The end of a page is (version number, id) of its last listing; None where nothing comes after it.
        """
        index = self.matches.index
        ids = index.by_change(self.matches.ids, count + 1, after)
        end = (index.changed_at[ids[count - 1]], ids[count - 1]) if len(ids) > count else None
        return [*records(index, ids[:count], kind, make, size_of).values()], end
