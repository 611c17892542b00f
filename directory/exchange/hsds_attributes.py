"""The attributes of a service of HSDS: what no field of its own says, and what each statement rests on.

A taxonomy term is the same wherever it stands, so each is made once and kept as JSON.
"""

from functools import cache
from uuid import NAMESPACE_URL, uuid5

import orjson
from django.conf import settings
from django.utils.translation import override

from directory.exchange import samhsa_codes
from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.wording.safety_warnings import warned_values

# What a record says of the listing in a field of HSDS, or in parts of its own.
LISTING_FIELDS = {
    "id": "organization.uri, as {site}/id/clinic/<id>",
    "changed_at": "service.last_modified",
    "confirmed_on": "service.assured_date",
    "organization_id": "organization.parent_organization_id",
}
OF_THE_VALUE = ("value", "warnings")  # keys of a statement that are not about what it rests on
SAID_ELSEWHERE = frozenset(
    {*LISTING_FIELDS, "name", "latitude", "longitude", "statements", "effective_offerings"}
)


def attributes(part, stated):
    site = settings.SITE_URL
    for name, value in stated.items():
        kind = kind_of_statement(name)
        if kind == "code":
            yield _coded(part, site, name, value)
        elif kind == "codes":
            for code in value:
                yield _coded(part, site, name, code)
        elif kind == "records":
            for number, record in enumerate(value, start=1):
                text = orjson.dumps(record).decode()
                yield _valued(part, site, name, text, f"attribute:{name}:{number}")
        else:
            yield _valued(part, site, name, _text(value), f"attribute:{name}")


def _coded(part, site, name, code):
    return {
        "id": part(f"attribute:{name}:{code}"),
        "link_type": name,
        "taxonomy_term": _code_term(site, name, code),
    }


def _valued(part, site, name, text, path):
    return {"id": part(path), "link_type": name, "value": text, "taxonomy_term": _statement_term(site, name)}


def _text(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else repr(value)


def samhsa_attributes(part, stated):
    for one in samhsa_codes.services_of(stated):
        yield {
            "id": part(f"attribute:samhsa:{one.code}"),
            "link_type": "samhsa",
            "taxonomy_term": _samhsa_term(one),
        }


def listing_attributes(part, record):
    """What the record says of the listing, by its keys, which a new one joins."""
    site = settings.SITE_URL
    for key, value in record.items():
        if value is not None and key not in SAID_ELSEWHERE:
            yield {
                "id": part(f"attribute:listing:{key}"),
                "link_type": "listing",
                "value": _text(value),
                "taxonomy_term": _key_term(site, key),
            }


def evidence_attributes(part, record, stated):
    """What each statement rests on that does not rest on the clinic's last confirmation alone."""
    on = record["confirmed_on"]
    usual = {"evidence": v.Evidence.SELF_REPORTED.value if on else None, "on": on}
    site, statements = settings.SITE_URL, record["statements"]
    for name in stated:
        entry = statements[name]
        marks = {key: mark for key, mark in entry.items() if key not in OF_THE_VALUE}
        if marks != usual:
            yield {
                "id": part(f"evidence:{name}"),
                "link_type": "evidence",
                "value": orjson.dumps(marks).decode(),
                "taxonomy_term": _statement_term(site, name),
            }


# ---- terms


@cache
def _code_term(site, name, code):
    with override(settings.LANGUAGE_CODE):
        warnings = [one.warning.sentences for one in warned_values(name, _codes(name, code)) if one.warning]
    label = code_label(name, code)
    system = f"{site}/fhir/CodeSystem/{name.replace('_', '-')}"
    return _term(system, code, label, ". ".join([f"{statement_label(name)}: {label}", *warnings]))


def _codes(name, code):
    return [code] if kind_of_statement(name) == "codes" else code


@cache
def _statement_term(site, name):
    with override(settings.LANGUAGE_CODE):
        label, words = str(STATEMENTS[name].label), str(STATEMENTS[name].help)
    return _term(f"{site}/data/clinic.schema.json", name, label, words or label)


@cache
def _key_term(site, key):
    return _term(f"{site}/data/clinic.schema.json", key, key, f"The key {key} of the record.")


@cache
def _samhsa_term(one):
    return _term(samhsa_codes.TAXONOMY, one.code, one.names[0], one.names[0])


def _term(taxonomy, code, name, description):
    return orjson.Fragment(
        orjson.dumps(
            {
                "id": str(uuid5(NAMESPACE_URL, f"{taxonomy}#{code}")),
                "code": code,
                "name": name,
                "description": description,
                "taxonomy": taxonomy,
            }
        )
    )


# ---- words: in English in every language, as a file is one for all


@cache
def kind_of_statement(name):
    return STATEMENTS[name].kind


@cache
def code_label(name, code):
    """The label of a code in English; the code itself where a release before this one knew it."""
    with override(settings.LANGUAGE_CODE):
        return str(STATEMENTS[name].labels.get(code, code))


@cache
def statement_label(name):
    with override(settings.LANGUAGE_CODE):
        return str(STATEMENTS[name].label)


@cache
def part_label(name, part, code):
    with override(settings.LANGUAGE_CODE):
        (choices,) = [one.choices for one in STATEMENTS[name].parts if one.name == part]
        return str(dict(choices).get(code, code))


@cache
def priced_parts(name):
    """The parts of a record that are prices: key → label."""
    with override(settings.LANGUAGE_CODE):
        return {part.name: str(part.label) for part in STATEMENTS[name].parts if part.kind == "dollars"}


@cache
def language_name(tag):
    with override(settings.LANGUAGE_CODE):
        return str(dict(v.Language.choices).get(tag, tag))
