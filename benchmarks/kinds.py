"""What kinds of clinics there are, and what each tends to state: how often, and which codes.

The shares follow 143 real clinics: 64 give infusions, 39 are practices for ketamine-assisted psychotherapy,
21 are psychiatric, 9 come to the home or treat by video, 6 treat pain, and a few are hospitals or retreats.
"""

from typing import NamedTuple


class Way(NamedTuple):
    """One way in which a kind of clinic gives ketamine; a clinic with several ways has some of its kind.

    content  parts of an offering, of which a clinic states about two thirds
    prices   whole dollars, of which an offering has one; () where nobody states a price
    """

    content: dict
    prices: range | tuple[int, ...] = ()
    unit: str = "session"


class Kind(NamedTuple):
    """A kind of clinic. Shares are 0 to 1.

    weight  of all clinics
    stated  statement → how often it is stated, where that differs from the other kinds
    codes   statement, or "license" of the people → code → how often, among the clinics that state it
    yes     statement → how often the answer is yes, where that is not 0.7
    ways    the ways in which it gives ketamine, the commonest first
    prices  whole dollars of a session, of which the lower price is one
    """

    weight: float
    stated: dict[str, float]
    codes: dict[str, dict[str, float]]
    yes: dict[str, float]
    ways: tuple[Way, ...]
    prices: range


MOOD = {"trd": 0.75, "mdd": 0.7, "ptsd": 0.65, "anxiety": 0.6, "bipolar_depression": 0.3, "suicidality": 0.25}
MOOD |= {"ocd": 0.35, "trauma": 0.2, "postpartum_depression": 0.12, "gad": 0.15, "sud": 0.1, "panic": 0.06}
MOOD |= {"social_anxiety": 0.05, "grief": 0.06, "eating_disorder": 0.05, "alcohol_use": 0.08}
PAIN = {"chronic_pain": 0.8, "crps": 0.6, "fibromyalgia": 0.55, "neuropathic_pain": 0.5, "migraine": 0.4}
PAIN |= {"cluster_headache": 0.1, "phantom_limb": 0.08, "cancer_pain": 0.1, "spinal_cord_injury": 0.05}
SOME_PAIN = {code: share / 2 for code, share in PAIN.items()}

CASH = {
    "superbill": 0.6,
    "none": 0.35,
    "out_of_network_help": 0.3,
    "checks_benefits": 0.15,
    "commercial": 0.08,
}
INSURED = {"commercial": 0.8, "medicare": 0.55, "medicaid": 0.25, "tricare_va": 0.25, "checks_benefits": 0.4}
INSURED |= {"esketamine_prior_auth": 0.75, "assessment_covered": 0.3, "superbill": 0.2, "single_case": 0.08}
MEASURED = {"blood_pressure": 0.85, "pulse_oximetry": 0.8, "heart_rate": 0.75, "ecg": 0.3, "capnography": 0.1}
MEASURED |= {"breathing_rate": 0.2, "pump": 0.25, "sedation_scale": 0.05}
ANESTHESIA = {"crna": 0.45, "md": 0.35, "rn": 0.5, "do": 0.1, "np": 0.25, "nurse": 0.15, "emt": 0.04}
PSYCHIATRY = {"md": 0.5, "pmhnp": 0.55, "rn": 0.4, "do": 0.12, "pa": 0.1, "medical_assistant": 0.2}
THERAPISTS = {"lcsw": 0.4, "lpc": 0.3, "lmft": 0.3, "psychologist": 0.25, "therapist": 0.3, "associate": 0.08}
COMFORTS = {"recliner_or_bed": 0.7, "eye_mask": 0.5, "music": 0.55, "blanket": 0.5, "dim_light": 0.35}
COMFORTS |= {"headphones": 0.3, "bring_own_music": 0.2, "nausea_medicine": 0.4, "snacks_drinks": 0.15}

