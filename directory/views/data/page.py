"""The page about the data: what there is, how to read it, how to keep in step, the license, every column."""

from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from directory.exchange.columns import COLUMNS
from directory.facts import terms
from directory.facts.about_me import ABOUT_ME
from directory.facts.facets import FACETS
from directory.facts.fields import Part
from directory.search.query import FIELDS, ORDERS
from directory.views.data.addresses import GROUPS
from directory.views.data.examples import EXAMPLES
from directory.web import ready
from directory.web.open_data import open_data
from directory.web.public_page import public_page
from directory.wording.safety_warnings import warned_values

CELL_FORMATS = {
    "text": _("Text"),
    "code": _("One code"),
    "codes": _("Codes, divided by “;”"),
    "yes_no": _("“yes” or “no”"),
    "number": _("A whole number"),
    "dollars": _("Whole US dollars"),
    "date": _("A day, such as 2026-11-22"),
    "point": _("Degrees, with a point: 39.7392"),
    "records": _("A list in JSON"),
    "timestamp": _("A moment in UTC, such as 2026-11-22T14:03:11Z"),
    "evidence": _("An object in JSON"),
}
PART_FORMATS = {  # in the JSON of a record
    "text": _("Text"),
    "code": _("One code"),
    "codes": _("A list of codes"),
    "yes_no": _("true, false or null"),
    "number": _("A whole number"),
    "dollars": _("Whole US dollars"),
    "date": _("A day, such as “2026-11-22”"),
    "time": _("A time of 24 hours, such as “09:00”"),
    "records": _("A list of entries"),
}
PARAMETER_LABELS = {  # those that are no facets
    "q": _("Words"),
    "near": _("A ZIP code, a town and state, or “latitude,longitude”"),
    "within": _("Miles from there, 1 to 500"),
    "organization": _("The address of an organization"),
    "order": _("How results are sorted"),
    "page": _("The page"),
    "me": _("What you have, take or need: listings that say they do not take it are left out"),
}
# (code, label) of those that are no facet and have codes.
CODES_OF_PARAMETERS = {"order": ORDERS, "me": [(code, one.label) for code, one in ABOUT_ME.items()]}


@open_data
@public_page
def data(request, *, version, today):
    context = {
        "addresses": ready.part("directory/data/addresses.html", today, _addresses_context).html,
        "examples": [example.at(settings.SITE_URL) for example in EXAMPLES],
        "terms": terms.SENTENCES,
        "edition": terms.EDITION,
        "number": version,
        # Claims beside the codes end on a day.
        "columns": ready.part("directory/data/columns.html", today, _columns_context).html,
    }
    return render(request, "directory/data/page.html", context)


def _addresses_context():
    return {"groups": GROUPS, "parameters": list(parameters())}


def _columns_context():
    sections = [
        (title, [(column, CELL_FORMATS[column.kind], explained_parts(column.parts)) for column in columns])
        for title, columns in groupby(COLUMNS, key=lambda column: column.section)
    ]
    return {"sections": sections}


class ExplainedPart(NamedTuple):
    part: Part
    format: str
    warned: tuple  # WarnedValues of its codes
    parts: list  # ExplainedParts of the records in it


def explained_parts(parts):
    """An ExplainedPart for each part of a record."""
    return [
        ExplainedPart(
            part,
            PART_FORMATS[part.kind],
            warned_values(part.name, [code for code, _label in part.choices]),
            explained_parts(part.parts),
        )
        for part in parts
    ]


class Parameter(NamedTuple):
    name: str
    label: str
    codes: list  # (code, label)


def parameters():
    """A Parameter for each name that the query string of a list of listings may have."""
    for name in FIELDS:
        if name in PARAMETER_LABELS:
            yield Parameter(name, PARAMETER_LABELS[name], CODES_OF_PARAMETERS.get(name, ()))
        else:
            yield Parameter(name, FACETS[name].label, FACETS[name].labels.items())
