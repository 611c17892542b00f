"""SAMHSA's codes of services, as its treatment locator uses them, and what a listing says for each.

A two-way table: an import of FindTreatment.gov reads names and codes, and files for other programs give the
codes. It holds only what means the same as a code of ours, or, for an import alone, less.

sources  the filters of findtreatment.gov as published by SAMHSA (its repository "findtreatment",
         src/utils/filters.js): ADLT, MC, MD, MI, PI, SF, SS, VET, GL; a list of the codes of its survey of
         2022 (N-SUMHSS) in the repository "DataJam2023", app/ServiceCode.js: all the others. A name
         without a code is one that its API gives, and whose code neither of them has.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from directory.facts import vocabulary as v

TAXONOMY = "SAMHSA service codes"  # established, and without an address of its own


class ServiceCode(NamedTuple):
    """A service in SAMHSA's words, and the code of a statement that it stands for.

    code      SAMHSA's; "" where no source says it
    group     SAMHSA's code of the group of services
    names     its name, and former ones
    is_given  False where the service says more or less than our code, and is only read
    """

    code: str
    group: str
    names: tuple[str, ...]
    statement: str
    value: str
    is_given: bool = True


SERVICE_CODES = (
    ServiceCode("KIT", "TAP", ("Ketamine Infusion Therapy",), "route", v.Route.IV),
    ServiceCode("CBT", "TAP", ("Cognitive behavioral therapy",), "modality", v.Modality.CBT),
    ServiceCode("DBT", "TAP", ("Dialectical behavior therapy",), "modality", v.Modality.DBT),
    ServiceCode(
        "EMDR",
        "TAP",
        ("Eye Movement Desensitization and Reprocessing therapy",),
        "modality",
        v.Modality.EMDR,
    ),
    ServiceCode("GT", "TAP", ("Group therapy",), "modality", v.Modality.GROUP),
    ServiceCode("CFT", "TAP", ("Couples/family therapy",), "modality", v.Modality.FAMILY_COUPLES),
    ServiceCode("", "TAP", ("Motivational interviewing",), "modality", v.Modality.MOTIVATIONAL),
    ServiceCode("", "AS", ("Consumer-run (peer-support) services",), "modality", v.Modality.PEER_SUPPORT),
    ServiceCode("SF", "PAY", ("Cash or self-payment",), "payment", v.Payment.SELF_PAY),
    ServiceCode(
        "SS",
        "PYAS",
        ("Sliding fee scale (fee is based on income and other factors)",),
        "payment",
        v.Payment.SLIDING_SCALE,
    ),
    ServiceCode("PI", "PAY", ("Private health insurance",), "insurance", v.Insurance.COMMERCIAL),
    ServiceCode("MC", "PAY", ("Medicare",), "insurance", v.Insurance.MEDICARE),
    ServiceCode("MD", "PAY", ("Medicaid",), "insurance", v.Insurance.MEDICAID),
    # Our code says TRICARE or VA, and each of these says one of the two.
    ServiceCode(
        "MI",
        "PAY",
        ("Military insurance (e.g., TRICARE)", "Federal military insurance (e.g., TRICARE)"),
        "insurance",
        v.Insurance.TRICARE_VA,
        is_given=False,
    ),
    ServiceCode(
        "VAF",
        "PAY",
        ("U.S. Department of VA funds",),
        "insurance",
        v.Insurance.TRICARE_VA,
        is_given=False,
    ),
    ServiceCode("ADLT", "AGE", ("Adults",), "populations", v.Population.ADULTS),
    ServiceCode("", "AGE", ("Seniors (65 or older)",), "populations", v.Population.OLDER_ADULTS),
    ServiceCode("SE", "SG", ("Seniors or older adults",), "populations", v.Population.OLDER_ADULTS),
    ServiceCode("", "SG", ("Adolescents",), "populations", v.Population.ADOLESCENTS),
    ServiceCode("VET", "SG", ("Veterans",), "populations", v.Population.VETERANS),
    ServiceCode("", "SG", ("Pregnant/postpartum women",), "populations", v.Population.PERINATAL),
    ServiceCode(
        "GL",
        "SG",
        (
            "Lesbian, gay, bisexual, or transgender (LGBT) clients",
            "Lesbian, gay, bisexual, transgender, or queer/questioning (LGBTQ)",
        ),
        "populations",
        v.Population.LGBTQ_AFFIRMING,
    ),
)
READ_STATEMENTS = tuple(dict.fromkeys(service.statement for service in SERVICE_CODES))
BY_CODE = {service.code: service for service in SERVICE_CODES if service.code}
GIVEN = tuple(service for service in SERVICE_CODES if service.code and service.is_given)


def _as_read(word: str) -> str:
    return " ".join(word.casefold().split())


_BY_WORD = {
    (service.group, _as_read(word)): service
    for service in SERVICE_CODES
    for word in (service.code, *service.names)
    if word
}
# Told in whatever group it stands.
_KETAMINE = {_as_read(word): BY_CODE["KIT"] for word in (BY_CODE["KIT"].code, *BY_CODE["KIT"].names)}


def read_service(group: str, name: str) -> ServiceCode | None:
    """The service that the API of FindTreatment.gov gives; None where no code of ours says it.

    group  the code that stands beside the name: that of a group of services, or of the service itself
    name   SAMHSA's name of the service, or its code, in upper or lower case
    """
    group, word = group.strip().upper(), _as_read(name)
    ketamine = _KETAMINE.get(word) or _KETAMINE.get(_as_read(group))
    return _BY_WORD.get((group, word)) or ketamine or BY_CODE.get(group)


def services_of(stated: Mapping[str, Any]) -> Iterator[ServiceCode]:
    """The services with a code of SAMHSA that a listing offers.

    stated  statement → its value; what is not stated may be missing
    """
    for service in GIVEN:
        if service.value in stated.get(service.statement, ()):
            yield service


def where(name: str) -> str:
    """SAMHSA's codes that a statement is given as: `iv: KIT`; "" where there are none."""
    return ", ".join(f"{service.value}: {service.code}" for service in GIVEN if service.statement == name)