IV_MOOD = Way(
    {
        "route": "iv",
        "purpose": "mood",
        "drug_minutes": 40,
        "visit_minutes": 90,
        "course_sessions": 6,
        "course_weeks": 3,
        "pace": "twice_a_week",
        "attendance": "line_of_sight",
        "monitoring": ["pulse_oximetry", "blood_pressure", "heart_rate"],
    },
    range(350, 700, 25),
)
IV_PAIN = Way(
    {
        "route": "iv",
        "purpose": "pain",
        "drug_minutes": 240,
        "visit_minutes": 300,
        "course_sessions": 3,
        "pace": "days_in_a_row",
        "monitoring": ["pulse_oximetry", "blood_pressure", "heart_rate", "ecg"],
        "other_drugs": ["sedative"],
    },
    range(600, 1_600, 50),
)
SHOT = Way(
    {
        "route": "im",
        "purpose": "mood",
        "visit_minutes": 120,
        "drug_minutes": 45,
        "attendance": "continuous_clinician",
        "monitoring": ["pulse_oximetry", "blood_pressure"],
    },
    range(250, 600, 25),
)
SPRAVATO = Way(
    {
        "route": "esketamine_nasal",
        "purpose": "mood",
        "setting": "psychiatric_practice",
        "observation_minutes": 120,
        "visit_minutes": 150,
        "attendance": "intermittent",
        "monitoring": ["blood_pressure"],
        "pace": "spravato_schedule",
        "drug_goes": ["stays_at_clinic"],
    },
)
LOZENGE = Way(
    {
        "route": "sublingual",
        "purpose": "mood",
        "format": "alone",
        "visit_minutes": 180,
        "attendance": "continuous_therapist",
        "therapy_model": ["integrated_team"],
        "drug_goes": ["mailed_taken_here"],
    },
    range(200, 650, 25),
)
LOZENGE_GROUP = Way(
    {
        "route": "sublingual",
        "format": "group",
        "setting": "kap_practice",
        "visit_minutes": 180,
        "course_sessions": 4,
        "attendance": "continuous_therapist",
    },
    range(125, 350, 25),
)
LOZENGE_HOME = Way(
    {
        "route": "sublingual",
        "setting": "home_remote",
        "drug_goes": ["mailed_taken_home"],
        "attendance": "lay_adult",
        "monitoring": ["self_measured"],
    },
    range(99, 399, 10),
    "month",
)
NASAL = Way({"route": "racemic_nasal", "purpose": "mood", "setting": "home_unsupervised"}, range(60, 250, 10))
COURSE = Way({"route": "im", "purpose": "mood", "course_sessions": 6}, range(1_500, 4_800, 100), "course")

