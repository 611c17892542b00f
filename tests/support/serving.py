"""A served site in a process of its own, with a database of its own, met over HTTP."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

from directory.management.commands.demo import LAST_LINE
from tests.support.commands import OURS, ROOT

FORM = "multipart/form-data; boundary=end-of-a-part"


@contextmanager
def the_one_of_this_run(tmp_path_factory, name="demonstrated"):
    """A directory shared by the processes of a test run, locked for one of them at a time."""
    own = tmp_path_factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place


def copy(cluster, place):
    """Copy a stopped cluster, and turn its fsync off, which only a power cut would need."""
    subprocess.run(["cp", "-a", cluster, place], check=True)
    with (place / "postgresql.conf").open("a") as file:
        file.write("fsync = off\n")


@contextmanager
def serving(place, environment, *, of=None):
    """The demonstration, with everything it writes under `place`. Yields its address.

    place  an empty directory: postgres/ the cluster, tmp/ temporary files, process.log what the process says
    of     a cluster to begin with a copy of, rather than with none; see the fixture `demonstrated`
    """
    if of:
        copy(of, place / "postgres")
    clean = {
        name: value for name, value in environment.items() if name not in (*OURS, "DJANGO_SETTINGS_MODULE")
    }
    (place / "tmp").mkdir()
    clean |= {"POSTGRES_DIR": str(place / "postgres"), "TMPDIR": str(place / "tmp"), "PYTHONUNBUFFERED": "1"}
    with (place / "process.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", "0"],
            cwd=ROOT,
            env=clean,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if line.strip() == LAST_LINE:
                    break
            yield re.search(r"http://127\.0\.0\.1:\d+", "".join(said))[0]
        finally:
            process.send_signal(signal.SIGTERM)  # a run in the background ignores SIGINT
            log.write(process.communicate(timeout=120)[0])


class Visitor:
    """A browser without scripts: stores cookies, follows redirects, sends forms."""

    def __init__(self, site):
        self.site, self.cookies = site, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, address):
        return self._asked(urllib.request.Request(self.site + address))

    def post(self, address, **fields):
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token} | fields).encode()
        return self._asked(urllib.request.Request(self.site + address, data=body))

    def send_file(self, address, content):
        parts = [
            'Content-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + self.token,
            'Content-Disposition: form-data; name="file"; filename="notebook.json"\r\n\r\n' + content,
        ]
        body = "".join(f"--end-of-a-part\r\n{part}\r\n" for part in parts) + "--end-of-a-part--\r\n"
        headers = {"Content-Type": FORM}
        return self._asked(urllib.request.Request(self.site + address, body.encode(), headers))

    @property
    def token(self):
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get("/notebook/open")[1])[1]

    def cookie(self, name):
        value = next(one.value for one in self.cookies if one.name == name)
        return value.strip('"')  # a sign such as "=" puts it between quotes

    def _asked(self, request):
        """(status, body)."""
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
