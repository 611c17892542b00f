import pytest
from django.test import RequestFactory

from directory.models import Listing, Verification
from directory.publishing import publish
from directory.publishing.snapshot import snapshot_of_clinic
from directory.views import preview
from tests.support.factories import make_clinic, make_listing, make_moderator
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db


def page_of(listing):
    response = preview.render_preview(RequestFactory().get("/portal/preview/"), listing, back="/portal/")
    return response, response.content.decode()


def test_a_clinic_that_was_never_published_has_a_preview(django_assert_num_queries):
    frozen = snapshot_of_clinic(make_clinic(name="Half Acre Psychiatry", route=["iv"]))

    with django_assert_num_queries(0):
        shown = preview.unsaved_listing(frozen)
        response, html = page_of(shown)

    assert shown.pk is None
    assert (shown.name, shown.route) == ("Half Acre Psychiatry", ["iv"])
    assert response["Cache-Control"] == "no-store"
    assert "Only you can see this page." in html
    assert "Keep in my notebook" not in html
    assert_valid(html)


def test_a_preview_writes_nothing():
    listing = make_listing(route=["iv"], about="Old words.")
    frozen = snapshot_of_clinic(listing.clinic) | {"about": "New words."}

    shown = preview.unsaved_listing(frozen, clinic=listing.clinic)

    assert (shown.about, Listing.objects.get().about) == ("New words.", "Old words.")


def test_a_preview_keeps_the_evidence_that_publishing_would_keep():
    listing = make_listing(name="Half Acre", route=["iv"], attendance=["call_bell"])
    by = make_moderator()
    for statement in ("route", "attendance"):
        Verification.objects.create(
            clinic=listing.clinic,
            statement=statement,
            kind="document_seen",
            about="other",
            source="A letter",
            seen_on=listing.published_on,
            checked_by=by,
        )
    publish.update_evidence(listing, Verification.objects.filter(clinic=listing.clinic))
    frozen = snapshot_of_clinic(listing.clinic) | {"route": ["im"]}

    shown = preview.unsaved_listing(frozen, clinic=listing.clinic)

    assert [one["statement"] for one in shown.evidence] == ["attendance"]
    assert Verification.objects.filter(dropped_on=None).count() == 2
