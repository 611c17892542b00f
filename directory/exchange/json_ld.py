"""A listing as JSON-LD of schema.org, in a script element that no browser executes."""

import json
from itertools import zip_longest

from django.conf import settings
from django.utils.html import format_html

from directory.exchange.json_ld_people import npi_json, person_json, training_json, without_empty
from directory.exchange.json_ld_properties import properties
from directory.facts import vocabulary as v
from directory.facts.offerings import effective_offerings
from directory.facts.spine import STATEMENTS
from directory.wording.by_offering import content_of
from directory.wording.formats import link_or_blank
from directory.wording.offerings import offering_names
from directory.wording.values import codes_in_words, value_in_words

THERAPY_NOT_OFFERED = {
    v.TherapyModel.REFERRAL_LIST,
    v.TherapyModel.SUPPORT_ONLY,
    v.TherapyModel.MEDICINE_ONLY,
    v.TherapyModel.COACH,
}
OPEN_KINDS = {v.HoursKind.TREATMENT, v.HoursKind.OFFICE}
# Names of schema.org, in English in every language.
DAYS = {
    v.Weekday.MON: "Monday",
    v.Weekday.TUE: "Tuesday",
    v.Weekday.WED: "Wednesday",
    v.Weekday.THU: "Thursday",
    v.Weekday.FRI: "Friday",
    v.Weekday.SAT: "Saturday",
    v.Weekday.SUN: "Sunday",
}
FURTHER_OFFERS = ("intake_fee", "booster_price", "therapy_meeting_price")
ACCEPTS_NEW_PATIENTS = {v.Availability.ACCEPTING: True, v.Availability.NOT_ACCEPTING: False}
SCRIPT_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


class ScriptSafeJson:
    """JSON for use inside a script element: escapes the signs that could end the element."""

    def __init__(self, data):
        self.data = data

    def __html__(self):
        return json.dumps(self.data).translate(SCRIPT_ESCAPES)


def data_block(data):
    """The script element, as HTML."""
    return format_html('<script type="application/ld+json">{}</script>', ScriptSafeJson(data))


def medical_clinic(listing, today):
    """A listing as a schema.org MedicalClinic, a dict, without ratings and without what is not stated.

    A statement for which schema.org has a property is that property (HOMES), and every other one an
    additionalProperty by its name. Codes are codes, as in the JSON.

    source   https://schema.org/MedicalClinic
    """
    page = settings.SITE_URL + listing.get_absolute_url()
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": f"{settings.SITE_URL}/id/clinic/{listing.uid}",
        "mainEntityOfPage": page,
        "name": listing.name,
        "alternateName": listing.alias,
        "description": listing.about,
        "url": link_or_blank(listing.website) or page,
        "telephone": _telephone(listing),
        "email": listing.email,
        "identifier": npi_json(listing.npi),
        "parentOrganization": _organization(listing),
        "address": _postal_address(listing),
        "geo": _geo(listing),
        "areaServed": _states(listing),
        "openingHoursSpecification": _opening_hours(listing),
        "knowsLanguage": [*dict.fromkeys(code.partition(":")[0] for code in listing.languages)],
        "isAcceptingNewPatients": _accepts_new_patients(listing, today),
        "potentialAction": _booking(listing),
        "paymentAccepted": value_in_words("payment", listing.payment),
        "availableService": _services(listing),
        "makesOffer": [*_offers(listing), *_further_offers(listing)],
        "employee": [person_json(person) for person in listing.practitioners],
        "hasCredential": [training_json(one) for one in listing.training],
        "amenityFeature": _amenities(listing),
        "additionalProperty": [*properties(listing, today)],
    }
    return without_empty(data)


def _telephone(listing):
    return f"{listing.phone};ext={listing.phone_extension}" if listing.phone_extension else listing.phone


def _postal_address(listing):
    parts = {
        "streetAddress": listing.street,
        "addressLocality": listing.city,
        "addressRegion": listing.state,
        "postalCode": listing.zip,
    }
    stated = without_empty(parts)
    return {"@type": "PostalAddress", **stated, "addressCountry": listing.country} if stated else {}


def _geo(listing):
    """The point that the clinic gave. The middle of a ZIP code is not where the door is, and is left out."""
    if listing.point_source != v.PointSource.GIVEN or listing.latitude is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": listing.latitude, "longitude": listing.longitude}


