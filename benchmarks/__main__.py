"""Measure the site at several sizes, and write docs/benchmarks.md with its plots.

    uv run python -m benchmarks                                  # 2,000 to 1,000,000: an hour or more
    uv run python -m benchmarks --sizes 2000 100000
    uv run python -m benchmarks --sizes 2000 --database-url-of 2000=postgresql://…/copy --only latency
    uv run python -m benchmarks --check                          # a quick run against what is stored

A database that is named must be one that nobody else uses: listings are published again in it, and the stored
index is deleted. What was measured earlier of other sizes, or in other steps, stays in the document.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.one_size import PUBLICATIONS, STEPS
from benchmarks.ratios import worse

SIZES = [2_000, 10_000, 100_000, 1_000_000]
FOLDER = Path(__file__).resolve().parent.parent / "docs"
CHECKED_SIZE = 2_000


def main():
    options = parsed()
    results = FOLDER / "benchmarks" / "results.json"
    stored = (
        {int(size): one for size, one in json.loads(results.read_text()).items()} if results.exists() else {}
    )
    if options.check:
        return check(stored, options)
    for size in [] if options.write_only else options.sizes:
        stored[size] = merged(stored.get(size, {}), measured(size, options, options.only))
        results.parent.mkdir(exist_ok=True)
        results.write_text(json.dumps(dict(sorted(stored.items())), indent=1) + "\n")
    write(stored)
    return 0


def merged(before, now):
    """The figures of a size, with those of steps that were not measured now as they were."""
    return before | now | {"runs": before.get("runs", {}) | now["runs"]}


def write(by_size):
    (FOLDER / "benchmarks.md").write_text(report.document(by_size, "uv run python -m benchmarks"))
    for name, svg in report.plots(by_size).items():
        (FOLDER / "benchmarks" / name).write_text(svg)


def measured(size, options, steps):
    """The figures of one size, by one_size.py in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [sys.executable, "-m", "benchmarks.one_size", "--size", str(size), "--out", out.name]
        command += ["--times", str(options.times), "--publications", str(options.publications)]
        command += ["--only", *steps]
        if size in options.database_urls:
            command += ["--database-url", options.database_urls[size]]
        subprocess.run(command, check=True)
        return json.loads(Path(out.name).read_text())


def check(stored, options):
    if "kinds" not in stored.get(CHECKED_SIZE, {}):
        print(f"Nothing is stored for {CHECKED_SIZE:,} listings to compare with.")
        return 1
    kinds = measured(CHECKED_SIZE, options, ["latency"])["kinds"]
    sentences = [*worse(kinds, stored[CHECKED_SIZE]["kinds"])]
    for sentence in sentences:
        print(sentence)
    if not sentences:
        print("No ratio is much worse than the stored one.")
    return int(bool(sentences))


def parsed():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--database-url-of", nargs="+", default=[], metavar="SIZE=URL", dest="urls")
    parser.add_argument("--only", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument(
        "--times", type=int, default=33, help="requests of each kind, three of them to warm up"
    )
    parser.add_argument("--publications", type=int, default=PUBLICATIONS)
    parser.add_argument("--check", action="store_true", help="compare ratios with the stored ones")
    parser.add_argument("--write-only", action="store_true", help="write the document out of what is stored")
    options = parser.parse_args()
    try:
        pairs = [one.split("=", 1) for one in options.urls]
        options.database_urls = {int(size): url for size, url in pairs}
    except ValueError:
        parser.error("--database-url-of takes SIZE=URL, such as 2000=postgresql:///copy")
    return options


if __name__ == "__main__":
    sys.exit(main())
