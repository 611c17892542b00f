"""Snapshots: freeze a clinic, compare two, publish one. The only writer of Listing.

A content is a dict of plain JSON with every statement of the spine by name, and `organization_slug`:
text "", codes [], numbers and yes/no None where not stated; dates as "2026-11-22"; `practitioners` and
`training` as lists of dicts with every part of PRACTITIONER_PARTS and TRAINING_PARTS.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from hashlib import blake2b
from operator import or_
from pathlib import Path
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.text import slugify

from directory import folding
from directory.facts import statements
from directory.facts import vocabulary as v
from directory.facts.statements import (
    PRACTITIONER_PARTS,
    RELATED,
    SPINE,
    STATEMENTS,
    TRAINING_PARTS,
    is_stated,
)
from directory.folding import fold, plain
from directory.models import (
    Clinic,
    FormerSlug,
    Listing,
    Practitioner,
    Submission,
    Training,
    Verification,
    Version,
)
from directory.models.bulk_insert import insert
from directory.models.constraints import holds
from directory.models.listing import NEVER, stated_codes
from directory.places.zip_codes import zip_point

FIELD_STATEMENTS = [name for name in STATEMENTS if name not in RELATED]
DATE_STATEMENTS = [name for name, statement in STATEMENTS.items() if statement.kind == "date"]
OWN_TEXT = ("about", "written_standard", "maintenance", "opening_hours")
# Availability counts for days only (search.index), so its words would still say what no longer holds.
NOT_BY_LABEL = ("state", "country", "point_source", "telehealth_states", "availability")
LANGUAGES, LICENSES, TRAININGS = (dict(one.choices) for one in (v.Language, v.License, v.Training))
NOT_CERTIFIED = re.compile(
    r"\b(?:not?|non|none|na|n a|never|without|ex|former|formerly|previous|previously|expired|lapsed|retired"
    r"|revoked|surrendered|suspended|inactive|withdrawn|denied|failed|eligible|qualified|candidate|pending"
    r"|awaiting|applying|applied for|scheduled|will|unknown|uncertified|tbd|tba|sin|in training|in progress"
    r"|resident|residency|x)\b"
)
ONLY_TRAINED = re.compile(r"\b(?:trained|training|studied|fellow|fellowship|members?|membership)\b")
CERTIFIED = re.compile(r"\b(?:certified|certification|diplomate|boarded)\b")
BOARD_OF_TWO_FIELDS = re.compile("psychiatry (?:and )?neurology")  # certifies neurologists too


# ---- freeze


def snapshot_of_clinic(clinic):
    """The content of a working copy, at this moment."""
    content = {name: _plain(getattr(clinic, name)) for name in FIELD_STATEMENTS}
    stated = clinic.organization and clinic.organization.listed
    content["organization"] = clinic.organization.name if stated else ""
    content["organization_slug"] = clinic.organization.slug if stated else ""
    content["practitioners"] = [_record(person, PRACTITIONER_PARTS) for person in clinic.practitioners.all()]
    content["training"] = [_record(training, TRAINING_PARTS) for training in clinic.training.all()]
    return with_zip_code_point(content)


def with_zip_code_point(content):
    """A content with a ZIP code and no point stands in the middle of it, or no search by place finds it."""
    point = zip_point(content["zip"][:5]) if content["latitude"] is None and content["zip"] else None
    if point is None:
        return content
    latitude, longitude = point
    middle = v.PointSource.ZIP_CENTROID.value
    return content | {"latitude": latitude, "longitude": longitude, "point_source": middle}


def _record(row, parts):
    return {part.name: _plain(getattr(row, part.name)) for part in parts}


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


# ---- compare


@dataclass(frozen=True)
class Change:
    statement: str
    old: object
    new: object


def compare_snapshots(old, new):
    """What differs, in the order of the spine. `old` may be {} for a clinic that was never published."""
    return [
        Change(name, old.get(name), new[name])
        for name in STATEMENTS
        if (is_stated(old.get(name)) or is_stated(new[name])) and old.get(name) != new[name]
    ]


def snapshot_of_listing(listing):
    """The content that a listing shows."""
    content = {name: _plain(getattr(listing, name)) for name in FIELD_STATEMENTS}
    return content | {
        name: getattr(listing, name)
        for name in ("organization", "organization_slug", "practitioners", "training")
    }


def complete_snapshot(content):
    """A content as if it had been frozen today: statements that came later are not stated."""
    empty = empty_snapshot()
    return empty | {name: value for name, value in content.items() if name in empty}


def empty_snapshot():
    """The content of a clinic that states nothing."""
    nothing = Clinic()
    content = {name: _plain(getattr(nothing, name)) for name in FIELD_STATEMENTS}
    return content | {"organization": "", "organization_slug": "", "practitioners": [], "training": []}


def published_values(shown, names):
    """The values of `names` that stay published: those of the content `shown`, or not stated."""
    before = complete_snapshot(shown)
    return {
        one: before[one]
        for name in names
        for one in ([name, "organization_slug"] if name == "organization" else [name])
    }


def validation_errors(content):
    """Which rules of today a content breaks, as (statement, sentence). No query."""
    found = []
    clinic = Clinic(**{name: _typed(name, content[name]) for name in FIELD_STATEMENTS})
    try:
        clinic.clean_fields(exclude={"organization", "source"})
    except ValidationError as error:
        found += [(name, " ".join(words)) for name, words in error.message_dict.items()]
    found += [("", sentence) for sentence in _broken(clinic)]
    for model, name in ((Practitioner, "practitioners"), (Training, "training")):
        for record in content[name]:
            row = model(clinic=clinic, **{key: _typed(key, value) for key, value in record.items()})
            try:
                row.clean_fields(exclude={"clinic", "position"})
            except ValidationError as error:
                found.append((name, " ".join(error.messages)))
            found += [(name, sentence) for sentence in _broken(row)]
    return found


def _broken(row):
    """The sentences of the check constraints that a row breaks."""
    return [
        str(rule.violation_error_message)
        for rule in row._meta.constraints
        if isinstance(rule, CheckConstraint) and holds(rule.condition, vars(row)) is False
    ]


def _typed(name, value):
    is_date = name in DATE_STATEMENTS or name == "expires_on"
    return date.fromisoformat(value) if is_date and value else value


# ---- publish


@transaction.atomic
def publish(submissions, *, uids, on):
    """Make listings say what approved submissions froze; one move of the directory's version for all.

    submissions   approved, of different clinics, `listing_version` set
    uids          clinic id → the uid of the clinic
    on            the day of publication
    returns       the listings, in the same order
    """
    version = _next_version()
    standing = {
        listing.clinic_id: listing
        for listing in Listing.objects.select_for_update().filter(
            clinic__in=[submission.clinic_id for submission in submissions]
        )
    }
    listings, changed = [], {}
    for submission in submissions:
        listing = standing.get(submission.clinic_id) or Listing(
            clinic_id=submission.clinic_id, uid=uids[submission.clinic_id], first_published_on=on
        )
        changes = compare_snapshots(
            snapshot_of_listing(listing) if listing.pk else {}, submission.approved_content
        )
        _show(listing, submission, changes, on=on)
        listing.directory_version = version
        listings.append(listing)
        if listing.pk:
            changed[listing.clinic_id] = changes
    if changed:
        _drop_evidence(changed, on=on)
    _name(listings)
    new = [listing for listing in listings if not listing.pk]
    insert(new)
    for listing in listings:
        if listing.clinic_id in standing:
            listing.save()
    return listings


def confirm(listing, *, on):
    """The clinic says that everything is still true."""
    listing.confirmed_on = on
    listing.stated_on = {name: day for name, day in listing.stated_on.items() if day}
    _save(listing, "confirmed_on", "stated_on")


def remove(listing, *, at):
    listing.removed_at = at
    _save(listing, "removed_at")


def show_evidence(listing, verifications):
    """Copy the verifications that agree and still hold to the listing, for the pages."""
    listing.evidence = [
        {
            "statement": one.statement,
            "person": one.person,
            "kind": one.kind,
            "about": one.about,
            "on": one.seen_on.isoformat(),
            "until": one.expires_on.isoformat() if one.expires_on else None,
            "source": one.source,
            "url": one.url,
        }
        for one in verifications
        if one.outcome == one.Outcome.AGREES and one.dropped_on is None
    ]
    _date_evidence(listing)
    _save(listing, "evidence", "document_seen_until", "register_checked_until")


@transaction.atomic
def _save(listing, *fields):
    listing.directory_version = _next_version()
    listing.save(update_fields=[*fields, "directory_version"])


def preview_listing(frozen, *, standing, origin, source, said_on):
    """The listing that publishing the content `frozen` would make, unsaved. `standing`: what is published."""
    listing = standing or Listing(
        slug="preview", version=1, first_published_on=said_on, confirmed_on=None, published_on=said_on
    )
    changes = compare_snapshots(snapshot_of_listing(standing) if standing else {}, frozen)
    _say(listing, frozen)
    _date(listing, changes, origin=origin, source=source, said_on=said_on)
    _keep_evidence(listing, changes)
    return listing


def _next_version():
    """The number of this change. Holds the row until commit, so that numbers become visible in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_version (id, number, history) VALUES (1, 1, %s)"
            " ON CONFLICT (id) DO UPDATE SET number = directory_version.number + 1 RETURNING number",
            [uuid4()],
        )
        return cursor.fetchone()[0]


