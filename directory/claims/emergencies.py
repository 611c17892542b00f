"""Claims on emergencies: when to call 911, Poison Help or 988, and how to keep doses at home safe."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import contacts, labels

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

# ---- Call 911

WEAKNESS = Claim(
    key="emergency-weakness",
    sentence=_("One side of the face or body is suddenly weak or numb."),
    sources=(contacts.STROKE_SIGNS,),
    **CHECKED,
)
SPEECH = Claim(
    key="emergency-speech",
    sentence=_("The person is suddenly confused, or has trouble speaking or understanding."),
    sources=(contacts.STROKE_SIGNS,),
    **CHECKED,
)
SIGHT = Claim(
    key="emergency-sight",
    sentence=_("The person suddenly has trouble seeing, in one eye or both."),
    sources=(contacts.STROKE_SIGNS, labels.SPRAVATO_LABEL_2019),
    **CHECKED,
)
BALANCE = Claim(
    key="emergency-balance",
    sentence=_("The person suddenly has trouble walking, or loses balance."),
    sources=(contacts.STROKE_SIGNS,),
    **CHECKED,
)
HEADACHE = Claim(
    key="emergency-headache",
    sentence=_("There is a sudden, very bad headache with no clear cause."),
    sources=(contacts.STROKE_SIGNS, labels.SPRAVATO_LABEL_2019),
    **CHECKED,
)
BREATHING = Claim(
    key="emergency-breathing",
    sentence=_("The person has trouble breathing, or does not wake up."),
    sources=(contacts.POISON_HELP,),
    **CHECKED,
)
BLUE_LIPS = Claim(
    key="emergency-blue-lips",
    sentence=_("Lips or nails turn blue or purple. On dark skin, the skin may turn gray."),
    sources=(contacts.OVERDOSE_SIGNS,),
    **CHECKED,
)
SEIZURE = Claim(
    key="emergency-seizure",
    sentence=_(
        "The person has a seizure, above all if it is the first one, lasts more than five minutes, or is "
        "followed by trouble breathing or waking up."
    ),
    sources=(contacts.SEIZURES, labels.SPRAVATO_LABEL_2019),
    **CHECKED,
)
CHEST_PAIN = Claim(
    key="emergency-chest-pain",
    sentence=_("There is pain or pressure in the chest, or it spreads to the jaw, neck, back or arm."),
    sources=(contacts.HEART_ATTACK, labels.SPRAVATO_LABEL_2019),
    **CHECKED,
)
IN_THE_CLINIC = Claim(
    key="emergency-in-the-clinic",
    sentence=_(
        "Ketamine itself can make you dizzy, unsteady or confused for a while. So in the clinic, tell the "
        "staff at once. If you have left, or a sign comes suddenly, call 911 and do not wait to see if it "
        "passes."
    ),
    sources=(),
    **CHECKED,
)
SWELLING = Claim(
    key="emergency-swelling",
    sentence=_("The face, lips or throat swell, or a rash spreads and the person feels faint."),
    sources=(),
    **CHECKED,
)
WHILE_YOU_WAIT = Claim(
    key="emergency-while-you-wait",
    sentence=_(
        "Stay with the person until help comes. If they breathe but do not wake up, lay them on their side."
    ),
    sources=(contacts.OVERDOSE_SIGNS,),
    **CHECKED,
)

# ---- Call Poison Help

POISON_HELP = Claim(
    key="emergency-poison-help",
    sentence=_(
        "Poison Help, 1-800-222-1222, puts you through to a nurse, pharmacist or doctor. It is free and "
        "private, and there are interpreters for many languages."
    ),
    sources=(contacts.POISON_HELP,),
    **CHECKED,
)
POISON_HELP_OR_911 = Claim(
    key="emergency-poison-help-or-911",
    sentence=_("If the person is unconscious or has trouble breathing, call 911 instead."),
    sources=(contacts.POISON_HELP,),
    **CHECKED,
)

# ---- Call or text 988

LIFELINE = Claim(
    key="emergency-988",
    sentence=_(
        "After you call 988, press 1 for the line for veterans or 2 for Spanish. You can also text 988 "
        "(AYUDA for Spanish, and 838255 for veterans), or chat or sign at 988lifeline.org."
    ),
    sources=(contacts.LIFELINE, contacts.LIFELINE_SPANISH, contacts.LIFELINE_ASL),
    **CHECKED,
)

# ---- Doses at home

HOME_CHILDREN = Claim(
    key="home-children",
    sentence=_("Keep it in its own child-resistant package, where children can neither see nor reach it."),
    sources=(contacts.UP_AND_AWAY,),
    **CHECKED,
)
HOME_LOCK = Claim(
    key="home-lock",
    sentence=_(
        "Lock it up, and count what is left: ketamine can be misused. Never share a dose. Ask the pharmacy "
        "to take back what you do not need."
    ),
    sources=(),
    **CHECKED,
)
HOME_MIXING = Claim(
    key="home-mixing",
    sentence=_(
        "Never take it with alcohol, opioids or sleeping pills. Together with such drugs, ketamine can slow "
        "or stop your breathing, and people can die."
    ),
    sources=(labels.KETALAR_LABEL, labels.MAYO_KETAMINE),
    **CHECKED,
)
HOME_ALONE = Claim(
    key="home-alone",
    sentence=_(
        "Do not take a dose alone. A sober adult who knows what you took should stay with you, with a phone "
        "within reach."
    ),
    sources=(),
    **CHECKED,
)
HOME_NO_MORE = Claim(
    key="home-no-more",
    sentence=_(
        "Do not take more than was prescribed, even if you feel nothing. Do not take it in the bath, and do "
        "not drive. Call the clinic."
    ),
    sources=(),
    **CHECKED,
)
