"""Encryption of notebooks and pairings: each opens with its own secret alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from checklist import codes, seal

SECRET = bytes(range(20))
OTHER = bytes(range(1, 21))
KEY = seal.reading_key(SECRET)
TEXT = "Bell to the front desk. “That has not happened.”".encode()


def sealed(text=TEXT, *, key=KEY, number=0, version=3, size=4096):
    return seal.seal(text, key=key, number=number, version=version, size=size)


def unsealed(ciphertext, *, key=KEY, number=0, version=3):
    return seal.unseal(ciphertext, key=key, number=number, version=version)


@given(some.binary(max_size=4092), some.integers(0, 16), some.integers(1, 2**40))
def test_what_is_sealed_opens_again(text, number, version):
    place = {"number": number, "version": version}

    assert unsealed(sealed(text, **place), **place) == text


def test_changing_any_byte_makes_it_unreadable():
    whole = sealed(size=64)

    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(seal.UnsealError):
            unsealed(changed)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28, 29, 4000])
def test_a_truncated_ciphertext_does_not_open(length):
    with pytest.raises(seal.UnsealError):
        unsealed(sealed()[:length])


@pytest.mark.parametrize(
    "other", [{"key": seal.reading_key(OTHER)}, {"version": 2}, {"version": 4}, {"number": 1}]
)
def test_another_key_version_or_leaf_does_not_open_it(other):
    with pytest.raises(seal.UnsealError):
        unsealed(sealed(), **other)


def test_a_leaf_of_a_version_does_not_open_as_a_notebook_that_was_stored_as_a_whole():
    assert not seal.is_whole(sealed())
    with pytest.raises(seal.UnsealError):
        seal.unseal_whole(seal.FORMAT + sealed()[1:], key=KEY, version=3)


def test_sealing_twice_looks_different():
    assert sealed() != sealed()


def test_the_length_of_the_ciphertext_tells_nothing_but_the_size_it_is_padded_to():
    assert {len(sealed(b"x" * size)) for size in (0, 1, 100, 4092)} == {1 + 12 + 4096 + 16}


def test_more_than_fits_is_refused():
    with pytest.raises(seal.TooLargeError):
        sealed(b"x" * 4093)


@given(some.text())
def test_a_text_opens_with_its_own_token_alone(text):
    token = seal.new_token()

    assert seal.unseal_text(seal.seal_text(text, token), token) == text
    with pytest.raises(seal.UnsealError):
        seal.unseal_text(seal.seal_text(text, token), seal.token_id(token) + seal.new_token()[8:])


def test_the_values_derived_from_a_secret_differ():
    parts = {
        seal.row_id(SECRET),
        seal.write_proof(SECRET).hex(),
        seal.proof_digest(SECRET).hex(),
        SECRET.hex(),
    }

    assert len(parts) == 4
    assert seal.matches_proof(SECRET, seal.proof_digest(SECRET))
    assert not seal.matches_proof(OTHER, seal.proof_digest(SECRET))


def test_the_scheme_is_pinned_so_that_stored_notebooks_stay_readable():
    assert seal.row_id(SECRET) == "7d34ca7aca46f3a7ed352bca5c008bf18bacb99a589b279b66bdfa901cabbc7a"
    assert (
        seal.proof_digest(SECRET).hex() == "2ed747f3484795fabe842a486e990166b128ab659cf660ed8779994c52ede221"
    )
    assert codes.code_from_secret(SECRET) == "000G4-0R40M-30E20-9185G-R38E1-W8124-GKR"


# ---- a pairing

PAIRING, PEPPER = bytes(range(10)), b"outside the database"


def test_what_is_sealed_for_a_pairing_opens_with_its_code_and_the_pepper_alone():
    sealed = seal.seal_for_pairing(SECRET, pairing=PAIRING, pepper=PEPPER)

    assert seal.unseal_for_pairing(sealed, pairing=PAIRING, pepper=PEPPER) == SECRET
    for pairing, pepper in ((bytes(10), PEPPER), (PAIRING, b"another")):
        with pytest.raises(seal.UnsealError):
            seal.unseal_for_pairing(sealed, pairing=pairing, pepper=pepper)


def test_changing_any_byte_of_a_pairing_makes_it_unreadable():
    sealed = seal.seal_for_pairing(SECRET, pairing=PAIRING, pepper=PEPPER)

    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        for harmed in (changed, sealed[:place]):
            with pytest.raises(seal.UnsealError):
                seal.unseal_for_pairing(harmed, pairing=PAIRING, pepper=PEPPER)
