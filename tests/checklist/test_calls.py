"""The facts of a call: normalized and limited like a note, and forgotten where nothing was noted."""

import pytest

from checklist import calls, notebook
from checklist.calls import CallFacts


@pytest.fixture
def clinic():
    return notebook.add_clinic(notebook.new(), listing=1, slug="tern-house", name="Tern House")


def test_the_facts_of_a_call_are_stored_in_one_line_and_iso_notation(clinic):
    calls.set_call(clinic, CallFacts(" Dana,\n front\u0000 desk ", "2026-11-28", "", "2026-12-03T14:30:00"))

    assert clinic["call"] == {
        "spoken_with": "Dana, front desk",
        "called_on": "2026-11-28",
        "call_back_on": "",
        "appointment": "2026-12-03T14:30",
    }
    assert calls.get_call(clinic) == CallFacts(**clinic["call"])


def test_empty_facts_leave_nothing_with_the_clinic(clinic):
    calls.set_call(clinic, CallFacts("Dana"))
    calls.set_call(clinic, CallFacts("  "))

    assert "call" not in clinic


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (CallFacts("x" * 101), "The name may have up to 100 characters. Yours has 101."),
        (CallFacts("x" * 2_000), "The name may have up to 100 characters. Yours has 2,000."),
        (CallFacts(called_on="soon"), "Write a date such as 12/03/2026."),
        (CallFacts(call_back_on="0202-12-03"), "Write a date such as 12/03/2026."),
        (
            CallFacts(appointment="2026-12-03T14:30+01:00"),
            "Write a date and a time such as 12/03/2026 2:30 PM.",
        ),
    ],
)
def test_facts_that_cannot_be_stored_are_refused_with_a_sentence(clinic, facts, sentence):
    with pytest.raises(notebook.NotebookError) as refused:
        calls.set_call(clinic, facts)

    assert str(refused.value) == sentence


def test_facts_may_replace_others_where_nothing_noted_is_lost():
    stored = CallFacts("Dana", "2026-11-28")

    assert CallFacts("Dana", "2026-11-28", "2026-12-01").includes(stored)
    assert not CallFacts("", "2026-11-28", "2026-12-01").includes(stored)
