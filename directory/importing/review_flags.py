"""Review flags: reasons why a person should look at a row before it is published."""

from django.utils.translation import gettext as _

from directory.facts.npi import npi_check_digit_is_right
from directory.importing.points import far_point_message
from directory.matching.contact_details import SHARED_LABELS
from directory.matching.duplicates import COMPARED_COLUMNS
from directory.models import ReviewFlag
from directory.places.zip_codes import zip_mismatch
from directory.wording import values

LEFT_OUT, FAR, DUPLICATE = "left out", "point far from ZIP", "likely duplicate"
TOWN, NPI, ANOTHER, MOVED = "town against ZIP", "wrong NPI", "another clinic", "other town or state"
PLACELESS = "no town or state"
SHOWN_IN_REMARK = (
    LEFT_OUT,
    MOVED,
    PLACELESS,
)  # no check of a submission finds these again
FLAGS = (LEFT_OUT, FAR, DUPLICATE, TOWN, NPI, ANOTHER, MOVED, PLACELESS)


def flags_for(planned):
    """[(flag, sentence)] of a PlannedRow. Content that is published already is not flagged again."""
    return [
        *((LEFT_OUT, note) for note in planned.concerns),
        *([(FAR, far_point_message(planned.content, planned.miles_off))] if planned.miles_off else []),
        *_duplicates(planned),
        *_contradiction(planned),
        *_wrong_npis(planned),
        *_another(planned),
        *_placeless(planned),
    ]


def _duplicates(planned):
    """Likely duplicates; of a clinic that stays as it is, those that an earlier import recorded."""
    likely = [(other.name, shared) for other, shared, _miles in planned.duplicates]
    if planned.compared is None:
        recorded = planned.clinic.review_flags.all()
        likely = [
            (one.other.name, one.shared) for one in recorded if one.kind == ReviewFlag.Kind.LIKELY_DUPLICATE
        ]
    published = planned.published
    if published is None or any(planned.content[name] != published[name] for name in COMPARED_COLUMNS):
        yield from ((DUPLICATE, duplicate_message(name, shared)) for name, shared in likely)


def duplicate_message(name, shared):
    """The sentence about one likely duplicate."""
    return _("It may be the clinic “%(name)s”, which has the same %(shared)s.") % {
        "name": name,
        "shared": values.join_with_and([str(SHARED_LABELS[what]) for what in shared]),
    }


def _contradiction(planned):
    """A ZIP code that is not in the stated town or state."""
    stated, published = planned.content, planned.published or {}
    if any(stated[name] != published.get(name) for name in ("city", "state", "zip")):
        against = zip_mismatch(stated["city"], stated["state"], stated["zip"])
        if against:
            yield TOWN, against.sentence


def _wrong_npis(planned):
    """NPIs of the clinic and its practitioners with a wrong check digit."""
    published = planned.published or {}
    npis = [planned.content["npi"]] if planned.content["npi"] != published.get("npi") else []
    npis += [
        person["npi"]
        for person in planned.content["practitioners"]
        if person not in published.get("practitioners", ())
    ]
    for npi in npis:
        if npi and not npi_check_digit_is_right(npi):
            yield (
                NPI,
                _("The NPI %(npi)s has a wrong digit, because its check digit does not fit the others.")
                % {"npi": npi},
            )


def _placeless(planned):
    """A new clinic without town or state, which may be a note at the end of a sheet. Registers have none."""
    is_of_a_sheet = not (planned.parsed.source_key or planned.parsed.uid)
    if (
        is_of_a_sheet
        and planned.published is None
        and not (planned.content["city"] and planned.content["state"])
    ):
        yield PLACELESS, _("Its town or its state is missing. It may be a note in the sheet, not a clinic.")


def _another(planned):
    """A listing whose name, phone and street change at once, as if for another clinic."""
    published = planned.published or {}
    parts = [(published.get(name), planned.content[name]) for name in ("name", "phone", "street")]
    if all(before and after and before != after for before, after in parts):
        yield ANOTHER, _("The name, phone and street all change. This may be a different clinic.")
