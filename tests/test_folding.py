"""Names that are the same though written otherwise: for search, duplicates, the register and places."""

from unicodedata import combining

import pytest

from directory.folding import fold, normalize_unicode, plain
from directory.matching.names import same_organization, same_person
from directory.places.names import place_key

SAME = [
    (
        "ʻOhana Ketamine",
        "'Ohana Ketamine",
        "‘Ohana ketamine",
        "`OHANA KETAMINE",
        "´Ohana Ketamine",
        "Ohana Ketamine",
    ),
    ("St. Brigid", "SAINT BRIGID", "St Brigid", "ST.BRIGID"),
    ("Ste. Anne", "SAINTE ANNE", "ste anne"),
    ("Mt. Tabor", "MOUNT TABOR", "Mt Tabor", "mt.tabor"),
    ("Ft. Example", "Fort Example", "FT EXAMPLE"),
    ("O‘Brien", "OʼBrien", "O`Brien", "O'Brien", "OBRIEN", "O’Brien", "O´Brien", "O′Brien", "O‛Brien"),
    ("Keʻala", "KEALA", "Kēʻala"),
    ("John St. John", "JOHN SAINT JOHN"),
    ("Kāneʻohe", "Kaneohe", "KANE'OHE"),
    ("Sørensen", "SORENSEN"),
    ("Łukasz Đorđević", "LUKASZ DORDEVIC"),
    ("Hou\u00adse", "HOUSE"),
    ("Ｏ’Brien", "OBRIEN"),
]


@pytest.mark.parametrize("written", SAME)
def test_one_name_however_it_is_written_is_folded_to_one(written):
    assert len({fold(name) for name in written}) == 1


@pytest.mark.parametrize("written", SAME)
def test_a_place_is_folded_as_a_name_is(written):
    assert len({place_key(name) for name in written}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ninefold Seattle", "Ninefold Tacoma"),
        ("Example Psychiatry KS", "Example Psychiatry MO"),
        ("Mo Hill", "Mt Hill"),
    ],
)
def test_other_names_stay_others(one, other):
    assert fold(one) != fold(other)
    assert not same_organization(one, other)


ACCENTS = "a" + "\u0301\u0316" * 2_000
HALF_WIDE = "a" + "\uff9e\u0334" * 2_000  # of the compatible forms alone


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("text", [ACCENTS, HALF_WIDE], ids=["accents", "half wide"])
def test_no_run_of_accents_is_ordered_that_is_longer_than_thirty(form, text):
    made = normalize_unicode(text, form)
    runs = "".join("m" if combining(sign) else " " for sign in made).split()

    assert max(map(len, runs), default=0) <= 30
    assert normalize_unicode(made, form) == made


def test_what_is_written_in_two_signs_becomes_one():
    assert normalize_unicode("Mun\u0303oz") == "Muñoz"


def test_an_address_keeps_what_is_written_short():
    assert plain("St. Brigid’s Mt. Tabor") == "st brigids mt tabor"


@pytest.mark.parametrize(
    ("stated", "registered"),
    [
        ("ʻOhana Ketamine", "OHANA KETAMINE LLC"),
        ("‘Ohana Ketamine", "OHANA KETAMINE LLC"),
        ("St. Brigid Ketamine", "SAINT BRIGID KETAMINE LLC"),
        ("St. Brigid", "SAINT BRIGID KETAMINE LLC"),
        ("Saint Brigid Ketamine", "ST. BRIGID KETAMINE, P.C."),
        ("St.Brigid Ketamine", "ST BRIGID KETAMINE INC"),
        ("Mt. Tabor Ketamine", "MOUNT TABOR KETAMINE, INC."),
        ("Mt. Tabor", "MOUNT TABOR KETAMINE, INC."),
        ("Ft. Example Wellness", "FORT EXAMPLE WELLNESS PLLC"),
        ("O‘Brien Psychiatry", "O BRIEN PSYCHIATRY PC"),
        ("Ste. Anne Infusions", "SAINTE ANNE INFUSIONS LLP"),
    ],
)
def test_a_register_has_the_name_of_a_clinic_otherwise(stated, registered):
    assert same_organization(stated, registered)


@pytest.mark.parametrize(
    ("stated", "last", "first"),
    [
        ("Dr. Ann O‘Brien, MD", "OBRIEN", "ANN"),
        ("Ann OʼBrien", "O'BRIEN", "ANN"),
        ("Ann O`Brien", "O BRIEN", "ANN"),
        ("John St. John", "SAINT JOHN", "JOHN"),
        ("John St. John", "ST JOHN", "JOHN"),
        ("St. John, John", "ST. JOHN", "JOHN"),
        ("Saint-John, John", "STJOHN", "JOHN"),
        ("Keʻala Example", "EXAMPLE", "KEALA"),
        ("Mai Sørensen", "SORENSEN", "MAI"),
    ],
)
def test_a_register_has_the_name_of_a_person_otherwise(stated, last, first):
    assert same_person(stated, last=last, first=first)