def _opening_hours(listing):
    """When somebody is there. Hours in which the phone alone is answered are left out."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [day for code, day in DAYS.items() if code in entry["days"]],
            "opens": entry["opens"],
            "closes": entry["closes"],
        }
        for entry in listing.opening_times
        if entry["kind"] in OPEN_KINDS and entry["days"] and entry["opens"] and entry["closes"]
    ]


def _services(listing):
    """What is given, as MedicalTherapy: an entry for each offering, else for each route and for therapy.

    Without offerings the conditions are its description, as schema.org has no property for them. With
    offerings nobody says which is for which condition.
    """
    if listing.offerings:
        names, treated = offering_names(listing.offerings, long=True), {}
    else:
        therapy = [model for model in listing.therapy_model if model not in THERAPY_NOT_OFFERED]
        names = [*codes_in_words("route", listing.route), *codes_in_words("therapy_model", therapy)]
        conditions = value_in_words("conditions", listing.conditions)
        treated = {"description": conditions} if conditions else {}
    return [{"@type": "MedicalTherapy", "name": name, **treated} for name in names]


def _offers(listing):
    """An Offer for each price that is stated. A price that is not said for which offering names none."""
    offerings = effective_offerings(content_of(listing))
    records = listing.offerings or [one for one in offerings if one["route"]]
    names = offering_names(records, long=True)
    named = zip_longest(offerings, names, fillvalue="")  # a price that is not said for which comes last
    return [offer for offering, name in named for offer in _offers_of(name, offering)]


def _further_offers(listing):
    """An Offer for each price of something else than the treatment itself."""
    for name in FURTHER_OFFERS:
        price = getattr(listing, name)
        if price is not None:
            item = {"@type": "Service", "name": str(STATEMENTS[name].label)}
            specification = {
                "@type": "PriceSpecification",
                "priceCurrency": "USD",
                "price": price,
                **({"validFrom": str(listing.prices_as_of)} if listing.prices_as_of else {}),
            }
            yield {"@type": "Offer", "itemOffered": item, "priceSpecification": specification}


def _offers_of(name, offering):
    session = (offering["session_low"], offering["session_high"])
    course, month = offering["course_price"], offering["month_price"]
    first_visit = offering["price_unit"] in ([v.PriceUnit.VISIT_WITH_EXAM], v.PriceUnit.VISIT_WITH_EXAM)
    visit = (offering["price_low"], offering["price_high"]) if first_visit else (None, None)
    prices = {
        "session": session,
        "course": (course, course),
        "month": (month, month),
        "first visit with exam and session": visit,
    }
    for unit, (low, high) in prices.items():
        if low is not None or high is not None:
            item = {"itemOffered": {"@type": "Service", "name": name}} if name else {}
            yield {"@type": "Offer", **item, **_price(unit, low, high, offering["prices_as_of"])}


def _price(unit, low, high, as_of):
    limits = {"price": low} if low == high else {"minPrice": low, "maxPrice": high}
    return {
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceCurrency": "USD",
            **{name: value for name, value in limits.items() if value is not None},
            "unitText": unit,
            **({"validFrom": str(as_of)} if as_of else {}),
        }
    }


def _accepts_new_patients(listing, today):
    """True or False; None for a waiting list, and for what the clinic has not confirmed lately."""
    if not listing.availability_is_fresh(today):
        return None
    return ACCEPTS_NEW_PATIENTS.get(listing.availability)


def _organization(listing):
    if not listing.organization:
        return {}
    uid = listing.organization_uid
    own_id = {"@id": f"{settings.SITE_URL}/id/organization/{uid}"} if uid else {}
    return {"@type": "MedicalOrganization", **own_id, "name": listing.organization}


def _states(listing):
    names = codes_in_words("telehealth_states", listing.telehealth_states)
    return [
        {"@type": "State", "name": name, "identifier": code}
        for code, name in zip(listing.telehealth_states, names, strict=True)
    ]


def _booking(listing):
    address = link_or_blank(listing.booking_url)
    return {"@type": "ReserveAction", "target": address} if address else {}


def _amenities(listing):
    names = codes_in_words("accessibility", listing.accessibility)
    return [
        {"@type": "LocationFeatureSpecification", "propertyID": code, "name": name, "value": True}
        for code, name in zip(listing.accessibility, names, strict=True)
    ]
