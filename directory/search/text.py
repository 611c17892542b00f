"""Search words typed by a reader → a TextQuery: what PostgreSQL looks up, and facet options as alternatives.

Most synonyms are part of the search text of each listing (publishing/search_text.py): "drip" finds
"IV infusion" by full-text search alone.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from directory.facts import vocabulary as v
from directory.facts.facets import FACETS
from directory.facts.spine import STATEMENTS
from directory.facts.synonyms import IDENTITY_WORDS, SYNONYM_PHRASES, SYNONYMS
from directory.folding import fold, plain
from directory.search.offered_words import keys_by_subject
from directory.search.phrases import PriceBelow, join_numbers, read_phrases
from directory.web.crisis import asks_for_help

MAX_CHARACTERS = 200
MAX_TERMS = 12
MAX_EXPANDED = 3  # expanded terms of one query; each asks the database once more
# State codes that are English or Spanish words. Typed in lower case inside a sentence, they match the state
# too, but the page does not mention it.
SMALL_WORDS = {"al", "as", "de", "hi", "id", "in", "la", "ma", "me", "oh", "ok", "or", "pa"}
# What PostgreSQL's English configuration leaves out of a text vector (its english.stop).
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
# Words that are true of every clinic narrow nothing; those of the second set only after "ketamine".
GENERIC = {"ketamine", "clinic", "clinics"}
GENERIC_AFTER_KETAMINE = {
    "therapy",
    "therapies",
    "treatment",
    "treatments",
    "center",
    "centers",
    "provider",
    "providers",
}
GENERIC_BESIDE_AN_INSURER = {"take", "takes", "taking", "accept", "accepts", "accepting"}
GENERIC_BESIDE_A_LANGUAGE = {"speak", "speaks", "speaking", "habla", "hablan", "hablo"}
# Beside these, VA is Veterans Affairs and not Virginia.
ABOUT_VETERANS = set(
    "army benefit benefits champva community military tricare vet veteran veterans vets".split()  # noqa: SIM905
)
PUNCTUATION = ".,:;!?()[]"


@dataclass(frozen=True)
class ExpandedTerm:
    """A word or phrase with facet options as alternatives: a listing matches by the words or by an option.

    typed       as it was typed
    terms       its words, folded
    keys        the alternatives, as keys of the index: ("state:CO",), ("insurance:tricare_va",)
    is_last     True if the term ends the typed text
    is_shown    True if the page says that the word was read as a state
    ends_place  True where people write a state: last, or after a comma
    """

    typed: str
    terms: tuple[str, ...]
    keys: tuple[str, ...]
    is_last: bool = False
    is_shown: bool = True
    ends_place: bool = False

    @property
    def state(self) -> str:
        """The code of the state among the alternatives, or ""."""
        return next((key.removeprefix("state:") for key in self.keys if key.startswith("state:")), "")

    @property
    def is_stop_words(self) -> bool:
        """True if all its words are stop words, which no text vector holds, so that no query can use them."""
        return STOP_WORDS.issuperset(self.terms)

    @property
    def query(self) -> SearchQuery:
        return _search_query(" & ".join(self.terms))


@dataclass(frozen=True)
class TextQuery:
    """Search words, parsed. A listing matches if it has all `terms` and matches each of `expanded`.

    typed      the typed text
    terms      words looked up in the text, folded; at most MAX_TERMS
    expanded   ExpandedTerms; at most MAX_EXPANDED
    generic    folded words that are true of every clinic
    is_prefix  True if the last of `terms` may be the beginning of a longer word
    price      a PriceBelow that an offering must keep to, or None
    serves     code of a state in which people must be seen by video, or ""
    """

    typed: str
    terms: tuple[str, ...] = ()
    expanded: tuple[ExpandedTerm, ...] = ()
    generic: tuple[str, ...] = ()
    is_prefix: bool = False
    price: PriceBelow | None = None
    serves: str = ""

    def __bool__(self):
        return bool(self.terms or self.expanded or self.generic or self.price or self.serves)

    @property
    def match_query(self) -> SearchQuery | None:
        """A SearchQuery for all terms; None if they exclude no listing.

        Stop words alone ("the") exclude none beside expanded or generic words ("the clinic"). Terms are
        letters and digits, so none needs an escape.
        """
        if STOP_WORDS.issuperset(self.terms) and (self.expanded or self.generic or self.price or self.serves):
            return None
        return _search_query(" & ".join(self._lexemes)) if self.terms else None

    @property
    def rank_query(self) -> SearchQuery | None:
        """A SearchQuery for any of the typed words, by which matches are ranked; None without such a word."""
        in_expanded = (term for term in self.expanded if not term.is_stop_words)
        lexemes = [*self._lexemes, *self.generic, *(word for term in in_expanded for word in term.terms)]
        return _search_query(" | ".join(lexemes)) if lexemes else None

    @property
    def offered(self) -> dict[str, list[str]]:
        """Subject → keys, of the words that name what one offering must have together: offered_words.py."""
        keys = tuple(key for term in self.expanded for key in term.keys)
        return keys_by_subject(self.terms, keys)

    @property
    def _lexemes(self):
        lexemes = [*self.terms[:-1], f"{self.terms[-1]}:*"] if self.is_prefix else list(self.terms)
        return join_numbers(lexemes)

    @property
    def state_readings(self) -> list["StateReading"]:
        """A StateReading for each word that was also read as a state, if the page says so."""
        return [
            StateReading(term.typed, v.State(term.state).label, _quote_word(self.typed, term.typed))
            for term in self.expanded
            if term.state and term.is_shown
        ]


class StateReading(NamedTuple):
    """A word that was also read as a state. undone: the search words with this word in quotation marks."""

    word: str
    state: str
    undone: str


def _search_query(expression):
    return SearchQuery(expression, config="english", search_type="raw")


def _quote_word(typed, word):
    """`In home`, `In` → `"In" home`. Quoted words are looked up in the text and read as nothing else."""
    return re.sub(
        rf"(?<![\w\"“])\b{re.escape(word)}\b(?![\w\"”])", lambda match: f'"{match[0]}"', typed, count=1
    )


def by_video_words(state: str) -> str:
    """The words that find all that serve a state by video: `CO` → `by video in Colorado`."""
    return f"by video in {v.State(state).label}"


# ---- parsing


class Token(NamedTuple):
    """A word as it was typed."""

    text: str
    is_quoted: bool
    after_comma: bool

    @property
    def word(self) -> str:
        return plain(self.text)


def parse(typed: str) -> TextQuery:
    """`denver co IV` → the terms denver and iv, and `co` expanded with state:CO."""
    asked = read_phrases(re.sub(r"(?i)\bnear me\b", " ", typed))
    tokens = list(_tokenize(asked.rest))
    terms, expanded, generic, is_prefix, at = [], [], [], False, 0
    while at < len(tokens):
        length, term = _expand(tokens, at) if len(expanded) < MAX_EXPANDED else (1, None)
        if term:
            expanded.append(term)
        elif _is_generic(tokens, at):
            generic.append(tokens[at].word)
        else:
            terms += fold(tokens[at].text).split()
            is_prefix = at == len(tokens) - 1 and not tokens[at].is_quoted
        at += length
    is_prefix = is_prefix and len(terms) <= MAX_TERMS and terms[-1] not in label_words() | IDENTITY_WORDS
    return TextQuery(
        typed,
        tuple(terms[:MAX_TERMS]),
        tuple(expanded),
        tuple(generic[:MAX_TERMS]),
        is_prefix,
        asked.price,
        asked.serves,
    )


def _tokenize(typed):
    after_comma = False
    for index, piece in enumerate(re.split('["“”„]', typed)):
        for text in re.findall(r"[^\s,;]+|,", piece):
            if plain(text):
                yield Token(text, is_quoted=index % 2 == 1, after_comma=after_comma)
            after_comma = text == ","


def _expand(tokens, at):
    """(how many tokens it takes, the ExpandedTerm that begins at a token or None)"""
    if tokens[at].is_quoted:
        return 1, None
    for length in range(min(MAX_TERMS, len(tokens) - at), 0, -1):  # of one token: "C-PTSD"
        phrase = tokens[at : at + length]
        if keys := phrases().get(" ".join(token.word for token in phrase)):
            text = " ".join(token.text for token in phrase)
            return length, ExpandedTerm(text, tuple(fold(text).split()), keys)
    return 1, _expand_abbreviation(tokens, at)


def _expand_abbreviation(tokens, at):
    """Two letters that are the code of a state, with what else they abbreviate; else None."""
    token, is_last = tokens[at], at == len(tokens) - 1
    code = token.word.upper()
    if all(len(letter) == 1 for letter in code.split()):
        code = code.replace(" ", "")  # "D.C."
    if code not in v.State.values:
        return None
    others = {other.word for other in tokens if other is not token}
    state = (f"state:{code}",) if code != "VA" or not others & ABOUT_VETERANS else ()
    text = token.text.strip(PUNCTUATION)
    ends_place = is_last or token.after_comma
    return ExpandedTerm(
        text,
        tuple(fold(token.text).split()),
        state + abbreviations().get(code, ()),
        is_last=is_last,
        is_shown=ends_place or text not in SMALL_WORDS,
        ends_place=ends_place,
    )


def _is_generic(tokens, at):
    word = tokens[at].word
    return not tokens[at].is_quoted and (
        word in GENERIC
        or (word in GENERIC_AFTER_KETAMINE and at > 0 and _continues_ketamine(tokens, at - 1))
        or (word in GENERIC_BESIDE_A_LANGUAGE and len(tokens) > 1)
        or (word in GENERIC_BESIDE_AN_INSURER and len(tokens) > 1)
    )


def _continues_ketamine(tokens, at):
    return tokens[at].word == "ketamine" or (
        tokens[at].word in GENERIC_AFTER_KETAMINE and _is_generic(tokens, at)
    )


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Folded phrase → keys of the index: {"panic attacks": ("condition:panic",), …}."""
    names = {facet.statement: facet.name for facet in reversed(FACETS.values())}  # the first of a statement
    return {
        phrase: tuple(f"{names[statement]}:{code}" for statement, code in values)
        for phrase, values in SYNONYM_PHRASES.items()
    }


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Code of a state → keys of options with the same abbreviation: {"MD": ("license:md",), …}."""
    keys = {}
    for facet in FACETS.values():
        synonyms = SYNONYMS.get(facet.statement, {})
        for code, label in facet.labels.items():
            letters = set(re.findall(r"\b[A-Z]{2}\b", str(label)))
            letters |= {word.upper() for word in synonyms.get(code, "").split()}
            for word in letters & set(v.State.values):
                keys.setdefault(word, []).append(f"{facet.name}:{code}")
    return {word: tuple(options) for word, options in keys.items()}


# ---- spelling


@cache
def label_words() -> frozenset[str]:
    """Folded words of labels and synonyms, never used as beginnings: "trans" does not find "transport"."""
    texts = [synonyms for codes in SYNONYMS.values() for synonyms in codes.values()]
    texts += [
        str(label)
        for name, statement in STATEMENTS.items()
        if name != "languages"
        for _code, label in statement.choices
    ]
    texts += [str(label) for label in [*v.License.labels, *v.Language.labels]]
    return frozenset(word for text in texts for word in fold(text).split())


@cache
def spelling_candidates() -> frozenset[str]:
    """Words of labels and synonyms by which a misspelling ("spravatto") may be corrected."""
    return frozenset(word for word in label_words() if len(word) > 2)


@cache
def english_words() -> frozenset[str]:
    """160,000 words of English. The first call takes a quarter of a second."""
    return frozenset(SpellChecker().word_frequency.dictionary)


def is_spelled_right(word: str) -> bool:
    """True for a folded word of English, or one by which people call themselves."""
    return word in IDENTITY_WORDS or word in english_words()


def is_no_place(typed: str) -> bool:
    """True if the text typed for a place is obviously none, so that no similar town is suggested."""
    typed_words = plain(typed).split()
    without_states = [word for word in typed_words if word.upper() not in v.State.values]
    names_no_state = without_states == typed_words
    return asks_for_help(typed) or all(
        word in IDENTITY_WORDS or (names_no_state and word in english_words()) for word in without_states
    )


def correct_spelling(query: TextQuery, known: Set[str]) -> str | None:
    """The search words with misspellings corrected; None where there are none.

    known  words of names, towns and people of the directory, folded

    None as well for words that ask for help, and beside a word by which people call themselves.
    """
    typed_words = plain(query.typed).split()
    if IDENTITY_WORDS.intersection(typed_words) or asks_for_help(query.typed):
        return None
    candidates = spelling_candidates() | known
    corrected = [_nearest(word, candidates) for word in typed_words]
    return " ".join(corrected) if corrected != typed_words else None


def _nearest(word, candidates):
    """The candidate one edit away (two in a long word) from a word that is not spelled right, or the word."""
    if word in candidates or len(word) < 4 or not word.isalpha():
        return word
    edits = 1 if len(word) < 7 else 2
    similar = [other for other in candidates if other[0] == word[0] and abs(len(other) - len(word)) <= edits]
    best = process.extractOne(word, sorted(similar), scorer=OSA.distance, score_cutoff=edits)
    return best[0] if best and not is_spelled_right(word) else word
