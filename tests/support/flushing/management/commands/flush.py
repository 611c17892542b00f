"""What Django's test cases call between tests that commit."""

from django.core.management.commands import flush

from tests.support.database import delete_all_rows


class Command(flush.Command):
    """Django's command truncates every table; ours deletes from those few that hold rows."""

    def handle(self, **options):
        delete_all_rows()
