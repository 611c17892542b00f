"""Nobody sends for a clinic without accepting the terms; what they accepted is published with the listing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directory.facts.terms import EDITION, MISSING, OUTDATED
from directory.models import Listing, Submission
from directory.moderation import decisions
from directory.moderation.errors import RefusedError
from directory.moderation.undoing import undo_publication
from tests.support.factories import change, judge, make_listing, make_submission, take_down
from tests.support.html import assert_valid, elements
from tests.support.portal import ACCEPTED, error_sentences, form_values, main_text, portal_url

pytestmark = pytest.mark.django_db

# (what the box of a form posts, what the page says of it)
REFUSED = [(None, str(MISSING)), ("", str(MISSING)), ("2025-01", str(OUTDATED)), ("on", str(OUTDATED))]


def boxes(response):
    """(value, whether it is checked) of each box of the terms on a page."""
    return [
        (one.get("value"), one.get("checked") is not None)
        for one in elements(response.content, "input")
        if one.get("name") == "terms"
    ]


def posted(response, value, **more):
    """What the form of a page posts with this value of the box, or with the box left empty."""
    return form_values(response) | more | ({} if value is None else {"terms": value})


# ---- the ways of sending


def test_the_box_of_every_form_that_sends_is_empty(client, clinic, owner, listing):
    change(clinic, about="New words.")
    sending = client.get(portal_url("sending", clinic))
    sheet = uploaded_sheet(client, clinic)
    take_down(listing)
    restoring = client.get(portal_url("coming_back", clinic))

    assert [boxes(page) for page in (sending, sheet, restoring)] == [[(EDITION, False)]] * 3


@pytest.mark.parametrize(("value", "sentence"), REFUSED)
def test_a_draft_is_not_sent_without_the_terms_and_the_words_typed_stay(
    client, clinic, owner, value, sentence
):
    change(clinic, about="New words.")
    address = portal_url("sending", clinic)

    page = client.post(address, posted(client.get(address), value, remark="Typed with care."))

    assert page.status_code == 400
    assert error_sentences(page) == [sentence]
    assert form_values(page)["remark"] == "Typed with care."
    assert boxes(page) == [(EDITION, False)]
    assert_valid(page.content.decode())
    assert not Submission.objects.waiting().exists()


def test_a_checked_box_stays_checked_where_something_else_is_wrong(client, clinic, owner):
    change(clinic, about="New words.")
    address = portal_url("sending", clinic)

    page = client.post(address, posted(client.get(address), EDITION, remark="x" * 2001))

    assert (page.status_code, boxes(page)) == (400, [(EDITION, True)])


def uploaded_sheet(client, clinic):
    """The page with what a sheet changes: new words of a clinic."""
    address = reverse("portal:sheet", args=[clinic.organization_id])
    file = SimpleUploadedFile("sheet.csv", f"id,about\n{clinic.uid},By sheet.\n".encode(), "text/csv")
    return client.post(address, {"file": file})


@pytest.mark.parametrize(("value", "sentence"), REFUSED)
def test_a_sheet_is_not_sent_without_the_terms_and_stays_on_the_page(client, clinic, owner, value, sentence):
    address = reverse("portal:sheet_sending", args=[clinic.organization_id])

    page = client.post(address, posted(uploaded_sheet(client, clinic), value))

    assert page.status_code == 400
    assert error_sentences(page) == [sentence]
    assert "By sheet." in main_text(page)
    assert_valid(page.content.decode())
    assert not Submission.objects.waiting().exists()
    client.post(address, posted(page, EDITION))
    assert Submission.objects.waiting().get().terms == EDITION


@pytest.mark.parametrize(("value", "sentence"), REFUSED)
def test_a_listing_is_not_asked_back_without_the_terms(client, clinic, owner, listing, value, sentence):
    take_down(listing)
    address = portal_url("coming_back", clinic)

    page = client.post(address, posted(client.get(address), value))

    assert page.status_code == 400
    assert error_sentences(page) == [sentence]
    assert_valid(page.content.decode())
    assert not Submission.objects.waiting().exists()
    client.post(address, posted(page, EDITION))
    assert Submission.objects.waiting().get().terms == EDITION


def test_a_listing_that_is_public_is_not_asked_back(client, clinic, owner):
    page = client.get(portal_url("coming_back", clinic), follow=True)

    assert "This listing has not been taken down." in page.text


@pytest.mark.parametrize("accepted", ["", "2025-01", "on"])
def test_no_function_sends_for_a_clinic_without_the_terms_of_today(clinic, owner, listing, accepted):
    with pytest.raises(RefusedError):
        decisions.submit(clinic=clinic, by=owner, terms=accepted)
    take_down(listing)
    with pytest.raises(RefusedError):
        decisions.request_relisting(clinic=clinic, by=owner, terms=accepted)

    assert not Submission.objects.waiting().exists()


# ---- what becomes of what was accepted


def published_terms(clinic):
    return Listing.objects.get(clinic=clinic).terms


def test_what_the_sender_accepted_is_published_with_the_listing(client, clinic, owner):
    Listing.objects.update(terms="")
    change(clinic, about="New words.")
    address = portal_url("sending", clinic)
    client.post(address, posted(client.get(address), EDITION))

    decisions.approve(submissions=[Submission.objects.waiting().get()], by=judge())

    assert published_terms(clinic) == EDITION


@pytest.mark.parametrize("origin", ["import", "proposal"])
def test_words_of_a_file_or_a_reader_are_nobodys_who_accepted(origin):
    listing = make_listing(about="The clinic's words.")
    assert listing.terms == EDITION

    make_listing(listing.clinic, origin=origin, about="Somebody else's words.")

    assert published_terms(listing.clinic) == ""


def test_publishing_the_availability_changes_no_terms(client, clinic, owner, listing):
    before = published_terms(clinic)

    client.post(portal_url("availability", clinic), {"availability": "full"})

    assert (before, published_terms(clinic)) == (EDITION, EDITION)


def test_a_publication_that_is_taken_back_takes_its_terms_back():
    listing = make_listing(about="Before there were terms.", terms="")
    later = make_submission(listing.clinic, about="Under the terms.")
    decisions.approve(submissions=[later], by=judge())
    assert published_terms(listing.clinic) == EDITION

    undo_publication(submission=later, by=judge())

    assert published_terms(listing.clinic) == ""


def test_a_version_that_is_published_again_has_the_terms_of_its_sender():
    listing = make_listing(about="Before there were terms.", terms="")
    first = Submission.objects.get(clinic=listing.clinic)
    decisions.approve(submissions=[make_submission(listing.clinic, about="Later.")], by=judge())

    again = decisions.submit_again(submission=first, by=judge())
    decisions.approve(submissions=[again], by=judge())

    assert (again.terms, published_terms(listing.clinic)) == ("", "")


def test_what_is_opened_again_keeps_the_terms_of_its_sender():
    sent = make_submission(about="We listen.")
    decisions.reject(submission=sent, by=judge(), reason="spam")

    assert decisions.open_again(submission=sent, by=judge()).terms == EDITION


def test_acceptance_is_no_word_that_was_typed(client, clinic, owner):
    """A form that could not be stored shows what was typed, to be copied; a box is nothing to copy."""
    change(clinic, about="New words.")
    sent = posted(client.get(portal_url("sending", clinic)), EDITION, remark="Typed.")
    client.logout()
    page = client.post(portal_url("sending", clinic), sent | {"remark": "Typed." + "x" * 200_001})

    assert page.status_code == 403
    assert ACCEPTED["terms"] not in main_text(page)


# ---- a listing from before the terms, of which nothing is to be sent


@pytest.mark.parametrize(("about", "boxes_shown"), [("Our words.", [(EDITION, False)]), ("", [])])
def test_a_listing_from_before_the_terms_accepts_them_as_it_is_confirmed(
    client, clinic, owner, about, boxes_shown
):
    listing = make_listing(clinic, about=about)
    Listing.objects.update(terms="")
    first_page, confirmation = portal_url("clinic", clinic), portal_url("confirmation", clinic)
    assert boxes(client.get(first_page)) == boxes_shown

    client.post(confirmation)
    assert Listing.objects.get().terms == ""  # to confirm asks for nothing
    page = client.post(confirmation, {"terms": "2025-01"}, follow=True)
    assert str(OUTDATED) in main_text(page)
    assert Listing.objects.get().terms == ""
    client.post(confirmation, {"terms": EDITION})

    assert Listing.objects.get().terms == EDITION
    assert Listing.objects.get().directory_version > listing.directory_version
    assert boxes(client.get(first_page)) == []
