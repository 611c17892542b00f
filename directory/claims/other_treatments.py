"""Claims on other treatments, first or beside ketamine, and on what guidelines say of the order."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import guidelines

CHECKED_ON = date(2026, 11, 28)
STUDIES_AGAIN = date(2027, 11, 28)

NOT_FIRST = Claim(
    key="other-not-first",
    sentence=_(
        "Ketamine is not the first thing to try, says the American Association of Nurse Anesthesiology. It "
        "asks for teamwork with mental health clinicians."
    ),
    sources=(guidelines.AANA,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
VA_DEPRESSION = Claim(
    key="other-va-depression",
    sentence=_(
        "A guideline of the VA and the Department of Defense, from 2022, keeps ketamine and esketamine for "
        "later. Several medicines should have been tried well first, and should not have helped."
    ),
    sources=(guidelines.VA_DEPRESSION_2022,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
VA_PTSD = Claim(
    key="other-va-ptsd",
    sentence=_(
        "For PTSD, their guideline of 2023 prefers certain talk therapies to medicines. It names prolonged "
        "exposure, cognitive processing therapy, and EMDR. We have not read what it says of ketamine."
    ),
    sources=(guidelines.VA_PTSD_2023,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
LIMITED_DATA = Claim(
    key="other-limited-data",
    sentence=_(
        "In 2017, a task force of the American Psychiatric Association called the data limited. It asked "
        "doctors to weigh the risks."
    ),
    sources=(guidelines.APA_2017,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
TALK_THERAPY = Claim(
    key="other-talk-therapy",
    sentence=_(
        "It has a very good record in depression, says the National Alliance on Mental Illness. Cognitive "
        "behavioral therapy (CBT) is one kind."
    ),
    sources=(guidelines.NAMI_DEPRESSION,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
MEDICINES = Claim(
    key="other-medicines",
    sentence=_(
        "Antidepressants and other medicines help many people. For most people, talk therapy and medicine "
        "together help more than either one alone."
    ),
    sources=(guidelines.NAMI_DEPRESSION,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
TMS = Claim(
    key="other-tms",
    sentence=_(
        "It sends magnetic pulses through the scalp. The FDA has cleared it for hard-to-treat depression "
        "and for OCD. A physician of the National Institute of Mental Health calls its safety excellent, "
        "and its effect smaller than that of ECT."
    ),
    sources=(guidelines.NIMH_TALK_2024, guidelines.NIMH_BRAIN_STIMULATION),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ECT = Claim(
    key="other-ect",
    sentence=_(
        "It treats the brain with short pulses of current while you sleep under anesthesia. It works well "
        "in many severe illnesses, and in hard-to-treat depression. It can also cause memory loss."
    ),
    sources=(guidelines.NIMH_TALK_2024, guidelines.ECT_ANESTHESIA),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
