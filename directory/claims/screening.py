"""Claims on the check-up: what a clinic must ask and examine before it gives a dose."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim, Dates
from directory.claims.sources import guidelines, labels, studies

CHECKED: Dates = {"checked_on": date(2026, 11, 28), "next_check": date(2027, 5, 28)}

ASKED_FIRST = Claim(
    key="screening-asked-first",
    sentence=_(
        "Spravato must not be given to people with any of these: an allergy to it or to ketamine, an "
        "aneurysm (a weak, bulging blood vessel), an AVM (a tangle of vessels), or a past bleed in the "
        "brain. Ketamine itself is ruled out by an allergy to it, and where a large rise in blood pressure "
        "would be a serious danger."
    ),
    sources=(labels.SPRAVATO_SAFETY, labels.MEDICATION_GUIDE, labels.PFIZER_HIGHLIGHTS),
    **CHECKED,
)
PSYCHOSIS_AND_MANIA = Claim(
    key="screening-psychosis-and-mania",
    sentence=_(
        "With psychosis, the risk of Spravato must be weighed against the benefit. In bipolar disorder, a "
        "switch to mania after ketamine has been reported."
    ),
    sources=(labels.SPRAVATO_LABEL_2019, studies.MANIA_CASE, studies.BIPOLAR_2023),
    **CHECKED,
)
ALCOHOL_AND_DRUGS = Claim(
    key="screening-alcohol-and-drugs",
    sentence=_(
        "Ketamine can be misused, and alcohol adds to its effects. This question is about your safety. It "
        "is not a judgment on you."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.MAYO_KETAMINE, guidelines.SURGEON_GENERAL),
    **CHECKED,
)
BODY = Claim(
    key="screening-body",
    sentence=_(
        "Ketamine may harm an unborn baby. With Spravato, do not breastfeed. Used often, ketamine can harm "
        "the bladder or the liver. Guidelines on pain ask for care with high pressure in the eye, and a "
        "Swiss label with an overactive thyroid."
    ),
    sources=(
        labels.MAYO_KETAMINE,
        labels.MEDICATION_GUIDE,
        labels.KETALAR_REACTIONS,
        labels.PFIZER_KETAMINE,
        guidelines.PAIN_2018_SUMMARY,
        labels.SWISS_LABEL,
    ),
    **CHECKED,
)
SUICIDAL_THOUGHTS = Claim(
    key="screening-suicidal-thoughts",
    sentence=_(
        "In one study, scores were known for 537 of 9,016 people. Of those with thoughts of suicide, "
        "73.0% had fewer after the first series. But 6.0% of the 537 had more. No other group was compared. "
        "The label of Spravato warns of such thoughts in people under 25."
    ),
    sources=(studies.REAL_CLINICS, labels.SPRAVATO_LABEL, labels.SPRAVATO_LABEL_2019),
    **CHECKED,
)
