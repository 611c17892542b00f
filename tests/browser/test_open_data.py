"""A page of another origin reads every address of open data, with the headers that clients send."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from directory.data_files.write import write_data
from directory.exchange.schemas.addresses import ADDRESSES
from directory.models import Organization, Version
from tests.support.factories import make_listing

pytestmark = pytest.mark.browser

# If-None-Match makes the browser ask first, with OPTIONS. What leads to pages for people cannot be followed.
FETCH = """
async addresses => Promise.all(addresses.map(async ([method, address, leads]) => {
    const body = method === "POST" ? new URLSearchParams() : undefined;
    const headers = method === "POST" ? {} : {"If-None-Match": '"none"'};
    try {
        const answer = await fetch(address, {method, headers, body, redirect: leads ? "manual" : "follow"});
        const length = (await answer.text()).length;
        return leads ? answer.type : [answer.status, length > 0];
    } catch (error) {
        return String(error);
    }
}))
"""
EXPOSED = "async address => (await fetch(address)).headers.get('Data-Version')"


class Elsewhere(BaseHTTPRequestHandler):
    """An empty page of another origin."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title>")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def elsewhere(chromium):
    """A tab that shows a page of another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(f"http://127.0.0.1:{server.server_port}/")
    yield tab
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_of_another_origin_reads_every_address(elsewhere, live_server, settings, tmp_path):
    settings.DATA_DIR = str(tmp_path)
    group = Organization.objects.create(name="Cedar Group", slug="cedar-group")
    listing = make_listing(name="Tern House", organization=group)
    edition = write_data(tmp_path).manifest.edition
    parts = {
        "/clinic/{id}": f"/clinic/{listing.uid}",
        "/clinics/{id}": f"/clinics/{listing.uid}",
        "{id}": str(group.uid),
        "{edition}": edition,
        "{name}": "clinics.ndjson.gz",
        "{type}": "Location",
        "{resource}": str(listing.uid),
        "changes.ndjson": f"changes.ndjson?since={Version.now()}",
    }
    asked = {
        one.name: address_of(one, live_server.url, parts) for one in ADDRESSES if one.path != "/data/map.csv"
    }

    answers = dict(zip(asked, elsewhere.evaluate(FETCH, [*asked.values()]), strict=True))

    assert answers == {
        name: "opaqueredirect" if leads else [200, True] for name, (_method, _url, leads) in asked.items()
    }
    record = f"{live_server.url}/data/clinics/{listing.uid}.json"
    assert elsewhere.evaluate(EXPOSED, record) == str(Version.now())
    assert elsewhere.context.cookies() == []
    page = ["GET", f"{live_server.url}/clinics/", False]
    assert elsewhere.evaluate(FETCH, [page]) == ["TypeError: Failed to fetch"]


def address_of(address, site, parts):
    """(method, URL, True if it leads to a page for people)"""
    path = address.path
    for name, value in parts.items():
        path = path.replace(name, value)
    return address.method.upper(), site + path, 303 in address.others
