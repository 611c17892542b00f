"""What a person read about a clinic elsewhere, such as a review: the words, where, and on which day. Pure.

An entry is saved by a button. Its form carries the digest of the entry that it showed, so that a save does
not overwrite what another page has saved meanwhile.
"""

import re
import secrets
from dataclasses import astuple, dataclass
from datetime import date

from django.utils.translation import gettext as _

from checklist import notebook
from checklist.book import Book, Clinic, ReadElsewhere
from directory.web.shown_digest import digest_of

MAX_ENTRIES = 10
MAX_TEXT_CHARACTERS = 1_000
MAX_PLACE_CHARACTERS = 200
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
ID = re.compile(r"[0-9a-f]{8}")


class ConflictError(Exception):
    """The stored entry is not the one that the form showed, and the typed one does not include it."""


class EntryError(notebook.NotebookError):
    """A field of an entry that cannot be stored. `field`: text, where or on."""

    def __init__(self, field, sentence):
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Entry:
    """What was read, where, and on which day (an ISO date); "" where that was not noted."""

    text: str = ""
    where: str = ""
    on: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(astuple(self))

    @property
    def digest(self) -> str:
        return digest_of(astuple(self))

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            return None

    def includes(self, other: "Entry") -> bool:
        """True if replacing `other` with this entry loses nothing that was typed."""
        return other.text in self.text and other.where in self.where and other.on in ("", self.on)


EMPTY_ENTRY = Entry()


def entries(clinic: Clinic) -> dict[str, Entry]:
    """Id → Entry, in the order in which they were added."""
    return {
        stored["id"]: Entry(stored["text"], stored["where"], stored["on"])
        for stored in clinic.get("read_elsewhere", [])
    }


def validated(entry: Entry) -> Entry:
    """The entry as it is stored. Raises EntryError."""
    long_text = _("This holds up to 1,000 characters. Yours has %(count)s.")
    long_place = _("This holds up to 200 characters. Yours has %(count)s.")
    return Entry(
        _within("text", entry.text, MAX_TEXT_CHARACTERS, long_text, notebook.normalize_text),
        _within("where", entry.where, MAX_PLACE_CHARACTERS, long_place, notebook.one_line),
        _validated_day(entry.on),
    )


def _within(field, text, limit, sentence, normalizer):
    try:
        return notebook.normalized_within(text, limit, sentence, normalizer=normalizer)
    except notebook.NotebookError as error:
        raise EntryError(field, str(error)) from None


def _validated_day(text):
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
    if text and (day is None or not EARLIEST_YEAR <= day.year <= LATEST_YEAR):
        raise EntryError("on", _("Write a date such as 12/03/2026."))
    return day.isoformat() if day else ""


def save(clinic: Clinic, entry_id: str, entry: Entry, *, shown: str = "") -> str:
    """Add an entry, or replace the one with this id; remove it where the new one is empty. Returns its id.

    shown   digest of the entry that the form showed; a form that is sent twice adds one entry
    raises  EntryError; NotebookError where there is no room for another; ConflictError
    """
    entry, stored = validated(entry), entries(clinic).get(entry_id)
    entry_id = entry_id if ID.fullmatch(entry_id) else secrets.token_hex(4)
    if stored is None:
        return entry_id if entry.is_empty else _add(clinic, entry_id, entry)
    if stored.digest != shown and not entry.includes(stored):
        raise ConflictError
    changed = ReadElsewhere(id=entry_id, text=entry.text, where=entry.where, on=entry.on)
    kept = [changed if one["id"] == entry_id else one for one in clinic.get("read_elsewhere", [])]
    clinic["read_elsewhere"] = [one for one in kept if one["id"] != entry_id or not entry.is_empty]
    return entry_id


def _add(clinic, entry_id, entry):
    kept = clinic.setdefault("read_elsewhere", [])
    if len(kept) >= MAX_ENTRIES:
        raise notebook.NotebookError(_("There is room for 10 of these for each clinic. Remove one first."))
    kept.append(ReadElsewhere(id=entry_id, text=entry.text, where=entry.where, on=entry.on))
    return entry_id


def remove(book: Book, clinic: Clinic, entry_id: str, *, today: date) -> None:
    """Remove an entry. `notebook.undo_removal` restores it, until the next removal."""
    kept = clinic.get("read_elsewhere", [])
    for position, entry in enumerate(kept):
        if entry["id"] == entry_id:
            del kept[position]
            book["removed"] = {
                "on": today.isoformat(),
                "position": position,
                "clinic_id": clinic["id"],
                "read_elsewhere": entry,
            }
            return


def texts(clinic: Clinic) -> list[str]:
    """What the person typed in all entries of a clinic."""
    return [text for entry in entries(clinic).values() for text in (entry.text, entry.where)]
