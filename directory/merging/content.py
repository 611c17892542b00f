"""The content of a merged listing: which side each statement comes from, and who said it when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from django.utils.translation import gettext_lazy as _

from directory.facts.rules import PRICES, RANGES
from directory.facts.spine import ROWS, STATEMENTS
from directory.facts.statements import is_stated
from directory.merging.people import join_practitioners, join_training
from directory.merging.sides import Side
from directory.publishing.diff import compare_snapshots
from directory.publishing.publish import Attribution, listing_changes
from directory.publishing.snapshot import Snapshot

KEPT, MERGED, BOTH = "kept", "merged", "both"
JOINED = {"practitioners": join_practitioners, "training": join_training}
# Statements that are true together, or that a rule binds: one choice for all of them.
TOGETHER = (
    (ROWS["address"].statements[0], *ROWS["point"].statements),
    (*PRICES, "prices_as_of"),
    *RANGES.items(),
)
AVAILABILITY = ROWS["availability"].statements  # never a choice: the newest word holds
LABELS = {"street": _("Address"), PRICES[0]: _("Prices")}


def _groups():
    """The groups of statements, each a tuple in the order of the spine."""
    rows = [row.statements for row in ROWS.values() if row.name != "exclusions"]
    alone = [(name,) for name in STATEMENTS]
    groups: dict[str, list[str]] = {}
    for together in (*alone, *rows, *TOGETHER):
        joined = [name for one in together for name in groups.get(one, [one])]
        joined = sorted(dict.fromkeys(joined), key=list(STATEMENTS).index)
        groups |= dict.fromkeys(joined, joined)
    return list(dict.fromkeys(tuple(group) for group in groups.values()))


GROUPS = tuple(group for group in _groups() if group != AVAILABILITY)


class Difference(NamedTuple):
    """Statements in which two sides differ, and of which one choice is made.

    name     of the group: its first statement
    names    of its statements that differ
    choices  of KEPT, MERGED and BOTH
    default  the clinic's own word before any other, then the newest
    """

    name: str
    label: str
    names: tuple[str, ...]
    choices: tuple[str, ...]
    default: str


def differences(kept: Side, merged: Side) -> list[Difference]:
    """The Differences between two sides, in the order of the spine."""
    changed = {change.statement for change in compare_snapshots(kept.content, merged.content)}
    return [
        Difference(
            group[0],
            str(LABELS.get(group[0], STATEMENTS[group[0]].label)),
            tuple(name for name in group if name in changed),
            (KEPT, MERGED, BOTH) if _may_join(kept, merged, group) else (KEPT, MERGED),
            _default(kept, merged, group),
        )
        for group in GROUPS
        if changed.intersection(group)
    ]


def _may_join(kept, merged, group):
    return group[0] in JOINED and kept.states(*group) and merged.states(*group)


def _default(kept, merged, group):
    if merged.listing is None or not merged.states(*group):  # what no moderator has approved is not proposed
        return KEPT
    if not kept.states(*group):
        return MERGED
    ours, theirs = kept.stated_on(*group), merged.stated_on(*group)
    if ours is None and theirs is None:
        return MERGED if merged.listing.published_on > kept.listing.published_on else KEPT
    return MERGED if theirs and (ours is None or theirs > ours) else KEPT


def merged_content(kept: Side, merged: Side, choices: Mapping[str, str]) -> tuple[Snapshot, Attribution]:
    """The content of the kept listing after the merge, and its Attribution.

    choices  name of a Difference → one of its choices; the default where it is missing or is none of them
    """
    content, days = dict(kept.content), {}
    for difference in differences(kept, merged):
        choice = choices.get(difference.name, "")
        choice = choice if choice in difference.choices else difference.default
        if choice == MERGED:
            content |= {key: merged.content[key] for key in keys_of(difference.names)}
            days |= {name: merged.stated_on(name) for name in difference.names}
        elif choice == BOTH:
            for name in difference.names:
                content[name] = JOINED[name](kept.content[name], merged.content[name], difference.default)
                days[name] = _older(kept.stated_on(name), merged.stated_on(name))
    _take_availability(kept, merged, content, days)
    _take_newer_days(kept, merged, content, days)
    return cast(Snapshot, content), attribution(kept, cast(Snapshot, content), days, merged)


def keys_of(names: Iterable[str]) -> list[str]:
    """The keys of statements in a snapshot: `organization` has two."""
    return [
        key for name in names for key in ((name, "organization_slug") if name == "organization" else (name,))
    ]


def _older(ours, theirs):
    return min(ours, theirs) if ours and theirs else None


def _take_availability(kept, merged, content, days):
    """The availability of the merged listing, if it was stated after the kept one and its confirmation."""
    theirs = merged.listing and merged.listing.availability_stated_on
    if not theirs:
        return
    ours = [kept.listing.availability_stated_on, kept.listing.confirmed_on]
    if all(day is None or theirs > day for day in ours):
        content |= {name: merged.content[name] for name in AVAILABILITY}
        content["availability_on"] = theirs.isoformat()
        days |= {name: merged.stated_on(name) for name in AVAILABILITY}


def _take_newer_days(kept, merged, content, days):
    """A statement that both make alike is as new as the newer word."""
    for name in STATEMENTS:
        if name in days or not is_stated(content[name]) or content[name] != merged.content[name]:
            continue
        ours, theirs = kept.stated_on(name), merged.stated_on(name)
        if content[name] == kept.content[name] and theirs and (ours is None or theirs > ours):
            days[name] = theirs


def attribution(kept: Side, content: Snapshot, days: Mapping[str, date | None], merged: Side) -> Attribution:
    """The Attribution of the kept listing: `days` for these statements, and as it is for the others.

    days  statement → the day on which a clinic stated it; None where no clinic did
    """
    listing = kept.listing
    assert listing is not None  # noqa: S101
    shown = {change.statement for change in listing_changes(listing, content)}
    # A flat statement that is the union with the offerings changes with them.
    of_offerings = dict.fromkeys(shown - days.keys(), merged.stated_on("offerings"))
    return with_days(listing.stated_on, listing.taken_over, of_offerings | dict(days), listing.confirmed_on)


def with_days(
    stated_on: Mapping[str, Any],
    taken_over: Iterable[str],
    days: Mapping[str, date | None],
    confirmed_on: date | None,
) -> Attribution:
    """The Attribution in which `days` hold whatever the listing's confirmation says."""
    older = {name for name, day in days.items() if day and confirmed_on and day < confirmed_on}
    return Attribution(
        dict(stated_on) | {name: day.isoformat() if day else None for name, day in days.items()},
        sorted({name for name in taken_over if name not in days} | older),
    )
