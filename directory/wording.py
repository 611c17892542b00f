"""Statements put into words: a value, a row of the page, its evidence, a summary to read aloud."""

from dataclasses import dataclass, field
from datetime import date

import phonenumbers
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from directory import vocabulary as v
from directory.facts import PRICES, SPINE, STATEMENTS, is_stated

MARKS = {
    v.Evidence.SELF_REPORTED: "said",
    v.Evidence.DOCUMENT_SEEN: "seen",
    v.Evidence.REGISTER_CHECKED: "checked",
}
STRENGTH = list(MARKS)
KINDS = {
    v.Evidence.SELF_REPORTED: gettext_lazy("Self-reported"),
    v.Evidence.DOCUMENT_SEEN: gettext_lazy("Document seen"),
    v.Evidence.REGISTER_CHECKED: gettext_lazy("Register checked"),
}


# ---- values


def value_in_words(name, value):
    """One statement's value for a reader; "" where it is not stated."""
    if not is_stated(value):
        return ""
    statement = STATEMENTS[name]
    if statement.kind == "codes":
        return listed(codes_in_words(name, value))
    if statement.kind == "code":
        return str(statement.labels.get(value, value))
    if statement.kind == "yes_no":
        return _("Yes") if value else _("No")
    if statement.kind == "dollars":
        return dollars(value)
    if statement.kind == "date":
        return day(value if isinstance(value, date) else date.fromisoformat(value))
    if name == "phone":
        return phone(value)
    if name == "practitioners":
        return "; ".join(", ".join([person["name"], *person_in_words(person)]) for person in value)
    if name == "training":
        return "; ".join(training_in_words(one) for one in value)
    if name == "observation_minutes":
        return minutes(value)
    return str(value)


def codes_in_words(name, codes):
    if name == "languages":
        return languages(codes)
    labels = STATEMENTS[name].labels
    return [str(labels.get(code, code)) for code in codes]


def listed(words):
    """`IV infusion, injection into a muscle`: later items lose their capital unless it is part of a name."""
    return ", ".join([*words[:1], *(lower_first(word) for word in words[1:])])


def lower_first(words):
    """Lower the first letter, but not of `IV infusion`, `PTSD`, `Spravato` or `Spanish`."""
    first, _space, _rest = words.partition(" ")
    if first in KEEP_CAPITAL or any(sign.isupper() or sign.isdigit() for sign in first[1:]) or len(first) < 2:
        return words if first != "A" else f"a{words[1:]}"
    return words[:1].lower() + words[1:]


KEEP_CAPITAL = {
    "Spravato",
    "Medicare",
    "Medicaid",
    *(str(label).split()[0] for label in v.Language.labels),
} | {word for label in v.State.labels for word in str(label).split()}


def languages(codes):
    """["Spanish, by a clinician and in writing", …], in the order of the vocabulary."""
    ways = {}
    for code in codes:
        tag, _colon, way = code.partition(":")
        ways.setdefault(tag, []).append(str(v.LanguageWay(way).label))
    return [f"{v.Language(tag).label}, {_(' and ').join(said)}" for tag, said in ways.items()]


def dollars(amount):
    return f"${amount:,}"


def price_range(low, high):
    if low is not None and high is not None and low != high:
        return _("%(low)s to %(high)s") % {"low": dollars(low), "high": dollars(high)}
    if low is None and high is not None:
        return _("up to %(high)s") % {"high": dollars(high)}
    if high is None and low is not None:
        return _("from %(low)s") % {"low": dollars(low)}
    return dollars(low) if low is not None else ""


def minutes(count):
    if count and count % 60 == 0:
        hours = count // 60
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def phone(number, extension=""):
    """E.164 → how it is read in the US: `(303) 555-0142, extension 301`."""
    if not number:
        return ""
    if number.startswith("+1") and len(number) == 12:
        words = f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    else:
        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            return number
        words = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return (
        _("%(phone)s, extension %(extension)s") % {"phone": words, "extension": extension}
        if extension
        else words
    )


def dial(number, extension=""):
    """The address of a link that dials (RFC 3966)."""
    return f"tel:{number};ext={extension}" if extension else f"tel:{number}"


def day(on):
    return date_format(on, pgettext("a day", "j F Y"))


