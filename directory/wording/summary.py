"""A listing in a few sentences that take about 20 seconds to read aloud: at most MAX_WORDS words.

The summary says what is stated, and names the most important statements that are not made.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from directory.facts import vocabulary as v
from directory.facts.offerings import CLINIC_PRICES, effective_offerings
from directory.facts.safety_warnings import WARNINGS
from directory.wording.by_offering import content_of, named_offerings
from directory.wording.formats import dollars, join_with_and, join_with_or

MAX_WORDS = 70
OMITTED_FIRST = ("closed", "depends", "price", "therapy")  # sentences: the page has a row for each
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


def summarize(listing, today):
    """The summary of a listing: sentences separated by a space."""
    gives_drug = listing.therapy_model != [v.TherapyModel.INTEGRATION_ONLY]
    watching = _watching(listing) if gives_drug else ""
    therapy, price = _therapy(listing), _price(listing)
    sentences = {
        "where": _what_and_where(listing) if gives_drug else _therapy_only(listing),
        "watching": watching,
        "at_home": _at_home(listing) if gives_drug else "",
        "directing": _directing(listing),
        "therapy": therapy,
        "price": price,
        "depends": _depends(listing, watching, therapy, price) if gives_drug else "",
        "closed": _closed(listing, today),
        "missing": _missing(listing, gives_drug),
    }
    for name, shorter in _shorter(listing, gives_drug):
        if _length(sentences) > MAX_WORDS:
            sentences[name] = shorter
    return " ".join(sentence for sentence in sentences.values() if sentence)


def in_one_line(listing):
    """What a clinic gives and where, without its name, and the therapy: one or two short sentences, or ""."""
    if listing.therapy_model == [v.TherapyModel.INTEGRATION_ONLY]:
        return _therapy_only(listing)
    return " ".join(filter(None, [_what_and_where(listing, with_name=False), _therapy(listing)]))


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
    routes = [*listing.route, *(one["route"] for one in listing.offerings)]
    ways = list(dict.fromkeys(str(words) for route, words in ROUTES.items() if route in routes))
    if len(ways) > MAX_ROUTES:
        ways = [*ways[: MAX_ROUTES - 1], _("in other ways")]
    spravato = v.Route.ESKETAMINE_NASAL in listing.route
    ketamine = _("ketamine by %(ways)s") % {"ways": join_with_or(ways)} if ways else ""
    if spravato and ketamine:
        return _("Spravato (esketamine), and %(ketamine)s") % {"ketamine": ketamine}
    return _("Spravato (esketamine)") if spravato else ketamine


def _places(listing):
    """Where it is given, apart from homes; "" where that is not the same for all treatments."""
    of_each = [[code for code in settings if code in SETTINGS] for settings in _of_each(listing, "setting")]
    at_places = [settings for settings in of_each if settings]
    if not at_places or not _is_same(at_places):
        return ""
    places = [str(SETTINGS[setting]) for setting in at_places[0]]
    if len(places) > MAX_SETTINGS:
        places = [*places[:MAX_SETTINGS], _("elsewhere")]
    return join_with_and(places)


def _at_home(listing, most=MAX_HOME_SETTINGS):
    ways = [str(words) for setting, words in HOME_SETTINGS.items() if setting in listing.setting][:most]
    if not ways:
        return str(HOME_DOSING.get(listing.home_dosing, ""))
    how = {"how": join_with_or(ways)}
    carries_warning = any(("setting", setting) in WARNINGS for setting in listing.setting)
    is_given_elsewhere = any(setting in SETTINGS for setting in listing.setting)
    if carries_warning and is_given_elsewhere:
        return _("Warning: doses can also be taken at home, %(how)s.") % how
    if carries_warning:
        return _("Warning: doses can be taken at home, %(how)s.") % how
    if is_given_elsewhere:
        return _("Doses can also be taken at home, %(how)s.") % how
    return _("Doses can be taken at home, %(how)s.") % how


def _of_each(listing, name):
    """The value of a statement for each offering; a single one for a clinic without offerings."""
    return [one.effective[name] for one in named_offerings(listing)] or [getattr(listing, name)]


def _is_same(values):
    return all(value == values[0] for value in values)


def _watching(listing):
    """The only way of watching; of several those that carry a warning."""
    ways = _of_each(listing, "attendance")
    if _is_same(ways) and len(ways[0]) < 2:
        return "".join(str(ATTENDANCE.get(code, "")) for code in ways[0])
    unwatched = tuple(code for code in UNWATCHED if any(code in way for way in ways))
    return str(SOMETIMES_UNWATCHED.get(unwatched, ""))


def _therapy(listing):
    ways = _of_each(listing, "therapy_model")
    if _is_same(ways) and len(ways[0]) < 2:
        return "".join(str(THERAPY.get(model, "")) for model in ways[0])
    return ""


def _depends(listing, watching, therapy, price):
    """A sentence on what is not the same for all treatments, where no other sentence says it."""
    depends = (
        any(_of_each(listing, "attendance")) and not watching,
        any(_of_each(listing, "therapy_model")) and not therapy,
        _states_price(listing) and not price,
    )
    return str(DEPENDS.get(depends, ""))


def _directing(listing):
    person = listing.director()
    if not person or not person["license"]:
        return ""
    who = {"who": LICENSES[person["license"]]}
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return _("%(who)s directs the care.") % who
    if v.Role.LEADS in person["roles"]:
        return _("%(who)s runs the clinic.") % who
    return _("%(who)s prescribes.") % who


def _price(listing):
    """What a session costs, else a course; "" where that is not the same for all treatments."""
    prices = {(one["session_low"], one["session_high"], one["course_price"]) for one in _offerings(listing)}
    if len(prices) > 1:
        return ""
    ((low, high, course),) = prices
    if low is not None and high is not None and low != high:
        return _("A session costs %(low)s to %(high)s.") % {"low": dollars(low), "high": dollars(high)}
    if low is not None and high is None:
        return _("A session costs %(low)s or more.") % {"low": dollars(low)}
    if low is None and high is not None:
        return _("A session costs up to %(high)s.") % {"high": dollars(high)}
    if low is not None:
        return _("A session costs %(price)s.") % {"price": dollars(low)}
    return "" if course is None else _("A whole course costs %(price)s.") % {"price": dollars(course)}


def _offerings(listing):
    """The EffectiveOfferings; without offerings that of the clinic itself, whatever routes it has."""
    return effective_offerings({**content_of(listing), **({} if listing.offerings else {"route": []})})


def _states_price(listing):
    names = (*CLINIC_PRICES, "price_low", "price_high")
    return any(one.get(name) is not None for one in _offerings(listing) for name in names)


def _closed(listing, today):
    if listing.availability == v.Availability.NOT_ACCEPTING and listing.availability_is_fresh(today):
        return _("It is not taking new patients now.")
    return ""


def _missing(listing, gives_drug):
    person = listing.director()
    observed = any(minutes is not None for minutes in _of_each(listing, "observation_minutes"))
    missing = [
        words
        for words, missed in (
            (_("how ketamine is given"), gives_drug and not _drug(listing)),
            (_("who directs the care"), not person or not person["license"]),
            (_("who watches you"), gives_drug and not any(_of_each(listing, "attendance"))),
            (_("how long you are watched afterward"), gives_drug and not observed),
            (_("whether there is therapy"), not any(_of_each(listing, "therapy_model"))),
            (_("what it costs"), not _states_price(listing)),
        )
        if missed
    ]
    if not missing:
        return ""
    said = {"missing": join_with_or(missing)}
    if listing.confirmed_on is None:
        return _("This listing does not say %(missing)s.") % said
    return _("The clinic does not state %(missing)s.") % said
