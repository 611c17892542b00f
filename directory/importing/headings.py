"""What people write over a column → the name of the column. Knows names, nothing of cells."""

import csv
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz import fuzz, process

from directory.exchange.cells import shown
from directory.facts.spine import STATEMENTS
from directory.folding import plain
from directory.importing import own, samhsa
from directory.importing.reading import Unreadable

# Name → other headings of it, in the form that `key` gives them.
OTHERWISE = {
    "name": "clinicname facility facilityname practice practicename businessname business company "
    "companyname clinic center centername centre locationname providername listingname name1 nameofclinic "
    "nameoffacility nameofpractice facilityclinicname",
    "program": "programname name2",
    "alias": "dba doingbusinessas aka alsoknownas othername alternatename",
    "organization": "organisation organizationname organisationname parentorganization",
    "organization_slug": "organizationslug organisationslug",
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
    "about": "description aboutus inyourownwords",
}


def key(heading):
    """`Zip Code*`, `zip_code`, `ZipCode (5 digits)` → `zipcode`."""
    outside = re.sub(r"\([^)]*\)", "", heading).replace("+", " plus ")
    return plain(outside).replace(" ", "")


# `Clinic Address`, `Facility ZIP`, `Office E-mail`: of what else would they be?
OF_THE_CLINIC = re.compile(r"^(?:clinic|facility|practice|office|location|physical|business|main|primary)")
MEANINGS = {key(name): name for name in own.OPTIONAL} | {
    one: name for name, others in OTHERWISE.items() for one in others.split()
}
# Words that stand over other things too, as "Insurance" over the names of insurers: exactly so they are ours.
CODED = ("code", "codes", "records")
EXACTLY = {name for name, one in STATEMENTS.items() if one.kind in CODED and "_" not in name}
EXACTLY -= {"state", "country"}
EXACTLY |= {"uid", "version", "source", "evidence"}
MOST = 1000  # columns
LIKE = 85  # of 100, rapidfuzz's ratio: one letter wrong in seven


@dataclass
class Meant:
    """What a header means.

    shape      "samhsa" or "directory"
    columns    one name for each heading, None where it is left alone
    needed     the names without which a row cannot be read
    sentences  for the operator
    """

    shape: str
    columns: list
    needed: tuple
    sentences: list = field(default_factory=list)


def known(heading):
    """The name of the column that a heading means in any sheet; None: none that is known."""
    said = key(heading)
    name = MEANINGS.get(said) or MEANINGS.get(OF_THE_CLINIC.sub("", said))
    return None if name in EXACTLY and heading != name else name


def count(cells):
    """How many headings that are known stand in a row."""
    return sum(known(cell) is not None for cell in cells)


def given(text):
    """`Facility=name,ST=state` → {"Facility": "name", "ST": "state"}; `Notes=` leaves a column alone."""
    found = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        heading, equals, name = (word.strip() for word in part.rpartition("="))
        if not equals or not heading:
            raise Unreadable(
                _('“%s” does not say which column is which. Write --columns "Facility=name,ST=state".')
                % shown(part)
            )
        if name and name not in own.OPTIONAL:
            raise Unreadable(
                _("There is no column “%(name)s”. Did you mean “%(nearest)s”?")
                % {"name": shown(name), "nearest": _nearest(name, own.OPTIONAL)[0]}
            )
        found[heading] = name
    return found


def read(header, *, shape=None, renamed=None):
    """Meant, of a header. Unreadable where it lacks what is needed or says one thing twice.

    shape    "samhsa" or "directory"; None: as the header looks
    renamed  {heading: name}, as `given` reads it
    """
    if len(header) > MOST:
        raise Unreadable(_("The first row names more than %d columns.") % MOST)
    told = _told(header, renamed or {})
    if not told and shape != "directory":
        facility = samhsa.columns(header)
        if facility is not None or shape == "samhsa":
            return _facility(header, facility or header)
    free = [None if known(heading) in told.values() else known(heading) for heading in header]
    columns = [told.get(at, name) for at, name in enumerate(free)]
    if not any(columns):
        raise Unreadable(
            _("The first row names no column that is known. Expected: %(samhsa)s; or: %(own)s.")
            % {"samhsa": ", ".join(samhsa.COLUMNS), "own": ", ".join(own.COLUMNS)}
        )
    _each_once(header, columns)
    _all_there(header, columns, own.NEEDED)
    unknown = [
        heading for at, heading in enumerate(header) if heading and at not in told and known(heading) is None
    ]
    return Meant("directory", [name or None for name in columns], own.NEEDED, _left_alone(unknown, columns))


def _told(header, renamed):
    """Position → the name that was told for it."""
    told = {}
    for heading, name in renamed.items():
        places = [at for at, one in enumerate(header) if one == heading]
        places = places or [at for at, one in enumerate(header) if key(one) == key(heading)]
        if not places:
            raise Unreadable(
                _("The file has no column “%(name)s”. It has: %(found)s.")
                % {"name": shown(heading), "found": _listed(header)}
            )
        told |= dict.fromkeys(places, name)
    return told


def _facility(header, columns):
    _each_once(header, columns)
    missing = [name for name in samhsa.COLUMNS if name not in columns]
    if missing:
        raise Unreadable(
            _("The column “%(name)s” is missing. Expected: %(expected)s.")
            % {"name": "”, “".join(missing), "expected": ", ".join(samhsa.COLUMNS)}
        )
    return Meant("samhsa", [name or None for name in columns], samhsa.COLUMNS)


def _each_once(header, columns):
    for name in filter(None, dict.fromkeys(columns)):
        first, *others = (header[at] for at, one in enumerate(columns) if one == name)
        if not others:
            continue
        if others[0] == first:
            raise Unreadable(_("The column “%s” is there twice. Take one away.") % shown(first))
        raise Unreadable(
            _(
                "The columns “%(first)s” and “%(second)s” both mean “%(name)s”. Take one away, or leave one "
                'alone: --columns "%(second)s=".'
            )
            % {"first": shown(first), "second": shown(others[0]), "name": name}
        )


def _all_there(header, columns, needed):
    missing = [name for name in needed if name not in columns]
    if missing:
        raise Unreadable(
            _(
                "The column “%(name)s” is missing; a sheet needs name, city and state. It has: %(found)s. "
                'Say which is which: --columns "Heading=%(first)s".'
            )
            % {"name": "”, “".join(missing), "first": missing[0], "found": _listed(header)}
        )


def _left_alone(unknown, columns):
    if not unknown:
        return []
    sentences = [
        ngettext(
            "The column %(names)s is not known and was left alone.",
            "The columns %(names)s are not known and were left alone.",
            len(unknown),
        )
        % {"names": _listed(unknown)}
    ]
    free = [name for name in own.OPTIONAL if name not in columns]
    for heading in unknown:
        name, likeness = _nearest(heading, free)
        if likeness >= LIKE:
            sentences.append(
                _('If “%(heading)s” means “%(name)s”, say so: --columns "%(heading)s=%(name)s".')
                % {"heading": shown(heading), "name": name}
            )
    return sentences


def _nearest(word, names):
    found = process.extractOne(word.lower().replace(" ", "_"), names, scorer=fuzz.ratio)
    return found[:2] if found else ("", 0)


def _listed(headings):
    some = [f"“{shown(heading)}”" for heading in headings if heading][:30]
    return ", ".join([*some, "…"] if len(headings) > 30 else some)
