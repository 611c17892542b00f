"""The sample of benchmarks/fit: each sentence is coded once, in values that a listing can state."""

from collections import Counter

import pytest

from benchmarks.fit import sample
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS

CLINICS = sample.read()
OFFERING_PARTS = {part.name: part for part in RELATED["offerings"].parts}


def test_forty_clinics_say_three_hundred_sentences():
    assert len({clinic["name"] for clinic in CLINICS}) == 40
    assert sum(len(clinic["says"]) for clinic in CLINICS) == 300


def test_the_kinds_of_clinic_are_in_the_shares_that_were_seen():
    assert Counter(clinic["kind"] for clinic in CLINICS) == {
        "infusion": 18,
        "kap": 11,
        "psychiatric": 6,
        "home": 2,
        "pain": 2,
        "hospital": 1,
    }


def unknown(kinds, name, value):
    """The codes of a value, or of its records, that its statement does not have."""
    if kinds[name].kind == "records":
        parts = {part.name: part for part in kinds[name].parts}
        return [code for row in value for part, one in row.items() for code in unknown(parts, part, one)]
    codes = dict(kinds[name].choices)
    return [one for one in (value if isinstance(value, list) else [value]) if codes and one not in codes]


@pytest.mark.parametrize("clinic", CLINICS, ids=lambda clinic: clinic["name"])
def test_each_sentence_is_coded_once_in_codes_of_the_vocabulary(clinic):
    sample.joined(clinic)

    for sentence in clinic["says"]:
        assert sample.verdict(sentence) in sample.VERDICTS
        assert [
            code
            for place, name, value in sample.targets(sentence)
            for code in unknown(STATEMENTS if place is None else OFFERING_PARTS, name, value)
        ] == []


def test_nine_in_ten_sentences_are_held_exactly():
    verdicts = Counter(sample.verdict(sentence) for clinic in CLINICS for sentence in clinic["says"])

    assert verdicts["exact"] >= 270
