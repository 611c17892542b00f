"""Slugs of listings: made, numbered, and kept for redirects."""

import pytest

from directory.models import (
    FormerSlug,
)
from directory.moderation import decisions
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_moderator,
    make_submission,
)

pytestmark = pytest.mark.django_db


def test_an_address_is_made_of_name_and_town_without_accents():
    assert make_listing(name="Clínica Muñoz", city="El Paso").slug == "clinica-munoz-el-paso"


def test_the_second_clinic_of_a_name_gets_a_number():
    slugs = [make_listing(name="Twin", city="Denver").slug for _ in range(3)]

    assert slugs == ["twin-denver", "twin-denver-2", "twin-denver-3"]


def test_clinics_of_one_name_published_together_get_numbers():
    submissions = [make_submission(name="Twin", city="Denver") for _ in range(2)]

    listings = decisions.approve(submissions=submissions, by=make_moderator())

    assert [listing.slug for listing in listings] == ["twin-denver", "twin-denver-2"]


def test_a_new_name_brings_a_new_address_and_keeps_the_old_one():
    clinic = make_clinic(name="Old", city="Denver")
    make_listing(clinic)

    listing = make_listing(clinic, name="New")

    assert listing.slug == "new-denver"
    assert [former.slug for former in listing.former_slugs.all()] == ["old-denver"]


def test_nobody_gets_an_address_that_redirects():
    clinic = make_clinic(name="Old", city="Denver")
    make_listing(clinic)
    make_listing(clinic, name="New")

    assert make_listing(name="Old", city="Denver").slug == "old-denver-2"


def test_the_old_name_brings_the_old_address_back():
    clinic = make_clinic(name="Old", city="Denver")
    for name in ("Old", "New", "Old"):
        listing = make_listing(clinic, name=name)

    assert listing.slug == "old-denver"
    assert [former.slug for former in FormerSlug.objects.all()] == ["new-denver"]


def test_a_name_without_a_letter_still_gets_an_address():
    assert make_listing(name="🙂", city="").slug == "clinic"
