"""What a new statement must be named in besides its field."""

from django.core.validators import MaxValueValidator

from directory.facts import fields
from directory.facts.fields import CodesField
from directory.facts.rules import EXCLUSIVE_NONE, PRICES
from directory.facts.statements import Facts

FIELDS = Facts._meta.get_fields()


def test_every_statement_in_dollars_is_a_price():
    (most,) = (one for one in fields.dollars("").validators if isinstance(one, MaxValueValidator))

    assert {one.name for one in FIELDS if most in getattr(one, "validators", [])} == set(PRICES)


def test_wherever_none_is_one_of_several_codes_it_excludes_the_others():
    with_none = {one.name for one in FIELDS if isinstance(one, CodesField) and "none" in dict(one.codes)}

    assert with_none == set(EXCLUSIVE_NONE)
