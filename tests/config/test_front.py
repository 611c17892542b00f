"""Debian's nginx with deploy/nginx.conf, before the application as its systemd unit starts it."""

import concurrent.futures
import datetime
import gzip
import json
import os
import re
import resource
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection

from directory.web.open_data import CROSS_ORIGIN_HEADERS
from tests.support.commands import PRODUCTION, ROOT, manage
from tests.support.database_url import url_of_database
from tests.support.ports import free_port, wait_for
from tests.support.waiting import soon

NAME = "clinics.example.org"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = not NGINX and os.environ.get("REQUIRE_NGINX") != "1"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,  # the server of the tests has the database of this site, too
    pytest.mark.skipif(MISSING, reason="nginx is not installed"),
    pytest.mark.skipif(os.geteuid() != 0, reason="nginx as shipped starts as root"),
]
SHIPPED = (ROOT / "deploy/nginx.conf").read_text()
PRIVATE = [*re.search(r"location ~ \^/\(([a-z|-]+)\)/ \{", SHIPPED)[1].split("|"), "notebook"]
PUBLIC = """
about checklist clinics clinics.atom clinics.csv clinics.json compare data fhir guide healthz id readyz
merged.json robots.txt sitemap.xml
""".split()  # noqa: SIM905


# ---- as shipped


def test_every_prefix_of_a_path_is_listed_as_public_or_private():
    from django.urls import get_resolver

    parts = set()
    for pattern in get_resolver().url_patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]) if str(pattern.pattern) == "" else [pattern]:
            parts.add(str(inner.pattern).split("/")[0])

    assert parts - {""} == {*PUBLIC, *PRIVATE}


def test_only_the_public_location_is_cached_and_without_a_lock():
    """With a cache lock, eight who ask for what is not kept wait for each other, half a second each."""
    places = dict(
        re.findall(r"^        location (\S.*?) \{\n(.*?)^        \}", SHIPPED, re.DOTALL | re.MULTILINE)
    )

    assert [name for name, block in places.items() if "proxy_cache" in block] == ["/"]
    assert [name for name, block in places.items() if "proxy_pass" in block] == [
        "@data_file",
        "@data_file_range",
        "/notebook/",
        f"~ ^/({'|'.join(part for part in PRIVATE if part != 'notebook')})/",
        "/",
    ]
    assert "proxy_cache_lock" not in SHIPPED


def test_the_edited_configuration_passes_nginx_t_on_a_stock_debian():
    with tempfile.TemporaryDirectory() as place:
        edited = configuration(Path(place), ports=None)
        done = subprocess.run([NGINX, "-t", "-c", edited], capture_output=True, text=True)

    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr


def configuration(place, *, ports):
    """deploy/nginx.conf with its marked lines edited, for files under `place`; its path.

    ports  (http, https, application), with logs, cache and process file under `place` too; None: as shipped
    """
    certificate(place)
    words = SHIPPED.replace("clinics.example.org", NAME)
    words = words.replace("/etc/ssl/clinics/", f"{place}/").replace("/srv/clinics/", f"{place}/")
    if ports:
        http, https, application = ports
        words = words.replace("listen 80", f"listen {http}").replace("[::]:80", f"[::1]:{http}")
        words = words.replace("listen 443", f"listen {https}").replace("[::]:443", f"[::1]:{https}")
        words = words.replace(f"https://{NAME}$", f"https://{NAME}:{https}$")
        words = words.replace("127.0.0.1:8000", f"127.0.0.1:{application}")
        words = words.replace("/run/nginx.pid", f"{place}/nginx.pid")
        words = words.replace("/var/lib/clinics/data/", f"{place}/data/")
        words = words.replace("/var/log/nginx/", f"{place}/").replace(
            "/var/lib/nginx/pages", f"{place}/pages"
        )
    (place / "nginx.conf").write_text(words)
    return place / "nginx.conf"


