"""The crisis line of every page, and the help box wherever thoughts of suicide are named."""

import re

import pytest
from django.test import Client

from directory.web.errors import error_page
from tests.support.published import listed

pytestmark = pytest.mark.django_db

WAYS = [
    "tel:911",
    "tel:988",
    "sms:988",
    "https://988lifeline.org/chat/",
    "sms:838255",
    "https://988lifeline.org/",
    "tel:+18002221222",
    "https://findahelpline.com/",
]
SPANISH = "In Spanish: call 988 and press 2, or text AYUDA to 988."


def page(address):
    return Client().get(address).text


def crisis_line(html):
    return re.search(r'<div class="crisis">.*?</details>', html, re.DOTALL)[0]


def help_box(html):
    """The boxes that are shown; the one that a script shows while somebody types stands hidden."""
    html = re.sub(r'<div id="help-typed" hidden>.*?</div>', "", html, flags=re.DOTALL)
    return re.findall(r'<aside class="notice.*?</aside>', html, re.DOTALL)


def links(html):
    return re.findall(r'class="crisis__link" href="([^"]+)"', html)


@pytest.mark.parametrize(
    "address", ["/", "/clinics/", "/checklist/", "/guide/", "/notebook/", "/no-such-page/"]
)
def test_every_page_begins_with_every_way_to_get_help(address):
    line = crisis_line(page(address))

    assert links(line) == ["tel:988", "sms:988", "tel:911", *WAYS]
    assert SPANISH in line


def test_so_does_a_page_for_which_nothing_else_works():
    assert links(crisis_line(error_page(500).content.decode())) == ["tel:988", "sms:988", "tel:911", *WAYS]


def test_a_search_for_it_a_listing_that_treats_it_and_a_comparison_begin_with_the_box():
    one = listed(name="One", conditions=["suicidality"])
    other = listed(name="Other", conditions=["mdd"])
    with_box = ["/clinics/?condition=suicidality", one.get_absolute_url(), compared(one, other)]
    without = ["/clinics/?condition=mdd", other.get_absolute_url(), compared(other)]

    assert [links(box) for address in with_box for box in help_box(page(address))] == [WAYS] * 3
    assert [help_box(page(address)) for address in without] == [[]] * 3


def compared(*listings):
    return "/compare/?" + "&".join(f"clinic={one.slug}" for one in listings)


def test_the_line_stands_beside_the_facet():
    listed(conditions=["suicidality"])
    facet = re.search(
        r'<legend[^>]*>[^<]*</?.*?name="condition".*?</fieldset>', page("/clinics/"), re.DOTALL
    )[0]

    assert links(facet) == ["tel:988", "sms:988"]
