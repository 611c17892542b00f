"""docs/operations.md, followed word for word: install, backup, upgrade and restore, as an operator would.

Paths of the document are those of a scratch directory here. systemctl is a stand-in that writes down what it
was asked; asked for a backup, it runs what the unit runs.
"""

import getpass
import os
import re
import shlex
import shutil
import subprocess

import psycopg
import pytest

from config.postgres import server
from tests.config.test_front import database
from tests.support.commands import OURS, PRODUCTION, ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,  # the server of the tests has the database of the installation, too
    pytest.mark.skipif(not shutil.which("git"), reason="git is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the document takes a checkout"),
]
OPERATIONS = (ROOT / "docs/operations.md").read_text()
SYSTEMCTL = """#!/bin/sh
echo "$*" >>{place}/systemctl.log
[ "$*" != "start clinics-backup.service" ] && exit
BACKUP_DIR={place}/backups {place}/clinics/deploy/run deploy/backup
"""


def block(name):
    """The commands of the block that the document marks by a name."""
    mark = re.escape(f"<!-- followed by tests/deploy/test_operations.py: {name} -->")
    (found,) = re.findall(rf"^{mark}\n\n((?:    .+\n)+)", OPERATIONS, re.MULTILINE)
    return re.sub(r"^    ", "", found, flags=re.MULTILINE)


def test_every_marked_block_is_followed():
    marked = re.findall(r"<!-- followed by (\S+): (\w+) -->", OPERATIONS)

    assert marked == [
        ("tests/deploy/test_operations.py", name)
        for name in ("prepare", "start", "upgrade", "backup", "restore")
    ]


# What a later release brings: a migration, and a static file.
MIGRATION = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("checklist", "{leaf}")]
    operations = [migrations.RunSQL("CREATE TABLE later_release ()", "DROP TABLE later_release")]
"""


class Installation:
    """A checkout of an earlier release, its environment file and its database, in a directory."""

    def __init__(self, place, url):
        self.place, self.url = place, url
        self.checkout, self.origin = place / "clinics", place / "origin"
        for name in ("backups", "bin", "system", "origin"):
            (place / name).mkdir()
        values = PRODUCTION | {"DATABASE_URL": url, "DATA_DIR": f"{place}/lib/data"}
        lines = [f"{name}={shlex.quote(value)}\n" for name, value in values.items()]
        (place / "environment").write_text("".join(lines))
        (place / "bin/systemctl").write_text(SYSTEMCTL.format(place=place))
        (place / "bin/systemctl").chmod(0o755)
        if uv := os.environ.get("UV"):
            (place / "bin/uv").symlink_to(uv)

    def release(self):
        """Commit all files of this checkout to the origin, with what is not committed here."""
        listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for path in filter(None, listed.split("\0")):
            if os.path.lexists(ROOT / path):
                (self.origin / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, self.origin / path, follow_symlinks=False)
        git(self.origin, "init", "--quiet", "--initial-branch=main")
        commit(self.origin, "Release")

    def release_again(self):
        folder = self.origin / "checklist/migrations"
        leaf = max(path.stem for path in folder.glob("[0-9]*.py"))
        (folder / "9999_later_release.py").write_text(MIGRATION.format(leaf=leaf))
        (self.origin / "directory/static/directory/later.txt").write_text("later")
        commit(self.origin, "Release again")

    def follow(self, name):
        """Run a block of the document; its output."""
        return self.run(block(name), cwd=self.place)

    def run(self, commands, cwd=None):
        """Run commands, with the paths and the user of here. The first one that fails fails the test."""
        me = getpass.getuser()
        commands = commands.replace("/srv/clinics", str(self.checkout))
        commands = commands.replace("/var/backups/clinics", f"{self.place}/backups")
        commands = commands.replace("/var/lib/clinics", f"{self.place}/lib")
        commands = commands.replace("/etc/systemd/system", f"{self.place}/system")
        commands = commands.replace("--owner=clinics", f"--owner={me}")
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in (*OURS, "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")
        }
        path = f"{self.place}/bin:{server.binaries_directory()}:{clean['PATH']}"
        known = {"PATH": path, "CLINICS_ENVIRONMENT": f"{self.place}/environment", "CLINICS_USER": me}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=cwd or self.checkout,
            env=clean | known,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def asked_of_systemctl(self):
        log = self.place / "systemctl.log"
        lines = log.read_text().splitlines()
        log.unlink()
        return lines

    def sql(self, query):
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(query).fetchone()


def git(where, *arguments):
    done = subprocess.run(["git", *arguments], cwd=where, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(where, subject):
    git(where, "add", "--all")
    who = ["-c", "user.name=A", "-c", "user.email=a@mail.example"]
    git(where, *who, "commit", "--quiet", "--message", subject)


REMEMBER = """
INSERT INTO auth_group (name) VALUES ('kept');
INSERT INTO directory_ratelimitcount (digest, day, count) VALUES ('\\x00', current_date, 1);
INSERT INTO directory_indexsnapshot (release, history, number, part, parts, content)
SELECT 'r', history, number, 0, 1, '\\x00' FROM directory_version;
"""
STORED = """
SELECT history, ARRAY(SELECT name FROM auth_group), (SELECT count(*) FROM directory_ratelimitcount),
       (SELECT count(*) FROM directory_indexsnapshot), to_regclass('later_release') IS NOT NULL
