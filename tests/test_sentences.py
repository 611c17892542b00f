"""The errors of every form are sentences of ours: above the form with names of fields, and at each field."""

import gettext
import html
import re
from collections import namedtuple
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from django import forms
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from checklist import codes, storage
from directory.facts.rules import EXCLUSIVE_NONE
from directory.facts.spine import SPINE, STATEMENTS
from directory.membership import claims
from directory.models import Membership
from directory.reports import handling
from directory.web.form_errors import ConstrainedModelForm
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
)
from tests.support.html import elements, name
from tests.test_bad_input import reached
from tests.test_structure import PACKAGES

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

OURS = Path(settings.BASE_DIR, "locale/en/LC_MESSAGES/django.po")
# Where Django and allauth keep their words, and which of them a person may meet over a form.
THEIRS = {
    "django/conf": r"^(forms|core/validators|db/models)",
    "django/contrib/auth": r"password_validation|auth/forms",
    "django/contrib/admin": r"admin/forms",
    "django/contrib/postgres": r"array|postgres/validators",
    "allauth": r"^(\./)?(account|mfa)/(adapter|fields|forms)|^(account|mfa)/[a-z/]*forms",
}
QUOTED = re.compile(r'^(?:msgid|msgid_plural|msgstr(?:\[\d\])?)? ?"(.*)"$')
HOLE = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
Entry = namedtuple("Entry", "places ids words")


def entries(path):
    """The entries of a .po file: source files, sentence with its plural, and our translations."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        places, parts = [], {}
        for line in block.splitlines():
            if line.startswith("#:"):
                places += line[2:].split()
            if line.startswith(("msgid", "msgstr")):
                key = line.split()[0]
            if match := QUOTED.match(line):
                parts[key] = parts.get(key, "") + match[1].replace('\\"', '"').replace("\\n", "\n")
        ids = [parts[key] for key in ("msgid", "msgid_plural") if key in parts]
        found.append(Entry(places, ids, [parts[key] for key in parts if key.startswith("msgstr")]))
    return [one for one in found if one.ids and one.ids[0]]


@cache
def their_sentences():
    """Every sentence of Django and allauth that a form may show, singular and plural."""
    found = []
    for package, places in THEIRS.items():
        root = Path(find_spec(package.partition("/")[0]).origin).parent
        path = root.joinpath(*package.split("/")[1:], "locale/en/LC_MESSAGES/django.po")
        for one in entries(path):
            used = [place.partition(":")[0].removeprefix("contrib/postgres/") for place in one.places]
            if any(re.search(places, place) for place in used) and is_sentence(one.ids[0]):
                found.append(one)
    return found


def is_sentence(words):
    return (words.endswith((".", ":")) and " " in words) or words.startswith(("(Hidden", "“%"))


HELP = (
    "Enter the same password",
    "Raw passwords are",
    "Enable password",
    "Whether the user",
    "Enabling pass",
)


def test_every_sentence_of_django_and_allauth_has_one_of_ours():
    ours = {one.ids[0] for one in entries(OURS)}
    wanted = {one.ids[0] for one in their_sentences()}

    assert len(wanted) > 100
    assert {one for one in wanted - ours if not one.startswith(HELP)} == set()  # beside fields of their own


def test_our_sentences_are_complete_and_use_only_the_same_placeholders():
    for one in entries(OURS):
        for words in one.words:
            assert re.fullmatch(r"[A-Z].*[.:]", words), words
            assert not re.search(r"\b([Ii]nvalid|[Vv]alid|[Ee]nsure|[Pp]lease|[Ee]rror)\b", words), words
            assert set(HOLE.findall(words)) <= set(HOLE.findall(" ".join(one.ids))), words


def test_the_compiled_catalog_is_that_of_the_file():
    with OURS.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for one in entries(OURS):
        translated = (
            [compiled.ngettext(*one.ids, n) for n in (1, 2)]
            if len(one.ids) > 1
            else [compiled.gettext(*one.ids)]
        )
        assert translated == one.words


# ---- every form that anybody may send


@pytest.fixture
def house(db):
    """An object behind every address: {part of a route: its value in addresses}, for each visitor."""
    clinic = make_clinic(name="Tern House", email="desk@tern-house.example")
    listing = make_listing(clinic, practitioners=[{"name": "Ines", "roles": ["monitor"]}])
    owner, moderator = make_member(clinic, Membership.Role.OWNER), make_moderator()
    other = make_listing(name="Half Acre")
    claim = claims.create(clinic=other.clinic, by=make_person(), words="I work there.")
    waiting = make_submission(name="Larkspur")
    facts = {"reason": "other", "statement": "", "words": "Wrong.", "key": uuid4(), "at": timezone.now()}
    report = handling.receive(listing=listing, **facts)
    reader = Client()
    reader.post("/notebook/start/", {"clinic": listing.slug})
    book = storage.read(codes.secret_from_code(reader.cookies["notebook"].value))
    place = {"<slug:clinic_id>": book["clinics"][0]["id"], "<slug:part>": "D", "<slug:slug>": listing.slug}
    place |= {"<str:reference>": report.reference, "<int:member>": 0, "<int:object_id>": clinic.pk}
    return {
        "reader": (reader, place | {"<int:pk>": 0}),
        "owner": (signed_in(owner), place | {"<int:pk>": clinic.pk}),
        "owner of the organization": (signed_in(owner), place | {"<int:pk>": clinic.organization_id}),
        "newcomer": (signed_in(make_person()), place | {"<slug:slug>": other.slug, "<int:pk>": 0}),
        "moderator of a submission": (signed_in(moderator), place | {"<int:pk>": waiting.pk}),
        "moderator of a claim": (signed_in(moderator), place | {"<int:pk>": claim.pk}),
        "moderator of a report": (signed_in(moderator), place | {"<int:pk>": report.pk}),
        "moderator of a clinic": (signed_in(moderator), place | {"<int:pk>": clinic.pk}),
    }


# Who comes → where they send forms.
DOORS = {
    "reader": ("/account/", "/clinics/", "/notebook/", "/reports/"),
    "owner": ("/portal/clinics/", "/portal/directory/"),
    "owner of the organization": ("/portal/organizations/",),
    "newcomer": ("/account/", "/add-a-clinic/", "/join/"),
    "moderator of a submission": ("/admin/submissions/",),
    "moderator of a claim": ("/admin/claims/",),
    "moderator of a report": ("/admin/reports/",),
    "moderator of a clinic": ("/admin/clinics/", "/admin/directory/", "/account/2fa/"),
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def addresses(place, doors):
    """The addresses of the URL configuration behind some doors; of a clinic's form, those of its sections."""
    for route in reached(get_resolver().url_patterns, known=place):
        if route.startswith(doors):
            yield from [f"{route}?section={one.key}" for one in SPINE] if "/change/" in route else [route]
            if route.endswith("/verification/add/"):
                yield f"{route}?clinic={place['<int:pk>']}"


