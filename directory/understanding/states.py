"""Two letters among words that are the code of a state, or something else: "in", "or", "MD", "VA"."""

from collections.abc import Sequence
from functools import cache

from directory.facts import vocabulary as v
from directory.facts.facets import FACETS
from directory.facts.synonyms import SYNONYMS
from directory.folding import plain
from directory.places.states import state_codes, state_names
from directory.understanding.tokens import Token

# Codes that are English or Spanish words: a state only where people write one, last or after a comma.
SMALL_WORDS = frozenset("al as de hi id in la ma me mi oh ok or pa".split())  # noqa: SIM905
STATES = frozenset(v.State.values)
GREETINGS = frozenset({"hi", "oh", "ok"})  # alone, they are no state
# Beside these, VA is Veterans Affairs and not Virginia.
ABOUT_VETERANS = frozenset(
    "army benefit benefits champva community military tricare vet veteran veterans vets".split()  # noqa: SIM905
)


@cache
def states_by_words() -> dict[str, str]:
    """Name or code of a state, as the words of tokens ("d c", "u s virgin islands") → its code."""
    names = {plain(name): code for code, name in state_names().items()}
    return state_codes() | names | {"d c": "DC"}


def state_keys(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]]:
    """(number of tokens, keys) of the state that a token may be, with what else it abbreviates; or (1, ()).

    Two letters apart are one code: "D.C.".
    """
    token, count = tokens[at], 1
    code = token.word.upper()
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind and len(code) == len(behind.word) == 1 and behind.start - token.stop == 1:
        code, count = code + behind.word.upper(), 2
    if len(tokens) == 1 and token.word in GREETINGS and not token.text.isupper():
        return 1, ()
    if len(code) != 2 or code not in STATES or token.is_quoted:
        return 1, ()
    is_word = code.lower() in SMALL_WORDS or code == "MT"  # "Mt. Tabor": a mount, not Montana
    if is_word and count == 1 and not _ends_place(tokens, at):
        return 1, ()
    others = {other.word for other in tokens if other is not token}
    is_state = code != "VA" or not others & ABOUT_VETERANS
    return count, ((f"state:{code}",) if is_state else ()) + abbreviations().get(code, ())


def _ends_place(tokens, at):
    token = tokens[at]
    if at == len(tokens) - 1 or token.after == ",":
        return True
    if at == 0 and token.text.isupper() and token.word not in GREETINGS:
        return any(other.text.islower() for other in tokens)  # "IN spravato", but not "IN HOME"
    return bool(tokens[at + 1].after) and token.text.isupper()


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Code of a state → keys of options with the same abbreviation: {"MD": ("license:md",), …}."""
    keys: dict[str, list[str]] = {"VA": ["insurer:va_community_care", "insurance:tricare_va", "setting:va"]}
    for name in ("license", "route"):
        facet = FACETS[name]
        for code in facet.labels:
            words = {code, *SYNONYMS.get(facet.statement, {}).get(code, "").split()}
            for word in {word.upper() for word in words} & STATES:
                keys.setdefault(word, []).append(f"{name}:{code}")
    return {word: tuple(options) for word, options in keys.items()}


def is_guessed(keys: Sequence[str]) -> bool:
    """True if two letters may well mean something else than what was read."""
    return len(keys) > 1 or keys[0].removeprefix("state:").lower() in SMALL_WORDS | {"co", "mo", "ms", "va"}
