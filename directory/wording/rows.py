"""The rows of a listing, as pages, the comparison, result cards, paper and files show them."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts import vocabulary as v
from directory.facts.rules import PRICES
from directory.facts.safety_warnings import WARNINGS_BELOW
from directory.facts.spine import STATEMENTS, Row
from directory.facts.statements import DETAILS, NOTES
from directory.wording.by_offering import ByOffering, Offered, by_offering, price_of_no_offering
from directory.wording.evidence import EvidenceMark, row_evidence, strongest_evidence
from directory.wording.formats import (
    day,
    join_labels,
    link_or_blank,
)
from directory.wording.offerings import offerings_in_words
from directory.wording.people import (
    credentials_in_words,
    license_in_words,
    qualification_in_words,
    roles_in_words,
    training_in_words,
    training_of,
    training_of_nobody_named,
)
from directory.wording.row_lines import lines_of_row
from directory.wording.safety_warnings import WARNINGS_BY_STATEMENT, WarnedValue, as_codes, warned_values
from directory.wording.values import (
    cautions_in_words,
    codes_in_words,
    days_ago,
    tel_link,
)


@dataclass(frozen=True)
class DisplayRow:
    """One thing that a listing states, with the evidence. If not stated, only name and label are set.

    lines     the values in words, without those that carry a warning
    warned    the values that carry a warning (WarnedValue)
    detail    a date, a license and its number; or the cautions that are not stated
    link      tel:, mailto: or web address of the value; for a person the entry in a register
    by_offering  the ByOffering of a clinic with offerings, else None

    Pages and paper show it by components/statement_value.html, files by `str`.
    """

    name: str
    label: str
    lines: list = field(default_factory=list)
    detail: str = ""
    evidence: EvidenceMark | None = None
    link: str = ""
    warned: tuple = ()
    by_offering: ByOffering | None = None

    @cached_property
    def key(self):
        """What a page shows of the row but its evidence, hashable: rows of many clinics have the same."""
        warned = tuple([one.key for one in self.warned])
        return self.name, str(self.label), tuple(self.lines), str(self.detail), self.link, warned

    @property
    def stated(self):
        return bool(self.lines or self.warned)

    @property
    def is_external(self):
        return self.link.startswith("http")

    @property
    def is_person(self):
        return self.name == "practitioners"

    @property
    def is_about_person(self):
        """True if the label names a role or a person, beside whom other rows of the statement stand."""
        return self.name in ("practitioners", "training")

    def __str__(self):
        """The row as text, for a file; "" where nothing is stated."""
        if not self.stated:
            return ""
        parts = [*self.lines, *map(str, self.warned), self.detail, self.link if self.is_person else ""]
        if self.evidence:
            parts.append(str(self.evidence))
        return _("%(label)s: %(words)s") % {"label": self.label, "words": "; ".join(filter(None, parts))}


# Rows of the spine that pages show in other ways: as a heading, as a paragraph, on the map, beside a price.
SHOWN_OTHERWISE = {"name", "about", "point", "prices_as_of"}
# Rows that are left out, rather than shown as "Not stated", where they are empty: most clinics have one name,
# one web site and no booking page, and nothing to add to what they chose.
ONLY_WHERE_STATED = {
    "alias",
    "organization",
    "email",
    "website",
    "booking_url",
    "opening_times",
    "telehealth_states",
    "npi",
    "offerings",
    "minimum_age",
    "offering_since",
    *NOTES,
    *DETAILS,
}


def section_rows(listing, section, today, *, offered=None):
    """The DisplayRows of one section of the spine: under each person the training that is theirs.

    offered  the Offered of the listing, which several sections share
    """
    offered = offered or Offered(listing)
    for row in section.rows:
        if row.name == "practitioners":
            yield from people_rows(listing, today, with_training=True)
        elif row.name == "training":
            yield from training_rows(listing, today, of_people=False)
        elif row.name == "exclusions":
            yield from exclusion_rows(listing, today)
        elif row.name not in SHOWN_OTHERWISE:
            shown = display_row(listing, row, today, offered=offered)
            if shown.stated or row.name not in ONLY_WHERE_STATED:
                yield shown


def display_row(listing, row, today, *, offered=None):
    """The DisplayRow of a row of the spine. offered: as of section_rows()."""
    shown = row_without_evidence(listing, row, today, offered=offered)
    if not shown.stated:
        return shown
    statements = ("offerings", *row.statements) if shown.by_offering else row.statements
    return replace(shown, evidence=row_evidence(listing, statements, today))


def row_without_evidence(listing, row, today, *, offered=None):
    """The DisplayRow without its evidence, for result cards. `listing` may be a CardRow.

    offered  as of section_rows()
    """
    offered = offered.row(row.name) if offered else by_offering(listing, row.name)
    if offered:
        lines, warned = [*offered.lines, *offered.unassigned], offered.warned
    else:
        lines, warned = _flat_value(listing, row.name)
    if not lines and not warned:
        return DisplayRow(row.name, row.label)
    return DisplayRow(
        row.name,
        row.label,
        lines,
        detail=offered.detail if offered else _detail(listing, row, today),
        link=_row_link(listing, row.name),
        warned=warned,
        by_offering=offered,
    )


def _flat_value(listing, name):
    """(lines, WarnedValues) of a row of a clinic without offerings, or of what is no part of an offering."""
    warned = warned_values(name, getattr(listing, name, None))
    if name == "offerings":
        return offerings_in_words(listing.offerings, with_warned=False), warned
    if warned:
        return _unwarned_lines(name, getattr(listing, name)), warned
    return price_of_no_offering(listing, name, lines_of_row(listing, name)), ()


def spine_row_of_one(name):
    """A row of the spine that holds only this statement."""
    return Row(name, STATEMENTS[name].label, (name,))


def statement_rows(listing, name, today):
    """The DisplayRows of one statement: a single row, or one for each practitioner."""
    if name == "practitioners":
        return list(people_rows(listing, today))
    if name == "training":
        return list(training_rows(listing, today))
    return [display_row(listing, spine_row_of_one(name), today)]


def warned_rows(listing):
    """(row of the spine, WarnedValues) for each statement whose value carries a warning.

    `listing` may be a CardRow.
    """
    offerings = Offered(listing)
    for name in (*WARNINGS_BY_STATEMENT, *WARNINGS_BELOW):
        offered = offerings.row(name)
        warned = offered.warned if offered else warned_values(name, getattr(listing, name))
        if warned:
            yield spine_row_of_one(name), warned


def _unwarned_lines(name, value):
    if name in WARNINGS_BELOW:
        return []
    unwarned = [code for code in as_codes(value) if code not in WARNINGS_BY_STATEMENT[name]]
    labels = codes_in_words(name, unwarned)
    return [join_labels(labels)] if labels else []


def people_rows(listing, today, *, with_training=False):
    """One DisplayRow for each practitioner, labeled by role; a row without lines if none is stated.

    with_training  each is followed by a row of the training that is theirs
    """
    if not listing.practitioners:
        yield DisplayRow("practitioners", STATEMENTS["practitioners"].label)
    for person in listing.practitioners:
        license, warned = _license(person)
        yield DisplayRow(
            "practitioners",
            roles_in_words(person),
            [person["name"]],
            detail="; ".join([*license, *credentials_in_words(person)]),
            evidence=strongest_evidence(listing, ["practitioners"], today, person=person["name"]),
            link=link_or_blank(person["register_url"]),
            warned=warned,
        )
        if with_training:
            yield from _training_row_of(listing, person, today)


def training_rows(listing, today, *, of_people=True):
    """A DisplayRow of the training of each person, then one of training that is not stated whose.

    of_people  False: the last alone, and nothing where all training is somebody's
    """
    if of_people:
        for person in listing.practitioners:
            yield from _training_row_of(listing, person, today)
    rest = training_of_nobody_named(listing.practitioners, listing.training)
    if not listing.training:
        yield DisplayRow("training", STATEMENTS["training"].label)
    elif rest:
        yield DisplayRow(
            "training",
            _("Training, not stated whose"),
            [training_in_words(one, with_person=True) for one in rest],
            evidence=strongest_evidence(listing, ["training"], today),
        )


def _training_row_of(listing, person, today):
    training = training_of(person, listing.training)
    if training:
        yield DisplayRow(
            "training",
            training_label(person["name"]),
            [training_in_words(one) for one in training],
            evidence=strongest_evidence(listing, ["training"], today, person=person["name"]),
        )


def training_label(name):
    """The label of the row of a person's training."""
    return _("Training of %(name)s") % {"name": name}


