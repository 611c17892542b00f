"""The portal in tests: a published clinic, its people, and its pages opened, read and saved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.models import Listing, Organization
from directory.places.zip_codes import zip_point
from tests.support.factories import make_listing, make_member, make_owner
from tests.support.html import elements

ACCEPTED = {"terms": EDITION}  # what the checked box of the terms posts


@pytest.fixture(scope="module")
def zip_codes():
    """Loads the ZIP codes from their file (seconds) before a test opens a transaction, which may not idle."""
    zip_point("")


@pytest.fixture(scope="module")
def made(zip_codes, lasting):
    """The id of a listing that was published and confirmed ten days ago."""
    return make_listing(
        name="Half Acre",
        organization=Organization.objects.create(name="Half Acre", slug="half-acre"),
        at=timezone.now() - timedelta(days=10),
        route=["iv"],
        about="We listen first.",
        zip="80202",
        phone="+13035550142",
        practitioners=[{"name": "Dr. Ines Okonjo-Vale", "roles": ["medical_director"], "license": "md"}],
        training=[{"code": "kap_certificate", "provider": "Red House"}],
    ).pk


@pytest.fixture
def listing(made):
    return Listing.objects.select_related("clinic__organization").get(pk=made)


@pytest.fixture
def clinic(listing):
    return listing.clinic


@pytest.fixture
def editor(clinic, client):
    user = make_member(clinic)
    client.force_login(user)
    return user


@pytest.fixture
def owner(clinic, client):
    user = make_owner(clinic)
    client.force_login(user)
    return user


def section_url(clinic, section="head"):
    return f"{reverse('portal:directory_clinic_change', args=[clinic.pk])}?section={section}"


def portal_url(name, clinic):
    return reverse(f"portal:{name}", args=[clinic.pk])


def form_values(response):
    """What a browser would post from the form of a page, untouched: name → value, or list of values."""
    sent = {}
    for element in elements(response.content):
        tag, name = element.tag.split("}")[-1], element.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if tag == "textarea":
            sent[name] = (element.text or "").removeprefix("\n")
        elif tag == "select":
            options = [one for one in element.iter() if one.tag.endswith("}option")]
            sent[name] = next((one.get("value") for one in options if one.get("selected") is not None), "")
        elif tag == "input" and element.get("type") in ("checkbox", "radio"):
            if element.get("checked") is not None:
                sent.setdefault(name, []).append(element.get("value"))
        elif tag == "input" and name == "asked":  # a hidden field for each question
            sent.setdefault(name, []).append(element.get("value"))
        elif tag == "input":
            sent[name] = element.get("value", "")
    return sent


def save_section(client, clinic, section="head", button="_save", **changed):
    """Opens a section, types `changed`, and presses a button; returns the response."""
    sent = form_values(client.get(section_url(clinic, section))) | changed | {button: "1"}
    return client.post(section_url(clinic, section), sent)


def main_text(response):
    """The text of <main>, with runs of white space collapsed."""
    (main,) = elements(response.content, "main")
    return " ".join("".join(main.itertext()).split())


def error_sentences(response):
    """The sentences of the error summary, without the labels of fields; one about two fields once."""
    links = [
        "".join(one.itertext())
        for one in elements(response.content, "a")
        if one.get("class") == "errors__link"
    ]
    return list(dict.fromkeys(one.partition(": ")[2] or one for one in links))
