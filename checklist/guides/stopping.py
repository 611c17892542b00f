"""The guide "When to stop, and where to complain"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import complaints, ketamine, money, other_treatments, stopping, visits

ANY_TIME = Section(
    "any-time",
    _("You may stop at any time"),
    (
        Paragraph(
            (
                _(
                    "Saying yes once is not a contract. You can say no before a session, and in the "
                    "middle of one. You don’t have to give a reason. You can take a break and think."
                ),
            )
        ),
    ),
)

WHEN = Section(
    "when",
    _("When it is time to ask"),
    (
        Paragraph(
            (stopping.END_POINT, _("So a plan without an end is a reason to ask. So are these:")),
        ),
        Terms(
            (
                Term(
                    _("It does not help"),
                    (_("Your scores have not moved after the number of sessions that was agreed."),),
                ),
                Term(
                    _("You feel worse"),
                    (_("Your mood drops, you are more afraid, or you think of suicide."),),
                ),
                Term(
                    _("Your body warns you"),
                    (
                        ketamine.BLADDER,
                        ketamine.LIVER,
                        _("Tell a doctor if you notice any of it, or if your blood pressure stays high."),
                    ),
                ),
                Term(
                    _("The clinic lets you down"),
                    (
                        _(
                            "You were left alone, were touched against your wish, were pushed to pay, or "
                            "no one answered when you needed help."
                        ),
                    ),
                ),
            )
        ),
        HelpBox(),
    ),
)

MORE = Section(
    "more",
    _("If you want more and more"),
    (
        Paragraph(
            (
                ketamine.DEPENDENCE,
                ketamine.DEPENDENCE_RISK,
                stopping.DEPENDENCE_REPORTS,
            )
        ),
        Paragraph((stopping.DEPENDENCE_SIGNS,)),
        Paragraph((stopping.DEPENDENCE_HELP,)),
    ),
)

PLAN = Section(
    "plan",
    _("A plan for stopping"),
    (
        Paragraph((stopping.COMES_BACK, _("So plan the end with the clinic and with your own doctor:"))),
        Bullets(
            (
                (_("Will the doses get fewer step by step, or end on a day?"),),
                (_("Who sees you in the weeks after, and how often?"),),
                (_("Which signs say that the illness is coming back, and whom do you call then?"),),
                (_("Which treatment goes on?"), visits.NO_STOPPING),
            )
        ),
    ),
)

BESIDE = Section(
    "beside",
    _("Other treatments, before or along with it"),
    (
        Paragraph((other_treatments.NOT_FIRST, other_treatments.VA_DEPRESSION, other_treatments.VA_PTSD)),
        Paragraph(
            (other_treatments.MEDICINES, _("Talk therapy, TMS and ECT are explained in another guide."))
        ),
        See("what-it-is"),
        Paragraph(
            (
                _(
                    "Ask what you have not tried yet, or not long enough. Your own doctor should help "
                    "you weigh it."
                ),
            )
        ),
    ),
)

COMPLAIN = Section(
    "complain",
    _("Where to complain"),
    (
        Paragraph(
            (
                _(
                    "Write down what happened: the day, the place, the names, and what was said. Tell "
                    "the clinic in writing, if you feel safe to do so. You can also go straight to "
                    "the places below."
                ),
                complaints.RECORDS,
            )
        ),
        Terms(
            (
                Term(_("A doctor"), (complaints.MEDICAL_BOARD, complaints.BOARD_RECORDS, complaints.DOCINFO)),
                Term(
                    _("A nurse, a therapist, a pharmacy"), (complaints.NURSING_BOARD, complaints.OTHER_BOARDS)
                ),
                Term(_("Harm from a medicine"), (complaints.MEDWATCH, complaints.MEDWATCH_PHONE)),
                Term(_("Your privacy"), (complaints.PRIVACY,)),
                Term(_("False ads, or being cheated"), (complaints.FALSE_ADS,)),
                Term(_("A bill far above the estimate"), (money.ESTIMATE_DISPUTE, money.ESTIMATE_DEADLINE)),
                Term(_("A crime, such as an assault"), (_("Call the police. In danger, call 911."),)),
                Term(
                    _("A listing on this site"),
                    (
                        _(
                            "Each listing has a link, “Report a problem”. We read what you send, and you can "
                            "look up what came of it."
                        ),
                    ),
                ),
            )
        ),
        See("costs"),
    ),
)

AFTER = Section(
    "after",
    _("What to expect"),
    (
        Paragraph(
            (
                _(
                    "Ask what comes next, and by when. Write down whom you spoke with. It can take "
                    "long, and you may not hear all of it. Your report may still keep someone else "
                    "from harm."
                ),
            )
        ),
    ),
)

GUIDE = Guide(
    slug="stopping",
    title=_("When to stop, and where to complain"),
    summary=_("You may stop at any time, and there are people whose work it is to look into bad care."),
    sections=(ANY_TIME, WHEN, MORE, PLAN, BESIDE, COMPLAIN, AFTER),
)
