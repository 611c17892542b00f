"""Finds rates of success: a share or number of people beside an outcome, such as “85% respond”."""

import re
from collections.abc import Iterator

from directory.moderation.overclaims.patterns import any_of, compile_phrases

MAX_WORDS_BETWEEN = 10
MAX_CHARACTERS_BETWEEN = 120

DIGIT = any_of("one two three four five six seven eight nine ten")
TENS = rf"(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: {DIGIT})?"
NUMBER = r"(?<![.,$/])\d{1,3}(?:\.\d+)?"
PERCENT = r"(?: ?%|(?: )?per ?cent\b)"
PEOPLE = any_of(
    "patients? people persons? clients? guests? customers? families adults veterans men women"
    " individuals participants those sufferers lives of_us of_them"
)
SHARE = any_of(
    "almost_all nearly_all virtually_all most"
    " (?:the_|a_)?(?:vast_|overwhelming_|great_|large_)?majority all every half two_thirds"
    " three_quarters a_third one_third a_quarter"
)
MANY = any_of(r"\d[\d,]*\+? hundreds thousands dozens countless many_thousands")
RATE = compile_phrases(
    [
        rf"(?:{NUMBER} ?%? ?(?:-|to|or|and) ?)?{NUMBER}{PERCENT}\+?",
        rf"(?:{TENS} (?:to|or) )?(?:{TENS}|one hundred|a hundred) per ?cent",
        rf"(?<![.,$])(?:\d{{1,2}}|{DIGIT}) (?:out of|in|of) (?:every )?(?:\d{{1,3}}|{DIGIT}|a hundred)",
        rf"{DIGIT} times (?:out of|in) {DIGIT}",
        rf"(?<![.,$/])\d{{1,2}}/\d{{1,2}}(?= (?:of )?(?:our |all )?{PEOPLE})",
        rf"{SHARE}(?: of)?(?: (?:our|the|these|my|those|her|his|all))?(?: [\w-]+)?? {PEOPLE}",
        r"(?:(?:almost|nearly|virtually|practically) )?every(?:one|body)",
        rf"(?P<count>(?<![.,$]){MANY}(?: of)?(?: [\w-]+)?? {PEOPLE})",
    ]
)
MESSAGE = any_of(
    "messages? calls? e-?mails? questions? requests? forms? surveys? letters? referrals? inquir\\w+"
    " complaints? invitations? reports?"
)
QUANTITY = any_of(
    rf"for in up about over roughly around some most nearly almost every them \d+ {DIGIT} thousands"
    rf" hundreds dozens countless"
)
OUTCOME = compile_phrases(
    [
        r"(?:respon(?:d|ds|ded|ders?|ding|ses)|response(?! (?:time|team|within)\b))"
        rf"(?! to (?:[\w'-]+ ){{0,3}}?{MESSAGE}\b)",
        r"success(?:es|ful|fully)?|succeed(?:s|ed)?",
        r"improv(?:e|es|ed|ing|ements?)(?! (?:our|access|the (?:form|site|room|building))\b)",
        r"relie(?:f|ves?|ved|ving)(?! (?:from|of) the (?:fee|cost|bill))",
        r"remissions?|remits?|remitted|recover(?:y|s|ed)?|benefit(?:s|ed)?|heal(?:s|ed|ing)?|cured",
        r"efficacy|effective(?:ness)?",
        r"(?:feel|feels|feeling|felt|get|gets|got|getting|do|did|doing|are|were|become|became)"
        r" (?:\w+ ){0,2}better"
        r"(?! (?:informed|prepared|rested|known|served|able|suited|rates?|prices?|access)\b)",
        rf"(?:works?|worked|help(?:s|ed))(?= {QUANTITY}\b| ?$|[.,;!])",
        r"satisfied|satisfaction|would recommend|recommend us|happier|(?:symptom|pain|depression) free",
        r"(?:get|gets|got|be|become|became|are|were) well",
        r"(?:fewer|less|reduced) (?:symptoms?|depression|anxiety|pain)",
        r"(?:go|goes|come|comes|get|gets) off (?:their|all|your)"
        r" (?:antidepressants?|medications?|medicines?|pills|opioids)",
        r"no longer (?:\w+ )?(?:depressed|suicidal|anxious|in pain|meet)",
        r"(?:positive|good|great|excellent|real|lasting|better) (?:\w+ )?(?:results?|outcomes?|changes?)",
        r"(?:get|got|take|have|had|gave|giving|give) (?:\w+ )?(?:their|your) (?:li(?:fe|ves)) back",
    ]
)
SYMPTOM = any_of(
    "symptoms? depress\\w+ anxiety pain scores? phq(?:-?9)? gad(?:-?7)? madrs suicid\\w+ ptsd"
    " cravings? flashbacks thoughts"
)
FALLS = any_of(
    "reduc\\w+ drop\\w* falls? fell decreas\\w+ lower\\w* cuts? declin\\w+ fewer less shrink\\w*"
    " eas(?:e|es|ed|ing)"
)
REDUCTION = compile_phrases(
    [rf"{FALLS}(?: [\w'-]+){{0,4}}? {SYMPTOM}", rf"{SYMPTOM}(?: [\w'-]+){{0,4}}? {FALLS}"]
)
HALVED = compile_phrases(
    [
        rf"{SYMPTOM}(?: [\w'-]+){{0,4}}? (?:(?:in|by) half|halved)",
        rf"halv(?:e|es|ed) (?:\w+ ){{0,2}}{SYMPTOM}",
    ]
)
NEGATED = re.compile(r"\bnot\b|n't\b")
# Before an outcome: it is absent, partial, asked about or wished for.
NOT_REACHED = re.compile(
    r"(?:\b(?:not|no|never|without|little|less|only(?: \w+)?|partial|nothing|cannot|fail(?:s|ed)? to|hardly)"
    r"(?: \w+){0,2}|n't(?: \w+){0,2}|"
    r"\b(?:if|whether|until|unless|before|when|how|once|needs?|seek|seeks|seeking|wants?|looking|search|"
    r"ask|asks|asked|(?<!find )(?<!found )hopes?)(?: [\w'-]+){0,3}) ?$",
    re.IGNORECASE,
)
# A share of money, of messages or of a drug is no rate of success.
OF_SOMETHING_ELSE = compile_phrases(
    [
        r"off(?! (?:their|all|your)\b)|fees?|prices?|priced|costs?|charges?|discounts?|deposits?|refund\w*",
        r"copays?|co-?insurance|deductibles?|sliding|interest|apr|financ\w+|paid|pays?|payments?|bills?|insur\w+|plans?",
        r"claims?|authoriz\w+|appeals?|messages?|calls?|e-?mails?|letters?|forms?|parking",
        r"lidocaine|saline|dextrose|solution|cream|gel|patch|oxygen|saturation|blood pressure|heart rate",
        r"\$\d[\d,]*",
    ]
)
# “We count a fall of 50% as a response.”
DEFINITION = re.compile(
    r"\b(?:means?|defined?|counts?|counted|we call|called|goal|target|aim)\b", re.IGNORECASE
)
WHO = re.compile(r"\b(?:who|that|whose)(?: [\w'-]+)? ?$", re.IGNORECASE)


