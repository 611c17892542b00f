"""Claims on Spravato (esketamine): its label, its Medication Guide and its safety program."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import guidelines, labels, law

CHECKED_ON = date(2026, 11, 28)
LABELS_AGAIN = date(2027, 5, 28)
SOON = date(2027, 2, 28)

WHAT_IT_IS = Claim(
    key="spravato-what-it-is",
    sentence=_(
        "Ketamine is a mix of two mirror-image parts. Esketamine is one of them. It is sold as a nasal "
        "spray under the name Spravato."
    ),
    sources=(labels.SPRAVATO_BRIEF_SUMMARY, guidelines.NIDA_KETAMINE),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
APPROVED = Claim(
    key="spravato-approved",
    sentence=_(
        "The FDA has approved it for adults with depression that other medicines have not helped enough. "
        "Together with a pill, it is also approved for some adults in a crisis."
    ),
    sources=(
        guidelines.NIDA_KETAMINE,
        labels.SPRAVATO_SAFETY,
        labels.SPRAVATO_SUICIDAL_THOUGHTS,
        law.APPROVAL_2025,
    ),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
TWO_USES = Claim(
    key="spravato-two-uses",
    sentence=_(
        "A second use is low mood in adults who have major depression and urgent thoughts of suicide. For "
        "that use, the spray goes with an antidepressant pill."
    ),
    sources=(labels.SPRAVATO_SUICIDAL_THOUGHTS, law.APPROVAL_2020),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NOT_SHOWN = Claim(
    key="spravato-not-shown",
    sentence=_(
        "Spravato has not been shown to prevent suicide, or to lessen thoughts of suicide. It does not "
        "take the place of a hospital stay that someone needs."
    ),
    sources=(labels.SPRAVATO_SUICIDAL_THOUGHTS,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NOT_FOR_CHILDREN = Claim(
    key="spravato-not-for-children",
    sentence=_("Spravato is not approved for anyone under 18."),
    sources=(labels.SPRAVATO_SAFETY, labels.SPRAVATO_LABEL_2019),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BOXED_WARNING = Claim(
    key="spravato-boxed-warning",
    sentence=_(
        "The label of Spravato opens with a warning in a box. It names five dangers. You may become very "
        "sleepy (sedation). You may feel cut off from yourself or the world (dissociation). Your breathing "
        "may slow down (respiratory depression). The drug can be abused or misused. And people may have "
        "suicidal thoughts, or act on them."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.REMS),
    checked_on=CHECKED_ON,
    next_check=SOON,
)
LABEL_WE_READ = Claim(
    key="spravato-label-we-read",
    sentence=_(
        "This is the label of January 27, 2025. A newer version is dated March 13, 2026. We have seen that "
        "it exists, and have not read it yet."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.SPRAVATO_LABEL_2026),
    checked_on=CHECKED_ON,
    next_check=SOON,
)
WATCHED = Claim(
    key="spravato-watched",
    sentence=_(
        "A clinician watches you for at least two hours after each dose of Spravato. You leave when the "
        "effects have passed and you are stable."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.REMS),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NEVER_AT_HOME = Claim(
    key="spravato-never-at-home",
    sentence=_("Spravato is never handed out for use at home."),
    sources=(labels.REMS_PATIENTS,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
CERTIFIED_PLACES = Claim(
    key="spravato-certified-places",
    sentence=_(
        "For Spravato, the word has a clear meaning. Only a place that is certified in the safety program "
        "of the spray may give it. The program also asks for a prescriber and an oxygen sensor on site."
    ),
    sources=(labels.REMS, labels.SPRAVATO_LABEL_2019),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
UNDER_25 = Claim(
    key="spravato-under-25",
    sentence=_(
        "In short studies, antidepressants as a group led to more suicidal thoughts or acts in people "
        "under 25 than dummy pills did. There were about 14 more in 1,000 people under 18, and about 5 "
        "more in 1,000 people from 18 to 24. There was about 1 fewer from 25 to 64, and about 6 fewer from "
        "65 on."
    ),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_SAFETY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
UNDER_25_WHICH = Claim(
    key="spravato-under-25-which",
    sentence=_(
        "These studies were of other antidepressants, in about 77,000 adults and 4,500 children. The label "
        "of Spravato carries the warning too."
    ),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_LABEL),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
WATCH_CLOSELY = Claim(
    key="spravato-watch-closely",
    sentence=_(
        "The label asks that everyone who takes an antidepressant be watched closely for worse mood and "
        "suicidal thoughts. This matters most in the first months, and when a dose changes."
    ),
    sources=(labels.SPRAVATO_SAFETY, labels.SPRAVATO_LABEL_2019),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NOT_WITH_ANEURYSM = Claim(
    key="spravato-not-with-aneurysm",
    sentence=_(
        "Spravato must not be given after a bleed in the brain. It must not be given with an aneurysm, "
        "which is a weak, bulging blood vessel. The same is true of an arteriovenous malformation, which "
        "is a tangle of blood vessels."
    ),
    sources=(labels.SPRAVATO_SAFETY, labels.MEDICATION_GUIDE),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NOT_WITH_ALLERGY = Claim(
    key="spravato-not-with-allergy",
    sentence=_(
        "Spravato must not be given if you are allergic to it, to ketamine, or to anything else in the spray."
    ),
    sources=(labels.SPRAVATO_SAFETY, labels.MEDICATION_GUIDE),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
SLEEPINESS = Claim(
    key="spravato-sleepiness",
    sentence=_(
        "In trials of Spravato, 48 to 61 in 100 people became sleepy, and 3 to 4 in 1,000 passed out."
    ),
    sources=(labels.SPRAVATO_SAFETY,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
COMMON_EFFECTS = Claim(
    key="spravato-common-effects",
    sentence=_(
        "The most common effects of Spravato are feeling cut off from yourself or the world, dizziness, "
        "nausea, sleepiness, a spinning feeling, numbness, anxiety, low energy, higher blood pressure, "
        "vomiting, and feeling drunk."
    ),
    sources=(labels.SPRAVATO_LABEL_2019,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
THINKING = Claim(
    key="spravato-thinking",
    sentence=_(
        "For some time after a dose, it may be harder to pay attention, to judge, to think, and to react "
        "quickly."
    ),
    sources=(labels.SPRAVATO_LABEL_2019,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BLOOD_PRESSURE = Claim(
    key="spravato-blood-pressure",
    sentence=_(
        "After Spravato, blood pressure is highest at about 40 minutes, and the rise lasts about four "
        "hours. In trials, 8 to 19 in 100 people had a large rise, against 1 to 4 in 100 with a dummy "
        "spray. It can happen after any dose."
    ),
    sources=(labels.SPRAVATO_BRIEF_SUMMARY,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BLOOD_PRESSURE_LIMIT = Claim(
    key="spravato-blood-pressure-limit",
    sentence=_("A reading above 140/90 before a dose of Spravato is a reason to think about waiting."),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PSYCHOSIS = Claim(
    key="spravato-psychosis",
    sentence=_("With psychosis, Spravato should be started only if the benefit is greater than the risk."),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BLADDER = Claim(
    key="spravato-bladder",
    sentence=_("If you use Spravato, the clinic should ask about your bladder."),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
LIVER = Claim(
    key="spravato-liver",
    sentence=_(
        "With moderate liver disease, people may be watched for longer after Spravato. With severe liver "
        "disease, it is not advised."
    ),
    sources=(labels.SPRAVATO_LABEL_2019, labels.SPRAVATO_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PREGNANCY = Claim(
    key="spravato-pregnancy",
    sentence=_(
        "Spravato may harm an unborn baby. Do not take it when you are pregnant, and tell the clinic at "
        "once if you become pregnant."
    ),
    sources=(labels.MEDICATION_GUIDE, labels.SPRAVATO_BRIEF_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
CONTRACEPTION = Claim(
    key="spravato-contraception",
    sentence=_("If you can become pregnant, talk about birth control before you start."),
    sources=(labels.MEDICATION_GUIDE, labels.SPRAVATO_BRIEF_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PREGNANCY_TEST = Claim(
    key="spravato-pregnancy-test",
    sentence=_("A pregnancy test before the first dose is a simple way to be sure."),
    sources=(),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BREASTFEEDING = Claim(
    key="spravato-breastfeeding",
    sentence=_("Do not breastfeed while you are being treated with Spravato."),
    sources=(labels.MEDICATION_GUIDE, labels.SPRAVATO_BRIEF_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PREGNANCY_REGISTRY = Claim(
    key="spravato-pregnancy-registry",
    sentence=_(
        "If you become pregnant during treatment, you can join the National Pregnancy Registry for "
        "Antidepressants at 1-844-405-6185. It follows the health of mothers and babies."
    ),
    sources=(labels.MEDICATION_GUIDE,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NAME_ALL_MEDICINES = Claim(
    key="spravato-name-all-medicines",
    sentence=_(
        "Name every medicine, vitamin and herb that you take. The guide that comes with Spravato stresses "
        "three kinds: what makes you sleepy, stimulants, and the older antidepressants called MAOIs."
    ),
    sources=(labels.MEDICATION_GUIDE,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
