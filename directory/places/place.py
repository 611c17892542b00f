"""What a text about a place means: a place, several to choose from, one abroad, or the reader's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place that somebody means.

    kind       "point" (two numbers, a landmark), "zip", "town", "county", "region" or "state"
    label      as people write it; read_place(label) gives the same place: "Denver, CO", "Bay Area, CA"
    state      its code; "" for a point typed as two numbers, and for a region of several states
    latitude, longitude  degrees, WGS 84; of a state its middle
    reach      miles around the point that cover a county, a region or two towns; else 0
    others     labels of other places that the text may mean, most likely first
    miles      a distance that the text names ("within 50 miles of Tulsa"); None without one
    corrected  the name as it was read where it was misspelled; else ""
    """

    kind: str
    label: str
    state: str
    latitude: float
    longitude: float
    reach: int = 0
    others: tuple[str, ...] = ()
    miles: int | None = None
    corrected: str = ""


@dataclass(frozen=True)
class PlaceChoices:
    """Several places that share what was typed, of which none is plainly meant. The most populous first."""

    typed: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ForeignPlace:
    """A place outside the United States.

    country  its name; "" where it is not known
    others   labels of places in the United States of the same name: "London, KY"
    """

    typed: str
    country: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class NearMe:
    """Where the reader stands: "near me"."""

    typed: str
