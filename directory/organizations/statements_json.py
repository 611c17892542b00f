"""Statements that a program sends as JSON, read with the rules of an import."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.exchange.csv_formulas import escape_formulas_in_json
from directory.exchange.listing_csv import render_cell
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing import directory_csv
from directory.importing.directory_csv import StatementReader
from directory.importing.errors import RowError
from directory.importing.future_dates import drop_future_dates
from directory.importing.validation import validate_constraints, validate_statement
from directory.models import Clinic
from directory.publishing.snapshot import Snapshot
from directory.publishing.validation import validation_errors

# What a program cannot set: the organization, and what follows from the point.
READ_ONLY = ("organization", "point_source")
SEPARATOR = re.compile("[;,|]")  # of codes in a cell
WHOLE = (int,)
TYPES = {
    "text": (str,),
    "code": (str,),
    "codes": (list,),
    "yes_no": (bool,),
    "number": WHOLE,
    "dollars": WHOLE,
    "date": (str,),
    "point": (int, float),
    "records": (list,),
}


def parse(statements: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """(new values, errors) of statements by name, in the shapes of a snapshot. null means: not stated.

    errors  (statement, sentence) of everything that is wrong; "" where a rule is about several statements.
            The new values are to be used only where there is none.
    """
    errors: list[tuple[str, str]] = []
    cells = {}
    for name, value in statements.items():
        try:
            cells[name] = _cell(name, value)
            parsed = StatementReader({name: cells[name]}, as_it_stands=True).statement(name)
            if is_stated(parsed):
                validate_statement(name, parsed)
            elif value not in (None, "", []):  # such as “n/a”, which a sheet may say
                raise RowError(_type_sentence(STATEMENTS[name].kind))
        except RowError as error:
            errors.append((name, str(error)))
    if errors:
        return {}, errors
    values = StatementReader(cells, as_it_stands=True).content()
    if left_out := drop_future_dates(values, timezone.localdate())[1]:
        return {}, [("", str(sentence)) for sentence in left_out]
    if not values.get("name", "x").strip():
        errors.append(("name", _("A clinic needs a name.")))
    return values, errors


def rule_errors(content: Snapshot) -> list[tuple[str, str]]:
    """(statement, sentence) of each rule that a whole content breaks."""
    try:
        directory_csv.refuse_half_a_point(content)
        validate_constraints(Clinic, content)
    except RowError as error:
        return [("", str(error))]
    return validation_errors(content)


def _cell(name: str, value: Any) -> str:
    """The cell that the export would write for a value. Raises RowError for a value of another type."""
    if name not in STATEMENTS or name not in directory_csv.COLUMNS:
        raise RowError(_("There is no statement with this name."))
    if name in READ_ONLY:
        raise RowError(_("This can’t be changed here."))
    if value is None:
        return ""
    kind = STATEMENTS[name].kind
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "yes_no"):
        raise RowError(_type_sentence(kind))
    if kind == "codes":
        return ";".join(_codes(value))
    if kind == "records":
        return escape_formulas_in_json(json.dumps(value, ensure_ascii=False)) if value else ""
    if kind in ("number", "dollars", "code", "date"):
        return str(value)
    try:
        return render_cell(name, value)
    except OverflowError:  # a whole number of hundreds of digits, for degrees
        raise RowError(_type_sentence(kind)) from None


def _codes(value: Any) -> list[str]:
    if not all(isinstance(code, str) and not SEPARATOR.search(code) for code in value):
        raise RowError(_type_sentence("codes"))
    return value


def _type_sentence(kind):
    return {
        "text": _("Send a text, or null where it is not stated."),
        "code": _("Send one code as a text, or null where it is not stated."),
        "codes": _("Send a list of codes, or an empty list where it is not stated."),
        "yes_no": _("Send true or false, or null where it is not stated."),
        "number": _("Send a whole number, or null where it is not stated."),
        "dollars": _("Send whole dollars as a number, or null where it is not stated."),
        "date": _("Send a date as year-month-day, or null where it is not stated."),
        "point": _("Send degrees as a number, or null where it is not stated."),
        "records": _("Send a list of objects, or an empty list where it is not stated."),
    }[kind]
