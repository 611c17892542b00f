"""Claims on ketamine: what it is, who should not have it, what it can do, and how it may work."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import guidelines, labels, studies

CHECKED_ON = date(2026, 11, 28)
LABELS_AGAIN = date(2027, 5, 28)
STUDIES_AGAIN = date(2027, 11, 28)

ANESTHETIC = Claim(
    key="ketamine-anesthetic",
    sentence=_(
        "Ketamine is a medicine that puts people to sleep for surgery. The FDA has approved it for that use."
    ),
    sources=(guidelines.NIDA_KETAMINE, labels.KETALAR_LABEL),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
SMALL_DOSES = Claim(
    key="ketamine-small-doses",
    sentence=_(
        "A smaller dose can make you sleepy. It can also cut you off for a while from your thoughts, your "
        "body, space and time. Doctors call this dissociation."
    ),
    sources=(labels.COMPOUNDED_2023, guidelines.NIDA_KETAMINE),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NOT_APPROVED = Claim(
    key="ketamine-not-approved",
    sentence=_(
        "The FDA has not approved ketamine itself for any mental illness. It has not found that ketamine "
        "is safe and works for such use."
    ),
    sources=(labels.COMPOUNDED_2023, studies.ADVERTISING),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
BY_VEIN = Claim(
    key="ketamine-by-vein",
    sentence=_(
        "A drip in the arm, called an infusion. This is the way that most studies of depression have used."
    ),
    sources=(studies.DOSE_RANGING,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PHARMACY_MADE = Claim(
    key="ketamine-pharmacy-made",
    sentence=_(
        "Some pharmacies make ketamine lozenges, pills or nasal sprays. Such pharmacy-made (compounded) "
        "drugs are not approved. The FDA has not checked that they are safe, that they work, or that they "
        "are well made."
    ),
    sources=(labels.COMPOUNDED_2023,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
NO_APPROVED_SPRAY = Claim(
    key="ketamine-no-approved-spray",
    sentence=_(
        "In 2022, the FDA warned about nasal sprays that pharmacies make. It knew of five people who were "
        "harmed, most of them at home."
    ),
    sources=(labels.COMPOUNDED_SPRAY_2022,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
UNWATCHED = Claim(
    key="ketamine-unwatched",
    sentence=_(
        "Someone trained must watch for sleepiness, dissociation, and changes in blood pressure and pulse. "
        "Without that, the FDA warns of serious harm."
    ),
    sources=(labels.COMPOUNDED_2023,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
HOME_CASE = Claim(
    key="ketamine-home-case",
    sentence=_(
        "In 2023, the FDA reported that a person took pharmacy-made ketamine at home for PTSD. Their "
        "breathing slowed. Their blood held about twice as much ketamine as is usual for surgery."
    ),
    sources=(labels.COMPOUNDED_2023_CASE,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
LIKE_ANESTHESIA = Claim(
    key="ketamine-like-anesthesia",
    sentence=_(
        "The American Society of Anesthesiologists asks for the same standards as with other anesthetic "
        "medicines. It wants a full plan, a trained and licensed prescriber, the least dose that works, "
        "and a planned end."
    ),
    sources=(guidelines.ASA_KETAMINE,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
BREATHING = Claim(
    key="ketamine-breathing",
    sentence=_(
        "Given in the wrong way, ketamine can make breathing fail, harm the heart, or cause seizures."
    ),
    sources=(guidelines.ASA_KETAMINE, labels.KETALAR_LABEL),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
LABEL_SETTING = Claim(
    key="ketamine-label-setting",
    sentence=_(
        "The label of ketamine is written for anesthesia. It asks for a physician who knows anesthesia. It "
        "wants vital signs watched all the time, and breathing equipment close by."
    ),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
ALLERGY = Claim(
    key="ketamine-allergy",
    sentence=_(
        "The label of ketamine rules it out for people who are allergic to it. Severe allergic reactions "
        "have been reported."
    ),
    sources=(labels.PFIZER_HIGHLIGHTS, labels.KETALAR_REACTIONS),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
SEDATIVES = Claim(
    key="ketamine-sedatives",
    sentence=_(
        "Opioids, benzodiazepines and other drugs that make you sleepy can be dangerous with ketamine. You "
        "may sleep too deeply, or breathe too slowly. This can end in a coma, or in death."
    ),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
ALCOHOL = Claim(
    key="ketamine-alcohol",
    sentence=_("Alcohol adds to the effects of ketamine."),
    sources=(labels.MAYO_KETAMINE, guidelines.SURGEON_GENERAL),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
THEOPHYLLINE = Claim(
    key="ketamine-theophylline",
    sentence=_(
        "Theophylline and aminophylline, which some people take for their lungs, must not be combined with "
        "ketamine. Together they make seizures more likely."
    ),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
STIMULANTS = Claim(
    key="ketamine-stimulants",
    sentence=_("With stimulants, the label asks clinicians to watch blood pressure and pulse closely."),
    sources=(labels.KETALAR_LABEL,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
MAOIS = Claim(
    key="ketamine-maois",
    sentence=_(
        "MAOIs may raise blood pressure. Reports on one of them, tranylcypromine, saw no change that "
        "mattered."
    ),
    sources=(studies.INTERACTIONS_2021, labels.MEDICATION_GUIDE),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
BENZODIAZEPINES = Claim(
    key="ketamine-benzodiazepines",
    sentence=_(
        "Benzodiazepines, such as diazepam, may weaken or shorten the effect on mood. Several studies "
        "found this, one of them at higher doses."
    ),
    sources=(studies.INTERACTIONS_2021, studies.BENZODIAZEPINES),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
LAMOTRIGINE = Claim(
    key="ketamine-lamotrigine",
    sentence=_(
        "Lamotrigine may also weaken it. This is less clear: two of five studies found it, and an older "
        "review calls it unknown."
    ),
    sources=(studies.INTERACTIONS_2021, studies.INTERACTIONS_2017),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
BLADDER = Claim(
    key="ketamine-bladder",
    sentence=_(
        "People who take ketamine often can get a painful bladder. Such trouble has also been reported "
        "after long off-label treatment. Signs are pain, blood in the urine, and a need to go often or at "
        "once."
    ),
    sources=(labels.KETALAR_LABEL, labels.KETALAR_REACTIONS, studies.CYSTITIS),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
LIVER = Claim(
    key="ketamine-liver",
    sentence=_(
        "Harm to the liver, and bile ducts that widen, have been reported after repeated doses. Some of "
        "these people were treated by clinicians."
    ),
    sources=(labels.PFIZER_KETAMINE, studies.LIVER_CASES),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
MIND_FOR_DAYS = Claim(
    key="ketamine-mind-for-days",
    sentence=_("Effects on the mind that lasted for days or weeks have been reported."),
    sources=(labels.KETALAR_REACTIONS,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
MEMORY = Claim(
    key="ketamine-memory",
    sentence=_(
        "A review from 2022 looked at 440 people who took large amounts for pleasure: about 2.4 grams a "
        "day, for two to ten years. That is some 40 times the dose of a clinic. Their brains differed "
        "from those of others, which may explain trouble with memory and thinking."
    ),
    sources=(studies.BRAIN_LONG_USE,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
MEMORY_AT_CLINICS = Claim(
    key="ketamine-memory-at-clinics",
    sentence=_(
        "Whether the doses of a clinic harm memory or thinking over the years is not known. The studies of "
        "treatment have looked too little at the long run."
    ),
    sources=(studies.SIDE_EFFECTS, studies.BRAIN_LONG_USE),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
DEPENDENCE = Claim(
    key="ketamine-dependence",
    sentence=_("Ketamine can be abused and misused. People can become dependent on it, or addicted."),
    sources=(labels.SPRAVATO_LABEL, studies.DEPENDENCE, studies.CYSTITIS),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
DEPENDENCE_RISK = Claim(
    key="ketamine-dependence-risk",
    sentence=_(
        "In 2022, doctors who prescribe ketamine themselves judged the risk to be like that of stimulants "
        "or benzodiazepines."
    ),
    sources=(studies.DEPENDENCE,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PAIN_CAUTIONS = Claim(
    key="ketamine-pain-cautions",
    sentence=_(
        "Guidelines for chronic pain, from 2018, advise against ketamine in some people, or ask for "
        "special care. These are people with heart disease that is poorly controlled, active psychosis, "
        "liver disease, high pressure in the skull or the eye, pregnancy, or active drug abuse."
    ),
    sources=(guidelines.PAIN_2018, guidelines.PAIN_2018_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
THYROID = Claim(
    key="ketamine-thyroid",
    sentence=_(
        "A Swiss label says not to give ketamine with an overactive thyroid that is untreated or poorly "
        "treated. We found no US label that says this."
    ),
    sources=(labels.SWISS_LABEL,),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PRESSURE_TOO_HIGH = Claim(
    key="ketamine-pressure-too-high",
    sentence=_(
        "The label of ketamine rules it out where a large rise in blood pressure would be a serious danger. "
        "A Swiss label names 180/100 at rest, an earlier stroke, and pre-eclampsia in pregnancy."
    ),
    sources=(labels.PFIZER_HIGHLIGHTS, labels.SWISS_LABEL),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
PREGNANCY = Claim(
    key="ketamine-pregnancy",
    sentence=_(
        "Ketamine may harm an unborn baby, too: its label does not recommend it in pregnancy. Tell the "
        "clinic if you breastfeed."
    ),
    sources=(labels.MAYO_KETAMINE, labels.PFIZER_POPULATIONS),
    checked_on=CHECKED_ON,
    next_check=LABELS_AGAIN,
)
MANIA = Claim(
    key="ketamine-mania",
    sentence=_(
        "A switch to mania after ketamine has been reported in people with bipolar illness. How often it "
        "happens is not known."
    ),
    sources=(studies.MANIA_CASE, studies.BIPOLAR_2023),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PARTY_USE = Claim(
    key="ketamine-party-use",
    sentence=_(
        "People who take ketamine for pleasure snort, swallow, smoke or inject it. They risk slowed "
        "breathing, harm to the bladder, and poor memory, and more so with alcohol."
    ),
    sources=(guidelines.SURGEON_GENERAL,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
NOT_SETTLED = Claim(
    key="ketamine-not-settled",
    sentence=_(
        "Experts wrote in 2021 that it was not settled what rooms, equipment and staff this treatment "
        "needs. We know of no public body that certifies ketamine clinics."
    ),
    sources=(guidelines.EXPERTS_2021,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
HOW_UNKNOWN = Claim(
    key="ketamine-how-unknown",
    sentence=_("How ketamine may lift mood is not fully known."),
    sources=(studies.DOSE_RANGING, studies.MECHANISM),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
HOW_BLOCKS = Claim(
    key="ketamine-how-blocks",
    sentence=_(
        "It blocks a switch on nerve cells, called the NMDA receptor. That changes how the cells pass on "
        "signals."
    ),
    sources=(studies.MECHANISM,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
HOW_LINKS = Claim(
    key="ketamine-how-links",
    sentence=_(
        "One idea is that the links between nerve cells then grow stronger, and that this lasts longer "
        "than the drug."
    ),
    sources=(studies.MECHANISM,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
HOW_ELSE = Claim(
    key="ketamine-how-else",
    sentence=_(
        "Other ideas leave out this switch: substances that the body makes from ketamine may act on their "
        "own. Several of these ideas may be true at once."
    ),
    sources=(studies.MECHANISM,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
HOW_ANIMALS = Claim(
    key="ketamine-how-animals",
    sentence=_("Much of this was learned in the laboratory, and not yet in patients."),
    sources=(studies.MECHANISM,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
