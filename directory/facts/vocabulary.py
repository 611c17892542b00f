"""Every code that a listing can state, with its label. Imports nothing of this project.

Codes are stable: they stand in URLs, CSV files and JSON. Labels are for people.
"""

from django.db.models import TextChoices
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

NOT_STATED = "not_stated"  # an option of facets; never stored in a statement


class State(TextChoices):
    AL = "AL", _("Alabama")
    AK = "AK", _("Alaska")
    AZ = "AZ", _("Arizona")
    AR = "AR", _("Arkansas")
    CA = "CA", _("California")
    CO = "CO", _("Colorado")
    CT = "CT", _("Connecticut")
    DE = "DE", _("Delaware")
    DC = "DC", _("District of Columbia")
    FL = "FL", _("Florida")
    GA = "GA", _("Georgia")
    HI = "HI", _("Hawaii")
    ID = "ID", _("Idaho")
    IL = "IL", _("Illinois")
    IN = "IN", _("Indiana")
    IA = "IA", _("Iowa")
    KS = "KS", _("Kansas")
    KY = "KY", _("Kentucky")
    LA = "LA", _("Louisiana")
    ME = "ME", _("Maine")
    MD = "MD", _("Maryland")
    MA = "MA", _("Massachusetts")
    MI = "MI", _("Michigan")
    MN = "MN", _("Minnesota")
    MS = "MS", _("Mississippi")
    MO = "MO", _("Missouri")
    MT = "MT", _("Montana")
    NE = "NE", _("Nebraska")
    NV = "NV", _("Nevada")
    NH = "NH", _("New Hampshire")
    NJ = "NJ", _("New Jersey")
    NM = "NM", _("New Mexico")
    NY = "NY", _("New York")
    NC = "NC", _("North Carolina")
    ND = "ND", _("North Dakota")
    OH = "OH", _("Ohio")
    OK = "OK", _("Oklahoma")
    OR = "OR", _("Oregon")
    PA = "PA", _("Pennsylvania")
    RI = "RI", _("Rhode Island")
    SC = "SC", _("South Carolina")
    SD = "SD", _("South Dakota")
    TN = "TN", _("Tennessee")
    TX = "TX", _("Texas")
    UT = "UT", _("Utah")
    VT = "VT", _("Vermont")
    VA = "VA", _("Virginia")
    WA = "WA", _("Washington")
    WV = "WV", _("West Virginia")
    WI = "WI", _("Wisconsin")
    WY = "WY", _("Wyoming")
    PR = "PR", _("Puerto Rico")
    GU = "GU", _("Guam")
    VI = "VI", _("US Virgin Islands")
    AS = "AS", _("American Samoa")
    MP = "MP", _("Northern Mariana Islands")


class Country(TextChoices):
    US = "US", _("United States")


class PointSource(TextChoices):
    GIVEN = "given", _("Given by the clinic")
    ZIP_CENTROID = "zip_centroid", _("Middle of the ZIP code area")


class Availability(TextChoices):
    ACCEPTING = "accepting", _("Taking new patients")
    WAITLIST = "waitlist", _("Waiting list")
    NOT_ACCEPTING = "not_accepting", _("Not taking new patients")


class Language(TextChoices):
    """Languages as BCP 47 tags, with their English names."""

    EN = "en", _("English")
    ES = "es", _("Spanish")
    ZH = "zh", _("Chinese (Mandarin)")
    YUE = "yue", _("Chinese (Cantonese)")
    TL = "tl", _("Tagalog")
    VI = "vi", _("Vietnamese")
    AR = "ar", _("Arabic")
    FR = "fr", _("French")
    KO = "ko", _("Korean")
    RU = "ru", _("Russian")
    PT = "pt", _("Portuguese")
    HT = "ht", _("Haitian Creole")
    HI = "hi", _("Hindi")
    DE = "de", _("German")
    PL = "pl", _("Polish")
    IT = "it", _("Italian")
    UR = "ur", _("Urdu")
    FA = "fa", _("Persian (Farsi)")
    JA = "ja", _("Japanese")
    HE = "he", _("Hebrew")
    UK = "uk", _("Ukrainian")
    SO = "so", _("Somali")
    AM = "am", _("Amharic")
    NV = "nv", _("Navajo")
    BN = "bn", _("Bengali")
    PA = "pa", _("Punjabi")
    GU = "gu", _("Gujarati")
    HMN = "hmn", _("Hmong")
    KM = "km", _("Khmer")
    ASE = "ase", _("American Sign Language")


class LanguageWay(TextChoices):
    CLINICIAN = "clinician", _("spoken by a clinician")
    INTERPRETER = "interpreter", _("through an interpreter")
    WRITTEN = "written", _("in writing")


def language_way_code(language: Language, way: LanguageWay) -> str:
    """The code for a language and the way in which it is offered: `es:clinician`."""
    return f"{language}:{way}"


def _spoken_label(language: Language, way: LanguageWay) -> str:
    return str(_("%(language)s, %(way)s") % {"language": language.label, "way": way.label})


spoken_label = lazy(_spoken_label, str)

# (code, label): ("es:clinician", "Spanish, spoken by a clinician"), every language in every way.
SPOKEN_LANGUAGES = [
    (language_way_code(language, way), spoken_label(language, way))
    for language in Language
    for way in LanguageWay
]


class Population(TextChoices):
    ADULTS = "adults", _("Adults")
    OLDER_ADULTS = "older_adults", _("Older adults")
    ADOLESCENTS = "adolescents", _("Teenagers")
    VETERANS = "veterans", _("Veterans")
    LGBTQ_AFFIRMING = "lgbtq_affirming", _("LGBTQ+ people")
    PERINATAL = "perinatal", _("Pregnant people and new parents")
    CHRONIC_PAIN = "chronic_pain", _("People with chronic pain")
    FIRST_RESPONDERS = "first_responders", _("First responders")
    WOMEN = "women", _("Women")
    PEOPLE_OF_COLOR = "people_of_color", _("People of color")
    TRANS_CARE = "trans_care", _("Transgender people")
    CLINICIANS = "clinicians", _("Health workers as patients")
    NEURODIVERGENT = "neurodivergent", _("Neurodivergent people (autism, ADHD)")


# ---- A Training and credentials


