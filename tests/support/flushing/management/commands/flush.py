"""What Django's test cases call between tests that commit."""

from django.core.management.commands import flush

from tests.support.browsing import RequestHandler
from tests.support.database import delete_all_rows
from tests.support.waiting import soon


class Command(flush.Command):
    """Django's command truncates every table; ours deletes from those few that hold rows.

    It first waits for the requests that outlive their page, which would write between two tests.
    """

    def handle(self, **options):
        soon(lambda: not RequestHandler.under_way)
        delete_all_rows()
