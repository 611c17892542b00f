"""What one clinic of a kind states: a whole Snapshot, in which one statement fits the other."""

import random
from typing import Any

from benchmarks.kinds import CODES, DOLLARS, KINDS, NUMBERS, PAYERS
from directory.facts import vocabulary as v
from directory.facts.fields import complete_records
from directory.facts.offerings import MAX_OFFERINGS, OFFERING_PARTS
from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.rules import EXCLUSIVE_NONE, RANGES
from directory.facts.spine import RARE_STATEMENTS, STATEMENTS
from directory.places.time_zones import ZONES_OF_STATE
from directory.publishing.snapshot import empty_snapshot

USUAL, RARE = 0.4, 0.06  # how often a statement is made, where a kind does not say so
IMPORTED = 0.35  # of that, in a listing that was imported
COMMON = {
    "conditions": 0.85,
    "phone": 1,
    "website": 0.85,
    "payment": 0.6,
    "populations": 0.5,
    "languages": 0.3,
}
COMMON |= {
    "opening_hours": 0.5,
    "email": 0.35,
    "booking_url": 0.3,
    "availability": 0.4,
    "opening_times": 0.35,
}
COMMON |= {"alias": 0.06, "about": 0.75, "npi": 0.1, "accessibility": 0.3, "price_note": 0.08, "format": 0.35}
SET_APART = {
    *("name", "organization", "street", "city", "state", "zip", "country", "latitude", "longitude"),
    *("point_source", "practitioners", "training", "offerings", "insurers", "insurance", "opening_times"),
    *("time_zone", "telehealth_states", "availability_on", "waitlist_weeks", "prices_as_of"),
    *("session_price_low", "session_price_high", "phone_extension", "rems_certified", "route"),
}
NOTES = """We check your history together by video.|Wear loose clothes and bring a sweater.
    Please eat nothing for four hours, and drink only water.|The nurse starts the drip, and a therapist stays.
    The dose is set by weight and then by how the last one went.|There is a small garden and tea.
    Therapists come from a practice next door.|Packages of six cost less.|We take several lenders.
    Boosters are given every four to six weeks, when you need them.|Patients fill in a form after each course.
    Closed on holidays.|Ask the front desk.|Write to the state medical board.""".replace("\n    ", "|").split(
    "|"
)
OPENINGS = (
    "Monday to Friday, 9 AM to 5 PM.",
    "Monday to Thursday, 8 AM to 6 PM. Closed on Friday.",
    "Every day, by appointment.",
    "Tuesday to Saturday, 10 AM to 7 PM. Closed on Sunday and Monday.",
    "Weekdays, and evenings by appointment.",
)
TIMES = (("09:00", "17:00"), ("08:00", "18:00"), ("10:00", "19:00"), ("12:00", "20:00"), ("07:30", "15:30"))
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
OPEN_DAYS = (DAYS[:5], DAYS[:4], DAYS[:6], DAYS[1:6], DAYS)
PROVIDERS = ("", "", "American Heart Association", "A university", "A training institute in California")
ADVANCED = {"md": "anesthesiology", "do": "family", "pmhnp": "pmhnp_bc", "crna": "nbcrna"}
PHYSICIAN_BOARDS = ("psychiatry", "anesthesiology", "emergency", "pain", "family", "internal", "addiction")


