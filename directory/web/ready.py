"""Parts of pages that are the same for every reader: rendered once from a template, kept, with holes to fill.

    card = ready.part("components/card.html", (listing.pk, version, today), lambda: {"name": listing.name})
    card.fill(miles="6 miles")       # safe text; what is filled in is escaped

In the template, `{% hole miles %}` is a place that differs: it is left open where the variable `miles` is
not known. Inside a page, `{% ready a b %}…{% endready %}` keeps what stands between: it sees the variables
`a` and `b` and no other, and `{% hole c %}` in it is filled with the variable `c` of the page.

A part is kept under the name of its template, the language, and a key. The key must hold whatever else the
part depends on, such as the version of a listing and the day, and never what tells who asked: typed text,
`me`, a position, selected clinics.
"""

import html
import re
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import chain
from typing import Any

from django.template import loader
from django.utils.html import conditional_escape, format_html
from django.utils.translation import get_language

MAX_BYTES = 24_000_000  # of a process: some 4,000 cards, or 500 listings

_keeps: ContextVar[bool] = ContextVar("whether what is made is kept", default=True)

# What `{% hole %}` leaves in a rendered part. Templates escape text, so no text of anybody can hold one.
MARK = '<hole name="{}">'
_MARKS = re.compile(MARK.format('([^"<>]*)'))


class Part:
    """Rendered HTML with holes.

    holes  their names, in order; a name may stand several times
    size   bytes of memory
    """

    __slots__ = ("_texts", "_whole", "holes", "size")

    def __init__(self, rendered: str):
        """rendered: a template with the marks of its holes."""
        pieces = _MARKS.split(rendered)
        self.holes = tuple(pieces[1::2])
        # A part without a hole stays what Django rendered, and knows as safe.
        self._whole, self._texts = rendered, tuple(pieces[::2] if self.holes else ())
        if self.holes:
            self._whole = ""
        self.size = sum(map(sys.getsizeof, (self._whole, self._texts, *self._texts)))

    def fill(self, **values: object) -> str:
        """The HTML with a value in each hole, as safe text; values that are not safe are escaped.

        Raises KeyError if a hole has no value.
        """
        return self.fill_in_order([values[name] for name in self.holes])

    def fill_in_order(self, values: Iterable[object]) -> str:
        """fill() with the values in the order of `holes`."""
        return format_html("{}", _Filled(self._texts, values)) if self.holes else self._whole

    @property
    def html(self) -> str:
        """The HTML of a part that has no holes."""
        return self.fill()

    def around_number(self, number: int) -> str:
        """What fill_numbers() joins: the text of a part with one hole, and a number in it."""
        before, after = self._texts
        return f"{before}{number:d}{after}"


class _Filled:
    """Texts with a value after each but the last, as format_html() takes them."""

    def __init__(self, texts, values):
        self.texts, self.values = texts, values

    def __html__(self):
        filled = map(_escaped, self.values)
        return "".join([*chain.from_iterable(zip(self.texts[:-1], filled, strict=True)), self.texts[-1]])


def _escaped(value):
    """conditional_escape() of what is filled in, without its care for lazy text: a page has hundreds."""
    if type(value) is int:
        return str(value)
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def fill_numbers(parts: Iterable[Part], numbers: Iterable[int]) -> str:
    """Parts with one hole each, filled with a number, one after the other: for long lists. Safe text."""
    return format_html("{}", _Numbered(parts, numbers))


class _Numbered:
    def __init__(self, parts, numbers):
        self.parts, self.numbers = parts, numbers

    def __html__(self):
        return "".join(map(Part.around_number, self.parts, self.numbers))


