import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

from checklist.guides.catalog import questions_of
from checklist.guides.guides import GUIDES
from checklist.guides.model import HelpBox
from checklist.questions.questions import QUESTIONS
from directory.claims import on_listings
from directory.claims.model import Claim, Reading
from directory.claims.register import CLAIMS, sources_of
from tests.support.html import assert_valid
from tests.support.published import listed
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

SLUGS = [guide.slug for guide in GUIDES]
AFTER_THE_RULE = date(2027, 1, 1)
every_guide = pytest.mark.parametrize("guide", GUIDES, ids=SLUGS)


@cache
def page_at(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def read():
    """The page of a guide, or the contents, as text."""
    return lambda guide=None: page_at(f"/guide/{guide.slug}/" if guide else "/guide/")


def article(html):
    """The guide's own text, without its head, questions and sources, as a page of its own."""
    own = re.search("<article.*?</article>", html, re.DOTALL)[0]
    own = re.sub(r'<sup class="reference">.*?</sup>', "", own)
    return f"<!doctype html><main>{own}</main>"


def plain(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def written(guide):
    """Every sentence of a guide: claims and plain text."""
    return [
        sentence for section in guide.sections for block in section.blocks for sentence in block.sentences
    ]


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


def test_the_contents_lead_to_the_sources(read):
    assert f'<a class="alone" href="{reverse("sources")}">' in read()


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
def test_a_guide_has_300_to_1350_words(guide):
    assert 300 <= sum(len(str(sentence).split()) for sentence in written(guide)) <= 1350


@every_guide
def test_a_fact_with_a_number_is_a_claim_and_not_plain_text(guide):
    text = [guide.summary, guide.title, *(section.title for section in guide.sections), *written(guide)]

    said = [re.sub(r"\b(911|988)\b", "", str(one)) for one in text if not isinstance(one, Claim)]

    assert [one for one in said if re.search(r"\d", one)] == []


@every_guide
def test_every_sentence_is_whole(guide):
    assert [str(one) for one in written(guide) if not re.fullmatch(r"[A-Z“].*[.?!:]”?", str(one))] == []


@every_guide
def test_the_foot_says_when_a_guide_was_checked_and_that_no_clinician_read_it(read, guide):
    foot = plain(read(guide).split('id="sources"')[1].split("<nav")[0])

    assert foot.endswith(
        f"Checked against its sources on {date_format(guide.checked_on)}. "
        f"Next check by {date_format(guide.next_check)}. No clinician has read this page yet."
    )


def test_no_claim_was_checked_in_the_future():
    today = timezone.now().date()  # of UTC: where the reader is, it may still be the day before

    assert [key for key, claim in CLAIMS.items() if claim.checked_on > today] == []


@every_guide
def test_a_guide_lists_its_sources_and_how_much_of_each_was_read(read, guide):
    lines = re.findall(r'<li id="source-([^"]+)">(.*?)</li>', read(guide), re.DOTALL)

    assert [key for key, _line in lines] == [source.key for source in guide.sources]
    for source, (_key, line) in zip(guide.sources, lines, strict=True):
        year = f", {source.year}." if source.year else ", no year given."
        start = f"{escape(source.title)} . {escape(source.publisher)}{year} {source.reading.label} "
        assert plain(line).startswith(start)
        assert plain(line).endswith(f"Looked up on {date_format(source.read_on)}.")


@every_guide
def test_a_claim_is_followed_by_the_numbers_of_its_sources(read, guide):
    text = re.search("<article.*?</article>", read(guide), re.DOTALL)[0]
    numbers = {source: str(number) for number, source in enumerate(guide.sources, 1)}

    for claim in guide.claims:
        after = text.split(str(escape(claim)))[1].split("\n")[0]
        assert re.findall(r">(\d+)</a></sup>", after.split("</p>")[0]) == [
            numbers[source] for source in claim.sources
        ]
        assert ("(Common practice, not tested.)" in after) == claim.is_common_practice
        assert ("(Not checked at its source.)" in after) == claim.is_unchecked


@every_guide
def test_a_number_leads_to_its_source_in_the_list(read, guide):
    html = read(guide)

    assert set(re.findall('href="#(source-[^"]+)"', html)) == set(re.findall('id="(source-[^"]+)"', html))


@every_guide
def test_a_link_to_a_source_sends_no_referrer_and_no_rank_and_goes_to_no_copy(read, guide):
    links = re.findall(r'<a href="(https?://[^"]+)"([^>]*)>', read(guide))

    assert [address for address, _ in links] == [
        escape(source.address) for source in guide.sources if not source.copy_by
    ]
    assert {attributes for _, attributes in links} <= {' rel="noopener noreferrer nofollow"'}


@every_guide
def test_a_guide_leads_to_the_questions_that_it_explains(read, guide):
    keys = re.findall(rf'href="{reverse("checklist")}#([^"]+)"', read(guide))

    assert keys == [one.key for one in QUESTIONS if one.guide == guide.slug and not one.retired]
    assert keys


def test_every_question_that_names_a_guide_names_one_that_exists():
    assert {question.guide for question in QUESTIONS if question.guide} <= set(SLUGS)


def test_the_link_to_a_question_ends_at_that_question():
    ids = set(re.findall(r'id="([^"]+)"', page_at(reverse("checklist"))))

    assert {question.key for guide in GUIDES for question in questions_of(guide)} <= ids


def test_one_can_read_from_the_first_guide_to_the_last_and_back(read):
    def turns(guide, way):
        return re.findall(rf'rel="{way}" href="/guide/([^/]+)/"', read(guide))

    assert [turns(guide, "next") for guide in GUIDES] == [*([slug] for slug in SLUGS[1:]), []]
    assert [turns(guide, "prev") for guide in GUIDES] == [[], *([slug] for slug in SLUGS[:-1])]


@every_guide
def test_where_suicide_is_spoken_of_the_crisis_line_is_too(guide):
    has_box = any(isinstance(block, HelpBox) for section in guide.sections for block in section.blocks)
    says_so = any(re.search("suicid|ending your life", str(sentence)) for sentence in written(guide))

    assert has_box >= says_so


@every_guide
def test_a_guide_promises_nothing(read, guide):
    text = plain(article(read(guide))).lower()
    promises = ["guarantee", "breakthrough", "life-changing", "game-changer", "proven", "miracle"]

    assert [word for word in promises if word in text] == []


@pytest.mark.parametrize("address", ["/guide/", "/guide/law/", "/guide/sources/"])
def test_a_page_is_publicly_cacheable_takes_one_query_and_sets_no_cookie(
    client, address, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert client.get(address, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_a_guide_that_does_not_exist_is_not_found(client):
    assert client.get("/guide/miracles/").status_code == 404


@pytest.mark.parametrize(
    ("address", "current"), [("/guide/", "page"), ("/guide/law/", "true"), ("/about/", None)]
)
def test_the_masthead_links_to_the_guides_and_marks_the_current_page(client, address, current):
    html = client.get(address).content.decode()
    here = f' aria-current="{current}"' if current else ""

    assert f'<a class="menu__link" href="/guide/"{here}>Guides</a>' in html


def test_the_table_of_sources_is_valid_and_names_each_once_with_what_rests_on_it():
    html = page_at("/guide/sources/")
    rows = re.findall(r'<tr role="row" id="([^"]+)">(.*?)</tr>', html, re.DOTALL)

    assert_valid(html)
    assert [key for key, _row in rows] == [
        source.key
        for source in sorted(
            sources_of(CLAIMS.values()), key=lambda one: (one.publisher.casefold(), one.title)
        )
    ]
    for key, row in rows:
        resting = [claim for claim in CLAIMS.values() if key in {source.key for source in claim.sources}]
        assert re.findall("<li>(.*?)</li>", row, re.DOTALL) == [escape(claim) for claim in resting]


def test_every_claim_of_the_table_is_said_somewhere():
    said = {claim for guide in GUIDES for claim in guide.claims} | {
        claim for question in QUESTIONS for claim in question.claims
    }

    assert {key for key, claim in CLAIMS.items() if claim not in said} <= {
        claim.key for claim in vars(on_listings).values() if isinstance(claim, Claim)
    }


def test_the_table_says_what_is_common_practice():
    (untested,) = re.findall(r'id="untested".*?</section>', page_at("/guide/sources/"), re.DOTALL)

    assert re.findall("<li>(.*?)</li>", untested, re.DOTALL) == [
        escape(claim) for claim in CLAIMS.values() if claim.is_common_practice
    ]


def test_each_way_of_reading_is_told_in_a_sentence():
    assert [str(one.label) for one in Reading] == [
        "We read all of it.",
        "We read its abstract.",
        "We read a part of it.",
        "We read what others report of it, and not the source itself.",
        "We saw its title and date, and not its text.",
    ]


def test_on_new_years_day_no_page_says_what_is_no_longer_so(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: AFTER_THE_RULE)
    listing = listed(name="Tern House", home_dosing="video_only", on=AFTER_THE_RULE)
    outdated = {
        str(claim.sentence)
        for claim in CLAIMS.values()
        if claim.valid_until is not None and claim.valid_until < AFTER_THE_RULE
    }
    guides = [f"/guide/{slug}/" for slug in SLUGS]
    addresses = [
        *guides,
        "/guide/",
        "/guide/sources/",
        "/checklist/",
        "/checklist/first-call/",
        listing.get_absolute_url(),
    ]

    pages = {address: plain(client.get(address).text) for address in addresses}

    assert outdated
    assert {
        address: said
        for address, text in pages.items()
        for said in [*outdated, "Until December 31, 2026"]
        if str(escape(said)) in text
    } == {}


def test_the_day_on_which_a_rule_ends_is_written_in_the_claims_alone():
    """What a template, a letter or a label says of such a day would stay when the day has passed."""
    ends = {claim.valid_until for claim in CLAIMS.values() if claim.valid_until}
    spelled = {
        text for day in ends for text in (f"{day:%B %-d, %Y}", f"{day:%b %-d, %Y}", f"{day:%-d %B %Y}")
    }
    folders = [("templates", "*.html"), ("templates", "*.txt"), ("directory", "*.py"), ("checklist", "*.py")]
    base = Path(settings.BASE_DIR)
    texts = [path for folder, kind in folders for path in (base / folder).rglob(kind)]

    found = {
        str(path.relative_to(base))
        for path in texts
        if "claims" not in path.parts[len(base.parts) :] and any(day in path.read_text() for day in spelled)
    }

    assert found == set()
