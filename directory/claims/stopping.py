"""Claims on the end of a treatment: when to stop, dependence, and other treatments."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import guidelines, studies

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

END_POINT = Claim(
    key="stopping-end-point",
    sentence=_(
        "The American Society of Anesthesiologists (2025) says that ketamine should have a goal and a set "
        "course."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    **CHECKED,
)
COMES_BACK = Claim(
    key="stopping-comes-back",
    sentence=_(
        "Low mood can come back. In a study of US clinics (2022), about 80 in 100 of those who had "
        "responded were still well after four weeks, and about 60 in 100 after eight, even without more "
        "doses."
    ),
    sources=(studies.REAL_CLINICS,),
    **CHECKED,
)
DEPENDENCE_REPORTS = Claim(
    key="stopping-dependence-reports",
    sentence=_(
        "With esketamine there are reports of people who needed more and more, felt ill without it, or "
        "could not stop."
    ),
    sources=(studies.ESKETAMINE_ABUSE,),
    **CHECKED,
)
DEPENDENCE_SIGNS = Claim(
    key="stopping-dependence-signs",
    sentence=_(
        "These are signs: you want more than was planned, or need higher doses. You look forward to the "
        "drug more than to your life. You hide how much you take, or go to a second clinic for it."
    ),
    sources=(),
    **CHECKED,
)
DEPENDENCE_HELP = Claim(
    key="stopping-dependence-help",
    sentence=_(
        "Tell a doctor who does not sell it to you. It is an illness that can be treated, and no reason for "
        "shame. Do not stop other medicines on your own at the same time."
    ),
    sources=(),
    **CHECKED,
)

# ---- Other treatments
