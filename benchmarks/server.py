"""The application as production serves it, granian with two workers, and a static server beside it.

A connection stays with one worker, so whoever holds it knows whose processor time and memory to read.
"""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PORT, STATIC_PORT = 8733, 8734
WORKERS = 2
MAX_ATTEMPTS = 400  # to reach a worker
START_SECONDS = 600  # at most, with an index of a million listings to be made
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--respawn-failed-workers"]
GRANIAN += ["--workers-kill-timeout", "10", "--no-access-log", "--log-level", "error"]
HEADERS = {"Accept-Encoding": "gzip", "X-Forwarded-Proto": "https"}


class Answer(NamedTuple):
    seconds: float  # until the whole body has arrived
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Client:
    """A kept-alive connection to one worker. pid: of the worker, once asked for."""

    def __init__(self, port=PORT):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        self.pid = None

    def get(self, address, etag=None, encoding="gzip", statuses=(200, 304)):
        """The Answer. Exits on another status."""
        headers = HEADERS | {"Accept-Encoding": encoding} | ({"If-None-Match": etag} if etag else {})
        try:
            taken, response, body = self._exchange(address, headers)
        except http.client.RemoteDisconnected:  # granian closes what nobody has used for half a minute
            self._connect_again()
            taken, response, body = self._exchange(address, headers)
        if response.status not in statuses:
            raise SystemExit(f"{address} was answered with {response.status}.")
        return Answer(taken, response.status, response.headers, body)

    def _exchange(self, address, headers):
        started = time.perf_counter()
        self.connection.request("GET", address, headers=headers)
        response = self.connection.getresponse()
        body = response.read()
        return time.perf_counter() - started, response, body

    def _connect_again(self):
        """Connect to the same worker: the system gives a new connection to either."""
        for _attempt in range(MAX_ATTEMPTS):
            other = Client(self.connection.port)
            if self.pid in (None, other.ask_pid().pid):
                self.connection = other.connection
                return
            other.connection.close()
        raise SystemExit(f"The worker {self.pid} has ended.")

    def timed(self, address, etag=None):
        """(seconds, seconds of processor time of the worker, Answer)"""
        before = cpu_seconds(self.pid)
        answer = self.get(address, etag)
        return answer.seconds, cpu_seconds(self.pid) - before, answer

    def ask_pid(self):
        self.pid = int(self.get("/baseline/pid").body)
        return self


class Server(NamedTuple):
    """clients: one by worker. start: seconds, and those of processor time of a worker, to its first page."""

    clients: list[Client]
    start: dict[str, float]

    @property
    def pids(self):
        return [client.pid for client in self.clients]

    def close(self):
        for client in self.clients:
            client.connection.close()


@contextmanager
def serve(first_address="/clinics/?near=80202"):
    """The application with the settings of the environment; yields a Server."""
    began = time.perf_counter()
    command = [sys.executable, *GRANIAN, "--workers", str(WORKERS), "--port", str(PORT)]
    with running([*command, "config.wsgi:application"]) as process:
        wait_until_ready(process)
        client = Client()
        client.get(first_address)
        start = {"seconds": time.perf_counter() - began}
        client.ask_pid()
        start["cpu"] = cpu_seconds(client.pid)
        client.connection.close()
        serving = Server(clients_by_worker(), start)
        try:
            yield serving
        finally:
            serving.close()


@contextmanager
def serve_static(folder):
    """Files of a folder from memory (benchmarks/static_app.py); yields the Client."""
    command = [sys.executable, *GRANIAN, "--workers", "1", "--port", str(STATIC_PORT)]
    environment = {"STATIC_BODIES": str(folder)}
    with running([*command, "benchmarks.static_app:application"], environment) as process:
        wait_until_ready(process, STATIC_PORT)
        client = Client(STATIC_PORT).ask_pid()
        yield client
        client.connection.close()


@contextmanager
def running(command, environment=()):
    from django.conf import settings

    with (settings.DATA / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=os.environ | dict(environment), stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=40)


def wait_until_ready(process, port=PORT):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("granian did not start: see server.log in the folder of the directory's data.")
        try:
            if Client(port).get("/readyz", statuses=(200, 503)).status == 200:
                return
            time.sleep(0.1)  # it asks the database
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.02)
    raise SystemExit("The application was not ready in time.")


def clients_by_worker():
    """One connection to each worker: the system gives new ones to either."""
    clients = {}
    for _attempt in range(MAX_ATTEMPTS):
        client = Client().ask_pid()
        if clients.setdefault(client.pid, client) is not client:
            client.connection.close()
        if len(clients) == WORKERS:
            return [*clients.values()]
    raise SystemExit(f"Only {len(clients)} of {WORKERS} workers answered.")


# ---- what a process takes, from /proc


def cpu_seconds(pid):
    """Processor time that a process has used so far, in all its threads."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except OSError:
            continue  # the thread ended meanwhile
    return total / 1e9


def memory(pid):
    """{"pss": …, "rss": …} in MB. PSS: pages shared by n processes count as 1/n."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = dict(re.findall(r"^(Rss|Pss): +(\d+) kB", text, re.MULTILINE))
    return {"pss": int(found["Pss"]) / 1024, "rss": int(found["Rss"]) / 1024}
