"""The files: their names, what they hold, and the lines that each listing adds to them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from directory.exchange import hsds
from directory.exchange.listing_csv import csv_header, csv_line
from directory.exchange.record import iso_time, json_line
from directory.fhir.mapping.resources import TYPES, group_organization, resources
from directory.models.listing import ListingQuerySet

NDJSON = "application/x-ndjson"
FHIR_NAMES = {resource_type: f"fhir-{resource_type}.ndjson.gz" for resource_type in TYPES}
GROUP_COLUMNS = ("organization_uid", "organization", "directory_version", "changed_at")


class FileKind(NamedTuple):
    """One of the files.

    media_type  of its content, once decompressed
    schema      path on this site, or URL elsewhere, of what says which keys or columns it has
    header      its first line; b"" for none
    """

    name: str
    media_type: str
    schema: str
    header: Callable[[], bytes] = bytes


FILES = (
    FileKind("clinics.ndjson.gz", NDJSON, "/data/clinic.schema.json"),
    FileKind("clinics.csv.gz", "text/csv", "/data/clinics.csv-metadata.json", csv_header),
    FileKind("hsds.ndjson.gz", NDJSON, "https://docs.openreferral.org/en/3.0/hsds/schema_reference.html"),
    *(
        FileKind(name, "application/fhir+ndjson", f"http://hl7.org/fhir/StructureDefinition/{resource_type}")
        for resource_type, name in FHIR_NAMES.items()
    ),
)


def lines(row, record: dict) -> Iterator[tuple[str, bytes]]:
    """Yields (name of a file, a line of it) of one listing.

    row     a RecordRow, or a Listing
    record  exchange/record.py: record() of it
    """
    yield "clinics.ndjson.gz", json_line(record)
    yield "clinics.csv.gz", csv_line(row)
    for line in hsds.lines(record):
        yield "hsds.ndjson.gz", line
    for resource in resources(record):
        yield FHIR_NAMES[resource["resourceType"]], json_line(resource)


def group_lines(listings: ListingQuerySet) -> Iterator[tuple[str, bytes]]:
    """Yields (name of a file, a line of it) of each group, as the listing of it that changed last has it.

    The groups are read from the database, one after the other: kept in memory while the listings are written,
    they would take more of it the more there are.
    """
    of_groups = listings.exclude(organization_uid=None).exclude(organization="")
    latest = of_groups.order_by("organization_uid", "-directory_version", "uid").distinct("organization_uid")
    for uid, name, changed_in, changed_at in latest.values_list(*GROUP_COLUMNS).iterator():
        record = {
            "organization_id": str(uid),
            "statements": {"organization": {"value": name}},
            "changed_in": changed_in,
            "changed_at": iso_time(changed_at),
        }
        if group := group_organization(record):
            yield FHIR_NAMES["Organization"], json_line(group)
