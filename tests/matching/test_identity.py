"""Which names and addresses are those of the same clinic."""

from directory.matching.identity import identity_key, normalize_street


def test_the_key_of_an_address_without_anything_is_none_of_a_town():
    assert identity_key({"name": "A", "city": "Denver"}) != identity_key({"name": "A", "city": "Boulder"})
    assert normalize_street("") == ""