def _show(listing, submission, changes, *, on):
    content = submission.approved_content
    _say(listing, content)
    listing.version = submission.listing_version
    listing.published_on = on
    # The day on which the clinic said it, not that on which a moderator brought it out again.
    said_on = timezone.localdate((submission.again or submission).submitted_at)
    _date(listing, changes, origin=submission.origin, source=submission.source, said_on=said_on)
    _keep_evidence(listing, changes)
    _index(listing, content)


def _say(listing, content):
    for name, value in content.items():
        setattr(listing, name, date.fromisoformat(value) if name in DATE_STATEMENTS and value else value)
    listing.removed_at = None


def _date(listing, changes, *, origin, source, said_on):
    """Who says what changed, and since when."""
    if origin == Submission.Origin.PORTAL:
        listing.stated_on = listing.stated_on | {change.statement: said_on.isoformat() for change in changes}
        listing.confirmed_on = listing.confirmed_on or said_on
        if listing.pk is None:
            listing.origin, listing.source = origin, ""
    else:
        listing.origin, listing.source = origin, source
        if listing.pk:  # the clinic said the old ones, not these, until it confirms them
            listing.stated_on = listing.stated_on | {change.statement: None for change in changes}


def _drop_evidence(changes, *, on):
    """Lay aside what was looked at and no longer holds, whatever came of it. changes: by clinic id."""
    live = Verification.objects.filter(clinic__in=changes, dropped_on=None)
    gone = [
        pk
        for pk, clinic, statement, person in live.values_list("pk", "clinic", "statement", "person")
        if not evidence_still_holds(statement, person, changes[clinic])
    ]
    if gone:
        Verification.objects.filter(pk__in=gone).update(dropped_on=on)


