"""The guide "What it costs, and who pays"."""

# ruff: noqa: E501

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, Paragraph, Section, Term, Terms

GUIDE = Guide(
    slug="costs",
    title=_("What it costs, and who pays"),
    summary=_("Ask for the whole price in writing: most people pay for off-label ketamine themselves."),
    sections=(
        Section(
            "price",
            _("What is in the price"),
            (
                Paragraph(
                    (_("Two clinics may name the same price and mean different things. Ask for each part:"),)
                ),
                Terms(
                    (
                        Term(_("First visit"), (_("Check-up, and tests of blood or urine."),)),
                        Term(
                            _("Each session"),
                            (_("Drug, room, staff, and the time for which you are watched."),),
                        ),
                        Term(_("Talks"), (_("Before and after. They are often a bill of their own."),)),
                        Term(
                            _("More doses"),
                            (_("After the first series, how many do people have, and at what price?"),),
                        ),
                        Term(
                            _("If you stop"), (_("What do you get back? What if you cancel one day before?"),)
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Take your time. An offer that ends today, or six sessions paid at once, "
                            "is made for the clinic. A price on this site always comes with a date. "
                            "Ask if it still holds."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "insurance",
            _("What insurance pays"),
            (
                Terms(
                    (
                        Term(
                            _("Off-label ketamine"),
                            (
                                _(
                                    "Most health plans do not pay for it. Most people pay for it themselves. "
                                    "Some plans pay for a part, such as the first visit."
                                ),
                            ),
                        ),
                        Term(
                            _("Spravato"),
                            (
                                _(
                                    "Many plans pay when their rules are met. Most often the plan must agree "
                                    "before, and wants proof that two or more antidepressants have not "
                                    "helped. You may still owe a share."
                                ),
                            ),
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Call your plan before you start. Ask: is this drug covered, for my "
                            "illness, at this clinic? What do I pay? Do you need to agree first? "
                            "Write down the day, the name and the answer."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "estimate",
            _("Your right to an estimate"),
            (
                Paragraph(
                    (
                        _(
                            "Federal law gives this right to people who have no insurance, or who do "
                            "not use it for this care. It is called a “good faith estimate”."
                        ),
                    )
                ),
                Terms(
                    (
                        Term(
                            _("When"),
                            (
                                _(
                                    "If you book at least three business days ahead, you get it in writing "
                                    "within one business day. If you book ten or more business days ahead, or "
                                    "only ask, you get it within three."
                                ),
                            ),
                        ),
                        Term(
                            _("What"),
                            (
                                _(
                                    "The cost that can be foreseen. It is not a contract. The bill can be "
                                    "higher if something new comes up."
                                ),
                            ),
                        ),
                        Term(
                            _("If the bill is higher"),
                            (
                                _(
                                    "If it is at least $400 above the estimate, you can dispute it. You must "
                                    "start within 120 days of the date on the bill. There is a fee of $25."
                                ),
                            ),
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "Keep a copy of the estimate and of each bill. The site of the Medicare "
                            "agency, cms.gov/nosurprises, says how to start. Its phone is "
                            "1-800-985-3059. People in Medicare, Medicaid or TRICARE have other "
                            "rules."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "superbill",
            _("A superbill"),
            (
                Paragraph(
                    (
                        _(
                            "Some clinics do not bill health plans. Then ask for a “superbill”. It is "
                            "a receipt that lists each service with its code, your illness with its "
                            "code, the dates, what you paid, and who treated you. You send it to your "
                            "plan. The plan may pay back a part if it pays for care outside its "
                            "network. It may also pay nothing. Ask the plan first."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "careful",
            _("Words to be wary of"),
            (
                Paragraph(
                    (
                        _(
                            "“All plans accepted.” “Covered” with no name of a plan. A discount if "
                            "you write a good review. Ask for each promise in writing."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "If you can’t pay, say so early. A clinic may have lower fees. And ask "
                            "your doctor what else could help. Other care may cost you less, and be "
                            "covered."
                        ),
                    )
                ),
            ),
        ),
    ),
)
