"""The guide "Getting ready for a first session"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import visits

CHECK_UP = Section(
    "check-up",
    _("The check-up before"),
    (
        Paragraph((visits.FULL_PLAN, visits.EXAM, _("A form on the web is not that."))),
        Paragraph((_("Expect questions about these, and bring them up if nobody asks:"),)),
        Terms(
            (
                Term(
                    _("Ask about these first"),
                    (visits.ASK_FIRST, _("Tell them too of any bad reaction to it before.")),
                ),
                Term(
                    _("Your body"),
                    (_("Blood pressure, heart, breathing, thyroid, liver, bladder, eyes, and seizures."),),
                ),
                Term(
                    _("Pregnancy"),
                    (visits.PREGNANCY, visits.PREGNANCY_TEST),
                ),
                Term(
                    _("Your mind"),
                    (
                        _(
                            "Low mood, trauma, mania, hearing or seeing things that others do not, and "
                            "thoughts of suicide, now and in the past."
                        ),
                    ),
                ),
                Term(
                    _("Alcohol and drugs"),
                    (_("Tell the truth. They ask to keep you safe, and not to judge you."),),
                ),
                Term(
                    _("What you have tried"),
                    (_("Which medicines and therapies, for how long, and what each did for you."),),
                ),
            )
        ),
        HelpBox(),
        See("risks"),
    ),
)

MEDICINES = Section(
    "medicines",
    _("A list of what you take"),
    (
        Paragraph(
            (
                _(
                    "Write down every medicine, with dose and time. Add what you buy without a "
                    "prescription, vitamins and herbs."
                ),
                visits.MEDICINES,
            )
        ),
        Paragraph((visits.NO_STOPPING, _("Ask the clinic and the person who prescribed it."))),
    ),
)

FOOD = Section(
    "food",
    _("Food and drink that day"),
    (
        Terms(
            (
                Term(_("Spravato"), (visits.FOOD_SPRAVATO, visits.NOSE_SPRAYS)),
                Term(_("A drip or a shot"), (visits.FOOD_DRIP, visits.FOOD_ASA, visits.FOOD_WHY)),
                Term(_("A lozenge or tablet"), (_("Ask the clinic, and get it in writing."),)),
                Term(_("Diabetes"), (visits.DIABETES,)),
                Term(_("GLP-1 medicines"), (visits.GLP_1,)),
            )
        ),
        Paragraph(
            (
                _(
                    "Ask if you should take your morning pills, and when. Drink no alcohol, the "
                    "evening before too."
                ),
            )
        ),
    ),
)

FEAR = Section(
    "fear",
    _("If you are afraid of being high, or of losing control"),
    (
        Paragraph(
            (
                _("Many people are. It is a good reason to ask, and no reason to be ashamed."),
                visits.NOT_THE_AIM,
                visits.HOW_OFTEN_STRANGE,
                visits.STRANGE_PASSES,
            )
        ),
        Paragraph((visits.CONTROL,)),
        Paragraph((visits.PAST_ADDICTION,)),
        Paragraph((_("And you can always say no, or not today."),)),
    ),
)

MIND = Section(
    "mind",
    _("Your mind, and the room"),
    (
        Paragraph((visits.SET_AND_SETTING, _("Ask to see the room before."))),
        Paragraph((visits.OPEN_MIND,)),
        Paragraph(
            (
                _(
                    "Say what you need: another language, a way in without steps, a larger chair, or "
                    "someone who knows your way of life. Then ask yourself: was I heard, and was "
                    "there time?"
                ),
            )
        ),
    ),
)

JOURNAL = Section(
    "journal",
    _("A score, and a journal"),
    (
        Paragraph(
            (
                _("Ask for a score of your mood or your pain on that day."),
                visits.FIRST_SCORE,
                _("Without a first score, no one can say later if it helped."),
            )
        ),
        Paragraph(
            (
                _(
                    "A journal costs nothing. Before the day, write three lines: how you are now, "
                    "what you hope for, and what you fear. Write down one or two goals of your own, "
                    "such as “to sleep through” or “to see my friends”. Later you can see what has "
                    "changed and what has not."
                ),
            )
        ),
    ),
)

PAPERS = Section(
    "papers",
    _("Papers to read at home"),
    (
        Paragraph(
            (
                _(
                    "Ask for the consent form some days before, and read it with someone. It should "
                    "say what is off-label, what can go wrong, what it costs, and that you may stop. "
                    "Ask for your plan in writing: how many sessions, toward which goal, and when to "
                    "stop."
                ),
            )
        ),
        Paragraph((visits.TOUCH,)),
    ),
)

RIDE = Section(
    "ride",
    _("Rides, and who is with you"),
    (
        Paragraph((_("You can’t drive yourself home."), visits.DRIVING_SPRAVATO, visits.DRIVING_KETAMINE)),
        Paragraph(
            (
                visits.ESCORT,
                _(
                    "Clinics differ. One arranges a ride, one lets you take a taxi, and another wants "
                    "an adult whom you know. On this site, see “The ride home” in a listing. If it "
                    "says nothing, ask."
                ),
            )
        ),
        Paragraph(
            (
                _(
                    "Tell one person you trust what you plan. Plan no work that day, no care of small "
                    "children on your own, and nothing to sign."
                ),
            )
        ),
    ),
)

BRING = Section(
    "bring",
    _("What to wear and bring"),
    (Paragraph((visits.BRING,)),),
)

NOT_TODAY = Section(
    "not-today",
    _("When to put it off"),
    (
        Paragraph((_("Call the clinic first:"),)),
        Bullets(
            (
                (_("if you are ill, or feel much worse than at the check-up;"),),
                (_("if your medicines have changed;"),),
                (_("if you have drunk alcohol or taken drugs;"),),
                (_("if you may be pregnant;"),),
                (_("if you have eaten, or nobody can take you home."),),
            )
        ),
        See("during-and-after"),
    ),
)

GUIDE = Guide(
    slug="preparing",
    title=_("Getting ready for a first session"),
    summary=_("A full check-up, a list of what you take, a way home, and time to ask make a good start."),
    sections=(CHECK_UP, MEDICINES, FOOD, FEAR, MIND, JOURNAL, PAPERS, RIDE, BRING, NOT_TODAY),
)
