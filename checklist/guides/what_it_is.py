"""The guide "What ketamine treatment is, and is not"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Bullets, Guide, Paragraph, Section, See, Term, Terms
from directory.claims import ketamine, other_treatments, spravato, studies

GUIDE = Guide(
    slug="what-it-is",
    title=_("What ketamine treatment is, and is not"),
    summary=_(
        "Ketamine is a drug. Some clinics add talk therapy to it, and some do not. Know which you are "
        "offered."
    ),
    sections=(
        Section(
            "drug",
            _("What ketamine is"),
            (
                Paragraph((ketamine.ANESTHETIC, ketamine.SMALL_DOSES)),
                Paragraph(
                    (
                        _("Some clinics use it for depression, anxiety, trauma or pain."),
                        ketamine.NOT_APPROVED,
                        _("The guide to the law tells what it means to use a drug “off-label”."),
                    )
                ),
                See("law"),
            ),
        ),
        Section(
            "esketamine",
            _("What Spravato is"),
            (
                Paragraph((spravato.WHAT_IT_IS, spravato.APPROVED, spravato.NOT_FOR_CHILDREN)),
                Paragraph((spravato.WATCHED, spravato.NEVER_AT_HOME)),
            ),
        ),
        Section(
            "ways",
            _("How it is given"),
            (
                Terms(
                    (
                        Term(_("Into a vein"), (ketamine.BY_VEIN,)),
                        Term(_("Into a muscle"), (_("A shot, as with a vaccine."),)),
                        Term(
                            _("In the nose"),
                            (
                                _("Spravato comes from a drug company. Other sprays are made by a pharmacy."),
                                ketamine.NO_APPROVED_SPRAY,
                            ),
                        ),
                        Term(_("By mouth"), (ketamine.PHARMACY_MADE,)),
                    )
                ),
                Paragraph(
                    (_("No way is best for everyone. Ask why the clinic chose the one that it offers you."),)
                ),
            ),
        ),
        Section(
            "how",
            _("How it may work"),
            (
                Bullets(
                    (
                        (ketamine.HOW_UNKNOWN,),
                        (ketamine.HOW_BLOCKS,),
                        (ketamine.HOW_LINKS,),
                        (ketamine.HOW_ELSE,),
                        (ketamine.HOW_ANIMALS,),
                    )
                ),
                Paragraph(
                    (_("A clinic that says it “resets” or “rewires” your brain claims more than is known."),)
                ),
            ),
        ),
        Section(
            "party",
            _("How it differs from use at parties"),
            (
                Paragraph((ketamine.PARTY_USE,)),
                Paragraph(
                    (
                        _(
                            "In a clinic, someone should ask about your health first, choose the dose, "
                            "and watch you all the time."
                        ),
                        _(
                            "That is meant to make it safer. It is still the same drug, and it can still "
                            "make you feel high."
                        ),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "If that frightens you, you are not alone. The guide to a first session has a "
                            "part on this fear."
                        ),
                    )
                ),
                See("preparing"),
            ),
        ),
        Section(
            "therapy",
            _("The drug alone is not talk therapy"),
            (
                Paragraph(
                    (
                        _(
                            "Talk therapy means planned talks with a trained and licensed therapist. A "
                            "dose of ketamine is not that."
                        ),
                        studies.COUNSELING,
                    )
                ),
                Paragraph((studies.WITH_THERAPY,)),
                Paragraph(
                    (
                        _("So ask: is there therapy, who gives it, and what license do they hold?"),
                        _("If a clinic sells “therapy” and has no therapist, ask why."),
                    )
                ),
            ),
        ),
        Section(
            "others",
            _("What else can help, before or along with it"),
            (
                Paragraph((other_treatments.NOT_FIRST, other_treatments.VA_DEPRESSION)),
                Paragraph((other_treatments.VA_PTSD,)),
                Terms(
                    (
                        Term(_("Talk therapy"), (other_treatments.TALK_THERAPY,)),
                        Term(_("Medicines"), (other_treatments.MEDICINES,)),
                        Term(_("TMS"), (other_treatments.TMS,)),
                        Term(_("ECT"), (other_treatments.ECT,)),
                    )
                ),
                Paragraph(
                    (
                        _(
                            "A good clinic weighs these with you. It tells you when one of them may suit you "
                            "better."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "certified",
            _("What “certified” can mean"),
            (
                Paragraph((ketamine.NOT_SETTLED, _("So ask what the word stands for."))),
                Bullets(
                    (
                        (
                            _(
                                "A physician may hold a board certificate in a field such as psychiatry or "
                                "anesthesiology."
                            ),
                        ),
                        (_("Staff may hold a card for a course in life support."),),
                        (_("Someone may hold a paper from a course on ketamine, long or short."),),
                    )
                ),
                Paragraph((spravato.CERTIFIED_PLACES,)),
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
                            (_("It helps some people, and often for a limited time."), studies.ONE_DOSE),
                        ),
                        Term(
                            _("Not without risk"),
                            (_("Articles that speak of “minimal side effects” go too far."),),
                        ),
                        Term(
                            _("Not the same everywhere"),
                            (_("Clinics differ in training, dose and care."), studies.WEBSITES),
                        ),
                    )
                ),
                See("evidence"),
                See("risks"),
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
                            "not tell you why, or how many did not."
                        ),
                        studies.ADVERTISING,
                        _("A better question is: how do you measure results, and what do you find?"),
                    )
                ),
            ),
        ),
    ),
)
