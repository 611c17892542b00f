"""The objects of HSDS 3.0 as JSON Schema, of those that a nested service may hold.

Written from the specification's tables of fields (openreferral/specification: schema/simple/schema.csv, and
the changelog, which says what 3.1 added). Stricter than its own schema: no other keys, nothing deprecated.

source  https://docs.openreferral.org/en/3.0/hsds/schema_reference.html
"""

# Object → its fields, the required ones with "!". Behind a colon the type: uuid, uri, email, number, date,
# date-time, one of several words (a|b), another object (@), or a list of them (@[]). Text without one.
FIELDS = {
    "service": """
        id!:uuid organization_id:uuid program_id:uuid name! alternate_name description url:uri email:email
        status!:active|inactive|defunct|temporarily_closed interpretation_services application_process
        fees_description accreditations eligibility_description minimum_age:number maximum_age:number
        assured_date:date assurer_email:email alert last_modified:date-time phones:@phone[]
        schedules:@schedule[] service_areas:@service_area[] service_at_locations:@service_at_location[]
        languages:@language[] organization:@organization cost_options:@cost_option[] contacts:@contact[]
        attributes:@attribute[]
    """,
    "organization": """
        id!:uuid name! alternate_name description! email:email website:uri year_incorporated:number
        legal_status logo uri:uri parent_organization_id:uuid contacts:@contact[] phones:@phone[]
        locations:@location[] organization_identifiers:@organization_identifier[] attributes:@attribute[]
    """,
    "organization_identifier": """
        id!:uuid organization_id:uuid identifier_scheme identifier_type! identifier! attributes:@attribute[]
    """,
    "service_at_location": """
        id!:uuid service_id:uuid location_id:uuid description contacts:@contact[] phones:@phone[]
        schedules:@schedule[] location:@location attributes:@attribute[]
    """,
    "location": """
        id!:uuid location_type!:physical|postal|virtual url:uri organization_id:uuid name alternate_name
        description transportation latitude:number longitude:number external_identifier
        external_identifier_type languages:@language[] addresses:@address[] contacts:@contact[]
        accessibility:@accessibility[] phones:@phone[] schedules:@schedule[] attributes:@attribute[]
    """,
    "address": """
        id!:uuid location_id:uuid attention address_1! address_2 city! region state_province! postal_code!
        country! address_type!:physical|postal|virtual attributes:@attribute[]
    """,
    "accessibility": "id!:uuid location_id:uuid description details url:uri attributes:@attribute[]",
    "phone": """
        id!:uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid
        service_at_location_id:uuid number! extension:number type:text|voice|fax|cell|video|pager|textphone
        description languages:@language[] attributes:@attribute[]
    """,
    "schedule": """
        id!:uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date
        dtstart:date timezone:number until:date count:number wkst:MO|TU|WE|TH|FR|SA|SU freq:WEEKLY|MONTHLY
        interval:number byday byweekno bymonthday byyearday description opens_at closes_at schedule_link:uri
        attending_type notes attributes:@attribute[]
    """,
    "service_area": """
        id!:uuid service_id:uuid service_at_location_id:uuid name description extent
        extent_type:geojson|topojson|kml|text uri attributes:@attribute[]
    """,
    "language": """
        id!:uuid service_id:uuid location_id:uuid phone_id:uuid name code note attributes:@attribute[]
    """,
    "cost_option": """
        id!:uuid service_id:uuid valid_from:date valid_to:date option currency amount:number
        amount_description attributes:@attribute[]
    """,
    "contact": """
        id!:uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name title
        department email:email phones:@phone[] attributes:@attribute[]
    """,
    "attribute": """
        id!:uuid link_id:uuid taxonomy_term_id:uuid link_type link_entity value taxonomy_term:@taxonomy_term
    """,
    "taxonomy_term": """
        id!:uuid code name! description! parent_id:uuid taxonomy language taxonomy_id:uuid term_uri:uri
    """,
}


def service_schema():
    """The JSON Schema of a service with everything nested in it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/service",
        "$defs": {name: _object(fields.split()) for name, fields in FIELDS.items()},
    }


def _object(fields):
    typed = [field.partition(":") for field in fields]
    return {
        "type": "object",
        "properties": {name.rstrip("!"): _type(kind) for name, _colon, kind in typed},
        "required": [name.rstrip("!") for name, _colon, _kind in typed if name.endswith("!")],
        "additionalProperties": False,
    }


def _type(kind):
    if kind.startswith("@"):
        name = kind.strip("@[]")
        one = {"$ref": f"#/$defs/{name}"}
        return {"type": "array", "items": one, "minItems": 1} if kind.endswith("[]") else one
    if "|" in kind:
        return {"enum": [word.replace("_", " ") for word in kind.split("|")]}
    if kind == "number":
        return {"type": "number"}
    text = {"type": "string", "minLength": 1}
    if kind in PATTERNS:
        return {**text, "pattern": PATTERNS[kind]}
    return {**text, "format": kind} if kind else text


# Of these formats HSDS has the narrower one that we write.
PATTERNS = {
    "date-time": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "uri": "^https?://[^ ]+$",
}
