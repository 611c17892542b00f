"""Does the site find exactly what lies within a radius? Counted again from the file itself.

    uv run manage.py import_clinics FILE --publish-as USER
    uv run python -m benchmarks.radius FILE

Shares no code with the site but the points of its places: reads the CSV, drops exact duplicates, puts a row
whose point lies over 50 miles from its ZIP code at the ZIP code, and measures each with its own haversine.
"""

import csv
import os
import sys
from math import asin, cos, radians, sin, sqrt

ZIPS = """
    10001 02108 19103 20001 30303 33101 37203 48226 55401 60601 63101 70112 77002 80202 85004 90012 94103
    98101 99501 96813
""".split()  # noqa: SIM905
RADII = (10, 25, 100)
RADIUS = 3958.7613  # miles


def miles(a, b):
    (p, q), (r, s) = (map(radians, one) for one in (a, b))
    return 2 * RADIUS * asin(sqrt(sin((r - p) / 2) ** 2 + cos(p) * cos(r) * sin((s - q) / 2) ** 2))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        seen = set()
        for row in csv.DictReader(file):
            same = tuple(value for name, value in row.items() if name != "source_row")
            if same not in seen:
                seen.add(same)
                yield row


def main(path):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    import zipcodes
    from django.test import Client

    from directory.models import Place

    centers = {one["zip_code"]: (float(one["lat"]), float(one["long"])) for one in zipcodes.list_all()}
    points = []
    for row in rows(path):
        point = (float(row["latitude"]), float(row["longitude"]))
        center = centers.get(row["zip"], (0.0, 0.0))
        points.append(center if center != (0.0, 0.0) and miles(point, center) > 50 else point)

    wrong = 0
    client = Client(headers={"host": "localhost"})
    for code in ZIPS:
        place = Place.objects.get(kind="zip", key=code)
        counted = [
            sum(miles((place.latitude, place.longitude), one) <= radius for one in points) for radius in RADII
        ]
        asked = ({"near": code, "within": radius} for radius in RADII)
        found = [client.get("/clinics.json", one).json()["total"] for one in asked]
        wrong += found != counted
        print(
            code,
            *(
                f"{radius} mi: {a} found, {b} counted"
                for radius, a, b in zip(RADII, found, counted, strict=True)
            ),
            sep="   ",
        )
    print(f"{len(ZIPS)} places, {len(points)} rows, {wrong} differ")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
