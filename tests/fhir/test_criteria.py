"""What a search finds, from columns and the index, is what the resources themselves say."""

import random
from collections import defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.fhir.searching.criteria import numbers_of
from directory.fhir.searching.made import made_of
from directory.fhir.searching.matching import matches, texts_of, tokens_of, values_at
from directory.fhir.searching.numbers import Moment, moment_of, number_of
from directory.fhir.searching.parameters import PARAMETERS, TYPES
from directory.fhir.searching.query import parse
from directory.index.current import current_index
from directory.models import Listing, Version
from tests.fhir.searching import clinics  # noqa: F401
from tests.support.factories import take_down

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]

SAMPLE = 12  # values of a parameter, of each modifier
ASKED = [
    (resource_type, parameter)
    for resource_type in TYPES
    for parameter in PARAMETERS[resource_type]
    if parameter.kind != "special"
]


@pytest.fixture(scope="module")
def moment(clinics):  # noqa: F811
    return moment_of(current_index(Version.now()), timezone.localdate())


@pytest.fixture(scope="module")
def resources(moment: Moment):
    """Type → number → resource, of every listing that is listed; a group once."""
    found = defaultdict(dict)
    groups = set(moment.groups.values())
    for pk, by_type in made_of(moment, moment.listed).items():
        for resource_type, several in by_type.items():
            for place, made in enumerate(several):
                number = number_of(pk, place)
                if resource_type != "Organization" or place == 0 or number in groups:
                    found[resource_type][number] = made.resource
    return found


@pytest.mark.parametrize("resource_type", TYPES)
def test_the_numbers_of_a_type_are_those_of_its_resources(moment, resources, resource_type):
    assert resources[resource_type]
    assert list(moment.all(resource_type)) == sorted(resources[resource_type])


@pytest.mark.parametrize(
    ("resource_type", "parameter"), ASKED, ids=[f"{kind}-{one.name}" for kind, one in ASKED]
)
def test_a_criterion_finds_what_the_resources_say(moment, resources, resource_type, parameter):
    of_type = resources[resource_type]
    values = some_values(parameter, of_type.values())
    assert values

    for value in values:
        for modifier in ("", ":exact", ":contains") if parameter.kind == "string" else ("",):
            (criterion,) = parse(resource_type, [(parameter.name + modifier, value)]).criteria
            found = numbers_of(resource_type, criterion, moment) & moment.all(resource_type)
            assert list(found) == sorted(
                number for number, resource in of_type.items() if matches(resource, criterion)
            ), (modifier, value)


def test_what_all_share_is_found_where_the_first_listing_was_removed_after_the_index_was_read(moment):
    tomorrow = Moment(moment.index, moment.counts, moment.today + timedelta(days=1))  # nothing is made yet
    (criterion,) = parse("Location", [("status", "active")]).criteria

    take_down(Listing.objects.get(pk=min(tomorrow.listed)))

    assert numbers_of("Location", criterion, tomorrow) == tomorrow.all("Location")


def some_values(parameter, resources):
    """Values that a search may ask for, of those that the resources have, and one that none has."""
    chance = random.Random(parameter.name)
    values = set()
    for resource in resources:
        for value in values_at(resource, parameter.paths):
            values.update(asked_for(parameter.kind, value, chance))
    values = sorted(values)
    nothing = {"date": "lt2000", "reference": "4f1c1fd4-6f35-4d7c-9d3c-3c8b9c2d0f11"}
    return [*chance.sample(values, min(SAMPLE, len(values))), nothing.get(parameter.kind, "nothing-has-this")]


def asked_for(kind, value, chance):
    if kind == "string":
        for text in filter(None, texts_of(value)):
            word = chance.choice(text.split())
            yield from map(escaped, (text, word, word[: chance.randint(1, 4)], word[-2:]))
    elif kind == "token":
        for system, code in tokens_of(value):
            yield from (
                f"{escaped(system)}|{escaped(code)}",
                escaped(code),
                f"{escaped(system)}|{escaped(code)},x",
            )
            yield from [f"{system}|"] if system else ()
    elif kind == "reference":
        if "reference" in value:
            yield from (value["reference"], value["reference"].partition("/")[2])
    else:
        yield from (value, f"ge{value}", f"lt{value[:10]}", f"gt{value[:7]}", f"ne{value[:10]}")


def escaped(text):
    for sign in "\\,|$":
        text = text.replace(sign, f"\\{sign}")
    return text