def short_day(on):
    return date_format(on, pgettext("a day, short", "j M Y"))


def month(on):
    return date_format(on, pgettext("a month", "M Y"))


def ago(on, today):
    days = (today - on).days
    if days <= 0:
        return _("today")
    return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}


def miles(distance):
    """Whole miles; under one: "less than a mile"."""
    whole = round(distance)
    if whole < 1:
        return _("less than a mile")
    return ngettext("%(count)s mile", "%(count)s miles", whole) % {"count": whole}


def availability(listing):
    if listing.availability == v.Availability.WAITLIST and listing.waitlist_weeks:
        return ngettext(
            "Waiting list, about %(count)s week",
            "Waiting list, about %(count)s weeks",
            listing.waitlist_weeks,
        ) % {"count": listing.waitlist_weeks}
    return value_in_words("availability", listing.availability)


def course(sessions, weeks):
    """`6 sessions over 4 weeks`"""
    said = (
        ngettext("%(count)s session", "%(count)s sessions", sessions) % {"count": sessions}
        if sessions
        else ""
    )
    span = ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks} if weeks else ""
    if said and span:
        return _("%(sessions)s over %(weeks)s") % {"sessions": said, "weeks": span}
    return said or span


def person_in_words(person):
    """What stands under a person's name: licence, number, board, years."""
    words = []
    if person["licence"]:
        words.append(str(v.Licence(person["licence"]).label))
    if person["supervisor"]:
        words.append(_("supervised by %(name)s") % {"name": person["supervisor"]})
    if person["licence_number"]:
        state = v.State(person["licence_state"]).label if person["licence_state"] else ""
        words.append(
            _("%(state)s licence %(number)s") % {"state": state, "number": person["licence_number"]}
            if state
            else _("licence %(number)s") % {"number": person["licence_number"]}
        )
    if person["board_certification"]:
        words.append(_("board-certified: %(board)s") % {"board": person["board_certification"]})
    if person["npi"]:
        words.append(_("NPI %(npi)s") % {"npi": person["npi"]})
    if person["years_offering"] is not None:
        count = person["years_offering"]
        words.append(
            ngettext("%(count)s year of offering ketamine", "%(count)s years of offering ketamine", count)
            % {"count": count}
        )
    return words


def training_in_words(training):
    words = [str(v.Training(training["code"]).label)]
    if training["provider"]:
        words.append(training["provider"])
    if training["hours"]:
        words.append(
            ngettext("%(count)s hour", "%(count)s hours", training["hours"]) % {"count": training["hours"]}
        )
    if training["year"]:
        words.append(str(training["year"]))
    if training["expires_on"]:
        words.append(_("runs out %(day)s") % {"day": short_day(date.fromisoformat(training["expires_on"]))})
    return ", ".join(words)


# ---- evidence


@dataclass(frozen=True)
class Evidence:
    """Beside a stated statement: what kind, since when, where to look. `kind` is "" if no clinic said it."""

    kind: str
    words: str
    on: date
    source: str = ""
    url: str = ""

    @property
    def mark(self):
        return MARKS.get(self.kind, "said")


def evidence(listing, statements, today, *, person=""):
    """The strongest evidence for a row, or who said it and when."""
    live = [
        one
        for one in listing.live_evidence(today)
        if one["statement"] in statements and one["person"] in ("", person)
    ]
    if live:
        one = max(live, key=lambda one: (STRENGTH.index(one["kind"]), one["on"]))
        return Evidence(
            one["kind"], KINDS[one["kind"]], date.fromisoformat(one["on"]), one["source"], one["url"]
        )
    days = [listing.said_on(name) for name in statements if is_stated(getattr(listing, name))]
    said = max((on for on in days if on), default=None)
    if said:
        return Evidence(v.Evidence.SELF_REPORTED, KINDS[v.Evidence.SELF_REPORTED], said)
    return Evidence(
        "",
        _("Not from the clinic: %(source)s") % {"source": listing.source or _("a reader")},
        listing.published_on,
    )


# ---- rows of the listing and the compare page


@dataclass(frozen=True)
class Said:
    """One row: what it is about, what is said (lines, none where not stated), and on what evidence."""

    name: str
    label: str
    lines: list = field(default_factory=list)
    more: str = ""
    evidence: Evidence | None = None
    link: str = ""
    warned: bool = False

    @property
    def stated(self):
        return bool(self.lines)


