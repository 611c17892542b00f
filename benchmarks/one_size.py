"""All that `python -m benchmarks` measures of a directory of one size, in a process of its own.

    uv run python -m benchmarks.one_size --size 2000 --database-url … --out results.json [--only latency]

It publishes, and deletes the stored index: give it a directory that nobody else uses.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import asked, latency, publications, server, throughput
from benchmarks.generate import set_up

STEPS = ("index", "latency", "throughput", "publications", "beside")
PUBLICATIONS = 1_000


def measure(options):
    """What was measured, as JSON has it: step → figures."""
    from django.conf import settings
    from django.db import connection

    folder = settings.DATA / "bodies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (settings.DATA / "pages").mkdir(exist_ok=True)
    said = {"machine": machine(connection), "runs": {}}
    if "index" in options.only:
        begin(said, "index")
        said["index"] = make_index()
    with server.serve() as serving:
        fresh = [server.memory(pid) for pid in serving.pids]
        addresses = asked.addresses_by_kind(options.times)
        if "latency" in options.only:
            begin(said, "latency")
            said |= {"start": serving.start, "fresh": fresh}
            said["kinds"] = measure_kinds(serving, addresses, folder)
        if "throughput" in options.only:
            begin(said, "throughput")
            said["rates"] = measure_rates(serving, addresses, folder)
        if "publications" in options.only:
            begin(said, "publications")
            mixed = [*addresses["facet"], *addresses["listing"], *addresses["home"][:2]]
            said["publishing"] = publications.measure(serving, mixed, options.publications)
    if "beside" in options.only:
        from benchmarks import beside

        begin(said, "beside")
        said["beside"] = beside.measure(options.size, settings.DATA, connection)
    return said


def begin(said, step):
    """Note when a step begins, and how busy the machine is."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    said["runs"][step] = {"measured": now, "load": round(os.getloadavg()[0], 1)}
    say(step)


def say(step):
    print(f"{datetime.now(UTC):%H:%M:%S} {step}", file=sys.stderr, flush=True)


def make_index():
    """What the first process of a release takes, without a stored index."""
    command = [sys.executable, "-m", "benchmarks.make_index"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def measure_kinds(serving, addresses, folder):
    from django.db import connection

    from directory.index import keeper

    kinds = {}
    keeper.start()  # the ids of what a page shows are asked of an index in this process
    keeper.wait_until_loaded(server.START_SECONDS)
    with server.serve_static(folder) as static, connection.cursor() as cursor:
        for kind in asked.KINDS:
            say(kind.name)
            kinds[kind.slug] = latency.measure(
                kind, addresses[kind.slug], serving.clients[0], static, cursor.connection.cursor(), folder
            )
    keeper.stop()
    return kinds


def measure_rates(serving, addresses, folder):
    etag = serving.clients[0].get("/clinics/").headers["ETag"]
    listings = asked.addresses_by_kind(throughput.PAGES // 4)["listing"]
    pages = asked.random_pages(throughput.PAGES)
    load = {
        "304": [("/clinics/", etag)],
        "the same page": [("/clinics/", None)],
        "random pages": [(address, None) for address in pages],
        "listings": [(address, None) for address in listings],
    }
    return throughput.measure(serving, load, folder)


def machine(connection):
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    names = ("django", "psycopg", "granian", "numpy", "pyroaring")
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return {
        "processor": model[0].partition(": ")[2] if model else platform.processor(),
        "cores": os.cpu_count(),
        "versions": {"Python": platform.python_version(), "PostgreSQL": postgres.split()[0]}
        | {name: version(name) for name in names},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--database-url", default="")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--times", type=int, default=33)
    parser.add_argument("--publications", type=int, default=PUBLICATIONS)
    parser.add_argument("--only", nargs="+", choices=STEPS, default=STEPS)
    options = parser.parse_args()
    set_up(options.size, options.database_url)
    options.out.write_text(json.dumps(measure(options), indent=1))


if __name__ == "__main__":
    main()
