"""Requests by a member of one clinic with the ids of another: both use the same portal."""

import unicodedata

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory import admin  # noqa: F401  (registers the pages, whose addresses are read below)
from directory.facts.records import PRACTITIONER_PARTS
from directory.models import Clinic, Event, Listing, Membership, Offering, Practitioner, Submission, Training
from directory.moderation import decisions
from directory.publishing.snapshot import snapshot_of_clinic
from directory.web.admin_sites import portal
from tests.support.factories import change, make_clinic, make_listing, make_member, make_moderator, make_owner
from tests.support.naughty import TEXT
from tests.support.portal import form_values, main_text, portal_url, save_section, section_url

pytestmark = pytest.mark.django_db

PERSON = {"name": "Secret Person", "roles": ["prescriber"], "license_number": "SECRET-1"}


@pytest.fixture(scope="module")
def two(lasting):
    """(own clinic, clinic of another organization with all that a clinic can have), as ids."""
    mine = make_listing(
        name="Mine",
        offerings=[{"route": "iv"}],
        practitioners=[{"name": "My Person"}],
        training=[{"code": "infusion_course"}],
    ).clinic
    theirs = make_listing(
        name="Theirs",
        offerings=[{"route": "im", "note": "Secret way."}],
        about="Secret words.",
        practitioners=[PERSON],
        training=[{"code": "kap_certificate"}],
    ).clinic
    make_owner(mine)
    change(theirs, about="Secret draft.")
    decisions.enqueue(clinics=[theirs], origin="portal", by=make_owner(theirs))
    return mine.pk, theirs.pk


@pytest.fixture
def mine(client, two):
    clinic = Clinic.objects.select_related("organization").get(pk=two[0])
    client.force_login(clinic.organization.memberships.get().user)
    return clinic


@pytest.fixture
def theirs(two):
    return Clinic.objects.select_related("organization").get(pk=two[1])


def everything():
    """Every row that a request could have changed, as dicts by model."""
    models = (Clinic, Practitioner, Training, Offering, Listing, Submission, Membership, Event, LogEntry)
    return {model: [model_to_dict(row) for row in model.objects.order_by("pk")] for model in models}


def addresses():
    """Every address of the portal that takes the number of a clinic, with the names of its numbers."""
    of_clinics = [f"directory.portal.{module}" for module in ("pages", "section", "offerings")]
    return [
        pytest.param(pattern.name, list(pattern.pattern.converters), id=pattern.name)
        for pattern in patterns(portal.get_urls())
        if pattern.pattern.converters and pattern.callback.__module__ in of_clinics
    ]


def patterns(entries):
    """The addresses of a list, those of its resolvers too."""
    for entry in entries:
        yield from patterns(entry.url_patterns) if hasattr(entry, "url_patterns") else [entry]


def address_of(name, parameters, clinic, offering):
    """The address with the numbers of these two in it."""
    first = clinic.organization.memberships.get().pk if name == "reminders" else clinic.pk
    return reverse(f"portal:{name}", kwargs=dict(zip(parameters, [first, offering.pk], strict=False)))


POSTS = ("taking_back", "confirmation", "reminders", "offering_copy")


@pytest.mark.parametrize(("name", "parameters"), addresses())
def test_no_address_answers_for_anothers_clinic(client, mine, theirs, name, parameters):
    before = everything()
    there = address_of(name, parameters, theirs, theirs.offerings.get())

    answers = {
        method: getattr(client, method)(there, {"about": "Forged."}).status_code
        for method in ("get", "post", "put", "delete")
    }

    assert set(answers.values()) <= {404, 405}
    assert name in POSTS or answers["get"] == 404
    assert everything() == before


def test_the_addresses_are_found():
    assert len(addresses()) == 13


@pytest.mark.parametrize("name", ["offering", "offering_copy", "offering_removal"])
def test_an_offering_of_anothers_clinic_is_not_found_under_ones_own(client, mine, theirs, name):
    before = everything()
    there = reverse(f"portal:{name}", args=[mine.pk, theirs.offerings.get().pk])

    answers = {method: getattr(client, method)(there).status_code for method in ("get", "post")}

    assert answers == {"get": 405 if name in POSTS else 404, "post": 404}
    assert everything() == before


@pytest.mark.parametrize(("name", "parameters"), addresses())
def test_every_address_answers_for_ones_own_clinic(client, mine, name, parameters):
    """Shows that the addresses which are refused above are right."""
    there = address_of(name, parameters, mine, mine.offerings.get())

    response = client.post(there) if name in POSTS else client.get(there)

    assert response.status_code in (200, 302, 409)


def test_the_index_says_nothing_of_another(client, mine, theirs):
    text = main_text(client.get("/portal/"))

    assert "Mine" in text
    assert "Theirs" not in text
    assert "Secret" not in text


