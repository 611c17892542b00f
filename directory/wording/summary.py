"""A listing in a few sentences that take about 20 seconds to read aloud: at most MAX_WORDS words.

The summary says what is stated, and names the most important statements that are not made.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from directory.facts import vocabulary as v
from directory.wording.formats import dollars, join_with_and

MAX_WORDS = 70
OMITTED_FIRST = ("closed", "price", "therapy")  # sentences: the page has a row for each
MAX_NAME_WORDS = 6  # a longer name stands in the heading alone
MAX_TOWN_WORDS = 4  # instead of a longer name the state is given
MAX_ROUTES = 4
MAX_SETTINGS = 2
MAX_HOME_SETTINGS = 2  # those with the least supervision

ROUTES = {
    v.Route.IV: lazy("drip"),
    v.Route.IM: lazy("injection"),
    v.Route.SC: lazy("injection"),
    v.Route.RACEMIC_NASAL: lazy("nasal spray"),
    v.Route.SUBLINGUAL: lazy("lozenge"),
    v.Route.ORAL: lazy("mouth"),
    v.Route.RECTAL: lazy("rectal dose"),
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
    v.Setting.HOME_UNSUPERVISED: lazy("with nobody watching"),
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
    v.Attendance.LAY_ADULT: lazy("Warning: only an adult whom you bring watches while the drug acts."),
    v.Attendance.NONE: lazy("Warning: nobody watches while the drug acts."),
}
UNWATCHED = (v.Attendance.NONE, v.Attendance.LAY_ADULT)  # both begin with a warning
HOME_DOSING = {
    v.HomeDosing.IN_PERSON_EXAM_FIRST: lazy("Doses at home come only after an exam in person."),
    v.HomeDosing.VIDEO_ONLY: lazy("Warning: doses at home need only an exam by video."),
}
THERAPY = {
    v.TherapyModel.INTEGRATED_TEAM: lazy("The same team gives therapy."),
    v.TherapyModel.PARTNERED: lazy("A named outside therapist gives therapy."),
    v.TherapyModel.OUTSIDE_PRESCRIBER: lazy("It gives therapy, and another company prescribes."),
    v.TherapyModel.COACH: lazy("A coach or guide talks with you, not a licensed therapist."),
    v.TherapyModel.REFERRAL_LIST: lazy("For therapy you get a list of therapists to call."),
    v.TherapyModel.SUPPORT_ONLY: lazy("Somebody sits with you, and no therapy is given."),
    v.TherapyModel.MEDICINE_ONLY: lazy("No therapy is given."),
}
LICENSES = {
    v.License.MD: lazy("A physician"),
    v.License.DO: lazy("A physician"),
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
    v.License.EMT: lazy("A paramedic or EMT"),
    v.License.MEDICAL_ASSISTANT: lazy("A medical assistant"),
    v.License.PHARMACIST: lazy("A pharmacist"),
    v.License.PSYCHOLOGIST: lazy("A psychologist"),
    v.License.PRESCRIBING_PSYCHOLOGIST: lazy("A psychologist who may prescribe"),
    v.License.LCSW: lazy("A clinical social worker"),
    v.License.LMSW: lazy("A social worker"),
    v.License.LMFT: lazy("A marriage and family therapist"),
    v.License.LPC: lazy("A professional counselor"),
    v.License.ADDICTION_COUNSELOR: lazy("An addiction counselor"),
    v.License.CHAPLAIN: lazy("A chaplain"),
    v.License.PEER_SPECIALIST: lazy("A peer specialist"),
    v.License.ASSOCIATE: lazy("A therapist in training"),
    v.License.UNLICENSED: lazy("Somebody who is not a licensed clinician"),
}


def summarize(listing, today):
    """The summary of a listing: sentences separated by a space."""
    gives_drug = listing.therapy_model != [v.TherapyModel.INTEGRATION_ONLY]
    sentences = {
        "where": _what_and_where(listing) if gives_drug else _therapy_only(listing),
        "watching": _watching(listing) if gives_drug else "",
        "at_home": _at_home(listing) if gives_drug else "",
        "directing": _directing(listing),
        "therapy": _therapy(listing),
        "price": _price(listing),
        "closed": _closed(listing, today),
        "missing": _missing(listing, gives_drug),
    }
    for name, shorter in _shorter(listing, gives_drug):
        if _length(sentences) > MAX_WORDS:
            sentences[name] = shorter
    return " ".join(sentence for sentence in sentences.values() if sentence)


def _shorter(listing, gives_drug):
    """(name of a sentence, its shorter text or "") in the order in which sentences are shortened."""
    if gives_drug:
        yield "where", _what_and_where(listing, with_places=False)
    for name in OMITTED_FIRST:
        yield name, ""
    if gives_drug:
        yield "at_home", _at_home(listing, most=1)
        yield "where", _what_and_where(listing, with_name=False, with_places=False)


def _length(sentences):
    return sum(len(sentence.split()) for sentence in sentences.values())


def _what_and_where(listing, *, with_name=True, with_places=True):
    named = {
        "name": _name(listing) if with_name else _("This clinic"),
        "drug": _drug(listing),
        "places": _places(listing) if with_places else "",
        "town": _town(listing),
    }
    if not named["drug"]:
        if named["town"]:
            return _("%(name)s is in %(town)s.") % named
        return ""
    if named["places"] and named["town"]:
        return _("%(name)s gives %(drug)s at %(places)s in %(town)s.") % named
    if named["places"]:
        return _("%(name)s gives %(drug)s at %(places)s.") % named
    if named["town"]:
        return _("%(name)s, in %(town)s, gives %(drug)s.") % named
    return _("%(name)s gives %(drug)s.") % named


def _therapy_only(listing):
    named = {"name": _name(listing), "town": _town(listing)}
    if named["town"]:
        return _("%(name)s in %(town)s gives therapy and no drug.") % named
    return _("%(name)s gives therapy and no drug.") % named


def _name(listing):
    words = listing.name.split()
    return " ".join(words) if 0 < len(words) <= MAX_NAME_WORDS else _("This clinic")


def _town(listing):
    words = listing.city.split()
    town = " ".join(words).rstrip(" .") if len(words) <= MAX_TOWN_WORDS else ""
    return town or str(dict(v.State.choices).get(listing.state, ""))


def _drug(listing):
    ways = list(dict.fromkeys(str(ROUTES[route]) for route in listing.route if route in ROUTES))
    if len(ways) > MAX_ROUTES:
        ways = [*ways[: MAX_ROUTES - 1], _("in other ways")]
    spravato = v.Route.ESKETAMINE_NASAL in listing.route
    ketamine = _("ketamine by %(ways)s") % {"ways": join_with_and(ways, _("or"))} if ways else ""
    if spravato and ketamine:
        return _("Spravato (esketamine), and %(ketamine)s") % {"ketamine": ketamine}
    return _("Spravato (esketamine)") if spravato else ketamine


def _places(listing):
    places = [str(SETTINGS[setting]) for setting in listing.setting if setting in SETTINGS]
    if len(places) > MAX_SETTINGS:
        places = [*places[:MAX_SETTINGS], _("elsewhere")]
    return join_with_and(places)


def _at_home(listing, most=MAX_HOME_SETTINGS):
    ways = [str(words) for setting, words in HOME_SETTINGS.items() if setting in listing.setting][:most]
    if not ways:
        return str(HOME_DOSING.get(listing.home_dosing, ""))
    how = {"how": join_with_and(ways, _("or"))}
    if v.Setting.HOME_UNSUPERVISED in listing.setting and _places(listing):
        return _("Warning: doses can also be taken at home, %(how)s.") % how
    if v.Setting.HOME_UNSUPERVISED in listing.setting:
        return _("Warning: doses can be taken at home, %(how)s.") % how
    if _places(listing):
        return _("Doses can also be taken at home, %(how)s.") % how
    return _("Doses can be taken at home, %(how)s.") % how


def _watching(listing):
    """A sentence for the only way of watching, and for each that carries a warning."""
    if len(listing.attendance) == 1:
        return str(ATTENDANCE.get(listing.attendance[0], ""))
    warned = [str(ATTENDANCE[code]) for code in UNWATCHED if code in listing.attendance]
    depends = [_("Who watches depends on the treatment.")] if listing.attendance else []
    return " ".join([*depends, *warned])


def _therapy(listing):
    if len(listing.therapy_model) > 1:
        return _("What therapy there is depends on the treatment.")
    return "".join(str(THERAPY.get(model, "")) for model in listing.therapy_model)


def _directing(listing):
    person = listing.director()
    if not person or not person["license"]:
        return ""
    who = {"who": LICENSES[person["license"]]}
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return _("%(who)s directs the care.") % who
    return _("%(who)s prescribes.") % who


def _price(listing):
    low, high = listing.session_price_low, listing.session_price_high
    if low is not None and high is not None and low != high:
        return _("A session costs %(low)s to %(high)s.") % {"low": dollars(low), "high": dollars(high)}
    if low is not None and high is None:
        return _("A session costs %(low)s or more.") % {"low": dollars(low)}
    if low is None and high is not None:
        return _("A session costs up to %(high)s.") % {"high": dollars(high)}
    if low is not None:
        return _("A session costs %(price)s.") % {"price": dollars(low)}
    if listing.course_price is not None:
        return _("A whole course costs %(price)s.") % {"price": dollars(listing.course_price)}
    return ""


def _closed(listing, today):
    if listing.availability == v.Availability.NOT_ACCEPTING and listing.availability_is_fresh(today):
        return _("It takes no new patients now.")
    return ""


def _missing(listing, gives_drug):
    person = listing.director()
    missing = [
        words
        for words, missed in (
            (_("how ketamine is given"), gives_drug and not listing.route),
            (_("who directs the care"), not person or not person["license"]),
            (_("who watches you"), gives_drug and not listing.attendance),
            (_("how long you are watched afterward"), gives_drug and listing.observation_minutes is None),
            (_("whether there is therapy"), not listing.therapy_model),
            (_("what it costs"), not _price(listing)),
        )
        if missed
    ]
    if not missing:
        return ""
    said = {"missing": join_with_and(missing, _("or"))}
    if listing.confirmed_on is None:
        return _("This listing does not say %(missing)s.") % said
    return _("The clinic does not state %(missing)s.") % said
