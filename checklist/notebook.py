"""What is inside a notebook: clinics kept, answers, notes, own questions; progress. Pure.

    {"clinics": [{"id", "listing", "slug", "name", "answers": {key: ANSWER}, "own_questions": [QUESTION]}],
     "own_questions": [QUESTION],
     "code_kept": True once the person has said so, "removed": what was removed last, if it can be put back,
     "tabs": which pages saved last, where any did (see save_order.py)}

    ANSWER    {"impression", "note", "differs", "version"}: how the answer sat (Impression), a note, "this
              differs from what the listing says", and the version of the listing that was read. No answer:
              not asked yet.
    QUESTION  {"id", "text"}: a question of the person's own, for one clinic or for all. Its answer stands
              among the answers of each clinic, under its id.

`id` is random and says nothing: it stands in addresses, where a clinic's name must not.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.folding import composed

MAX_CLINICS = 12
MAX_OWN_QUESTIONS = 20
MAX_NOTE_CHARACTERS = 1_000
MAX_QUESTION_CHARACTERS = 300
UNDO_PERIOD = timedelta(days=7)
MAX_RAW_FACTOR = 4  # a typed text may be as many times its limit: normalizing shortens it
NOT_ASKED = ""
CONTROL_CHARACTERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)  # the Unicode categories Cc and Cs, but tab and line feed


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
    """One answer. `version` is that of the listing when it was given; 0 where there was no listing."""

    impression: str = NOT_ASKED
    note: str = ""
    differs: bool = False
    version: int = 0

    @property
    def is_empty(self):
        return not (self.impression or self.note or self.differs)

    @property
    def is_answered(self):
        return bool(self.impression)

    @property
    def label(self):
        return dict(IMPRESSIONS)[self.impression]

    def includes(self, other):
        """True if replacing `other` with this answer loses no text."""
        return (
            other.impression in (NOT_ASKED, self.impression)
            and other.note in self.note
            and self.differs >= other.differs
        )


EMPTY_ANSWER = Answer()


def new():
    return {"clinics": [], "own_questions": []}


# ---- clinics


def find_clinic(book, clinic_id):
    """The clinic with this id in the notebook, or None."""
    return next((clinic for clinic in book["clinics"] if clinic["id"] == clinic_id), None)


def find_clinic_by_listing(book, listing):
    return next((clinic for clinic in book["clinics"] if clinic["listing"] == listing), None)


def add_clinic(book, *, listing, slug, name):
    """Add a clinic, and return it. One that is already there stays as it is; one just removed is restored."""
    already = find_clinic_by_listing(book, listing)
    if already:
        return already
    if book.get("removed", {}).get("clinic", {}).get("listing") == listing:
        undo_removal(book)
        return find_clinic_by_listing(book, listing)
    if len(book["clinics"]) >= MAX_CLINICS:
        raise NotebookError(_("A notebook holds up to 12 clinics. Remove one first."))
    clinic = {
        "id": secrets.token_hex(4),
        "listing": listing,
        "slug": slug,
        "name": name,
        "answers": {},
        "own_questions": [],
    }
    book["clinics"].append(clinic)
    return clinic


def remove_clinic(book, clinic_id, *, today):
    """Remove a clinic with its answers. `undo_removal` restores them, until the next removal."""
    clinic = find_clinic(book, clinic_id)
    if clinic:
        position = book["clinics"].index(clinic)
        book["clinics"].remove(clinic)
        book["removed"] = {"on": today.isoformat(), "position": position, "clinic": clinic}


# ---- undo


def last_removal(book, *, today):
    """The removal that can be undone, or None.

    {"on", "position", "clinic"}, or {"on", "position", "question", "clinic_id", "answers"}, where
    "answers" is id of a clinic → its answer
    """
    last = book.get("removed")
    return last if last and today < date.fromisoformat(last["on"]) + UNDO_PERIOD else None


def forget_old_removal(book, *, today):
    """Delete what was removed longer ago than UNDO_PERIOD."""
    if not last_removal(book, today=today):
        book.pop("removed", None)


def undo_removal(book):
    """Restore what was removed last to its position, even beyond the limits of a full notebook."""
    last = book.pop("removed", None)
    if last is None:
        return
    if "clinic" in last:
        if not find_clinic_by_listing(book, last["clinic"]["listing"]):
            book["clinics"].insert(last["position"], last["clinic"])
        return
    holder = find_clinic(book, last["clinic_id"]) if last["clinic_id"] else book
    if holder and all(one["id"] != last["question"]["id"] for one in holder["own_questions"]):
        holder["own_questions"].insert(last["position"], last["question"])
        for clinic in book["clinics"]:
            if clinic["id"] in last["answers"]:
                clinic["answers"].setdefault(last["question"]["id"], last["answers"][clinic["id"]])


# ---- its code


def needs_code_reminder(book):
    """True if the notebook holds something to lose, and the person has not said that they kept its code."""
    clinics = [*book["clinics"], book.get("removed", {}).get("clinic", {"answers": {}, "own_questions": []})]
    words = book["own_questions"] or any(clinic["answers"] or clinic["own_questions"] for clinic in clinics)
    return bool(words) and not book.get("code_kept")


def mark_code_kept(book):
    book["code_kept"] = True


def mark_code_new(book):
    book.pop("code_kept", None)


# ---- answers


def get_answer(clinic, key):
    """The Answer to a question; EMPTY_ANSWER where there is none."""
    said = clinic["answers"].get(key)
    return Answer(**said) if said else EMPTY_ANSWER


def set_answer(clinic, key, said):
    """Store an Answer. An empty one makes the question unanswered again. Raises NotebookError."""
    if said.impression not in dict(IMPRESSIONS):
        raise NotebookError(_("Choose one of the five ways the answer sat with you."))
    sentence = _("A note holds up to 1,000 characters. Yours has %(count)s.")
    note = _validated_length(said.note, MAX_NOTE_CHARACTERS, sentence, tidied=normalize_text)
    said = Answer(said.impression, note, bool(said.differs), said.version)
    if said.is_empty:
        clinic["answers"].pop(key, None)
    else:
        clinic["answers"][key] = vars(said).copy()


def _validated_length(text, longest, sentence, *, tidied):
    """The normalized text. What is far too long is refused before time is spent on normalizing it."""
    text = tidied(text) if len(text) <= MAX_RAW_FACTOR * longest else text
    if len(text) > longest:
        raise NotebookError(sentence % {"count": f"{len(text):,}"})
    return text


def normalize_text(text):
    """Text as it is stored: NFC, line ends as \\n, no other control characters, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL_CHARACTERS.sub("", composed(text)).strip()


