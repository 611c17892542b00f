"""The names, codes and abbreviations of the states, as people write them."""

import re
from functools import cache

from django.utils import translation

from directory.facts.vocabulary import State
from directory.places.names import place_words

COUNTRY_AT_END = re.compile(
    r"[ ,]+(?:usa|us|u\.s\.a?\.?|(?:the )?united states(?: of america)?|"
    r"(?<=,)america|ee\.? ?uu\.?|estados unidos)$",
    re.IGNORECASE,
)

# Abbreviations in newspapers, letters and spreadsheets, and Spanish names, besides the names and the codes.
OTHER_NAMES = {
    "AL": "ala",
    "AK": "alas",
    "AZ": "ariz",
    "AR": "ark",
    "CA": "calif, cal, cali",
    "CO": "colo",
    "CT": "conn",
    "DC": "washington dc, washington district of columbia, wash dc",
    "DE": "del",
    "FL": "fla",
    "GA": "geo",
    "HI": "haw, hawai",
    "ID": "ida",
    "IL": "ill, ills",
    "IN": "ind",
    "KS": "kan, kans",
    "KY": "ken",
    "LA": "luisiana",
    "MA": "mass",
    "MD": "mary land",
    "MI": "mich",
    "MN": "minn",
    "MO": "misuri",
    "MS": "miss, misisipi",
    "MT": "mont",
    "NC": "n carolina, n car, no carolina, carolina del norte",
    "ND": "n dak, n dakota, no dak, dakota del norte",
    "NE": "neb, nebr",
    "NH": "n hampshire, new hamp",
    "NJ": "n jersey, nueva jersey, jersey",
    "NM": "n mex, new mex, n mexico, nuevo mexico",
    "NV": "nev",
    "NY": "n york, nueva york",
    "OK": "okla",
    "OR": "ore, oreg",
    "PA": "penn, penna, pensilvania",
    "PR": "porto rico",
    "RI": "r island",
    "SC": "s carolina, s car, so carolina, carolina del sur",
    "SD": "s dak, s dakota, so dak, dakota del sur",
    "TN": "tenn",
    "TX": "tex, tejas",
    "VA": "virg",
    "VI": "virgin islands, usvi, us vi, us virgin islands, u s virgin islands, united states virgin islands",
    "VT": "verm",
    "WA": "wash",
    "WI": "wis, wisc",
    "WV": "w va, w virginia, west va, virginia occidental",
    "WY": "wyo",
    "GU": "guahan",
    "AS": "amer samoa, samoa americana",
    "MP": "cnmi, northern marianas, n mariana islands, mariana islands",
}
# States whose name means a town where it stands alone → what they are called to be told apart.
STATE_LABELS = {"NY": "New York state", "WA": "Washington state"}
# Not a name of a state where it stands alone: "New York" is the town, "Washington DC" too.
NOT_ALONE = {
    "washington dc",
    "washington district of columbia",
    "wash dc",
    "nueva york",
    "cal",
    "cali",
    "geo",
}


@cache
def state_names() -> dict[str, str]:
    """Code → the English name, in every language of the page."""
    with translation.override("en"):
        return {state.value: str(state.label) for state in State}


@cache
def state_codes() -> dict[str, str]:
    """Folded name or code of a state, words with spaces → its code."""
    names = {" ".join(place_words(name)): code for code, name in state_names().items()}
    codes = {code.lower(): code for code in state_names()}
    return names | codes | {"virgin islands": "VI"}


@cache
def written_states() -> dict[str, str]:
    """The same, with the abbreviations and other names that people write."""
    others = {
        " ".join(place_words(name)): code for code, text in OTHER_NAMES.items() for name in text.split(",")
    }
    return others | state_codes()
