"""The guide "What the studies say"."""

# ruff: noqa: E501

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="evidence",
    title=_("What the studies say"),
    summary=_("In depression, ketamine helps some people for a time; for other illnesses we know much less."),
    sections=(
        Section(
            "words",
            _("Two words first"),
            (
                Paragraph(
                    (
                        _(
                            "“Response” means that the score of a person’s illness fell by half or "
                            "more. “Remission” means that almost no signs were left. A “trial” "
                            "compares groups that were formed by chance."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "depression",
            _("Depression: ketamine by vein"),
            (
                Terms(
                    (
                        Term(
                            _("Short trials"),
                            (
                                _(
                                    "Signs of depression drop within hours in many people. After one dose "
                                    "they most often come back within days. In a trial from 2019, 41 people "
                                    "who had not done well on other drugs took part. After six doses, 59 in "
                                    "100 had a response."
                                ),
                            ),
                        ),
                        Term(
                            _("Against ECT"),
                            (
                                _(
                                    "ECT treats the brain with short pulses of current. A trial from 2023 "
                                    "gave ketamine to 195 people and ECT to 170. All had hard-to-treat "
                                    "depression without psychosis. After three weeks 55 in 100 had a response "
                                    "with ketamine, and 41 in 100 with ECT. Everyone knew what they got."
                                ),
                            ),
                        ),
                        Term(
                            _("In real clinics"),
                            (
                                _(
                                    "A study from 2022 began with 9,016 people at 178 US clinics. Only 537 of "
                                    "them had enough data to count. Of these, 53.6 % had a response and 28.9 "
                                    "% had a remission. But 8.4 % got worse, and 6.0 % had more thoughts of "
                                    "suicide. How the other 8,479 fared, it does not say. There was no group "
                                    "to compare with."
                                ),
                            ),
                        ),
                        Term(
                            _("Hope plays a part"),
                            (
                                _(
                                    "In a trial from 2023, 40 people got ketamine or salt water while asleep "
                                    "for surgery. Both groups felt much better, and no clear gap was found. "
                                    "The trial was small. Yet it shows why a study in which people can feel "
                                    "what they got may mislead."
                                ),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "esketamine",
            _("Depression: esketamine"),
            (
                Paragraph(
                    (
                        _(
                            "The FDA approved it in 2019 for adults whom two or more antidepressants "
                            "had not helped, together with a pill. In January 2025 it was approved on "
                            "its own for them. In the trial behind this, 22.5 % were in remission "
                            "after four weeks, against 7.6 % with a dummy spray."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "In 2020 it was approved for low mood in adults with depression and acute "
                            "thoughts of suicide. It has not been shown to prevent suicide, or to "
                            "lessen such thoughts."
                        ),
                    )
                ),
                HelpBox(),
            ),
        ),
        Section(
            "others",
            _("Other illnesses"),
            (
                Terms(
                    (
                        Term(
                            _("PTSD"),
                            (
                                _(
                                    "The results are mixed. A trial from 2022 with 158 veterans and service "
                                    "members saw no clear gain over a dummy. A review from 2024 joined six "
                                    "trials with 221 people. It found a small gain that may be due to chance."
                                ),
                            ),
                        ),
                        Term(
                            _("OCD"),
                            (
                                _(
                                    "One trial from 2013 had 15 people. One week later, 4 of the 8 who got "
                                    "ketamine had a response, and none of the 7 others."
                                ),
                            ),
                        ),
                        Term(
                            _("Social anxiety"),
                            (
                                _(
                                    "One trial from 2018 had 18 people. Raters saw a gain. People’s own "
                                    "scores did not differ on average."
                                ),
                            ),
                        ),
                        Term(
                            _("Bipolar depression"),
                            (_("A review from 2021 found only three trials of ketamine."),),
                        ),
                        Term(
                            _("Chronic pain"),
                            (
                                _(
                                    "A review from 2025 took in 67 trials of ketamine and drugs like it, with "
                                    "2,309 people. It found no clear proof that they ease pain, and more "
                                    "unwanted effects when ketamine is given by vein. An older guideline, "
                                    "from 2018, saw moderate support for one illness, CRPS, for up to 12 "
                                    "weeks."
                                ),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "long",
            _("The long run"),
            (
                Paragraph(
                    (
                        _(
                            "Few studies follow people for long, or after many doses. A review of "
                            "side effects from 2018 found that too little is known, and that studies "
                            "tend to leave harms out. All the same, over 80 in 100 clinics in a "
                            "survey from 2025 give doses to keep people well, some for a long time."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "use",
            _("What to do with this"),
            (
                Paragraph(
                    (
                        _(
                            "Ask a clinic for its own figures: how many people, measured how, how "
                            "many got worse. Be wary of “95 %”, “cure” and “safe for all”."
                        ),
                    )
                ),
            ),
        ),
    ),
)