FROM directory_version
"""


@pytest.fixture(scope="module")
def followed(tmp_path_factory, django_db_setup, django_db_blocker):
    """What was seen after each block of the document, in the order in which an operator meets them."""
    place = tmp_path_factory.mktemp("operations")
    seen = {}
    with django_db_blocker.unblock(), database() as production:
        one = Installation(place, production["DATABASE_URL"])
        one.release()
        git(place, "clone", "--quiet", one.origin, one.checkout)
        one.follow("prepare")
        one.follow("start")
        seen["started"] = one.asked_of_systemctl()
        seen["units"] = sorted(
            str(path.relative_to(place / "system")) for path in (place / "system").rglob("*")
        )
        one.run("deploy/run python manage.py new_history")  # as the first publication would
        with psycopg.connect(one.url, autocommit=True) as connection:
            connection.execute(REMEMBER)
        seen["backup"] = one.follow("backup").split()
        one.release_again()
        before = one.sql(STORED)
        one.asked_of_systemctl()
        one.follow("upgrade")
        seen["upgraded"] = one.asked_of_systemctl()
        seen["upgrade"] = (before, one.sql(STORED))
        seen["static"] = (one.checkout / "static-collected/directory/later.txt").exists()
        with psycopg.connect(one.url, autocommit=True) as connection:
            connection.execute("UPDATE auth_group SET name = 'made after the dump'")
        one.follow("restore")
        seen["restored"] = one.asked_of_systemctl()
        seen["restore"] = one.sql(STORED)
    return seen


def test_an_installation_has_every_unit_and_starts_what_runs(followed):
    shipped = ROOT / "deploy/systemd"

    assert followed["units"] == sorted(str(path.relative_to(shipped)) for path in shipped.rglob("*"))
    assert followed["started"][0] == "daemon-reload"
    enabled = [name for line in followed["started"][1:] for name in line.split()[2:]]
    assert sorted(enabled) == sorted(
        path.name for path in shipped.iterdir() if path.is_file() and "[Install]" in path.read_text()
    )


def test_a_backup_is_one_dump(followed):
    *_said, name = followed["backup"]

    assert re.fullmatch(r"clinics-\S+Z\.dump", name)


def test_an_upgrade_backs_up_migrates_collects_and_restarts(followed):
    (history, *before), (history_after, *after) = followed["upgrade"]

    assert followed["upgraded"] == [
        "start clinics-backup.service",
        "restart clinics.service clinics-mail.service",
    ]
    assert (before, after) == ([["kept"], 1, 1, False], [["kept"], 1, 1, True])
    assert history == history_after
    assert followed["static"]


def test_a_restore_of_an_earlier_release_is_migrated_in_a_new_history(followed):
    history, *rest = followed["restore"]

    assert rest == [["kept"], 0, 0, True]
    assert history != followed["upgrade"][0][0]
    assert [line.split()[0] for line in followed["restored"]] == ["stop", "start"]
