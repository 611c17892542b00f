"""Parses a cell that holds records, such as people or offerings: a list in JSON, one object for each."""

import json
from typing import Any

from django.utils.translation import gettext as _

from directory.exchange.cells.dates import parse_date
from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.numbers import parse_dollars, parse_whole_number, parse_yes_no
from directory.exchange.cells.text import excerpt
from directory.exchange.cells.time_of_day import parse_time_of_day
from directory.facts.fields import empty_value, is_time
from directory.facts.offerings import UNION_STATEMENTS
from directory.facts.spine import STATEMENTS
from directory.importing.errors import RowError
from directory.importing.validation import capitalize, codes_allowed, entry_place, part_place, validate_code

# Names of parts in exports of version 0.1.0 → names now.
FORMER_PART_NAMES = {
    "licence": "license",
    "licence_number": "license_number",
    "licence_state": "license_state",
}
CURLY = dict.fromkeys(map(ord, "“”„‟"), '"')
EXAMPLES = {"offerings": '[{"route": "iv"}, {"route": "im"}]', "insurers": '[{"payer": "aetna"}]'}


def parse_records(name, cell):
    """The records of a cell, with every part in its order; a missing part is not stated. Raises RowError."""
    return _records_of(name, _parse_json(name, cell)) if cell else []


def parse_offerings(cell):
    """(records, {statement: value}) of the cell of `offerings`. Raises RowError.

    The second is what the clinic itself says, where the column of the statement holds more: the union with
    what the offerings say. A cell that is a list says none of it.
    """
    given = _parse_json("offerings", cell) if cell else []
    if not isinstance(given, dict) or not {"offerings", "otherwise"} & set(given):
        return _records_of("offerings", given), {}
    place = _("column “%s”") % "offerings"
    for key in given:
        validate_code(place, key, dict.fromkeys(("offerings", "otherwise"), ""))
    return _records_of("offerings", given.get("offerings", [])), _otherwise(given.get("otherwise") or {})


def _otherwise(given):
    place = part_place(_("column “%s”") % "offerings", "otherwise")
    if not isinstance(given, dict):
        raise RowError(
            _('%(place)s says “%(said)s”. Write an object in JSON, for example {"route": ["iv"]}.')
            % {"place": capitalize(place), "said": excerpt(given)}
        )
    for name in given:
        validate_code(place, name, dict.fromkeys(UNION_STATEMENTS, ""))
    own = {}
    for name, value in given.items():
        labels, place_of_value = STATEMENTS[name].labels, part_place(place, name)
        codes = _codes(place_of_value, labels, value)
        for code in codes:
            validate_code(place_of_value, code, labels)
        own[name] = codes
    return own


def _parse_json(name, cell):
    if '"' not in cell:  # a program for text has made the quotation marks curly
        cell = cell.translate(CURLY)
    try:
        return json.loads(cell, parse_constant=_refuse_constant, object_pairs_hook=_without_repeated_keys)
    except (ValueError, RecursionError):
        raise _not_json(name) from None


def _refuse_constant(name):
    """Refuses NaN and Infinity, which json would accept."""
    raise ValueError(name)


def _without_repeated_keys(pairs):
    if len({key for key, _value in pairs}) < len(pairs):
        raise ValueError("repeated key")
    return dict(pairs)


def _not_json(name):
    return RowError(
        _("Column “%(name)s” is not JSON of the form %(example)s. The page “The data” shows its parts.")
        % {"name": name, "example": EXAMPLES.get(name, '[{"…": "…"}]')}
    )


def _records_of(name, given):
    """The records of a list in JSON, or of one object, which stands for a list of one."""
    rows = [given] if isinstance(given, dict) else given
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _not_json(name)
    return _records(_("column “%s”") % name, STATEMENTS[name].parts, rows)


def _records(place, parts, rows):
    return [_record(entry_place(place, number), parts, row) for number, row in enumerate(rows, start=1)]


