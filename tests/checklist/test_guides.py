import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from checklist.guides.catalog import questions_of
from checklist.guides.guides import GUIDES
from checklist.questions.questions import QUESTIONS
from tests.support.html import assert_valid
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

SLUGS = [guide.slug for guide in GUIDES]
every_guide = pytest.mark.parametrize("guide", GUIDES, ids=SLUGS)


@pytest.fixture
def read():
    """The page of a guide, or the contents, as text."""

    def page(guide=None):
        response = Client().get(f"/guide/{guide.slug}/" if guide else "/guide/")
        assert response.status_code == 200
        return response.content.decode()

    return page


def article(html):
    """The guide's own text, without its head, questions and sources, as a page of its own."""
    return f"<!doctype html><main>{re.search('<article.*?</article>', html, re.DOTALL)[0]}</main>"


def plain(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_the_contents_list_eight_guides_in_order_with_a_sentence_each(read):
    listed = re.findall(r'<dt.*?href="/guide/([^/]+)/">(.*?)</a></span></dt>\s*<dd>(.+?)</dd>', read())

    assert [(slug, title) for slug, title, _ in listed] == [
        ("what-it-is", "What ketamine treatment is, and is not"),
        ("evidence", "What the studies say"),
        ("risks", "Risks, and who should take care"),
        ("law", "Law and approval in the US"),
        ("preparing", "Getting ready for a first session"),
        ("during-and-after", "During a session, and after"),
        ("costs", "What it costs, and who pays"),
        ("stopping", "When to stop, and where to complain"),
    ]
    assert [summary for _, _, summary in listed] == [str(guide.summary) for guide in GUIDES]


def test_the_contents_are_valid_html(read):
    assert_valid(read())


def test_the_contents_read_at_eighth_grade_or_below(read):
    assert grade(sentences(read())) <= 8


@every_guide
def test_a_guide_is_valid_html(read, guide):
    assert_valid(read(guide))


@every_guide
def test_a_guide_reads_at_eighth_grade_or_below(read, guide):
    assert grade(sentences(article(read(guide)))) <= 8


@every_guide
def test_a_guide_has_300_to_700_words(read, guide):
    assert 300 <= len(plain(article(read(guide))).split()) <= 700


@every_guide
def test_a_guide_shows_the_day_on_which_it_was_checked(read, guide):
    shown = re.search(r"Checked on <time datetime=\"([^\"]+)\">([^<]+)</time>", read(guide))

    assert date.fromisoformat(shown[1]) == guide.checked_on
    assert shown[2] == f"{guide.checked_on:%B %-d, %Y}"


@every_guide
def test_no_guide_was_checked_in_the_future(guide):
    assert (
        guide.checked_on <= timezone.now().date()
    )  # of UTC: where the reader is, it may still be the day before


@every_guide
def test_a_guide_lists_its_sources_with_publisher_and_year(read, guide):
    lines = re.search(r'id="sources".*?</ul>', read(guide), re.DOTALL)[0]
    shown = [plain(line) for line in re.findall(r"<li>(.*?)</li>", lines)]

    assert [line.replace("&amp;", "&").replace("&#x27;", "'") for line in shown] == [
        f"{source.title} . {source.publisher}, {source.year or 'no year given'}." for source in guide.sources
    ]


@every_guide
def test_an_external_link_sends_no_referrer_and_passes_no_rank(read, guide):
    links = re.findall(r'<a href="(https?://[^"]+)"([^>]*)>', read(guide))

    assert len(links) == sum(bool(source.address) for source in guide.sources)
    assert {attributes for _, attributes in links} == {' rel="noopener noreferrer nofollow"'}


@every_guide
def test_a_guide_names_no_source_twice(guide):
    assert len(guide.sources) == len(set(guide.sources))


@every_guide
def test_a_year_that_the_text_cites_is_the_year_of_a_source(read, guide):
    leans = re.findall(r"(?:from|printed in|\() ?((?:19|20)\d\d)\b", plain(article(read(guide))))

    assert set(map(int, leans)) <= {source.year for source in guide.sources}


@every_guide
def test_a_guide_leads_to_the_questions_that_it_explains(read, guide):
    keys = re.findall(rf'href="{reverse("checklist")}#([^"]+)"', read(guide))

    assert keys == [one.key for one in QUESTIONS if one.guide == guide.slug and not one.retired]
    assert keys


def test_every_question_that_names_a_guide_names_one_that_exists():
    assert {question.guide for question in QUESTIONS if question.guide} <= set(SLUGS)


@every_guide
def test_the_link_to_a_question_ends_at_that_question(client, read, guide):
    ids = re.findall(r'id="([^"]+)"', client.get(reverse("checklist")).content.decode())

    assert {question.key for question in questions_of(guide)} <= set(ids)


def test_one_can_read_from_the_first_guide_to_the_last_and_back(read):
    def turns(guide, way):
        return re.findall(rf'rel="{way}" href="/guide/([^/]+)/"', read(guide))

    assert [turns(guide, "next") for guide in GUIDES] == [*([slug] for slug in SLUGS[1:]), []]
    assert [turns(guide, "prev") for guide in GUIDES] == [[], *([slug] for slug in SLUGS[:-1])]


@every_guide
def test_where_suicide_is_spoken_of_the_crisis_line_is_too(read, guide):
    text = article(read(guide))
    own = re.sub("<aside.*?</aside>", "", text, flags=re.DOTALL)

    assert bool(re.search("suicid|ending your life", own)) == ('href="tel:988"' in text)


@every_guide
def test_a_guide_promises_nothing(read, guide):
    text = plain(article(read(guide))).lower()
    promises = ["guarantee", "breakthrough", "life-changing", "game-changer", "proven", "miracle"]

    assert [word for word in promises if word in text] == []


@pytest.mark.parametrize("address", ["/guide/", "/guide/law/"])
def test_a_page_is_publicly_cacheable_and_sets_no_cookie(client, address):
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/guide/", "/guide/law/"])
def test_a_page_takes_one_query(client, django_assert_num_queries, address):
    with django_assert_num_queries(1):
        client.get(address)


def test_a_guide_that_does_not_exist_is_not_found(client):
    assert client.get("/guide/miracles/").status_code == 404


def test_the_rule_on_video_visits_has_its_end_and_the_day_it_was_checked(read):
    (law,) = (guide for guide in GUIDES if guide.slug == "law")

    assert f"As of {law.checked_on:%B %-d, %Y}, this exception runs to December 31, 2026." in plain(read(law))


@pytest.mark.parametrize(
    ("address", "current"), [("/guide/", "page"), ("/guide/law/", "true"), ("/about/", None)]
)
def test_the_masthead_links_to_the_guides_and_marks_the_current_page(client, address, current):
    html = client.get(address).content.decode()
    here = f' aria-current="{current}"' if current else ""

    assert f'<a class="masthead__link" href="/guide/"{here}>Guides</a>' in html
