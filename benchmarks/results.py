"""Time of a page of results beside two baselines, in one run: the ratios mean something elsewhere.

    uv run --with granian python -m benchmarks.results --size 10000

Twelve kinds of request go over one kept-alive connection to granian with production's settings, each time
with other parameters where there are any, and without If-None-Match, so that no answer is a 304. Beside each
request, in turn with it:

rows      baseline: the rows of its cards, fetched by id with psycopg, without HTTP
static    baseline: the HTML of such a page from memory, through the same server, middleware and compression
ratio     p95 of the pages to the higher p95 of the two baselines
cpu       median processor time of the server for a page and for a static one; other processes blur it less
"""

import argparse
import http.client
import os
import platform
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from urllib.parse import parse_qsl, urlencode

from benchmarks import generate

PORT = 8733
MAX_SECONDS = 9  # for one kind of request
MANY_FACETS = [
    ("route", "iv"),
    ("route", "im"),
    ("condition", "trd"),
    ("condition", "ptsd"),
    ("payment", "self_pay"),
]
MANY_FACETS += [
    ("therapy_model", "not_stated"),
    ("monitoring", "not_stated"),
    ("monitoring", "blood_pressure"),
]
CROSSED = [("insurer", "aetna"), ("insurer", "not_stated"), ("setting", "infusion_clinic")]


