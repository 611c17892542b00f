"""County polygons of us-atlas (TopoJSON): their middle, their reach, and which of them holds a point."""

import itertools
import json
import math
from collections import defaultdict
from functools import cached_property

from directory.places.geometry import haversine_miles

STEPS = 200  # towards the middle: each vertex then lies within a few percent of the smallest reach


class Polygon:
    """The outer rings of a county or a state. points: (latitude, longitude) in degrees."""

    def __init__(self, rings):
        self.rings = rings
        self.points = [point for ring in rings for point in ring]
        latitudes, longitudes = zip(*self.points, strict=True)
        self.south, self.north = min(latitudes), max(latitudes)
        self.west, self.east = min(longitudes), max(longitudes)

    @cached_property
    def middle(self):
        """The middle of the smallest circle around the points, near enough: Bădoiu and Clarkson, 2003."""
        points = list(set(self.points))
        latitude, longitude = (self.south + self.north) / 2, (self.west + self.east) / 2
        width = math.cos(math.radians(latitude)) ** 2
        for step in range(1, STEPS):
            farthest = max(points, key=lambda p: (p[0] - latitude) ** 2 + (p[1] - longitude) ** 2 * width)
            latitude += (farthest[0] - latitude) / (step + 1)
            longitude += (farthest[1] - longitude) / (step + 1)
        return latitude, (longitude + 180) % 360 - 180

    @cached_property
    def reach(self):
        """Whole miles from the middle that cover every point."""
        return math.ceil(max(haversine_miles(self.middle, point) for point in self.points))

    def holds(self, latitude, longitude):
        """True if the point lies inside: a ray crosses the rings an odd number of times."""
        if not (self.south <= latitude <= self.north and self.west <= longitude <= self.east):
            return False
        inside = False
        for ring in self.rings:
            for (north, west), (south, east) in itertools.pairwise(ring):
                if (north > latitude) != (south > latitude):
                    inside ^= longitude < west + (latitude - north) / (south - north) * (east - west)
        return inside


def read_polygons(path, layer):
    """FIPS code → Polygon, of a layer of a file of us-atlas: "counties" or "states".

    West of the antimeridian, longitudes run on below -180, so that no ring is torn.
    """
    topology = json.loads(path.read_text())
    (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            longitude = x * scale_x + x0
            arc.append((y * scale_y + y0, longitude - 360 if longitude > 170 else longitude))
        arcs.append(arc)
    rings = defaultdict(list)
    for shape in topology["objects"][layer]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for part in parts:
            for ring in part:
                pieces = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
                rings[shape["id"]].append([point for piece in pieces for point in piece])
    return {fips: Polygon(ring) for fips, ring in rings.items()}
