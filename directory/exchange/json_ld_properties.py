"""Every statement in JSON-LD for which schema.org has no property of its own: as a PropertyValue."""

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.wording.safety_warnings import warned_values

NOT_GIVEN = "not given"
# Statement → the property that holds it, of a MedicalClinic.
HOMES = {
    "name": "name",
    "alias": "alternateName",
    "organization": "parentOrganization.name",
    "about": "description",
    "street": "address.streetAddress",
    "city": "address.addressLocality",
    "state": "address.addressRegion",
    "zip": "address.postalCode",
    "country": "address.addressCountry",
    "latitude": "geo.latitude, where the clinic gave the point",
    "longitude": "geo.longitude, where the clinic gave the point",
    "point_source": "geo, which is there where it is `given`",
    "phone": "telephone, in front of ;ext=",
    "phone_extension": "telephone, behind ;ext=",
    "email": "email",
    "website": "url, where it is not the page of the clinic here",
    "booking_url": "potentialAction[@type=ReserveAction].target",
    "opening_times": "openingHoursSpecification[], where treatment or the office is open",
    "telehealth_states": "areaServed[].identifier",
    "npi": "identifier[propertyID=NPI].value",
    "practitioners": "employee[]",
    "training": "hasCredential[credentialCategory=training]",
    "offerings": "availableService[].name, in words; makesOffer[], each price",
    "accessibility": "amenityFeature[].propertyID",
}
# Part of a record in HOMES → its property. What is not here has none, and is not given.
PARTS = {
    "opening_times.days": "openingHoursSpecification[].dayOfWeek, in words",
    "opening_times.opens": "openingHoursSpecification[].opens, where treatment or the office is open",
    "opening_times.closes": "openingHoursSpecification[].closes, where treatment or the office is open",
    "practitioners.name": "employee[].name",
    "practitioners.roles": "employee[].jobTitle, in words",
    "practitioners.license": (
        "employee[].hasCredential[credentialCategory=license].name, in words; employee[].description, "
        "where it says that there is none"
    ),
    "practitioners.license_state": "employee[].hasCredential[credentialCategory=license].validIn.name",
    "practitioners.license_number": "employee[].hasCredential[credentialCategory=license].identifier",
    "practitioners.register_url": "employee[].hasCredential[credentialCategory=license].url",
    "practitioners.npi": "employee[].identifier[propertyID=NPI].value",
    "practitioners.boards": (
        "employee[].hasCredential[credentialCategory=board certification].name, in words; "
        "employee[].description, where it says that there is none"
    ),
    "practitioners.board_certification": (
        "employee[].hasCredential[credentialCategory=certification].name, where there is one; "
        "employee[].description, where it says that there is none"
    ),
    "training.code": "hasCredential[credentialCategory=training].name, in words",
    "training.practitioner": "hasCredential[credentialCategory=training].about.name",
    "training.provider": "hasCredential[credentialCategory=training].recognizedBy.name",
    "training.hours": "hasCredential[credentialCategory=training].timeRequired, as PT8H",
    "training.year": "hasCredential[credentialCategory=training].dateCreated",
    "training.expires_on": "hasCredential[credentialCategory=training].expires",
    "offerings.route": "availableService[].name, in words",
    "offerings.purpose": "availableService[].name, in words",
    "offerings.format": "availableService[].name, in words",
    "offerings.setting": "availableService[].name, in words, where it is at home",
    "offerings.price_low": "makesOffer[].priceSpecification.minPrice, or price",
    "offerings.price_high": "makesOffer[].priceSpecification.maxPrice, or price",
    "offerings.price_unit": "makesOffer[].priceSpecification.unitText, in words",
    "offerings.course_price": "makesOffer[].priceSpecification.price, of its offer",
    "offerings.prices_as_of": "makesOffer[].priceSpecification.validFrom, of its offer",
}
# Statement → the property that says a part of it, beside its PropertyValue.
BESIDE = {
    "availability": "isAcceptingNewPatients, never of a waiting list",
    "languages": "knowsLanguage[], without how it is spoken",
    "conditions": "availableService[].description, in words",
    "route": "availableService[].name, in words",
    "therapy_model": "availableService[].name, in words, where therapy is given",
    "payment": "paymentAccepted, in words",
    "session_price_low": "makesOffer[].priceSpecification.minPrice, or price",
    "session_price_high": "makesOffer[].priceSpecification.maxPrice, or price",
    "course_price": "makesOffer[].priceSpecification.price, of its offer",
    "month_price": "makesOffer[].priceSpecification.price, of its offer",
    "intake_fee": "makesOffer[].priceSpecification.price, of its offer",
    "booster_price": "makesOffer[].priceSpecification.price, of its offer",
    "therapy_meeting_price": "makesOffer[].priceSpecification.price, of its offer",
    "prices_as_of": "makesOffer[].priceSpecification.validFrom, of its offer",
}
# Given for 21 days after the clinic last said so.
OF_AVAILABILITY = frozenset({"availability", "waitlist_weeks", "availability_on"})


def where(name):
    """The property of schema.org that holds a statement, or a part of a record (`practitioners.npi`)."""
    statement, _dot, part = name.partition(".")
    if statement in HOMES:
        return PARTS.get(name, NOT_GIVEN) if part else HOMES[statement]
    place = f"additionalProperty[propertyID={statement}].value"
    if part:
        return f"{place}[propertyID={part}].value"
    if statement in OF_AVAILABILITY:
        place += ", while it is fresh"
    return f"{place}; {BESIDE[name]}" if name in BESIDE else place


def properties(listing, today):
    """A PropertyValue for each statement without a property of its own, with its safety warning if any."""
    is_fresh = listing.availability_is_fresh(today)
    for name, statement in STATEMENTS.items():
        value = getattr(listing, name)
        if name in HOMES or not is_stated(value) or (name in OF_AVAILABILITY and not is_fresh):
            continue
        if statement.kind == "records":
            for record in value:
                yield _property(statement, [*_parts(record, statement.parts)])
            continue
        unit = {"unitText": "USD"} if statement.kind == "dollars" else {}
        warned = [one.warning.sentences for one in warned_values(name, value) if one.warning]
        warning = {"description": " ".join(warned)} if warned else {}
        yield _property(statement, str(value) if statement.kind == "date" else value) | unit | warning


def _parts(record, parts):
    """A PropertyValue for each stated part of a record; records in it likewise."""
    for part in parts:
        value = record.get(part.name)
        if is_stated(value):
            if part.kind == "records":
                value = [nested for one in value for nested in _parts(one, part.parts)]
            yield _property(part, value)


def _property(what, value):
    return {"@type": "PropertyValue", "propertyID": what.name, "name": str(what.label), "value": value}