def addresses_by_kind(times):
    """Kind of request → `times` addresses, drawn from what the directory holds."""
    from directory.facts.vocabulary import Accessibility, Condition, Route, State
    from directory.models import Listing
    from directory.places.gazetteer import gazetteer

    chance = random.Random(7)
    zips = [f"{code:05}" for code in gazetteer().zip_codes]
    names = list(Listing.objects.order_by("pk").values_list("search_text_a", flat=True)[:5_000])
    states = ["CA", "TX", "NY", "FL", "PA", "OH", "IL", "CO"]
    routes = Route.values[:3]
    rare = [("condition", code) for code in Condition.values[12:]]
    rare += [("accessibility", code) for code in Accessibility.values[11:]]
    max_page = max(Listing.objects.count() // 100, 1)  # two fifths of the listings are shown, 20 to a page

    def clinics(*pairs):
        return f"/clinics/?{urlencode(pairs)}" if pairs else "/clinics/"

    def place():
        return "near", chance.choice(zips)

    address_of = {
        "no filter": lambda: clinics(),
        "place": lambda: clinics(place()),
        "place, one facet": lambda: clinics(place(), ("within", 50), ("route", "iv")),
        "place, many facets": lambda: clinics(place(), ("within", 100), *MANY_FACETS),
        "offerings, by price": lambda: clinics(
            ("route", chance.choice(routes)), *CROSSED, ("order", "price")
        ),
        "words": lambda: clinics(("q", chance.choice(names))),
        "words and place": lambda: clinics(place(), ("within", 100), ("q", "infusion depression")),
        "a common word": lambda: clinics(("q", chance.choice(["ketamine", "clinic", "therapy", "pain"]))),
        "a rare filter": lambda: clinics(chance.choice(rare)),
        "state": lambda: clinics(("state", chance.choice([*states, *State.values]))),
        "deep page by name": lambda: clinics(("order", "name"), ("page", chance.randint(1, max_page))),
        "JSON": lambda: f"/clinics.json?{urlencode([place(), ('within', 50)])}",
    }
    return {kind: [address() for _ in range(times)] for kind, address in address_of.items()}


def ids_on_page(address):
    """The ids of the cards on a page."""
    from django.http import QueryDict
    from django.utils import timezone

    from directory.models import Version
    from directory.search.query import Question
    from directory.search.results import find_listings

    question = Question.parse(QueryDict(urlencode(parse_qsl(address.partition("?")[2]))))
    return find_listings(question, version=Version.now(), today=timezone.localdate()).page.ids


def columns(kind):
    """The columns that a page of a kind reads of each listing, as SQL."""
    from directory.models import Listing
    from directory.models.listing import CARD_COLUMNS
    from directory.models.search_columns import SEARCH_COLUMNS

    whole = [field.column for field in Listing._meta.concrete_fields if field.column not in SEARCH_COLUMNS]
    return ", ".join(whole if kind == "JSON" else ["id", *CARD_COLUMNS[1:]])


@contextmanager
def server(size):
    """granian with one process and one thread. Yields the id of its working process."""
    environment = os.environ | {"BENCHMARK_SIZE": str(size), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "1"]
    command += ["--blocking-threads", "1", "--no-ws", "--log-level", "warning", "config.wsgi:application"]
    serving = subprocess.Popen(command, env=environment)
    try:
        deadline = time.monotonic() + 60
        while not is_up():
            if serving.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("granian did not start.")
            time.sleep(0.05)
        (worker,) = Path(f"/proc/{serving.pid}/task/{serving.pid}/children").read_text().split()
        yield int(worker)
    finally:
        serving.terminate()
        serving.wait(timeout=20)


def is_up():
    try:
        return ask(http.client.HTTPConnection("127.0.0.1", PORT), "/healthz")
    except ConnectionError:
        return None


def ask(client, address, encoding="gzip"):
    """(seconds until the whole body has arrived, the body). Exits unless the status is 200."""
    headers = {"Accept-Encoding": encoding, "X-Forwarded-Proto": "https"}
    started = time.perf_counter()
    client.request("GET", address, headers=headers)
    answer = client.getresponse()
    body = answer.read()
    taken = time.perf_counter() - started
    if answer.status != 200:
        raise SystemExit(f"{address} was answered with {answer.status}.")
    return taken, body


def fetch(cursor, sql, ids):
    started = time.perf_counter()
    cursor.execute(sql, [ids])
    cursor.fetchall()
    return time.perf_counter() - started


def measure(client, cursor, kind, addresses, encoding, worker):
    """Seconds of the pages, their rows and the static page, in turn so that noise meets all three, then
    processor seconds of the pages and of the static page.
    """
    from django.conf import settings

    slug = kind.replace(" ", "-").replace(",", "")
    _seconds, body = ask(client, addresses[0], "identity")
    (settings.DATA / "pages" / slug).write_bytes(body)
    sql = f"SELECT {columns(kind)} FROM directory_listing WHERE id = ANY(%s)"
    ids = [ids_on_page(address) for address in addresses]
    for address in addresses[:5]:
        ask(client, address, encoding)
        ask(client, f"/baseline/{slug}", encoding)
        fetch(cursor, sql, ids[0])
    pages, rows, static, page_cpu, static_cpu = [], [], [], [], []
    end = time.monotonic() + MAX_SECONDS
    for address, page_ids in zip(addresses[5:], ids[5:], strict=True):
        started = cpu_seconds(worker)
        pages.append(ask(client, address, encoding)[0])
        page_cpu.append(cpu_seconds(worker) - started)
        rows.append(fetch(cursor, sql, page_ids))
        started = cpu_seconds(worker)
        static.append(ask(client, f"/baseline/{slug}", encoding)[0])
        static_cpu.append(cpu_seconds(worker) - started)
        if time.monotonic() > end:
            break
    return pages, rows, static, page_cpu, static_cpu


def percentile(seconds, share):
    return sorted(seconds)[min(len(seconds) - 1, round(share * (len(seconds) - 1)))]


def milliseconds(seconds):
    """p50, p95 and p99."""
    return " ".join(f"{1000 * percentile(seconds, share):7.1f}" for share in (0.5, 0.95, 0.99))


def cpu_seconds(pid):
    """Processor time that a process has used so far, in all its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def memory(pid):
    """Resident memory of a process, MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def page_after_a_change(client):
    """Median seconds of the first page, and of the second, after a listing was confirmed again."""
    from directory.models import Listing
    from directory.publishing import publish

    pairs = []
    for listing in Listing.objects.exclude(confirmed_on=None).order_by("-pk")[:7]:
        publish.confirm(listing, on=listing.confirmed_on)
        pairs.append((ask(client, "/clinics/?near=80202")[0], ask(client, "/clinics/?near=80202")[0]))
    return [median(column) for column in zip(*pairs, strict=True)]


def page_weight(client):
    """(kB of a compressed page of results, name → bytes of each file it links to)"""
    import re

    _seconds, page = ask(client, "/clinics/")
    _seconds, html = ask(client, "/clinics/", "identity")
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', html.decode())
    sizes = {address.rpartition("/")[2]: len(ask(client, address)[1]) for address in dict.fromkeys(linked)}
    return len(page) / 1000, sizes


def main(size, times, encoding):
    generate.set_up(size)
    from django.conf import settings
    from django.db import connection

    shutil.rmtree(settings.DATA / "pages", ignore_errors=True)
    (settings.DATA / "pages").mkdir()
    requests = addresses_by_kind(times)
    with server(size) as worker, connection.cursor() as cursor:
        client = http.client.HTTPConnection("127.0.0.1", PORT)
        empty = memory(worker)
        first, _body = ask(client, "/clinics/?near=80202")
        print(f"{size:,} listings; {machine()}")
        print(f"first page after a start {first * 1000:,.0f} ms; process {empty:.0f} MB before it, ", end="")
        print(f"{memory(worker):.0f} MB after it")
        print(f"milliseconds, {encoding:17}" + "".join(f"{what:>24}" for what in ("pages", "rows", "static")))
        print(f"{'kind, how many':25}" + f"{'p50':>8}{'p95':>8}{'p99':>8}" * 3 + "   ratio     cpu")
        for kind, addresses in requests.items():
            raw = cursor.connection.cursor()
            pages, rows, static, *cpu = measure(client, raw, kind, addresses, encoding, worker)
            page_cpu, static_cpu = (1000 * median(seconds) for seconds in cpu)
            baseline = max(percentile(rows, 0.95), percentile(static, 0.95))
            ratio = percentile(pages, 0.95) / baseline
            columns_of_times = " ".join(milliseconds(seconds) for seconds in (pages, rows, static))
            print(
                f"{kind:20} {len(pages):4} {columns_of_times} {ratio:7.1f} {page_cpu:7.1f} {static_cpu:4.1f}",
                flush=True,
            )
        first, second = page_after_a_change(client)
        print(f"page after a change {first * 1000:.0f} ms, the next one {second * 1000:.0f} ms; ", end="")
        print(f"process {memory(worker):.0f} MB")
        page, linked = page_weight(client)
        print(f"page {page:.1f} kB and {sum(linked.values()) / 1000:.1f} kB linked: {linked}")


def machine():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    parts = [f"{name} {version(name)}" for name in ("django", "psycopg", "granian")]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    parts = [f"Python {platform.python_version()}", f"PostgreSQL {postgres}", *parts]
    return f"{', '.join(parts)}; {cores} cores, load {load:.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure pages of results beside two baselines.")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument(
        "--times", type=int, default=105, help="requests of each kind, five of them to warm up"
    )
    parser.add_argument("--identity", action="store_true", help="ask for pages without compression")
    options = parser.parse_args()
    main(options.size, options.times, "identity" if options.identity else "gzip")
