"""How long a full notebook takes to open and to seal, beside a floor; and does time tell codes apart?

    uv run python -m benchmarks.notebook

One run, in one process; only the ratios mean anything elsewhere.

open and seal  what a save does around its change: decrypt and read, write and encrypt, of twelve clinics with
               an answer and a note of a thousand signs to every question
floor          the same content through json alone, there and back
save           one answer through the view and PostgreSQL, the notebook that full
page           all questions of one clinic, the same
codes          a wrong, a withdrawn and a deleted code, in turn, at the form that opens a notebook
"""

import argparse
import json
import logging
import re
import time
from statistics import median

from benchmarks import made

CLINICS = 100  # in the made directory: twelve are kept


def full(listings):
    """A notebook with nothing more to add but questions of one's own."""
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


def seconds(act):
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def told(name, times, beside=None):
    middle, high = 1000 * median(times), 1000 * sorted(times)[round(0.95 * (len(times) - 1))]
    ratio = f"{median(times) / median(beside):10.2f}" if beside else ""
    print(f"{name:24}{middle:10.2f}{high:10.2f}{ratio}")


def sealing(book, times):
    """Open and seal, and the floor, in turn."""
    from checklist import seal

    secret = seal.new_secret()
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = seal.seal(text, secret=secret, version=1)

    def both():
        inside = json.loads(seal.unseal(sealed, secret=secret, version=1))
        again = json.dumps(inside, ensure_ascii=False, separators=(",", ":")).encode()
        seal.seal(again, secret=secret, version=2)

    def floor():
        json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")).encode()

    pairs = [(seconds(both), seconds(floor)) for _time in range(times)]
    print(f"{len(text):,} bytes of content, {len(sealed):,} sealed")
    print(f"{'milliseconds':24}{'p50':>10}{'p95':>10}{'to floor':>10}")
    ours, floors = zip(*pairs, strict=True)
    told("open and seal", ours, floors)
    told("floor: json alone", floors, floors)


def pages(book, today, times):
    from django.test import Client

    from checklist import codes, storage
    from checklist.views.secret_cookie import COOKIE_NAME

    client = Client(headers={"host": "127.0.0.1", "x-forwarded-proto": "https"})
    secret = storage.create(today=today, book=book)
    client.cookies[COOKIE_NAME] = codes.code_from_secret(secret)
    address = f"/notebook/clinics/{book['clinics'][0]['id']}/"
    looked, saved = [], []
    for number in range(times):
        begun = time.perf_counter()
        page = client.get(address + "all/").content.decode()
        looked.append(time.perf_counter() - begun)
        was = re.search(r'name="A1-shown" value="(\w+)"', page)[1]
        said = {"A1-impression": "worrying", "A1-note": f"{number} ".ljust(1_000, "y"), "A1-shown": was}
        begun = time.perf_counter()
        answer = client.post(address + "answers/", said, headers={"HX-Request": "true"})
        saved.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            raise SystemExit(f"A save was answered with {answer.status_code}.")
    told("page of all questions", looked)
    told("save of one answer", saved)
    storage.delete(secret)


def measure_codes(book, today, times):
    from django.test import Client

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
    taken = {kind: [] for kind in kinds}
    for round_ in range(times):
        order = list(kinds)[round_ % 4 :] + list(kinds)[: round_ % 4]  # none always comes after the same one
        for kind in order:
            code = kinds[kind]()
            begun = time.perf_counter()
            answer = client.post("/notebook/open", {"code": code})
            taken[kind].append(time.perf_counter() - begun)
            if answer.status_code != 404:
                raise SystemExit(f"The {kind} code was answered with {answer.status_code}.")
    print(f"{'code':24}{'p50':>10}{'p95':>10}{'to wrong':>10}")
    for kind, times_of in taken.items():
        told(kind, times_of, taken["wrong"])
    storage.delete(stays)


def main(times):
    made.ready(CLINICS)
    from django.core.management import call_command
    from django.utils import timezone

    from checklist import notebook
    from directory.models import Listing

    logging.getLogger("django.request").setLevel(logging.ERROR)  # every wrong code is a line
    call_command("collectstatic", interactive=False, verbosity=0)
    today = timezone.localdate()
    book = full(Listing.objects.public().order_by("pk")[: notebook.MAX_CLINICS])
    sealing(book, times)
    pages(book, today, max(20, times // 5))
    measure_codes(book, today, times * 3)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description="Measure a full notebook beside a floor.")
    words.add_argument("--times", type=int, default=200)
    main(words.parse_args().times)
