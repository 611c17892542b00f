"""One import: every row of a file becomes created, changed, unchanged or refused, a batch at a time.

What a batch writes is one transaction; everything is read and decided before it, so it is short.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import batched

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import content, moderation
from directory.facts import STATEMENTS
from directory.folding import fold, plain
from directory.importing import doubts, findtreatment, headings, own, reading, rules, samhsa
from directory.importing.drafts import Refused
from directory.inserting import insert
from directory.models import (
    Clinic,
    Doubt,
    FormerSlug,
    Listing,
    Membership,
    Organization,
    Practitioner,
    Submission,
    Training,
)

BATCH = 250
ONE_IMPORT = 0x636C696E  # number of the advisory lock: two imports at once would not see each other's clinics

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"
SHAPES = {"samhsa": samhsa, "findtreatment": findtreatment, "directory": own}


@dataclass
class Told:
    """What an import has to say: counts by outcome and by doubt, and sentences through `sentence`."""

    sentence: object
    counts: Counter = field(default_factory=Counter)

    def refused(self, number, why):
        self.counts[REFUSED] += 1
        self.sentence(_("Row %(number)d: %(why)s") % {"number": number, "why": why})

    def note(self, number, words):
        self.sentence(_("Row %(number)d: %(why)s") % {"number": number, "why": words})


@dataclass
class Step:
    """What is to be done for one row."""

    number: int
    draft: object
    clinic: object  # a Clinic, saved or not
    outcome: str
    content: dict  # the whole content afterwards
    known: object = None  # doubts.Known
    likes: list = field(default_factory=list)
    publish: bool = False


def import_clinics(path, *, shape=None, columns="", dry_run=False, by=None, sentence=print, moved=None):
    """Take a file in. Raises reading.Unreadable where no row can be read; what was taken before stays.

    shape     "samhsa", "findtreatment" or "directory"; None: as the file looks
    columns   which heading means which column: "Facility=name,ST=state"
    by        the user in whose name created and changed clinics are sent and approved; None: neither
    sentence  called with each sentence about a row
    moved     called with the number of bytes read
    returns   Counter of created, changed, unchanged, refused, flagged (with "left out", "point far from ZIP"
              and "likely duplicate", which may overlap) and published
    """
    told = Told(sentence)
    with reading.opened(path) as file, _alone(dry_run):
        shape, rows = _rows(file, shape, columns, told, moved)
        run = _Run(shape=shape, dry_run=dry_run, by=by, told=told, file_name=path.name)
        for batch in batched(run.drafts(rows), BATCH):
            run.take(batch)
    return told.counts


def _rows(file, shape, columns, told, moved):
    renamed = headings.given(columns)
    if reading.is_json(file):
        if shape not in (None, "findtreatment") or renamed:
            raise reading.Unreadable(
                _("The file is JSON. Only the format findtreatment is, and it has no columns.")
                if renamed
                else _("The file is JSON. Only the format findtreatment is.")
            )
        return "findtreatment", reading.entries(file, moved)
    if shape == "findtreatment":
        raise reading.Unreadable(_("The file is not JSON, and the format findtreatment is."))
    table = reading.Table(file, headings.count, moved)
    meant = headings.read(table.header, shape=shape, renamed=renamed)
    table.take(meant.columns, meant.needed)
    for words in (*table.sentences, *meant.sentences):
        told.sentence(words)
    return meant.shape, table


class _alone:  # noqa: N801
    """Holds the lock of the one import that may write."""

    def __init__(self, dry_run):
        self.needed = not dry_run

    def __enter__(self):
        if self.needed and not self._ask("pg_try_advisory_lock"):
            raise reading.Unreadable(_("Another import is running. Start this one when it has finished."))

    def __exit__(self, *failure):
        if self.needed and connection.is_usable():
            self._ask("pg_advisory_unlock")

    def _ask(self, function):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [ONE_IMPORT])
            return cursor.fetchone()[0]


class _Run:
    def __init__(self, *, shape, dry_run, by, told, file_name):
        self.shape, self.dry_run, self.by, self.told = shape, dry_run, by, told
        self.from_register = shape != "directory"
        self.source = SHAPES[shape].SOURCE if self.from_register else file_name[:200]
        self.neighbours = doubts.Neighbours.of_the_directory()
        self.alike = {}  # digest of a row → its number
        self.taken = {}  # identity of a clinic → the number of the row that spoke of it
        self.organisations = Organizations() if not self.from_register else None
        self.by_name = {} if self.from_register else _clinics_by_name()

    # ---- read

    def drafts(self, rows):
        """(number, Draft) of each row that can be read and was not there before."""
        read = SHAPES[self.shape].draft
        for row in rows:
            try:
                if row.problem:
                    raise Refused(row.problem)
                draft = read(row.cells)
                self._once(row.number, draft)
            except Refused as why:
                self.told.refused(row.number, why)
            else:
                yield row.number, draft

    def _once(self, number, draft):
        digest = blake2b(repr(draft.same_as).encode(errors="surrogatepass"), digest_size=16).digest()
        first = self.alike.setdefault(digest, number)
        if first != number:
            raise Refused(_("It is the same as row %d.") % first)
        self._alone_about(draft.source or _name_key(draft.content), number)

    def _alone_about(self, identity, number):
        first = self.taken.setdefault(identity, number)
        if first != number:
            raise Refused(
                _("It is about the same clinic as row %d and says something else. That row counts.") % first
            )

    # ---- decide

    def take(self, batch):
        standing = self._standing([draft for _number, draft in batch])
        steps = []
        for number, draft in batch:
            try:
                step = self._step(number, draft, standing)
            except Refused as why:
                self.told.refused(number, why)
            else:
                steps.append(step)
        for step in steps:
            self._doubt(step)
        if not self.dry_run:
            steps = self._write(steps)
        for step in steps:
            self._count(step)

    def _standing(self, drafts):
        """What stands in the directory for these drafts: _Standing."""
        pks = {}
        slugs = {draft.slug for draft in drafts if draft.slug}
        if slugs:
            former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "listing__clinic")
            now = Listing.objects.filter(slug__in=slugs).values_list("slug", "clinic")
            pks = {f"directory:{slug}": pk for slug, pk in [*former, *now]}
        sources = [draft.source for draft in drafts if draft.source and draft.source not in pks]
        pks |= dict(Clinic.objects.filter(source__in=sources).values_list("source", "pk"))
        named = {_name_key(draft.content) for draft in drafts if not draft.source}
        pks |= {key: pk for key in named if (pk := self.by_name.get(key)) is not None}
        found = [pk for pk in pks.values() if pk]
        clinics = (
            Clinic.objects.filter(pk__in=found)
            .annotate(**IN_OTHER_HANDS)
            .select_related("organization")
            .prefetch_related("practitioners", "training")
        )
        listings = Listing.objects.filter(clinic__in=found).for_pages()
        return _Standing(
            pks,
            {clinic.pk: clinic for clinic in clinics},
            {listing.clinic_id: listing for listing in listings},
        )

    def _step(self, number, draft, standing):
        pk = standing.pks.get(draft.source or _name_key(draft.content))
        if pk == SEVERAL:
            raise Refused(
                _("Several clinics have this name, street and ZIP code. Say which in the column “slug”.")
            )
        if len(draft.source) > 200:
            raise Refused(_("Its key is longer than 200 characters."))
        stated = self._with_organisation(draft.content)
        if pk is None:
            whole = EMPTY | stated
            rules.check(whole)
            self._leave_to_members(whole)
            clinic = Clinic(source=draft.source)
            return Step(number, draft, clinic, CREATED, whole, publish=self.by is not None)
        self._alone_about(("clinic", pk), number)
        clinic, listing = standing.clinics[pk], standing.listings.get(pk)
        before = content.freeze(clinic)
        whole = before | stated
        shown = content.content_of(listing) if listing else None
        # What is shown already is no news, whatever is being edited in the working copy meanwhile.
        agrees = listing is not None and shown | stated == shown
        outcome = UNCHANGED if agrees or whole == before else CHANGED
        if outcome == CHANGED:
            rules.check(whole)
        if clinic.closed_at or (listing and listing.removed_at):
            if outcome == CHANGED:
                raise Refused(TAKEN_DOWN)
            return Step(number, draft, clinic, outcome, whole)
        if clinic.has_members or (
            self.from_register and listing and listing.origin == Submission.Origin.PORTAL
        ):
            if outcome == CHANGED:
                raise Refused(LOOKED_AFTER)
            return Step(number, draft, clinic, outcome, whole)
        if whole["organisation_slug"] != before["organisation_slug"]:
            self._leave_to_members(whole)
        publish = self.by is not None and not agrees and (listing is None or shown != whole)
        if clinic.waits and (publish or outcome == CHANGED):
            raise Refused(WAITS)
        return Step(number, draft, clinic, outcome, whole, publish=publish)

    def _leave_to_members(self, whole):
        """An import puts no clinic into the hands of people who have not shown that it is theirs."""
        if self.organisations and whole["organisation_slug"] in self.organisations.with_members:
            raise Refused(
                _("The organization “%s” has members: they add their clinics themselves.")
                % rules.shown(whole["organisation"])
            )

    def _with_organisation(self, stated):
        if "organisation" not in stated:
            return stated
        slug = self.organisations.slug(stated["organisation"], stated["organisation_slug"])
        return stated | {"organisation_slug": slug}

    def _doubt(self, step):
        """Compare with every clinic that is there and every row before it."""
        if step.outcome == UNCHANGED:
            return
        step.known = doubts.known(step.clinic.pk, step.content)
        if step.clinic.pk:
            self.neighbours.forget(step.clinic.pk)
        step.likes = self.neighbours.like(step.known)
        self.neighbours.add(step.known)

    # ---- write

    @transaction.atomic
    def _write(self, steps):
        """Returns the steps that were taken: what has become somebody's meanwhile is refused."""
        steps = list(self._still_free(steps))
        created = [step for step in steps if step.outcome == CREATED]
        changed = [step for step in steps if step.outcome == CHANGED]
        for step in (*created, *changed):
            self._state(step)
        insert([step.clinic for step in created])
        for step in created:
            step.known.pk = step.clinic.pk
        for step in changed:
            step.clinic.save()
        self._write_records(created, changed)
        Doubt.objects.filter(clinic__in=[step.clinic for step in changed]).delete()
        Doubt.objects.bulk_create(
            [doubt for step in (*created, *changed) for doubt in _doubts(step)], batch_size=1000
        )
        sent = [step.clinic for step in steps if step.publish]
        if sent:
            origin = Submission.Origin.IMPORT
            submissions = moderation.submit(clinics=sent, origin=origin, source=self.source, by=self.by)
            moderation.approve(submissions=submissions, by=self.by)
        return steps

    def _still_free(self, steps):
        """Locks the clinics that stand already; leaves out those that changed hands since they were read."""
        standing = [step for step in steps if step.clinic.pk and (step.publish or step.outcome == CHANGED)]
        now = {}
        if standing:
            locked = Clinic.objects.annotate(**IN_OTHER_HANDS).locked([step.clinic.pk for step in standing])
            now = {clinic.pk: clinic for clinic in locked}
        for step in steps:
            clinic = now.get(step.clinic.pk)
            why = clinic and _in_other_hands(clinic)
            if why:
                self.told.refused(step.number, why)
            else:
                yield step

    def _state(self, step):
        for name in content.FIELDS:
            value = step.content[name]
            if name in content.DATES and value:
                value = date.fromisoformat(value)
            setattr(step.clinic, name, value)
        if self.organisations:
            step.clinic.organization = self.organisations.row(
                step.content["organisation"], step.content["organisation_slug"]
            )

    def _write_records(self, created, changed):
        """People and training, anew where they changed."""
        for model, name in ((Practitioner, "practitioners"), (Training, "training")):
            if changed:
                model.objects.filter(clinic__in=[step.clinic for step in changed]).delete()
            model.objects.bulk_create(
                [
                    model(clinic=step.clinic, position=position, **record)
                    for step in (*created, *changed)
                    for position, record in enumerate(step.content[name])
                ],
                batch_size=500,
            )
        for step in changed:
            step.clinic._prefetched_objects_cache.clear()

    # ---- count

    def _count(self, step):
        counts = self.told.counts
        counts[step.outcome] += 1
        counts["published"] += step.publish
        if step.outcome == UNCHANGED:
            return
        for words in (*step.draft.mended, *step.draft.notes):
            self.told.note(step.number, words)
        if step.draft.far:
            words = _("The point is %.0f miles from its ZIP code.") % step.draft.far
            self.told.note(step.number, words)
        counts["left out"] += bool(step.draft.notes)
        counts["point far from ZIP"] += step.draft.far is not None
        counts["likely duplicate"] += bool(step.likes)
        counts["flagged"] += bool(step.draft.notes or step.draft.far or step.likes)


