"""How people name insurers and what they say beside a name, folded as folding.plain() does. Data only."""

from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import Covered, Network, Payer, PlanType

# Other names of a payer, besides its code and its label.
OTHER_NAMES = {
    Payer.BCBS: "bcbs, bc bs, bc/bs, blue cross, blue shield, blue cross and blue shield",
    Payer.CIGNA: "cigna healthcare",
    Payer.KAISER: "kaiser",
    Payer.UNITED: "uhc, united healthcare, united health care, unitedhealth",
    Payer.CARELON: "carelon behavioral health",
    Payer.MAGELLAN: "magellan health, magellan healthcare",
    Payer.HEALTH_NET: "healthnet",
    Payer.OSCAR: "oscar health",
    Payer.MOLINA: "molina healthcare",
    Payer.TRICARE: "tri care",
    Payer.VA_COMMUNITY_CARE: "va, va ccn, va community care network, veterans affairs",
    Payer.CHAMPVA: "champ va",
    Payer.WORKERS_COMP: "workers comp, workers compensation, workmans comp, work comp",
    Payer.ALL: "all insurance, all insurers, any insurance",
}
# Names of a region or a brand: the payer is certain, and the name is kept as that of the plan.
BRANDS = {
    Payer.BCBS: "anthem, empire, independence blue cross, keystone, blue advantage, highmark, carefirst, "
    "regence, premera, florida blue, wellmark, bcbs fep, federal bcbs",
    Payer.CIGNA: "evernorth",
    Payer.UNITED: "umr, ubh, united behavioral health",
    Payer.OPTUM: "optum behavioral, optum behavioral health",
    Payer.CARELON: "beacon, beacon health options",
    Payer.HEALTH_NET: "mhn",
    Payer.MEDICARE_ADVANTAGE: "scan, scan health plan",
    Payer.MEDICAID: "ahcccs, medi cal, medical assistance, health first colorado, care1st, masshealth, "
    "tenncare",
    Payer.TRICARE: "humana military, tricare west, tricare east, tricare prime, tricare select, "
    "triwest tricare",
    Payer.VA_COMMUNITY_CARE: "triwest va, va triwest, optum va, va optum, triwest va ccn, optum va ccn",
}
# A name that may mean two payers → what to write.
AMBIGUOUS = {
    "triwest": _("TriWest works for two payers. Write TRICARE or VA Community Care."),
    "banner": _(
        "Banner has Medicaid plans and others. Write Medicaid, or the name of the plan after “other:”."
    ),
    "independence": _("Write Independence Blue Cross, if you mean it."),
    "community care": _("Write VA Community Care, if you mean it."),
}
PLAN_TYPES = {
    "ppo": PlanType.PPO,
    "hmo": PlanType.HMO,
    "pos": PlanType.POS_EPO,
    "epo": PlanType.POS_EPO,
    "advantage": PlanType.ADVANTAGE,
    "medicare advantage": PlanType.ADVANTAGE,
    "managed medicaid": PlanType.MANAGED_MEDICAID,
}
TRADITIONAL_MEDICARE = ("traditional medicare", "original medicare", "medicare part b", "medicare a and b")
NETWORKS = {
    "in network": Network.IN_NETWORK,
    "inn": Network.IN_NETWORK,
    "out of network with help for the claim": Network.OUT_OF_NETWORK_HELP,
    "out of network with help": Network.OUT_OF_NETWORK_HELP,
    "out of network help": Network.OUT_OF_NETWORK_HELP,
    "out of network": Network.OUT_OF_NETWORK,
    "oon": Network.OUT_OF_NETWORK,
    "not taken": Network.NOT_TAKEN,
    "not accepted": Network.NOT_TAKEN,
    "no": Network.NOT_TAKEN,
    "taken": "",
    "accepted": "",
    "yes": "",
}
COVERED = {
    "assessment": Covered.ASSESSMENT,
    "evaluation": Covered.ASSESSMENT,
    "intake": Covered.ASSESSMENT,
    "therapy": Covered.THERAPY,
    "psychotherapy": Covered.THERAPY,
    "spravato": Covered.SPRAVATO_DRUG,
    "esketamine": Covered.SPRAVATO_DRUG,
    "observation": Covered.OBSERVATION,
    "infusion": Covered.INFUSION,
    "infusions": Covered.INFUSION,
    "ketamine session": Covered.INFUSION,
    "follow up": Covered.FOLLOW_UP,
    "follow up visits": Covered.FOLLOW_UP,
}
TAKES_NONE = (
    "no insurance, no insurance taken, no insurance accepted, cash only, cash pay only, self pay only, "
    "private pay only, insurance not accepted, insurance not taken"
)
# A phrase of these words alone, with one of VAGUE_NOUNS, names no insurer: "most major plans".
VAGUE_NOUNS = frozenset(
    [
        *("insurance", "insurances", "insurer", "insurers", "plan", "plans", "carrier", "carriers", "payer"),
        *("payers", "company", "companies", "etc", "more", "others"),
    ]
)
VAGUE_WORDS = VAGUE_NOUNS | frozenset(
    [
        *("and", "we", "take", "takes", "accept", "accepts", "accepted", "taken", "work", "with", "most"),
        *("many", "some", "several", "various", "select", "selected", "all", "of", "the", "major", "other"),
        *("commercial", "private", "big", "large", "health", "medical"),
    ]
)