class Store:
    """Values by key, at most so many bytes of them; safe to use from several threads.

    A value that is asked for a second time moves from the first segment into the second, and each segment
    drops what was asked for longest ago (a segmented LRU). So a program that asks for everything once, as a
    crawler does, drops only what was asked for once, and not what many ask for.
    """

    FIRST = 0.25  # of the bytes are for values that were asked for once

    def __init__(self, max_bytes: int):
        self.max_bytes = max_bytes
        self._first, self._second = _Segment(), _Segment()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes of the values now."""
        return self._first.size + self._second.size

    def __len__(self) -> int:
        return len(self._first.values) + len(self._second.values)

    def __iter__(self) -> Iterator[Hashable]:
        """The keys now."""
        with self._lock:
            return iter([*self._first.values, *self._second.values])

    def get(self, key: Hashable) -> object | None:
        """The value of a key, or None."""
        with self._lock:
            if key in self._second.values:
                self._second.values.move_to_end(key)
                return self._second.values[key][0]
            if key not in self._first.values:
                return None
            value, size = self._first.pop(key)
            self._second.add(key, value, size)
            while self._second.size > self.max_bytes * (1 - self.FIRST):
                self._first.add(*self._second.pop_oldest())
            self._first.shrink(self.max_bytes - self._second.size)
            return value

    def put(self, key: Hashable, value: object, size: int) -> None:
        """Keep a value of so many bytes; one that is larger than the first segment is not kept."""
        if not keeps():
            return
        with self._lock:
            for segment in (self._first, self._second):
                if key in segment.values:
                    segment.pop(key)
            if size <= self.max_bytes * self.FIRST:
                self._first.add(key, value, size)
                self._first.shrink(self.max_bytes - self._second.size)

    def clear(self) -> None:
        with self._lock:
            self._first, self._second = _Segment(), _Segment()


class _Segment:
    """Keys in the order in which they were asked for, with their values and sizes."""

    def __init__(self):
        self.values, self.size = OrderedDict(), 0

    def add(self, key, value, size):
        self.values[key] = value, size
        self.size += size

    def pop(self, key):
        value, size = self.values.pop(key)
        self.size -= size
        return value, size

    def pop_oldest(self):
        key, (value, size) = self.values.popitem(last=False)
        self.size -= size
        return key, value, size

    def shrink(self, max_bytes):
        while self.size > max_bytes:
            self.pop_oldest()


@contextmanager
def keeping_nothing() -> Iterator[None]:
    """Keep nothing that is made inside: a database that lags behind may say less than the keys do."""
    token = _keeps.set(False)
    try:
        yield
    finally:
        _keeps.reset(token)


def keeps() -> bool:
    """False inside keeping_nothing()."""
    return _keeps.get()


PARTS = Store(MAX_BYTES)
ENTRY_BYTES = 400  # of a key, an entry of a dictionary and the object of a part


def kept[T](
    key: Hashable, make: Callable[[], T], size_of: Callable[[T], int], language: str | None = None
) -> T:
    """The value kept under a key and the active language; else what `make` returns, which is then kept.

    language  the active one, for callers that ask many times
    """
    key = key, language or get_language()
    value = PARTS.get(key)
    if value is None:
        value = make()
        PARTS.put(key, value, size_of(value) + ENTRY_BYTES)
    return value


def at_hand(keys: Iterable[Hashable]) -> list[Any]:
    """What is kept under each key and the active language; None for nothing."""
    language = get_language()
    return [PARTS.get((key, language)) for key in keys]


def part(template: str, key: Hashable, context: Callable[[], dict], language: str | None = None) -> Part:
    """The Part of a template, rendered with what `context` returns unless one is kept under `key`.

    template  a name such as `components/result_card.html#head`
    language  as for kept()
    """
    return kept((template, key), lambda: Part(_template(template).render(context())), size_of_part, language)


def size_of_part(part: Part) -> int:
    return part.size


@cache
def _template(name):
    return loader.get_template(name)


def join(pieces: Iterable[object]) -> str:
    """Pieces of HTML one after the other, as safe text; those that are not safe are escaped."""
    return format_html("{}", _Joined(pieces))


class _Joined:
    def __init__(self, pieces):
        self.pieces = pieces

    def __html__(self):
        return "".join([conditional_escape(piece) for piece in self.pieces])
