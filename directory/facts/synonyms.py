"""Synonyms for the search: for codes, for specialists, and words by which people call themselves."""

from directory.facts.vocabulary import (
    Accessibility,
    Availability,
    Board,
    Condition,
    DrugGoes,
    Insurance,
    Language,
    License,
    Modality,
    Payment,
    Population,
    Refund,
    Route,
    Setting,
    TherapyModel,
)

# Statement → code → single words that find the code, as its label does. Practitioners are listed by license,
# languages by tag. A synonym must be true of every clinic that states the code: it never finds a clinic that
# does not state its meaning.
SYNONYMS = {
    "route": {
        Route.IV: "intravenous infusion drip",
        Route.IM: "im intramuscular shot injection",
        Route.SC: "sc subcutaneous shot injection",
        Route.ESKETAMINE_NASAL: "spravato esketamine nasal spray",
        Route.RACEMIC_NASAL: "intranasal nose spray",
        Route.SUBLINGUAL: "troche lozenge rdt sublingual rapid dissolve tablet",
        Route.ORAL: "oral pill tablet capsule",
    },
    "setting": {
        Setting.HOME_REMOTE: "telehealth telemedicine virtual online mail",
        Setting.HOME_UNSUPERVISED: "telehealth mail",
        Setting.KAP_PRACTICE: "kap assisted psychotherapy",
        Setting.PSYCHIATRIC_PRACTICE: "psychiatry",
    },
    "drug_goes": {
        DrugGoes.MAILED_TAKEN_HERE: "mail",
        DrugGoes.MAILED_TAKEN_HOME: "mail",
    },
    "therapy_model": {
        TherapyModel.INTEGRATED_TEAM: "kap assisted psychotherapy counseling",
        TherapyModel.PARTNERED: "kap assisted psychotherapy counseling",
        TherapyModel.INTEGRATION_ONLY: "psychotherapy integration counseling",
    },
    "conditions": {
        Condition.TRD: "treatment resistant trd depression",
        Condition.MDD: "mdd depression depressive",
        Condition.SUICIDALITY: "suicidal suicide suicidality",
        Condition.BIPOLAR_DEPRESSION: "bipolar",
        Condition.PTSD: "trauma posttraumatic post traumatic stress",
        Condition.GAD: "gad anxiety worry",
        Condition.PANIC: "anxiety",
        Condition.OCD: "obsessive compulsive",
        Condition.SUD: "addiction alcohol opioid substance",
        Condition.EATING_DISORDER: "anorexia bulimia",
        Condition.END_OF_LIFE: "dying terminal",
        Condition.CRPS: "crps rsd chronic pain",
        Condition.NEUROPATHIC_PAIN: "neuropathy neuropathic chronic pain",
        Condition.FIBROMYALGIA: "chronic pain",
        Condition.MIGRAINE: "headache",
        Condition.CANCER_PAIN: "oncology chronic pain",
    },
    "populations": {
        Population.LGBTQ_AFFIRMING: "lgbt queer gay lesbian trans transgender",
        Population.ADOLESCENTS: "teen adolescent youth",
        Population.OLDER_ADULTS: "senior elderly geriatric",
        Population.PERINATAL: "postpartum pregnancy pregnant",
        Population.FIRST_RESPONDERS: "police firefighter paramedic emt",
    },
    "insurance": {
        Insurance.TRICARE_VA: "va veteran tricare military",
        Insurance.SUPERBILL: "superbill reimbursement",
        Insurance.ESKETAMINE_PRIOR_AUTH: "prior authorization",
    },
    "payment": {
        Payment.VETERAN_RATE: "discount",
        Payment.SLIDING_SCALE: "sliding scale",
        Payment.PAYMENT_PLAN: "financing installments",
    },
    "accessibility": {
        Accessibility.ASL_OR_LOOP: "deaf",
        Accessibility.BARIATRIC_CHAIR: "bariatric",
    },
    "languages": {
        Language.ES: "español castellano",
        Language.ASE: "asl",
    },
    "practitioners": {
        License.MD: "doctor",
        License.DO: "doctor",
        License.NP: "aprn",
        License.PMHNP: "aprn",
        License.CRNA: "aprn",
        License.LCSW: "licsw lisw",
        License.LPC: "lmhc lpcc lcpc",
    },
}
# Several words in a row → the (statement, code) pairs that they find.
SYNONYM_PHRASES = {
    "mail order": [("setting", Setting.HOME_REMOTE), ("setting", Setting.HOME_UNSUPERVISED)],
    "panic attack": [("conditions", Condition.PANIC)],
    "panic attacks": [("conditions", Condition.PANIC)],
    "reflex sympathetic dystrophy": [("conditions", Condition.CRPS)],
    "eye movement desensitization": [("modality", Modality.EMDR)],
    "parts work": [("modality", Modality.IFS)],
    "low income": [("payment", Payment.SLIDING_SCALE)],
    "hard of hearing": [("accessibility", Accessibility.ASL_OR_LOOP)],
    "taking new patients": [("availability", Availability.ACCEPTING)],
    "accepting new patients": [("availability", Availability.ACCEPTING)],
    "accepting patients": [("availability", Availability.ACCEPTING)],
    "waiting list": [("availability", Availability.WAITLIST)],
    "va community care": [("insurance", Insurance.TRICARE_VA)],
    "veterans community care": [("insurance", Insurance.TRICARE_VA)],
    "veteran community care": [("insurance", Insurance.TRICARE_VA)],
    "veterans affairs": [("insurance", Insurance.TRICARE_VA)],
    "va benefits": [("insurance", Insurance.TRICARE_VA)],
}
# Beginning of a word in a folded board certification → names for a physician who has it.
SPECIALIST_TITLES = {
    "psychiatr": "psychiatrist",
    "anesthesi": "anesthesiologist",
    "anaesthesi": "anesthesiologist",
}
# Board → names for a physician whom it certified.
SPECIALIST_BOARDS = {
    Board.PSYCHIATRY: "psychiatrist",
    Board.CHILD_PSYCHIATRY: "psychiatrist",
    Board.ANESTHESIOLOGY: "anesthesiologist",
}
PHYSICIAN_LICENSES = (License.MD, License.DO)
# (statement, code) whose label names an absent thing ("medicine only, no therapy"). The search
# leaves these labels out: a search for "therapy" should not find a clinic without it.
NEGATING_CODES = {
    ("therapy_model", TherapyModel.SUPPORT_ONLY),
    ("therapy_model", TherapyModel.MEDICINE_ONLY),
    ("therapy_model", TherapyModel.REFERRAL_LIST),
    ("refund", Refund.NONE),
    ("practitioners", License.UNLICENSED),
}
# Words by which people call themselves. A search with one of them is never answered with a spelling
# suggestion.
IDENTITY_WORDS = frozenset(
    """
    addict adhd adult african alcoholic american arab asexual asian autism autistic baptist bi
    bicultural bipoc bipolar biracial bisexual black blind borderline brown butch catholic chicana
    chicano chicanx child chinese christian cis cuban dad deaf desi diabetic disabled divorced dominican
    elder elderly enby fat father femme filipina filipino gay genderqueer girl grandma grandpa haitian
    handicapped hijab hindu hispanic hiv hmong homeless immigrant indian indigenous intersex inuit jew
    jewish kid kink kinky latin latina latine latino latinx lds lesbian lgbt lgbtq male man married men
    mexican military mom mormon mother muslim native navajo neurodivergent neurotypical nonbinary obese
    old older orthodox overweight pagan pakistani parent poc poly polyamorous poor pregnant puerto
    quaker queer refugee religious retired schizophrenic secular senior sexworker sikh single skinny
    sober somali straight student survivor teen trans transfem transgender transman transmasc
    transsexual transwoman undocumented unemployed uninsured vegan vet veteran vietnamese white widow
    widowed woman women young
    """.split()  # noqa: SIM905
)
