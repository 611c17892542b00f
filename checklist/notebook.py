"""The content of a notebook: clinics, answers, notes, own questions. Pure.

The content is a Book (book.py), which is stored as JSON.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.book import Book, Clinic, OwnQuestion, ReadElsewhere, Removal, StoredAnswer
from directory.folding import normalize_unicode

MAX_CLINICS = 12
MAX_OWN_QUESTIONS = 20
MAX_NOTE_CHARACTERS = 1_000
MAX_QUESTION_CHARACTERS = 300
UNDO_PERIOD = timedelta(days=7)
MAX_RAW_FACTOR = 4  # a typed text may be as many times its limit: normalizing shortens it
NOT_ASKED = ""
# The Unicode categories Cc and Cs, but tab and line feed.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Impression(TextChoices):
    REASSURING = "reassuring", gettext_lazy("Reassuring")
    PARTLY = "partly", gettext_lazy("Partly")
    WORRYING = "worrying", gettext_lazy("Worrying")
    WOULD_NOT_SAY = "would_not_say", gettext_lazy("Would not say")


IMPRESSIONS = [*Impression.choices, (NOT_ASKED, gettext_lazy("Not asked yet"))]
WORRISOME = (Impression.WORRYING, Impression.WOULD_NOT_SAY)


class NotebookError(Exception):
    """A change that the notebook refuses. The message is a sentence for the person."""


@dataclass(frozen=True)
class Answer:
    """One answer. `version`: that of the listing when the answer was given; 0 if there was no listing."""

    impression: str = NOT_ASKED
    note: str = ""
    differs: bool = False
    version: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.impression or self.note or self.differs)

    @property
    def is_answered(self) -> bool:
        return bool(self.impression)

    @property
    def label(self) -> str:
        return dict(IMPRESSIONS)[self.impression]

    def includes(self, other: "Answer") -> bool:
        """True if replacing `other` with this answer loses no text."""
        return (
            other.impression in (NOT_ASKED, self.impression)
            and other.note in self.note
            and self.differs >= other.differs
        )


EMPTY_ANSWER = Answer()


def new() -> Book:
    return {"clinics": [], "own_questions": []}


# ---- clinics


def find_clinic(book: Book, clinic_id: str) -> Clinic | None:
    """The clinic with this id in the notebook, or None."""
    return next((clinic for clinic in book["clinics"] if clinic["id"] == clinic_id), None)


def find_clinic_by_listing(book: Book, listing: int) -> Clinic | None:
    return next((clinic for clinic in book["clinics"] if clinic["listing"] == listing), None)


def add_clinic(book: Book, *, listing: int, slug: str, name: str) -> Clinic:
    """Add and return a clinic. An existing one stays as it is; a just removed one is restored."""
    existing = find_clinic_by_listing(book, listing)
    if existing:
        return existing
    removed = book.get("removed", {}).get("clinic")
    if removed and removed["listing"] == listing:
        undo_removal(book)
        return removed
    if len(book["clinics"]) >= MAX_CLINICS:
        raise NotebookError(_("A notebook holds up to 12 clinics. Remove one first."))
    clinic: Clinic = {
        "id": secrets.token_hex(4),
        "listing": listing,
        "slug": slug,
        "name": name,
        "answers": {},
        "own_questions": [],
    }
    book["clinics"].append(clinic)
    return clinic


def remove_clinic(book: Book, clinic_id: str, *, today: date) -> None:
    """Remove a clinic with its answers. `undo_removal` restores them, until the next removal."""
    clinic = find_clinic(book, clinic_id)
    if clinic:
        position = book["clinics"].index(clinic)
        book["clinics"].remove(clinic)
        book["removed"] = {"on": today.isoformat(), "position": position, "clinic": clinic}


# ---- undo


def last_removal(book: Book, *, today: date) -> Removal | None:
    """The last Removal, while it can still be restored; else None."""
    last = book.get("removed")
    return last if last and today < date.fromisoformat(last["on"]) + UNDO_PERIOD else None


def forget_old_removal(book: Book, *, today: date) -> None:
    """Delete a removal that is older than UNDO_PERIOD."""
    if not last_removal(book, today=today):
        book.pop("removed", None)


def undo_removal(book: Book) -> None:
    """Restore the last removal at its position, even beyond the limits of a full notebook."""
    removal = book.pop("removed", None)
    if removal is None:
        return
    if "clinic" in removal:
        if not find_clinic_by_listing(book, removal["clinic"]["listing"]):
            book["clinics"].insert(removal["position"], removal["clinic"])
    elif "read_elsewhere" in removal:
        clinic = find_clinic(book, removal.get("clinic_id") or "")
        if clinic:
            _restore_read_elsewhere(clinic, removal["position"], removal["read_elsewhere"])
    else:
        _restore_question(book, removal)


def _restore_read_elsewhere(clinic: Clinic, position: int, entry: ReadElsewhere) -> None:
    """Restore an entry. One with the same id was added meanwhile, by a file or another page: both stay."""
    entries = clinic.setdefault("read_elsewhere", [])
    if any(one["id"] == entry["id"] for one in entries):
        entry["id"] = secrets.token_hex(4)
    entries.insert(position, entry)


def _restore_question(book: Book, removal: Removal) -> None:
    clinic_id, question = removal.get("clinic_id"), removal.get("question")
    holder = find_clinic(book, clinic_id) if clinic_id else book
    if not holder or not question:
        return
    if not any(own["id"] == question["id"] for own in holder["own_questions"]):
        holder["own_questions"].insert(removal["position"], question)
    answers = removal.get("answers", {})
    for clinic in book["clinics"]:
        if clinic["id"] in answers:
            clinic["answers"].setdefault(question["id"], answers[clinic["id"]])


# ---- the code


def needs_code_reminder(book: Book) -> bool:
    """True if the notebook has content, and the person has not said that the code was kept."""
    clinics = list(book["clinics"])
    removed = book.get("removed", {}).get("clinic")
    if removed:
        clinics.append(removed)
    of_person = (book["own_questions"], *(book.get(key) for key in ("own_words", "priorities", "about_me")))
    has_content = any(of_person) or any(
        one["answers"] or one["own_questions"] or one.get("read_elsewhere") or one.get("call")
        for one in clinics
    )
    return has_content and not book.get("code_kept")


def mark_code_kept(book: Book) -> None:
    book["code_kept"] = True


def mark_code_new(book: Book) -> None:
    book.pop("code_kept", None)


# ---- answers


def get_answer(clinic: Clinic, key: str) -> Answer:
    """The Answer to a question; EMPTY_ANSWER where there is none."""
    stored = clinic["answers"].get(key)
    return Answer(**stored) if stored else EMPTY_ANSWER


def validated_answer(answer: Answer) -> Answer:
    """The answer with its note normalized. Raises NotebookError."""
    if answer.impression not in dict(IMPRESSIONS):
        raise NotebookError(_("Choose how you felt about the answer."))
    sentence = _("A note holds up to 1,000 characters. Yours has %(count)s.")
    note = normalized_within(answer.note, MAX_NOTE_CHARACTERS, sentence, normalizer=normalize_text)
    return Answer(answer.impression, note, bool(answer.differs), answer.version)


def set_answer(clinic: Clinic, key: str, answer: Answer) -> None:
    """Store an Answer. An empty one is not stored, except for an offering. Raises NotebookError."""
    answer = validated_answer(answer)
    if answer.is_empty and "." not in key:  # see offering_answers.py
        clinic["answers"].pop(key, None)
    else:
        clinic["answers"][key] = StoredAnswer(**vars(answer))


def normalize_text(text: str) -> str:
    """Text as it is stored: NFC, line ends as \\n, no other control characters, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL_CHARACTERS.sub("", normalize_unicode(text)).strip()


