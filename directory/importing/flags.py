"""Why a person should look at a row before it is published. An import goes on, and leaves it to them."""

from django.utils.translation import gettext as _

from directory.facts.npi import npi_check_digit_is_right
from directory.importing import details
from directory.matching.duplicates import COMPARED, SHARED
from directory.models import Doubt
from directory.places.zip_codes import zip_mismatch
from directory.wording import values

LEFT_OUT, FAR, DUPLICATE = "left out", "point far from ZIP", "likely duplicate"
TOWN, NPI, ANOTHER, MOVED = "town against ZIP", "wrong NPI", "another clinic", "other town or state"
PLACELESS = "no town or state"
UNSEEN = (LEFT_OUT, MOVED, PLACELESS)  # what no finding tells the moderator who decides
FLAGS = (LEFT_OUT, FAR, DUPLICATE, TOWN, NPI, ANOTHER, MOVED, PLACELESS)


def found(step):
    """[(flag, sentence)] of a run.Step. What is published as it stands is not found fault with again."""
    return [
        *((LEFT_OUT, note) for note in step.notes),
        *([(FAR, details.far_in_words(step.content, step.far))] if step.far else []),
        *_duplicates(step),
        *_contradiction(step),
        *_wrong_npis(step),
        *_another(step),
        *_placeless(step),
    ]


def _duplicates(step):
    """Of a clinic that stands already, what an import before this one found."""
    likes = [(other.called, shared) for other, shared, _miles in step.likes]
    if step.known is None:
        raised = step.clinic.doubts.all()
        likes = [(one.other.name, one.shared) for one in raised if one.kind == Doubt.Kind.LIKELY_DUPLICATE]
    if step.shown is None or any(step.content[name] != step.shown[name] for name in COMPARED):
        yield from ((DUPLICATE, alike(name, shared)) for name, shared in likes)


def alike(name, shared):
    return _("It may be the clinic “%(name)s”, which has the same %(shared)s.") % {
        "name": name,
        "shared": values.join_with_and([str(SHARED[what]) for what in shared]),
    }


def _contradiction(step):
    stated, shown = step.content, step.shown or {}
    if any(stated[name] != shown.get(name) for name in ("city", "state", "zip")):
        against = zip_mismatch(stated["city"], stated["state"], stated["zip"])
        if against:
            yield TOWN, against.sentence


def _wrong_npis(step):
    shown = step.shown or {}
    npis = [step.content["npi"]] if step.content["npi"] != shown.get("npi") else []
    npis += [
        person["npi"]
        for person in step.content["practitioners"]
        if person not in shown.get("practitioners", ())
    ]
    for npi in npis:
        if npi and not npi_check_digit_is_right(npi):
            yield (
                NPI,
                _("The NPI %(npi)s has a wrong digit: its last does not fit the others.") % {"npi": npi},
            )


def _placeless(step):
    """A note at the end of a sheet looks like a clinic without a place. Registers and exports have none."""
    is_of_a_sheet = not (step.draft.source or step.draft.uid)
    if is_of_a_sheet and step.shown is None and not (step.content["city"] and step.content["state"]):
        yield PLACELESS, _("Its town or its state is missing. Is it a clinic, or a note in the sheet?")


def _another(step):
    """Name, phone and street all new: the listing may be meant for somebody else now."""
    shown = step.shown or {}
    parts = [(shown.get(name), step.content[name]) for name in ("name", "phone", "street")]
    if all(before and after and before != after for before, after in parts):
        yield ANOTHER, _("Name, phone and street change together. It may be another clinic.")
