"""What older releases wrote, in the shape of this release: the values of an old snapshot or an old file.

Submissions stay frozen as they were sent. Whoever reads one passes it through upgrade(), and so does the
import of an old file. Migrations do the same to the tables.
"""

from collections.abc import Mapping
from typing import Any

from directory.facts import vocabulary as v

# Statements that held one code, and hold several now.
ONE_TO_SEVERAL = ("attendance", "therapy_model")
# (statement, code that left it) → (statement, value) that says it now.
MOVED_CODES: dict[tuple[str, str], tuple[str, Any]] = {
    ("setting", "group_room"): ("format", ["group"]),
    ("setting", "rems_site"): ("rems_certified", True),
    ("monitoring", "video"): ("attendance", ["camera_staffed"]),
    ("screening", "referral_needed"): ("referral", "needed"),
}
ORDER = {"attendance": v.Attendance.values, "format": v.SessionFormat.values}
# A statement that said two things at once → the statements that say them apart. Both get the old value.
SPLIT_STATEMENTS = {
    "exclusion_aneurysm_stroke": ("exclusion_aneurysm_avm_bleed", "exclusion_stroke"),
    "exclusion_raised_icp_iop": ("exclusion_raised_icp", "exclusion_glaucoma_raised_eye_pressure"),
}
# A statement that was yes or no → the code that says the same.
YES_NO_TO_CODE = {"life_support_on_site": {True: "certified", False: "none", None: ""}}
FORMER_LICENSES = {"pharmd": "pharmacist"}
# Code of a training that is `other` now → its old label, which then stands before the provider.
FORMER_TRAININGS = {
    "anesthesia_residency": "Anesthesia residency",
    "emergency_residency": "Emergency medicine residency",
    "psychiatry_residency": "Psychiatry residency",
    "supervised_sessions": "Supervised ketamine sessions",
    "mentorship": "Mentorship by an experienced clinician",
}


def upgrade(content: Mapping[str, Any]) -> dict[str, Any]:
    """The statements of an older release, whole or in part, in the shape of this release.

    What already has the shape of this release stays as it is. A name that this release does not know is kept.
    """
    values = dict(content)
    _change_kinds(values)
    _move_codes(values)
    _split_statements(values)
    for name, upgrade_record in (("practitioners", _practitioner), ("training", _training)):
        if values.get(name):
            values[name] = [upgrade_record(record) for record in values[name]]
    return values


def _change_kinds(values: dict[str, Any]) -> None:
    for name in ONE_TO_SEVERAL:
        if isinstance(values.get(name), str):
            values[name] = [values[name]] if values[name] else []
    for name, codes in YES_NO_TO_CODE.items():
        if name in values and not isinstance(values[name], str):
            values[name] = codes[values[name]]


def _move_codes(values: dict[str, Any]) -> None:
    for (name, code), (target, value) in MOVED_CODES.items():
        if code in (values.get(name) or ()):
            values[name] = [one for one in values[name] if one != code]
            values[target] = _joined(target, values.get(target), value)


def _split_statements(values: dict[str, Any]) -> None:
    for name, parts in SPLIT_STATEMENTS.items():
        if name in values:
            old = values.pop(name)
            values |= {part: old for part in parts if part not in values}


def upgrade_decided(content: Mapping[str, Any], sent_back: Mapping[str, Any]) -> dict[str, Any]:
    """A frozen content with the statements that a moderator sent back, in the shape of this release.

    sent_back  statement → the value that stays published. It is of the release in which the decision was
               made, which may be later than that of the content.
    """
    of_today = {name: value for name, value in sent_back.items() if upgrade({name: value}) == {name: value}}
    return upgrade({**content, **sent_back}) | of_today


def _joined(target: str, stated: Any, value: Any) -> Any:
    """What the statement `target` says once a code has moved to it. “None” of several codes stays alone."""
    if not isinstance(value, list):
        return value if stated in (None, "") else stated
    if stated == ["none"]:
        return stated
    return [code for code in ORDER[target] if code in {*(stated or ()), *value}]


def _practitioner(person: Mapping[str, Any]) -> dict[str, Any]:
    license = person.get("license", "")
    return {**person, "license": FORMER_LICENSES.get(license, license)}


def _training(training: Mapping[str, Any]) -> dict[str, Any]:
    label = FORMER_TRAININGS.get(training.get("code", ""))
    if label is None:
        return dict(training)
    provider = training.get("provider") or ""
    return {**training, "code": "other", "provider": f"{label}, {provider}" if provider else label}