def normalized_within(text: str, limit: int, sentence: str, *, normalizer: Callable[[str], str]) -> str:
    """The normalized text. What is far too long is refused before time is spent on normalizing it."""
    text = normalizer(text) if len(text) <= MAX_RAW_FACTOR * limit else text
    if len(text) > limit:
        raise NotebookError(sentence % {"count": f"{len(text):,}"})
    return text


# ---- own questions


def add_question(book: Book, text: str, *, clinic: Clinic | None = None, question_id: str = "") -> str:
    """Add an own question, for one clinic, or (None) for all. The same `question_id` adds it once."""
    text = _validated_question(text)
    questions = book["own_questions"] if clinic is None else clinic["own_questions"]
    if not re.fullmatch(r"[0-9a-f]{8}", question_id):
        question_id = secrets.token_hex(4)
    if any(own["id"] == question_id for own in questions):
        return question_id
    if len(questions) >= MAX_OWN_QUESTIONS:
        raise NotebookError(_("There is room for 20 questions of your own. Remove one first."))
    questions.append({"id": question_id, "text": text})
    return question_id


def replace_question(book: Book, text: str, *, clinic: Clinic | None = None, question_id: str) -> str:
    """Change the text of an own question, and for which clinic it is. Answers to the question stay."""
    text = _validated_question(text)
    discard_question(book, question_id)
    return add_question(book, text, clinic=clinic, question_id=question_id)


