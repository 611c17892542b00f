"""Compares the NPIs that listings state with the register, and records each result as evidence."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.npi import npi_check_digit_is_right
from directory.matching.names import same_organization, same_person
from directory.models import Clinic, Listing, Verification
from directory.moderation import evidence
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.npi.nppes_file import ORGANIZATION, PERSON, NppesFileError, deactivation_date, read_entries

SOURCE = "NPPES"
REGISTER_URL = "https://npiregistry.cms.hhs.gov/provider-view/"  # the NPI follows

RESULTS = {
    "agrees": gettext_lazy("agrees"),
    "another_name": gettext_lazy("belongs to another name"),
    "another_state": gettext_lazy("belongs to another state"),
    "another_kind": gettext_lazy(
        "belongs to a person instead of a clinic, or to a clinic instead of a person"
    ),
    "deactivated": gettext_lazy("deactivated"),
    "not_found": gettext_lazy("not found"),
    "wrong_check_digit": gettext_lazy("not found, and the check digit is wrong"),
    "short_row": gettext_lazy("its row is too short to read, so nothing was recorded"),
}
Outcome = Verification.Outcome
# A result → the recorded outcome. "short_row" is not recorded.
OUTCOMES = {
    "agrees": Outcome.AGREES,
    "another_name": Outcome.DISAGREES,
    "another_state": Outcome.DISAGREES,
    "another_kind": Outcome.DISAGREES,
    "deactivated": Outcome.DEACTIVATED,
    "not_found": Outcome.NOT_FOUND,
    "wrong_check_digit": Outcome.NOT_FOUND,
}


@dataclass(frozen=True)
class StatedNpi:
    """One NPI that one version of a listing states, of the clinic or of one practitioner.

    clinic   the clinic's primary key
    person   the practitioner's name; "" for the NPI of the clinic
    names    names that may stand in the register beside the NPI
    states   states that may stand in the register beside the NPI; "" among them is ignored
    """

    clinic: int
    version: int
    slug: str
    npi: str
    person: str
    names: tuple
    states: tuple


def stated_npis():
    """Yields a StatedNpi for every NPI in the public listings."""
    columns = "clinic version slug npi practitioners name alias organization state".split()  # noqa: SIM905
    for listing in Listing.objects.public().only(*columns).order_by("pk").iterator(chunk_size=2000):
        of = (listing.clinic_id, listing.version, listing.slug)
        if listing.npi:
            names = (listing.name, listing.alias, listing.organization)
            yield StatedNpi(*of, listing.npi, "", names, (listing.state,))
        for person in listing.practitioners:
            if person["npi"]:
                states = (listing.state, person["license_state"])
                yield StatedNpi(*of, person["npi"], person["name"], (person["name"],), states)


# ---- compare


def compare(stated, entry):
    """(key of RESULTS, date of deactivation or None) of a StatedNpi and its entry in the register, if any."""
    if entry is None:
        return "not_found" if npi_check_digit_is_right(stated.npi) else "wrong_check_digit", None
    if date := deactivation_date(entry):
        return "deactivated", date
    if entry["kind"] != (PERSON if stated.person else ORGANIZATION):
        return "another_kind", None
    if not _names_agree(stated, entry):
        return "another_name", None
    states = {state for state in stated.states if state}
    if states and entry["state"].upper() not in states:
        return "another_state", None
    return "agrees", None


def _names_agree(stated, entry):
    if stated.person:
        return any(
            same_person(
                stated.person,
                last=entry[f"{prefix}last"],
                first=entry[f"{prefix}first"],
                middle=entry[f"{prefix}middle"],
            )
            for prefix in ("", "other_")
        )
    registered = (entry["organization"], entry["other_organization"])
    return any(same_organization(ours, theirs) for ours in stated.names for theirs in registered)


# ---- record


def check_file(path, *, on, by=None, on_message=print, on_bytes_read=None):
    """Compare every NPI that public listings state with a file of NPPES. Raises NppesFileError.

    on             date of the file, which becomes the date of the evidence
    by             the moderator in whose name evidence is recorded; None: nothing is recorded
    on_message     called with a sentence for each NPI that does not agree
    on_bytes_read  called with the number of bytes read since the call before
    returns        Counter of the keys of RESULTS, and of "rows", "short rows", "recorded", "unchanged",
                   "own" (clinics of the moderator's own organization) and "changed" (listings that were
                   published during the check)
    """
    if on > timezone.localdate():
        raise NppesFileError(_("The file’s date, %s, is in the future.") % on)
    npis = list(stated_npis())
    extract = read_entries(path, {stated.npi for stated in npis}, on_bytes_read=on_bytes_read)
    counts = Counter({"rows": extract.rows, "short rows": extract.malformed_count})
    for number in extract.malformed_rows:
        on_message(_("Row %d has too few columns, or too many.") % number)
    by_listing = defaultdict(list)
    for stated in npis:
        if stated.npi in extract.malformed_npis:
            result, deactivated_on = "short_row", None
        else:
            result, deactivated_on = compare(stated, extract.entries.get(stated.npi))
        counts[result] += 1
        if result != "agrees":
            on_message(_result_message(stated, result, deactivated_on))
        if result in OUTCOMES:
            verification = _verification(stated, result, deactivated_on, on=on)
            by_listing[stated.clinic, stated.version].append(verification)
    if by:
        for (clinic, version), verifications in by_listing.items():
            _record(clinic, version, verifications, by=by, counts=counts)
    return counts


def _result_message(stated, result, deactivated_on):
    values = {
        "slug": stated.slug,
        "npi": stated.npi,
        "result": RESULTS[result],
        "who": stated.person or _("the clinic"),
    }
    if deactivated_on is None:
        return _("%(slug)s, %(who)s: NPI %(npi)s %(result)s.") % values
    values["date"] = date_format(deactivated_on)
    return _("%(slug)s, %(who)s: NPI %(npi)s %(result)s on %(date)s.") % values


def _verification(stated, result, deactivated_on, *, on):
    return Verification(
        statement="practitioners" if stated.person else "npi",
        person=stated.person,
        kind="register_checked",
        about=Verification.About.NPI,
        outcome=OUTCOMES[result],
        source=SOURCE,
        url=REGISTER_URL + stated.npi,
        seen_on=on,
        deactivated_on=deactivated_on,
    )


def _record(clinic, version, verifications, *, by, counts):
    """Record the verifications of one listing, and add to the counts what became of them."""
    try:
        new = evidence.record(clinic=Clinic(pk=clinic), verifications=verifications, version=version, by=by)
    except OwnClinicError:
        counts["own"] += len(verifications)
    except RefusedError:
        counts["changed"] += len(verifications)
    else:
        counts["recorded"] += len(new)
        counts["unchanged"] += len(verifications) - len(new)
