"""Every address of the open data in words, as the page about the data lists them."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Address(NamedTuple):
    """One address.

    path   from the root of the site; with ID or VERSION in it, it is shown, but is no link
    words  what is there
    rel    of its link: "describedby" for a description of the others; else ""
    """

    path: str
    words: str
    rel: str = ""

    @property
    def is_link(self) -> bool:
        return "ID" not in self.path and "VERSION" not in self.path


LISTS = (
    Address(
        "/clinics.csv",
        _(
            "A table, one row for each clinic. The text is UTF-8, and commas divide the columns. A text "
            "that a spreadsheet would run as a formula has an apostrophe in front; so has a part of a text "
            "that would run where semicolons or tabs divide the columns."
        ),
    ),
    Address(
        "/clinics.csv?spreadsheet=1",
        _(
            "The same table for Excel and other spreadsheets, so that accents stay. Import every column as "
            "text. If you only open it, ZIP codes lose a zero in front, and phone numbers become numbers."
        ),
    ),
    Address(
        "/clinics.json",
        _(
            "JSON, in pages. “total” says how many there are. “next” is the address of the next page, or "
            "null. “per_page” takes 1 to 200. If you name a place, each has “miles” too. The last page may "
            "have “by_video”: services that may see you by video in that state and match all but the place."
        ),
    ),
    Address("/clinics.atom", _("An Atom feed, for a feed reader.")),
)
FILES = (
    Address("/data/latest/clinics.csv.gz", _("A table with one row for each clinic.")),
    Address(
        "/data/latest/clinics.ndjson.gz",
        _("JSON, one line for each clinic: all that it states, who says so, since when and until when."),
    ),
    Address(
        "/data/latest/hsds.ndjson.gz",
        _(
            "The same in HSDS 3.0, the format of directories of human services. The “uri” of the "
            "organization ends with the id of the clinic."
        ),
    ),
    Address(
        "/data/latest/fhir-Location.ndjson.gz",
        _(
            "The same in FHIR R4, the format of health records: one file for each type. The list of files "
            "below has the others."
        ),
    ),
    Address(
        "/data/index.json",
        _(
            "The list of all files, with size, number of rows, SHA-256, license and thanks. Older sets stay "
            "for a while, and a file with a number in its address never changes."
        ),
    ),
)
CHANGES = (
    Address(
        "/data/changes.ndjson?since=VERSION",
        _("What changed after a version, one line for each clinic, with those that were removed."),
    ),
    Address(
        "/merged.json",
        _(
            "Where listings went that were of one clinic and are one now. “merged_into” is the permanent id "
            "of the listing that was kept. If a merge is taken back, its line is gone."
        ),
    ),
    Address("/data/changelog.atom", _("A feed with news about the data itself: new columns, and what ends.")),
)
ONE_CLINIC = (
    Address(
        "/data/clinics/ID.json",
        _(
            "All that one clinic states. ID is the “id” of the clinic in the lists and files. It answers 410 "
            "once the clinic was removed, and leads to the clinic that was kept where two became one."
        ),
    ),
    Address(
        "/id/clinic/ID", _("A link that lasts: it leads to the page of the clinic, whatever its name is.")
    ),
    Address("/id/organization/ID", _("The same for an organization.")),
)
FHIR = (
    Address(
        "/fhir/metadata",
        _(
            "What our FHIR R4 server can do. It can be read and searched, and it needs no key: places, "
            "services, people, and what was checked."
        ),
    ),
)
DESCRIPTIONS = (
    Address("/data/clinic.schema.json", _("JSON Schema of a clinic."), "describedby"),
    Address("/data/openapi.json", _("Every address with its parameters, as OpenAPI 3.1."), "describedby"),
    Address("/data/clinics.csv-metadata.json", _("The columns of the table, as CSVW."), "describedby"),
    Address("/data/datapackage.json", _("The columns of the table, as a Data Package."), "describedby"),
    Address("/data/map.csv", _("Where each statement stands in each format."), "describedby"),
)
GROUPS = (
    (_("A list that you choose"), LISTS),
    (_("Everything, as files"), FILES),
    (_("What changed"), CHANGES),
    (_("One clinic"), ONE_CLINIC),
    (_("For health software"), FHIR),
    (_("Descriptions for programs"), DESCRIPTIONS),
)
