"""The guide "When to stop, and where to complain"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="stopping",
    title=_("When to stop, and where to complain"),
    summary=_("You may stop at any time, and there are people whose work it is to look into bad care."),
    sections=(
        Section(
            "any-time",
            _("You may stop"),
            (
                Paragraph(
                    (
                        _(
                            "Consent is not a contract. You can say no before a session, and in the "
                            "middle of one. You need give no reason. You can take a break and think."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "when",
            _("When it is time to ask"),
            (
                Paragraph(
                    (
                        _(
                            "Guidance from 2025 by US anesthesiologists says that ketamine should "
                            "have a goal and a set course. With Spravato, the clinic should check "
                            "after four weeks whether it helps. So a plan without an end is a reason "
                            "to ask. So are these:"
                        ),
                    )
                ),
                Terms(
                    (
                        Term(
                            _("No gain"),
                            (_("Your scores have not moved after the number of sessions that was agreed."),),
                        ),
                        Term(
                            _("You feel worse"),
                            (_("Your mood drops, you fear more, or you think of suicide."),),
                        ),
                        Term(
                            _("You want more and more"),
                            (_("You look forward to the drug and not to your life, or need higher doses."),),
                        ),
                        Term(
                            _("Your body warns"),
                            (
                                _(
                                    "It hurts to pass water, your blood pressure stays high, or your skin "
                                    "turns yellow."
                                ),
                            ),
                        ),
                        Term(
                            _("The clinic lets you down"),
                            (
                                _(
                                    "You were left alone, were touched against your wish, or were pushed to "
                                    "pay."
                                ),
                            ),
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Plan the end with the clinic and your own doctor. Do not stop other "
                            "medicines on your own. Low mood can come back. In the study of US "
                            "clinics from 2022, about 80 in 100 of those who had responded were still "
                            "well after four weeks, and about 60 in 100 after eight."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "help",
            _("If you can’t wait"),
            (
                Paragraph(
                    (
                        _(
                            "In danger, call 911. Call or text 988 if you think of suicide, or if you "
                            "just can’t go on."
                        ),
                    )
                ),
                HelpBox(),
            ),
        ),
        Section(
            "complain",
            _("Where to complain"),
            (
                Paragraph(
                    (
                        _(
                            "Write down what happened: the day, the place, the names, what was said. "
                            "Ask for your records. Tell the clinic in writing, if you feel safe to do "
                            "so. You can also go straight to these:"
                        ),
                    )
                ),
                Terms(
                    (
                        Term(
                            _("A person’s work"),
                            (
                                _(
                                    "The board of your state that gave the license: for doctors the medical "
                                    "board, for nurses the nursing board, for therapists their own. The site "
                                    "of the Federation of State Medical Boards, fsmb.org, explains how to "
                                    "file. Its search, docinfo.org, shows if a doctor has been disciplined. "
                                    "It is renewed each month."
                                ),
                            ),
                        ),
                        Term(
                            _("Harm from a drug"),
                            (
                                _(
                                    "MedWatch at the FDA: fda.gov/medwatch, or 1-800-332-1088. You need no "
                                    "proof that the drug was the cause."
                                ),
                            ),
                        ),
                        Term(
                            _("Your privacy"),
                            (
                                _(
                                    "The Office for Civil Rights: ocrportal.hhs.gov. As a rule within 180 "
                                    "days."
                                ),
                            ),
                        ),
                        Term(
                            _("False ads, or being cheated"),
                            (_("The Federal Trade Commission: reportfraud.ftc.gov."),),
                        ),
                        Term(
                            _("A bill far above the estimate"),
                            (
                                _(
                                    'cms.gov/nosurprises, or 1-800-985-3059. See <a href="{{ costs }}">the '
                                    "guide to costs</a>."
                                ),
                            ),
                        ),
                        Term(
                            _("A listing on this site"),
                            (
                                _(
                                    "Each listing has a link to say what is wrong with it. We read what you "
                                    "send, and you can look up what came of it."
                                ),
                            ),
                        ),
                    )
                ),
            ),
        ),
        Section(
            "after",
            _("What to expect"),
            (
                Paragraph(
                    (
                        _(
                            "A board follows up on complaints, and it can discipline a person. Ask "
                            "what comes next, and by when. Write down whom you spoke with. Your "
                            "report may keep someone else from harm."
                        ),
                    )
                ),
            ),
        ),
    ),
)
