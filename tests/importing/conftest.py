import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.fixture
def take(tmp_path, capsys):
    """Import text, bytes or a file; returns the counts by name, and the sentences."""

    def run(given, *arguments):
        path = given
        if not isinstance(given, Path):
            path = tmp_path / "sheet.csv"
            path.write_bytes(given if isinstance(given, bytes) else given.encode())
        with connection.cursor() as cursor:  # all of a test is one transaction, and idle while a file is read
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        out = io.StringIO()
        capsys.readouterr()
        call_command("import_clinics", str(path), *arguments, stdout=out)
        lines = [line.rsplit(" ", 1) for line in out.getvalue().splitlines()]
        counts = {name.strip(): int(count) for name, count in lines if count.isdigit()}
        return counts, capsys.readouterr().err.splitlines()

    return run
