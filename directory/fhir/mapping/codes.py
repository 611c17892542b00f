"""Codes of other people that our resources use: each system with the list of codes that we know of it.

A coding of a foreign system is made by coding(), which knows no code outside these lists: validators of FHIR
pass a code that does not exist, where a binding is extensible.

source  HL7 Terminology (THO) as published with FHIR R4: validation-process, validation-type,
        validation-status, primary-source-type, organization-type. HL7 National Directory of Healthcare
        (NDH), whose lists of accepting patients, delivery methods, accessibility and categories are in THO.
        NUCC Health Care Provider Taxonomy. USPS
"""

from typing import Any

from directory.facts.vocabulary import License

THO = "http://terminology.hl7.org/CodeSystem/"
NDH = "http://hl7.org/fhir/us/ndh/"
ACCEPTING_PATIENTS = f"{THO}accepting-patients"
DELIVERY_METHOD = f"{THO}service-delivery-method"
ACCESSIBILITY = f"{THO}care-service-accessibility"
CATEGORY = f"{THO}ndh-healthcare-service-category"
ORGANIZATION_TYPE = f"{THO}organization-type"
VALIDATION_TYPE = f"{THO}validation-type"
VALIDATION_PROCESS = f"{THO}validation-process"
VALIDATION_STATUS = f"{THO}validation-status"
PRIMARY_SOURCE_TYPE = f"{THO}primary-source-type"
VERIFICATION_STATUS = f"{NDH}CodeSystem/NdhVerificationStatusCS"
PRACTITIONER_ROLE = f"{NDH}CodeSystem/NdhPractitionerRoleCS"
NUCC = "http://nucc.org/provider-taxonomy"
LANGUAGE = "urn:ietf:bcp:47"
STATES = "https://www.usps.com/"
US_NPI = "http://hl7.org/fhir/sid/us-npi"

# System → code → its display there. Of the large ones only what we use.
FOREIGN: dict[str, dict[str, str]] = {
    ACCEPTING_PATIENTS: {
        "nopt": "Not Accepting",
        "newpt": "Accepting",
        "existptonly": "Accepting existing patients",
        "existptfam": "Accepting existing patients and their families",
    },
    DELIVERY_METHOD: {"virtual": "Virtual", "physical": "Physical"},
    ACCESSIBILITY: {
        "cultcomp": "Cultural competence",
        "handiaccess": "handicap accessible",
        "adacomp": "ADA compliant",
        "pubtrans": "public transit options",
        "anssrvc": "answering service",
        "cognitive": "cognitive",
        "mobility": "mobility",
    },
    CATEGORY: {"outpat": "Clinic or Outpatient Facility"},
    ORGANIZATION_TYPE: {"prov": "Healthcare Provider"},
    VALIDATION_TYPE: {"nothing": "Nothing", "primary": "Primary Source", "multiple": "Multiple Sources"},
    VALIDATION_PROCESS: {
        "edit-check": "edit check",
        "valueset": "value set",
        "primary": "primary source",
        "multi": "multiple sources",
        "standalone": "standalone",
        "in-context": "in context",
    },
    VALIDATION_STATUS: {"successful": "Successful", "failed": "Failed", "unknown": "Unknown"},
    PRIMARY_SOURCE_TYPE: {
        "lic-board": "License Board",
        "prim": "Primary Education",
        "cont-ed": "Continuing Education",
        "post-serv": "Postal Service",
        "rel-own": "Relationship owner",
        "reg-auth": "Registration Authority",
        "legal": "Legal source",
        "issuer": "Issuing source",
        "auth-source": "Authoritative source",
    },
    VERIFICATION_STATUS: {
        "complete": "Complete",
        "incomplete": "Incomplete",
        "not-required": "Not Required",
    },
    PRACTITIONER_ROLE: {
        "apn": "Advanced Practice Nursing Providers",
        "co": "Counselor",
        "crnp": "Certified Registered Nurse Practitioner",
        "de": "Dentist",
        "em": "Emergency Medical Service Provider",
        "lpn": "Licensed Practical Nurse",
        "ml": "Medical Learner",
        "mt": "Marriage/Family Therapist",
        "na": "Naturopath",
        "nurse": "Nurse",
        "pa": "Physician Assistant",
        "ph": "Physician",
        "pharmacist": "Pharmacist",
        "py": "Psychologist",
        "rn": "Registered Nurse",
        "sw": "Social Worker",
    },
    NUCC: {
        "363LP0808X": "Psychiatric/Mental Health Nurse Practitioner",
        "363L00000X": "Nurse Practitioner",
        "367500000X": "Certified Registered Nurse Anesthetist",
        "363A00000X": "Physician Assistant",
        "163W00000X": "Registered Nurse",
        "183500000X": "Pharmacist",
        "103T00000X": "Psychologist",
        "1041C0700X": "Clinical Social Worker",
        "106H00000X": "Marriage & Family Therapist",
        "101YP2500X": "Professional Counselor",
    },
    LANGUAGE: {
        "en": "English",
        "es": "Spanish",
        "zh": "Chinese (Mandarin)",
        "yue": "Chinese (Cantonese)",
        "tl": "Tagalog",
        "vi": "Vietnamese",
        "ar": "Arabic",
        "fr": "French",
        "ko": "Korean",
        "ru": "Russian",
        "pt": "Portuguese",
        "ht": "Haitian Creole",
        "hi": "Hindi",
        "de": "German",
        "pl": "Polish",
        "it": "Italian",
        "ur": "Urdu",
        "fa": "Persian (Farsi)",
        "ja": "Japanese",
        "he": "Hebrew",
        "uk": "Ukrainian",
        "so": "Somali",
        "am": "Amharic",
        "nv": "Navajo",
        "bn": "Bengali",
        "pa": "Punjabi",
        "gu": "Gujarati",
        "hmn": "Hmong",
        "km": "Khmer",
        "ase": "American Sign Language",
    },
    STATES: {
        "AL": "Alabama",
        "AK": "Alaska",
        "AZ": "Arizona",
        "AR": "Arkansas",
        "CA": "California",
        "CO": "Colorado",
        "CT": "Connecticut",
        "DE": "Delaware",
        "DC": "District of Columbia",
        "FL": "Florida",
        "GA": "Georgia",
        "HI": "Hawaii",
        "ID": "Idaho",
        "IL": "Illinois",
        "IN": "Indiana",
        "IA": "Iowa",
        "KS": "Kansas",
        "KY": "Kentucky",
        "LA": "Louisiana",
        "ME": "Maine",
        "MD": "Maryland",
        "MA": "Massachusetts",
        "MI": "Michigan",
        "MN": "Minnesota",
        "MS": "Mississippi",
        "MO": "Missouri",
        "MT": "Montana",
        "NE": "Nebraska",
        "NV": "Nevada",
        "NH": "New Hampshire",
        "NJ": "New Jersey",
        "NM": "New Mexico",
        "NY": "New York",
        "NC": "North Carolina",
        "ND": "North Dakota",
        "OH": "Ohio",
        "OK": "Oklahoma",
        "OR": "Oregon",
        "PA": "Pennsylvania",
        "RI": "Rhode Island",
        "SC": "South Carolina",
        "SD": "South Dakota",
        "TN": "Tennessee",
        "TX": "Texas",
        "UT": "Utah",
        "VT": "Vermont",
        "VA": "Virginia",
        "WA": "Washington",
        "WV": "West Virginia",
        "WI": "Wisconsin",
        "WY": "Wyoming",
        "PR": "Puerto Rico",
        "GU": "Guam",
        "VI": "US Virgin Islands",
        "AS": "American Samoa",
        "MP": "Northern Mariana Islands",
    },
}