KINDS = {
    "infusion": Kind(
        64,
        {
            "route": 0.97,
            "setting": 0.8,
            "monitoring": 0.6,
            "insurance": 0.55,
            "comfort": 0.5,
            "given_by": 0.4,
        },
        {
            "route": {
                "iv": 0.97,
                "im": 0.22,
                "esketamine_nasal": 0.14,
                "sublingual": 0.1,
                "racemic_nasal": 0.05,
            },
            "setting": {
                "infusion_clinic": 0.85,
                "wellness_iv": 0.2,
                "surgery_center": 0.04,
                "primary_care": 0.04,
            },
            "conditions": MOOD | SOME_PAIN,
            "insurance": CASH,
            "monitoring": MEASURED,
            "given_by": ANESTHESIA,
            "stays_with_you": {"rn": 0.6, "nurse": 0.25, "crna": 0.2, "emt": 0.05},
            "license": ANESTHESIA,
            "comfort": COMFORTS,
            "therapy_model": {"medicine_only": 0.5, "referral_list": 0.3, "partnered": 0.2},
        },
        {"escort_required": 0.95, "rems_certified": 0.1, "private_room": 0.8, "doctor_on_site": 0.5},
        (IV_MOOD, IV_PAIN, SHOT, SPRAVATO, LOZENGE_HOME),
        range(325, 800, 25),
    ),
    "kap": Kind(
        39,
        {"route": 0.9, "therapy_model": 0.85, "modality": 0.5, "prep_sessions": 0.5, "setting": 0.6},
        {
            "route": {"sublingual": 0.75, "im": 0.55, "iv": 0.1, "oral": 0.06, "racemic_nasal": 0.03},
            "setting": {"kap_practice": 0.75, "therapy_office": 0.35, "retreat": 0.06, "home_remote": 0.08},
            "conditions": MOOD | {"grief": 0.25, "trauma": 0.5, "end_of_life": 0.1},
            "insurance": CASH | {"therapy_covered": 0.25},
            "monitoring": {"blood_pressure": 0.7, "pulse_oximetry": 0.4, "heart_rate": 0.3},
            "given_by": {"md": 0.35, "np": 0.3, "pmhnp": 0.2, "do": 0.1, "rn": 0.1},
            "stays_with_you": THERAPISTS,
            "license": THERAPISTS | {"md": 0.3, "np": 0.2},
            "comfort": COMFORTS,
            "attendance": {"continuous_therapist": 0.85, "continuous_clinician": 0.2},
            "therapy_model": {"integrated_team": 0.7, "outside_prescriber": 0.35, "coach": 0.1},
        },
        {"therapy_in_price": 0.6, "own_therapist": 0.6, "rems_certified": 0.02, "escort_required": 0.9},
        (LOZENGE, SHOT, LOZENGE_GROUP, COURSE, LOZENGE_HOME),
        range(250, 900, 25),
    ),
    "psychiatric": Kind(
        21,
        {
            "route": 0.95,
            "insurance": 0.85,
            "rems_certified": 0.8,
            "referral": 0.4,
            "observation_minutes": 0.6,
        },
        {
            "route": {"esketamine_nasal": 0.95, "iv": 0.25, "im": 0.12, "sublingual": 0.08},
            "setting": {"psychiatric_practice": 0.95, "infusion_clinic": 0.1},
            "conditions": {
                "trd": 0.9,
                "mdd": 0.75,
                "suicidality": 0.35,
                "anxiety": 0.35,
                "ptsd": 0.25,
                "ocd": 0.2,
            },
            "insurance": INSURED,
            "monitoring": {"blood_pressure": 0.95, "heart_rate": 0.4, "pulse_oximetry": 0.35},
            "given_by": PSYCHIATRY,
            "stays_with_you": {"medical_assistant": 0.4, "rn": 0.4, "nurse": 0.2},
            "license": PSYCHIATRY,
            "comfort": COMFORTS,
            "payment": {"maker_savings": 0.6, "card": 0.5, "hsa_fsa": 0.4},
        },
        {"rems_certified": 0.97, "escort_required": 1, "antidepressant_needed": 0.5, "doctor_on_site": 0.6},
        (SPRAVATO, IV_MOOD, SHOT),
        range(400, 700, 25),
    ),
    "home": Kind(
        9,
        {"route": 0.95, "setting": 0.9, "telehealth_states": 0.9, "month_price": 0.6, "home_dosing": 0.8},
        {
            "route": {"sublingual": 0.9, "racemic_nasal": 0.2, "oral": 0.15, "sc": 0.03, "im": 0.08},
            "setting": {
                "home_remote": 0.7,
                "home_unsupervised": 0.35,
                "home_visit": 0.12,
                "home_supervised": 0.1,
            },
            "conditions": {"mdd": 0.8, "anxiety": 0.8, "ptsd": 0.5, "trd": 0.4, "trauma": 0.3},
            "insurance": {"none": 0.6, "superbill": 0.4, "out_of_network_help": 0.1},
            "monitoring": {"self_measured": 0.9, "blood_pressure": 0.5},
            "attendance": {"lay_adult": 0.7, "none": 0.25, "camera_staffed": 0.1},
            "home_dosing": {"video_only": 0.8, "in_person_exam_first": 0.12, "first_dose_here": 0.08},
            "drug_goes": {"mailed_taken_home": 0.97, "mailed_taken_here": 0.05},
            "given_by": {"np": 0.5, "pmhnp": 0.4, "md": 0.4},
            "license": {"np": 0.5, "pmhnp": 0.4, "md": 0.4, "pa": 0.2, "unlicensed": 0.1},
            "therapy_model": {"coach": 0.5, "support_only": 0.3, "referral_list": 0.2},
        },
        {"rems_certified": 0, "escort_required": 0.1, "therapy_by_video": 1, "private_room": 0.1},
        (LOZENGE_HOME, NASAL, LOZENGE),
        range(99, 400, 10),
    ),
    "pain": Kind(
        6,
        {"route": 0.95, "setting": 0.8, "monitoring": 0.7, "insurance": 0.7, "conditions": 0.95},
        {
            "route": {"iv": 0.98, "racemic_nasal": 0.08, "sublingual": 0.08},
            "setting": {"pain_clinic": 0.9, "surgery_center": 0.2, "infusion_clinic": 0.2},
            "conditions": PAIN | {"mdd": 0.2},
            "insurance": INSURED | {"workers_comp": 0.35, "auto_claims": 0.25, "esketamine_prior_auth": 0.02},
            "monitoring": MEASURED | {"ecg": 0.8},
            "given_by": ANESTHESIA,
            "license": ANESTHESIA | {"md": 0.8},
            "comfort": COMFORTS,
        },
        {"rems_certified": 0.02, "escort_required": 1, "doctor_on_site": 0.95},
        (IV_PAIN, IV_MOOD),
        range(500, 1_500, 50),
    ),
    "hospital": Kind(
        3,
        {"route": 0.95, "setting": 0.95, "insurance": 0.9, "emergency": 0.6, "referral": 0.8},
        {
            "route": {"iv": 0.7, "esketamine_nasal": 0.7},
            "setting": {"hospital_outpatient": 0.85, "inpatient": 0.15, "va": 0.12},
            "conditions": MOOD | SOME_PAIN,
            "insurance": INSURED | {"medicaid": 0.7, "medicare": 0.9},
            "monitoring": MEASURED | {"ecg": 0.7},
            "given_by": PSYCHIATRY | ANESTHESIA,
            "license": PSYCHIATRY | ANESTHESIA,
            "referral": {"needed": 0.85, "welcome": 0.15},
        },
        {"rems_certified": 0.9, "escort_required": 1, "doctor_on_site": 1, "private_room": 0.4},
        (IV_MOOD, SPRAVATO, IV_PAIN),
        range(500, 1_200, 50),
    ),
    "retreat": Kind(
        1,
        {"route": 0.9, "setting": 0.95, "therapy_model": 0.8, "course_price": 0.8},
        {
            "route": {"im": 0.7, "sublingual": 0.5, "iv": 0.2},
            "setting": {"retreat": 0.7, "residential": 0.4},
            "format": {"group": 0.9, "alone": 0.3, "couple": 0.1},
            "conditions": MOOD | {"grief": 0.3, "trauma": 0.6, "sud": 0.3},
            "insurance": {"none": 0.9, "superbill": 0.1},
            "license": THERAPISTS | {"md": 0.3, "np": 0.3},
        },
        {"rems_certified": 0, "private_room": 0.5},
        (COURSE, LOZENGE_GROUP, SHOT),
        range(700, 2_000, 50),
    ),
}
PAYERS = {"aetna": 0.55, "bcbs": 0.6, "united": 0.5, "cigna": 0.45, "medicare": 0.4, "tricare": 0.25}
PAYERS |= {
    "optum": 0.2,
    "medicaid": 0.2,
    "humana": 0.2,
    "magellan": 0.1,
    "va_community_care": 0.15,
    "kaiser": 0.08,
}
PAYERS |= {"medicare_advantage": 0.15, "carelon": 0.06, "oscar": 0.04, "molina": 0.04, "champva": 0.03}
# What clinics of any kind say, where the kind does not differ: statement → code → how often.
CODES = {
    "home_dosing": {"none": 0.8, "first_dose_here": 0.12, "in_person_exam_first": 0.06, "video_only": 0.02},
    "drug_goes": {"stays_at_clinic": 0.9, "mailed_taken_here": 0.06, "mailed_taken_home": 0.04},
    "availability": {"accepting": 0.8, "waitlist": 0.12, "not_accepting": 0.08},
}
# Numbers that clinics say, the commonest first.
NUMBERS = {
    "minimum_age": (18, 18, 18, 16, 12, 13, 21),
    "maximum_age": (75, 70, 65, 80),
    "offering_since": (2019, 2020, 2018, 2021, 2022, 2017, 2016, 2015, 2023, 2024),
    "assessment_minutes": (60, 45, 90, 30),
    "weight_limit": (350, 300, 400),
    "antidepressants_tried": (2, 2, 1, 3),
    "fasting_hours": (4, 6, 8, 2, 3),
    "liquids_minutes": (120, 60, 180),
    "alcohol_hours": (24, 48, 12),
    "pause_hours": (12, 24, 8),
    "people_per_staff": (1, 2, 3, 4),
    "staff_present": (1, 2),
    "group_size": (6, 8, 4, 10),
    "drug_minutes": (40, 45, 50, 60, 90),
    "visit_minutes": (90, 120, 60, 150, 180, 240),
    "observation_minutes": (30, 60, 120, 15),
    "no_driving_hours": (24, 12, 24),
    "therapy_meeting_minutes": (50, 60, 90),
    "prep_sessions": (1, 2, 3),
    "integration_sessions": (1, 3, 6, 2),
    "course_sessions": (6, 8, 4, 3, 10, 12),
    "course_weeks": (3, 2, 4, 6, 8),
    "least_sessions": (1, 3, 6),
    "review_after_sessions": (2, 3, 4, 6),
    "first_visit_days": (3, 7, 1, 14, 0),
    "reply_hours": (24, 48),
    "maintenance_weeks": (4, 3, 6, 8, 12),
    "cancel_percent": (50, 100),
    "late_minutes": (15, 20, 30),
    "cancel_hours": (24, 48, 72),
    "discount_percent": (10, 15, 20, 5),
}
DOLLARS = {
    "intake_fee": range(0, 400, 25),
    "course_price": range(1_800, 4_800, 100),
    "month_price": range(99, 399, 10),
    "booster_price": range(300, 700, 25),
    "copay_from": (10, 5, 0, 25),
    "therapy_meeting_price": range(125, 275, 25),
    "outside_fee": range(150, 350, 25),
    "cancel_fee": range(50, 250, 25),
    "deposit": range(50, 300, 50),
}
