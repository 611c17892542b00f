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
from directory.wording.alerts import ALERTS, Warned, _codes, warned_of
from directory.wording.evidence import Evidence, evidence, row_evidence
from directory.wording.values import (
    ago,
    availability,
    cautions_in_words,
    codes_in_words,
    course,
    day,
    dial,
    languages,
    license_in_words,
    listed,
    phone,
    price_range,
    record_in_words,
    roles_in_words,
    training_in_words,
    value_in_words,
    web_address,
)


@dataclass(frozen=True)
class Said:
    """One row: what it is about, what is said, and on what evidence. Nothing is said where nothing is stated.

    lines   the words of what is said, but for the values in `warned`
    more    what goes with it: a day, a license and its number, what is left open
    link    where it leads: a number to dial, an address, a person's place in a register

    components/said.html shows it on every page and on paper, `str` in files: no other place has words for it.
    """

    name: str
    label: str
    lines: list = field(default_factory=list)
    more: str = ""
    evidence: Evidence | None = None
    link: str = ""
    warned: tuple = ()

    @property
    def stated(self):
        return bool(self.lines or self.warned)

    @property
    def leads_out(self):
        return self.link.startswith("http")

    @property
    def is_person(self):
        return self.name == "practitioners"

    def __str__(self):
        """As text, for a file; "" where it is not stated."""
        if not self.stated:
            return ""
        found = [*self.lines, *map(str, self.warned), self.more, self.link if self.is_person else ""]
        if self.evidence:
            found.append(str(self.evidence))
        return _("%(label)s: %(words)s") % {"label": self.label, "words": "; ".join(filter(None, found))}


NOT_ON_PAGES = {"name", "about", "point", "prices_as_of"}  # shown in other ways
# Nothing is missing where these are empty: most clinics have one name, one site and no page for booking.
ONLY_WHERE_STATED = {"alias", "organization", "email", "website", "booking_url", "telehealth_states", "npi"}
REACH = ("availability", "phone", "address", "website", "booking_url", "email", "opening_hours")


def rows(listing, section, today):
    """The rows of one section of the spine as a page shows them."""
    for row in section.rows:
        if row.name == "practitioners":
            yield from people(listing, today)
        elif row.name == "exclusions":
            yield from exclusions(listing, today)
        elif row.name not in NOT_ON_PAGES:
            said = row_in_words(listing, row, today)
            if said.stated or row.name not in ONLY_WHERE_STATED:
                yield said


def row_in_words(listing, row, today):
    said = row_alone(listing, row, today)
    if not said.stated:
        return said
    return replace(said, evidence=row_evidence(listing, row.statements, today))


def row_alone(listing, row, today):
    """A row without its evidence: for a card, which has fewer columns."""
    warned = warned_of(row.name, getattr(listing, row.name, None))
    if warned:
        lines = _calm(row.name, getattr(listing, row.name))
    else:
        lines = LINES[row.name](listing) if row.name in LINES else _lines(listing, row.name)
    if not lines and not warned:
        return Said(row.name, row.label)
    return Said(
        row.name,
        row.label,
        lines,
        more=_more(listing, row, today),
        link=_link(listing, row.name),
        warned=warned,
    )


def statement_row(name):
    """A row that holds one statement alone."""
    return Row(name, STATEMENTS[name].label, (name,))


def said_of(listing, name, today):
    """What a listing says in one statement: a row, or one for each of its people."""
    if name == "practitioners":
        return list(people(listing, today))
    return [row_in_words(listing, statement_row(name), today)]


def warnings_of(listing):
    """(Row, its Warned) of every value of a listing, or of a card's columns, that carries a warning."""
    for name in ALERTS:
        warned = warned_of(name, getattr(listing, name))
        if warned:
            yield statement_row(name), warned


def _calm(name, value):
    words = codes_in_words(name, [code for code in _codes(value) if code not in ALERTS[name]])
    return [listed(words)] if words else []


def people(listing, today):
    if not listing.practitioners:
        yield Said("practitioners", STATEMENTS["practitioners"].label)
    for person in listing.practitioners:
        license, warned = _license(person)
        yield Said(
            "practitioners",
            roles_in_words(person),
            [person["name"]],
            more=". ".join(capfirst(part) for part in [*license, *record_in_words(person)]),
            evidence=evidence(listing, ["practitioners"], today, person=person["name"]),
            link=web_address(person["register_url"]),
            warned=warned,
        )


