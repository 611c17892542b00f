"""ZIP codes by the digits that they begin with: for suggestions."""

from bisect import bisect_left

from directory.places.gazetteer import gazetteer
from directory.places.place import Place

DIGITS = 5
MIN_DIGITS = 3  # two digits are a tenth of the country


def zip_codes_beginning_with(digits: str, limit: int) -> list[Place]:
    """The first ZIP codes, in order, that begin with three to five digits; [] for fewer or more."""
    if not MIN_DIGITS <= len(digits) <= DIGITS:
        return []
    codes, size = gazetteer().zip_codes, 10 ** (DIGITS - len(digits))
    first, end = (bisect_left(codes, number * size) for number in (int(digits), int(digits) + 1))
    places = (gazetteer().zip_place(f"{code:05}") for code in codes[first : min(end, first + limit)])
    return [place for place in places if place]
