"""Recognize words that ask for help in a crisis. Nothing that is typed is stored, logged or sent.

A needless help box does less harm than a missing one. The patterns exclude only what plainly means something
else: a name (“Diego Overton”), German, a clinic's “crisis-trained team”, 988 in a phone number.
"""

import re

import re2

from directory.web.crisis_spelling import normalized

_NOT = r"(?:don t|dont|do not|do nt|doesnt|does not|didnt|did not|not|never|no longer)"
_WANT = (
    r"(?:i?want|wants|wanted|wanting|wan|i?wanna|wish|wishes|hope|need|going|gonna|ready|like|plan"
    r"|planning"
    r"|try|tried|trying|rather|deserve|should)"
)
# "to", as it is typed in a hurry.
_TO = r"(?:(?:to|too|tp|yo|ti|ro|2) ?)"
_SELF = r"(?:(?:my|me|ur|her|his|him|your|them|their|our) ?sel(?:f|ves))"
_POSSESSIVE = r"(?:my|my own|their|their own|her|her own|his|his own)"
_ANY_MORE = r"(?:any ?more|any longer|no more)"
_HURT = (
    r"(?:kill|kills|killed|killing|k ll|harm|harms|harmed|harming|hurt|hurts|hurting|cut"
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
    r"|pregabalin|propranolol|metoprolol|clonidine|insulin|ketamine|ket|troches?|lozenges?)s?"
)
# Words after 988 or 911 that make it a street number instead of a call for help.
_STREET = (
    r"(?: [a-z0-9]+){1,4} (?:st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|way|ct|hwy|highway|pkwy"
    r"|pike)\b"
)

