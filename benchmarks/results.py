"""How long a page of results takes beside two floors, in one run: only the ratios mean anything elsewhere.

    uv run --with granian python -m benchmarks.results --size 10000

Eleven kinds of request go over one kept-alive connection to granian with production's settings, a different
question each time where there is one to ask, and never a validator, so nothing is answered with 304. Beside
each request, in turn with it:

rows      the rows of its cards, fetched by psycopg by their ids (without HTTP)
static    the HTML of such a page from memory, through the same server, middleware and compression
ratio     p95 of the pages to p95 of the higher floor
cpu       median processor time of the server for a page and for a static one, less blurred by a busy machine
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

from benchmarks import made

PORT = 8733
MOST_SECONDS = 9  # of one kind
MANY = [
    ("route", "iv"),
    ("route", "im"),
    ("condition", "trd"),
    ("condition", "ptsd"),
    ("payment", "self_pay"),
]
MANY += [("therapy_model", "not_stated"), ("monitoring", "not_stated"), ("monitoring", "blood_pressure")]


def kinds(times):
    """Kind → as many addresses as asked for, drawn from what the directory holds."""
    from directory.facts.vocabulary import Accessibility, Condition, State
    from directory.models import Listing, Place

    draw = random.Random(7)
    zips = list(Place.objects.filter(kind="zip").order_by("pk").values_list("key", flat=True))
    names = list(Listing.objects.order_by("pk").values_list("search_text_a", flat=True)[:5_000])
    states = ["CA", "TX", "NY", "FL", "PA", "OH", "IL", "CO"]
    rare = [("condition", code) for code in Condition.values[12:]]
    rare += [("accessibility", code) for code in Accessibility.values[11:]]
    most = Listing.objects.count() // 50  # pages: about two fifths of them are listed

    def clinics(*pairs):
        return f"/clinics/?{urlencode(pairs)}" if pairs else "/clinics/"

    def place():
        return "near", draw.choice(zips)

    asked = {
        "no filter": lambda: clinics(),
        "place": lambda: clinics(place()),
        "place, one facet": lambda: clinics(place(), ("within", 50), ("route", "iv")),
        "place, many facets": lambda: clinics(place(), ("within", 100), *MANY),
        "words": lambda: clinics(("q", draw.choice(names))),
        "words and place": lambda: clinics(place(), ("within", 100), ("q", "infusion depression")),
        "a common word": lambda: clinics(("q", draw.choice(["ketamine", "clinic", "therapy", "pain"]))),
        "a rare filter": lambda: clinics(draw.choice(rare)),
        "state": lambda: clinics(("state", draw.choice([*states, *State.values]))),
        "deep page by name": lambda: clinics(("order", "name"), ("page", draw.randint(1, most // 2))),
        "JSON": lambda: f"/clinics.json?{urlencode([place(), ('within', 50)])}",
    }
    return {kind: [ask() for _ in range(times)] for kind, ask in asked.items()}


def shown(address):
    """The ids of the cards on a page, as found() has them."""
    from django.http import QueryDict
    from django.utils import timezone

    from directory.models import Version
    from directory.search.query import Question
    from directory.search.results import PAGE, found

    question = Question.read(QueryDict(urlencode(parse_qsl(address.partition("?")[2]))))
    answer = found(question, version=Version.now(), today=timezone.localdate())
    start = (question.page - 1) * PAGE
    return answer.page_of_ids(start, start + PAGE)


def columns(kind):
    from directory.models import Listing
    from directory.models.listing import CARD_COLUMNS

    hidden = {"search_vector", "search_text_a", "search_text_b", "search_text_c", "search_text_d", "codes"}
    whole = [field.column for field in Listing._meta.concrete_fields if field.column not in hidden]
    return ", ".join(whole if kind == "JSON" else ["id", *CARD_COLUMNS[1:]])


@contextmanager
def server(size):
    """granian with one process and one thread. Yields the id of its working process."""
    environment = os.environ | {"MADE": str(size), "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
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


def ask(line, address, encoding="gzip"):
    """Seconds until the whole answer is there, and the answer. Raises unless it is 200."""
    headers = {"Accept-Encoding": encoding, "X-Forwarded-Proto": "https"}
    begun = time.perf_counter()
    line.request("GET", address, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    taken = time.perf_counter() - begun
    if answer.status != 200:
        raise SystemExit(f"{address} was answered with {answer.status}.")
    return taken, body


def fetch(cursor, sql, ids):
    begun = time.perf_counter()
    cursor.execute(sql, [ids])
    cursor.fetchall()
    return time.perf_counter() - begun


def measure(line, cursor, kind, addresses, encoding, worker):
    """Seconds of the pages, of their rows, of the static page, in turn so that noise meets all three; and of
    the processor for the pages and for the static one.
    """
    from django.conf import settings

    slug = kind.replace(" ", "-").replace(",", "")
    _seconds, body = ask(line, addresses[0], "identity")
    (settings.DATA / "pages" / slug).write_bytes(body)
    sql = f"SELECT {columns(kind)} FROM directory_listing WHERE id = ANY(%s)"
    ids = [shown(address) for address in addresses]
    for address in addresses[:5]:
        ask(line, address, encoding)
        ask(line, f"/floor/{slug}", encoding)
        fetch(cursor, sql, ids[0])
    pages, rows, static, busy, idle = [], [], [], [], []
    end = time.monotonic() + MOST_SECONDS
    for address, some in zip(addresses[5:], ids[5:], strict=True):
        begun = processor(worker)
        pages.append(ask(line, address, encoding)[0])
        busy.append(processor(worker) - begun)
        rows.append(fetch(cursor, sql, some))
        begun = processor(worker)
        static.append(ask(line, f"/floor/{slug}", encoding)[0])
        idle.append(processor(worker) - begun)
        if time.monotonic() > end:
            break
    return pages, rows, static, busy, idle


def percentile(seconds, share):
    return sorted(seconds)[min(len(seconds) - 1, round(share * (len(seconds) - 1)))]


def three(seconds):
    return " ".join(f"{1000 * percentile(seconds, share):7.1f}" for share in (0.5, 0.95, 0.99))


def processor(pid):
    """Seconds of the processor that a process has used, all its threads together."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def memory(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def after_a_change(line):
    """Seconds of the next page, and of the one after it, once a listing was confirmed again."""
    from directory.models import Listing
    from directory.publishing import publish

    pairs = []
    for listing in Listing.objects.exclude(confirmed_on=None).order_by("-pk")[:7]:
        publish.confirm(listing, on=listing.confirmed_on)
        pairs.append((ask(line, "/clinics/?near=80202")[0], ask(line, "/clinics/?near=80202")[0]))
    return [median(column) for column in zip(*pairs, strict=True)]


