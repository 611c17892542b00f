"""Insurers in words: which, whether the clinic is in their network, and for what."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from directory.facts import vocabulary as v
from directory.wording.formats import join_with_and

MAX_NAMES = 3  # of insurers in a short line
COVERED = {
    v.Covered.ASSESSMENT: lazy("the assessment"),
    v.Covered.THERAPY: lazy("therapy"),
    v.Covered.SPRAVATO_DRUG: lazy("Spravato itself"),
    v.Covered.OBSERVATION: lazy("time under observation"),
    v.Covered.INFUSION: lazy("the ketamine session"),
    v.Covered.FOLLOW_UP: lazy("follow-up visits"),
}
TREATMENT = {v.Covered.SPRAVATO_DRUG, v.Covered.OBSERVATION, v.Covered.INFUSION}
SENTENCES = {
    v.Network.IN_NETWORK: lazy("%(plan)s: in network"),
    v.Network.OUT_OF_NETWORK: lazy("%(plan)s: out of network"),
    v.Network.OUT_OF_NETWORK_HELP: lazy("%(plan)s: out of network, with help for the claim"),
    v.Network.NOT_TAKEN: lazy("Does not take %(plan)s"),
    "": lazy("%(plan)s: ask whether it is in network"),
}
SENTENCES_FOR = {
    v.Network.IN_NETWORK: lazy("%(plan)s: in network, for %(covered)s"),
    v.Network.OUT_OF_NETWORK: lazy("%(plan)s: out of network, for %(covered)s"),
    v.Network.OUT_OF_NETWORK_HELP: lazy("%(plan)s: out of network, with help for the claim, for %(covered)s"),
    v.Network.NOT_TAKEN: lazy("Does not take %(plan)s for %(covered)s"),
    "": lazy("%(plan)s, for %(covered)s: ask whether it is in network"),
}
NO_INSURANCE = lazy("Takes no insurance")
NO_INSURANCE_FOR = lazy("Takes no insurance for %(covered)s")


def insurer_in_words(insurer):
    """`Aetna, PPO: in network, for the assessment and Spravato itself`, `Does not take Medicaid`"""
    covered = join_with_and([str(COVERED[code]) for code in v.Covered.values if code in insurer["covers"]])
    named = {"plan": _plan(insurer), "covered": covered}
    if _is_no_insurance(insurer):
        return str(NO_INSURANCE_FOR if covered else NO_INSURANCE) % named
    return str((SENTENCES_FOR if covered else SENTENCES)[insurer["network"]]) % named


def insurers_in_brief(insurers):
    """`Aetna, Medicare`: who pays in network for the treatment itself; "" for nobody.

    An insurer that pays for the assessment or the therapy alone is not named.
    """
    if any(_is_no_insurance(insurer) and _is_for_treatment(insurer) for insurer in insurers):
        return _("no insurance")
    names = list(
        dict.fromkeys(
            _name(insurer)
            for insurer in insurers
            if insurer["network"] == v.Network.IN_NETWORK and _is_for_treatment(insurer)
        )
    )
    more = len(names) - MAX_NAMES
    listed = {"names": ", ".join(names[:MAX_NAMES]), "count": more}
    if more > 0:
        return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % listed
    return listed["names"]


def _is_for_treatment(insurer):
    return not insurer["covers"] or bool(TREATMENT & set(insurer["covers"]))


def _is_no_insurance(insurer):
    is_any_plan = not insurer["plan_name"] and not insurer["plan_type"]
    return is_any_plan and insurer["payer"] == v.Payer.ALL and insurer["network"] == v.Network.NOT_TAKEN


def _name(insurer):
    if insurer["payer"] in ("", v.Payer.OTHER):
        return insurer["plan_name"] or _("Another insurer")
    return str(v.Payer(insurer["payer"]).label)


def _plan(insurer):
    """`Blue Cross Blue Shield (BCBS of Illinois), PPO`"""
    parts = {
        "name": _name(insurer),
        "plan": insurer["plan_name"],
        "type": str(v.PlanType(insurer["plan_type"]).label) if insurer["plan_type"] else "",
    }
    has_own_name = parts["plan"] and parts["plan"] != parts["name"]
    if has_own_name and parts["type"]:
        return _("%(name)s (%(plan)s), %(type)s") % parts
    if has_own_name:
        return _("%(name)s (%(plan)s)") % parts
    return _("%(name)s, %(type)s") % parts if parts["type"] else parts["name"]