IN_OTHER_HANDS = {
    "has_members": Exists(Membership.objects.filter(organization=OuterRef("organization"))),
    "waits": Exists(Submission.objects.filter(clinic=OuterRef("pk")).waiting()),
}
TAKEN_DOWN = gettext_lazy("The listing of this clinic was taken down, so nothing was changed.")
LOOKED_AFTER = gettext_lazy("The clinic looks after its listing itself, so nothing was changed.")
WAITS = gettext_lazy("A submission of this clinic waits for a moderator. Decide it first.")


def _in_other_hands(clinic):
    """Why an import leaves a clinic alone; None where it may change it."""
    if clinic.closed_at:
        return TAKEN_DOWN
    return LOOKED_AFTER if clinic.has_members else WAITS if clinic.waits else None


@dataclass
class _Standing:
    pks: dict  # source or name key → clinic
    clinics: dict
    listings: dict  # by clinic


def _doubts(step):
    if step.draft.far:
        yield Doubt(clinic=step.clinic, kind=Doubt.Kind.POINT_FAR_FROM_ZIP, miles=step.draft.far)
    for other, shared, miles in step.likes:
        kind = Doubt.Kind.LIKELY_DUPLICATE
        yield Doubt(clinic=step.clinic, kind=kind, other_id=other.pk, shared=shared, miles=miles)


