"""The guide "Law and approval in the US"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, See, Term, Terms
from directory.claims import law, spravato, studies

CONTROLLED = Section(
    "controlled",
    _("A controlled drug"),
    (
        Paragraph(
            (
                law.SCHEDULE_III,
                law.REGISTRATION,
                _("“Legal” alone tells you too little. Ask what the FDA has approved, and what it has not."),
            )
        ),
    ),
)

OFF_LABEL = Section(
    "off-label",
    _("What “off-label” means for you"),
    (
        Paragraph((law.APPROVED_USE, law.OFF_LABEL, law.KETAMINE_APPROVAL)),
        Paragraph((studies.ADVERTISING,)),
        Paragraph(
            (
                _(
                    "A clinic should say “off-label” plainly and without your asking. It should also "
                    "say why it thinks that the good is greater than the harm for you."
                ),
            )
        ),
    ),
)

APPROVED = Section(
    "approved",
    _("The approved form: esketamine (Spravato)"),
    (
        Paragraph((_("Spravato is a nose spray for adults. The FDA has approved it:"),)),
        Terms(
            (
                Term(_("Since March 2019"), (law.ESKETAMINE_2019,)),
                Term(_("Since August 2020"), (law.ESKETAMINE_2020,)),
                Term(_("Since January 2025"), (law.ESKETAMINE_2025,)),
            )
        ),
        Paragraph((spravato.NOT_FOR_CHILDREN, spravato.NOT_SHOWN)),
        HelpBox(),
        Paragraph(
            (
                _(
                    "The FDA sets strict rules for Spravato, called a REMS. They hold in every clinic "
                    "that gives it:"
                ),
            )
        ),
        Terms(
            (
                Term(_("The place"), (law.REMS_PLACE,)),
                Term(_("You are watched"), (spravato.WATCHED,)),
                Term(_("Never at home"), (spravato.NEVER_AT_HOME,)),
            )
        ),
        Paragraph((_("These rules are for Spravato alone."), law.NO_SUCH_RULES)),
    ),
)

COMPOUNDED = Section(
    "compounded",
    _("Made by a pharmacy (compounded)"),
    (
        Paragraph(
            (
                law.COMPOUNDED,
                law.COMPOUNDED_WARNING,
            )
        ),
        Paragraph((_("So ask which pharmacy makes it, and why no approved drug would do."),)),
        See("risks"),
    ),
)

VIDEO = Section(
    "video",
    _("If you are seen by video"),
    (
        Paragraph((law.VIDEO_RULE_BASIS, law.VIDEO_RULE)),
        Paragraph(
            (
                _(
                    "If you are treated by video, a change of the rule is no reason to stop on your "
                    "own. Ask the clinic today how your care would go on, and where someone could "
                    "examine you in person."
                ),
                law.VIDEO_VETERANS,
            )
        ),
        Paragraph(
            (
                _("What the law allows is not always safe, and your state may ask for more."),
                law.VIDEO_EXAM,
            )
        ),
    ),
)

STATES = Section(
    "states",
    _("Your state, and the licenses of those who treat you"),
    (
        Paragraph((law.STATES, _("Look up everyone who will treat you before you go."))),
        Paragraph(
            (
                _("Ask also which written rules the clinic follows, and read them."),
                law.CLINICS_DIFFER,
            )
        ),
        See("stopping"),
    ),
)

GUIDE = Guide(
    slug="law",
    title=_("Law and approval in the US"),
    summary=_("A treatment can be legal and still not be approved for your illness."),
    sections=(CONTROLLED, OFF_LABEL, APPROVED, COMPOUNDED, VIDEO, STATES),
)
