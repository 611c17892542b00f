"""CPU time of a small and a full notebook: of its sealing, its pages and a save; and of each wrong code.

    uv run python -m benchmarks.notebook

One run, in one process. CPU time of the thread; that of PostgreSQL is not in it.

full, small      twelve clinics with a note of maximal length to every question; one answer
derive           row, key and proof from the secret, as every request does
seal a save      what a save of one answer does around its change: root and one leaf, read and sealed
seal all         the same where all leaves are sealed anew
baseline         the same content through json alone, parsed and serialized
pages            through the views and PostgreSQL, warm
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


def small_notebook(listing):
    """The content of a notebook with one answer."""
    from checklist import notebook

    book = notebook.new()
    clinic = notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)
    notebook.set_answer(clinic, "A1", notebook.Answer("partly", "They said that it depends.", False, 1))
    return book


def seconds(function):
    """CPU seconds of this thread."""
    started = time.thread_time()
    function()
    return time.thread_time() - started


def print_row(name, times, baseline=None):
    """Print median and 95th percentile in milliseconds, and the ratio of the medians."""
    p50, p95 = 1000 * median(times), 1000 * sorted(times)[round(0.95 * (len(times) - 1))]
    ratio = f"{median(times) / median(baseline):10.2f}" if baseline else ""
    print(f"{name:24}{p50:10.2f}{p95:10.2f}{ratio}")


def measure_sealing(name, book, times):
    """What a save reads and seals, and the same content through json alone, in turn."""
    from checklist import leaves, seal

    secret = seal.new_secret()
    key, layout = seal.reading_key(secret), leaves.arranged(book, version=1, held={})
    size = leaves.leaf_bytes(layout.step)
    root = _sealed(layout.root, key, 0, leaves.root_bytes(layout.step))
    sealed = {number: _sealed(text, key, number, size) for number, text in layout.leaves.items()}
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode()

    def derive():
        seal.reading_key(secret), seal.proof_digest(secret)

    def seal_a_save():
        opened = leaves.read_root(seal.unseal(root, key=key, number=0, version=1))
        held = leaves.read_leaf(seal.unseal(sealed[3], key=key, number=3, version=1))
        changed = leaves.changed(opened.book, opened, number=3, held=held)
        _sealed(changed.root, key, 0, leaves.root_bytes(layout.step))
        _sealed(changed.leaves[3], key, 3, size)

    def seal_all():
        opened = leaves.read_root(seal.unseal(root, key=key, number=0, version=1))
        held = {}
        for number, one in sealed.items():
            held |= leaves.read_leaf(seal.unseal(one, key=key, number=number, version=1))
        arranged = leaves.arranged(leaves.read_texts(opened.book, held), version=2, held=held)
        for number, one in arranged.leaves.items():
            _sealed(one, key, number, size)

    def baseline():
        json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode()

    print(f"{name}: {len(text):,} bytes of content; root {len(root):,}, each leaf {len(sealed[1]):,}")
    print(f"{'CPU milliseconds':24}{'p50':>10}{'p95':>10}{'ratio':>10}")
    measured = [[seconds(one) for one in (derive, seal_a_save, seal_all, baseline)] for _time in range(times)]
    *columns, baselines = zip(*measured, strict=True)
    for label, column in zip(("derive", "seal a save", "seal all"), columns, strict=True):
        print_row(label, column, baselines)
    print_row("baseline: json alone", baselines, baselines)


def _sealed(text, key, number, size):
    from checklist import seal

    return seal.seal(text, key=key, number=number, version=1, size=size)


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
        started = time.thread_time()
        page = client.get(address + "all/").content.decode()
        page_times.append(time.thread_time() - started)
        shown = re.search(r'name="A1-shown" value="(\w+)"', page)[1]
        fields = {"A1-impression": "worrying", "A1-note": f"{number} ".ljust(1_000, "y"), "A1-shown": shown}
        started = time.thread_time()
        answer = client.post(address + "answers/", fields, headers={"HX-Request": "true"})
        save_times.append(time.thread_time() - started)
        if answer.status_code != 200:
            raise SystemExit(f"A save was answered with {answer.status_code}.")
    print_row("page of all questions", page_times)
    print_row("save of one answer", save_times)
    for name in ("/notebook/", "/notebook/kept/", address, address + "first-call/", "/notebook/compare/"):
        print_row(
            name.replace(address, "…/"), [seconds(lambda name=name: client.get(name)) for _ in range(9)]
        )
    storage.delete(secret)


def measure_public_pages(times):
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https", "accept-encoding": "gzip"})
    print(f"{'public page':24}{'p50':>10}{'p95':>10}")
    for address in ("/checklist/", "/checklist/first-call/", "/guide/", "/guide/sources/", "/guide/risks/"):
        print_row(address, [seconds(lambda address=address: client.get(address)) for _ in range(times)])


def measure_codes(book, today, times):
    from django.test import Client
    from django.urls import reverse

    from checklist import codes, seal, storage
    from directory.web import rate_limit

    rate_limit.LIMITS["notebook opening"] = rate_limit.RateLimit(times * 8, hours=1)
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
            started = time.thread_time()
            answer = client.post("/notebook/open", {"code": code})
            times_by_kind[kind].append(time.thread_time() - started)
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
    listings = Listing.objects.public().order_by("pk")[: notebook.MAX_CLINICS]
    book = full_notebook(listings)
    for name, one in (("small", small_notebook(listings[0])), ("full", book)):
        measure_sealing(name, one, times)
        measure_pages(one, today, max(20, times // 5))
    measure_public_pages(20)
    measure_codes(book, today, times * 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure notebooks beside a baseline.")
    parser.add_argument("--times", type=int, default=200, help="how often each thing is measured")
    main(parser.parse_args().times)
