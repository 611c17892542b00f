"""What is wrong with this installation, and what to do: one line for each thing that was looked at."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config.postgres import reading
from config.postgres.failures import describe_failure
from config.views import WRITE_TEMPORARY_FILE

MIN_POSTGRESQL = 15
MAX_CLOCK_SECONDS = 5  # between this machine and that of the database
MAX_MAIL_DELAY = timedelta(minutes=15)
MAX_TIMER_DELAY = timedelta(days=2)  # of a daily command
MAX_INDEX_SECONDS = 60  # since a worker saw that its index is the latest; it looks twice a second
MIN_STORED_LISTINGS = 5_000  # of a directory that takes a second or more to read
MAX_UNSTORED_SHARE = 0.1  # of the listings: changed since the index was stored
CONNECT_SECONDS = 5
MAX_FILES_DELAY = timedelta(hours=3)  # of files that are written hourly, and of a change that they lack


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    what    a sentence about it
    remedy  what to do; "" if nothing is wrong
    """

    what: str
    remedy: str = ""


def counted(count: int, one: str, many: str) -> str:
    """`1 letter`, `12 letters`"""
    return f"{count:,} {one if count == 1 else many}"


def examine() -> Iterator[tuple[str, list[Finding]]]:
    """(subject, its Findings) of everything that can be looked at, in the order in which to mend it."""
    for subject, look in (("Settings", look_at_settings), ("Database", look_at_database)):
        found = list(look())
        yield subject, found
    if any(one.remedy for one in found):
        return  # without a database, the rest can't be asked
    for subject, look in SUBJECTS:
        yield subject, _answered(look)