class Writer:
    """Writes contents, one after another, from one source of chance.

    token  a function: name → the text that stands for what differs between the clinics of one pattern
    day    ISO date that stands for the day on which the clinic stated the content
    """

    def __init__(self, chance: random.Random, token, day):
        self.chance, self.token, self.day = chance, token, day
        self.kinds, self.weights = list(KINDS), [kind.weight for kind in KINDS.values()]

    def content(self, state: str, *, imported: bool, in_chain: bool) -> dict[str, Any]:
        """The Snapshot of a clinic in a state, with tokens."""
        kind = KINDS[self.chance.choices(self.kinds, self.weights)[0]]
        care = self.chance.betavariate(3, 2) * (IMPORTED if imported else 1.6)  # how much it states at all
        content = dict(empty_snapshot())
        content |= self._identity(state, in_chain)
        content["route"] = self._codes("route", kind) if self._often("route", kind, 1) else []
        for name, statement in STATEMENTS.items():
            if name not in SET_APART and self._often(name, kind, care):
                content[name] = self._value(statement, kind)
        self._price(content, kind, care)
        self._insure(content, kind, care)
        self._date(content)
        self._people(content, kind, care, state)
        self._open(content, care, state)
        if self.chance.random() < 0.31 * min(care, 1.2):
            content["offerings"] = self._offerings(kind)
        self._make_consistent(content, kind)
        return content

    def _often(self, name, kind, care):
        usual = COMMON.get(name, RARE if name in RARE_STATEMENTS else USUAL)
        if name.startswith("exclusion_"):
            usual = RARE / 2 if name in RARE_STATEMENTS else 0.25
        return self.chance.random() < kind.stated.get(name, usual) * min(care, 1.3)

    def _identity(self, state, in_chain):
        token = self.token
        return {
            "name": token("name"),
            "organization": token("organization") if in_chain else "",
            "organization_slug": token("organization_slug") if in_chain else "",
            "street": token("street"),
            "city": token("city"),
            "state": state,
            "zip": token("zip"),
            "country": str(v.Country.US),
            "latitude": token("latitude"),
            "longitude": token("longitude"),
            "point_source": str(v.PointSource.GIVEN),
        }

    def _value(self, statement, kind):
        name, chance = statement.name, self.chance
        if statement.kind == "text":
            return self._text(name)
        if statement.kind == "yes_no":
            return chance.random() < kind.yes.get(name, 0.7)
        if statement.kind == "number":
            return chance.choice(NUMBERS[name.removesuffix("_most")])
        if statement.kind == "dollars":
            return chance.choice(DOLLARS[name])
        if statement.kind == "code":
            shares = self._shares(name, kind)
            return str(chance.choices(list(shares), list(shares.values()))[0])
        return self._codes(name, kind)

    def _text(self, name):
        sites = {"website": "https://www.{}.example", "booking_url": "https://www.{}.example/book"}
        sites |= {"email": "hello@{}.example"}
        if name in sites:
            return sites[name].format(self.token("site"))
        if name in ("about", "alias", "phone", "npi"):
            return self.token(name)
        if name == "other_language":
            return "Hmong, spoken by a nurse"
        return self.chance.choice(OPENINGS if name == "opening_hours" else NOTES)

    def _shares(self, name, kind):
        """Code → how often it is said, among the clinics that state it."""
        if name.startswith("exclusion_"):
            return {"excluded": 0.6, "case_by_case": 0.3, "accepted": 0.1}
        labels = [code for code in STATEMENTS[name].labels if code != "none"]
        falling = {code: 0.5 * 0.75**place for place, code in enumerate(labels)}
        return kind.codes.get(name, CODES.get(name, falling))

    def _codes(self, name, kind):
        """Codes of a statement in the order of its vocabulary, never none of them."""
        return self._some(self._shares(name, kind), list(STATEMENTS[name].labels))

    def _some(self, shares, order):
        chance = self.chance
        chosen = {code for code, share in shares.items() if chance.random() < share}
        if not chosen:
            chosen = {chance.choices(list(shares), list(shares.values()))[0]}
        if len(chosen) > 1:
            chosen -= {"none"}
        return sorted(map(str, chosen), key=order.index)

    def _price(self, content, kind, care):
        if self.chance.random() < 0.5 * care:
            low = self.chance.choice(kind.prices)
            content["session_price_low"] = low
            if self.chance.random() < 0.6:
                content["session_price_high"] = low + self.chance.randrange(0, 400, 50)

    def _insure(self, content, kind, care):
        if not self._often("insurance", kind, care):
            return
        content["insurance"] = self._codes("insurance", kind)
        if content["insurance"] != ["none"] and self.chance.random() < 0.45:
            content["insurers"] = self._insurers()

    def _insurers(self):
        chance = self.chance
        payers = self._some(PAYERS, list(v.Payer.values))[:12]
        networks = [str(one) for one in v.Network.values]
        return [
            {
                "payer": payer,
                "plan_name": "Blue Advantage" if payer == "bcbs" and chance.random() < 0.1 else "",
                "plan_type": chance.choice(["ppo", "hmo"]) if chance.random() < 0.15 else "",
                "network": chance.choices(networks, [0.75, 0.08, 0.1, 0.07])[0],
                "covers": self._some({"assessment": 0.3, "spravato_drug": 0.2, "follow_up": 0.2}, COVERED)
                if chance.random() < 0.3
                else [],
            }
            for payer in payers
        ]

    def _date(self, content):
        prices = (name for name, one in STATEMENTS.items() if one.kind == "dollars")
        if any(content[name] is not None for name in prices):
            content["prices_as_of"] = self.day
        if content["availability"]:
            content["availability_on"] = self.day
        if content["availability"] == v.Availability.WAITLIST:
            content["waitlist_weeks"] = self.chance.choice([2, 4, 6, 8, 12])

    def _people(self, content, kind, care, state):
        amount = self.chance.choices([0, 1, 2, 3, 5], [0.45, 0.25, 0.15, 0.1, 0.05])[0]
        if self.chance.random() > care:
            return
        licenses = kind.codes.get("license", {"md": 1})
        people = [self._person(number, licenses, state) for number in range(amount)]
        content["practitioners"] = people
        trainings = [
            self._training(people) for _ in range(self.chance.choices([0, 1, 2], [0.6, 0.25, 0.15])[0])
        ]
        if v.Route.ESKETAMINE_NASAL in content["route"] and self.chance.random() < 0.3:
            trainings.append(self._training(people) | {"code": "esketamine_rems", "hours": None})
        content["training"] = trainings

    def _person(self, number, licenses, state):
        chance = self.chance
        license = chance.choices(list(licenses), list(licenses.values()))[0]
        boards = []
        if license in ("md", "do") and chance.random() < 0.7:
            boards = [chance.choices(PHYSICIAN_BOARDS, [5, 4, 3, 2, 2, 2, 1])[0]]
        elif license in ADVANCED and chance.random() < 0.5:
            boards = [ADVANCED[license]]
        roles = {"leads": 0.6, "medical_director": 0.5} if number == 0 else {}
        roles |= {"prescriber": 0.5, "administrator": 0.4, "monitor": 0.3, "therapist": 0.2}
        licensed = license != "unlicensed" and chance.random() < 0.6
        (person,) = complete_records(
            [
                {
                    "name": self.token(f"person{number}"),
                    "roles": self._some(roles, list(v.Role.values)),
                    "license": license,
                    "supervisor": "Ana Bell" if license == "associate" else "",
                    "license_state": state if licensed else "",
                    "license_number": self.token("license") if licensed else "",
                    "boards": boards,
                    "years_offering": chance.randint(1, 12) if chance.random() < 0.2 else None,
                }
            ],
            PRACTITIONER_PARTS,
        )
        return person

    def _training(self, people):
        chance = self.chance
        (training,) = complete_records(
            [
                {
                    "code": chance.choices(
                        list(v.Training.values), [6, 3, 4, 1, 3, 8, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1]
                    )[0],
                    "practitioner": chance.choice(people)["name"] if people and chance.random() < 0.6 else "",
                    "provider": chance.choice(PROVIDERS),
                    "hours": chance.choice([150, 40, 100, 16]) if chance.random() < 0.4 else None,
                    "year": chance.randint(2014, 2025) if chance.random() < 0.4 else None,
                    "expires_on": "2027-06-30" if chance.random() < 0.1 else None,
                }
            ],
            TRAINING_PARTS,
        )
        return training

    def _open(self, content, care, state):
        chance = self.chance
        if chance.random() < COMMON["opening_times"] * care:
            opens, closes = chance.choices(TIMES, [5, 3, 2, 1, 1])[0]
            days = chance.choices(OPEN_DAYS, [6, 2, 2, 1, 1])[0]
            kind = chance.choices(["treatment", "office", "phone_or_messages"], [5, 4, 1])[0]
            content["opening_times"] = [{"days": days, "opens": opens, "closes": closes, "kind": kind}]
            content["time_zone"] = chance.choice(ZONES_OF_STATE[state])

    def _offerings(self, kind):
        amount = min(len(kind.ways), self.chance.choices([2, 3, 4, 5], [6, 3, 1, 0.5])[0], MAX_OFFERINGS)
        ways = list(kind.ways)
        while len(ways) > amount:
            ways.pop(self.chance.randrange(1, len(ways)))
        return complete_records([self._offering(way, kind) for way in ways], OFFERING_PARTS)

    def _offering(self, way, kind):
        chance = self.chance
        offering = {
            name: value for name, value in way.content.items() if name == "route" or chance.random() < 0.65
        }
        if "visit_minutes" in offering:
            offering["visit_minutes"] = max(30, offering["visit_minutes"] + chance.choice([-30, 0, 0, 30]))
        if way.prices and chance.random() < 0.6:
            price = chance.choice(way.prices)
            offering |= {"price_low": price, "price_unit": way.unit, "prices_as_of": self.day}
            if chance.random() < 0.3:
                offering["price_high"] = price + chance.randrange(25, 300, 25)
        if way.content["route"] == v.Route.ESKETAMINE_NASAL and chance.random() < 0.6:
            offering["insurers"] = self._insurers()
        if chance.random() < 0.08:
            offering["note"] = chance.choice(NOTES)
        return offering

    def _make_consistent(self, content, kind):
        """What follows from another statement, and the rules of facts/rules.py."""
        chance = self.chance
        given = {*content["route"], *(offering["route"] for offering in content["offerings"])}
        if v.Route.ESKETAMINE_NASAL in given:
            if chance.random() < 0.7:
                content["rems_certified"] = chance.random() < 0.97
        elif chance.random() < 0.03:
            content["rems_certified"] = False
        if v.Route.IV not in given:
            content["other_drugs"] = []
        serves = kind.stated.get("telehealth_states", 0.04)
        if chance.random() < serves:
            states = list(v.State.values)
            more = chance.sample(states, chance.choice([0, 1, 3, 12, 40]))
            content["telehealth_states"] = sorted({content["state"], *more}, key=states.index)
        for low, high in RANGES.items():
            ends = content[low], content[high]
            if None not in ends:
                content[low], content[high] = sorted(ends)
        for name in EXCLUSIVE_NONE:
            if len(content[name]) > 1:
                content[name] = [code for code in content[name] if code != "none"]


COVERED = list(v.Covered.values)