# Regular expressions in the grammar that Python and JavaScript share, for text normalized by normalized().
# checklist/static/checklist/help.js normalizes in the same way.
PATTERNS = (
    # the word itself, as it is typed in a hurry
    r"\b(?:suici|suicd|sucid|succid|sucic|siucid|siuicid|scuicid|suisid|suside|susid|sueicid|suicud"
    r"|suocid)[a-z]*",
    r"\b(?:suacid|suecid|souicid|suiced|suicied|suidic|sui cid|s icid|su cid|unaliv|selfharm"
    r"|homicid|s cide\b)[a-z]*",
    r"\b(?:sewer ?slide|hopeless|hopelessness|i?wan(?:t|na)(?:to)?die|killmyself|endmylife)\b",
    r"\b(?:sues[iy]de?|(?<!dr )kys|un aliv(?:e|ing)|no future$|no way out$|game over for me)\b",
    r"\b(?:suicde?|sucude|suidal|suiside|uicide|uicidal|ideations?|(?<![0-9] )kms)\b",
    # to die
    rf"\b{_WANT} {_TO}?(?:just )?"
    r"(?:be dead|die+(?! down)|dei|dir|di$|doe$|dye$|dying|dieing|go die|disappear|sleep forever)\b",
    r"\bdeserves? (?:to be dead|death)\b|\b(?:about|enough) to die\b|\bwants? death\b|\bto kill (?:you|u"
    r"|me)\b"
    r"|\b(?:lethal|fatal|deadly) (?:dos(?:e|es|age)|amount)\b|\b(?:pills|meds|dos[ei]s?|much|many) to die\b"
    r"|\b(?:think|thinking|thoughts?|talk|talks|talking|talked) (?:about|of) (?:my own |my )?(?:dying"
    r"|death|not"
    r" being (?:here|alive))\b|\bhow (?:many|much) (?:[a-z]+ ){1,3}(?:to|would|will|can|until you) (?:die"
    r"|kill"
    r"|od|overdose)\b|\burges? to (?:cut|die|kill|hurt)\b",
    r"\b(?:let me|help me|i should|i will|ill|i might|i could|please|how to|ways? to) (?:just )?(?:die"
    r"|be dead|kill)\b",
    r"\b(?:hope|hoping|pray|praying|wish|wishing) (?:that )?(?:i|id|i would) (?:just )?(?:die|dont wake up"
    r"|never wake up|do not wake up)\b|\bpray(?:ing)? for death\b|\b(?:querer"
    r"|wish i could) (?:die|morir)\b"
    r"|\b(?:want|wish|wishes|wished|wishing) (?:that )?(?:i|im|he|she|they) (?:was|were|am|is|be) dead\b"
    r"|\b(?:live or die|if i died?)\b",
    r"\bwish(?:ing)? i (?:wasnt|werent|was not|were not|was never|were never|had never been"
    r"|hadnt been) (?:born"
    r"|alive|here)\b",
    rf"\bwish (?:that )?i (?:could|would) (?:just )?(?:disappear|vanish|die|go to sleep(?! [a-z]+er\b)"
    rf"|never wake up|not (?:wake up|exist|be here))\b|\b(?:not|never) waking up\b"
    rf"|\bwish (?:that )?i (?:didnt|did not|would not|wouldnt) (?:exist|wake up)\b|\bid never been born\b"
    rf"|\b{_WANT} (?:to )?not (?:exist|be alive|wake up)\b|\bsleep and (?:not|never) wake up\b",
    r"\b(?:better off?|rather be|as good as) (?:dead|gone)\b|\b(?:better|happier) (?:off? )?(?:without me"
    r"|if i"
    r" (?:was|were) (?:gone|dead))\b|\b(?:dont|do not|doesnt) (?:belong here any ?more"
    r"|deserve to (?:live|be alive|exist|be here))\b|\bcares? (?:if|whether) (?:i|he"
    r"|she) (?:just )?(?:lives?|dies?"
    r"|wakes? up|dont wake up|never wakes? up)\b"
    r"|\bim (?:just )?a burden\b",
    rf"\b{_NOT} (?:really |even |ever )?(?:want|wan|wanting|wanna|wish|feel like|see a reason|care) ?{_TO}?"
    r"(?:be? (?:here(?! all)|hear|alive)|be on this (?:earth|planet)|do life|live(?! (?:far|near"
    r"|close)\b)|living|exist|existing|wake up|go on"
    r"|keep going|keep living"
    rf"|be around|do this {_ANY_MORE})\b",
    rf"\bnever (?:want to )?wake up\b|\bnot wake up {_ANY_MORE}\b|\b(?:no|any) reason to (?:live|go on"
    rf"|be alive|be here|stay alive)\b",
    r"\bnothing (?:left )?to live (?:for|4)\b|\bi have nothing left\b(?! to try)"
    r"|\bnothing left for me\b(?! to try)|\b(?:no|lost the|lost my|losing my"
    r"|the) will to live\b"
    r"|\b(?:no|any) reasons? (?:for living|to keep going)\b|\b(?:dont|cant|can not|do not) see a future\b"
    r"|\b(?:tired|sick) of (?:living|life|being (?:alive|here)|existing|it all|everything)\b",
    r"\b(?:no|the|a|any) point (?:in|of|to) (?:living|life|being alive|being here|going on|any ?more)\b"
    r"|\bsee (?:the|a|any) point any ?more\b|\bno point (?:any ?more|(?:to|in) (?:anything|any of (?:it"
    r"|this)))\b"
    r"|\bsee (?:a|any|no) way out\b(?! of)|\bonly way out\b(?! of (?:network|pocket))|\bdone (?:living"
    r"|with (?:this |my )?(?:life|living|everything"
    r"|it all))\b"
    r"|\b(?:whats|what is|theres|there is|there isnt|see) (?:the|no|a|any) point any ?more\b"
    r"|\b(?:im|i am) (?:so |just )?done$|\bgoodbye every(?:one|body)$|\bmy goodbyes\b"
    r"|\bthis is (?:my )?goodbye$",
    r"\bno ?(?:body|one) (?:would|will|d) (?:miss me|care|notice)\b|\bgoodbye (?:cruel )?world\b",
    r"\b(?:my life|it|this|everything) (?:all )?to (?:end|stop|be over)\b"
    r"(?! (?:hurting|aching|burning|throbbing)\b)|\b(?:wont|will not|not (?:going to|gonna)) be (?:here"
    r"|around|alive)"
    r" (?:much longer|for long|tomorrow$)",
    r"\blife (?:is )?(?:isnt|not|aint) worth\b|\bnot worth living\b|\bhate (?:my life|being alive"
    r"|living(?! (?:in|at|with|near|on)\b))",
    rf"\b{_WANT} (?:to )?(?:just )?(?:be gone|leave this (?:world|earth))\b|\bleave this (?:world|earth)\b"
    r"|\b(?:if|wish) i (?:was|were) (?:dead|gone)\b|^i (?:just )?want out$|\bout of this (?:life|world$)"
    r"|\bwant to give up$|\bgoodbye (?:letter|note)s?\b",
    # what life and death are said to be
    rf"\b{_WANT} {_TO}?(?:just )?stop (?:existing|living|being alive|breathing)\b"
    rf"|\b(?:not (?:{_WANT} )?(?:to )?|rather"
    r" not )be (?:here|alive) any ?more\b|\brather not be (?:here|alive)\b|\b(?:prefer to be|be better"
    r"|better) dead\b"
    r"|\b(?:hate|hates|stand|bear|tired of|sick of|done with|finished with|through with"
    r"|over) (?:being alive|existing"
    r"|my existence|my life(?! insurance)|life$)",
    r"\blife (?:is|has|feels|seems) (?:over|no|not worth|too (?:hard|painful|much))\b(?! [a-z]+er\b)"
    r"|\b(?:no|any) (?:meaning|purpose) (?:in|to|left in) (?:my )?life\b|\bdeath (?:is|seems|sounds"
    r"|would be)\b"
    r"|\b(?:welcome|crave|craving|desire|long for|longing for|ready for|want) death\b|\bin heaven$"
    r"|\bgo to heaven\b",
    r"\bdo something (?:[a-z]+ )?to (?:my|him|her)self\b|\bdo something (?:stupid|drastic|crazy|bad"
    r"|terrible)\b"
    r"|\btrust myself (?:to be alone|right now|not to)\b|\b(?:dark|scary|bad) (?:place|thoughts)$"
    r"|\b(?:dark|suicidal) thoughts\b"
    r"|\bvoices? (?:are |is |keep |keeps )?tell(?:s|ing)? me to\b|\b(?:need|call|get|send) an ambulance\b"
    r"|\b(?:keep|keeps|kept|started|starts) (?:on )?cutting$",
    # to end it
    rf"\b(?:end|ends|ended|ending|take|takes|taking|took) ?{_POSSESSIVE} ?(?:own )?(?:life|lives)\b"
    rf"|^(?:just |please )?end me$|\bdo away with {_SELF}\b|\btake {_SELF} out\b",
    r"\b(?:end|ending) (?:it all|everything|things|my pain|my suffering|it|the pain forever)\b(?! early)"
    r"|\bmake it (?:all )?stop$",
    rf"\b{_HURT} {_SELF}\b|\bkill me\b|\b(?:kill|killing|hurt|harm) (?:him|her|them|people|someone|somebody"
    rf"|everyone)\b",
    r"\bself ?(?:harm|harming|harmed|injury|injuries|injuring|injure|mutilat[a-z]*|hurt)\b",
    r"\bkill (?:my|our) (?:wife|husband|partner|ex|kids?|child|children|baby|son|daughter|mom|mother|dad"
    r"|father"
    r"|parents|family|boss|neighbors?|girlfriend|boyfriend)\b",
    r"\bjump(?:ing)? (?:off|from) (?:(?:a|the|my) )?(?:bridge|roof|building|balcony|cliff|overpass|golden"
    r" gate)\b|\b(?:going to|gonna|about to|want to|ready to) jump$"
    r"|\bjump(?:ing)? in front of\b"
    r"|\b(?:slit|slitting|cut|cutting) (?:my |her |his |their )?wrists?\b|\bgun to (?:my|his|her) head\b"
    r"|\b(?:i have|have|loaded|got|bought) a (?:(?:loaded )?gun|rope|razor(?: blade)?)$|^loaded gun$"
    r"|\bloaded my gun\b"
    r"|\b(?:eat|eating|swallow) (?:a bullet|my gun)\b|\bbullet in (?:my|his|her) (?:head|brain)\b"
    r"|\bholding a gun\b"
    r"|\bnooses?\b|\brope around my neck\b"
    r"|\b(?:on the ledge|(?:im|i am|standing) on (?:a|the) (?:bridge|roof|ledge))\b|\bim bleeding\b"
    r"|\bdrive (?:my car )?(?:off (?:a|the) (?:bridge|cliff)|into (?:a|the) (?:tree|wall|lake|river))\b"
    r"|\b(?:drive|driving|crash) [a-z ]{0,20}on purpose\b|\bcrash my car$"
    r"|^cutting$|\b(?:ive|i have|hes|shes|has|have) been cutting(?: again)?$|\bcutting again\b"
    r"|\bwant to cut\b(?! (?:back|down|costs?))",
    # too much taken; “OD'd” loses its apostrophe
    r"^odd$|\b(?:i|ive|he|hes|she|shes|they|we) odd\b|\b(?:have|has|had|just|almost|nearly|once|son"
    r"|daughter|friend|husband|wife|partner|brother|sister|mom|dad) odd$"
    r"|\bodd (?:on|again|today|tonight|yesterday|last (?:night|week|month|year))\b",
    rf"\b(?:took|taken|take|taking|swallowed|ate|popped|downed|did|snorted) (?:[a-z]+ ){{0,2}}{_MANY}"
    rf" (?:of )?(?:my |the |his |her |their |those |these )?(?:{_DRUG}|{_PILLS})\b"
    r"(?! (?:sessions?|infusions?|treatments?|visits?|shots?|injections?|clinics?|programs?|daily"
    r"|(?:a|per|each|every) (?:day|night|morning|evening|week))\b)",
    rf"\btoo (?:much|many) (?:of (?:my|the|his|her|their) )?(?:{_DRUG}|k$)",
    rf"\b(?:took|taken|swallowed|drank|downed|popped|ate) (?:all|half|(?:a|the|my|an|his|her) (?:whole|entire"
    rf"|full|half)|(?:a|the) bottle of|a ton of|tons of|loads of|a bunch of|a handful of"
    rf"|lots of) (?:[a-z]+ ){{0,3}}"
    rf"(?:{_DRUG}|{_PILLS}|prescription)\b(?! of (?:water|juice|soda|milk))",
    rf"\b(?:took|swallowed|popped) (?:some |her |his |their |a few )?pills$|\bi have (?:the |my |some )?pills"
    rf" ready\b|\bdowned (?:[a-z]+ ){{0,3}}{_PILLS}\b"
    rf"|\btook all (?:of )?(?:my|her|his) (?!money|time|savings|energy|strength|insurance|benefits"
    rf"|attention|days)"
    rf"[a-z]+$|\btook (?:someone|somebody) elses (?:[a-z]+ )?(?:{_DRUG}|{_PILLS})\b",
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
    r"|\bi (?:cant|cannot|can not|can t) do (?:it|this)$|\b(?:breaking point|end of my rope)\b"
    r"|\b(?:im|i am) not ok(?:ay)?$|\bnot (?:going to|gonna) make it"
    r"(?: through (?:the |this )?(?:night|day|week))?$",
    rf"\b(?:cant|cannot|can not|can t) (?:take|bear|stand) (?:the|this|my|all this) (?:pain|suffering|life)"
    rf" {_ANY_MORE}\b|\bi (?:cant|cannot|can not|can t) take this$|\bnothing matters {_ANY_MORE}\b",
    r"^(?:theres |there is |i have |i see )?no hope$|\bno hope (?:left|any ?more)\b|\b(?:i|ive|have|has|weve)"
    r" lost (?:all )?hope\b|\blost all hope\b|\b(?:life|living|everything) (?:is|feels"
    r"|seems) (?:pointless|meaningless|hopeless"
    r"|unbearable)\b",
    r"\bwhy am i (?:still )?alive\b|\bwhy am i still here\b|^why (?:live|bother living)$|\breasons? to"
    r" (?:live|stay alive|keep living)\b|\bstay alive$|\bnot worth being alive\b"
    r"|\bi (?:shouldnt|should not) (?:be alive|exist|be here$)",
    r"\bwant to (?:just )?end the pain$|\bwant (?:the|my|this) pain to (?:end|stop) (?:forever|for good)\b"
    r"|\bjust want (?:the|my|this) pain to (?:end|stop) forever\b|\bended it all\b|^good ?bye$|\bctb\b"
    r"|\bjoin (?:my|him|her|them)(?: [a-z]+){0,2} in heaven\b|\bbe with my (?:dead|late|deceased)\b",
    r"\b(?:give|gives|gave|giving|given) up (?:on (?:everything|life|living)|(?:all )?hope)\b"
    r"|\blosing (?:all )?hope$"
    r"|\bi wont make it$|\b(?:wont|will not|think ill|cant|can not|cannot) make it"
    r"(?: (?:through|thru) (?:the |this )?(?:night|day|week)| to tomorrow| another (?:day|night|week))"
    r"|\bstrength to (?:go on|live|keep going|continue)\b|\bhad enough of (?:life|living|everything)\b"
    r"|\b(?:see|imagine|picture) (?:myself )?living\b(?! (?:in|with|near)\b)|\bwant out$"
    r"|\b(?:depression|life) is killing me\b|^(?:im|i am) (?:drowning|slipping away|falling apart)$",
    # what is left behind
    r"\b(?:say|saying|said|texted(?: me| us)?|last|final) goodbye$|\bgiving away (?:all )?my (?:stuff"
    r"|things)\b"
    r"|\b(?:when|after|once) (?:im|i am) (?:gone|dead)\b|\bafter i die\b|\bwont miss me\b|\bi dont matter$"
    r"|\bburden (?:to|on) (?:my|everyone|everybody|them|others)\b|\blike a burden\b"
    r"|\b(?:everyone|everybody|they|family|kids) (?:is|are|would be|will be) better off$"
    r"|\bwhy (?:do|should|would) i (?:even |still )?(?:exist|live(?! in\b)|stay alive)\b",
    # what somebody else or chance is to do
    r"\b(?:god|lord)(?: would| will| please)? takes? me\b|\b(?:hope|wish|pray) (?:[a-z]+ ){1,4}(?:hit by"
    r"|run over|(?:car|bus|truck|train) would|in an? (?:accident|wreck|crash))\b"
    r"|\b(?:can|will|could) (?:i|you|he|she) die\b|\bdios(?:ito)? llevame\b",
    # what others see, and what hospitals call it
    r"\bdanger to (?:self|others|my ?self|him ?self|her ?self)\b|\bplan and (?:the )?means\b"
    r"|\bneed to be (?:hospitalized|committed)\b|\b(?:psych|psychiatric) (?:ward|hold)\b|\b5150 hold\b"
    r"|\bbaker act(?:ed)?\b",
    # by what means
    r"\btook (?:[a-z]+ )?double$|\btook my (?:meds|medicine|dose|pills) twice\b|\btook [a-z0-9]+ days worth\b"
    r"|\bdar(?:me)? un (?:tiro|balazo)\b|\btengo una pistola$|\bsiento que me (?:muero|voy a morir)\b"
    r"|\bse corto las venas\b",
    r"\b(?:cut|cuts|cutting|slit|slitting|slashed) (?:my|her|his|their) (?:arms?|legs?|thighs?|skin|throat"
    r"|neck|veins)\b|\b(?:passive|active|chronic|acute|reports|endorses|hx of|history of) si\b"
    r"|\bsi hi\b|\bsi (?:with|without|no) (?:a )?plan\b|\bnssib?\b"
    r"|\b(?:walk|walking|run|running|step|stepping) (?:in front of (?:a|the)|into (?:oncoming )?traffic)\b"
    r"|\bthrow (?:my ?self|himself|herself) (?:off|under|in front of)\b|\bcrash (?:my|the) car on purpose\b"
    r"|\bbleed (?:out$|to death\b)|\b(?:bought|buy|buying|get|getting) a gun$|\bgun (?:in|at) my (?:hand"
    r"|mouth"
    r"|head)\b|\bblow (?:my|his|her) (?:brains|head)\b|\bshoot (?:my|his|her) head\b",
    r"\b(?:cant|can t|cannot|can not|couldnt|could not) (?:just )?(?:go on"
    rf"(?! (?:{_DRUG}|ssris?|snris?|meds|medication|disability|a|an|any|the|my|this|that|for|vacation"
    rf"|sundays?|mondays?|tuesdays?|wednesdays?|thursdays?"
    r"|fridays?"
    r"|saturdays?|weekdays?|weekends?|evenings?|medicaid|medicare|leave|foot|[0-9]+)\b)|keep going"
    r"|keep living"
    r"|live like this|carry on"
    rf"|live {_ANY_MORE}|take it {_ANY_MORE}|take this {_ANY_MORE}|do th?i?s {_ANY_MORE}|do it {_ANY_MORE}"
    rf"|keep doing this"
    rf"|cope$|cope {_ANY_MORE}|handle (?:life|(?:it|this) {_ANY_MORE})|bear it|continue (?:living"
    rf"|like this)|continue$)\b|\bi (?:cant|can not|cannot|can t) (?:{_ANY_MORE}|take it)$",
    r"\b(?:give|giving|given) up on (?:life|living|everything)\b|\bi give up\b|\bnot safe (?:with|from"
    r"|around) (?:my ?self|me)\b",
    # asking by name
    r"\b(?:cr[iy]s[ie]s|kris[ie]s)\b(?! (?:trained|training|certified|experienced))",
    rf"(?<![0-9] )(?<!suite )(?<!unit )(?<!highway )(?<!hwy )(?<!route )(?<!porsche )"
    r"(?<!apt )(?<!ste )(?<!box )(?<!code )\b(?:988|9 8 8"
    rf""
    rf"|nine eight eight|911|9 1 1|nine one one)\b(?! [0-9])(?! (?:dispatch[a-z]*"
    rf"|operators?)\b)(?!{_STREET})\b|\b741 ?741\b",
    r"\b(?:hot|help) ?lines?\b|\bemergency help\b|^(?:its |this is |im in |in )?an emergency$"
    r"|^life ?line$|\b(?:in|im in) danger\b|^emergency$|\bnot safe at home$|\bnot safe$"
    r"|^(?:(?:please|pls|plz) )?(?:some(?:one|body) )?(?:(?:please|pls|plz) )?help(?: me)?(?: now| please"
    r"| pls| plz)?$"
    r"|\b(?:mental|nervous) breakdown\b|\b(?:psychiatric|psych|mental health) emergency\b"
    r"|\bneed (?:someone|somebody) to talk to$|\battempted(?: (?:last|yesterday|again|this|twice)\b|$)"
    r"|\b(?:past|prior|previous|multiple|recent) attempts?$"
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
    r"|\b(?:(?:qu|k)iero|deseo) que todo (?:termine|acabe|se acabe)\b|\b(?:estarian?|seria) mejor (?:sin mi"
    r"|si no existiera)\b|\bno merezco vivir\b|^no hay (?:salida|esperanza)$|\b(?:perdi las"
    r"|sin) ganas de (?:vivir"
    r"|seguir)\b|\b(?:ya )?no tengo esperanzas?$|^ya no hay nada$|\btelefono de la esperanza\b"
    r"|\b(?:tome|trague|bebi) (?:veneno|cloro)\b|\b(?:un|el) frasco de pastillas\b"
    r"|\btom[eo] tod[oa] (?:el|la|mi) (?:frasco|bote|caja|medicina|medicamento)\b"
    r"|\bnecesito hablar con alguien (?:ya|ahora|urgente)\b",
    r"\b(?:me|se) (?:(?:qu|k)iero|(?:qu|k)iere|quisiera|queria|quise|voy a|va a) (?:morir|matar|cortar"
    r"|aventar|colgar|ahorcar|lastimar"
    r"|suicidar"
    r"|ir de este mundo)\b",
    r"\bpensamientos de muerte\b|\bpienso en la muerte\b|\bme (?:corto|lastimo)\b|\bme mato\b"
    r"|\bme (?:estoy cortando|corte las venas)\b"
    r"|\bprefiero (?:morir"
    r"|estar muert[oa])",
    r"\b(?:morirme|matarme|matarse|ahorcarme|colgarme|dispararme|cortarme|lastimarme|envenenarme"
    r"|autolesi[a-z]*"
    r"|sobredosis)\b",
    r"\b(?:quitar|[qk]u?itarme|quitarse|quite|terminar|acabar) (?:con )?(?:la|mi|su) (?:propia )?vida\b",
    r"\b(?:acabar|terminar) con todo\b|\bmejor (?:estar )?muert[oa]\b|\bno vale la pena vivir\b"
    r"|\bsin (?:ganas de|razon para|razones para) vivir\b|\b(?:la|mi|esta) vida no (?:tiene sentido|vale)\b"
    r"|\bno (?:aguanto|soporto) (?:mas )?(?:la|mi|esta) vida\b|\b(?:para que|razon para|razones para) vivir\b"
    r"|\b(?:(?:qu|k)iero|prefiero|deseo|quisiera|espero) la muerte\b|\bno tiene sentido (?:mi vida|vivir"
    r"|seguir)\b"
    r"|\bme canse de vivir\b|\bno le importo a nadie\b|\ba nadie le importo\b|\bestoy desesperad[oa]\b"
    r"|\bno le (?:veo|encuentro|hallo) sentido(?: a (?:la|mi|esta) vida\b|$)|\b(?:cansad"
    r"|hart)[oa] de (?:vivir|la vida"
    r"|mi vida)\b"
    r"|\bsin esperanzas?$|\bnadie me (?:extranaria|va a extranar)\b|\bsoy una carga\b",
    r"\bno (?:(?:qu|k)iero|quiere|puedo|deseo|quisiera|tengo ganas de|tengo razones para) (?:ya )?(?:mas )?"
    r"(?:vivir|seguir|existir|estar aqui|estar viv[oa]|despertar)\b|\bno (?:lo )?(?:puedo|aguanto"
    r"|soporto) (?:ya )?mas\b",
    r"\bya no (?:puedo(?! [a-z]+[aei]r\b)|aguanto|quiero (?:nada|vivir|mas)|tengo ganas de nada)\b"
    r"|\bya no (?:qu|k)iero$"
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
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 1 << 25  # bytes; with a quarter of them the automaton does not fit
_LOOSE = re2.compile("|".join(_without_lookarounds(pattern) for pattern in PATTERNS), _OPTIONS)
