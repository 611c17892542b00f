from django.core.management.base import BaseCommand

from directory.models import Version


class Command(BaseCommand):
    help = (
        "Run this after a backup was restored. Copies of pages that browsers and caches keep from before the "
        "restore are no longer used, and every process reads the directory anew."
    )

    def handle(self, **options):
        self.stdout.write(f"A new history begins: {Version.begin_new_history()}")