class Role(TextChoices):
    LEADS = "leads", _("Runs the clinic")
    MEDICAL_DIRECTOR = "medical_director", _("Medical director")
    PRESCRIBER = "prescriber", _("Prescribes")
    ADMINISTRATOR = "administrator", _("Gives the medicine")
    MONITOR = "monitor", _("Monitors you")
    THERAPIST = "therapist", _("Therapist")


class License(TextChoices):
    MD = "md", _("Physician (MD)")
    DO = "do", _("Physician (DO)")
    PHYSICIAN = "physician", _("Physician (MD or DO)")
    RESIDENT = "resident", _("Physician in residency")
    DENTIST = "dentist", _("Dentist")
    NATUROPATH = "naturopath", _("Naturopathic doctor")
    PMHNP = "pmhnp", _("Psychiatric nurse practitioner (PMHNP)")
    NP = "np", _("Nurse practitioner (NP)")
    CNS = "cns", _("Clinical nurse specialist (CNS)")
    CRNA = "crna", _("Nurse anesthetist (CRNA)")
    ANESTHESIOLOGIST_ASSISTANT = "anesthesiologist_assistant", _("Anesthesiologist assistant (CAA)")
    PA = "pa", _("Physician assistant (PA)")
    RN = "rn", _("Registered nurse (RN)")
    LPN = "lpn", _("Practical nurse (LPN or LVN)")
    NURSE = "nurse", _("Nurse (kind not stated)")
    EMT = "emt", _("Paramedic or EMT")
    MEDICAL_ASSISTANT = "medical_assistant", _("Medical assistant")
    PHARMACIST = "pharmacist", _("Pharmacist")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    PRESCRIBING_PSYCHOLOGIST = "prescribing_psychologist", _("Psychologist who may prescribe")
    LCSW = "lcsw", _("Clinical social worker (LCSW)")
    LMSW = "lmsw", _("Social worker (LMSW)")
    LMFT = "lmft", _("Marriage and family therapist (LMFT)")
    LPC = "lpc", _("Professional counselor (LPC)")
    THERAPIST = "therapist", _("Licensed therapist (kind not stated)")
    ADDICTION_COUNSELOR = "addiction_counselor", _("Addiction counselor")
    CHAPLAIN = "chaplain", _("Chaplain")
    PEER_SPECIALIST = "peer_specialist", _("Peer specialist")
    ASSOCIATE = "associate", _("Therapist in training, supervised")
    UNLICENSED = "unlicensed", _("Not a licensed clinician")


class Training(TextChoices):
    KAP_CERTIFICATE = "kap_certificate", _("Ketamine-assisted psychotherapy program lasting several months")
    KAP_SHORT_COURSE = (
        "kap_short_course",
        _("Ketamine-assisted psychotherapy short course (under 40 hours)"),
    )
    INFUSION_COURSE = "infusion_course", _("Ketamine infusion course")
    PAIN_FELLOWSHIP = "pain_fellowship", _("Pain medicine fellowship")
    ESKETAMINE_REMS = "esketamine_rems", _("Spravato safety program (REMS) training")
    ACLS = "acls", _("Advanced life support (ACLS)")
    BLS = "bls", _("Basic life support (BLS)")
    PALS = "pals", _("Life support for children (PALS)")
    AIRWAY = "airway", _("Keeping the airway open")
    CONSCIOUS_SEDATION = "conscious_sedation", _("Sedation in which you stay awake")
    SUICIDE_RISK = "suicide_risk", _("Finding and easing the risk of suicide")
    TOUCH_AND_ETHICS = "touch_and_ethics", _("Touch, consent and ethics")
    TRAUMA_THERAPY = "trauma_therapy", _("Trauma therapy training")
    SOCIETY_PLEDGE = "society_pledge", _("A society's pledge (a promise, not a check)")
    SOCIETY_MEMBER = "society_member", _("Member of a professional society")
    OTHER = "other", _("Other training")


class PatientsTreated(TextChoices):
    UNDER_50 = "under_50", _("Fewer than 50")
    FROM_50 = "50_to_199", _("50 to 199")
    FROM_200 = "200_to_999", _("200 to 999")
    FROM_1000 = "1000_or_more", _("1,000 or more")


class LifeSupport(TextChoices):
    """Who is there at every dose."""

    ACLS_CLINICIAN = "acls_clinician", _("A clinician certified in advanced life support (ACLS)")
    AIRWAY_TRAINED = "airway_trained", _("Someone trained to keep the airway open")
    BLS_ONLY = "bls_only", _("Someone certified in basic life support (BLS) only")
    CERTIFIED = "certified", _("Someone certified in life support")
    NONE = "none", _("No one")


# ---- B License and legality


class DrugSource(TextChoices):
    MANUFACTURER = "manufacturer", _("The manufacturer")
    OUTSOURCING_FACILITY = "outsourcing_facility", _("An outsourcing facility")
    COMPOUNDING_PHARMACY = "compounding_pharmacy", _("A compounding pharmacy")


class HomeDosing(TextChoices):
    NONE = "none", _("None")
    IN_PERSON_EXAM_FIRST = "in_person_exam_first", _("Only after an exam in person")
    FIRST_DOSE_HERE = "first_dose_here", _("Only after a first dose at the clinic")
    VIDEO_ONLY = "video_only", _("After an exam by video only")


# ---- C Medical screening


