"""Invented listings that state anything: each statement in about half of them, every kind of evidence."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from directory.facts import vocabulary as v
from directory.facts.rules import PRICES, RANGES
from directory.facts.spine import STATEMENTS
from directory.models import Clinic, Listing, Submission, Verification
from directory.publishing import publish
from directory.publishing.snapshot import complete_snapshot
from directory.publishing.validation import validation_errors

TEXTS = (
    "As we see fit",
    "=1+1",
    "+13035550142",
    "a;=2|-3\t@x",
    "'=quoted",
    "“Tern”, 'house' \"and\" O’Neil; é, 😀 <b>&amp;</b>",
    "Two lines,\nand a third; | , end",
    "0",
    "None",
    "no",
    '{"a": [1]}',
)
OF_A_NAME = {
    "name": ("Tern House", "=Cedar; Clinic", "Blue | Heron", "Nº 7"),
    "phone": ("+13035550142", "+15125550100"),
    "phone_extension": ("301", "007"),
    "email": ("desk@tern-house.example", "a+b@clinic.example"),
    "website": ("https://tern-house.example/", "https://clinic.example/a?b=1&c=2"),
    "booking_url": ("https://tern-house.example/book",),
    "license_number": ("DR-5550001", "=7"),
    "register_url": ("https://register.example/7",),
    "npi": ("1234567893",),
    "street": ("1 Example Street, Suite 4", "=9 Road"),
    "city": ("Denver", "Saint-Louis"),
    "zip": ("80203", "02139", "10001-1234"),
    "organization": ("Cedar Group", "=Heron"),
    "offering_since": (2015,),
    "year": (2019, 2024),
    "latitude": (39.7392, 0.5),
    "longitude": (-104.9903, -0.25),
}
PEOPLE = ("Ines Okonjo-Vale", "Ada May", "=Ben Oak", "Ada May")


class Maker:
    """Makes unsaved listings; the same seed and day, the same listings."""

    def __init__(self, today: date, seed: int = 1):
        self.today, self.chance = today, random.Random(seed)

    def listing(self, number: int) -> Listing:
        chance = self.chance
        content = self.content()
        origin = chance.choice([*Submission.Origin.values, Submission.Origin.PORTAL])
        source = "" if origin == Submission.Origin.PORTAL else chance.choice(["=A list; 2020", "A register"])
        published = self.day(500)
        listing = publish.preview_listing(
            content, published=None, origin=origin, source=source, stated_on=published
        )
        listing.uid = UUID(int=chance.getrandbits(128), version=4)
        listing.slug = f"made-{number}"
        listing.version = chance.randint(1, 9)
        listing.directory_version = 1_000_000 + number
        listing.changed_at = datetime(2026, 11, 22, 14, 3, 11, number, tzinfo=UTC)
        listing.confirmed_on = chance.choice([None, published, self.day((self.today - published).days)])
        listing.terms = chance.choice(["", "2026-12"])
        listing.source_license = chance.choice(["", "cc-by-4.0"]) if source else ""
        if listing.organization:
            listing.organization_slug = f"group-{number}"
            listing.organization_uid = UUID(int=chance.getrandbits(128), version=4)
        stated = [name for name in STATEMENTS if getattr(listing, name) not in (None, "", [])]
        listing.stated_on = {
            name: chance.choice([None, self.day(600).isoformat()]) for name in chance.sample(stated, 9)
        }
        listing.taken_over = chance.sample(stated, 4)
        listing.evidence = [self.evidence(name, listing) for name in chance.choices(stated, k=12)]
        return listing

    def day(self, age: int) -> date:
        return self.today - timedelta(days=self.chance.randint(0, age))

    def evidence(self, statement, listing):
        chance = self.chance
        on, kind = self.day(300), chance.choice([v.Evidence.DOCUMENT_SEEN, v.Evidence.REGISTER_CHECKED])
        people = listing.practitioners if statement == "practitioners" else ()
        return {
            "statement": statement,
            "person": chance.choice(["", *(one["name"] for one in people)]),
            "kind": kind.value,
            "about": chance.choice(Verification.About.values),
            "on": on.isoformat(),
            "until": chance.choice([None, (on + timedelta(days=chance.randint(0, 600))).isoformat()]),
            "source": chance.choice(["A letter", "=A register; of states"]),
            "url": "https://register.example/1" if kind == v.Evidence.REGISTER_CHECKED else "",
        }

    # ---- what is stated

    def content(self):
        """A snapshot without anything that the rules of this release refuse."""
        content = {"name": "Tern House", "city": "Denver", "state": "CO", "country": "US"}
        for name, statement in STATEMENTS.items():
            if name in content or self.chance.random() < 0.5:
                content[name] = self.value(statement)
        content = complete_snapshot(fitting(content))
        while errors := validation_errors(content):
            for name in {name for name, _sentence in errors if name} or self.chance.sample([*STATEMENTS], 60):
                if name not in ("name", "city", "state", "country"):
                    content[name] = complete_snapshot({})[name]
        return content

    def value(self, one):
        """A value of a statement, or of a part of a record."""
        chance, codes = self.chance, [code for code, _label in one.choices]
        if one.name in OF_A_NAME:
            return chance.choice(OF_A_NAME[one.name])
        match one.kind:
            case "code":
                return chance.choice(codes)
            case "codes":
                chosen = chance.sample(codes, chance.randint(1, min(4, len(codes))))
                return ["none"] if "none" in chosen else sorted(chosen, key=codes.index)
            case "yes_no":
                return chance.random() < 0.5
            case "number":
                return chance.choice([1, 2, 12])
            case "dollars":
                return chance.choice([0, 450, 900])
            case "date":
                return self.day(400).isoformat()
            case "time":
                return chance.choice(["09:00", "17:30"])
            case "records":
                return [self.record(one.parts) for _number in range(chance.randint(1, 3))]
        return chance.choice(TEXTS)

    def record(self, parts):
        return fitting(
            {
                part.name: self.chance.choice(PEOPLE)
                if part.name in ("name", "practitioner")
                else self.value(part)
                for part in parts
                if part.name in ("name", "code") or self.chance.random() < 0.7
            }
        )


def fitting(content):
    """The content with what the rules ask for together: ranges in order, a date beside a price."""
    fit = dict(content)
    for low, high in (
        *RANGES.items(),
        ("session_price_low", "session_price_high"),
        ("price_low", "price_high"),
    ):
        if fit.get(low) is not None and fit.get(high) is not None:
            fit[low], fit[high] = sorted([fit[low], fit[high]])
    if any(fit.get(name) is not None for name in (*PRICES, "price_low", "price_high")):
        fit.setdefault("prices_as_of", "2026-11-01")
    if fit.get("price_low") is not None or fit.get("price_high") is not None:
        fit.setdefault("price_unit", v.PriceUnit.SESSION.value)
    if fit.get("license") == v.License.ASSOCIATE:
        fit.setdefault("supervisor", "Ada May")
    if "latitude" in fit or "longitude" in fit:
        fit |= {"latitude": 39.7392, "longitude": -104.9903, "point_source": fit.get("point_source", "given")}
    else:
        fit.pop("point_source", None)
    if "availability" in fit:
        fit.setdefault("availability_on", "2026-11-10")
    if fit.get("availability") != v.Availability.WAITLIST:
        fit.pop("waitlist_weeks", None)
    if "phone" not in fit:
        fit.pop("phone_extension", None)
    return fit


def store(listings):
    """Save listings of a Maker, each with a clinic of its own, which holds its name alone."""
    clinics = Clinic.objects.bulk_create(
        Clinic(uid=one.uid, name=one.name, city="Denver", state="CO") for one in listings
    )
    for listing, clinic in zip(listings, clinics, strict=True):
        listing.clinic = clinic
    return Listing.objects.bulk_create(listings)
