"""The sample: reads it, joins what a clinic says, and looks for it in a snapshot. Pure."""

import tomllib
from pathlib import Path

VERDICTS = ("exact", "rough", "none")
FILE = Path(__file__).parent / "sample.toml"


def read():
    """The clinics of the sample, as parsed from TOML."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["clinic"]


def verdict(sentence):
    """exact, rough or none: how a listing holds the sentence. Raises ValueError unless coded once."""
    coded = [one for one in VERDICTS if one in sentence]
    if len(coded) != 1:
        raise ValueError(f"Code this sentence once: {sentence['words']}")
    return coded[0]


def targets(sentence):
    """(number of the offering or None for the clinic itself, statement or part, value) of a sentence."""
    for name, value in (sentence.get("exact") or sentence.get("rough") or {}).items():
        place, dot, part = name.partition(".")
        yield (int(place), part, value) if dot else (None, name, value)


def joined(clinic):
    """What a clinic of the sample states, all sentences together.

    returns  (statement → value, list of offerings), as somebody types them; only what is stated
    """
    stated, offerings = {}, {}
    for sentence in clinic["says"]:
        for place, name, value in targets(sentence):
            kept = stated if place is None else offerings.setdefault(place, {})
            kept[name] = _join(kept.get(name), value, sentence["words"])
    if sorted(offerings) != list(range(1, len(offerings) + 1)):
        raise ValueError(f"{clinic['name']}: an offering is left out")
    return stated, [offerings[place] for place in sorted(offerings)]


def not_held(sentence, snapshot):
    """The targets of a sentence that a snapshot does not hold, as (name, value)."""
    missing = []
    for place, name, value in targets(sentence):
        kept = snapshot if place is None else snapshot["offerings"][place - 1]
        if not _holds(kept[name], value):
            missing.append((name, value))
    return missing


def _join(before, value, words):
    if before in (None, value):
        return value
    if isinstance(value, list) and isinstance(value[0], dict):
        return _join_records(before, value)
    if isinstance(value, list):
        return list(dict.fromkeys([*before, *value]))
    if isinstance(value, str) and " " in value:
        return f"{before} {value}"
    raise ValueError(f"Another sentence of this clinic says {before!r}: {words}")


def _join_records(before, rows):
    """Records of both lists; people with the same name are one."""
    records = [dict(one) for one in before]
    for row in rows:
        same = next((one for one in records if "name" in row and one.get("name") == row["name"]), None)
        if same is None:
            records.append(row)
        else:
            same.update({name: _join(same.get(name), value, row["name"]) for name, value in row.items()})
    return records


def _holds(kept, value):
    """Whether a value of a snapshot says all that a target says."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return all(any(_record_holds(one, row) for one in kept) for row in value)
    if isinstance(value, list):
        return set(value) <= set(kept)
    if isinstance(value, str) and " " in value:
        return value in kept  # a text may hold what another sentence said, too
    return kept == value


def _record_holds(kept, row):
    return all(_holds(kept[name], value) for name, value in row.items())
