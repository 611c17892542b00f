import errno
import logging
import signal
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application
from django.db import Error, connection
from django.urls import reverse
from tqdm import tqdm

from config.postgres.connections import without_timeouts
from directory.data_files.editions import BusyError
from directory.data_files.write import write_data
from directory.demo import accounts
from directory.demo import clinics as demo_clinics
from directory.models import Clinic, Listing

log = logging.getLogger("directory.demo")

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PREPARE_LOCK = 5550100  # number of the advisory lock that is held while the database is prepared
LAST_LINE = "Stop it with Ctrl-C."  # printed when the site answers; tests wait for it


class Command(BaseCommand):
    help = "Make a directory of invented clinics on this machine and serve it until stopped."
    requires_system_checks = []  # some query the database, which this command creates

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="The port on 127.0.0.1; default 8000.")
        parser.add_argument(
            "--empty", action="store_true", help="Places but no invented clinics, to import real ones."
        )
        parser.add_argument(
            "--fresh", action="store_true", help="Delete everything in the demonstration's database first."
        )

    def handle(self, *, port, empty, fresh, **options):
        if not settings.DEMO:
            raise CommandError(
                "SECRET_KEY or DATABASE_URL is set, as on a real site. The demonstration runs without them."
            )
        if fresh and not self.is_embedded():
            raise CommandError(
                "--fresh deletes a whole database, and DATABASE_URL names one that may hold more than a "
                "demonstration. Empty it yourself, or unset DATABASE_URL."
            )
        for number in STOP_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores it
                signal.signal(number, raise_keyboard_interrupt)
        try:
            # The port is bound first: a request that comes early waits for its answer.
            with bind(port) as server:
                settings.SITE_URL = f"http://127.0.0.1:{server.server_port}"  # in letters and in the data
                self.prepare(empty=empty, fresh=fresh)
                with suppress(OSError):  # a checkout that can't be written serves all the same
                    settings.DEMO_NOTE.write_text(settings.SITE_URL)
                settings.INVENTED = not empty
                server.set_app(get_internal_wsgi_application())
                self.show_addresses(settings.SITE_URL)
                writer = FileWriter()
                try:
                    writer.start()
                    server.serve_forever()
                finally:
                    writer.stop()
        except KeyboardInterrupt:
            self.stdout.write("")

    def is_embedded(self):
        return settings.DATABASES["default"]["ENGINE"] == "config.postgres"

    def prepare(self, *, empty, fresh):
        started = time.monotonic()
        with prepare_lock():
            if fresh:
                demo_clinics.drop_all_tables()
            call_command("migrate", verbosity=0, interactive=False)
            self.refuse_mixed_clinics(empty=empty)
            with without_timeouts():  # on a busy machine, a clinic takes seconds to be made
                if not empty:
                    progress = partial(tqdm, desc="Invented clinics", unit="", disable=None, leave=False)
                    demo_clinics.load_clinics(progress=progress)
                # No known passwords beside real clinics on another server.
                if not empty or self.is_embedded():
                    accounts.create_accounts()
        clinics = Listing.objects.public().count()
        connection.close()
        self.stdout.write(f"Ready after {time.monotonic() - started:.0f} s, with {clinics:,} clinics.")

    def refuse_mixed_clinics(self, *, empty):
        """Raise CommandError if the database would hold both invented and real clinics."""
        invented = demo_clinics.invented_clinics().count()
        others = Clinic.objects.count() - invented
        if empty and invented:
            raise CommandError(
                f"This database holds {invented:,} invented clinics. To begin anew without them, and delete "
                "everything in it: manage.py demo --empty --fresh"
            )
        if others and not invented and not empty:
            raise CommandError(
                f"This database holds {others:,} clinics that are not invented. To serve them: "
                "manage.py demo --empty. To delete them and start over: manage.py demo --fresh"
            )

    def show_addresses(self, site):
        lines = [("The directory", reverse("home")), ("Clinics", reverse("clinics"))]
        first = Listing.objects.public().filter(clinic__source="invented:tern-house").first()
        if first:
            lines += [
                ("Near Denver", reverse("clinics") + "?near=Denver,+CO"),
                ("One clinic", first.get_absolute_url()),
                ("Its history", reverse("history", args=[first.slug])),
            ]
        lines += [
            ("All as CSV", reverse("clinics_csv")),
            ("All as JSON", reverse("clinics_json")),
            ("What is new", reverse("clinics_atom")),
            ("All as files", reverse("data_index")),
            ("How to read them", reverse("data")),
            ("How it is checked", reverse("about")),
            ("Every component", reverse("about_components")),
            ("The checklist", reverse("checklist")),
            ("The guides", reverse("guides")),
            ("A notebook", reverse("notebook")),
            ("For clinics", reverse("portal:index")),
            ("For moderators", reverse("admin:index")),
            ("Letters sent", reverse("demo_letters")),
        ]
        people = accounts.existing_accounts()
        connection.close()
        for label, address in lines:
            self.stdout.write(f"  {label:<18} {site}{address}")
        if people:
            self.stdout.write(f"Sign in with the password “{accounts.PASSWORD}” as:")
            for email, who in people:
                self.stdout.write(f"  {email:<24} {who}")
            self.stdout.write(f"The moderator's current six digits: {site}{reverse('demo_code')}")
        self.stdout.write(LAST_LINE)
        self.stdout.flush()


