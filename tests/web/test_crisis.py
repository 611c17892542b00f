"""Words that bring the help box, and words that do not."""

import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from spellchecker import SpellChecker

from checklist.help_box import device_patterns
from directory.web import crisis
from directory.web.crisis import asks_for_help
from directory.web.crisis_spelling import normalized
from tests.support.factories import make_listing

YES = """
crysis · krisis · i wanna dieee · want to dye · overdoes · overdoze ·
suicidal · i want to die · kill myself · killing myself · ending my life · end it all · hurt myself ·
self harm · overdose · took too much · don't want to be here anymore · don't want to live · better off
dead · can't go on · crisis · 988 · quiero morir · matarme · Suicide · SUICIDAL · thoughts of suicide ·
suicide hotline · sucidal · suicde · suicidle · suiside · sucide · suicidal ideation · thinking about
suicide · I WANT TO DIE · I wanna die · wanna die · want 2 die · i just want to die · my son wants to die
· feel like dying · i wish i was dead · I wish I were dead · want to be dead · rather be dead · wish I
was never born · Kill my self · KILL MYSELF!!! · i'm going to kill myself · kms · unalive · hang myself ·
shoot myself · cut myself · cutting myself · harm myself · self-harm · selfharm · self injury · take my
own life · taking my life · end my life · end my own life · i overdosed · over dose · I took too many
pills · took all my pills · took to much · dont want to be here anymore · don’t want to be here any more
· don`t want to live · do not want to live · don t want to live · dont wanna live · don't want to be
alive · no longer want to live · I don't want to exist · never wake up · dont want to wake up · no reason
to live · nothing to live for · tired of living · sick of life · life isn't worth living · better off
without me · they'd be better off dead · cant go on · can’t go on · cannot go on · can not keep going ·
can't do this anymore · cant take it anymore · in crisis · mental health crisis · crisis line · nine
eight eight · call 988 · 988 lifeline · 9-8-8 · call 911 · hotline · help me · I'm in danger · kill
someone · jump off a bridge · su\u00adicidal · suici\u200bdal · ｓｕｉｃｉｄｅ · suicidio · pensamientos
suicidas · suicidarme · me quiero morir · quiero morirme · QUIERO MORIR · me quiero matar · voy a matarme
· quiero matarme · quitarme la vida · no quiero vivir · ya no quiero vivir · no puedo más · ya no puedo
mas · no quiero seguir viviendo · acabar con mi vida · acabar con todo · hacerme daño · hacerme dano ·
sobredosis · tomé demasiadas pastillas · mejor muerta · ganas de morir · línea de crisis · ayuda ·
necesito ayuda · ending things · i want it to stop · wanting to die · ODed · took a whole bottle of pills
· too many pills · swallowed pills · i want to disappear · hope i die · hope I don't wake up · hopeless ·
nobody would miss me · goodbye cruel world · jump in front of a train · slit wrists · cut my wrists · gun
to my head · no point in living · whats the point of living · dont see the point anymore · I'm done with
life · done living · quiero dejar de vivir · quiero dejar de existir · pensamientos de muerte · pienso en
la muerte · me corto · me lastimo · me quiero lastimar · prefiero morir · prefiero estar muerto · morirme
· querer morir · tomar demasiadas pastillas · killmyself · wanttodie · iwanttodie · kill urself · want to
k*ll myself · sewerslide · s*icide · dont want 2 live · want to sleep forever · I would rather die ·
rather die · tired of it all · done with living · want my life to end · want my life to be over · i
deserve to die · I need help now · need help · someone help me · emergency · i'm not safe · cutting ·
self mutilate · want to cut · homicidal · kill my wife · end it · end it tonight ·
lost the will to live · how many pills to die · lethal dose of
ketamine · i've been cutting · took a handful of pills · drank bleach · jumping off bridge · i can't
anymore · wish i didn't exist · wish i could go to sleep and not wake up · wish i'd never been born ·
nothing left to live for · don't see a future · no way out · make it stop · thinking about death · od ·
I'm ODing · he ODed · in an emergency · need help immediately · i need someone to talk to now · kys ·
un alive · i'm done · done with this life · can't keep doing this · if i were dead · i just want to be
gone · i want to leave this world · i have a gun · noose · drive off a bridge · starve myself · i took
pills · i'm not safe at home · me mato · la vida no tiene sentido · me quiero hacer daño · me estoy
cortando · me corté las venas · pastillas para morir · me tomé todas las pastillas · ayuda urgente ·
emergencia · línea de ayuda · kiero morirme · nadie me extrañaría · soy una carga · quiero dormir y no
despertar · ojalá no despertara · ojalá me muriera · preferiría estar muerto · cansada de vivir · ya no
quiero · me quiero ahorcar · mi hijo se corta · quiero saltar de un puente · quiero irme de este mundo ·
quiero que todo termine · estarían mejor sin mí · no merezco vivir · no hay salida · sin ganas de seguir
· tomé veneno · necesito hablar con alguien ya ·
OD'd · I OD'd · he OD’d on xanax · my son OD'd · took 30 xanax · took 30 of my
klonopin · I just took 40 ibuprofen · took fifty pills · swallowed 30 tylenol · ate 20 xanax · took a
bottle of advil · downed a bottle of pills · took a ton of pills · took my whole prescription · took
double my dose · too much ketamine · I took way more than I should · took more than prescribed · my
friend took pills · took someone else's pills · drank a whole bottle of nyquil · poison control · I don't
think I can go on · I can't do it · can't take the pain anymore · I want to end the pain · nothing matters
anymore · no hope · lost all hope · life is pointless · why am I still alive · not worth being alive · I
shouldn't be alive · he hung himself · suffocate myself · I cut my arms · slit my throat · passive SI ·
walk into traffic · throw myself off a bridge · bought a gun · gun in my mouth · blow my brains out ·
goodbye · ended it all · me tomé 30 pastillas · mejor me muero · quisiera no existir · texto AYUDA ·
end my lif · wanna end my lif · i want to end my lfe · end my lief · ending my lif · ending my lfe
tonight · end mylife · endmy life · take my own lif · i want to dei · i want to dir · i want to doe · i
wnt to die · i wan to die · i want todie · i want tp die · i wanr to die · i eant to die · i want yo die
· i wabt to die · iwant to die · i want to di · want die · i just wanna die already · kill mysel · kill
myslf · kill mysefl · kill mysekf · killl myself · klil myself · kill miself · kiil myself · kil my self
· killin myself · killling myself · hurt mysel · hurting myslef · hurtting myself · harm mysel · cuting
myself · cuting my arms · suicied · siucide · suididal · suucide · suivide · suidide · sucidle thoughts
· suisidal thoughts · auicidal · duicidal · suicjdal · suixidal · su1cidal · suic1de · suizidal · suicde
hotlin · dont want to liv · dont want to liv anymore · dont wnt to live · don't want too live · dont wan
to live · dont want to be alive anymor · don't want to be hear anymore · dont want to be here anymroe ·
don't want to be here any mor · don't want to be here no more · don't want to do life anymore · i cant
live anymore · can't keep living like this · cant go on livin · no longer wish to live · not wanting to
live · not wanting to be alive · not wanting to exist · dont feel like living · dont care if i live ·
dont care if i die · dont care if i wake up · wouldnt mind not waking up · hope i dont wake up tomorrow
· i pray i die in my sleep · praying for death · pray i dont wake up · i think about death every day · i
think about dying all the time · i keep thinking about killing myself · thoughts of ending it · thoughts
of not being here · thoughts of harming myself · urge to self harm · urges to cut · relapsed on self
harm · how many tylenol to die · how much ketamine would kill me · how much ketamine to overdose ·
painless way to die · easiest way to die · peaceful way to die · ways to die · i want out of this life ·
i want to give up · giving up on everything · feeling hopless · hopelss · i feel so hopelss · no hope
anymore · i have lost hope · my husband is suicdal · my daughter tried to end her life · daughter
attempted last week · son attempted suicide last week · he tried to hang himslef · she tried to take her
life · my teen is cutting herself · she cuts herself · he cuts himself · my son is talking about dying ·
my wife says she wants to die · my husband wants to end it · my daughter doesnt want to live · my son
doesnt want to be here anymore · my mom says she would be better off dead · im afraid my husband will
kill himself · worried my son will hurt himself · im going to jump · gonna jump · standing on a bridge ·
im on the roof · i have a rope · loaded my gun · gun in my hand · holding a gun · eat a bullet · put a
bullet in my head · took all my lexapro · took too many xanex · took to many zanax · i think i overdosed
· ovredose · overdosd · overdosing · took too much medicine · accidently took too much ketamine · my dad
took too many pain pills · swallowed a bunch of pills · took a bunch of xanex · took 30 zanax · took 40
benadryls · took like 20 advil · took twenty pills · cant do this any more · i cant anymroe · can't take
it no more · cant take it any longer · i cant cope · cant cope anymore · at my breaking point · at the
end of my rope · end of my rope · i can't handle life · cant handle this anymore · life is not worth it
· life not worth living · life isnt worth it anymore · no point anymore · theres no point to anything ·
whats the point of life · nothing left for me · no reason to be here · no reason to keep going · i feel
like ending it · feel like giving up on life · want it all to end · i want it all to be over · i want
everything to stop · i just want it to be over · pls help me · plz help · help plz · hlep me · help me
im not ok · in crisi · crisi · having a crisis · mental breakdown help now · psychiatric emergency · 988
line · text 741741 · crisis text line · i need someone to talk to right now · need somone to talk to · i
dont deserve to live · i dont deserve to be alive · i hate myself and want to die · i hate my lif · wish
i were ded · wanna be ded · better of dead · better of without me · better off ded · everyone would be
better if i was gone · everyone would be happier without me · world would be better without me · they
would be better without me · my kids would be better off without me · nobody would care if i died ·
noone would miss me · no one cares if i live or die · i dont see a way out · cant see a way out · theres
no way out · only way out is death · the only way out · trapped and no way out · end me · end my self ·
do away with myself · take myself out · unalive myself · unalived · s*cide · k1ll myself · kms tonight ·
going to kms · i wrote a goodbye letter · suicide note · saying my goodbyes · i have a plan to end it ·
i wont be here tomorrow · wont be around much longer · not going to be here much longer · i dont want to
wake up tomorrow · dont wanna wake up · wish i could just not wake up · wish i'd die · wishing i was
dead · wishing i wasnt here · i wish i wasnt alive · i dont belong here anymore · i should just die · i
should be dead · maybe i should die · id rather be dead · I'd be better off dead · id be better off gone
· so tired of being alive · tired of being here · tired of existing · tired of living like this · i'm so
done with life · ready to end it · ready to die · im ready to die · planning my suicide · planning to
kill my self · about to end it · drive my car into a tree · drive off the road on purpose · crash my car
· jump off the golden gate · slit my wrist · slitting my wrists · cut my wrist · me quiero morrir ·
quero morir · quiero morrir · quiero mori · quiero moror · no kiero vivir · ya no kiero vivir · ya no
quiero estar aqui · no quiero seguir aqui · no quiero vivir mas · no kiero seguir · me voy a matar ·
pienso en matarme · pienso en suicidarme · suisidio · suisidarme · kitarme la vida · quitarme la bida ·
acabar con mi bida · acavar con mi vida · ya no aguanto · ya no aguanto mas · ya no aguanto esta vida ·
no aguanto la vida · no vale la pena vivir · mi vida no vale nada · no le importo a nadie · a nadie le
importo · mi familia estaria mejor sin mi · estoy desesperada · estoy desesperado · no puedo seguir asi
· ya no puedo con mi vida · quiero acabar con todo · me quiero hacer dano · pensamientos de hacerme daño
· tome muchas pastillas · me tome todo el frasco · mi hija se quiere matar · mi hijo se quiere morir ·
se quiere quitar la vida · mi esposo se quiere suicidar · intento de suicidio · ayudenme por favor ·
necesito ayuda urgente · estoy en crisis · ideas suicidas · quiero dormir para siempre · ojala me muera
· ojalá no despierte · para que vivir · no encuentro razon para vivir · no tengo razones para vivir ·
quisiera estar muerta · me quisiera morir · tengo ganas de morirme · no quiero existir · me quiero ir de
este mundo · quiero terminar con mi vida · can ketamine help if i want to kill myself · ketamine clinic
near me i want to die · does ketamine help with wanting to die · thoughts of wanting to die · chronic
suicidality · passive suicidal ideation · i dont want to kill myself but i think about it · attempted
last month · past attempts · was just in the hospital for trying to kill myself · idont want to live
anymore · i dnt want 2 live · dont want to b here anymore · dont want 2 b alive · cant do ths anymore ·
i cnt do this anymore · i cant do this nymore · wnt to end it all · i want ti kill myself · gonna kill
myslef tonite · thinking of ending my lfe · my life isnt worth livng · life has no meaning · my life is
over · i have nothing to live for · whats the point anymore · i just want to stop existing · i want to
stop living · want to sleep and never wake up · hope to not wake up · wish i could die in my sleep · i
feel suicidle · feeling sucidial · feel like killing myslf · urge to kill my self · scared i might hurt
myself · afraid ill hurt myself · i might do something to myself · im going to do something bad to
myself · i might do something stupid · i dont trust myself to be alone · i cant be alone tonight im not
safe · im in a really dark place · i am in a dark place · having dark thoughts · bad thoughts about
hurting myself · voices telling me to die · voices tell me to kill myself · my brother tried to kill
hisself · my friend is suicidal what do i do · my boyfriend says hes going to kill himself · she took a
bottle of tylanol · took all my trazadone · od on pills · overdosed last nite · od'ed · drank a whole
bottle of nyquill · i cut myslf last night · been cuttin again · self harming · selfharming again · i
keep cutting · want to cut my wrist · i want to hang my self · hang himslef · life is unbearable · i
cant bear it · cant stand being alive · hate being alive · hate my existence · i shouldnt exist · i wish
i was never born · the world is better without me · id rather not be alive · rather not be here anymore
· prefer to be dead · i would be better dead · death is the only answer · death is the only way · i
welcome death · i want death · i crave death · ready to go to heaven · want to be with my husband in
heaven · done with everything · i'm finished with life · no longer want to be here · lost the will to
liv · no will to live anymore · i have no reason to live · cant find a reason to live · give me one
reason to live · emergency help me · should i call 911 · i need an ambulance · crisis hotline · suicide
line · sucide hotline number · linea de suicidio · quiero suicidarme · voy a suicidarme · me voy a
suicidar · no quiero estar vivo · no quiero estar viva · no deseo vivir · quiero estar muerto · prefiero
la muerte · quiero la muerte · deseo morir · deseo la muerte · pienso en morir · solo quiero morir ·
solo quiero dormir y no despertar · mi novio se quiere matar · mi mama quiere morirse · mi hija se corta
los brazos · me corte las venas · tome pastillas para morir · no le encuentro sentido a la vida · ya no
tiene sentido mi vida · ya no tiene sentido vivir · no tiene sentido vivir · estoy harta de vivir ·
cansado de vivir · ya me canse de vivir · no puedo mas con esto · ayudenme · ayuda por favor · im gonna
end it tonite · planing to end my life tonight · i have a plan and the means · thinking bout suicde ·
suicidl · suiside attempt last year · my teen said she wants to disappear · my son said he wants to kill
hisself · my daughter is cutting her self · my husband put a gun to his head · my wife took too many
pills · my roommate overdosed · mom overdosed on her meds · my dad is talking about ending it · hes
threatening to kill himself · threatening suicide · she said she doesnt want to live anymore · he says
life isnt worth living · my friend texted me goodbye · i think my sister is going to hurt herself · how
do i stop someone from killing themselves · how to kill yourself · how to tie a noose · how to hang
yourself · how to die painlessly · painless suicide · best way to kill myself · fastest way to die · can
you overdose on ketamine · how many ketamine troches would kill you · can i die from ketamine · will
ketamine kill me · i took all my ketamine troches at once · took 6 troches at once · took 3 days worth
of meds · accidentally took double · took my meds twice · mixing xanax and alcohol want to die · i drank
and took pills · im drunk and have a gun · i want someone to kill me · somebody kill me · please let me
die · let me go i want to die · god please take me · i wish god would take me · i pray god takes me ·
wish a car would hit me · hope i get hit by a bus · hope i get in an accident · dont want to wake up in
the morning · not waking up sounds nice · i cant see myself living past this year · cant imagine living
another day · dont think ill make it through the night · wont make it to tomorrow · i wont make it · i
cant make it another day · one more day and im done · i've had enough of life · had enough i want out ·
enough is enough i cant live like this · what is the point of living · why do i even exist · why should
i live · nobody loves me i want to die · i ruin everything everyone is better off · everybody would be
better off · they wont miss me · no one will miss me · noone will notice if im gone · no one would
notice if i was gone · when im gone · after im gone · after i die take care of my dog · giving away my
stuff · writing my will and goodbye letters · im saying goodbye · last goodbye · this is it im done · i
cant keep going · i cant carry on · i cannot continue · cant continue living · i dont have the strength
to go on · no strength to live · i am worthless and should die · i dont matter · i feel like a burden ·
im a burden to my family · burden on everyone · they'd be better off if i died · i'm trapped in my own
head make it stop · make the pain stop i want to die · the pain is so bad i want to die · in so much
pain i want to end it · pain makes me want to die · depression is killing me · i am drowning · i am
slipping away · im losing the will to live · losing my will to live · losing hope · lost my will to live
· given up hope · gave up on life · danger to myself · danger to self or others · i need to be
hospitalized · need to be admitted for suicidal thoughts · 5150 hold · baker act · psych ward · psych
hold · si no plan · si without plan · pt endorses SI · hx of suicide attempt · NSSIB · nssi · me
siento suicida · me quiero aventar del puente · me voy a aventar · me voy a colgar · tengo una pistola ·
me quiero dar un tiro · me voy a dar un balazo · quisiera no haber nacido · no quiero despertar mañana ·
ya no le hallo sentido a la vida · no le hallo sentido · no tengo ganas de vivir · ya perdi las ganas de
vivir · ya no tengo ganas de nada · siento que me muero · quiero morirme ya · diosito llevame · mejor me
mato · mi hermano se quiere quitar la vida · mi amiga se tomo muchas pastillas · se tomo todas las
pastillas · se corto las venas · ayuda me quiero morir
""".replace("\n", " ").split(" · ")

