"""Makes lines.bin, the lines of every map: counties, states, the shore, and the land of the neighbors.

    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz --one-top-level=world
    uv run python -m directory.maps.build_lines package/counties-10m.json \
        world/package/countries-10m.json

The first source is the US Census Bureau's, 2017, the second Natural Earth's; both are in the public domain,
and the packages are under the ISC license. We read the first one in degrees. In Albers units, as it also
exists, it holds neither Puerto Rico nor the islands, and moves Alaska and Hawaii. What the file holds, and
how, stands in lines.py, which reads it.
"""

import json
import math
import sys
import zlib
from array import array
from heapq import heapify, heappop, heappush
from itertools import pairwise
from pathlib import Path

from directory.maps.lines import ABROAD, COUNTY, EDGE, FILE, HEADER, LAND, MAGIC, STATE, UNIT, weight_of

US = {"840", "630", "316", "580", "016", "850"}  # ISO 3166: the United States and its territories
NEAR_KM, ABROAD_KM2, FAR_KM2 = 400, 6, 900  # detail of the neighbors: to this distance, and beyond it
MAX_ARC = 32  # points of an arc of the neighbors: what is far away is drawn by the ends of its arcs
KM_A_DEGREE = 111.2


class Topology:
    """A TopoJSON file: its arcs in units of UNIT degrees, and the rings of its shapes."""

    def __init__(self, path: str):
        self.objects = (data := json.loads(Path(path).read_text()))["objects"]
        (kx, ky), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = []
        for steps in data["arcs"]:
            x = y = 0
            line = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                point = round((x * kx + tx) / UNIT), round((y * ky + ty) / UNIT)
                if not line or point != line[-1]:
                    line.append(point)
            self.arcs.append(line if len(line) > 1 else line * 2)

    def shapes(self, name: str):
        """(id, rings) of each shape of an object; a ring is a list of arcs, ~n for one that runs backward."""
        for shape in self.objects[name]["geometries"]:
            if "arcs" in shape:
                parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
                yield shape.get("id", ""), [ring for part in parts for ring in part]

    def points(self, ring):
        joined = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            joined += arc[1:] if joined else arc
        return joined


def areas(line):
    """Visvalingam and Whyatt: of each point the km² that the line loses without it; its ends are infinite."""
    count = len(line)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    area = [math.inf] * count

    def triangle(at):
        (ax, ay), (bx, by), (cx, cy) = line[before[at]], line[at], line[after[at]]
        km = (KM_A_DEGREE * UNIT) ** 2 * math.cos(math.radians(by * UNIT))
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * km

    queue = [(triangle(at), at) for at in range(1, count - 1)]
    for size, at in queue:
        area[at] = size
    heapify(queue)
    least = 0.0
    gone = set()
    while queue:
        size, at = heappop(queue)
        if at in gone or size != area[at]:
            continue
        least = area[at] = max(least, size)
        gone.add(at)
        after[before[at]], before[after[at]] = after[at], before[at]
        for other in (before[at], after[at]):
            if 0 < other < count - 1:
                area[other] = triangle(other)
                heappush(queue, (area[other], other))
    return area


def sides(atlas):
    """Number of an arc → (COUNTY, STATE or EDGE; FIPS number of a state), by the counties beside it."""
    found = {}
    for county, rings in atlas.shapes("counties"):
        for number in (number for ring in rings for number in ring):
            found.setdefault(number if number >= 0 else ~number, set()).add(county)
    states = {number: sorted({int(county[:2]) for county in counties}) for number, counties in found.items()}
    return {
        number: (
            EDGE if len(counties) == 1 else COUNTY if len(states[number]) == 1 else STATE,
            states[number][0],
        )
        for number, counties in found.items()
    }


