"""The rows of a listing, as its page, the comparison, cards, paper and files show them."""

from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.facts.spine import SPINE, STATEMENTS, Row
from directory.facts.statements import PRICES
from directory.wording.evidence import EvidenceMark, row_evidence, strongest_evidence
from directory.wording.safety_warnings import WARNINGS_BY_STATEMENT, WarnedValue, as_codes, warned_values
from directory.wording.values import (
    availability_in_words,
    cautions_in_words,
    codes_in_words,
    course_length,
    credentials_in_words,
    day,
    days_ago,
    join_labels,
    languages_in_words,
    license_in_words,
    link_or_blank,
    phone,
    price_range,
    roles_in_words,
    tel_link,
    training_in_words,
    value_in_words,
)


@dataclass(frozen=True)
class DisplayRow:
    """One row: what it is about, what is said, and on what evidence. Nothing is said where nothing is stated.

    lines   the words of what is said, but for the values in `warned`
    detail  what goes with it: a day, a license and its number, what is left open
    link    where it leads: a number to dial, an address, a person's place in a register

    Pages and paper show it by components/statement_value.html, files by `str`.
    """

    name: str
    label: str
    lines: list = field(default_factory=list)
    detail: str = ""
    evidence: EvidenceMark | None = None
    link: str = ""
    warned: tuple = ()

    @property
    def stated(self):
        return bool(self.lines or self.warned)

    @property
    def is_external(self):
        return self.link.startswith("http")

    @property
    def is_person(self):
        return self.name == "practitioners"

    def __str__(self):
        """As text, for a file; "" where it is not stated."""
        if not self.stated:
            return ""
        found = [*self.lines, *map(str, self.warned), self.detail, self.link if self.is_person else ""]
        if self.evidence:
            found.append(str(self.evidence))
        return _("%(label)s: %(words)s") % {"label": self.label, "words": "; ".join(filter(None, found))}


SHOWN_OTHERWISE = {"name", "about", "point", "prices_as_of"}  # shown in other ways
# Nothing is missing where these are empty: most clinics have one name, one site and no page for booking.
ONLY_WHERE_STATED = {"alias", "organization", "email", "website", "booking_url", "telehealth_states", "npi"}
CONTACT_ORDER = ("availability", "phone", "address", "website", "booking_url", "email", "opening_hours")


def section_rows(listing, section, today):
    """The rows of one section of the spine as a page shows them."""
    for row in section.rows:
        if row.name == "practitioners":
            yield from people_rows(listing, today)
        elif row.name == "exclusions":
            yield from exclusion_rows(listing, today)
        elif row.name not in SHOWN_OTHERWISE:
            said = display_row(listing, row, today)
            if said.stated or row.name not in ONLY_WHERE_STATED:
                yield said


def display_row(listing, row, today):
    said = row_without_evidence(listing, row, today)
    if not said.stated:
        return said
    return replace(said, evidence=row_evidence(listing, row.statements, today))


def row_without_evidence(listing, row, today):
    """A row without its evidence: for a card, which has fewer columns."""
    warned = warned_values(row.name, getattr(listing, row.name, None))
    if warned:
        lines = _unwarned_lines(row.name, getattr(listing, row.name))
    else:
        lines = SPECIAL_LINES[row.name](listing) if row.name in SPECIAL_LINES else _lines(listing, row.name)
    if not lines and not warned:
        return DisplayRow(row.name, row.label)
    return DisplayRow(
        row.name,
        row.label,
        lines,
        detail=_detail(listing, row, today),
        link=_row_link(listing, row.name),
        warned=warned,
    )


def spine_row_of_one(name):
    """A row that holds one statement alone."""
    return Row(name, STATEMENTS[name].label, (name,))


def statement_rows(listing, name, today):
    """What a listing says in one statement: a row, or one for each of its people."""
    if name == "practitioners":
        return list(people_rows(listing, today))
    return [display_row(listing, spine_row_of_one(name), today)]


def warned_rows(listing):
    """(Row, its Warned) of every value of a listing, or of a card's columns, that carries a warning."""
    for name in WARNINGS_BY_STATEMENT:
        warned = warned_values(name, getattr(listing, name))
        if warned:
            yield spine_row_of_one(name), warned


def _unwarned_lines(name, value):
    calm = [code for code in as_codes(value) if code not in WARNINGS_BY_STATEMENT[name]]
    words = codes_in_words(name, calm)
    return [join_labels(words)] if words else []


def people_rows(listing, today):
    if not listing.practitioners:
        yield DisplayRow("practitioners", STATEMENTS["practitioners"].label)
    for person in listing.practitioners:
        license, warned = _license(person)
        yield DisplayRow(
            "practitioners",
            roles_in_words(person),
            [person["name"]],
            detail=". ".join(capfirst(part) for part in [*license, *credentials_in_words(person)]),
            evidence=strongest_evidence(listing, ["practitioners"], today, person=person["name"]),
            link=link_or_blank(person["register_url"]),
            warned=warned,
        )