@pytest.mark.parametrize(
    "path",
    [
        "directory/",
        "directory/clinic/",
        "directory/clinic/?about__startswith=Secret",
        "directory/clinic/?name__regex=(",
        "directory/clinic/?organization__id__exact=1",
        "directory/clinic/?q=Secret",
        "directory/clinic/?_popup=1&_to_field=source",
        "directory/clinic/add/",
        "directory/clinic/add/?name=Forged",
        "directory/clinic/{mine}/",
        "directory/clinic/{mine}/delete/",
        "directory/clinic/{mine}/history/",
        "directory/clinic/{theirs}/history/",
        "directory/clinic/{mine}/password/",
        "directory/practitioner/",
        "directory/submission/",
        "directory/organization/",
        "auth/user/",
        "autocomplete/?app_label=directory&model_name=clinic&field_name=organization&term=Th",
        "r/{content_type}/{theirs}/",
        "jsi18n/",
        "login/",
        "password_change/",
        "directory/clinic/{mine}/change/?section=Z",
        "directory/clinic/99999999999999999999999/change/",
        "directory/clinic/{mine}_2F/change/",
        "directory/clinic/-1/change/",
    ],
)
def test_djangos_other_addresses_are_not_there(client, mine, theirs, path):
    numbers = {
        "mine": mine.pk,
        "theirs": theirs.pk,
        "content_type": ContentType.objects.get_for_model(Clinic).pk,
    }
    before = everything()

    there = "/portal/" + path.format(**numbers)
    answers = {"get": client.get(there), "post": client.post(there)}

    assert {method: answer.status_code for method, answer in answers.items()} == {"get": 404, "post": 404}
    assert not any(b"Secret" in answer.content for answer in answers.values())
    assert everything() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "about__startswith=Secret",
        "organization__name__regex=(",
        "_to_field=source",
        "_to_field=password",
        "_popup=1",
        "_popup=1&_to_field=id",
        "_changelist_filters=q%3DSecret",
        "_source_model=directory.clinic",
        "_facets=1",
        "name=Forged&about=Forged",
        "organization=1",
    ],
)
def test_a_query_string_asks_for_nothing(client, mine, query):
    plain = form_values(client.get(section_url(mine)))

    response = client.get(f"{section_url(mine)}&{query}")

    assert response.status_code == 200
    assert form_values(response) == plain


def test_a_sign_that_no_address_holds_is_refused(client, mine):
    assert client.get(f"{section_url(mine)}&x__exact=%00").status_code == 400


@pytest.mark.parametrize("name", ["_popup", "_to_field", "_saveasnew", "_addanother", "_continue"])
def test_buttons_of_django_do_what_the_plain_one_does(client, mine, name):
    count = Clinic.objects.count()

    response = save_section(client, mine, about="New words.", **{name: "1"})

    assert (response.status_code, response.url) == (302, section_url(mine))
    assert (Clinic.objects.count(), Clinic.objects.get(pk=mine.pk).about) == (count, "New words.")


def test_a_refused_save_reads_the_clinic_twice(client, mine):
    """Once for the form, which changes what it read, and once for what patients would see."""
    sent = form_values(client.get(section_url(mine))) | {"zip": "8"}

    with CaptureQueriesContext(connection) as queries:
        assert client.post(section_url(mine), sent).status_code == 400

    read = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
    for column in ('"directory_clinic"."about"', '"directory_training"."provider"'):
        assert sum(column in sql for sql in read) == 2


def test_columns_that_the_form_does_not_ask_for_are_not_written(client, mine, theirs):
    forged = {
        "organization": str(theirs.organization_id),
        "organization_id": str(theirs.organization_id),
        "id": str(theirs.pk),
        "source": "samhsa:1",
        "closed_at": "2026-01-01",
        "country": "XX",
        "route": ["iv"],
        "point_source": "given",
        "members": "1",
    }

    save_section(client, mine, alias="Half", **forged)

    now = Clinic.objects.get(pk=mine.pk)
    assert now.alias == "Half"
    assert (now.organization_id, now.source, now.closed_at) == (mine.organization_id, "", None)
    assert (now.country, now.route, now.point_source) == ("US", [], "")
    assert snapshot_of_clinic(Clinic.objects.get(pk=theirs.pk))["about"] == "Secret draft."


@pytest.mark.parametrize(("prefix", "model"), [("practitioners", Practitioner), ("training", Training)])
def test_a_row_of_anothers_clinic_is_neither_shown_nor_changed_nor_taken(client, mine, theirs, prefix, model):
    row = model.objects.get(clinic=theirs)
    before = everything()
    forged = {f"{prefix}-0-id": str(row.pk), f"{prefix}-0-DELETE": "on"}

    for sent in ({f"{prefix}-0-id": str(row.pk)}, forged):
        response = save_section(client, mine, "A", **sent)

        assert response.status_code == 400
        assert b"Secret" not in response.content
        assert everything() == before


