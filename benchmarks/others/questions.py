"""The questions that other programs are asked, and how they are timed. Needs nothing but Python.

Each program has a function that answers a Question with (ids of the first 20, how many match, key → count).
"""

import json
import os
import statistics
import sys
import time
from typing import NamedTuple

PAGE = 20
MAX_SECONDS = 10  # a program that takes longer is asked once
TIMES = 5


class Question(NamedTuple):
    """Listings that have one key of each group, a word, and lie in a box of degrees.

    groups  keys of the index, such as (("route:iv", "route:im"), ("condition:trd",))
    box     (least latitude, most, least longitude, most); None for everywhere
    """

    name: str
    groups: tuple[tuple[str, ...], ...] = ()
    word: str = ""
    box: tuple[float, float, float, float] | None = None


QUESTIONS = (
    Question("no filter"),
    Question("a facet", (("condition:ptsd",),)),
    Question("many facets", (("condition:trd", "condition:ptsd"), ("payment:self_pay",), ("language:en",))),
    Question("25 miles", box=(40.35, 41.08, -74.49, -73.51)),
    Question("a common word", word="ketamine"),
    Question("an uncommon word", word="wetland"),
)
ADDRESSES = {
    "no filter": "/clinics/",
    "a facet": "/clinics/?condition=ptsd",
    "many facets": "/clinics/?condition=trd&condition=ptsd&payment=self_pay&language=en",
    "25 miles": "/clinics/?near=10001&within=25",
    "a common word": "/clinics/?q=ketamine",
    "an uncommon word": "/clinics/?q=wetland",
}


def times(answer):
    """{"times": {name of a question: ms}, "notes": […], "totals": {name: how many match}}

    answer  Question → (ids, total, counts), or None for one that the program cannot answer
    """
    said, totals, notes = {}, {}, []
    for question in QUESTIONS:
        began, seconds = time.perf_counter(), []
        for _time in range(TIMES + 1):
            started = time.perf_counter()
            result = answer(question)
            seconds.append(time.perf_counter() - started)
            if result is None or time.perf_counter() - began > MAX_SECONDS:
                break
        if result is None:
            notes.append(f"cannot answer “{question.name}”")
            continue
        if len(seconds) == 1:
            notes.append(f"“{question.name}” was asked once, for it takes more than {MAX_SECONDS} s")
        said[question.name] = round(1000 * statistics.median(seconds[1:] or seconds), 3)
        totals[question.name] = result[1]
    return {"times": said, "notes": notes, "totals": totals}


def rows(path):
    """The rows that beside.py has exported: dicts of id, name, day, latitude, longitude, keys, text."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tell(answer, *notes):
    """Time a program, and print what it took; the last thing that its module does."""
    said = times(answer)
    said["notes"] = [*notes, *said["notes"]]
    print(json.dumps(said))


def arguments():
    """(the file of rows, a folder for the program's own data)"""
    folder = sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    return sys.argv[1], folder