def _empty(name):
    kind = STATEMENTS[name].kind
    if kind in ("codes", "records"):
        return []
    return "" if kind in ("text", "code") else None


EMPTY = {name: _empty(name) for name in STATEMENTS} | {"country": "US", "organisation_slug": ""}

# ---- who is who

SEVERAL = 0  # in place of a clinic's key


def _name_key(stated):
    return fold(stated["name"]), fold(stated.get("street", "")), stated.get("zip", "")[:5]


def _clinics_by_name():
    found = {}
    for pk, name, street, zip_code in Clinic.objects.values_list("pk", "name", "street", "zip").iterator():
        key = _name_key({"name": name, "street": street, "zip": zip_code})
        found[key] = SEVERAL if key in found else pk
    return found


class Organizations:
    """The organizations that rows speak of. Made when a clinic of theirs is written."""

    def __init__(self):
        self.names = dict(Organization.objects.values_list("slug", "name"))
        self.with_members = set(Membership.objects.values_list("organization__slug", flat=True))

    def slug(self, name, given):
        """Under which slug an organization stands: the given one, the one of its name, or a new one."""
        if not name and given:
            raise Refused(
                _("Column “organisation_slug” is filled in and “organisation” is empty. Fill in both.")
            )
        if not name:
            return ""
        slug = given or next((slug for slug, known in self.names.items() if known == name), "")
        if not slug:
            wanted = slugify(plain(name))[:70] or "organization"
            numbers = (f"{wanted}-{number}" for number in range(2, len(self.names) + 3))
            slug = next(slug for slug in (wanted, *numbers) if slug not in self.names)
        rules.check_field(_("column “organisation_slug”"), Organization._meta.get_field("slug"), slug)
        rules.check_field(_("column “organisation”"), Organization._meta.get_field("name"), name)
        if self.names.setdefault(slug, name) != name:
            raise Refused(
                _("The organization “%(slug)s” is called “%(known)s” here, and the row says “%(said)s”.")
                % {"slug": slug, "known": self.names[slug], "said": rules.shown(name)}
            )
        return slug

    def row(self, name, slug):
        if not slug:
            return None
        return Organization.objects.get_or_create(slug=slug, defaults={"name": name})[0]