class Screening(TextChoices):
    LIVE_INTERVIEW = "live_interview", _("A live interview")
    HISTORY = "history", _("Your history of illness and treatment")
    PHONE_CALL = "phone_call", _("A phone call")
    PHYSICAL_EXAM = "physical_exam", _("A physical exam")
    PSYCHIATRIC_ASSESSMENT = "psychiatric_assessment", _("A psychiatric assessment")
    ECG = "ecg", _("A heart tracing (ECG)")
    ECG_IF_NEEDED = "ecg_if_needed", _("A heart tracing (ECG), if your age or heart calls for it")
    LABS = "labs", _("Blood tests")
    LABS_IF_NEEDED = "labs_if_needed", _("Blood tests, if something calls for them")
    URINE_DRUG = "urine_drug", _("A urine drug test")
    PREGNANCY_TEST = "pregnancy_test", _("A pregnancy test")
    MEDICINE_REVIEW = "medicine_review", _("A review of all medicines")
    RECORDS_REQUEST = "records_request", _("Records from your other clinicians")
    CLEARANCE_IF_NEEDED = "clearance_if_needed", _("A letter from your own doctor, if you have an illness")
    PARENT_CONSENT = "parent_consent", _("A parent's consent, under 18")
    TEAM_REVIEW = "team_review", _("A talk about you among several clinicians")
    SUICIDE_SCALE = "suicide_scale", _("A suicide-risk scale")
    BLOOD_PRESSURE_AND_PULSE = "blood_pressure_and_pulse", _("Blood pressure and pulse")
    WEIGHT = "weight", _("Your weight")
    DIAGNOSIS_CONFIRMED = "diagnosis_confirmed", _("Your diagnosis confirmed")
    PDMP = "pdmp", _("A look in the state's prescription records (PDMP)")
    ALCOHOL_DRUG_QUESTIONNAIRE = "alcohol_drug_questionnaire", _("Set questions about alcohol and drugs")
    BLADDER_BASELINE = "bladder_baseline", _("Questions about your bladder")
    MEMORY_BASELINE = "memory_baseline", _("A memory check")
    QUESTIONNAIRE = "questionnaire", _("A written questionnaire")
    MEDICAL_CLEARANCE = "medical_clearance", _("A letter from your own doctor")


class ExaminedHow(TextChoices):
    IN_PERSON = "in_person", _("In person")
    BY_VIDEO = "by_video", _("By video")
    BY_PHONE = "by_phone", _("By phone")


class Referral(TextChoices):
    NOT_NEEDED = "not_needed", _("No referral needed")
    WELCOME = "welcome", _("A referral is welcome, not needed")
    NEEDED = "needed", _("A referral is needed")


class BeforeDose(TextChoices):
    """What a clinic asks people to do before a dose, beside fasting and pausing medicines."""

    NO_ALCOHOL = "no_alcohol", _("No alcohol the day before")
    NO_CAFFEINE = "no_caffeine", _("No coffee or other caffeine")
    NO_CANNABIS = "no_cannabis", _("No cannabis that day")
    CLEAR_DRINKS = "clear_drinks", _("Only clear drinks in the last hours")
    NOTHING_AFTER_MIDNIGHT = "nothing_after_midnight", _("Nothing to eat after midnight")
    LIGHT_MEAL = "light_meal", _("A light meal is fine")
    SKIP_STIMULANTS = "skip_stimulants", _("Skip stimulants (such as Adderall)")
    SKIP_BENZODIAZEPINES = "skip_benzodiazepines", _("Skip benzodiazepines (such as Xanax)")
    SKIP_LAMOTRIGINE = "skip_lamotrigine", _("Skip lamotrigine (Lamictal)")
    SKIP_OPIOIDS = "skip_opioids", _("Skip opioids")
    KEEP_MEDICINES = "keep_medicines", _("Take your usual medicines")
    KEEP_ANTIDEPRESSANTS = "keep_antidepressants", _("Keep taking your antidepressant")
    KEEP_BLOOD_PRESSURE_MEDICINE = (
        "keep_blood_pressure_medicine",
        _("Keep taking your blood pressure medicine"),
    )
    COMFORTABLE_CLOTHES = "comfortable_clothes", _("Loose clothes")
    BRING_HEADPHONES = "bring_headphones", _("Bring headphones or music")
    BRING_EYE_MASK = "bring_eye_mask", _("Bring an eye mask")
    BRING_BLANKET = "bring_blanket", _("Bring a blanket or a pillow")
    BRING_JOURNAL = "bring_journal", _("Bring a journal")
    BRING_ID = "bring_id", _("Bring a photo ID")
    COME_EARLY = "come_early", _("Come 10 to 30 minutes early")
    SET_INTENTION = "set_intention", _("Think of an intention")
    FREE_DAY = "free_day", _("Keep the rest of the day free")
    MEDICINE_LIST = "medicine_list", _("Bring a list of your medicines")


class TherapyRequired(TextChoices):
    HERE = "here", _("Yes, in therapy here")
    ANYWHERE = "anywhere", _("Yes, in therapy here or elsewhere")
    NO = "no", _("No")


class Exclusion(TextChoices):
    EXCLUDED = "excluded", _("Does not treat")
    CASE_BY_CASE = "case_by_case", _("Decides case by case")
    ACCEPTED = "accepted", _("Treats")


class Caution(TextChoices):
    """Conditions for which a clinic may exclude people. Each has a statement of its own: `exclusion_…`."""

    UNCONTROLLED_HYPERTENSION = "uncontrolled_hypertension", _("Uncontrolled high blood pressure")
    CARDIAC_DISEASE = "cardiac_disease", _("Heart disease")
    ANEURYSM_AVM_BLEED = "aneurysm_avm_bleed", _("Aneurysm, AVM (tangled vessels) or bleeding in the brain")
    STROKE = "stroke", _("Stroke")
    RAISED_ICP = "raised_icp", _("Raised pressure in the skull")
    GLAUCOMA_RAISED_EYE_PRESSURE = "glaucoma_raised_eye_pressure", _("Glaucoma or raised pressure in the eye")
    PSYCHOSIS = "psychosis", _("Psychosis, now or in the past")
    ACTIVE_MANIA = "active_mania", _("Active mania")
    BIPOLAR = "bipolar", _("Bipolar disorder")
    ACTIVE_SUD = "active_sud", _("Active alcohol or drug use disorder")
    OPIOIDS_OR_BENZODIAZEPINES = (
        "opioids_or_benzodiazepines",
        _("Taking opioids or benzodiazepines (such as Xanax)"),
    )
    PREGNANCY = "pregnancy", _("Pregnancy")
    BREASTFEEDING = "breastfeeding", _("Breastfeeding")
    BLADDER_DISEASE = "bladder_disease", _("Bladder disease")
    SEVERE_LIVER = "severe_liver", _("Severe liver disease")
    UNTREATED_HYPERTHYROID = "untreated_hyperthyroid", _("Untreated overactive thyroid")
    DEMENTIA = "dementia", _("Dementia")
    UNDER_18 = "under_18", _("Under 18 years of age")
    BMI_LIMIT = "bmi_limit", _("Body weight over a limit")
    ACUTE_SUICIDALITY = "acute_suicidality", _("Acute thoughts of suicide")
    NO_ESCORT = "no_escort", _("No one to take you home")
    NO_OUTSIDE_CLINICIAN = "no_outside_clinician", _("No clinician outside this clinic")
    ALLERGY_OR_EARLIER_REACTION = "allergy_or_earlier_reaction", _("Allergy or an earlier bad reaction")
    SEIZURES = "seizures", _("Seizures")
    SLEEP_APNEA_OR_LUNG_DISEASE = "sleep_apnea_or_lung_disease", _("Sleep apnea or lung disease")
    KIDNEY = "kidney", _("Kidney disease")
    DISSOCIATIVE_DISORDER = "dissociative_disorder", _("Dissociative disorder")
    PERSONALITY_DISORDER = "personality_disorder", _("Personality disorder")
    BRAIN_INJURY = "brain_injury", _("Brain injury (TBI)")
    GUT_SURGERY_GLP1_FASTING = (
        "gut_surgery_glp1_fasting",
        _("Weight-loss surgery, a GLP-1 medicine (such as Ozempic) or fasting"),
    )


