"""The plan of each query of a request, on a generated directory of any size.

    uv run python -m benchmarks.plans --size 100000

Prints every SELECT that reads the table of listings, with its time, the pages that it touched
and its scans. Exit status 1 if one of them scanned a whole table.
"""

import argparse
import re
import sys

from benchmarks import generate

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
    generate.set_up(size)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"})
    any_scan = False
    for kind, address in ADDRESSES.items():
        client.get("/clinics/")
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        heading = re.search(r"<h1[^>]*>([^<]*)", response.content.decode())
        print(f"\n{kind}: {address} → {response.status_code}, {heading[1] if heading else ''}")
        statements = [query["sql"] for query in captured.captured_queries]
        for before, sql in zip(["", *statements], statements, strict=False):
            if "directory_listing" in sql:
                setting = before if before.startswith("SET LOCAL") else ""
                any_scan |= print_plan(connection, sql, setting=setting)
    return any_scan


def print_plan(connection, sql, *, setting):
    """Print one line of a query; True if it scans a whole table. setting: SQL to run before it."""
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
    milliseconds = re.search(r"Execution Time: ([0-9.]+)", plan)[1]
    print(
        f"  {milliseconds:>9} ms {pages:7} pages  {'; '.join(' '.join(filter(None, node)) for node in nodes)}"
    )
    return any(name == "Seq Scan" for name, *_rest in nodes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Show the plans of the queries of a request.")
    parser.add_argument("--size", type=int, default=100_000)
    sys.exit(main(parser.parse_args().size))
