"""Writes the files of the newest version, in one pass over the listings.

The version and all rows are read in one transaction of PostgreSQL that sees one moment (REPEATABLE READ) and
only reads. A listing that changes meanwhile is in these files as it was, and its change has a higher number:
whoever has the files asks `/data/changes.ndjson?since=` for it. It locks nothing and stops nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from config.postgres.connections import without_timeouts
from directory.data_files import guard, manifest
from directory.data_files.editions import Editions
from directory.data_files.formats import FILES, group_lines, lines
from directory.data_files.manifest import LICENSE, Attribution, DataFile, Manifest
from directory.data_files.output import Output, replace
from directory.exchange.record import record, record_rows
from directory.exchange.record_digest import records_digest
from directory.models import Listing, Version
from directory.web.public_page import RELEASE

ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
type Progress = Callable[[Iterable[Any], int], Iterable[Any]]


class Outcome(NamedTuple):
    """What write_data did. is_new: False where the files of this version were there already."""

    manifest: Manifest
    is_new: bool


def write_data(
    folder: Path, *, however_few: bool = False, progress: Progress = lambda rows, _total: rows
) -> Outcome:
    """Write the files of the newest version into a folder, and serve them from then on.

    however_few  True to serve them even if they hold far fewer rows than the last ones
    progress     called with the rows and their number: the rows, as they are taken

    Does nothing where this release has written the version already. Where records of the same row are others
    than before, as after some releases, a new history begins first: who follows the directory by its versions
    would keep the old ones, and starts again from these files. So it does where the files are of a later
    version than the directory, which was then restored from a backup. Whatever goes wrong, the last files are
    served on. Raises BusyError, guard.FewerRowsError, OSError (such as for a full disk), django.db.Error.
    """
    editions, digest = Editions(folder), records_digest()
    maker = f"{RELEASE} {settings.SITE_URL} {digest}"
    with editions.locked():
        before, now = manifest.read(folder), Version.now()  # in this order: the files are never ahead
        followed = before if before and before.history == str(now)[:8] else None
        if followed and (followed.number > now.number or editions.had_other_records(digest)):
            Version.begin_new_history()
        if before and editions.is_current(str(Version.now()), maker):
            return Outcome(before, is_new=False)
        with editions.unfinished() as unfinished:
            new = _write(unfinished, editions, progress)
            if same := editions.same_as(new):
                editions.serve(same, maker)
                return Outcome(same, is_new=False)
            if before and not however_few:
                guard.check(new.rows, before=before.rows)
            editions.add(unfinished, new.edition)
        editions.serve(new, maker)
    return Outcome(new, is_new=True)


@contextmanager
def one_moment() -> Iterator[Version]:
    """All queries inside see the database as it is at the first of them; its version then."""
    with without_timeouts(), transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(ONE_MOMENT)
        yield Version.now()


def _write(folder, editions, progress):
    """The manifest of all files, which are written into a folder."""
    attribution = Attribution()
    with ExitStack() as opened:
        outputs = {
            kind.name: opened.enter_context(Output(folder / kind.name, kind.header())) for kind in FILES
        }
        with one_moment() as version:
            made_at = manifest.made_at_now()
            public = Listing.objects.public()
            write_rows(progress(record_rows(public), public.count()), outputs, attribution)
            for name, line in group_lines(public):
                outputs[name].write(line)
        for output in outputs.values():
            output.finish(modified_at=int(made_at.timestamp()))
    edition = editions.free_name(str(version))
    new = Manifest(
        version=str(version),
        made_at=made_at,
        license=LICENSE,
        attribution=attribution.entries(str(version)),
        changes=f"{settings.SITE_URL}{reverse('data_changes')}?since={version}",
        files=[_described(kind, outputs[kind.name], edition) for kind in FILES],
    )
    replace(folder / manifest.NAME, new.as_json())
    return new


def write_rows(rows: Iterable[Any], outputs: dict[str, Output], attribution: Attribution) -> None:
    """Write the lines of RecordRows into all files, in one pass, and add them to the attribution."""
    for row in rows:
        whole = record(row)
        attribution.add(whole)
        for name, line in lines(row, whole):
            outputs[name].write(line)


def _described(kind, output, edition):
    url = reverse("data_file", args=[edition, kind.name])
    return DataFile(
        name=kind.name,
        url=f"{settings.SITE_URL}{url}",
        media_type=kind.media_type,
        bytes=output.bytes,
        sha256=output.sha256,
        rows=output.rows,
        schema=urljoin(f"{settings.SITE_URL}/", kind.schema),
    )
