"""The site of compose.yaml in containers: it is asked through nginx, as readers ask."""

import os
import re
import shutil
import socket
import urllib.request
from http.client import HTTPConnection, HTTPSConnection
from types import SimpleNamespace

import pytest

from tests.config.test_front import certificate, tls, until
from tests.support.containers import composed
from tests.support.ports import free_port

MISSING = [program for program in ("podman", "runc", "mmdebstrap") if not shutil.which(program)]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("TEST_CONTAINERS") != "1",
        reason="takes ten minutes and package registries: TEST_CONTAINERS=1",
    ),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
NAME = "clinics.example.org"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("certificates")
    certificate(place)
    ports = {name: str(free_port()) for name in ("HTTP_PORT", "HTTPS_PORT", "METRICS_PORT")}
    values = {
        "SITE_NAME": NAME,
        "SECRET_KEY": "not-a-secret-but-long-enough-0123456789-abcdefghijklmnopqrstuvwxyz",
        "POSTGRES_PASSWORD": "notasecret",
        "CERTIFICATES": str(place),
    }
    with composed(**ports, **values) as running:
        yield SimpleNamespace(ports=ports, running=running)


class Connection(HTTPSConnection):
    """To a port of this machine, under the name of the site."""

    def connect(self):
        self.sock = tls(socket.create_connection(("127.0.0.1", self.port), self.timeout), NAME)


def get(site, path):
    """(status, headers, body) of an answer of nginx over TLS."""
    opened = Connection(NAME, int(site.ports["HTTPS_PORT"]), timeout=60)
    opened.request("GET", path)
    answer = opened.getresponse()
    said = answer.status, answer.headers, answer.read().decode()
    opened.close()
    return said


def test_a_page_and_its_stylesheet_are_answered_through_nginx(site):
    status, _headers, page = get(site, "/clinics/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]

    assert (status, "<h1" in page) == (200, True)
    assert get(site, sheet)[1]["Cache-Control"] == "public, max-age=31536000, immutable"


def test_http_leads_to_https(site):
    opened = HTTPConnection("127.0.0.1", int(site.ports["HTTP_PORT"]), timeout=60)
    opened.request("GET", "/clinics/", headers={"Host": NAME})
    answer = opened.getresponse()
    opened.close()

    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{NAME}:{site.ports['HTTPS_PORT']}/clinics/"


def test_nginx_alone_can_be_reached_from_outside(site):
    published = {
        name: [one.rpartition(":")[0] for one in service["ports"]]
        for name, service in site.running.services.items()
        if service.get("ports")
    }

    assert published == {
        "nginx": [site.ports["HTTP_PORT"], site.ports["HTTPS_PORT"]],
        "metrics": [f"127.0.0.1:{site.ports['METRICS_PORT']}"],
    }


def test_the_application_cannot_change_its_code(site):
    done = site.running.run("web", "sh", "-c", "id --user; touch manage.py")

    assert (done.stdout, done.returncode) == ("10001\n", 1)


def test_the_figures_know_the_index_of_the_workers(site):
    url = f"http://127.0.0.1:{site.ports['METRICS_PORT']}/metrics"
    with urllib.request.urlopen(url, timeout=60) as answer:
        figures = dict(re.findall(r"^(\w+) (\S+)$", answer.read().decode(), re.MULTILINE))

    assert figures["clinics_index_version"] == figures["clinics_directory_version"]
    assert figures["clinics_database_up"] == "1.0"


def test_the_doctor_finds_the_tables_the_files_and_the_workers_in_order(site):
    said = site.running.run("web", "python", "manage.py", "doctor").stdout

    assert "  ✓ All migrations are applied.\n" in said
    assert "  ✓ Static files are collected.\n" in said
    assert "  ✓ All workers had version " in said


def test_the_timers_run_every_command_and_none_fails(site):
    log = until(lambda: site.running.log("timers"), lambda said: "The commands of today have run." in said)

    assert "The commands of today have run." in log
    assert "failed" not in log


def test_a_backup_is_made_and_can_be_restored(site):
    (dump,) = site.running.run("backup", "sh", "-c", "ls /backups/*.dump").stdout.split()
    done = site.running.run("backup", "sh", "/deploy/restore", dump)

    assert (done.stdout, done.returncode) == (f"Restored: {dump}\n", 0), done.stderr
    assert get(site, "/about/order/")[0] == 200


def test_after_a_restart_of_the_application_nginx_finds_it(site):
    site.running.restart("web")

    assert get(site, "/checklist/")[0] == 200
