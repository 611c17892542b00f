"""/data/index.json, /data/latest/… and /data/files/…: for anybody, from any site, without the database."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from directory.data_files import manifest
from directory.data_files.editions import Editions
from directory.data_files.manifest import LICENSE, DataFile, Manifest
from directory.data_files.output import Output

VERSION = "7173e7ba-269"
NAME = "clinics.ndjson.gz"
ADDRESS = f"/data/files/{VERSION}/{NAME}"
LINES = b'{"id": 1}\n' * 500


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def written(folder):
    """A file of one edition, and its manifest, which is served; the bytes of the file."""
    editions = Editions(folder)
    with editions.locked(), editions.unfinished() as unfinished:
        with Output(unfinished / NAME) as output:
            output.write(LINES)
            output.finish(modified_at=1_790_000_000)
        url = f"https://clinics.example.org{ADDRESS}"
        one = DataFile(NAME, url, "application/x-ndjson", output.bytes, output.sha256, 500, "/schema")
        made_at = datetime(2026, 11, 28, 12, tzinfo=UTC)
        served = Manifest(VERSION, made_at, LICENSE, [], f"/changes?since={VERSION}", [one])
        (unfinished / manifest.NAME).write_bytes(served.as_json())
        editions.add(unfinished, VERSION)
        editions.serve(served, "maker")
    return (folder / "files" / VERSION / NAME).read_bytes()


def body(answer):
    return b"".join(answer) if answer.streaming else answer.content


def problem(answer):
    """(status, detail) of a refusal that no cache keeps."""
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/problem+json", "no-store")
    assert json.loads(answer.content)["status"] == answer.status_code
    return answer.status_code, json.loads(answer.content)["detail"]


def test_the_manifest_is_sent_as_it_was_written_and_asked_for_again_each_time(client, written, folder):
    answer = client.get("/data/index.json")

    assert (answer.status_code, answer.content) == (200, (folder / "index.json").read_bytes())
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", "no-cache")
    assert client.get("/data/index.json", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_newest_file_is_led_to(client, written):
    answer = client.get(f"/data/latest/{NAME}")

    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (302, ADDRESS, "no-cache")
    assert answer["Data-Version"] == VERSION


def test_a_file_is_sent_whole_as_it_lies_there_and_kept_for_a_year(client, written):
    answer = client.get(ADDRESS, headers={"accept-encoding": "gzip"})

    assert gzip.decompress(body(answer)) == LINES
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == str(len(written))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_download_that_was_cut_goes_on_where_it_stopped(client, written):
    first = client.get(ADDRESS, headers={"range": "bytes=0-49"})
    rest = client.get(ADDRESS, headers={"range": "bytes=50-", "if-range": first["ETag"]})

    assert (first.status_code, rest.status_code) == (206, 206)
    assert body(first) + body(rest) == written


def test_a_range_behind_the_end_is_refused_with_the_size(client, written):
    answer = client.get(ADDRESS, headers={"range": "bytes=5000-"})
    size = len(written)

    assert problem(answer) == (416, f"The file ends before this range begins: it has {size} bytes.")
    assert answer["Content-Range"] == f"bytes */{size}"


MISSING = [
    "/data/files/7173e7ba-268/clinics.ndjson.gz",
    "/data/files/7173e7ba-269/clinics.csv.gz",
    "/data/files/7173e7ba-269/index.json",
    "/data/files/7173e7ba-269.9/clinics.ndjson.gz",
    "/data/files/.unfinished-a/clinics.ndjson.gz",
    "/data/files/../index.json",
    "/data/files/7173e7ba-269/..%2Findex.json",
    "/data/files/%2E%2E/index.json",
    f"/data/files/{'7' * 5000}/clinics.ndjson.gz",
]


@pytest.mark.parametrize("address", MISSING)
def test_what_is_not_there_is_not_found(client, written, address):
    assert client.get(address).status_code == 404


def test_a_file_that_is_not_kept_any_longer_says_where_to_look(client, written):
    sentence = "This file isn’t here, or is no longer kept. /data/index.json names the newest files."

    assert problem(client.get(MISSING[0])) == (404, sentence)
    assert problem(client.get("/data/latest/clinics.parquet")) == (
        404,
        "There is no file of this name. /data/index.json names all files.",
    )


@pytest.mark.parametrize("data_dir", ["", "/no/such/directory"])
@pytest.mark.parametrize("address", ["/data/index.json", f"/data/latest/{NAME}"])
def test_before_the_first_files_each_address_says_so(client, settings, data_dir, address):
    settings.DATA_DIR = data_dir

    assert problem(client.get(address)) == (404, "No files have been written yet. Try again in an hour.")
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("address", ["/data/index.json", f"/data/latest/{NAME}", ADDRESS])
def test_each_address_is_for_pages_of_any_site_and_refuses_what_it_does_not_know(client, written, address):
    plain, head, unknown = client.get(address), client.head(address), client.get(f"{address}?a=b")

    plain.getvalue()  # to its end, which closes the file

    assert plain["Access-Control-Allow-Origin"] == "*"
    assert plain["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not plain.cookies
    assert (head.status_code, head.content) == (plain.status_code, b"")
    assert head.headers.get("ETag") == plain.headers.get("ETag")
    assert unknown.status_code == 400
    assert client.post(address).status_code == 405
    assert client.options(address).status_code == 204
