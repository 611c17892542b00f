"""The folder of the files: one folder for each edition, and the manifest that names the newest one.

    index.json           the manifest that is served: replaced at one stroke, after its files are complete
    maker                which code wrote it, for which address of the site, and the digest of its records
    files/<edition>/     the files of one edition and their manifest; never changed
    files/.unfinished-*  an edition that is being written, or was when the machine stopped

An edition is called as its version of the directory, "7173e7ba-269". Another release may write other bytes
for a version whose files are in caches: its edition is "7173e7ba-269.2".
"""

import fcntl
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from directory.data_files import manifest
from directory.data_files.manifest import Manifest
from directory.data_files.output import UNFINISHED, replace, sync_directory

KEPT_EDITIONS = 7
MAKER_WORDS = 3
EDITION = re.compile(r"([0-9a-f]{8})-(\d{1,19})(?:\.(\d{1,4}))?", re.ASCII)
FOLDER_MODE = 0o755  # nginx reads in it as another user


class BusyError(Exception):
    """Another process is writing the files."""


class Editions:
    """The editions in a folder, which is made if it is missing."""

    def __init__(self, folder: Path):
        self.folder, self.files = folder, folder / "files"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let no other process write here, and clear away what one left that was stopped.

        Raises BusyError at once if another one writes. The lock ends with its process, however it ends.
        """
        for folder in (self.folder, self.files):
            folder.mkdir(exist_ok=True)
            folder.chmod(FOLDER_MODE)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError from None
            for left in self.files.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left)
            for left in self.folder.glob(f"{UNFINISHED}*"):
                left.unlink()
            yield

    def is_current(self, version: str, maker: str) -> bool:
        """True if the files of a version are served, as the maker would write them."""
        now = manifest.read(self.folder)
        if now is None or now.version != version or self._maker() != maker:
            return False
        return not self.missing(now)

    def had_other_records(self, digest: str) -> bool:
        """True if the files that are served were written when records had another digest."""
        words = self._maker().split()
        return len(words) == MAKER_WORDS and words[-1] != digest

    def missing(self, served: Manifest) -> list[str]:
        """The names of the files of a manifest that are not there in their whole length."""
        folder = self.files / served.edition
        sizes = {path.name: path.stat().st_size for path in folder.glob("*.gz")}
        return [one.name for one in served.files if sizes.get(one.name) != one.bytes]

    @contextmanager
    def unfinished(self) -> Iterator[Path]:
        """A new folder for an edition: what is still in it at the end is deleted."""
        folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.files))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def free_name(self, version: str) -> str:
        """The name of the next edition of a version."""
        taken = {path.name for path in self._of_version(version)}
        names = (version if number == 1 else f"{version}.{number}" for number in count(1))
        return next(name for name in names if name not in taken)

    def same_as(self, new: Manifest) -> Manifest | None:
        """The manifest of an edition whose files are those of `new`, byte by byte; else None."""
        known = [manifest.read(folder) for folder in self._of_version(new.version)]
        same = (one for one in known if one and one.has_same_content(new) and not self.missing(one))
        return next(same, None)

    def add(self, unfinished: Path, name: str) -> None:
        """Give a complete folder the name of its edition. Raises OSError if another edition has the name."""
        unfinished.chmod(FOLDER_MODE)
        sync_directory(unfinished)
        unfinished.rename(self.files / name)
        sync_directory(self.files)

    def serve(self, newest: Manifest, maker: str) -> None:
        """Let the manifest be the one that is served, unless a later one is; then forget old editions."""
        now = manifest.read(self.folder)
        if now is None or not now.is_later_than(newest):
            now = newest
            replace(self.folder / manifest.NAME, now.as_json())
            replace(self.folder / "maker", maker.encode())
        self._forget_old(now)

    def _of_version(self, version):
        return [path for path in self.files.iterdir() if path.name.partition(".")[0] == version]

    def _maker(self):
        try:
            return (self.folder / "maker").read_text()
        except FileNotFoundError:
            return ""

    def _forget_old(self, served):
        """Delete all but the latest editions. Each loses its name first: none is ever seen in part."""
        others = [path for path in self.files.iterdir() if EDITION.fullmatch(path.name)]
        others = [path for path in others if path.name != served.edition]
        by_age = sorted(others, key=lambda path: _age(path, served.history), reverse=True)
        for old in by_age[KEPT_EDITIONS - 1 :]:
            gone = self.files / f"{UNFINISHED}{old.name}"
            old.rename(gone)
            shutil.rmtree(gone)


def _age(path, history):
    """What sorts editions: those of the history of today are later than all others, by their numbers.

    No clock is asked where it can be helped: one that was set back would have the newest editions deleted.
    Of other histories nothing else says which came first.
    """
    match = EDITION.fullmatch(path.name)
    if match and match[1] == history:
        return True, int(match[2]), int(match[3] or 1)
    return False, path.stat().st_mtime, 0
