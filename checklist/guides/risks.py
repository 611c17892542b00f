"""The guide "Risks, and who should take care"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import ketamine, spravato, studies, visits

GUIDE = Guide(
    slug="risks",
    title=_("Risks, and who should take care"),
    summary=_("Ketamine is a strong drug. Some people should not have it, and others need special care."),
    sections=(
        Section(
            "first",
            _("Tell the clinic these first"),
            (
                Paragraph(
                    (
                        _(
                            "Any of these may mean “no”, “not now”, or more checks first. None of them is "
                            "your fault."
                        ),
                        _(
                            "Spravato is made from ketamine. So tell the clinic, whichever of the two it "
                            "offers you."
                        ),
                    )
                ),
                Terms(
                    (
                        Term(_("Weak blood vessels, or a bleed in the brain"), (spravato.NOT_WITH_ANEURYSM,)),
                        Term(
                            _("Allergy, or a bad reaction before"),
                            (
                                spravato.NOT_WITH_ALLERGY,
                                ketamine.ALLERGY,
                                _("Tell them of any earlier bad reaction, even a small one."),
                            ),
                        ),
                        Term(
                            _("Blood pressure, heart, stroke"),
                            (
                                spravato.BLOOD_PRESSURE,
                                spravato.BLOOD_PRESSURE_LIMIT,
                                ketamine.PRESSURE_TOO_HIGH,
                            ),
                        ),
                        Term(
                            _("Psychosis"),
                            (
                                _(
                                    "This means hearing or seeing things that others do not, or being "
                                    "sure of things that are not so."
                                ),
                                spravato.PSYCHOSIS,
                            ),
                        ),
                        Term(
                            _("Mania, bipolar illness"),
                            (ketamine.MANIA, _("Ask who would notice it, and what they would do.")),
                        ),
                        Term(
                            _("Pregnancy"),
                            (
                                spravato.PREGNANCY,
                                spravato.CONTRACEPTION,
                                spravato.PREGNANCY_TEST,
                                ketamine.PREGNANCY,
                                spravato.BREASTFEEDING,
                                spravato.PREGNANCY_REGISTRY,
                            ),
                        ),
                        Term(_("Thyroid"), (ketamine.THYROID,)),
                        Term(_("Bladder, liver"), (spravato.BLADDER, spravato.LIVER)),
                    )
                ),
                Paragraph(
                    (ketamine.PAIN_CAUTIONS, _("Being asked about drugs and alcohol is care, not blame."))
                ),
            ),
        ),
        Section(
            "hours",
            _("In the hours after a dose"),
            (
                Paragraph((spravato.COMMON_EFFECTS, spravato.SLEEPINESS, spravato.THINKING)),
                Paragraph(
                    (
                        ketamine.BREATHING,
                        _("So ask who is there that can act at once, and how they were trained."),
                    )
                ),
                See("during-and-after"),
            ),
        ),
        Section(
            "box",
            _("The warning in a box"),
            (Paragraph((spravato.BOXED_WARNING, spravato.LABEL_WE_READ)),),
        ),
        Section(
            "suicide",
            _("Thoughts of suicide"),
            (
                HelpBox(),
                Paragraph((studies.REAL_CLINICS_SUICIDE,)),
                Paragraph((spravato.UNDER_25, spravato.UNDER_25_WHICH)),
                Paragraph(
                    (
                        spravato.WATCH_CLOSELY,
                        _("Ask who will check on you between sessions, and whom you can reach at night."),
                    )
                ),
            ),
        ),
        Section(
            "medicines",
            _("Other medicines, alcohol and drugs"),
            (
                Paragraph(
                    (
                        spravato.NAME_ALL_MEDICINES,
                        visits.NO_STOPPING,
                        _("Ask the person who prescribes it."),
                    )
                ),
                Terms(
                    (
                        Term(_("Opioids, and what makes you sleepy"), (ketamine.SEDATIVES, ketamine.ALCOHOL)),
                        Term(_("Stimulants, MAOIs"), (ketamine.STIMULANTS, ketamine.MAOIS)),
                        Term(_("Theophylline"), (ketamine.THEOPHYLLINE,)),
                        Term(
                            _("What may weaken the effect"),
                            (
                                ketamine.BENZODIAZEPINES,
                                ketamine.LAMOTRIGINE,
                                visits.NO_STOPPING_BENZODIAZEPINES,
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "long",
            _("After many doses"),
            (
                Terms(
                    (
                        Term(_("Bladder"), (ketamine.BLADDER,)),
                        Term(_("Liver and bile ducts"), (ketamine.LIVER,)),
                        Term(_("Memory and thinking"), (ketamine.MEMORY, ketamine.MEMORY_AT_CLINICS)),
                        Term(
                            _("Dependence and addiction"),
                            (
                                ketamine.DEPENDENCE,
                                ketamine.DEPENDENCE_RISK,
                                _(
                                    "If you long for the next dose, or want more than was agreed, tell "
                                    "someone early."
                                ),
                            ),
                        ),
                        Term(_("Mood and mind"), (ketamine.MIND_FOR_DAYS,)),
                    )
                ),
            ),
        ),
        Section(
            "home",
            _("Pharmacy-made drugs, and doses at home"),
            (Paragraph((ketamine.UNWATCHED, ketamine.HOME_CASE)), See("during-and-after")),
        ),
    ),
)
