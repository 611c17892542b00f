import signal
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from config import metrics


class Command(BaseCommand):
    help = "Serve /metrics for Prometheus until stopped, on a port of its own."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="Where to listen; default 127.0.0.1.")
        parser.add_argument("--port", type=int, default=9101, help="Default 9101; 0 for any free port.")

    def handle(self, *, host, port, **options):
        if not settings.METRICS_DIR:
            raise CommandError(
                "Nothing counts requests. Set METRICS_DIR to an empty directory, for the site and for this "
                "command alike."
            )
        stopping = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_signal: stopping.set())
        try:
            server, thread = start_http_server(port, host, metrics.registry(settings.METRICS_DIR))
        except OSError as error:
            raise CommandError(
                f"The port {port} of {host} cannot be used: {error.strerror}. Choose another one with --port."
            ) from None
        self.stdout.write(f"Metrics: http://{host}:{server.server_port}/metrics")
        self.stdout.flush()
        stopping.wait()
        server.shutdown()
        thread.join()