def _answered(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(look())
    except (Error, OSError) as error:
        why = describe_failure(error) if isinstance(error, Error) else (error.strerror or str(error))
        return [Finding(f"This could not be asked: {why}.", "Mend what stands above, and run this again.")]


def look_at_settings() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("This is the demonstration: plain http, on this machine alone.")
        return
    found = [one for one in checks.run_checks(include_deployment_checks=True) if not one.is_silenced()]
    serious = [one for one in found if one.level >= checks.WARNING]
    for one in serious:
        yield Finding(one.msg, one.hint or "See manage.py check --deploy.")
    if not serious:
        yield Finding(f"The settings are those of production, for {settings.SITE_URL}.")


def look_at_database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            only_read, _rows = cursor.execute(WRITE_TEMPORARY_FILE).fetchone()
            cursor.execute("SELECT now(), current_setting('server_encoding')")
            there, encoding = cursor.fetchone()
        version = connection.pg_version // 10_000
    except Error as error:
        yield Finding(
            f"The database does not answer: {describe_failure(error)}.",
            "Start PostgreSQL, or correct DATABASE_URL. On a full disk, make room first.",
        )
        return
    yield Finding(
        f"PostgreSQL {version} answers.",
        "" if version >= MIN_POSTGRESQL else f"Upgrade it to {MIN_POSTGRESQL} or later.",
    )
    if only_read == "on":
        yield Finding("It takes nothing in.", "It is a standby: point DATABASE_URL to the primary.")
    if encoding != "UTF8":
        yield Finding(f"Its encoding is {encoding}.", "Make the database anew with the encoding UTF8.")
    if abs(there - timezone.now()).total_seconds() > MAX_CLOCK_SECONDS:
        yield Finding("Its clock differs from the one of this machine.", "Set both by NTP.")


def look_at_tables() -> Iterator[Finding]:
    from directory.models import Version
    from directory.publishing.reindex import is_reindexed

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Finding(
            f"{counted(len(missing), 'migration is', 'migrations are')} not applied.",
            "Run: manage.py migrate",
        )
        return
    yield Finding("All migrations are applied.")
    if not is_reindexed():
        yield Finding("Listings were indexed by another release.", "Run: manage.py migrate")
    yield Finding(f"The directory is at version {Version.now()}.")


def look_at_standbys() -> Iterator[Finding]:
    from directory.models import Version

    if not reading.is_replicated():
        yield Finding("Public pages are read from the primary: DATABASE_READ_URL is not set.")
        return
    newest = Version.now().number
    try:
        with reading.reading_from(reading.READ), connections[reading.READ].cursor() as cursor:
            (is_standby,) = cursor.execute("SELECT pg_is_in_recovery()").fetchone()
            behind = newest - Version.now().number
    except Error as error:
        yield Finding(
            f"No server of DATABASE_READ_URL answers: {describe_failure(error)}.",
            "Start a standby, or correct the URL. Until then pages are read from the primary.",
        )
        return
    if not is_standby:
        yield Finding("DATABASE_READ_URL led to the primary.", "Start a standby, or correct the URL.")
    elif behind > 0:
        yield Finding(
            f"A standby is {counted(behind, 'version', 'versions')} behind.",
            "Look at pg_stat_replication on the primary.",
        )
    else:
        yield Finding("A standby answers, and has the newest version.")


def look_at_stored_index() -> Iterator[Finding]:
    from directory.index import stored
    from directory.models import Listing, Version

    listings = Listing.objects.count()
    number = stored.latest_number(Version.now().history)
    if number is None:
        yield Finding(
            "No index of this release is stored: a process that starts reads "
            f"{counted(listings, 'listing', 'listings')}.",
            "Run: manage.py migrate" if _is_large(listings) else "",
        )
        return
    changed = Listing.objects.changed_since(number).count()
    is_behind = _is_large(listings) and changed > MAX_UNSTORED_SHARE * listings
    yield Finding(
        f"An index is stored, but for {counted(changed, 'listing', 'listings')} changed since.",
        "The site stores another one within a minute. If not, its log says why." if is_behind else "",
    )


def _is_large(listings):
    return listings >= MIN_STORED_LISTINGS


def look_at_workers() -> Iterator[Finding]:
    from config import metrics

    if not settings.METRICS_DIR:
        yield Finding("METRICS_DIR is not set here, so the workers cannot be asked.")
        return
    version, seen = metrics.of_the_workers(settings.METRICS_DIR)
    if seen is None:
        yield Finding(
            "No worker counts into METRICS_DIR.", "Start the site, with the same METRICS_DIR as here."
        )
        return
    age = max(0, round(time.time() - seen))
    yield Finding(
        f"All workers had version {version:.0f} or a later one {counted(age, 'second', 'seconds')} ago.",
        "An index is not kept up. The log of the site says why; restart it if the database answers."
        if age > MAX_INDEX_SECONDS
        else "",
    )


def look_at_data_files() -> Iterator[Finding]:
    from directory.data_files import manifest
    from directory.data_files.editions import Editions
    from directory.models import Version

    if not settings.DATA_DIR:
        yield Finding("The files of the whole directory are not written: DATA_DIR is not set.")
        return
    served = manifest.current()
    if served is None:
        yield Finding("The files of the whole directory were never written.", "Run: manage.py write_data")
        return
    missing = Editions(Path(settings.DATA_DIR)).missing(served)
    if missing:
        yield Finding(
            f"{counted(len(missing), 'offered file is', 'offered files are')} missing or cut.",
            "Run: manage.py write_data",
        )
    now = Version.now()
    if served.version == str(now):
        yield Finding(f"The files of the whole directory are of the newest version, {now}.")
        return
    yield Finding(
        f"The files of the whole directory are of version {served.version}, and it is at {now}.",
        "Run: manage.py write_data. It says why if it stops. Enable the timer clinics-hourly.timer."
        if served.history != str(now).split("-")[0] or _lacks_old_changes(served.number)
        else "",
    )


def _lacks_old_changes(number):
    """True if a listing changed after a version, and so long ago that the files should have it."""
    from directory.models import Listing

    late = timezone.now() - MAX_FILES_DELAY
    return Listing.objects.changed_since(number).filter(changed_at__lt=late).exists()


def look_at_static_files() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("Static files are served from the checkout.")
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        yield Finding("Static files were never collected.", "Run: manage.py collectstatic --noinput")
        return
    folders = [Path(one.path) / "static" for one in apps.get_app_configs()]
    sources = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    is_old = any(path.stat().st_mtime > manifest.stat().st_mtime for path in sources)
    yield Finding(
        "Static files changed after they were collected." if is_old else "Static files are collected.",
        "Run: manage.py collectstatic --noinput" if is_old else "",
    )


def look_at_mail() -> Iterator[Finding]:
    from directory.models import Mail

    if settings.DEMO:
        yield Finding("The demonstration sends no e-mail.")
        return
    server = settings.MAILERS["default"]["OPTIONS"]
    host, port = server.get("host") or "localhost", server.get("port") or 25
    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
        yield Finding("The mail server can be reached.")
    except OSError as error:
        yield Finding(
            f"The mail server cannot be reached: {error.strerror or error}.",
            "Correct MAIL_SERVER, or start the mail server. No letter is lost meanwhile.",
        )
    oldest = Mail.objects.due(timezone.now() - MAX_MAIL_DELAY).first()
    if oldest:
        yield Finding(
            "Letters have been due for more than 15 minutes.", "Start the worker: manage.py send_mail"
        )
    dead = Mail.objects.filter(state=Mail.State.DEAD).count()
    if dead:
        yield Finding(f"{counted(dead, 'letter', 'letters')} could not be sent.", "Decide at /admin/mail/.")
    if not oldest and not dead:
        yield Finding("No letter is late.")


def look_at_timers() -> Iterator[Finding]:
    from django.contrib.sessions.models import Session

    from checklist.models import Notebook
    from directory.models import RateLimitCount

    now, today = timezone.now(), timezone.localdate()
    left = {
        "forget_limits": RateLimitCount.objects.filter(day__lt=today - MAX_TIMER_DELAY),
        "expire_notebooks": Notebook.objects.filter(expires_on__lt=today - MAX_TIMER_DELAY),
        "clearsessions": Session.objects.filter(expire_date__lt=now - MAX_TIMER_DELAY),
    }
    late = [command for command, rows in left.items() if rows.exists()]
    for command in late:
        yield Finding(
            f"What manage.py {command} deletes daily was left for two days.",
            "Enable the timer clinics-daily.timer, or run the command daily.",
        )
    if not late:
        yield Finding("The daily commands leave nothing behind.")


def look_at_people() -> Iterator[Finding]:
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import get_user_model

    from directory.mail.moderator_letters import waiting_now
    from directory.reports.deadlines import overdue_since

    moderators = get_user_model().objects.filter(is_active=True, is_staff=True)
    able = Authenticator.objects.filter(user__in=moderators).values("user").distinct().count()
    if not able:
        yield Finding(
            "No moderator can decide.",
            "Run: manage.py make_moderator EMAIL. Then the moderator signs in and sets up two-step sign-in.",
        )
    else:
        yield Finding(f"Moderators with two-step sign-in: {able} of {moderators.count()}.")
    today = timezone.localdate()
    waiting = waiting_now(today=today, overdue_since=overdue_since(today))
    late = waiting.late_submissions + waiting.late_reports
    if late:
        yield Finding(
            f"{counted(late, 'submission or report is', 'submissions and reports are')} late.",
            "Decide at /admin/.",
        )


def look_at_claims() -> Iterator[Finding]:
    from directory.claims.register import CLAIMS, due
    from directory.management.commands.check_claims import FAILING_DAYS

    urgent = due(CLAIMS.values(), today=timezone.localdate(), within_days=FAILING_DAYS)
    yield Finding(
        f"{counted(len(urgent), 'sentence', 'sentences')} of medicine or law must be checked now."
        if urgent
        else f"None of {len(CLAIMS)} sentences of medicine and law is due within {FAILING_DAYS} days.",
        "See manage.py check_claims, and take a release that has them." if urgent else "",
    )


SUBJECTS = (
    ("Tables", look_at_tables),
    ("Standbys", look_at_standbys),
    ("Stored index", look_at_stored_index),
    ("Workers", look_at_workers),
    ("Files of the directory", look_at_data_files),
    ("Static files", look_at_static_files),
    ("Mail", look_at_mail),
    ("Timers", look_at_timers),
    ("People", look_at_people),
    ("Sentences with an end", look_at_claims),
)
