"""The one stylesheet that `collectstatic` makes of all of them."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

CSS = Path(settings.BASE_DIR, "directory/static/directory/css")
SITE = "directory/css/site.css"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The address and the text of the stylesheet that collectstatic wrote."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    place = tmp_path_factory.mktemp("collected")
    backend = {"staticfiles": {"BACKEND": "config.static.StaticFilesStorage"}}
    with override_settings(STATIC_ROOT=place, STORAGES=settings.STORAGES | backend, STYLESHEETS=[SITE]):
        call_command("collectstatic", interactive=False, stdout=StringIO())
        name = staticfiles_storage.stored_name(SITE)
        return name, (place / name).read_text()


def test_every_stylesheet_of_the_folder_is_linked_once():
    assert sorted(settings.STYLESHEET_SOURCES) == sorted(
        f"directory/css/{path.name}" for path in CSS.iterdir()
    )


def test_no_stylesheet_is_longer_than_250_lines():
    assert [path.name for path in CSS.iterdir() if len(path.read_text().splitlines()) > 250] == []


def test_the_name_of_the_joined_stylesheet_changes_with_its_text(collected):
    name, _text = collected

    assert re.fullmatch(r"directory/css/site\.[0-9a-f]{12}\.css", name)


@pytest.mark.browser
def test_the_joined_stylesheet_has_the_rules_of_its_sources_in_their_order(collected, chromium):
    sources = "\n".join(Path(finders.find(name)).read_text() for name in settings.STYLESHEET_SOURCES)
    tab = chromium.new_page()

    assert rules(tab, collected[1]) == rules(tab, sources)
    tab.close()


def rules(tab, css):
    """The top-level rules as Chromium writes them, without blanks, which custom properties keep as typed.

    The blank before a colon stays: `.a :is(b)` is not `.a:is(b)`.
    """
    tab.set_content(f"<style>{css}</style>")
    texts = tab.evaluate("[...document.styleSheets[0].cssRules].map(rule => rule.cssText)")
    return [re.sub(r"\s+", " ", re.sub(r"\s*([,{};])\s*|(?<=:)\s+", r"\1", text)) for text in texts]
