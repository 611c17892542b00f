"""Claims on money: what insurance pays, the good faith estimate, and superbills."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, law

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

# ---- Insurance

OFF_LABEL_INSURANCE = Claim(
    key="money-off-label-insurance",
    sentence=_(
        "Most people pay for off-label ketamine themselves. Some plans pay for a part, such as the first "
        "visit or talk therapy."
    ),
    sources=(),
    **CHECKED,
)
ESKETAMINE_MEDICARE = Claim(
    key="money-esketamine-medicare",
    sentence=_(
        "A Medicare contractor pays for Spravato in hard-to-treat depression, at clinics that follow the "
        "FDA’s safety program. Ask about other uses."
    ),
    sources=(law.MEDICARE_ESKETAMINE, law.MEDICARE_ESKETAMINE_NOW),
    **CHECKED,
)
ESKETAMINE_TRICARE = Claim(
    key="money-esketamine-tricare",
    sentence=_(
        "As of 2023, it pays for Spravato when it is medically needed, for a use that the FDA approved, and "
        "if it agreed before."
    ),
    sources=(law.TRICARE_ESKETAMINE,),
    **CHECKED,
)
ESKETAMINE_PLANS = Claim(
    key="money-esketamine-plans",
    sentence=_(
        "Some plans pay for it, if you meet their rules. For example, two or three antidepressants must not "
        "have helped enough."
    ),
    sources=(law.PLAN_RULES,),
    **CHECKED,
)

# ---- The good faith estimate

ESTIMATE_WHO = Claim(
    key="money-estimate-who",
    sentence=_(
        "Federal law gives you the right to a “good faith estimate” if you have no health insurance, or do "
        "not use it for this care. It is a written list of the charges to expect."
    ),
    sources=(law.ESTIMATE_TIMES, law.ESTIMATE_REPORT),
    **CHECKED,
)
ESTIMATE_NOT_WHO = Claim(
    key="money-estimate-not-who",
    sentence=_(
        "This right is not made for people in a federal health program, such as Medicare. They have other "
        "rules."
    ),
    sources=(law.ESTIMATE_NOTICE,),
    **CHECKED,
)
ESTIMATE_TIMES = Claim(
    key="money-estimate-times",
    sentence=_(
        "If you book at least three business days ahead, you get it within one business day. If you book at "
        "least ten business days ahead, or only ask for it, you get it within three business days."
    ),
    sources=(law.ESTIMATE_TIMES,),
    **CHECKED,
)
ESTIMATE_LIMITS = Claim(
    key="money-estimate-limits",
    sentence=_("It is an estimate and not a contract. The bill can be higher if something new comes up."),
    sources=(law.ESTIMATE_TIMES, law.ESTIMATE_REPORT),
    **CHECKED,
)
ESTIMATE_DISPUTE = Claim(
    key="money-estimate-dispute",
    sentence=_("If the bill of a clinic is at least $400 above its estimate, you can dispute it."),
    sources=(law.ESTIMATE_DISPUTES, law.ESTIMATE_FORM),
    **CHECKED,
)
ESTIMATE_DEADLINE = Claim(
    key="money-estimate-deadline",
    sentence=_("You have 120 days from the date on the bill. There is a fee: ask how much before you start."),
    sources=(law.ESTIMATE_FORM, law.ESTIMATE_DISPUTES),
    **CHECKED,
)
ESTIMATE_PHONE = Claim(
    key="money-estimate-phone",
    sentence=_(
        "The federal agency for Medicare says how to start, at cms.gov/nosurprises/consumers or "
        "1-800-985-3059. While it decides, you can still ask the clinic for a lower bill."
    ),
    sources=(law.ESTIMATE_FORM,),
    **CHECKED,
)

# ---- A superbill

SUPERBILL = Claim(
    key="money-superbill",
    sentence=_(
        "A “superbill” is a detailed receipt from a clinic that does not bill your plan. You can send it to "
        "your plan and ask for money back. You can also use it for a health savings account."
    ),
    sources=(contacts.SUPERBILL,),
    **CHECKED,
)
SUPERBILL_LINES = Claim(
    key="money-superbill-lines",
    sentence=_(
        "It should name each service, your diagnosis, each with its code, the dates, what you paid, and who "
        "treated you, with the license. Your plan may pay a part back, or nothing."
    ),
    sources=(),
    **CHECKED,
)
