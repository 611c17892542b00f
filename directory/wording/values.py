"""Statements put into words: a value, its evidence, a row of the page and the sections that rows make."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

import phonenumbers
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.facts.statements import PRICES, SPINE, STATEMENTS, Row, is_stated

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
    said = parts(name, value)
    if name in STATEMENTS and STATEMENTS[name].kind == "codes":
        return listed(said)
    return "; ".join(said)


def parts(name, value):
    """What a statement says in pieces that can be there or not: one code, one person, one sentence."""
    if not is_stated(value):
        return []
    statement = STATEMENTS[name]
    if statement.kind == "codes":
        return codes_in_words(name, value)
    if name == "practitioners":
        return [person_in_words(person) for person in value]
    if name == "training":
        return [training_in_words(one) for one in value]
    if statement.kind == "code":
        return [labels(name, get_language()).get(value, value)]
    if statement.kind == "yes_no":
        return [_("Yes") if value else _("No")]
    if statement.kind == "dollars":
        return [dollars(value)]
    if statement.kind == "date":
        return [day(value if isinstance(value, date) else date.fromisoformat(value))]
    if name == "phone":
        return [phone(value)]
    if name in ("website", "booking_url"):
        return [web_addresses.shown_whole(value)]
    if name == "observation_minutes":
        return [minutes(value)]
    return [str(value)]


def codes_in_words(name, codes):
    if name == "languages":
        return languages(codes)
    words = labels(name, get_language())
    return [words.get(code, code) for code in codes]


@cache
def labels(name, _language):
    """Code → label of a statement, in the language of the page: put into it once, which takes its time."""
    return {code: str(label) for code, label in STATEMENTS[name].choices}


def listed(words):
    """`IV infusion, injection into a muscle`: later items lose their capital unless it is part of a name.

    Items that hold a comma themselves are divided by semicolons: `Infusion clinic; home, nobody watching`.
    """
    divided = "; " if any("," in word for word in words) else ", "
    return divided.join([*words[:1], *(lower_first(word) for word in words[1:])])


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


def moment(at):
    """A day and a time of day, in the time zone of the site, which it names: clinics lie in others."""
    return date_format(timezone.localtime(at), pgettext("a moment", "j F Y, g:i A T"))


def month(on):
    return _month(on, get_language())


@lru_cache(maxsize=400)
def _month(on, _language):
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
        if sessions is not None
        else ""
    )
    span = (
        ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks} if weeks is not None else ""
    )
    if said and span:
        return _("%(sessions)s over %(weeks)s") % {"sessions": said, "weeks": span}
    return said or span


def roles_in_words(person):
    """`Medical director, prescribes`"""
    roles = [str(v.Role(role).label) for role in person["roles"]]
    return capfirst(listed(roles)) if roles else _("Role not stated")


def person_in_words(person):
    """All that is stated of a person, in one line: name, roles, license, number, board, years, register."""
    told = [person["name"], roles_in_words(person), license_in_words(person), *record_in_words(person)]
    return ", ".join(
        [*told, *([web_addresses.shown_whole(person["register_url"])] if person["register_url"] else [])]
    )


def license_in_words(person):
    """The kind of license; that a person has none is said as plainly as that nothing is stated."""
    return str(v.License(person["license"]).label) if person["license"] else _("License not stated")


def record_in_words(person):
    words = []
    if person["supervisor"]:
        words.append(_("supervised by %(name)s") % {"name": person["supervisor"]})
    if person["license_number"]:
        state = v.State(person["license_state"]).label if person["license_state"] else ""
        words.append(
            _("%(state)s license %(number)s") % {"state": state, "number": person["license_number"]}
            if state
            else _("license %(number)s") % {"number": person["license_number"]}
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

    def __str__(self):
        """As text, for a file: `Register checked 2 Nov 2026, Example register, https://…`"""
        told = _("%(kind)s %(day)s") % {"kind": self.words, "day": short_day(self.on)}
        return ", ".join(filter(None, [told, self.source if self.kind else "", self.url]))


def evidence(listing, statements, today, *, person=""):
    """The strongest evidence for any of the statements, or who said them and when."""
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


def weakest(found):
    """What may be said of several statements together: no more than of the least supported, oldest one."""
    return min(found, key=lambda one: (STRENGTH.index(one.kind) if one.kind else -1, one.on), default=None)


# ---- rows of the listing and the compare page


@dataclass(frozen=True)
class Warned:
    """A value that a reader must not miss: its words, and what to know about it where that is not plain."""

    words: str
    alert: v.Alert | None = None

    def __str__(self):
        """As text, for a file."""
        if not self.alert:
            return self.words
        told = {"value": self.words, "sentences": self.alert.sentences, "source": self.alert.source}
        return _("%(value)s (Warning: %(sentences)s Source: %(source)s.)") % told


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


def row_evidence(listing, statements, today):
    """The evidence beside a row of several statements: a part that was checked does not cover the rest."""
    stated = [name for name in statements if name not in DATES and is_stated(getattr(listing, name))]
    found = weakest([evidence(listing, [name], today) for name in stated])
    if found and "availability" in stated and found.kind == v.Evidence.SELF_REPORTED:
        return Evidence(found.kind, found.words, listing.availability_said_on)
    return found


DATES = {"availability_on", "prices_as_of", "country"}  # go with the row and are not what anybody checks


def warned_of(name, value):
    """The values of a statement that carry a warning, in the order of the vocabulary (Warned)."""
    if name not in ALERTS or not is_stated(value):
        return ()
    words, alerts = labels(name, get_language()), ALERTS[name]
    return tuple(Warned(words[code], alerts[code]) for code in _codes(value) if code in alerts)


ALERTS = {}
for (_statement, _code), _alert in v.WARNINGS.items():
    ALERTS.setdefault(_statement, {})[str(_code)] = _alert


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


def cautions_in_words(cautions):
    """`Aneurysm or stroke; psychosis, now or in the past`"""
    return listed([str(v.Caution(caution).label) for caution in cautions])


def _lines(listing, name):
    words = value_in_words(name, getattr(listing, name))
    return [words] if words else []


def _codes(value):
    return value if isinstance(value, list) else [value]


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


def web_address(address):
    """The address if a page may link to it, else "": a file can carry `javascript:` past every form."""
    return address if web_addresses.may_be_linked(address) else ""


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


# ---- the sections of a listing's page


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


def approval(listing):
    """What the FDA has approved of what the clinic states to give; "" where no way of giving it is stated."""
    spravato = v.Route.ESKETAMINE_NASAL in listing.route
    if not listing.route:
        return ""
    if not spravato:
        return _("For mood and pain, ketamine is off-label: the FDA has not approved it for that.")
    if len(listing.route) == 1:
        return _(
            "The FDA has approved Spravato (esketamine) for some kinds of depression in adults. "
            "For anything else it is off-label."
        )
    return _(
        "The FDA has approved Spravato (esketamine) for some kinds of depression in adults. "
        "For mood and pain, the other ways of giving ketamine are off-label: "
        "the FDA has not approved them for that."
    )


# ---- how complete a listing is


def tally(listing, today):
    """How many rows of the page rest on which evidence: {"self_reported": 41, …, "": 0, "blank": 8}."""
    counts = dict.fromkeys([*MARKS, "", "blank"], 0)
    for section in SPINE:
        for said in rows(listing, section, today):
            counts[said.evidence.kind if said.stated else "blank"] += 1
    return counts


def tally_in_words(counts):
    """`Of its 49 statements, 41 are self-reported and 8 were checked in a public register. …`"""
    stated = sum(counts.values()) - counts["blank"]
    parts = [words % {"count": count} for words, count in _tallied(counts) if count]
    blank = ngettext(
        "%(count)s thing is not stated.", "%(count)s things are not stated.", counts["blank"]
    ) % {"count": counts["blank"]}
    sentences = []
    if parts:
        of = ngettext(
            "Of its %(count)s statement, %(parts)s.", "Of its %(count)s statements, %(parts)s.", stated
        )
        sentences.append(of % {"count": stated, "parts": in_a_row(parts)})
    if counts["blank"]:
        sentences.append(blank)
    return " ".join(sentences)


def _tallied(counts):
    said, seen, checked, other = (counts[kind] for kind in [*MARKS, ""])
    yield ngettext("%(count)s is self-reported", "%(count)s are self-reported", said), said
    yield (
        ngettext(
            "%(count)s rests on a document that a moderator has seen",
            "%(count)s rest on a document that a moderator has seen",
            seen,
        ),
        seen,
    )
    yield (
        ngettext(
            "%(count)s was checked in a public register",
            "%(count)s were checked in a public register",
            checked,
        ),
        checked,
    )
    yield (
        ngettext("%(count)s does not come from the clinic", "%(count)s do not come from the clinic", other),
        other,
    )


def in_a_row(parts, joined_by=None):
    """`a`, `a and b`, `a, b and c`"""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s %(and)s %(last)s") % {
        "first": ", ".join(parts[:-1]),
        "and": joined_by or _("and"),
        "last": parts[-1],
    }
