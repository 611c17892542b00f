"""Datasette: SQLite with an index of words, served over HTTP with counts of each option as JSON."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from questions import PAGE, arguments, rows, tell

PORT = 8735
path, folder = arguments()
file = os.path.join(folder, "listings.db")
if os.path.exists(file):
    os.remove(file)
database = sqlite3.connect(file)
database.execute(
    "CREATE TABLE listings (id INTEGER PRIMARY KEY, day TEXT, latitude REAL, longitude REAL, keys TEXT, "
    "text TEXT)"
)
database.executemany(
    "INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?)",
    (
        (row["id"], row["day"], row["latitude"], row["longitude"], json.dumps(row["keys"]), row["text"])
        for row in rows(path)
    ),
)
database.execute(
    "CREATE VIRTUAL TABLE words USING fts5 (text, content=listings, content_rowid=id, tokenize=porter)"
)
database.execute("INSERT INTO words (words) VALUES ('rebuild')")
database.execute("CREATE INDEX by_day ON listings (day)")
database.commit()
database.close()


def parameters(question):
    said = [
        ("_shape", "objects"),
        ("_size", PAGE),
        ("_sort_desc", "day"),
        ("_facet_array", "keys"),
        ("_col", "id"),
    ]
    where = []
    for group in question.groups:
        keys = ", ".join(f"'{key}'" for key in group)
        where.append(f"EXISTS (SELECT 1 FROM json_each(keys) WHERE value IN ({keys}))")
    if question.box:
        south, north, west, east = question.box
        where.append(f"latitude BETWEEN {south} AND {north} AND longitude BETWEEN {west} AND {east}")
    if question.word:
        where.append(f"id IN (SELECT rowid FROM words WHERE words MATCH '{question.word}')")
    return said + [("_where", one) for one in where]


def answer(question):
    address = f"http://127.0.0.1:{PORT}/listings/listings.json?{urllib.parse.urlencode(parameters(question))}"
    with urllib.request.urlopen(address, timeout=90) as response:
        said = json.load(response)
    if said.get("facets_timed_out"):
        raise SystemExit("Its counts timed out.")
    return [row["id"] for row in said["rows"]], said.get("filtered_table_rows_count"), said["facet_results"]


limits = ["facet_time_limit_ms", "sql_time_limit_ms"]
command = [sys.executable, "-m", "datasette", "serve", "--immutable", file, "--port", str(PORT)]
for name in limits:
    command += ["--setting", name, "60000"]
command += ["--setting", "default_facet_size", "1000", "--setting", "max_returned_rows", "1000"]
server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    for _attempt in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/-/versions.json", timeout=5).read()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    tell(answer, "its time limits, of 0.2 s for counts and 1 s for the rest, are raised to a minute")
finally:
    server.terminate()
    server.wait(timeout=20)
