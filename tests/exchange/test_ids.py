"""Ids of what is inside a clinic."""

from uuid import UUID

from directory.exchange.ids import part_id, practitioner_paths

CLINIC = UUID("165be60e-efaf-460a-8e1b-5bcb8d9ea53d")


def test_a_part_keeps_its_id_whatever_else_changes():
    assert str(part_id(CLINIC, "location")) == "6a38368f-fbb5-58d1-905c-a37ffd10b457"
    assert part_id(str(CLINIC), "location") == part_id(CLINIC, "location")


def test_parts_and_clinics_do_not_share_ids():
    other = UUID(int=CLINIC.int + 1)

    assert len({part_id(CLINIC, "location"), part_id(CLINIC, "service"), part_id(other, "location")}) == 3


def test_the_second_person_of_a_name_is_another_one():
    people = [{"name": "Ada May"}, {"name": "Ben Oak"}, {"name": "Ada May"}, {"name": "Ada May"}]

    assert practitioner_paths(people) == [
        "practitioner:Ada May",
        "practitioner:Ben Oak",
        "practitioner:Ada May#2",
        "practitioner:Ada May#3",
    ]
