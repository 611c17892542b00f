"""What PostgreSQL does for each query of a request, on a made directory of any size.

    uv run python -m benchmarks.plans --size 100000

Prints every SELECT that reads the table of listings or of places, with its time, the pages it touched and
whether it scanned a whole table; ends with status 1 when one did.
"""

import argparse
import re
import sys

from benchmarks import made

ADDRESSES = {
    "place": "/clinics/?near=80202",
    "place and facet": "/clinics/?near=Denver,+CO&within=100&route=iv",
    "rare word": "/clinics/?q=tavorin",
    "medium word": "/clinics/?q=fibromyalgia",
    "common word": "/clinics/?q=ketamine",
    "stop word alone": "/clinics/?q=we",
    "word of nearly all": "/clinics/?q=ask",
    "words and place": "/clinics/?q=infusion+depression&near=80202&within=100&order=match",
    "rare filter": "/clinics/?condition=cancer_pain",
    "deep page by name": "/clinics/?order=name&page=400",
}


def main(size):
    made.ready(size)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, scanned = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"}), False
    for kind, address in ADDRESSES.items():
        client.get("/clinics/")
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        said = re.search(r"<h1[^>]*>([^<]*)", answer.content.decode())
        print(f"\n{kind}: {address} → {answer.status_code}, {said[1] if said else ''}")
        words = [query["sql"] for query in captured.captured_queries]
        for before, sql in zip(["", *words], words, strict=False):
            if "directory_listing" in sql or "directory_place" in sql:
                scanned |= show(connection, sql, setting=before if before.startswith("SET LOCAL") else "")
    return scanned


def show(connection, sql, *, setting):
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if setting:
            cursor.execute(setting)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    nodes = re.findall(r"(\w+(?: \w+)* Scan)(?: using (\w+))?(?: on (\w+))?", plan)
    pages = sum(
        int(count)
        for count in re.search(r"Buffers: shared(.*)", plan)[1].split()
        for count in re.findall(r"\d+", count)
    )
    took = re.search(r"Execution Time: ([0-9.]+)", plan)[1]
    print(f"  {took:>9} ms {pages:7} pages  {'; '.join(' '.join(filter(None, node)) for node in nodes)}")
    return any(name == "Seq Scan" for name, *_rest in nodes)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description="Show the plans of what a request asks the database.")
    words.add_argument("--size", type=int, default=100_000)
    sys.exit(main(words.parse_args().size))