class FileWriter(threading.Thread):
    """Writes the files of the whole directory, beside the server. The demonstration goes on if that fails."""

    def __init__(self):
        super().__init__(daemon=True)
        self.stopping = threading.Event()

    def run(self):
        try:
            # Without the guard: `--fresh` and `--empty` begin with other clinics.
            write_data(Path(settings.DATA_DIR), however_few=True, progress=self.until_stopped)
        except StoppedError:
            pass
        except (BusyError, OSError, Error) as error:
            if not self.stopping.is_set():  # else the database was stopped with the demonstration
                log.warning("The files under /data/ were not written: %s", type(error).__name__)
        finally:
            connection.close()

    def until_stopped(self, rows, total):
        for row in rows:
            if self.stopping.is_set():
                raise StoppedError
            yield row

    def stop(self):
        """Let it end, and wait for it. Ctrl-C may have come before it was started."""
        self.stopping.set()
        if self.is_alive():
            self.join()


class StoppedError(Exception):
    """The demonstration ends."""


class RequestHandler(WSGIRequestHandler):
    """WSGIRequestHandler without Nagle's algorithm, which delays each part of a response by 40 ms."""

    disable_nagle_algorithm = True


def bind(port):
    """A server bound to a port of 127.0.0.1, not serving yet; port 0 takes any free port."""
    try:
        return ThreadedWSGIServer(("127.0.0.1", port), RequestHandler)
    except OverflowError:
        raise CommandError(f"There is no port {port}. Choose one from 1024 to 65535.") from None
    except OSError as error:
        if error.errno == errno.EACCES:
            raise CommandError(
                f"Port {port} needs an administrator. Choose one from 1024 to 65535."
            ) from None
        if error.errno != errno.EADDRINUSE:
            raise
        other = port + 1 if port < 65535 else port - 1
        raise CommandError(
            f"Port {port} is in use. Stop what uses it, or choose another one: manage.py demo --port {other}"
        ) from None


@contextmanager
def prepare_lock():
    """Hold an advisory lock, so that of two demos that start at once only one prepares the database."""
    with connection.cursor() as cursor:
        while not scalar(cursor, f"SELECT pg_try_advisory_lock({PREPARE_LOCK})"):
            time.sleep(0.1)
        try:
            yield
        finally:
            if connection.is_usable():
                cursor.execute(f"SELECT pg_advisory_unlock({PREPARE_LOCK})")


def scalar(cursor, query):
    cursor.execute(query)
    return cursor.fetchone()[0]


def raise_keyboard_interrupt(number, frame):
    """Handle every stop signal as Ctrl-C, and ignore further ones while the process ends."""
    for stop_signal in STOP_SIGNALS:
        signal.signal(stop_signal, signal.SIG_IGN)
    raise KeyboardInterrupt
