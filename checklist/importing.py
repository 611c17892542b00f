"""Importing a notebook from a file that was exported here: parse, validate, merge."""

import json
import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from checklist import (
    about_me,
    calls,
    notebook,
    offering_answers,
    own_words,
    parts,
    priorities,
    read_elsewhere,
)
from checklist.export import FILE_FORMAT
from directory.facts.about_me import ABOUT_ME
from directory.models import FormerSlug, Listing

# A full notebook is below these limits, unless most of its notes are 1,000 characters of 4 bytes each.
MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 6  # nested brackets: file, clinics, a clinic, its answers, an answer, and one to spare
MAX_TOKENS = 60_000  # of JSON: brackets, strings, commas and colons
MAX_ANSWERS_PER_CLINIC = 400  # with the answers to own questions, and those by offering
MAX_DIGITS = 15
# A token of JSON. Possessive quantifiers: a string without an end takes linear time, too.
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}:,]', re.DOTALL)

# Keys as the first exports of version 0.1.0 wrote them.
EARLIER_KEYS = {"sat": "impression", "asks": "own_questions"}


class FileTooLargeError(notebook.NotebookError):
    """The file has more bytes than any notebook that was exported here."""


@dataclass(frozen=True)
class ParsedClinic:
    slug: str
    name: str
    listing: int
    own_questions: list[tuple[str, str]]  # (id, text)
    answers: dict[str, notebook.Answer]
    offering_names: dict[str, str]
    read_elsewhere: dict[str, read_elsewhere.Entry]
    call: calls.CallFacts


@dataclass(frozen=True)
class ParsedNotebook:
    clinics: list[ParsedClinic]
    own_questions: list[tuple[str, str]]  # (id, text)
    own_words: str
    priorities: list[str]
    about_me: list[str]


def parse(data: bytes) -> ParsedNotebook:
    """Parse and validate a file, without the database and without the notebook that it will be merged into.

    data    bytes of a file as `export.as_json` writes it; it may come from anybody
    raises  notebook.NotebookError, with a sentence; takes at most 100 ms of one processor for any file
    """
    content = _parse_json(data)
    if not isinstance(content, dict) or content.get("form") != FILE_FORMAT:
        raise notebook.NotebookError(
            _("This is not a notebook from this site. Choose the JSON file that you saved here.")
        )
    try:
        clinics = [_clinic(clinic) for clinic in _at_most(notebook.MAX_CLINICS, content["clinics"])]
        return ParsedNotebook(
            clinics,
            _own_questions(content["own_questions"]),
            own_words.validated(_text(content.get("own_words", ""), own_words.MAX_CHARACTERS)),
            _priorities(content.get("priorities", [])),
            _about_me(content.get("about_me", [])),
        )
    except (KeyError, TypeError, ValueError, notebook.NotebookError):
        raise notebook.NotebookError(
            _("This file was changed after it was saved, so it can’t be read. Nothing was added.")
        ) from None


# ---- JSON


def _parse_json(data):
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLargeError(_("This file is too large to be a notebook from this site."))
    try:
        text = data.decode("utf-8-sig")
        _limit_tokens(text)
        return json.loads(
            text,
            object_pairs_hook=_unique_keys,
            parse_int=_parse_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError):
        raise notebook.NotebookError(
            _("This file can’t be read. Choose the JSON file that you saved here.")
        ) from None


def _limit_tokens(text):
    """Raise ValueError where JSON is nested deeper, or has more tokens, than that of a full notebook."""
    depth = 0
    for number, token in enumerate(TOKEN.finditer(text)):
        symbol = text[token.start()]
        depth += (symbol in "[{") - (symbol in "]}")
        if depth > MAX_DEPTH or number > MAX_TOKENS:
            raise ValueError(number)


def _unique_keys(pairs):
    unique = {EARLIER_KEYS.get(key, key): value for key, value in pairs}
    if len(unique) < len(pairs):
        raise ValueError(pairs[0])
    return unique


def _parse_integer(digits):
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits[:MAX_DIGITS])
    return int(digits)


def _refuse_number(text):
    raise ValueError(text[:MAX_DIGITS])


# ---- validation: KeyError, TypeError or ValueError where a value is not as exports hold it


def _at_most(limit, values, kind=list):
    if type(values) is not kind or len(values) > limit:
        raise ValueError(limit)
    return values


def _text(value, limit):
    """A string in NFC, without NUL and lone surrogates."""
    if type(value) is not str or len(value) > limit or "\0" in value:
        raise ValueError(limit)
    if not unicodedata.is_normalized("NFC", value):
        raise ValueError(limit)
    value.encode()  # ValueError for a lone surrogate
    return value


def _number(value):
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _clinic(value):
    answers = _at_most(MAX_ANSWERS_PER_CLINIC, value["answers"], dict)
    return ParsedClinic(
        slug=_text(value["slug"], 100),
        name=notebook.normalize_text(_text(value["name"], 200)),
        listing=_number(value["listing"]),
        own_questions=_own_questions(value["own_questions"]),
        answers={_text(key, 20): _answer(answer) for key, answer in answers.items()},
        offering_names=_offering_names(value.get("offering_names", {})),
        read_elsewhere=_read_elsewhere(value.get("read_elsewhere", [])),
        call=_call(value.get("call", {})),
    )


