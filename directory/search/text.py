"""Words typed → what to look for: a text query, and words and phrases that may mean something else beside.

Most synonyms stand in the words of each listing (content.py), so typing "drip" finds "IV infusion" by itself.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from directory.facts import vocabulary as v
from directory.facts.statements import FACETED, STATEMENTS
from directory.folding import fold, plain
from directory.web.crisis import asks_for_help

LONGEST = 200  # characters typed
MOST_WORDS = 12
MOST_PARTS = 3  # words of one question that may mean more; each asks the database once more
# Words first, states second: nothing is said of the state where they are written small inside a sentence.
SMALL_WORDS = {"al", "as", "de", "hi", "id", "in", "la", "ma", "me", "oh", "ok", "or", "pa"}
# What PostgreSQL's English leaves out of a text (its english.stop), so that nothing is found by it.
STOP_WORDS = set(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her
    hers herself it its itself they them their theirs themselves what which who whom this that these
    those am is are was were be been being have has had having do does did doing a an the and but if or
    because as until while of at by for with about against between into through during before after
    above below to from up down in out on off over under again further then once here there when where
    why how all any both each few more most other some such no nor not only own same so than too very s
    t can will just don should now
    """.split()  # noqa: SIM905
)
# What the whole directory is narrows nothing; of the second set, only after "ketamine".
OF_EVERY_CLINIC = {"ketamine", "clinic", "clinics"}
OF_KETAMINE = {
    "therapy",
    "therapies",
    "treatment",
    "treatments",
    "center",
    "centers",
    "provider",
    "providers",
}
OF_A_LANGUAGE = {"speak", "speaks", "speaking", "habla", "hablan", "hablo"}  # only among other words
# Beside these, VA is Veterans Affairs and not Virginia.
OF_VETERANS = set(
    "army benefit benefits champva community military tricare vet veteran veterans vets".split()  # noqa: SIM905
)
AROUND_A_WORD = ".,:;!?()[]"


@dataclass(frozen=True)
class Part:
    """A word, or several in a row, that may mean more than it says: its terms are held, or one of `keys`.

    typed  as it was typed
    terms  folded
    keys   what else is found, as in the catalog: ("state:CO",), ("insurance:tricare_va",)
    last   whether nothing was typed after it
    told   whether the page says how it was read
    place  whether it stands where people write a state: last, or after a comma
    """

    typed: str
    terms: tuple
    keys: tuple
    last: bool = False
    told: bool = True
    place: bool = False

    @property
    def state(self):
        return next((key.removeprefix("state:") for key in self.keys if key.startswith("state:")), "")

    @property
    def is_left_out(self):
        """Whether the vector of a listing can't be asked for it."""
        return STOP_WORDS.issuperset(self.terms)

    @property
    def query(self):
        return SearchQuery(" & ".join(self.terms), config="english", search_type="raw")


@dataclass(frozen=True)
class Words:
    """What to look for: all of `terms`, and each of `parts` by its own terms or by one of its keys.

    terms    folded
    parts    at most MOST_PARTS
    general  folded words that say what the whole directory is, and narrow nothing
    begins   whether the last of the terms was typed last, and may be the beginning of a longer word
    """

    typed: str
    terms: tuple = ()
    parts: tuple = ()
    general: tuple = ()
    begins: bool = False

    def __bool__(self):
        return bool(self.terms or self.parts or self.general)

    @property
    def query(self):
        """All of the terms; None without any. They are letters and digits, so nothing needs an escape.

        Beside other words, little ones alone ("the clinic") narrow nothing.
        """
        if STOP_WORDS.issuperset(self.terms) and (self.parts or self.general):
            return None
        return (
            SearchQuery(" & ".join(self._ends), config="english", search_type="raw") if self.terms else None
        )

    @property
    def weighing(self):
        """What makes one match better than another: any word that was typed. None where there is none."""
        parts = (term for part in self.parts if not part.is_left_out for term in part.terms)
        said = [*self._ends, *self.general, *parts]
        if not said:
            return None
        return SearchQuery(" | ".join(said), config="english", search_type="raw")

    @property
    def _ends(self):
        return [*self.terms[:-1], f"{self.terms[-1]}:*"] if self.begins else list(self.terms)

    @property
    def also_read(self):
        """(a word as typed, the state that it was read as too, what to type to undo that) for each."""
        return [
            (part.typed, v.State(part.state).label, quoted(self.typed, part.typed))
            for part in self.parts
            if part.state and part.told
        ]


def quoted(typed, word):
    """`In home` → `"In" home`. What stands in quotation marks is read as words and nothing else."""
    return re.sub(
        rf"(?<![\w\"“])\b{re.escape(word)}\b(?![\w\"”])", lambda found: f'"{found[0]}"', typed, count=1
    )


class Sign(NamedTuple):
    """A word as typed."""

    text: str
    is_quoted: bool
    after_comma: bool

    @property
    def word(self):
        return plain(self.text)


def read(typed):
    """`denver co IV` → the terms denver and iv, and the part co, which may be state:CO."""
    signs = list(_signs(re.sub(r"(?i)\bnear me\b", " ", typed)))
    terms, parts, general, begins, at = [], [], [], False, 0
    while at < len(signs):
        length, part = _part(signs, at) if len(parts) < MOST_PARTS else (1, None)
        if part:
            parts.append(part)
        elif _is_general(signs, at):
            general.append(signs[at].word)
        else:
            terms += fold(signs[at].text).split()
            begins = at == len(signs) - 1 and not signs[at].is_quoted
        at += length
    begins = begins and len(terms) <= MOST_WORDS and terms[-1] not in said_by_codes() | v.OF_ONESELF
    return Words(typed, tuple(terms[:MOST_WORDS]), tuple(parts), tuple(general[:MOST_WORDS]), begins)


