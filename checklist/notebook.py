"""What is inside a notebook: clinics kept, answers, notes, own questions; progress. Pure.

    {"clinics": [{"id", "listing", "slug", "name", "answers": {key: ANSWER}, "asks": [ASK]}], "asks": [ASK],
     "code_kept": True once the person has said so, "removed": what was removed last, if it can be put back,
     "tabs": which pages saved last, where any did (see turns.py)}

    ANSWER  {"sat", "note", "differs", "version"}: how the answer sat (Sat), a note, "this differs from what
            the listing says", and the version of the listing that was read. No answer: not asked yet.
    ASK     {"id", "text"}: a question of the person's own, for one clinic or for all. Its answer stands among
            the answers of each clinic, under its id.

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

MOST_CLINICS = 12
MOST_OWN = 20
LONGEST_NOTE = 1_000
LONGEST_QUESTION = 300
UNDONE_WITHIN = timedelta(days=7)
LONGEST_TYPED = 4  # times as many characters, before it is tidied: composing and line ends make text shorter
NOT_ASKED = ""
UNKEPT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # the categories Cc and Cs


class Sat(TextChoices):
    REASSURING = "reassuring", gettext_lazy("Reassuring")
    PARTLY = "partly", gettext_lazy("Partly")
    WORRYING = "worrying", gettext_lazy("Worrying")
    WOULD_NOT_SAY = "would_not_say", gettext_lazy("Would not say")


SATS = [*Sat.choices, (NOT_ASKED, gettext_lazy("Not asked yet"))]
LOOK_AGAIN = (Sat.WORRYING, Sat.WOULD_NOT_SAY)


class Refused(Exception):  # noqa: N818  (the sentence is the point)
    """What can't be written, as a sentence for the person."""


@dataclass(frozen=True)
class Answer:
    """One answer as it is read. `version` is of the listing; 0 where none was read."""

    sat: str = NOT_ASKED
    note: str = ""
    differs: bool = False
    version: int = 0

    @property
    def empty(self):
        return not (self.sat or self.note or self.differs)

    @property
    def asked(self):
        return bool(self.sat)

    @property
    def label(self):
        return dict(SATS)[self.sat]

    def holds(self, other):
        """Would nothing of the other be lost if this one took its place?"""
        return (
            other.sat in (NOT_ASKED, self.sat) and other.note in self.note and self.differs >= other.differs
        )


BLANK = Answer()


def new():
    return {"clinics": [], "asks": []}


# ---- clinics


def kept(book, kept_id):
    """One kept clinic, or None."""
    return next((clinic for clinic in book["clinics"] if clinic["id"] == kept_id), None)


def kept_listing(book, listing):
    return next((clinic for clinic in book["clinics"] if clinic["listing"] == listing), None)


def keep(book, *, listing, slug, name):
    """Keep a clinic; keeping it again changes nothing, or puts back what was removed. Returns it."""
    already = kept_listing(book, listing)
    if already:
        return already
    if book.get("removed", {}).get("clinic", {}).get("listing") == listing:
        put_back(book)
        return kept_listing(book, listing)
    if len(book["clinics"]) >= MOST_CLINICS:
        raise Refused(_("A notebook holds up to 12 clinics. Remove one first."))
    clinic = {
        "id": secrets.token_hex(4),
        "listing": listing,
        "slug": slug,
        "name": name,
        "answers": {},
        "asks": [],
    }
    book["clinics"].append(clinic)
    return clinic


def take_out(book, kept_id, *, today):
    """Remove a clinic with its answers. They can be put back until the next removal, for a week at most."""
    clinic = kept(book, kept_id)
    if clinic:
        place = book["clinics"].index(clinic)
        book["clinics"].remove(clinic)
        book["removed"] = {"on": today.isoformat(), "place": place, "clinic": clinic}


# ---- what was removed last


def removed(book, *, today):
    """What can be put back: {"on", "place", and "clinic", or "ask" with "of" and "answers"}; or None."""
    last = book.get("removed")
    return last if last and today < date.fromisoformat(last["on"]) + UNDONE_WITHIN else None


def let_go(book, *, today):
    """Forget what was removed a week ago."""
    if not removed(book, today=today):
        book.pop("removed", None)


def put_back(book):
    """Put back what was removed last, where it stood; a full notebook takes it as well, and loses nothing."""
    last = book.pop("removed", None)
    if last is None:
        return
    if "clinic" in last:
        if not kept_listing(book, last["clinic"]["listing"]):
            book["clinics"].insert(last["place"], last["clinic"])
        return
    holder = kept(book, last["of"]) if last["of"] else book
    if holder and all(one["id"] != last["ask"]["id"] for one in holder["asks"]):
        holder["asks"].insert(last["place"], last["ask"])
        for clinic in book["clinics"]:
            if clinic["id"] in last["answers"]:
                clinic["answers"].setdefault(last["ask"]["id"], last["answers"][clinic["id"]])


# ---- its code