NO = """
i want to dye my hair ·
Diego Overton · Die Klinik · crisis-trained team · Crisis Trained Team · die · Kill Devil Hills, NC ·
Killeen, TX · 509-988-1234 · (988) 555-0142 · 98801 · 988 Main Street, Denver, CO · 911 W Example Ave ·
in home ketamine · ketamine · depression · PTSD · chronic pain · treatment resistant · trauma · spravato
· end of life · palliative · near me · Denver, CO · 80202 · does it take too much time · dose · high dose
· dosing · at home · self pay · self referral · overnight · Overland Park, KS · Lifeline Ketamine ·
helpful staff · no help needed · weekend · week end · lend it · dying · Deadwood, SD · Suisun City, CA ·
Sucasunna · Hurtsboro, AL · Cutler Bay, FL · Tierra del Sol · no quiero dolor · wants to be seen · live
music · living room · take my insurance · taking my insurance · end my membership · 988 Pine Rd · pain is
killing my back · painkiller · i want to live · ready to start · help with depression · help finding a
clinic · self help · crisis-trained staff · harm reduction · cut costs · cutting edge ketamine · how long
does it take · what ends the session · can't drive · can't sleep · not worth it · sick of pain · tired of
waiting · no insurance · me quiero tratar · no puedo dormir · la vida es bella clinic · suite 988 · unit
911 · 1-988-555-0100 · area code 988 · Dieter · Matamoros · Hurt, VA · Kill Buck, NY · Slaughter, LA ·
end it early · emergency equipment · emergency medicine · need help paying · want to cut back · hope
house · The Point · no point of contact · i want the pain to stop · want depression to end · stop smoking
· should i fast · can't go on Monday · can't go on weekends · can't take it with food · ya no puedo pagar ·
ya no puedo dormir · tomar demasiado tiempo · took too many tests · Highway 988 · no future appointments ·
need to talk to someone about prices · hate living in pain · done with therapy · death with dignity ·
un alivio para el dolor · quiero dormir · pastillas para dormir · nadie me contesta · Oded Example MD ·
to kill pain · drink water · made stop · la vida sana · preferiría ketamina · mejor precio · se corta el
pelo · no hay estacionamiento · odd hours · it felt odd · Odd Fellows Hall · took 30 minutes · took 6
infusions · I did 6 ketamine infusions · took seven ketamine treatments · took 30 mg of ketamine · took 2
tylenol before · took a bottle of water · took 30 days to get in · took 10 pages of notes · O'Dell ·
Odessa, TX · how much is too much · goodbye to depression · Hope, AR · hopeful · Point Pleasant, WV ·
trigger point injection · Staying Alive Wellness · Gunnison, CO · Bleecker St · Death Valley, CA · they
can't do it on Mondays · more than my insurance pays · Reason, NV · pull the trigger on a clinic ·
dying to try ketamine · I'm dying to try this · i'm dying to know if it works · killer headache · killer
migraine · killer migraines · my back is killing me · this pain is killing me · my migraines are killing
me · the wait is killing me · die hard fan · to die for results · drop dead gorgeous · dead tired · dead
sea · deadline for enrollment · ego death · near death experience · death anxiety · death in the family
· my husband died last year · my dog died · grief after death of my son · kill time · overkill · skill
training · cut my hours at work · hair cut · cutting edge clinic · cutting carbs · cutting down alcohol
· shoot me an email · shoot me a text · jump on a call · jump start · bridge program · bridge street
clinic · hang in there · hang out · burning mouth · burning pain · burn pain · shooting pain · shooting
pains in my leg · end stage renal · end of year deductible · my insurance ends · i'm done with
antidepressants · done with ssris · im done waiting · giving up smoking · give up alcohol · tired of
meds · tired of pain · tired of antidepressants · sick of being sad · no more pain · want it to stop
hurting · can't go on vacation · can't go on lexapro · cant go on SSRIs · can't take it with grapefruit
· can't take this with xanax · can't take this medication · can i take this with lithium · cant do this
over zoom · cant take it at home · can't do it at home · i can't stand needles · live in pain · living
with ptsd · i want to live again · reason for visit · point of care · help with payment · need help with
insurance · need help finding a clinic · help for my son · emergency fund · emergency contact ·
emergency physician · emergency room doctor · emergency medicine certified · 911 dispatcher · took 2
weeks off · took 3 flights · took zoloft for years · took 40 mg prozac · tried 7 antidepressants · i
take 6 pills a day · taking 5 meds daily · failed 5 antidepressants · Killington VT · Dyersburg, TN ·
Coffin · Graves disease · Dr. Hurt · Deadwood SD · mass shooting survivor · poison ivy · gas x · jump
from zoloft to lexapro · the wait list is killing me lol · kill the pain · kills pain · life insurance ·
life coach · life alert · end of life anxiety · life saver clinic · lifeline ketamine · new life clinic
· lift · lif care · want to dine · dei clinic · want to die down the pain · wife's doctor · myself and
my wife · for myself · pay it myself · drive myself · treat myself · i hurt · hurts to walk · my neck
hurts · overdone · overdue · dose too low · live near denver · live long clinic · vivir mejor · calidad
de vida · vida plena ketamine · nueva vida clinic · no puedo pagar · no puedo caminar · ya no puedo
trabajar · no aguanto las agujas · quiero terminar mi tratamiento · quiero morada clinic · ayuda con el
seguro · ayuda para pagar · emergencias medicas · my plan is aetna · i have a plan with bcbs · wont be
here tomorrow can we reschedule · no way out of network · life is good clinic · my life is too busy for
weekly visits · quality of life · dark room · dark place to rest · a dark room with music · trust myself
with driving · is there an ambulance entrance · ambulance driver · ambulatory surgery center · keep
cutting corners · life insurance through work · hate my job · tired of my life insurance denials · stop
being depressed · stop living in pain · want to stop lexapro · i want to stop drinking · voices of hope
clinic · sober living · assisted living · senior living · independent living center · lively · livonia
mi · live oak fl · kill devil hills · want help with depression · will anyone help my mom · need help
with anxiety · hurst tx · kilgore tx · diamond bar · harmony fl · harmony ketamine · hartford · harlem ·
myself or with my wife · want to be seen this week · want to be here by 5 · dont want to live far away ·
dont want to be here all day · dont want to be there all day · cant go on tuesdays · cant do this on
weekdays · do it at home · death of spouse · afraid of death · end of life doula · how long until i feel
better · how many sessions to feel better · how many infusions to get better · how much does it cost to
do it · how much to pay · took all my insurance · gun violence survivor · gunshot wound pain · i have a
dog · roping · bridges clinic · the ledge · cliffside · jumping knee pain · hopewell · hope and healing
· no hope for a cure · lost all my hair · lost my job · lost my son · poison oak · narcan · cant handle
needles · cant handle loud noise · can't cope with ocd · out of this network · out of this world
experience · over my budget
""".replace("\n", " ").split(" · ")


