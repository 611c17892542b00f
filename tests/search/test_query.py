"""Parameters of a search that are invalid."""

import pytest

from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("route=zzz", "route"),
        ("route=iv&route=zzz", "route"),
        ("within=0", "within"),
        ("within=501", "within"),
        ("within=nan", "within"),
        ("within=1e3", "within"),
        ("within=٢٥", "within"),
        ("within=" + "9" * 5000, "within"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("near=a&near=b", "near"),
        ("q=a&q=b", "q"),
        ("order=cost", "order"),
        ("state=XX", "state"),
        ("q=" + "x" * 7_990, "q"),
        ("near=" + "x" * 7_990, "near"),
        ("organization=unknown", "organization"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_and_finds_nothing(client, query, parameter):
    make_listing(name="Somewhere")

    page, data = client.get(f"/clinics/?{query}"), client.get(f"/clinics.json?{query}")

    assert (page.status_code, data.status_code) == (400, 400)
    assert "Somewhere" not in page.content.decode()
    assert list(data.json()["errors"]) == [parameter]
    assert data.json()["errors"][parameter].endswith(".")


def test_the_page_ignores_names_it_does_not_know_and_the_data_refuse_them(client):
    make_listing()

    assert client.get("/clinics/?utm_source=x").status_code == 200
    assert client.get("/clinics.json?utm_source=x").json()["errors"] == {
        "utm_source": "There is no parameter “utm_source”."
    }
