"""Requests a second of the application alone: 16 connections, each asking again as soon as it is answered.

    uv run python -m benchmarks.throughput PORT FILE SECONDS   # FILE: a JSON list of [address, ETag or null]

Generator and server share the machine's cores, so the processor time of the server for a request says more
than the number of requests.
"""

import json
import random
import selectors
import socket
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.server import PORT, cpu_seconds

CONNECTIONS = 16
SECONDS = 5
PAGES = 2_000  # different addresses of random pages


def generate_load(port, requests, seconds):
    """{"requests": n, "seconds": s, "refused": n}"""
    chance, selector = random.Random(3), selectors.DefaultSelector()
    said, refused = 0, 0
    for _number in range(CONNECTIONS):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        one.sendall(chance.choice(requests))
        selector.register(one, selectors.EVENT_READ, bytearray())
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        for key, _events in selector.select(1):
            received = key.fileobj.recv(262_144)
            if not received:
                raise SystemExit("The server closed a connection.")
            key.data.extend(received)
            if status := whole_answer(key.data):
                said, refused = said + 1, refused + (status not in (b"200", b"304"))
                key.data.clear()
                key.fileobj.sendall(chance.choice(requests))
    return {"requests": said, "seconds": time.perf_counter() - began, "refused": refused}


def whole_answer(received):
    """The status of an answer that has arrived whole, else None. Every answer says its length."""
    head_end = received.find(b"\r\n\r\n")
    if head_end < 0:
        return None
    head = bytes(received[:head_end]).lower()
    status = head[9:12]
    if status == b"304":
        return status
    length = int(head.partition(b"content-length:")[2].split(b"\r", 1)[0])
    return status if len(received) >= head_end + 4 + length else None


def as_bytes(address, etag):
    lines = [
        f"GET {address} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Encoding: gzip",
        "X-Forwarded-Proto: https",
    ]
    lines += [f"If-None-Match: {etag}"] if etag else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def measure(server, asked, folder):
    """What was asked → {"a_second", "cpu", "refused"}; cpu: ms of the server's processor time a request.

    asked  name → [(address, ETag or None), …]
    """
    rates = {}
    for name, pairs in asked.items():
        path = folder / "load.json"
        path.write_text(json.dumps(pairs))
        command = [sys.executable, "-m", "benchmarks.throughput", str(PORT), str(path), str(SECONDS)]
        before = sum(map(cpu_seconds, server.pids))
        done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        cpu = sum(map(cpu_seconds, server.pids)) - before
        rates[name] = {
            "a_second": round(done["requests"] / done["seconds"]),
            "cpu": round(1000 * cpu / max(done["requests"], 1), 3),
            "refused": done["refused"],
        }
    return rates


if __name__ == "__main__":
    port, path, seconds = sys.argv[1:]
    pairs = json.loads(Path(path).read_text())
    print(json.dumps(generate_load(int(port), [as_bytes(*pair) for pair in pairs], float(seconds))))
