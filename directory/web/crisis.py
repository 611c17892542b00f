"""Recognize words that ask for help in a crisis. Nothing that is typed is stored, logged or sent.

A needless help box does less harm than a missing one. The patterns exclude only what plainly means something
else: a name (“Diego Overton”), German, a clinic's “crisis-trained team”, 988 in a phone number.
"""

import re

import re2

from directory.folding import normalize_unicode

_NOT = r"(?:don t|dont|do not|do nt|doesnt|does not|didnt|did not|not|never|no longer)"
_WANT = (
    r"(?:want|wants|wanted|wanting|wnat|wan|wanna|wish|wishes|hope|need|going|gonna|ready|like|plan"
    r"|planning"
    r"|try|tried|trying|rather|deserve|should)"
)
_SELF = r"(?:my ?self|me ?self|myslef|mysef|ur ?self|herself|himself|themsel(?:f|ves)|yourself|ourselves)"
_POSSESSIVE = r"(?:my|my own|their|their own|her|her own|his|his own)"
_ANY_MORE = r"(?:any ?more|any longer|no more)"
_HURT = (
    r"(?:kill|kills|killed|killing|kil|kll|k ll|kiling|harm|harms|harmed|harming|hurt|hurts|hurting|cut"
    r"|cuts"
    r"|cutting|burn|burning"
    r"|hang|hanging|shoot|shooting|drown|drowning|stab|stabbing|poison|poisoning|off|offing|end|ending"
    r"|od|injure|injuring|gas|starve|starving|hung|hanged|asphyxiate|suffocate|suffocating|strangle"
    r"|strangling)"
)
_PILLS = r"(?:pills?|tablets?|tabs|caps|capsules|meds|medication|medicine|bottle)"
# Five or more: “took 2 tylenol” is how people treat a headache.
_MANY = (
    r"(?:[5-9]|[1-9][0-9]+|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundred|a hundred|a dozen|dozens)"
)
# What is taken too much of, as people type it.
_DRUG = (
    r"(?:xanax|xans?|xannies|bars|alprazolam|klonopins?|kpins?|clonazepam|ativan|lorazepam|valium"
    r"|diazepam|benzos?|ambien|zolpidem|unisom|melatonin|benadryl|diphenhydramine|hydroxyzine|nyquil"
    r"|tylenols?|acetaminophen|paracetamol|advils?|ibuprofen|motrin|aleve|naproxen|aspirins?|excedrin"
    r"|percocets?|percs?|oxys?|oxycodone|oxycontin|hydrocodone|vicodin|norcos?|morphine|codeine|tramadol"
    r"|fentanyl|methadone|suboxone|heroin|opioids?|painkillers?|sleeping pills|adderall|ritalin|vyvanse"
    r"|wellbutrin|bupropion|prozac|fluoxetine|zoloft|sertraline|lexapro|escitalopram|celexa|citalopram"
    r"|effexor|venlafaxine|cymbalta|duloxetine|paxil|remeron|mirtazapine|trazodone|elavil|amitriptyline"
    r"|nortriptyline|antidepressants?|seroquel|quetiapine|lithium|lamictal|lamotrigine|gabapentin|lyrica"
    r"|pregabalin|propranolol|metoprolol|clonidine|insulin|ketamine|ket|troches?|lozenges?)"
)
# Words after 988 or 911 that make it a street number instead of a call for help.
_STREET = (
    r"(?: [a-z0-9]+){1,4} (?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|way|ct|hwy|highway|pkwy"
    r"|pike)\b"
)

