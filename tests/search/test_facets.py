"""Every facet answers for every option: on the page, in JSON, by words, in the sentence, after reindexing.

A facet added to facts/facets.py is tested here without another line, unless the search index makes it from
dates: LISTINGS_BY_DATE then says how a listing gets each option.
"""

import html
import re
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from directory.facts import facet_codes
from directory.facts.facet_phrases import FACET_PHRASES
from directory.facts.facets import FACETS
from directory.facts.spine import STATEMENTS
from directory.facts.synonyms import NEGATING_CODES
from directory.facts.vocabulary import CONDITION_PARENTS, NOT_STATED, State
from directory.models import Listing, Version
from directory.publishing.reindex import reindex_listings
from directory.search.sentence import facet_phrase
from tests.support import searching
from tests.support.factories import make_listings
from tests.support.published import days_ago, listed

pytestmark = pytest.mark.django_db

# Options whose words say that something is not there.
DENIALS = NEGATING_CODES | {("availability", "not_accepting")}
EVERY_FACET = pytest.mark.parametrize("name", FACETS)
IMPORTED = {"origin": "import", "source": "A file"}
DOCUMENT = {"statement": "route", "kind": "document_seen"}
REGISTER = {"statement": "route", "kind": "register_checked", "url": "https://register.example/1"}
LISTINGS_BY_DATE = {
    ("evidence", "self_reported"): {},
    ("evidence", "document_seen"): IMPORTED | {"evidence": [DOCUMENT]},
    ("evidence", "register_checked"): IMPORTED | {"evidence": [REGISTER]},
    ("evidence", NOT_STATED): IMPORTED,
    ("confirmed", "current"): {"on": days_ago(10)},
    ("confirmed", "overdue"): {"on": days_ago(100)},
    ("confirmed", "lapsed"): {"on": days_ago(200)},
    ("confirmed", NOT_STATED): IMPORTED,
}


def person(**parts):
    return {"practitioners": [{"name": "Ann", "roles": [], "supervisor": "Bea"} | parts]}


def priced(**facts):
    return facts | {"prices_as_of": timezone.localdate()}


def lowest(bands, code):
    """The lowest number of a band."""
    place = [band.code for band in bands].index(code)
    return bands[place - 1].below if place else 1


def hours(code):
    days, closes = {"saturday": ["sat"], "sunday": ["sun"]}.get(code, ["mon"]), "20:00"
    return {"opening_times": [{"days": days, "opens": "09:00", "closes": closes, "kind": "treatment"}]}


# How a clinic states an option of a facet, where it is not the code of a statement.
STATED = {
    "license": lambda code: person(license=code),
    "specialist": lambda code: person(license="md", boards=[code]),
    "board": lambda code: person(boards=[code]),
    "language": lambda code: {"languages": [f"{code}:clinician"]},
    "availability": lambda code: {"availability": code, "availability_on": timezone.localdate()},
    "training": lambda code: {"training": [{"code": code}]},
    "takes": lambda code: {f"exclusion_{code}": "case_by_case"},
    "insurer": lambda code: {"insurers": [{"payer": code, "network": "in_network"}]},
    "route": lambda code: {"offerings": [{"route": code}]},
    "purpose": lambda code: {"offerings": [{"route": "iv", "purpose": code}]},
    "open": hours,
    "visit_length": lambda code: {"visit_minutes": lowest(facet_codes.VISIT_BANDS, code)},
    "session_price": lambda code: priced(session_price_low=lowest(facet_codes.SESSION_BANDS, code)),
    "course_price": lambda code: priced(course_price=lowest(facet_codes.COURSE_BANDS, code)),
    "month_price": lambda code: priced(month_price=lowest(facet_codes.MONTH_BANDS, code)),
}
# Facet → option → other options of the facet that a listing with the option has, too.
ALSO_FOUND = {
    "purpose": {"mood": {"any"}, "pain": {"any"}},
    "specialist": {"psychiatry": {"child_psychiatry"}},
    "condition": {
        parent: {kind for kind, other in CONDITION_PARENTS.items() if other == parent}
        for parent in CONDITION_PARENTS.values()
    },
}


def facts_of(facet, code):
    """The facts of a clinic that states one option of a facet."""
    if code == NOT_STATED:
        return {}
    if facet.name in STATED:
        return STATED[facet.name](code)
    kind = STATEMENTS[facet.statement].kind
    return {facet.statement: {"codes": [code], "yes_no": code == "yes", "code": code}[kind]}


@pytest.fixture(scope="module")
def listings(lasting):
    """(facet, code) → the id of a listing that states just that."""
    stated = [(facet, code) for facet in FACETS.values() if not facet.is_dated for code in facet.labels]
    made = make_listings([facts_of(facet, code) for facet, code in stated])
    ids = {(facet.name, code): listing.pk for (facet, code), listing in zip(stated, made, strict=True)}
    return ids | {option: listed(**facts).pk for option, facts in LISTINGS_BY_DATE.items()}


def ask(query):
    return searching.ask(query, timezone.localdate())