NOT_ON_PAGES = {"name", "about", "point", "prices_as_of"}  # shown in other ways


def rows(listing, section, today):
    """The rows of one section of the spine as a page shows them."""
    for row in section.rows:
        if row.name == "practitioners":
            yield from people(listing, today)
        elif row.name == "exclusions":
            yield from exclusions(listing, today)
        elif row.name not in NOT_ON_PAGES:
            yield row_in_words(listing, row, today)


def row_in_words(listing, row, today):
    lines = LINES[row.name](listing) if row.name in LINES else _lines(listing, row.name)
    if not lines:
        return Said(row.name, row.label)
    warned = any((row.name, code) in v.WARNED for code in _codes(getattr(listing, row.name, None)))
    return Said(
        row.name,
        row.label,
        lines,
        more=_price_date(listing) if set(row.statements) & set(PRICES) else "",
        evidence=evidence(listing, row.statements, today),
        link=_link(listing, row.name),
        warned=warned,
    )


def people(listing, today):
    if not listing.practitioners:
        yield Said("practitioners", STATEMENTS["practitioners"].label)
    for person in listing.practitioners:
        roles = [str(v.Role(role).label) for role in person["roles"]]
        yield Said(
            "practitioners",
            capfirst(listed(roles)) if roles else _("Role not stated"),
            [person["name"]],
            more=". ".join(capfirst(words) for words in person_in_words(person)) or _("Licence not stated"),
            evidence=evidence(listing, ["practitioners"], today, person=person["name"]),
            link=person["register_url"],
            warned=person["licence"] == v.Licence.UNLICENSED,
        )


def exclusions(listing, today):
    """Eighteen statements in four rows: not treated, case by case, treated, not stated."""
    answers = {caution: getattr(listing, f"exclusion_{caution}") for caution in v.Caution.values}
    for answer, label in v.Exclusion.choices:
        cautions = [caution for caution, given in answers.items() if given == answer]
        if cautions:
            yield Said(
                "exclusions",
                label,
                [listed([str(v.Caution(caution).label) for caution in cautions])],
                evidence=evidence(listing, [f"exclusion_{caution}" for caution in cautions], today),
            )
    blank = [str(v.Caution(caution).label) for caution, given in answers.items() if not given]
    if blank:
        label = ngettext("%(count)s other caution", "%(count)s other cautions", len(blank)) % {
            "count": len(blank)
        }
        yield Said(
            "exclusions", _("Who is treated") if len(blank) == len(answers) else label, more=listed(blank)
        )


def _lines(listing, name):
    words = value_in_words(name, getattr(listing, name))
    return [words] if words else []


def _codes(value):
    return value if isinstance(value, list) else [value]


def _address(listing):
    town = f"{listing.city}, {listing.state} {listing.zip}".strip(" ,")
    return [line for line in (listing.street, town) if line]


LINES = {
    "address": _address,
    "phone": lambda listing: [phone(listing.phone, listing.phone_extension)] if listing.phone else [],
    "availability": lambda listing: [availability(listing)] if listing.availability else [],
    "training": lambda listing: [training_in_words(training) for training in listing.training],
    "languages": lambda listing: languages(listing.languages),
    "course": lambda listing: [
        line for line in [course(listing.course_sessions, listing.course_weeks)] if line
    ],
    "session_price": lambda listing: [
        line for line in [price_range(listing.session_price_low, listing.session_price_high)] if line
    ],
}


def _link(listing, name):
    if name == "phone":
        return dial(listing.phone, listing.phone_extension)
    if name == "email":
        return f"mailto:{listing.email}"
    return getattr(listing, name) if name in ("website", "booking_url") else ""


def _price_date(listing):
    return _("as of %(day)s") % {"day": day(listing.prices_as_of)} if listing.prices_as_of else ""


# ---- how complete a listing is


def tally(listing, today):
    """How many rows of the page rest on which evidence: {"self_reported": 41, …, "": 0, "blank": 8}."""
    counts = dict.fromkeys([*MARKS, "", "blank"], 0)
    for section in SPINE:
        for said in rows(listing, section, today):
            counts[said.evidence.kind if said.stated else "blank"] += 1
    return counts
