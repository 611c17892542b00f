"""One page for a doctor or a partner: what fits on one side of paper, of a notebook and of the listings.

The notebook's texts are shortened on paper, never on a screen. The facts of a clinic are never cut. The page
is estimated in lines of paper, so that a full notebook leaves less room for each text.
"""

from dataclasses import dataclass
from itertools import accumulate, zip_longest
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from checklist import calls, listing_statements, notebook, own_words, parts, progress
from checklist.questions.catalog import ACTIVE_QUESTIONS
from directory.facts.spine import ROWS
from directory.models import Listing
from directory.wording.evidence import EvidenceMark
from directory.wording.rows import DisplayRow, director_row, display_row, people_rows, warned_rows
from directory.wording.summary import in_one_line

CHARACTERS_PER_LINE = 108  # across the page, in the faces of letter.css
LINES_ON_PAPER = 74
LINES_OF_FRAME = 21  # title, crisis line, headings, room for the doctor
MAX_CLINIC_LINES = 32  # a further clinic that does not fit is left out, and the page says so
CALL_CHARACTERS = 80  # "Appointment on December 3, 2026, 2:30 PM. Call back on …. I spoke with …."
REACH_CHARACTERS = 35  # town and phone
MARK_CHARACTERS = 30  # "Register checked Nov 2, 2026"
MAX_OFFERING_CHARACTERS = 40  # a longer list of treatments is "some treatments" beside a warning
PRICE_ROWS = ("session_price", "course_price", "month_price")


class Limits(NamedTuple):
    """How much of the notebook stands on paper: answers, questions, and characters of each text."""

    answers: int
    note: int
    questions: int
    own_words: int


# The most generous that fits is taken, else the last.
LIMITS = (
    Limits(8, 300, 12, 1_000),
    Limits(8, 200, 10, 700),
    Limits(6, 150, 8, 500),
    Limits(5, 110, 6, 400),
    Limits(4, 90, 4, 300),
    Limits(4, 60, 4, 160),
    Limits(3, 50, 2, 160),
)


@dataclass(frozen=True)
class Text:
    """A typed text, whole for a screen and in one line for paper, where it may be shortened."""

    whole: str
    short: str

    @property
    def differs(self):
        return self.whole != self.short


@dataclass(frozen=True)
class Director:
    """Who directs the care (or runs the clinic, or prescribes, as the label tells)."""

    label: str
    name: str
    detail: str
    warned: tuple
    evidence: EvidenceMark | None


class Warned(NamedTuple):
    """The values of one statement that carry a warning, each as text."""

    label: str
    values: list[str]


@dataclass(frozen=True)
class ClinicFacts:
    """A clinic on the page. `listing` is None where it is no longer listed; then nothing is known of it."""

    clinic: dict
    listing: Listing | None
    call: calls.CallFacts
    phone: DisplayRow | None = None
    what: str = ""
    director: Director | None = None
    price: DisplayRow | None = None
    warned: tuple[Warned, ...] = ()
    availability: DisplayRow | None = None

    @property
    def has_call(self):
        """True if there is an appointment, or a day on which to call back."""
        return bool(self.call.appointment or self.call.call_back_on)

    @property
    def call_lines(self):
        """How many lines the facts of the call take on paper; 0 where they are left out."""
        texts = [self.clinic["name"], self.call.spoken_with, " " * CALL_CHARACTERS]
        return _lines_of(texts) if self.has_call else 0

    @property
    def lines_on_paper(self):
        """How many lines everything but the call takes on paper."""
        heading = _lines_of([self.clinic["name"], " " * REACH_CHARACTERS])
        if self.listing is None:
            return heading + 1
        directing = [self.director.label, self.director.name, self.director.detail, " " * MARK_CHARACTERS]
        warned = [text for one in self.warned for text in (one.label, *one.values)]
        rows = [
            text
            for row in (self.price, self.availability)
            for text in (row.label, *map(str, row.lines), row.detail)
        ]
        return heading + sum(map(_lines_of, ([self.what], directing, rows, warned)))


class WorryingAnswer(NamedTuple):
    key: str
    question: str
    clinic: str
    offering: str  # the way of treatment that the answer is about; "" for all
    label: str
    note: Text


class OpenQuestion(NamedTuple):
    """A question that was not asked yet at the clinics named; [] means at none of those on the page."""

    key: str
    text: str
    must_have: bool
    clinics: list[str]


@dataclass(frozen=True)
class DoctorPage:
    """left_out: names of chosen clinics for which there is no room. more_…: how many more there are."""

    clinics: list[ClinicFacts]
    left_out: list[str]
    worrying: list[WorryingAnswer]
    more_worrying: list[WorryingAnswer]  # on a screen only
    to_ask: list[OpenQuestion]
    more_to_ask: int
    own_words: Text | None

    @property
    def calls(self):
        """The clinics with an appointment or a day on which to call back."""
        return [one for one in self.clinics if one.has_call]

    @property
    def texts(self):
        """What the person typed, as far as the page shows it."""
        shown = [answer.note.whole for answer in (*self.worrying, *self.more_worrying)]
        shown += [question.text for question in self.to_ask if not question.key]
        return [*shown, self.own_words.whole if self.own_words else ""]


