"""Whether words typed ask for help at once. Pure: nothing of what was typed is kept or told to anyone.

Better the help box once too often than once too seldom. It stays away only from what is plainly something
else: a name (“Diego Overton”), German, a clinic's “crisis-trained team”, 988 in a phone number.
"""

import re
import unicodedata

_NOT = r"(?:don t|dont|do not|do nt|doesnt|does not|didnt|did not|not|never|no longer)"
_WANT = (
    r"(?:want|wants|wanted|wnat|wan|wanna|wish|wishes|need|going|gonna|ready|like|plan|planning|try|tried"
    r"|trying)"
)
_SELF = r"(?:my ?self|me ?self|herself|himself|themsel(?:f|ves)|yourself|ourselves)"
_WHOSE = r"(?:my|my own|their|their own|her|her own|his|his own)"
_LONGER = r"(?:any ?more|any longer|no more)"
_HURT = (
    r"(?:kill|kills|killed|killing|kil|kiling|harm|harms|harmed|harming|hurt|hurts|hurting|cut|cuts"
    r"|cutting|burn|burning"
    r"|hang|hanging|shoot|shooting|drown|drowning|stab|stabbing|poison|poisoning|off|offing|end|ending"
    r"|od|injure|injuring)"
)
# A number of 988 or 911 in a phone number or before a street is only a number.
_A_STREET = (
    r"(?: [a-z0-9]+){1,4} (?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|way|ct|hwy|highway|pkwy"
    r"|pike)\b"
)

