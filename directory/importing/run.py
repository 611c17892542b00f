"""One import: every row of a file becomes created, changed, unchanged or refused, a batch at a time.

What a batch writes is one transaction; everything is read and decided before it, so it is short.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import batched

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import SubmissionState
from directory.importing import details, findtreatment, flags, headings, own, reading, rules, samhsa
from directory.importing.drafts import Refused
from directory.importing.organizations import Organizations
from directory.importing.telling import CHANGED, CREATED, LEFT, PUBLISHED, SENT, UNCHANGED, Told
from directory.matching import duplicates, identity
from directory.models import (
    Clinic,
    Doubt,
    FormerSlug,
    Listing,
    Membership,
    Practitioner,
    Submission,
    Training,
)
from directory.models.bulk_insert import insert
from directory.moderation import decisions
from directory.publishing.snapshot import (
    DATE_STATEMENTS,
    FIELD_STATEMENTS,
    complete_snapshot,
    snapshot_of_clinic,
    snapshot_of_listing,
)

BATCH = 250
ONE_IMPORT = 0x636C696E  # number of the advisory lock: two imports at once would not see each other's clinics

SENDER = "imported-file"
SHAPES = {"samhsa": samhsa, "findtreatment": findtreatment, "directory": own}
# When the key of a row stands for another facility than it did: SAMHSA's is a number of a row, and moves.
KEYS = {"samhsa": identity.is_another_row, "findtreatment": identity.is_another}


@dataclass
class Step:
    """What is to be done for one row."""

    number: int
    draft: object
    clinic: object  # a Clinic, saved or not
    outcome: str
    content: dict  # the whole content afterward
    shown: dict | None = None  # the content that is published
    far: float | None = None  # miles, of a point that was not used
    notes: list = field(default_factory=list)  # what was left out, or is doubtful
    mended: list = field(default_factory=list)  # what was read otherwise than it stood
    known: object = None  # doubts.Known
    likes: list = field(default_factory=list)
    flags: list = field(default_factory=list)  # (of FLAGS, sentence): why a person should look
    news: bool = False  # the public does not read it yet
    then: str = ""  # PUBLISHED, SENT or LEFT, where it was asked for


def import_clinics(
    path,
    *,
    shape=None,
    columns="",
    dry_run=False,
    by=None,
    send=False,
    source="",
    sentence=print,
    line=None,
    moved=None,
):
    """Take a file in. Raises reading.Unreadable where no row can be read; what was taken before stays.

    shape     "samhsa", "findtreatment" or "directory"; None: as the file looks
    columns   which heading means which column: "Facility=name,ST=state"
    by        the user in whose name created and changed clinics are sent and approved; None: none is approved
    send      put into the queue of the moderators what is not approved
    source    who says what the file says, for readers; "" for a register that names itself
    sentence  called with each sentence about a row
    line      called with number, name, outcome, what becomes of it, and reasons, for every row
    moved     called with the number of bytes read
    returns   Counter of created, changed, unchanged, refused, flagged (with FLAGS, which may overlap),
              published, sent and left

    Nothing that is flagged is approved: with `send` it waits in the queue, else it stays a working copy.
    """
    told = Told(sentence, line)
    with reading.opened(path) as file, _alone(dry_run):
        shape, rows = _rows(file, shape, columns, told, moved)
        source = source or getattr(SHAPES[shape], "SOURCE", "")
        if not source and (by or send):
            raise reading.Unreadable(NO_SOURCE)
        run = _Run(shape=shape, dry_run=dry_run, by=by, send=send, told=told, source=source)
        for batch in batched(run.drafts(rows), BATCH):
            run.take(batch)
            told.hand_over()
        told.hand_over()
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
    def __init__(self, *, shape, dry_run, by, send, told, source):
        self.shape, self.dry_run, self.by, self.send, self.told = shape, dry_run, by, send, told
        self.from_register = shape != "directory"
        self.source = source
        self.today = timezone.localdate()
        self.neighbors = duplicates.Neighbors.of_the_directory()
        self.alike = {}  # digest of a row → its number
        self.taken = {}  # identity of a clinic → the number of the row that spoke of it
        self.organizations = Organizations() if not self.from_register else None
        self.by_name = _clinics_by_name()

    # ---- read

    def drafts(self, rows):
        """(number, Draft) of each row that can be read and was not there before."""
        read = SHAPES[self.shape].draft
        for row in rows:
            name = ""
            try:
                if row.problem:
                    raise Refused(row.problem)
                draft = read(row.cells)
                name = draft.content["name"]
                self._once(row.number, draft)
            except Refused as why:
                self.told.refused(row.number, name, why)
            else:
                yield row.number, draft

    def _once(self, number, draft):
        digest = blake2b(repr(draft.same_as).encode(errors="surrogatepass"), digest_size=16).digest()
        first = self.alike.setdefault(digest, number)
        if first != number:
            raise Refused(_("It is the same as row %d.") % first)
        key = identity.name_key(draft.content)
        if draft.uid or draft.source:
            self._alone_about(draft.uid or draft.source, number)
            if not self.from_register:
                self.taken.setdefault(key, number)
        else:
            self._alone_about(key, number)

    def _alone_about(self, who, number):
        first = self.taken.setdefault(who, number)
        if first != number:
            raise Refused(
                _("It is about the same clinic as row %d and says something else. That row counts.") % first
            )

    # ---- decide

    def take(self, batch):
        standing = self._standing(batch)
        steps = []
        for number, draft in batch:
            try:
                step = self._step(number, draft, standing)
                self._doubt(step)
                self._decide(step)
            except Refused as why:
                self.told.refused(number, draft.content["name"], why)
            else:
                steps.append(step)
        if not self.dry_run:
            steps = self._write(steps)
        for step in steps:
            self._count(step)

    def _standing(self, batch):
        """What stands in the directory for these rows: _Standing."""
        pks = dict(self._who(batch))
        found = [pk for pk in pks.values() if isinstance(pk, int)]
        clinics = (
            Clinic.objects.filter(pk__in=found)
            .annotate(**IN_OTHER_HANDS)
            .select_related("organization")
            .prefetch_related("practitioners", "training", Prefetch("doubts", Doubt.objects.with_other()))
        )
        listings = Listing.objects.filter(clinic__in=found).for_pages()
        return _Standing(
            pks,
            {clinic.pk: clinic for clinic in clinics},
            {listing.clinic_id: listing for listing in listings},
            _turned_down(found) if self.by or self.send else {},
        )

    def _who(self, batch):
        """(row number, the id of its clinic or why that is not clear), for rows about one that is there.

        By the id or the address that the row names; else by the key that it has in its register, unless that
        key stands for another facility by now; else by name and address.
        """
        drafts = [draft for _number, draft in batch]
        uids = {draft.uid for draft in drafts if draft.uid}
        slugs = {draft.slug for draft in drafts if draft.slug}
        sources = {draft.source for draft in drafts if draft.source}
        by_uid = dict(Clinic.objects.filter(uid__in=uids).values_list("uid", "pk")) if uids else {}
        by_slug = {}
        if slugs:
            former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "listing__clinic")
            now = Listing.objects.filter(slug__in=slugs).values_list("slug", "clinic")
            by_slug = dict([*former, *now])
        by_source = {
            source: (pk, dict(zip(identity.PARTS, parts, strict=True)))
            for source, pk, *parts in Clinic.objects.filter(source__in=sources).values_list(
                "source", "pk", *identity.PARTS
            )
        }
        for number, draft in batch:
            kept, known = by_source.get(draft.source, (None, None))
            named = by_slug.get(draft.slug, kept)
            if draft.uid:
                pk = by_uid.get(draft.uid)
                if pk and draft.slug in by_slug and by_slug[draft.slug] != pk:
                    pk = Refused(_("“uid” and “slug” stand for two clinics. Take one of them out."))
                draft.source = "" if kept else draft.source
            elif self.from_register:
                pk = kept or self._namesake(draft)
                if known and KEYS[self.shape](known, draft.content):  # it is found by its address from now on
                    pk, draft.source = self.by_name.get(identity.name_key(draft.content)), ""
            else:
                pk = named or self.by_name.get(identity.name_key(draft.content))
            if pk == SEVERAL:
                pk = Refused(_("Several clinics have this name and address. Say which in the column “uid”."))
            if pk is not None:
                yield number, pk

    def _namesake(self, draft):
        """The clinic of this name and full address, unless another row speaks of it."""
        name, street, _state, five, _town = key = identity.name_key(draft.content)
        pk = self.by_name.get(key) if name and street and five else None
        return None if pk == SEVERAL or ("clinic", pk) in self.taken else pk

    def _step(self, number, draft, standing):
        pk = standing.pks.get(number)
        if isinstance(pk, Refused):
            raise pk
        if len(draft.source) > 200:
            raise Refused(_("Its key is longer than 200 characters."))
        stated, notes = details.without_days_to_come(draft.content, self.today)
        stated, notes, mended = self._with_organization(stated), [*draft.notes, *notes], [*draft.mended]
        if pk is None:
            whole = EMPTY | stated
            rules.check(whole)
            self._leave_to_members(whole)
            placed, far = details.settled(whole)
            clinic = Clinic(source=draft.source, **({"uid": draft.uid} if draft.uid else {}))
            return Step(
                number,
                draft,
                clinic,
                CREATED,
                whole | placed,
                far=draft.far or far,
                notes=notes,
                mended=mended,
                news=True,
            )
        self._alone_about(("clinic", pk), number)
        clinic, listing = standing.clinics[pk], standing.listings.get(pk)
        before = snapshot_of_clinic(clinic)
        shown = snapshot_of_listing(listing) if listing else None
        if (draft.uid or draft.slug) and identity.is_another(before, stated):
            raise Refused(
                _(
                    "Its id or address is that of “%(known)s” in %(here)s, and it tells of “%(said)s” in"
                    " %(there)s. Correct it, or leave “uid” and “slug” empty."
                )
                % {
                    "known": rules.shown(before["name"]),
                    "here": _place(before),
                    "said": rules.shown(stated["name"]),
                    "there": _place(stated),
                }
            )
        if shown:
            stated, kept = _where_it_is(shown, stated)
            mended += kept
        placed, far = details.settled(before | stated, [before, *([shown] if shown else [])])
        stated |= placed
        whole = before | stated
        # What is shown already is no news, whatever is being edited in the working copy meanwhile.
        agrees = listing is not None and shown | stated == shown
        outcome = UNCHANGED if agrees or whole == before else CHANGED
        if outcome == CHANGED:
            rules.check(whole)
        step = Step(number, draft, clinic, outcome, whole, shown, draft.far or far, notes, mended)
        if clinic.closed_at or (listing and listing.removed_at):
            if outcome == CHANGED:
                raise Refused(TAKEN_DOWN)
            return step
        if clinic.has_members or (
            self.from_register and listing and listing.origin == Submission.Origin.PORTAL
        ):
            if outcome == CHANGED:
                raise Refused(LOOKED_AFTER)
            return step
        if whole["organization_slug"] != before["organization_slug"]:
            self._leave_to_members(whole)
        step.news = not agrees and (listing is None or shown != whole)
        if clinic.waits and (outcome == CHANGED or (step.news and self.by and not self.send)):
            raise Refused(WAITS)
        if step.news and (self.by or self.send) and standing.turned_down.get(pk) == whole:
            raise Refused(TURNED_DOWN)
        if shown and step.news and identity.is_moved(shown, whole):
            if not self.send:
                raise Refused(
                    _(
                        "The listing is in %(here)s and the row says %(there)s. Only a moderator moves a"
                        " published listing: --send puts the row into the queue."
                    )
                    % {"here": _place(shown), "there": _place(whole)}
                )
            step.flags.append(
                (
                    flags.MOVED,
                    _("The listing is in %(here)s and the row says %(there)s.")
                    % {"here": _place(shown), "there": _place(whole)},
                )
            )
        return step

    def _leave_to_members(self, whole):
        """An import puts no clinic into the hands of people who have not shown that it is theirs."""
        if self.organizations and whole["organization_slug"] in self.organizations.with_members:
            raise Refused(
                _("The organization “%s” has members: they add their clinics themselves.")
                % rules.shown(whole["organization"])
            )

    def _with_organization(self, stated):
        if "organization" not in stated:
            return stated
        slug = self.organizations.slug(stated["organization"], stated["organization_slug"])
        return stated | {"organization_slug": slug}

    def _doubt(self, step):
        """Compare with every clinic that is there and every row before it; of what stands, what was found."""
        if step.outcome == UNCHANGED:
            if step.news and (self.by or self.send):
                step.flags += flags.found(step)
            return
        step.known = duplicates.known(step.clinic.pk, step.content)
        if step.clinic.pk:
            self.neighbors.forget(step.clinic.pk)
        step.likes = self.neighbors.like(step.known)
        self.neighbors.add(step.known)
        step.flags += flags.found(step)

    def _decide(self, step):
        if not step.news or not (self.by or self.send):
            return
        if self.by and not step.flags:
            step.then = PUBLISHED
        elif self.send:
            step.then = "" if step.clinic.pk and step.clinic.waits else SENT
        else:
            step.then = LEFT

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
        self._send([step for step in steps if step.then in (PUBLISHED, SENT)])
        return steps

    def _send(self, steps):
        """Into the queue, and out of it again what is published at once."""
        groups, approved = defaultdict(list), []
        for step in steps:
            groups[step.draft.said_by or self.source].append(step)
        by = self.by or (sender() if steps else None)
        for source, group in groups.items():
            submissions = decisions.submit(
                clinics=[step.clinic for step in group],
                origin=Submission.Origin.IMPORT,
                source=source,
                by=by,
            )
            looked_at = []
            for step, submission in zip(group, submissions, strict=True):
                if step.then == PUBLISHED:
                    approved.append(submission)
                elif unseen := [str(why) for flag, why in step.flags if flag in flags.UNSEEN]:
                    longest = Submission._meta.get_field("remark").max_length
                    submission.remark = "\n".join(unseen)[:longest]
                    looked_at.append(submission)
            Submission.objects.bulk_update(looked_at, ["remark"])
        if approved:
            decisions.approve(submissions=approved, by=by)

    def _still_free(self, steps):
        """Locks the clinics that stand already; leaves out those that changed hands since they were read."""
        standing = [
            step
            for step in steps
            if step.clinic.pk and (step.then in (PUBLISHED, SENT) or step.outcome == CHANGED)
        ]
        now = {}
        if standing:
            locked = Clinic.objects.annotate(**IN_OTHER_HANDS).locked([step.clinic.pk for step in standing])
            now = {clinic.pk: clinic for clinic in locked}
        for step in steps:
            clinic = now.get(step.clinic.pk)
            why = clinic and _in_other_hands(clinic)
            if why:
                self.told.refused(step.number, step.content["name"], why)
            else:
                yield step

    def _state(self, step):
        for name in FIELD_STATEMENTS:
            value = step.content[name]
            if name in DATE_STATEMENTS and value:
                value = date.fromisoformat(value)
            setattr(step.clinic, name, value)
        if self.organizations:
            step.clinic.organization = self.organizations.row(
                step.content["organization"], step.content["organization_slug"]
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
        counts[step.then] += bool(step.then)
        for flag in {flag for flag, _why in step.flags}:
            counts[flag] += 1
        counts["flagged"] += bool(step.flags)
        mended = step.mended if step.outcome != UNCHANGED else []
        reasons = [*mended, *(why for _flag, why in step.flags)]
        self.told.row(step.number, step.content["name"], step.outcome, step.then, reasons)


IN_OTHER_HANDS = {
    "has_members": Exists(Membership.objects.filter(organization=OuterRef("organization"))),
    "waits": Exists(Submission.objects.filter(clinic=OuterRef("pk")).waiting()),
}
TAKEN_DOWN = gettext_lazy("The listing of this clinic was taken down, so nothing was changed.")
LOOKED_AFTER = gettext_lazy("The clinic looks after its listing itself, so nothing was changed.")
WAITS = gettext_lazy("A submission of this clinic waits for a moderator. Decide it first.")
TURNED_DOWN = gettext_lazy("A moderator has sent back just this, so it was not sent again.")
NO_SOURCE = gettext_lazy(
    "Readers are told who says what a listing says. Name the source of this file, for example: "
    '--source "State health department list, 2026-10".'
)


def _in_other_hands(clinic):
    """Why an import leaves a clinic alone; None where it may change it."""
    if clinic.closed_at:
        return TAKEN_DOWN
    return LOOKED_AFTER if clinic.has_members else WAITS if clinic.waits else None


@dataclass
class _Standing:
    pks: dict  # row number → clinic, or why it is not clear which
    clinics: dict
    listings: dict  # by clinic
    turned_down: dict  # clinic → the content that a moderator sent back last


def _turned_down(clinics):
    states = [SubmissionState.REJECTED, SubmissionState.CHANGES_REQUESTED]
    refused = Submission.objects.filter(clinic__in=clinics, state__in=states)
    latest = refused.order_by("clinic", "-pk").distinct("clinic").values_list("clinic", "content")
    return {clinic: complete_snapshot(frozen) for clinic, frozen in latest}


def _where_it_is(shown, stated):
    """What a row says, with the town and state of a published listing where it says none; and notes."""
    empty = [name for name in ("city", "state") if shown[name] and stated.get(name) == ""]
    if not empty:
        return stated, []
    words = _("Its town or state is empty; the listing stays in %(here)s.") % {"here": _place(shown)}
    return stated | {name: shown[name] for name in empty}, [words]


def _place(stated):
    return rules.shown(", ".join(stated[name] for name in ("city", "state") if stated.get(name)) or "—")


def sender():
    """In whose name an import sends, where nobody is named: an account that nobody can sign in to."""
    nobody = {"is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=SENDER, defaults=nobody)[0]


def _doubts(step):
    if step.far:
        yield Doubt(clinic=step.clinic, kind=Doubt.Kind.POINT_FAR_FROM_ZIP, miles=step.far)
    for other, shared, miles in step.likes:
        kind = Doubt.Kind.LIKELY_DUPLICATE
        yield Doubt(clinic=step.clinic, kind=kind, other_id=other.pk, shared=shared, miles=miles)


def _empty(name):
    kind = STATEMENTS[name].kind
    if kind in ("codes", "records"):
        return []
    return "" if kind in ("text", "code") else None


EMPTY = {name: _empty(name) for name in STATEMENTS} | {"country": "US", "organization_slug": ""}

# ---- who is who

SEVERAL = 0  # in place of a clinic's key


def _clinics_by_name():
    found = {}
    for pk, *parts in Clinic.objects.values_list("pk", *identity.PARTS).iterator(chunk_size=2000):
        key = identity.name_key(dict(zip(identity.PARTS, parts, strict=True)))
        found[key] = SEVERAL if key in found else pk
    return found