Form = namedtuple("Form", "action fields hidden pressed")


def forms_on(page, address):
    """The forms that a page sends by POST, each once for every button of it that has a name."""
    for form in elements(page.content, "form"):
        if form.get("method", "").lower() != "post":
            continue
        told = [
            (name(one), one.get("type", ""), one.get("name"), one.get("value", ""))
            for one in form.iter()
            if name(one) in ("input", "textarea", "select", "button") and one.get("name")
        ]
        hidden = {key: value for _tag, kind, key, value in told if kind == "hidden"}
        fields = {key for tag, kind, key, _value in told if kind != "hidden" and tag != "button"}
        buttons = [{key: value} for tag, _kind, key, value in told if tag == "button"]
        for pressed in buttons or [{}]:
            yield Form(urljoin(address, form.get("action") or ""), fields, hidden, pressed)


WAYS = {
    "nothing": lambda form: form.hidden,
    "odd": lambda form: form.hidden | dict.fromkeys(form.fields, "no such thing, -1"),
    "long": lambda form: form.hidden | dict.fromkeys(form.fields, "x" * 3_000),
    "a sign that cannot be kept": lambda form: form.hidden | dict.fromkeys(form.fields, "a\0b"),
    "otherwise hidden": lambda form: (
        dict.fromkeys(form.hidden, "zz") | dict.fromkeys(form.fields, "99999999")
    ),
}


def answers(client, place, doors):
    """(address, way, page) of every form sent in every way, where a page answers; nothing of it is kept."""
    known = set()
    for address in addresses(place, doors):
        page = client.get(address)
        if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
            continue
        for form in forms_on(page, address):
            key = (form.action, *sorted(form.fields), *form.pressed.items())
            if "_more" in form.pressed:  # a button for each list of rows, which all do the same
                key = ("one more row", form.action.partition("#")[0])
            for way, filled in WAYS.items() if key not in known else ():
                cookies = {name: morsel.value for name, morsel in client.cookies.items()}
                with transaction.atomic():
                    answer = client.post(form.action, filled(form) | form.pressed)
                    transaction.set_rollback(True)
                client.cookies.clear()
                client.cookies.load(cookies)
                if not answer.streaming and answer.status_code != 302:
                    yield form.action, way, answer
            known.add(key)


def sentences_of_others(text):
    """Sentences of Django and allauth that stand in a page."""
    plain = html.unescape(text)
    return [words for words, piece, shape in shapes() if piece in plain and shape.search(plain)]


@cache
def shapes():
    """(sentence, its longest piece, regular expression that matches it filled in) of each foreign sentence.

    A piece is what stands between two placeholders. A text without it is told at once.
    """
    sentences = [words for one in their_sentences() for words in one.ids]
    pieces = [(words, HOLE.split(words)) for words in sentences]
    return [
        (words, max(parts, key=len), re.compile(".{1,80}?".join(map(re.escape, parts))))
        for words, parts in pieces
    ]


