"""deploy/systemd/: systemd accepts the units, they are shut off, and all that runs on a timer has one."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.support.commands import ROOT

UNITS = ROOT / "deploy/systemd"
OPERATIONS = (ROOT / "docs/operations.md").read_text()
ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
MAX_EXPOSURE = 2.0  # of 10, as systemd-analyze security counts


def lines_of(name, key):
    """The values of all lines `key=…` of a unit, with continued lines joined."""
    words = (UNITS / name).read_text().replace("\\\n", " ")
    return re.findall(rf"^{key}=(.*)$", words, re.MULTILINE)


def commands_started_by(timer):
    """The commands of manage.py that the service of a timer starts, each as a service of its own."""
    return re.findall(r"clinics-command@(\w+)\.service", " ".join(lines_of(f"{timer}.service", "Wants")))


# ---- without systemd


def test_every_command_that_operations_names_for_a_timer_is_started_by_one():
    named = {
        period: re.findall(r"^\| `(\w+)` \| " + period, OPERATIONS, re.MULTILINE)
        for period in ("hourly", "daily", "weekly")
    }

    assert named == {period: commands_started_by(f"clinics-{period}") for period in named}
    assert {*named["hourly"], *named["daily"], *named["weekly"]} <= {*get_commands()}


def test_the_container_runs_the_same_commands():
    loops = re.findall(r"for command in (.+); do", (ROOT / "deploy/container/timers").read_text())

    assert [loop.split() for loop in loops] == [
        commands_started_by("clinics-hourly"),
        [*commands_started_by("clinics-daily"), *commands_started_by("clinics-weekly")],
    ]


def test_the_files_of_the_directory_are_written_where_nginx_reads_them():
    places = {
        *lines_of("clinics-command@write_data.service.d/files.conf", "ReadWritePaths"),
        "-" + re.search(r"alias (\S+)/files/\$data_file;", (ROOT / "deploy/nginx.conf").read_text())[1],
        "-" + re.search(r"DATA_DIR='(.+)'", OPERATIONS)[1],
        "-" + re.search(r"DATA_DIR: (.+)", (ROOT / "compose.yaml").read_text())[1],
    }

    assert places == {"-/var/lib/clinics/data"}


def test_every_unit_is_named_in_operations_and_every_timer_has_its_service():
    units = {path.name for path in UNITS.iterdir() if path.is_file()}

    assert units == set(re.findall(r"clinics[\w@-]*\.(?:service|timer)(?!\.d)", OPERATIONS))
    assert {name.replace(".timer", ".service") for name in units if name.endswith(".timer")} <= units


def test_each_command_that_a_unit_runs_is_one_of_manage():
    commands = {
        word
        for path in UNITS.glob("*.service")
        for line in lines_of(path.name, "ExecStart")
        for word in re.findall(r" manage\.py (\S+)", line)
    }

    assert commands == {"send_mail", "serve_metrics", "%i"}
    assert commands - {"%i"} <= {*get_commands()}


def test_the_application_and_the_figures_share_one_directory():
    directory = lines_of("clinics.service", "Environment")

    assert (
        directory
        == ["METRICS_DIR=/run/clinics/metrics"]
        == lines_of("clinics-metrics.service", "Environment")
    )
    assert lines_of("clinics.service", "RuntimeDirectory") == ["clinics clinics/metrics"]


def test_the_container_starts_the_application_as_the_unit_does():
    (unit,) = lines_of("clinics.service", "ExecStart")
    script = (ROOT / "deploy/container/web").read_text().replace("\\\n", " ")
    container = re.search(r"^exec (granian .+)$", script, re.MULTILINE)[1]

    assert container.split() == [
        "0.0.0.0" if word == "127.0.0.1" else word
        for word in unit.replace("/srv/clinics/.venv/bin/", "").replace("--workers 2", "").split()
    ]


def test_the_front_of_the_container_finds_every_line_that_it_edits():
    patterns = re.findall(r'-e "s\|(.+?)\|', (ROOT / "deploy/container/front").read_text())
    shipped = (ROOT / "deploy/nginx.conf").read_text()

    assert len(patterns) == 5
    assert [one for one in patterns if not re.search(one.replace(r"\\$", r"\$"), shipped)] == []


# ---- as systemd reads them


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The units, with the checkout where this one is."""
    place = tmp_path_factory.mktemp("units") / "system"
    shutil.copytree(UNITS, place, symlinks=True)
    for path in place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.write_text(path.read_text().replace("/srv/clinics", str(ROOT)))
    return place


