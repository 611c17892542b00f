"""Values in words: codes, people, prices, phone numbers, dates."""

from datetime import date
from functools import cache

import phonenumbers
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated


def value_in_words(name, value):
    """The value of a statement in one line; "" where it is not stated."""
    parts = value_parts(name, value)
    if name in STATEMENTS and STATEMENTS[name].kind == "codes":
        return join_labels(parts)
    return "; ".join(parts)


def value_parts(name, value) -> list[str]:
    """The value of a statement as comparable texts: its codes, its people, or its text."""
    if not is_stated(value):
        return []
    kind = STATEMENTS[name].kind
    if kind == "codes":
        return codes_in_words(name, value)
    if kind == "code":
        return [code_labels(name, get_language()).get(value, value)]
    if name == "practitioners":
        return [person_in_words(person) for person in value]
    if name == "training":
        return [training_in_words(training) for training in value]
    if kind == "records":
        return [record_in_words(STATEMENTS[name].parts, record) for record in value]
    in_words = WORDED_BY_NAME.get(name) or WORDED_BY_KIND.get(kind) or str
    return [in_words(value)]


def record_in_words(parts, record):
    """A record in one line: the stated parts, each as `Label: value`."""
    words = [(part.label, part_in_words(part, record.get(part.name))) for part in parts]
    return "; ".join(
        _("%(label)s: %(words)s") % {"label": label, "words": text} for label, text in words if text
    )


def offering_name(offering):
    """`IV infusion, for mood, in a group`: what tells an offering from the others; "" where it says nothing.

    offering  a record of a snapshot
    """
    told_apart = ("route", "purpose", "format")
    parts = [part for part in STATEMENTS["offerings"].parts if part.name in told_apart]
    return join_labels([text for part in parts if (text := part_in_words(part, offering[part.name]))])


def part_in_words(part, value):
    """The value of a part of a record in one line; "" where it is not stated."""
    if not is_stated(value):
        return ""
    if part.kind == "records":
        return " / ".join(record_in_words(part.parts, record) for record in value)
    if part.kind in ("code", "codes"):
        labels = {code: str(label) for code, label in part.choices}
        return join_labels(
            [labels.get(code, code) for code in (value if isinstance(value, list) else [value])]
        )
    in_words = WORDED_BY_KIND.get(part.kind) or str
    return in_words(value)


def codes_in_words(name, codes):
    if name == "languages":
        return languages_in_words(codes)
    labels = code_labels(name, get_language())
    return [labels.get(code, code) for code in codes]


@cache
def code_labels(name, _language):
    """Code → label of a statement in the active language. Cached, because translating each label is slow."""
    return {code: str(label) for code, label in STATEMENTS[name].choices}


def join_labels(labels):
    """`IV infusion, injection into a muscle`: labels after the first begin in lower case, except names.

    Separated by semicolons if any label has a comma: `Infusion clinic; home, nobody watching`.
    """
    separator = "; " if any("," in label for label in labels) else ", "
    return separator.join([*labels[:1], *(lower_first(label) for label in labels[1:])])


def lower_first(text):
    """The text with its first letter in lower case, except acronyms and names: `IV infusion`, `Spanish`."""
    first, _space, _rest = text.partition(" ")
    if (
        first in CAPITALIZED_WORDS
        or any(sign.isupper() or sign.isdigit() for sign in first[1:])
        or len(first) < 2
    ):
        return text if first != "A" else f"a{text[1:]}"
    return text[:1].lower() + text[1:]


CAPITALIZED_WORDS = {
    "Spravato",
    "Medicare",
    "Medicaid",
    *(str(label).split()[0] for label in v.Language.labels),
} | {word for label in v.State.labels for word in str(label).split()}


def languages_in_words(codes):
    """Codes of language and way → ["Spanish, by a clinician and in writing", …], in the same order."""
    ways = {}
    for code in codes:
        tag, _colon, way = code.partition(":")
        ways.setdefault(tag, []).append(str(v.LanguageWay(way).label))
    return [f"{v.Language(tag).label}, {_(' and ').join(labels)}" for tag, labels in ways.items()]


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


def duration(count):
    """Minutes as `2 hours` or `90 minutes`."""
    if count and count % 60 == 0:
        hours = count // 60
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def hours(count):
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


def phone(number, extension=""):
    """A number in E.164 in US notation: `(303) 555-0142, extension 301`; foreign ones as international."""
    if not number:
        return ""
    if number.startswith("+1") and len(number) == 12:
        written = f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    else:
        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            return number
        written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return (
        _("%(phone)s, extension %(extension)s") % {"phone": written, "extension": extension}
        if extension
        else written
    )


def tel_link(number, extension=""):
    """The `tel:` link of a number in E.164 (RFC 3966)."""
    return f"tel:{number};ext={extension}" if extension else f"tel:{number}"


def day(on):
    return date_format(on, pgettext("a day", "j F Y"))


def time_of_day(time):
    """`9:00 am` for `09:00`."""
    hour, _colon, minute = time.partition(":")
    parts = {"hour": int(hour) % 12 or 12, "minute": minute}
    return (_("%(hour)s:%(minute)s am") if int(hour) < 12 else _("%(hour)s:%(minute)s pm")) % parts


def short_day(on):
    return date_format(on, pgettext("a day, short", "j M Y"))


