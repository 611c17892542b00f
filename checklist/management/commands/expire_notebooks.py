from django.core.management.base import BaseCommand
from django.utils import timezone

from checklist import shelf


class Command(BaseCommand):
    help = (
        "Delete the notebooks that nobody has touched for 180 days. Run it daily; prints how many, no more."
    )

    def handle(self, **options):
        shelf.forget_pairings(now=timezone.now())
        self.stdout.write(str(shelf.expire(today=timezone.localdate())))
