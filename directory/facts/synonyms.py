"""Words that people type into the search: for codes, for specialists, and of themselves."""

from directory.facts.vocabulary import (
    Accessibility,
    Attendance,
    Board,
    Condition,
    DoseSetting,
    DrugGoes,
    Insurance,
    Language,
    License,
    MaintenanceKind,
    Modality,
    Monitoring,
    Pace,
    Payer,
    Payment,
    Population,
    Refund,
    RideHelp,
    Route,
    Screening,
    Setting,
    TherapyModel,
)

LICENSE_SYNONYMS = {
    License.MD: "doctor",
    License.DO: "doctor",
    License.PHYSICIAN: "doctor",
    License.NATUROPATH: "naturopath",
    License.NP: "aprn",
    License.PMHNP: "aprn",
    License.CNS: "aprn",
    License.CRNA: "aprn anesthesia",
    License.ANESTHESIOLOGIST_ASSISTANT: "anesthesia",
    License.LPN: "lvn",
    License.LCSW: "licsw lisw",
    License.LMFT: "mft",
    License.LPC: "lmhc lpcc lcpc",
    License.ASSOCIATE: "intern trainee",
}
# Statement → code → single words that find the code, as its label does. Practitioners are listed by license,
# languages by tag. A synonym must be true of every clinic that states the code: it never finds a clinic that
# does not state its meaning.
SYNONYMS = {
    "route": {
        Route.IV: "intravenous infusion drip",
        Route.IM: "im intramuscular shot injection jab deltoid",
        Route.SC: "sc sq subq subcutaneous shot injection",
        Route.ESKETAMINE_NASAL: "spravato esketamine nasal spray",
        Route.RACEMIC_NASAL: "intranasal nose spray inhaler",
        Route.SUBLINGUAL: "troche lozenge rdt odt sublingual buccal swish rapid dissolve dissolving tablet",
        Route.ORAL: "oral pill tablet capsule",
    },
    "setting": {
        Setting.HOME_REMOTE: "telehealth telemedicine teleketamine virtual online remote mail shipping",
        Setting.HOME_UNSUPERVISED: "telehealth mail shipping",
        Setting.HOME_VISIT: "concierge",
        Setting.INPATIENT: "inpatient",
        Setting.WELLNESS_IV: "medspa wellness hydration",
        Setting.NATUROPATHIC: "naturopath",
        Setting.KAP_PRACTICE: "kap kat assisted psychotherapy",
        Setting.PSYCHIATRIC_PRACTICE: "psychiatry",
    },
    "drug_goes": {
        DrugGoes.MAILED_TAKEN_HERE: "mail shipping",
        DrugGoes.MAILED_TAKEN_HOME: "mail shipping",
    },
    "attendance": {
        Attendance.CAMERA_STAFFED: "video",
        Attendance.LAY_ADULT: "ptm chaperone",
    },
    "screening": {
        Screening.ECG: "ekg electrocardiogram",
        Screening.LABS: "bloodwork",
    },
    "monitoring": {
        Monitoring.PULSE_OXIMETRY: "oximetry oximeter spo2",
        Monitoring.BLOOD_PRESSURE: "vitals",
        Monitoring.HEART_RATE: "pulse vitals",
        Monitoring.ECG: "ekg electrocardiogram telemetry",
        Monitoring.CAPNOGRAPHY: "etco2",
        Monitoring.BREATHING_RATE: "respiratory respiration vitals",
    },
    "dose_setting": {
        DoseSetting.VERY_LOW_DAILY: "microdose",
        DoseSetting.LOWER_TALKING: "psycholytic",
        DoseSetting.HIGHER_INWARD: "psychedelic journey",
    },
    "ride_help": {
        RideHelp.TAXI_ALLOWED: "rideshare cab",
        RideHelp.ESCORT_ONLY: "chaperone",
    },
    "pace": {Pace.DAYS_IN_A_ROW: "consecutive"},
    "maintenance_kind": {
        MaintenanceKind.AS_NEEDED: "maintenance booster",
        MaintenanceKind.SCHEDULED: "maintenance booster",
        MaintenanceKind.MEMBERSHIP: "maintenance booster",
    },
    "therapy_model": {
        TherapyModel.INTEGRATED_TEAM: "kap kat assisted psychotherapy counseling",
        TherapyModel.PARTNERED: "kap kat assisted psychotherapy counseling",
        TherapyModel.OUTSIDE_PRESCRIBER: "kap kat assisted psychotherapy counseling",
        TherapyModel.COACH: "coach",
        TherapyModel.SUPPORT_ONLY: "sitter",
        TherapyModel.INTEGRATION_ONLY: "psychotherapy integration counseling",
    },
    "modality": {
        Modality.RELATIONAL: "attachment",
        Modality.MEDITATION_YOGA: "breathwork",
        Modality.JOURNALING: "journal",
    },
    "conditions": {  # a kind is found by the words of its parent, too: vocabulary.CONDITION_PARENTS
        Condition.TRD: "treatment resistant refractory trd depression",
        Condition.MDD: "mdd depression depressive",
        Condition.POSTPARTUM_DEPRESSION: "postpartum postnatal ppd",
        Condition.SUICIDALITY: "suicidal suicide suicidality ideation",
        Condition.BIPOLAR_DEPRESSION: "bipolar",
        Condition.TRAUMA: "cptsd",
        Condition.PTSD: "trauma posttraumatic post traumatic stress cptsd",
        Condition.ANXIETY: "anxious worry",
        Condition.GAD: "gad anxiety anxious worry",
        Condition.SOCIAL_ANXIETY: "anxious",
        Condition.PANIC: "anxiety anxious",
        Condition.OCD: "obsessive compulsive",
        Condition.SUD: "addiction alcohol alcoholism opioid substance",
        Condition.ALCOHOL_USE: "addiction alcoholism substance",
        Condition.EATING_DISORDER: "anorexia bulimia",
        Condition.GRIEF: "bereavement",
        Condition.END_OF_LIFE: "dying terminal",
        Condition.CRPS: "crps rsd chronic pain",
        Condition.NEUROPATHIC_PAIN: "neuropathy neuropathic neuralgia chronic pain",
        Condition.FIBROMYALGIA: "chronic pain",
        Condition.MIGRAINE: "headache chronic pain",
        Condition.CLUSTER_HEADACHE: "chronic pain",
        Condition.PHANTOM_LIMB: "amputation chronic pain",
        Condition.SPINAL_CORD_INJURY: "chronic pain",
        Condition.CANCER_PAIN: "oncology chronic pain",
    },
    "populations": {
        Population.LGBTQ_AFFIRMING: "lgbt queer gay lesbian trans transgender",
        Population.TRANS_CARE: "trans",
        Population.PEOPLE_OF_COLOR: "bipoc",
        Population.NEURODIVERGENT: "autistic adhd",
        Population.ADOLESCENTS: "teen adolescent youth",
        Population.OLDER_ADULTS: "senior elderly geriatric",
        Population.PERINATAL: "postpartum pregnancy pregnant",
        Population.FIRST_RESPONDERS: "police firefighter paramedic emt ems",
    },
    "insurance": {
        Insurance.TRICARE_VA: "va veteran tricare military",
        Insurance.SUPERBILL: "superbill reimbursement",
        Insurance.ESKETAMINE_PRIOR_AUTH: "prior authorization",
    },
    "payment": {
        Payment.VETERAN_RATE: "discount",
        Payment.FIRST_RESPONDER_RATE: "discount police firefighter paramedic ems",
        Payment.PACKAGE: "discount bundle",
        Payment.SLIDING_SCALE: "sliding scale",
        Payment.PAYMENT_PLAN: "financing installments",
        Payment.FINANCING: "financing loan",
        Payment.MAKER_SAVINGS: "carepath withme copay coupon",
    },
    "accessibility": {
        Accessibility.ASL_OR_LOOP: "deaf",
        Accessibility.BARIATRIC_CHAIR: "bariatric",
    },
    "languages": {
        Language.ES: "español castellano",
        Language.ASE: "asl",
    },
    "practitioners": LICENSE_SYNONYMS,
    "given_by": LICENSE_SYNONYMS,
    "examined_by": LICENSE_SYNONYMS,
    "therapy_by": LICENSE_SYNONYMS,
    "stays_with_you": LICENSE_SYNONYMS,
    "insurers": {  # searched where the insurer is taken
        Payer.BCBS: "bcbs anthem",
        Payer.CIGNA: "evernorth",
        Payer.UNITED: "uhc umr",
        Payer.OPTUM: "ubh",
        Payer.HEALTH_NET: "mhn",
        Payer.TRICARE: "military triwest",
        Payer.VA_COMMUNITY_CARE: "veteran triwest",
        Payer.CHAMPVA: "veteran",
    },
}
# Board of a physician → further names of such a specialist.
SPECIALIST_SYNONYMS: dict[str, str] = {
    Board.EMERGENCY: "er doctor",
    Board.ANESTHESIOLOGY: "anesthesia",
}
# A statement that is answered with yes → words that find it.
SYNONYMS_OF_YES = {
    "rems_certified": "certified spravato esketamine rems",
    "free_first_talk": "free consultation consult",
    "travel_schedule": "traveler",
}
# State → the name of its Medicaid.
STATE_MEDICAID = {
    "AZ": "ahcccs",
    "CA": "medi cal",
    "CO": "health first colorado",
    "MA": "masshealth",
    "TN": "tenncare",
    "WI": "badgercare",
}
# (statement, code) whose label names an absent thing ("medicine only, no therapy"), or only asks for one. The
# search leaves these labels out: a search for "therapy" should not find a clinic without it.
NEGATING_CODES = {
    ("screening", Screening.ALCOHOL_DRUG_QUESTIONNAIRE),
    ("therapy_model", TherapyModel.COACH),
    ("therapy_model", TherapyModel.SUPPORT_ONLY),
    ("therapy_model", TherapyModel.MEDICINE_ONLY),
    ("therapy_model", TherapyModel.REFERRAL_LIST),
    ("refund", Refund.NONE),
    ("practitioners", License.UNLICENSED),
    ("given_by", License.UNLICENSED),
    ("examined_by", License.UNLICENSED),
    ("therapy_by", License.UNLICENSED),
    ("stays_with_you", License.UNLICENSED),
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
