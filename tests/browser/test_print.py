"""What is carried on paper fits its sides, in both sizes of paper and with the plain faces of two systems."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from checklist import codes, notebook, own_words, storage
from checklist.questions.catalog import QUESTIONS
from directory.models import Listing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAPERS = ["A4", "Letter"]


def printed(tab, address, paper):
    tab.goto(address)
    return PdfReader(io.BytesIO(tab.pdf(format=paper)))


def faces_in(pdf):
    """The names of the fonts in a PDF: `AAAAAA+DejaVuSans-Bold`."""
    names = set()
    for side in pdf.pages:
        for font in side["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].partition("+")[2])
    return names


SIDES = {"/checklist/": 4, "/checklist/first-call/": 1, "/notebook/sheets/": 2}


def test_the_checklist_has_four_sides_the_first_call_one_and_a_clinic_of_a_notebook_two(paper_of, invented):
    tab, family = paper_of
    tab.context.add_cookies([notebook_cookie(Listing.objects.get(slug=MOST_STATED), tab)])
    found = {}
    for paper in PAPERS:
        for address in SIDES:
            pdf = printed(tab, address, paper)
            assert {name[: len(family)] for name in faces_in(pdf)} == {family}
            found[address, paper] = len(pdf.pages)

    assert found == {(address, paper): sides for address, sides in SIDES.items() for paper in PAPERS}


MOST_STATED = "long-table-ketamine-clinic-austin"  # fixtures/everything.toml


def notebook_cookie(listing, tab):
    """The cookie that opens a new notebook with one clinic and four answers."""
    book = notebook.new()
    clinic = notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)
    for key, impression in zip(("A1", "D1", "E1", "G1"), notebook.Impression, strict=True):
        note = "A nurse sits in the room for the whole time; the doctor comes twice."
        notebook.set_answer(clinic, key, notebook.Answer(impression, note))
    code = codes.code_from_secret(storage.create(today=timezone.localdate(), book=book))
    return {"name": "notebook", "value": code, "url": tab.evaluate("location.origin")}


@pytest.mark.parametrize("address", ["/clinics/", "/checklist/", "/checklist/first-call/"])
def test_nothing_that_stays_in_sight_on_a_screen_is_printed_over_the_rows(page, invented, address):
    assert staying(page, address) == []


def test_no_head_of_a_comparison_is_printed_over_its_rows(page, invented):
    page.goto("/clinics/")
    for tick in page.locator(".card__do input").all()[:3]:
        tick.check()
    page.get_by_role("button", name="Compare", exact=True).click()

    assert staying(page, page.url) == []
    assert page.locator(".versus__clinic").count() >= 4


STAYS = """() => [...document.querySelectorAll("body *")]
  .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))
  .map((one) => one.className)"""


def staying(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    return page.evaluate(STAYS)


HEADS = ".part__head, h3, .fold__name, .versus__row:has(.versus__head)"


@pytest.mark.parametrize("address", ["/clinics/tern-house-ketamine-and-therapy-denver/", "/compare/"])
def test_no_head_stands_alone_at_the_foot_of_a_side(page, invented, address):
    if address == "/compare/":
        page.goto("/clinics/")
        for tick in page.locator(".card__do input").all()[:3]:
            tick.check()
        page.get_by_role("button", name="Compare", exact=True).click()
    else:
        page.goto(address)
    page.emulate_media(media="print")

    heads = page.locator(HEADS)
    assert heads.count() > 5
    assert set(heads.evaluate_all("all => all.map((one) => getComputedStyle(one).breakAfter)")) == {"avoid"}


FULLEST = [
    "long-table-ketamine-clinic-austin",  # by offering, with the most warnings
    "tern-house-ketamine-and-therapy-denver",
    "desert-post-ketamine-las-vegas",
]


def full_notebook():
    """The secret of a notebook with FULLEST, where each ★ question has a long note, and long own words."""
    book = notebook.new()
    for slug in FULLEST:
        listing = Listing.objects.get(slug=slug)
        clinic = notebook.add_clinic(book, listing=listing.pk, slug=slug, name=listing.name)
        for question in [one for one in QUESTIONS if one.must_have][:8]:
            notebook.set_answer(
                clinic, question.key, notebook.Answer("worrying", "A bell to call with. " * 47)
            )
        clinic["call"] = {
            "spoken_with": "Ana at the front desk",
            "called_on": "2026-11-28",
            "call_back_on": "2026-12-01",
            "appointment": "2026-12-03T14:30",
        }
    own_words.save(book, "I am afraid of being alone. " * 35, shown=own_words.shown_digest(book))
    return storage.create(today=timezone.localdate(), book=book)


def test_the_page_for_a_doctor_prints_on_one_side_for_the_fullest_clinics(paper_of, invented):
    tab, family = paper_of
    code = codes.code_from_secret(full_notebook())
    tab.goto("/healthz")
    tab.context.add_cookies([{"name": "notebook", "value": code, "url": tab.url}])
    found = {}
    for paper in PAPERS:
        pdf = printed(tab, "/notebook/doctor/?with_own_words=1", paper)
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert {name[: len(family)] for name in faces_in(pdf)} == {family}
        found[paper] = (
            len(pdf.pages),
            "(more in the notebook)" in text,
            text.count("555-01"),
            "Your view" in text,
        )

    assert found == {"A4": (1, True, 3, True), "Letter": (1, True, 3, True)}