def test_who_types_this_is_offered_help():
    assert [one for one in YES if not asks_for_help(one.strip())] == []


def test_who_types_this_asks_for_something_else():
    assert [one for one in NO if asks_for_help(one.strip())] == []


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "\ud800", "🙂", "?" * 5_000, "no reason " * 500, "9 " * 2_500]
)
def test_whatever_is_typed_is_read(typed):
    assert not asks_for_help(typed)


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_a_page_asks_on_the_device_as_the_server_does():
    script = """
      const {source, dataset, typed} = JSON.parse(require("fs").readFileSync(0));
      let listen, appended;
      const document = {
        getElementById: () => ({dataset, content: {firstElementChild: {cloneNode: () => ({})}}}),
        addEventListener: (_name, heard) => { listen = heard; },
      };
      const window = {};
      const setTimeout = (call, _milliseconds, field) => call(field);
      eval(source);
      const asks = async value => {
        appended = false;
        const container = {contains: () => false, append: () => { appended = true; }};
        listen({target: {closest: () => ({value, closest: () => container})}});
        await new Promise(setImmediate);
        return appended;
      };
      (async () => {
        const answers = [];
        for (const value of typed) answers.push(await asks(value));
        console.log(JSON.stringify(answers));
      })();
    """
    typed = [one.strip() for one in YES + NO]
    source = Path(finders.find("checklist/help.js")).read_text(encoding="utf-8")

    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps({"source": source, "dataset": device_patterns(), "typed": typed}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == [asks_for_help(one) for one in typed]


def test_no_other_word_is_taken_for_a_misspelled_one():
    english = SpellChecker().word_frequency.dictionary
    spanish = SpellChecker(language="es").word_frequency.dictionary
    words = {word for word, count in english.items() if count >= 300}
    words |= {word for word, count in spanish.items() if count >= 1_200}

    assert [
        word for word in sorted(words) if normalized(word) != word and word.isascii() and word.isalpha()
    ] == []


# ---- on the pages


def shows_help_first(page):
    """Whether the box stands before the heading."""
    text = page.text
    return 'id="help-now"' in text and text.index('id="help-now"') < text.index("<h1")


TYPED = ["suicidal", "I want to die", "don’t want to live", "quiero morir", "988", "sucidal thoughts"]


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("box", ["q", "near"])
@pytest.mark.parametrize("typed", TYPED)
def test_help_comes_first_in_both_boxes_on_page_and_part(client, headers, box, typed):
    make_listing(name="Somewhere", about="Suicidal? I want to die. Don't want to live. Quiero morir.")

    assert shows_help_first(client.get("/clinics/", {box: typed}, headers=headers))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"q": "suicidal", "route": "zzz"},
        {"near": "want to die", "page": "0"},
        {"q": "kill myself " * 50},
        {"condition": "suicidality", "within": "no"},
        {"q": ["suicidal", "twice"]},
    ],
)
def test_help_comes_first_where_the_question_cannot_be_read(client, query):
    page = client.get("/clinics/", query)

    assert page.status_code == 400
    assert shows_help_first(page)


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_help_comes_first_on_a_page_behind_the_last(client, headers):
    page = client.get("/clinics/", {"q": "i want to die", "page": "9"}, headers=headers)

    assert page.status_code == 404
    assert shows_help_first(page)
    assert "There is only 1 page of these clinics." in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["condition=suicidality", "condition=ptsd&condition=suicidality&q=iv"])
