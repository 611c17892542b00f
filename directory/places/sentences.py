"""What stands around a place in a sentence: "I live in Denver", "within 50 miles of Tulsa", "near me"."""

import re
from collections.abc import Iterator

from directory.facts.synonyms import IDENTITY_WORDS
from directory.folding import plain

# How somebody says that the reader's own surroundings are meant.
_HERE = (
    r"(?:near ?by(?: me| us)?|near ?me|neer me"
    r"|near(?:est)?(?: to)? (?:me|us|here|you|my (?:house|home|place|location|area|town|city"
    r"|work|zip(?: code)?))|nearest|near|close ?by"
    r"|clos(?:e|est)(?: to| by)? (?:me|us|here|home|my (?:house|home|place|location|work))|closest"
    r"|local(?:ly)?|around (?:me|us|here|my area|my house)"
    r"|me|by me|by us|by my house|here|(?:in |around |near )?my (?:current )?(?:area|location|city|town"
    r"|neighborhood|region|zip(?: code)?|position)"
    r"|(?:use )?(?:my )?current location|use my location|where i (?:am|live)|(?:in )?(?:this|the) area"
    r"|walking distance"
    r"|cerca(?: de (?:mi|aqui|donde vivo|mi casa))?|cerca mio|aqui|en mi (?:area|zona|ciudad)|mi ubicacion)"
)
_ABOUT_CLINICS = (
    r"(?:(?:find|show|any|a|an|the|is|are|there|best|cheap|good|some|ketamine|spravato|esketamine"
    r"|infusions?|clinics?|clinicas?|de|ketamina|therap(?:y|ies)"
    r"|treatments?|centers?|providers?|doctors?|places?|something|somewhere|anywhere|options?|please"
    r"|one|who|that|which|me) )*"
)
_ONE = r"(?:ketamine |infusion )?(?:clinics?|clinicas?|places?|providers?|doctors?|centers?|locations?|one)"
NEAR_ME = re.compile(rf"{_ABOUT_CLINICS}{_HERE}(?: {_ONE})?(?: please| now| right now)?")

NO_PLACES = set(
    """
    all any anywhere midwest northeast northwest southeast southwest center central city county
    downtown east everywhere help home here house na no none north other remote south state test the
    town unknown us usa virtual west yes zip online telehealth
    """.split()  # noqa: SIM905
) | {"in person", "in office", "in clinic"}
_CRISIS = re.compile(
    r"\b(?:suicid\w*|kill(?:ing)?|die|dying|hotline|crisis|overdos\w*|self harm|hurt myself|end (?:it"
    r"|my life)|988|911)\b"
)

# "within 50 miles of", "30 min from", "25 mile radius around"
_UNIT = r"(?:mi(?:les?)?|mins?|minutes?|hours?|hrs?|h|km|kilometers?|millas)"
DISTANCE = re.compile(
    rf"\b(?:(?:with)?in |about |around |up to |less than |under |no more than "
    rf"|a )*(?:an? )?([0-9]{{1,3}}|half an?|an?|one|two|three)[ -]?({_UNIT})\b\.?"
    r"(?: (?:drive|driving|radius|away|ride|north|south|east|west))*(?: (?:of|from|around|to|near|de)\b)?",
    re.IGNORECASE,
)
DISTANCE_AT_END = re.compile(
    rf"[ ,]+(?:within |\+ ?)?([0-9]{{1,3}})[ -]?({_UNIT})\b\.?(?: radius| away)?$", re.IGNORECASE
)