class Condition(TextChoices):
    TRD = "trd", _("Treatment-resistant depression")
    MDD = "mdd", _("Depression (major depression)")
    POSTPARTUM_DEPRESSION = "postpartum_depression", _("Depression after birth")
    SUICIDALITY = "suicidality", _("Thoughts of suicide")
    BIPOLAR_DEPRESSION = "bipolar_depression", _("Bipolar depression")
    TRAUMA = "trauma", _("Trauma")
    PTSD = "ptsd", _("PTSD")
    ANXIETY = "anxiety", _("Anxiety")
    GAD = "gad", _("Generalized anxiety")
    SOCIAL_ANXIETY = "social_anxiety", _("Social anxiety")
    PANIC = "panic", _("Panic disorder")
    OCD = "ocd", _("OCD")
    SUD = "sud", _("Alcohol or drug use disorder")
    ALCOHOL_USE = "alcohol_use", _("Alcohol use disorder")
    EATING_DISORDER = "eating_disorder", _("Eating disorder")
    GRIEF = "grief", _("Grief")
    END_OF_LIFE = "end_of_life", _("Distress at the end of life")
    CHRONIC_PAIN = "chronic_pain", _("Chronic pain")
    CRPS = "crps", _("Complex regional pain syndrome (CRPS)")
    NEUROPATHIC_PAIN = "neuropathic_pain", _("Nerve pain")
    FIBROMYALGIA = "fibromyalgia", _("Fibromyalgia")
    MIGRAINE = "migraine", _("Migraine")
    CLUSTER_HEADACHE = "cluster_headache", _("Cluster headache")
    PHANTOM_LIMB = "phantom_limb", _("Phantom limb pain")
    SPINAL_CORD_INJURY = "spinal_cord_injury", _("Pain after a spinal cord injury")
    CANCER_PAIN = "cancer_pain", _("Cancer pain")


# A condition → the wider one of which it is a kind. A clinic that treats the kind is found by the wider word;
# never the other way round: who treats "anxiety" has not said that it treats panic.
CONDITION_PARENTS = {
    Condition.PTSD: Condition.TRAUMA,
    Condition.GAD: Condition.ANXIETY,
    Condition.SOCIAL_ANXIETY: Condition.ANXIETY,
    Condition.PANIC: Condition.ANXIETY,
    Condition.ALCOHOL_USE: Condition.SUD,
    Condition.CRPS: Condition.CHRONIC_PAIN,
    Condition.NEUROPATHIC_PAIN: Condition.CHRONIC_PAIN,
    Condition.FIBROMYALGIA: Condition.CHRONIC_PAIN,
    Condition.MIGRAINE: Condition.CHRONIC_PAIN,
    Condition.CLUSTER_HEADACHE: Condition.CHRONIC_PAIN,
    Condition.PHANTOM_LIMB: Condition.CHRONIC_PAIN,
    Condition.SPINAL_CORD_INJURY: Condition.CHRONIC_PAIN,
    Condition.CANCER_PAIN: Condition.CHRONIC_PAIN,
}


# ---- D Setting and monitoring


class Route(TextChoices):
    IV = "iv", _("IV infusion")
    IM = "im", _("Injection into a muscle")
    SC = "sc", _("Injection under the skin")
    ESKETAMINE_NASAL = "esketamine_nasal", _("Spravato nasal spray (esketamine)")
    RACEMIC_NASAL = "racemic_nasal", _("Pharmacy-made (compounded) nasal spray")
    SUBLINGUAL = "sublingual", _("Lozenge under the tongue")
    ORAL = "oral", _("Swallowed")
    RECTAL = "rectal", _("Rectal")


class Setting(TextChoices):
    HOSPITAL_OUTPATIENT = "hospital_outpatient", _("Hospital outpatient unit")
    INPATIENT = "inpatient", _("Hospital, staying overnight")
    VA = "va", _("VA hospital or clinic")
    SURGERY_CENTER = "surgery_center", _("Surgery center")
    INFUSION_CLINIC = "infusion_clinic", _("Infusion clinic")
    WELLNESS_IV = "wellness_iv", _("IV lounge or med spa")
    PSYCHIATRIC_PRACTICE = "psychiatric_practice", _("Psychiatric practice")
    PAIN_CLINIC = "pain_clinic", _("Pain clinic")
    PRIMARY_CARE = "primary_care", _("Primary care practice")
    NATUROPATHIC = "naturopathic", _("Naturopathic practice")
    KAP_PRACTICE = "kap_practice", _("Practice for ketamine-assisted psychotherapy")
    THERAPY_OFFICE = "therapy_office", _("Therapist's office")
    RESIDENTIAL = "residential", _("Residential program")
    RETREAT = "retreat", _("Retreat")
    HOME_VISIT = "home_visit", _("Home, where staff bring and give the drug")
    HOME_SUPERVISED = "home_supervised", _("Home, with a clinician there")
    HOME_REMOTE = "home_remote", _("Home, watched by video")
    HOME_UNSUPERVISED = "home_unsupervised", _("Home, with no one watching")