def _keep_evidence(listing, changes):
    listing.evidence = [
        one for one in listing.evidence if evidence_still_holds(one["statement"], one["person"], changes)
    ]
    _date_evidence(listing)


def evidence_still_holds(statement, person, changes):
    """Evidence holds for what was looked at: it falls off when the statement, or the person, changes."""
    change = next((change for change in changes if change.statement == statement), None)
    if change is None:
        return True
    return bool(person) and _person(change.old, person) == _person(change.new, person)


def _person(practitioners, name):
    return next((person for person in practitioners or [] if person["name"] == name), None)


def _date_evidence(listing):
    for kind in (v.Evidence.DOCUMENT_SEEN, v.Evidence.REGISTER_CHECKED):
        until = [
            date.fromisoformat(one["until"]) if one["until"] else NEVER
            for one in listing.evidence
            if one["kind"] == kind
        ]
        setattr(listing, f"{kind}_until", max(until, default=None))


def _index(listing, content):
    listing.codes = stated_codes(content)
    listing.filled = count_stated(content)
    state = v.State(content["state"]).label if content["state"] else ""
    people = [person["name"] for person in content["practitioners"]]
    listing.words_a = fold(" ".join([content["name"], content["alias"], content["organization"]]))
    listing.words_b = fold(" ".join([content["city"], str(state), content["zip"][:5], *people]))
    listing.words_c = fold(" ".join(_said_in_words(content)))
    listing.words_d = fold(" ".join(content[name] for name in OWN_TEXT))


INDEXED = ("codes", "filled", "words_a", "words_b", "words_c", "words_d")


