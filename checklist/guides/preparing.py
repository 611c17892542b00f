"""The guide "Getting ready for a first session"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import spravato, visits

CHECK_UP = Section(
    "check-up",
    _("The check-up before"),
    (
        Paragraph((visits.FULL_PLAN, visits.EXAM, _("A form on the web is not that."))),
        Paragraph((_("Expect questions about these, and bring them up if no one asks:"),)),
        Terms(
            (
                Term(_("First of all"), (spravato.NOT_WITH_ALLERGY, spravato.NOT_WITH_ANEURYSM)),
                Term(
                    _("Your body"),
                    (_("Blood pressure, heart, breathing, thyroid, liver, bladder, eyes and seizures."),),
                ),
                Term(
                    _("Pregnancy"),
                    (
                        spravato.PREGNANCY,
                        spravato.CONTRACEPTION,
                        spravato.PREGNANCY_TEST,
                    ),
                ),
                Term(
                    _("Your mind"),
                    (
                        _(
                            "Low mood, trauma, mania, voices or visions, and thoughts of suicide, now or in "
                            "the past."
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
                    "Write down every medicine, with dose and time, and also what you buy without a "
                    "prescription."
                ),
                spravato.NAME_ALL_MEDICINES,
            )
        ),
        Paragraph(
            (
                visits.NO_STOPPING,
                visits.NO_STOPPING_BENZODIAZEPINES,
                _("Ask the clinic and the person who prescribed it."),
            )
        ),
    ),
)

FOOD = Section(
    "food",
    _("Food and drink that day"),
    (
        Terms(
            (
                Term(_("Spravato"), (visits.FOOD_SPRAVATO, visits.NOSE_SPRAYS)),
                Term(_("A drip or a shot"), (visits.FOOD_DRIP, visits.FOOD_WHY, visits.FOOD_ASA)),
                Term(_("A lozenge or tablet"), (_("Ask the clinic, and get it in writing."),)),
                Term(_("Diabetes, or a GLP-1 medicine"), (visits.DIABETES, visits.GLP_1)),
            )
        ),
        Paragraph(
            (
                _("Ask whether to take your morning pills. Drink no alcohol, the evening before too."),
                visits.DAILY_DRINKERS,
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
                _("Many people are. It is no reason to be ashamed."),
                visits.NOT_THE_AIM,
                visits.HOW_OFTEN_STRANGE,
                visits.STRANGE_PASSES,
            )
        ),
        Paragraph((visits.CONTROL, visits.PAST_ADDICTION)),
        Paragraph((_("And you can always say no, or not today."),)),
    ),
)

MIND = Section(
    "mind",
    _("Your mind, and the room"),
    (
        Paragraph((visits.SET_AND_SETTING,)),
        Paragraph(
            (
                _(
                    "Ask to see the room. Say what you need: another language, a way in without "
                    "steps, a larger chair, or someone who knows your way of life. Then ask yourself: "
                    "was I heard, and was there time?"
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
                    "A journal costs nothing. Before the day, write how you are, what you hope for, "
                    "and what you fear. Add a goal or two of your own, such as “to sleep through” or "
                    "“to see my friends”."
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
    _("Your ride, and what to bring"),
    (
        Paragraph((_("You can’t drive yourself home."), visits.DRIVING_SPRAVATO, visits.DRIVING_KETAMINE)),
        Paragraph(
            (
                visits.ESCORT,
                _(
                    "One clinic arranges a ride, one lets you take a taxi, and another wants an adult "
                    "whom you know. Look for “The ride home” in a listing. If it says nothing, ask."
                ),
            )
        ),
        Paragraph(
            (
                _(
                    "Tell one person you trust what you plan. Plan no work, and no care of small "
                    "children on your own."
                ),
                visits.BRING,
            )
        ),
    ),
)

NOT_TODAY = Section(
    "not-today",
    _("When to put it off"),
    (
        Paragraph(
            (
                _(
                    "Call first if you are ill or feel much worse, or if your medicines have changed. "
                    "Call if you drank alcohol or took drugs, or may be pregnant. And call if you ate "
                    "too late, or if no one can take you home."
                ),
            )
        ),
        See("during-and-after"),
    ),
)

GUIDE = Guide(
    slug="preparing",
    title=_("Getting ready for a first session"),
    summary=_("A full check-up, a list of what you take, a way home, and time to ask make a good start."),
    sections=(CHECK_UP, MEDICINES, FOOD, FEAR, MIND, JOURNAL, PAPERS, RIDE, NOT_TODAY),
)
