"""The statements of the listing beside a question, and how they have changed since an answer."""

import hashlib
from dataclasses import dataclass
from operator import itemgetter
from types import SimpleNamespace

from directory.facts.spine import ROWS, SPINE, STATEMENTS
from directory.models import Listing, Submission
from directory.publishing.snapshot import complete_snapshot, snapshot_of_listing
from directory.wording import values
from directory.wording.by_offering import by_offering
from directory.wording.listing_page import contact_rows
from directory.wording.rows import (
    ONLY_WHERE_STATED,
    display_row,
    people_rows,
    statement_rows,
    training_rows,
)
from directory.wording.safety_warnings import warned_values

ROW_BY_STATEMENT = {name: row for section in SPINE for row in section.rows for name in row.statements}


def listings_by_id(book):
    """Listing id → listing, for every clinic of the notebook that is still listed. One query.

    For a listing that was merged into another one, that one. The notebook keeps the id that it has, so a
    merge that is taken back changes nothing in it; of two clinics that became one, each keeps its answers.
    """
    return Listing.objects.shown_for([clinic["listing"] for clinic in book["clinics"]])


def slugs_by_id(book):
    """Listing id → slug of the listing that `listings_by_id` has for it. One query."""
    ids = [clinic["listing"] for clinic in book["clinics"]]
    columns = ("slug", "removed_at", "merged_into__slug", "merged_into__removed_at")
    rows = Listing.objects.filter(pk__in=ids).values_list("pk", *columns)
    shown = {
        pk: (kept, kept_removed) if kept else (slug, removed)
        for pk, slug, removed, kept, kept_removed in rows
    }
    return {pk: slug for pk, (slug, removed) in shown.items() if removed is None}


def listing_of(clinic):
    """The public listing of a clinic of the notebook, as `listings_by_id` has it; None for none."""
    return Listing.objects.shown_for([clinic["listing"]]).get(clinic["listing"])


def content_key(listing):
    """32 bytes that change with anything that the row of a listing holds: the key of what is made of it."""
    columns = [(name, value) for name, value in vars(listing).items() if not name.startswith("_")]
    return hashlib.sha256(repr(sorted(columns, key=itemgetter(0))).encode()).digest()


def statements_for(listing, question, today):
    """The rows of the listing (wording.DisplayRow) that a question names, in the question's order."""
    if listing is None:
        return []
    rows = []
    for row in dict.fromkeys(ROW_BY_STATEMENT[name] for name in question.statements):
        if row.name == "exclusions":
            cautions = [name for name in question.statements if name in row.statements]
            rows += [line for name in cautions for line in statement_rows(listing, name, today)]
        elif row.name == "practitioners":
            rows += people_rows(listing, today)
        elif row.name == "training":
            rows += training_rows(listing, today)
        else:
            shown = display_row(listing, row, today)
            rows += [shown] if shown.stated or row.name not in ONLY_WHERE_STATED else []
    return rows


def contact_and_description(listing, today):
    """The stated rows that no question asks for: how to reach the clinic, and its description of itself."""
    if listing is None:
        return []
    description = display_row(listing, ROWS["about"], today)
    return [row for row in (*contact_rows(listing, today), description) if row.stated]


def phone(listing, today):
    """The row of the phone number, with its tel: link; None where no number is stated."""
    if listing is None:
        return None
    row = display_row(listing, ROWS["phone"], today)
    return row if row.stated else None


# ---- changes since an answer


@dataclass(frozen=True)
class Change:
    """A statement that has changed since an answer was given: old and new value in words."""

    label: str
    old: str
    new: str
    warned: tuple = ()  # the values in `new` that carry a warning (wording.WarnedValue)


def contents_by_version(clinic, listing):
    """Version → snapshot, for the versions of the listing that were current when an answer was given.

    {} if every answer was given at the present version; else one query. {} too where the answers are about a
    listing that was merged into this one: its versions are not those of this one.
    """
    versions = {answer["version"] for answer in clinic["answers"].values()}
    if listing is None or listing.pk != clinic["listing"] or versions <= {0, listing.version}:
        return {}
    history = Submission.objects.approved().filter(clinic=listing.clinic_id, listing_version__in=versions)
    contents = history.values_list("listing_version", "content")
    return {version: complete_snapshot(content) for version, content in contents}


def changes_since(listing, question, version, contents):
    """The Changes of the statements that a question names, since `version` of the listing."""
    if listing is None or version not in contents or version == listing.version:
        return []
    old, new = contents[version], snapshot_of_listing(listing)
    changes = {name: _change(name, old, new) for name in question.statements}
    return list(dict.fromkeys(change for change in changes.values() if change))


def _change(name, old, new):
    """The Change of a statement, or of what holds of it for each offering; None if it is as it was."""
    row = ROW_BY_STATEMENT[name]
    before, after = (by_offering(SimpleNamespace(**content, defaults={}), row.name) for content in (old, new))
    if not before and not after:
        if old[name] == new[name]:
            return None
        words = (values.value_in_words(name, content[name]) for content in (old, new))
        return Change(STATEMENTS[name].label, *words, warned_values(name, new[name]))
    old_words, new_words = _words(before, name, old), _words(after, name, new)
    warned = after.warned if after else warned_values(name, new[name])
    return Change(row.label, old_words, new_words, warned) if old_words != new_words else None


def _words(offered, name, content):
    """A statement of a snapshot in one line, of a clinic with offerings by offering."""
    if not offered:
        return values.value_in_words(name, content[name])
    return "; ".join([*offered.lines, *offered.unassigned, *(one.named for one in offered.warned)])
