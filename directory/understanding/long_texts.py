"""What narrows in a long text: a story or a letter of referral says much by the way.

Whoever types a few words means each of them. In a text of LONG_TEXT words or more,
- words that are looked up never narrow, but a whole name or what stands in quotation marks;
- a route that somebody has tried narrows nothing;
- what WISHED names narrows only where the same sentence asks for it: a hospital may be where
  somebody works;
- "my insurance" narrows nothing, but an insurer, or "takes insurance", does.
Places, prices, conditions, routes, payers, languages and opening times narrow as they do in a short text.
"""

from collections.abc import Sequence

from directory.understanding.parts import Part
from directory.understanding.tokens import Token

LONG_TEXT = 25  # words
# Facets of which people tell by the way: who treated them, where they work, how long a drive takes.
WISHED = frozenset(
    """
    license specialist board training setting visit_length monitoring stays_with availability referral
    """.split()  # noqa: SIM905
)
WISHED_KEYS = frozenset({"accessibility:low_sensory_room", "attendance:within_call", "format:alone"})
WORDS_OF_CHILDREN = frozenset(
    "child children kid kids youth teen teens teenager teenagers adolescent".split()  # noqa: SIM905
)
WISHES = frozenset(
    """
    want wants wanted need needs needed looking seek seeking prefer prefers must should would like requesting
    require requires wish hoping ideally please which can could offer offers busco buscamos necesito
    necesita necesitamos quiero quiere quisiera prefiero debe
    """.split()  # noqa: SIM905
)
# Behind these a sentence tells why, or what was.
TELLING = frozenset(
    """
    because since when after where until told said says was were had did porque cuando
    """.split()  # noqa: SIM905
)
TRIED = frozenset("tried did used had made makes probe".split())  # noqa: SIM905
# Before "have" and "has" these speak of a clinic: "that has a nurse".
OF_CLINICS = frozenset("that who which must should they you clinic clinics place places".split())  # noqa: SIM905
# What is not held, but in a story of a person is said by the way: "I lost my job", "trials of bupropion".
NOT_ASKED_FOR = frozenset({"job", "study", "company", "distance", "medical_question"})
ENDS = frozenset(".!?;\n")
MANY_PAYERS = 9  # keys of "insurance", of whatever kind


def is_incidental(part: Part, tokens: Sequence[Token], whole_names: set[str]) -> bool:
    """True if a part of a long text is said by the way, and shall not narrow.

    tokens       of the whole text
    whole_names  names of listings, folded, that were found in it whole
    """
    if part.kind in ("text", "name"):
        at = next(at for at, token in enumerate(tokens) if token.start == part.span[0])
        return not tokens[at].is_quoted and " ".join(part.terms) not in whole_names
    if part.kind != "facet" or part.excluded:
        return False
    facets = {key.partition(":")[0] for key in part.keys}
    if facets <= {"insurance", "insurer"} and len(part.keys) >= MANY_PAYERS:
        return len(part.terms) == 1
    if facets == {"route"}:
        return _word_before(part, tokens, WISHES | TRIED) in TRIED
    of_children = part.keys == ("population:adolescents",) and WORDS_OF_CHILDREN.issuperset(part.terms)
    if not (facets <= WISHED or WISHED_KEYS.intersection(part.keys) or of_children):
        return False
    return not _is_wished(part, tokens)


def _is_wished(part, tokens):
    """True if the sentence of a part asks for it before it, and does not tell of something since."""
    return _word_before(part, tokens, WISHES | TELLING) in WISHES


def _word_before(part, tokens, wanted):
    """The last of the wanted words before a part, in its sentence; "" without one. "that has" is a wish."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.start < part.span[0]:
            if token.word in wanted:
                return token.word
            if token.word in ("have", "has") and at and tokens[at - 1].word in OF_CLINICS:
                return "want"
        if token.start <= part.span[0] and token.after and token.after in ENDS:
            break
    return ""
