"""Compressed answers."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from directory.web.compression import accepts_gzip, compress

LONG = "Ketamine. " * 100


@pytest.mark.parametrize(
    ("header", "is_accepted"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip ; q=1.0,deflate", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0.001", True),
        ("x-gzip, gzipped", False),
        ("*", False),
        ("identity", False),
        (";;,=,q=", False),
        ("", False),
    ],
)
def test_gzip_is_accepted_where_it_is_named_and_not_refused(header, is_accepted):
    assert accepts_gzip(header) is is_accepted


def compressed(response, encoding="gzip"):
    compress(RequestFactory().get("/", headers={"Accept-Encoding": encoding}), response)
    return response


def test_a_body_is_compressed_and_its_etag_becomes_weak():
    response = compressed(HttpResponse(LONG, headers={"ETag": '"a"'}))

    assert gzip.decompress(response.content).decode() == LONG
    assert response["Content-Length"] == str(len(response.content))
    assert (response["Content-Encoding"], response["ETag"], response["Vary"]) == (
        "gzip",
        'W/"a"',
        "Accept-Encoding",
    )


def test_the_same_body_is_compressed_to_the_same_bytes():
    assert compressed(HttpResponse(LONG)).content == compressed(HttpResponse(LONG)).content


def test_a_stream_is_compressed_piece_by_piece():
    drawn = []

    def lines():
        for number in range(40_000):
            drawn.append(number)
            yield f"{number},{number * number}\n"

    response = compressed(StreamingHttpResponse(lines(), headers={"ETag": '"a"'}))
    stream = iter(response.streaming_content)
    first, drawn_first = next(stream), len(drawn)
    text = gzip.decompress(first + b"".join(stream)).decode()

    assert text == "".join(f"{number},{number * number}\n" for number in range(40_000))
    assert (drawn_first < 20_000, response["ETag"]) == (True, 'W/"a"')


def test_who_does_not_accept_it_gets_the_body_and_caches_are_told():
    response = compressed(HttpResponse(LONG, headers={"ETag": '"a"'}), "br")

    assert (response.content.decode(), response["Vary"], response["ETag"]) == (LONG, "Accept-Encoding", '"a"')


def test_a_short_body_and_one_with_an_encoding_stay_as_they_are():
    short, encoded = (
        compressed(HttpResponse("a")),
        compressed(HttpResponse(LONG, headers={"Content-Encoding": "br"})),
    )

    assert (short.content, dict(short.items())) == (b"a", {"Content-Type": "text/html; charset=utf-8"})
    assert encoded.content.decode() == LONG
