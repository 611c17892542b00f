"""Figures for Prometheus: what each worker counts, and the server that adds them up, on a port of its own.

The workers write into files of METRICS_DIR, which `manage.py serve_metrics` reads; without that variable
nothing is counted. A figure names a route ("clinics"), a status, a queue: nothing of a person.
"""

import functools
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import Error, close_old_connections
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
NO_ROUTE = "none"  # of an address that no page has, or of a request that was refused before it was looked up

requests = Counter("clinics_requests", "Requests, by route and status.", ["route", "status"])
seconds = Histogram(
    "clinics_request_seconds", "Seconds from a request to its answer, by route.", ["route"], buckets=SECONDS
)


def count_requests(get_response):
    """Middleware, outside of all others: counts each request and how long its answer took."""

    def middleware(request):
        began = time.perf_counter()
        response = get_response(request)
        route = (request.resolver_match and request.resolver_match.view_name) or NO_ROUTE
        requests.labels(route, response.status_code).inc()
        seconds.labels(route).observe(time.perf_counter() - began)
        return response

    return middleware


VERSION, SEEN = "clinics_index_version", "clinics_index_seen_timestamp_seconds"


@functools.cache
def _of_the_index():
    """The gauges of this process's index. Made by who sets them: a gauge is in the sum from then on."""
    return (
        Gauge(
            VERSION,
            "Number of the version that the worker with the oldest index answers from.",
            multiprocess_mode="livemin",
        ),
        Gauge(
            SEEN,
            "Unix time when a worker last saw that its index is the latest: the earliest of all workers.",
            multiprocess_mode="livemin",
        ),
    )


def index_is_latest(number: int, **_signal) -> None:
    """Receiver of index/keeper.py: is_latest."""
    version, seen = _of_the_index()
    version.set(number)
    seen.set(time.time())


def of_the_workers(directory: str) -> tuple[float | None, float | None]:
    """(lowest version, earliest Unix time) of index_is_latest over all workers; None if there are none."""
    counted = CollectorRegistry()
    MultiProcessCollector(counted, directory)
    return counted.get_sample_value(VERSION), counted.get_sample_value(SEEN)


def forget_dead_workers(directory: str) -> None:
    """Delete the gauges of workers that have ended: a worker that was killed could not.

    directory  METRICS_DIR of the workers, all of which this process can see
    """
    for path in Path(directory).glob("gauge_live*_*.db"):
        if not _is_alive(pid=int(path.stem.rpartition("_")[2])):
            path.unlink(missing_ok=True)  # another worker that starts may be quicker


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def registry(directory: str) -> CollectorRegistry:
    """All figures: the sums of the workers, and what the database holds.

    directory  METRICS_DIR of the workers
    """
    all_of_them = CollectorRegistry()
    MultiProcessCollector(all_of_them, directory)
    all_of_them.register(Stored())
    return all_of_them


class Stored(Collector):
    """The figures that are asked of the database, each time Prometheus asks."""

    def collect(self) -> Iterator[Metric]:
        close_old_connections()
        answers = GaugeMetricFamily("clinics_database_up", "1 if the database answers, else 0.")
        try:
            stored = list(_stored())
        except Error:
            stored = []
        finally:
            close_old_connections()
        answers.add_metric([], bool(stored))
        yield answers
        yield from stored


def _stored():
    # Imported here: the workers count requests before the apps are loaded.
    from checklist.models import Notebook
    from directory.mail.moderator_letters import waiting_now
    from directory.models import Listing, Mail, Version
    from directory.reports.deadlines import overdue_since

    now, today = timezone.now(), timezone.localdate()
    yield _gauge(
        "clinics_directory_version", "Number of the latest change of a listing.", Version.now().number
    )
    yield _gauge("clinics_listings", "Listings that are public.", Listing.objects.public().count())
    yield _gauge("clinics_notebooks", "Notebooks that are kept.", Notebook.objects.count())

    yield from _data_files()

    waiting = waiting_now(today=today, overdue_since=overdue_since(today))
    queues = GaugeMetricFamily("clinics_waiting", "What waits for moderators.", labels=["queue"])
    late = GaugeMetricFamily("clinics_late", "What waits longer than we promise.", labels=["queue"])
    for queue in ("submissions", "claims", "reports", "messages"):
        queues.add_metric([queue], getattr(waiting, queue))
    for queue in ("submissions", "reports"):
        late.add_metric([queue], getattr(waiting, f"late_{queue}"))
    yield from (queues, late)

    letters = GaugeMetricFamily("clinics_mail", "Letters that are not sent, by state.", labels=["state"])
    for state in (Mail.State.QUEUED, Mail.State.SENDING, Mail.State.DEAD):
        letters.add_metric([state.value], Mail.objects.filter(state=state).count())
    yield letters
    oldest = Mail.objects.due(now).first()
    delay = now - oldest.due_at if oldest else timedelta()
    help_text = "Seconds that the oldest letter has been due and is not sent."
    yield _gauge("clinics_mail_oldest_due_seconds", help_text, delay.total_seconds())


def _data_files():
    from directory.data_files import manifest

    served = manifest.current()
    if served is None:
        return
    help_text = "Number of the version of the directory that the files under /data/ hold."
    yield _gauge("clinics_files_version", help_text, served.number)
    help_text = "Unix time when the files under /data/ were last written."
    yield _gauge("clinics_files_made_timestamp_seconds", help_text, served.made_at.timestamp())


def _gauge(name, help_text, value):
    return GaugeMetricFamily(name, help_text, value=value)
