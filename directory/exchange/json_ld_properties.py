"""Every statement in JSON-LD for which schema.org has no property of its own: as a PropertyValue."""

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.wording.safety_warnings import warned_values

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
    "phone": "telephone",
    "phone_extension": "telephone, behind ;ext=",
    "email": "email",
    "website": "url",
    "booking_url": "potentialAction[ReserveAction].target",
    "opening_times": "openingHoursSpecification, where treatment or the office is open",
    "telehealth_states": "areaServed[State].identifier",
    "npi": "identifier[propertyID=NPI].value",
    "practitioners": "employee[Person]",
    "training": "hasCredential[credentialCategory=training]",
    "offerings": "availableService, makesOffer",
    "accessibility": "amenityFeature.propertyID",
}
# Statement → the property that says a part of it, beside its PropertyValue.
BESIDE = {
    "availability": "isAcceptingNewPatients, never of a waiting list",
    "languages": "knowsLanguage",
    "conditions": "availableService.description",
    "route": "availableService.name",
    "therapy_model": "availableService.name, where therapy is given",
    "payment": "paymentAccepted",
    "session_price_low": "makesOffer.priceSpecification",
    "session_price_high": "makesOffer.priceSpecification",
    "course_price": "makesOffer.priceSpecification",
    "month_price": "makesOffer.priceSpecification",
    "intake_fee": "makesOffer.priceSpecification",
    "booster_price": "makesOffer.priceSpecification",
    "therapy_meeting_price": "makesOffer.priceSpecification",
    "prices_as_of": "makesOffer.priceSpecification.validFrom",
}
# Given for 21 days after the clinic last said so.
OF_AVAILABILITY = frozenset({"availability", "waitlist_weeks", "availability_on"})


def where(name):
    """The property of schema.org that holds a statement, or a part of a record (`practitioners.npi`)."""
    statement, _dot, part = name.partition(".")
    if statement in HOMES:
        return f"{part} in {HOMES[statement]}" if part else HOMES[statement]
    place = f"additionalProperty[propertyID={statement}].value"
    if part:
        return f"{place}[propertyID={part}].value"
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