def find_rates(sentence: str) -> Iterator[tuple[int, int]]:
    """(start, end) from the rate to its outcome, or back, for each rate of success in a readable sentence."""
    for halved in HALVED.finditer(sentence):
        if _is_of_people(sentence, *halved.span()) and not NEGATED.search(halved[0]):
            yield halved.span()
    outcomes = [match.span() for match in OUTCOME.finditer(sentence)]
    reductions = [match.span() for match in REDUCTION.finditer(sentence)]
    if outcomes or reductions:
        for rate in RATE.finditer(sentence):
            candidates = [*outcomes, *reductions] if _is_percent(rate) else outcomes
            joined = (_join(sentence, rate, outcome) for outcome in candidates)
            yield from [span for span in joined if span][:1]


def _is_percent(rate):
    return rate[0].rstrip("+").endswith(("%", "cent"))


def _join(sentence, rate, outcome):
    """The span of a rate with its outcome; None where they do not belong together."""
    start, end = min(rate.start(), outcome[0]), max(rate.end(), outcome[1])
    between = sentence[min(rate.end(), outcome[1]) : max(rate.start(), outcome[0])]
    if ";" in between or len(between) > MAX_CHARACTERS_BETWEEN or len(between.split()) > MAX_WORDS_BETWEEN:
        return None
    rate_first = rate.start() < outcome[0]
    if rate_first and not _is_percent(rate) and WHO.search(between):
        return None  # “most people who improve come back” does not say how many improve
    if rate["count"] and "," in between:
        return None  # “in a study of 67 people, 37 had some relief”
    before = between if rate_first else sentence[max(0, start - 60) : start]
    is_reached = not NOT_REACHED.search(before) and " no " not in sentence[slice(*outcome)]
    return (start, end) if is_reached and _is_of_people(sentence, start, end) else None


def _is_of_people(sentence, start, end):
    """False if the span is about money, messages or a drug, or says what the clinic counts as a response."""
    if OF_SOMETHING_ELSE.search(_with_words_around(sentence, start, end, words=2)):
        return False
    return not DEFINITION.search(_with_words_around(sentence, start, end, words=5))


def _with_words_around(sentence, start, end, *, words):
    before, after = sentence[max(0, start - 80) : start], sentence[end : end + 80]
    return " ".join([*before.split()[-words:], sentence[start:end], *after.split()[:words]])
