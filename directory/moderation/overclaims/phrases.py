"""The phrases that claim too much, by kind, as `compile_phrases` takes them."""

from directory.moderation.overclaims.patterns import any_of

SYMPTOM = any_of(
    "depression depressive_symptoms anxiety pain ptsd trauma symptoms? suffering suicidal_thoughts? cravings?"
)
BENEFIT = any_of("relief results improvements? recovery healing remission freedom")
TREATMENT = any_of(
    "treatments? therap(?:y|ies) medicines? medications? drugs? antidepressants? ssris? pills?"
    " opioids? options? routes? methods? infusions? injections? shots? lozenges? ect tms spravato"
    " esketamine ketamine iv im placebo"
)
PROVIDER = any_of(
    "clinics? cent(?:er|re)s? providers? practices? doctors? physicians? experts? specialists? teams?"
    " programs?"
)
CARE = rf"(?:care|results?|outcomes?|{TREATMENT}|{PROVIDER})"
BRAIN = any_of(
    "brain_chemistry brain_cells? brain mind (?:neural_|old_)?pathways? neural_networks? nervous_system"
    " neurons? synapses neurotransmitters?"
)
IT = any_of("ketamine esketamine spravato it treatments? infusions? therapy this medicine drug")
TO_DO_WITH_MONEY = r" from the (?:fee|cost|bill)"
STRONGLY = any_of(
    "very highly extremely incredibly remarkably exceptionally amazingly unbelievably dramatically"
    " extraordinarily exceedingly profoundly supremely unusually wonderfully truly uniquely super so"
)
FULLY = any_of(
    f"completely totally entirely perfectly absolutely fully inherently undeniably really always"
    f" proven proven_to_be 100_?% 100_percent {STRONGLY}"
)
FAST = r"(?:rapid|fast|quick|immediate|instant|swift|speedy|same day|overnight)(?: acting)?"
QUICKLY = any_of("fast quickly rapidly right_away immediately instantly overnight same_day now")
NO = any_of("no zero without")
# What a clinic can keep: “we guarantee a reply within a day”.
KEPT = any_of(
    "prices? rates? spots? slots? seats? places? appointments? reservations? reply replies answers?"
    " call_?backs? privacy confidential\\w* law income"
)
STRONG_RELIEF = any_of(
    "lasting long_lasting permanent durable unmatched total complete amazing incredible remarkable"
    " astonishing dramatic profound proven life_changing"
)

