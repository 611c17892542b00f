"""Divides a text into sentences whose characters are plain enough for the patterns of overclaims."""

import re

from directory.folding import normalize_unicode

# Not after the S. of U.S., nor after “No.” before a number.
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b[Nn]o\.)\s+|[\r\n]+|\s*[•·▪|]\s*")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
PLAIN = INVISIBLE | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013"), "-") | {ord("’"): "'"}
ASKED = re.compile(
    r"^\W*(?:(?:and|but|so|or),? )?(?:is|are|am|was|does|do|can|could|will|would|should|has|have)\b.*\?$",
    re.IGNORECASE,
)
YES = re.compile(
    r"^\W*(?:yes|yep|absolutely|of course|certainly|definitely|it (?:is|does|can|will)\b)", re.IGNORECASE
)
NO = re.compile(r"^\W*(?:no|not|never|nobody|nothing|none)\b", re.IGNORECASE)


def readable_sentences(text: str) -> list[str]:
    """The sentences of a text, with plain hyphens and apostrophes and one space between words.

    A question that the clinic asks on behalf of its patients claims nothing, so it is left out: “Is it
    addictive?”, “A cure? No.” It stays if the answer is yes.
    """
    readable = normalize_unicode(text, "NFKC").translate(PLAIN)
    sentences = [" ".join(one.split()) for one in SENTENCE_END.split(readable)]
    answers = [*sentences[1:], ""]
    return [one for one, answer in zip(sentences, answers, strict=True) if not _is_open_question(one, answer)]


def _is_open_question(sentence, answer):
    if not sentence.endswith("?"):
        return False
    return bool(NO.match(answer) or (ASKED.match(sentence) and not YES.match(answer)))
