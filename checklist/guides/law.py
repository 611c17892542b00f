"""The guide "Law and approval in the US"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, See, Term, Terms

GUIDE = Guide(
    slug="law",
    title=_("Law and approval in the US"),
    summary=_("A treatment can be within the law and still not be approved for your illness."),
    sections=(
        Section(
            "controlled",
            _("A controlled drug"),
            (
                Paragraph(
                    (
                        _(
                            "Ketamine has been in Schedule III of US drug law since August 1999. This "
                            "means that it has a medical use, and that it can be misused. Only people "
                            "with a license and a federal permit may prescribe it."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "off-label",
            _("Off-label"),
            (
                Paragraph(
                    (
                        _(
                            "The FDA approves a drug for a certain use. For ketamine, the use is to "
                            "put people to sleep for surgery. A doctor may by law use it for "
                            "something else. That is called off-label. It does not mean that it is "
                            "wrong. It means that the FDA has not weighed the good and the harm for "
                            "that use."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Ketamine is off-label for depression, for PTSD, for anxiety and for "
                            "chronic pain. A clinic should tell you so. In 2023 a study of ads in "
                            "Maryland found claims that were false or that mislead. “Legal” alone "
                            "tells you too little."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "approved",
            _("The approved form: esketamine"),
            (
                Paragraph((_("Spravato is a nose spray for adults. It is approved:"),)),
                Terms(
                    (
                        Term(
                            _("Since 2019"),
                            (
                                _(
                                    "With a pill, for depression that two or more antidepressants have not "
                                    "helped."
                                ),
                            ),
                        ),
                        Term(
                            _("Since 2020"),
                            (_("With a pill, for low mood in depression with acute thoughts of suicide."),),
                        ),
                        Term(
                            _("Since January 2025"),
                            (
                                _(
                                    "On its own, for depression that two or more antidepressants have not "
                                    "helped."
                                ),
                            ),
                        ),
                    )
                ),
                Paragraph(
                    (_("The FDA sets strict rules for it, called a REMS. They hold in every clinic:"),)
                ),
                Terms(
                    (
                        Term(
                            _("The place"),
                            (
                                _(
                                    "The clinic is certified. A prescriber is there. So is a device that "
                                    "reads the oxygen in your blood."
                                ),
                            ),
                        ),
                        Term(
                            _("Watched for two hours"),
                            (_("You are watched for at least two hours, and until the effects are gone."),),
                        ),
                        Term(_("No driving"), (_("Not until the next day, after a restful sleep."),)),
                        Term(_("Never at home"), (_("The spray is not handed out to take home."),)),
                    )
                ),
                Paragraph((_("These rules are for Spravato. No such program holds for other ketamine."),)),
                HelpBox(),
            ),
        ),
        Section(
            "mixed",
            _("Mixed by a pharmacy"),
            (
                Paragraph(
                    (
                        _(
                            "Lozenges, pills and many sprays are made by a pharmacy. They are called "
                            "“compounded”. The FDA does not review them for safety, effect or "
                            "quality. It warned of them in October 2023. So ask where the drug comes "
                            "from."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "video",
            _("By video"),
            (
                Paragraph(
                    (
                        _(
                            "As a rule, federal law asks for one visit in person before a controlled "
                            "drug is prescribed. Since the pandemic there has been an exception: a "
                            "visit by video can be enough."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "As of 22 November 2026, this exception runs to 31 December 2026. After "
                            "that day, look whether it has been extended. So far it has been extended "
                            "four times."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Your state may be stricter. And what the law permits is not always safe: "
                            "at home no clinician is there to watch you."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "states",
            _("Your state"),
            (
                Paragraph(
                    (
                        _(
                            "States give licenses to doctors, nurses and therapists. They decide what "
                            "each may do, and who must oversee whom. A state’s board can tell you if "
                            "a license is good, and if there has been discipline. Look the person up "
                            "before you go. Ask also which written rules the clinic follows. A survey "
                            "from 2025 found that clinics differ a great deal, and its authors call "
                            'for clearer guidance. Where to complain is in <a href="{{ stopping '
                            '}}">the last guide</a>.'
                        ),
                    )
                ),
                See("stopping"),
            ),
        ),
    ),
)
