"""Parses an entry of a page of the FindTreatment.gov API.

{"rows": [{"frid", "name1", …, "services": [{"f1", "f2", "f3"}]}]}: `f2` is the code of a group of services,
`f3` their names, divided by "; ". Only services with the same meaning as a code of ours are used. Not used:
other languages (the API does not say who speaks them), "Children/adolescents" (two groups in one), "Services
for the deaf and hard of hearing" (unspecified), tests on offer (not everyone gets them), settings (of the
facility, not of ketamine).
"""

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.importing.errors import RowError
from directory.importing.facility import FACILITY, parse_facility
from directory.importing.json_rows import text_value

SOURCE = "FindTreatment.gov (SAMHSA)"
KETAMINE_INFUSION = ("KIT", "Ketamine Infusion Therapy")  # SAMHSA's code in f2, and its name in f3

MEANINGS = {
    "PAY": {
        "Cash or self-payment": ("payment", v.Payment.SELF_PAY),
        "Private health insurance": ("insurance", v.Insurance.COMMERCIAL),
        "Medicare": ("insurance", v.Insurance.MEDICARE),
        "Medicaid": ("insurance", v.Insurance.MEDICAID),
        "Military insurance (e.g., TRICARE)": ("insurance", v.Insurance.TRICARE_VA),
        "U.S. Department of VA funds": ("insurance", v.Insurance.TRICARE_VA),
    },
    "PYAS": {
        "Sliding fee scale (fee is based on income and other factors)": ("payment", v.Payment.SLIDING_SCALE),
    },
    "AGE": {
        "Adults": ("populations", v.Population.ADULTS),
        "Seniors (65 or older)": ("populations", v.Population.OLDER_ADULTS),
    },
    "SG": {
        "Adolescents": ("populations", v.Population.ADOLESCENTS),
        "Seniors or older adults": ("populations", v.Population.OLDER_ADULTS),
        "Veterans": ("populations", v.Population.VETERANS),
        "Pregnant/postpartum women": ("populations", v.Population.PERINATAL),
        "Lesbian, gay, bisexual, or transgender (LGBT) clients": (
            "populations",
            v.Population.LGBTQ_AFFIRMING,
        ),
    },
    "TAP": {
        "Cognitive behavioral therapy": ("modality", v.Modality.CBT),
        "Dialectical behavior therapy": ("modality", v.Modality.DBT),
        "Motivational interviewing": ("modality", v.Modality.MOTIVATIONAL),
        "Group therapy": ("modality", v.Modality.GROUP),
        "Couples/family therapy": ("modality", v.Modality.FAMILY_COUPLES),
    },
    "AS": {"Consumer-run (peer-support) services": ("modality", v.Modality.PEER_SUPPORT)},
}
CODED = ("route", "payment", "insurance", "populations", "modality")
NOT_THE_FACILITY = ("_irow", "frid", "miles")  # position, key, distance


def parse_row(cells):
    """The ParsedRow of one entry. Raises RowError."""
    frid = text_value(cells, "frid")
    if not frid:
        raise RowError(_("“frid”, the key of the facility, is missing."))
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
    codes_by_statement = {name: set() for name in CODED}
    if not isinstance(groups, list | None):
        raise RowError(_("“services” is not a list."))
    for group in groups or []:
        if not isinstance(group, dict):
            raise RowError(_("A service is not an object with f1, f2 and f3."))
        code = text_value(group, "f2")
        names = [name.strip() for name in text_value(group, "f3").split(";")]
        if code in KETAMINE_INFUSION or set(names) & set(KETAMINE_INFUSION):
            codes_by_statement["route"].add(v.Route.IV.value)
        for name in names:
            if meaning := MEANINGS.get(code, {}).get(name):
                statement, value = meaning
                codes_by_statement[statement].add(value.value)
    return {name: in_vocabulary_order(name, codes) for name, codes in codes_by_statement.items()}


def in_vocabulary_order(name, codes):
    return [code for code in STATEMENTS[name].labels if code in codes]