def neighbors(world, coast):
    """The outlines of the land near the United States that is not theirs: coarser, the farther away."""
    cells = {(x // 1000, y // 1000) for line in coast for x, y in line}
    reach = math.ceil(NEAR_KM / KM_A_DEGREE)

    def is_near(point):
        x, y = point[0] // 1000, point[1] // 1000
        wide = math.ceil(reach / math.cos(math.radians(min(abs(y), 75))))
        return any(
            ((x + dx + 180) % 360 - 180, y + dy) in cells
            for dx in range(-wide, wide + 1)
            for dy in range(-reach, reach + 1)
        )

    for country, rings in world.shapes("countries"):
        for ring in rings if country not in US else ():
            line = _unwrapped(world.points(ring))
            near = [is_near(point) for point in line[:: max(1, len(line) // 400)]]
            if not any(near):
                continue
            kept = [
                point
                for point, area in zip(line, areas(line), strict=True)
                if area > FAR_KM2 or (area > ABROAD_KM2 and is_near(point))
            ]
            if len(kept) > 3:
                yield list(_with_steps(kept))


def _unwrapped(line):
    """The line with longitudes that go on beyond 180 degrees, where it crosses the antimeridian."""
    around = round(360 / UNIT)
    turns, unwrapped, before = 0, [], line[0][0]
    for x, y in line:
        if abs(x - before) > around / 2:
            turns += 1 if x < before else -1
        unwrapped.append((x + turns * around, y))
        before = x
    return unwrapped


def _with_steps(line):
    """The line with a point on each degree of a long straight part: on a map the 49th parallel is a curve."""
    for (ax, ay), (bx, by) in pairwise(line):
        parts = math.ceil(max(abs(bx - ax), abs(by - ay)) * UNIT)
        for part in range(max(parts, 1)):
            yield round(ax + (bx - ax) * part / max(parts, 1)), round(ay + (by - ay) * part / max(parts, 1))
    yield line[-1]


def chains(atlas, numbers):
    """The arcs as chains, signed as in a ring: each goes on until it meets two others, or itself."""
    at_point = {}
    for number in numbers:
        for signed in (number, ~number):
            at_point.setdefault(atlas.points([signed])[0], []).append(signed)
    left = set(numbers)

    def follow(signed):
        chain = [signed]
        left.discard(max(signed, ~signed))
        while len(ways := at_point[atlas.points([chain[-1]])[-1]]) == 2:
            (onward,) = [way for way in ways if way != ~chain[-1]] or [chain[0]]
            if max(onward, ~onward) not in left:
                break
            chain.append(onward)
            left.discard(max(onward, ~onward))
        return chain

    for ways in at_point.values():
        for signed in ways if len(ways) != 2 else ():
            if max(signed, ~signed) in left:
                yield follow(signed)
    while left:
        yield follow(min(left))


class Output:
    """The arcs and rings that go into the file."""

    def __init__(self):
        self.arcs, self.kinds, self.states, self.joined = [], array("B"), array("B"), array("B")
        self.weights, self.rings = bytearray(), []

    def add(self, line, kind, state=0):
        """Add a line, in arcs of MAX_ARC steps: those out of sight cost little. Returns their numbers."""
        first = len(self.arcs)
        weights = [
            # Points of the neighbors with less than ABROAD_KM2 are those of _with_steps(), which stay.
            weight_of(math.inf if kind == ABROAD and area < ABROAD_KM2 else area)
            for area in areas(line)
        ]
        for start in range(0, len(line) - 1, MAX_ARC):
            self.arcs.append(line[start : start + MAX_ARC + 1])
            self.weights += bytes(weights[start : start + MAX_ARC + 1])
            self.kinds.append(kind)
            self.states.append(state)
            self.joined.append(start > 0)
        return list(range(first, len(self.arcs)))

    def write(self):
        x, y = zip(*(point for arc in self.arcs for point in arc), strict=True)
        refs = [number for _, ring in self.rings for number in ring]
        parts = [
            array("H", map(len, self.arcs)),
            *(self.kinds, self.states, self.joined),
            array("i", (b - a for a, b in zip((0, *x), x, strict=False))),
            array("i", (b - a for a, b in zip((0, *y), y, strict=False))),
            self.weights,
            array("B", (owner for owner, _ in self.rings)),
            array("H", (len(ring) for _, ring in self.rings)),
            array("h", refs),
        ]
        body = zlib.compress(b"".join(bytes(part) for part in parts), 9)
        FILE.write_bytes(HEADER.pack(MAGIC, len(self.arcs), len(x), len(self.rings), len(refs)) + body)
        print(f"{len(self.arcs)} arcs, {len(x)} points, {len(self.rings)} rings, {FILE.stat().st_size} bytes")


def main(atlas_path, world_path):
    atlas, world = Topology(atlas_path), Topology(world_path)
    output, side_of = Output(), sides(atlas)
    for number, (kind, state) in side_of.items():
        if kind == COUNTY:
            output.add(atlas.arcs[number], kind, state)
    first_of = {}  # the arc with which a chain begins, in either direction → its length; the same as new arcs
    for chain in chains(atlas, [number for number, (kind, _) in side_of.items() if kind != COUNTY]):
        new = output.add(atlas.points(chain), side_of[max(chain[0], ~chain[0])][0])
        first_of[chain[0]] = len(chain), new
        first_of[~chain[-1]] = len(chain), [~number for number in reversed(new)]

    def in_chains(ring):
        start = next((at for at, number in enumerate(ring) if number in first_of), None)
        ring = [] if start is None else ring[start:] + ring[:start]  # one ring is a gap between two states
        while ring:
            count, new = first_of[ring[0]]
            yield from new
            ring = ring[count:]

    for owner, name in ((LAND, "nation"), (None, "states")):
        for code, shape in atlas.shapes(name):
            joined = filter(None, ([*in_chains(ring)] for ring in shape))
            output.rings += [(int(code) if owner is None else owner, ring) for ring in joined]
    for outline in neighbors(
        world, [atlas.arcs[number] for number, (kind, _) in side_of.items() if kind == EDGE]
    ):
        output.rings.append((ABROAD, output.add(outline, ABROAD)))
    output.write()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
