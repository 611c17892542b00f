"""Run as a program: adds a statement of each kind to the spine, and reads it back from each format.

Prints as JSON what test_new_statement.py expects. The lines that CONTRIBUTING.md asks for are added to the
source of two modules while they are imported; no table has a column for them, so no listing is saved.
"""

import json
import os
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from operator import eq
from pathlib import Path

FIELDS = """
    new_text = text(_("Something in words"))
    new_code = code(_("One of some"), v.Caution)
    new_codes = codes(_("Several of some"), v.Caution)
    new_yes_no = yes_no(_("Yes or no"))
    new_number = number(_("How many"), maximum=40)
    new_dollars = dollars(_("How much"))
    new_day = fields.day(_("Since when"))
    new_records = records(_("In which way"), OPENING_TIMES_PARTS)
"""
NEW = [line.split()[0] for line in FIELDS.split("\n") if line]
ADDED = {  # module → a line of it → what stands there instead
    "directory.facts.statements": {
        "    # Head\n": f"{FIELDS}    # Head\n",
        "import vocabulary as v\n": "import fields, vocabulary as v\n",
    },
    "directory.facts.spine": {'        "languages",\n': f'        "languages",\n        *{NEW},\n'},
}
MADE = 60


class Loader(SourceFileLoader):
    """Loads a module with what ADDED has for it."""

    def get_code(self, fullname):
        source = Path(self.path).read_text(encoding="utf-8")
        for old, new in ADDED[fullname].items():
            assert source.count(old) == 1, (fullname, old)
            source = source.replace(old, new)
        return compile(source, self.path, "exec")


class Finder:
    @staticmethod
    def find_spec(name, path, target=None):
        if name not in ADDED:
            return None
        spec = PathFinder.find_spec(name, path)
        spec.loader = Loader(name, spec.origin)
        return spec


def main():
    import django
    from django.utils import timezone

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    sys.meta_path.insert(0, Finder)
    django.setup()
    from tests.support.made_listings import Maker

    maker = Maker(timezone.localdate())
    listings = [maker.listing(number) for number in range(MADE)]
    print(json.dumps({"differences": differences(listings), "described": described(listings)}))


def differences(listings):
    """{format: the new statements that some clinic states and the format gives back otherwise}"""
    from directory.facts.statements import is_stated
    from tests.exchange.test_read_back import is_given, value_of

    back = read_back(listings)
    wrong = {name: set() for name in back}
    for new in NEW:
        stated = {str(one.uid): value_of(one, new) for one in listings if is_stated(getattr(one, new))}
        assert stated
        for name, found in back.items():
            given = [(found[clinic].get(new, (None,))[0], value) for clinic, value in stated.items()]
            alike = is_given if name == "schema_org" else eq  # which leaves out parts that are not stated
            if not all(alike(one, value) for one, value in given):
                wrong[name].add(new)
    return {name: sorted(found) for name, found in wrong.items()}


def read_back(listings):
    """{format: {clinic id: {statement: (value, marks)}}}"""
    from django.utils import timezone

    from directory.exchange import hsds
    from directory.exchange.json_ld import medical_clinic
    from directory.exchange.listing_csv import csv_header, csv_line
    from directory.exchange.record import json_line, record
    from directory.fhir.mapping.resources import resources
    from tests.support.read_back import csv, fhir, records, schema_org
    from tests.support.read_back import hsds as read_hsds

    made = [record(one) for one in listings]
    today = timezone.localdate()
    return {
        "record": records.read_lines(map(json_line, made)),
        "csv": csv.read(b"".join([csv_header(), *map(csv_line, listings)])),
        "hsds": read_hsds.read(line for one in made for line in hsds.lines(one)),
        "fhir": fhir.read(json.loads(json_line(one)) for each in made for one in resources(each)),
        "schema_org": schema_org.read(
            [json.loads(json.dumps(medical_clinic(one, today))) for one in listings]
        ),
    }


def described(listings):
    """{document: the new statements that it describes}; of the JSON Schema also what it refuses."""
    import jsonschema_rs

    from directory.data_files.mapping import mapping_rows
    from directory.exchange.columns import HEADER
    from directory.exchange.record import json_line, record
    from directory.exchange.schemas.csvw import csv_metadata
    from directory.exchange.schemas.datapackage import table_schema
    from directory.exchange.schemas.json_schema import clinic_schema
    from directory.fhir.definitions import definitions

    schema = clinic_schema()
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    records = [json.loads(json_line(record(one))) for one in listings]
    names = {
        "JSON Schema": schema["$defs"]["statements"]["properties"],
        "CSV": HEADER,
        "CSVW": [one["name"] for one in csv_metadata()["tableSchema"]["columns"]],
        "Data Package": [one["name"] for one in table_schema()["fields"]],
        "map.csv": [row[0] for row in mapping_rows() if not row[1] and all(row[2:])],
        "CodeSystem": [key[1].replace("-", "_") for key in definitions() if key[0] == "CodeSystem"],
    }
    return {name: [new for new in NEW if new in known] for name, known in names.items()} | {
        "refused": [error.message for one in records for error in validator.iter_errors(one)]
    }


if __name__ == "__main__":
    main()
