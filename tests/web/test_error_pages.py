"""The pages that nginx sends by itself."""

import pytest
from django.core.management import call_command

from directory.web.errors import NGINX_TEMPLATES
from tests.support.commands import ROOT
from tests.support.html import assert_valid

COMMITTED = ROOT / "deploy/errors"
NAMES = sorted(f"{status}.html" for status in NGINX_TEMPLATES)


def test_the_committed_pages_are_those_that_the_command_writes(settings, tmp_path, capsys):
    (tmp_path / "deploy/errors").mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    call_command("write_error_pages")
    written = {file.name: file.read_text() for file in (tmp_path / "deploy/errors").iterdir()}

    assert written == {file.name: file.read_text() for file in COMMITTED.iterdir()}
    assert capsys.readouterr().out.split() == [f"deploy/errors/{name}" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_nginx_is_valid_and_says_where_to_call_in_a_crisis(name):
    html = (COMMITTED / name).read_text()

    assert_valid(html)
    assert 'href="tel:988"' in html
