"""Compare how many clinics the site finds within a radius with a count of the imported file itself.

    uv run manage.py import_clinics FILE --publish-as USER
    uv run python -m benchmarks.radius FILE

Shares no code with the site but the points of its ZIP codes: reads the CSV, drops exact duplicates, moves a
row whose point lies over MAX_MILES_FROM_ZIP from its ZIP code to the ZIP code, and measures by itself.
Exit status: how many of the ZIP codes differ.
"""

import csv
import os
import sys
from math import asin, cos, radians, sin, sqrt

ZIP_CODES = """
    10001 02108 19103 20001 30303 33101 37203 48226 55401 60601 63101 70112 77002 80202 85004 90012 94103
    98101 99501 96813
""".split()  # noqa: SIM905
RADII = (10, 25, 100)  # miles
EARTH_RADIUS = 3958.7613  # miles
MAX_MILES_FROM_ZIP = 50


def haversine_miles(a, b):
    (p, q), (r, s) = (map(radians, point) for point in (a, b))
    return 2 * EARTH_RADIUS * asin(sqrt(sin((r - p) / 2) ** 2 + cos(p) * cos(r) * sin((s - q) / 2) ** 2))


def distinct_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        seen = set()
        for row in csv.DictReader(file):
            values = tuple(value for name, value in row.items() if name != "source_row")
            if values not in seen:
                seen.add(values)
                yield row


def main(path):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    import zipcodes
    from django.test import Client

    from directory.places.gazetteer import gazetteer

    centers = {code["zip_code"]: (float(code["lat"]), float(code["long"])) for code in zipcodes.list_all()}
    points = []
    for row in distinct_rows(path):
        point = (float(row["latitude"]), float(row["longitude"]))
        center = centers.get(row["zip"], (0.0, 0.0))
        points.append(
            center if center != (0.0, 0.0) and haversine_miles(point, center) > MAX_MILES_FROM_ZIP else point
        )

    differing = 0
    client = Client(headers={"host": "localhost"})
    for code in ZIP_CODES:
        place = gazetteer().zip_place(code)
        middle = (place.latitude, place.longitude)
        miles = [haversine_miles(middle, point) for point in points]
        expected = [sum(distance <= radius for distance in miles) for radius in RADII]
        queries = ({"near": code, "within": radius} for radius in RADII)
        totals = [client.get("/clinics.json", query).json()["total"] for query in queries]
        differing += totals != expected
        print(
            code,
            *(
                f"{radius} mi: {total} found, {count} counted"
                for radius, total, count in zip(RADII, totals, expected, strict=True)
            ),
            sep="   ",
        )
    print(f"{len(ZIP_CODES)} ZIP codes, {len(points)} rows, {differing} ZIP codes differ")
    return differing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
