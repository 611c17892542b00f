"""The guide "During a session, and after"."""

# ruff: noqa: E501

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="during-and-after",
    title=_("During a session, and after"),
    summary=_("What may happen, who should be there, when you may leave, and when to call for help."),
    sections=(
        Section(
            "before",
            _("When you arrive"),
            (
                Paragraph(
                    (
                        _(
                            "Staff should take your blood pressure and ask how you are. They should "
                            "ask about food, medicines, and who will take you home. If the pressure "
                            "is too high, it is good care to wait."
                        ),
                    )
                ),
                Paragraph((_("Know before you start: who stays with me, and how do I say stop?"),)),
            ),
        ),
        Section(
            "during",
            _("While it acts"),
            (
                Paragraph(
                    (
                        _(
                            "You may feel light, heavy or far from your body. Time may seem to slow. "
                            "Sounds and colors may change. Some people like this. Some are "
                            "frightened. You may also feel sick, dizzy or numb, and your blood "
                            "pressure may rise. You may fall asleep."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Guidance from 2025 by US anesthesiologists calls three things necessary: "
                            "someone checks your pulse, breathing and pressure, people who can rescue "
                            "you are near, and so are the tools. For Spravato, a prescriber and a "
                            "device that reads your oxygen must be there."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "You can ask for a hand, for quiet, or for the music to stop. You can ask "
                            "to end the session. Nobody should touch you in a way that you did not "
                            "agree to before."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "leaving",
            _("Before you leave"),
            (
                Paragraph(
                    (
                        _(
                            "Stay until staff agree that you may go. Ask what they go by. The clock "
                            "alone is not enough. With Spravato you stay at least two hours, and "
                            "longer if the effects last. That is an FDA rule."
                        ),
                    )
                ),
                Terms(
                    (
                        Term(
                            _("Driving"),
                            (
                                _(
                                    "After Spravato: not until the next day, after a restful sleep. After "
                                    "ketamine: not for 24 hours, says Mayo Clinic. The same goes for "
                                    "machines, and for all that could be dangerous."
                                ),
                            ),
                        ),
                        Term(
                            _("Alcohol and pills that make you sleepy"),
                            (_("They add to the effect. Ask when you may take your own again."),),
                        ),
                        Term(
                            _("Big choices"),
                            (_("Some clinics ask you to sign and decide nothing for a day."),),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "days",
            _("The days after"),
            (
                Paragraph(
                    (
                        _(
                            "You may be tired, tender or calm. Or you may feel nothing new. None of "
                            "this tells yet whether it works."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Write down what you recall. If you have a therapist, meet soon, while it "
                            "is fresh. Such a talk is often called “integration”. Rules that experts "
                            "wrote in 2020 ask for it. Proof is thin: a review from 2026 could not "
                            "show that therapy adds to the effect."
                        ),
                    )
                ),
                Paragraph((_("Note your score each week. It is a better guide than one good or bad day."),)),
            ),
        ),
        Section(
            "call",
            _("When to call"),
            (
                Paragraph((_("Ask for a number that is answered at night. Voice mail is not enough."),)),
                Terms(
                    (
                        Term(
                            _("Call the clinic"),
                            (
                                _(
                                    "If strange thoughts or acts are severe, or last longer than 24 hours. If "
                                    "your mood drops, or you can’t sleep. If it hurts to pass water, or there "
                                    "is blood. If your eyes or skin turn yellow, or your urine gets dark."
                                ),
                            ),
                        ),
                        Term(
                            _("Call 911"),
                            (
                                _(
                                    "If someone can’t breathe well, has pain in the chest, has a seizure, or "
                                    "can’t be woken. Say that they had ketamine."
                                ),
                            ),
                        ),
                        Term(
                            _("Call or text 988"),
                            (
                                _(
                                    "If you think of ending your life. Day or night, for free. You can also "
                                    "call because you fear for someone else."
                                ),
                            ),
                        ),
                    )
                ),
                HelpBox(),
            ),
        ),
    ),
)
