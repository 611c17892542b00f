"""compose.yaml as podman runs it where no image can be pulled, and no systemd keeps containers healthy.

podman-compose reads the file. What it would then do is done here, container by container, because it waits
for health checks that podman gives to systemd. Images of Debian, made by mmdebstrap, stand in for the
published ones.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.support.commands import ROOT

RUNTIME = ["--runtime=runc", "--cgroup-manager=cgroupfs"]
LIMITS = ["--ulimit=nofile=1024:1024", "--ulimit=nproc=1000:1000"]
BASE, DATABASE = "localhost/clinics-stand-in", "localhost/clinics-stand-in-database"
PACKAGES = "ca-certificates,nginx-light,postgresql,python3,python3-venv"
SECONDS = 300  # until a container that does not become healthy fails the test

# As the image of PostgreSQL starts: with the role and the database of its environment.
DATABASE_ENTRYPOINT = """#!/bin/sh
set -eu
data=/var/lib/postgresql/stand-in
as_postgres() { runuser -u postgres -- "$@"; }
if [ ! -e "$data/PG_VERSION" ]; then
    install -d -o postgres -m 700 "$data"
    as_postgres initdb --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 "$data"
    echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
    as_postgres pg_ctl -w -D "$data" -o "-c listen_addresses= -k /tmp" start
    psql -h /tmp -U postgres -c "CREATE ROLE $POSTGRES_USER LOGIN SUPERUSER PASSWORD '$POSTGRES_PASSWORD'"
    psql -h /tmp -U postgres -c "CREATE DATABASE $POSTGRES_DB OWNER $POSTGRES_USER"
    as_postgres pg_ctl -w -D "$data" stop
