"""What a person has, takes or needs, that a clinic may say no to: codes of facts/about_me.py. Pure.

A notebook stores them as `about_me`. They go into the address of a search only by a link that the person
presses.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from checklist.book import Book
from directory.facts.about_me import ABOUT_ME


def get(book: Book) -> list[str]:
    """The stored codes, in the order in which they are asked."""
    return [code for code in book.get("about_me", []) if code in ABOUT_ME]


def validated(codes: Iterable[str]) -> list[str]:
    """Known codes, each once, in the order in which they are asked; others are left out."""
    chosen = set(codes)
    return [code for code in ABOUT_ME if code in chosen]


def save(book: Book, codes: Iterable[str]) -> None:
    """Store codes in place of the earlier ones."""
    ordered = validated(codes)
    if ordered:
        book["about_me"] = ordered
    else:
        book.pop("about_me", None)


def search_query(book: Book) -> str:
    """The query string of a search that leaves out clinics that say no: `?me=bipolar&me=insurer-aetna`."""
    return f"?{urlencode([('me', code) for code in get(book)])}"