# Regular expressions in the grammar that Python and JavaScript share, for text normalized by normalized().
# Pages that match in the browser normalize with:
#   text.replace(new RegExp(APOSTROPHES, "g"), "").normalize("NFKD").toLowerCase()
#       .replace(new RegExp(INVISIBLE, "g"), "").replace(/[^a-z0-9]+/g, " ").trim()
APOSTROPHES = r"['`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\uff07]"
INVISIBLE = r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]"
PATTERNS = (
    # the word itself, as it is typed in a hurry
    r"\b(?:suici|suicd|sucid|succid|sucic|siucid|siuicid|scuicid|suisid|suside|susid|sueicid|suicud"
    r"|suocid)[a-z]*",
    r"\b(?:suacid|suecid|souicid|suiced|suicied|suidic|sui cid|s icid|su cid|unaliv|selfharm"
    r"|homicid)[a-z]*",
    r"\b(?:sewer ?slide|hopeless|hopelessness|i?wan(?:t|na)(?:to)?die|killmyself|endmylife)\b",
    r"\b(?:sues[iy]de?|(?<!dr )kys|un aliv(?:e|ing)|no future$|no way out$|game over for me)\b",
    r"\b(?:suicde?|sucude|suidal|suiside|uicide|uicidal|ideations?|(?<![0-9] )kms)\b",
    # to die
    rf"\b{_WANT} (?:too? |2 )?(?:just )?"
    r"(?:be dead|die+|dye$|dying|dieing|go die|disappear|sleep forever)\b",
    r"\bdeserves? (?:to be dead|death)\b|\b(?:about|enough) to die\b|\bwants? death\b|\bto kill (?:you|u"
    r"|me)\b"
    r"|\b(?:lethal|fatal|deadly) (?:dos(?:e|es|age)|amount)\b|\b(?:pills|meds|dos[ei]s?|much|many) to die\b"
    r"|\b(?:think|thinking|thoughts?) (?:about|of) (?:my own |my )?(?:dying|death)\b",
    r"\b(?:let me|help me|i should|i will|ill|i might|i could|please|how to|ways? to) (?:just )?(?:die"
    r"|be dead|kill)\b",
    r"\bhope (?:that )?i (?:just )?(?:die|dont wake up|never wake up|do not wake up)\b|\b(?:querer"
    r"|wish i could) (?:die|morir)\b"
    r"|\b(?:want|wish|wishes|wished) (?:that )?(?:i|im|he|she|they) (?:was|were|am|is|be) dead\b"
    r"|\b(?:live or die|if i died?)\b",
    r"\bwish i (?:wasnt|werent|was not|were not|was never|were never|had never been|hadnt been) (?:born"
    r"|alive|here)\b",
    rf"\bwish (?:that )?i (?:could|would) (?:just )?(?:disappear|vanish|die|go to sleep(?! [a-z]+er\b)"
    rf"|never wake up)\b"
    rf"|\bwish (?:that )?i (?:didnt|did not|would not|wouldnt) (?:exist|wake up)\b|\bid never been born\b"
    rf"|\b{_WANT} (?:to )?not (?:exist|be alive|wake up)\b|\bsleep and (?:not|never) wake up\b",
    r"\b(?:better off|rather be|as good as) dead\b|\bbetter (?:off )?(?:without me|if i (?:was"
    r"|were) (?:gone|dead))\b"
    r"|\bim (?:just )?a burden\b",
    rf"\b{_NOT} (?:really |even |ever )?(?:want|wanna|wish|feel like|see a reason|care) ?(?:to |2 )?"
    r"(?:be here|be alive|be on this (?:earth|planet)|live|living|exist|existing|wake up|go on"
    r"|keep going|keep living"
    rf"|be around|do this {_ANY_MORE})\b",
    rf"\bnever (?:want to )?wake up\b|\bnot wake up {_ANY_MORE}\b|\b(?:no|any) reason to (?:live|go on"
    rf"|be alive)\b",
    r"\bnothing (?:left )?to live for\b|\bi have nothing left\b(?! to try)|\b(?:no|lost the|lost my"
    r"|the) will to live\b"
    r"|\b(?:no|any) reasons? (?:for living|to keep going)\b|\b(?:dont|cant|can not|do not) see a future\b"
    r"|\b(?:tired|sick) of (?:living|life|being alive|existing|it all|everything)\b",
    r"\b(?:no|the|a|any) point (?:in|of|to) (?:living|life|being alive|being here|going on|any ?more)\b"
    r"|\bsee (?:the|a|any) point any ?more\b|\bdone (?:living|with (?:this |my )?(?:life|living|everything"
    r"|it all))\b"
    r"|\b(?:whats|what is|theres|there is|there isnt|see) (?:the|no|a|any) point any ?more\b"
    r"|\b(?:im|i am) (?:so |just )?done$|\bgoodbye every(?:one|body)$|\bthis is (?:my )?goodbye$",
    r"\bno ?(?:body|one) (?:would|will|d) (?:miss me|care|notice)\b|\bgoodbye (?:cruel )?world\b",
    r"\b(?:my life|it|this|everything) (?:all )?to (?:end|stop|be over)\b",
    r"\blife (?:is )?(?:isnt|not|aint) worth\b|\bnot worth living\b|\bhate (?:my life|being alive"
    r"|living(?! (?:in|at|with|near|on)\b))",
    rf"\b{_WANT} (?:to )?(?:just )?(?:be gone|leave this (?:world|earth))\b|\bleave this (?:world|earth)\b"
    r"|\b(?:if|wish) i (?:was|were) (?:dead|gone)\b|^i (?:just )?want out$|\bgoodbye (?:letter|note)\b",
    # to end it
    rf"\b(?:end|ends|ended|ending|take|takes|taking|took) {_POSSESSIVE} (?:own )?(?:life|lives)\b",
    r"\b(?:end|ending) (?:it all|everything|things|my pain|my suffering|it|the pain forever)\b(?! early)"
    r"|^(?:please )?make it (?:all )?stop\b",
    rf"\b{_HURT} {_SELF}\b|\bkill me\b|\b(?:kill|killing|hurt|harm) (?:him|her|them|people|someone|somebody"
    rf"|everyone)\b",
    r"\bself ?(?:harm|harming|harmed|injury|injuries|injuring|injure|mutilat[a-z]*|hurt)\b",
    r"\bkill (?:my|our) (?:wife|husband|partner|ex|kids?|child|children|baby|son|daughter|mom|mother|dad"
    r"|father"
    r"|parents|family|boss|neighbors?|girlfriend|boyfriend)\b",
    r"\bjump(?:ing)? (?:off|from) (?:(?:a|the|my) )?(?:bridge|roof|building|balcony)\b"
    r"|\bjump(?:ing)? in front of\b"
    r"|\b(?:slit|slitting|cut|cutting) (?:my |her |his |their )?wrists?\b|\bgun to my head\b"
    r"|\b(?:i have|have|loaded|got) a (?:loaded )?gun$|^loaded gun$|\bnooses?\b|\brope around my neck\b"
    r"|\b(?:on the ledge|standing on (?:a|the) (?:bridge|roof|ledge))\b|\bim bleeding\b"
    r"|\bdrive (?:my car )?(?:off (?:a|the) (?:bridge|cliff)|into (?:a|the) (?:tree|wall|lake|river))\b"
    r"|^cutting$|\b(?:ive|i have|hes|shes|has|have) been cutting(?: again)?$|\bcutting again\b"
    r"|\bwant to cut\b(?! (?:back|down|costs?))",
    # too much taken; “OD'd” loses its apostrophe
    r"^odd$|\b(?:i|ive|he|hes|she|shes|they|we) odd\b|\b(?:have|has|had|just|almost|nearly|once|son"
    r"|daughter|friend|husband|wife|partner|brother|sister|mom|dad) odd$"
    r"|\bodd (?:on|again|today|tonight|yesterday|last (?:night|week|month|year))\b",
    rf"\b(?:took|taken|take|taking|swallowed|ate|popped|downed|did|snorted) (?:[a-z]+ ){{0,2}}{_MANY}"
    rf" (?:of )?(?:my |the |his |her |their |those |these )?(?:{_DRUG}|{_PILLS})\b"
    r"(?! (?:sessions?|infusions?|treatments?|visits?|shots?|injections?|clinics?|programs?)\b)",
    rf"\btoo (?:much|many) (?:of (?:my|the|his|her|their) )?(?:{_DRUG}|k$)",
    rf"\b(?:took|taken|swallowed|drank|downed|popped|ate) (?:all|half|(?:a|the|my|an|his|her) (?:whole|entire"
    rf"|full|half)|(?:a|the) bottle of|a ton of|tons of|loads of) (?:[a-z]+ ){{0,3}}"
    rf"(?:{_DRUG}|{_PILLS}|prescription)\b(?! of (?:water|juice|soda|milk))",
    rf"\b(?:took|swallowed|popped) (?:some |her |his |their |a few )?pills$|\bi have (?:the |my |some )?pills"
    rf" ready\b|\bdowned (?:[a-z]+ ){{0,3}}{_PILLS}\b"
    rf"|\btook (?:someone|somebody) elses (?:[a-z]+ )?(?:{_DRUG}|{_PILLS})\b",
    r"\b(?:took|taken|take) (?:[2-9] ?x|double|triple|twice|(?:[2-9]|two|three|four|five) times) (?:my|the"
    r"|his|her) (?:usual |normal |prescribed )?(?:dose|meds|medicine|medication)\b"
    r"|\b(?:took|taken) (?:way |far |much |a lot )?more than (?:i should|he should|she should|prescribed"
    r"|i was (?:supposed|told)|my (?:usual |normal |prescribed )?dose)\b"
    r"|\bpoison (?:control|help|cent(?:er|re))\b",
    r"\bover ?dos(?:e|es|ed|ing)\b|\boverdo(?:es|ce[ds]?|ze[ds]?)\b"
    r"|\bi od\b|\bod(?:ed|ing)? (?:on|again|today|tonight|last)\b|^od$"
    r"|^oded$|\b(?:i|he|she|they|just|have|has|almost|nearly|son|daughter|friend) oded\b|\bim oding\b",
    r"\b(?:took|taken|take|taking|swallowed|ate) (?:way |far )?(?:too|to) (?:much|many)\b"
    r"(?! (?:time|money|work|effort|hours|days|weeks|months|years|sessions|visits|long|tests|trips|calls"
    r"|appointments|steps|blood|space))",
    r"\bi took (?:(?:some|my|[0-9]+) )?(?:pills|something|xanax|tylenol)$|\btook [0-9]+ (?:pills|tablets)\b"
    r"|\b(?:drank|drink|drinking|swallow|swallowed) (?:bleach|poison|antifreeze|a bottle of pills)\b",
    r"\b(?:took|taken|swallowed) (?:all|a lot|lots|a bottle|a whole|the whole|a bunch|a handful) [a-z ]{0,20}"
    r"(?:pills|meds|medication|medicine|tablets|bottle)\b",
    r"\b(?:too|so) many (?:pills|meds|tablets)\b|\bswallowed (?:[a-z]+ ){0,3}(?:pills|meds|tablets"
    r"|bottle)\b",
    # cannot bear it
    r"\b(?:dont|do not) think i can (?:go on|keep going|live|do this|take (?:it|this)|make it)\b(?! to\b)"
    r"|\bi (?:cant|cannot|can not|can t) do (?:it|this)$|\bnot (?:going to|gonna) make it"
    r"(?: through (?:the |this )?(?:night|day|week))?$",
    rf"\b(?:cant|cannot|can not|can t) (?:take|bear|stand) (?:the|this|my|all this) (?:pain|suffering|life)"
    rf" {_ANY_MORE}\b|\bi (?:cant|cannot|can not|can t) take this$|\bnothing matters {_ANY_MORE}\b",
    r"^(?:theres |there is |i have |i see )?no hope(?: left)?$|\bno hope left\b|\blost all hope\b|\bi lost"
    r" hope\b|\b(?:life|living|everything) (?:is|feels|seems) (?:pointless|meaningless|hopeless"
    r"|unbearable)\b",
    r"\bwhy am i (?:still )?alive\b|\bwhy am i still here\b|^why (?:live|bother living)$|\breasons? to"
    r" (?:live|stay alive|keep living)\b|\bstay alive$|\bnot worth being alive\b"
    r"|\bi (?:shouldnt|should not) (?:be alive|exist|be here$)",
    r"\bwant to (?:just )?end the pain$|\bwant (?:the|my|this) pain to (?:end|stop) (?:forever|for good)\b"
    r"|\bjust want (?:the|my|this) pain to (?:end|stop) forever\b|\bended it all\b|^good ?bye$|\bctb\b"
    r"|\bjoin (?:my|him|her|them)(?: [a-z]+){0,2} in heaven\b|\bbe with my (?:dead|late|deceased)\b",
    # by what means
    r"\b(?:cut|cuts|cutting|slit|slitting|slashed) (?:my|her|his|their) (?:arms?|legs?|thighs?|skin|throat"
    r"|neck|veins)\b|\b(?:passive|active|chronic|acute|reports|endorses|hx of|history of) si\b"
    r"|\bsi hi\b|\bsi with (?:a )?plan\b"
    r"|\b(?:walk|walking|run|running|step|stepping) (?:in front of (?:a|the)|into (?:oncoming )?traffic)\b"
    r"|\bthrow (?:my ?self|himself|herself) (?:off|under|in front of)\b|\bcrash (?:my|the) car on purpose\b"
    r"|\bbleed (?:out$|to death\b)|\b(?:bought|buy|buying|get|getting) a gun$|\bgun (?:in|at) my (?:mouth"
    r"|head)\b|\bblow (?:my|his|her) (?:brains|head)\b|\bshoot (?:my|his|her) head\b",
    r"\b(?:cant|can t|cannot|can not|couldnt|could not) (?:just )?(?:go on"
    r"(?! (?:a|an|any|the|my|this|that|for|vacation|sundays?|mondays?|tuesdays?|wednesdays?|thursdays?"
    r"|fridays?"
    r"|saturdays?|weekdays?|weekends?|evenings?|medicaid|medicare|leave|foot|[0-9]+)\b)|keep going"
    r"|keep living"
    r"|live like this|carry on"
    rf"|live {_ANY_MORE}|take it {_ANY_MORE}|take this {_ANY_MORE}|do this {_ANY_MORE}|do it {_ANY_MORE}"
    rf"|keep doing this"
    rf"|cope {_ANY_MORE}|bear it)\b|\bi (?:cant|can not|cannot|can t) (?:{_ANY_MORE}|take it)$",
    r"\b(?:give|giving|given) up on (?:life|living)\b|\bi give up\b|\bnot safe (?:with|from"
    r"|around) (?:my ?self|me)\b",
    # asking by name
    r"\b(?:cr[iy]s[ie]s|kris[ie]s)\b(?! (?:trained|training|certified|experienced))",
    rf"(?<![0-9] )(?<!suite )(?<!unit )(?<!highway )(?<!hwy )(?<!route )(?<!porsche )"
    r"(?<!apt )(?<!ste )(?<!box )(?<!code )\b(?:988|9 8 8"
    rf""
    rf"|nine eight eight|911|9 1 1|nine one one)\b(?! [0-9])(?!{_STREET})",
    r"\b(?:hot|help) ?lines?\b|\bemergency help\b|^(?:its |this is |im in |in )?an emergency$"
    r"|^life ?line$|\b(?:in|im in) danger\b|^emergency$|\bnot safe at home$|\bnot safe$"
    r"|^(?:please )?(?:some(?:one|body) )?(?:please )?help(?: me)?(?: now| please)?$"
    r"|\bneed (?:help|someone to talk to|somebody to talk to|to talk to (?:someone|somebody))"
    r" (?:now|right now|please|asap|immediately|urgently|tonight|today)\b|^(?:i )?(?:really )?need help$",
    # Spanish
    rf"\b(?:tome|trague|tomo|tomado) {_MANY} (?:pastillas|pildoras|tabletas)\b|\bmejor me muero\b"
    r"|\b(?:quisiera|quiero|deseo) (?:ya )?no (?:existir|vivir|despertar|estar (?:aqui|viv[oa])|haber"
    r" nacido)\b|\btext(?:o|ar|ear)? ayuda\b|\bayuda al 988\b",
    r"\b(?:(?:qu|k)iero|quisiera|(?:qu|k)iere|queria|deseo|ganas de|pienso en|pensando en|voy a|mejor"
    r"|pref[ie]+r[a-z]+"
    r"|debo|debe|merezco) (?:me )?"
    r"(?:morir(?:me|se)?|matar(?:me|se)?|estar muert[oa]|desaparecer|no despertar|dejar de (?:vivir"
    r"|existir)|dormir (?:y no despertar|para siempre))\b"
    r"|\bojala (?:me |no |ya no )?(?:muriera|muera|despertara|despierte|estuviera (?:muert[oa]|aqui))\b",
    r"\bme (?:ahorco|(?:qu|k)iero ahorcar)\b|\b(?:hij[oa]|ella|el) se corta(?: [a-z]+){0,2}$"
    r"|\b(?:saltar|tirarme|me tiro|lanzarme) (?:de|del|desde) (?:un |el )?(?:puente|edificio|techo|balcon)\b"
    r"|\b(?:irme|me (?:qu|k)iero ir) de este mundo\b|\bacabar con (?:esto|todo esto)\b"
    r"|\b(?:(?:qu|k)iero|deseo) que todo (?:termine|acabe|se acabe)\b|\b(?:estarian|seria) mejor (?:sin mi"
    r"|si no existiera)\b|\bno merezco vivir\b|^no hay (?:salida|esperanza)$|\b(?:perdi las"
    r"|sin) ganas de (?:vivir"
    r"|seguir)\b|\b(?:ya )?no tengo esperanzas?$|^ya no hay nada$|\btelefono de la esperanza\b"
    r"|\b(?:tome|trague|bebi) (?:veneno|cloro)\b|\b(?:un|el) frasco de pastillas\b"
    r"|\bnecesito hablar con alguien (?:ya|ahora|urgente)\b",
    r"\b(?:me|se) (?:(?:qu|k)iero|(?:qu|k)iere|quisiera|queria|quise|voy a|va a) (?:morir|matar|cortar"
    r"|lastimar"
    r"|suicidar"
    r"|ir de este mundo)\b",
    r"\bpensamientos de muerte\b|\bpienso en la muerte\b|\bme (?:corto|lastimo)\b|\bme mato\b"
    r"|\bme (?:estoy cortando|corte las venas)\b"
    r"|\bprefiero (?:morir"
    r"|estar muert[oa])",
    r"\b(?:morirme|matarme|matarse|ahorcarme|colgarme|dispararme|cortarme|lastimarme|envenenarme"
    r"|autolesi[a-z]*"
    r"|sobredosis)\b",
    r"\b(?:quitar|quitarme|quitarse|quite|terminar|acabar) (?:con )?(?:la|mi|su) (?:propia )?vida\b",
    r"\b(?:acabar|terminar) con todo\b|\bmejor (?:estar )?muert[oa]\b|\bno vale la pena vivir\b"
    r"|\bsin (?:ganas de|razon para|razones para) vivir\b|\bla vida no (?:tiene sentido|vale)\b"
    r"|\bno le (?:veo|encuentro) sentido a (?:la|mi) vida\b|\b(?:cansad|hart)[oa] de (?:vivir|la vida"
    r"|mi vida)\b"
    r"|\bsin esperanzas?$|\bnadie me (?:extranaria|va a extranar)\b|\bsoy una carga\b",
    r"\bno (?:quiero|quiere|puedo|deseo|quisiera|tengo ganas de|tengo razones para) (?:ya )?(?:mas )?"
    r"(?:vivir|seguir|existir|estar aqui|estar viv[oa]|despertar)\b|\bno (?:lo )?(?:puedo|aguanto"
    r"|soporto) (?:ya )?mas\b",
    r"\bya no (?:puedo(?! [a-z]+[aei]r\b)|aguanto|quiero (?:nada|vivir|mas))\b|\bya no quiero$"
    r"|\bya no puedo (?:seguir|vivir)\b|\b(?:hacerme|hacerse|me hago"
    r"|me hice|me quiero hacer|me voy a hacer) (?:dano|mal)\b",
    r"\b(?:tome|tomado|tomar|tomo|trague) (?:demasiad[oa]s?(?! (?:tiempo|trabajo|dinero|citas|horas|dias"
    r"|meses))"
    r"|(?:muchas|todas las|todas mis|un monton de) (?:pastillas|pildoras))\b|\bpa(?:stillas"
    r"|ra) (?:para )?morir(?:me)?\b"
    r"|\bestoy en peligro\b",
    r"^(?:necesito )?ayuda(?: por favor| ya| ahora| urgente)*$|^ayud[ae]n?me(?: por favor)?$|^auxilio$"
    r"|^(?:es una )?emergencia$|\blinea de (?:ayuda|crisis|suicidio)\b",
)
# Each pattern begins at the beginning of a word, so nothing is tried inside of one.
_PATTERN = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(PATTERNS)})")
# Suicidal ideation as doctors write it alone, in capitals: "si" is a word of Spanish.
_SHORTHAND = re.compile(r"\W*SI\W*")


