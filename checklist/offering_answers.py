"""Answers by offering: where a clinic has several, a question may have one answer for each of them.

The answer to D1 for one offering is stored under `D1.a1b2c3`, where `a1b2c3` is the id of the offering: 6
hexadecimal digits, derived from its name. A question is split where the notebook holds such an answer, be it
empty. The name of each offering is kept, so that answers keep it after the clinic has changed what it offers.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from checklist import notebook
from checklist.listing_statements import ROW_BY_STATEMENT
from checklist.notebook import Answer, Impression, NotebookError
from checklist.questions.questions import QUESTIONS
from directory.facts.offerings import MAX_OFFERINGS
from directory.wording.by_offering import KEYS, named_offerings

OFFERING_KEY = re.compile(r"([A-G][1-9][0-9]?)\.([0-9a-f]{6})")
MAX_NAMES = 100  # of offerings, present and former, of one clinic: far more than any notebook has
MAX_NAME_CHARACTERS = 200
OFFERED_ROWS = {*KEYS, "route", "offerings"}  # rows of the spine that may differ by offering
SPLITTABLE = {
    question.key
    for question in QUESTIONS
    if any(ROW_BY_STATEMENT[name].name in OFFERED_ROWS for name in question.statements)
}
MAX_ANSWERS_PER_CLINIC = 2 * len(SPLITTABLE) * MAX_OFFERINGS  # with former offerings
# Of answers that differ, a joined one takes the first of these: no worry is lost.
JOINED_IMPRESSIONS = (
    Impression.WORRYING,
    Impression.WOULD_NOT_SAY,
    Impression.PARTLY,
    Impression.REASSURING,
    notebook.NOT_ASKED,
)


class Offering(NamedTuple):
    """An offering that has an answer of its own. `is_listed`: the clinic still offers it."""

    key: str  # under which the answer is stored: `D1.a1b2c3`
    name: str
    is_listed: bool


def offering_id(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:6]


def listed_names(listing) -> dict[str, str]:
    """Id → name of the offerings of a listing; {} without a listing, and for one way of working."""
    offerings = named_offerings(listing) if listing else []
    return {offering_id(one.name): one.name for one in offerings}


def can_split(key: str, listing) -> bool:
    """True if the clinic has several offerings, and what the question asks may differ between them."""
    return key in SPLITTABLE and len(listed_names(listing)) > 1


def split_offerings(clinic: notebook.Clinic, key: str, listing, typed: Iterable[str] = ()) -> list[Offering]:
    """The offerings of a split question: those listed, then former ones with an answer. [] if not split.

    typed  keys under which an answer was typed that could not be stored; it has a place, too
    """
    typed_ids = [one.partition(".")[2] for one in typed if one.startswith(f"{key}.")]
    stored = [*dict.fromkeys([*_stored_ids(clinic, key), *typed_ids])]
    if not stored:
        return []
    listed = listed_names(listing)
    former = [one for one in stored if one not in listed]
    former = [
        one for one in former if one in typed_ids or not notebook.get_answer(clinic, f"{key}.{one}").is_empty
    ]
    names = clinic.get("offering_names", {})
    return [
        *(Offering(f"{key}.{one}", name, True) for one, name in listed.items()),
        *(Offering(f"{key}.{one}", names.get(one, one), False) for one in former),
    ]


def split(clinic: notebook.Clinic, key: str, listing) -> None:
    """Give each offering an answer of its own, which begins as the answer for all."""
    if not can_split(key, listing) or _stored_ids(clinic, key):
        return
    record_names(clinic, listing)
    answer = notebook.get_answer(clinic, key)
    for one in listed_names(listing):
        notebook.set_answer(clinic, f"{key}.{one}", answer)
    notebook.set_answer(clinic, key, notebook.EMPTY_ANSWER)


def join(clinic: notebook.Clinic, key: str, listing) -> None:
    """Replace the answers by offering with one for all that holds all their words.

    Raises NotebookError where the joined note would be too long; then everything stays as it is.
    """
    offerings = split_offerings(clinic, key, listing)
    answers = {one.name: notebook.get_answer(clinic, one.key) for one in offerings}
    whole = notebook.get_answer(clinic, key)
    if not whole.is_empty:
        answers[_("All ways")] = whole
    joined = _joined(answers)
    try:
        notebook.set_answer(clinic, key, joined)
    except NotebookError:
        sentence = _(
            "The notes for each way are too long for one note of 1,000 characters, so they stay apart. "
            "Shorten one of them first."
        )
        raise NotebookError(sentence) from None
    for one in _stored_ids(clinic, key):
        del clinic["answers"][f"{key}.{one}"]


def _joined(answers: dict[str, Answer]) -> Answer:
    """One Answer with the words of several, by the name of their offering."""
    typed = {(one.impression, one.note, one.differs) for one in answers.values()}
    impressions = {one.impression for one in answers.values()}
    versions = [one.version for one in answers.values() if one.version]
    if len(typed) == 1 and len(answers) > 1:
        lines = [one.note for one in answers.values()][:1]
    else:
        lines = [_line(name, one) for name, one in answers.items() if not one.is_empty]
    return Answer(
        impression=next(one for one in JOINED_IMPRESSIONS if one in impressions or not one),
        note="\n".join(lines),
        differs=any(one.differs for one in answers.values()),
        version=min(versions, default=0),
    )


def _line(name: str, answer: Answer) -> str:
    words = {"offering": name, "impression": answer.label, "note": answer.note}
    if answer.note and answer.impression:
        return _("%(offering)s (%(impression)s): %(note)s") % words
    if answer.note:
        return _("%(offering)s: %(note)s") % words
    return _("%(offering)s: %(impression)s") % words


# ---- keys and names


def is_known_key(clinic: notebook.Clinic, key: str) -> bool:
    """True for the key of an answer by offering, if the notebook knows the offering by its name."""
    match = OFFERING_KEY.fullmatch(key)
    return bool(match) and match[1] in SPLITTABLE and match[2] in clinic.get("offering_names", {})


def is_splittable_key(key: str) -> bool:
    """True for a key such as an answer by offering has, whether or not the notebook knows the offering."""
    match = OFFERING_KEY.fullmatch(key)
    return bool(match) and match[1] in SPLITTABLE


def has_new_offering(clinic: notebook.Clinic, keys: Iterable[str]) -> bool:
    """True if one of these keys is of an offering whose name the notebook does not know yet."""
    return any(OFFERING_KEY.fullmatch(key) and not is_known_key(clinic, key) for key in keys)


def record_names(clinic: notebook.Clinic, listing) -> None:
    """Keep the names of the listed offerings, and drop those of former ones that have no answer."""
    add_names(clinic, listed_names(listing))


def add_names(clinic: notebook.Clinic, names: dict[str, str]) -> None:
    """Keep names of offerings by their id, and drop those of former ones that have no answer."""
    used = {
        key.partition(".")[2] for key in clinic["answers"] if not notebook.get_answer(clinic, key).is_empty
    }
    kept = {one: name for one, name in clinic.get("offering_names", {}).items() if one in used}
    if kept or names:
        clinic["offering_names"] = kept | names


def earliest_versions(clinic: notebook.Clinic) -> dict[str, int]:
    """Key of a question → version of the listing at the first of the answers to it."""
    versions: dict[str, int] = {}
    for stored_key, stored in clinic["answers"].items():
        key, version = stored_key.partition(".")[0], stored["version"]
        if version:
            versions[key] = min(version, versions.get(key, version))
    return versions


def _stored_ids(clinic, key):
    """The ids of the offerings that have an answer to this question, be it empty."""
    return [one.partition(".")[2] for one in clinic["answers"] if one.startswith(f"{key}.")]