def _license(person):
    """(words, Warned): of somebody who has no license, that stands apart."""
    words = license_in_words(person)
    return ([], (WarnedValue(words),)) if person["license"] == v.License.UNLICENSED else ([words], ())


def director_row(listing):
    """The license of who directs the care, else of who prescribes, which is not the same."""
    person = listing.director()
    if not person or not person["license"]:
        return DisplayRow("director", _("Who directs the care"))
    lines, warned = _license(person)
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return DisplayRow("director", _("Who directs the care"), lines, warned=warned)
    return DisplayRow("prescriber", _("Who prescribes"), lines, warned=warned)


def exclusion_rows(listing, today):
    """Eighteen statements in few rows: not treated, case by case, treated, not stated; one evidence a row."""
    groups, blank = {}, []
    for caution in v.Caution.values:
        answer = getattr(listing, f"exclusion_{caution}")
        if answer:
            found = strongest_evidence(listing, [f"exclusion_{caution}"], today)
            groups.setdefault((v.Exclusion.values.index(answer), found), []).append(caution)
        else:
            blank.append(caution)
    for answer, found in sorted(groups, key=lambda group: group[0]):
        code, cautions = v.Exclusion.values[answer], groups[answer, found]
        warned = [one for one in cautions if code in WARNINGS_BY_STATEMENT.get(f"exclusion_{one}", ())]
        calm = [one for one in cautions if one not in warned]
        yield DisplayRow(
            "exclusions",
            v.Exclusion(code).label,
            [cautions_in_words(calm)] if calm else [],
            evidence=found,
            warned=tuple(_warned_caution(one, code) for one in warned),
        )
    if blank:
        label = ngettext("%(count)s other caution", "%(count)s other cautions", len(blank)) % {
            "count": len(blank)
        }
        yield DisplayRow(
            "exclusions", label if groups else _("Who is treated"), detail=cautions_in_words(blank)
        )


def _warned_caution(caution, code):
    return WarnedValue(str(v.Caution(caution).label), WARNINGS_BY_STATEMENT[f"exclusion_{caution}"][code])


def _lines(listing, name):
    words = value_in_words(name, getattr(listing, name))
    return [words] if words else []


def _address(listing):
    town = f"{listing.city}, {listing.state} {listing.zip}".strip(" ,")
    return [line for line in (listing.street, town) if line]


def _website(name):
    """Without what every address begins with; the link keeps it."""

    def lines(listing):
        address = getattr(listing, name)
        parts = urlsplit(address) if link_or_blank(address) else None
        if parts is None:
            return _lines(listing, name)
        return [f"{web_addresses.shown(parts.netloc)}{parts.path}".rstrip("/")]

    return lines


def _session_price(listing):
    words = price_range(listing.session_price_low, listing.session_price_high)
    return [capfirst(words)] if words else []


SPECIAL_LINES = {
    "address": _address,
    "phone": lambda listing: [phone(listing.phone, listing.phone_extension)] if listing.phone else [],
    "website": _website("website"),
    "booking_url": _website("booking_url"),
    "availability": lambda listing: [availability_in_words(listing)] if listing.availability else [],
    "training": lambda listing: [training_in_words(training) for training in listing.training],
    "languages": lambda listing: languages_in_words(listing.languages),
    "course": lambda listing: [
        line for line in [course_length(listing.course_sessions, listing.course_weeks)] if line
    ],
    "session_price": _session_price,
}


def _row_link(listing, name):
    if name == "phone":
        return tel_link(listing.phone, listing.phone_extension)
    if name == "email":
        return f"mailto:{quote(listing.email, safe='@+')}"
    return link_or_blank(getattr(listing, name)) if name in ("website", "booking_url") else ""


def _detail(listing, row, today):
    if set(row.statements) & set(PRICES) and listing.prices_as_of:
        return _("as of %(day)s") % {"day": day(listing.prices_as_of)}
    if row.name == "availability":
        on = listing.availability_stated_on
        said = {"day": day(on), "ago": days_ago(on, today)}
        if listing.availability_is_fresh(today):
            return _("as of %(day)s") % said
        return _("as of %(day)s, %(ago)s: ask if it still holds") % said
    return ""


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand together, under a heading of their own or under none."""

    heading: str
    rows: list


def contact_rows(listing, today):
    """The rows of the head: how to reach the clinic first, then what else it says of itself."""
    found = list(section_rows(listing, SPINE[0], today))
    return sorted(
        found,
        key=lambda said: CONTACT_ORDER.index(said.name) if said.name in CONTACT_ORDER else len(CONTACT_ORDER),
    )


def row_groups(listing, section, today):
    """The rows of a section, divided where a heading stands between them."""
    found, heading = [], ""
    for said in section_rows(listing, section, today):
        if section.key == "A" and said.name in ("practitioners", "training"):
            heading = STATEMENTS[said.name].label
        if not found or found[-1].heading != heading:
            found.append(RowGroup(heading, []))
        found[-1].rows.append(said)
    return found
