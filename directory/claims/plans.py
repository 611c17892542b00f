"""Claims on the plan of a treatment: the dose, therapy, scores, later doses, and the team."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, guidelines, labels, studies

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

LEAST_DOSE = Claim(
    key="plan-least-dose",
    sentence=_(
        "No one dose is right for everyone. The American Society of Anesthesiologists asks for the least "
        "dose that works."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    **CHECKED,
)
TEAM = Claim(
    key="plan-team",
    sentence=_(
        "Care is safer when those who treat you know of each other. Nurse anesthetists ask for teamwork "
        "with mental health clinicians."
    ),
    sources=(guidelines.AANA,),
    **CHECKED,
)

# ---- After a dose

DRIVING = Claim(
    key="plan-driving",
    sentence=_(
        "For 24 hours after ketamine, do not drive or do anything else that could be dangerous. After "
        "Spravato, wait until the next day, after a restful sleep."
    ),
    sources=(labels.MAYO_KETAMINE, labels.SPRAVATO_PATIENTS),
    **CHECKED,
)
AT_NIGHT = Claim(
    key="plan-at-night",
    sentence=_(
        "It can happen when the clinic is closed. You can call or text 988 at any hour. In danger, call 911."
    ),
    sources=(contacts.LIFELINE,),
    **CHECKED,
)

FEAR = Claim(
    key="plan-fear",
    sentence=_(
        "Many people are afraid of this. It is no weakness. A drip can be slowed or stopped. A shot, a spray "
        "or a lozenge can’t be taken back, so it matters who stays with you."
    ),
    sources=(),
    **CHECKED,
)

# ---- Therapy

STRAIGHT_ANSWER = Claim(
    key="plan-straight-answer",
    sentence=_(
        "They tell you plainly. They also say that it is not known yet whether therapy adds to the effect."
    ),
    sources=(studies.THERAPY_2023, studies.THERAPY_2026),
    **CHECKED,
)
TWO_JOBS = Claim(
    key="plan-two-jobs",
    sentence=_(
        "Giving the drug and giving therapy are two jobs. Ethical guidelines of 2020 name a medical "
        "professional and a mental health professional. One person may be both, if trained in both."
    ),
    sources=(guidelines.KRIYA,),
    **CHECKED,
)
PREPARATION = Claim(
    key="plan-preparation",
    sentence=_(
        "If you know what may come, it can frighten you less, and your consent means more. Ethical "
        "guidelines of 2020 count such a talk as part of the care."
    ),
    sources=(guidelines.KRIYA,),
    **CHECKED,
)
TALK_AFTER = Claim(
    key="plan-talk-after",
    sentence=_(
        "Ethical guidelines of 2020 count a talk after the dose as part of the care. Whether it makes the "
        "gain larger or longer is not known."
    ),
    sources=(guidelines.KRIYA, studies.THERAPY_2023, studies.THERAPY_2026),
    **CHECKED,
)
TOUCH = Claim(
    key="plan-touch",
    sentence=_("Under ketamine it can be hard to speak up or to say no. So the rule is agreed on before."),
    sources=(),
    **CHECKED,
)

# ---- Scores, and later doses

SCORES = Claim(
    key="plan-scores",
    sentence=_(
        "Hope may play a part in how people feel after a dose. The same few questions each time show "
        "better what has changed."
    ),
    sources=(studies.MASKED,),
    **CHECKED,
)
ODDS = Claim(
    key="plan-odds",
    sentence=_(
        "In a study of US clinics, scores were known for 537 of 9,016 people. Of the 537, 53.6% had a "
        "response, which most often means a score that fell by half or more. And 8.4% got worse. No other "
        "group was compared."
    ),
    sources=(studies.REAL_CLINICS, studies.SIX_DOSES),
    **CHECKED,
)
LATER_DOSES = Claim(
    key="plan-later-doses",
    sentence=_(
        "More than 80% of the 119 clinics counted in a survey give later doses. Long use can harm the "
        "bladder. People can become dependent on ketamine, or addicted. Large amounts over years may harm "
        "memory and thinking; at clinic doses this is not known."
    ),
    sources=(
        studies.CLINICS_2025,
        labels.KETALAR_LABEL,
        studies.CYSTITIS,
        studies.DEPENDENCE,
        studies.BRAIN_LONG_USE,
        guidelines.SURGEON_GENERAL,
    ),
    **CHECKED,
)