def doctor_page(book, today, *, chosen=None, with_own_words=False):
    """The DoctorPage of a notebook.

    chosen          ids of the clinics to show; None for all
    with_own_words  whether the person wants their own words on it
    """
    listings = listing_statements.listings_by_id(book)
    wanted = [clinic for clinic in book["clinics"] if chosen is None or clinic["id"] in chosen]
    facts = [_clinic_facts(clinic, listings.get(clinic["listing"]), today) for clinic in wanted]
    shown = _as_many_as_fit(facts)
    clinics = [one.clinic for one in shown]
    by_clinic = zip_longest(*map(_worrying_answers, clinics))
    worrying = [answer for answers in by_clinic for answer in answers if answer]
    to_ask = _open_questions(book, clinics)
    words = own_words.get(book) if with_own_words else ""
    taken = LINES_OF_FRAME + sum(one.lines_on_paper + one.call_lines for one in shown)
    taken += len(shown) < len(facts)
    limits = _limits_that_fit(LINES_ON_PAPER - taken, worrying, to_ask, words)
    answers = [one._replace(note=_shortened(one.note.whole, limits.note)) for one in worrying]
    return DoctorPage(
        clinics=shown,
        left_out=[one.clinic["name"] for one in facts[len(shown) :]],
        worrying=answers[: limits.answers],
        more_worrying=answers[limits.answers :],
        to_ask=to_ask[: limits.questions],
        more_to_ask=max(0, len(to_ask) - limits.questions),
        own_words=_shortened(words, limits.own_words) if words else None,
    )


# ---- what fits


def _lines_of(texts):
    """The lines of one paragraph on paper that holds these texts; bold letters are wider."""
    return ceil(sum(_width(text) + 3 for text in texts if text) / CHARACTERS_PER_LINE)


def _width(text):
    """The width of a text in characters of the usual width."""
    return sum(map(_character_width, text))


def _character_width(character):
    if east_asian_width(character) in "WF":
        return 2
    return 1.25 if character.isupper() else 1


def _as_many_as_fit(facts):
    """The first clinics, at least one, that together take at most MAX_CLINIC_LINES."""
    lines = 0
    for count, one in enumerate(facts):
        lines += one.lines_on_paper
        if count and lines > MAX_CLINIC_LINES:
            return facts[:count]
    return facts


def _limits_that_fit(room, worrying, to_ask, words):
    return next((limits for limits in LIMITS if _lines(limits, worrying, to_ask, words) <= room), LIMITS[-1])


def _lines(limits, worrying, to_ask, words):
    """The lines on paper that the texts of the notebook take within these limits."""
    lines = _lines_of([_shortened(words, limits.own_words).short])
    for answer in worrying[: limits.answers]:
        note = _shortened(answer.note.whole, limits.note).short
        lines += _lines_of([answer.question, answer.clinic, answer.offering, answer.label, note])
    for question in to_ask[: limits.questions]:
        width = _width(question.text) + sum(_width(name) + 2 for name in question.clinics)
        lines += ceil(width / (CHARACTERS_PER_LINE / 2 - 8)) / 2  # in two columns
    return ceil(lines)


def _shortened(text, limit):
    """The Text with its first words, in one line, up to a width of `limit` characters."""
    line = " ".join(text.split())
    widths = accumulate(map(_character_width, line))
    count = sum(1 for width in widths if width <= limit)
    if count == len(line):
        return Text(text, line if "\n" in text else text)
    start = line[:count].rpartition(" ")[0] or line[:count]
    return Text(text, _("%(start)s… (more in the notebook)") % {"start": start})


# ---- clinics


def _clinic_facts(clinic, listing, today):
    call = calls.get_call(clinic)
    if listing is None:
        return ClinicFacts(clinic, None, call)
    prices = [display_row(listing, ROWS[name], today) for name in PRICE_ROWS]
    return ClinicFacts(
        clinic,
        listing,
        call,
        phone=display_row(listing, ROWS["phone"], today),
        what=in_one_line(listing),
        director=_director(listing, today),
        price=next((row for row in prices if row.stated), prices[0]),
        warned=tuple(_warned(listing)),
        availability=display_row(listing, ROWS["availability"], today),
    )


def _director(listing, today):
    row, person = director_row(listing), listing.director()
    if not row.stated:
        return Director(row.label, "", "", (), None)
    of_people = zip(listing.practitioners, people_rows(listing, today), strict=True)
    shown = next(shown for one, shown in of_people if one == person)
    return Director(row.label, shown.lines[0], shown.detail, shown.warned, shown.evidence)


def _warned(listing):
    for row, values in warned_rows(listing):
        yield Warned(row.label, [_warned_in_brief(one) for one in values])


def _warned_in_brief(value):
    if len(value.offering) <= MAX_OFFERING_CHARACTERS:
        return value.named
    return _("%(value)s (for some treatments)") % {"value": value.label}


# ---- answers and questions


def _worrying_answers(clinic):
    for answered in progress.worth_another_look(clinic, parts.questions_for(clinic)):
        question, answer = answered.question, answered.answer
        note = Text(answer.note, answer.note)
        yield WorryingAnswer(
            question.key, question.text, clinic["name"], answered.offering, answer.label, note
        )


class _Unasked(NamedTuple):
    """A question that was not asked at a clinic. Lowest rank first: ★, own questions, the others."""

    rank: int
    position: int  # in the checklist
    key: str  # "" for an own question
    text: str


def _open_questions(book, clinics):
    """Every OpenQuestion of these clinics: ★ first, then the own ones, then the others."""
    names_by_question = {}
    for clinic in clinics:
        for unasked in _unasked(book, clinic):
            names_by_question.setdefault(unasked, []).append(clinic["name"])
    return [
        OpenQuestion(one.key, one.text, one.rank == 0, names if len(names) < len(clinics) else [])
        for one, names in sorted(names_by_question.items(), key=lambda item: item[0][:2])
    ]


def _unasked(book, clinic):
    answered = progress.answered_keys(clinic)
    for position, question in enumerate(ACTIVE_QUESTIONS):
        if question.key not in answered:
            yield _Unasked(0 if question.must_have else 2, position, question.key, question.text)
    for own in notebook.own_questions(book, clinic):
        if own["id"] not in answered:
            yield _Unasked(1, 0, "", own["text"])
