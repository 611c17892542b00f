"""The version of the directory that a page is answered from, and `?at=NUMBER`, with which it waits for one.

index/keeper.py keeps a moment of the directory in memory, and registers here, below it. Where no keeper runs,
as in tests, commands and the shell, the version is read from the database by one query.
"""

from typing import Protocol

from django.http import HttpRequest

from directory.models import Version

PARAMETER = "at"
MAX_DIGITS = 18  # of a number that fits into the column of Version


class Keeper(Protocol):
    """What index/keeper.py has for the pages."""

    def version_at_hand(self) -> Version | None: ...

    def wait_for(self, number: int) -> None: ...


_keeper: Keeper | None = None


def answer_from(keeper: Keeper | None) -> None:
    """Answer pages from what a keeper has at hand; None: from the database again."""
    global _keeper
    _keeper = keeper


def version_at_hand() -> Version | None:
    """The version of the moment in memory, without a query; None where no keeper runs, or none is loaded."""
    return _keeper.version_at_hand() if _keeper else None


def version_for(request: HttpRequest) -> Version:
    """The version to answer a request with.

    An address that came with `?at=NUMBER` (see take_number) has waited for it, at most 200 ms.
    """
    number = take_number(request)
    if number is not None and _keeper:
        _keeper.wait_for(number)
    return version_at_hand() or Version.now()


def take_number(request: HttpRequest) -> int | None:
    """Take `?at=NUMBER` out of the address of a request, so that no view, link or feed repeats it.

    returns  the number; None if there is none, or something else than a number
    """
    if PARAMETER not in request.GET:
        return None
    parameters = request.GET.copy()
    typed = parameters.pop(PARAMETER)[-1]
    request.GET = parameters
    request.META["QUERY_STRING"] = parameters.urlencode()
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= MAX_DIGITS
    return int(typed) if is_number else None
