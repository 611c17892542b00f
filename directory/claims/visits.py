"""Claims on a session: getting ready for it, what happens in it, the way home, and the days after."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, guidelines, labels, studies

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

# ---- The check-up

FULL_PLAN = Claim(
    key="visit-full-plan",
    sentence=_(
        "The American Society of Anesthesiologists (2025) wants a full plan, from someone trained and "
        "licensed, with visits face to face."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    **CHECKED,
)
EXAM = Claim(
    key="visit-exam",
    sentence=_(
        "Guidelines on sedation ask for your history, and an exam of blood pressure, pulse, heart, lungs "
        "and airway. They ask for another look just before the dose."
    ),
    sources=(guidelines.ASA_SEDATION,),
    **CHECKED,
)
FIRST_SCORE = Claim(
    key="visit-first-score",
    sentence=_("A study of US clinics (2022) used nine questions on mood, the PHQ-9."),
    sources=(studies.REAL_CLINICS,),
    **CHECKED,
)

# ---- Medicines

NO_STOPPING = Claim(
    key="visit-no-stopping",
    sentence=_(
        "Do not stop or skip a medicine on your own. An antidepressant that is stopped at once can cause "
        "withdrawal, or the depression may come back."
    ),
    sources=(contacts.STOPPING_ANTIDEPRESSANTS,),
    **CHECKED,
)
NO_STOPPING_BENZODIAZEPINES = Claim(
    key="visit-no-stopping-benzodiazepines",
    sentence=_(
        "Never stop a benzodiazepine, such as diazepam or alprazolam, or an opioid all at once. With a "
        "benzodiazepine, that can cause seizures and threaten your life. With an opioid, it can bring "
        "withdrawal, pain and great distress."
    ),
    sources=(labels.BENZODIAZEPINES, labels.OPIOIDS_STOPPED),
    **CHECKED,
)
DIABETES = Claim(
    key="visit-diabetes",
    sentence=_(
        "If you take insulin or another medicine for diabetes, not eating can make your blood sugar too "
        "low. Ask the person who prescribed it what to take that day."
    ),
    sources=(contacts.FASTING_DIABETES,),
    **CHECKED,
)
GLP_1 = Claim(
    key="visit-glp-1",
    sentence=_(
        "GLP-1 medicines, such as semaglutide, slow the stomach. Do not stop one on your own. Five US "
        "medical societies (2024) say to decide together. Some people should take only liquids for 24 hours "
        "before."
    ),
    sources=(guidelines.GLP1,),
    **CHECKED,
)
NOSE_SPRAYS = Claim(
    key="visit-nose-sprays",
    sentence=_("If you need a steroid or decongestant nose spray that day, use it at least one hour before."),
    sources=(labels.SPRAVATO_PATIENTS, labels.MAYO_ESKETAMINE),
    **CHECKED,
)

# ---- Food and drink

DAILY_DRINKERS = Claim(
    key="visit-daily-drinkers",
    sentence=_(
        "If you drink every day, do not stop all at once on your own: that can be dangerous. Tell the "
        "clinic, and ask a doctor."
    ),
    sources=(),
    **CHECKED,
)
FOOD_SPRAVATO = Claim(
    key="visit-food-spravato",
    sentence=_("No food for at least two hours before, and no drink for at least 30 minutes."),
    sources=(labels.SPRAVATO_PATIENTS, labels.MAYO_ESKETAMINE),
    **CHECKED,
)
FOOD_DRIP = Claim(
    key="visit-food-drip",
    sentence=_("Do as the clinic says. Often that is six hours or more without solid food."),
    sources=(),
    **CHECKED,
)
FOOD_WHY = Claim(
    key="visit-food-why",
    sentence=_(
        "Ketamine can make people vomit, and food may get into the lungs. So its label wants you to keep to "
        "the rules on food."
    ),
    sources=(labels.KETALAR_LABEL,),
    **CHECKED,
)
FOOD_ASA = Claim(
    key="visit-food-asa",
    sentence=_(
        "Before anesthesia, the American Society of Anesthesiologists wants six hours after a light meal, "
        "and eight or more after a fatty one (2017). After water it wants two hours (2023)."
    ),
    sources=(guidelines.ASA_FASTING_2017, guidelines.ASA_FASTING_2023),
    **CHECKED,
)

# ---- What to bring, and the mind

BRING = Claim(
    key="visit-bring",
    sentence=_(
        "Wear loose, warm clothes and flat shoes. Bring your list of medicines, your glasses, and the "
        "number of the person who takes you home. Bring an eye mask and music if the clinic allows them."
    ),
    sources=(),
    **CHECKED,
)
SET_AND_SETTING = Claim(
    key="visit-set-and-setting",
    sentence=_(
        "How you feel and where you are may color the experience: people say “set and setting”. A calm "
        "room, low light and a person you trust can help. Come with an open mind: some people feel much, "
        "and some feel little."
    ),
    sources=(),
    **CHECKED,
)

# ---- The fear of being high

NOT_THE_AIM = Claim(
    key="visit-not-the-aim",
    sentence=_(
        "Getting high is not the aim. The American Society of Anesthesiologists asks for the least dose "
        "that works."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    **CHECKED,
)
HOW_OFTEN_STRANGE = Claim(
    key="visit-how-often-strange",
    sentence=_(
        "Still, most people feel something. In trials of Spravato, 61 to 75 in 100 people felt cut off, or "
        "saw time and space change, when staff asked with a list."
    ),
    sources=(labels.SPRAVATO_LABEL_2019,),
    **CHECKED,
)
STRANGE_PASSES = Claim(
    key="visit-strange-passes",
    sentence=_(
        "An older label of ketamine, written for surgery, says that strange feelings mostly last no more "
        "than a few hours. In a few people they came back within a day."
    ),
    sources=(labels.KETALAR_OLD_LABEL,),
    **CHECKED,
)
CONTROL = Claim(
    key="visit-control",
    sentence=_(
        "You can ask for a low first dose, and ask what staff do if someone cries or is afraid. A drip can "
        "be slowed or stopped. A shot, a spray or a lozenge can’t be taken back, so it matters who stays "
        "with you."
    ),
    sources=(),
    **CHECKED,
)
PAST_ADDICTION = Claim(
    key="visit-past-addiction",
    sentence=_(
        "Ketamine can be abused and misused. If you have lived with addiction, tell the clinic, and ask how "
        "it would plan for that."
    ),
    sources=(labels.SPRAVATO_LABEL, studies.DEPENDENCE),
    **CHECKED,
)
FRIGHTENED = Claim(
    key="visit-frightened",
    sentence=_(
        "Say “I am scared”, or raise a hand. Open your eyes and take off the mask. Breathe out slowly. Feel "
        "the chair, or hold a hand that you agreed to. Tell yourself: this is the medicine, and it will "
        "pass. Ask staff to stay, and to slow or stop the drip."
    ),
    sources=(),
    **CHECKED,
)
QUIET_ROOM = Claim(
    key="visit-quiet-room",
    sentence=_(
        "An older label of ketamine says that less talk and less touch while people wake up may mean fewer "
        "bad reactions. So a quiet room is part of good care."
    ),
    sources=(labels.KETALAR_OLD_LABEL,),
    **CHECKED,
)
TOUCH = Claim(
    key="visit-touch",
    sentence=_(
        "If a hand on your arm or shoulder may be part of the session, agree on it before, in writing. "
        "Sexual touch is never care."
    ),
    sources=(),
    **CHECKED,
)

# ---- While it acts


# ---- The way home

LEAVING_SPRAVATO = Claim(
    key="visit-leaving-spravato",
    sentence=_(
        "With Spravato you stay at least two hours. Then staff judge whether you are stable and ready to "
        "go. The clinic must also see to it that you can leave safely."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.REMS),
    **CHECKED,
)
DRIVING_SPRAVATO = Claim(
    key="visit-driving-spravato",
    sentence=_(
        "After Spravato, do not drive until the next day, after a restful sleep. Someone else must drive "
        "you home."
    ),
    sources=(labels.SPRAVATO_PATIENTS,),
    **CHECKED,
)
DRIVING_KETAMINE = Claim(
    key="visit-driving-ketamine",
    sentence=_(
        "After ketamine, Mayo Clinic’s page says: no driving, and nothing else that could be dangerous, for "
        "24 hours."
    ),
    sources=(labels.MAYO_KETAMINE,),
    **CHECKED,
)
ESCORT = Claim(
    key="visit-escort",
    sentence=_(
        "It is best if an adult you know picks you up at the door and stays for the evening. Do not walk, "
        "ride a bicycle, or take a bus or train alone that day."
    ),
    sources=(),
    **CHECKED,
)
ALCOHOL = Claim(
    key="visit-alcohol",
    sentence=_(
        "Ketamine adds to the effects of alcohol and of medicines that make you drowsy. Ask when you may "
        "take your own again."
    ),
    sources=(labels.MAYO_KETAMINE,),
    **CHECKED,
)
BIG_CHOICES = Claim(
    key="visit-big-choices",
    sentence=_("Many clinics ask you to sign nothing, decide nothing big, and not work until the next day."),
    sources=(),
    **CHECKED,
)

# ---- The days after

CALL_CLINIC = Claim(
    key="visit-call-clinic",
    sentence=_(
        "Call if strange thoughts or acts are severe or last more than 24 hours. Call if your urine gets "
        "dark, your eyes or skin turn yellow, or you have bad belly pain."
    ),
    sources=(labels.MAYO_KETAMINE,),
    **CHECKED,
)
CALL_BLADDER = Claim(
    key="visit-call-bladder",
    sentence=_("Call if it hurts to pass urine, if you have to go all the time, or if there is blood."),
    sources=(labels.KETALAR_REACTIONS,),
    **CHECKED,
)
CALL_MOOD = Claim(
    key="visit-call-mood",
    sentence=_(
        "Call the same day if your mood drops, if you feel much more restless or afraid, or if you can’t "
        "sleep."
    ),
    sources=(),
    **CHECKED,
)
INTEGRATION = Claim(
    key="visit-integration",
    sentence=_(
        "Many clinics offer a talk in the days after, to sort out what came up. They call it “integration”."
    ),
    sources=(),
    **CHECKED,
)
INTEGRATION_PROOF = Claim(
    key="visit-integration-proof",
    sentence=_(
        "The proof is thin: a review from 2026 found no proof that talk therapy adds to the effect of "
        "ketamine."
    ),
    sources=(studies.THERAPY_2026,),
    **CHECKED,
)
