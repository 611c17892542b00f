"""The guide "What the studies say"."""

from django.utils.translation import gettext_lazy as _

from checklist.guides.model import Guide, HelpBox, Paragraph, Section, Term, Terms
from directory.claims import other_treatments, spravato, studies

GUIDE = Guide(
    slug="evidence",
    title=_("What the studies say"),
    summary=_(
        "In depression, ketamine helps some people for a time. For other illnesses, much less is known."
    ),
    sections=(
        Section(
            "words",
            _("Two words first"),
            (
                Paragraph(
                    (
                        studies.RESPONSE,
                        studies.POINTS,
                        _("“Remission” means that almost no signs are left."),
                        _("In a “trial”, chance decides who gets which treatment."),
                        _("A “dummy” looks like the drug, and is not the drug."),
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
                        Term(_("How fast, and for how long"), (studies.ONE_DOSE, studies.SIX_DOSES)),
                        Term(_("A series against a sedative"), (studies.KARMA_DEP_2,)),
                        Term(_("Hope may play a part"), (studies.MASKED,)),
                        Term(_("Against ECT"), (studies.ELEKT_D, studies.KET_ECT)),
                        Term(_("In everyday clinics"), (studies.REAL_CLINICS, studies.REAL_CLINICS_LASTING)),
                        Term(_("Thoughts of suicide"), (studies.REAL_CLINICS_SUICIDE,)),
                    )
                ),
                HelpBox(),
            ),
        ),
        Section(
            "esketamine",
            _("Depression: Spravato"),
            (
                Terms(
                    (
                        Term(_("Without a pill"), (studies.ESKETAMINE_ALONE,)),
                        Term(_("With a pill"), (studies.ESKETAMINE_WITH_PILL, studies.ESKETAMINE_OLDER)),
                        Term(_("Against another medicine"), (studies.ESCAPE_TRD,)),
                        Term(_("Going on with it"), (studies.SUSTAIN_1, studies.NICE)),
                        Term(_("In a suicidal crisis"), (spravato.TWO_USES, spravato.NOT_SHOWN)),
                    )
                ),
            ),
        ),
        Section(
            "others",
            _("Other illnesses"),
            (
                Terms(
                    (
                        Term(_("PTSD"), (studies.PTSD_REPEATED, studies.PTSD_VETERANS, studies.PTSD_POOLED)),
                        Term(_("OCD"), (studies.OCD,)),
                        Term(_("Social anxiety"), (studies.SOCIAL_ANXIETY,)),
                        Term(_("Bipolar depression"), (studies.BIPOLAR,)),
                        Term(_("Lasting pain"), (studies.CHRONIC_PAIN, studies.CRPS)),
                    )
                ),
            ),
        ),
        Section(
            "therapy",
            _("With talk therapy"),
            (Paragraph((studies.WITH_THERAPY_2023, studies.WITH_THERAPY)),),
        ),
        Section(
            "long",
            _("In the long run"),
            (
                Paragraph((studies.SIDE_EFFECTS, studies.LONG_RUN, other_treatments.LIMITED_DATA)),
                Paragraph((_("Clinics go on all the same."), studies.MAINTENANCE)),
            ),
        ),
        Section(
            "use",
            _("What to do with this"),
            (
                Paragraph(
                    (
                        _("Figures tell what happened to a group. They can’t tell what will happen to you."),
                        _(
                            "Ask a clinic for its own: how many people did it treat, how did it "
                            "measure, and how many got worse?"
                        ),
                        _("Be wary of “cure”, “safe for all” and success for nearly everyone."),
                    )
                ),
            ),
        ),
    ),
)
