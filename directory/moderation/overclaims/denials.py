"""Decides whether a sentence denies what a pattern found in it: “not a cure”, “nobody can promise that …”."""

import re

from directory.moderation.overclaims.patterns import any_of

CHARACTERS_BEFORE = 200  # how far before a phrase its denial may stand; keeps long sentences cheap

# “Not only”, “no doubt”, “no other” and “nothing short of” deny nothing.
NEGATION = (
    r"(?:\b(?:not(?! (?:only|just|merely|to mention)\b)|no(?! (?:other|doubt|matter|wonder|question)\b)|"
    r"never(?! before\b)|neither|nor|nothing(?! (?:else|short|less)\b)|nobody(?! else\b)|none|cannot|"
    r"hardly|rarely|unable to)\b|n't\b)"
)
SPEECH = any_of(
    "promis\\w* guarant\\w* says? saying said claim\\w* knows? tells? predict\\w* calls? offer sell"
    " believe use_words? use_the_words? state prov(?:e|es|ed|en) show\\w* establish\\w* demonstrat\\w*"
    " found mean think pretend assum\\w* imply expect be_sure evidence proof studies data"
)
# The rest of the clause, up to the phrase: no “but”, and no “, we …” that begins a claim of its own.
REST = (
    r"(?:(?: (?!(?:but|yet|because|since|and (?:we|it|our|ketamine))\b)|"
    r", (?!(?:but|yet|because|since|we|it|our|you|instead|still|only)\b))"
    r"[\"“‘'(]*[\w'/%&-]+[\"”’)]*){0,16}"
)
EDGE = r"[ ,:]?[ \"“‘'(]*$"
WARNING = any_of("beware wary be_careful skeptical suspicious myth untrue false wrong misleading")
AVOIDED = any_of("words? saying claims? clinics anyone phrases places terms")
OTHERS = (
    r"(?:anyone|anybody|someone|somebody|whoever|those|clinics|an ad|ads|articles?|a website|websites|"
    r"the internet)(?: who| that| which)?"
)
BEFORE = re.compile(
    "|".join(
        [
            # “not a cure”, “we never promise a cure”: at most four words between, no “but”, no comma.
            rf"{NEGATION}(?: (?!but\b)[\w'-]+){{0,4}}[ \"“‘'(]*$",
            r"\bwithout(?: (?:a|any))?(?: promising| promises of)?(?: an?)? [\"“‘'(]*$",
            # “no clinic can honestly promise you a response rate of …”
            rf"{NEGATION}(?: (?!but\b)[\w'/-]+){{0,5}} {SPEECH}\b{REST}{EDGE}",
            # “be wary of …”, “it is a myth that …”, “we avoid words such as …”
            rf"\b(?<!without )(?<!without a )(?<!no )doubt\w*{REST}{EDGE}",
            rf"\b{WARNING}\b{REST}{EDGE}",
            rf"\bavoid(?:s|ed|ing)? (?:the )?{AVOIDED}\b{REST}{EDGE}",
            # “anyone who promises …”
            rf"\b{OTHERS} (?:promis|guarant|claim|say|said|tell|told|advertis|call)\w*\b{REST}{EDGE}",
            rf"\b{OTHERS}(?: can| will| would)? $",
        ]
    ),
    re.IGNORECASE,
)
AFTER = re.compile(
    r"""
    ^[ "”')]*(?: (?:is|are|was|were|has|have|be|can|could|do|does|will)\ (?:not|never)\b
               | (?:is|are|was|were|ca|could|do|does|wo)n't\b
               | (?:is|are)\ (?:a\ )?(?:myth|false|wrong|untrue|unknown|misleading|impossible|unproven)\b
               | (?:\ [\w'-]+){0,3}?\ (?:is|are)\ (?:not\ (?:yet\ )?|un)
                 (?:known|clear|proven|certain|settled|established)\b
               | cannot\b | nothing\b | nobody\b | no\ one\b )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# “If you do not …”, “we ask whether you …”: nothing is claimed. “If you want relief within hours” claims it.
CONDITION = re.compile(
    r"\b(?:if|whether|unless|until|till|before|when|once|ask(?:s|ed)?|how (?:much|many|far|well|often|soon)|"
    r"(?:about|choose|decide|discuss|find out|know|see|learn) (?:which|what|who))\b"
    r"(?: (?!want|need|look|seek|ready|tired|struggl|suffer|you're\b)[\w'%-]+){0,6}[ \"“‘'(]*$",
    re.IGNORECASE,
)


def is_denied(sentence: str, start: int, end: int) -> bool:
    """True if the sentence denies the phrase sentence[start:end], or says that others claim it."""
    before = sentence[max(0, start - CHARACTERS_BEFORE) : start]
    return bool(BEFORE.search(before) or AFTER.search(sentence[end : end + 40]))


def is_conditional(sentence: str, start: int) -> bool:
    """True if the phrase that begins at `start` depends on an if, a whether or an until."""
    return bool(CONDITION.search(sentence[max(0, start - CHARACTERS_BEFORE) : start]))
