"""The parts of a record in words: of an offering, or of any other record."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.statements import is_stated
from directory.wording.formats import day, dollars, duration, join_labels, sessions, time_of_day, weeks
from directory.wording.insurers import insurer_in_words

WORDED_BY_KIND = {
    "yes_no": lambda value: _("Yes") if value else _("No"),
    "dollars": dollars,
    "date": day,
    "time": time_of_day,
}
DURATIONS = dict.fromkeys(
    ("drug_minutes", "drug_minutes_most", "visit_minutes", "visit_minutes_most", "observation_minutes"),
    duration,
)
WORDED_PARTS = {
    **DURATIONS,
    "course_sessions": sessions,
    "course_sessions_most": sessions,
    "least_sessions": sessions,
    "course_weeks": weeks,
    "course_weeks_most": weeks,
    "insurers": lambda insurers: "; ".join(insurer_in_words(insurer) for insurer in insurers),
}


def record_in_words(parts, record):
    """A record in one line: the stated parts, each as `Label: value`."""
    words = [(part.label, part_in_words(part, record.get(part.name))) for part in parts]
    return "; ".join(
        _("%(label)s: %(words)s") % {"label": label, "words": text} for label, text in words if text
    )


def part_in_words(part, value):
    """The value of a part of a record in one line; "" where it is not stated.

    part   facts.fields.Part
    value  of a record, or of an EffectiveOffering, whose codes are lists
    """
    if not is_stated(value):
        return ""
    if part.kind in ("code", "codes"):
        return join_labels(labels_of(part, value))
    in_words = WORDED_PARTS.get(part.name) or WORDED_BY_KIND.get(part.kind) or str
    return in_words(value)


def labels_of(part, codes):
    """The labels of one code or of several, in the order of the vocabulary."""
    codes = codes if isinstance(codes, list) else [codes]
    labels = _labels_by_code(part, get_language())
    unknown = [code for code in codes if code not in labels]
    return [label for code, label in labels.items() if code in codes] + unknown


# (id of a Part, language) → (the Part, its labels by code). A hash of the Part would read all its labels.
_labels = {}


def _labels_by_code(part, language):
    """Code → label of a part in the active language; kept, because translating each label is slow."""
    key = (id(part), language)
    if key not in _labels:
        _labels[key] = (part, {code: str(label) for code, label in part.choices})
    return _labels[key][1]
