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
