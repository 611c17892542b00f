"""Whoever reads the data once can read it for years: nothing that was published goes away within one version.

published_shape.txt holds what was published: keys, codes, columns, addresses and parameters, one a line. What
is new needs no line; each release adds what it brought:

    uv run python -m tests.exchange.write_published_shape
"""

from pathlib import Path

import pytest

from directory.exchange.schemas.about import SHAPE_VERSION
from tests.exchange.shape import missing, shape

PUBLISHED = Path(__file__).with_name("published_shape.txt")


def published():
    """(version, lines)"""
    version, *lines = PUBLISHED.read_text(encoding="utf-8").splitlines()
    return version, lines


def test_nothing_is_removed_without_a_new_major_version():
    version, lines = published()

    same_major = version.split(".")[0] == SHAPE_VERSION.split(".")[0]
    assert not same_major or missing(lines, shape()) == []


def test_the_old_columns_stay_in_their_order():
    """A new one may stand between them, where the spine has its statement: readers find columns by name."""
    _version, lines = published()
    old = [line for line in lines if line.startswith("column ")]
    now = [line for line in shape() if line.startswith("column ")]

    assert [line for line in now if line in old] == old


@pytest.mark.parametrize(
    "removed",
    [
        "statements route.value[] = iv",
        "statements private_room.value: boolean",
        "statements practitioners.value[].license_number: string",
        "clinic listed_until: string",
        "clinic id!",
        "column route",
        "address get /data/changes.ndjson",
        "address get /clinics.json ?route",
    ],
)
def test_a_removal_is_seen(removed):
    """One of each kind of line: it is in the shape, and without it something is missing."""
    lines = shape()

    assert missing(lines, [line for line in lines if line != removed]) == [removed]