def wants_its_code_kept(book):
    """Is there something in it that would be lost with its code, and was the code never said to be kept?"""
    clinics = [*book["clinics"], book.get("removed", {}).get("clinic", {"answers": {}, "asks": []})]
    words = book["asks"] or any(clinic["answers"] or clinic["asks"] for clinic in clinics)
    return bool(words) and not book.get("code_kept")


def code_is_kept(book):
    book["code_kept"] = True


def code_is_new(book):
    book.pop("code_kept", None)


# ---- answers


def answer(clinic, key):
    """The Answer of a question; BLANK where there is none."""
    said = clinic["answers"].get(key)
    return Answer(**said) if said else BLANK


def write(clinic, key, said):
    """Write an Answer. An empty one takes the question back to not asked yet."""
    if said.sat not in dict(SATS):
        raise Refused(_("Choose one of the five ways the answer sat with you."))
    sentence = _("A note holds up to 1,000 characters. Yours has %(count)s.")
    note = _fitting(said.note, LONGEST_NOTE, sentence, tidied=tidy)
    said = Answer(said.sat, note, bool(said.differs), said.version)
    if said.empty:
        clinic["answers"].pop(key, None)
    else:
        clinic["answers"][key] = vars(said).copy()


def _fitting(text, longest, sentence, *, tidied):
    """The text as it is kept. What is far too long is refused before the time is spent on it."""
    text = tidied(text) if len(text) <= LONGEST_TYPED * longest else text
    if len(text) > longest:
        raise Refused(sentence % {"count": f"{len(text):,}"})
    return text


def tidy(text):
    """Text as it is kept: composed (NFC), line ends as \\n, no other control sign, no lone surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNKEPT.sub("", composed(text)).strip()


# ---- own questions


def ask(book, text, *, clinic=None, ask_id=None):
    """Add a question of one's own, for one clinic or for all. The same `ask_id` twice adds it once."""
    text = _question(text)
    asks = book["asks"] if clinic is None else clinic["asks"]
    ask_id = ask_id if ask_id and re.fullmatch(r"[0-9a-f]{8}", ask_id) else secrets.token_hex(4)
    if any(one["id"] == ask_id for one in asks):
        return ask_id
    if len(asks) >= MOST_OWN:
        raise Refused(_("There is room for 20 questions of your own. Take one away first."))
    asks.append({"id": ask_id, "text": text})
    return ask_id


def ask_again(book, text, *, clinic=None, ask_id):
    """Write a question of one's own anew, where it may stand for another clinic now. Its answers stay."""
    text = _question(text)
    _without(book, ask_id)
    return ask(book, text, clinic=clinic, ask_id=ask_id)


def own_text(book, ask_id):
    """A question of the person's own, or None."""
    asks = (one for holder in (book, *book["clinics"]) for one in holder["asks"])
    return next((one["text"] for one in asks if one["id"] == ask_id), None)


def _question(text):
    sentence = _("A question holds up to 300 characters. Yours has %(count)s.")
    text = _fitting(text, LONGEST_QUESTION, sentence, tidied=lambda typed: " ".join(tidy(typed).split()))
    if not text:
        raise Refused(_("Write the question first."))
    return text


def unask(book, ask_id, *, today):
    """Remove a question of one's own with its answers. It can be put back as a clinic can: see take_out."""
    for holder in (book, *book["clinics"]):
        for place, one in enumerate(holder["asks"]):
            if one["id"] == ask_id:
                del holder["asks"][place]
                answers = {
                    clinic["id"]: clinic["answers"].pop(ask_id)
                    for clinic in book["clinics"]
                    if ask_id in clinic["answers"]
                }
                book["removed"] = {
                    "on": today.isoformat(),
                    "place": place,
                    "ask": one,
                    "of": holder.get("id"),
                    "answers": answers,
                }
                return


def drop_ask(book, ask_id):
    """Take a question of one's own back while it is being written: there is nothing in it to put back."""
    _without(book, ask_id)


def _without(book, ask_id):
    for holder in (book, *book["clinics"]):
        holder["asks"] = [one for one in holder["asks"] if one["id"] != ask_id]


def own_questions(book, clinic):
    return [*book["asks"], *clinic["asks"]]


# ---- progress: what has been asked, never a score


@dataclass(frozen=True)
class Progress:
    asked: int
    of: int


def progress(clinic, keys):
    keys = list(keys)
    return Progress(sum(answer(clinic, key).asked for key in keys), len(keys))


def worth_another_look(clinic, questions):
    """The must-have questions that were answered worrying or not at all, with the answers."""
    pairs = ((question, answer(clinic, question.key)) for question in questions if question.must_have)
    return [(question, said) for question, said in pairs if said.sat in LOOK_AGAIN]


def still_to_ask(clinic, questions):
    return [question for question in questions if not answer(clinic, question.key).asked]


def differing(clinic, questions):
    pairs = ((question, answer(clinic, question.key)) for question in questions)
    return [(question, said) for question, said in pairs if said.differs]