def test_help_comes_first_with_the_filter_thoughts_of_suicide(client, query):
    make_listing(name="Somewhere", conditions=["suicidality", "ptsd"], route=["iv"])

    page = client.get(f"/clinics/?{query}")

    assert shows_help_first(page)
    assert page.text.index("help-now") < page.text.index("Somewhere")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"q": "spravato"},
        {"q": "Diego Overton"},
        {"near": "Kill Devil Hills, NC"},
        {"near": "Denver, CO"},
        {"condition": "ptsd"},
        {"q": "crisis-trained team"},
        {},
    ],
)
def test_other_questions_leave_the_crisis_line_in_the_head(client, query):
    make_listing(name="Somewhere", about="Our crisis-trained team", conditions=["suicidality"])

    assert 'id="help-now"' not in client.get("/clinics/", query).text


@pytest.mark.django_db
def test_the_box_says_whom_to_call_text_and_write_to(client):
    page = client.get("/clinics/", {"q": "crisis"}).text
    box = re.search(r'<aside class="notice.*?</aside>', page, re.DOTALL)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", box).split())

    for sentence in (
        "call 988",
        "text 988",
        "chat at 988lifeline.org",
        "call 988 and press 2, or text AYUDA to 988",
        "Llame al 988 y oprima 2, o envíe AYUDA al 988.",
        "Veterans: call 988 and press 1, or text 838255",
        "call 911",
        "Outside the US: findahelpline.com",
    ):
        assert sentence in words


