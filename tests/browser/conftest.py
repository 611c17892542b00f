"""The demonstration, as the browser meets it: loaded once, then put back for each test."""

import os
import shutil
import subprocess

import pytest

from tests.support.browsing import ARGUMENTS, installed_browser
from tests.support.demonstration import put_back
from tests.support.devices import Device
from tests.support.factories import make_listing


@pytest.fixture
def invented(live_server, kept):
    """The invented clinics."""
    put_back(kept)


@pytest.fixture
def complaints(page):
    """Errors and warnings of the page's console, those of the content security policy too, as a live list."""
    said = []
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def device(chromium, live_server):
    """Makes devices: device(), device(java_script_enabled=False)."""
    made = []

    def make(site=live_server.url, **dress):
        made.append(Device(chromium, site, **dress))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def two_clinics(live_server):
    make_listing(name="Tern House", attendance=["call_bell"], route=["iv", "im"], phone="+13035550142")
    make_listing(name="Half Acre", city="Boise", state="ID", setting=["home_unsupervised"])


# ---- the plain faces of two systems

FAMILIES = {"DejaVu": "DejaVu Sans", "Liberation": "Liberation Sans"}
ONLY = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  {aliases}
</fontconfig>
"""
ALIAS = '<alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>'
GENERIC = {"DejaVu": {"serif": "DejaVu Serif", "sans-serif": "DejaVu Sans", "system-ui": "DejaVu Sans"}}
GENERIC["Liberation"] = {
    generic: family.replace("DejaVu", "Liberation") for generic, family in GENERIC["DejaVu"].items()
}


def files_of(family):
    """The font files of a family that are installed on this machine."""
    if not shutil.which("fc-list"):
        return []
    said = subprocess.run(
        ["fc-list", f":family={family}", "file"], capture_output=True, text=True, check=True
    )
    return [line.rstrip(": \n") for line in said.stdout.splitlines()]


@pytest.fixture(params=FAMILIES)
def paper_of(request, chromium, live_server, tmp_path):
    """A tab of a browser that finds the fonts of one family and no others."""
    faces = [file for kind in ("Sans", "Serif", "Sans Mono") for file in files_of(f"{request.param} {kind}")]
    if not faces:
        pytest.skip(f"The faces of {request.param} are not installed, or there is no fc-list to find them.")
    (tmp_path / "fonts").mkdir()
    for file in faces:
        shutil.copy(file, tmp_path / "fonts")
    aliases = [ALIAS.format(generic=name, family=one) for name, one in GENERIC[request.param].items()]
    only = ONLY.format(fonts=tmp_path / "fonts", cache=tmp_path / "cache", aliases="".join(aliases))
    (tmp_path / "fonts.conf").write_text(only)
    browser = chromium.browser_type.launch(
        executable_path=installed_browser(),
        args=ARGUMENTS,
        env=os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )
    tab = browser.new_page(base_url=live_server.url)
    tab.set_default_timeout(60_000)
    tab.goto("/checklist/")
    yield tab, request.param
    browser.close()
