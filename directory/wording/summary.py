"""A listing in a few sentences that take about 20 seconds to read aloud: at most MAX_WORDS words.

The summary says what is stated, and names the most important statements that are not made.
"""

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.offerings import CLINIC_PRICES, effective_offerings
from directory.facts.safety_warnings import WARNINGS
from directory.wording.by_offering import content_of, named_offerings
from directory.wording.formats import dollars, join_with_and, join_with_or
from directory.wording.summary_words import (
    ATTENDANCE,
    CERTIFIED,
    CERTIFIED_PHYSICIANS,
    DEPENDS,
    GIVEN_WITH,
    GIVES_THERAPY,
    HOME_DOSING,
    HOME_SETTINGS,
    LICENSES,
    PHYSICIANS,
    ROUTES,
    SETTINGS,
    SOMETIMES_UNWATCHED,
    THERAPY,
    UNWATCHED,
    WAYS,
)

MAX_WORDS = 70
OMITTED_FIRST = ("closed", "depends", "price", "therapy")  # sentences: the page has a row for each
MAX_NAME_WORDS = 6  # a longer name stands in the heading alone
MAX_TOWN_WORDS = 4  # instead of a longer name the state is given
MAX_ROUTES = 4
MAX_SETTINGS = 2
MAX_HOME_SETTINGS = 2  # those with the least supervision


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


def what_it_is(listing):
    """What a clinic is in one to three short sentences, the same on its card and on its page; "" if unknown.

    `IV infusions and lozenges, with therapy by the same team. A physician directs the care.`

    listing  a Listing or a CardRow
    """
    if listing.therapy_model == [v.TherapyModel.INTEGRATION_ONLY]:
        sentences = [_("Therapy only: no drug is given.")]
    else:
        sentences = [_given_with_therapy(listing), _only_at_home(listing)]
    return " ".join(filter(None, [*sentences, _directing(listing, certified=True)]))


def _given_with_therapy(listing):
    routes = [*listing.route, *(one["route"] for one in listing.offerings)]
    ways = [words for route, words in WAYS.items() if route in routes]
    if not ways:
        return _therapy(listing)
    later = list(dict.fromkeys(str(word) for _first, word in ways))
    given = [str(ways[0][0]), *later[1:]]
    if len(given) > MAX_ROUTES:
        given = [*given[: MAX_ROUTES - 1], _("other ways")]
    named = {"given": join_with_and(given)}
    of_each = _of_each(listing, "therapy_model")
    same = of_each[0] if _is_same(of_each) else []
    if len(same) == 1 and same[0] in GIVEN_WITH:
        return str(GIVEN_WITH[same[0]]) % named
    if all(any(model in GIVES_THERAPY for model in models) for models in of_each):
        return _("%(given)s, with therapy.") % named
    if not _is_same(of_each):
        return _("%(given)s. Therapy depends on the treatment.") % named
    return _("%(given)s.") % named


def _only_at_home(listing):
    settings = {setting for settings in _of_each(listing, "setting") for setting in settings}
    return _("All doses are taken at home.") if settings and settings <= {*HOME_SETTINGS} else ""


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


def _directing(listing, *, certified=False):
    """Who directs the care; certified: named by the first board that certifies them."""
    person = listing.director()
    if not person or not person["license"]:
        return ""
    who = {"who": _certified(person) if certified else LICENSES[person["license"]]}
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return _("%(who)s directs the care.") % who
    if v.Role.LEADS in person["roles"]:
        return _("%(who)s runs the clinic.") % who
    return _("%(who)s prescribes.") % who


def _certified(person):
    of_license = CERTIFIED_PHYSICIANS if person["license"] in PHYSICIANS else {}
    for board in v.Board:
        if board in person.get("boards", ()):
            words = of_license.get(board) or CERTIFIED.get((person["license"], board))
            if words:
                return words
    return LICENSES[person["license"]]


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
