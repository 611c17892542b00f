"""Words of a crisis as people type them in a hurry: one form of a text, with slips of a letter mended.

checklist/static/checklist/help.js does the same on a person's device.
"""

import re

from directory import folding
from directory.folding import normalize_unicode


def _escaped(characters: str) -> str:
    """The characters as regular expressions of Python and of JavaScript write them: `\\u0027`."""
    return "".join(f"\\u{ord(one):04x}" for one in characters)


APOSTROPHES = f"[{_escaped(folding.APOSTROPHES)}]"
# With the accents that NFKD takes off their letters.
INVISIBLE = rf"[\u0300-\u036f{_escaped(folding.INVISIBLE)}]"
# Words that are read where one letter is missing, added, wrong, or swapped with the next: "end my lif".
SPELLED = """
    suicide suicidal myself himself herself life live living alive kill killing dead hurt hurting want dont
    cant wanna cutting overdose overdosed overdosing hopeless anymore crisis exist deserve help someone pills
    xanax klonopin tylenol morir matarme morirme vivir vida quiero acabar
"""
# Other words of English and Spanish that are as near to one of those.
NOT_MISSPELLED = """
    aleve alice alike anna ant bead bill billing bills burt butting can cane canna cans canst canta
    cante canto cart cast cat cent chant clive crises crisps cunt curt cuttings dad deaf deal dean
    dear deed dent deserved deserves dill dint dive diving don dona done dong dons donut dost dot
    dread edad exists exit exits fife fill filling fills five font gill gills give giving gutting hart
    head heap hel held hell helm helps hemp hep hill hills hive homeless hrt hunt hunting hurl hurling
    hurst hurtling hurto hurts hut ida ill ills ive jill jive kelp kiel killings kills kiln kilo kilt
    krill kurt lave lead leve lice lie lifer lifes lift like liking lime line lining lire lite lived
    liven liver lives love loving manna matarse mead mill milling mills olive overdoing overdone pant
    piles pill pilla pillo polls pulls putting quiere quieto rant read reserve rife rutting scant
    sexist sill skill someones spills suicida suicides till via viga visa viuda viva vive vivid waft
    wait walt wan wand wang wank wants wart wasnt wast wat went wife will willing wills wont yelp
"""


def normalized(text: str) -> str:
    """The text that PATTERNS match: `I don't  WANT to liv!` → `i dont want to live`."""
    text = normalize_unicode(re.sub(APOSTROPHES, "", text), "NFKD").lower()
    words = re.sub("[^a-z0-9]+", " ", re.sub(INVISIBLE, "", text)).split()
    return " ".join([_CORRECTED.get(word, word) for word in words])


def _corrections() -> dict[str, str]:
    """Misspelled word → the word of SPELLED that it means: the first of those that are as near."""
    corrected: dict[str, str] = {}
    for word in SPELLED.split():
        for at in range(len(word) + 1):
            before, after = word[:at], word[at:]
            slips = [before + letter + rest for letter in _LETTERS for rest in (after, after[1:])]
            for slip in (*slips, before + after[1:], before + after[1:2] + after[:1] + after[2:]):
                corrected.setdefault(slip, word)
    for word in (*SPELLED.split(), *NOT_MISSPELLED.split()):
        corrected.pop(word, None)
    return corrected


_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_CORRECTED = _corrections()
