"""The words of a listing's summary and of its one line: each code of the vocabulary in a sentence."""

from django.utils.translation import gettext_lazy as lazy

from directory.facts import vocabulary as v

ROUTES = {
    v.Route.IV: lazy("drip"),
    v.Route.IM: lazy("injection"),
    v.Route.SC: lazy("injection"),
    v.Route.RACEMIC_NASAL: lazy("nasal spray"),
    v.Route.SUBLINGUAL: lazy("lozenge"),
    v.Route.ORAL: lazy("mouth"),
    v.Route.RECTAL: lazy("rectal dose"),
    v.OfferingRoute.COMBINED: lazy("two ways in one session"),
}
SETTINGS = {
    v.Setting.HOSPITAL_OUTPATIENT: lazy("a hospital"),
    v.Setting.INFUSION_CLINIC: lazy("an infusion clinic"),
    v.Setting.PSYCHIATRIC_PRACTICE: lazy("a psychiatric practice"),
    v.Setting.PAIN_CLINIC: lazy("a pain clinic"),
    v.Setting.KAP_PRACTICE: lazy("a practice for ketamine-assisted psychotherapy"),
    v.Setting.RESIDENTIAL: lazy("a residential program"),
    v.Setting.INPATIENT: lazy("a hospital, overnight"),
    v.Setting.VA: lazy("a VA hospital or clinic"),
    v.Setting.SURGERY_CENTER: lazy("a surgery center"),
    v.Setting.WELLNESS_IV: lazy("an IV lounge or med spa"),
    v.Setting.PRIMARY_CARE: lazy("a primary care practice"),
    v.Setting.NATUROPATHIC: lazy("a naturopathic practice"),
    v.Setting.THERAPY_OFFICE: lazy("a therapist's office"),
    v.Setting.RETREAT: lazy("a retreat"),
}
HOME_SETTINGS = {
    v.Setting.HOME_UNSUPERVISED: lazy("with no one watching"),
    v.Setting.HOME_REMOTE: lazy("watched by video"),
    v.Setting.HOME_SUPERVISED: lazy("with a clinician there"),
    v.Setting.HOME_VISIT: lazy("with staff who bring and give the drug"),
}
ATTENDANCE = {
    v.Attendance.CONTINUOUS_CLINICIAN: lazy("A clinician stays in the room the whole time."),
    v.Attendance.CONTINUOUS_THERAPIST: lazy("A therapist stays in the room the whole time."),
    v.Attendance.WITHIN_CALL: lazy("Someone stays in the room or right outside."),
    v.Attendance.LINE_OF_SIGHT: lazy("Staff keep you in sight the whole time."),
    v.Attendance.CAMERA_STAFFED: lazy("Staff watch by camera the whole time."),
    v.Attendance.INTERMITTENT: lazy("Staff look in now and then."),
    v.Attendance.CALL_BELL: lazy("You get a bell to call staff."),
    v.Attendance.LAY_ADULT: lazy(
        "Warning: only an adult whom you bring watches while the medicine is working."
    ),
    v.Attendance.NONE: lazy("Warning: no one watches while the medicine is working."),
}
UNWATCHED = (v.Attendance.NONE, v.Attendance.LAY_ADULT)  # both begin with a warning
SOMETIMES_UNWATCHED = {
    (v.Attendance.NONE,): lazy("Warning: for some treatments no one watches while the medicine is working."),
    (v.Attendance.LAY_ADULT,): lazy("Warning: for some treatments only an adult whom you bring watches."),
    UNWATCHED: lazy("Warning: for some treatments no one watches, or only an adult whom you bring."),
}
HOME_DOSING = {
    v.HomeDosing.IN_PERSON_EXAM_FIRST: lazy("Doses at home come only after an exam in person."),
    v.HomeDosing.VIDEO_ONLY: lazy("Warning: doses at home need only an exam by video."),
}
# (whether who watches, the therapy and the price depend on the treatment) → a sentence
DEPENDS = {
    (True, False, False): lazy("Who watches depends on the treatment."),
    (False, True, False): lazy("Therapy depends on the treatment."),
    (False, False, True): lazy("The price depends on the treatment."),
    (True, True, False): lazy("Who watches and therapy depend on the treatment."),
    (True, False, True): lazy("Who watches and the price depend on the treatment."),
    (False, True, True): lazy("Therapy and the price depend on the treatment."),
    (True, True, True): lazy("Who watches, therapy and the price depend on the treatment."),
}
THERAPY = {
    v.TherapyModel.INTEGRATED_TEAM: lazy("The same team gives therapy."),
    v.TherapyModel.PARTNERED: lazy("A named outside therapist gives therapy."),
    v.TherapyModel.OUTSIDE_PRESCRIBER: lazy("It gives therapy, and another company prescribes."),
    v.TherapyModel.COACH: lazy("A coach or guide talks with you, not a licensed therapist."),
    v.TherapyModel.REFERRAL_LIST: lazy("For therapy you get a list of therapists to call."),
    v.TherapyModel.SUPPORT_ONLY: lazy("Someone sits with you, and no therapy is given."),
    v.TherapyModel.MEDICINE_ONLY: lazy("No therapy is given."),
}
LICENSES = {
    v.License.MD: lazy("A physician"),
    v.License.DO: lazy("A physician"),
    v.License.PHYSICIAN: lazy("A physician"),
    v.License.RESIDENT: lazy("A physician in residency"),
    v.License.DENTIST: lazy("A dentist"),
    v.License.NATUROPATH: lazy("A naturopathic doctor"),
    v.License.PMHNP: lazy("A psychiatric nurse practitioner"),
    v.License.NP: lazy("A nurse practitioner"),
    v.License.CNS: lazy("A clinical nurse specialist"),
    v.License.CRNA: lazy("A nurse anesthetist"),
    v.License.ANESTHESIOLOGIST_ASSISTANT: lazy("An anesthesiologist assistant"),
    v.License.PA: lazy("A physician assistant"),
    v.License.RN: lazy("A registered nurse"),
    v.License.LPN: lazy("A practical nurse"),
    v.License.NURSE: lazy("A nurse"),
    v.License.EMT: lazy("A paramedic or EMT"),
    v.License.MEDICAL_ASSISTANT: lazy("A medical assistant"),
    v.License.PHARMACIST: lazy("A pharmacist"),
    v.License.PSYCHOLOGIST: lazy("A psychologist"),
    v.License.PRESCRIBING_PSYCHOLOGIST: lazy("A psychologist who may prescribe"),
    v.License.LCSW: lazy("A clinical social worker"),
    v.License.LMSW: lazy("A social worker"),
    v.License.LMFT: lazy("A marriage and family therapist"),
    v.License.LPC: lazy("A professional counselor"),
    v.License.THERAPIST: lazy("A licensed therapist"),
    v.License.ADDICTION_COUNSELOR: lazy("An addiction counselor"),
    v.License.CHAPLAIN: lazy("A chaplain"),
    v.License.PEER_SPECIALIST: lazy("A peer specialist"),
    v.License.ASSOCIATE: lazy("A therapist in training"),
    v.License.UNLICENSED: lazy("Someone who is not a licensed clinician"),
}

