"""The public register of NPIs (NPPES): reads its monthly file, and records what it says as evidence.

source  CMS, "NPI Data Dissemination", npidata_pfile_20050523-YYYYMMDD.csv: 329 columns, known by their names
"""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.npi import npi_check_digit_is_right
from directory.matching.names import same_organization, same_person
from directory.models import Clinic, Listing, Verification
from directory.moderation import evidence
from directory.moderation.errors import OwnClinicError, RefusedError

SOURCE = "NPPES"
ADDRESS = "https://npiregistry.cms.hhs.gov/provider-view/"
NAMED = re.compile(r"npidata_pfile_([0-9]{8})-([0-9]{8})\.csv", re.IGNORECASE)
FROM_THE_START = "20050523"  # other files hold the changes of a week
COLUMNS = {
    "npi": "NPI",
    "kind": "Entity Type Code",
    "organization": "Provider Organization Name (Legal Business Name)",
    "last": "Provider Last Name (Legal Name)",
    "first": "Provider First Name",
    "middle": "Provider Middle Name",
    "other_organization": "Provider Other Organization Name",
    "other_last": "Provider Other Last Name",
    "other_first": "Provider Other First Name",
    "other_middle": "Provider Other Middle Name",
    "state": "Provider Business Practice Location Address State Name",
    "deactivated": "NPI Deactivation Date",
    "reactivated": "NPI Reactivation Date",
}
PERSON, ORGANIZATION = "1", "2"

RESULTS = {
    "agrees": gettext_lazy("agrees"),
    "another_name": gettext_lazy("stands for another name"),
    "another_state": gettext_lazy("stands for another state"),
    "another_kind": gettext_lazy("is a person's where a clinic's is stated, or the other way round"),
    "deactivated": gettext_lazy("deactivated"),
    "not_found": gettext_lazy("not found"),
    "wrong_check_digit": gettext_lazy("not found, and the check digit is wrong"),
    "short_row": gettext_lazy("its row is too short to be read: nothing recorded"),
}
Outcome = Verification.Outcome
OUTCOMES = {
    "agrees": Outcome.AGREES,
    "another_name": Outcome.DISAGREES,
    "another_state": Outcome.DISAGREES,
    "another_kind": Outcome.DISAGREES,
    "deactivated": Outcome.DEACTIVATED,
    "not_found": Outcome.NOT_FOUND,
    "wrong_check_digit": Outcome.NOT_FOUND,
}


class Unreadable(Exception):  # noqa: N818
    """The file cannot be read. The message is a sentence for the operator."""


@dataclass(frozen=True)
class Stated:
    """An NPI that a listing states, of the clinic or of one person, at a version of the listing."""

    clinic: int
    version: int
    slug: str
    npi: str
    person: str  # "" for the clinic's own
    names: tuple
    states: tuple


def stated():
    """Every NPI that readers see."""
    columns = "clinic version slug npi practitioners name alias organization state".split()  # noqa: SIM905
    for one in Listing.objects.public().only(*columns).order_by("pk").iterator(chunk_size=2000):
        at = (one.clinic_id, one.version, one.slug)
        if one.npi:
            yield Stated(*at, one.npi, "", (one.name, one.alias, one.organization), (one.state,))
        for person in one.practitioners:
            if person["npi"]:
                states = (one.state, person["license_state"])
                yield Stated(*at, person["npi"], person["name"], (person["name"],), states)


def day_of(name):
    """The day that a file is of, by its name. Raises Unreadable."""
    found = NAMED.search(name)
    if not found:
        raise Unreadable(_("The name of the file says no day. Give it: --as-of 2026-11-08."))
    if found[1] != FROM_THE_START:
        raise Unreadable(_("This file holds the changes of a week. Take the full file of the month."))
    try:
        return datetime.strptime(found[2], "%Y%m%d").date()
    except ValueError:
        raise Unreadable(_("The name of the file says no day. Give it: --as-of 2026-11-08.")) from None


# ---- reading


@dataclass(frozen=True)
class Read:
    """What a file says of the NPIs asked for: their entries, dicts of COLUMNS; and what cannot be read."""

    entries: dict
    short: set
    rows: int
    short_rows: list  # their numbers, as a spreadsheet counts, at most MOST_TOLD
    short_count: int


MOST_TOLD = 5
STEP = 50_000  # rows between two words of progress


