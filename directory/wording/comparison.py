"""Two to four listings side by side: where they differ, where they agree, what they leave open."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.spine import SPINE, STATEMENTS
from directory.wording.evidence import strongest_evidence
from directory.wording.rows import (
    ONLY_WHERE_STATED,
    SHOWN_OTHERWISE,
    DisplayRow,
    director_row,
    display_row,
    people_rows,
    spine_row_of_one,
)
from directory.wording.values import cautions_in_words, join_with_and

MAX_CLINICS = 4
# Shown, never counted: of course they differ.
CONTACT_ROWS = ("phone", "address")
OWN_ROWS = ("alias", "organization", "about", "email", "website", "booking_url", "npi")
NOT_COMPARED = {"availability_on", "point_source", "country"}


@dataclass(frozen=True)
class ComparedRow:
    """One row across the clinics."""

    name: str
    label: str
    cells: list  # (short name of the clinic, [Said]): one, or one for each of its people
    signs: list  # what is compared, None where not stated

    @property
    def stated(self):
        return [sign for sign in self.signs if sign is not None]

    @property
    def differs(self):
        """A blank is not an answer: it differs from nothing."""
        return any(sign != self.stated[0] for sign in self.stated[1:])

    @property
    def agrees(self):
        return len(self.stated) == len(self.signs) and not self.differs

    @property
    def open_to_some(self):
        return 0 < len(self.stated) < len(self.signs) and not self.differs


@dataclass(frozen=True)
class UnstatedRow:
    """Something that at least one clinic does not state: the section's key, what, and by whom."""

    key: str
    name: str
    label: str
    detail: str
    by: str


@dataclass(frozen=True)
class Comparison:
    """Each of `differ`, `agree`, `some` is a list of (section, rows), without empty sections.

    reach, of_its_own   rows that are shown and not compared; the latter where a clinic states them
    """

    reach: list
    of_its_own: list
    differ: list
    agree: list
    some: list
    left: list


def compare_listings(listings, today):
    names = short_names(listings)
    sections = [
        (section, [_named(row, names) for row in _rows(section, listings, today)]) for section in SPINE
    ]
    apart = (*CONTACT_ROWS, *OWN_ROWS)
    rows = [(section, [row for row in found if row.name not in apart]) for section, found in sections]
    head = sections[0][1]
    return Comparison(
        reach=[row for row in head if row.name in CONTACT_ROWS],
        of_its_own=[row for row in head if row.name in OWN_ROWS],
        differ=_only(rows, "differs"),
        agree=_only(rows, "agrees"),
        some=_only(rows, "open_to_some"),
        left=[left for section, found in sections for left in _unstated_rows(section, found, names)],
    )


def _named(row, names):
    return replace(row, cells=list(zip(names, row.cells, strict=True)))


def count_rows(sections):
    return sum(len(rows) for _section, rows in sections)


def _only(sections, kind):
    found = [(section, [row for row in rows if getattr(row, kind)]) for section, rows in sections]
    return [(section, rows) for section, rows in found if rows]


def _rows(section, listings, today):
    for row in section.rows:
        if row.name == "practitioners":
            yield _directing(listings, today)
            yield _people(listings, today)
        elif row.name == "exclusions":
            for name in row.statements:
                yield _row(spine_row_of_one(name), listings, today)
        elif row.name in ONLY_WHERE_STATED | {*OWN_ROWS}:
            found = _row(row, listings, today)
            if found.stated:
                yield found
        elif row.name not in SHOWN_OTHERWISE:
            yield _row(row, listings, today)


def _row(row, listings, today):
    cells = [display_row(listing, row, today) for listing in listings]
    signs = [
        _compared_value(listing, row) if cell.stated else None
        for listing, cell in zip(listings, cells, strict=True)
    ]
    return ComparedRow(row.name, row.label, [[cell] for cell in cells], signs)


def _compared_value(listing, row):
    """What two clinics must share to agree in a row: the values, in any order, without their dates."""
    return [
        sorted(value) if STATEMENTS[name].kind == "codes" else value
        for name in row.statements
        if name not in NOT_COMPARED
        for value in [_normalized(getattr(listing, name))]
    ]


def _normalized(value):
    if isinstance(value, str):
        return " ".join(value.split()).casefold()
    return value


def _directing(listings, today):
    """The license of who directs the care: clinics share a kind of license, never a person."""
    label = _("Who directs the care")
    cells, signs = [], []
    for listing in listings:
        said = director_row(listing)
        if said.stated and said.name == "director":  # whoever prescribes need not direct
            person = listing.director()
            found = strongest_evidence(listing, ["practitioners"], today, person=person["name"])
            cells.append([replace(said, evidence=found)])
            signs.append(person["license"])
        else:
            cells.append([DisplayRow("director", label)])
            signs.append(None)
    return ComparedRow("director", label, cells, signs)


def _people(listings, today):
    cells = [list(people_rows(listing, today)) for listing in listings]
    signs = [listing.practitioners or None for listing in listings]
    return ComparedRow("practitioners", STATEMENTS["practitioners"].label, cells, signs)


def _unstated_rows(section, rows, names):
    """Cautions that the same clinics leave open make one line; there are eighteen of them."""
    cautions = {}
    for row in rows:
        clinics = tuple(name for name, sign in zip(names, row.signs, strict=True) if sign is None)
        if row.name in ONLY_WHERE_STATED | {*OWN_ROWS}:
            continue
        if clinics and row.name.startswith("exclusion_"):
            cautions.setdefault(clinics, []).append(row.name.removeprefix("exclusion_"))
        elif clinics:
            yield UnstatedRow(section.key, row.name, row.label, "", _by(clinics, names))
    for clinics, left in cautions.items():
        yield UnstatedRow(
            section.key,
            "exclusions",
            _("Who is treated"),
            cautions_in_words(left),
            _by(clinics, names),
        )


NONE_OF_THEM = {
    2: gettext_lazy("Not stated by either"),
    3: gettext_lazy("Not stated by any of the three"),
    4: gettext_lazy("Not stated by any of the four"),
}


def _by(clinics, names):
    if len(clinics) == len(names):
        return str(NONE_OF_THEM[len(names)])
    return _("Not stated by %(clinics)s") % {"clinics": join_with_and(list(clinics))}


def short_names(listings):
    """A few words that tell the clinics apart on a phone; with the town where names are the same."""
    names = [listing.name.split() for listing in listings]
    return [
        _short(name, names[:place] + names[place + 1 :], listing.city)
        for place, (name, listing) in enumerate(zip(names, listings, strict=True))
    ]


def _short(name, others, town):
    for length in range(2, len(name)):
        if name[:length] not in [other[:length] for other in others]:
            return " ".join(name[:length])
    words = " ".join(name)
    return f"{words}, {town}" if name in others and town else words
