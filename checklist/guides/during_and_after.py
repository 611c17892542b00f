"""The guide "During a session, and after"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import emergencies, visits

EMERGENCY = Section(
    "emergency",
    _("When to call for help"),
    (
        Paragraph((_("Call 911 at once if, after ketamine, you see one of these:"),)),
        Bullets(
            (
                (emergencies.BREATHING,),
                (emergencies.BLUE_LIPS,),
                (emergencies.CHEST_PAIN,),
                (emergencies.SEIZURE,),
                (emergencies.STROKE_SIGNS,),
            )
        ),
        Paragraph((emergencies.WHILE_YOU_WAIT,)),
        Terms(
            (
                Term(
                    _("Poison Help"),
                    (
                        _(
                            "Call if someone took too much, mixed it, or a child got at it, and they are "
                            "awake."
                        ),
                        emergencies.POISON_HELP,
                        emergencies.POISON_HELP_OR_911,
                    ),
                ),
                Term(
                    _("Call or text 988"),
                    (
                        _("Do it if you think of ending your life, or fear for someone else."),
                        emergencies.LIFELINE,
                        emergencies.LIFELINE_TEXT,
                        emergencies.LIFELINE_ASL,
                    ),
                ),
                Term(
                    _("Call the clinic"),
                    (
                        visits.CALL_CLINIC,
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

ARRIVING = Section(
    "arriving",
    _("When you arrive"),
    (
        Paragraph(
            (
                _(
                    "Staff should ask how you are, what you ate, what you took, and who takes you "
                    "home. They should take your blood pressure."
                ),
                visits.PRESSURE_WAIT,
                _("To wait is good care, and not a failure."),
            )
        ),
        Paragraph((_("Know two things before you start: who stays with me, and how do I say stop?"),)),
    ),
)

FEELINGS = Section(
    "feelings",
    _("What you may feel"),
    (
        Paragraph(
            (
                _(
                    "You may feel light, heavy or far from your body. Time may seem to slow. Sounds "
                    "and colors may change. You may feel sick, dizzy, numb or sleepy. Some people "
                    "like it, some are frightened, and some feel little."
                ),
                visits.STRANGE_PASSES,
                visits.PRESSURE_RISES,
            )
        ),
        Paragraph((visits.WATCHED,)),
    ),
)

FRIGHTENED = Section(
    "frightened",
    _("If it becomes frightening"),
    (
        Paragraph((visits.FRIGHTENED,)),
        Paragraph((visits.QUIET_ROOM,)),
        Paragraph((_("You can ask to end the session at any time, and need give no reason."), visits.TOUCH)),
    ),
)

LEAVING = Section(
    "leaving",
    _("Before you leave"),
    (
        Paragraph(
            (
                _(
                    "Stay until staff agree that you may go. Ask what they go by: the clock alone is "
                    "not enough."
                ),
                visits.LEAVING_SPRAVATO,
            )
        ),
        Terms(
            (
                Term(_("Driving"), (visits.DRIVING_SPRAVATO, visits.DRIVING_KETAMINE)),
                Term(_("Your ride"), (visits.ESCORT,)),
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
        Paragraph((_("At home no clinician is in the room. So the rules are stricter there:"),)),
        Bullets(
            (
                (emergencies.HOME_ALONE,),
                (emergencies.HOME_MIXING,),
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
                    "You may be tired, tender or calm, or you may feel nothing new. None of this "
                    "tells yet whether it works. Write down what you recall, and what you would like "
                    "to do about it. Tell someone you trust how you are."
                ),
            )
        ),
        Paragraph((visits.INTEGRATION, visits.INTEGRATION_PROOF)),
        Paragraph(
            (_("Note your score once a week. It is a better guide than one good or bad day."),),
        ),
        See("stopping"),
    ),
)

GUIDE = Guide(
    slug="during-and-after",
    title=_("During a session, and after"),
    summary=_("What may happen, who should be there, when you may leave, and when to call for help."),
    sections=(EMERGENCY, ARRIVING, FEELINGS, FRIGHTENED, LEAVING, AT_HOME, DAYS),
)
