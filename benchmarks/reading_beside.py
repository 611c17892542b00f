"""Readers of public pages, first alone and then beside a long command, such as an import.

    DATABASE_URL=… SECRET_KEY=… ALLOWED_HOSTS=127.0.0.1 \\
        uv run python -m benchmarks.reading_beside -- manage.py import_clinics FILE --publish-as NAME …

The command may change the database: give it a copy. Twenty readers ask two workers of granian for results and
listings, with a pause between two pages, as people have. Prints how long a page took in both parts, of all
readers and of the one that was slowest, and their ratio; wall time, so that only ratios mean something.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from statistics import median

import django

READERS = 20
PAUSE_SECONDS = 0.5  # between two pages of a reader: 40 pages a second of all
ALONE_SECONDS = 20
HEADERS = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}


class Reader(threading.Thread):
    """One reader. seconds: how long each page took; failures: statuses other than 200."""

    def __init__(self, port, addresses, seed):
        super().__init__()
        self.port, self.addresses, self.chance = port, addresses, random.Random(seed)
        self.seconds, self.failures, self.ended = [], [], threading.Event()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.ended.wait(self.chance.uniform(0, 2 * PAUSE_SECONDS)):
            began = time.perf_counter()
            connection.request("GET", self.chance.choice(self.addresses), headers=HEADERS)
            answer = connection.getresponse()
            answer.read()
            self.seconds.append(time.perf_counter() - began)
            if answer.status != 200:
                self.failures.append(answer.status)
        connection.close()


@contextmanager
def readers(port, addresses):
    those = [Reader(port, addresses, seed) for seed in range(READERS)]
    for one in those:
        one.start()
    try:
        yield those
    finally:
        for one in those:
            one.ended.set()
        for one in those:
            one.join()


@contextmanager
def site(port):
    """The site in two workers, ready to be read."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "2"]
    process = subprocess.Popen([*command, "--no-access-log", "config.wsgi:application"])
    try:
        while True:
            with suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", "/readyz", headers=HEADERS)
                if connection.getresponse().status == 200:
                    break
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(60)


def addresses():
    """What is read: results with filters and places, and listings."""
    from directory.models import Listing

    slugs = Listing.objects.public().order_by("pk").values_list("slug", flat=True)[:300]
    found = [f"/clinics/{slug}/" for slug in slugs]
    states, routes = ("CA", "TX", "NY", "FL", "CO"), ("iv", "im", "nasal")
    found += [f"/clinics/?state={state}&route={route}" for state in states for route in routes] * 5
    return found + [f"/clinics/?near={code}&within=50" for code in (10001, 60601, 80202, 94103, 33101)] * 15


def percentile(seconds, share):
    return sorted(seconds)[int(share * (len(seconds) - 1))] * 1000


def described(name, those):
    """One line; returns (p50, p95 of all, the highest median of a reader), in milliseconds."""
    every = [second for one in those for second in one.seconds]
    slowest = max(median(one.seconds) for one in those) * 1000
    shares = [percentile(every, share) for share in (0.5, 0.95, 0.99)]
    failures = sum(len(one.failures) for one in those)
    print(
        f"{name:12} {len(every):6} pages, {failures} failed; ms p50 {shares[0]:.1f}, p95 {shares[1]:.1f}, "
        f"p99 {shares[2]:.1f}; slowest reader, median {slowest:.1f}",
        flush=True,
    )
    return shares[0], shares[1], slowest


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8734)
    parser.add_argument("command", nargs="+", help="The command beside, as arguments of python.")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    pages = addresses()
    with site(options.port):
        with readers(options.port, pages):  # not counted: what is made at the first reading
            time.sleep(ALONE_SECONDS / 2)
        with readers(options.port, pages) as alone:
            time.sleep(ALONE_SECONDS)
        began = time.monotonic()
        with readers(options.port, pages) as beside:
            done = subprocess.run([sys.executable, *options.command], check=False)
        print(f"The command took {time.monotonic() - began:.0f} s and ended with {done.returncode}.")
        before, after = described("alone", alone), described("beside", beside)
    names = ("p50", "p95", "median of the slowest reader")
    ratios = (f"{name} {late / early:.1f}" for name, early, late in zip(names, before, after, strict=True))
    print("times as long beside the command: " + ", ".join(ratios))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
