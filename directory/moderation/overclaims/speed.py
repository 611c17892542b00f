"""Finds promises of speed: an improvement beside a short time, such as “relief within hours”."""

import re
from collections.abc import Iterator

from directory.moderation.overclaims.denials import is_conditional
from directory.moderation.overclaims.patterns import any_of, compile_phrases

NUMBER = any_of(r"\d+(?:-\d+)? an? one two three four five six ten twelve twenty thirty forty sixty the")
BARELY = any_of(
    "just only even about as_little_as as_few_as less_than under mere a_mere a_few several"
    " a_couple_of a_matter_of"
)
DOSE = r"(?:\w+ )?(?:session|infusion|treatment|dose|visit|shot|injection|lozenge)s?"
TIME = (
    rf"(?:(?:(?:with)?in|after|as (?:soon|early|fast|quickly) as|in as little as)(?: {BARELY})?"
    rf"(?: {NUMBER})?(?: (?:to|or) {NUMBER})?(?: short)? (?:minutes?|hours?|days?)"
    rf"|(?:after|from|with|in|by)(?: {BARELY})?"
    rf" (?:one|1|a single|(?:the|your|their|his|her|my) (?:(?:very )?first|second|third)) {DOSE}"
    r"|right away|immediately|instantly|overnight|tomorrow"
    r"|(?:on )?the (?:very )?same day|(?:starting |from )?today"
    r"|by the next (?:day|morning)|before (?:you|they) (?:even )?leave)"
)
SYMPTOM = any_of(
    "depression symptoms? pain anxiety mood fog darkness thoughts? cloud trauma suicidal_thoughts"
)
LIFTS = any_of(
    "lifts? lifted eases? eased fades? faded disappears? melts? vanish\\w* goes_away go_away stops?"
    " is_gone are_gone"
)
IT = any_of(
    "it ketamine esketamine spravato treatments? infusions? shots? lozenges? medicine therapy drug that"
)
BENEFIT = "|".join(
    [
        r"relief(?! from the (?:fee|cost|bill|wait))",
        r"(?:feel|feels|felt|feeling|get|gets|got|getting|is|are|be) (?:\w+ ){0,2}better"
        r"(?! (?:informed|prepared|rested|known|served|able|suited|rates?|prices?|access|care|sleep|"
        r"times?|room)\b)",
        r"(?:feel|feels|felt|feeling) (?:like (?:yourself|themselves)|normal|happy|happier|lighter)",
        r"(?:mood|depression|symptoms?|pain|anxiety|you|they|patients|people)(?: \w+)? improv(?:e|es|ed)|"
        r"improvements?",
        rf"{SYMPTOM} (?:\w+ )?{LIFTS}|lifts? (?:your |the )?(?:mood|depression|fog)",
        rf"{IT} (?:\w+ )?works?|(?:goes|go|gets) to work|acts|kicks in",
        r"(?:results?|relief) (?:that )?you(?: can| will|'ll) (?:see|feel|notice)",
        r"(?:see|sees|saw|notice|notices|noticed|feel|feels|experience|report) (?:\w+ ){0,2}"
        r"(?:results?|differences?|benefits?|effects?|changes?|shifts?)",
        r"(?:effects?|relief|benefits?|changes?) (?:is|are|can be) (?:\w+ )?(?:felt|noticed|seen)",
        r"antidepressant (?:effects?|response)|lasting results|real results|recover(?:y|ed)?|healing|"
        r"remission",
    ]
)
BETWEEN = r"(?P<between>(?: [\w'%/-]+){0,5}?)"
PATTERNS = [
    compile_phrases([rf"(?:{BENEFIT}){BETWEEN} {TIME}"]),
    compile_phrases([rf"{TIME},?{BETWEEN} (?:{BENEFIT})"]),
]
# What wears off within hours is no benefit.
WEARS_OFF = compile_phrases(
    [
        r"nausea|dizz\w+|side ?effects?|sleep\w*|drows\w+|blood pressure|headaches?|unstead\w+|blurr\w+|"
        r"vomit\w*",
        r"grogg\w+|tired\w*|effects of the (?:dose|drug|medicine)|wears? off|labs?|tests?",
    ]
)
SOME_BUT_NOT_ALL = re.compile(
    r"\b(?:some|a few)\b[^.]{0,80}\b(?:others?|many|most)\b[^.]{0,60}"
    r"(?:\b(?:not|no|never|nothing|longer|later|weeks)\b|n't\b)",
    re.IGNORECASE,
)
ASKED = re.compile(r"\b(?:if|whether|until|unless|ask\w*|how|what|no|not|call|tell)\b|n't\b", re.IGNORECASE)


def find_speed(sentence: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each promise of speed in a readable sentence."""
    if SOME_BUT_NOT_ALL.search(sentence):
        return
    for pattern in PATTERNS:
        for match in pattern.finditer(sentence):
            start, end = match.span()
            is_asked = ASKED.search(match["between"]) or is_conditional(sentence, start)
            if not is_asked and not WEARS_OFF.search(sentence[max(0, start - 60) : end]):
                yield start, end
