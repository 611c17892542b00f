"""Records of open data without a database: what exchange/record.py makes of a listing, written down."""

from directory.facts.fields import complete_records
from directory.facts.spine import STATEMENTS

CLINIC = "165be60e-efaf-460a-8e1b-5bcb8d9ea53d"
GROUP = "7a3c0f0e-1b5d-4c55-9d2e-3f0f6a5b1c11"
CONFIRMED_ON = "2026-11-22"
SELF_REPORTED = {"evidence": "self_reported", "on": CONFIRMED_ON}


def open_record(*, marks=None, effective_offerings=(), **stated):
    """The record of a clinic in Denver. Statements are values; other names are keys of the record.

    marks  statement → what it rests on and has beside its value, in place of SELF_REPORTED

    Records of a statement name the parts that they state.
    """
    stated = {"name": "Tern House", "city": "Denver", "state": "CO", "country": "US"} | stated
    head = {
        "id": CLINIC,
        "slug": "tern-house-denver",
        "url": "https://clinics.example/clinics/tern-house-denver/",
        "name": stated["name"],
        "latitude": stated.get("latitude"),
        "longitude": stated.get("longitude"),
        "version": 4,
        "changed_in": 269,
        "changed_at": "2026-11-22T14:03:11Z",
        "first_published_on": "2026-01-05",
        "published_on": CONFIRMED_ON,
        "confirmed_on": CONFIRMED_ON,
        "current_until": "2027-02-20",
        "listed_until": "2027-05-21",
        "source": None,
        "source_license": None,
        "organization_id": None,
        "terms": "2026-12",
    }
    head |= {name: stated.pop(name) for name in [*stated] if name in head and name not in STATEMENTS}
    statements = {name: {"value": None} for name in STATEMENTS}
    for name, value in stated.items():
        parts = STATEMENTS[name].parts
        whole = complete_records(value, parts) if parts else value
        statements[name] = {"value": whole, **(marks or {}).get(name, SELF_REPORTED)}
    return {**head, "statements": statements, "effective_offerings": [*effective_offerings]}
