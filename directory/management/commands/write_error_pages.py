from django.conf import settings
from django.core.management.base import BaseCommand

from directory.fhir.outcomes import outcomes_of_nginx
from directory.web.errors import pages_of_nginx
from directory.web.open_data import problems_of_nginx


class Command(BaseCommand):
    help = (
        "Write the error pages that nginx sends by itself into deploy/errors. Run this after a change of the "
        "head, the foot, the help lines or the templates of errors, and commit what it writes."
    )
    requires_system_checks = []  # no database is needed

    def handle(self, **options):
        for name, text in (pages_of_nginx() | problems_of_nginx() | outcomes_of_nginx()).items():
            (settings.BASE_DIR / "deploy/errors" / name).write_text(text)
            self.stdout.write(f"deploy/errors/{name}")
