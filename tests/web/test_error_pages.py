"""Error pages: those that nginx sends by itself, and what all of them offer."""

import pytest
from django.core.management import call_command

from directory.web.errors import NGINX_TEMPLATES, error_page
from tests.support.commands import ROOT
from tests.support.html import assert_valid, elements

COMMITTED = ROOT / "deploy/errors"
NAMES = sorted(f"{status}.html" for status in NGINX_TEMPLATES)


def test_the_committed_pages_are_those_that_the_command_writes(settings, tmp_path, capsys):
    (tmp_path / "deploy/errors").mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    call_command("write_error_pages")
    written = {file.name: file.read_text() for file in (tmp_path / "deploy/errors").iterdir()}

    assert written == {file.name: file.read_text() for file in COMMITTED.iterdir()}
    names = [*NAMES, *(f"{status}.{kind}" for kind in ("json", "fhir.json") for status in (413, 429, 502))]
    assert capsys.readouterr().out.split() == [f"deploy/errors/{name}" for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_nginx_is_valid_and_says_where_to_call_in_a_crisis(name):
    html = (COMMITTED / name).read_text()

    assert_valid(html)
    assert 'href="tel:988"' in html


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_offers_a_search(status):
    html = error_page(status).content.decode()
    (form,) = elements(html, "form")
    fields = [one.get("name") for one in form.iter() if one.get("name")]

    assert_valid(html)
    assert (form.get("action"), form.get("method"), fields) == ("/clinics/", None, ["near", "q"])


@pytest.mark.parametrize("status", [400, 403, 404, 410, 413, 429, 500, 503])
def test_the_menu_of_an_error_page_is_that_of_every_page(client, db, status):
    assert menu(error_page(status).content.decode()) == menu(client.get("/about/").content.decode())


def menu(html):
    return [("".join(link.itertext()), link.get("href")) for link in elements(html, "a") if is_of_menu(link)]


def is_of_menu(link):
    return link.get("class") == "menu__link"
