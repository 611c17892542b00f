"""Confirming all listings of an organization in one press."""

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Event, Listing, Organization
from directory.organizations import confirming
from tests.support.factories import make_clinic, make_listing, make_member, take_down
from tests.support.html import elements
from tests.support.portal import form_values, main_text

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def address(chain):
    return reverse("portal:confirm_all", args=[chain.pk])


def listings(chain):
    return list(Listing.objects.filter(clinic__organization=chain).order_by("name"))


def versions_on(response):
    """What the form of a page posts for each listing."""
    return [one.get("value") for one in elements(response.content, "input") if one.get("name") == "version"]


def press(client, chain, versions):
    return client.post(address(chain), {"version": versions}, follow=True)


def test_one_press_on_the_first_page_confirms_all_five(client, chain, editor):
    versions = versions_on(client.get("/portal/"))

    page = press(client, chain, versions)

    assert [one.confirmed_on for one in listings(chain)] == [TODAY()] * 5
    assert sorted(Event.objects.filter(kind="confirmed").values_list("clinic", flat=True)) == [
        f"Ninefold {number}" for number in range(5)
    ]
    assert "You confirmed 5 listings. Please confirm them again by" in main_text(page)
    assert versions_on(page) == []


def test_a_second_press_confirms_nothing_twice_and_says_so(client, chain, editor):
    versions = versions_on(client.get("/portal/"))
    press(client, chain, versions)

    page = press(client, chain, versions)

    assert Event.objects.filter(kind="confirmed").count() == 5
    assert (
        "Already confirmed today: Ninefold 0; Ninefold 1; Ninefold 2; Ninefold 3; Ninefold 4."
        in main_text(page)
    )


def test_what_was_taken_down_or_published_anew_since_is_not_confirmed(client, chain, clinics, editor):
    versions = versions_on(client.get(address(chain)))
    take_down(listings(chain)[1])
    make_listing(clinics[2], about="Something new.")

    page = press(client, chain, versions)

    assert sorted(Event.objects.filter(kind="confirmed").values_list("clinic", flat=True)) == [
        "Ninefold 0",
        "Ninefold 3",
        "Ninefold 4",
    ]
    text = main_text(page)
    assert "You confirmed 3 listings." in text
    assert "Taken down, so there is nothing to confirm: Ninefold 1." in text
    assert "Not confirmed, because it changed after you opened the page: Ninefold 2." in text


@pytest.mark.parametrize(
    "versions", [[], ["1"], ["-"], ["a-b"], ["1-2-3"], ["9" * 30 + "-1"], ["\u0664-1"], ["1-1\0"]]
)
def test_nothing_is_confirmed_by_a_form_that_names_no_version(client, chain, editor, versions):
    press(client, chain, versions)

    assert Event.objects.filter(kind="confirmed").count() == 0


def test_the_page_lists_what_changed_since_the_last_confirmation(client, chain, clinics, editor):
    make_listing(clinics[0], origin="import", source="A file", about="Of a file.", email="a@ninefold.example")

    text = main_text(client.get(address(chain)))

    assert "Confirm all 5 listings" in text
    assert "Ninefold 0Denver, CO." in text
    assert "2 answers changed since then" in text
    assert text.count("Nothing has changed since then.") == 4


def test_another_organizations_listings_are_out_of_reach(client, chain):
    theirs = make_listing(organization=Organization.objects.create(name="Other", slug="other"))
    client.force_login(make_member(theirs.clinic))

    assert client.post(address(chain), {"version": []}).status_code == 404
    assert (
        client.post(address(theirs.clinic.organization), {"version": [f"{listings(chain)[0].pk}-1"]}).url
        == "/portal/"
    )
    assert Event.objects.filter(kind="confirmed").count() == 0


def test_each_listing_takes_twelve_queries(chain, editor, django_assert_num_queries):
    everything = list(confirming.listings_of(chain))
    versions = {one.pk: one.version for one in everything}

    for several in (everything[:1], everything[1:4]):
        with django_assert_num_queries(12 * len(several)):
            confirming.confirm_all(listings=several, versions=versions, by=editor, today=TODAY())


def test_the_page_takes_as_many_queries_for_five_as_for_two(client, editor, chain, django_assert_num_queries):
    for _round in range(2):
        with django_assert_num_queries(6):
            client.get(address(chain))
        for listing in listings(chain)[2:]:
            if listing.removed_at is None:
                take_down(listing)


def test_one_clinic_has_no_button_for_all(client):
    clinic = make_clinic()
    client.force_login(make_member(clinic))
    make_listing(clinic)

    assert "version" not in form_values(client.get("/portal/"))
