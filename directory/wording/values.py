"""The values of statements in words."""

from functools import cache

import phonenumbers
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory.claims import on_listings
from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.wording.formats import course_length as course_length  # callers take it from here, too
from directory.wording.formats import day as day
from directory.wording.formats import dollars as dollars
from directory.wording.formats import duration as duration
from directory.wording.formats import hours, join_labels, sessions, weeks
from directory.wording.formats import join_with_and as join_with_and
from directory.wording.formats import short_day as short_day
from directory.wording.formats import time_of_day as time_of_day
from directory.wording.insurers import insurer_in_words
from directory.wording.offerings import offering_name as offering_name
from directory.wording.offerings import offerings_in_words
from directory.wording.opening_times import opening_times_in_words
from directory.wording.parts import DURATIONS, WORDED_BY_KIND
from directory.wording.parts import part_in_words as part_in_words
from directory.wording.parts import record_in_words as record_in_words
from directory.wording.people import person_in_words, training_in_words


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
    if kind == "records":
        return RECORDS_IN_WORDS[name](value)
    in_words = WORDED_BY_NAME.get(name) or WORDED_BY_KIND.get(kind) or str
    return [in_words(value)]


def codes_in_words(name, codes):
    if name == "languages":
        return languages_in_words(codes)
    labels = code_labels(name, get_language())
    return [labels.get(code, code) for code in codes]


@cache
def code_labels(name, _language):
    """Code → label of a statement in the active language. Cached, because translating each label is slow."""
    return {code: str(label) for code, label in STATEMENTS[name].choices}


def languages_in_words(codes):
    """Codes of language and way → ["Spanish, by a clinician and in writing", …], in the same order."""
    ways = {}
    for code in codes:
        tag, _colon, way = code.partition(":")
        ways.setdefault(tag, []).append(str(v.LanguageWay(way).label))
    return [
        _("%(language)s, %(ways)s") % {"language": v.Language(tag).label, "ways": join_with_and(labels)}
        for tag, labels in ways.items()
    ]


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


def date_and_time(at):
    """Date and time with the time zone of the site: clinics are in different time zones."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


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


def cautions_in_words(cautions):
    """`Aneurysm or stroke; psychosis, now or in the past`"""
    return join_labels([str(v.Caution(caution).label) for caution in cautions])


def fda_approval(listing):
    """The claim on FDA approval for the routes that a listing states; None where it states no route."""
    if not listing.route:
        return None
    if v.Route.ESKETAMINE_NASAL not in listing.route:
        return on_listings.OFF_LABEL
    if len(listing.route) == 1:
        return on_listings.SPRAVATO_APPROVED
    return on_listings.SPRAVATO_APPROVED_OTHERS_NOT


# Statement of records → the lines of its value.
RECORDS_IN_WORDS = {
    "practitioners": lambda people: [person_in_words(person) for person in people],
    "training": lambda several: [training_in_words(one, with_person=True) for one in several],
    "offerings": offerings_in_words,
    "insurers": lambda insurers: [insurer_in_words(insurer) for insurer in insurers],
    "opening_times": opening_times_in_words,
}
# Statement → its value in words, where its kind does not tell.
WORDED_BY_NAME = {
    "phone": phone,
    "website": web_addresses.display_address,
    "booking_url": web_addresses.display_address,
    **DURATIONS,
    "assessment_minutes": duration,
    "late_minutes": duration,
    "therapy_meeting_minutes": duration,
    "minimum_age": lambda value: ngettext("%(count)s year", "%(count)s years", value) % {"count": value},
    "maximum_age": lambda value: ngettext("%(count)s year", "%(count)s years", value) % {"count": value},
    "weight_limit": lambda value: ngettext("%(count)s pound", "%(count)s pounds", value) % {"count": value},
    "fasting_hours": hours,
    "liquids_minutes": duration,
    "alcohol_hours": hours,
    "pause_hours": hours,
    "reply_hours": hours,
    **dict.fromkeys(("course_weeks_most", "maintenance_weeks", "maintenance_weeks_most"), weeks),
    "cancel_percent": lambda value: _("%(count)s percent of the price") % {"count": value},
    "discount_percent": lambda value: _("%(count)s percent") % {"count": value},
    "no_driving_hours": hours,
    "cancel_hours": lambda value: (
        ngettext("%(count)s hour ahead", "%(count)s hours ahead", value) % {"count": value}
    ),
    "first_visit_days": lambda value: ngettext("%(count)s day", "%(count)s days", value) % {"count": value},
    "review_after_sessions": sessions,
}