# License → its code in the taxonomy of NUCC, where one says the same and no more. None says only “physician”.
NUCC_OF_LICENSE: dict[str, str] = {
    License.PMHNP: "363LP0808X",
    License.NP: "363L00000X",
    License.CRNA: "367500000X",
    License.PA: "363A00000X",
    License.RN: "163W00000X",
    License.PHARMACIST: "183500000X",
    License.PSYCHOLOGIST: "103T00000X",
    License.LCSW: "1041C0700X",
    License.LMFT: "106H00000X",
    License.LPC: "101YP2500X",
}
# License → the role that NDH knows.
ROLE_OF_LICENSE: dict[str, str] = {
    License.MD: "ph",
    License.DO: "ph",
    License.PHYSICIAN: "ph",
    License.RESIDENT: "ml",
    License.DENTIST: "de",
    License.NATUROPATH: "na",
    License.PMHNP: "crnp",
    License.NP: "crnp",
    License.CNS: "apn",
    License.CRNA: "apn",
    License.PA: "pa",
    License.RN: "rn",
    License.LPN: "lpn",
    License.NURSE: "nurse",
    License.EMT: "em",
    License.PHARMACIST: "pharmacist",
    License.PSYCHOLOGIST: "py",
    License.PRESCRIBING_PSYCHOLOGIST: "py",
    License.LCSW: "sw",
    License.LMSW: "sw",
    License.LMFT: "mt",
    License.LPC: "co",
}
# Access → its code in THO. “ADA compliant” is a claim of law, which no clinic makes here.
ACCESSIBILITY_CODES = {"wheelchair": "handiaccess", "public_transport": "pubtrans"}
ACCEPTING_CODES = {"accepting": "newpt", "not_accepting": "nopt"}


def coding(system: str, code: str) -> dict[str, Any]:
    """A Coding of a foreign system; KeyError for a code that is not in its list."""
    return {"system": system, "code": code, "display": FOREIGN[system][code]}


def concept(system: str, code: str) -> dict[str, Any]:
    return {"coding": [coding(system, code)]}
