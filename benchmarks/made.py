"""Make a directory of any size, down the road of every real import: freeze, submit, approve, publish.

    uv run python -m benchmarks.made --size 100000

Seeded: the same size makes the same clinics. ZIP codes and points are real, words and people are not. Each
option of a list is about 0.7 times as likely as the one before it, so every facet has common and rare values;
a third of the statements stay blank, as in life.
"""

import argparse
import os
import random
from datetime import datetime, time, timedelta
from itertools import count

DAYS = 400  # the oldest is as old
CONSONANTS, VOWELS = "bdfghklmnprstvw", "aeiou"
FIRST = """Ana Ben Carla Dev Elena Femi Grace Hugo Ines James Kofi Lucía Maya Nora Omar Priya Quinn Rosa Sam
    Tara Uma Víctor Wen Ximena Yusuf Zoe""".split()  # noqa: SIM905
PLACES = "River Harbor Summit Cedar Prairie Canyon Lakeside Meadow Juniper Granite Sunrise Willow".split()  # noqa: SIM905
KINDS = ["Ketamine", "Ketamine Therapy", "Infusion", "Wellness", "Psychiatry", "Pain", "Health", "Mind"]
ENDS = ["Center", "Clinic", "Associates", "Practice", "Group", "Institute"]
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

SURELY = {
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
APART = {"organization", "practitioners", "training"}


class Maker:
    """Makes clinics that were never saved, one after another."""

    def __init__(self, places, seed=1):
        from directory.facts import vocabulary as v
        from directory.facts.spine import STATEMENTS

        self.v, self.random = v, random.Random(seed)
        self.places = places
        self.statements = [
            one for name, one in STATEMENTS.items() if name not in SURELY | APART and one.kind in GUESSES
        ]
        self.numbers = count()

    def clinic(self, day):
        """(facts of a Clinic, dicts of its people) as stated on a day."""
        number, place = next(self.numbers), self.random.choice(self.places)
        surname = self.word()
        facts = {
            "name": f"{self.one_of([surname.title(), *PLACES])} {self.one_of(KINDS)} {self.one_of(ENDS)}",
            "street": f"{self.random.randint(1, 9999)} {self.word().title()} Street",
            "city": place.name,
            "state": place.state,
            "zip": place.key,
            "latitude": round(place.latitude + self.random.uniform(-0.05, 0.05), 5),
            "longitude": round(place.longitude + self.random.uniform(-0.05, 0.05), 5),
            "point_source": self.v.PointSource.GIVEN,
            "phone": f"+1{self.random.randint(201, 989)}555{number % 10_000:04}",
        }
        for one in self.statements:
            if self.random.random() < 0.66:
                facts[one.name] = GUESSES[one.kind](self, one)
        facts["about"] = " ".join([*self.random.sample(SENTENCES, 4), f"Ask for {self.word().title()}."])
        low = self.random.randrange(250, 900, 25)
        facts |= {"session_price_low": low, "session_price_high": low + self.random.randrange(0, 400, 50)}
        facts["waitlist_weeks"] = 6 if facts.get("availability") == self.v.Availability.WAITLIST else None
        facts |= {"availability_on": day, "prices_as_of": day, "telehealth_states": []}
        return facts, [self.person(surname, place.state) for _ in range(self.random.randint(0, 3))]

    def person(self, surname, state):
        license = self.often(self.v.License.values)
        return {
            "name": f"{self.random.choice(FIRST)} {self.one_of([surname, self.word()]).title()}",
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

    def often(self, codes):
        """The first most often, each other 0.7 times as often as the one before."""
        codes = list(codes)
        return self.random.choices(codes, [0.7**place for place in range(len(codes))])[0]

    def some(self, codes):
        return list(dict.fromkeys(self.often(codes) for _ in range(self.random.randint(1, 4))))

    def some_codes(self, statement):
        codes = self.some(statement.labels)
        return codes if "none" not in codes else [code for code in codes if code != "none"] or ["none"]


GUESSES = {
    "code": lambda maker, one: maker.often(one.labels),
    "codes": Maker.some_codes,
    "yes_no": lambda maker, one: maker.random.random() < 0.7,
    "number": lambda maker, one: maker.random.randint(1, 60),
}


def make(size, *, progress=iter):
    """Fill an empty directory, the oldest day first. One in six is never confirmed by its clinic."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from config.postgres.connections import without_timeouts
    from directory.models import Place

    by = get_user_model().objects.create(username="maker", is_active=False)
    maker = Maker(list(Place.objects.filter(kind=Place.Kind.ZIP).order_by("pk")))
    today = timezone.localdate()
    with without_timeouts():
        for days in progress(range(DAYS, -1, -1)):
            day = today - timedelta(days=days)
            at = min(timezone.make_aware(datetime.combine(day, time(9))), timezone.now())
            due = size * (DAYS - days + 1) // (DAYS + 1) - size * (DAYS - days) // (DAYS + 1)
            imported = due // 6
            put_in(maker, imported, day, origin="import", source="A made file", by=by, at=at)
            put_in(maker, due - imported, day, origin="portal", source="", by=by, at=at)


def put_in(maker, amount, day, *, origin, source, by, at):
    from directory.models import Clinic, Practitioner, Verification
    from directory.moderation import decisions
    from directory.publishing import publish

    if not amount:
        return
    made = [maker.clinic(day) for _ in range(amount)]
    clinics = Clinic.objects.bulk_create(Clinic(**facts) for facts, _people in made)
    Practitioner.objects.bulk_create(
        Practitioner(clinic=clinic, position=position, **person)
        for clinic, (_facts, people) in zip(clinics, made, strict=True)
        for position, person in enumerate(people)
    )
    waiting = decisions.enqueue(clinics=clinics, origin=origin, source=source, by=by, at=at)
    listings = decisions.publish_import(submissions=waiting, by=by, at=at)
    for listing in listings[::50]:  # every fiftieth carries evidence
        seen = Verification.objects.create(
            clinic_id=listing.clinic_id,
            statement="route",
            kind=maker.one_of(["document_seen", "register_checked"]),
            outcome=Verification.Outcome.AGREES,
            seen_on=day,
            source="A register",
            url="https://register.example/",
            checked_by=by,
            checked_at=at,
        )
        publish.update_evidence(listing, [seen])


def ready(size):
    """Set up Django over the made directory of a size, making it where it is missing."""
    os.environ["MADE"] = str(size)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django
    from django.core.management import call_command
    from tqdm import tqdm

    django.setup()
    from django.db import connection

    from config.postgres.connections import without_timeouts
    from directory.models import Listing, Place

    call_command("migrate", verbosity=0)
    if not Place.objects.exists():
        call_command("load_places", verbosity=0)
    if not Listing.objects.exists():
        make(size, progress=lambda days: tqdm(days, desc=f"{size:,} clinics", unit="day", disable=None))
        with without_timeouts(), connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    held = Listing.objects.count()
    if held != size:
        raise SystemExit(f"Half made: {held:,} listings. Delete .postgres-made-{size} and run this again.")


if __name__ == "__main__":
    words = argparse.ArgumentParser(description="Make a directory of invented listings.")
    words.add_argument("--size", type=int, default=10_000)
    ready(words.parse_args().size)
