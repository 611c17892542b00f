"""fhir-kit-client, the client of npm, walks every type over HTTP; and what is installed of npm."""

import json
import subprocess
from threading import Thread

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test.testcases import QuietWSGIRequestHandler

from directory.fhir.searching.parameters import TYPES
from tests.fhir.searching import ask, clinics  # noqa: F401
from tests.support.node import PLACE, command, needs_node

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]

ON_A_PAGE = 50


def run_beside(arguments, server):
    """What a program prints, while this thread answers it: the rows are in no other connection yet."""
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = []
    reading = Thread(target=lambda: said.extend(process.communicate()))
    reading.start()
    while reading.is_alive():
        server.handle_request()
    reading.join()
    assert process.returncode == 0, said[1]
    return said[0]


@pytest.fixture
def server():
    """A server of HTTP of the whole site, which answers one request at a time."""
    signals = (request_started, request_finished)  # they would close the connection that this test runs in
    for signal in signals:
        signal.disconnect(close_old_connections)
    with WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler) as one:
        one.timeout = 0.1
        one.set_app(WSGIHandler())
        yield one
    for signal in signals:
        signal.connect(close_old_connections)


@needs_node
def test_fhir_kit_client_walks_every_type_and_counts_it(client, server):
    base = f"http://127.0.0.1:{server.server_port}/fhir"

    found = json.loads(run_beside(command("walk.mjs", base, ON_A_PAGE, *TYPES), server))

    for kind in TYPES:
        total = ask(client, kind, _count=0)["total"]
        of_kind = found[kind]
        ids = of_kind.pop("ids")
        assert (len(ids), len(set(ids))) == (total, total)
        assert of_kind == {
            "isDeclared": True,
            "total": total,
            "pages": -(-total // ON_A_PAGE),
            "isSameByPost": True,
            "read": True,
            "misspelled": [400, "OperationOutcome", "not-supported"],
            "missing": [404, "OperationOutcome", "not-found"],
            "deleted": [405, "OperationOutcome", "not-supported"],
        }


def test_what_is_installed_of_npm_is_pinned_and_no_registry_is_named():
    packages = json.loads((PLACE / "package-lock.json").read_text())["packages"]
    asked = json.loads((PLACE / "package.json").read_text())["dependencies"]

    assert packages[""]["dependencies"] == asked
    for name, package in packages.items():
        if name and "inBundle" not in package:  # one of those is a part of the package that it stands in
            assert package.keys() & {"resolved", "integrity", "hasInstallScript"} == {"integrity"}, name
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