def weight(line):
    """kB over the wire of a page of results with everything it links to, compressed."""
    import re

    _seconds, page = ask(line, "/clinics/")
    _seconds, html = ask(line, "/clinics/", "identity")
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', html.decode())
    sizes = {address.rpartition("/")[2]: len(ask(line, address)[1]) for address in dict.fromkeys(linked)}
    return len(page) / 1000, sizes


def main(size, times, encoding):
    made.ready(size)
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    call_command("collectstatic", interactive=False, verbosity=0)
    shutil.rmtree(settings.DATA / "pages", ignore_errors=True)
    (settings.DATA / "pages").mkdir()
    asked = kinds(times)
    with server(size) as worker, connection.cursor() as cursor:
        line = http.client.HTTPConnection("127.0.0.1", PORT)
        empty = memory(worker)
        first, _body = ask(line, "/clinics/?near=80202")
        print(f"{size:,} listings; {machine()}")
        print(f"first page after a start {first * 1000:,.0f} ms; process {empty:.0f} MB before it, ", end="")
        print(f"{memory(worker):.0f} MB after it")
        print(f"milliseconds, {encoding:17}" + "".join(f"{what:>24}" for what in ("pages", "rows", "static")))
        print(f"{'kind, how many':25}" + f"{'p50':>8}{'p95':>8}{'p99':>8}" * 3 + "   ratio     cpu")
        for kind, addresses in asked.items():
            raw = cursor.connection.cursor()
            pages, rows, static, *used = measure(line, raw, kind, addresses, encoding, worker)
            busy, idle = (1000 * median(seconds) for seconds in used)
            floor = max(percentile(rows, 0.95), percentile(static, 0.95))
            ratio = percentile(pages, 0.95) / floor
            all_nine = " ".join(three(seconds) for seconds in (pages, rows, static))
            print(f"{kind:20} {len(pages):4} {all_nine} {ratio:7.1f} {busy:7.1f} {idle:4.1f}", flush=True)
        changed, next_one = after_a_change(line)
        print(f"page after a change {changed * 1000:.0f} ms, the next one {next_one * 1000:.0f} ms; ", end="")
        print(f"process {memory(worker):.0f} MB")
        page, linked = weight(line)
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
    words = argparse.ArgumentParser(description="Measure pages of results beside two floors.")
    words.add_argument("--size", type=int, default=10_000)
    words.add_argument(
        "--times", type=int, default=105, help="requests of each kind, five of them to warm up"
    )
    words.add_argument("--identity", action="store_true", help="ask for pages without compression")
    options = words.parse_args()
    main(options.size, options.times, "identity" if options.identity else "gzip")