LINK = re.compile(r'<a class="errors__link" href="#([^"]*)">(.*?)</a>')
ID = re.compile(r'<[a-z][^>]*\sid="([^"]*)"')  # a parser would take most of the time of these tests


def problems_of(answer):
    """Faults of a page with errors: no alert, a link to no field, a sentence that is missing at its field."""
    text = answer.content.decode()
    links = LINK.findall(text)
    ids = set(ID.findall(text))
    has_alert = 'role="alert"' in text and "<title>Error:" in text
    if (answer.status_code >= 400 or links) and not has_alert:
        yield "does not say that something is wrong"
    for target, link_text in links:
        sentence = link_text.partition(": ")[2]
        if target not in ids:
            yield f"{link_text!r} leads nowhere"
        if target not in ("main", "send", "publish", "decided", "own") and text.count(sentence) < 2:
            yield f"{link_text!r} does not stand at its field"


@pytest.mark.slow
@pytest.mark.parametrize("who", DOORS)
def test_errors_are_our_sentences_above_the_form_and_at_its_fields(house, who):
    client, place = house[who]
    pages = list(answers(client, place, DOORS[who]))

    assert len(pages) >= 4
    wrong = {(action, way, one) for action, way, page in pages for one in problems_of(page)}
    assert wrong == set()
    strange = {
        (action, one) for action, _way, page in pages for one in sentences_of_others(page.content.decode())
    }
    assert strange == set()


def test_a_sentence_of_django_or_allauth_would_be_found(house, settings):
    settings.LOCALE_PATHS = []
    client, place = house["newcomer"]

    pages = answers(client, place, ("/account/email/", "/account/password/set/"))
    shown = {one for _action, _way, page in pages for one in sentences_of_others(page.content.decode())}

    assert {"This password is too common.", "Null characters are not allowed."} <= shown


# ---- what is about two fields


def test_every_model_form_shows_constraint_errors_at_its_fields():
    plain = [one for one in forms.ModelForm.__subclasses__() if one.__module__.startswith(PACKAGES)]

    assert plain == [ConstrainedModelForm]


def sent(clinic, section, **typed):
    """The response to a section of the portal's form that a member sends with the values `typed`."""
    client = signed_in(make_member(clinic))
    address = f"/portal/directory/clinic/{clinic.pk}/change/?section={section}"
    form = next(one for one in forms_on(client.get(address), address) if "_save" in one.pressed)
    return client.post(address, form.hidden | form.pressed | typed)


def marked(page):
    """Name of a field → whether it is marked, of those that are."""
    return {one.get("name") for one in elements(page.content) if one.get("aria-invalid") == "true"}


def linked(page):
    return [html.unescape(told) for _target, told in LINK.findall(page.content.decode())]


def test_a_low_price_above_the_high_one_marks_both_and_links_to_both():
    page = sent(make_clinic(), "G", session_price_low="600", session_price_high="450")

    sentence = "The lower price is above the higher one. Swap them."
    assert page.status_code == 400
    assert marked(page) == {"session_price_low", "session_price_high"}
    assert linked(page) == [f"A session, from: {sentence}", f"A session, up to: {sentence}"]


@pytest.mark.parametrize("statement", EXCLUSIVE_NONE)
def test_none_beside_other_choices_marks_its_field_and_links_to_it(statement):
    other = next(code for code, _label in STATEMENTS[statement].choices if code != "none")

    page = sent(make_clinic(), STATEMENTS[statement].section, **{statement: ["none", other]})

    assert page.status_code == 400
    assert marked(page) == {statement}
    (told,) = linked(page)
    assert told.startswith(f"{STATEMENTS[statement].label}: ")


def test_weeks_without_a_waiting_list_mark_both():
    page = sent(make_clinic(name="Tern"), "head", name="Tern", availability="accepting", waitlist_weeks="3")

    assert marked(page) == {"availability", "waitlist_weeks"}


def test_a_therapist_in_training_without_a_supervisor_marks_both_and_names_the_person():
    typed = {"practitioners-0-name": "Minna", "practitioners-0-roles": ["therapist"]}

    page = sent(make_clinic(), "A", **typed | {"practitioners-0-license": "associate"})

    sentence = "Enter who supervises this therapist in training."
    assert marked(page) == {"practitioners-0-license", "practitioners-0-supervisor"}
    assert linked(page) == [f"Minna, License type: {sentence}", f"Minna, Supervised by: {sentence}"]


def test_neither_a_phone_nor_a_website_marks_both(client):
    client.force_login(make_person())

    page = client.post(
        "/add-a-clinic/propose/", {"name": "A", "city": "B", "state": "CO", "words": "I work there."}
    )

    assert marked(page) == {"phone", "website"}
