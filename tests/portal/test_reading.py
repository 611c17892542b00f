"""The pages of the portal read easily: their sentences, and the help beside each field."""

import re

import pytest
from django.urls import reverse

from directory.facts.spine import SPINE
from tests.support.html import elements
from tests.support.portal import section_url
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

PAGES = ("index", "clinic", "members", "sending", "removal", "timeline", "offerings")


def help_texts(html):
    """The sentences beside the fields of a form, those in folds too."""
    for element in (*elements(html, "span"), *elements(html, "p")):
        if "field__help" in (element.get("class") or ""):
            yield from re.split(r"(?<=[.!?])\s+", " ".join("".join(element.itertext()).split()))


def address(page, clinic):
    return {
        "index": lambda: reverse("portal:index"),
        "members": lambda: reverse("portal:members", args=[clinic.organization_id]),
    }.get(page, lambda: reverse(f"portal:{page}", args=[clinic.pk]))()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_as_easily_as_eight_years_of_school_allow(client, clinic, owner, page):
    assert grade(sentences(client.get(address(page, clinic)).text)) <= 8


@pytest.mark.parametrize("section", [section.key for section in SPINE])
def test_the_help_of_a_section_does_too(client, clinic, owner, section):
    html = client.get(section_url(clinic, section)).text

    assert grade([*help_texts(html), *sentences(html)]) <= 8
