"""The examples of /data/ and of docs/open-data.md do what they say."""

import contextlib
import gzip
import io
import re
import shlex
from collections import defaultdict
from pathlib import Path

import pytest

from directory.data_files import write
from directory.data_files.formats import FILES
from directory.exchange.record import record_rows
from directory.models import Listing, Version
from directory.views.data import examples
from tests.support.factories import make_listings
from tests.support.html import elements

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "open-data.md"


class Attribution:
    """Takes what goes into a file, and keeps none of it."""

    def add(self, record):
        pass


@pytest.fixture
def files(tmp_path):
    """A folder with the files of three clinics: two have stated whether they have a private room."""
    room = [{"private_room": True}, {"private_room": False}, {}]
    make_listings([{"phone": "+13035550142", "npi": "1234567893"} | one for one in room])
    written = defaultdict(io.BytesIO, {kind.name: io.BytesIO() for kind in FILES})
    for kind in FILES:
        written[kind.name].write(kind.header())
    write.write_rows(record_rows(Listing.objects.public()), written, Attribution())
    for name, content in written.items():
        (tmp_path / name).write_bytes(gzip.compress(content.getvalue()))
    return tmp_path


def run(example, folder):
    """Runs an example on the files of a folder. Returns its names, and what it prints."""
    local, printed = {}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(example.text.replace("SITE/data/latest", str(folder)), local)
    return local, printed.getvalue()


def test_the_table_in_pandas_keeps_numbers_as_text_and_what_is_not_stated_apart(files):
    names, _printed = run(examples.PANDAS, files)

    assert list(names["clinics"]["phone"]) == ["+13035550142"] * 3
    assert list(names["clinics"]["npi"]) == ["1234567893"] * 3
    assert len(names["monitored"]) == 0


def test_the_question_in_duckdb_counts_yes_no_and_not_stated(files):
    _names, printed = run(examples.DUCKDB, files)

    counted = re.findall(r"│ (true|false|NULL) +│ +(\d+) │", printed)
    assert sorted(counted) == [("NULL", "1"), ("false", "1"), ("true", "1")]


def asked(line, **filled):
    """The path that a line with curl asks for."""
    for name, value in ({"SITE": "", "$": ""} | filled).items():
        line = line.replace(name, value)
    (path,) = [word for word in shlex.split(line)[1:] if not word.startswith("-")]
    return path


@pytest.mark.parametrize("example", [examples.CHANGED, examples.NEARBY], ids=["changes", "fhir"])
def test_what_the_page_asks_by_curl_is_answered(client, example):
    make_listings([{"latitude": 39.74, "longitude": -104.99, "point_source": "given"}])

    answer = client.get(asked(example.text, VERSION=str(Version.now())))

    assert answer.status_code == 200


def test_every_curl_of_the_document_is_answered(client, settings, tmp_path):
    settings.DATA_DIR = str(tmp_path)
    (listing,) = make_listings([{"name": "Tern House"}])
    answers = {}
    for line in re.findall(r"^    (curl .*)$", DOCUMENT.read_text(), re.M):
        path = asked(line, ID=str(listing.uid), VERSION=str(Version.now()))
        answers[path.replace(str(listing.uid), "ID").partition("?")[0]] = client.get(path).status_code

    nothing_written_yet = 404
    assert answers == {
        "/data/latest/clinics.ndjson.gz": nothing_written_yet,
        "/data/index.json": nothing_written_yet,
        "/data/changes.ndjson": 200,
        "/data/clinics/ID.json": 200,
        "/id/clinic/ID": 303,
    }


def test_the_page_shows_each_example_with_the_address_of_this_site(client, settings):
    settings.SITE_URL = "https://clinics.example.org"
    shown = ["".join(one.itertext()) for one in elements(client.get("/data/").content.decode(), "pre")]

    assert shown[-len(examples.EXAMPLES) :] == [
        example.text.replace("SITE", "https://clinics.example.org") for example in examples.EXAMPLES
    ]
