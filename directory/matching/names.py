"""Compares a name that a listing states with a name in a register.

Names are folded (folding.py): “St.” is “SAINT”, “Mt.” is “MOUNT”, accents and apostrophes do not count.

Persons agree if the last names have the same words (“Longworth-Ade”, “LONGWORTH ADE”) and the first name is
the same, an initial of the other, or the register's middle name, by which some people go. Titles (“Dr.”),
credentials behind a comma (“, MD”), middle names and initials do not count. Nicknames do not agree: a person
has to look at “Bob” and “Robert”. “Müller” is MULLER, and MUELLER as well.

Organizations agree if they have the same words in any order, without legal forms (“LLC”, “P.C.”) and “the”,
“of”, “and”; or the same letters without spaces (“O BRIEN”, “OBRIEN”); or if one has all words of the other,
which are at least two and not only words that many clinics bear (“Ketamine Clinic”).
"""

import re

from directory.folding import PLACE_ABBREVIATIONS, fold, normalize_unicode

TITLES = {"dr", "doctor", "mr", "mrs", "ms", "mx", "prof", "rev"}
CREDENTIALS = set(
    """
    jr sr ii iii iv md do mbbs mph phd psyd dnp np fnp pmhnp pmhnpbc fnpbc fnpc fnp agnp aprn arnp cns
    crna crnp dnap pa pac rn ccrn bsn msn msw pharmd lcsw lcswr licsw lisw lmft lpc lpcs lpcc lmhc lac
    cadc bc c r s facp faan fapa dabpn dabam mba ms ma med edd dds esq
    """.split()  # noqa: SIM905
)
LEGAL_FORMS = set(
    "llc pllc inc incorporated corp corporation co company pc pa pllp llp lp ltd plc".split()  # noqa: SIM905
)
DOTTED_ABBREVIATION = re.compile(rf"\b({'|'.join(PLACE_ABBREVIATIONS)})\.", re.IGNORECASE)
# Words in so many names that they identify none.
COMMON_WORDS = set(
    """
    anesthesia associates behavioral care center centers clinic clinics group health healthcare infusion
    infusions institute integrative ketamine medical medicine mental pain practice psychiatric psychiatry
    psychotherapy service services solutions spa therapy treatment treatments wellness
    """.split()  # noqa: SIM905
)
# Abbreviations in registers → the word in full.
ABBREVIATIONS = {"n": "north", "s": "south", "e": "east", "w": "west", "ctr": "center", "ctrs": "centers"}
ABBREVIATIONS |= {
    "centre": "center",
    "assoc": "associates",
    "svc": "service",
    "svcs": "services",
    "grp": "group",
    "hlth": "health",
    "med": "medical",
    "psych": "psychiatric",
    "intl": "international",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
}
LEFT_OUT = re.compile(r"\([^)]*\)|-[A-Z]\b")  # “(she/her)”, and the end of “LPC-S”
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
LONE_LETTERS = re.compile(r"\b[a-z0-9](?: [a-z0-9]\b)+")
STOP_WORDS = LEGAL_FORMS | {"the", "of", "and", "at", "a"}


def same_person(stated: str, *, last: str, first: str, middle: str = "") -> bool:
    """True if a name that a listing states, such as “Dr. Ann Ade, MD” or “Ade, Ann”, is a name in a register.

    last, first, middle   as the register has them; may be empty
    """
    return any(_is_person(one, last, first, middle) for one in _spellings(stated))


def _spellings(stated):
    """The name, and with “ue” for “ü”."""
    stated = normalize_unicode(stated)
    return {stated, stated.translate(UMLAUTS)}


def _is_person(stated, last, first, middle):
    words, lasts, firsts = _person_words(stated), fold(last).split(), fold(first).split()
    size = _last_name_length(words, lasts)
    if not size or not firsts:
        return False
    first_names = words[:-size]
    return bool(first_names) and (
        _first_names_agree(first_names[0], firsts[0])
        or "".join(first_names) == "".join(firsts)  # Mary Ann, MARYANN
        or first_names[0] in (fold(middle).split() if len(first_names[0]) > 1 else [])
    )


def _person_words(stated):
    """The words of a name, the first name first, without titles and credentials."""
    head, comma, tail = LEFT_OUT.sub(" ", stated).partition(",")
    given = fold(_without_dots(tail)).split()
    if comma and given and given[0] not in CREDENTIALS:  # “Last, First”
        head = f"{tail.partition(',')[0]} {head}"
    words = fold(head).split()
    while words and words[0] in TITLES:
        words = words[1:]
    while len(words) > 2 and words[-1] in CREDENTIALS and len(words[-1]) > 1:
        words = words[:-1]
    return words


def _last_name_length(words, lasts):
    """How many words at the end are the last name; 0 if they are not. `vander berg` is `vanderberg`."""
    joined = _joined(lasts)
    return next((size for size in range(1, len(words)) if joined and _joined(words[-size:]) == joined), 0)


def _first_names_agree(one, other):
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) == 1 and longer.startswith(shorter))


def same_organization(stated: str, registered: str) -> bool:
    """True if the organization name of a listing matches the name in a register."""
    return any(_is_organization(one, registered) for one in _spellings(stated))


def _is_organization(stated, registered):
    ours, theirs = _organization_words(stated), _organization_words(registered)
    if not ours or not theirs:
        return False
    fewer, more = sorted((set(ours), set(theirs)), key=len)
    return (
        _joined(ours) == _joined(theirs)
        or fewer == more
        or (len(fewer) >= 2 and fewer <= more and not fewer <= COMMON_WORDS)
    )


def _organization_words(name):
    """The words of a name in full, without legal forms and stop words."""
    words = LONE_LETTERS.sub(lambda found: found[0].replace(" ", ""), fold(_without_dots(name))).split()
    return [ABBREVIATIONS.get(word, word) for word in words if word not in STOP_WORDS]


def _joined(words):
    """`saint john` → `stjohn`, which a register may write, too."""
    joined = "".join(words)
    for short, long in PLACE_ABBREVIATIONS.items():
        joined = joined.replace(long, short)
    return joined


def _without_dots(text):
    """“P.C.” is one word, “St.Brigid” two."""
    return DOTTED_ABBREVIATION.sub(r"\1 ", text).replace(".", "")
