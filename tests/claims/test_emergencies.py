"""What a safety editor looks for first in the guides on a session: every sign, every number, every fear."""

import re

import pytest
from django.test import Client

from checklist.guides.catalog import GUIDE_BY_SLUG
from directory.claims import emergencies, spravato, visits
from directory.claims.model import Claim

pytestmark = pytest.mark.django_db

CALL_911 = [
    "trouble breathing",
    "does not wake up",
    "Lips or nails turn blue",
    "pain or pressure in the chest",
    "has a seizure",
    "One side of the face or body is suddenly weak or numb",
    "confused",
    "trouble speaking",
    "trouble seeing",
    "trouble walking",
    "very bad headache",
    "throat swell",
]


@pytest.fixture
def section():
    """The words of a section of a guide, as they are shown."""

    def words(slug, key):
        page = Client().get(f"/guide/{slug}/").content.decode()
        found = re.search(rf'<section [^>]*aria-labelledby="{key}">.*?</section>', page, re.DOTALL)[0]
        return " ".join(re.sub("<[^>]+>", " ", re.sub("<sup.*?</sup>", "", found, flags=re.DOTALL)).split())

    return words


def claims_of(slug):
    return set(GUIDE_BY_SLUG[slug].claims)


def test_every_sign_for_which_to_call_911_stands_before_anything_else(section):
    first = GUIDE_BY_SLUG["during-and-after"].sections[0]
    before_the_other_numbers = section("during-and-after", first.key).partition("Poison Help")[0]

    assert "Call 911 at once" in before_the_other_numbers
    assert [sign for sign in CALL_911 if sign not in before_the_other_numbers] == []


def test_poison_help_gives_way_to_911(section):
    words = section("during-and-after", "emergency")

    assert "1-800-222-1222" in words
    assert "unconscious or has trouble breathing, call 911 instead" in words


def test_a_dose_at_home_is_kept_from_children_and_never_mixed(section):
    words = section("during-and-after", "at-home")
    needed = ["alcohol, opioids or sleeping pills", "children can neither see nor reach", "Lock it up"]

    assert [one for one in needed if one not in words] == []


def test_the_fear_of_being_high_has_a_section_of_its_own(section):
    assert "If you are afraid of being high, or of losing control" in section("preparing", "fear")


def test_what_to_do_if_it_becomes_frightening_has_a_section_of_its_own(section):
    assert str(visits.FRIGHTENED) in section("during-and-after", "frightened")


def test_the_guide_to_getting_ready_says_what_must_not_be_missing():
    needed = {
        spravato.NOT_WITH_ANEURYSM,
        spravato.NOT_WITH_ALLERGY,
        spravato.CONTRACEPTION,
        visits.FOOD_SPRAVATO,
        visits.FOOD_DRIP,
        visits.NOSE_SPRAYS,
        visits.DIABETES,
        visits.GLP_1,
        visits.NO_STOPPING,
        visits.DRIVING_SPRAVATO,
        visits.DRIVING_KETAMINE,
        visits.ESCORT,
        visits.BRING,
    }

    assert {claim.key for claim in needed - claims_of("preparing")} == set()


def test_nobody_is_told_to_stop_a_medicine(section):
    assert "Do not stop or skip a medicine on your own." in section("preparing", "medicines")
    assert "no reason to stop on your own" in section("law", "video")


@pytest.mark.parametrize("slug", ["law", "preparing", "during-and-after", "costs", "stopping"])
def test_a_number_or_a_year_stands_in_a_claim_and_not_in_plain_text(slug):
    plain = [
        str(sentence)
        for section in GUIDE_BY_SLUG[slug].sections
        for block in section.blocks
        for sentence in block.sentences
        if sentence not in claims_of(slug) and re.search(r"\d", str(sentence))
    ]

    assert [one for one in plain if re.search(r"\d", re.sub("911|988", "", one))] == []


def test_a_claim_on_an_emergency_has_a_source_but_for_first_aid_that_everyone_knows():
    claims = [one for one in vars(emergencies).values() if isinstance(one, Claim)]
    untested = {claim.key for claim in claims if claim.is_common_practice}

    assert untested == {
        "emergency-swelling",
        "emergency-in-the-clinic",
        "home-lock",
        "home-alone",
        "home-no-more",
    }
