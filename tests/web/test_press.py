"""A file that changes the page by itself waits until nothing is pressed: each such page loads press.js."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = Path(settings.BASE_DIR / "templates")
USES = re.compile(r'{% (?:extends|include) "([^"]+)"|{% static "([^"]+\.js)" %}')


def scripts_of(template, above=()):
    """The scripts that a template loads, in their order, with those of the templates it is made of."""
    found = []
    for other, script in USES.findall((TEMPLATES / template).read_text()):
        if script:
            found.append(script)
        elif other not in above and (TEMPLATES / other).exists():  # a template may include itself
            found += scripts_of(other, (*above, template))
    return found


def awaits_release(script):
    path = finders.find(script)
    return script != "directory/press.js" and bool(path) and "window.released?.()" in Path(path).read_text()


PAGES = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*.html")
    if "extends" in path.read_text() and any(map(awaits_release, scripts_of(path.relative_to(TEMPLATES))))
)


def test_pages_have_such_files():
    assert {"directory/clinics.html", "directory/listing.html", "checklist/notebook/call.html"} <= set(PAGES)


@pytest.mark.parametrize("template", PAGES)
def test_a_page_loads_press_js_once_and_before_the_files_that_await_it(template):
    scripts = scripts_of(template)

    assert scripts.count("directory/press.js") == 1
    assert scripts.index("directory/press.js") < min(
        scripts.index(script) for script in scripts if awaits_release(script)
    )
