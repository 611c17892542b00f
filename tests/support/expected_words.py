"""Which listings a case of tests/search/cases/words.csv expects, in the notation of its column `expected`.

    route=iv&condition=ptsd       the listings found by these facets; of one facet any option will do
    +route=im                     one more clause: "route=iv&+route=im" asks for both, of any offerings
    -setting=retreat              those that state it go out
    @medicaid, -@home             as MACROS says, where several facets, or several readings, are honest
    near=39.74,-104.99&within=10  around a point; without within as far as the search goes by itself
    state=CO, serves=CO           there, or by video there
    session_below=400             an offering with a lower price; so course_below, month_below
    session_between=300-500       an offering with such a price, both ends included
    yes=free_first_talk           a statement that is answered with yes
    ride_help=taxi_allowed        a code of a statement that is no facet
    all, none                     every listing that is shown without a filter; no listing
    first=SLUG, has=SLUG          that clinic stands first, or is found; then the others do not matter
    help, no_help                 the help box comes first, or not; alone, the listings do not matter
    no_suggestion                 no other spelling is suggested; alone, the listings do not matter
    not_held                      the page says what this directory does not hold, and shows the rest
    order=price                   lowest price first

Joined by "&": all of it. By " or ": the listings of either. By " | ": readings of which each is right.
What is inside an offering is crossed: one offering must have it all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from directory.facts.facet_codes import codes_of_value
from directory.facts.facets import FACETS
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import NOT_STATED
from directory.folding import fold
from directory.models import Listing
from tests.support.searching import ask

HOME = "setting:home_remote setting:home_unsupervised setting:home_supervised"
LICENSED = "license:lcsw license:lmft license:lpc license:therapist"
STAYS = "attendance:continuous_clinician attendance:continuous_therapist"
VETERANS = "population:veterans insurance:tricare_va"
NURSES = "license:rn license:nurse license:lpn license:np license:pmhnp license:crna license:cns"
DEPRESSION = "condition:mdd condition:trd"
THERAPY = "therapy_model:integrated_team therapy_model:partnered"
DOCTOR = "license:md license:do license:physician"
# Of several readings each is right. A reading is clauses joined by a comma; a clause is keys, of which any
# will do.
MACROS = {
    "anesthesiologist": [
        "specialist:anesthesiology",
        "board:anesthesiology",
        f"board:anesthesiology, {DOCTOR}",
    ],
    "anxiety": ["condition:anxiety"],
    "asl": [
        "language:ase accessibility:asl_or_loop",
        "language:ase accessibility:asl_or_loop accessibility:captioning accessibility:tty_relay",
    ],
    "bcbs": ["insurer:bcbs"],
    "cheap": [
        "session_price:under_200",
        "session_price:under_200 session_price:200_to_399",
        "payment:sliding_scale",
        "payment:sliding_scale payment:charity",
    ],
    "cigna": ["insurer:cigna"],
    "couples": ["format:couple", "modality:family_couples", "format:couple modality:family_couples"],
    "depression": [
        "condition:mdd",
        DEPRESSION,
        f"{DEPRESSION} condition:bipolar_depression",
        f"{DEPRESSION} condition:postpartum_depression",
        f"{DEPRESSION} condition:postpartum_depression condition:bipolar_depression",
    ],
    "doctor": [DOCTOR, f"{DOCTOR} license:resident"],
    "home": [HOME, f"{HOME} setting:home_visit"],
    "hospital": [
        "setting:hospital_outpatient",
        "setting:hospital_outpatient setting:inpatient",
        "setting:hospital_outpatient setting:inpatient setting:va",
    ],
    "insurance": [],  # filled below
    "integration": [
        "therapy_model:integration_only",
        "therapy_model:integration_only modality:integration_circle",
        f"{THERAPY} therapy_model:integration_only",
        f"{THERAPY} therapy_model:integration_only therapy_model:outside_prescriber",
        f"{THERAPY} therapy_model:integration_only modality:integration_circle",
        f"{THERAPY} therapy_model:integration_only therapy_model:outside_prescriber"
        " modality:integration_circle",
    ],
    "kap": [
        THERAPY,
        f"{THERAPY} setting:kap_practice",
        f"{THERAPY} therapy_model:outside_prescriber",
        f"{THERAPY} therapy_model:outside_prescriber setting:kap_practice",
    ],
    "lgbtq": ["population:lgbtq_affirming", "population:lgbtq_affirming population:trans_care"],
    "mail": ["setting:home_remote setting:home_unsupervised", HOME],
    "medicaid": ["insurance:medicaid insurer:medicaid"],
    "medicare": [
        "insurance:medicare insurer:medicare",
        "insurance:medicare insurer:medicare insurer:medicare_advantage",
    ],
    "nasal": ["route:esketamine_nasal route:racemic_nasal"],
    "np": ["license:np", "license:np license:pmhnp"],
    "nurse": ["license:rn license:nurse", "license:rn license:nurse license:lpn", NURSES],
    "nursestays": [
        "stays_with:rn",
        "stays_with:rn stays_with:nurse",
        "stays_with:rn stays_with:nurse stays_with:lpn",
        "stays_with:rn stays_with:nurse stays_with:lpn stays_with:np stays_with:pmhnp stays_with:crna",
    ],
    "inperson": [],
    "otherlanguage": [
        " ".join(f"language:{code}" for code in FACETS["language"].labels if code not in ("en", NOT_STATED))
    ],
    "pain": [
        "condition:chronic_pain",
        "condition:chronic_pain purpose:pain",
        "condition:chronic_pain population:chronic_pain",
        "condition:chronic_pain population:chronic_pain purpose:pain",
    ],
    "psychiatrist": [
        "specialist:psychiatry",
        "board:psychiatry",
        f"board:psychiatry, {DOCTOR}",
        "board:psychiatry board:child_psychiatry",
        f"board:psychiatry board:child_psychiatry, {DOCTOR}",
    ],
    "shot": ["route:im", "route:im route:sc"],
    "stays": [
        STAYS,
        f"{STAYS} attendance:within_call",
        f"{STAYS} attendance:within_call attendance:line_of_sight",
    ],
    "teens": ["population:adolescents", "takes:under_18", "population:adolescents takes:under_18"],
    "tele": ["setting:home_remote", "setting:home_remote setting:home_unsupervised", HOME],
    "therapist": [
        LICENSED,
        f"{LICENSED} license:psychologist",
        f"{LICENSED} license:psychologist license:prescribing_psychologist",
        f"{LICENSED} license:psychologist license:associate",
        f"{LICENSED} license:lmsw",
        f"{LICENSED} license:psychologist license:lmsw",
        f"{LICENSED} license:psychologist license:lmsw license:addiction_counselor",
    ],
    "therapy": [
        THERAPY,
        f"{THERAPY} therapy_model:outside_prescriber",
        f"{THERAPY} therapy_model:integration_only",
        f"{THERAPY} therapy_model:outside_prescriber therapy_model:integration_only",
    ],
    "trauma": ["condition:trauma", "condition:trauma condition:ptsd"],
    "tricare": ["insurer:tricare", "insurer:tricare insurance:tricare_va"],
    "united": ["insurer:united", "insurer:united insurer:optum"],
    "va": [
        "insurer:va_community_care",
        "insurer:va_community_care insurance:tricare_va",
        "insurance:tricare_va",
        "insurer:va_community_care insurance:tricare_va setting:va",
        "insurer:va_community_care insurance:tricare_va insurer:tricare",
    ],
    "veteran": [
        "population:veterans",
        VETERANS,
        f"{VETERANS} insurer:va_community_care",
        f"{VETERANS} insurer:va_community_care insurer:tricare",
        f"{VETERANS} insurer:va_community_care insurer:champva",
        f"{VETERANS} insurer:va_community_care insurer:champva insurer:tricare",
        f"{VETERANS} insurer:va_community_care insurer:champva insurer:tricare setting:va",
        f"{VETERANS} payment:veteran_rate",
    ],
    "wheelchair": ["accessibility:wheelchair", "accessibility:wheelchair accessibility:step_free"],
}
NO_INSURANCE = {"insurance:none", f"insurance:{NOT_STATED}", f"insurer:{NOT_STATED}"}
HELP_WITH_CLAIMS = {
    "insurance:superbill",
    "insurance:out_of_network_help",
    "insurance:checks_benefits",
    "insurance:single_case",
}


def _keys(name, without=()):
    return " ".join(key for key in FACETS[name].key_of.values() if key not in NO_INSURANCE.union(without))


_places = [code for code in FACETS["setting"].labels if not code.startswith("home_") and code != NOT_STATED]
MACROS["inperson"] = [
    " ".join(f"setting:{code}" for code in _places if code not in without)
    for without in ((), ("inpatient",), ("inpatient", "residential", "retreat"))
]
MACROS["otherlanguage"].append(MACROS["otherlanguage"][0].replace("language:ase", ""))
MACROS["insurance"] = [
    _keys("insurance"),
    f"{_keys('insurance')} {_keys('insurer')}",
    _keys("insurance", HELP_WITH_CLAIMS),
    f"{_keys('insurance', HELP_WITH_CLAIMS)} {_keys('insurer')}",
]
# Words that say nothing of a clinic.
FILLER = set(
    """
    a am an and any anyone are at be can clinic clinics de do does doctor en for from have hi i im in is it
    ketamine la look looking me my near need of on or place please provider providers someone take takes that
    the there therapy to treatment treatments un una us want with you your necesito
    """.split()  # noqa: SIM905
)
ENDING = re.compile(r"(?<=...)(?:ing|ed|e?s)$")
DOLLARS = re.compile(r"(session|course|month)_(below|between)")
DATED = ("availability", "evidence", "confirmed")
AROUND = ("near", "within")
FLAGS = ("help", "no_help", "no_suggestion", "not_held", "order", "first", "has")
NOT_ABOUT_ALL = {"first", "has", "help", "no_help", "no_suggestion", "not_held"}
CODED = {name for name, one in STATEMENTS.items() if one.kind in ("code", "codes")}
OF_FACETS = {facet.statement for facet in FACETS.values()} | set(FACETS)


@dataclass
class Stated:
    """What a listing states: keys of the whole, keys of each offering, dollars of each, its own words."""

    slug: str
    whole: set[str] = field(default_factory=set)
    offered: dict[str, set[str]] = field(default_factory=dict)
    own_words: str = ""

    def has(self, clauses, prices):
        """True if one offering has a key of every clause, and a price of every range."""
        return any(
            all(clause & (self.whole | keys) for clause in clauses)
            and all(self._costs(keys, *price) for price in prices)
            for keys in self.offered.values() or [set()]
        )

    @staticmethod
    def _costs(keys, unit, low, high):
        named = (key.partition(f"{unit}_dollars:")[2] for key in keys)
        return any(low <= int(dollars) <= high for dollars in named if dollars)

    def says(self, typed: str) -> bool:
        """True if its name, town, people and descriptions hold all the typed words but fillers."""
        words = [word for word in fold(typed).split() if word not in FILLER]
        return bool(words) and all(f" {ENDING.sub('', word)}" in self.own_words for word in words)


class Directory:
    """What every public listing states, to work out what a case expects without the search by words."""

    def __init__(self, today):
        self.today = today
        self.stated = {listing.pk: _stated(listing) for listing in Listing.objects.public()}
        self.listed = self._ids("")
        for name in DATED:
            for code, key in FACETS[name].key_of.items():
                for pk in self._ids(f"{name}={code}"):
                    self.stated[pk].whole.add(key)

    def _ids(self, query):
        return set(ask(query, self.today).matches.ids)

    def expected(self, notation: str) -> Iterator["Expected"]:
        """The readings of a case: the cell `expected`, split at its alternatives."""
        for alternative in notation.split(" | "):
            parts = alternative.split(" or ")
            names = [name for name in MACROS if re.search(rf"@{name}\b", alternative)]
            for chosen in product(*(MACROS[name] for name in names)):
                yield Expected(self, parts, dict(zip(names, chosen, strict=True)))


def _stated(listing):
    stated = Stated(listing.slug, {key for key in listing.codes if key.partition(":")[0] not in DATED})
    for key in listing.offering_codes:
        place, _, of_offering = key.partition(":")
        stated.offered.setdefault(place, set()).add(of_offering)
    stated.whole |= {
        f"yes:{name}"
        for name, one in STATEMENTS.items()
        if one.kind == "yes_no" and getattr(listing, name, None) is True
    }
    for name in CODED - OF_FACETS:
        stated.whole |= {f"{name}:{code}" for code in codes_of_value(getattr(listing, name, None) or "")}
    own = (listing.search_text_a, listing.search_text_b, listing.search_text_d)
    stated.own_words = f" {' '.join(own)}"  # not search_text_c, which holds labels and synonyms
    return stated


@dataclass
class Expected:
    """One reading of a case. macros: name → the clauses that stand for it."""

    directory: Directory
    parts: list[str]
    macros: dict[str, str]

    @cached_property
    def flags(self) -> list[tuple[str, str]]:
        pairs = (piece.partition("=") for part in self.parts for piece in part.split("&"))
        return [(name, value) for name, _, value in pairs if name in FLAGS]

    @cached_property
    def ids(self) -> set[int] | None:
        """The ids that must be found; None where they do not matter."""
        pieces = [piece for part in self.parts for piece in part.split("&")]
        names = {piece.partition("=")[0] for piece in pieces}
        if names <= NOT_ABOUT_ALL and names != {"not_held"}:
            return None
        if names & {"first", "has"} and names <= set(FLAGS):  # "Two Chairs reviews"
            return None
        return set().union(*(self._ids_of(part) for part in self.parts))

    @property
    def excludes(self) -> bool:
        return any(piece.startswith("-") for part in self.parts for piece in part.split("&"))

    def _ids_of(self, part):
        clauses, prices, around, beside, out = {}, [], [], [], []
        for piece in part.split("&"):
            name, _, value = piece.partition("=")
            if name == "none":
                return set()
            if dollars := DOLLARS.fullmatch(name):
                prices.append((dollars[1], *_range(dollars[2], value)))
            elif name in AROUND:
                around.append(piece)
            elif piece[0] in "+-":
                (beside if piece[0] == "+" else out).extend(self._clauses(piece[1:]))
            elif name not in FLAGS and name != "all":
                for place, clause in enumerate(self._clauses(piece)):
                    clauses[name, place] = clauses.get((name, place), set()) | clause
        among = self.directory._ids("&".join(around)) if around else self.directory.listed
        stated = self.directory.stated
        found = (pk for pk in among if stated[pk].has(list(clauses.values()), prices))
        found = (pk for pk in found if all(stated[pk].has([clause], []) for clause in beside))
        return {pk for pk in found if not any(stated[pk].has([clause], []) for clause in out)}

    def _clauses(self, piece):
        """`["route:iv"]` of "route=iv", the clauses of a macro."""
        if piece.startswith("@"):
            return [set(clause.split()) for clause in self.macros[piece[1:]].split(", ")]
        name, _, value = piece.partition("=")
        return [{f"{name}:{value}"}]


def _range(kind, value):
    if kind == "below":
        return 0, int(value) - 1
    low, _, high = value.partition("-")
    return int(low), int(high)