def _signs(typed):
    after_comma = False
    for place, piece in enumerate(re.split('["“”„]', typed)):
        for text in re.findall(r"[^\s,;]+|,", piece):
            if plain(text):
                yield Sign(text, is_quoted=place % 2 == 1, after_comma=after_comma)
            after_comma = text == ","


def _part(signs, at):
    """(how many signs it takes, the Part that begins there or None)"""
    if signs[at].is_quoted:
        return 1, None
    for length in range(min(MOST_WORDS, len(signs) - at), 1, -1):
        said = signs[at : at + length]
        if keys := phrases().get(" ".join(sign.word for sign in said)):
            terms = fold(" ".join(sign.text for sign in said)).split()
            return length, Part(" ".join(sign.text for sign in said), tuple(terms), keys)
    sign, last = signs[at], at == len(signs) - 1
    code = sign.word.upper()
    if all(len(letter) == 1 for letter in code.split()):
        code = code.replace(" ", "")  # "D.C."
    if code not in v.State.values:
        return 1, None
    others = {one.word for one in signs if one is not sign}
    keys = (f"state:{code}",) if code != "VA" or not others & OF_VETERANS else ()
    text = sign.text.strip(AROUND_A_WORD)
    place = last or sign.after_comma
    told = place or text not in SMALL_WORDS
    terms = tuple(fold(sign.text).split())
    return 1, Part(text, terms, keys + abbreviations().get(code, ()), last=last, told=told, place=place)


def _is_general(signs, at):
    word = signs[at].word
    return not signs[at].is_quoted and (
        word in OF_EVERY_CLINIC
        or (word in OF_KETAMINE and at > 0 and _is_of_ketamine(signs, at - 1))
        or (word in OF_A_LANGUAGE and len(signs) > 1)
    )


def _is_of_ketamine(signs, at):
    return signs[at].word == "ketamine" or (signs[at].word in OF_KETAMINE and _is_general(signs, at))


@cache
def phrases():
    """{"panic attacks": ("condition:panic",), …}"""
    parameters = {statement: parameter for parameter, statement in FACETED.items()}
    return {
        phrase: tuple(f"{parameters[statement]}:{code}" for statement, code in values)
        for phrase, values in v.PHRASES.items()
    }


@cache
def abbreviations():
    """Two letters that mean something beside a state: {"MD": ("license:md",), "VA": (…)}."""
    found = {}
    for parameter, statement in FACETED.items():
        labels = v.License.choices if parameter == "license" else STATEMENTS[statement].choices
        for code, label in labels:
            if parameter == "language":
                continue
            said = set(re.findall(r"\b[A-Z]{2}\b", str(label)))
            said |= {word.upper() for word in v.SYNONYMS.get(statement, {}).get(code, "").split()}
            for word in said & set(v.State.values):
                found.setdefault(word, []).append(f"{parameter}:{code}")
    return {word: tuple(keys) for word, keys in found.items()}


# ---- did you mean


@cache
def vocabulary_words():
    """Every word of a label or a synonym, so that "spravatto" has something to be near to."""
    return frozenset(word for word in said_by_codes() if len(word) > 2)


@cache
def said_by_codes():
    """The same with the shortest. Such a word is whole: "trans" is not the beginning of "transport"."""
    said = [words for codes in v.SYNONYMS.values() for words in codes.values()]
    said += [
        str(label) for name, one in STATEMENTS.items() if name != "languages" for _code, label in one.choices
    ]
    said += [str(label) for label in [*v.License.labels, *v.Language.labels]]
    return frozenset(word for words in said for word in fold(words).split())


@cache
def english():
    """The words of English, 160,000 of them. The first question takes a quarter of a second."""
    return frozenset(SpellChecker().word_frequency.dictionary)


def is_meant(word):
    """Whether a folded word is what was meant: a word of English, or one that people use of themselves."""
    return word in v.OF_ONESELF or word in english()


def says_what_it_means(place):
    """Whether words typed as a place are plainly none, so that no town is spelled like them by a slip."""
    typed = plain(place).split()
    towns = [word for word in typed if word.upper() not in v.State.values]
    alone = towns == typed
    return asks_for_help(place) or all(
        word in v.OF_ONESELF or (alone and word in english()) for word in towns
    )


def did_you_mean(words, known):
    """The typed words with each slip of the pen put right, or None. `known`: the directory's own words.

    None as well for words that ask for help, and beside a word that people use of themselves.
    """
    typed = plain(words.typed).split()
    if v.OF_ONESELF.intersection(typed) or asks_for_help(words.typed):
        return None
    choices = vocabulary_words() | known
    better = {word: _nearest(word, choices) for word in typed}
    if all(word == near for word, near in better.items()):
        return None
    return " ".join(better[word] for word in typed)


def _nearest(word, choices):
    """The word of the directory that is one slip away (two in a long word), or the word itself."""
    if word in choices or len(word) < 4 or not word.isalpha():
        return word
    slips = 1 if len(word) < 7 else 2
    alike = [one for one in choices if one[0] == word[0] and abs(len(one) - len(word)) <= slips]
    found = process.extractOne(word, sorted(alike), scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found and not is_meant(word) else word