# ---- own questions


def add_question(book, text, *, clinic=None, question_id=None):
    """Add an own question, for one clinic or (None) for all. The same `question_id` twice adds it once."""
    text = _validated_question(text)
    asks = book["own_questions"] if clinic is None else clinic["own_questions"]
    question_id = (
        question_id if question_id and re.fullmatch(r"[0-9a-f]{8}", question_id) else secrets.token_hex(4)
    )
    if any(one["id"] == question_id for one in asks):
        return question_id
    if len(asks) >= MAX_OWN_QUESTIONS:
        raise NotebookError(_("There is room for 20 questions of your own. Take one away first."))
    asks.append({"id": question_id, "text": text})
    return question_id


def replace_question(book, text, *, clinic=None, question_id):
    """Change the text of an own question, and which clinic it is for. Its answers stay."""
    text = _validated_question(text)
    _delete_question(book, question_id)
    return add_question(book, text, clinic=clinic, question_id=question_id)


def own_question_text(book, question_id):
    """The text of an own question, or None."""
    asks = (one for holder in (book, *book["clinics"]) for one in holder["own_questions"])
    return next((one["text"] for one in asks if one["id"] == question_id), None)


def _validated_question(text):
    sentence = _("A question holds up to 300 characters. Yours has %(count)s.")
    text = _validated_length(
        text, MAX_QUESTION_CHARACTERS, sentence, tidied=lambda typed: " ".join(normalize_text(typed).split())
    )
    if not text:
        raise NotebookError(_("Write the question first."))
    return text


def remove_question(book, question_id, *, today):
    """Remove an own question with its answers. It can be restored as a clinic can: see remove_clinic."""
    for holder in (book, *book["clinics"]):
        for position, one in enumerate(holder["own_questions"]):
            if one["id"] == question_id:
                del holder["own_questions"][position]
                answers = {
                    clinic["id"]: clinic["answers"].pop(question_id)
                    for clinic in book["clinics"]
                    if question_id in clinic["answers"]
                }
                book["removed"] = {
                    "on": today.isoformat(),
                    "position": position,
                    "question": one,
                    "clinic_id": holder.get("id"),
                    "answers": answers,
                }
                return


def discard_question(book, question_id):
    """Delete an own question whose text was emptied while it was typed. There is nothing to undo."""
    _delete_question(book, question_id)


def _delete_question(book, question_id):
    for holder in (book, *book["clinics"]):
        holder["own_questions"] = [one for one in holder["own_questions"] if one["id"] != question_id]


def own_questions(book, clinic):
    return [*book["own_questions"], *clinic["own_questions"]]


# ---- progress: how many questions are answered; never a score


@dataclass(frozen=True)
class Progress:
    answered: int
    total: int


def progress(clinic, keys):
    keys = list(keys)
    return Progress(sum(get_answer(clinic, key).is_answered for key in keys), len(keys))


def worth_another_look(clinic, questions):
    """The must-have questions whose answer was worrying or withheld, with their answers."""
    pairs = ((question, get_answer(clinic, question.key)) for question in questions if question.must_have)
    return [(question, said) for question, said in pairs if said.impression in WORRISOME]


def unanswered_questions(clinic, questions):
    return [question for question in questions if not get_answer(clinic, question.key).is_answered]


def answers_that_differ(clinic, questions):
    pairs = ((question, get_answer(clinic, question.key)) for question in questions)
    return [(question, said) for question, said in pairs if said.differs]
