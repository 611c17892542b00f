"""An index comes back from its bytes as it was; anything else is never used."""

import ast
import struct
from itertools import accumulate
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

import directory
from directory.index import snapshot
from directory.index.index import PARTS, Index
from directory.index.snapshot import SnapshotError, from_bytes, release, to_bytes
from tests.support.index_rows import FIRST_DAY, everything, index_row, some_rows

HISTORY = uuid4()
INDEX = Index(HISTORY).updated(7, some_rows(40))
SNAPSHOT = to_bytes(INDEX)


def test_an_index_comes_back_as_it_was():
    assert everything(from_bytes(SNAPSHOT, release())) == everything(INDEX)


def test_an_index_without_listings_comes_back():
    empty = Index(HISTORY, 3)

    assert everything(from_bytes(to_bytes(empty), release())) == everything(empty)


def test_an_index_goes_on_from_its_snapshot():
    changed = [index_row(3, codes=["state:NY"]), index_row(5, removed_at=FIRST_DAY), index_row(90_000)]

    loaded = from_bytes(SNAPSHOT, release())

    assert everything(loaded.updated(8, changed)) == everything(INDEX.updated(8, changed))
    assert everything(loaded) == everything(INDEX)


def test_a_snapshot_keeps_what_changed_since_the_last_one():
    rows = [index_row(pk, name=f"Zebra {pk}", directory_version=9) for pk in (2, 41)]
    index = INDEX.updated(9, rows)

    assert everything(from_bytes(to_bytes(index), release())) == everything(index)


# ---- never used


def test_of_another_release():
    with pytest.raises(SnapshotError, match="another release"):
        from_bytes(SNAPSHOT, "0" * 64)


def test_of_another_format(monkeypatch):
    monkeypatch.setattr(snapshot, "MAGIC", b"INDEX000")

    with pytest.raises(SnapshotError, match="another format"):
        from_bytes(SNAPSHOT, release())


def test_cut_short_at_the_end_of_each_region():
    (head,) = struct.unpack_from("<I", SNAPSHOT, snapshot.START.size)
    regions = [8, snapshot.START.size - 8, snapshot.HEAD.size, head]
    for name in PARTS:
        regions += map(len, getattr(INDEX, name).to_parts().values())
    ends = {end for edge in accumulate(regions) for end in (edge - 1, edge, edge + 1)}

    for end in sorted(end for end in {0, *ends} if end < len(SNAPSHOT)):
        with pytest.raises(SnapshotError):
            from_bytes(SNAPSHOT[:end], release())


def test_with_something_after_its_end():
    with pytest.raises(SnapshotError, match="not what was written"):
        from_bytes(SNAPSHOT + b"\0", release())


def test_the_release_reads_every_module_of_ours_that_the_parts_import():
    package = Path(directory.__file__).parent
    of_release = {path for pattern in snapshot.SOURCES for path in package.glob(pattern)}
    # Where an index lies, and which process keeps it up, changes nothing in it; sentences and tables neither.
    others = {"current.py", "keeper.py", "own_connections.py", "stored.py"}
    imported = {path for path in package.glob("index/*.py") if path.name not in others}
    to_read = list(imported)
    while to_read:
        found = {
            path
            for path in modules_imported_by(to_read.pop())
            if path.parent.name not in ("claims", "models")
        }
        to_read += found - imported
        imported |= found

    assert {path for path in imported if package / "claims" not in path.parents} <= of_release
    assert package / "understanding" / "tables" / "treatment.py" in imported


def modules_imported_by(path):
    """The files of the modules of ours that a module names in `from … import …`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("directory"):
            place = Path(directory.__file__).parent.parent / node.module.replace(".", "/")
            named = [place, *(place / one.name for one in node.names)]
            yield from (file for one in named if (file := one.with_suffix(".py")).exists())


@given(at=st.integers(0, len(SNAPSHOT) - 1), flipped=st.integers(1, 255))
def test_with_one_byte_changed(at, flipped):
    changed = bytearray(SNAPSHOT)
    changed[at] ^= flipped

    with pytest.raises(SnapshotError):
        from_bytes(bytes(changed), release())


@given(cut=st.integers(0, len(SNAPSHOT) - 1))
def test_cut_short_anywhere(cut):
    with pytest.raises(SnapshotError):
        from_bytes(SNAPSHOT[:cut], release())
