"""Codes: secrets as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checklist import codes


@given(some.binary(min_size=20, max_size=20))
def test_a_code_leads_back_to_its_secret(secret):
    code = codes.code_from_secret(secret)

    assert codes.secret_from_code(code) == secret
    assert codes.secret_from_code(code.lower().replace("-", " ")) == secret
    assert codes.secret_from_code(code.replace("0", "o").replace("1", "l")) == secret


@given(some.binary(min_size=20, max_size=20), some.integers(0, 31), some.sampled_from(codes.DIGITS))
def test_one_wrong_symbol_is_noticed(secret, place, sign):
    signs = codes.code_from_secret(secret).replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]

    assert codes.secret_from_code(wrong) == (secret if wrong == signs else None)


@pytest.mark.parametrize("typed", ["", "x", "🙂" * 33, "0" * 33 + "0", "\0" * 33, "U" * 33, "0" * 100_000])
def test_a_malformed_code_is_none(typed):
    assert codes.secret_from_code(typed) is None


@given(some.binary(min_size=10, max_size=10))
def test_a_pairing_comes_back_from_its_code_however_it_is_typed(pairing):
    code = codes.code_from_pairing(pairing)

    for typed in (code, code.lower(), code.replace("-", ""), code.replace("0", "O").replace("1", "l")):
        assert codes.pairing_from_code(f" {typed} ") == pairing
    assert codes.secret_from_code(code) is None


@given(some.binary(min_size=20, max_size=20))
def test_the_code_of_a_notebook_is_never_read_as_that_of_a_pairing(secret):
    assert codes.pairing_from_code(codes.code_from_secret(secret)) is None


@pytest.mark.parametrize("typed", ["", "7M4K-2QX9", "U" * 16, "é" * 16, "\0" * 16, "7M4K-2QX9-7M4K-2QX9-7"])
def test_a_malformed_code_of_a_pairing_is_none(typed):
    assert codes.pairing_from_code(typed) is None


@given(some.binary(min_size=15, max_size=15))
def test_a_reading_code_leads_back_to_its_secret_however_it_is_typed(reading):
    code = codes.code_from_reading(reading)

    assert [len(group) for group in code.split("-")] == [5] * 5
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert codes.reading_from_code(f" {typed} ") == reading
    assert (codes.secret_from_code(code), codes.pairing_from_code(code)) == (None, None)


@pytest.mark.parametrize(
    "typed", ["", "x", "🙂" * 25, "0" * 24 + "1", "\0" * 25, "U" * 25, "0" * 33, "0" * 16]
)
def test_a_malformed_reading_code_is_none(typed):
    assert codes.reading_from_code(typed) is None