def read(path, wanted, *, moved=None):
    """Go through the file once, in the memory of one row. Raises Unreadable.

    wanted  a set of NPIs
    moved   called with the number of bytes read
    """
    entries, short, short_rows, short_count, number, told = {}, set(), [], 0, 0, 0
    with open(path, "rb") as raw, TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file)
        try:
            places, width = _places(next(rows, []))
            at = places["npi"]
            for number, row in enumerate(rows, start=2):
                if len(row) != width:
                    short_count += 1
                    short_rows += [number] if len(short_rows) < MOST_TOLD else []
                    short |= wanted & set(row[at : at + 1])
                elif row[at] in wanted:
                    entries.setdefault(row[at], {name: row[place].strip() for name, place in places.items()})
                if moved and number % STEP == 0:
                    here = raw.tell()
                    moved(here - told)
                    told = here
        except csv.Error as why:
            place = {"number": number + 1, "why": why}
            raise Unreadable(_("Row %(number)d cannot be read: %(why)s.") % place) from None
    return Read(entries, short - set(entries), max(number - 1, 0), short_rows, short_count)


def _places(header):
    """Where the columns stand, and how many there are."""
    missing = [title for title in COLUMNS.values() if title not in header]
    if missing:
        raise Unreadable(
            _("This is no NPPES file. Missing in its first row: %s.")
            % ", ".join(f"“{one}”" for one in missing)
        )
    return {name: header.index(title) for name, title in COLUMNS.items()}, len(header)


# ---- comparing


def result(one, entry):
    """(a key of RESULTS, the day of deactivation or None) of a Stated beside its entry, None for none."""
    if entry is None:
        return "not_found" if npi_check_digit_is_right(one.npi) else "wrong_check_digit", None
    if day := _deactivated(entry):
        return "deactivated", day
    if entry["kind"] != (PERSON if one.person else ORGANIZATION):
        return "another_kind", None
    if not _names_agree(one, entry):
        return "another_name", None
    states = {state for state in one.states if state}
    if states and entry["state"].upper() not in states:
        return "another_state", None
    return "agrees", None


def _deactivated(entry):
    """The day, unless it was reactivated since."""
    off, on = _day(entry["deactivated"]), _day(entry["reactivated"])
    return off if off and not (on and on >= off) else None


def _day(words):
    try:
        return datetime.strptime(words, "%m/%d/%Y").date()
    except ValueError:
        return None


def _names_agree(one, entry):
    if one.person:
        return any(
            same_person(
                one.person,
                last=entry[f"{which}last"],
                first=entry[f"{which}first"],
                middle=entry[f"{which}middle"],
            )
            for which in ("", "other_")
        )
    registered = (entry["organization"], entry["other_organization"])
    return any(same_organization(ours, theirs) for ours in one.names for theirs in registered)


# ---- recording


def check(path, *, on, by=None, sentence=print, moved=None):
    """Compare every NPI that listings state with a file, and keep what comes of it as evidence of its day.

    on        the day of the file
    by        the moderator in whose name it is recorded; None: nothing is
    sentence  called with a sentence on each that does not agree
    returns   Counter of RESULTS, and of rows, short rows, recorded, unchanged, own, changed
    """
    if on > timezone.localdate():
        raise Unreadable(_("The file is of a day to come, %s.") % on)
    asked = list(stated())
    found = read(path, {one.npi for one in asked}, moved=moved)
    counts = Counter({"rows": found.rows, "short rows": found.short_count})
    for number in found.short_rows:
        sentence(_("Row %d has too few columns, or too many.") % number)
    by_clinic = defaultdict(list)
    for one in asked:
        key, off = ("short_row", None) if one.npi in found.short else result(one, found.entries.get(one.npi))
        counts[key] += 1
        if key != "agrees":
            sentence(_said(one, key, off))
        if key in OUTCOMES:
            by_clinic[one.clinic, one.version].append(_look(one, key, off, on=on))
    if by:
        for (clinic, version), looks in by_clinic.items():
            _record(clinic, version, looks, by=by, counts=counts)
    return counts


def _said(one, key, off):
    told = {"slug": one.slug, "npi": one.npi, "result": RESULTS[key], "who": one.person or _("the clinic")}
    words = _("%(slug)s, %(who)s: NPI %(npi)s %(result)s") % told
    return f"{words} ({off})." if off else f"{words}."


def _look(one, key, off, *, on):
    return Verification(
        statement="practitioners" if one.person else "npi",
        person=one.person,
        kind="register_checked",
        about=Verification.About.NPI,
        outcome=OUTCOMES[key],
        source=SOURCE,
        url=ADDRESS + one.npi,
        seen_on=on,
        deactivated_on=off,
    )


def _record(clinic, version, looks, *, by, counts):
    try:
        new = evidence.record(clinic=Clinic(pk=clinic), looks=looks, version=version, by=by)
    except OwnClinicError:
        counts["own"] += len(looks)
    except RefusedError:
        counts["changed"] += len(looks)
    else:
        counts["recorded"] += len(new)
        counts["unchanged"] += len(looks) - len(new)
