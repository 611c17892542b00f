"""What a file is answered with: the whole, a part, nothing new, or a refusal."""

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.data_files import serve
from directory.data_files.serve import Part, UnsatisfiableError, parse_range

# A response that is closed ends its request, at which Django looks at the connection of an earlier test.
pytestmark = pytest.mark.django_db

SIZE = 1000
RANGES = [
    ("bytes=0-99", Part(0, 99)),
    ("bytes=900-", Part(900, 999)),
    ("bytes=-50", Part(950, 999)),
    ("bytes=-5000", Part(0, 999)),
    ("bytes=990-99999", Part(990, 999)),
    ("bytes=0-0", Part(0, 0)),
    ("BYTES=0-1", Part(0, 1)),
    ("bytes = 0 - 1 ", Part(0, 1)),
    ("", None),
    ("bytes=", None),
    ("bytes=-", None),
    ("bytes=5-4", None),
    ("bytes=0-1,5-6", None),
    ("items=0-1", None),
    ("bytes=a-b", None),
    ("bytes=١-٢", None),
    (f"bytes={'9' * 30}-", None),
]


@pytest.mark.parametrize(("text", "part"), RANGES)
def test_a_header_range_names_a_part_or_nothing(text, part):
    assert parse_range(text, SIZE) == part


@pytest.mark.parametrize(
    ("text", "size"), [("bytes=1000-", 1000), ("bytes=1000-1001", 1000), ("bytes=-0", 1000), ("bytes=0-", 0)]
)
def test_a_range_without_a_byte_of_the_file_is_refused(text, size):
    with pytest.raises(UnsatisfiableError):
        parse_range(text, size)


@settings(max_examples=50)
@given(st.text(alphabet="bytes=-0123456789, ") | st.text(), st.integers(0, 10_000))
def test_any_text_is_a_part_inside_the_file_or_none(text, size):
    try:
        part = parse_range(text, size)
    except UnsatisfiableError:
        return
    assert part is None or 0 <= part.first <= part.last < size


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "clinics.ndjson.gz"
    path.write_bytes(bytes(range(250)) * 4)
    return path


def ask(path, method="GET", **headers):
    request = getattr(RequestFactory(), method.lower())("/", headers=headers)
    response = serve.file_response(request, path)
    body = b"".join(response) if response.streaming else response.content
    response.close()
    return response, body


def test_the_whole_file_is_sent_as_it_lies_there(file):
    response, body = ask(file, accept_encoding="gzip")
    status = file.stat()

    assert (response.status_code, body) == (200, file.read_bytes())
    assert dict(response.items()) == {
        "Accept-Ranges": "bytes",
        "ETag": f'"{int(status.st_mtime):x}-3e8"',
        "Last-Modified": response["Last-Modified"],
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Type": "application/gzip",
        "Content-Length": "1000",
    }


def test_head_tells_the_length_and_sends_nothing(file):
    response, body = ask(file, "HEAD", range="bytes=0-9")

    assert (response.status_code, response["Content-Length"], body) == (200, "1000", b"")


def test_a_part_is_sent_with_its_place(file):
    response, body = ask(file, range="bytes=100-299")

    assert (response.status_code, body) == (206, file.read_bytes()[100:300])
    assert (response["Content-Range"], response["Content-Length"]) == ("bytes 100-299/1000", "200")


def test_a_part_is_sent_only_of_the_file_that_was_begun(file):
    same = ask(file)[0]
    asked = [same["ETag"], same["Last-Modified"], '"another"', f"W/{same['ETag']}", "not a date"]

    assert [ask(file, range="bytes=0-9", if_range=known)[0].status_code for known in asked] == [
        206,
        206,
        200,
        200,
        200,
    ]


def test_who_has_the_file_gets_nothing_again(file):
    same = ask(file)[0]
    response, body = ask(file, if_none_match=same["ETag"], range="bytes=5000-")

    assert (response.status_code, body, response["ETag"]) == (304, b"", same["ETag"])
    assert ask(file, if_modified_since=same["Last-Modified"])[0].status_code == 304
    assert ask(file, if_match='"another"')[0].status_code == 412
