"""Reads the cells of one row, column by column."""

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.text import excerpt, means_empty, normalize_cell, parse_text
from directory.exchange.cells.web_address import parse_web_address
from directory.exchange.cells.zip_and_state import parse_state, parse_zip_code
from directory.importing.errors import RowError
from directory.wording import values


class RowReader:
    """Reads the cells of one row, and collects concerns and corrections.

    cells   {column: text}
    """

    def __init__(self, cells):
        self.cells = cells
        self.concerns, self.corrections = [], []

    def cell_text(self, column):
        """The normalized cell of a column; "" if it is missing or means "empty"."""
        text = normalize_cell(self.cells.get(column, ""))
        return "" if means_empty(text) else text

    def contact_text(self, column):
        """The text of a column as in cell_text(), but also "" for “none” and “no”."""
        text = self.cell_text(column)
        return "" if means_empty(text, none_is_empty=True) else text

    def text(self, column, text=None):
        """The prose of a column, or the given text. Raises RowError."""
        parsed = self.parse(column, parse_text, self.cells.get(column, "") if text is None else text)
        self.corrections += parsed.corrections
        self.concerns += parsed.concerns
        return "" if means_empty(parsed.text) else parsed.text

    def state(self):
        return parse_state(self.cell_text("state"))

    def zip_code(self):
        return self.parse("zip", parse_zip_code, self.cell_text("zip"), self.state(), self.cell_text("zip4"))

    def phone(self):
        """The statements phone and phone_extension. A phone that cannot be dialed is left out."""
        stated = {"phone": "", "phone_extension": ""}
        text = self.contact_text("phone")
        if text and (phone := parse_phone(text)):
            stated = {"phone": phone.number, "phone_extension": phone.extension}
            if phone.remainder:
                self.corrections.append(first_phone_message(text, phone))
        elif text:
            self.concerns.append(
                _("The phone number “%s” cannot be dialed, so we left it out.") % excerpt(text)
            )
        return stated

    def website(self):
        """The web address of the row; "" where there is none, or where it is invalid."""
        text = (
            self.contact_text("website") and self.cells["website"].strip()
        )  # unnormalized: web addresses keep their own white space out
        address = parse_web_address(text)
        if address is None:
            self.concerns.append(
                _("The website “%s” is not a web address, so we left it out.") % excerpt(text)
            )
        return address or ""

    def parse(self, column, parser, text, *more):
        """The result of `parser` for a text. Raises RowError, with column and text, for its ParseError."""
        try:
            return parser(text, *more)
        except ParseError as why:
            raise cell_error(column, text, why) from None


def cell_error(column, text, why):
    """The RowError of a cell that cannot be parsed."""
    return RowError(
        _("Column “%(name)s” says “%(said)s”. %(advice)s")
        % {"name": column, "said": excerpt(text), "advice": why}
    )


def first_phone_message(text, phone):
    """The sentence for a cell with several phones of which only the first was used."""
    return _("We used only %(number)s from the phone “%(said)s”.") % {
        "said": excerpt(text),
        "number": values.phone(phone.number, phone.extension),
    }
