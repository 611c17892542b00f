"""Finds promises and claims of FDA approval in text, except in sentences that deny them. No database."""

import re

from directory.folding import normalize_unicode

PROMISE_PATTERN = re.compile(
    r"""
      \b (?:proven\s+)? cur(?:e|es|ed|ing|ative) \b
    | \b guarant(?:ee|ees|eed|eeing) \b
    | \b break-?through s? \b (?! \s+ (?:pain|bleeding|seizures?) )
    | \b mirac(?:le|les|ulous|ulously) \b
    | (?<![\d.,]) 100 \s? (?: % | per \s? cent \b )
    | \b (?:no|zero|without|free\ (?:of|from)) \s+
      (?: (?:any|known|serious|harmful|lasting) \s+ ){0,2} side[ -]?effects? \b
    | \b side[ -]?effect[ -]free \b
    | \b risk[ -]free \b
    | \b (?:no|zero|without) \s+ (?:any\s+)? risks? \b (?! [ -]free )
    """,
    re.IGNORECASE | re.VERBOSE,
)
APPROVAL_PATTERN = re.compile(
    r"""
      \b FDA [\s-]* (?:approved|approval|cleared|clearance) \b
    | \b FDA \s+ has \s+ (?:approved|cleared) \b
    | \b (?:approved|cleared) \s+ by \s+ (?:the\s+)? (?:U\.?S\.?\s+)?
      (?: FDA \b | Food\ and\ Drug\ Administration )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# “not a cure”, “we never promise a cure”: at most four words between, none of them “but”, no comma.
# “Not only” and “not just” deny nothing.
DENIED_BEFORE = re.compile(
    r"""
    (?: \b (?:not (?!\s+(?:only|just|merely)\b) |no|never|neither|nor|nothing|nobody|cannot|without|hardly) \b
      | n['’]t \b )
    (?: \s+ (?!but\b) [\w'’-]+ ){0,4} [\s"“‘'(]* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
DENIED_AFTER = re.compile(
    r"""
    ^ [\s"”’')]* (?: (?:is|are|was|were|be|can|could|do|does|will)\s+(?:not|never)\b
                   | (?:is|are|was|were|ca|could|do|does|wo)n['’]t\b
                   | cannot\b | nothing\b | nobody\b | no\s+one\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\b[A-Z]\.)\s+|[\r\n]+")  # not after the S. of U.S.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013"), "-")
ESKETAMINE = re.compile(r"\b(?:es-?ketamine|spravato)\b", re.IGNORECASE)
KETAMINE = re.compile(r"(?<!es-)\bketamine\b", re.IGNORECASE)


def find_promises(text: str) -> list[str]:
    """The phrases of a text that promise a result, as written, each once: ["cure", "100 %"]."""
    return _assertions(PROMISE_PATTERN, _sentences(text))


def find_approvals(text: str) -> list[str]:
    """The phrases that claim approval by the FDA, except in sentences about esketamine alone."""
    about = [
        sentence
        for sentence in _sentences(text)
        if KETAMINE.search(sentence) or not ESKETAMINE.search(sentence)
    ]
    return _assertions(APPROVAL_PATTERN, about)


def _sentences(text):
    readable = normalize_unicode(text, "NFKC").translate(INVISIBLE).translate(HYPHENS)
    return SENTENCE_END.split(readable)


def _assertions(pattern, sentences):
    """The matches of a pattern that are not denied in their sentence, each once."""
    matches = {}
    for sentence in sentences:
        for match in pattern.finditer(sentence):
            denied = DENIED_BEFORE.search(sentence[: match.start()]) or DENIED_AFTER.search(
                sentence[match.end() :]
            )
            if not denied:
                matches.setdefault(match[0].lower(), " ".join(match[0].split()))
    return list(matches.values())
