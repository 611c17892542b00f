"""The command of benchmarks/fit: see its docstring."""

import argparse
import os
from collections import Counter

from benchmarks.fit import sample

KINDS = ("infusion", "kap", "psychiatric", "home", "pain", "hospital")


def main(show_missing):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = f"fit_{os.getpid()}"  # apart from that of the tests
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        held = enter_all(sample.read())
    finally:
        teardown_databases(databases, verbosity=0)
    print_shares(held)
    if show_missing:
        print_missing(held)
    lost = [row for row in held if row[2] == "lost"]
    for clinic, sentence, _how, missing in lost:
        print(f"Lost: {clinic['name']}: {sentence['words']} {missing}")
    return len(lost)


def enter_all(clinics):
    """Enter each clinic, and read it back: a list of (clinic, sentence, how it is held, what is missing).

    How a sentence is held is its verdict, or "lost" where the draft does not hold what the verdict names.
    """
    from benchmarks.fit import forms

    held = []
    for clinic in clinics:
        stated, offerings = sample.joined(clinic)
        snapshot = forms.enter(clinic["name"], clinic["city"], clinic["state"], stated, offerings)
        for sentence in clinic["says"]:
            missing = sample.not_held(sentence, snapshot)
            held.append((clinic, sentence, "lost" if missing else sample.verdict(sentence), missing))
    return held


def print_shares(held):
    heads = ("clinics", "sentences", "exactly", "roughly", "not at all")
    print("kind of clinic  ", *(f"{head:>12}" for head in heads), sep="")
    for kind in (*KINDS, "all"):
        rows = [row for row in held if kind in ("all", row[0]["kind"])]
        how = Counter("none" if row[2] == "lost" else row[2] for row in rows)
        shares = [f"{how[one]} {100 * how[one] / len(rows):4.0f} %" for one in sample.VERDICTS]
        counts = [len({row[0]["name"] for row in rows}), len(rows)]
        print(f"{kind:<16}", *(f"{value:>12}" for value in (*counts, *shares)), sep="")


def print_missing(held):
    for clinic, sentence, how, _missing in held:
        if how != "exact":
            print(f"{how:<7}{sentence['of']:<18}{clinic['name']}: {sentence['words']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How much of what clinics say a listing holds.")
    parser.add_argument("--missing", action="store_true", help="also print what is not held exactly")
    raise SystemExit(main(parser.parse_args().missing))
