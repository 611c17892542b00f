"""Parses an entry of a page of the FindTreatment.gov API.

{"rows": [{"frid", "name1", …, "services": [{"f1", "f2", "f3"}]}]}: `f2` is the code of a group of services,
`f3` their names, divided by "; ". exchange/samhsa_codes.py has the services that are read. Not used: other
languages (the API does not say who speaks them), "Children/adolescents" (two groups in one), "Services for
the deaf and hard of hearing" (unspecified), tests on offer (not everyone gets them), settings (of the
facility, not of ketamine).
"""

from django.utils.translation import gettext as _

from directory.exchange.samhsa_codes import READ_STATEMENTS, read_service
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import SourceLicense
from directory.importing.errors import RowError
from directory.importing.facility import FACILITY, parse_facility
from directory.importing.json_rows import text_value
from directory.importing.validation import validate_text

SOURCE = "FindTreatment.gov (SAMHSA)"
LICENSE = SourceLicense.PUBLIC_DOMAIN  # a work of the US government: 17 U.S.C. 105
NOT_THE_FACILITY = ("_irow", "frid", "miles")  # position, key, distance


def parse_row(cells):
    """The ParsedRow of one entry. Raises RowError."""
    frid = text_value(cells, "frid")
    if not frid:
        raise RowError(_("“frid”, the key of the facility, is missing."))
    validate_text("“frid”", frid)
    return parse_facility(
        f"findtreatment:{frid}",
        {name: text_value(cells, name) for name in FACILITY},
        name=(text_value(cells, "name1"), text_value(cells, "name2")),
        duplicate_key=repr(
            sorted((name, value) for name, value in cells.items() if name not in NOT_THE_FACILITY)
        ),
        **parse_services(cells.get("services")),
    )


def parse_services(groups):
    """{"route": ["iv"], "payment": […], …}, each in the order of its vocabulary. Raises RowError."""
    codes_by_statement = {name: set() for name in READ_STATEMENTS}
    if not isinstance(groups, list | None):
        raise RowError(_("“services” is not a list."))
    for group in groups or []:
        if not isinstance(group, dict):
            raise RowError(_("A service is not an object with f1, f2 and f3."))
        code = text_value(group, "f2")
        for name in text_value(group, "f3").split(";"):
            if service := read_service(code, name.strip()):
                codes_by_statement[service.statement].add(service.value)
    return {name: in_vocabulary_order(name, codes) for name, codes in codes_by_statement.items()}


def in_vocabulary_order(name, codes):
    return [code for code in STATEMENTS[name].labels if code in codes]