def _license(person):
    """(words, Warned): of somebody who has no license, that stands apart."""
    words = license_in_words(person)
    return ([], (Warned(words),)) if person["license"] == v.License.UNLICENSED else ([words], ())


def directing(listing):
    """The license of who directs the care, else of who prescribes, which is not the same."""
    person = listing.director()
    if not person or not person["license"]:
        return Said("director", _("Who directs the care"))
    lines, warned = _license(person)
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return Said("director", _("Who directs the care"), lines, warned=warned)
    return Said("prescriber", _("Who prescribes"), lines, warned=warned)


def exclusions(listing, today):
    """Eighteen statements in few rows: not treated, case by case, treated, not stated; one evidence a row."""
    groups, blank = {}, []
    for caution in v.Caution.values:
        answer = getattr(listing, f"exclusion_{caution}")
        if answer:
            found = evidence(listing, [f"exclusion_{caution}"], today)
            groups.setdefault((v.Exclusion.values.index(answer), found), []).append(caution)
        else:
            blank.append(caution)
    for answer, found in sorted(groups, key=lambda group: group[0]):
        code, cautions = v.Exclusion.values[answer], groups[answer, found]
        warned = [one for one in cautions if code in ALERTS.get(f"exclusion_{one}", ())]
        calm = [one for one in cautions if one not in warned]
        yield Said(
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
        yield Said("exclusions", label if groups else _("Who is treated"), more=cautions_in_words(blank))


def _warned_caution(caution, code):
    return Warned(str(v.Caution(caution).label), ALERTS[f"exclusion_{caution}"][code])


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
        parts = urlsplit(address) if web_address(address) else None
        if parts is None:
            return _lines(listing, name)
        return [f"{web_addresses.shown(parts.netloc)}{parts.path}".rstrip("/")]

    return lines


def _session_price(listing):
    words = price_range(listing.session_price_low, listing.session_price_high)
    return [capfirst(words)] if words else []


LINES = {
    "address": _address,
    "phone": lambda listing: [phone(listing.phone, listing.phone_extension)] if listing.phone else [],
    "website": _website("website"),
    "booking_url": _website("booking_url"),
    "availability": lambda listing: [availability(listing)] if listing.availability else [],
    "training": lambda listing: [training_in_words(training) for training in listing.training],
    "languages": lambda listing: languages(listing.languages),
    "course": lambda listing: [
        line for line in [course(listing.course_sessions, listing.course_weeks)] if line
    ],
    "session_price": _session_price,
}


def _link(listing, name):
    if name == "phone":
        return dial(listing.phone, listing.phone_extension)
    if name == "email":
        return f"mailto:{quote(listing.email, safe='@+')}"
    return web_address(getattr(listing, name)) if name in ("website", "booking_url") else ""


def _more(listing, row, today):
    if set(row.statements) & set(PRICES) and listing.prices_as_of:
        return _("as of %(day)s") % {"day": day(listing.prices_as_of)}
    if row.name == "availability":
        on = listing.availability_said_on
        said = {"day": day(on), "ago": ago(on, today)}
        if listing.availability_is_fresh(today):
            return _("as of %(day)s") % said
        return _("as of %(day)s, %(ago)s: ask if it still holds") % said
    return ""


@dataclass(frozen=True)
class Group:
    """Rows that stand together, under a heading of their own or under none."""

    heading: str
    rows: list


def reach(listing, today):
    """The rows of the head: how to reach the clinic first, then what else it says of itself."""
    found = list(rows(listing, SPINE[0], today))
    return sorted(found, key=lambda said: REACH.index(said.name) if said.name in REACH else len(REACH))


def groups(listing, section, today):
    """The rows of a section, divided where a heading stands between them."""
    found, heading = [], ""
    for said in rows(listing, section, today):
        if section.key == "A" and said.name in ("practitioners", "training"):
            heading = STATEMENTS[said.name].label
        if not found or found[-1].heading != heading:
            found.append(Group(heading, []))
        found[-1].rows.append(said)
    return found