RESULT = [
    r"(?:proven )?cur(?:e|es|ed|ing|ative)",
    r"(?<!price )(?<!rate )(?<!(?:spot|slot|seat) is )(?<!(?:price|place) is )(?<!appointment is )"
    rf"guarant(?:ee|ees|eed|eeing)(?! (?:(?:a|an|the|your|our|by) )?(?:fixed |flat )?{KEPT}\b)",
    r"break ?throughs?(?! (?:pain|bleeding|seizures?|(?:therapy )?designation))",
    r"mirac(?:le|les|ulous|ulously)|wonder drug|magic bullet|silver bullet|new lease on life",
    rf"promis(?:e|es|ed|ing) (?:you |our patients )?(?:[\w-]+ ){{0,2}}?(?:{BENEFIT}|that you(?:'ll| will))",
    r"life (?:changing|altering|transforming)|game chang(?:er|ers|ing)|transformative",
    r"revolution(?:ary|ize|izes|izing|ized)?",
    r"(?:sav(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|transform(?:s|ed|ing)?)"
    r" (?:(?:your|my|their|people's|our patients'|patients') li(?:fe|ves)|(?:\w+ ){0,2}lives)",
    r"(?:get|take|give|gives|gave)(?: (?:you|me|them|patients|people))? (?:your|my|their) li(?:fe|ves) back",
    r"(?:get|take|give|gives|gave) back (?:your|my|their) li(?:fe|ves)",
    r"reclaim(?:s|ed)? (?:your|my|their) li(?:fe|ves)",
    rf"say good ?bye to|good ?bye,? (?:to )?(?:\w+ )?{SYMPTOM}",
    rf"{STRONG_RELIEF}(?: [\w-]+)? {BENEFIT}(?!{TO_DO_WITH_MONEY})",
    rf"(?:long term|real|true) (?:relief|healing|freedom)(?!{TO_DO_WITH_MONEY})",
    r"(?:permanently|forever|for good) (?:free|rid|relieved|healed)",
]
# What will happen to you: a claim, unless it is asked: “we talk about whether it will work for you”.
FORECASTS = [
    r"(?:you will|you'll|you are going to) (?:\w+ )?(?:feel|be|get) (?:\w+ )?"
    r"(?:better|well again|healed|happy|happier|free of|free from|yourself again|relief)"
    r"(?! (?:prepared|informed|rested|able|supported|cared|known|served))",
    rf"(?:you will|you'll) (?:\w+ )?(?:(?:see|find|get|feel|notice|experience|enjoy) (?:\w+ )?"
    rf"(?:{BENEFIT}|a difference)|improve|recover|heal)",
    rf"{IT} (?:will|is going to) (?:\w+ )?(?:work for you|work|heal|cure|fix|help you)"
    r"(?! (?:with|find|get|on|in) )",
    r"(?:relief|results|success|recovery|healing|improvement) (?:is|are) (?:certain|assured|inevitable|sure)",
    r"always (?:works|helps|heals)|never fails?",
    r"(?:sure|certain|bound) to (?:feel|get|be) (?:better|well|healed)",
    r"works? (?:wonders|every time|for every(?:one|body)|like magic|for all)",
    r"(?:deliver|produce)s? (?:\w+ )?results(?! of)",
]
# What happens to the illness.
VICTORIES = [
    rf"(?:ended|cured|healed|fixed|erased) (?:my|their|his|her) {SYMPTOM}",
    rf"(?:wake up|live|living|life|days|future)(?: \w+){{0,2}}? (?:without|free of|free from)"
    rf" (?:\w+ )?{SYMPTOM}",
    r"doesn't stand a chance",
    rf"{SYMPTOM} (?:will|can) (?:be gone|disappear|vanish|go away)",
    rf"(?:will|can|does) (?:eliminate|eradicate|erase|heal|reverse|relieve|end|stop|fix)"
    rf" (?:your |the |all )?(?:[\w-]+ )?{SYMPTOM}",
    rf"(?:eliminat|eradicat|banish|eras|conquer|defeat|beat|revers)(?:e|es|ed|s|ing)?"
    rf" (?:your |the |all |chronic )?(?:[\w-]+ )?{SYMPTOM}",
    r"heal(?:s|ed)? (?:your |the )?(?:depression|trauma|ptsd|anxiety|pain)",
    rf"end(?:s|ing)? (?:your|their|the) (?:[\w-]+ )?{SYMPTOM}",
    rf"end to (?:your |their |all |the )?(?:\w+ )?{SYMPTOM}",
    r"(?:stops?|ends?|silences?|quiets?) (?:your |all |the )?suicidal (?:thoughts?|thinking|ideation)",
    r"(?:depression|anxiety|symptom|ptsd|addiction) free|pain free (?:again|life|living)|live pain free",
    r"freedom from (?:your )?(?:depression|pain|anxiety|ptsd|suffering|addiction|trauma)",
]
RATE = [
    any_of(
        "high higher highest great excellent impressive proven amazing outstanding strong remarkable"
        " incredible"
    )
    + r" (?:\w+ )?(?:success|response|remission|recovery|cure) rates?"
]
COMPARISON = [
    "most "
    + any_of(
        "effective powerful advanced experienced trusted successful innovative promising reliable"
        " potent respected qualified skilled comprehensive efficient proven rapid exciting affordable"
        " efficacious sought_after"
    )
    + "(?:ly)?",
    r"safest(?! (?:to|not|if|when|place|route|path|door|entrance|ride"
    r"|way (?:home|to (?:get|come|go|reach|travel|return)))\b)",
    r"best (?:possible |available |mental health |(?!with|in|for|by|to|through|as|of|on)\w+ )?"
    rf"{CARE}(?! (?:for|that fits|to fit) (?:you|your|each|every|them|him|her)\b)",
    r"(?:the|\w+'s|our) best (?:in|of) (?:town|class|texas|america|"
    r"the (?:city|state|country|nation|region|area|world|valley|west|south|field))|best in class",
    rf"leading (?:\w+ )?{PROVIDER}|(?:industry|world|nation|market) (?:leading|leaders?)",
    r"leaders? in (?:\w+ )?(?:ketamine|treatment|therapy|care|the field)",
    r"(?:premier|foremost|preeminent)(?: [\w-]+)?",
    rf"top (?:rated|ranked|tier|notch|{PROVIDER})|(?:#|no\. ?|number )(?:1|one) (?:in|rated|choice|{CARE})",
    r"world class|second to none|unmatched|unparalleled|unrival(?:l)?ed|unsurpassed|unbeatable",
    r"like no other|bar none|voted (?:the )?(?:best|#1|number one)|award winning"
    r"|five star (?:care|service|clinic)",
    rf"(?:no|isn't a|is not a) better {CARE}",
    rf"(?:fastest|strongest|finest|greatest) (?:acting|(?:\w+ )?{CARE}|{BENEFIT}|"
    r"way to (?:feel|heal|recover|get better|beat|treat))",
    r"highest (?:quality|standards?|levels? of (?:care|safety|training|success)|safety|rated)",
    rf"superior (?:to|results|outcomes|care|{TREATMENT})|superiority|outperform(?:s|ed|ing)?",
    r"(?:(?:far|much|even) )?more (?:effective|powerful|potent)(?:ly)?(?: and \w+)? than",
    r"(?:twice|three times|ten times|\d+ ?x|\d+ times)"
    r" (?:(?:as|more) (?:effective|fast|good|powerful|strong|successful|well)|faster|better|stronger)",
    r"(?:far |much |even )?(?:better|safer|faster|stronger|quicker)"
    r"(?: (?:and|or) \w+)?(?: acting| results)? than"
    rf" (?:\w+ ){{0,3}}?(?:{TREATMENT}|other clinics|others?|anything|any other|most|anyone|anywhere"
    r"|tylenol|aspirin|ibuprofen)",
    r"(?:fewer|less) (?:side effects|risks|addictive|harmful) than|better tolerated than",
    rf"(?:nothing (?:else )?|no other {CARE} )(?:\w+ )?(?:works?|compares?|comes close|is as|acts?|helps?)",
    rf"beats? (?:\w+ )?{TREATMENT}",
    r"most important (?:advance|discovery|development|innovation)",
    r"(?:nobody|no one|no clinic)(?: [\w-]+){0,4}? (?:has|offers|gets|gives|achieves|sees|provides)"
    r" (?:better|higher|faster|more) (?:results|outcomes|rates|care)",
    rf"only (?:\w+ )?{TREATMENT} (?:that|which) (?:\w+ )?(?:works?|helps?)",
    r"(?:results|works?|succeeds?|helps?) (?:when|where) (?:others?|other \w+|everything else|all else)"
    r" (?:have |has |had )?fail(?:s|ed)?",
    r"(?:nobody|no one) (?:else )?(?:does|is|offers|comes|gets) (?:it |any )?(?:better|close)",
    r"works? (?:when|where) (?:nothing|all|every|other|antidepressants?|ssris?|medications?|drugs)"
    r"(?: (?:don't|do not|didn't|did not|cannot|can't))?",
    r"(?:when|where) (?:nothing else|everything else|other treatments|antidepressants|pills|all else)"
    r" (?:has |have |had )?(?:works?|worked|fails?|failed|helps?|helped|does|do)(?: not)?,?"
    r" (?:\w+ ){0,2}?(?:does|do|works?|can|helps?|succeeds)",
]
HARMFUL = any_of(
    "any known serious harmful lasting long_lasting long_term significant real major negative bad"
    " dangerous permanent adverse unpleasant reported noticeable"
)
SAFETY = [
    rf"(?:{NO}|free of|free from|(?:few|little|minimal) (?:or|to) no|few,? if any,?)"
    rf" (?:{HARMFUL} ){{0,4}}(?:side ?effects?|adverse (?:effects|events|reactions))",
    rf"{NO} (?:any )?(?:known )?(?:harmful|lasting|long lasting|long term|negative|adverse|ill)"
    r" (?:effects|damage|consequences|risks?|harm)",
    r"(?:minimal|negligible|nonexistent|hardly any|trivial) side effects?",
    r"side effects? (?:are|is) (?:\w+ )?(?:minimal|negligible|non ?existent|trivial|a myth)",
    r"side effect free|risk free",
    rf"{NO}(?: any)?(?: real| serious)? risks?(?! free)|(?:no|zero) (?:downsides?|complications|dangers?)",
    rf"{FULLY} (?:natural and )?safe(?:ly)?|proven (?:to be )?(?:safe|safety)",
    r"safe(?:,| and|, and) (?:\w+ )?(?:effective|proven|natural)|effective(?:,| and|, and) safe",
    r"safe for (?:everyone|everybody|all|anyone|any age|all ages|every)",
    r"(?:excellent|perfect|outstanding|unmatched|impeccable|spotless|flawless|strong|stellar|100 ?%)"
    r" safety(?: \w+)?",
    r"perfect record|harmless|non ?toxic|100 ?% natural|all natural",
]
ADDICTION = [
    r"(?:(?:is|are|was)n't|not|never|non)"
    r"(?: (?:at all|physically|considered|known to be|habit forming or|an?|even))* ?"
    r"(?:addictive|habit forming)",
    r"nonaddictive|nonhabit ?forming|addiction free",
    rf"{NO}(?: the| any| known)*(?: risk of| danger of| fear of| potential for| chance of)?(?: developing)?"
    r" (?:addiction|dependence|dependency|abuse)"
    r"(?! (?:treatment|services|program|counsel\w*|medicine|history)\b)",
    r"(?:does not|doesn't|will not|won't|cannot|can't|never)"
    r" (?:causes?|leads? to|creates?|becomes?|results? in|gets? you)"
    r" (?:\w+ )?(?:addict\w*|dependen\w*|habit forming)",
    r"(?:cannot|can't|won't|will not) (?:get|become|be) (?:addicted|hooked|dependent)",
]
SPEED = [
    rf"{FAST}(?:,? (?:(?:and|but) )?(?!lab|blood|test|urine|access)[\w-]+){{0,2}}?"
    rf" (?:relief|improvements?|recovery|healing|remission|results)(?!{TO_DO_WITH_MONEY})"
    r"(?! of (?:the|your|our|all) (?:\w+ )?tests?)",
    r"(?:relief|better|well|results|healing|recovery|improvements?),?"
    rf" (?:(?:happens?|comes?|starts?|begins?|arrives?|is) )?(?:\w+ )?{QUICKLY}",
    rf"{IT} (?:\w+ )?works (?:\w+ )?{QUICKLY}",
]
PROVEN_THING = any_of(
    f"science results relief effective\\w* efficacy protocols? success solution outcomes approach {TREATMENT}"
)
PROOF = [
    r"gold standard"
    r"(?! (?:for measuring|measures?|questionnaires?|tests?|scales?|interviews?|instruments?))",
    r"(?:clinically|scientifically|medically|research|science|fully) (?:proven|validated)",
    rf"proven (?:to|by|(?:\w+ )?{PROVEN_THING})",
    r"(?:research|science|studies|study|trials?) (?:has |have )?(?:clearly |now )?prov(?:e|es|ed|en)",
    rf"{STRONGLY} effective",
]
MENDS = any_of(
    "re_?sets? re_?setting re_?wir(?:e|es|ed|ing) re_?boot(?:s|ing)? heal(?:s|ing)? repair(?:s|ing)?"
    " re_?grow(?:s|ing)? re_?build(?:s|ing)? restor(?:e|es|ing) re_?generat(?:e|es|ing) fix(?:es|ing)?"
    " re_?start(?:s|ing)? re_?new(?:s|ing)? unlock(?:s|ing)?"
)
BRAIN_THEORIES = [
    rf"{MENDS} (?:the |your |our |a )?"
    rf"(?:(?:damaged|broken|lost|anxious|depressed|traumatized|tired|whole|human) )?{BRAIN}",
    rf"{MENDS} (?:[\w-]+ ){{0,3}}(?:connections|circuits) (?:in|of) (?:the|your) brain",
    rf"{BRAIN} (?:\w+ ){{0,2}}?{MENDS}(?: itself)?|(?:brain|neural) (?:reset|reboot|rewiring)",
    r"(?:grow(?:s|ing)?|creat(?:e|es|ing)|form(?:s|ing)?|build(?:s|ing)?|sprout(?:s|ing)?) (?:new )?(?:\w+ )?"
    r"(?:neurons|synapses|neural \w+|brain cells|connections in the brain|brain connections)",
    r"(?:growth of )?new (?:(?:neural|brain) (?:connections?|pathways?|cells?|circuits?)|neurons|synapses)",
    rf"reset (?:for|of|to) (?:the|your) (?:[\w-]+ )?{BRAIN}|reset button",
]
# What clinics write in Spanish.
SPANISH = {
    "result": [
        r"cur(?:a|ar|amos|ará) (?:la|el|su|tu) (?:depresión|depresion|ansiedad|dolor|trauma)|milagros[oa]s?",
        r"garantiza(?:mos|do|da|dos|das)(?! (?:su|el|la) (?:precio|cita|lugar|privacidad))",
    ],
    "rate": [r"\d{1,3} ?% de (?:éxito|exito|efectividad)|(?:alta )?tasa de (?:éxito|exito)"],
    "comparison": [
        r"(?:el|la|los|las) mejor(?:es)? (?:tratamientos?|cl[ií]nicas?|opci[oó]n|doctores|terapias?)"
    ],
    "safety": [r"sin efectos secundarios|(?:totalmente|completamente|100 ?%) segur[oa]s?|sin riesgos?"],
    "addiction": [r"no (?:es|son|causa) (?:adictiv[oa]s?|adicci[oó]n)"],
    "speed": [r"(?:alivio|resultados) (?:inmediatos?|instant[aá]neos?|r[aá]pidos?)"],
}

PHRASES = {
    "result": [*RESULT, *VICTORIES],
    "rate": RATE,
    "comparison": COMPARISON,
    "safety": SAFETY,
    "addiction": ADDICTION,
    "speed": SPEED,
    "proof": PROOF,
    "brain": BRAIN_THEORIES,
}
PHRASES = {kind: [*phrases, *SPANISH.get(kind, [])] for kind, phrases in PHRASES.items()}
