"""A notebook to take along: JSON to read in again, CSV, and one HTML file that opens without a network."""

import csv
import io
import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from checklist import beside, notebook, pages
from directory.exports import defuse
from directory.models import Listing

FORM = "ketamine-clinic-notebook 1"
SHEETS = ("reset", "tokens", "base", "layout", "components", "pages", "print")
LARGEST = 8 * 1024 * 1024  # bytes of a file to read in


def as_json(book, today):
    """What can be read in again: not what was removed, nor what is kept for this notebook's own use."""
    taken = {"clinics": book["clinics"], "asks": book["asks"]}
    return json.dumps({"form": FORM, "taken_on": today.isoformat(), **taken}, ensure_ascii=False, indent=1)


def as_csv(book, today):
    """One row a question, with the answer and what the clinic states; first what no question asks."""
    listings = beside.listings(book)
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
        for said in beside.head(listings.get(clinic["listing"]), today):
            writer.writerow([defuse(cell) for cell in (clinic["name"], "", "", "", "", "", str(said))])
        for one in pages.asked(book, clinic, pages.ALL, listings.get(clinic["listing"]), {}, today):
            stated = "; ".join(str(said) for said in one.stated if said.stated)
            row = [
                clinic["name"],
                one.key if one.question else "",
                one.text,
                str(one.answer.label),
                one.answer.note,
            ]
            row += [_("yes") if one.answer.differs else "", stated]
            writer.writerow([defuse(str(cell)) for cell in row])
    return file.getvalue()


def as_html(book, today):
    """One file with its looks inside: no link leads out but those of the clinics."""
    return render_to_string(
        "notebook/offline.html", {"today": today, "looks": looks(), **sheets_of(book, today)}
    )


class OwnSheets:
    """Style sheets of ours, which a page holds as they are: nothing in them comes from a person."""

    def __init__(self, css):
        self.css = css

    def __html__(self):
        return self.css


def looks():
    """Every style sheet, one after the other, in a style element. A file has no content security policy."""
    texts = []
    for name in SHEETS:
        text = Path(finders.find(f"directory/{name}.css")).read_text(encoding="utf-8")
        texts.append(f"@media print {{ {text} }}" if name == "print" else text)
    return format_html("<style>{}</style>", OwnSheets("\n".join(texts)))


def sheets_of(book, today, *, only=None):
    """What a printed notebook shows: of each clinic (kept, listing, head, questions by section)."""
    listings = beside.listings(book)
    clinics = [clinic for clinic in book["clinics"] if only in (None, clinic["id"])]
    return {
        "sheets": [
            (
                clinic,
                listings.get(clinic["listing"]),
                beside.head(listings.get(clinic["listing"]), today),
                list(_by_section(book, clinic, listings, today)),
            )
            for clinic in clinics
        ]
    }


def _by_section(book, clinic, listings, today):
    listing = listings.get(clinic["listing"])
    for part in (*pages.SECTIONS, pages.OWN):
        asked = pages.asked(book, clinic, part, listing, {}, today)
        if asked:
            yield part, pages.SECTIONS.get(part, _("Your own questions")), asked


# ---- read in again


def read_in(book, text):
    """Add what a file holds to a notebook; what is written there already stays.

    returns  how many answers came in
    raises   notebook.Refused, with a sentence
    """
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise notebook.Refused(
            _("This file can't be read. Choose the JSON file that you saved here.")
        ) from None
    if not isinstance(sent, dict) or sent.get("form") != FORM:
        raise notebook.Refused(_("This is not a notebook of ours. Choose the JSON file that you saved here."))
    try:
        return _read_in(book, sent)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError):
        raise notebook.Refused(
            _("This file was changed and does not fit any more. Nothing was read in.")
        ) from None


def _read_in(book, sent):
    slugs = [str(one["slug"]) for one in sent["clinics"]]
    known = dict(Listing.objects.public().filter(slug__in=slugs).values_list("slug", "pk"))
    for one in sent["asks"]:
        notebook.ask(book, str(one["text"]), ask_id=str(one["id"]))
    came = 0
    for one in sent["clinics"]:
        slug, name = notebook.tidy(str(one["slug"]))[:100], notebook.tidy(str(one["name"]))[:200]
        clinic = notebook.keep(book, listing=known.get(slug, 0) or _gone(one), slug=slug, name=name)
        for own in one["asks"]:
            notebook.ask(book, str(own["text"]), clinic=clinic, ask_id=str(own["id"]))
        for key, said in one["answers"].items():
            if notebook.answer(clinic, key).empty and (key in pages.all_keys(book, clinic)):
                answer = notebook.Answer(
                    str(said["sat"]), str(said["note"]), bool(said["differs"]), int(said["version"])
                )
                notebook.write(clinic, key, answer)
                came += 1
    return came


def _gone(one):
    """A clinic that is not listed any more keeps the number it had, so that two of them stay two."""
    return int(one["listing"])
