"""Words that bring the help box, and words that do not."""

import json
import random
import re
import shutil
import subprocess

import pytest

from directory.web import crisis
from directory.web.crisis import asks_for_help
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
goodbye · ended it all · me tomé 30 pastillas · mejor me muero · quisiera no existir · texto AYUDA
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
can't do it on Mondays · more than my insurance pays · Reason, NV · pull the trigger on a clinic
""".replace("\n", " ").split(" · ")


@pytest.mark.parametrize("typed", [one.strip() for one in YES])
def test_who_types_this_is_offered_help(typed):
    assert asks_for_help(typed)


@pytest.mark.parametrize("typed", [one.strip() for one in NO])
def test_who_types_this_asks_for_something_else(typed):
    assert not asks_for_help(typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "\ud800", "🙂", "?" * 5_000, "no reason " * 500, "9 " * 2_500]
)
def test_whatever_is_typed_is_read(typed):
    assert not asks_for_help(typed)


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_a_page_asks_on_the_device_as_the_server_does():
    script = """
      const {APOSTROPHES, INVISIBLE, PATTERNS, typed} = JSON.parse(require("fs").readFileSync(0));
      const normalized = text => text
        .replace(new RegExp(APOSTROPHES, "g"), "").normalize("NFKD").toLowerCase()
        .replace(new RegExp(INVISIBLE, "g"), "").replace(/[^a-z0-9]+/g, " ").trim();
      const asks = text => PATTERNS.some(pattern => new RegExp(pattern).test(normalized(text)));
      console.log(JSON.stringify(typed.map(asks)));
    """
    typed = [one.strip() for one in YES + NO]
    given = {name: getattr(crisis, name) for name in ("APOSTROPHES", "INVISIBLE", "PATTERNS")}

    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(given | {"typed": typed}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == [asks_for_help(one) for one in typed]


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
    [("SI", True), (" SI. ", True), ("SI/HI", True), ("hx of SI", True), ("si", False), ("HI", False)],
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
