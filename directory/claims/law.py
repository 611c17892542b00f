"""Claims on federal law: scheduling, approval, compounding, visits by video, and licenses."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, guidelines, labels, law, studies

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

# ---- What kind of drug ketamine is

SCHEDULE_III = Claim(
    key="law-schedule-iii",
    sentence=_(
        "Ketamine has been in Schedule III of federal drug law since August 12, 1999. Drugs in this group "
        "have an accepted medical use, and they can be misused."
    ),
    sources=(law.SCHEDULE_III, law.CONTROLLED_SUBSTANCES),
    **CHECKED,
)
REGISTRATION = Claim(
    key="law-registration",
    sentence=_(
        "Doctors, hospitals and others who prescribe it or give it to patients must be registered with the "
        "Drug Enforcement Administration (DEA)."
    ),
    sources=(law.CONTROLLED_SUBSTANCES,),
    **CHECKED,
)

# ---- Off-label

APPROVED_USE = Claim(
    key="law-approved-use",
    sentence=_(
        "The FDA approves a drug for certain uses. For these it has weighed the good against the harm. When "
        "a clinician uses an approved drug for something else, that is called “off-label”."
    ),
    sources=(law.OFF_LABEL,),
    **CHECKED,
)
KETAMINE_APPROVAL = Claim(
    key="law-ketamine-approval",
    sentence=_(
        "Ketamine itself is approved to put people to sleep for surgery. For depression, PTSD, anxiety or "
        "chronic pain it is off-label."
    ),
    sources=(labels.PFIZER_HIGHLIGHTS, law.SCHEDULE_III),
    **CHECKED,
)
OFF_LABEL = Claim(
    key="law-off-label",
    sentence=_("Clinicians may do that. But the FDA has not weighed the good and the harm for that use."),
    sources=(law.OFF_LABEL,),
    **CHECKED,
)

# ---- The approved form

ESKETAMINE_2019 = Claim(
    key="law-esketamine-2019",
    sentence=_(
        "Together with a pill, for depression in adults that at least two antidepressants have not helped "
        "enough."
    ),
    sources=(law.APPROVAL_2019,),
    **CHECKED,
)
ESKETAMINE_2020 = Claim(
    key="law-esketamine-2020",
    sentence=_(
        "Together with a pill, for low mood in adults with depression who have acute thoughts of suicide, "
        "or have acted on them."
    ),
    sources=(law.APPROVAL_2020,),
    **CHECKED,
)
ESKETAMINE_2025 = Claim(
    key="law-esketamine-2025",
    sentence=_(
        "Also without a pill, for depression in adults that at least two antidepressants have not helped "
        "enough."
    ),
    sources=(law.APPROVAL_2025,),
    **CHECKED,
)
REMS_PLACE = Claim(
    key="law-rems-place",
    sentence=_(
        "The clinic is certified for Spravato. A prescriber is on site. So are staff to watch you and a "
        "device that reads the oxygen in your blood."
    ),
    sources=(labels.REMS,),
    **CHECKED,
)

NO_SUCH_RULES = Claim(
    key="law-no-such-rules",
    sentence=_("Pharmacy-made (compounded) ketamine is not under such a program."),
    sources=(labels.COMPOUNDED_2023,),
    **CHECKED,
)

# ---- Pharmacy-made (compounded)

COMPOUNDED = Claim(
    key="law-compounded",
    sentence=_(
        "A pharmacy can mix or change a drug to suit one patient. This is called compounding. The FDA does "
        "not check such drugs for safety, effect or quality before they are sold. They can serve a medical "
        "need, and they can carry a risk."
    ),
    sources=(law.COMPOUNDING,),
    **CHECKED,
)
COMPOUNDED_WARNING = Claim(
    key="law-compounded-warning",
    sentence=_(
        "In October 2023 the FDA warned of compounded ketamine for mental illness. It knew of no proof that "
        "it is safer, works better or works faster than approved drugs."
    ),
    sources=(labels.COMPOUNDED_2023,),
    **CHECKED,
)

# ---- Visits by video

VIDEO_RULE = Claim(
    key="law-video-rule",
    sentence=_(
        "Until December 31, 2026, a federal rule lets a clinician prescribe ketamine for you after a video "
        "visit alone. From January 1, 2027, one exam in person must come first, with some exceptions, "
        "unless the rule is made longer."
    ),
    sources=(law.VIDEO_RULE,),
    checked_on=date(2026, 11, 28),
    next_check=date(2026, 12, 28),
    valid_until=date(2026, 12, 31),
    afterward=_(
        "A federal rule that let a clinician prescribe ketamine after a video visit alone ended on December "
        "31, 2026, as far as we know. Without that rule, one exam in person must come first, with some "
        "exceptions. Ask the clinic which rule it follows today."
    ),
)
VIDEO_RULE_BASIS = Claim(
    key="law-video-rule-basis",
    sentence=_(
        "A law of 2008 asks for one exam in person before a controlled drug is prescribed from afar. After "
        "that exam, the same prescriber may go on by video."
    ),
    sources=(law.VIDEO_RULE,),
    **CHECKED,
)
VIDEO_VETERANS = Claim(
    key="law-video-veterans",
    sentence=_(
        "VA care has a rule of its own, with no end date that we know of. If one VA clinician has examined "
        "you in person at any time, other VA clinicians may prescribe for you by video, under certain "
        "conditions."
    ),
    sources=(law.VETERANS_RULE, law.VETERANS_RULE_START),
    **CHECKED,
)
VIDEO_EXAM = Claim(
    key="law-video-exam",
    sentence=_(
        "For sedation, guidelines of US anesthesiologists and others ask for an exam of your heart, lungs "
        "and airway, and of your blood pressure and pulse. A video call alone can’t do that."
    ),
    sources=(guidelines.ASA_SEDATION,),
    **CHECKED,
)

# ---- Your state

STATES = Claim(
    key="law-states",
    sentence=_(
        "Your state’s law says who may practice medicine, and can set rules for giving certain drugs. Its "
        "boards can tell you if a license is in good standing, and if there has been discipline."
    ),
    sources=(contacts.MEDICAL_BOARDS,),
    **CHECKED,
)
CLINICS_DIFFER = Claim(
    key="law-clinics-differ",
    sentence=_(
        "In a survey from 2025, 119 clinics told how they work. They differ a great deal, and the authors "
        "ask for clearer guidance."
    ),
    sources=(studies.CLINICS_2025,),
    **CHECKED,
)
