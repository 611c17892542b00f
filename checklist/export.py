"""A notebook as a file: JSON to import again, CSV, and one HTML page that opens without a network."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from checklist import listing_statements, notebook, parts
from directory.exchange.csv_formulas import escape_formulas
from directory.models import Listing

FILE_FORMAT = "ketamine-clinic-notebook 1"
# Limits of a file to import. The fullest notebook, with notes of 1,000 characters of 4 bytes, is below them.
MAX_FILE_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 6  # nested brackets: file, clinics, a clinic, its answers, an answer, and one to spare
MAX_TOKENS = 60_000  # of JSON: brackets, strings, commas and colons
MAX_ANSWERS_PER_CLINIC = 200  # with the answers to own questions
MAX_DIGITS = 15


def as_json(book, today):
    """The clinics and own questions of a notebook, to import again. Without what was removed."""
    taken = {"clinics": book["clinics"], "own_questions": book["own_questions"]}
    return json.dumps(
        {"form": FILE_FORMAT, "taken_on": today.isoformat(), **taken}, ensure_ascii=False, indent=1
    )


def as_csv(book, today):
    """For each clinic, a row for each statement that no question asks for, then a row for each question."""
    listings = listing_statements.listings_by_id(book)
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(
        [
            _("Clinic"),
            _("Key"),
            _("Question"),
            _("How the answer sat"),
            _("Note"),
            _("Differs from the listing"),
            _("What the clinic states"),
        ]
    )
    for clinic in book["clinics"]:
        for said in listing_statements.contact_and_description(listings.get(clinic["listing"]), today):
            writer.writerow(
                [escape_formulas(cell) for cell in (clinic["name"], "", "", "", "", "", str(said))]
            )
        for one in parts.questions_and_answers(
            book, clinic, parts.ALL, listings.get(clinic["listing"]), {}, today
        ):
            stated = "; ".join(str(said) for said in one.statements if said.stated)
            row = [
                clinic["name"],
                one.key if one.question else "",
                one.text,
                str(one.answer.label),
                one.answer.note,
            ]
            row += [_("yes") if one.answer.differs else "", stated]
            writer.writerow([escape_formulas(str(cell)) for cell in row])
    return file.getvalue()


def as_html(book, today):
    """One page with its stylesheets inside. Only the links of the clinics lead out of it."""
    return render_to_string(
        "checklist/notebook/offline.html",
        {"today": today, "looks": style_element(), **printouts(book, today)},
    )


class TrustedCSS:
    """CSS of our own files, which format_html does not escape: nothing in it comes from a person."""

    def __init__(self, css):
        self.css = css

    def __html__(self):
        return self.css


def style_element():
    """All stylesheets in one <style> element, for a page that is opened from a file."""
    texts = [Path(finders.find(name)).read_text(encoding="utf-8") for name in settings.STYLESHEET_SOURCES]
    return format_html("<style>{}</style>", TrustedCSS("\n".join(texts)))


def printouts(book, today, *, only=None):
    """The context of a printed notebook: for each clinic (clinic, listing, head, questions by section).

    only  the id of one clinic in the notebook; None for all
    """
    listings = listing_statements.listings_by_id(book)
    clinics = [clinic for clinic in book["clinics"] if only in (None, clinic["id"])]
    return {
        "sheets": [
            (
                clinic,
                listings.get(clinic["listing"]),
                listing_statements.contact_and_description(listings.get(clinic["listing"]), today),
                list(_by_section(book, clinic, listings, today)),
            )
            for clinic in clinics
        ]
    }


def _by_section(book, clinic, listings, today):
    listing = listings.get(clinic["listing"])
    for part in (*parts.SECTION_TITLES, parts.OWN):
        asked = parts.questions_and_answers(book, clinic, part, listing, {}, today)
        if asked:
            yield part, parts.SECTION_TITLES.get(part, _("Your own questions")), asked


# ---- import


class FileTooLargeError(notebook.NotebookError):
    """The file has more bytes than any notebook that was exported here."""


# Possessive quantifiers: a string without an end takes linear time, too.
TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}:,]', re.DOTALL)


def parse(data):
    """Parse and validate a file, without the database and without the notebook that it will be merged into.

    data     bytes of a file as `as_json` writes it; it may come from anybody
    returns  {"clinics": [{"slug", "name", "listing", "own_questions", "answers": {key: Answer}}],
              "own_questions"}
    raises   notebook.NotebookError, with a sentence; takes at most 100 ms of one processor whatever is sent
    """
    if len(data) > MAX_FILE_BYTES:
        raise FileTooLargeError(_("This file is too large to be a notebook of ours."))
    unread = notebook.NotebookError(_("This file can’t be read. Choose the JSON file that you saved here."))
    try:
        text = data.decode("utf-8-sig")
        _limit_tokens(text)
        sent = json.loads(
            text,
            object_pairs_hook=_unique_keys,
            parse_int=_parse_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError):
        raise unread from None
    if not isinstance(sent, dict) or sent.get("form") != FILE_FORMAT:
        raise notebook.NotebookError(
            _("This is not a notebook of ours. Choose the JSON file that you saved here.")
        )
    try:
        return {
            "clinics": [_clinic(one) for one in _at_most(notebook.MAX_CLINICS, sent["clinics"])],
            "own_questions": _asks(sent["own_questions"]),
        }
    except (KeyError, TypeError, ValueError, notebook.NotebookError):
        raise notebook.NotebookError(
            _("This file was changed and does not fit any more. Nothing was read in.")
        ) from None


def _limit_tokens(text):
    """Raise ValueError where JSON is nested deeper, or has more tokens, than that of a full notebook."""
    depth = 0
    for number, token in enumerate(TOKEN.finditer(text)):
        sign = text[token.start()]
        depth += (sign in "[{") - (sign in "]}")
        if depth > MAX_DEPTH or number > MAX_TOKENS:
            raise ValueError(number)


def _unique_keys(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(pairs[0])
    return found


def _parse_integer(digits):
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits[:MAX_DIGITS])
    return int(digits)


def _refuse_number(text):
    raise ValueError(text[:MAX_DIGITS])


def _at_most(most, several, kind=list):
    if type(several) is not kind or len(several) > most:
        raise ValueError(most)
    return several


def _text(value, most):
    """A string as exports hold it: NFC, without NUL and lone surrogates. Raises ValueError."""
    if type(value) is not str or len(value) > most or "\0" in value:
        raise ValueError(most)
    if not unicodedata.is_normalized("NFC", value):
        raise ValueError(most)
    value.encode()  # ValueError for a lone surrogate
    return value


def _number(value):
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _clinic(one):
    return {
        "slug": _text(one["slug"], 100),
        "name": notebook.normalize_text(_text(one["name"], 200)),
        "listing": _number(one["listing"]),
        "own_questions": _asks(one["own_questions"]),
        "answers": {
            _text(key, 20): _answer(said)
            for key, said in _at_most(MAX_ANSWERS_PER_CLINIC, one["answers"], dict).items()
        },
    }


def _asks(several):
    """(id, text) of each own question."""
    return [
        (_text(one["id"], 20), _text(one["text"], notebook.MAX_QUESTION_CHARACTERS))
        for one in _at_most(notebook.MAX_OWN_QUESTIONS, several)
    ]


def _answer(said):
    if type(said["differs"]) is not bool:
        raise TypeError
    note = _text(said["note"], notebook.MAX_NOTE_CHARACTERS)
    answer = notebook.Answer(_text(said["impression"], 20), note, said["differs"], _number(said["version"]))
    notebook.set_answer({"answers": {}}, "", answer)  # raises Refused
    return answer


def listing_ids_by_slug(sent):
    """Slug → listing id, for the clinics of a parsed file that are listed here. One query."""
    slugs = [one["slug"] for one in sent["clinics"]]
    return dict(Listing.objects.public().filter(slug__in=slugs).values_list("slug", "pk"))


def merge(book, sent, known):
    """Merge a parsed file into a notebook. Answers that the notebook holds stay; empty ones are filled.

    known    slug → listing id (`listing_ids_by_slug`)
    returns  how many answers were filled
    raises   notebook.NotebookError, with a sentence
    """
    for question_id, text in sent["own_questions"]:
        notebook.add_question(book, text, question_id=question_id)
    came = 0
    for one in sent["clinics"]:
        # A clinic that is no longer listed keeps the id it had, so that two such clinics stay two.
        listing = known.get(one["slug"], one["listing"])
        clinic = notebook.add_clinic(book, listing=listing, slug=one["slug"], name=one["name"])
        for question_id, text in one["own_questions"]:
            notebook.add_question(book, text, clinic=clinic, question_id=question_id)
        own = set(parts.question_keys(book, clinic))
        for key, answer in one["answers"].items():
            if key in own and notebook.get_answer(clinic, key).is_empty:
                notebook.set_answer(clinic, key, answer)
                came += 1
    return came
