"""Settles the columns that hold a union: what the clinic says, and what its offerings say besides.

`route` of an export is every route of the clinic and of its offerings. To take it for what the clinic itself
says would say of every offering what is true of one: an offering that names no insurer would take those of
another. So what the clinic says is told apart again, by the cell of `offerings`, or by what the clinic says
now. A column that leaves out what an offering says contradicts it, and the row is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from directory.facts.offerings import UNION_STATEMENTS, insurance_codes, union_values
from directory.facts.rules import EXCLUSIVE_NONE, none_alone_error
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.importing.errors import RowError

NO_UNION: dict[str, Any] = {name: [] for name in (*UNION_STATEMENTS, "insurers", "offerings")}


@dataclass
class Settled:
    """The statements of a row with what the clinic itself says.

    corrections  sentences about codes that were added or left out, as the offerings say
    concerns     sentences about codes that now hold for an offering that did not say them
    """

    stated: dict[str, Any]
    corrections: list[str] = field(default_factory=list)
    concerns: list[str] = field(default_factory=list)


def settle_unions(
    stated: dict[str, Any], otherwise: Mapping[str, list[str]], before: Mapping[str, Any], *, is_export: bool
) -> Settled:
    """The statements of a row, with what the clinic itself says in place of the unions. Raises RowError.

    otherwise  {statement: what the clinic itself says}, from the cell of `offerings`
    before     the clinic's content as it is; {} for a new clinic
    is_export  the row stands in a file that this program wrote, perhaps edited since
    """
    tellers = (
        stated.get("offerings"),
        stated.get("insurers"),
        before.get("offerings"),
        before.get("insurers"),
    )
    if not otherwise and not any(tellers):
        return Settled(stated)
    row = _Row(stated, otherwise, before, is_export)
    settled = Settled({**stated, **otherwise})
    for name in UNION_STATEMENTS:
        if name in stated:
            settled.stated[name] = row.own_codes(name, settled)
    return settled


def codes_to_add(moved: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What codes of an older release add to a clinic: {statement: value, as its column would have it}."""
    columns = {**before, **union_values(before)} if before else {}
    added = {}
    for name, value in moved.items():
        stated = columns.get(name)
        if isinstance(value, list):
            labels = STATEMENTS[name].labels
            added[name] = [code for code in labels if code in {*(stated or ()), *value}]
        elif not is_stated(stated):
            added[name] = value
    return added


class _Row:
    """What a row says of one clinic, and what the clinic says so far."""

    def __init__(self, stated, otherwise, before, is_export):
        self.stated, self.otherwise, self.before, self.is_export = stated, otherwise, before, is_export
        self.offerings = stated.get("offerings", before.get("offerings", []))
        self.insurers = stated.get("insurers", before.get("insurers", []))
        self.unions_before = union_values(before) if before else {}
        # The row takes the offerings away, and what only they said is now said of the clinic.
        self.takes_away = not self.offerings and bool(before.get("offerings"))

    def own_codes(self, name, settled):
        """The codes that the clinic itself says. Adds to what `settled` has to say about them."""
        typed = self.stated[name]
        if "none" in typed and len(typed) > 1 and name in EXCLUSIVE_NONE:
            raise RowError(str(none_alone_error(name)))
        own = self._own_codes_so_far(name)
        if self._union(name, own) == typed:
            self._note_shared_codes(name, own, settled)
            return own
        said = self._union(name, [])
        if self._is_unedited(name) and not self.takes_away:  # the offerings or the insurers were edited
            own = self.before[name] if own is typed else own
            self._note_union(name, typed, own, settled)
            return own
        missing = [code for code in said if code not in typed and not (code == "none" and typed)]
        if missing:
            self._refuse_or_note(name, missing, settled)
        kept = [code for code in typed if code in own or code not in said]
        self._note_added(name, [code for code in kept if code not in own], settled)
        return kept

    def _own_codes_so_far(self, name):
        if name in self.otherwise:
            return self.otherwise[name]
        if self.before and ("offerings" not in self.stated or self.takes_away):
            return self.before[name]
        return self.stated[name]

    def _is_unedited(self, name):
        return self.stated[name] == self.unions_before.get(name)

    def _union(self, name, own):
        content = NO_UNION | {name: own, "offerings": self.offerings, "insurers": self.insurers}
        return union_values(content)[name]

    def _silent_entries(self, name):
        """The numbers of the offerings that take what the clinic says."""
        part = "insurers" if name == "insurance" else name
        return [number for number, record in enumerate(self.offerings, start=1) if not record[part]]

    def _place_of(self, name, code):
        """Where a code is said, for a message."""
        for number, record in enumerate(self.offerings, start=1):
            if code in codes_of_offering(name, record):
                return _("entry %d of “offerings”") % number
        return _("column “%s”") % "insurers"

    # ---- sentences

    def _refuse_or_note(self, name, missing, settled):
        values = {
            "name": name,
            "codes": "”, “".join(missing),
            "place": self._place_of(name, missing[0]),
        }
        tells = "offerings" in self.stated or (name == "insurance" and "insurers" in self.stated)
        if self.is_export or not tells:
            raise RowError(
                _(
                    "Column “%(name)s” leaves out “%(codes)s”, but %(place)s has it. Add it to the "
                    "column, or change it there too."
                )
                % values
            )
        if self.stated[name] and name != "insurance":  # an insurer implies codes that nobody has to write
            settled.corrections.append(
                _("Column “%(name)s” leaves out “%(codes)s”, but %(place)s has it. We added it.") % values
            )

    def _note_union(self, name, typed, own, settled):
        gone = [code for code in typed if code not in self._union(name, own)]
        if gone:
            settled.corrections.append(
                _("Column “%(name)s” says “%(codes)s”, but no offering says that now. We left it out.")
                % {"name": name, "codes": "”, “".join(gone)}
            )

    def _note_added(self, name, added, settled):
        if added and self.takes_away:
            settled.concerns.append(
                _(
                    "The row removes the offerings. “%(codes)s” in column “%(name)s” now applies to "
                    "the whole clinic."
                )
                % {"name": name, "codes": "”, “".join(added)}
            )
        elif added:
            self._note_silent_entries(name, added, settled)

    def _note_shared_codes(self, name, own, settled):
        """In a sheet that a person wrote, an offering may get from a column what another offering says."""
        if self.is_export or own is not self.stated[name]:
            return
        said = {code for record in self.offerings for code in codes_of_offering(name, record)}
        self._note_silent_entries(name, [code for code in own if code in said], settled)

    def _note_silent_entries(self, name, codes, settled):
        entries = self._silent_entries(name)
        if codes and entries:
            settled.concerns.append(
                _(
                    "“%(codes)s” in column “%(name)s” now applies to each offering that does not say "
                    "this itself: entry %(entries)s."
                )
                % {
                    "name": name,
                    "codes": "”, “".join(codes),
                    "entries": ", ".join(map(str, entries)),
                }
            )


def codes_of_offering(name: str, record: Mapping[str, Any]) -> list[str]:
    """The codes that one offering says of a statement of the clinic."""
    if name == "insurance":
        return insurance_codes(record["insurers"])
    value = record[name]
    return value if isinstance(value, list) else [value] if value else []
