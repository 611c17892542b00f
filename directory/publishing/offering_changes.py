"""The difference between the offerings of two snapshots: offering by offering, and in each part by part."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory.facts.fields import complete_record
from directory.facts.offerings import DEFAULTED_PARTS, OFFERING_PARTS
from directory.facts.statements import is_stated
from directory.wording.offerings import offering_name
from directory.wording.parts import part_in_words
from directory.wording.safety_warnings import WarnedValue, warned_values

Offering = dict[str, Any]  # a record of a snapshot; one of an older release may lack parts
TOLD_APART_BY = ("route", "purpose", "format")


class OfferingChange(NamedTuple):
    """An offering that differs. A new one has no old name and no lines before, a removed one none after.

    before, after  the parts that differ, each as `Label: value`, the same parts on both sides
    warned         new values that carry a warning
    """

    old_name: str
    new_name: str
    before: list[str]
    after: list[str]
    warned: tuple[WarnedValue, ...] = ()


def offering_changes(old: Sequence[Offering] | None, new: Sequence[Offering] | None) -> list[OfferingChange]:
    """The OfferingChanges between two lists: in the order of the new one, then those that were removed."""
    sides = [[complete_record(record, OFFERING_PARTS) for record in records or []] for records in (old, new)]
    return [_change(before, after) for before, after in _pairs(*sides) if _differ(before, after)]


def _pairs(old, new) -> Iterator[tuple[Offering | None, Offering | None]]:
    """Pairs of the same route, purpose and format, then of the same place; None for nothing."""
    partners: dict[int, int] = {}  # place in the new list → place in the old one
    for is_same in (_is_same_in_kind, lambda _before, _after, place, former: place == former):
        for place, after in enumerate(new):
            if place in partners:
                continue
            free = [former for former in range(len(old)) if former not in partners.values()]
            partner = next((former for former in free if is_same(old[former], after, place, former)), None)
            if partner is not None:
                partners[place] = partner
    for place, after in enumerate(new):
        yield (old[partners[place]] if place in partners else None), after
    for former, before in enumerate(old):
        if former not in partners.values():
            yield before, None


def _is_same_in_kind(before, after, _place, _former):
    return all(before[name] == after[name] for name in TOLD_APART_BY)


def _differ(before, after):
    return before is None or after is None or any(_parts_that_differ(before, after))


def _parts_that_differ(before, after) -> Iterable[Any]:
    for part in OFFERING_PARTS:
        old, new = before.get(part.name), after.get(part.name)
        if (is_stated(old) or is_stated(new)) and old != new:
            yield part


def _change(before: Offering | None, after: Offering | None) -> OfferingChange:
    parts = list(_parts_that_differ(before or {}, after or {}))
    return OfferingChange(
        offering_name(before) if before is not None else "",
        offering_name(after) if after is not None else "",
        [_line(part, before) for part in parts] if before is not None else [],
        [_line(part, after) for part in parts] if after is not None else [],
        tuple(one for part in parts for one in warned_values(part.name, (after or {}).get(part.name))),
    )


def _line(part, offering):
    words = part_in_words(part, offering.get(part.name))
    if not words:
        words = _("as the clinic says") if part.name in DEFAULTED_PARTS else _("not stated")
    return _("%(label)s: %(words)s") % {"label": part.label, "words": words}
