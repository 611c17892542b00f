"""What a reader has, takes or needs, and what clinics state about it: the parameter `me` of a search.

A code is a caution of the vocabulary ("bipolar"), or an insurer ("insurer-aetna"). A clinic answers a code
with one of ANSWERS, or does not state it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise

from directory.facts import vocabulary as v
from directory.facts.facet_codes import TAKEN
from directory.facts.offerings import effective_offerings

ANSWERS = EXCLUDED, CASE_BY_CASE, ACCEPTED = tuple(map(str, v.Exclusion.values))
ADULT = 18  # years
# Asked first, because they decide most often; the other cautions follow in the order of the vocabulary.
ASKED_FIRST = (
    v.Caution.BIPOLAR,
    v.Caution.UNCONTROLLED_HYPERTENSION,
    v.Caution.OPIOIDS_OR_BENZODIAZEPINES,
    v.Caution.PREGNANCY,
    v.Caution.UNDER_18,
    v.Caution.NO_ESCORT,
    v.Caution.ACTIVE_SUD,
    v.Caution.CARDIAC_DISEASE,
)
# "All insurers" and "another insurer" are none that a person has.
INSURERS = tuple(payer for payer in v.Payer if payer not in (v.Payer.ALL, v.Payer.OTHER))
# Option of the statement on insurance → the insurer that it names.
PAYER_OF_INSURANCE = {
    v.Insurance.MEDICARE: str(v.Payer.MEDICARE),
    v.Insurance.MEDICAID: str(v.Payer.MEDICAID),
    v.Insurance.WORKERS_COMP: str(v.Payer.WORKERS_COMP),
}


class AboutMe(NamedTuple):
    """One thing that a reader may say of themselves. payer: the code of an insurer, "" for a caution."""

    code: str
    label: str | Promise
    payer: str = ""

    def key(self, answer: str) -> str:
        """The key of the search index for listings that give an answer: `me:bipolar:excluded`."""
        return f"me:{self.code}:{answer}"


def _choices() -> Iterator[AboutMe]:
    cautions = [*ASKED_FIRST, *(caution for caution in v.Caution if caution not in ASKED_FIRST)]
    yield from (AboutMe(str(caution), caution.label) for caution in cautions)
    yield from (AboutMe(f"insurer-{payer}", payer.label, str(payer)) for payer in INSURERS)


# Code → AboutMe, in the order in which they are asked.
ABOUT_ME = {one.code: one for one in _choices()}


def about_me_keys(content: Mapping[str, Any]) -> list[str]:
    """The keys of what a snapshot states about its readers: ["me:bipolar:case_by_case", …]."""
    offerings = [one for one in effective_offerings(content) if not one.get("price_alone")]
    cautions = ((str(caution), _caution_answer(caution, content)) for caution in v.Caution)
    answers = [*cautions, *_insurer_answers(offerings)]
    return [ABOUT_ME[code].key(answer) for code, answer in answers if answer]


def _caution_answer(caution, content):
    """An answer of ANSWERS, or "" where it is not stated."""
    stated = content.get(f"exclusion_{caution}") or ""
    least = content.get("minimum_age")
    if caution == v.Caution.UNDER_18 and not stated and least is not None:
        return EXCLUDED if least >= ADULT else ACCEPTED
    return stated


def _insurer_answers(offerings):
    """(code, answer) of each insurer of which an offering says something.

    Accepted where one offering takes it, case by case where it is out of network, else excluded. Where no
    offering takes any insurance, every insurer is excluded.
    """
    networks = defaultdict(set)  # payer → networks
    for offering in offerings:
        for insurer in offering.get("insurers") or []:
            networks[insurer["payer"]].add(insurer.get("network") or "")
        for code, payer in PAYER_OF_INSURANCE.items():
            if code in (offering.get("insurance") or []):
                networks[payer].add(str(v.Network.IN_NETWORK))
    if offerings and all(offering.get("insurance") == [v.Insurance.NONE] for offering in offerings):
        networks = defaultdict(lambda: {str(v.Network.NOT_TAKEN)}, networks)
    of_all = networks.get(v.Payer.ALL, set())
    for payer in INSURERS:
        stated = networks[str(payer)] | of_all
        if stated.intersection(TAKEN):
            yield f"insurer-{payer}", ACCEPTED
        elif v.Network.OUT_OF_NETWORK in stated:
            yield f"insurer-{payer}", CASE_BY_CASE
        elif v.Network.NOT_TAKEN in stated:
            yield f"insurer-{payer}", EXCLUDED
