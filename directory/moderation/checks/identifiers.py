"""Checks of NPIs, license numbers, phone numbers and web addresses."""

import re
from collections.abc import Iterator

import phonenumbers
from django.utils.translation import gettext as _

from directory.facts.npi import npi_check_digit_is_right
from directory.matching.contact_details import website_domain
from directory.moderation.checks.base import Finding, Submitted, check, label
from directory.wording import values

LINK_SHORTENERS = {"bit.ly", "goo.gl", "t.co", "tinyurl.com"}
SHARED_HOSTS = LINK_SHORTENERS | {
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "linktr.ee",
    "psychologytoday.com",
    "tiktok.com",
    "twitter.com",
    "x.com",
    "yelp.com",
    "youtube.com",
}


@check
def wrong_npi(submitted: Submitted) -> Iterator[Finding]:
    """The NPI of the clinic, or of a practitioner, has a wrong check digit."""
    npi = submitted.content["npi"]
    if "npi" in submitted.changed and npi and not npi_check_digit_is_right(npi):
        sentence = _(
            "The NPI %(npi)s has a wrong check digit, so it may be mistyped. A correct "
            "check digit would not prove that the NPI is right."
        )
        yield Finding("npi", "npi", sentence % {"npi": npi})
    for person in submitted.changed_people:
        if person["npi"] and not npi_check_digit_is_right(person["npi"]):
            sentence = _(
                "The NPI of %(name)s, %(npi)s, has a wrong check digit, so it may be mistyped. A "
                "correct check digit would not prove that the NPI is right."
            )
            yield Finding("npi", "practitioners", sentence % {"name": person["name"], "npi": person["npi"]})


@check
def license_without_a_digit(submitted: Submitted) -> Iterator[Finding]:
    """The license number of a practitioner has no digit."""
    for person in submitted.changed_people:
        number = person["license_number"]
        if number and not any(character.isdigit() for character in number):
            sentence = _("The license number of %(name)s has no digits: “%(number)s”.")
            sentence %= {"name": person["name"], "number": number}
            yield Finding("license_number", "practitioners", sentence)


@check
def phone_that_cannot_be_dialed(submitted: Submitted) -> Iterator[Finding]:
    """The phone number cannot exist. 555-0100 to 555-0199 pass: they are reserved for invented numbers."""
    number = submitted.content["phone"]
    if "phone" not in submitted.changed or not number or re.fullmatch(r"\+1[0-9]{3}55501[0-9]{2}", number):
        return
    try:
        is_valid = phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        is_valid = False
    if not is_valid:
        sentence = _("The phone number %(phone)s cannot be dialed, because no such number exists.")
        yield Finding("phone", "phone", sentence % {"phone": values.phone(number)})


@check
def website_of_another(submitted: Submitted) -> Iterator[Finding]:
    """The website is a page of a site that many share, or a web address is a shortened link."""
    for name in ("website", "booking_url"):
        if name in submitted.changed and (host := website_domain(submitted.content[name])):
            host = next((one for one in SHARED_HOSTS if host == one or host.endswith(f".{one}")), "")
            if host and (name == "website" or host in LINK_SHORTENERS):
                sentence = _("“%(statement)s” leads to %(host)s, which is not the clinic’s own website.")
                yield Finding("website", name, sentence % {"statement": label(name), "host": host})