class Attendance(TextChoices):
    CONTINUOUS_CLINICIAN = "continuous_clinician", _("A clinician in the room the whole time")
    CONTINUOUS_THERAPIST = "continuous_therapist", _("A therapist in the room the whole time")
    WITHIN_CALL = "within_call", _("Someone in the room or right outside")
    LINE_OF_SIGHT = "line_of_sight", _("Always in sight of staff")
    CAMERA_STAFFED = "camera_staffed", _("Staff watch by camera the whole time")
    INTERMITTENT = "intermittent", _("Staff look in now and then")
    CALL_BELL = "call_bell", _("A bell to call staff")
    LAY_ADULT = "lay_adult", _("An adult you bring")
    NONE = "none", _("No one")


class Monitoring(TextChoices):
    PULSE_OXIMETRY = "pulse_oximetry", _("Oxygen level")
    BLOOD_PRESSURE = "blood_pressure", _("Blood pressure")
    HEART_RATE = "heart_rate", _("Heart rate")
    ECG = "ecg", _("Heart tracing (ECG)")
    CAPNOGRAPHY = "capnography", _("Breathing (capnography)")
    BREATHING_RATE = "breathing_rate", _("Breathing rate")
    SEDATION_SCALE = "sedation_scale", _("How awake you are, on a scale")
    PUMP = "pump", _("Infusion pump")
    SELF_MEASURED = "self_measured", _("You measure it yourself")
    NONE = "none", _("Nothing is measured")


class Emergency(TextChoices):
    OXYGEN = "oxygen", _("Oxygen")
    AIRWAY_KIT = "airway_kit", _("Airway kit")
    SUCTION = "suction", _("Suction")
    AED = "aed", _("Defibrillator (AED)")
    CRASH_CART = "crash_cart", _("Crash cart")
    BP_MEDICINE = "bp_medicine", _("Blood pressure medicine")
    RESCUE_SEDATIVE = "rescue_sedative", _("Rescue sedative")
    IV_ACCESS = "iv_access", _("A line into a vein")
    ANTIEMETIC = "antiemetic", _("Medicine for vomiting")
    NALOXONE = "naloxone", _("Naloxone (Narcan)")
    GLUCOSE = "glucose", _("Sugar for low blood sugar")
    TRANSFER_AGREEMENT = "transfer_agreement", _("Transfer agreement with a hospital")
    EMERGENCY_TEAM = "emergency_team", _("An emergency team in the building")
    DRILL_12M = "drill_12m", _("Emergency drill within 12 months")
    CALL_BUTTON = "call_button", _("Call button")
    NONE = "none", _("None of these")


class DoseSetting(TextChoices):
    BY_WEIGHT = "by_weight", _("By body weight")
    STARTS_LOW_GOES_UP = "starts_low_goes_up", _("Starts low, raised step by step")
    SECOND_DOSE = "second_dose", _("A second dose in the same session is possible")
    DECIDED_WITH_YOU = "decided_with_you", _("Decided together with you")
    VERY_LOW_DAILY = "very_low_daily", _("Very low, daily")
    LOWER_TALKING = "lower_talking", _("Lower, so you can talk")
    HIGHER_INWARD = "higher_inward", _("Higher, an inward experience")
    BY_RESPONSE = "by_response", _("By how the last dose went")
    BY_LABEL = "by_label", _("By the label of Spravato")


class Comfort(TextChoices):
    RECLINER_OR_BED = "recliner_or_bed", _("Recliner or bed")
    EYE_MASK = "eye_mask", _("Eye mask")
    MUSIC = "music", _("Music")
    BRING_OWN_MUSIC = "bring_own_music", _("Your own music")
    HEADPHONES = "headphones", _("Headphones")
    DIM_LIGHT = "dim_light", _("Dim light")
    BLANKET = "blanket", _("Blanket")
    NAUSEA_MEDICINE = "nausea_medicine", _("Medicine for nausea")
    HELP_TO_CAR = "help_to_car", _("Staff walk or wheel you to the car")
    SNACKS_DRINKS = "snacks_drinks", _("Snacks and drinks")
    AROMATHERAPY = "aromatherapy", _("Scents (aromatherapy)")


class RideHelp(TextChoices):
    ARRANGED = "arranged", _("We arrange a ride")
    TAXI_ALLOWED = "taxi_allowed", _("You may take a taxi, Uber or Lyft alone")
    ESCORT_ONLY = "escort_only", _("Only with an adult you know")
    NOT_BUS_OR_TRAIN = "not_bus_or_train", _("Not alone by bus or train")


# ---- E Psychotherapy


class AfterDose(TextChoices):
    """What a clinic asks people to leave alone after a dose, until the next day at least."""

    NO_ALCOHOL = "no_alcohol", _("No alcohol")
    NO_BIG_DECISIONS = "no_big_decisions", _("Do not sign or decide anything big")
    NO_MACHINES = "no_machines", _("Do not use machines")
    NO_WORK = "no_work", _("Do not go to work")
    REST = "rest", _("Rest for the rest of the day")
    NOT_ALONE = "not_alone", _("Do not stay alone")


class TherapyModel(TextChoices):
    INTEGRATED_TEAM = "integrated_team", _("Therapy by the same team as the drug")
    PARTNERED = "partnered", _("Therapy by a named outside therapist")
    OUTSIDE_PRESCRIBER = "outside_prescriber", _("Therapy here; another company prescribes")
    COACH = "coach", _("A coach or guide, not a licensed therapist")
    REFERRAL_LIST = "referral_list", _("A list of therapists to call")
    SUPPORT_ONLY = "support_only", _("A sitter, no therapy")
    MEDICINE_ONLY = "medicine_only", _("Medicine only, no therapy")
    INTEGRATION_ONLY = "integration_only", _("Therapy only, no drug given")


class TherapyTiming(TextChoices):
    PREP = "prep", _("Before the first dose")
    DURING = "during", _("During the dose")
    SAME_DAY = "same_day", _("The same day")
    WITHIN_24H = "within_24h", _("Within 24 hours")
    WITHIN_48H = "within_48h", _("Within 48 hours")
    WITHIN_72H = "within_72h", _("Within 72 hours")
    WITHIN_7D = "within_7d", _("Within 7 days")
    SERIES = "series", _("A series of meetings")
    AFTER_EACH_DOSE = "after_each_dose", _("After every dose")
    ON_REQUEST = "on_request", _("On request")