def _license(person):
    """(labels, WarnedValues) of a person's license: to have none is a warning, not a label."""
    label = license_in_words(person)
    return ([], (WarnedValue(label),)) if person["license"] == v.License.UNLICENSED else ([label], ())


def director_row(listing, *, with_training=False):
    """The license and boards of the person who directs the care, else runs the clinic, else prescribes.

    The label and the name of the row (`director`, `leader`, `prescriber`) tell which.

    with_training  adds that person's training in ketamine-assisted therapy
    """
    person = listing.director()
    if not person or not person["license"]:
        return DisplayRow("director", _("Who directs the care"))
    lines, warned = _license(person)
    if not warned:
        lines = [qualification_in_words(person, listing.training if with_training else [])]
    if v.Role.MEDICAL_DIRECTOR in person["roles"]:
        return DisplayRow("director", _("Who directs the care"), lines, warned=warned)
    if v.Role.LEADS in person["roles"]:
        return DisplayRow("leader", _("Who runs the clinic"), lines, warned=warned)
    return DisplayRow("prescriber", _("Who prescribes"), lines, warned=warned)


def exclusion_rows(listing, today):
    """The statements on cautions, grouped into few rows.

    One row for each answer (not treated, case by case, treated) and evidence; one for what is not stated.
    """
    groups, unstated = {}, []
    for caution in v.Caution.values:
        answer = getattr(listing, f"exclusion_{caution}")
        if answer:
            evidence = strongest_evidence(listing, [f"exclusion_{caution}"], today)
            groups.setdefault((v.Exclusion.values.index(answer), evidence), []).append(caution)
        else:
            unstated.append(caution)
    for index, evidence in sorted(groups, key=lambda group: group[0]):
        code, cautions = v.Exclusion.values[index], groups[index, evidence]
        warned = [one for one in cautions if code in WARNINGS_BY_STATEMENT.get(f"exclusion_{one}", ())]
        unwarned = [one for one in cautions if one not in warned]
        yield DisplayRow(
            "exclusions",
            v.Exclusion(code).label,
            [cautions_in_words(unwarned)] if unwarned else [],
            evidence=evidence,
            warned=tuple(_warned_caution(one, code) for one in warned),
        )
    if unstated:
        label = ngettext(
            "Not stated for %(count)s other condition",
            "Not stated for %(count)s other conditions",
            len(unstated),
        ) % {"count": len(unstated)}
        yield DisplayRow(
            "exclusions", label if groups else _("Who is treated"), detail=cautions_in_words(unstated)
        )


def _warned_caution(caution, code):
    return WarnedValue(str(v.Caution(caution).label), WARNINGS_BY_STATEMENT[f"exclusion_{caution}"][code])


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
        parts = {"day": day(on), "ago": days_ago(on, today)}
        if listing.availability_is_fresh(today):
            return _("as of %(day)s") % parts
        return _("as of %(day)s, %(ago)s: ask if it still holds") % parts
    return ""
