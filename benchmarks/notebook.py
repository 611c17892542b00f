"""Time to unseal and seal a full notebook, beside a baseline, and to refuse each kind of wrong code.

    uv run python -m benchmarks.notebook

One run, in one process; the ratios mean something elsewhere, the milliseconds do not.

unseal and seal  what a save does around its change: decrypt and parse, serialize and encrypt, of a notebook
                 full of clinics, with an answer and a note of maximal length to every question
baseline         the same content through json alone, parsed and serialized
save             one answer through the view and PostgreSQL, in that notebook
page             all questions of one clinic, in that notebook
codes            a wrong, a withdrawn and a deleted code, in turn, at the form that opens a notebook: times
                 that differ would tell a guesser which codes exist
"""

import argparse
import json
import logging
import re
import time
from statistics import median

from benchmarks import generate

LISTINGS = 100  # of the generated directory; the notebook takes the first ones


def full_notebook(listings):
    """The content of a notebook with an answer to every question about each listing."""
    from checklist import notebook
    from checklist.questions.catalog import ACTIVE_QUESTIONS

    book = notebook.new()
    for number, listing in enumerate(listings):
        clinic = notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)
        for question in ACTIVE_QUESTIONS:
            note = f"{number} {question.key} They said that it depends. ".ljust(
                notebook.MAX_NOTE_CHARACTERS, "x"
            )
            notebook.set_answer(clinic, question.key, notebook.Answer("partly", note, False, listing.version))
    return book


def seconds(function):
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def print_row(name, times, baseline=None):
    """Print median and 95th percentile in milliseconds, and the ratio of the medians."""
    p50, p95 = 1000 * median(times), 1000 * sorted(times)[round(0.95 * (len(times) - 1))]
    ratio = f"{median(times) / median(baseline):10.2f}" if baseline else ""
    print(f"{name:24}{p50:10.2f}{p95:10.2f}{ratio}")


def measure_sealing(book, times):
    """Unseal and seal, and the baseline, in turn."""
    from checklist import seal

    secret = seal.new_secret()
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = seal.seal(text, secret=secret, version=1)

    def unseal_and_seal():
        content = json.loads(seal.unseal(sealed, key=seal.reading_key(secret), version=1))
        again = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        seal.seal(again, secret=secret, version=2)

    def baseline():
        json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode()

    pairs = [(seconds(unseal_and_seal), seconds(baseline)) for _time in range(times)]
    print(f"{len(text):,} bytes of content, {len(sealed):,} sealed")
    print(f"{'milliseconds':24}{'p50':>10}{'p95':>10}{'ratio':>10}")
    sealing, baselines = zip(*pairs, strict=True)
    print_row("unseal and seal", sealing, baselines)
    print_row("baseline: json alone", baselines, baselines)


def measure_pages(book, today, times):
    from django.test import Client

    from checklist import codes, storage
    from checklist.views.secret_cookie import COOKIE_NAME

    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"})
    secret = storage.create(today=today, book=book)
    client.cookies[COOKIE_NAME] = codes.code_from_secret(secret)
    address = f"/notebook/clinics/{book['clinics'][0]['id']}/"
    page_times, save_times = [], []
    for number in range(times):
        started = time.perf_counter()
        page = client.get(address + "all/").content.decode()
        page_times.append(time.perf_counter() - started)
        shown = re.search(r'name="A1-shown" value="(\w+)"', page)[1]
        fields = {"A1-impression": "worrying", "A1-note": f"{number} ".ljust(1_000, "y"), "A1-shown": shown}
        started = time.perf_counter()
        answer = client.post(address + "answers/", fields, headers={"HX-Request": "true"})
        save_times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise SystemExit(f"A save was answered with {answer.status_code}.")
    print_row("page of all questions", page_times)
    print_row("save of one answer", save_times)
    storage.delete(secret)


def measure_codes(book, today, times):
    from django.test import Client
    from django.urls import reverse

    from checklist import codes, seal, storage

    withdrawn = storage.create(today=today, book=book)
    stays = storage.withdraw(withdrawn, today=today)
    deleted = storage.create(today=today, book=book)
    storage.delete(deleted)
    kinds = {
        "wrong": lambda: codes.code_from_secret(seal.new_secret()),
        "withdrawn": lambda: codes.code_from_secret(withdrawn),
        "deleted": lambda: codes.code_from_secret(deleted),
        "no code at all": lambda: "nonsense",
    }
    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"})
    times_by_kind, refused = {kind: [] for kind in kinds}, reverse("notebook_not_opened")
    for round_ in range(times):
        order = list(kinds)[round_ % 4 :] + list(kinds)[: round_ % 4]  # no kind always follows the same one
        for kind in order:
            code = kinds[kind]()
            started = time.perf_counter()
            answer = client.post("/notebook/open", {"code": code})
            times_by_kind[kind].append(time.perf_counter() - started)
            if (answer.status_code, answer.headers.get("Location")) != (302, refused):
                raise SystemExit(f"The {kind} code was answered with {answer.status_code}.")
    print(f"{'code':24}{'p50':>10}{'p95':>10}{'ratio':>10}")
    for kind, times_of_kind in times_by_kind.items():
        print_row(kind, times_of_kind, times_by_kind["wrong"])
    storage.delete(stays)


def main(times):
    generate.set_up(LISTINGS)
    from django.utils import timezone

    from checklist import notebook
    from directory.models import Listing

    logging.getLogger("django.request").setLevel(logging.ERROR)  # each wrong code logs a line
    today = timezone.localdate()
    book = full_notebook(Listing.objects.public().order_by("pk")[: notebook.MAX_CLINICS])
    measure_sealing(book, times)
    measure_pages(book, today, max(20, times // 5))
    measure_codes(book, today, times * 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure a full notebook beside a baseline.")
    parser.add_argument("--times", type=int, default=200, help="how often each thing is measured")
    main(parser.parse_args().times)
