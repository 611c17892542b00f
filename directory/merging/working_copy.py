"""Writes what a merge changed into the working copy, and leaves alone what its people are editing."""

from directory.facts.records import RELATED
from directory.merging.content import AVAILABILITY, GROUPS, keys_of
from directory.models import RECORD_MODELS, Clinic
from directory.publishing.snapshot import Snapshot, snapshot_of_clinic, typed_values


def follow_publication(clinic: Clinic, *, old: Snapshot, new: Snapshot) -> None:
    """Write the statements in which `new` differs from `old` where the working copy says what `old` says.

    clinic  with its records, locked by the caller
    """
    copy = snapshot_of_clinic(clinic)
    written = {}
    for group in (*GROUPS, AVAILABILITY):
        keys = keys_of(group)
        if any(new[key] != old[key] for key in keys) and all(copy[key] == old[key] for key in keys):
            written |= {key: new[key] for key in keys}
    # The organization of a working copy says who may edit it. It follows in its own way: see followers.py.
    written = {name: value for name, value in written.items() if not name.startswith("organization")}
    fields = [name for name in written if name not in RELATED]
    for name, value in typed_values({name: written[name] for name in fields}):
        setattr(clinic, name, value)
    if written:
        clinic.save(update_fields=[*fields, "changed_at"])
    for name in RECORD_MODELS.keys() & written.keys():
        _replace_records(clinic, name, written[name])


def _replace_records(clinic, name, records):
    model = RECORD_MODELS[name]
    model.objects.filter(clinic=clinic).delete()
    model.objects.bulk_create(
        model(clinic=clinic, position=position, **dict(typed_values(record)))
        for position, record in enumerate(records)
    )
