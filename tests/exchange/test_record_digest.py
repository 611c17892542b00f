"""The digest that tells when records of the same rows say something else."""

from directory.exchange import record_digest
from directory.exchange.record_digest import records_digest
from directory.facts.spine import STATEMENTS


def test_it_is_the_same_from_one_time_to_the_next():
    assert records_digest() == records_digest()
    assert len(records_digest()) == 32


def test_every_code_of_every_statement_is_in_an_example():
    said = {name: set() for name, statement in STATEMENTS.items() if statement.choices}
    for row in record_digest._examples():
        for name, codes in said.items():
            value = getattr(row, name)
            codes.update(value if isinstance(value, list) else [value])

    assert said == {name: {code for code, _label in STATEMENTS[name].choices} for name in said}


def test_another_key_of_the_record_makes_another_digest(monkeypatch):
    before, record = records_digest(), record_digest.record
    monkeypatch.setattr(record_digest, "record", lambda row: record(row) | {"new": None})

    assert records_digest() != before


def test_another_address_of_the_site_makes_another_digest(settings):
    before = records_digest()
    settings.SITE_URL = "https://another.example.org"

    assert records_digest() != before
