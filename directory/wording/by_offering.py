"""A flat statement by offering: what it is for each, where it is not the same for all of a clinic."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.offerings import CLINIC_STATEMENTS, DEFAULTED_PARTS, effective_offerings
from directory.facts.statements import is_stated
from directory.wording.formats import day, dollars, join_labels, price_range
from directory.wording.offerings import ROWS, ROWS_BY_NAME, offering_names, part_words, warned_codes
from directory.wording.safety_warnings import WARNINGS_BY_STATEMENT, WarnedValue
from directory.wording.values import code_labels

# Row of the spine → the keys of an EffectiveOffering that it shows. The route names the offering itself.
KEYS = {
    "session_price": ("session_low", "session_high"),
    "course_price": ("course_price",),
    "month_price": ("month_price",),
    "insurance": ("insurance",),
    **{row.name: row.parts for row in ROWS if row.parts[0] in DEFAULTED_PARTS and row.name != "route"},
}
PRICE_ROWS = ("session_price", "course_price", "month_price")


class NamedOffering(NamedTuple):
    """An offering that the clinic states. record: as published. effective: an EffectiveOffering."""

    name: str
    record: dict
    effective: Any


class ByOffering(NamedTuple):
    """A row of the spine of a clinic with offerings.

    lines              the value that all share, else each with its offerings: `IV, mood: 40 minutes`
    unassigned         lines of the clinic itself that hold for none of its offerings
    warned             the WarnedValues of both, which are in no line
    is_split           False if all offerings share the value
    detail             the date of a price that all share
    unassigned_warned  the WarnedValues of the clinic itself that hold for none of its offerings
    """

    lines: list[str]
    unassigned: list[str]
    warned: tuple[WarnedValue, ...]
    is_split: bool
    detail: str = ""
    unassigned_warned: tuple[WarnedValue, ...] = ()


def content_of(listing):
    """What effective_offerings() reads of a listing or a CardRow: its own values and its offerings."""
    own = {name: listing.defaults.get(name, getattr(listing, name)) for name in CLINIC_STATEMENTS}
    return {**own, "offerings": listing.offerings}


def named_offerings(listing):
    """The NamedOfferings of a listing or a CardRow; [] for a clinic with one way of working."""
    return _named_offerings(listing, content_of(listing)) if listing.offerings else []


def _named_offerings(listing, content):
    effective = effective_offerings(content)[: len(listing.offerings)]
    names = offering_names(listing.offerings)
    return [NamedOffering(*one) for one in zip(names, listing.offerings, effective, strict=True)]


class Offered:
    """What a listing or a CardRow says for each of its offerings, row by row; made once for many rows.

    It does not see what is changed in the listing afterwards.
    """

    def __init__(self, listing):
        self.offerings = []
        self._rows = {}
        if listing.offerings:
            content = content_of(listing)
            self.offerings = _named_offerings(listing, content)
            self._own = effective_offerings({**content, "offerings": [], "route": []})[0]

    def row(self, name):
        """The ByOffering of a row of the spine; None without offerings, and for what no offering has."""
        if not self.offerings or name not in KEYS:
            return None
        if name not in self._rows:
            self._rows[name] = _by_offering(self.offerings, self._own, name)
        return self._rows[name]


def by_offering(listing, name):
    """Offered.row() of a listing or a CardRow, where one row alone is asked for."""
    return Offered(listing).row(name) if listing.offerings and name in KEYS else None


def _by_offering(offerings, own, name):
    """The ByOffering of a row of KEYS. own: what the clinic says of itself, as an EffectiveOffering."""
    values = [_value(one.effective, name) for one in offerings]
    own_value = _value(own, name)
    if all(value == values[0] for value in values) and own_value in (None, values[0]):
        first = offerings[0].effective
        return ByOffering(
            _lines([_words(first, name)]), [], _warned(name, offerings, None), False, _as_of(first, name)
        )
    rest = None if own_value is None or own_value in values else _rest(own, offerings, name)
    return ByOffering(
        _lines_by_offering(offerings, name),
        [not_said_for_which(words) for words in _lines([words_of_row(rest, name) if rest else ""])],
        _warned(name, offerings, rest),
        is_split=True,
        unassigned_warned=_warned(name, [], rest),
    )


def _lines_by_offering(offerings, name):
    """`IV, mood; shot, mood: 40 minutes`: offerings with the same value share a line."""
    names_by_words = {}
    for one in offerings:
        names_by_words.setdefault(words_of_row(one.effective, name), []).append(one.name)
    return [
        _("%(offerings)s: %(words)s") % {"offerings": "; ".join(names), "words": words}
        for words, names in names_by_words.items()
        if words
    ]


def price_of_no_offering(listing, name, lines):
    """The lines of a price, which of a clinic with several routes and no offerings is not said for which."""
    if name in PRICE_ROWS and len(listing.route) > 1:
        return [not_said_for_which(line) for line in lines]
    return lines


def not_said_for_which(words):
    return _("%(words)s. The clinic does not say for which treatment.") % {"words": words}


def _value(offering, name):
    """The comparable value of a row; None where it is not stated."""
    values = [offering[key] for key in KEYS[name]]
    if not any(is_stated(value) for value in values):
        return None
    if name in PRICE_ROWS:
        values.append(str(offering["prices_as_of"]))
    return [sorted(value) if isinstance(value, list) and name != "insurers" else value for value in values]


def _rest(own, offerings, name):
    """The clinic itself, with the codes alone that no offering has; None where nothing is left."""
    if not isinstance(own[KEYS[name][0]], list) or name == "insurers":
        return own
    codes = [code for code in own[name] if not any(code in one.effective[name] for one in offerings)]
    return {**own, name: codes} if codes else None


def _words(offering, name):
    """The value of a row in one line, without codes that carry a warning; "" where it is not stated."""
    if name == "session_price":
        return price_range(offering["session_low"], offering["session_high"])
    if name in PRICE_ROWS:
        return "" if offering[name] is None else dollars(offering[name])
    if name == "insurance":
        labels = code_labels("insurance", get_language())
        return join_labels([label for code, label in labels.items() if code in offering["insurance"]])
    return part_words(offering, ROWS_BY_NAME[name])


def words_of_row(offering, name):
    """The value of a row of KEYS in one line, with the date of a price; "" where it is not stated."""
    words, as_of = _words(offering, name), _as_of(offering, name)
    return _("%(words)s, %(as_of)s") % {"words": words, "as_of": as_of} if words and as_of else words


def _as_of(offering, name):
    if name not in PRICE_ROWS or not offering["prices_as_of"] or _value(offering, name) is None:
        return ""
    return _("as of %(day)s") % {"day": day(offering["prices_as_of"])}


def _lines(words: Iterable[str]):
    return [text for text in words if text]


def _warned(name, offerings, rest):
    """The WarnedValues of a row, each with the offerings that have it where not all have."""
    if name not in WARNINGS_BY_STATEMENT or name not in ROWS_BY_NAME:
        return ()
    row, labels = ROWS_BY_NAME[name], code_labels(name, get_language())
    names_by_code = {code: [] for code in WARNINGS_BY_STATEMENT[name]}
    for one in offerings:
        for code in warned_codes(one.effective, row):
            names_by_code[code].append(one.name)
    for code in warned_codes(rest, row) if rest else ():
        names_by_code[code].append(_("the clinic does not say for which treatment"))
    return tuple(
        WarnedValue(
            labels[code],
            WARNINGS_BY_STATEMENT[name][code],
            "" if len(names) == len(offerings) and not rest else "; ".join(names),
        )
        for code, names in names_by_code.items()
        if names
    )