def _record(place, parts, row):
    row = {FORMER_PART_NAMES.get(key, key): value for key, value in row.items()}
    names = {part.name: part.label for part in parts}
    for key in row:
        validate_code(place, key, names)
    return {part.name: _part(part_place(place, part.name), part, row.get(part.name)) for part in parts}


def _part(place, part, given):
    """The value of one part of a record. Raises RowError for one of another kind."""
    if given is None or given == "":
        return empty_value(part)
    if part.kind == "records" and isinstance(given, list) and all(isinstance(row, dict) for row in given):
        return _records(place, part.parts, given)
    if part.kind == "codes":
        return _codes(place, dict(part.choices), given)
    if part.kind in ("code", "text"):
        if isinstance(given, str):
            return given
        if part.kind == "code" and isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
            return given[0]
    elif part.kind in PARSERS and not isinstance(given, (list, dict)):
        return _scalar(place, part, given)
    raise _of_another_kind(place, part, given)


def _codes(place, labels, given):
    """Several codes, as a list or divided by ";", in the order of the vocabulary."""
    codes = [one.strip() for one in given.split(";") if one.strip()] if isinstance(given, str) else given
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise RowError(
            _("%(place)s says “%(said)s”. Write a list of codes. Allowed: %(allowed)s.")
            % {"place": capitalize(place), "said": excerpt(given), "allowed": codes_allowed(labels)}
        )
    order = list(labels)
    return sorted(dict.fromkeys(codes), key=order.index if set(codes) <= set(order) else None)


def _scalar(place, part, given: Any):
    """A number, dollars, yes or no, a day or a time, as JSON has it or as people write it in a cell."""
    expected = int if part.kind in ("number", "dollars") else bool if part.kind == "yes_no" else str
    if type(given) is expected and expected is not str:  # type(): True is no number
        if expected is int and given < 0:
            raise _of_another_kind(place, part, given)
        return given
    if isinstance(given, bool) or (isinstance(given, int | float) and expected is not int):
        raise _of_another_kind(place, part, given)
    try:
        return PARSERS[part.kind](str(given))
    except ParseError as advice:
        raise RowError(
            _("%(place)s says “%(said)s”. %(advice)s")
            % {"place": capitalize(place), "said": excerpt(given), "advice": advice}
        ) from None


def _parse_time(text):
    """`09:00` of `09:00` or `9 AM`. Raises ParseError for what may be morning or evening, too."""
    typed = None if is_time(text) else parse_time_of_day(text)
    if typed and not typed.is_half_stated:
        raise ParseError(_("Add AM or PM to this time, for example 9 AM or 5:30 PM."))
    return typed.time if typed else text


PARSERS = {
    "number": parse_whole_number,
    "dollars": parse_dollars,
    "yes_no": parse_yes_no,
    "date": parse_date,
    "time": _parse_time,
}


def _of_another_kind(place, part, given):
    values = {
        "place": capitalize(place),
        "said": excerpt(given),
        "allowed": codes_allowed(dict(part.choices)),
    }
    sentences = {
        "text": _("%(place)s says “%(said)s”. Write words between quotation marks."),
        "code": _("%(place)s says “%(said)s”. Write one code. Allowed: %(allowed)s."),
        "number": _("%(place)s says “%(said)s”. Enter a whole number, for example 6."),
        "dollars": _("%(place)s says “%(said)s”. Write whole dollars, for example 450."),
        "yes_no": _("%(place)s says “%(said)s”. Write yes or no, or leave it out where it is not stated."),
        "date": _("%(place)s says “%(said)s”. Enter a date as year-month-day, for example 2026-11-22."),
        "time": _("%(place)s says “%(said)s”. Enter a time, for example 9 AM or 5:30 PM."),
        "records": _("%(place)s says “%(said)s”. Write a list in JSON, one object for each entry."),
    }
    return RowError(sentences[part.kind] % values)
