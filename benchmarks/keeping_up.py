"""Publish many times a second beside a process that keeps its index up: what is lost, how late, how large.

    DATABASE_URL=… SECRET_KEY=… ALLOWED_HOSTS=127.0.0.1 \\
        uv run python -m benchmarks.keeping_up --a-second 50 --seconds 60

It changes the database: give it a copy. The publications are confirmations, each a transaction of its own,
made by another process. Exit status 1 if the index at the end is not what the database holds.
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import django

MEGABYTE = 1024 * 1024


def memory():
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def publish_many(a_second, seconds):
    """Confirm listings; prints the number and the time of each commit."""
    from django.utils import timezone

    from directory.models import Listing
    from directory.publishing import publish

    last = Listing.objects.order_by("-pk").values_list("pk", flat=True)[0]
    chosen = random.sample(range(1, last + 1), min(last, 500))
    listings = list(Listing.objects.public().filter(pk__in=chosen))
    day, began = timezone.localdate(), time.monotonic()
    for count in range(a_second * seconds):
        time.sleep(max(0, began + count / a_second - time.monotonic()))
        listing = listings[count % len(listings)]
        publish.confirm(listing, on=day - timedelta(days=count // len(listings)))
        print(listing.directory_version, time.time(), flush=True)


def watch(seen, done):
    """Note when each version is first at hand."""
    from directory.index.current import version_at_hand

    while not done.is_set():
        number = version_at_hand().number
        if number != seen[-1][0]:
            seen.append((number, time.time()))
        time.sleep(0.002)


def keep_up(options):
    from directory.index import keeper
    from directory.index.current import version_at_hand

    began = time.process_time()
    keeper.start()
    if not keeper.wait_until_loaded(600):
        raise SystemExit("The index was not loaded.")
    time.sleep(2)  # it may store the index for the next start
    print(f"loaded in {time.process_time() - began:.2f} s of CPU; {memory():.0f} MB")
    clock = time.pthread_getcpuclockid(keeper._keeper._thread.ident)
    before, first = time.clock_gettime(clock), version_at_hand().number
    seen, done, committed, sizes = [(first, time.time())], threading.Event(), [], []
    threading.Thread(target=watch, args=(seen, done)).start()
    command = [sys.executable, "-m", "benchmarks.keeping_up", "--publish"]
    command += ["--a-second", str(options.a_second), "--seconds", str(options.seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publisher:
        for line in publisher.stdout:
            number, at = line.split()
            committed.append((int(number), float(at)))
            if len(committed) % 250 == 0:
                sizes.append(round(memory()))
    while version_at_hand().number < committed[-1][0]:
        time.sleep(0.01)
    done.set()
    print(f"{len(committed)} publications in {committed[-1][1] - committed[0][1]:.1f} s")
    print(f"moments: {len(seen) - 1}; CPU of the keeper: {time.clock_gettime(clock) - before:.2f} s")
    print(f"MB after every 250 publications: {sizes}; {memory():.0f} at the end")
    late = delays(committed, seen)
    shares = {"median": late[len(late) // 2], "p99": late[-len(late) // 100], "most": late[-1]}
    print("seen after ms: " + ", ".join(f"{name} {value:.0f}" for name, value in shares.items()))
    return differences()


def delays(committed, seen):
    """Milliseconds from each commit until its number, or a later one, was at hand; sorted."""
    late, place = [], 0
    for number, at in committed:
        while seen[place][0] < number:
            place += 1
        late.append(1000 * (seen[place][1] - at))
    return sorted(late)


def differences():
    """How many listings the index at hand has otherwise than the database."""
    from directory.index.current import current_index, version_at_hand
    from directory.models import Listing

    index = current_index(version_at_hand())
    rows = Listing.objects.public().values_list("pk", "directory_version").iterator(chunk_size=10_000)
    stored = dict(rows)
    different = sum(index.changed_at[pk] != number for pk, number in stored.items() if pk in index.ids)
    return different + len({*stored} ^ {*index.ids})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--a-second", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--publish", action="store_true", help="Be the process that publishes.")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if options.publish:
        return publish_many(options.a_second, options.seconds)
    lost = keep_up(options)
    print(f"listings that differ from the database: {lost}")
    return lost > 0


if __name__ == "__main__":
    sys.exit(main())
