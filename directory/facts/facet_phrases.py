"""The filters of the results page in running text: "with ketamine given rectally", "for eating disorders".

A phrase follows a number of clinics, one or many: "1 clinic, for PTSD", "14 clinics, for PTSD".
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v

type Words = dict[str, Promise]


class FacetPhrase(NamedTuple):
    """What the options chosen of one facet say.

    phrase      a message with %(what)s in place of one option, or of several joined by "or"
    not_stated  a message for the option "not stated"
    words       code → the option inside the message, where its label does not read well there
    """

    phrase: Promise
    not_stated: Promise
    words: Words = {}


_AVAILABILITY: Words = {
    v.Availability.ACCEPTING: _("taking new patients"),
    v.Availability.WAITLIST: _("with a waiting list"),
    v.Availability.NOT_ACCEPTING: _("not taking new patients"),
}
_PAYERS: Words = {v.Payer.OTHER: _("another insurer"), v.Payer.ALL: _("all insurers")}
_INSURANCE: Words = {
    v.Insurance.NONE: _("no insurance is taken"),
    v.Insurance.SUPERBILL: _("you get a bill for your insurer (superbill)"),
    v.Insurance.OUT_OF_NETWORK_HELP: _("you get help with out-of-network claims"),
    v.Insurance.CHECKS_BENEFITS: _("staff check your benefits for you"),
    v.Insurance.SINGLE_CASE: _("staff ask your insurer for a single-case agreement"),
    v.Insurance.ESKETAMINE_PRIOR_AUTH: _("staff get prior authorization for Spravato"),
    v.Insurance.THERAPY_COVERED: _("insurance may pay for the therapy"),
    v.Insurance.ASSESSMENT_COVERED: _("insurance may pay for the assessment"),
    v.Insurance.COMMERCIAL: _("commercial insurance is taken"),
    v.Insurance.MEDICARE: _("Medicare is taken"),
    v.Insurance.MEDICAID: _("Medicaid is taken"),
    v.Insurance.TRICARE_VA: _("TRICARE or VA is taken"),
    v.Insurance.WORKERS_COMP: _("workers’ compensation is taken"),
    v.Insurance.AUTO_CLAIMS: _("claims after a car accident are taken"),
}
_PAYMENT: Words = {
    v.Payment.SELF_PAY: _("you pay yourself"),
    v.Payment.SLIDING_SCALE: _("the price depends on your income (sliding scale)"),
    v.Payment.PAYMENT_PLAN: _("you can get a payment plan"),
    v.Payment.FINANCING: _("you can pay later through a lender (such as CareCredit)"),
    v.Payment.HSA_FSA: _("you can pay with an HSA or FSA card"),
    v.Payment.CHARITY: _("a charity fund may help you pay"),
    v.Payment.VETERAN_RATE: _("veterans pay less"),
    v.Payment.MEMBERSHIP: _("you pay as a member"),
    v.Payment.CARD: _("you can pay with a credit or debit card"),
    v.Payment.CASH: _("you can pay in cash"),
    v.Payment.CHECK: _("you can pay by check"),
    v.Payment.PAYMENT_APP: _("you can pay by app (such as Venmo or Zelle)"),
    v.Payment.CARD_ON_FILE: _("a card is kept on file"),
    v.Payment.PAID_AT_VISIT: _("you pay on the day of the visit"),
    v.Payment.PACKAGE: _("several sessions together cost less"),
    v.Payment.FIRST_RESPONDER_RATE: _("first responders pay less"),
    v.Payment.MAKER_SAVINGS: _("you can use the savings program of Spravato’s maker"),
}
_PRICES: Words = {
    "under_150": _("less than $150"),
    "under_200": _("less than $200"),
    "under_1000": _("less than $1,000"),
    "300_or_more": _("$300 or more"),
    "1200_or_more": _("$1,200 or more"),
    "4000_or_more": _("$4,000 or more"),
}
_ROUTES: Words = {
    v.OfferingRoute.IV: _("by IV infusion"),
    v.OfferingRoute.IM: _("by injection into a muscle"),
    v.OfferingRoute.SC: _("by injection under the skin"),
    v.OfferingRoute.ESKETAMINE_NASAL: _("as Spravato nasal spray (esketamine)"),
    v.OfferingRoute.RACEMIC_NASAL: _("as a pharmacy-made (compounded) nasal spray"),
    v.OfferingRoute.SUBLINGUAL: _("as a lozenge under the tongue"),
    v.OfferingRoute.ORAL: _("to swallow"),
    v.OfferingRoute.RECTAL: _("rectally"),
    v.OfferingRoute.COMBINED: _("in two ways in one session"),
}
_THERAPY: Words = {
    v.TherapyModel.INTEGRATED_TEAM: _("therapy by the same team as the medicine"),
    v.TherapyModel.PARTNERED: _("therapy by a named outside therapist"),
    v.TherapyModel.OUTSIDE_PRESCRIBER: _("therapy on site while another company prescribes"),
    v.TherapyModel.COACH: _("a coach or guide who is not a licensed therapist"),
    v.TherapyModel.REFERRAL_LIST: _("a list of therapists to call"),
    v.TherapyModel.SUPPORT_ONLY: _("a sitter but no therapy"),
    v.TherapyModel.MEDICINE_ONLY: _("medicine only and no therapy"),
    v.TherapyModel.INTEGRATION_ONLY: _("therapy only and no medicine"),
}
_MODALITIES: Words = {
    v.Modality.CBT: _("cognitive behavioral therapy (CBT)"),
    v.Modality.ACT: _("acceptance and commitment therapy (ACT)"),
    v.Modality.DBT: _("dialectical behavior therapy (DBT)"),
    v.Modality.IFS: _("internal family systems (IFS)"),
    v.Modality.PSYCHODYNAMIC: _("psychodynamic therapy"),
    v.Modality.SOMATIC: _("somatic (body) therapy"),
    v.Modality.MINDFULNESS: _("mindfulness"),
    v.Modality.MOTIVATIONAL: _("motivational interviewing"),
    v.Modality.EXPOSURE: _("exposure therapy"),
    v.Modality.FAMILY_COUPLES: _("family or couples therapy"),
    v.Modality.GROUP: _("group therapy"),
    v.Modality.INTEGRATION_CIRCLE: _("an integration circle (a group after the doses)"),
    v.Modality.PAIN_PSYCHOLOGY: _("pain psychology"),
    v.Modality.CPT: _("cognitive processing therapy (CPT)"),
    v.Modality.PROLONGED_EXPOSURE: _("prolonged exposure"),
    v.Modality.IPT: _("interpersonal therapy (IPT)"),
    v.Modality.RELATIONAL: _("relational or attachment therapy"),
    v.Modality.MUSIC_OR_ART: _("music or art therapy"),
    v.Modality.MEDITATION_YOGA: _("meditation, breathing or yoga"),
    v.Modality.JOURNALING: _("journaling"),
    v.Modality.PEER_SUPPORT: _("peer support"),
    v.Modality.SPIRITUAL_CARE: _("spiritual care"),
    v.Modality.NONE: _("no kind of therapy"),
}
_CONDITIONS: Words = {
    v.Condition.TRD: _("treatment-resistant depression"),
    v.Condition.MDD: _("depression (major depression)"),
    v.Condition.POSTPARTUM_DEPRESSION: _("depression after birth"),
    v.Condition.SUICIDALITY: _("thoughts of suicide"),
    v.Condition.BIPOLAR_DEPRESSION: _("bipolar depression"),
    v.Condition.TRAUMA: _("trauma"),
    v.Condition.ANXIETY: _("anxiety"),
    v.Condition.GAD: _("generalized anxiety"),
    v.Condition.SOCIAL_ANXIETY: _("social anxiety"),
    v.Condition.PANIC: _("panic disorder"),
    v.Condition.SUD: _("alcohol or drug use disorders"),
    v.Condition.ALCOHOL_USE: _("alcohol use disorder"),
    v.Condition.EATING_DISORDER: _("eating disorders"),
    v.Condition.GRIEF: _("grief"),
    v.Condition.END_OF_LIFE: _("distress at the end of life"),
    v.Condition.CHRONIC_PAIN: _("chronic pain"),
    v.Condition.CRPS: _("complex regional pain syndrome (CRPS)"),
    v.Condition.NEUROPATHIC_PAIN: _("nerve pain"),
    v.Condition.FIBROMYALGIA: _("fibromyalgia"),
    v.Condition.MIGRAINE: _("migraine"),
    v.Condition.CLUSTER_HEADACHE: _("cluster headache"),
    v.Condition.PHANTOM_LIMB: _("phantom limb pain"),
    v.Condition.SPINAL_CORD_INJURY: _("pain after a spinal cord injury"),
    v.Condition.CANCER_PAIN: _("cancer pain"),
}
_PURPOSES: Words = {
    v.Purpose.MOOD: _("for mood"),
    v.Purpose.PAIN: _("for pain"),
    v.Purpose.ANY: _("for mood or pain"),
}
_SETTINGS: Words = {
    v.Setting.HOSPITAL_OUTPATIENT: _("in a hospital outpatient unit"),
    v.Setting.INPATIENT: _("in a hospital where you stay overnight"),
    v.Setting.VA: _("in a VA hospital or clinic"),
    v.Setting.SURGERY_CENTER: _("in a surgery center"),
    v.Setting.INFUSION_CLINIC: _("in an infusion clinic"),
    v.Setting.WELLNESS_IV: _("in an IV lounge or med spa"),
    v.Setting.PSYCHIATRIC_PRACTICE: _("in a psychiatric practice"),
    v.Setting.PAIN_CLINIC: _("in a pain clinic"),
    v.Setting.PRIMARY_CARE: _("in a primary care practice"),
    v.Setting.NATUROPATHIC: _("in a naturopathic practice"),
    v.Setting.KAP_PRACTICE: _("in a practice for ketamine-assisted psychotherapy"),
    v.Setting.THERAPY_OFFICE: _("in a therapist’s office"),
    v.Setting.RESIDENTIAL: _("in a residential program"),
    v.Setting.RETREAT: _("at a retreat"),
    v.Setting.HOME_VISIT: _("at home by visiting staff"),
    v.Setting.HOME_SUPERVISED: _("at home with a clinician there"),
    v.Setting.HOME_REMOTE: _("at home with someone watching by video"),
    v.Setting.HOME_UNSUPERVISED: _("at home with no one watching"),
}
_FORMATS: Words = {
    v.SessionFormat.ALONE: _("alone"),
    v.SessionFormat.COUPLE: _("with a partner"),
    v.SessionFormat.GROUP: _("in a group"),
}
_CAUTIONS: Words = {
    v.Caution.UNCONTROLLED_HYPERTENSION: _("uncontrolled high blood pressure"),
    v.Caution.CARDIAC_DISEASE: _("heart disease"),
    v.Caution.ANEURYSM_AVM_BLEED: _("an aneurysm, an AVM (tangled vessels) or bleeding in the brain"),
    v.Caution.STROKE: _("an earlier stroke"),
    v.Caution.RAISED_ICP: _("raised pressure in the skull"),
    v.Caution.GLAUCOMA_RAISED_EYE_PRESSURE: _("glaucoma or raised pressure in the eye"),
    v.Caution.PSYCHOSIS: _("psychosis now or in the past"),
    v.Caution.ACTIVE_MANIA: _("active mania"),
    v.Caution.BIPOLAR: _("bipolar disorder"),
    v.Caution.ACTIVE_SUD: _("an active alcohol or drug use disorder"),
    v.Caution.OPIOIDS_OR_BENZODIAZEPINES: _("a prescription for opioids or benzodiazepines (such as Xanax)"),
    v.Caution.PREGNANCY: _("a pregnancy"),
    v.Caution.BREASTFEEDING: _("a baby whom they breastfeed"),
    v.Caution.BLADDER_DISEASE: _("bladder disease"),
    v.Caution.SEVERE_LIVER: _("severe liver disease"),
    v.Caution.UNTREATED_HYPERTHYROID: _("an untreated overactive thyroid"),
    v.Caution.DEMENTIA: _("dementia"),
    v.Caution.UNDER_18: _("an age under 18"),
    v.Caution.BMI_LIMIT: _("a body weight over a limit"),
    v.Caution.ACUTE_SUICIDALITY: _("acute thoughts of suicide"),
    v.Caution.NO_ESCORT: _("no one to take them home"),
    v.Caution.NO_OUTSIDE_CLINICIAN: _("no clinician outside the clinic"),
    v.Caution.ALLERGY_OR_EARLIER_REACTION: _("an allergy or an earlier bad reaction"),
    v.Caution.SEIZURES: _("seizures"),
    v.Caution.SLEEP_APNEA_OR_LUNG_DISEASE: _("sleep apnea or lung disease"),
    v.Caution.KIDNEY: _("kidney disease"),
    v.Caution.DISSOCIATIVE_DISORDER: _("a dissociative disorder"),
    v.Caution.PERSONALITY_DISORDER: _("a personality disorder"),
    v.Caution.BRAIN_INJURY: _("a brain injury (TBI)"),
    v.Caution.GUT_SURGERY_GLP1_FASTING: _(
        "weight-loss surgery, a GLP-1 medicine (such as Ozempic) or fasting"
    ),
}
_POPULATIONS: Words = {
    v.Population.ADULTS: _("adults"),
    v.Population.OLDER_ADULTS: _("older adults"),
    v.Population.ADOLESCENTS: _("teenagers"),
    v.Population.VETERANS: _("veterans"),
    v.Population.PERINATAL: _("pregnant people and new parents"),
    v.Population.CHRONIC_PAIN: _("people with chronic pain"),
    v.Population.FIRST_RESPONDERS: _("first responders"),
    v.Population.WOMEN: _("women"),
    v.Population.PEOPLE_OF_COLOR: _("people of color"),
    v.Population.TRANS_CARE: _("transgender people"),
    v.Population.CLINICIANS: _("health workers as patients"),
    v.Population.NEURODIVERGENT: _("neurodivergent people (autism, ADHD)"),
}
_REFERRALS: Words = {
    v.Referral.NOT_NEEDED: _("no referral is needed"),
    v.Referral.WELCOME: _("a referral is welcome but not needed"),
    v.Referral.NEEDED: _("a referral is needed"),
}
_THERAPY_REQUIRED: Words = {
    v.TherapyRequired.HERE: _("you must be in therapy at the clinic"),
    v.TherapyRequired.ANYWHERE: _("you must be in therapy there or elsewhere"),
    v.TherapyRequired.NO: _("you don’t have to be in therapy"),
}
_ATTENDANCE: Words = {
    v.Attendance.CONTINUOUS_CLINICIAN: _("a clinician is in the room the whole time"),
    v.Attendance.CONTINUOUS_THERAPIST: _("a therapist is in the room the whole time"),
    v.Attendance.WITHIN_CALL: _("someone is in the room or right outside"),
    v.Attendance.LINE_OF_SIGHT: _("staff always keep you in sight"),
    v.Attendance.CAMERA_STAFFED: _("staff watch by camera the whole time"),
    v.Attendance.INTERMITTENT: _("staff look in now and then"),
    v.Attendance.CALL_BELL: _("you have a bell to call staff"),
    v.Attendance.LAY_ADULT: _("an adult you bring watches"),
    v.Attendance.NONE: _("no one watches"),
}
_MONITORING: Words = {
    v.Monitoring.PULSE_OXIMETRY: _("your oxygen level is measured"),
    v.Monitoring.BLOOD_PRESSURE: _("your blood pressure is measured"),
    v.Monitoring.HEART_RATE: _("your heart rate is measured"),
    v.Monitoring.ECG: _("a heart tracing (ECG) is taken"),
    v.Monitoring.CAPNOGRAPHY: _("your breathing is measured (capnography)"),
    v.Monitoring.BREATHING_RATE: _("your breathing rate is measured"),
    v.Monitoring.SEDATION_SCALE: _("staff rate how awake you are"),
    v.Monitoring.PUMP: _("an infusion pump is used"),
    v.Monitoring.SELF_MEASURED: _("you measure it yourself"),
    v.Monitoring.NONE: _("nothing is measured"),
}
_LICENSES: Words = {
    v.License.MD: _("a physician (MD)"),
    v.License.DO: _("a physician (DO)"),
    v.License.PHYSICIAN: _("a physician (MD or DO)"),
    v.License.RESIDENT: _("a physician in residency"),
    v.License.DENTIST: _("a dentist"),
    v.License.NATUROPATH: _("a naturopathic doctor"),
    v.License.PMHNP: _("a psychiatric nurse practitioner (PMHNP)"),
    v.License.NP: _("a nurse practitioner (NP)"),
    v.License.CNS: _("a clinical nurse specialist (CNS)"),
    v.License.CRNA: _("a nurse anesthetist (CRNA)"),
    v.License.ANESTHESIOLOGIST_ASSISTANT: _("an anesthesiologist assistant (CAA)"),
    v.License.PA: _("a physician assistant (PA)"),
    v.License.RN: _("a registered nurse (RN)"),
    v.License.LPN: _("a practical nurse (LPN or LVN)"),
    v.License.NURSE: _("a nurse (kind not stated)"),
    v.License.EMT: _("a paramedic or EMT"),
    v.License.MEDICAL_ASSISTANT: _("a medical assistant"),
    v.License.PHARMACIST: _("a pharmacist"),
    v.License.PSYCHOLOGIST: _("a psychologist"),
    v.License.PRESCRIBING_PSYCHOLOGIST: _("a psychologist who may prescribe"),
    v.License.LCSW: _("a clinical social worker (LCSW)"),
    v.License.LMSW: _("a social worker (LMSW)"),
    v.License.LMFT: _("a marriage and family therapist (LMFT)"),
    v.License.LPC: _("a professional counselor (LPC)"),
    v.License.THERAPIST: _("a licensed therapist (kind not stated)"),
    v.License.ADDICTION_COUNSELOR: _("an addiction counselor"),
    v.License.CHAPLAIN: _("a chaplain"),
    v.License.PEER_SPECIALIST: _("a peer specialist"),
    v.License.ASSOCIATE: _("a supervised therapist in training"),
    v.License.UNLICENSED: _("someone who is not a licensed clinician"),
}
_SPECIALISTS: Words = {
    v.Board.PSYCHIATRY: _("a psychiatrist"),
    v.Board.CHILD_PSYCHIATRY: _("a child psychiatrist"),
    v.Board.ANESTHESIOLOGY: _("an anesthesiologist"),
    v.Board.PAIN: _("a pain physician"),
    v.Board.EMERGENCY: _("an emergency physician"),
    v.Board.FAMILY: _("a family physician"),
    v.Board.INTERNAL: _("an internist"),
    v.Board.NEUROLOGY: _("a neurologist"),
    v.Board.ADDICTION: _("an addiction physician"),
    v.Board.PHYSICAL_MEDICINE: _("a physiatrist"),
    v.Board.SURGERY: _("a surgeon"),
}
_BOARDS: Words = {
    v.Board.PSYCHIATRY: _("board certification in psychiatry"),
    v.Board.CHILD_PSYCHIATRY: _("board certification in child and adolescent psychiatry"),
    v.Board.ADDICTION: _("board certification in addiction medicine or psychiatry"),
    v.Board.ANESTHESIOLOGY: _("board certification in anesthesiology"),
    v.Board.PAIN: _("board certification in pain medicine"),
    v.Board.EMERGENCY: _("board certification in emergency medicine"),
    v.Board.FAMILY: _("board certification in family medicine"),
    v.Board.NEUROLOGY: _("board certification in neurology"),
    v.Board.PHYSICAL_MEDICINE: _("board certification in physical medicine and rehabilitation"),
    v.Board.SURGERY: _("board certification in surgery"),
    v.Board.INTERNAL: _("board certification in internal medicine"),
    v.Board.PMHNP_BC: _("board certification as a psychiatric nurse practitioner (PMHNP-BC)"),
    v.Board.NBCRNA: _("board certification in nurse anesthesia (NBCRNA)"),
    v.Board.OTHER: _("board certification in another field"),
    v.Board.NONE: _("no board certification"),
}
_TRAININGS: Words = {
    v.Training.KAP_CERTIFICATE: _("a ketamine-assisted psychotherapy program lasting several months"),
    v.Training.KAP_SHORT_COURSE: _("a short course in ketamine-assisted psychotherapy (under 40 hours)"),
    v.Training.INFUSION_COURSE: _("a ketamine infusion course"),
    v.Training.PAIN_FELLOWSHIP: _("a pain medicine fellowship"),
    v.Training.ESKETAMINE_REMS: _("training in the Spravato safety program (REMS)"),
    v.Training.ACLS: _("advanced life support training (ACLS)"),
    v.Training.BLS: _("basic life support training (BLS)"),
    v.Training.PALS: _("training in life support for children (PALS)"),
    v.Training.AIRWAY: _("training in keeping the airway open"),
    v.Training.CONSCIOUS_SEDATION: _("training in sedation in which you stay awake"),
    v.Training.SUICIDE_RISK: _("training in finding and easing the risk of suicide"),
    v.Training.TOUCH_AND_ETHICS: _("training in touch, consent and ethics"),
    v.Training.TRAUMA_THERAPY: _("training in trauma therapy"),
    v.Training.SOCIETY_PLEDGE: _("a society’s pledge (a promise, not a check)"),
    v.Training.SOCIETY_MEMBER: _("membership in a professional society"),
    v.Training.OTHER: _("other training"),
}
_OPEN: Words = {
    "evenings": _("open on weekday evenings, at 6 PM or later"),
    "saturday": _("open on Saturday"),
    "sunday": _("open on Sunday"),
}
_VISITS: Words = {
    "up_to_1_hour": _("up to 1 hour"),
    "over_3_hours": _("over 3 hours, such as half a day"),
}
_ACCESS: Words = {
    v.Accessibility.STEP_FREE: _("step-free access"),
    v.Accessibility.WHEELCHAIR: _("room for a wheelchair"),
    v.Accessibility.ELEVATOR: _("an elevator"),
    v.Accessibility.ACCESSIBLE_TOILET: _("an accessible restroom"),
    v.Accessibility.ACCESSIBLE_PARKING: _("accessible parking"),
    v.Accessibility.ASL_OR_LOOP: _("sign language or a hearing loop"),
    v.Accessibility.TTY_RELAY: _("TTY or relay calls"),
    v.Accessibility.LARGE_PRINT: _("large print"),
    v.Accessibility.LOW_SENSORY_ROOM: _("a quiet, low-light room"),
    v.Accessibility.BARIATRIC_CHAIR: _("a chair for larger bodies"),
    v.Accessibility.SERVICE_ANIMAL: _("a welcome for service animals"),
    v.Accessibility.PUBLIC_TRANSPORT: _("public transit nearby"),
    v.Accessibility.REMOTE_INTAKE: _("a first visit by phone or video"),
    v.Accessibility.SCENT_FREE: _("scent-free rooms"),
    v.Accessibility.RIDE_ARRANGED: _("a ride that staff arrange"),
    v.Accessibility.CHILDCARE: _("child care"),
    v.Accessibility.CAPTIONING: _("live captions"),
}
_EVIDENCE: Words = {
    v.Evidence.SELF_REPORTED: _("with a self-reported statement"),
    v.Evidence.DOCUMENT_SEEN: _("with a document seen by a moderator"),
    v.Evidence.REGISTER_CHECKED: _("with a check in a public register"),
}
_CONFIRMED: Words = {
    "current": _("confirmed within 90 days"),
    "overdue": _("confirmed 91 to 180 days ago"),
    "lapsed": _("confirmed over 180 days ago"),
}
# Facets whose options are whole phrases.
_WHOLE = _("%(what)s")
_WHERE = _("where %(what)s")
_WITH = _("with %(what)s")

# Facet → its phrase, in the order of the sentence.
FACET_PHRASES = {
    "state": FacetPhrase(_("in %(what)s"), _("with no state given")),
    "availability": FacetPhrase(_WHOLE, _("with no word on taking patients"), _AVAILABILITY),
    "open": FacetPhrase(_WHOLE, _("with no opening times given"), _OPEN),
    "route": FacetPhrase(
        _("with ketamine given %(what)s"), _("with no word on how ketamine is given"), _ROUTES
    ),
    "therapy_model": FacetPhrase(_("offering %(what)s"), _("with no word on talk therapy"), _THERAPY),
    "modality": FacetPhrase(_("offering %(what)s"), _("with no kind of therapy given"), _MODALITIES),
    "condition": FacetPhrase(_("for %(what)s"), _("with no conditions given"), _CONDITIONS),
    "purpose": FacetPhrase(_WHOLE, _("with no word on mood or pain"), _PURPOSES),
    "population": FacetPhrase(_("for %(what)s"), _("with no word on whom they serve"), _POPULATIONS),
    "format": FacetPhrase(
        _("where you are treated %(what)s"), _("with no word on groups or couples"), _FORMATS
    ),
    "takes": FacetPhrase(
        _("willing to consider people with %(what)s"),
        _("with no word on whom they do not treat"),
        _CAUTIONS,
    ),
    "setting": FacetPhrase(
        _("where doses are given %(what)s"), _("with no word on where doses are given"), _SETTINGS
    ),
    "insurer": FacetPhrase(_("taking %(what)s"), _("with no insurers given"), _PAYERS),
    "insurance": FacetPhrase(_WHERE, _("with no word on insurance"), _INSURANCE),
    "payment": FacetPhrase(_WHERE, _("with no ways to pay given"), _PAYMENT),
    "session_price": FacetPhrase(
        _("where a session costs %(what)s"), _("with no price for a session"), _PRICES
    ),
    "course_price": FacetPhrase(
        _("where a whole course costs %(what)s"), _("with no price for a whole course"), _PRICES
    ),
    "month_price": FacetPhrase(_("where a month costs %(what)s"), _("with no price for a month"), _PRICES),
    "referral": FacetPhrase(_WHERE, _("with no word on referrals"), _REFERRALS),
    "therapy_required": FacetPhrase(
        _WHERE, _("with no word on whether you must be in therapy"), _THERAPY_REQUIRED
    ),
    "attendance": FacetPhrase(_WHERE, _("with no word on who watches"), _ATTENDANCE),
    "stays_with": FacetPhrase(
        _("where %(what)s stays with you"), _("with no word on who stays with you"), _LICENSES
    ),
    "monitoring": FacetPhrase(_WHERE, _("with no word on what is measured"), _MONITORING),
    "specialist": FacetPhrase(_WITH, _("with no specialist stated"), _SPECIALISTS),
    "license": FacetPhrase(_("where %(what)s treats people"), _("with no licenses given"), _LICENSES),
    "board": FacetPhrase(_WITH, _("with no word on board certification"), _BOARDS),
    "training": FacetPhrase(_WITH, _("with no training given"), _TRAININGS),
    "visit_length": FacetPhrase(
        _("where a visit takes %(what)s"), _("with no word on how long a visit takes"), _VISITS
    ),
    "language": FacetPhrase(_("with help in %(what)s"), _("with no languages given")),
    "accessibility": FacetPhrase(_WITH, _("with no word on access"), _ACCESS),
    "evidence": FacetPhrase(_WHOLE, _("with no evidence"), _EVIDENCE),
    "confirmed": FacetPhrase(_WHOLE, _("not confirmed by the clinic yet"), _CONFIRMED),
}
