from django.core.management.base import BaseCommand

from config.doctor import counted, examine


class Command(BaseCommand):
    help = (
        "Look at this installation: what is wrong with it, and what to do. Changes nothing, and fails if "
        "something is wrong."
    )
    requires_system_checks = ()

    def handle(self, **options):
        wrong = 0
        for subject, findings in examine():
            self.stdout.write(subject)
            for finding in findings:
                self.stdout.write(f"  {'✗' if finding.remedy else '✓'} {finding.what}")
                if finding.remedy:
                    self.stdout.write(f"    → {finding.remedy}")
                    wrong += 1
        if wrong:
            self.stdout.write(f"\n{counted(wrong, 'thing', 'things')} to mend, marked ✗ above.")
            raise SystemExit(1)
        self.stdout.write("\nNothing is wrong that can be seen from here.")
