"""The terms that a clinic accepts: what was accepted under an edition never changes afterwards."""

from hashlib import sha256

from directory.facts import terms

DIGESTS = {"2026-12": "496c742939667b54"}


def test_the_words_of_an_edition_never_change():
    words = "\n".join(map(str, terms.SENTENCES))

    assert sha256(words.encode()).hexdigest()[:16] == DIGESTS[terms.EDITION]


def test_a_reader_is_told_the_month_of_an_edition():
    assert terms.month_of(terms.EDITION) == "December 2026"
