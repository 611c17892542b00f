import pytest
from django.template import engines


def test_a_template_that_prints_an_undefined_variable_fails():
    with pytest.raises(AssertionError, match=r"prints label, which is not defined"):
        engines["django"].from_string("<p>{{ label }}</p>").render({"labels": "Open it:"})


def test_an_undefined_variable_of_a_condition_is_false():
    assert engines["django"].from_string("{% if label %}yes{% else %}no{% endif %}").render({}) == "no"
