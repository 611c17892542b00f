"""PostgreSQL's full-text search of the listings: queries made of folded words.

The search text of a listing has four weights (publishing/search_text.py): A its names, B place and people,
C labels and synonyms of what it states, D what it wrote itself.
"""

from collections.abc import Sequence
from functools import cache

from django.contrib.postgres.search import SearchQuery

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.facts.synonyms import IDENTITY_WORDS, SYNONYMS
from directory.folding import fold

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
NUMBERED = {"hour", "hours", "minute", "minutes"}  # words with a number before them: "150 hours"


def all_words(terms: Sequence[str], weights: str = "", *, is_prefix: bool = False) -> SearchQuery | None:
    """A SearchQuery for all of the terms; None for stop words alone, which no text vector holds.

    terms      folded words: letters and digits, so that none needs an escape
    weights    letters of the weights searched; "" for all
    is_prefix  True if the last term may be the beginning of a word
    """
    if not terms or STOP_WORDS.issuperset(terms):
        return None
    lexemes = [f"{word}:{weights}" if weights else word for word in terms]
    if is_prefix:
        lexemes[-1] = f"{terms[-1]}:*{weights}"
    return search_query(" & ".join(_join_numbers(lexemes)))


def search_query(expression: str) -> SearchQuery:
    return SearchQuery(expression, config="english", search_type="raw")


def may_go_on(word: str) -> bool:
    """True if a folded word at the end of a text may be the beginning of a longer one: "harb" finds Harbor.

    False for a word of a label or synonym, or one by which people call themselves: "trans" does not find
    "transport".
    """
    return word not in label_words() and word not in IDENTITY_WORDS


def _join_numbers(lexemes):
    """`["150", "hours", "kap"]` → `["150 <-> hours", "kap"]`: the number of hours must stand before them."""
    joined = []
    for lexeme in lexemes:
        if joined and joined[-1].partition(":")[0].isdecimal() and lexeme.partition(":")[0] in NUMBERED:
            joined[-1] = f"{joined[-1]} <-> {lexeme}"
        else:
            joined.append(lexeme)
    return joined


@cache
def label_words() -> frozenset[str]:
    """Folded words of labels and synonyms."""
    texts = [synonyms for codes in SYNONYMS.values() for synonyms in codes.values()]
    texts += [
        str(label)
        for name, statement in STATEMENTS.items()
        if name != "languages"
        for _code, label in statement.choices
    ]
    texts += [str(label) for label in [*v.License.labels, *v.Language.labels]]
    return frozenset(word for text in texts for word in fold(text).split())
