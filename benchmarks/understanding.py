"""Count how many of the cases of tests/search/cases the search reads right, and show the rest by kind.

    uv run python -m benchmarks.understanding [words|places] [KIND …]

Loads the invented clinics where they are missing, into the database of the demonstration. No clock.
Exit status: how many kinds are below LEAST.
"""

import os
import sys

LEAST = 0.95


def main(*wanted):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from directory.demo.clinics import load_clinics
    from tests.support.cases import by_kind, judge, read
    from tests.support.expected_words import Directory

    call_command("migrate", verbosity=0, interactive=False)
    load_clinics()
    directory = Directory(timezone.localdate())
    files = [name for name in wanted if name in ("words", "places")] or ["words", "places"]
    kinds = set(wanted) - {"words", "places"}
    below = 0
    for name in files:
        verdicts = [judge(case, directory) for case in read(name) if not kinds or case.kind in kinds]
        for kind, judged in by_kind(verdicts).items():
            wrong = [verdict for verdict in judged if not verdict.is_right]
            below += 1 - len(wrong) / len(judged) < LEAST
            print(f"{name}: {kind}: {len(judged) - len(wrong)} of {len(judged)} right")
            for verdict in wrong:
                print(
                    f"    {verdict.case.typed[:70]!r} → {verdict.case.expected[:90]}\n        {verdict.came}"
                )
        right = sum(verdict.is_right for verdict in verdicts)
        print(f"{name}: {right} of {len(verdicts)} right ({right / max(len(verdicts), 1):.0%})\n")
    return below


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
