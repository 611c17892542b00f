"""An insurer asked for beside a way to be given it, or beside words: both must be of one offering."""

import pytest

from directory.facts.facets import FACETS
from tests.support.factories import make_listings
from tests.support.searching import ask, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("insured")]

SPRAVATO, SHOT = "esketamine_nasal", "im"


def taken(payer, network="in_network"):
    return {"payer": payer, "network": network}


@pytest.fixture(scope="module")
def insured(lasting):
    """Clinics that take insurers for one way and not for another. The names hold no word of it."""
    make_listings(
        [
            {
                "name": "Cove",
                "offerings": [
                    {"route": SPRAVATO, "insurers": [taken("aetna"), taken("medicare")]},
                    {"route": SHOT, "insurers": [taken("all", "not_taken")]},
                ],
            },
            {"name": "Dune", "offerings": [{"route": SHOT, "insurers": [taken("aetna")]}]},
            {"name": "Fern", "route": [SHOT], "insurers": [taken("aetna", "not_taken")]},
            {"name": "Elm", "route": [SHOT, "iv"], "insurers": [taken("aetna", "out_of_network_help")]},
            {
                "name": "Gale",
                "offerings": [{"route": "iv", "insurers": [taken("medicare")]}, {"route": SPRAVATO}],
            },
            {"name": "Hill", "route": [SHOT], "insurers": [taken("aetna", "")]},
        ]
    )


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ({"route": SHOT, "insurer": "aetna"}, ["Dune", "Elm"]),
        ({"route": SPRAVATO, "insurer": "medicare"}, ["Cove"]),
        ({"q": "shot aetna"}, ["Dune", "Elm"]),
        ({"q": "Aetna shots"}, ["Dune", "Elm"]),
        ({"q": "takes Medicare for Spravato"}, ["Cove"]),
        ({"q": "accepts medicare", "route": "iv"}, ["Gale"]),
        ({"q": "spravato", "insurer": "medicare"}, ["Cove"]),
        ({"q": "spravato infusion"}, ["Gale"]),
        ({"insurer": "all"}, []),
        (
            {"q": "aetna"},
            ["Cove", "Dune", "Elm"],
        ),
        ({"insurer": "not_stated"}, ["Hill"]),
    ],
)
def test_a_way_and_an_insurer_must_be_of_one_offering(today, query, finds):
    assert sorted(names(query, today)) == finds


@pytest.mark.parametrize(
    "query",
    [{"q": "aetna"}, {"q": "shot aetna"}, {"q": "medicare", "route": "iv"}, {"q": "under $500 a session"}],
)
def test_beside_words_a_count_is_what_choosing_the_option_finds(today, query):
    matches = ask(query, today).matches
    for name in ("route", "insurer", "insurance", "setting", "payment"):
        counts = matches.counts(FACETS[name])

        assert counts == {code: ask(query | {name: code}, today).total for code in counts}