def ids_by_option(name):
    """Code → ids that the filter finds."""
    return {code: set(ask(f"{name}={code}").matches.ids) for code in FACETS[name].labels}


def own(listings, name):
    """Code → the id of the listing that states it."""
    return {code: pk for (facet, code), pk in listings.items() if facet == name}


@EVERY_FACET
def test_each_option_finds_the_listing_that_states_it_and_no_other_of_its_facet(listings, name):
    stating = own(listings, name)

    matching = {code: ids & set(stating.values()) for code, ids in ids_by_option(name).items()}

    also = ALSO_FOUND.get(name, {})
    expected = {code: {pk} | {stating[other] for other in also.get(code, ())} for code, pk in stating.items()}
    assert matching == expected


@EVERY_FACET
def test_the_page_offers_each_option_with_its_count(client, listings, name):
    page = client.get("/clinics/").text

    counts = {
        code: int(count)
        for code, count in re.findall(
            rf'<input type="checkbox" name="{name}" value="(\w+)"[^>]*>'
            r'.*?<span class="choice__count">(\d+)</span>',
            page,
        )
    }
    assert counts == {code: len(ids) for code, ids in ids_by_option(name).items()}
    assert html.escape(str(FACETS[name].label)) in page


def ids_in_database(facet, code):
    """The ids of listings that state an option, by the column of the statement itself."""
    if STATEMENTS[facet.statement].kind == "codes":
        condition = {f"{facet.statement}__contains": [code]} if code != NOT_STATED else {facet.statement: []}
    else:
        condition = {facet.statement: code if code != NOT_STATED else ""}
    return set(Listing.objects.filter(**condition).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, facet in FACETS.items()
        if facet.statement in STATEMENTS
        and STATEMENTS[facet.statement].kind in ("code", "codes")
        and name not in ("language", "route", "condition")
    ],
)
def test_each_option_finds_what_the_database_holds(listings, name):
    listed_ids = set(ask("").matches.ids)

    in_database = {code: ids_in_database(FACETS[name], code) & listed_ids for code in FACETS[name].labels}

    assert ids_by_option(name) == in_database


@EVERY_FACET
def test_the_page_shows_an_option_that_is_chosen_as_a_filter_to_remove(client, listings, name):
    code = next(iter(FACETS[name].labels))
    page = client.get("/clinics/", {name: code}).text

    assert re.search(rf'name="{name}" value="{code}" checked', page)
    assert 'class="read__part" href="/clinics/#count"' in page


@EVERY_FACET
def test_json_finds_what_the_page_counts(client, listings, name):
    totals = {
        code: client.get(f"/clinics.json?{name}={code}").json()["total"] for code in FACETS[name].labels
    }

    assert totals == {code: len(ids) for code, ids in ids_by_option(name).items()}


@pytest.mark.parametrize(
    "name", [name for name, facet in FACETS.items() if facet.labels_stand_alone and name != "state"]
)
def test_words_find_what_states_an_option_by_its_label(listings, name):
    facet = FACETS[name]
    labels = {
        code: label
        for code, label in facet.labels.items()
        if code not in (NOT_STATED, "none") and (facet.statement, code) not in DENIALS
    }

    missed = [
        code
        for code, label in labels.items()
        if listings[name, code] not in ask(urlencode({"q": label})).matches.ids
    ]
    assert missed == []


@EVERY_FACET
def test_the_sentence_names_each_option(listings, name):
    facet = FACETS[name]
    for code, label in facet.labels.items():
        results = ask(f"{name}={code}")
        (active,) = results.sentence.active_filters

        phrase = facet_phrase(facet, (code,))
        assert phrase in results.sentence.headline, code
        assert (str(label) in phrase) or (code == NOT_STATED) or code in FACET_PHRASES[name].words, code
        assert str(label) in active.label, code
        if code == NOT_STATED or not facet.labels_stand_alone:
            assert str(facet.label) in active.label


def test_every_option_is_found_again_after_the_listings_were_reindexed(listings):
    before = {name: ids_by_option(name) for name in FACETS}
    Listing.objects.update(codes=[], offering_codes=[])
    Version.objects.update(index_release="older", number=Version.now().number + 1)

    assert reindex_listings() == Listing.objects.count()
    assert {name: ids_by_option(name) for name in FACETS} == before


def test_every_facet_and_every_option_has_a_phrase():
    assert {*FACET_PHRASES} == {*FACETS}
    assert {
        name: unknown
        for name, phrase in FACET_PHRASES.items()
        if (unknown := {*map(str, phrase.words)} - {*map(str, FACETS[name].labels)}) and name[-6:] != "_price"
    } == {}


def test_the_facets_stand_in_the_order_of_their_phrases_in_the_sentence():
    query = "confirmed=current&license=md&payment=self_pay&route=iv&modality=emdr&condition=ptsd&state=CO"

    assert ask(query).sentence.headline == (
        "0 clinics, in Colorado, with ketamine given by IV infusion, offering EMDR, for PTSD, "
        "where you pay yourself, where a physician (MD) treats people, confirmed within 90 days"
    )


def test_every_state_is_an_option():
    assert [*FACETS["state"].labels] == State.values
