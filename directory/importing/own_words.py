"""The clinic's own words (`about`) in a row of a file that may leave them out.

A file that anyone may download has no own words of a clinic that has not agreed to give them out as data. An
empty cell there says nothing, and must not delete the words.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.facts.terms import OWN_WORDS
from directory.importing.rows import ParsedRow

WORDS_STAY = _(
    "Column “about” is empty, but a file may leave it out for a clinic that has not accepted the terms. The "
    "words stay as they are."
)


def may_be_withheld(cells: Mapping[str, str], content: Mapping[str, Any], *, is_sheet: bool) -> bool:
    """True if a row has no own words, and a file that anyone may download would leave them out.

    Such a file may leave them out wherever it names no terms: beside the license of a source, too, as the
    clinic may have stated its words itself. Version 0 was never published. Older releases, whose files lack
    these columns and `id`, left nothing out.

    is_sheet  the row is of an organization's sheet, of which a member may have kept `id` and little else
    """
    if content.get(OWN_WORDS) != "" or _cell(cells, "version") == "0":
        return False
    names_its_clinic = bool(_cell(cells, "id") or _cell(cells, "slug"))
    is_of_today = "terms" in cells or "source_license" in cells or ("id" in cells and not is_sheet)
    return names_its_clinic and is_of_today and not _cell(cells, "terms")


def without_withheld(stated: Mapping[str, Any], parsed: ParsedRow) -> dict[str, Any]:
    """The statements of a ParsedRow about a clinic that exists, without words that it may have left out."""
    return {name: value for name, value in stated.items() if not (parsed.is_withheld and name == OWN_WORDS)}


def _cell(cells, name):
    return cells.get(name, "").strip()
