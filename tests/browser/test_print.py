"""What is carried on paper fits its sides, in both sizes of paper."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAPERS = ["A4", "Letter"]


def sides(pdf):
    """How many pages a PDF of Chromium has: it writes the page objects plain."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed(page, address, paper):
    page.goto(address)
    return page.pdf(format=paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_checklist_prints_on_four_sides(page, paper):
    assert sides(printed(page, "/checklist/", paper)) == 4


@pytest.mark.parametrize("paper", PAPERS)
def test_the_first_call_prints_on_one_side(page, paper):
    assert sides(printed(page, "/checklist/first-call/", paper)) == 1


def test_a_comparison_prints_what_it_folds(page, two_clinics):
    page.goto("/compare/?clinic=tern-house-denver&clinic=half-acre-boise")
    folded = page.locator(".fold .versus__value").first
    shown = "(one) => one.checkVisibility()"

    assert not folded.evaluate(shown)
    page.emulate_media(media="print")
    assert folded.evaluate(shown)
