"""The guide "What it costs, and who pays"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, Paragraph, Section, See, Term, Terms
from directory.claims import money

PRICE = Section(
    "price",
    _("What is in the price"),
    (
        Paragraph((_("Two clinics may name the same price and mean different things. Ask for each part:"),)),
        Terms(
            (
                Term(
                    _("The first visit"),
                    (_("Does it cost extra? Are blood or urine tests, and a heart test, in the price?"),),
                ),
                Term(
                    _("Each session"),
                    (_("Are the medicine, the room, the staff and the time of being watched all in it?"),),
                ),
                Term(_("Talk therapy"), (_("Is it part of the price, a bill of its own, or not offered?"),)),
                Term(
                    _("Later doses"),
                    (_("After the first series, how many do people have, how often, and for how long?"),),
                ),
                Term(
                    _("If you stop"),
                    (_("What do you get back? What does it cost if you cancel one day before?"),),
                ),
            )
        ),
        Paragraph(
            (
                _(
                    "Add it up for a whole year, and ask for the sum in writing. You do not have to "
                    "decide on the phone. Be careful with an offer that ends today, or with six "
                    "sessions to be paid at once. If you stop after two, the money should not be "
                    "gone."
                ),
            )
        ),
        Paragraph((_("A price on this site always comes with a date. Ask if it still holds."),)),
    ),
)

INSURANCE = Section(
    "insurance",
    _("What insurance pays"),
    (
        Terms(
            (
                Term(_("Off-label ketamine"), (money.OFF_LABEL_INSURANCE,)),
                Term(
                    _("Spravato"),
                    (money.ESKETAMINE_PLANS, _("You may still owe a share.")),
                ),
                Term(_("Medicare"), (money.ESKETAMINE_MEDICARE,)),
                Term(_("TRICARE"), (money.ESKETAMINE_TRICARE,)),
            )
        ),
        Paragraph((_("Call your plan before you start. You can read these questions to them:"),)),
        Bullets(
            (
                (_("Is this medicine covered, for my illness, at this clinic?"),),
                (_("Do you have to agree first? (They call it “prior authorization”.) Who asks for it?"),),
                (_("Which treatments must I have tried before?"),),
                (_("What will I pay myself for each visit?"),),
                (_("What if the clinic is not in your network?"),),
            )
        ),
        Paragraph((_("Write down the day, the name of the person, and the answer."),)),
    ),
)

ESTIMATE = Section(
    "estimate",
    _("Your right to an estimate"),
    (
        Paragraph((money.ESTIMATE_WHO, money.ESTIMATE_NOT_WHO)),
        Terms(
            (
                Term(_("When you get it"), (money.ESTIMATE_TIMES,)),
                Term(_("What it is"), (money.ESTIMATE_LIMITS,)),
                Term(
                    _("If the bill is far higher"),
                    (money.ESTIMATE_DISPUTE, money.ESTIMATE_DEADLINE, money.ESTIMATE_PHONE),
                ),
            )
        ),
        Paragraph((_("Keep a copy of the estimate and of each bill. You need both for a dispute."),)),
    ),
)

SUPERBILL = Section(
    "superbill",
    _("A superbill"),
    (
        Paragraph((money.SUPERBILL, money.SUPERBILL_LINES)),
        Paragraph((_("Ask your plan first what it would pay back, and what it needs to see."),)),
    ),
)

CAREFUL = Section(
    "careful",
    _("Words to be wary of"),
    (
        Bullets(
            (
                (_("“All plans accepted”, or “covered”, with no plan named."),),
                (_("“Pay today and save.” A good clinic lets you sleep on it."),),
                (_("A loan or a monthly membership, before anyone has examined you."),),
                (_("A discount for a good review."),),
            )
        ),
        Paragraph((_("Ask for each promise in writing."),)),
    ),
)

CANNOT_PAY = Section(
    "cannot-pay",
    _("If you can’t pay"),
    (
        Paragraph(
            (
                _(
                    "Say so early. There is no shame in it, and some clinics have lower fees. Do not "
                    "go into debt for a treatment that may not help. Ask your doctor what else could "
                    "help you. Other care may cost you less, and your plan may cover it."
                ),
            )
        ),
        See("stopping"),
    ),
)

GUIDE = Guide(
    slug="costs",
    title=_("What it costs, and who pays"),
    summary=_("Ask for the whole price in writing, and ask your plan before you start."),
    sections=(PRICE, INSURANCE, ESTIMATE, SUPERBILL, CAREFUL, CANNOT_PAY),
)