def certificate(place):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - datetime.timedelta(days=1))
    made = made.not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    (place / "fullchain.pem").write_bytes(made.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (place / "privkey.pem").write_bytes(private)


# ---- at work

DATA_FILE = "data/files/7173e7ba-269/clinics.ndjson.gz"


@pytest.fixture(scope="module")
def front(django_db_setup, django_db_blocker):
    """A running nginx, started before the application; `before` has its responses of that time."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="front-")))
        place.chmod(0o755)  # www-data reads in it
        (place / "deploy").mkdir()
        shutil.copytree(ROOT / "deploy/errors", place / "deploy/errors")
        (place / DATA_FILE).parent.mkdir(parents=True)
        (place / DATA_FILE).write_bytes(bytes(range(250)) * 4)
        ports = [free_port() for _port in range(3)]
        with django_db_blocker.unblock():
            production = stack.enter_context(database()) | {"STATIC": str(place / "static-collected")}
        one = Front(place, *ports)
        stack.enter_context(nginx(configuration(place, ports=ports), place, ports[1]))
        one.before = {path: one.get(path) for path in ("/clinics/", "/data/index.json", "/fhir/metadata")}
        stack.enter_context(application(production, place, ports[2]))
        yield one


class Front:
    def __init__(self, place, http, https, application):
        self.place, self.http, self.https, self.application = place, http, https, application

    def get(self, path, *, method="GET", name=NAME, source="127.0.0.1", body=None, **headers):
        """(status, headers, body) of an answer over TLS; `source` is the address of the network that asks."""
        asked = Connection(self.https, source)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, body, {"Host": f"{name}:{self.https}"} | headers)
        answer = asked.getresponse()
        said = answer.status, answer.headers, answer.read()
        asked.close()
        return said

    def get_without_nginx(self, path, *, method="GET", **headers):
        """(status, headers, body) of an answer of the application, asked as nginx asks it."""
        asked = HTTPConnection("127.0.0.1", self.application, timeout=30)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, headers={"Host": NAME, "X-Forwarded-Proto": "https"} | headers)
        answer = asked.getresponse()
        said = answer.status, answer.headers, answer.read()
        asked.close()
        return said

    def half_a_request(self, words, *, source="127.0.0.1"):
        """An open connection over which a request has begun and does not end."""
        opened = tls(socket.create_connection(("127.0.0.1", self.https), source_address=(source, 0)))
        opened.sendall(words.encode())
        return opened

    def log(self):
        return (self.place / "access.log").read_text()

    def kept(self):
        """The number of responses in the cache."""
        return sum(path.is_file() for path in (self.place / "pages").rglob("*"))


class Connection(HTTPConnection):
    """Over TLS, but no HTTPSConnection: each of those would read the certificates of the machine."""

    def __init__(self, port, source):
        super().__init__("127.0.0.1", port, timeout=30, source_address=(source, 0))

    def connect(self):
        self.sock = tls(socket.create_connection((self.host, self.port), 30, self.source_address))


KNOWN_TO_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
KNOWN_TO_NOBODY.check_hostname, KNOWN_TO_NOBODY.verify_mode = False, ssl.CERT_NONE


def tls(opened, name=NAME):
    return KNOWN_TO_NOBODY.wrap_socket(opened, server_hostname=name)


@contextmanager
def database():
    """An empty database beside that of the tests, as the environment of production names it."""
    known, name = connection.get_connection_params(), f"front_{os.getpid()}"
    where = {part: known[part] for part in ("host", "port", "user", "password") if known.get(part)}
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield PRODUCTION | {"DATABASE_URL": url_of_database(name)}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def nginx(edited, place, port):
    with (place / "nginx.said").open("w") as said:
        process = subprocess.Popen([NGINX, "-c", edited, "-g", "daemon off;"], stderr=said)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(30)


SERVE = """
import os, sys
from django.conf import settings
settings.STATIC_ROOT = os.environ.pop("STATIC")
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
"""


@contextmanager
def application(production, place, port):
    """What ExecStart of the unit file starts, in its two workers, on a database that was migrated."""
    made = manage("shell", "--no-imports", "-c", SERVE, **production)
    assert made.returncode == 0, made.stderr
    for path in place.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644) if "static-collected" in path.parts else None
    command = unit()["ExecStart"].replace("/srv/clinics/.venv/bin/", f"{Path(sys.executable).parent}/")
    command = shlex.split(command.replace("--port 8000", f"--port {port}"))
    settings = place / "front_settings.py"
    settings.write_text(f"from config.settings import *\nSTATIC_ROOT = {production['STATIC']!r}\n")
    environment = os.environ | {name: value for name, value in production.items() if name != "STATIC"}
    environment |= {"DJANGO_SETTINGS_MODULE": "front_settings", "PYTHONPATH": str(place)}
    environment |= {"DATA_DIR": str(place / "data")}
    environment.pop("DEMO", None)
    with (place / "application.log").open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
    try:
        wait_for(port)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def unit():
    words = (ROOT / "deploy/systemd/clinics.service").read_text().replace("\\\n", " ")
    return dict(line.split("=", 1) for line in words.splitlines() if "=" in line and line[0] != "#")


def test_while_the_application_is_down_nginx_shows_the_502_page(front):
    status, headers, body = front.before["/clinics/"]

    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (502, "30", "no-store")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "We can’t answer right now".encode() in body
    assert b'href="tel:988"' in body


def assert_told(answer, status, kind):
    """That a program is told by nginx itself what is wrong, as the application would tell it."""
    had, headers, body = answer
    said = json.loads(body)
    assert (had, headers["Content-Type"]) == (status, KINDS[kind])
    assert (headers["Cache-Control"], headers["Retry-After"]) == ("no-store", None if status == 413 else "30")
    assert {name: headers[name] for name in CROSS_ORIGIN_HEADERS} == CROSS_ORIGIN_HEADERS
    if kind == "problem":
        assert (said["type"], said.get("status", 502)) == ("about:blank", status)
        return said["detail"]
    (issue,) = said["issue"]
    assert (said["resourceType"], issue["severity"]) == ("OperationOutcome", "error")
    assert issue["code"] == {413: "too-long", 429: "throttled", 502: "transient"}[status]
    return issue["diagnostics"]


KINDS = {"problem": "application/problem+json", "outcome": "application/fhir+json; charset=utf-8"}


@pytest.mark.parametrize(("path", "kind"), [("/data/index.json", "problem"), ("/fhir/metadata", "outcome")])
def test_while_the_application_is_down_programs_are_told_in_their_form(front, path, kind):
    sentence = assert_told(front.before[path], 502, kind)

    assert sentence.endswith("Ask again in half a minute.")


def test_pages_and_static_files_are_served(front):
    status, headers, body = front.get("/clinics/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', body.decode())[1]
    look = front.get(sheet, Accept_Encoding="gzip")

    assert (status, headers["X-Route"]) == (200, None)
    assert (look[0], look[1]["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert look[1]["Content-Encoding"] == "gzip"
    assert gzip.decompress(look[2])


OF_A_FILE = """
Accept-Ranges Access-Control-Allow-Headers Access-Control-Allow-Origin Access-Control-Expose-Headers Allow
Cache-Control Content-Encoding Content-Length Content-Range Content-Type Cross-Origin-Resource-Policy ETag
Last-Modified Referrer-Policy Set-Cookie Strict-Transport-Security X-Content-Type-Options
""".split()  # noqa: SIM905
ASKED_OF_A_FILE = {
    "whole": {"Accept_Encoding": "gzip"},
    "its head": {"method": "HEAD"},
    "a part": {"Range": "bytes=100-299"},
    "its end": {"Range": "bytes=-5"},
    "a part of another file": {"Range": "bytes=0-9", "If_Range": '"another"'},
    "two parts": {"Range": "bytes=0-1,5-6"},
    "no range": {"Range": "pages=1"},
    "by OPTIONS": {"method": "OPTIONS"},
    "by POST": {"method": "POST"},
    "what is not there": {"path": "/data/files/7173e7ba-269/clinics.csv.gz"},
    "what is no file": {"path": "/data/files/7173e7ba-269/index.json"},
}


@pytest.mark.parametrize("asked", ASKED_OF_A_FILE)
def test_a_file_of_the_directory_comes_from_nginx_as_from_the_application(front, asked):
    """So that a download that was begun at one machine goes on at another."""
    given = {"path": f"/{DATA_FILE}"} | ASKED_OF_A_FILE[asked]
    answers = [front.get(**given), front.get_without_nginx(**given)]
    by_nginx, by_the_application = (
        (status, {name: headers.get_all(name) for name in OF_A_FILE}, body)
        for status, headers, body in answers
    )

    assert by_nginx == by_the_application


def test_a_range_behind_the_end_of_a_file_of_the_directory_is_refused_with_the_size(front):
    status, headers, body = front.get(f"/{DATA_FILE}", Range="bytes=1000-")
    given = {name: headers.get_all(name) for name in OF_A_FILE if name in headers}

    assert (status, json.loads(body)["status"], "no-store" in given.pop("Cache-Control")) == (416, 416, True)
    assert given["Content-Range"] == ["bytes */1000"]
    assert given["Access-Control-Allow-Origin"] == ["*"]  # pages of other sites could not read two
    assert [name for name, values in given.items() if len(values) > 1] == []


def test_who_has_a_file_of_the_directory_gets_nothing_again(front):
    etag = front.get(f"/{DATA_FILE}")[1]["ETag"]
    part = front.get(f"/{DATA_FILE}", Range="bytes=0-9", If_Range=etag)

    assert front.get(f"/{DATA_FILE}", If_None_Match=etag)[0] == 304
    assert (part[0], part[2]) == (206, bytes(range(10)))


def test_http_leads_to_https_at_its_port(front):
    with socket.create_connection(("127.0.0.1", front.http)) as plain:
        plain.sendall(f"GET /clinics/?q=a HTTP/1.1\r\nHost: {NAME}:{front.http}\r\n\r\n".encode())
        answer = plain.recv(2_000).decode()

    assert answer.startswith("HTTP/1.1 308 ")
    assert f"Location: https://{NAME}:{front.https}/clinics/?q=a\r\n" in answer


def test_a_form_is_taken_at_a_port_of_the_operators_choice(front):
    _status, headers, body = front.get("/account/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body.decode())[1]
    origin = f"https://{NAME}:{front.https}"
    answer = front.get(
        "/account/login/",
        method="POST",
        body=f"csrfmiddlewaretoken={token}&login=a@mail.example&password=wrong",
        Origin=origin,
        Cookie=headers["Set-Cookie"].partition(";")[0],
        Content_Type="application/x-www-form-urlencoded",
    )

    assert answer[0] == 200
    assert front.get("/clinics", Accept="text/html")[1]["Location"] == "/clinics/"


def test_a_request_for_another_host_gets_no_answer(front):
    with (
        socket.create_connection(("127.0.0.1", front.https)) as opened,
        pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"),
    ):
        tls(opened, "another.example")
    with socket.create_connection(("127.0.0.1", front.http)) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: another.example\r\n\r\n")
        with suppress(ConnectionResetError):
            assert plain.recv(2_000) == b""


SECRETS = {
    "/join/marker-secret/": "join",
    "/letters/stop/marker-secret/": "letters_stop",
    "/reports/marker-secret/": "report_state",
    "/account/confirm-email/marker-secret/": "account_confirm_email",
    "/notebook/clinics/marker-secret/": "notebook_clinic",
    "/clinics/?q=marker-secret": "clinics",
    "/suggest/?box=near&typed=marker-secret": "suggest",
    "/marker-secret/": "-",
    "/static/marker-secret.css": "static",
}


@pytest.mark.parametrize("address", SECRETS)
def test_the_log_names_the_route_and_holds_no_path(front, address):
    before = len(front.log())
    answer = front.get(address)
    # nginx answers first and writes its line afterward.
    written = until(lambda: front.log()[before:], lambda lines: lines.endswith("\n"))
    (line,) = written.splitlines()

    assert re.fullmatch(rf"\S+ GET {SECRETS[address]} {answer[0]} \d+ [\d.]+", line)
    assert "marker" not in (front.place / "error.log").read_text()


def test_any_accept_encoding_leads_to_two_cached_responses_at_most(front):
    before = front.kept()
    asked = ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8", "identity", "", "gzip;q=0", "br"]
    packed = [
        front.get("/about/order/", Accept_Encoding=word)[1].get("Content-Encoding", "") for word in asked
    ]

    assert packed == ["gzip"] * 3 + [""] * 4
    assert until(front.kept, lambda kept: kept - before >= 2) - before == 2


HOSTILE = {
    "X_Forwarded_Host": "evil.example",
    "Forwarded": "host=evil.example",
    "X_Original_URL": "/admin/",
    "HX_Request": "TRUE",
    "Authorization": "Basic YTpi",
    "Cookie": "session=a; csrf=b; csrf=c",
    "Accept_Language": "es",
    "Cache_Control": "no-cache",
    "If_None_Match": '"a", W/"b"',
    "Range": "bytes=0-9",
}


@pytest.mark.parametrize("address", ["/data/", "/clinics/?route=iv", "/guide/"])
def test_no_header_that_a_client_makes_up_gets_past_the_cache_or_into_it(front, address):
    before = front.kept()
    plain = front.get(address)
    until(front.kept, lambda kept: kept > before)
    hostile = [front.get(address, **{name: value}) for name, value in HOSTILE.items() if name != "Range"]
    whole = [front.get(address, **HOSTILE), front.get(address)]

    assert {body for _status, _headers, body in hostile} == {plain[2]}
    assert {(status, headers["ETag"], headers["Set-Cookie"]) for status, headers, _body in hostile} == {
        (200, plain[1]["ETag"], None)
    }
    assert whole[1][2] == plain[2]
    assert whole[0][2] in (plain[2], plain[2][:10])  # a range of what is kept
    assert front.kept() - before == 1


def test_a_part_for_the_script_is_kept_beside_the_page(front):
    asked = [front.get("/clinics/?route=im", **headers)[2] for headers in ({}, {"HX_Request": "true"}) * 2]

    assert ["<!doctype html>" in body.decode() for body in asked] == [True, False] * 2


def test_a_page_stays_good_for_some_minutes_while_a_newer_one_is_fetched():
    for line in (
        "inactive=10m",
        "proxy_cache_revalidate on;",
        "proxy_cache_background_update on;",
        "proxy_cache_use_stale error timeout updating ",
    ):
        assert SHIPPED.count(line) == 1


@pytest.mark.parametrize("part", sorted({*PRIVATE} - {"demo"}))
def test_a_private_page_is_not_cached(front, part):
    before = front.kept()
    front.get(f"/{part}/")

    assert front.kept() == before


@pytest.mark.parametrize(
    "typed",
    [
        "q=marker",
        "near=80202",
        "route=iv&q=a",
        "within=10&near=Denver,+CO",
        "%71=marker",
        "q=0",
        "me=bipolar",
    ],
)
def test_a_path_with_typed_text_is_not_cached(front, typed):
    before = front.kept()
    assert front.get(f"/clinics/?{typed}")[0] == 200

    assert front.kept() == before


@pytest.mark.slow
def test_two_thousand_half_sent_requests_of_one_network_leave_room_for_others(front):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    half = f"GET /clinics/ HTTP/1.1\r\nHost: {NAME}:{front.https}\r\n"
    with ExitStack() as stack, concurrent.futures.ThreadPoolExecutor(16) as many:
        for opened in many.map(lambda _one: front.half_a_request(half), range(2_100)):
            stack.callback(opened.close)
        answer = front.get("/clinics/", source="127.0.0.2")

    assert answer[0] == 200


def test_a_network_with_many_half_sent_forms_is_told_to_wait_and_others_are_not(front):
    half = f"POST /account/login/ HTTP/1.1\r\nHost: {NAME}:{front.https}\r\nContent-Length: 99\r\n\r\nq"
    with ExitStack() as stack:
        sent = [stack.enter_context(front.half_a_request(half)) for _one in range(64)]
        refused = until(lambda: front.get("/clinics/"), lambda answer: answer[0] == 429)
        programs = {}
        for path in TO_PROGRAMS:
            for one in sent:  # or nginx gives it up after ten seconds
                one.sendall(b"q")
            programs[path] = front.get(path)
        other = front.get("/clinics/", source="127.0.0.2")

    assert (refused[0], other[0]) == (429, 200)
    assert b'href="tel:988"' in refused[2]
    for path, kind in TO_PROGRAMS.items():
        assert assert_told(programs[path], 429, kind).startswith("You asked for too much at once.")


TO_PROGRAMS = {
    "/fhir": "outcome",
    "/fhir?a=b": "outcome",
    "/fhir/Location?near=39|-104": "outcome",
    "/clinics.json?page=2": "problem",
    "/data/clinics/1.json": "problem",
    f"/{DATA_FILE}": "problem",
    "/id/clinic/1": "problem",
}


def until(act, is_so):
    """Call `act` until `is_so` accepts the result, for up to a minute. Returns the last result."""
    given = []

    def is_there():
        given.append(act())
        return is_so(given[-1])

    soon(is_there, failing=lambda: given[-1])
    return given[-1]


def test_a_form_too_large_for_nginx_gets_the_page_of_the_site(front):
    answer = front.get("/clinics/", method="POST", body="x" * (4 * 1024 * 1024))

    assert answer[0] == 413
    assert b'href="tel:988"' in answer[2]


@pytest.mark.parametrize(
    ("path", "kind"), [("/data/index.json", "problem"), ("/fhir/Location/_search", "outcome")]
)
def test_a_body_too_large_for_nginx_is_told_to_programs_in_their_form(front, path, kind):
    assert_told(front.get(path, method="POST", body="x" * (4 * 1024 * 1024)), 413, kind)


def test_fhir_in_json_is_kept_and_not_sent_to_who_asks_for_xml(front):
    """nginx knows an answer by its address alone."""
    before = front.kept()
    plain = front.get("/fhir/Practitioner")
    assert until(front.kept, lambda kept: kept > before) == before + 1

    again = [
        front.get("/fhir/Practitioner", Accept=accept)
        for accept in ("application/fhir+json", "text/html, */*;q=0.8", "Application/JSON;q=0.9", "")
    ]
    xml = front.get("/fhir/Practitioner", Accept="application/fhir+xml")

    assert {(status, headers["ETag"]) for status, headers, _body in again} == {(200, plain[1]["ETag"])}
    assert (xml[0], json.loads(xml[2])["resourceType"]) == (406, "OperationOutcome")
    assert front.kept() == before + 1


@pytest.mark.parametrize("search", ["whoever=Jo", "characteristic=iv", "_id:not=x"])
def test_a_lenient_search_is_not_kept_for_a_strict_one(front, search):
    address = f"/fhir/Location?{search}"
    lenient = [front.get(address, Prefer="handling=lenient")[0] for _time in range(2)]

    assert (lenient, front.get(address)[0]) == ([200, 200], 400)


def test_a_killed_worker_is_started_again(front):
    workers = workers_of(front)
    os.kill(workers[0], signal.SIGKILL)
    now = until(lambda: workers_of(front), lambda pids: len(pids) == 2 and workers[0] not in pids)
    answers = [front.get("/readyz")[0] for _time in range(10)]

    assert (len(workers), len(now)) == (2, 2)
    assert answers == [200] * 10


def workers_of(front):
    """The processes that serve pages: children of what listens for nginx."""
    (parent,) = [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if f"--port\0{front.application}\0".encode() in read(path)
        and f"--port\0{front.application}\0".encode() not in read(of_parent(path))
    ]
    children = Path(f"/proc/{parent}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    return [pid for pid in pids if b"resource_tracker" not in read(Path(f"/proc/{pid}/cmdline"))]


def of_parent(cmdline):
    status = read(cmdline.with_name("stat")).decode().rpartition(")")[2].split()
    return Path(f"/proc/{status[1] if status else 0}/cmdline")


def read(path):
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