def _offering_names(values):
    names = _at_most(offering_answers.MAX_NAMES, values, dict)
    for key, name in names.items():
        if offering_answers.offering_id(_text(name, offering_answers.MAX_NAME_CHARACTERS)) != key:
            raise ValueError(key)
    return names


def _read_elsewhere(values):
    entries = {
        _text(value["id"], 20): read_elsewhere.validated(
            read_elsewhere.Entry(
                _text(value["text"], read_elsewhere.MAX_TEXT_CHARACTERS),
                _text(value["where"], read_elsewhere.MAX_PLACE_CHARACTERS),
                _text(value["on"], 10),
            )
        )
        for value in _at_most(read_elsewhere.MAX_ENTRIES, values)
    }
    if len(entries) < len(values):
        raise ValueError(values)  # two entries with one id: one of them would be lost
    return entries


def _own_questions(values):
    return [
        (_text(value["id"], 20), _text(value["text"], notebook.MAX_QUESTION_CHARACTERS))
        for value in _at_most(notebook.MAX_OWN_QUESTIONS, values)
    ]


def _priorities(values):
    """Known keys; those of a later edition of the checklist are left out."""
    keys = [_text(key, 40) for key in _at_most(priorities.MAX_PRIORITIES, values)]
    return priorities.validated_priorities(keys)


def _call(value):
    facts = _at_most(len(calls.FIELDS), value, dict)
    if not facts.keys() <= set(calls.FIELDS):
        raise ValueError
    texts = {name: _text(text, calls.MAX_NAME_CHARACTERS) for name, text in facts.items()}
    return calls.validated_call(calls.CallFacts(**texts))


def _answer(value):
    if type(value["differs"]) is not bool:
        raise TypeError
    answer = notebook.Answer(
        impression=_text(value["impression"], 20),
        note=_text(value["note"], notebook.MAX_NOTE_CHARACTERS),
        differs=value["differs"],
        version=_number(value["version"]),
    )
    return notebook.validated_answer(answer)


# ---- merge


def listing_ids_by_slug(parsed: ParsedNotebook) -> dict[str, int]:
    """Slug → listing id, for the clinics of a file that are listed here, or were merged. Two queries.

    A merged listing keeps its id here too: what was noted of it stays apart. See listing_statements.py.
    """
    slugs = [clinic.slug for clinic in parsed.clinics]
    listed = Listing.objects.filter(Q(removed_at=None) | Q(merged_into__isnull=False))
    former = FormerSlug.objects.filter(slug__in=slugs, listing__in=listed).values_list("slug", "listing")
    return dict([*former, *listed.filter(slug__in=slugs).values_list("slug", "pk")])


def _about_me(values):
    """Known codes; those of a later edition are left out."""
    return about_me.validated([_text(code, 60) for code in _at_most(len(ABOUT_ME), values)])


def merge(book: notebook.Book, parsed: ParsedNotebook, listing_ids: dict[str, int]) -> None:
    """Merge a file into a notebook. Answers that the notebook holds stay; empty ones are filled.

    listing_ids  of `listing_ids_by_slug`
    raises       notebook.NotebookError, with a sentence
    """
    if parsed.own_words and not own_words.get(book):
        own_words.save(book, parsed.own_words, shown=own_words.shown_digest(book))
    for question_id, text in parsed.own_questions:
        notebook.add_question(book, text, question_id=question_id)
    if not priorities.get_priorities(book):
        priorities.set_priorities(book, parsed.priorities)
    if not about_me.get(book):
        about_me.save(book, parsed.about_me)
    for parsed_clinic in parsed.clinics:
        # A clinic that is no longer listed keeps the id it had, so that two such clinics stay two.
        listing = listing_ids.get(parsed_clinic.slug, parsed_clinic.listing)
        clinic = notebook.add_clinic(book, listing=listing, slug=parsed_clinic.slug, name=parsed_clinic.name)
        _merge_clinic(book, clinic, parsed_clinic)


def _merge_clinic(book, clinic, parsed_clinic):
    for question_id, text in parsed_clinic.own_questions:
        notebook.add_question(book, text, clinic=clinic, question_id=question_id)
    for entry_id, entry in parsed_clinic.read_elsewhere.items():
        if entry_id not in read_elsewhere.entries(clinic):
            read_elsewhere.save(clinic, entry_id, entry)
    offering_answers.add_names(clinic, parsed_clinic.offering_names)
    if calls.get_call(clinic).is_empty:
        calls.set_call(clinic, parsed_clinic.call)
    _check_room_for_offerings(clinic, parsed_clinic)
    known = set(parts.question_keys(book, clinic))
    known |= {key for key in parsed_clinic.answers if offering_answers.is_known_key(clinic, key)}
    for key, answer in parsed_clinic.answers.items():
        if key in known and notebook.get_answer(clinic, key).is_empty:
            notebook.set_answer(clinic, key, answer)


def _check_room_for_offerings(clinic, parsed_clinic):
    """Raises notebook.NotebookError for more answers by offering than a page of the clinic can save again."""
    answers = {key for key in (*clinic["answers"], *parsed_clinic.answers) if "." in key}
    if len(answers) > offering_answers.MAX_ANSWERS_PER_CLINIC:
        sentence = _("This file has too many answers for single treatments at %(clinic)s.")
        raise notebook.NotebookError(sentence % {"clinic": clinic["name"]})
