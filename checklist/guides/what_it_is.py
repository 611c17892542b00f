"""The guide "What ketamine treatment is, and is not"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, Paragraph, Section, See, Term, Terms

GUIDE = Guide(
    slug="what-it-is",
    title=_("What ketamine treatment is, and is not"),
    summary=_(
        "Ketamine is a drug, and only some clinics add talk therapy to it: know which you are offered."
    ),
    sections=(
        Section(
            "drug",
            _("The drug"),
            (
                Paragraph(
                    (
                        _(
                            "Ketamine puts people to sleep for surgery. It has been sold in the US "
                            "since 1971. For that use the US Food and Drug Administration (FDA) has "
                            "approved it."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "In smaller doses people stay awake. For a while their mind may feel far "
                            "away, loose, or as in a dream."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Some doctors also use it for low mood, trauma or pain. The FDA has not "
                            "approved ketamine for these. Such use is called “off-label”. More on "
                            'this is in <a href="{{ law }}">the guide to the law</a>.'
                        ),
                    )
                ),
                See("law"),
            ),
        ),
        Section(
            "esketamine",
            _("Esketamine"),
            (
                Paragraph(
                    (
                        _(
                            "Esketamine is one part of the same drug, made as a nose spray. Its brand "
                            "name is Spravato. The FDA has approved it for some adults with "
                            "depression. No other form is approved for an illness of the mind."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "ways",
            _("How it is given"),
            (
                Terms(
                    (
                        Term(
                            _("Into a vein"),
                            (
                                _(
                                    "A drip in the arm. This is the way that most studies of depression have "
                                    "used."
                                ),
                            ),
                        ),
                        Term(_("Into a muscle"), (_("A shot, most often in the arm or leg."),)),
                        Term(
                            _("In the nose"),
                            (
                                _(
                                    "Esketamine is a spray made by a drug company. Some clinics use a "
                                    "ketamine spray that a pharmacy mixes."
                                ),
                            ),
                        ),
                        Term(
                            _("By mouth"),
                            (
                                _(
                                    "Pills, or lozenges that melt under the tongue. A pharmacy mixes these "
                                    "too. None is approved by the FDA."
                                ),
                            ),
                        ),
                    )
                ),
                Paragraph((_("No way is best for all. Ask why a clinic chose the one it offers you."),)),
            ),
        ),
        Section(
            "therapy",
            _("The drug alone is not psychotherapy"),
            (
                Paragraph(
                    (
                        _(
                            "Psychotherapy means planned talks with a trained and licensed therapist. "
                            "A dose of ketamine is not that. Some articles treat the two as one. They "
                            "are not."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "In a survey of 98 US clinics, printed in 2022, only 40 in 100 offered "
                            "counseling or therapy."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Does therapy add to the effect? We do not know yet. A review from 2026 "
                            "looked at 72 studies of the two together. Only two of them put the added "
                            "therapy itself to a fair test."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Experts do not agree. One set of rules from 2020 wants a mental health "
                            "worker in each treatment. Many clinics work without one. So ask: is "
                            "there therapy, who gives it, and what license do they hold? If a clinic "
                            "sells “therapy” and has no therapist, ask why."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "not",
            _("What it is not"),
            (
                Terms(
                    (
                        Term(
                            _("Not a cure"),
                            (
                                _(
                                    'It helps some people, and often for a limited time. <a href="{{ '
                                    'evidence }}">The guide to the studies</a> has the figures.'
                                ),
                            ),
                        ),
                        Term(
                            _("Not the first thing to try"),
                            (
                                _(
                                    "Most studies were made with people whom other drugs had not helped. "
                                    "Spravato was first approved for people for whom two or more "
                                    "antidepressants had failed."
                                ),
                            ),
                        ),
                        Term(
                            _("Not without risk"),
                            (
                                _(
                                    'Texts that speak of “minimal side effects” go too far. See <a href="{{ '
                                    'risks }}">the guide to risks</a>.'
                                ),
                            ),
                        ),
                        Term(
                            _("Not all alike"),
                            (
                                _(
                                    "Clinics differ in training, dose and care. In a survey from 2025, fewer "
                                    "than 30 in 100 were run by a psychiatrist, and over 25 in 100 by people "
                                    "who are not physicians."
                                ),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "stories",
            _("Stories are not proof"),
            (
                Paragraph(
                    (
                        _(
                            "A happy patient in an ad tells you that one person felt better. It does "
                            "not tell you why, or how many did not. Psychologists in the US may not "
                            "ask people whom they now treat for such praise. A better question is: "
                            "how do you measure results, and what do you find?"
                        ),
                    )
                ),
            ),
        ),
    ),
)
