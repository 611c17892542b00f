"""Serves a file as nginx does by itself: Range, If-Range, 304, HEAD, and no Content-Encoding.

The ETag is the one that nginx makes of a file: a download that was begun at one machine goes on at another.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

PIECE_BYTES = 256 * 1024
MAX_AGE_SECONDS = 365 * 24 * 3600
RANGE = re.compile(r" *bytes *= *([0-9]{0,18}) *- *([0-9]{0,18}) *", re.IGNORECASE | re.ASCII)


class Part(NamedTuple):
    """Bytes of a file, from `first` to `last`, which is the last one that is in it."""

    first: int
    last: int


class UnsatisfiableError(ValueError):
    """A range that has no byte of the file, whose size is `size`."""

    def __init__(self, size: int):
        super().__init__(size)
        self.size = size


def file_response(request: HttpRequest, path: Path) -> HttpResponseBase:
    """200, 206, 304 or 412 for GET or HEAD of a file that never changes.

    Raises FileNotFoundError, and UnsatisfiableError for what is answered with 416.
    """
    file = path.open("rb")
    status = os.fstat(file.fileno())
    size, modified_at = status.st_size, int(status.st_mtime)
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": f'"{modified_at:x}-{size:x}"',
        "Last-Modified": http_date(modified_at),
        "Cache-Control": f"public, max-age={MAX_AGE_SECONDS}, immutable",
    }
    response = get_conditional_response(request, headers["ETag"], modified_at)
    if response is None:
        try:
            part = _wanted_part(request, size, headers)
        except UnsatisfiableError:
            file.close()
            raise
        return _answer(request, file, size, part, headers)
    file.close()
    if response.status_code == 304:
        for name, value in headers.items():
            response[name] = value
    return response


def _answer(request, file, size, part, headers):
    """The response with the whole file, or a Part of it."""
    first, last = part or (0, size - 1)
    headers = headers | {"Content-Type": "application/gzip", "Content-Length": str(last - first + 1)}
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        del headers["Accept-Ranges"]  # as nginx does: a part shows that there are parts
    if request.method == "HEAD":
        file.close()
        return HttpResponse(headers=headers)
    pieces = _Pieces(file, first, last - first + 1)
    return StreamingHttpResponse(pieces, status=206 if part else 200, headers=headers)


class _Pieces:
    """Iterates over bytes of an open file, from a position on. Django closes it when the response is sent."""

    def __init__(self, file: BinaryIO, first: int, length: int):
        self._file, self._left = file, length
        file.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (piece := self._file.read(min(PIECE_BYTES, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()


def _wanted_part(request, size, headers):
    """The Part that a GET asks for by Range; None if it asks for the whole, or for something else.

    The whole file is sent as well for several ranges, and where If-Range names another file.
    """
    known = request.headers.get("If-Range", "")
    if request.method != "GET" or known not in ("", headers["ETag"], headers["Last-Modified"]):
        return None
    return parse_range(request.headers.get("Range", ""), size)


def parse_range(text: str, size: int) -> Part | None:
    """The Part of a header such as `bytes=0-99`, `bytes=100-` or `bytes=-50`; None for anything else.

    size  of the file, in bytes
    Raises UnsatisfiableError for a range that begins behind the end of the file.
    """
    match = RANGE.fullmatch(text)
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        first, last = max(0, size - int(last)), size - 1
    elif last != "" and int(last) < int(first):
        return None
    else:
        first, last = int(first), min(size - 1, int(last or size))
    if first > last:
        raise UnsatisfiableError(size)
    return Part(first, last)
