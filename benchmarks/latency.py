"""Time and processor time of each kind of request, beside two baselines, in turn so that noise meets all.

cold    what was made of listings is forgotten: cards, bodies of listings, columns; and whole pages
warm    the same address again, after whole pages were forgotten
kept    the same address once more, with nothing forgotten
static  the same bytes from memory through the same server (static_app.py)
django  a page of the kind from memory, through the server, Django's middleware and Django's compression
rows    the rows of what the page shows, by id, with psycopg: no HTTP
"""

import json
import time
from statistics import median
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

WARM_UP = 3
MAX_SECONDS = 20  # for one kind of request
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
KEPT_HEADERS = ("Content-Type", "Content-Encoding", "Cache-Control", "ETag", "Vary")


def measure(kind, addresses, client, static, cursor, folder):
    """{"requests": n, "bytes": n, "cold": {"p50", "p95", "p99", "cpu"}, "warm": …, …}, all in ms.

    client, static  a Client of the application and of the static server
    folder          in which the bodies for the static server are stored
    """
    etag = client.get(addresses[0]).headers["ETag"] if kind.slug == "not-modified" else None
    store_page(kind.slug, client.get(addresses[0], etag, "identity").body)
    times = {}
    end, sizes = time.monotonic() + MAX_SECONDS, []
    for number, address in enumerate(addresses):
        taken = {}
        for state, forgotten in (("cold", "listings"), ("warm", "pages"), ("kept", None)):
            if forgotten:
                client.get(f"/baseline/forget/{forgotten}")
            seconds, cpu, answer = client.timed(address, etag)
            taken[state] = seconds, cpu
        store(folder, f"{kind.slug}-{number}", answer)
        static.get(f"/{kind.slug}-{number}")
        taken["static"] = static.timed(f"/{kind.slug}-{number}")[:2]
        taken["django"] = client.timed(f"/baseline/{kind.slug}")[:2]
        if fetch := rows_of(kind, address, cursor):
            fetch()
            taken["rows"] = fetch(), None
        if number >= WARM_UP:
            sizes.append(len(answer.body))
            for state, pair in taken.items():
                times.setdefault(state, []).append(pair)
        if time.monotonic() > end and number > WARM_UP:
            break
    return {"requests": len(sizes), "bytes": median(sizes)} | {
        state: summary([seconds for seconds, _cpu in pairs], [cpu for _seconds, cpu in pairs])
        for state, pairs in times.items()
    }


def summary(seconds, cpu=()):
    """{"p50", "p95", "p99"} and, where it was measured, {"cpu"}: the median; ms."""
    said = {name: round(1000 * percentile(seconds, share), 3) for name, share in SHARES.items()}
    measured = [one for one in cpu if one is not None]
    return said | ({"cpu": round(1000 * median(measured), 3)} if measured else {})


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def store_page(slug, body):
    from django.conf import settings

    (settings.DATA / "pages" / slug).write_bytes(body)


def store(folder, name, answer):
    headers = {header: answer.headers[header] for header in KEPT_HEADERS if answer.headers[header]}
    (folder / name).write_bytes(answer.body)
    (folder / name).with_suffix(".json").write_text(json.dumps(headers))


# ---- the rows


def rows_of(kind, address, cursor):
    """A function that fetches the rows that an address shows, and returns the seconds; None for no rows."""
    if not kind.rows:
        return None
    if kind.rows == "slugs":
        parts = urlsplit(address)
        column, values = "slug", parse_qs(parts.query).get("clinic") or [parts.path.split("/")[2]]
    else:
        column, values = "id", ids_on_page(address)
    sql = f"SELECT {columns(kind)} FROM directory_listing WHERE {column} = ANY(%s)"

    def fetch():
        started = time.perf_counter()
        cursor.execute(sql, [values])
        cursor.fetchall()
        return time.perf_counter() - started

    return fetch


def ids_on_page(address):
    """The ids of the listings that a page of results shows."""
    from django.http import QueryDict
    from django.utils import timezone

    from directory.models import Version
    from directory.search.query import Question
    from directory.search.results import find_listings

    question = Question.parse(QueryDict(urlencode(parse_qsl(urlsplit(address).query))))
    return [*find_listings(question, version=Version.now(), today=timezone.localdate()).page.ids]


def columns(kind):
    """The columns that a page of a kind reads of each listing, as SQL."""
    from directory.models import Listing
    from directory.models.listing import CARD_COLUMNS
    from directory.models.search_columns import SEARCH_COLUMNS

    whole = [field.column for field in Listing._meta.concrete_fields if field.column not in SEARCH_COLUMNS]
    return ", ".join(whole if kind.rows != "cards" else ["id", *CARD_COLUMNS[1:]])