@pytest.mark.slow
@pytest.mark.parametrize("number", ["", "abc", "-1", "9" * 30, "1 OR 1=1"])
def test_an_id_that_is_no_number_is_refused(client, mine, number):
    before = everything()

    assert save_section(client, mine, "A", **{"practitioners-0-id": number}).status_code == 400
    assert everything() == before


@pytest.mark.parametrize("prefix", ["practitioners", "training"])
def test_a_row_cannot_be_given_to_anothers_clinic(client, mine, theirs, prefix):
    before = everything()

    response = save_section(client, mine, "A", **{f"{prefix}-0-clinic": str(theirs.pk)})

    assert response.status_code == 400
    assert everything() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "forged",
    [
        {"practitioners-TOTAL_FORMS": "100000"},
        {"practitioners-TOTAL_FORMS": "many"},
        {"practitioners-TOTAL_FORMS": ""},
        {"practitioners-INITIAL_FORMS": "40"},
    ],
)
def test_a_forged_count_of_rows_changes_nothing(client, mine, forged):
    before = everything()

    assert save_section(client, mine, "A", **forged).status_code == 400
    assert everything() == before


def test_rows_in_a_section_that_has_none_are_not_read(client, mine, theirs):
    row = Practitioner.objects.get(clinic=theirs)
    forged = {
        "practitioners-TOTAL_FORMS": "1",
        "practitioners-INITIAL_FORMS": "1",
        "practitioners-0-id": str(row.pk),
        "practitioners-0-name": "Forged",
    }

    save_section(client, mine, "B", **forged)

    assert Practitioner.objects.get(pk=row.pk).name == "Secret Person"


def test_actions_on_several_rows_do_nothing(client, mine, theirs):
    sent = {"action": "delete_selected", "_selected_action": [mine.pk, theirs.pk], "index": "0"}

    client.post(section_url(mine), sent)

    assert set(Clinic.objects.values_list("pk", flat=True)) == {mine.pk, theirs.pk}


def test_what_happened_says_nothing_of_another(client, mine, theirs):
    stranger = Membership.objects.get(organization=theirs.organization).user
    LogEntry.objects.create(
        user=stranger,
        content_type=ContentType.objects.get_for_model(Clinic),
        object_id=mine.pk,
        object_repr="Theirs",
        action_flag=CHANGE,
    )

    text = main_text(client.get(portal_url("timeline", mine)))

    assert stranger.email not in text
    assert "Draft saved." not in text


def test_a_clinic_without_an_organization_is_nobodys(client, mine):
    alone = make_clinic(name="Alone")

    assert client.get(section_url(alone)).status_code == 404
    assert "Alone" not in main_text(client.get("/portal/"))


def test_a_removed_member_loses_access_at_once(client, mine):
    other = make_member(mine)
    client.force_login(other)
    assert client.get(section_url(mine)).status_code == 200

    Membership.objects.filter(user=other).delete()

    assert client.get(section_url(mine)).status_code == 403


def test_a_moderator_who_is_no_member_has_no_access(client, mine):
    client.force_login(make_moderator(is_superuser=True))

    assert client.get("/portal/").status_code == 403
    assert client.get(section_url(mine)).status_code == 403


TYPED = {
    "head": [
        "name",
        "about",
        "zip",
        "phone",
        "phone_extension",
        "website",
        "latitude",
        "longitude",
        "npi",
        "email",
    ],
    "A": [f"practitioners-0-{part.name}" for part in PRACTITIONER_PARTS],
    "G": ["intake_fee", "session_price_low", "prices_as_of", "refund", "payment", "complaints", "seen"],
}


@pytest.mark.slow
@pytest.mark.parametrize("section", TYPED)
def test_no_string_breaks_a_form(client, mine, section):
    """Each string once in some field; what is kept comes back as it was typed."""
    strings = [text for text in TEXT if "\0" not in text and text.isprintable()]
    opened = form_values(client.get(section_url(mine, section)))
    names = TYPED[section]
    for start in range(0, len(strings), len(names)):
        sent = dict(zip(names, strings[start : start + len(names)], strict=False))

        response = client.post(section_url(mine, section), opened | sent)

        assert response.status_code in (302, 400, 409), sent
        assert b"<script>alert" not in response.content


@pytest.mark.slow
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "O’Brien & Søn", "a\u0301"])
def test_words_come_back_as_they_were_typed_and_do_nothing(client, mine, text):
    save_section(client, mine, about=text)

    stored = unicodedata.normalize("NFC", text)
    assert Clinic.objects.get(pk=mine.pk).about == stored
    assert form_values(client.get(section_url(mine)))["about"] == stored


def test_a_form_without_its_token_is_refused(mine):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mine.organization.memberships.get().user)

    assert client.post(portal_url("removal", mine)).status_code == 403
    assert client.post(section_url(mine), {"about": "Forged."}).status_code == 403
    assert Listing.objects.public().filter(clinic=mine).exists()
