"""Maps the headings of a sheet, as people write them, to the names of columns."""

import csv
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz, process

from directory.exchange.cells.text import excerpt
from directory.facts.spine import STATEMENTS
from directory.folding import plain
from directory.importing import directory_csv, samhsa
from directory.importing.errors import FileError
from directory.wording import values

# Name of a column → other headings for it, as normalize_heading() returns them.
SYNONYMS = {
    "name": "clinicname facility facilityname practice practicename businessname business company "
    "companyname clinic center centername centre locationname providername listingname name1 nameofclinic "
    "nameoffacility nameofpractice facilityclinicname",
    "program": "programname name2",
    "alias": "dba doingbusinessas aka alsoknownas othername alternatename",
    "organization": "organisation organizationname organisationname parentorganization",
    "organization_slug": "organisationslug",
    "street": "address streetaddress streetaddress1 address1 addressline1 addr addr1 street1 streetline1 "
    "physicaladdress streetname locationaddress",
    "street2": "address2 streetaddress2 addressline2 addr2 streetline2 suite unit suiteunit apt",
    "city": "town cityname towncity citytown municipality",
    "state": "st statecode stateabbreviation stateabbr statename usstate stateprovince",
    "zip": "zipcode postalcode postcode postal zip5 zipplus4 zippostalcode",
    "zip4": "plus4 zipfour",
    "country": "countrycode",
    "latitude": "lat",
    "longitude": "lng lon long",
    "phone": "tel telephone phonenumber telephonenumber telnumber phoneno telno phone1 phonenumber1 "
    "mainphone officephone businessphone clinicphone contactnumber contactphone",
    "phone_extension": "ext extension phoneext",
    "email": "emailaddress contactemail publicemail",
    "website": "web url webaddress websiteurl webpage homepage site weburl websiteaddress link",
    "booking_url": "booking bookinglink bookingpage appointmenturl",
    "opening_hours": "hours officehours businesshours hoursofoperation",
    "npi": "npinumber npino clinicnpi organizationnpi",
    "session_price_low": "sessionmin sessionpricemin sessionpricefrom pricefrom pricemin",
    "session_price_high": "sessionmax sessionpricemax sessionpriceto priceto pricemax",
    "month_price": "monthlyprice pricepermonth",
    "intake_fee": "consultfee consultationfee assessmentfee",
    "cancel_fee": "cancellationfee latecancellationfee",
    "cancel_hours": "cancellationhours cancellationnoticehours",
    "minimum_age": "minage agemin agefrom",
    "offering_since": "ketaminesince",
    "other_language": "otherlanguages",
    "about": "description aboutus inyourownwords",
}


def normalize_heading(heading):
    """`Zip Code*`, `zip_code`, `ZipCode (5 digits)` → `zipcode`."""
    outside = re.sub(r"\([^)]*\)", "", heading).replace("+", " plus ")
    return plain(outside).replace(" ", "")


# `Clinic Address`, `Facility ZIP`, `Office E-mail` mean the clinic's address, ZIP code and e-mail.
CLINIC_PREFIX = re.compile(r"^(?:clinic|facility|practice|office|location|physical|business|main|primary)")
COLUMN_BY_HEADING = {normalize_heading(name): name for name in directory_csv.KNOWN_COLUMNS} | {
    one: name for name, others in SYNONYMS.items() for one in others.split()
}
# Headings with another meaning in many sheets, as “Insurance” over names of insurers: the exact name counts.
CODED = ("code", "codes", "records")
EXACT_ONLY = {name for name, one in STATEMENTS.items() if one.kind in CODED and "_" not in name}
EXACT_ONLY -= {"state", "country"}
EXACT_ONLY |= {*directory_csv.ID_COLUMNS, *directory_csv.NOT_STATED, "source"}
MAX_COLUMNS = 1000
MIN_SIMILARITY = 85  # of 100, rapidfuzz's ratio: about one letter wrong in seven


@dataclass
class HeaderMapping:
    """The columns that the headings of a file mean.

    file_format  "samhsa" or "directory"
    columns      a name for each heading; None for a column that is ignored
    required     names without which a row cannot be read
    messages     sentences for the operator
    """

    file_format: str
    columns: list
    required: tuple
    messages: list = field(default_factory=list)


def column_for(heading):
    """The name of the column that a heading means; None for an unknown heading."""
    normalized = normalize_heading(heading)
    name = COLUMN_BY_HEADING.get(normalized) or COLUMN_BY_HEADING.get(CLINIC_PREFIX.sub("", normalized))
    return None if name in EXACT_ONLY and heading != name else name


def columns_for(header):
    """column_for() each heading of a header. In an export `url` is the page here, elsewhere the website."""
    is_export = "slug" in header or {"id", "website"} <= {*header}
    return ["url" if is_export and heading == "url" else column_for(heading) for heading in header]


def count_known(cells):
    """The number of cells that are known headings."""
    return sum(column_for(cell) is not None for cell in cells)


def parse_columns_option(text):
    """`Facility=name,ST=state` → {"Facility": "name", "ST": "state"}; `Notes=` ignores a column.

    Raises FileError.
    """
    renamed = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        heading, equals, name = (word.strip() for word in part.rpartition("="))
        if not equals or not heading:
            raise FileError(
                _('“%s” does not match headings to columns. Enter --columns "Facility=name,ST=state".')
                % excerpt(part)
            )
        if name and name not in directory_csv.KNOWN_COLUMNS:
            raise FileError(
                _("There is no column “%(name)s”. Did you mean “%(nearest)s”?")
                % {"name": excerpt(name), "nearest": _nearest(name, directory_csv.KNOWN_COLUMNS)[0]}
            )
        renamed[heading] = name
    return renamed


