"""Where the processor time of one page goes.

    DEMO=1 DATABASE_URL=postgresql://… uv run python -m benchmarks.profile '/clinics/?route=iv' /

Each address is asked for through the whole application in this process, and each part of the work is counted
without the parts inside it. Processor time of the thread, so other processes and the database's own work
do not count.

    --times 60     requests of each address; the median is printed
    --cold         forget all kept parts of pages before each request, as after a start
    --etag         send the ETag of the page, so that the answer is a 304
    --functions    instead: the functions that take the most time, by cProfile
"""

import argparse
import cProfile
import importlib
import io
import os
import pstats
import time
from functools import cached_property, wraps
from statistics import median

# What is shown → the callables in which it happens: module, then the path inside it.
PARTS = {
    "compression": [
        "directory.web.compression compress",
        "django.middleware.gzip GZipMiddleware.process_response",
    ],
    "version": ["directory.models.version Version.now", "directory.web.public_page version_now"],
    "rows of the cards": ["directory.models.listing ListingQuerySet.for_cards"],
    "counts": ["directory.search.matches Matches.counts"],
    "understanding": ["directory.search.results understand"],
    "matches and order": [
        "directory.search.matches Matches.without_filter",
        "directory.search.sorting Sorting.ids",
        "directory.index.index Index.miles_from",
        "directory.search.parts PartMatches.of_box",
    ],
    "map": ["directory.search.area_map ResultsMap.html", "directory.search.area_map ResultsMap.map"],
    "sentence": ["directory.search.sentence Sentence.headline", "directory.search.sentence Sentence.read"],
    "parse": ["directory.search.query Question.parse"],
    "cards": ["directory.search.page Page._cards"],
    "templates": ["django.template.backends.django Template.render"],
    "view": ["directory.views.search clinics", "directory.views.home home"],
}


class Clock:
    """Seconds of processor time by part, each without the parts inside it."""

    def __init__(self):
        self.seconds, self._inside = {}, []

    def timed(self, name, function):
        @wraps(function)
        def measured(*args, **kwargs):
            started = time.thread_time()
            self._inside.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                taken = time.thread_time() - started
                own = taken - self._inside.pop()
                self.seconds[name] = self.seconds.get(name, 0.0) + own
                if self._inside:
                    self._inside[-1] += taken

        return measured


def measure_parts(clock):
    """Replace each callable of PARTS that exists by one that the clock measures."""
    for name, places in PARTS.items():
        for place in places:
            module, path = place.split()
            *owners, attribute = path.split(".")
            try:
                owner = importlib.import_module(module)
                for one in owners:
                    owner = getattr(owner, one)
                original = vars(owner)[attribute]
            except (ImportError, AttributeError, KeyError):
                continue
            setattr(owner, attribute, wrapped(clock, name, original))


def wrapped(clock, name, original):
    if isinstance(original, classmethod):
        return classmethod(clock.timed(name, original.__func__))
    if isinstance(original, property):
        return property(clock.timed(name, original.fget))
    if isinstance(original, cached_property):
        original.func = clock.timed(name, original.func)
        return original
    return clock.timed(name, original)


def environ(address, headers):
    path, _mark, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


class Site:
    """The application as a server calls it."""

    def __init__(self):
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()

    def get(self, address, headers):
        """(status, headers as a dict, number of bytes)"""
        said = []
        answer = self.application(
            environ(address, headers), lambda status, pairs: said.append((status, dict(pairs)))
        )
        length = sum(map(len, answer))
        answer.close()
        ((status, pairs),) = said
        return status[:3], pairs, length

    def get_often(self, address, headers, times):
        for _time in range(times):
            self.get(address, headers)


def forget_parts():
    for module, name in (("directory.web.ready", "PARTS"), ("directory.search.cards", "_cache")):
        kept = getattr(importlib.import_module(module), name, None)
        if kept is not None:
            kept.clear()


def split(site, clock, address, headers, options):
    """(status, bytes, total ms, part → ms) of an address: medians."""
    totals, parts = [], []
    for _time in range(options.times):
        if options.cold:
            forget_parts()
        clock.seconds.clear()
        started = time.thread_time()
        status, _headers, length = site.get(address, headers)
        totals.append(1000 * (time.thread_time() - started))
        parts.append(dict(clock.seconds))
    by_part = {name: 1000 * median(one.get(name, 0.0) for one in parts) for name in PARTS}
    return status, length, median(totals), by_part


def show(address, status, length, total, by_part):
    outside = total - sum(by_part.values())
    shown = [
        f"{name} {ms:.2f}" for name, ms in sorted(by_part.items(), key=lambda one: -one[1]) if ms >= 0.005
    ]
    print(f"{address}\n  {status}, {length:,} bytes: all {total:.2f} ms = {' · '.join(shown)} · ", end="")
    print(f"middleware and the rest {outside:.2f}", flush=True)


def main(options):
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    clock = Clock()
    if not options.functions:
        measure_parts(clock)
    site = Site()
    for address in options.addresses:
        for _time in range(5):
            _status, first, _length = site.get(address, {})
        headers = {"HTTP_IF_NONE_MATCH": first.get("ETag", "")} if options.etag else {}
        if options.functions:
            profiler = cProfile.Profile(time.thread_time)
            profiler.runcall(site.get_often, address, headers, options.times)
            pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
        else:
            show(address, *split(site, clock, address, headers, options))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Where the processor time of one page goes.")
    parser.add_argument("addresses", nargs="*", default=["/clinics/"])
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--etag", action="store_true")
    parser.add_argument("--functions", action="store_true")
    main(parser.parse_args())
