"""Listings for the tests of their pages: published on a day, with evidence, with everything stated."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from directory.facts import vocabulary as v
from directory.facts.offerings import OFFERING_PARTS
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS, Statement
from directory.models import Verification
from directory.publishing import publish
from tests.support import factories


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def noon(day):
    """Noon in the directory's time zone, nearly: the same day everywhere in the United States."""
    return datetime.combine(day, time(17), tzinfo=UTC)


def listed(clinic=None, *, on=None, evidence=(), **facts):
    """A listing sent and approved on the day `on` (yesterday); `evidence` as in `show`."""
    listing = factories.make_listing(clinic, at=noon(on or days_ago(1)), **facts)
    if evidence:
        show(listing, *evidence)
    return listing


def person(name="Ines Okonjo-Vale", **parts):
    return {"name": name, "roles": [v.Role.MEDICAL_DIRECTOR], "license": v.License.MD} | parts


def show(listing, *evidence):
    """Verifications, as dicts of what matters to the test."""
    usual = {
        "kind": v.Evidence.DOCUMENT_SEEN,
        "about": Verification.About.LICENSE,
        "source": "A letter",
        "seen_on": days_ago(5),
        "checked_by": factories.make_moderator(),
        "clinic": listing.clinic,
    }
    publish.update_evidence(listing, [Verification.objects.create(**(usual | one)) for one in evidence])


def everything_stated():
    """Facts of a clinic that leaves nothing open."""
    facts = {name: _something(statement) for name, statement in STATEMENTS.items() if name not in RELATED}
    facts |= {
        "name": "Tern House Ketamine and Therapy",
        "city": "Denver",
        "state": "CO",
        "zip": "80203",
        "latitude": 39.7392,
        "longitude": -104.9903,
        "point_source": v.PointSource.GIVEN,
        "phone": "+13035550142",
        "phone_extension": "301",
        "email": "desk@tern-house.example",
        "website": "https://tern-house.example/",
        "booking_url": "https://tern-house.example/book",
        "npi": "1234567893",
        "availability": v.Availability.WAITLIST,
        "waitlist_weeks": 3,
        "offering_since": 2015,
        "availability_on": days_ago(3),
        "prices_as_of": days_ago(20),
        "session_price_low": 450,
        "session_price_high": 600,
    }
    return facts | {
        "practitioners": everybody(),
        "training": all_training(),
        "offerings": all_offerings(),
    }


def everybody():
    return [
        {
            "name": f"Person {place}",
            "roles": [v.Role.values[place % len(v.Role.values)]],
            "license": license,
            "supervisor": "Person 0" if license == v.License.ASSOCIATE else "",
            "license_state": "CO",
            "license_number": f"DR-555{place:04}",
            "register_url": f"https://register.example/{place}",
            "npi": "1234567893",
            "boards": [v.Board.values[place % len(v.Board.values)]],
            "board_certification": "American Board of Examples",
            "years_offering": place,
        }
        for place, license in enumerate(v.License.values)
    ]


def all_training():
    return [
        {
            "code": code,
            "practitioner": "Person 0",
            "provider": "A school",
            "hours": 30,
            "year": 2023,
            "expires_on": date(2030, 1, 1),
        }
        for code in v.Training.values
    ]


def all_offerings():
    """Three offerings: one that states every part, and two that state little."""
    return [
        {part.name: _part(part) for part in OFFERING_PARTS} | {"price_low": 450, "price_high": 900},
        {"route": v.Route.IM, "purpose": v.Purpose.PAIN},
        {"route": v.Route.ORAL},
    ]


def _something(statement):
    return {
        "text": "As we see fit",
        "code": statement.choices[-1][0] if statement.choices else "",
        "codes": [code for code, _label in statement.choices if code != "none"],
        "yes_no": True,
        "number": 2,
        "dollars": 900,
        "date": days_ago(10),
        "point": 1.0,
        "time": "09:00",
        "records": [{part.name: _part(part) for part in statement.parts}],
    }[statement.kind]


def _part(part):
    return _something(Statement(part.name, part.label, "", "D", part.kind, part.choices, part.parts))
