"""The lines of all maps, read once from lines.bin, which build_lines.py makes.

The file: HEADER, then, compressed, the parts that `Lines` names, in its order. All numbers are little-endian.
"""

import math
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).with_name("lines.bin")
MAGIC = b"LINES003"
HEADER = struct.Struct("<8s4I")  # MAGIC; how many arcs, points, rings, arcs in rings
UNIT = 0.001  # degrees in one unit of the file

COUNTY, STATE, EDGE, ABROAD = 0, 1, 2, 3  # kinds of an arc: between two counties, two states; shore or border
LAND = 0  # owner of the rings of the whole country; ABROAD those of other countries; else the FIPS of a state

Vector = tuple[float, float, float]


def weight_of(km2: float) -> int:
    """An area in km² as one byte: 12 steps for each doubling; 255 for a point that always stays."""
    if km2 == math.inf:
        return 255
    return min(max(round(12 * math.log2(max(km2, 0.01))), 0), 254)


def vector(latitude: float, longitude: float) -> Vector:
    """Degrees → the vector of length 1 from the middle of the earth."""
    north, east = math.radians(latitude), math.radians(longitude)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def degrees(point: Vector) -> tuple[float, float]:
    """(latitude, longitude) of a vector."""
    x, y, z = point
    return math.degrees(math.asin(max(-1, min(1, z)))), math.degrees(math.atan2(y, x))


class Lines:
    """Arcs and rings of arcs.

    starts   where the points of each arc begin; one more at the end
    kinds    COUNTY, STATE, EDGE or ABROAD of each arc
    states   FIPS number of the state of an arc between two of its counties; else 0
    joined   1 for an arc that goes on where the one before it ends
    x, y, z  the vector of each point
    weights  weight_of() the area that a line loses without the point
    rings    owner → rings, each a list of arcs, ~n for one that runs backward
    cells    (latitude, longitude) of a cell of one degree, its south and west → arcs with a point in it
    """

    def __init__(self, data: bytes):
        magic, arcs, points, rings, refs = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise ValueError(f"{FILE} is of another version: make it with build_lines.py")
        body = memoryview(zlib.decompress(data[HEADER.size :]))

        def take(typecode, count):
            nonlocal body
            part = array(typecode)
            part.frombytes(body[: count * part.itemsize])
            body = body[count * part.itemsize :]
            if sys.byteorder == "big":
                part.byteswap()
            return part

        self.starts = array("I", accumulate(take("H", arcs), initial=0))
        self.kinds, self.states, self.joined = (take("B", arcs) for _ in range(3))
        longitudes, latitudes = (list(accumulate(take("i", points))) for _ in range(2))
        self.weights = take("B", points)
        owners, lengths = take("B", rings), take("H", rings)
        rest = iter(take("h", refs))
        self.rings: dict[int, list[list[int]]] = {}
        for owner, length in zip(owners, lengths, strict=True):
            self.rings.setdefault(owner, []).append([next(rest) for _ in range(length)])
        self._place(latitudes, longitudes)
        self._index(latitudes, longitudes)
        self._caps: dict[int, tuple[Vector, float]] = {}

    def _place(self, latitudes, longitudes):
        scale = math.radians(UNIT)
        cosines = [math.cos(north * scale) for north in latitudes]
        self.x = array("f", [c * math.cos(e * scale) for c, e in zip(cosines, longitudes, strict=True)])
        self.y = array("f", [c * math.sin(e * scale) for c, e in zip(cosines, longitudes, strict=True)])
        self.z = array("f", [math.sin(north * scale) for north in latitudes])

    def _index(self, latitudes, longitudes):
        cells: dict[tuple[int, int], set[int]] = {}
        size = round(1 / UNIT)
        for number, kind in enumerate(self.kinds):
            if kind != ABROAD:
                start, stop = self.starts[number], self.starts[number + 1]
                north, east = latitudes[start:stop], longitudes[start:stop]
                # A long arc may cross a cell without a point in it: the cells of its whole box hold it.
                for row in range(min(north) // size, max(north) // size + 1):
                    for column in range(min(east) // size, max(east) // size + 1):
                        cells.setdefault((row, column), set()).add(number)
        self.cells = {cell: array("H", sorted(numbers)) for cell, numbers in cells.items()}

    def cap(self, number: int) -> tuple[Vector, float]:
        """The middle of an arc and the chord from there to its farthest point."""
        if number not in self._caps:
            self._caps[number] = _cap(list(self.vectors(number)))
        return self._caps[number]

    def vectors(self, number: int, least: int = 0) -> Iterator[Vector]:
        """The vectors of the points of an arc whose weight is at least `least`."""
        part = slice(self.starts[number], self.starts[number + 1])
        points = zip(self.x[part], self.y[part], self.z[part], strict=True)
        if not least:
            return points
        return (point for point, weight in zip(points, self.weights[part], strict=True) if weight >= least)


def _cap(vectors):
    middle = [sum(axis) for axis in zip(*vectors, strict=True)]
    length = math.hypot(*middle)
    center = (middle[0] / length, middle[1] / length, middle[2] / length)
    return center, max(math.dist(center, point) for point in vectors)


@cache
def lines() -> Lines:
    """The Lines of this process: 100 ms at the first call, then 3 MB in memory."""
    return Lines(FILE.read_bytes())
