"""Claims: the sentence of a day, their deadlines, and the command that fails before one runs out."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.functional import Promise

from directory.claims import register
from directory.claims.law import VIDEO_RULE
from directory.claims.model import Claim, Reading, Source
from directory.claims.register import CLAIMS, by_key, due

NOW = date(2026, 11, 28)


def source(reading=Reading.EXCERPT):
    return Source("label", "A label", "An agency", 2025, "https://example.gov/label", reading, NOW)


def claim(key="a", *, sources=(), next_check=NOW + timedelta(days=365), **fields):
    return Claim(key, "It holds.", sources, NOW, next_check, **fields)


def test_a_rule_is_said_as_it_is_up_to_its_last_day():
    ends = claim(valid_until=date(2026, 12, 31), afterward="It no longer holds.")

    assert ends.on(date(2026, 12, 31)) == "It holds."
    assert ends.on(date(2027, 1, 1)) == "It no longer holds."


def test_a_rule_that_ends_needs_the_sentence_for_afterward():
    with pytest.raises(ValueError, match="valid_until and afterward go together"):
        claim(valid_until=date(2026, 12, 31))


def test_what_has_no_source_is_common_practice():
    assert claim().is_common_practice
    assert not claim(sources=(source(),)).is_common_practice


@pytest.mark.parametrize(
    ("readings", "unchecked"),
    [
        ((Reading.COPY,), True),
        ((Reading.TITLE,), True),
        ((Reading.COPY, Reading.EXCERPT), False),
        ((Reading.ABSTRACT,), False),
        ((), False),
    ],
)
def test_what_was_read_in_a_copy_alone_is_unchecked(readings, unchecked):
    assert claim(sources=tuple(source(one) for one in readings)).is_unchecked == unchecked


def test_no_two_claims_have_one_key():
    with pytest.raises(ValueError, match="two claims have the key a"):
        by_key([claim("a"), claim("a", sources=(source(),))])


def test_deadlines_come_with_the_most_urgent_first():
    soon = claim("b", next_check=NOW + timedelta(days=59))
    ends = claim("c", valid_until=NOW + timedelta(days=3), afterward="Over.")

    found = due([claim("a"), soon, ends], today=NOW, within_days=60)

    assert [(one.claim.key, one.reason) for one in found] == [("c", "last day"), ("b", "next check")]


def run(monkeypatch, claims, today):
    """What the command prints about these claims on a day."""
    out = StringIO()
    monkeypatch.setattr("directory.management.commands.check_claims.CLAIMS", by_key(claims))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today)
    call_command("check_claims", stdout=out)
    return out.getvalue()


def test_the_command_lists_what_is_due_within_60_days(monkeypatch):
    claims = [claim("a", next_check=NOW + timedelta(60)), claim("b", next_check=NOW + timedelta(61))]

    assert run(monkeypatch, claims, NOW) == (
        "2027-01-27     60 days  next check  a\n2 claims: 1 due within 60 days, none urgent.\n"
    )


@pytest.mark.parametrize(("days", "fails"), [(15, False), (14, True), (0, True), (-1, True)])
def test_the_command_fails_14_days_before_a_deadline(monkeypatch, days, fails):
    claims = [claim("a", next_check=NOW + timedelta(days))]
    if not fails:
        assert "none urgent" in run(monkeypatch, claims, NOW)
        return
    with pytest.raises(CommandError, match="1 of 1 claims must be checked now"):
        run(monkeypatch, claims, NOW)


def test_the_command_fails_before_the_rule_on_video_visits_ends(monkeypatch):
    with pytest.raises(CommandError):
        run(monkeypatch, [VIDEO_RULE], date(2026, 12, 17))


def test_every_module_of_claims_is_registered():
    folder = Path(register.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "model", "register"}

    assert modules == {module.__name__.split(".")[-1] for module in register.MODULES}


def test_a_claim_is_translatable_and_was_checked_before_it_is_checked_again():
    assert {one.key for one in CLAIMS.values() if not isinstance(one.sentence, Promise)} == set()
    assert {one.key for one in CLAIMS.values() if one.checked_on >= one.next_check} == set()


def test_a_source_was_read_before_the_claim_was_checked():
    late = {
        (claim.key, source.key)
        for claim in CLAIMS.values()
        for source in claim.sources
        if source.read_on > claim.checked_on
    }

    assert late == set()
