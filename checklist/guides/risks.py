"""The guide "Risks, and who should take care"."""

# ruff: noqa: E501

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="risks",
    title=_("Risks, and who should take care"),
    summary=_("Ketamine is a strong drug, and some people should not have it."),
    sections=(
        Section(
            "common",
            _("In the hours after a dose"),
            (
                Paragraph(
                    (
                        _(
                            "A review from 2018 found these most often after a dose by vein: "
                            "headache, feeling dizzy, feeling cut off from body or world, higher "
                            "blood pressure, blurred sight, and fear."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "In trials of esketamine about half or more of the people got sleepy. "
                            "Three to four in 1,000 passed out. Strange feelings most often pass "
                            "within a few hours. In a few people they come back within a day. That is "
                            "why someone must watch you."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "It is not true that side effects are “minimal”, as some articles say. "
                            "What is true: we know little about the long run."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "serious",
            _("Rare and serious"),
            (
                Paragraph(
                    (
                        _(
                            "Too much, or given in the wrong way, ketamine can slow or stop "
                            "breathing, harm the heart, or cause seizures. The American Society of "
                            "Anesthesiologists says so in its guidance from 2025. It asks for the "
                            "same care as with other drugs that put people to sleep. So ask who is "
                            "there that can act at once, and with what training."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "who",
            _("Who should take care"),
            (
                Paragraph(
                    (
                        _(
                            "Tell the clinic if one of these is true of you. It may mean no, not now, "
                            "or more checks."
                        ),
                    )
                ),
                Terms(
                    (
                        Term(
                            _("Blood pressure, heart"),
                            (
                                _(
                                    "Ketamine raises both pressure and pulse. Before esketamine, a value "
                                    "above 140/90 is a reason to think about waiting. Guidelines for pain "
                                    "from 2018 say no to ketamine with a heart illness that is poorly "
                                    "controlled."
                                ),
                            ),
                        ),
                        Term(
                            _("Weak or tangled blood vessels, a past bleed in the brain"),
                            (_("Esketamine must not be used. An aneurysm is such a weak spot."),),
                        ),
                        Term(
                            _("Psychosis"),
                            (
                                _(
                                    "Hearing or seeing things that others do not, or fixed false beliefs. "
                                    "Ketamine may make it worse. It calls for great care, or for a no."
                                ),
                            ),
                        ),
                        Term(
                            _("Mania, bipolar illness"),
                            (
                                _(
                                    "There are few data. A switch to mania after ketamine has been reported. "
                                    "Ask who would notice it, and what would be done."
                                ),
                            ),
                        ),
                        Term(
                            _("Pregnancy, nursing a baby"),
                            (
                                _(
                                    "Esketamine should not be used in either case. Ketamine may harm an "
                                    "unborn baby."
                                ),
                            ),
                        ),
                        Term(
                            _("Bladder"),
                            (
                                _(
                                    "People who take ketamine often and for long can get a painful, scarred "
                                    "bladder. Pain, blood, or always having to go are signs to report."
                                ),
                            ),
                        ),
                        Term(
                            _("Liver"),
                            (
                                _(
                                    "A study from 2021 gathered reports of harm to the liver or bile ducts "
                                    "after repeated doses under medical care. With a severe liver illness, "
                                    "esketamine is not advised."
                                ),
                            ),
                        ),
                        Term(
                            _("Alcohol and drugs"),
                            (
                                _(
                                    "Ketamine can be misused. The pain guidelines say no to a series of doses "
                                    "during active misuse. To be asked about this is care, not blame."
                                ),
                            ),
                        ),
                        Term(
                            _("Pressure in the eye or the skull"),
                            (_("The same guidelines advise no ketamine, or low doses with great care."),),
                        ),
                        Term(
                            _("Other medicines"),
                            (
                                _(
                                    "Name all of them. Drugs that calm or make you sleepy, stimulants, and "
                                    "the old antidepressants called MAOIs matter most."
                                ),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "suicide",
            _("Thoughts of suicide"),
            (
                Paragraph(
                    (
                        _(
                            "Some people get worse. In a study of 537 people at US clinics (2022), "
                            "6.0 % had more thoughts of suicide after the first series. Ask who will "
                            "check on you between sessions, and whom you can reach at night."
                        ),
                    )
                ),
                HelpBox(),
            ),
        ),
        Section(
            "home",
            _("Mixed drugs, and doses at home"),
            (
                Paragraph(
                    (
                        _(
                            "In October 2023 the FDA warned about ketamine that a pharmacy mixes. It "
                            "does not review these products. At home no one is there to watch you. It "
                            "told of a person who took such a drug at home for PTSD. Their breathing "
                            "slowed. Their blood held about twice as much ketamine as is usual for "
                            "surgery."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "The FDA knows of no proof that mixed ketamine is safer, works better, or "
                            "works faster than approved drugs."
                        ),
                    )
                ),
            ),
        ),
    ),
)
