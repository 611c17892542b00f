"""Claims on clinics themselves: training, licenses, who gives the drug, and the views of patients."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, guidelines, labels, law

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

# ---- Training

TRAINING = Claim(
    key="clinic-training",
    sentence=_(
        "The American Society of Anesthesiologists asks for a prescriber who is trained and licensed. We "
        "know of no rule on how much training in ketamine is enough, so ask what theirs was."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    **CHECKED,
)
LIFE_SUPPORT = Claim(
    key="clinic-life-support",
    sentence=_(
        "At every drip or shot, a clinician with a current card in advanced life support (ACLS) is in the "
        "building."
    ),
    sources=(),
    **CHECKED,
)

# ---- Licenses, and who gives the drug

LICENSE = Claim(
    key="clinic-license",
    sentence=_("A medical board can tell you if a license is in good standing, and if charges are open."),
    sources=(contacts.MEDICAL_BOARDS,),
    **CHECKED,
)
DISCIPLINE = Claim(
    key="clinic-discipline",
    sentence=_("A medical board can tell you of discipline, so you can check the answer that you get."),
    sources=(contacts.MEDICAL_BOARDS,),
    **CHECKED,
)
NURSES = Claim(
    key="clinic-nurses",
    sentence=_(
        "Each state has its own rules. In Arizona, for example, the nursing board wants a prescriber in the "
        "building while a nurse gives a low-dose drip (2015)."
    ),
    sources=(guidelines.ARIZONA_NURSES,),
    **CHECKED,
)

# ---- At home

UNWATCHED = Claim(
    key="clinic-unwatched-at-home",
    sentence=_(
        "The drug comes by mail after a form, and no one watches you. The FDA warns of serious harm when no "
        "one trained is watching."
    ),
    sources=(labels.COMPOUNDED_2023,),
    **CHECKED,
)

# ---- Patients' views

REVIEWS = Claim(
    key="clinic-reviews",
    sentence=_(
        "A few happy stories do not show how many people were unhappy. Since October 2024, a federal rule "
        "forbids a business to buy good or bad reviews, or to hold back bad ones in certain ways."
    ),
    sources=(law.CONSUMER_REVIEWS,),
    **CHECKED,
)
TESTIMONIALS = Claim(
    key="clinic-testimonials",
    sentence=_(
        "They press you for a good review. Some states, such as Texas and Montana, forbid psychologists to "
        "ask their current patients for one."
    ),
    sources=(law.TESTIMONIALS_TEXAS, law.TESTIMONIALS_MONTANA),
    **CHECKED,
)
