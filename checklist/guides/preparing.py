"""The guide "Getting ready for a first session"."""

# ruff: noqa: E501

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="preparing",
    title=_("Getting ready for a first session"),
    summary=_("A good start is a full check-up, a list of what you take, a way home, and time to ask."),
    sections=(
        Section(
            "check",
            _("The check-up before"),
            (
                Paragraph(
                    (
                        _(
                            "The guidance of US anesthesiologists from 2025 wants ketamine to be part "
                            "of a full plan, from someone trained and licensed, with visits face to "
                            "face. A form on the web is not that."
                        ),
                    )
                ),
                Paragraph((_("Expect questions about these, and bring them up if nobody asks:"),)),
                Terms(
                    (
                        Term(
                            _("Body"),
                            (
                                _(
                                    "Blood pressure, heart, liver, bladder, eyes, past strokes or bleeds, and "
                                    "whether you may be pregnant."
                                ),
                            ),
                        ),
                        Term(
                            _("Mind"),
                            (
                                _(
                                    "Low mood, trauma, mania, psychosis, thoughts of suicide, now and in the "
                                    "past."
                                ),
                            ),
                        ),
                        Term(
                            _("Habits"), (_("Alcohol and drugs. Tell the truth. It is about what is safe."),)
                        ),
                        Term(_("Before"), (_("What you have tried, for how long, and what it did."),)),
                    )
                ),
                HelpBox(),
                Paragraph(
                    (
                        _(
                            "Ask for a score of your mood or pain on that day. The study of US "
                            "clinics from 2022 used a list of nine questions, the PHQ-9. Without a "
                            "first score, no one can say later if it helped."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "list",
            _("A list of what you take"),
            (
                Paragraph(
                    (
                        _(
                            "Write down every medicine, with dose and time. Add what you buy without "
                            "a prescription, vitamins and herbs. Drugs that make you sleepy, "
                            "stimulants and MAOIs matter most."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Do not stop or skip a medicine on your own. Ask the clinic and the "
                            "person who prescribed it."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "papers",
            _("Papers to read at home"),
            (
                Paragraph(
                    (
                        _(
                            "Ask for the consent form some days before. Read it with someone. It "
                            "should say what is off-label, what can go wrong, what it costs, and that "
                            "you may stop. Ask for your plan in writing: how many sessions, what "
                            "goal, and when to stop."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "If you may be touched while the drug acts, say now what is fine for you "
                            "and what is not. Have it written down."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "home",
            _("A way home, and a quiet day"),
            (
                Paragraph(
                    (
                        _(
                            "You can’t drive yourself. With Spravato you may not drive until the next "
                            "day, after a restful sleep, and the clinic must tell you to plan a safe "
                            "way home. After ketamine, Mayo Clinic says: no driving, and nothing else "
                            "that could be dangerous, for 24 hours."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Ask someone to fetch you, and to stay for the evening if they can. Plan "
                            "no work, no care of small children on your own, and nothing to sign."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "food",
            _("Food and drink"),
            (
                Paragraph(
                    (
                        _(
                            "Follow what your clinic says. For Spravato it is: no food for at least "
                            "two hours before, and no drink for at least 30 minutes. For other ways "
                            "the rule may differ. Ask also whether to take your morning pills, and "
                            "when. Leave out alcohol."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "talk",
            _("Talk before, and a journal"),
            (
                Paragraph(
                    (
                        _(
                            "Some clinics hold talks before the first dose. Experts who wrote rules "
                            "for ketamine in 2020 count this as part of the care. If none is offered, "
                            "ask for one. Ask too that your own doctor and therapist be told, if you "
                            "wish it."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Say what you need: another language, a way in without steps, a larger "
                            "chair, someone who knows your way of life. Then ask yourself: was I "
                            "heard, and was there time?"
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "A journal costs nothing. Before the day, write three lines: how you are "
                            "now, what you hope for, what you fear. Add your score. Afterward it "
                            "shows you what changed and what did not."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "off",
            _("When to put it off"),
            (
                Paragraph(
                    (
                        _(
                            "Call first if you are ill, if your medicines have changed, if you have "
                            "drunk alcohol or taken drugs, or if you may be pregnant. And you can "
                            "always say: not today."
                        ),
                    )
                ),
            ),
        ),
    ),
)
