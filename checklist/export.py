"""A notebook as a file: JSON to import again, CSV, and one HTML page that opens without a network."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from checklist import calls, listing_statements, own_words, parts, read_elsewhere
from directory.exchange.csv_formulas import escape_formulas
from directory.models import Listing

FILE_FORMAT = "ketamine-clinic-notebook 1"


def as_json(book, today):
    """What a person wrote and chose in a notebook, to import again. Removed clinics are left out.

    Codes for reading are left out, too: they open this notebook, and not the one that imports the file.
    """
    content = {"clinics": book["clinics"], "own_questions": book["own_questions"]}
    content |= {"own_words": own_words.get(book)} if own_words.get(book) else {}
    content |= {key: book[key] for key in ("priorities", "about_me") if key in book}
    head = {"form": FILE_FORMAT, "taken_on": today.isoformat()}
    return json.dumps(head | content, ensure_ascii=False, indent=1)


def as_csv(book, today):
    """The notebook as CSV: for each clinic, the statements that no question asks for, then the questions."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(
        [
            _("Clinic"),
            _("Key"),
            _("Question"),
            _("Way of treatment"),
            _("How you felt about the answer"),
            _("Note"),
            _("Differs from the listing"),
            _("What the clinic states"),
        ]
    )
    listings = listing_statements.listings_by_id(book)
    for clinic in book["clinics"]:
        for row in _csv_rows(book, clinic, listings.get(clinic["listing"]), today):
            writer.writerow([escape_formulas(str(cell)) for cell in row])
    return file.getvalue()


def _csv_rows(book, clinic, listing, today):
    for fact, value in calls.labeled_facts(calls.get_call(clinic)):
        yield [clinic["name"], "", fact, "", "", value, "", ""]
    for statement in listing_statements.contact_and_description(listing, today):
        yield [clinic["name"], "", "", "", "", "", "", statement]
    for entry in read_elsewhere.entries(clinic).values():
        place = " ".join(filter(None, [entry.where, entry.on]))
        yield [clinic["name"], "", _("What I read elsewhere"), "", place, entry.text, "", ""]
    for item in parts.questions_and_answers(book, clinic, parts.ALL, listing, {}, today):
        stated = "; ".join(str(statement) for statement in item.statements if statement.stated)
        for one in item.answer_items:
            yield [
                clinic["name"],
                item.key if item.question else "",
                item.text,
                one.text if one is not item else "",
                one.answer.label,
                one.answer.note,
                _("yes") if one.answer.differs else "",
                stated,
            ]


def as_html(book, today):
    """One page with its stylesheets inside. Its only external links are those of the clinics."""
    context = {"today": today, "style": style_element(), "printouts": printouts(book, today)}
    context["own_words"] = own_words.get(book)
    return render_to_string("checklist/notebook/offline.html", context)


class TrustedCSS:
    """CSS from our own files, which format_html must not escape."""

    def __init__(self, css):
        self.css = css

    def __html__(self):
        return self.css


def style_element():
    """All stylesheets in one <style> element, for a page that is opened from a file."""
    texts = [Path(finders.find(name)).read_text(encoding="utf-8") for name in settings.STYLESHEET_SOURCES]
    return format_html("<style>{}</style>", TrustedCSS("\n".join(texts)))


# ---- print


class PrintedQuestion(NamedTuple):
    """A question on paper. `warned`: the WarnedValues of its statements that no earlier question names."""

    item: parts.QuestionAndAnswer
    warned: list


@dataclass(frozen=True)
class PrintedPart:
    """A section, or the own questions, of one clinic on paper."""

    part: str
    title: str
    questions: list[PrintedQuestion]


@dataclass(frozen=True)
class Printout:
    """One clinic of a notebook on paper. `listing` is None where the clinic is no longer listed."""

    clinic: dict
    listing: Listing | None
    contact: list  # of wording.DisplayRow, as are the statements beside the questions
    parts: list[PrintedPart]
    call: calls.CallFacts
    read_elsewhere: list[read_elsewhere.Entry]


def printouts(book, today, *, only=None):
    """The Printout of each clinic.

    only  the id of one clinic in the notebook; None for all
    """
    listings = listing_statements.listings_by_id(book)
    return [
        _printout(book, clinic, listings.get(clinic["listing"]), today)
        for clinic in book["clinics"]
        if only in (None, clinic["id"])
    ]


def _printout(book, clinic, listing, today):
    printed, named = [], set()
    for part in (*parts.SECTION_TITLES, parts.OWN):
        items = parts.questions_and_answers(book, clinic, part, listing, {}, today)
        questions = [PrintedQuestion(item, _not_yet_named(item, named)) for item in items]
        if questions:
            printed.append(PrintedPart(part, parts.PART_TITLES[part], questions))
    return Printout(
        clinic,
        listing,
        listing_statements.contact_and_description(listing, today),
        printed,
        calls.get_call(clinic),
        list(read_elsewhere.entries(clinic).values()),
    )


def _not_yet_named(item, named):
    """The values with a warning that are not in the set `named`, to which they are added."""
    warned = [value for row in item.statements for value in row.warned if value.named not in named]
    named.update(value.named for value in warned)
    return warned
