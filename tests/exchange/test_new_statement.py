"""A new statement needs no line in any format: the spine has it, and so has each format and document."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.with_new_statements import NEW

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("record", "csv", "hsds", "fhir", "schema_org")
DOCUMENTS = ("JSON Schema", "CSV", "CSVW", "Data Package", "map.csv")


@pytest.mark.slow
def test_a_new_statement_of_each_kind_is_in_every_format_without_another_line():
    done = subprocess.run(
        [sys.executable, "-m", "tests.exchange.with_new_statements"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == {
        "differences": {name: [] for name in FORMATS},
        "described": {
            **dict.fromkeys(DOCUMENTS, NEW),
            "CodeSystem": ["new_code", "new_codes"],
            "refused": [],
        },
    }
