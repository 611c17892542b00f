"""Make the index out of every listing, as the first process of a release does, and store it for the others.

    DATABASE_URL=… SECRET_KEY=… ALLOWED_HOSTS=127.0.0.1 uv run python -m benchmarks.make_index

It deletes the stored index before. Prints JSON: seconds, those of processor time, MB at most and in the end,
and the bytes that were stored.
"""

import json
import os
import resource
import time

import django

from benchmarks.server import memory

MAX_SECONDS = 1_800


def make():
    from django.db import connection

    from directory.index import keeper

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_indexsnapshot")
    began = time.perf_counter()
    keeper.start()
    if not keeper.wait_until_loaded(MAX_SECONDS):
        raise SystemExit("The index was not made in time.")
    said = {"seconds": time.perf_counter() - began, "cpu": time.process_time()}
    stored = None
    while stored is None and time.perf_counter() - began < MAX_SECONDS:
        time.sleep(0.2)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(length(content)) FROM directory_indexsnapshot")
            (stored,) = cursor.fetchone()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return said | {"stored_bytes": int(stored), "most_mb": most, "mb": memory(os.getpid())["rss"]}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(make()))
