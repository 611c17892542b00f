"""What publications do to readers: how late each worker shows them, and what they cost the slowest requests.

Another process publishes (keeping_up.py) while this one reads from both workers in turn; the ETag of a page
tells of which version it is.
"""

import itertools
import re
import subprocess
import sys
import threading
import time

from benchmarks.keeping_up import delays
from benchmarks.latency import summary
from benchmarks.server import memory

A_SECOND = 25
PAUSE_SECONDS = 0.008  # between two requests, so that the reader leaves the cores to others
QUIET_SECONDS = 10


class Reader:
    """Reads from each worker in turn.

    seconds  of the requests so far
    seen     for each worker, each number of the directory's version with the time at which it was first seen
    """

    def __init__(self, server, addresses):
        self.server, self.addresses = server, addresses
        self.seconds, self.seen = [], [[(0, 0.0)] for _client in server.clients]

    def read_until(self, ended):
        clients = itertools.cycle(zip(self.server.clients, self.seen, strict=True))
        for (client, seen), address in zip(clients, itertools.cycle(self.addresses), strict=False):
            answer = client.get(address)
            self.seconds.append(answer.seconds)
            number = int(re.search(r'"[0-9a-f]{8}-(\d+)-', answer.headers["ETag"])[1])
            if number != seen[-1][0]:
                seen.append((number, time.time()))
            if ended():
                return
            time.sleep(PAUSE_SECONDS)


def measure(server, addresses, publications):
    """{"seen": ms, one summary for each worker, "quiet": ms, "busy": ms, "before": MB, "after": MB, …}"""
    before = [memory(pid) for pid in server.pids]
    quiet, busy = Reader(server, addresses), Reader(server, addresses)
    end = time.monotonic() + QUIET_SECONDS
    quiet.read_until(lambda: time.monotonic() > end)
    command = [sys.executable, "-m", "benchmarks.keeping_up", "--publish", "--a-second", str(A_SECOND)]
    command += ["--seconds", str(max(1, publications // A_SECOND))]
    committed, over = [], threading.Event()

    def listen(lines):
        for line in lines:
            number, at = line.split()
            committed.append((int(number), float(at)))
        over.set()

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publisher:
        first = publisher.stdout.readline()  # what it does before is not measured
        threading.Thread(target=listen, args=(itertools.chain([first], publisher.stdout),)).start()
        busy.read_until(lambda: over.is_set() and all(seen[-1][0] >= committed[-1][0] for seen in busy.seen))
    late = [[ms / 1000 for ms in delays(committed, seen)] for seen in busy.seen]
    return {
        "publications": len(committed),
        "a_second": A_SECOND,
        "seen": [summary(one) | {"most": round(1000 * one[-1], 1)} for one in late],
        "quiet": summary(quiet.seconds),
        "busy": summary(busy.seconds),
        "before": before,
        "after": [memory(pid) for pid in server.pids],
    }
