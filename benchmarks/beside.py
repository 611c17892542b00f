"""Ask other programs (benchmarks/others/) what the site answers; `uv run --with` gets them, and keeps none.

The same listings, the same day: those that the results show.
"""

import json
import os
import shutil
import statistics
import subprocess
from datetime import timedelta
from pathlib import Path

from benchmarks import server
from benchmarks.others.questions import ADDRESSES, QUESTIONS, TIMES, times

OTHERS = Path(__file__).parent / "others"
MAX_SECONDS = 900  # of one program, with the time in which it reads the listings
PROGRAMS = {  # name → (module, packages)
    "PostgreSQL, plain SQL": ("in_sql", ["psycopg[binary]"]),
    "DuckDB": ("in_duckdb", ["duckdb"]),
    "tantivy": ("in_tantivy", ["tantivy"]),
    "Datasette": ("in_datasette", ["datasette"]),
    "naive django-filter": ("in_django_filter", None),
}
LARGEST = {"Datasette": 10_000, "naive django-filter": 10_000}  # they take minutes for more


def measure(size, folder, connection, names=tuple(PROGRAMS)):
    """{"questions": […], "programs": {name: {"times": {question: ms}, "notes": […], "totals": {…}}}}"""
    data = folder / "others"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    programs = {"this site, the whole page over HTTP": our_pages(), "this site, its index alone": our_index()}
    export(connection, data / "listings.jsonl")
    for name in names:
        if size > LARGEST.get(name, size):
            note = f"not asked at {size:,}: it takes minutes"
            programs[name] = {"times": {}, "notes": [note], "totals": {}}
        else:
            programs[name] = ask(name, data)
    shutil.rmtree(data)
    return {"questions": [question.name for question in QUESTIONS], "programs": programs}


def our_index():
    """As the other programs are asked: in this process, without a page."""
    from urllib.parse import urlsplit

    from django.http import QueryDict
    from django.utils import timezone

    from directory.facts.facets import FACETS
    from directory.index import keeper
    from directory.models import Version
    from directory.search.query import Question
    from directory.search.results import find_listings

    def answer(question):
        parsed = Question.parse(QueryDict(urlsplit(ADDRESSES[question.name]).query))
        results = find_listings(parsed, version=version, today=today)
        counts = [results.matches.counts(facet) for facet in FACETS.values()]
        return results.page.ids, results.total, counts

    keeper.start()
    keeper.wait_until_loaded(server.START_SECONDS)
    version, today = Version.now(), timezone.localdate()
    said = times(answer)
    keeper.stop()
    return said


def our_pages():
    """The warm time of the page of each question: whole pages are forgotten before each request."""
    said = {}
    with server.serve() as serving:
        client = serving.clients[0]
        for name, address in ADDRESSES.items():
            seconds = []
            for _time in range(TIMES + 1):
                client.get("/baseline/forget/pages")
                seconds.append(client.get(address).seconds)
            said[name] = round(1000 * statistics.median(seconds[1:]), 3)
    return {"times": said, "notes": [], "totals": {}}


def first_day():
    """The first day on which a listing may have been confirmed that the results still show."""
    from django.utils import timezone

    from directory.models.listing import LISTED_DAYS

    return timezone.localdate() - timedelta(days=LISTED_DAYS)


def export(connection, path):
    """A line of JSON for each listing that the results show."""
    from config.postgres.connections import without_timeouts

    sql = (
        "SELECT id, name, coalesce(confirmed_on, first_published_on) AS day, latitude, longitude, codes, "
        "concat_ws(' ', search_text_a, search_text_b, search_text_c, search_text_d) FROM directory_listing "
        "WHERE removed_at IS NULL AND coalesce(confirmed_on, first_published_on) >= %s"
    )
    names = ("id", "name", "day", "latitude", "longitude", "keys", "text")
    connection.ensure_connection()
    raw = connection.connection
    # A cursor of the server, so that few rows are in memory at once.
    with (
        without_timeouts(),
        path.open("w", encoding="utf-8") as out,
        raw.transaction(),
        raw.cursor("listings") as rows,
    ):
        rows.itersize = 2_000
        rows.execute(sql, [first_day()])
        for row in rows:
            out.write(json.dumps(dict(zip(names, row, strict=True)), default=str) + "\n")


def ask(name, data):
    module, packages = PROGRAMS[name]
    command = ["uv", "run", "-q"]
    if packages is not None:
        command += ["--no-project", "--isolated"]
        for package in packages:
            command += ["--with", package]
    path = data / "listings.jsonl"
    command += ["python", str(OTHERS / f"{module}.py"), str(path), str(data / module)]
    command += [first_day().isoformat(), os.environ["DATABASE_URL"]]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        return {"times": {}, "notes": [f"stopped after {MAX_SECONDS / 60:.0f} minutes"], "totals": {}}
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return {"times": {}, "notes": [f"skipped: {reason[:200]}"], "totals": {}}
    return json.loads(done.stdout.strip().splitlines()[-1])