def asks_for_help(text: str) -> bool:
    """True if words typed, for a search or a place, ask for help: the page then shows the help box first."""
    plain = normalized(text)
    return bool((_LOOSE.search(plain) and _PATTERN.search(plain)) or _SHORTHAND.fullmatch(text))


def _without_lookarounds(pattern: str) -> str:
    """The pattern without what it says of the text around a match: it matches that and more."""
    kept, depth = [], 0  # depth: of the parentheses inside a group that is left out
    for piece in re.findall(r"\\.|\(\?<?[!=]|\(|\)|[^\\()]+", pattern):
        is_group = piece.startswith("(")
        if depth or (is_group and piece.endswith(("!", "="))):
            depth += is_group - (piece == ")")
        else:
            kept.append(piece)
    return "".join(kept)


# A text is searched once for all patterns together, by a library that has no lookaround, in a thousandth of
# the time of `re`. Only a text in which it finds something is searched for the patterns as they are.
_LOOSE = re2.compile("|".join(_without_lookarounds(pattern) for pattern in PATTERNS))


def normalized(text: str) -> str:
    """The text that PATTERNS match: `I don't  WANT to live!` → `i dont want to live`."""
    text = normalize_unicode(re.sub(APOSTROPHES, "", text), "NFKD").lower()
    return re.sub("[^a-z0-9]+", " ", re.sub(INVISIBLE, "", text)).strip()
