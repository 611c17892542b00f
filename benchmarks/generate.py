"""Generate a directory of any size, by the same functions as a real import: submit, approve, publish.

    uv run python -m benchmarks.generate --size 100000

Seeded: the same size generates the same clinics. ZIP codes and points are real, words and people are not.
Each code of a vocabulary is about 0.7 times as likely as the one before it, so every facet has common and
rare options; a third of the statements are not stated, as in real listings.
"""

import argparse
import os
import random
from datetime import datetime, time, timedelta
from itertools import count

MAX_AGE_DAYS = 400  # of the oldest listing
CONSONANTS, VOWELS = "bdfghklmnprstvw", "aeiou"
FIRST_NAMES = """Ana Ben Carla Dev Elena Femi Grace Hugo Ines James Kofi Lucía Maya Nora Omar Priya Quinn
    Rosa Sam Tara Uma Víctor Wen Ximena Yusuf Zoe""".split()  # noqa: SIM905
NATURE_WORDS = [
    "River",
    "Harbor",
    "Summit",
    "Cedar",
    "Prairie",
    "Canyon",
    "Lakeside",
    "Meadow",
    "Juniper",
    "Granite",
    "Sunrise",
    "Willow",
]
CLINIC_WORDS = [
    "Ketamine",
    "Ketamine Therapy",
    "Infusion",
    "Wellness",
    "Psychiatry",
    "Pain",
    "Health",
    "Mind",
]
ENDINGS = ["Center", "Clinic", "Associates", "Practice", "Group", "Institute"]
SENTENCES = """We meet you before the first dose and plan the treatment together.
    A nurse stays in the building the whole day.
    Our rooms are quiet, with low light and a chair that tilts.
    We write to your doctor when you ask us to.
    You can bring music of your own.
    We began as a pain clinic and still treat pain.
    Please have somebody drive you home.
    Prices are on the wall and on this page.
    We speak with you again on the day after.
    Our team has worked together for years.""".splitlines()

ALWAYS_STATED = {
    "name",
    "city",
    "state",
    "zip",
    "latitude",
    "longitude",
    "point_source",
    "country",
    "phone",
    "street",
}
GENERATED_SEPARATELY = {"organization", "practitioners", "training", "offerings"}


class Generator:
    """Generates clinics, one after another; saves none of them."""

    def __init__(self, places, seed=1):
        from directory.facts import vocabulary as v
        from directory.facts.spine import STATEMENTS

        self.v, self.random = v, random.Random(seed)
        self.places = places
        self.statements = [
            statement
            for name, statement in STATEMENTS.items()
            if name not in ALWAYS_STATED | GENERATED_SEPARATELY and statement.kind in VALUE_OF_KIND
        ]
        self.codes_of_offerings = [
            ("purpose", v.Purpose.values),
            ("format", v.SessionFormat.values),
            ("setting", v.Setting.values),
            ("attendance", v.Attendance.values),
        ]
        self.numbers = count()

    def clinic(self, day):
        """(facts of a Clinic, of its practitioners, of its offerings) as stated on a day."""
        from directory.facts.rules import RANGES

        number, place = next(self.numbers), self.random.choice(self.places)
        surname = self.word()
        first_word = self.one_of([surname.title(), *NATURE_WORDS])
        facts = {
            "name": f"{first_word} {self.one_of(CLINIC_WORDS)} {self.one_of(ENDINGS)}",
            "street": f"{self.random.randint(1, 9999)} {self.word().title()} Street",
            "city": place.label.partition(",")[0],
            "state": place.state,
            "zip": place.label[-5:],
            "latitude": round(place.latitude + self.random.uniform(-0.05, 0.05), 5),
            "longitude": round(place.longitude + self.random.uniform(-0.05, 0.05), 5),
            "point_source": self.v.PointSource.GIVEN,
            "phone": f"+1{self.random.randint(201, 989)}555{number % 10_000:04}",
        }
        for statement in self.statements:
            if self.random.random() < 0.66:
                facts[statement.name] = VALUE_OF_KIND[statement.kind](self, statement)
        for low, high in RANGES.items():
            if low in facts and high in facts:
                facts[low], facts[high] = sorted((facts[low], facts[high]))
        facts["about"] = " ".join([*self.random.sample(SENTENCES, 4), f"Ask for {self.word().title()}."])
        low = self.random.randrange(250, 900, 25)
        facts |= {"session_price_low": low, "session_price_high": low + self.random.randrange(0, 400, 50)}
        facts["waitlist_weeks"] = 6 if facts.get("availability") == self.v.Availability.WAITLIST else None
        by_video = self.random.random() < 0.1
        facts |= {
            "availability_on": day,
            "prices_as_of": day,
            "telehealth_states": self.some(self.v.State.values) if by_video else [],
        }
        people = [self.person(surname, place.state) for _ in range(self.random.randint(0, 3))]
        several = self.random.randint(2, 6) if self.random.random() < 0.3 else 0
        return facts, people, [self.offering(day) for _ in range(several)]

    def offering(self, day):
        """One of several ways: a route, and half of what else may differ."""
        parts = {
            name: self.skewed(codes) for name, codes in self.codes_of_offerings if self.random.random() < 0.5
        }
        nothing_else = {"plan_name": "", "plan_type": "", "covers": []}
        insurers = [
            {"payer": payer, "network": self.skewed(self.v.Network.values)} | nothing_else
            for payer in self.some(self.v.Payer.values)
        ]
        return parts | {
            "route": self.skewed(self.v.OfferingRoute.values),
            "insurers": insurers if self.random.random() < 0.5 else [],
            "price_low": self.random.randrange(150, 1_200, 25),
            "price_unit": self.v.PriceUnit.SESSION,
            "prices_as_of": day,
        }

    def person(self, surname, state):
        license = self.skewed(self.v.License.values)
        return {
            "name": f"{self.random.choice(FIRST_NAMES)} {self.one_of([surname, self.word()]).title()}",
            "roles": self.some(self.v.Role.values),
            "license": license,
            "supervisor": "Ana Bell" if license == self.v.License.ASSOCIATE else "",
            "license_state": state,
            "license_number": str(self.random.randint(10_000, 99_999)),
        }

    def word(self):
        """One of some 400,000 surnames that nobody has, like `Tavorin`."""
        pairs = (
            self.random.choice(CONSONANTS) + self.random.choice(VOWELS)
            for _ in range(self.random.choice([2, 3]))
        )
        return "".join(pairs) + self.random.choice("lnrst")

    def one_of(self, words):
        return self.random.choice(words)

    def skewed(self, codes):
        """One code: the first most often, each other 0.7 times as often as the one before."""
        codes = list(codes)
        return self.random.choices(codes, [0.7**position for position in range(len(codes))])[0]

    def some(self, codes):
        return list(dict.fromkeys(self.skewed(codes) for _ in range(self.random.randint(1, 4))))

    def some_codes(self, statement):
        codes = self.some(statement.labels)
        return codes if "none" not in codes else [code for code in codes if code != "none"] or ["none"]


