"""The rows of a listing."""

from hypothesis import given

from directory.facts.spine import SPINE, STATEMENTS
from directory.wording.listing_page import contact_rows, listing_page
from directory.wording.rows import people_rows, section_rows
from tests.support.published import everybody, person
from tests.wording.listings import FACTS, MANY_EXAMPLES, PERSON, TODAY, complete, listing_of


@MANY_EXAMPLES
@given(FACTS)
def test_every_row_of_any_listing_can_be_put_into_words(facts):
    listing = listing_of(**complete(facts))

    shown = [row for section in SPINE for row in section_rows(listing, section, TODAY)]

    assert all(row.evidence for row in shown if row.stated)
    assert all(line.strip() for row in shown for line in row.lines if row.name not in TEXTS)
    assert sum(listing_page(listing, TODAY).counts.values()) == len(shown)


TEXTS = {name for name, one in STATEMENTS.items() if one.kind == "text"} | {"address", "practitioners"}


def test_values_with_a_warning_stand_apart_from_the_others():
    listing = listing_of(setting=["pain_clinic", "home_unsupervised"], home_dosing="video_only")

    warned = {
        row.name: (row.lines, [one.label for one in row.warned])
        for section in SPINE
        for row in section_rows(listing, section, TODAY)
        if row.warned
    }
    assert warned == {
        "setting": (["Pain clinic"], ["Home, with no one watching"]),
        "home_dosing": ([], ["After an exam by video only"]),
    }


def test_contact_rows_come_first():
    listing = listing_of(alias="The Tern", website="https://tern.example/", availability="")

    names = [row.name for row in contact_rows(listing, TODAY)]

    assert names == [
        "availability", "phone", "address", "website", "opening_hours", "alias", "languages", "populations",
    ]  # fmt: skip


def test_every_license_has_a_label_or_a_warning():
    shown = list(people_rows(listing_of(practitioners=everybody()), TODAY))

    assert [str(one) for row in shown for one in row.warned] == ["Not a licensed clinician"]
    assert [row.detail.split(";")[0] for row in shown[:2]] == ["Physician (MD)", "Physician (DO)"]


def test_a_person_without_a_stated_license_is_not_called_unlicensed():
    (row,) = people_rows(listing_of(practitioners=[PERSON | person(license="")]), TODAY)

    assert (row.detail, row.warned) == ("License not stated", ())
