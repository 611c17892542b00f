"""Words typed: what they look for, and what they find."""

import pytest
from django.http import QueryDict

from directory import search
from directory.filters import Question
from directory.found import found
from directory.models import Version
from tests.factories import make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(today):
    """Ask a question; get the names found, in order."""

    def ask(query):
        answer = found(Question.read(QueryDict(query)), version=Version.now(), today=today)
        return [listing.name for listing in answer.every_listing()]

    return ask


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("spravato", {"route": ["esketamine_nasal"]}),
        ("esketamine", {"route": ["esketamine_nasal"]}),
        ("kap", {"therapy_model": "integrated_team"}),
        ("assisted psychotherapy", {"therapy_model": "partnered"}),
        ("troche", {"route": ["sublingual"]}),
        ("lozenge", {"route": ["sublingual"]}),
        ("rdt", {"route": ["sublingual"]}),
        ("infusion", {"route": ["iv"]}),
        ("drip", {"route": ["iv"]}),
        ("shot", {"route": ["im"]}),
        ("injection", {"route": ["im"]}),
        ("at home", {"setting": ["home_unsupervised"]}),
        ("telehealth", {"setting": ["home_remote"]}),
        ("mail", {"setting": ["home_unsupervised"]}),
        ("va", {"populations": ["veterans"]}),
        ("veteran", {"insurance": ["tricare_va"]}),
        ("crps", {"conditions": ["crps"]}),
        ("rsd", {"conditions": ["crps"]}),
        ("treatment resistant", {"conditions": ["trd"]}),
        ("trd", {"conditions": ["trd"]}),
        ("suicidal", {"conditions": ["suicidality"]}),
    ],
)
def test_a_synonym_finds_the_clinic_that_states_it(names, typed, facts):
    make_listing(name="Stating", **facts)
    make_listing(name="Silent")

    assert names(f"q={typed}") == ["Stating"]


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("therapy", {"therapy_model": "medicine_only"}),
        ("therapy", {"therapy_model": "support_only"}),
        ("home", {"home_dosing": "none"}),
        ("pregnancy", {"exclusion_pregnancy": "excluded"}),
        ("insurance", {"insurance": ["none"]}),
    ],
)
def test_a_value_that_says_no_is_not_found_by_what_it_denies(names, typed, facts):
    make_listing(name="Denying", **facts)

    assert names(f"q={typed}") == []


@pytest.mark.parametrize(
    "typed",
    ["munoz", "Muñoz", "MUÑOZ", "mun", "clinica mu", "Ines", "okonjo", "salida", "tide pool", "north gate"],
)
def test_accents_case_beginnings_people_towns_and_own_words_are_found(names, typed):
    make_listing(
        name="Clínica Muñoz",
        alias="North Gate",
        city="Salida",
        about="A room by the tide pool.",
        practitioners=[{"name": "Dr. Inés Okonjo-Vale", "roles": ["prescriber"]}],
    )
    make_listing(name="Another")

    assert names(f"q={typed}") == ["Clínica Muñoz"]


def test_only_the_last_word_may_be_a_beginning(names):
    make_listing(name="Harbor Ketamine")

    assert names("q=harb") == ["Harbor Ketamine"]
    assert names("q=harb ketamine") == []


@pytest.mark.parametrize("state", ["OR", "IN", "ME", "or", "in", "me"])
def test_a_state_code_finds_its_state_and_is_no_word(names, state):
    make_listing(name="There", state=state.upper())
    make_listing(name="Elsewhere", state="CO", about="Come in or call me.")

    assert names(f"q={state}") == ["There"]


@pytest.mark.parametrize(
    ("typed", "terms", "meanings"),
    [
        ("denver co", ("denver",), ("state:CO",)),
        ("Portland, OR", ("portland",), ("state:OR",)),
        ("drip or shot", ("drip", "or", "shot"), ()),
        ("ketamine near me", ("ketamine",), ()),
        ("IN spravato", ("spravato",), ("state:IN",)),
        ("la jolla", ("la", "jolla"), ()),
        ("tx spravato", ("spravato",), ("state:TX",)),
        ("psychiatrist MD", ("psychiatrist",), ("state:MD",)),
        ("", (), ()),
        ("🙂 !!", (), ()),
    ],
)
def test_two_letters_are_a_state_where_they_are_meant_as_one(typed, terms, meanings):
    words = search.read(typed)

    assert words.terms == terms
    assert tuple(codes[0] for codes in words.meanings) == meanings


def test_two_letters_with_two_meanings_find_both(names):
    make_listing(name="In Maryland", state="MD")
    make_listing(name="With a physician", practitioners=[{"name": "Ann", "roles": [], "licence": "md"}])
    make_listing(name="Neither")

    assert sorted(names("q=MD")) == ["In Maryland", "With a physician"]


def test_a_name_counts_more_than_a_town_and_a_town_more_than_own_words(names):
    make_listing(name="Plain One", about="We moved from Aurora.")
    make_listing(name="Plain Two", city="Aurora")
    make_listing(name="Aurora Three")

    assert names("q=aurora") == ["Aurora Three", "Plain Two", "Plain One"]


def test_common_little_words_alone_find_nothing(names):
    make_listing(name="The Clinic")

    assert names("q=the") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("spravatto", "spravato"), ("ketamin harbr", "ketamine harbor"), ("lozange", "lozenge")],
)
def test_nothing_found_offers_the_words_that_were_meant(today, typed, meant):
    make_listing(name="Harbor Ketamine", route=["esketamine_nasal", "sublingual"])

    answer = found(Question.read(QueryDict(f"q={typed}")), version=Version.now(), today=today)

    assert answer.total == 0
    assert answer.did_you_mean.q == meant


def test_what_is_offered_always_finds_something(today):
    make_listing(name="Harbor Ketamine")

    answer = found(Question.read(QueryDict("q=spravatto")), version=Version.now(), today=today)

    assert answer.did_you_mean is None


@pytest.mark.parametrize("typed", ["suicidal", "I want to die", "thinking of suicide", "kill myself"])
def test_words_of_despair_put_the_crisis_line_first(client, typed):
    page = client.get("/clinics/", {"q": typed}).content.decode()

    assert page.index('id="help-now"') < page.index("<h1")


def test_other_words_leave_the_crisis_line_in_the_head(client):
    assert 'id="help-now"' not in client.get("/clinics/", {"q": "spravato"}).content.decode()
