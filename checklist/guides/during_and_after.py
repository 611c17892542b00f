"""The guide "During a session, and after"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import emergencies, ketamine, spravato, visits

EMERGENCY = Section(
    "emergency",
    _("When to call for help"),
    (
        Paragraph((_("Call 911 at once if you see one of these after ketamine:"),)),
        Bullets(
            (
                (emergencies.BREATHING,),
                (emergencies.BLUE_LIPS,),
                (emergencies.CHEST_PAIN,),
                (emergencies.SEIZURE,),
                (emergencies.WEAKNESS,),
                (emergencies.SPEECH,),
                (emergencies.SIGHT,),
                (emergencies.BALANCE,),
                (emergencies.HEADACHE,),
                (emergencies.SWELLING,),
            )
        ),
        Paragraph((emergencies.IN_THE_CLINIC,)),
        Paragraph((emergencies.WHILE_YOU_WAIT, _("Say that they had ketamine, how much, and when."))),
        Terms(
            (
                Term(
                    _("Poison Help"),
                    (
                        _(
                            "Call if someone who is awake took too much or mixed it, or if a child got "
                            "hold of it."
                        ),
                        emergencies.POISON_HELP,
                        emergencies.POISON_HELP_OR_911,
                    ),
                ),
                Term(
                    _("Call or text 988"),
                    (
                        _("Do so if you are thinking of ending your life, or are afraid for someone else."),
                        emergencies.LIFELINE,
                    ),
                ),
                Term(
                    _("Call the clinic"),
                    (
                        visits.CALL_CLINIC,
                        _("If anyone is in danger, call 911 instead."),
                        visits.CALL_BLADDER,
                        visits.CALL_MOOD,
                        _("Ask early for a number that a person answers at night. Voice mail is not enough."),
                    ),
                ),
            )
        ),
        HelpBox(),
    ),
)

FEELINGS = Section(
    "feelings",
    _("What happens, and what you may feel"),
    (
        Paragraph(
            (
                _(
                    "Staff should ask how you are, what you ate and took, and who takes you home. "
                    "They take your blood pressure."
                ),
                spravato.BLOOD_PRESSURE_LIMIT,
                _("To wait is good care."),
            )
        ),
        Paragraph(
            (
                spravato.COMMON_EFFECTS,
                _("Some people like how it feels, some are frightened, and some feel little."),
                visits.STRANGE_PASSES,
                spravato.BLOOD_PRESSURE,
            )
        ),
        Paragraph((ketamine.LABEL_SETTING, _("So ask before: who stays with me, and how do I say stop?"))),
    ),
)

FRIGHTENED = Section(
    "frightened",
    _("If it becomes frightening"),
    (
        Paragraph((visits.FRIGHTENED, visits.QUIET_ROOM)),
        Paragraph(
            (
                _(
                    "You can ask to end the session at any time, and you don’t have to give a reason. No "
                    "one may touch you in a way that you did not agree to before."
                ),
            )
        ),
    ),
)

LEAVING = Section(
    "leaving",
    _("Before you leave"),
    (
        Paragraph(
            (
                _(
                    "Stay until staff agree that you can go. Ask how they decide. The clock alone is "
                    "not enough."
                ),
                visits.LEAVING_SPRAVATO,
            )
        ),
        Terms(
            (
                Term(_("Driving"), (visits.DRIVING_SPRAVATO, visits.DRIVING_KETAMINE)),
                Term(_("Alcohol, and pills that make you sleepy"), (visits.ALCOHOL,)),
                Term(_("Big choices"), (visits.BIG_CHOICES,)),
            )
        ),
    ),
)

AT_HOME = Section(
    "at-home",
    _("If a dose is taken at home"),
    (
        Paragraph((_("At home no clinician is in the room. So take more care there:"),)),
        Bullets(
            (
                (
                    emergencies.HOME_MIXING,
                    _(
                        "If one is prescribed for you, ask before the first dose, and do not stop it on "
                        "your own."
                    ),
                ),
                (emergencies.HOME_ALONE,),
                (emergencies.HOME_NO_MORE,),
                (emergencies.HOME_CHILDREN, emergencies.HOME_LOCK),
            )
        ),
        See("risks"),
    ),
)

DAYS = Section(
    "days",
    _("The days after"),
    (
        Paragraph(
            (
                _(
                    "You may be tired, tender or calm, or feel nothing new. None of this tells yet "
                    "whether it works. Write down what you recall, and tell someone you trust how you "
                    "are. Note your score once a week: it is a better guide than one good or bad day."
                ),
            )
        ),
        Paragraph((visits.INTEGRATION, visits.INTEGRATION_PROOF)),
        See("stopping"),
    ),
)

GUIDE = Guide(
    slug="during-and-after",
    title=_("During a session, and after"),
    summary=_("What may happen, who should be there, when you may leave, and when to call for help."),
    sections=(EMERGENCY, FEELINGS, FRIGHTENED, LEAVING, AT_HOME, DAYS),
)
