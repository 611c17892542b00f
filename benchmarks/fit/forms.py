"""Enters a clinic of the sample as its member does: opens, fills in and saves each form of the portal."""

from itertools import count

from django.test import Client
from django.urls import reverse

from directory.facts.records import RELATED
from directory.facts.spine import SPINE, STATEMENTS
from directory.models import Organization
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import make_clinic, make_owner
from tests.support.portal import error_sentences, form_values, section_url

numbers = count(1)


class RefusedError(Exception):
    """A form was refused; the message says which, and why."""


def enter(name, city, state, stated, offerings):
    """Make a clinic with an organization and an owner, who fills in every form. Returns the draft's snapshot.

    stated     statement → value, see sample.joined
    offerings  a list of dicts, part → value
    """
    organization = Organization.objects.create(name=name, slug=f"fit-{next(numbers)}", listed=False)
    clinic = make_clinic(name=name, city=city, state=state, organization=organization)
    client = Client()
    client.force_login(make_owner(clinic))
    for section in SPINE:
        values = {one: stated[one] for one in section.statements if one in stated}
        if values:
            save(client, section_url(clinic, section.key), typed(values), name)
    if offerings:
        start_offerings(client, clinic, len(offerings), name)
        for row, values in zip(clinic.offerings.all(), offerings, strict=True):
            parts = {part.name: part for part in RELATED["offerings"].parts}
            save(client, reverse("portal:offering", args=[clinic.pk, row.pk]), typed(values, parts), name)
    clinic.refresh_from_db()
    return snapshot_of_clinic(clinic)


def start_offerings(client, clinic, wanted, name):
    """Press “We offer it in more than one way” on section D, then add or remove until there are enough."""
    save(client, section_url(clinic, "D"), {}, name, button="_offerings")
    page = reverse("portal:offerings", args=[clinic.pk])
    while clinic.offerings.count() < wanted:
        client.post(page, form_values(client.get(page)))
    while clinic.offerings.count() > wanted:
        last = clinic.offerings.last()
        client.post(reverse("portal:offering_removal", args=[clinic.pk, last.pk]))


def save(client, address, values, name, button="_save"):
    """Open a form, type, press a button; agree where the form asks whether an unusual value is right."""
    opened = {
        field: value for field, value in form_values(client.get(address)).items() if "__prefix__" not in field
    }
    response = client.post(address, opened | rows_counted(opened, values) | {button: "1"})
    if response.status_code == 400:
        asked = {field: value for field, value in form_values(response).items() if "__prefix__" not in field}
        response = client.post(address, asked | {button: "1"})
    if response.status_code != 302:
        raise RefusedError(f"{name}, {address}: {error_sentences(response) or response.status_code}")


def rows_counted(opened, values):
    """The typed values, with the number of rows that each list of records then has."""
    totals = {}
    for field in values:
        prefix, _dash, rest = field.partition("-")
        if rest:
            total = max(int(rest.partition("-")[0]) + 1, int(opened.get(f"{prefix}-TOTAL_FORMS", 0)))
            totals[f"{prefix}-TOTAL_FORMS"] = str(max(total, int(totals.get(f"{prefix}-TOTAL_FORMS", 0))))
    return values | totals


def typed(values, kinds=STATEMENTS):
    """What a browser posts for values of the sample: a list for checkboxes, a row for each record."""
    posted = {}
    for name, value in values.items():
        if kinds[name].kind == "records":
            for number, row in enumerate(value):
                posted |= {f"{name}-{number}-{part}": text(one) for part, one in row.items()}
        else:
            posted[name] = text(value)
    return posted


def text(value):
    return value if isinstance(value, list) else str(value)