VALUE_OF_KIND = {
    "code": lambda generator, statement: generator.skewed(statement.labels),
    "codes": Generator.some_codes,
    "yes_no": lambda generator, _statement: generator.random.random() < 0.7,
    "number": lambda generator, _statement: generator.random.randint(1, 60),
}


def fill(size, *, progress=iter):
    """Fill an empty directory, the oldest day first. One listing in six is imported, never confirmed."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from config.postgres.connections import without_timeouts
    from directory.places.gazetteer import gazetteer

    by = get_user_model().objects.create(username="maker", is_active=False)
    generator = Generator([gazetteer().zip_place(f"{code:05}") for code in gazetteer().zip_codes])
    today = timezone.localdate()
    with without_timeouts():
        for days in progress(range(MAX_AGE_DAYS, -1, -1)):
            day = today - timedelta(days=days)
            at = min(timezone.make_aware(datetime.combine(day, time(9))), timezone.now())
            due = published_by(days, size) - published_by(days + 1, size)
            imported = due // 6
            publish_clinics(
                generator, imported, day, origin="import", source="A generated file", by=by, at=at
            )
            publish_clinics(generator, due - imported, day, origin="portal", source="", by=by, at=at)


def published_by(days_ago, size):
    """How many of `size` listings are published by a day: as many each day."""
    return size * max(MAX_AGE_DAYS - days_ago + 1, 0) // (MAX_AGE_DAYS + 1)


def publish_clinics(generator, amount, day, *, origin, source, by, at):
    from directory.models import Clinic, Offering, Practitioner, Verification
    from directory.moderation import decisions
    from directory.publishing import publish

    if not amount:
        return
    generated = [generator.clinic(day) for _ in range(amount)]
    clinics = Clinic.objects.bulk_create(Clinic(**facts) for facts, _people, _offerings in generated)
    for place, model in ((1, Practitioner), (2, Offering)):
        model.objects.bulk_create(
            model(clinic=clinic, position=position, **record)
            for clinic, parts in zip(clinics, generated, strict=True)
            for position, record in enumerate(parts[place])
        )
    waiting = decisions.enqueue(clinics=clinics, origin=origin, source=source, by=by, at=at)
    listings = decisions.publish_import(submissions=waiting, by=by, at=at)
    for listing in listings[::50]:  # every fiftieth carries evidence
        seen = Verification.objects.create(
            clinic_id=listing.clinic_id,
            statement="route",
            kind=generator.one_of(["document_seen", "register_checked"]),
            outcome=Verification.Outcome.AGREES,
            seen_on=day,
            source="A register",
            url="https://register.example/",
            checked_by=by,
            checked_at=at,
        )
        publish.update_evidence(listing, [seen])


def set_up(size):
    """Set up Django over a generated directory of a size, generating it where it is missing."""
    os.environ["BENCHMARK_SIZE"] = str(size)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django
    from django.core.management import call_command
    from tqdm import tqdm

    django.setup()
    from django.db import connection

    from config.postgres.connections import without_timeouts
    from directory.models import Listing

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Listing.objects.exists():
        fill(size, progress=lambda days: tqdm(days, desc=f"{size:,} clinics", unit="day", disable=None))
        with without_timeouts(), connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    count = Listing.objects.count()
    if count != size:
        raise SystemExit(
            f"Incomplete: {count:,} listings. Delete .postgres-benchmark-{size} and run this again."
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Generate a directory of invented listings.")
    parser.add_argument("--size", type=int, default=10_000)
    set_up(parser.parse_args().size)