fi
exec runuser -u postgres -- postgres -D "$data" -c "listen_addresses=*" -c unix_socket_directories=/tmp
"""
DATABASE_FILE = f"""
FROM {BASE}
COPY entrypoint /entrypoint
RUN ln -s /usr/lib/postgresql/*/bin /opt/postgresql
ENV PATH=/opt/postgresql:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
ENTRYPOINT ["/entrypoint"]
"""


def podman(*arguments, check=True, **kwargs):
    done = subprocess.run(["podman", *arguments], capture_output=True, text=True, **kwargs)
    assert not check or done.returncode == 0, f"podman {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done


def build(folder, name, *options):
    podman(
        *RUNTIME[:1],
        "build",
        "--isolation=chroot",
        "--network=host",
        "--format=docker",
        *options,
        "-t",
        name,
        folder,
    )


def make_stand_ins():
    """The images of Debian, with how this machine reaches package registries. Later runs find them."""
    if podman("image", "exists", f"{BASE}-plain", check=False).returncode:
        with tempfile.TemporaryDirectory() as place:
            debian = f"{place}/debian.tar"
            made = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={PACKAGES}", "trixie", debian]
            subprocess.run(made, check=True)
            podman("import", debian, f"{BASE}-plain")
    with tempfile.TemporaryDirectory() as place:
        lines = [f"FROM {BASE}-plain"]
        for path in ("/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf", "/etc/uv/uv.toml"):
            if Path(path).exists():
                shutil.copy(path, place)
                lines.append(f"COPY {Path(path).name} {path}")
        if not Path("/etc/uv/uv.toml").exists():
            (Path(place) / "uv.toml").write_text("system-certs = true\n")
            lines.append("COPY uv.toml /etc/uv/uv.toml")
        (Path(place) / "Containerfile").write_text("\n".join(lines))
        build(place, BASE)
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "entrypoint").write_text(DATABASE_ENTRYPOINT)
        (Path(place) / "entrypoint").chmod(0o755)
        (Path(place) / "Containerfile").write_text(DATABASE_FILE)
        build(place, DATABASE)


def read_compose(**values):
    """compose.yaml with values for its variables, as podman-compose understands it: a dict."""
    read = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"
    uv = [os.environ.get("UV", "uv"), "run", "--no-project", "--with", "podman-compose"]
    known = os.environ | values
    said = subprocess.run(
        [*uv, "podman-compose", "config"], cwd=ROOT, env=known, capture_output=True, check=True
    )
    done = subprocess.run([*uv, "python", "-c", read], input=said.stdout, capture_output=True, check=True)
    return json.loads(done.stdout)


class Site:
    """The containers of a compose file, under a prefix of their own."""

    def __init__(self, compose, prefix):
        self.services, self.prefix = compose["services"], prefix
        self.started = []

    def build(self):
        for service in self.services.values():
            if made := service.get("build"):
                options = [f"--build-arg={one}" for one in made["args"]]
                build(ROOT, service["image"], *options, f"--target={made['target']}")

    def start(self, name):
        """Start a service, after those that it depends on are as it demands."""
        if name in self.started:
            return
        service = self.services[name]
        for other, wanted in service.get("depends_on", {}).items():
            self.start(other)
            self.wait_for(other, wanted["condition"])
        self.started.append(name)
        podman(*RUNTIME, "run", "--detach", *LIMITS, *self._options(name, service))

    def _options(self, name, service):
        yield from (f"--name={self.prefix}-{name}", f"--network={self.prefix}", f"--network-alias={name}")
        yield from (f"--env={key}={value}" for key, value in service["environment"].items())
        yield from (f"--cap-drop={one}" for one in service.get("cap_drop", []))
        yield from (f"--security-opt={one}" for one in service.get("security_opt", []))
        yield from (f"--tmpfs={one}" for one in service.get("tmpfs", []))
        yield from (f"--publish={one}" for one in service.get("ports", []))
        yield from ["--read-only"] * bool(service.get("read_only"))
        yield from (f"--volume={self._volume(one)}" for one in service.get("volumes", []))
        entrypoint = service.get("entrypoint", [])
        yield from (f"--entrypoint={json.dumps(entrypoint)}" for _once in entrypoint[:1])
        yield from ("--no-healthcheck", service["image"], *service.get("command", []))

    def _volume(self, words):
        source, rest = words.split(":", 1)
        if source.startswith((".", "/")):
            return f"{(ROOT / source).resolve()}:{rest}"
        return f"{self.prefix}-{source}:{rest}"

    def wait_for(self, name, condition):
        if condition == "service_completed_successfully":
            code = podman("wait", f"{self.prefix}-{name}", timeout=SECONDS).stdout.strip()
            assert code == "0", self.log(name)
            return
        _cmd, *test = self.services[name]["healthcheck"]["test"]
        deadline = time.monotonic() + SECONDS
        while self.run(name, *test).returncode:
            is_hopeless = time.monotonic() > deadline or not self._is_running(name)
            assert not is_hopeless, self.log(name)
            time.sleep(1)

    def _is_running(self, name):
        state = podman("inspect", "--format={{.State.Running}}", f"{self.prefix}-{name}")
        return state.stdout.strip() == "true"

    def run(self, name, *command):
        """The process of a command inside the container of a service."""
        return podman(*RUNTIME, "exec", f"{self.prefix}-{name}", *command, check=False)

    def restart(self, name):
        podman(*RUNTIME, "restart", f"{self.prefix}-{name}")
        self.wait_for(name, "service_healthy")

    def log(self, name):
        done = podman("logs", f"{self.prefix}-{name}", check=False)
        return done.stdout + done.stderr


@contextmanager
def composed(**values):
    """The running site of compose.yaml, with values for its variables."""
    make_stand_ins()
    bases = {"BASE": BASE, "FRONT_BASE": BASE, "DATABASE_IMAGE": DATABASE}
    site = Site(read_compose(**bases, **values), f"clinics-test-{os.getpid()}")
    site.build()
    podman("network", "create", site.prefix)
    try:
        for name in site.services:
            site.start(name)
        yield site
    finally:
        for name in reversed(site.started):
            podman(*RUNTIME, "rm", "--force", "--volumes", "--time=5", f"{site.prefix}-{name}", check=False)
        volumes = podman("volume", "ls", "--quiet", f"--filter=name={site.prefix}-").stdout.split()
        podman("volume", "rm", *volumes, check=False) if volumes else None
        podman("network", "rm", site.prefix, check=False)
