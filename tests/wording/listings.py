"""Unsaved listings, and random facts for them."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from directory.facts import vocabulary as v
from directory.facts.fields import complete_records
from directory.facts.offerings import CLINIC_STATEMENTS, union_values
from directory.facts.records import RELATED
from directory.facts.rules import EXCLUSIVE_NONE
from directory.facts.spine import STATEMENTS
from directory.models import Listing

TODAY = date(2026, 11, 22)
PERSON = {"supervisor": "", "license_state": "", "license_number": "", "register_url": "", "npi": ""}
PERSON |= {"boards": [], "board_certification": "", "years_offering": None}
RECORDS = ("offerings", "insurers", "opening_times", "training")


def listing_of(*, confirmed_on=TODAY, **facts):
    """An unsaved listing, confirmed today unless told otherwise. Records name the parts that they state."""
    facts = {
        name: complete_records(value, STATEMENTS[name].parts) if name in RECORDS else value
        for name, value in facts.items()
    }
    listing = Listing(
        **({"name": "Tern House"} | facts),
        confirmed_on=confirmed_on,
        first_published_on=TODAY,
        published_on=TODAY,
        version=1,
        directory_version=1,
    )
    own = {name: getattr(listing, name) for name in (*CLINIC_STATEMENTS, "offerings")}
    for name, union in union_values(own).items():
        if union != own[name]:
            listing.defaults[name] = own[name]
            setattr(listing, name, union)
    return listing


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def values_of(statement):
    codes = [code for code, _label in statement.choices]
    blank = {
        "text": TEXT,
        "code": st.sampled_from(["", *codes]) if codes else TEXT,
        "codes": st.lists(st.sampled_from(codes), unique=True, max_size=6) if codes else st.just([]),
        "yes_no": st.sampled_from([None, True, False]),
        "number": st.none() | st.integers(0, 1440),
        "dollars": st.none() | st.integers(0, 1_000_000),
        "date": st.dates(date(2020, 1, 1), TODAY),
        "point": st.none() | st.floats(-90, 90),
        "records": st.lists(
            st.fixed_dictionaries({part.name: values_of(part) for part in statement.parts}), max_size=3
        ),
        "time": st.sampled_from(["", "09:00", "17:30"]),
    }
    return blank[statement.kind]


PEOPLE = st.lists(
    st.builds(
        lambda roles, license, name: PERSON | {"name": name, "roles": roles, "license": license},
        st.lists(st.sampled_from(v.Role.values), unique=True),
        st.sampled_from(["", *v.License.values]),
        TEXT,
    ),
    max_size=3,
)
OFFERINGS = values_of(STATEMENTS["offerings"])
FACTS = st.fixed_dictionaries(
    {"practitioners": PEOPLE, "confirmed_on": st.none() | st.dates(date(2025, 1, 1), TODAY)},
    optional={"offerings": OFFERINGS}
    | {name: values_of(one) for name, one in STATEMENTS.items() if name not in RELATED and name != "phone"},
)
MANY_EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def complete(facts):
    """Facts completed as the constraints of the database require: a name, a day, and “none” alone."""
    if facts.get("availability"):
        facts.setdefault("availability_on", TODAY)
    alone = {name: ["none"] for name in EXCLUSIVE_NONE if "none" in facts.get(name, ())}
    return {"name": "Tern House", "availability_on": TODAY} | facts | alone
