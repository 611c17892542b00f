"""/metrics: what two workers counted, what the database holds, and nothing of a person."""

import re
import time
import urllib.request
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from config import metrics
from directory.data_files.manifest import DataFile, Manifest
from tests.support.commands import finish, manage, start
from tests.support.serving import copy

pytestmark = pytest.mark.slow

ASK = """
import time
import config.wsgi
from django.conf import settings
from django.test import Client
from prometheus_client import generate_latest
from config.metrics import registry
while b"clinics_index_version" not in generate_latest(registry(settings.METRICS_DIR)):
    time.sleep(0.1)
for path in ["clinics/", "clinics/?q=secret-words", "clinics/secret-place/", "join/secret-code/", "healthz"]:
    Client().get("/" + path, headers={"host": "localhost"})
"""


ONE_FILE = DataFile("a.gz", "https://a.example/data/files/7173e7ba-269/a.gz", "text/csv", 3, "", 1, "")
FILES = Manifest("7173e7ba-269", datetime(2026, 11, 28, tzinfo=UTC), {}, [], "", [ONE_FILE])


@pytest.fixture(scope="module")
def began():
    return time.time()


@pytest.fixture(scope="module")
def figures(began, demonstrated, tmp_path_factory):
    """The text of /metrics after two processes have answered the same five requests."""
    place = tmp_path_factory.mktemp("metrics")
    copy(demonstrated, place / "postgres")
    (place / "counts").mkdir()
    (place / "postgres-files").mkdir()
    (place / "postgres-files/index.json").write_bytes(FILES.as_json())
    known = {"DEMO": "1", "POSTGRES_DIR": place / "postgres", "METRICS_DIR": place / "counts"}
    for _worker in range(2):
        done = manage("shell", "--no-imports", "-c", ASK, **known)
        assert done.returncode == 0, done.stderr
    server = start("manage.py", "serve_metrics", "--port", "0", **known)
    try:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        with urllib.request.urlopen(address, timeout=30) as answer:
            text = answer.read().decode()
    finally:
        server.terminate()
        finish(server)
    assert server.returncode == 0, server.stderr
    return text


@pytest.fixture(scope="module")
def samples(figures):
    """(name, labels) → value"""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(figures)
        for sample in family.samples
    }


def test_requests_are_counted_over_all_workers_by_route_and_status(samples):
    counted = {key[1:]: value for key, value in samples.items() if key[0] == "clinics_requests_total"}

    assert counted == {
        ("clinics", "200"): 4,
        ("listing", "404"): 2,
        ("join", "302"): 2,
        ("healthz", "200"): 2,
    }
    assert samples["clinics_request_seconds_count", "clinics"] == 4


def test_the_figures_of_the_database_are_those_of_the_demonstration(samples):
    assert samples["clinics_database_up",] == 1
    assert samples["clinics_listings",] > 0
    assert samples["clinics_waiting", "submissions"] > 0
    assert ("clinics_mail", "dead") in samples
    assert samples["clinics_notebooks",] == 0


def test_the_files_of_the_directory_have_a_version_and_an_age(samples):
    assert samples["clinics_files_version",] == 269
    assert samples["clinics_files_made_timestamp_seconds",] == FILES.made_at.timestamp()


def test_the_index_of_the_worker_that_is_behind_is_told(samples, began):
    assert samples["clinics_index_version",] == samples["clinics_directory_version",] > 0
    assert began < samples["clinics_index_seen_timestamp_seconds",] < time.time()


def test_nothing_that_was_asked_for_stands_in_them(figures):
    assert "secret" not in figures


def test_without_a_directory_the_command_says_what_to_set():
    done = manage("serve_metrics", DEMO="1")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: Nothing counts requests. Set METRICS_DIR to")


WORKER = """
from config.metrics import index_is_latest
index_is_latest(number={number})
print("told", flush=True)
input()
"""


def test_a_worker_that_was_killed_is_forgotten_by_the_next_one(tmp_path):
    known = {"DEMO": "1", "METRICS_DIR": tmp_path}
    behind, current = (
        start("manage.py", "shell", "--no-imports", "-c", WORKER.format(number=number), stdin=True, **known)
        for number in (4, 9)
    )
    for worker in (behind, current):
        assert worker.stdout.readline() == "told\n", finish(worker).stderr
    before = metrics.of_the_workers(str(tmp_path))[0]
    behind.kill()
    finish(behind)
    metrics.forget_dead_workers(str(tmp_path))
    after = metrics.of_the_workers(str(tmp_path))[0]
    current.kill()
    finish(current)

    assert (before, after) == (4, 9)