class Modality(TextChoices):
    CBT = "cbt", _("Cognitive behavioral therapy (CBT)")
    ACT = "act", _("Acceptance and commitment therapy (ACT)")
    DBT = "dbt", _("Dialectical behavior therapy (DBT)")
    EMDR = "emdr", _("EMDR")
    IFS = "ifs", _("Internal family systems (IFS)")
    PSYCHODYNAMIC = "psychodynamic", _("Psychodynamic therapy")
    SOMATIC = "somatic", _("Somatic (body) therapy")
    MINDFULNESS = "mindfulness", _("Mindfulness")
    MOTIVATIONAL = "motivational", _("Motivational interviewing")
    EXPOSURE = "exposure", _("Exposure therapy")
    FAMILY_COUPLES = "family_couples", _("Family or couples therapy")
    GROUP = "group", _("Group therapy")
    INTEGRATION_CIRCLE = "integration_circle", _("Integration circle (a group after the doses)")
    PAIN_PSYCHOLOGY = "pain_psychology", _("Pain psychology")
    CPT = "cpt", _("Cognitive processing therapy (CPT)")
    PROLONGED_EXPOSURE = "prolonged_exposure", _("Prolonged exposure")
    IPT = "ipt", _("Interpersonal therapy (IPT)")
    RELATIONAL = "relational", _("Relational or attachment therapy")
    MUSIC_OR_ART = "music_or_art", _("Music or art therapy")
    MEDITATION_YOGA = "meditation_yoga", _("Meditation, breathing or yoga")
    JOURNALING = "journaling", _("Journaling")
    PEER_SUPPORT = "peer_support", _("Peer support")
    SPIRITUAL_CARE = "spiritual_care", _("Spiritual care")
    NONE = "none", _("None")


# ---- F Plan and follow-up


class Measure(TextChoices):
    PHQ9 = "phq9", _("PHQ-9 (mood)")
    GAD7 = "gad7", _("GAD-7 (anxiety)")
    PCL5 = "pcl5", _("PCL-5 (trauma)")
    MADRS = "madrs", _("MADRS (mood)")
    PAIN_SCALE = "pain_scale", _("A pain scale")
    OTHER = "other", _("Another measure")
    NONE = "none", _("None")


class MeasuredWhen(TextChoices):
    START = "start", _("Before the first dose")
    EACH_DOSE = "each_dose", _("At each dose")
    BETWEEN_DOSES = "between_doses", _("Between doses")
    END = "end", _("At the end of the course")


class AfterHours(TextChoices):
    CLINICIAN_24H = "clinician_24h", _("A clinician, day and night")
    ANSWERING_SERVICE = "answering_service", _("An answering service")
    VOICEMAIL = "voicemail", _("Voicemail")
    NONE = "none", _("No one")


class MaintenanceKind(TextChoices):
    NONE = "none", _("None")
    AS_NEEDED = "as_needed", _("When you need one")
    SCHEDULED = "scheduled", _("On a schedule")
    MEMBERSHIP = "membership", _("By membership")


class BetweenVisits(TextChoices):
    APP_OR_TEXT = "app_or_text", _("By app or text")
    CALL = "call", _("By phone call")
    EXERCISES = "exercises", _("With exercises or a workbook")
    NONE = "none", _("None")


class LongTermCheck(TextChoices):
    BLADDER_QUESTIONS = "bladder_questions", _("Questions about the bladder")
    URINALYSIS = "urinalysis", _("Urine test")
    COGNITION = "cognition", _("Memory and thinking")
    LIVER = "liver", _("Liver test")
    BLOOD_PRESSURE = "blood_pressure", _("Blood pressure")
    NONE = "none", _("None")


# ---- G Costs, rights and comfort