# ---- One line: what a clinic is

# Route → the words that begin a list, and the words further on in it.
WAYS = {
    v.Route.IV: (lazy("IV infusions"), lazy("IV infusions")),
    v.Route.ESKETAMINE_NASAL: (lazy("Spravato"), lazy("Spravato")),
    v.Route.IM: (lazy("Injections"), lazy("injections")),
    v.Route.SC: (lazy("Injections"), lazy("injections")),
    v.Route.SUBLINGUAL: (lazy("Lozenges"), lazy("lozenges")),
    v.Route.RACEMIC_NASAL: (lazy("Nasal spray"), lazy("nasal spray")),
    v.Route.ORAL: (lazy("Swallowed doses"), lazy("swallowed doses")),
    v.Route.RECTAL: (lazy("Rectal doses"), lazy("rectal doses")),
    v.OfferingRoute.COMBINED: (lazy("Two ways in one session"), lazy("two ways in one session")),
}
# Therapy, the same for all treatments → the line with it. Each has `given`, a list of WAYS.
GIVEN_WITH = {
    v.TherapyModel.INTEGRATED_TEAM: lazy("%(given)s, with therapy by the same team."),
    v.TherapyModel.PARTNERED: lazy("%(given)s, with therapy by a named outside therapist."),
    v.TherapyModel.OUTSIDE_PRESCRIBER: lazy("%(given)s, with therapy here. Another company prescribes."),
    v.TherapyModel.COACH: lazy("%(given)s, with a coach or guide, not a licensed therapist."),
    v.TherapyModel.REFERRAL_LIST: lazy("%(given)s. For therapy you get a list of therapists to call."),
    v.TherapyModel.SUPPORT_ONLY: lazy("%(given)s, with a sitter and no therapy."),
    v.TherapyModel.MEDICINE_ONLY: lazy("%(given)s, with no therapy."),
}
GIVES_THERAPY = (
    v.TherapyModel.INTEGRATED_TEAM,
    v.TherapyModel.PARTNERED,
    v.TherapyModel.OUTSIDE_PRESCRIBER,
)
PHYSICIANS = (v.License.MD, v.License.DO, v.License.PHYSICIAN)
# Board → a physician whom it certifies, as the subject of a sentence.
CERTIFIED_PHYSICIANS = {
    v.Board.PSYCHIATRY: lazy("A board-certified psychiatrist"),
    v.Board.CHILD_PSYCHIATRY: lazy("A board-certified child psychiatrist"),
    v.Board.ADDICTION: lazy("A board-certified addiction physician"),
    v.Board.ANESTHESIOLOGY: lazy("A board-certified anesthesiologist"),
    v.Board.PAIN: lazy("A board-certified pain physician"),
    v.Board.EMERGENCY: lazy("A board-certified emergency physician"),
    v.Board.FAMILY: lazy("A board-certified family physician"),
    v.Board.NEUROLOGY: lazy("A board-certified neurologist"),
    v.Board.PHYSICAL_MEDICINE: lazy("A board-certified rehabilitation physician"),
    v.Board.SURGERY: lazy("A board-certified surgeon"),
    v.Board.INTERNAL: lazy("A board-certified internist"),
    v.Board.OTHER: lazy("A board-certified physician"),
}
# (license, board) → another clinician whom the board of that profession certifies.
CERTIFIED = {
    (v.License.PMHNP, v.Board.PMHNP_BC): lazy("A board-certified psychiatric nurse practitioner"),
    (v.License.CRNA, v.Board.NBCRNA): lazy("A board-certified nurse anesthetist"),
}
