"""What few clinics state is folded in the forms of the portal, and says how far one is."""

import pytest

from directory.facts.spine import RARE_STATEMENTS, SPINE
from directory.moderation import decisions
from tests.support.factories import change, make_moderator, make_submission
from tests.support.html import elements
from tests.support.portal import main_text, save_section, section_url

pytestmark = pytest.mark.django_db


def folds(response):
    """The id of each fold of rare statements → whether it is open."""
    page = elements(response.content, "details")
    return {
        one.get("id"): one.get("open") is not None
        for one in page
        if (one.get("id") or "").startswith("fold-")
    }


def fields_in_folds(response):
    folded = [one for one in elements(response.content, "details") if (one.get("id") or "")[:5] == "fold-"]
    return {field.get("name") for fold in folded for field in fold.iter() if field.get("name")}


@pytest.mark.parametrize("section", SPINE, ids=lambda one: one.key)
def test_what_is_rare_and_nothing_else_is_folded(client, clinic, editor, section):
    response = client.get(section_url(clinic, section.key))

    assert fields_in_folds(response) == RARE_STATEMENTS & set(section.statements)
    assert set(folds(response).values()) <= {False}


def test_a_fold_says_how_much_of_it_is_filled_in(client, clinic, editor):
    change(clinic, drug_source=["manufacturer"])

    assert "Less common questions 1 of 2 filled in" in main_text(client.get(section_url(clinic, "B")))


def test_a_fold_with_an_error_is_open(client, clinic, editor):
    response = save_section(client, clinic, "B", drug_source=["nonsense"])

    assert folds(response) == {"fold-rare": True}


@pytest.mark.parametrize(
    ("section", "stated", "open_folds"),
    [
        ("B", {"drug_source": ["manufacturer"]}, {"fold-rare": True}),
        ("C", {"exclusion_dementia": "excluded"}, {"fold-exclusions": True, "fold-rare": False}),
        ("C", {"exclusion_pregnancy": "excluded"}, {"fold-exclusions": False, "fold-rare": False}),
    ],
)
def test_a_fold_of_what_came_back_is_open(client, clinic, editor, section, stated, open_folds):
    submission = make_submission(clinic, by=editor, **stated)
    decisions.ask_for_changes(submission=submission, by=make_moderator(), words="Is this so?")

    assert folds(client.get(section_url(clinic, section))) == open_folds