def map_header(header, *, file_format=None, renamed=None):
    """HeaderMapping of a header. FileError if a required column is missing, or two headings mean one column.

    file_format  "samhsa" or "directory"; None: detected
    renamed      {heading: name}, from parse_columns_option()
    """
    if len(header) > MAX_COLUMNS:
        raise FileError(_("The first row names more than %d columns.") % MAX_COLUMNS)
    by_position = _renamed_positions(header, renamed or {})
    if not by_position and file_format != "directory":
        facility = samhsa.map_header(header)
        if facility is not None or file_format == "samhsa":
            return _map_samhsa_header(header, facility or header)
    free = [None if name in by_position.values() else name for name in columns_for(header)]
    columns = [by_position.get(at, name) for at, name in enumerate(free)]
    if not any(columns):
        raise FileError(
            _("We don’t recognize any column in the first row. We expected %(samhsa)s, or %(own)s.")
            % {"samhsa": ", ".join(samhsa.COLUMNS), "own": ", ".join(directory_csv.COLUMNS)}
        )
    _refuse_repeated(header, columns)
    _refuse_missing(header, columns, directory_csv.REQUIRED)
    unknown = [
        heading
        for at, heading in enumerate(header)
        if heading and at not in by_position and column_for(heading) is None
    ]
    return HeaderMapping(
        "directory",
        [name or None for name in columns],
        directory_csv.REQUIRED,
        _unknown_heading_messages(unknown, columns),
    )


def _renamed_positions(header, renamed):
    """{position in the header: name} of the renamed headings."""
    by_position = {}
    for heading, name in renamed.items():
        places = [at for at, one in enumerate(header) if one == heading]
        places = places or [
            at for at, one in enumerate(header) if normalize_heading(one) == normalize_heading(heading)
        ]
        if not places:
            raise FileError(
                _("The file has no column “%(name)s”. It has: %(found)s.")
                % {"name": excerpt(heading), "found": _list_headings(header)}
            )
        by_position |= dict.fromkeys(places, name)
    return by_position


def _map_samhsa_header(header, columns):
    _refuse_repeated(header, columns)
    missing = [name for name in samhsa.COLUMNS if name not in columns]
    if missing:
        sentence = ngettext(
            "The column %(names)s is missing. Expected: %(expected)s.",
            "The columns %(names)s are missing. Expected: %(expected)s.",
            len(missing),
        )
        raise FileError(sentence % {"names": _quoted(missing), "expected": ", ".join(samhsa.COLUMNS)})
    return HeaderMapping("samhsa", [name or None for name in columns], samhsa.COLUMNS)


def _refuse_repeated(header, columns):
    for name in filter(None, dict.fromkeys(columns)):
        first, *others = (header[at] for at, one in enumerate(columns) if one == name)
        if not others:
            continue
        if others[0] == first:
            raise FileError(_("The column “%s” appears twice. Remove one.") % excerpt(first))
        raise FileError(
            _(
                "The columns “%(first)s” and “%(second)s” both mean “%(name)s”. Remove one, or "
                'skip one with --columns "%(second)s=".'
            )
            % {"first": excerpt(first), "second": excerpt(others[0]), "name": name}
        )


def _refuse_missing(header, columns, required):
    missing = [name for name in required if name not in columns]
    if missing:
        sentence = ngettext(
            "The column %(names)s is missing. A sheet needs name, city and state. It has: "
            '%(found)s. Match a heading to a column with --columns "Heading=%(first)s".',
            "The columns %(names)s are missing. A sheet needs name, city and state. It has: "
            '%(found)s. Match a heading to a column with --columns "Heading=%(first)s".',
            len(missing),
        )
        found = _list_headings(header)
        raise FileError(sentence % {"names": _quoted(missing), "first": missing[0], "found": found})


def _quoted(names):
    """`“city” and “state”`"""
    return values.join_with_and([f"“{name}”" for name in names])


def _unknown_heading_messages(unknown, columns):
    """Sentences about headings that are ignored, with suggestions."""
    if not unknown:
        return []
    messages = [
        ngettext(
            "We don’t recognize the column %(names)s and skipped it.",
            "We don’t recognize the columns %(names)s and skipped them.",
            len(unknown),
        )
        % {"names": _list_headings(unknown)}
    ]
    free = [name for name in directory_csv.KNOWN_COLUMNS if name not in columns]
    for heading in unknown:
        name, likeness = _nearest(heading, free)
        if likeness >= MIN_SIMILARITY:
            messages.append(
                _('If “%(heading)s” means “%(name)s”, enter --columns "%(heading)s=%(name)s".')
                % {"heading": excerpt(heading), "name": name}
            )
    return messages


def _nearest(word, names):
    """(most similar name, similarity of 100); ("", 0) without names."""
    renamed = process.extractOne(word.lower().replace(" ", "_"), names, scorer=fuzz.ratio)
    return renamed[:2] if renamed else ("", 0)


def _list_headings(headings):
    """Up to 30 headings, quoted, for a message."""
    some = [f"“{excerpt(heading)}”" for heading in headings if heading][:30]
    return ", ".join([*some, "…"] if len(headings) > 30 else some)
