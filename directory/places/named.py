"""A name alone, or with its state → the place, the choices, or the country: looked up, never guessed."""

from functools import cache

from directory.places.gazetteer import COUNTRY, FOREIGN_TOWN, MEANT, PLAIN, REGION, STATE, WEAK, gazetteer
from directory.places.geometry import haversine_miles
from directory.places.names import in_full, place_words
from directory.places.place import ForeignPlace, Place, PlaceChoices
from directory.places.states import NOT_ALONE, STATE_LABELS, written_states

type Meaning = Place | PlaceChoices | ForeignPlace

NEIGHBOR_MILES = 30  # towns of one name that are this near mean the same to somebody who searches
# How many times more people than the next town of its name a town must have, to be meant without a state.
DOMINANCE = ((100_000, 4), (20_000, 6), (0, 10))
KNOWN_TOWN_PEOPLE = 50_000  # a town that a person in the United States means before one abroad
COUNTY_RATIO = 20  # times as many people as the largest town that is called like a county
MAX_OTHERS = 8
MAX_CHOICES = 30
MAX_COUNTRY_WORDS = 4
MAX_STATE_WORDS = 6  # "commonwealth of the northern mariana islands"

BEFORE_STATE = (
    "state of",
    "commonwealth of",
    "territory of",
    "the state of",
    "the commonwealth of",
    "estado de",
)
AFTER_STATE = ("state", "the state")


def read_name(text: str, typed: str = "") -> Meaning | None:
    """The meaning of "Denver", "denver colorado", "Cook County IL", "Texas", "Paris, France"."""
    typed = typed or text
    if state := read_state(text):
        return state
    found = None
    for key, state in readings(text):
        if meaning := look_up(key, state, typed):
            if state or isinstance(meaning, Place):
                return meaning
            found = found or meaning
    return found or _read_nickname(text) or _read_abroad(text, typed)


def may_name_a_place(words: list[str], text: str) -> bool:
    """False where read_name() surely finds nothing: what the last word, or all of them, cannot name.

    words  place_words() of the text
    """
    if "," in text or words[-1] in _last_words_of_states() or words[0] in _first_words_of_states():
        return True
    ends = ("".join(words[at:]) for at in range(max(1, len(words) - MAX_COUNTRY_WORDS), len(words)))
    return gazetteer().has_key("".join(in_full(words))) or not _countries().isdisjoint(ends)


def may_be_a_state(words: list[str]) -> bool:
    """False where read_state() surely finds nothing."""
    return words[-1] in _last_words_of_states() or words[-1] == "state"


@cache
def _last_words_of_states():
    return frozenset(name.split()[-1] for name in written_states())


@cache
def _first_words_of_states():
    return frozenset(name.split()[0] for name in written_states())


@cache
def _countries():
    """The keys of countries and provinces."""
    return frozenset(gazetteer().keys_of_kind(COUNTRY))


def _read_nickname(text):
    """The place that people call so, whatever the punctuation: "NY, NY"; else None."""
    entries = gazetteer().entries("".join(in_full(place_words(text))))
    meant = [entry for entry, way in entries.items() if way == MEANT]
    return gazetteer().place(meant[0]) if len(meant) == 1 else None


def read_state(text: str) -> Place | None:
    """The state, where a text names nothing else: "state of Texas", "Washington state", "Mass."."""
    words = " ".join(place_words(text))
    bare = words
    for before in BEFORE_STATE:
        bare = bare.removeprefix(f"{before} ")
    for after in AFTER_STATE:
        bare = bare.removesuffix(f" {after}")
    code = written_states().get(bare)
    if not code or bare in NOT_ALONE:
        return None
    if bare == words and code in STATE_LABELS and words in ("new york", "washington"):
        return None
    if MEANT in gazetteer().entries(words.replace(" ", "")).values():
        return None  # "LA"
    return state_place(code)


def state_place(code: str) -> Place:
    """The Place of a state."""
    return gazetteer().place(gazetteer().state_entries[code])


def readings(text: str) -> list[tuple[str, str]]:
    """Every (joined key, state or "") that a text can mean; a comma settles where the state begins."""
    before, comma, after = text.rpartition(",")
    if comma and (code := written_states().get(" ".join(place_words(after)))):
        before = before.split(",")  # "Denver, Denver County, CO"
        keys = ["".join(in_full(place_words(" ".join(before)))), "".join(in_full(place_words(before[0])))]
        return [(key, code) for key in dict.fromkeys(keys) if key]
    words = place_words(text)
    found = []
    for at in range(max(1, len(words) - MAX_STATE_WORDS), len(words)):
        if code := written_states().get(" ".join(words[at:])):
            found.append(("".join(in_full(words[:at])), code))
    for at in range(1, min(len(words), MAX_STATE_WORDS)):
        if (code := written_states().get(" ".join(words[:at]))) and (at > 1 or len(words[0]) > 3 or comma):
            found.append(("".join(in_full(words[at:])), code))  # "Colorado, Denver"
    if words:
        found.append(("".join(in_full(words)), ""))
    return found


