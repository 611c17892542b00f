"""What people type finds what they mean: LEAST of the cases of each kind; those that fail are known."""

from collections import Counter

import pytest
from django.utils import timezone

from tests.support.cases import by_kind, judge, read
from tests.support.expected_words import Directory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("invented")]

LEAST = 0.95
FEWEST = {"words": 12, "places": 10}  # cases of a kind
# Kind → how what is typed begins, of the cases that fail today.
KNOWN = {
    "words": {
        "very long": ["We are a small primary care office in Bi"],
        "brands": ["esketamine spravato"],
    },
    "places": {},
}
KINDS_BELOW = {"words": [], "places": []}
SHOWN = 40  # characters


@pytest.mark.parametrize("file", ["words", "places"])
def test_at_most_one_case_in_twenty_of_a_kind_fails_and_it_is_known(file):
    directory = Directory(timezone.localdate())
    kinds = by_kind([judge(case, directory) for case in read(file)])
    failing = {
        kind: [verdict.case.typed[:SHOWN] for verdict in judged if not verdict.is_right]
        for kind, judged in kinds.items()
    }

    assert {kind: typed for kind, typed in failing.items() if typed} == {
        kind: [one[:SHOWN] for one in several] for kind, several in KNOWN[file].items()
    }
    below = [kind for kind, typed in failing.items() if len(typed) > len(kinds[kind]) * (1 - LEAST)]
    assert below == KINDS_BELOW[file]


@pytest.mark.parametrize("file", ["words", "places"])
def test_every_kind_has_enough_cases_and_none_twice(file):
    cases = read(file)

    assert min(Counter(case.kind for case in cases).values()) >= FEWEST[file]
    assert len({(case.kind, case.q, case.near) for case in cases}) == len(cases)
