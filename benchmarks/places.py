"""Where invented clinics are: real ZIP codes, drawn by how many people live in their town."""

from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from directory.facts.vocabulary import State
from directory.places.gazetteer import DEGREES, gazetteer


class Spot(NamedTuple):
    zip: str
    town: str
    state: str
    latitude: float
    longitude: float


class Spots:
    """Every ZIP code of the gazetteer that lies in a state of the vocabulary."""

    def __init__(self):
        places = gazetteer()
        shares = Counter(places.zip_towns)
        self.spots, weights = [], []
        for row, (code, town) in enumerate(zip(places.zip_codes, places.zip_towns, strict=True)):
            if places.state(town) not in State.values:
                continue
            point = places.zip_latitudes[row] / DEGREES, places.zip_longitudes[row] / DEGREES
            self.spots.append(Spot(f"{code:05}", places.name(town), places.state(town), *point))
            weights.append(max(places.people[town], 1) / shares[town])
        self.people = Counter()  # state → people
        for spot, weight in zip(self.spots, weights, strict=True):
            self.people[spot.state] += weight
        self.weights = list(accumulate(weights))

    def draw(self, chance, amount):
        return chance.choices(self.spots, cum_weights=self.weights, k=amount)