@pytest.mark.django_db
def test_nothing_typed_is_kept_by_a_cache_or_quoted_or_put_right(client):
    make_listing(name="Somewhere")

    page = client.get("/clinics/", {"near": "kill myself"})

    assert page["Cache-Control"] == "no-store"
    assert "ETag" not in page
    assert "Did you mean" not in page.text
    assert "“kill myself”" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("query", [{"q": "i want to die"}, {"near": "matarme"}, {"condition": "suicidality"}])
@pytest.mark.parametrize("page", ["/clinics/", "/clinics.csv", "/clinics.json", "/clinics.atom"])
def test_no_cache_keeps_an_answer_to_who_asks_for_help(client, page, query):
    for more in ({}, {"page": "9"}, {"within": "no"}):
        answer = client.get(page, query | more, headers={"If-None-Match": client.get("/clinics/")["ETag"]})

        assert answer.status_code != 304
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("SI", True),
        (" SI. ", True),
        ("+SI", True),
        ("SI/HI", True),
        ("hx of SI", True),
        ("si", False),
        ("HI", False),
    ],
)
def test_doctors_shorthand_brings_the_help_box(typed, asks):
    assert asks_for_help(typed) is asks


def test_the_search_for_all_patterns_at_once_finds_what_each_of_them_finds():
    whole = re.compile("|".join(crisis.PATTERNS))
    words = sorted(set(re.findall("[a-z0-9]+", " ".join(crisis.PATTERNS))))
    choice = random.Random(1)
    texts = [" ".join(choice.choices(words, k=choice.randint(1, 7))) for _one in range(3_000)]

    expected = [bool(whole.search(text)) for text in texts]
    assert 300 < sum(expected) < 1_500
    assert [asks_for_help(text) for text in texts] == expected
