"""What a person has, takes or needs: kept in the notebook alone, and in the address of one search."""

import json

import pytest

from checklist import about_me, codes, export, importing, storage
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def notebook(client):
    client.post("/notebook/start/")


def content(client):
    return storage.read(codes.secret_from_code(client.cookies["notebook"].value))


def test_what_was_chosen_is_kept_in_order_and_leads_to_a_search(client, notebook):
    client.post("/notebook/about-me/", {"me": ["insurer-aetna", "bipolar", "unknown"]})

    page = client.get("/notebook/about-me/").content.decode()
    assert_valid(page)
    assert content(client)["about_me"] == ["bipolar", "insurer-aetna"]
    assert 'href="/clinics/?me=bipolar&amp;me=insurer-aetna"' in page
    client.post("/notebook/about-me/")
    assert "about_me" not in content(client)


def test_it_survives_export_and_import(client, notebook, today):
    client.post("/notebook/about-me/", {"me": ["pregnancy"]})
    book = content(client)

    parsed = importing.parse(export.as_json(book, today).encode())

    assert parsed.about_me == ["pregnancy"]
    assert json.loads(export.as_json(book, today))["about_me"] == about_me.get(book)
