"""The page of one listing, at /clinics/<slug>/."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from directory.facts import vocabulary as v
from directory.facts.spine import SPINE
from directory.models import Submission, Version
from directory.moderation import decisions
from directory.views.listing import kept_page
from directory.wording import values
from directory.wording.completeness import completeness_in_words
from directory.wording.listing_page import listing_page
from directory.wording.rows import exclusion_rows
from tests.support import factories
from tests.support.factories import take_down
from tests.support.html import assert_valid
from tests.support.published import days_ago, everything_stated, listed, noon, person

pytestmark = pytest.mark.django_db


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.said = []

    def handle_data(self, data):
        self.said.append(data)


def text_of(html):
    reader = Text()
    reader.feed(html)
    return " ".join(" ".join(reader.said).split())


def page_of(listing):
    return Client().get(listing.get_absolute_url())


def read(listing):
    return text_of(page_of(listing).text)


def rows_of(listing):
    """Label → everything else in the row."""
    found = re.findall(
        r'<div class="fact[^"]*">\s*<dt[^>]*>(.*?)</dt>(.*?)</div>', page_of(listing).text, re.S
    )
    return {text_of(label): text_of(rest) for label, rest in found}


def section_of(listing, key):
    """The text of a section of the page."""
    return text_of(re.search(f'<section [^>]*id="{key}"(.*?)</section>', page_of(listing).text, re.S)[1])


def test_the_title_names_the_clinic_and_its_town():
    page = page_of(listed(name="Half Acre", city="Boulder")).text

    assert re.search("<title>(.*?)</title>", page)[1] == "Half Acre, Boulder. Ketamine Clinic Directory"


def test_the_canonical_address_is_absolute_and_without_a_query():
    listing = listed(name="Half Acre")

    page = Client().get(listing.get_absolute_url() + "?utm_source=x").text

    canonical = re.findall('<link rel="canonical" href="(.*?)">', page)
    assert canonical == [f"http://testserver{listing.get_absolute_url()}"]


def test_the_phone_is_a_button_before_the_one_that_keeps_the_clinic_where_it_is_stated():
    with_phone, without = listed(name="Half Acre", phone="+13035550142"), listed(name="Bare")
    pages = [page_of(one).text for one in (with_phone, without)]

    buttons = [re.findall(r'class="button[^"]*"(?: href="([^"]*)")?>([^<]*)<', page) for page in pages]
    keep = ("", "Keep in my notebook")
    assert buttons == [[("tel:+13035550142", "Call (303) 555-0142"), keep], [keep]]


def test_the_evidence_and_its_date_are_said_once_at_the_head_of_a_section():
    listing = listed(on=days_ago(12), escort_required=True, private_room=True)

    text = section_of(listing, "D")
    assert text.count(f"All self-reported, {days_ago(12):%b %-d, %Y}") == 1
    assert rows_of(listing)["Says yes to"] == "Someone must take you home A room of your own"


def test_only_what_differs_carries_its_own_mark():
    listing = listed(
        on=days_ago(12),
        written_plan=True,
        tells_other_clinicians=True,
        evidence=[{"statement": "written_plan"}],
    )

    assert f"Self-reported, {days_ago(12):%b %-d, %Y} , unless marked" in section_of(listing, "F")
    assert re.sub(
        "stopping point.*? 20[0-9]{2} .*?Tells", "stopping point * Tells", rows_of(listing)["Says yes to"]
    ) == ("Written plan with a stopping point * Tells your other clinicians")


def test_a_statement_that_is_not_made_is_folded_with_its_question_and_never_shown_as_no():
    listing = listed()
    fold = re.search(
        r'<section [^>]*id="D".*?<details class="open">(.*?)</details>', page_of(listing).text, re.S
    )[1]

    assert text_of(fold).startswith("Not stated: 22 things. 9 questions to ask")
    assert (
        "Who must take me home, can you help with a ride, and when may I drive again? "
        "Someone must take you home" in text_of(fold)
    )
    assert "Says no to" not in rows_of(listing)


def test_no_and_zero_count_as_stated():
    rows = rows_of(listed(escort_required=False, prep_sessions=0))

    assert rows["Says no to"] == "Someone must take you home"
    assert rows["Meetings before the first dose"] == "0"


def test_the_first_screen_says_what_the_clinic_is_and_what_it_charges():
    listing = listed(
        route=["iv"],
        therapy_model=["integrated_team"],
        session_price_low=450,
        session_price_high=600,
        prices_as_of=days_ago(30),
        availability=v.Availability.ACCEPTING,
        availability_on=days_ago(3),
        setting=[v.Setting.HOME_UNSUPERVISED],
    )

    first = text_of(re.search('<h1(.*?)<div class="listing__parts', page_of(listing).text, re.S)[0])

    assert first.startswith(
        f"{listing.name} IV infusions, with therapy by the same team. All doses are taken at home. "
        "How to reach this clinic Taking new patients"
    )
    assert "$450–600 a session Keep in my notebook" in first
    assert "Warning: Where it is given: Home, with no one watching. Why this matters" in first


def test_a_price_is_shown_with_its_date():
    listing = listed(session_price_low=450, session_price_high=600, prices_as_of=days_ago(30))

    assert rows_of(listing)["A session"].startswith(f"$450 to $600 as of {values.day(days_ago(30))}")


def test_one_checked_part_of_a_price_does_not_cover_the_other():
    evidence = [{"statement": "session_price_low"}]
    facts = {"session_price_low": 450, "session_price_high": 600, "prices_as_of": days_ago(30)}

    assert "Document seen" not in rows_of(listed(evidence=evidence, **facts))["A session"]


def test_a_document_about_one_caution_does_not_cover_the_others():
    listing = listed(
        exclusion_pregnancy=v.Exclusion.EXCLUDED,
        exclusion_dementia=v.Exclusion.EXCLUDED,
        evidence=[{"statement": "exclusion_pregnancy"}],
    )

    said = [
        (row.lines, row.evidence.kind)
        for row in exclusion_rows(listing, days_ago(0))
        if row.label == "Does not treat"
    ]
    assert said == [(["Pregnancy"], "document_seen"), (["Dementia"], "self_reported")]


def test_expired_evidence_is_not_shown():
    listing = listed(
        written_plan=True,
        evidence=[{"statement": "written_plan", "seen_on": days_ago(40), "expires_on": days_ago(2)}],
    )

    assert rows_of(listing)["Says yes to"] == "Written plan with a stopping point"


def test_a_person_is_shown_with_license_and_a_link_to_the_register():
    listing = listed(
        practitioners=[
            person(
                license_state="CO", license_number="DR-555", register_url="https://register.example/1?a=1&b=2"
            )
        ]
    )

    person_on_page = re.search('<li class="person">(.*?)</li>', page_of(listing).text, re.S)[1]
    assert text_of(person_on_page) == (
        "Ines Okonjo-Vale Medical director. Physician (MD); Colorado license DR-555 Look up Ines Okonjo-Vale"
    )
    assert (
        'href="https://register.example/1?a=1&amp;b=2" rel="noopener noreferrer nofollow">'
    ) in person_on_page


def test_a_person_without_a_license_is_marked_with_a_warning():
    page = page_of(listed(practitioners=[person("Pim", license=v.License.UNLICENSED)])).text

    assert '<strong class="warned__value">Not a licensed clinician</strong>' in page


def test_only_a_web_address_becomes_a_link():
    listing = listed(website="javascript:alert(1)")

    assert "javascript:alert(1)" in rows_of(listing)["Website"]
    assert 'href="javascript:' not in page_of(listing).text


def test_home_dosing_with_nobody_watching_carries_a_warning_with_its_source():
    text = read(listed(setting=[v.Setting.PSYCHIATRIC_PRACTICE, v.Setting.HOME_UNSUPERVISED]))

    assert (
        "Home, with no one watching . Warning: At home with no one watching, no clinician is there to" in text
    )
    assert (
        "Source: American Society of Anesthesiologists, 2025; US Food and Drug Administration, 2024; "
        "US Food and Drug Administration, 2023." in text
    )


def test_home_dosing_after_a_video_alone_carries_a_warning():
    text = read(listed(home_dosing=v.HomeDosing.VIDEO_ONLY))

    assert "Ask who examines you in person, and who watches you while the medicine works." in text


def test_other_home_dosing_carries_no_warning():
    text = read(listed(home_dosing=v.HomeDosing.IN_PERSON_EXAM_FIRST, setting=[v.Setting.HOME_SUPERVISED]))

    assert "Warning" not in text


@pytest.mark.parametrize(
    ("route", "says"),
    [
        ([], ""),
        (["iv"], "For mood and pain, ketamine is off-label"),
        (["esketamine_nasal"], "For anything else it is off-label."),
        (["iv", "esketamine_nasal"], "the other ways of giving ketamine are off-label"),
    ],
)
def test_the_sentence_on_fda_approval_depends_on_the_routes(route, says):
    told = values.fda_approval(listed(route=route))

    assert (told is None) == (not says)
    assert says in str(told)


def test_the_description_is_shown_as_paragraphs_of_plain_text():
    page = page_of(listed(about="First.\n\nSecond <b>bold</b> & <script>alert(1)</script>")).text

    assert "<p>First.</p>" in page
    assert "<p>Second &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "In the clinic&#x27;s own words" in page or "In the clinic’s words" in page


def test_a_description_that_does_not_come_from_the_clinic_is_not_called_its_own():
    listing = listed(about="A clinic.", origin=Submission.Origin.IMPORT, source="a register")

    assert "own words" not in read(listing)


def test_completeness_counts_the_rows_of_the_page():
    listing = listed(
        **everything_stated(), evidence=[{"statement": "written_plan"}, {"statement": "consent_ahead"}]
    )

    counts = listing_page(listing, days_ago(0)).counts
    number = sum(counts.values())
    assert (counts["document_seen"], counts["blank"]) == (2, 0)
    assert completeness_in_words(counts) == (
        f"Of its {number} statements, {number - 2} are self-reported "
        "and 2 rest on a document that a moderator has seen."
    )


def test_a_current_listing_has_no_notice():
    text = read(listed(on=days_ago(90)))

    assert "Not confirmed" not in text
    assert f"Confirmed by the clinic on {values.day(days_ago(90))} , 90 days ago." in text


def test_an_overdue_listing_says_that_it_was_not_confirmed_lately():
    text = read(listed(on=days_ago(91)))

    assert (
        f"Not confirmed lately The clinic last confirmed this listing on {values.day(days_ago(91))}, "
        "91 days ago. Ask before you rely on it."
    ) in text
    assert "left the results" not in text


def test_a_lapsed_listing_says_that_it_left_the_results():
    assert "so it has left the results. It stays at this address." in read(listed(on=days_ago(181)))


def test_an_imported_listing_says_where_it_comes_from():
    listing = listed(origin=Submission.Origin.IMPORT, source="the treatment locator", phone="+13035550142")

    assert "This listing was made from the treatment locator. The clinic has not confirmed it." in read(
        listing
    )
    assert f"Not from the clinic: the treatment locator, {listing.published_on:%b %-d, %Y}" in read(listing)


def test_availability_goes_stale_before_the_listing_does():
    facts = {"availability": v.Availability.ACCEPTING}
    fresh = listed(on=days_ago(21), availability_on=days_ago(21), **facts)
    stale = listed(on=days_ago(22), availability_on=days_ago(22), **facts)

    shown = [re.search('<div class="now">(.*?)</div>', page_of(one).text, re.S)[1] for one in (fresh, stale)]
    assert [re.search("state--([a-z]+)", one)[1] for one in shown] == ["open", "none"]
    assert [text_of(one) for one in shown] == [
        f"Taking new patients as of {values.day(days_ago(21))} Price not stated",
        f"Taking new patients as of {values.day(days_ago(22))}, 22 days ago: ask if it still holds "
        "Price not stated",
    ]


def test_the_sections_are_reached_by_their_letters():
    page = page_of(listed()).text

    assert re.findall(r'contents__link" href="#(.)"', page) == [section.key for section in SPINE[1:]]
    assert re.findall(r'<section class="part listing__part" id="(.)"', page) == list("ABCDEFG")


def test_compare_begins_with_this_clinic():
    listing = listed(name="Half Acre", city="Boulder")

    assert 'href="/compare/?clinic=half-acre-boulder">Compare</a>' in page_of(listing).text


def test_an_unknown_address_is_404():
    assert Client().get("/clinics/nobody/").status_code == 404


@pytest.mark.parametrize("page", ["", "history/"])
def test_a_former_address_leads_to_the_new_one(page):
    listing = listed(name="Old Name", city="Denver")
    listed(listing.clinic, on=days_ago(0), name="New Name")

    answer = Client().get(f"/clinics/old-name-denver/{page}")

    assert (answer.status_code, answer["Location"]) == (301, f"/clinics/new-name-denver/{page}")


@pytest.mark.parametrize("page", ["", "history/"])
def test_a_removed_listing_says_when_and_the_public_reason_alone(page):
    listing = listed(name="Gone Rooms", about="Words of the clinic", phone="+13035550142")
    take_down(listing=listing, reason=v.DecisionReason.OWNER_REQUEST, words="A secret.", at=noon(days_ago(3)))

    answer = Client().get(listing.get_absolute_url() + page)

    assert answer.status_code == 410
    assert (
        f"This listing was removed on {values.day(days_ago(3))}. Reason: The clinic asked for it."
        in answer.text
    )
    assert "A secret." not in answer.text
    assert "Words of the clinic" not in answer.text


def test_the_etag_holds_until_something_changes():
    listing = listed()
    etag = page_of(listing)["ETag"]

    assert Client().get(listing.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 304
    decisions.confirm(listing=listing, by=None)
    assert Client().get(listing.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_a_listing_takes_three_queries_and_two_the_next_time(people, django_assert_num_queries):
    names = [f"Person {number}" for number in range(people)]
    listing = listed(
        practitioners=[person(name) for name in names],
        evidence=[{"statement": "practitioners", "person": name} for name in names],
    )

    with django_assert_num_queries(3):
        page = page_of(listing)
    with django_assert_num_queries(2):
        again = page_of(listing)

    assert page.text.count("Document seen") == people
    assert again.text == page.text


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"name": "🙂 <b>&\"' " + "x" * 150, "about": "🙂 ]]> <!--", "city": "Coeur d'Alene"},
        {"name": "عيادة الكيتامين", "city": "", "state": ""},
    ],
)
def test_the_page_is_valid_html_with_awkward_words(facts):
    assert_valid(page_of(listed(**facts)).text)


def test_the_page_is_valid_html_with_everything_stated():
    assert_valid(page_of(listed(**everything_stated())).text)


def test_a_clinic_without_a_town_or_letters_has_a_page():
    listing = factories.make_listing(name="🙂", city="", state="")

    assert page_of(listing).status_code == 200


IV_MOOD = {"route": "iv", "purpose": "mood", "visit_minutes": 60, "monitoring": ["pump"]}
AT_HOME = {"route": "sublingual", "setting": "home_unsupervised", "visit_minutes": 45}


def test_what_is_offered_stands_in_a_table_and_the_rows_point_to_it():
    listing = listed(offerings=[IV_MOOD, AT_HOME], monitoring=["blood_pressure"], private_room=True)

    page = page_of(listing).text

    assert re.findall('offerings__name"[^>]*>(.*?)<', page) == [
        "IV infusion, for mood",
        "Lozenge under the tongue, at home",
    ]
    assert rows_of(listing)["Depends on the treatment"] == (
        "Where it is given; What is measured; Time at the clinic See “What is offered”"
    )
    assert rows_of(listing)["Says yes to"] == "A room of your own"
    assert page.count("warned__value") == 2  # once in the table, once among the warnings


def test_without_offerings_there_is_no_table_of_them():
    assert "What is offered" not in page_of(listed(route=["iv", "im"])).text


def test_a_price_of_a_clinic_with_several_routes_is_not_said_for_which():
    listing = listed(route=["iv", "im"], session_price_low=450, prices_as_of=days_ago(30))

    assert rows_of(listing)["A session"].startswith(
        f"From $450. The clinic does not say for which treatment. as of {values.day(days_ago(30))}"
    )


def test_training_stands_under_its_person_and_apart_where_nobody_says_whose():
    listing = listed(
        practitioners=[person("Ines"), person("Pim", license=v.License.RN)],
        training=[
            {"code": "kap_certificate", "practitioner": "Ines", "hours": 150},
            {"code": "bls"},
            {"code": "acls", "practitioner": "Somebody Else"},
        ],
    )

    people = re.findall('<li class="person">(.*?</div>)\\s*</li>', page_of(listing).text, re.S)

    assert [text_of(one) for one in people] == [
        "Ines Medical director. Physician (MD) Training of Ines "
        "Ketamine-assisted psychotherapy program lasting several months, 150 hours",
        "Pim Medical director. Registered nurse (RN)",
    ]
    assert rows_of(listing)["Training, not stated whose"] == (
        "Basic life support (BLS) Advanced life support (ACLS), Somebody Else"
    )


def test_opening_times_say_the_zone_and_what_is_open_late():
    times = [{"days": ["mon", "tue", "wed"], "opens": "09:00", "closes": "19:30", "kind": "treatment"}]

    row = rows_of(listed(opening_times=times, time_zone="mountain"))["Open, by day"]

    assert row.startswith(
        "Monday to Wednesday, 9 AM to 7:30 PM (treatment) Mountain time "
        "Open on weekday evenings, at 6 PM or later"
    )


@pytest.mark.parametrize("offerings", [1, 6])
def test_a_listing_with_offerings_takes_no_query_more(offerings, django_assert_num_queries):
    listing = listed(offerings=[IV_MOOD] * offerings)

    with django_assert_num_queries(3):
        page_of(listing)


def test_a_kept_page_is_of_a_version_of_the_listing_and_of_a_day():
    listing, version = listed(phone="+13035550142"), Version.now()
    now, in_a_month = (kept_page(listing.slug, version, days_ago(days)).body for days in (0, -30))
    listed(listing.clinic, phone="+13035550199")
    changed = kept_page(listing.slug, version, days_ago(0)).body

    assert ["31 days ago" in body for body in (now, in_a_month, changed)] == [False, True, False]
    assert ["(303) 555-0199" in body for body in (now, in_a_month, changed)] == [False, False, True]


def test_two_hosts_share_a_kept_page_and_not_its_addresses(settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    address = listed().get_absolute_url()
    pages = [Client().get(address, headers={"host": host}).text for host in settings.ALLOWED_HOSTS]

    assert [page.count("http://one.example") for page in pages] == [pages[1].count("http://two.example"), 0]
    assert pages[0].replace("one.example", "two.example") == pages[1]


def test_the_table_of_offerings_is_valid_html():
    assert_valid(page_of(listed(offerings=[IV_MOOD, AT_HOME] * 3)).text)