class PriceIncludes(TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    DRUG = "drug", _("The drug")
    MONITORING = "monitoring", _("Monitoring")
    SHIPPING = "shipping", _("Shipping")
    MESSAGES = "messages", _("Messages or an app between visits")
    PREP = "prep", _("Preparation meetings")
    INTEGRATION = "integration", _("Integration meetings")
    SUPPLIES = "supplies", _("Supplies")
    THERAPIST = "therapist", _("A therapist during the dose")
    FOLLOW_UP = "follow_up", _("Check-ins afterward")
    OTHER_MEDICINES = "other_medicines", _("Other medicines, such as for nausea")


class Payment(TextChoices):
    SELF_PAY = "self_pay", _("You pay yourself")
    SLIDING_SCALE = "sliding_scale", _("Price by income (sliding scale)")
    PAYMENT_PLAN = "payment_plan", _("Payment plan")
    FINANCING = "financing", _("Paying later through a lender (such as CareCredit)")
    HSA_FSA = "hsa_fsa", _("HSA or FSA card")
    CHARITY = "charity", _("Charity fund")
    VETERAN_RATE = "veteran_rate", _("Lower price for veterans")
    MEMBERSHIP = "membership", _("Membership")
    CARD = "card", _("Credit or debit card")
    CASH = "cash", _("Cash")
    CHECK = "check", _("Check")
    PAYMENT_APP = "payment_app", _("By app (such as Venmo or Zelle)")
    CARD_ON_FILE = "card_on_file", _("A card is kept on file")
    PAID_AT_VISIT = "paid_at_visit", _("You pay on the day of the visit")
    PACKAGE = "package", _("Lower price for several sessions")
    FIRST_RESPONDER_RATE = "first_responder_rate", _("Lower price for first responders")
    MAKER_SAVINGS = "maker_savings", _("Savings program of Spravato's maker")


class Insurance(TextChoices):
    NONE = "none", _("No insurance")
    SUPERBILL = "superbill", _("Gives a bill for your insurer (superbill)")
    OUT_OF_NETWORK_HELP = "out_of_network_help", _("Helps with out-of-network claims")
    CHECKS_BENEFITS = "checks_benefits", _("Checks your benefits for you")
    SINGLE_CASE = "single_case", _("Asks your insurer for a single-case agreement")
    ESKETAMINE_PRIOR_AUTH = "esketamine_prior_auth", _("Gets prior authorization for Spravato")
    THERAPY_COVERED = "therapy_covered", _("Insurance for the therapy")
    ASSESSMENT_COVERED = "assessment_covered", _("Insurance for the assessment")
    COMMERCIAL = "commercial", _("Commercial insurance")
    MEDICARE = "medicare", _("Medicare")
    MEDICAID = "medicaid", _("Medicaid")
    TRICARE_VA = "tricare_va", _("TRICARE or VA")
    WORKERS_COMP = "workers_comp", _("Workers' compensation")
    AUTO_CLAIMS = "auto_claims", _("Claims after a car accident")


class Refund(TextChoices):
    FULL_BEFORE = "full_before", _("Full refund, before the dose")
    PARTIAL = "partial", _("Partial refund")
    NONE = "none", _("No refund")


class Accessibility(TextChoices):
    STEP_FREE = "step_free", _("Step-free")
    WHEELCHAIR = "wheelchair", _("Wheelchair")
    ELEVATOR = "elevator", _("Elevator")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible restroom")
    ACCESSIBLE_PARKING = "accessible_parking", _("Accessible parking")
    ASL_OR_LOOP = "asl_or_loop", _("Sign language or hearing loop")
    TTY_RELAY = "tty_relay", _("TTY or relay calls")
    LARGE_PRINT = "large_print", _("Large print")
    LOW_SENSORY_ROOM = "low_sensory_room", _("Quiet, low-light room")
    BARIATRIC_CHAIR = "bariatric_chair", _("Chair for larger bodies")
    SERVICE_ANIMAL = "service_animal", _("Service animals")
    PUBLIC_TRANSPORT = "public_transport", _("Near public transit")
    REMOTE_INTAKE = "remote_intake", _("Intake by phone or video")
    SCENT_FREE = "scent_free", _("Scent-free")
    RIDE_ARRANGED = "ride_arranged", _("A ride arranged")
    CHILDCARE = "childcare", _("Child care")
    CAPTIONING = "captioning", _("Live captions")


# ---- Offerings, insurers, opening times


class OfferingRoute(TextChoices):
    """The routes of `Route`, and a session that joins two of them."""

    IV = Route.IV.value, Route.IV.label
    IM = Route.IM.value, Route.IM.label
    SC = Route.SC.value, Route.SC.label
    ESKETAMINE_NASAL = Route.ESKETAMINE_NASAL.value, Route.ESKETAMINE_NASAL.label
    RACEMIC_NASAL = Route.RACEMIC_NASAL.value, Route.RACEMIC_NASAL.label
    SUBLINGUAL = Route.SUBLINGUAL.value, Route.SUBLINGUAL.label
    ORAL = Route.ORAL.value, Route.ORAL.label
    RECTAL = Route.RECTAL.value, Route.RECTAL.label
    COMBINED = "combined", _("Two ways in one session")


class Purpose(TextChoices):
    MOOD = "mood", _("For mood")
    PAIN = "pain", _("For pain")
    ANY = "any", _("For mood or pain")


class SessionFormat(TextChoices):
    ALONE = "alone", _("One person at a time")
    COUPLE = "couple", _("Two partners together")
    GROUP = "group", _("In a group")


class MonitoringInterval(TextChoices):
    CONTINUOUS = "continuous", _("The whole time")
    EVERY_5_TO_15_MIN = "every_5_to_15_min", _("Every 5 to 15 minutes")
    START_AND_END = "start_and_end", _("At the start and at the end")
    OTHER = "other", _("At other times")


class DrugGoes(TextChoices):
    STAYS_AT_CLINIC = "stays_at_clinic", _("Kept and given at the clinic")
    MAILED_TAKEN_HERE = "mailed_taken_here", _("Mailed to you, taken at the clinic")
    MAILED_TAKEN_HOME = "mailed_taken_home", _("Mailed to you, taken at home")


class OtherDrug(TextChoices):
    SEDATIVE = "sedative", _("A sedative")
    MAGNESIUM = "magnesium", _("Magnesium")
    LIDOCAINE = "lidocaine", _("Lidocaine")
    VITAMINS = "vitamins", _("Vitamins")
    NAUSEA_MEDICINE = "nausea_medicine", _("Medicine for nausea")


class Pace(TextChoices):
    DAILY = "daily", _("Every day")
    DAYS_IN_A_ROW = "days_in_a_row", _("Several days in a row")
    THREE_A_WEEK = "three_a_week", _("Three times a week")
    TWICE_A_WEEK = "twice_a_week", _("Twice a week")
    WEEKLY = "weekly", _("Once a week")
    EVERY_TWO_WEEKS = "every_two_weeks", _("Every two weeks")
    MONTHLY = "monthly", _("Once a month")
    SPRAVATO_SCHEDULE = "spravato_schedule", _("The schedule of the Spravato label")
    AS_AGREED = "as_agreed", _("As agreed with each person")


class PriceUnit(TextChoices):
    SESSION = "session", _("A session")
    COURSE = "course", _("A whole course")
    MONTH = "month", _("A month")
    VISIT_WITH_EXAM = "visit_with_exam", _("A first visit with the exam and a session")


class PriceExcludes(TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    DRUG = "drug", _("The drug, paid to a pharmacy")
    PRESCRIBER = "prescriber", _("The prescriber, paid to another company")
    THERAPY = "therapy", _("Therapy")
    LABS = "labs", _("Blood tests")
    SUPPLIES = "supplies", _("Supplies")
    BOOSTERS = "boosters", _("Later sessions")
    TAX_AND_FEES = "tax_and_fees", _("Taxes and fees")


class Payer(TextChoices):
    """Insurers by name. Names of companies are not translated."""

    AETNA = "aetna", "Aetna"
    BCBS = "bcbs", "Blue Cross Blue Shield"
    CIGNA = "cigna", "Cigna"
    HUMANA = "humana", "Humana"
    KAISER = "kaiser", "Kaiser Permanente"
    UNITED = "united", "UnitedHealthcare"
    OPTUM = "optum", "Optum"
    CARELON = "carelon", "Carelon"
    MAGELLAN = "magellan", "Magellan"
    HEALTH_NET = "health_net", "Health Net"
    OSCAR = "oscar", "Oscar"
    MOLINA = "molina", "Molina"
    CENTENE = "centene", "Centene"
    MEDICARE = "medicare", "Medicare"
    MEDICARE_ADVANTAGE = "medicare_advantage", "Medicare Advantage"
    MEDICAID = "medicaid", "Medicaid"
    TRICARE = "tricare", "TRICARE"
    VA_COMMUNITY_CARE = "va_community_care", "VA Community Care"
    CHAMPVA = "champva", "CHAMPVA"
    WORKERS_COMP = "workers_comp", _("Workers' compensation")
    OTHER = "other", _("Another insurer")
    ALL = "all", _("All insurers")


class PlanType(TextChoices):
    PPO = "ppo", "PPO"
    HMO = "hmo", "HMO"
    POS_EPO = "pos_epo", "POS or EPO"
    ADVANTAGE = "advantage", _("Medicare Advantage plan")
    TRADITIONAL = "traditional", _("Traditional plan (such as Medicare itself)")
    MANAGED_MEDICAID = "managed_medicaid", _("Managed Medicaid plan")


class Network(TextChoices):
    IN_NETWORK = "in_network", _("In network")
    OUT_OF_NETWORK = "out_of_network", _("Out of network")
    OUT_OF_NETWORK_HELP = "out_of_network_help", _("Out of network, with help for the claim")
    NOT_TAKEN = "not_taken", _("Not taken")


class Covered(TextChoices):
    """What an insurer is billed for."""

    ASSESSMENT = "assessment", _("Assessment")
    THERAPY = "therapy", _("Therapy")
    SPRAVATO_DRUG = "spravato_drug", _("Spravato, the drug")
    OBSERVATION = "observation", _("Time under observation")
    INFUSION = "infusion", _("The ketamine session")
    FOLLOW_UP = "follow_up", _("Follow-up visits")


class Weekday(TextChoices):
    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")


class HoursKind(TextChoices):
    TREATMENT = "treatment", _("Treatment")
    OFFICE = "office", _("Office")
    PHONE_OR_MESSAGES = "phone_or_messages", _("Phone or messages only")


class TimeZone(TextChoices):
    EASTERN = "eastern", _("Eastern time")
    CENTRAL = "central", _("Central time")
    MOUNTAIN = "mountain", _("Mountain time")
    ARIZONA = "arizona", _("Arizona time (no daylight saving)")
    PACIFIC = "pacific", _("Pacific time")
    ALASKA = "alaska", _("Alaska time")
    HAWAII = "hawaii", _("Hawaii time")
    ATLANTIC = "atlantic", _("Atlantic time (Puerto Rico, US Virgin Islands)")
    CHAMORRO = "chamorro", _("Chamorro time (Guam, Northern Mariana Islands)")
    SAMOA = "samoa", _("Samoa time")


class Board(TextChoices):
    """Boards that certify a person, by field."""

    PSYCHIATRY = "psychiatry", _("Psychiatry")
    CHILD_PSYCHIATRY = "child_psychiatry", _("Child and adolescent psychiatry")
    ADDICTION = "addiction", _("Addiction medicine or psychiatry")
    ANESTHESIOLOGY = "anesthesiology", _("Anesthesiology")
    PAIN = "pain", _("Pain medicine")
    EMERGENCY = "emergency", _("Emergency medicine")
    FAMILY = "family", _("Family medicine")
    NEUROLOGY = "neurology", _("Neurology")
    PHYSICAL_MEDICINE = "physical_medicine", _("Physical medicine and rehabilitation")
    SURGERY = "surgery", _("Surgery")
    INTERNAL = "internal", _("Internal medicine")
    PMHNP_BC = "pmhnp_bc", _("Psychiatric nurse practitioner (PMHNP-BC)")
    NBCRNA = "nbcrna", _("Nurse anesthesia (NBCRNA)")
    OTHER = "other", _("Another board")
    NONE = "none", _("No board certification")


# ---- Around a listing


class Evidence(TextChoices):
    SELF_REPORTED = "self_reported", _("Self-reported")
    DOCUMENT_SEEN = "document_seen", _("Document seen by a moderator")
    REGISTER_CHECKED = "register_checked", _("Checked in a public register")


class SubmissionState(TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING = "pending", _("Waiting for a moderator")
    CHANGES_REQUESTED = "changes_requested", _("Sent back with questions")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ListingState(TextChoices):
    CURRENT = "current", _("Confirmed within 90 days")
    OVERDUE = "overdue", _("Confirmed 91 to 180 days ago")
    LAPSED = "lapsed", _("Confirmed over 180 days ago")
    REMOVED = "removed", _("Removed")


class SourceLicense(TextChoices):
    """Under which license a file or register may be published again."""

    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    CC0 = "cc0-1.0", _("CC0 1.0")
    CC_BY = "cc-by-4.0", _("CC BY 4.0")


class ReportReason(TextChoices):
    CLOSED_OR_MOVED = "closed_or_moved", _("The clinic has closed or moved")
    WRONG_CONTACT = "wrong_contact", _("The phone, address or website is wrong")
    NOT_ACCEPTING = "not_accepting", _("It does not take new patients")
    PRICE_WRONG = "price_wrong", _("The price is wrong")
    SERVICE_NOT_OFFERED = "service_not_offered", _("It does not offer what is listed")
    CREDENTIAL_DOUBT = "credential_doubt", _("A license or certificate may not be valid")
    SAFETY_CONCERN = "safety_concern", _("I have a safety concern")
    DUPLICATE = "duplicate", _("It is listed twice")
    LISTED_WITHOUT_CONSENT = "listed_without_consent", _("It was listed without the clinic’s consent")
    OTHER = "other", _("Something else")


class DecisionReason(TextChoices):
    UNVERIFIABLE = "unverifiable", _("We could not check it")
    OVERCLAIM = "overclaim", _("It promises more than is known")
    MISSING_REQUIRED = "missing_required", _("Something needed is missing")
    DUPLICATE = "duplicate", _("The clinic is listed already")
    CONFLICTS_WITH_REGISTER = "conflicts_with_register", _("A public register says otherwise")
    SPAM = "spam", _("It is not a clinic's listing")
    OWNER_REQUEST = "owner_request", _("The clinic asked for it")
