"""A value in words: codes, people, prices, phone numbers, days."""

from datetime import date
from functools import cache, lru_cache

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
    """One statement's value for a reader; "" where it is not stated."""
    said = value_parts(name, value)
    if name in STATEMENTS and STATEMENTS[name].kind == "codes":
        return join_labels(said)
    return "; ".join(said)


def value_parts(name, value):
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
        return [code_labels(name, get_language()).get(value, value)]
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
        return [duration(value)]
    return [str(value)]


def codes_in_words(name, codes):
    if name == "languages":
        return languages_in_words(codes)
    words = code_labels(name, get_language())
    return [words.get(code, code) for code in codes]


@cache
def code_labels(name, _language):
    """Code → label of a statement, in the language of the page: put into it once, which takes its time."""
    return {code: str(label) for code, label in STATEMENTS[name].choices}


def join_labels(words):
    """`IV infusion, injection into a muscle`: later items lose their capital unless it is part of a name.

    Items that hold a comma themselves are divided by semicolons: `Infusion clinic; home, nobody watching`.
    """
    divided = "; " if any("," in word for word in words) else ", "
    return divided.join([*words[:1], *(lower_first(word) for word in words[1:])])


def lower_first(words):
    """Lower the first letter, but not of `IV infusion`, `PTSD`, `Spravato` or `Spanish`."""
    first, _space, _rest = words.partition(" ")
    if (
        first in CAPITALIZED_WORDS
        or any(sign.isupper() or sign.isdigit() for sign in first[1:])
        or len(first) < 2
    ):
        return words if first != "A" else f"a{words[1:]}"
    return words[:1].lower() + words[1:]


CAPITALIZED_WORDS = {
    "Spravato",
    "Medicare",
    "Medicaid",
    *(str(label).split()[0] for label in v.Language.labels),
} | {word for label in v.State.labels for word in str(label).split()}


def languages_in_words(codes):
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


def duration(count):
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


def tel_link(number, extension=""):
    """The address of a link that dials (RFC 3966)."""
    return f"tel:{number};ext={extension}" if extension else f"tel:{number}"


def day(on):
    return date_format(on, pgettext("a day", "j F Y"))


def short_day(on):
    return date_format(on, pgettext("a day, short", "j M Y"))


def date_and_time(at):
    """A day and a time of day, in the time zone of the site, which it names: clinics lie in others."""
    return date_format(timezone.localtime(at), pgettext("a moment", "j F Y, g:i A T"))


def month(on):
    return _month(on, get_language())


@lru_cache(maxsize=400)
def _month(on, _language):
    return date_format(on, pgettext("a month", "M Y"))


def days_ago(on, today):
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
    return capfirst(join_labels(roles)) if roles else _("Role not stated")


def person_in_words(person):
    """All that is stated of a person, in one line: name, roles, license, number, board, years, register."""
    told = [person["name"], roles_in_words(person), license_in_words(person), *credentials_in_words(person)]
    return ", ".join(
        [*told, *([web_addresses.shown_whole(person["register_url"])] if person["register_url"] else [])]
    )


def license_in_words(person):
    """The kind of license; that a person has none is said as plainly as that nothing is stated."""
    return str(v.License(person["license"]).label) if person["license"] else _("License not stated")


def credentials_in_words(person):
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


def cautions_in_words(cautions):
    """`Aneurysm or stroke; psychosis, now or in the past`"""
    return join_labels([str(v.Caution(caution).label) for caution in cautions])


def link_or_blank(address):
    """The address if a page may link to it, else "": a file can carry `javascript:` past every form."""
    return address if web_addresses.may_be_linked(address) else ""


def fda_approval(listing):
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


def join_with_and(parts, joined_by=None):
    """`a`, `a and b`, `a, b and c`"""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s %(and)s %(last)s") % {
        "first": ", ".join(parts[:-1]),
        "and": joined_by or _("and"),
        "last": parts[-1],
    }
