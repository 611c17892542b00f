"""A compressed file that is being written: counts its rows and bytes, and computes its SHA-256."""

import hashlib
import os
from pathlib import Path
from typing import Self

from zlib_ng import zlib_ng

LEVEL = 5  # a fifth fewer bytes than isal makes, and as few as zlib in twice the time
GZIP = 31  # the window bits that mean a gzip header, without a time or a name: equal rows make equal files
PIECE_BYTES = 256 * 1024  # compressed at once
UNFINISHED = ".unfinished-"  # begins the name of what is being written
FILE_MODE = 0o644  # nginx reads them as another user


class Output:
    """A gzip file: write() its lines, then finish() it, inside `with`, which closes it whatever happens.

    rows  as many lines as were written, without the header
    """

    def __init__(self, path: Path, header: bytes = b""):
        self.name, self.rows, self.bytes = path.name, 0, 0
        self._sha256 = hashlib.sha256()
        self._compressor = zlib_ng.compressobj(LEVEL, zlib_ng.DEFLATED, GZIP)
        self._lines, self._waiting = [header], len(header)
        self._file = path.open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._file.close()

    def write(self, line: bytes) -> None:
        self.rows += 1
        self._lines.append(line)
        self._waiting += len(line)
        if self._waiting >= PIECE_BYTES:
            self._compress()

    def finish(self, *, modified_at: int) -> None:
        """Write what is left, and wait until the disk has it.

        modified_at  the Unix time that the file shall bear: its ETag is made of it, here and in nginx
        """
        self._compress()
        self._store(self._compressor.flush())
        self._file.flush()
        os.fchmod(self._file.fileno(), FILE_MODE)
        os.fsync(self._file.fileno())
        self._file.close()
        os.utime(self._file.name, (modified_at, modified_at))

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    def _compress(self):
        self._store(self._compressor.compress(b"".join(self._lines)))
        self._lines, self._waiting = [], 0

    def _store(self, compressed):
        self.bytes += len(compressed)
        self._sha256.update(compressed)
        self._file.write(compressed)


def sync_directory(path: Path) -> None:
    """Wait until the disk has the names in a directory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, content: bytes) -> None:
    """Put another content into a file at one stroke: readers see the old one or the new one, whole."""
    unfinished = path.with_name(f"{UNFINISHED}{path.name}-{os.getpid()}")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), FILE_MODE)
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_directory(path.parent)
