"""Write the files of the whole directory into a temporary folder: processor time, memory, bytes.

    DATABASE_URL=… SECRET_KEY=… ALLOWED_HOSTS=127.0.0.1 \\
        uv run python -m benchmarks.data_files --listings 10000

It only reads the database. --listings  at most so many; all without it
"""

import argparse
import itertools
import os
import resource
import tempfile
import time
from pathlib import Path

import django


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=int)
    wanted = parser.parse_args().listings
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from directory.data_files.write import write_data

    with tempfile.TemporaryDirectory() as place:
        began, began_at = time.process_time(), time.monotonic()
        served = write_data(
            Path(place), progress=lambda rows, _total: itertools.islice(rows, wanted)
        ).manifest
        cpu, wall = time.process_time() - began, time.monotonic() - began_at
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{cpu:.1f} s of CPU, {wall:.0f} s, {peak:.0f} MB at most")
    for one in served.files:
        print(f"{one.name:<40}{one.rows:>12,} rows{one.bytes:>16,} bytes")


if __name__ == "__main__":
    main()
