"""A listing as JSON-LD of schema.org, in a script element that no browser executes."""

import json

from django.utils.html import format_html

from directory.facts import vocabulary as v
from directory.wording.values import codes_in_words, link_or_blank, value_in_words

THERAPY_NOT_OFFERED = {
    v.TherapyModel.REFERRAL_LIST,
    v.TherapyModel.SUPPORT_ONLY,
    v.TherapyModel.MEDICINE_ONLY,
    v.TherapyModel.COACH,
}
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


def medical_clinic(listing, today, *, address):
    """A listing as a schema.org MedicalClinic, a dict, without ratings and without what is not stated.

    address  absolute address of the listing's page
    source   https://schema.org/MedicalClinic
    """
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": address,
        "name": listing.name,
        "alternateName": listing.alias,
        "url": link_or_blank(listing.website) or address,
        "telephone": _telephone(listing),
        "email": listing.email,
        "address": _postal_address(listing),
        "geo": _geo(listing),
        "availableService": _services(listing),
        "isAcceptingNewPatients": _accepts_new_patients(listing, today),
    }
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def _telephone(listing):
    return f"{listing.phone};ext={listing.phone_extension}" if listing.phone_extension else listing.phone


def _postal_address(listing):
    parts = {
        "streetAddress": listing.street,
        "addressLocality": listing.city,
        "addressRegion": listing.state,
        "postalCode": listing.zip,
    }
    stated = {name: value for name, value in parts.items() if value}
    return {"@type": "PostalAddress", **stated, "addressCountry": listing.country} if stated else {}


def _geo(listing):
    """The point that the clinic gave. The middle of a ZIP code is not where the door is, and is left out."""
    if listing.point_source != v.PointSource.GIVEN or listing.latitude is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": listing.latitude, "longitude": listing.longitude}


def _services(listing):
    """Routes and therapy as MedicalTherapy; conditions as its description: schema.org has no property."""
    names = codes_in_words("route", listing.route)
    therapy = [model for model in listing.therapy_model if model not in THERAPY_NOT_OFFERED]
    names += codes_in_words("therapy_model", therapy)
    treated = {"description": value_in_words("conditions", listing.conditions)} if listing.conditions else {}
    return [{"@type": "MedicalTherapy", "name": name, **treated} for name in names]


def _accepts_new_patients(listing, today):
    """True or False; None for a waiting list, and for what the clinic has not confirmed lately."""
    if not listing.availability_is_fresh(today):
        return None
    return ACCEPTS_NEW_PATIENTS.get(listing.availability)