def analyze(place, *arguments):
    return subprocess.run(
        [ANALYZE, *arguments],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{place}:", "SYSTEMD_COLORS": "0"},
        capture_output=True,
        text=True,
    )


@with_systemd
def test_systemd_accepts_every_unit(installed):
    names = [path.name.replace("@.", "@remind.") for path in installed.iterdir() if path.is_file()]
    done = analyze(installed, "verify", "--man=no", *names)
    ours = [line for line in done.stderr.splitlines() if "clinics" in line]

    assert (ours, done.returncode) == ([], 0)


@with_systemd
def test_systemd_would_say_what_is_wrong(installed, tmp_path):
    shutil.copytree(installed, tmp_path / "system", symlinks=True)
    unit = tmp_path / "system/clinics-mail.service"
    unit.write_text(unit.read_text().replace("ExecStart=", "ExecStrat="))
    done = analyze(tmp_path / "system", "verify", "--man=no", unit.name)

    assert done.returncode != 0
    assert "ExecStrat" in done.stderr


@with_systemd
@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("*.service")))
def test_every_service_is_shut_off_from_the_machine(installed, unit):
    done = analyze(installed, "security", "--no-pager", "--offline=true", str(installed / unit))
    exposure = float(re.search(r"Overall exposure level for \S+ ([\d.]+)", done.stdout)[1])

    assert exposure <= MAX_EXPOSURE


@with_systemd
@pytest.mark.parametrize("timer", sorted(path.name for path in UNITS.glob("*.timer")))
def test_every_timer_elapses_again(timer):
    (calendar,) = lines_of(timer, "OnCalendar")
    done = analyze(UNITS, "calendar", calendar)

    assert re.search(r"Next elapse: \w{3} \d{4}-", done.stdout), done.stderr


# ---- the backup


def programs(place, **scripts):
    """A directory with programs that stand in for PostgreSQL's."""
    place.mkdir()
    for name, script in scripts.items():
        (place / name).write_text(f"#!/bin/sh\n{script}\n")
        (place / name).chmod(0o755)
    return f"{place}:{os.environ['PATH']}"


def back_up(tmp_path, dump):
    """Run deploy/backup where three dumps lie: new, old, and one of somebody else."""
    kept = tmp_path / "backups"
    kept.mkdir()
    for name, days in (("clinics-new.dump", 1), ("clinics-old.dump", 40), ("other-old.dump", 40)):
        (kept / name).touch()
        subprocess.run(["touch", f"--date={days} days ago", kept / name], check=True)
    known = {
        "PATH": programs(tmp_path / "bin", pg_dump=dump, pg_restore="exit 0"),
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "BACKUP_DIR": str(kept),
        "KEEP_DAYS": "30",
    }
    done = subprocess.run([ROOT / "deploy/backup"], env=known, capture_output=True, text=True)
    return done, {path.name for path in kept.iterdir()}


WRITES = 'for one in "$@"; do case $one in --file=*) echo dump >"${one#--file=}";; esac; done'


def test_a_backup_keeps_what_is_new_and_deletes_its_own_that_are_old(tmp_path):
    done, names = back_up(tmp_path, WRITES)
    made = Path(done.stdout.strip())

    assert (done.returncode, names) == (0, {"clinics-new.dump", "other-old.dump", made.name})
    assert re.fullmatch(r"clinics-\d{4}-\d\d-\d\dT\d{6}Z\.dump", made.name)
    assert made.stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_deletes_nothing_and_says_so(tmp_path):
    done, names = back_up(tmp_path, f"{WRITES}; exit 1")

    assert done.returncode == 1
    assert {name for name in names if not name.endswith(".part")} == {
        "clinics-new.dump",
        "clinics-old.dump",
        "other-old.dump",
    }
