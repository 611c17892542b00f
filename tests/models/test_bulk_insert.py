from datetime import UTC, date, datetime

import pytest

from directory.facts.fields import complete_records
from directory.facts.records import PRACTITIONER_PARTS
from directory.models import Clinic, Listing
from directory.models.bulk_insert import BATCH_ROWS, BlankObjects, bulk_insert
from tests.support.factories import make_clinic

pytestmark = pytest.mark.django_db


def test_rows_come_back_as_they_were_given():
    clinic = make_clinic()
    given = Listing(
        clinic=clinic,
        uid=clinic.uid,
        slug="a",
        name='Ñandú "quoted" \\ {curly}',
        about="line\r\nline",
        latitude=0.1 + 0.2,
        longitude=-1e-7,
        route=["iv", "im"],
        private_room=False,
        session_price_low=0,
        prices_as_of=date(2026, 1, 31),
        practitioners=complete_records([{"name": "A", "roles": ["prescriber"]}], PRACTITIONER_PARTS),
        version=1,
        directory_version=7,
        origin="import",
        first_published_on=date(2026, 1, 1),
        published_on=date(2026, 1, 1),
        removed_at=datetime(2026, 1, 2, 3, 4, 5, 678901, UTC),
        search_text_a="nandu",
    )
    bulk_insert([given])

    read = Listing.objects.get(slug="a")
    names = [field.name for field in Listing._meta.concrete_fields if not field.generated]
    assert [getattr(read, name) for name in names] == [getattr(given, name) for name in names]
    assert read.search_vector == "'nandu':1A"


def test_each_object_gets_the_key_of_its_own_row():
    clinics = [Clinic(name=f"Clinic {number}") for number in range(BATCH_ROWS + 1)]
    bulk_insert(clinics)

    assert dict(Clinic.objects.values_list("pk", "name")) == {clinic.pk: clinic.name for clinic in clinics}
    clinics[0].name = "Changed"
    clinics[0].save()
    assert Clinic.objects.count() == BATCH_ROWS + 1


def test_nothing_to_insert_is_fine():
    bulk_insert([])

    assert Clinic.objects.count() == 0


def test_a_blank_object_is_a_new_one_with_lists_and_dicts_of_its_own():
    fields = [field for field in Listing._meta.concrete_fields if not field.generated]
    names = {field.attname for field in fields} - {"changed_at"}
    blank = BlankObjects(Listing)

    one, other = blank.make(), blank.make()

    new = vars(Listing())
    assert {name: vars(one)[name] for name in names} == {name: new[name] for name in names}
    assert one._state.adding
    own = [name for name in names if isinstance(new[name], list | dict)]
    assert {"stated_on", "taken_over"} <= set(own)
    assert [name for name in own if vars(one)[name] is vars(other)[name]] == []