# Regular expressions in the grammar that Python and JavaScript share, for text as bare() makes it. A page
# that asks on the device makes it so:
#   text.replace(new RegExp(APOSTROPHES, "g"), "").normalize("NFKD").toLowerCase()
#       .replace(new RegExp(UNSEEN, "g"), "").replace(/[^a-z0-9]+/g, " ").trim()
APOSTROPHES = r"['`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\uff07]"
UNSEEN = r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]"
PATTERNS = (
    # the word itself, as it is typed in a hurry
    r"\b(?:suici|suicd|sucid|succid|sucic|siucid|siuicid|scuicid|suisid|suside|susid|sueicid|suicud"
    r"|suocid)[a-z]*",
    r"\b(?:suacid|suecid|souicid|suiced|suicied|suidic|sui cid|unaliv|selfharm)[a-z]*",
    r"\b(?:suicde?|sucude|suidal|suiside|uicide|uicidal|ideations?|(?<![0-9] )kms)\b",
    # to die
    rf"\b{_WANT} (?:too? |2 )?(?:just )?(?:be dead|die|dying|dieing|go die|disappear forever)\b",
    r"\b(?:let me|help me|i should|i will|ill|i might|i could|please|how to|ways? to) (?:just )?(?:die"
    r"|be dead|kill)\b",
    r"\b(?:want|wish|wishes|wished) (?:that )?(?:i|im|he|she|they) (?:was|were|am|is|be) dead\b"
    r"|\b(?:live or die|if i died?)\b",
    r"\bwish i (?:wasnt|werent|was not|were not|was never|were never|had never been|hadnt been) (?:born"
    r"|alive|here)\b",
    r"\b(?:better off|rather be|as good as) dead\b|\bbetter (?:off )?without me\b"
    r"|\bim (?:just )?a burden\b",
    rf"\b{_NOT} (?:really |even |ever )?(?:want|wanna|wish|feel like|see a reason|care) ?(?:to )?"
    r"(?:be here|be alive|be on this (?:earth|planet)|live|living|exist|existing|wake up|go on"
    r"|keep going|keep living"
    rf"|be around|do this {_LONGER})\b",
    rf"\bnever (?:want to )?wake up\b|\bnot wake up {_LONGER}\b|\b(?:no|any) reason to (?:live|go on"
    rf"|be alive)\b",
    r"\bnothing to live for\b|\b(?:tired|sick) of (?:living|life|being alive|existing)\b",
    r"\blife (?:is )?(?:isnt|not|aint) worth\b|\bnot worth living\b|\bhate (?:my life|being alive)\b",
    # to end it
    rf"\b(?:end|ends|ended|ending|take|takes|taking|took) {_WHOSE} (?:own )?(?:life|lives)\b",
    r"\b(?:end|ending) (?:it all|everything|my pain|my suffering|it tonight|it now|it today|it)\b",
    rf"\b{_HURT} {_SELF}\b|\bkill me\b|\b(?:kill|killing|hurt|harm) (?:him|her|them|someone|somebody"
    rf"|everyone)\b",
    r"\bself ?(?:harm|harming|harmed|injury|injuries|injuring|injure|mutilation|hurt)\b",
    r"\bjump(?:ing)? (?:off|from) (?:a|the) (?:bridge|roof|building|balcony)\b|\bslit (?:my|her|his"
    r"|their) wrists?\b",
    # too much taken
    r"\bover ?dos(?:e|es|ed|ing)\b|\bi oded\b|\bi od\b|\bod(?:ed|ing)? on\b",
    r"\b(?:took|taken|take|taking|swallowed|ate) (?:way |far )?(?:too|to) (?:much|many)\b"
    r"(?! (?:time|money|work|effort|hours|days|weeks|sessions|visits|long))",
    r"\b(?:took|taken|swallowed) (?:all|a lot|lots|a bottle|the whole) [a-z ]{0,20}"
    r"(?:pills|meds|medication|medicine|tablets|bottle)\b",
    # cannot bear it
    r"\b(?:cant|can t|cannot|can not|couldnt|could not) (?:just )?(?:go on|keep going|keep living"
    r"|live like this|carry on"
    rf"|live {_LONGER}|take it {_LONGER}|take this {_LONGER}|do this {_LONGER}|do it {_LONGER}"
    rf"|cope {_LONGER}|bear it)\b",
    r"\b(?:give|giving|given) up on (?:life|living)\b|\bi give up\b|\bnot safe (?:with|from"
    r"|around) (?:my ?self|me)\b",
    # asking by name
    r"\bcris[ie]s\b(?! (?:trained|training|certified|experienced))",
    rf"(?<![0-9] )\b(?:988|9 8 8|nine eight eight|911|9 1 1|nine one one)\b(?! [0-9])(?!{_A_STREET})",
    r"\b(?:hot|help) ?lines?\b|^life ?line$|\b(?:in|im in) danger\b|^(?:please )?help(?: me)?(?: now"
    r"| please)?$",
    # Spanish
    r"\b(?:quiero|quisiera|quiere|queria|deseo|ganas de|pienso en|pensando en|voy a|mejor) (?:me )?"
    r"(?:morir(?:me|se)?|matar(?:me|se)?|estar muert[oa]|desaparecer|no despertar)\b",
    r"\b(?:me|se) (?:quiero|quiere|quisiera|queria|quise|voy a|va a) (?:morir|matar|cortar"
    r"|ir de este mundo)\b",
    r"\b(?:matarme|matarse|ahorcarme|colgarme|dispararme|cortarme|lastimarme|envenenarme|autolesi[a-z]*"
    r"|sobredosis)\b",
    r"\b(?:quitar|quitarme|quitarse|quite|terminar|acabar) (?:con )?(?:la|mi|su) (?:propia )?vida\b",
    r"\b(?:acabar|terminar) con todo\b|\bmejor (?:estar )?muert[oa]\b|\bno vale la pena vivir\b"
    r"|\bsin ganas de vivir\b",
    r"\bno (?:quiero|quiere|puedo|deseo|quisiera|tengo ganas de|tengo razones para) (?:ya )?(?:mas )?"
    r"(?:vivir|seguir|existir|estar aqui|estar viv[oa]|despertar)\b|\bno (?:lo )?(?:puedo|aguanto"
    r"|soporto) (?:ya )?mas\b",
    r"\bya no (?:puedo|aguanto|quiero (?:nada|vivir|mas))\b|\b(?:hacerme|hacerse|me hago"
    r"|me hice) (?:dano|mal)\b",
    r"\b(?:tome|tomado|tomo|trague) (?:demasiad[oa]s?|muchas (?:pastillas|pildoras))\b"
    r"|\bestoy en peligro\b",
    r"^(?:necesito )?ayuda(?: por favor)?$|^ayudame$|^ayudenme$|^auxilio$",
)
_ASKS = re.compile("|".join(PATTERNS))


def asks_for_help(text):
    """Whether the help box comes first. `text` is whatever was typed, in a box for words or for a place."""
    return bool(_ASKS.search(bare(text)))


def bare(text):
    """`I don't  WANT to live!` → `i dont want to live`: what PATTERNS are written for."""
    text = unicodedata.normalize("NFKD", re.sub(APOSTROPHES, "", text)).lower()
    return re.sub("[^a-z0-9]+", " ", re.sub(UNSEEN, "", text)).strip()
