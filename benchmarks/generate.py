"""Generate a directory of 2,000 to 1,000,000 listings in minutes: rows by COPY, as publishing makes them.

    uv run python -m benchmarks.generate --size 100000

Seeded: the same size generates the same clinics on the same day. ZIP codes, points and the people of a town
are real, words and people are not. Listings have exactly the columns that publishing gives them (a test
publishes some of them by the real road and compares), and histories have one or two versions, confirmations
and removals. Of the content of a submission only what is stated is kept; there are no merges, claims or
members.
"""

import argparse
import os
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

SEED = 1
BATCH = 2_000  # clinics in one COPY
PROCESSES = 2
MAX_PATTERNS = 24_000
CLINICS_BY_PATTERN = 8  # at most, below MAX_PATTERNS
PATTERNS_IN_A_TASK = 100
SENTENCES = 60_000
LEAST_PATTERNS = 6  # of a state


def fill(size, *, progress=iter, seed=SEED):
    """Fill an empty directory, in one transaction. Needs a superuser, who alone may turn triggers off.

    progress  wraps the range of batches, as tqdm does

    The latest day is yesterday, so that nothing happened in the future.
    """
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction
    from django.utils import timezone

    from benchmarks.places import Spots
    from benchmarks.rows import Rows
    from benchmarks.words import Texts
    from config.postgres.connections import without_timeouts

    spots = Spots()
    patterns = patterns_by_state(size, spots.people, seed=seed)
    chance = random.Random(seed)
    texts = Texts(chance, min(SENTENCES, 4 * size))
    with without_timeouts(), transaction.atomic(), connection.cursor() as cursor:
        user = get_user_model().objects.create(username="maker", is_active=False)
        rows = Rows(
            chance=chance,
            size=size,
            today=timezone.localdate() - timedelta(days=1),
            spots=spots,
            patterns=patterns,
            texts=texts,
            user=user.pk,
        )
        with without_indexes_and_triggers(cursor), ThreadPoolExecutor(1) as copying:
            copy_organizations(cursor, rows.chains)
            copied = copying.submit(int)
            for first in progress(range(1, size + 1, BATCH)):
                made = rows.batch(first, min(BATCH, size + 1 - first))
                copied.result()  # the server takes a batch while the next one is made
                copied = copying.submit(copy_batch, cursor, made)
            copied.result()
        finish(cursor)


def patterns_by_state(size, people, *, seed):
    """State → its patterns, more of them where more people live. Made in two processes."""
    wanted = min(MAX_PATTERNS, max(size // CLINICS_BY_PATTERN, min(size, 4_000)))
    tasks = []
    for state in sorted(people):
        amount = max(LEAST_PATTERNS, round(wanted * people[state] / sum(people.values())))
        steps = range(0, amount, PATTERNS_IN_A_TASK)
        tasks += [(state, range(start, min(amount, start + PATTERNS_IN_A_TASK))) for start in steps]
    patterns = {state: [] for state in people}
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), initializer=start_django) as pool:
        made = pool.map(partial(patterns_of_task, seed), tasks)
        for (state, _numbers), some in zip(tasks, made, strict=True):
            patterns[state] += some
    return patterns


def start_django():
    import django

    django.setup()


def patterns_of_task(seed, task):
    from benchmarks.patterns import make_patterns

    return make_patterns(seed, *task)


# ---- into the tables


@contextmanager
def without_indexes_and_triggers(cursor):
    """Drop the indexes that no constraint needs, and make them again at the end: faster than to keep them."""
    names = [model._meta.db_table for model in filled_models()]
    cursor.execute("SET LOCAL session_replication_role = replica")  # no foreign keys: all that is copied fits
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS "
        "(SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [names],
    )
    definitions = cursor.fetchall()
    for name, _definition in definitions:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in definitions:
        cursor.execute(definition)


def filled_models():
    from directory import models as m

    filled = [m.Clinic, m.Listing, m.Submission, *m.RECORD_MODELS.values()]
    return [*filled, m.Event, m.Verification, m.Organization]


def copy_batch(cursor, made):
    from benchmarks.patterns import columns, tables
    from directory.models import Event, Verification

    copied = tables() | {one._meta.model_name: (one, columns(one)) for one in (Event, Verification)}
    for name, (model, names) in copied.items():
        copy_rows(cursor, model, names, made[name])


def copy_organizations(cursor, chains):
    from directory.models import Organization

    lines = [f"{key}\t{name}\t{slug}\t{uid}\tt\n" for key, name, slug, uid in chains.organizations]
    copy_rows(cursor, Organization, ["id", "name", "slug", "uid", "listed"], lines)


def copy_rows(cursor, model, columns, lines):
    names = ", ".join(f'"{name}"' for name in columns)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        copy.write("".join(lines))


def finish(cursor):
    """Set the sequences behind the ids that were copied, and the version of the directory."""
    from directory.models import Listing, Version
    from directory.publishing import reindex

    for model in filled_models():
        table = model._meta.db_table
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))",
            [table],
        )
    last = Listing.objects.order_by("-directory_version").values_list("directory_version", flat=True)[0]
    Version.objects.update_or_create(pk=1, defaults={"number": last, "index_release": reindex._code_digest()})


def set_up(size, database_url=""):
    """Set up Django over a generated directory of a size, generating it where it is missing.

    database_url  of an empty database on another server; "": the benchmark's own server
    """
    os.environ["BENCHMARK_SIZE"] = str(size)
    os.environ["BENCHMARK_DATABASE_URL"] = database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django
    from django.apps import apps
    from django.core.management import call_command
    from tqdm import tqdm

    django.setup()
    from django.db import connection

    from config.postgres.connections import without_timeouts
    from directory.models import Listing

    if database_url:
        # Of each app, and no reindex: it would publish every listing of a directory that is there.
        for app in apps.get_app_configs():
            if (Path(app.path) / "migrations").is_dir():
                call_command("migrate", app.label, verbosity=0)
    else:
        call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Listing.objects.exists():
        bar = partial(tqdm, desc=f"{size:,} clinics", unit_scale=BATCH, unit=" clinics", disable=None)
        fill(size, progress=bar)
        with without_timeouts(), connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    count = Listing.objects.count()
    if count != size:
        raise SystemExit(
            f"The directory has {count:,} listings instead of {size:,}. Empty it, and run this again."
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Generate a directory of invented listings.")
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--database-url", default="", help="an empty database on another server")
    options = parser.parse_args()
    set_up(options.size, options.database_url)