def date_and_time(at):
    """Date and time with the time zone of the site: clinics are in different time zones."""
    return date_format(timezone.localtime(at), pgettext("a moment", "j F Y, g:i A T"))


def days_ago(on, today):
    days = (today - on).days
    if days <= 0:
        return _("today")
    return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}


def miles(distance):
    """`6 miles`: rounded; "less than a mile" below half a mile."""
    whole = round(distance)
    if whole < 1:
        return _("less than a mile")
    return ngettext("%(count)s mile", "%(count)s miles", whole) % {"count": whole}


def availability_in_words(listing):
    if listing.availability == v.Availability.WAITLIST and listing.waitlist_weeks:
        return ngettext(
            "Waiting list, about %(count)s week",
            "Waiting list, about %(count)s weeks",
            listing.waitlist_weeks,
        ) % {"count": listing.waitlist_weeks}
    return value_in_words("availability", listing.availability)


def course_length(sessions, weeks):
    """`6 sessions over 4 weeks`"""
    count = (
        ngettext("%(count)s session", "%(count)s sessions", sessions) % {"count": sessions}
        if sessions is not None
        else ""
    )
    span = (
        ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks} if weeks is not None else ""
    )
    if count and span:
        return _("%(sessions)s over %(weeks)s") % {"sessions": count, "weeks": span}
    return count or span


def roles_in_words(person):
    """`Medical director, prescribes`"""
    roles = [str(v.Role(role).label) for role in person["roles"]]
    return capfirst(join_labels(roles)) if roles else _("Role not stated")


def person_in_words(person):
    """A practitioner in one line: name, roles, license, its number, board, NPI, years, register."""
    parts = [person["name"], roles_in_words(person), license_in_words(person), *credentials_in_words(person)]
    return ", ".join(
        [*parts, *([web_addresses.display_address(person["register_url"])] if person["register_url"] else [])]
    )


def license_in_words(person):
    """The label of the license (which may be "Not a licensed clinician"), or "License not stated"."""
    return str(v.License(person["license"]).label) if person["license"] else _("License not stated")


def credentials_in_words(person):
    """Supervisor, license number, board, NPI and years of a practitioner, each as a text."""
    parts = []
    if person["supervisor"]:
        parts.append(_("supervised by %(name)s") % {"name": person["supervisor"]})
    if person["license_number"]:
        state = v.State(person["license_state"]).label if person["license_state"] else ""
        parts.append(
            _("%(state)s license %(number)s") % {"state": state, "number": person["license_number"]}
            if state
            else _("license %(number)s") % {"number": person["license_number"]}
        )
    if person["board_certification"]:
        parts.append(_("board-certified: %(board)s") % {"board": person["board_certification"]})
    if person["npi"]:
        parts.append(_("NPI %(npi)s") % {"npi": person["npi"]})
    if person["years_offering"] is not None:
        count = person["years_offering"]
        parts.append(
            ngettext("%(count)s year of offering ketamine", "%(count)s years of offering ketamine", count)
            % {"count": count}
        )
    return parts


def training_in_words(training):
    parts = [str(v.Training(training["code"]).label)]
    if training["provider"]:
        parts.append(training["provider"])
    if training["hours"]:
        parts.append(
            ngettext("%(count)s hour", "%(count)s hours", training["hours"]) % {"count": training["hours"]}
        )
    if training["year"]:
        parts.append(str(training["year"]))
    if training["expires_on"]:
        parts.append(_("runs out %(day)s") % {"day": short_day(date.fromisoformat(training["expires_on"]))})
    return ", ".join(parts)


def cautions_in_words(cautions):
    """`Aneurysm or stroke; psychosis, now or in the past`"""
    return join_labels([str(v.Caution(caution).label) for caution in cautions])


def link_or_blank(address):
    """The address if a page may link to it, else "": an imported file can hold `javascript:…`."""
    return address if web_addresses.is_safe_link(address) else ""


def fda_approval(listing):
    """The sentence on FDA approval for the routes that a listing states; "" where it states no route."""
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


def join_with_and(parts, joined_by=None):
    """`a`, `a and b`, `a, b and c`; `joined_by` takes the place of "and"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s %(and)s %(last)s") % {
        "first": ", ".join(parts[:-1]),
        "and": joined_by or _("and"),
        "last": parts[-1],
    }


# Kind of statement, or its name → its value in words.
WORDED_BY_KIND = {
    "yes_no": lambda value: _("Yes") if value else _("No"),
    "dollars": dollars,
    "date": lambda value: day(value if isinstance(value, date) else date.fromisoformat(value)),
    "time": time_of_day,
}
WORDED_BY_NAME = {
    "phone": phone,
    "website": web_addresses.display_address,
    "booking_url": web_addresses.display_address,
    "observation_minutes": duration,
    "therapy_meeting_minutes": duration,
    "minimum_age": lambda value: ngettext("%(count)s year", "%(count)s years", value) % {"count": value},
    "fasting_hours": hours,
    "no_driving_hours": hours,
    "cancel_hours": lambda value: (
        ngettext("%(count)s hour ahead", "%(count)s hours ahead", value) % {"count": value}
    ),
    "first_visit_days": lambda value: ngettext("%(count)s day", "%(count)s days", value) % {"count": value},
    "review_after_sessions": lambda value: (
        ngettext("%(count)s session", "%(count)s sessions", value) % {"count": value}
    ),
}
