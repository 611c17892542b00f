"""Towns by where they are: the town nearest to a point, the towns inside a box, the county of a ZIP code."""

from itertools import product

from directory.places.gazetteer import NO_ENTRY, TOWN, cell_of, gazetteer
from directory.places.geometry import haversine_miles
from directory.places.place import Place

MIN_PEOPLE = 1000  # of a town that people know by its name
MAX_CELLS = 40  # of one degree: in a larger box, the largest towns of the country are looked through instead
MAX_RINGS = 6  # of cells around a point: beyond them no town is near


def nearest_town(latitude: float, longitude: float) -> Place | None:
    """The town nearest to a point in degrees, if possible of MIN_PEOPLE or more; None far from all."""
    places = gazetteer()
    for ring in range(1, MAX_RINGS):
        around = product(range(-ring, ring + 1), repeat=2)
        cells = {
            cell_of(latitude + north, longitude + east)
            for north, east in around
            if abs(latitude + north) < 90
        }
        towns = [town for cell in cells for town in places.towns_of_cell(cell)]
        known = [town for town in towns if places.people[town] >= MIN_PEOPLE] or (towns if ring > 1 else [])
        if known:
            here = latitude, longitude
            return places.place(min(known, key=lambda town: haversine_miles(here, places.point(town))))
    return None


def towns_in(south: float, north: float, west: float, east: float, limit: int) -> list[Place]:
    """The towns inside a box of degrees, the most populous first; west > east across the antimeridian."""
    places = gazetteer()
    width = (east - west) % 360
    if (north - south + 1) * (width + 1) > MAX_CELLS:
        candidates = (
            entry for entry in range(len(places)) if places.kinds[entry] == TOWN and not places.flags[entry]
        )
    else:
        spans = range(int(north) - int(south) + 2), range(int(width) + 2)
        cells = {cell_of(south + up, west + right) for up, right in product(*spans) if south + up < 91}
        candidates = sorted(town for cell in cells for town in places.towns_of_cell(cell))
    found = []
    for town in candidates:
        latitude, longitude = places.point(town)
        if south <= latitude <= north and (longitude - west) % 360 <= width:
            found.append(places.place(town))
            if len(found) == limit:
                break
    return found


def county_of_zip(five: str) -> Place | None:
    """The county of a ZIP code of five digits; None where it is not known, and in the capital."""
    places = gazetteer()
    row = places.zip_row(five)
    county = NO_ENTRY if row is None else places.zip_counties[row]
    return None if county == NO_ENTRY else places.place(county)
