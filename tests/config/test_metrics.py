"""/metrics: what two workers counted, what the database holds, and nothing of a person."""

import re
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support.commands import finish, manage, start
from tests.support.serving import copy

pytestmark = pytest.mark.slow

ASK = """
from django.test import Client
for path in ["clinics/", "clinics/?q=secret-words", "clinics/secret-place/", "join/secret-code/", "healthz"]:
    Client().get("/" + path, headers={"host": "localhost"})
"""


@pytest.fixture(scope="module")
def figures(demonstrated, tmp_path_factory):
    """The text of /metrics after two processes have answered the same five requests."""
    place = tmp_path_factory.mktemp("metrics")
    copy(demonstrated, place / "postgres")
    (place / "counts").mkdir()
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


def test_nothing_that_was_asked_for_stands_in_them(figures):
    assert "secret" not in figures


def test_without_a_directory_the_command_says_what_to_set():
    done = manage("serve_metrics", DEMO="1")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: Nothing counts requests. Set METRICS_DIR to")