def reindex_listings(*, batch=500):
    """Make again what facets and search read of each listing, where another release of the code made it.

    returns  how many listings read otherwise now

    A batch is one transaction and one move of the directory's version. Idempotent; safe beside publishing.
    """
    if not Listing.objects.exists() or Version.now().index_release == _release():
        return 0
    count, after = 0, 0
    while pks := list(
        Listing.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch]
    ):
        count += _index_batch(pks)
        after = pks[-1]
    Version.objects.filter(pk=1).update(index_release=_release())
    return count


@transaction.atomic
def _index_batch(pks):
    number, changed = _next_version(), []  # first, as publish() does, so that neither waits for the other
    for listing in Listing.objects.select_for_update().filter(pk__in=pks):
        before = [getattr(listing, name) for name in INDEXED]
        _index(listing, snapshot_of_listing(listing))
        if before != [getattr(listing, name) for name in INDEXED]:
            listing.directory_version = number
            changed.append(listing)
    Listing.objects.bulk_update(changed, [*INDEXED, "directory_version"])
    return len(changed)


@cache
def _release():
    """A digest of the code that makes what is indexed."""
    sources = (folding.__file__, v.__file__, statements.__file__, __file__)
    return blake2b(b"".join(Path(source).read_bytes() for source in sources), digest_size=8).hexdigest()


def count_stated(content):
    """How many statements are made, for each section of SPINE."""
    return [sum(is_stated(content[name]) for name in section.statements) for section in SPINE]


def _said_in_words(content):
    """Labels and synonyms of every code that says that something is there."""
    for name, statement in STATEMENTS.items():
        if statement.kind not in ("code", "codes") or name in NOT_BY_LABEL or name.startswith("exclusion_"):
            continue
        value = content[name]
        for code in value if isinstance(value, list) else [value]:
            if not code or code == "none" or (name, code) in v.NEGATING_CODES:
                continue
            plain_code = code.split(":")[0]  # a language and how it is spoken
            labels = LANGUAGES if name == "languages" else statement.labels
            yield str(labels.get(plain_code, ""))  # a code of an older release may be gone
            yield v.SYNONYMS.get(name, {}).get(plain_code, "")
    for person in content["practitioners"]:
        yield from _person_in_words(person)
    for training in content["training"]:
        yield str(TRAININGS.get(training["code"], ""))


def _person_in_words(person):
    license, board = person["license"], person["board_certification"]
    if license and ("practitioners", license) not in v.NEGATING_CODES:
        yield str(LICENSES.get(license, ""))
        yield v.SYNONYMS["practitioners"].get(license, "")
    yield board
    fields = fold(board)
    if fields and not NOT_CERTIFIED.search(fields) and _is_more_than_trained(fields):
        yield "board certified"
        if license in v.PHYSICIAN_LICENSES:
            fields = BOARD_OF_TWO_FIELDS.sub("", fields)
            yield from (called for field, called in v.SPECIALIST_TITLES.items() if field in fields)


def _is_more_than_trained(fields):
    return not ONLY_TRAINED.search(fields) or CERTIFIED.search(fields)


def _name(listings):
    """Give each listing its address. A new name brings a new one; the old one redirects and stays taken."""
    wanted = {
        id(listing): slugify(plain(f"{listing.name} {listing.city}"))[:90] or "clinic" for listing in listings
    }
    moving = [listing for listing in listings if not _fits(listing.slug, wanted[id(listing)])]
    taken = _taken({wanted[id(listing)] for listing in moving})
    for listing in moving:
        slug, number = wanted[id(listing)], 1
        while slug in taken and taken[slug] != listing.pk:
            number += 1
            slug = f"{wanted[id(listing)]}-{number}"
        if listing.pk:
            FormerSlug.objects.filter(slug=slug, listing=listing).delete()
            FormerSlug.objects.create(slug=listing.slug, listing=listing)
        taken[slug] = listing.pk or 0
        listing.slug = slug


def _fits(slug, wanted):
    head, _dash, number = slug.rpartition("-")
    return slug == wanted or (head == wanted and number.isdigit())


def _taken(wanted):
    """Slugs in use that begin like one wanted → the listing that holds them."""
    taken = {}
    for slugs in _batches(sorted(wanted), 100):
        for model, owner in ((Listing, "pk"), (FormerSlug, "listing_id")):
            alike = reduce(or_, (Q(slug__startswith=slug) for slug in slugs))
            taken.update(model.objects.filter(alike).values_list("slug", owner))
    return taken


def _batches(items, size):
    return [items[start : start + size] for start in range(0, len(items), size)]
