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
from directory.exchange.tables import escape_formulas
from directory.models import Listing

FILE_FORMAT = "ketamine-clinic-notebook 1"
# A file to read in. Twelve clinics, every answer with a note of a thousand signs of four bytes, are less.
MAX_FILE_BYTES = 5 * 1024 * 1024  # bytes
MAX_DEPTH = 6  # brackets in brackets: clinics, a clinic, its answers, an answer
MAX_TOKENS = 60_000  # brackets, texts, commas and colons
MAX_ANSWERS_PER_CLINIC = 200  # of one clinic, with those to questions of one's own
MAX_DIGITS = 15


def as_json(book, today):
    """What can be read in again: not what was removed, nor what is kept for this notebook's own use."""
    taken = {"clinics": book["clinics"], "own_questions": book["own_questions"]}
    return json.dumps(
        {"form": FILE_FORMAT, "taken_on": today.isoformat(), **taken}, ensure_ascii=False, indent=1
    )


def as_csv(book, today):
    """One row a question, with the answer and what the clinic states; first what no question asks."""
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
    """One file with its looks inside: no link leads out but those of the clinics."""
    return render_to_string(
        "checklist/notebook/offline.html",
        {"today": today, "looks": style_element(), **printouts(book, today)},
    )


class TrustedCSS:
    """Style sheets of ours, which a page holds as they are: nothing in them comes from a person."""

    def __init__(self, css):
        self.css = css

    def __html__(self):
        return self.css


def style_element():
    """Every style sheet, one after the other, in a style element. A file has no content security policy."""
    texts = [Path(finders.find(name)).read_text(encoding="utf-8") for name in settings.STYLESHEET_SOURCES]
    return format_html("<style>{}</style>", TrustedCSS("\n".join(texts)))


def printouts(book, today, *, only=None):
    """What a printed notebook shows: of each clinic (kept, listing, head, questions by section)."""
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


# ---- read in again


class FileTooLargeError(notebook.NotebookError):
    """More bytes than any notebook of ours has."""


TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}:,]', re.DOTALL)  # a text without an end too: linear


def parse(data):
    """What a file holds, looked through: nothing is asked of the database, nothing of a notebook.

    data     bytes of a file as as_json writes it, from anybody
    returns  {"clinics": [{"slug", "name", "listing", "own_questions", "answers": {key: Answer}}],
              "own_questions"}
    raises   notebook.Refused, with a sentence; at most 100 ms of one processor whatever is sent
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
    """Refuse what is deeper, or has more parts, than a full notebook: before anything is made of it."""
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
    """As it was written by us: composed, no NUL and no half of a sign, which nothing stores."""
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
    """(id, text) of each question of the person's own."""
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
    """Slug → listing, of the clinics of a file that are listed here. One query."""
    slugs = [one["slug"] for one in sent["clinics"]]
    return dict(Listing.objects.public().filter(slug__in=slugs).values_list("slug", "pk"))


def merge(book, sent, known):
    """Add what a file holds (`parsed`) to a notebook; what is written there already stays.

    known    slug → listing (`listed`)
    returns  how many answers came in
    raises   notebook.Refused, with a sentence
    """
    for question_id, text in sent["own_questions"]:
        notebook.add_question(book, text, question_id=question_id)
    came = 0
    for one in sent["clinics"]:
        # A clinic that is not listed any more keeps the number it had, so that two of them stay two.
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
