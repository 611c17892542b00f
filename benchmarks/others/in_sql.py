"""PostgreSQL in plain SQL: a page, how many match, and the keys of what matches unnested and counted.

python in_sql.py FILE FOLDER DATABASE_URL   # reads the table of listings, not the file
"""

import sys

import psycopg
from questions import PAGE, arguments, tell

_path, _folder = arguments()
connection = psycopg.connect(sys.argv[4], autocommit=True)
cursor = connection.cursor()
SHOWN = "removed_at IS NULL AND coalesce(confirmed_on, first_published_on) >= %s"


def where(question):
    parts, values = [SHOWN], [sys.argv[3]]
    for group in question.groups:
        parts.append("codes && %s::varchar[]")
        values.append(list(group))
    if question.word:
        parts.append("search_vector @@ plainto_tsquery('english', %s)")
        values.append(question.word)
    if question.box:
        parts.append("latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s")
        values += question.box
    return " AND ".join(parts), values


def answer(question):
    condition, values = where(question)
    order = "coalesce(confirmed_on, first_published_on) DESC, id"
    cursor.execute(
        f"SELECT id FROM directory_listing WHERE {condition} ORDER BY {order} LIMIT {PAGE}", values
    )
    page = cursor.fetchall()
    cursor.execute(f"SELECT count(*) FROM directory_listing WHERE {condition}", values)
    (total,) = cursor.fetchone()
    cursor.execute(
        f"SELECT key, count(*) FROM directory_listing, unnest(codes) AS key WHERE {condition} GROUP BY key",
        values,
    )
    return page, total, dict(cursor.fetchall())


tell(answer)
