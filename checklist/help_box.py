"""Decides whether a page of a notebook begins with the help box: if a text on it asks for help.

Where a person types, help.js shows the box as well, before anything is sent.
"""

from directory.web import crisis, crisis_spelling

MAX_SCANNED_CHARACTERS = 100_000


def needs_help_box(texts):
    """True if one of the texts that a page shows asks for help.

    Reads the first MAX_SCANNED_CHARACTERS of all texts together, which takes a few milliseconds.
    """
    left = MAX_SCANNED_CHARACTERS
    for text in texts:
        if text and crisis.asks_for_help(text[:left]):
            return True
        left -= len(text)
        if left <= 0:
            break
    return False


def device_patterns():
    """The template context of help_template.html: what help.js needs to find the same texts on the device."""
    return {
        "phrases": "|".join(crisis.PATTERNS),
        "apostrophes": crisis_spelling.APOSTROPHES,
        "unseen": crisis_spelling.INVISIBLE,
        "spelled": " ".join(crisis_spelling.SPELLED.split()),
        "others": " ".join(crisis_spelling.NOT_MISSPELLED.split()),
    }
