"""Words that name a route or an insurer: typed together, one offering must have both.

"Shot Aetna" does not find a clinic that takes Aetna for Spravato and gives shots for cash.
"""

from functools import cache

from directory.facts import vocabulary as v
from directory.facts.facets import FACETS
from directory.facts.synonyms import SYNONYMS
from directory.folding import fold

# Facet → its subject; words of one subject are alternatives ("IV or Spravato").
SUBJECTS = {"route": "route", "insurer": "insurer", "insurance": "insurer"}
# Options of the facet "insurance" that name an insurer.
NAMED_INSURANCE = (v.Insurance.MEDICARE, v.Insurance.MEDICAID, v.Insurance.TRICARE_VA)
# Words of these labels that say nothing alone.
COMMON = frozenset(
    """
    the a an of or into under and another all insurer insurers care community health veteran military
    """.split()  # noqa: SIM905
)


def keys_by_subject(words: tuple[str, ...], keys: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Subject → the keys that typed words name: {"route": ["route:im"], "insurer": ["insurer:aetna"]}.

    words  folded
    keys   keys of the index that other words were read as
    """
    named = [
        key
        for word in words
        for key in offered_words().get(word) or offered_words().get(word.removesuffix("s"), ())
    ]
    subjects = {}
    for key in [*named, *keys]:
        facet, _, code = key.partition(":")
        if facet in SUBJECTS and (facet != "insurance" or code in NAMED_INSURANCE):
            subjects.setdefault(SUBJECTS[facet], []).append(key)
    return subjects


@cache
def offered_words() -> dict[str, tuple[str, ...]]:
    """Folded word → keys: {"shot": ("route:im", "route:sc"), "aetna": ("insurer:aetna",), …}."""
    words = {}
    for name in SUBJECTS:
        facet = FACETS[name]
        for code, label in facet.labels.items():
            if code == v.NOT_STATED or (name == "insurance" and code not in NAMED_INSURANCE):
                continue
            text = f"{label} {SYNONYMS.get(facet.statement, {}).get(code, '')}"
            for word in set(fold(text).split()) - COMMON:
                words.setdefault(word, []).append(f"{name}:{code}")
    return {word: tuple(keys) for word, keys in words.items()}
