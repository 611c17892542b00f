"""Looks up the places that /data/map.csv names, in what goes out, by the words of the table alone.

A cell has one place or several, divided by "; ". Behind a comma a place may have a remark: when it is there,
or how it is written.
"""

import json
import re
from functools import cache
from typing import Any, NamedTuple

STEP = re.compile(r"([\w@]+)(\[(?:([\w@]+)=(.+))?\])?")
KEY_IN_JSON = re.compile(r"key (\w+) in the JSON")
CSV_CELL = re.compile(r"column (\w+): (.+)")
OF_OFFERINGS = " (one for each offering)"
FHIR_STEP = re.compile(r"(\w+)(?:\((.*)\))?")
NAMED = re.compile(r"HealthcareService\.extension\(statement\) with name (\w+) and (value\w+)")
CELLS = {  # how a cell is written, as the table says → a reader of it
    "text, an apostrophe in front of what a spreadsheet would run": str,
    "the code": str,
    "the codes, divided by “;”": lambda cell: cell.split(";"),
    "yes or no": {"yes": True, "no": False}.__getitem__,
    "a whole number": int,
    "whole US dollars": int,
    "an ISO date": str,
    "degrees": float,
    "JSON, a list of objects": json.loads,
}


class Place(NamedTuple):
    path: str
    remark: str


def places(cell: str) -> list[Place]:
    """The places of a cell of any format but CSV, whose places are its whole cell."""
    return [Place(*part.partition(", ")[::2]) for part in cell.split("; ")]


def flat(values: Any) -> list[Any]:
    """The values in lists and in lists of lists, without what is empty."""
    found = []
    for one in values if isinstance(values, list) else [values]:
        if isinstance(one, list):
            found += flat(one)
        elif one is not None and one not in ("", {}):
            found.append(one)
    return found


@cache
def steps_in(path: str) -> list[str]:
    """`a[b=c.d].e` → `a[b=c.d]`, `e`: the dots in brackets and parentheses divide nothing."""
    steps, depth = [""], 0
    for sign in path:
        depth += (sign in "[(") - (sign in "])")
        if sign == "." and depth == 0:
            steps.append("")
        else:
            steps[-1] += sign
    return steps


# ---- JSON: records, HSDS, JSON-LD


def in_json(document: Any, place: Place) -> list[Any]:
    """What is at a path such as `attributes[link_type=route].taxonomy_term.code`.

    A word in capitals stands for any word or number. Raises AssertionError where [] stands behind what is no
    list, or is missing behind one.
    """
    nodes = [document]
    steps = steps_in(place.path)
    for number, step in enumerate(steps):
        key, brackets, name, wanted = STEP.fullmatch(step).groups()
        nodes = [node[key] for node in nodes if node.get(key) is not None]
        if number < len(steps) - 1 and not name:
            assert all(isinstance(node, list) == bool(brackets) for node in nodes), step
        nodes = flat(nodes)
        if name:
            pattern = re.sub("[A-Z]{4,}", r"\\w+", re.escape(wanted))
            nodes = [node for node in nodes if re.fullmatch(pattern, str(node.get(name, "")))]
    if key := KEY_IN_JSON.fullmatch(place.remark):
        nodes = [json.loads(node)[key[1]] for node in nodes]
    elif place.remark == "as JSON":
        nodes = [json.loads(node) for node in nodes]
    return flat(nodes)


# ---- CSV


def in_csv(row: dict[str, str], cell: str, unescape: Any) -> list[Any]:
    """What is in the column that a cell of the table names, read as it says."""
    name, written = CSV_CELL.fullmatch(cell).groups()
    found = row[name]
    if found == "":
        return []
    written = written.removesuffix("; or an object that has it")
    key = KEY_IN_JSON.fullmatch(written)
    reader = json.loads if key else CELLS[written]
    value = reader(unescape(found) if reader is str else found)
    if isinstance(value, dict):
        value = value[name]
    return flat([one[key[1]] for one in value] if key else [value])


# ---- FHIR


def in_fhir(resources: list[dict[str, Any]], place: Place) -> list[Any]:
    """What is at a path such as `Location.telecom.where(system = 'phone').value`, as plain values."""
    path = place.path.replace(OF_OFFERINGS, "")
    is_of_offerings = path != place.path or f" ({place.remark})" == OF_OFFERINGS
    if named := NAMED.fullmatch(path):
        extensions = steps_of(resources, "HealthcareService.extension(statement)", is_of_offerings)
        parts = [{part["url"]: part for part in one["extension"]} for one in extensions]
        return [plain(one["value"][named[2]]) for one in parts if plain(one["name"]) == named[1]]
    nodes = steps_of(resources, path, is_of_offerings)
    if system := re.match(r"CodeSystem/[\w-]+", place.remark):
        codings = [coding for node in nodes for coding in node.get("coding", ())]
        return [one["code"] for one in codings if one.get("system", "").endswith(f"/{system[0]}")]
    return flat([plain(node) for node in nodes])


def steps_of(resources: list[dict[str, Any]], path: str, is_of_offerings: bool) -> list[Any]:
    resource_type, *steps = steps_in(path)
    nodes: list[Any] = [
        one
        for one in resources
        if one["resourceType"] == resource_type
        and (resource_type != "HealthcareService" or ("." in one["id"]) == is_of_offerings)
    ]
    for step in steps:
        name, argument = FHIR_STEP.fullmatch(step).groups()
        if name == "where":
            nodes = [node for node in nodes if holds(node, argument)]
        elif name == "value":
            keys = [[key for key in node if key.startswith("value")] for node in nodes]
            nodes = [node[key] for node, found in zip(nodes, keys, strict=True) for key in found]
        else:
            nodes = flat([node.get(name) for node in nodes])
        if name == "extension" and argument:
            wanted = argument.strip("'")
            nodes = [one for one in nodes if one["url"] == wanted or one["url"].endswith(f"/{wanted}")]
    return nodes


def holds(node: dict[str, Any], condition: str) -> bool:
    if end := re.fullmatch(r"url\.endsWith\('(.+)'\)", condition):
        return node["url"].endswith(end[1])
    name, value = re.fullmatch(r"(\w+) = '(.+)'", condition).groups()
    return node.get(name) == value


def plain(value: Any) -> Any:
    """A value of FHIR as the record has it: a code, dollars, a time without seconds."""
    match value:
        case {"url": _url} if keys := [key for key in value if key.startswith("value")]:
            return plain(value[keys[0]])
        case {"coding": codings}:
            return codings[0]["code"]
        case {"code": str(code)}:
            return code
        case {"currency": _usd, "value": amount}:
            return amount
        case str() if re.fullmatch(r"\d\d:\d\d:00", value):
            return value.removesuffix(":00")
    return value
