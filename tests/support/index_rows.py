"""Rows of invented listings for the index, without a database."""

from datetime import date, timedelta

from directory.folding import fold
from directory.index.rows import Row
from directory.places.geometry import Point

FIRST_DAY = date(2026, 1, 1)
TODAY = date(2026, 2, 1)


def index_row(pk, **values):
    """A Row of a listing that states nothing; `values` are set in it."""
    name = values.get("name", f"Clinic {pk}")
    stated = {
        "pk": pk,
        "codes": [],
        "offering_codes": [],
        "latitude": None,
        "longitude": None,
        "point_source": "given",
        "confirmed_on": None,
        "first_published_on": FIRST_DAY,
        "availability": "",
        "availability_on": None,
        "stated_on": {},
        "document_seen_until": None,
        "register_checked_until": None,
        "removed_at": None,
        "directory_version": 1,
        "name": name,
        "alias": "",
        "organization": "",
        "city": "",
        "practitioners": [],
    }
    others = dict.fromkeys(Row._fields, "") | stated | {"search_text_a": fold(name)}
    return Row(**others | values)


def some_rows(count):
    """Rows that differ in what the index reads of them."""
    for pk in range(1, count + 1):
        yield index_row(
            pk,
            codes=[f"state:{'CO' if pk % 2 else 'TX'}", f"organization:chain-{pk % 3}"],
            offering_codes=["0:route:iv", f"0:session_dollars:{pk * 10}", f"{pk % 4}:route:im"],
            latitude=39 + pk / 7,
            longitude=-105 + pk / 3,
            confirmed_on=FIRST_DAY + timedelta(pk) if pk % 5 else None,
            availability="accepting" if pk % 3 else "",
            availability_on=FIRST_DAY if pk % 3 else None,
            directory_version=pk // 4 + 1,
            name=f"Clinic {pk * 7 % 10}",
        )


def everything(index):
    """What an index answers."""
    ids = index.ids
    miles = index.miles_from(Point(40, -104), within=500, among=ids)
    return {
        "history": index.history,
        "number": index.number,
        "bitmaps": dict(index.bitmaps),
        "on day": index.on_day(TODAY).bitmaps,
        "prices": index.prices("session"),
        "points": {pk: index.point(pk) for pk in ids},
        "versions": {pk: index.changed_at[pk] for pk in ids},
        "miles": dict(miles),
        "by name": index.by_name(ids, 0, len(ids)),
        "by confirmation": index.by_confirmation(ids, 0, len(ids)),
        "by change": index.by_change(ids, len(ids)),
        "by distance": index.by_distance(miles, ids, 0, len(ids)),
        "words": index.words.holding(["clinic"]),
    }