_LEAD = re.compile(
    r"^(?:hi|hello|hey|i|im|i'm|i am|i’m|we|we're|we are|my|mom|dad|son|daughter|wife|husband|lives?"
    r"|living|located|based|staying|moving|relocating|moved|visiting|traveling"
    r"|looking|searching|find|show me|need|want|would like|can you|where can i (?:find|get)|is there"
    r"|are there|any(?:thing|where|one)?|something|someone|somewhere|someplace|places?|place|one"
    r"|clinics?|doctors?|ketamine|spravato|esketamine"
    r"|infusions?|treatments?|therapy|providers?|centers?|for|a|an|the|in|at|on|by|to|near(?:by|est)?"
    r"|around|about|from|of|close(?:st)?|within|outside|inside|just|right|out|over|somewhere|across"
    r"|throughout|anywhere"
    r"|between|halfway|midway|rural|remote|coastal|all|currently|currently in|originally|down|up|off"
    r"|city|town|village|borough|state|area|part|parts|side|suburbs?|outskirts|center|centre|heart"
    r"|middle|downtown|midtown|uptown|greater|metro|metropolitan|old town"
    r"|en|de|cerca|vivo|el|la|ciudad|clinicas?|ketamina|location|locations|zip(?: ?code)?|address|:"
    r"|-)(?:[ :,]+|$)",
    re.IGNORECASE,
)
MAX_SHORTER = 30  # texts that are tried
MIN_PEOPLE_AFTER_DIRECTION = 100_000
_DIRECTION = re.compile(
    r"^(?:north(?:ern|west|east)?|south(?:ern|west|east)?|east(?:ern)?|west(?:ern)?|central|inner|n|s|e"
    r"|w)[ -]+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:area|areas|metro(?:politan)?|metroplex|region|city|downtown|vicinity|suburbs?|suburban"
    r"|and (?:the )?(?:surrounding|nearby)(?: areas?)?|surroundings?|proper|city center|city limits"
    r"|please|thanks?|thank you|or (?:nearby|near|close|so|thereabouts|surrounding areas?)|nearby"
    r"|near me|only|county area|now|clinics?|ketamine|area code|zip ?code|right now|for treatment"
    r"|north side|south side|east side|west side"
    r"|corridor|airport|today|soon|if possible|\?|!)$",
    re.IGNORECASE,
)


def is_near_me(text: str) -> bool:
    """True for "near me", "ketamine clinics close to me", "cerca de mí"."""
    return NEAR_ME.fullmatch(plain(text)) is not None


def is_crisis(text: str) -> bool:
    """True for words of somebody who needs help, in which no place is looked for."""
    return _CRISIS.search(plain(text)) is not None


def is_no_place(text: str) -> bool:
    """True for words that people use of themselves, and for those that name nothing: "north", "online"."""
    words = plain(text).split()
    return all(word in IDENTITY_WORDS for word in words) or " ".join(words) in NO_PLACES


def split_distance(text: str) -> tuple[str, int | None]:
    """The text without a distance, and the distance in miles; None for one of time: "30 min from Boulder"."""
    match = DISTANCE.match(text) or DISTANCE_AT_END.search(text)
    if match is None or match.end() - match.start() == len(text):
        return text, None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")
    amount, unit = match[1].lower(), match[2].lower()
    if unit.startswith(("min", "h")) or not amount.isdigit():
        return rest, None
    miles = round(int(amount) * 0.621) if unit.startswith("k") else int(amount)
    return rest, miles or None


def without_surroundings(text: str) -> Iterator[tuple[str, int]]:
    """The text with ever fewer words around the place: "downtown Denver area" → "Denver area", "Denver".

    returns  (rest, how many people a town must have to be meant). "South Atlantis" is not Atlantis, but
             "south Denver" is Denver.
    """
    seen, waiting = {text}, [(text, 0)]
    while waiting:
        current, people = waiting.pop(0)
        for pattern, least in ((_TAIL, 0), (_LEAD, 0), (_DIRECTION, MIN_PEOPLE_AFTER_DIRECTION)):
            match = pattern.search(current)
            rest = match and (current[: match.start()] or current[match.end() :]).strip(" ,.;:")
            if rest and rest not in seen and len(seen) < MAX_SHORTER:
                seen.add(rest)
                waiting.append((rest, max(people, least)))
                yield waiting[-1]
