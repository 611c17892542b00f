"""DuckDB: a table with a list of keys, unnested and counted."""

import os

import duckdb
from questions import PAGE, arguments, tell

path, folder = arguments()
connection = duckdb.connect(os.path.join(folder, "listings.duckdb"))
connection.execute(
    "CREATE OR REPLACE TABLE listings AS SELECT * FROM read_json(?, format = 'newline_delimited', columns = "
    "{id: 'BIGINT', name: 'VARCHAR', day: 'DATE', latitude: 'DOUBLE', longitude: 'DOUBLE', "
    "keys: 'VARCHAR[]', text: 'VARCHAR'})",
    [path],
)


def where(question):
    parts, values = ["true"], []
    for group in question.groups:
        parts.append("list_has_any(keys, ?)")
        values.append(list(group))
    if question.word:
        parts.append("regexp_matches(text, ?)")
        values.append(rf"\b{question.word}\b")
    if question.box:
        parts.append("latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?")
        values += question.box
    return " AND ".join(parts), values


def answer(question):
    condition, values = where(question)
    page = connection.execute(
        f"SELECT id FROM listings WHERE {condition} ORDER BY day DESC, id LIMIT {PAGE}", values
    ).fetchall()
    total = connection.execute(f"SELECT count(*) FROM listings WHERE {condition}", values).fetchone()[0]
    counts = connection.execute(
        f"SELECT key, count(*) FROM (SELECT unnest(keys) AS key FROM listings WHERE {condition}) "
        "GROUP BY key",
        values,
    ).fetchall()
    return page, total, dict(counts)


tell(
    answer,
    "words by a regular expression over the text, without stems: its index of words is an extension",
)
