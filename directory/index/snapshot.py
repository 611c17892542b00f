"""An index as bytes, and back: what a process loads when it starts, instead of reading every listing.

The bytes: MAGIC; the digest of all that follows; the length of the head; the head, in JSON; the parts, each
from a multiple of ALIGNMENT on, as it lies in memory. What is of another format or release, cut short, or not
what was written, is never used.
"""

import hashlib
import json
import struct
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version
from uuid import UUID

import directory
from directory.index.index import PARTS, Index

MAGIC = b"INDEX001"
START = struct.Struct(f"<8s{hashlib.sha256().digest_size}s")  # MAGIC, digest
HEAD = struct.Struct("<I")  # length of the head
ALIGNMENT = 64
# What computes the parts, in the directory of the package. Another text of these makes another release.
SOURCES = (
    "facts/*.py",
    "folding.py",
    "index/*.py",
    "maps/lines.py",
    "maps/precision.py",
    "models/listing.py",
    "places/geometry.py",
    "understanding/**/*.py",  # with its tables, whose phrases are kept word by word: lexemes.known_rows
)
LIBRARIES = ("numpy", "pyroaring", "PyStemmer")


class SnapshotError(Exception):
    """The bytes are no snapshot of this format and release, or not all of one."""


@cache
def release() -> str:
    """A digest of the code that computes an index: what another release kept is not read."""
    folder = Path(directory.__file__).parent
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    digest = hashlib.sha256(" ".join([sys.byteorder, unidata_version, *libraries]).encode())
    for path in sorted({path for pattern in SOURCES for path in folder.glob(pattern)}):
        digest.update(f"\n{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def to_bytes(index: Index) -> bytes:
    """The snapshot of an index, for this release."""
    parts = {f"{name}/{key}": part for name in PARTS for key, part in getattr(index, name).to_parts().items()}
    about = {"release": release(), "history": str(index.history), "number": index.number}
    lengths = {name: len(part) for name, part in parts.items()}
    head = json.dumps(about | {"parts": lengths}).encode()
    pieces = [HEAD.pack(len(head)), head]
    at = START.size + HEAD.size + len(head)
    for part in parts.values():
        pieces += [bytes(_padding(at)), part]
        at += _padding(at) + len(part)
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return b"".join([START.pack(MAGIC, digest.digest()), *pieces])


def from_bytes(data: bytes | bytearray, release: str) -> Index:
    """The index of a snapshot. Raises SnapshotError unless `to_bytes` of this release made all of `data`.

    release  what `release` returns
    """
    body = memoryview(data)
    if len(body) < START.size + HEAD.size:
        raise SnapshotError("cut short")
    magic, digest = START.unpack_from(body)
    if magic != MAGIC:
        raise SnapshotError("another format")
    if hashlib.sha256(body[START.size :]).digest() != digest:
        raise SnapshotError("not what was written")
    (length,) = HEAD.unpack_from(body, START.size)
    start = START.size + HEAD.size
    head = json.loads(bytes(body[start : start + length]))
    if head["release"] != release:
        raise SnapshotError("another release")
    history = UUID(head["history"]) if head["history"] != "None" else None
    return Index.from_parts(history, head["number"], _parts(body, start + length, head["parts"]))


def _parts(body, at, lengths):
    """Name of a part of the index → its own parts. Copies: else one array would keep all bytes in memory."""
    parts: dict[str, dict[str, memoryview]] = {name: {} for name in PARTS}
    for name, length in lengths.items():
        at += _padding(at)
        part, _, key = name.partition("/")
        piece = body[at : at + length]
        parts[part][key] = piece if part == "bitmaps" else memoryview(bytes(piece))
        at += length
    return parts


def _padding(at):
    return -at % ALIGNMENT
