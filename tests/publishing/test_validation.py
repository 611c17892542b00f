"""What no release publishes, whoever typed it."""

import pytest

from directory.publishing.snapshot import snapshot_of_clinic
from directory.publishing.validation import validation_errors
from tests.support.factories import make_clinic
from tests.support.published import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x7f", "\ufffe"])
def test_a_character_that_nobody_can_see_is_refused_wherever_it_stands(sign):
    clinic = make_clinic(about=f"We{sign}listen.", practitioners=[person(f"Ana{sign}Ruiz")])
    sentence = f"It has a character that no one can see (U+{ord(sign):04X}). Type the words again."

    assert validation_errors(snapshot_of_clinic(clinic)) == [
        ("about", sentence),
        ("practitioners", sentence),
    ]
    assert validation_errors(snapshot_of_clinic(make_clinic(about="Two\nlines,\ta tab 👩‍⚕️"))) == []