def own_question_text(book: Book, question_id: str) -> str | None:
    for holder in (book, *book["clinics"]):
        for own in holder["own_questions"]:
            if own["id"] == question_id:
                return own["text"]
    return None


def _validated_question(text: str) -> str:
    sentence = _("A question holds up to 300 characters. Yours has %(count)s.")
    text = normalized_within(text, MAX_QUESTION_CHARACTERS, sentence, normalizer=one_line)
    if not text:
        raise NotebookError(_("Write the question first."))
    return text


def one_line(text: str) -> str:
    return " ".join(normalize_text(text).split())


def remove_question(book: Book, question_id: str, *, today: date) -> None:
    """Remove an own question with its answers. `undo_removal` restores them, until the next removal."""
    for holder in (book, *book["clinics"]):
        for position, question in enumerate(holder["own_questions"]):
            if question["id"] == question_id:
                del holder["own_questions"][position]
                book["removed"] = {
                    "on": today.isoformat(),
                    "position": position,
                    "question": question,
                    "clinic_id": holder.get("id"),
                    "answers": _take_answers(book, question_id),
                }
                return


def _take_answers(book: Book, question_id: str) -> dict[str, StoredAnswer]:
    """Delete the answers to a question, and return them by the id of the clinic."""
    return {
        clinic["id"]: clinic["answers"].pop(question_id)
        for clinic in book["clinics"]
        if question_id in clinic["answers"]
    }


def discard_question(book: Book, question_id: str) -> None:
    """Delete an own question without undo: its text was emptied, or replaced while it was typed."""
    for holder in (book, *book["clinics"]):
        holder["own_questions"] = [own for own in holder["own_questions"] if own["id"] != question_id]


def own_questions(book: Book, clinic: Clinic) -> list[OwnQuestion]:
    """The own questions for one clinic: those for all clinics, then its own."""
    return [*book["own_questions"], *clinic["own_questions"]]


def all_texts(book: Book) -> Iterator[str]:
    """Every text that a person typed into a notebook."""
    yield book.get("own_words", "")
    for holder in (book, *book["clinics"]):
        yield from (own["text"] for own in holder["own_questions"])
    for clinic in book["clinics"]:
        yield from (answer["note"] for answer in clinic["answers"].values())
        for entry in clinic.get("read_elsewhere", []):
            yield from (entry["text"], entry["where"])
        if "call" in clinic:
            yield clinic["call"]["spoken_with"]
