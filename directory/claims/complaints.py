"""Claims on complaints: who looks into bad care, harm from a medicine, privacy, ads and bills."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, labels, law

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

RECORDS = Claim(
    key="complaint-records",
    sentence=_(
        "You have a right to copies of your health records and your bills, in most cases within 30 days. "
        "You may have to pay for copying and mailing."
    ),
    sources=(law.YOUR_RECORDS,),
    **CHECKED,
)
MEDICAL_BOARD = Claim(
    key="complaint-medical-board",
    sentence=_(
        "If a doctor acted badly or gave poor care, contact the medical board of the state. Boards look "
        "into complaints, and can discipline a doctor."
    ),
    sources=(contacts.MEDICAL_BOARDS,),
    **CHECKED,
)
BOARD_RECORDS = Claim(
    key="complaint-board-records",
    sentence=_(
        "A board can also tell you if a license is in good standing, and if there has been discipline or "
        "charges are open."
    ),
    sources=(contacts.MEDICAL_BOARDS,),
    **CHECKED,
)
DOCINFO = Claim(
    key="complaint-docinfo",
    sentence=_(
        "The free search docinfo.org, of the Federation of State Medical Boards, covers doctors and "
        "physician assistants."
    ),
    sources=(contacts.DOCINFO,),
    **CHECKED,
)
NURSING_BOARD = Claim(
    key="complaint-nursing-board",
    sentence=_(
        "Anyone can report a nurse to the board of nursing of the state where it happened. Each state has "
        "its own way to do it."
    ),
    sources=(contacts.NURSING_BOARDS,),
    **CHECKED,
)
OTHER_BOARDS = Claim(
    key="complaint-other-boards",
    sentence=_("Therapists and pharmacies have boards of their own, which your state can name."),
    sources=(),
    **CHECKED,
)
MEDWATCH = Claim(
    key="complaint-medwatch",
    sentence=_(
        "Anyone can report a bad reaction or a faulty product to the FDA. The program is called MedWatch, "
        "at fda.gov/medwatch. The form is 3500B, in English or Spanish. Your doctor does not have to agree."
    ),
    sources=(contacts.MEDWATCH,),
    **CHECKED,
)
MEDWATCH_PHONE = Claim(
    key="complaint-medwatch-phone",
    sentence=_("You can also call 1-800-FDA-1088 (1-800-332-1088)."),
    sources=(labels.SPRAVATO_LABEL,),
    **CHECKED,
)
PRIVACY = Claim(
    key="complaint-privacy",
    sentence=_(
        "If a clinic gave away what should stay private, complain to the Office for Civil Rights of the US "
        "health department, at hhs.gov/hipaa. As a rule you have 180 days from when you knew."
    ),
    sources=(law.PRIVACY_COMPLAINTS, law.PRIVACY_TIME),
    **CHECKED,
)
FALSE_ADS = Claim(
    key="complaint-false-ads",
    sentence=_(
        "Report false ads, fraud and bad business to the Federal Trade Commission, at ReportFraud.ftc.gov. "
        "Law enforcers across the country can see your report."
    ),
    sources=(contacts.FTC_REPORTS,),
    **CHECKED,
)
