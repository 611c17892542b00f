"""Examples of the page about the data, as programs ask: tests/views/data/test_examples.py runs each."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Example(NamedTuple):
    """One example.

    text  of a shell or of Python; SITE stands for the address of this site
    """

    title: str
    words: str
    text: str

    def at(self, site: str) -> "Example":
        return self._replace(text=self.text.replace("SITE", site))


PANDAS = Example(
    _("A table in pandas"),
    _(
        "Read every column as text, with “dtype=str”. Otherwise pandas turns phone numbers and NPIs into "
        "numbers, and an empty cell makes them decimals."
    ),
    """import pandas

clinics = pandas.read_csv("SITE/data/latest/clinics.csv.gz", dtype=str)
monitored = clinics[clinics["monitoring"].notna()]  # the others have not stated it""",
)
DUCKDB = Example(
    _("A question in DuckDB"),
    _("It counts three answers, and “not stated” is one of them."),
    """import duckdb

answer = duckdb.sql(\"""
    SELECT statements.private_room.value AS private_room, count(*) AS clinics
    FROM read_json('SITE/data/latest/clinics.ndjson.gz', maximum_object_size=100000000)
    GROUP BY ALL ORDER BY clinics DESC
\""")
print(answer)""",
)
CHANGED = Example(
    _("What changed"),
    _("In place of VERSION stands the one that your copy has, such as “7173e7ba-269”."),
    'curl "SITE/data/changes.ndjson?since=VERSION"',
)
NEARBY = Example(
    _("Places near a point, in FHIR"),
    _("Within 50 miles, nearest first. “next” in the answer is the address of the next page."),
    'curl "SITE/fhir/Location?near=39.74|-104.99|50|mi&_count=20"',
)
EXAMPLES = (PANDAS, DUCKDB, CHANGED, NEARBY)
