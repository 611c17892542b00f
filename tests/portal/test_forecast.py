"""Before a draft is sent, its clinic reads what the moderators' checks will say of it."""

import pytest

from directory.models import Submission
from directory.moderation.checks.run import run_checks
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import change, make_clinic, make_submission
from tests.support.html import elements
from tests.support.portal import main_text, portal_url

pytestmark = pytest.mark.django_db


def notes(response):
    """The notes of the part “What our checks say”."""
    (part,) = [
        one for one in elements(response.content, "section") if one.get("aria-labelledby") == "foreseen"
    ]
    return [" ".join("".join(one.itertext()).split()) for one in part.iter() if one.tag.endswith("}li")]


def test_what_the_checks_will_say_is_said_before_it_is_sent(client, clinic, editor):
    change(clinic, about="We cure everyone.", home_dosing="none", setting=["home_unsupervised"])

    response = client.get(portal_url("sending", clinic))

    draft = Submission(clinic=clinic, content=snapshot_of_clinic(clinic))
    codes = {one.code for one in run_checks(draft, shown={})}
    assert codes == {"overclaim", "no_home_doses", "home_alone"}
    assert notes(response) == [
        "The clinic: “cure” in “In the clinic’s words” promises a result. No clinic can promise one.",
        "License and legality: “Doses at home: None” does not fit with “Home, with no one watching”.",
        "Setting and monitoring: You say that people take it at home with no one there. Expect a question "
        "about how you keep them safe.",
    ]


def test_a_draft_without_a_finding_says_so(client, clinic, editor):
    change(clinic, about="We listen, then we talk.")

    text = main_text(client.get(portal_url("sending", clinic)))

    assert "Our checks found nothing to ask about. A moderator still reads it." in text


def test_a_clinic_that_is_not_published_is_not_named_to_its_neighbor(client, clinic, editor):
    hidden = make_clinic(name="Hidden Acre", zip="80202", phone="+13035550177")
    make_submission(hidden, phone="+13035550177")
    change(clinic, phone="+13035550177")

    response = client.get(portal_url("sending", clinic))

    (note,) = notes(response)
    assert note.startswith("Another clinic nearby has nearly the same name, or the same phone")
    assert "Hidden Acre" not in response.text


def test_a_rule_that_is_broken_is_to_correct_and_no_note(client, clinic, editor):
    type(clinic).objects.filter(pk=clinic.pk).update(phone="555-0142")

    response = client.get(portal_url("sending", clinic))

    assert "Please correct this first" in main_text(response)
    assert "What our checks say" not in main_text(response)
