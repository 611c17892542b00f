"""Claims that stand beside a value of a listing: its safety warnings, and what the FDA has approved."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import labels

CHECKED_ON = date(2026, 11, 28)
NEXT_CHECK = date(2027, 5, 28)

WATCHED_ALL_THE_TIME = Claim(
    key="listing-watched-all-the-time",
    sentence=_(
        "The label of ketamine was written for its use in surgery. It asks that breathing, heart "
        "and blood pressure be watched all the time, with breathing equipment close by."
    ),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
SKILLED_HANDS = Claim(
    key="listing-skilled-hands",
    sentence=_(
        "The label of ketamine was written for its use in surgery. It says that ketamine is given "
        "by, or under, physicians who know how to keep a patient breathing."
    ),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
NOT_FOR_CHILDREN = Claim(
    key="listing-not-for-children",
    sentence=_(
        "Its boxed warning names sleepiness, feeling cut off from body or world (dissociation), "
        "slowed breathing, abuse and misuse, and thoughts of suicide. In studies, medicines for "
        "depression raised the risk of such thoughts in children, teenagers and young adults."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.SPRAVATO_LABEL_2019),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
OFF_LABEL = Claim(
    key="listing-off-label",
    sentence=_("For mood and pain, ketamine is off-label: the FDA has not approved it for that."),
    sources=(labels.COMPOUNDED_2023, labels.KETALAR_LABEL),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
SPRAVATO_APPROVED = Claim(
    key="listing-spravato-approved",
    sentence=_(
        "The FDA has approved Spravato (esketamine) for some kinds of depression in adults. For "
        "anything else it is off-label."
    ),
    sources=(labels.SPRAVATO_LABEL,),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
SPRAVATO_APPROVED_OTHERS_NOT = Claim(
    key="listing-spravato-approved-others-not",
    sentence=_(
        "The FDA has approved Spravato (esketamine) for some kinds of depression in adults. For "
        "mood and pain, the other ways of giving ketamine are off-label: the FDA has not approved "
        "them for that."
    ),
    sources=(labels.SPRAVATO_LABEL, labels.COMPOUNDED_2023, labels.KETALAR_LABEL),
    checked_on=CHECKED_ON,
    next_check=NEXT_CHECK,
)
