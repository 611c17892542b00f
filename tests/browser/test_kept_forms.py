"""Forms that a button saves: without a signal the typed words stay on the page, and go out later."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_typed_without_a_signal_stay_and_are_saved_later(device, two_clinics):
    phone = device()
    phone.begin("tern-house-denver")
    page, clinic = phone.page, phone.content()["clinics"][0]["id"]
    for address, label in (
        ("doctor/", "What should your doctor or partner know?"),
        (f"clinics/{clinic}/read-elsewhere/", "What I read"),
    ):
        page.goto(f"/notebook/{address}")
        page.get_by_label(label).fill("I am afraid")
        phone.context.set_offline(True)
        page.get_by_role("button", name="Save", exact=True).last.click()
        page.get_by_text("Not saved yet. Your words are still here.").wait_for()
        assert page.get_by_label(label).input_value() == "I am afraid"
        phone.context.set_offline(False)
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).last.click()

    book = phone.content()
    assert (book["own_words"], book["clinics"][0]["read_elsewhere"][0]["text"]) == ("I am afraid",) * 2