def look_up(key: str, state: str, typed: str) -> Meaning | None:
    """What a joined key means, in a state or anywhere."""
    places = gazetteer()
    entries = {entry: way for entry, way in places.entries(key).items() if places.kinds[entry] != STATE}
    if state:
        entries = {entry: way for entry, way in entries.items() if places.state(entry) == state} or {
            entry: way
            for entry, way in entries.items()
            if places.kinds[entry] == REGION and not places.state(entry)
        }  # "Quad Cities, IA"
        best = sorted(entries, key=lambda entry: (entries[entry] == WEAK, entries[entry] != MEANT, entry))
        return places.place(best[0], _labels(best[1:], entries, best[0])) if best else None
    return _anywhere(entries, key, typed)


def _anywhere(entries, key, typed):
    places = gazetteer()
    abroad = [entry for entry in entries if places.kinds[entry] in (COUNTRY, FOREIGN_TOWN)]
    here = [entry for entry in entries if entry not in abroad]
    meant = [entry for entry in here if entries[entry] == MEANT]
    plain = [entry for entry in here if entries[entry] == PLAIN]
    weak = [entry for entry in here if entries[entry] == WEAK]
    if abroad and not meant and _is_abroad(abroad, plain, entries):
        return ForeignPlace(typed, _country(abroad[0]), _labels(plain, entries))
    if weak and plain and gazetteer().people[weak[0]] > COUNTY_RATIO * gazetteer().people[plain[0]]:
        pool = meant or weak  # "Mecklenburg" is the county in North Carolina, not the village in New York
    else:
        pool = meant or plain or weak
    if not pool:
        return None
    rest = [entry for entry in here if entry not in pool and entries[entry] != WEAK]
    rivals = [entry for entry in pool[1:] if not _is_near(pool[0], entry)]
    if rivals and (meant or not _dominates(pool[0], rivals[0])):
        choices = [entry for entry in pool if entry == pool[0] or entry in rivals]
        return PlaceChoices(typed, tuple(places.place(entry) for entry in choices[:MAX_CHOICES]))
    others = _labels([*pool[1:], *rest], entries, pool[0])
    if code := _states_by_joined_key().get(key):
        others = (state_place(code).label, *others)
    return places.place(pool[0], others[:MAX_OTHERS])


@cache
def _states_by_joined_key():
    return {name.replace(" ", ""): code for name, code in written_states().items()}


def _dominates(entry, rival):
    people = gazetteer().people
    ratio = next(ratio for least, ratio in DOMINANCE if people[entry] >= least)
    return people[entry] >= ratio * people[rival]


def _is_near(entry, other):
    places = gazetteer()
    return haversine_miles(places.point(entry), places.point(other)) < NEIGHBOR_MILES


def _is_abroad(abroad, plain, entries):
    if not plain or MEANT in (entries[entry] for entry in abroad):
        return True
    places = gazetteer()
    people, people_abroad = places.people[plain[0]], places.people[abroad[0]]
    return people < KNOWN_TOWN_PEOPLE and (places.kinds[abroad[0]] == COUNTRY or people * 20 < people_abroad)


def _labels(found, entries, beside=None):
    """Labels of other places; `beside` leaves out the same place under another name."""
    places = gazetteer()
    labels = {}
    for entry in found:
        is_same = (
            beside is not None and places.state(entry) == places.state(beside) and _is_near(entry, beside)
        )
        if entries[entry] != WEAK and not is_same:
            labels[places.label(entry)] = None
    return tuple(labels)[:MAX_OTHERS]


def _country(entry):
    return gazetteer().name(entry).rpartition(", ")[2]


def _read_abroad(text, typed):
    """A name that ends with a country or a province: "Paris, France", "Vancouver BC"."""
    words = place_words(text)
    for at in range(max(1, len(words) - MAX_COUNTRY_WORDS), len(words)):
        if words[at - 1 :] == ["new", "mexico"]:
            return None
        if (key := "".join(words[at:])) not in _countries():
            continue
        for entry in gazetteer().entries(key):
            if gazetteer().kinds[entry] == COUNTRY:
                return ForeignPlace(typed, _country(entry))
    return None
