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

from directory.exchange.cells.text import excerpt
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import SubmissionState
from directory.importing import (
    details,
    directory_csv,
    findtreatment,
    headings,
    reading,
    review_flags,
    samhsa,
    validation,
)
from directory.importing.errors import RowError
from directory.importing.organizations import Organizations
from directory.importing.report import CHANGED, CREATED, LEFT, PUBLISHED, SENT, UNCHANGED, Report
from directory.matching import duplicates, identity
from directory.models import (
    Clinic,
    FormerSlug,
    Listing,
    Membership,
    Practitioner,
    ReviewFlag,
    Submission,
    Training,
)
from directory.models.bulk_insert import bulk_insert
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
FORMATS = {"samhsa": samhsa, "findtreatment": findtreatment, "directory": directory_csv}
# When the key of a row stands for another facility than it did: SAMHSA's is a number of a row, and moves.
IS_ANOTHER = {"samhsa": identity.is_another_facility, "findtreatment": identity.is_another_clinic}


@dataclass
class PlannedRow:
    """What is to be done for one row."""

    number: int
    parsed: object
    clinic: object  # a Clinic, saved or not
    outcome: str
    content: dict  # the whole content afterward
    shown: dict | None = None  # the content that is published
    miles_off: float | None = None  # miles, of a point that was not used
    concerns: list = field(default_factory=list)  # what was left out, or is doubtful
    corrections: list = field(default_factory=list)  # what was read otherwise than it stood
    compared: object = None  # doubts.Known
    duplicates: list = field(default_factory=list)
    flags: list = field(default_factory=list)  # (of FLAGS, sentence): why a person should look
    news: bool = False  # the public does not read it yet
    next_step: str = ""  # PUBLISHED, SENT or LEFT, where it was asked for


def import_clinics(
    path,
    *,
    file_format=None,
    columns="",
    dry_run=False,
    by=None,
    send=False,
    source="",
    on_message=print,
    on_row=None,
    on_bytes_read=None,
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
    report = Report(on_message, on_row)
    with reading.open_text_file(path) as file, _alone(dry_run):
        file_format, rows = _rows(file, file_format, columns, report, on_bytes_read)
        source = source or getattr(FORMATS[file_format], "SOURCE", "")
        if not source and (by or send):
            raise reading.FileError(NO_SOURCE)
        run = _Run(file_format=file_format, dry_run=dry_run, by=by, send=send, report=report, source=source)
        for batch in batched(run.parsed_rows(rows), BATCH):
            run.take(batch)
            report.flush()
        report.flush()
    return report.counts


def _rows(file, file_format, columns, report, on_bytes_read):
    renamed = headings.parse_columns_option(columns)
    if reading.is_json(file):
        if file_format not in (None, "findtreatment") or renamed:
            raise reading.FileError(
                _("The file is JSON. Only the format findtreatment is, and it has no columns.")
                if renamed
                else _("The file is JSON. Only the format findtreatment is.")
            )
        return "findtreatment", reading.read_json_rows(file, on_bytes_read)
    if file_format == "findtreatment":
        raise reading.FileError(_("The file is not JSON, and the format findtreatment is."))
    table = reading.CsvTable(file, headings.count_known, on_bytes_read)
    mapping = headings.map_header(table.header, file_format=file_format, renamed=renamed)
    table.set_columns(mapping.columns, mapping.required)
    for words in (*table.messages, *mapping.messages):
        report.on_message(words)
    return mapping.file_format, table


class _alone:  # noqa: N801
    """Holds the lock of the one import that may write."""

    def __init__(self, dry_run):
        self.needed = not dry_run

    def __enter__(self):
        if self.needed and not self._ask("pg_try_advisory_lock"):
            raise reading.FileError(_("Another import is running. Start this one when it has finished."))

    def __exit__(self, *failure):
        if self.needed and connection.is_usable():
            self._ask("pg_advisory_unlock")

    def _ask(self, function):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [ONE_IMPORT])
            return cursor.fetchone()[0]


class _Run:
    def __init__(self, *, file_format, dry_run, by, send, report, source):
        self.file_format, self.dry_run, self.by, self.send, self.report = (
            file_format,
            dry_run,
            by,
            send,
            report,
        )
        self.from_register = file_format != "directory"
        self.source = source
        self.today = timezone.localdate()
        self.duplicate_finder = duplicates.DuplicateFinder.for_all_clinics()
        self.alike = {}  # digest of a row → its number
        self.taken = {}  # identity of a clinic → the number of the row that spoke of it
        self.organizations = Organizations() if not self.from_register else None
        self.by_name = _clinics_by_name()

    # ---- read

    def parsed_rows(self, rows):
        """(number, Draft) of each row that can be read and was not there before."""
        parse_row = FORMATS[self.file_format].parse_row
        for row in rows:
            name = ""
            try:
                if row.problem:
                    raise RowError(row.problem)
                parsed = parse_row(row.cells)
                name = parsed.content["name"]
                self._once(row.number, parsed)
            except RowError as why:
                self.report.add_refused(row.number, name, why)
            else:
                yield row.number, parsed

    def _once(self, number, parsed):
        digest = blake2b(repr(parsed.duplicate_key).encode(errors="surrogatepass"), digest_size=16).digest()
        first = self.alike.setdefault(digest, number)
        if first != number:
            raise RowError(_("It is the same as row %d.") % first)
        key = identity.identity_key(parsed.content)
        if parsed.uid or parsed.source_key:
            self._alone_about(parsed.uid or parsed.source_key, number)
            if not self.from_register:
                self.taken.setdefault(key, number)
        else:
            self._alone_about(key, number)

    def _alone_about(self, who, number):
        first = self.taken.setdefault(who, number)
        if first != number:
            raise RowError(
                _("It is about the same clinic as row %d and says something else. That row counts.") % first
            )

    # ---- decide

    def take(self, batch):
        standing = self._standing(batch)
        steps = []
        for number, parsed in batch:
            try:
                step = self._step(number, parsed, standing)
                self._doubt(step)
                self._decide(step)
            except RowError as why:
                self.report.add_refused(number, parsed.content["name"], why)
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
            .prefetch_related(
                "practitioners", "training", Prefetch("review_flags", ReviewFlag.objects.with_other())
            )
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
        parsed_rows = [parsed for _number, parsed in batch]
        uids = {parsed.uid for parsed in parsed_rows if parsed.uid}
        slugs = {parsed.slug for parsed in parsed_rows if parsed.slug}
        sources = {parsed.source_key for parsed in parsed_rows if parsed.source_key}
        by_uid = dict(Clinic.objects.filter(uid__in=uids).values_list("uid", "pk")) if uids else {}
        by_slug = {}
        if slugs:
            former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "listing__clinic")
            now = Listing.objects.filter(slug__in=slugs).values_list("slug", "clinic")
            by_slug = dict([*former, *now])
        by_source = {
            source: (pk, dict(zip(identity.KEY_COLUMNS, parts, strict=True)))
            for source, pk, *parts in Clinic.objects.filter(source__in=sources).values_list(
                "source", "pk", *identity.KEY_COLUMNS
            )
        }
        for number, parsed in batch:
            kept, compared = by_source.get(parsed.source_key, (None, None))
            named = by_slug.get(parsed.slug, kept)
            if parsed.uid:
                pk = by_uid.get(parsed.uid)
                if pk and parsed.slug in by_slug and by_slug[parsed.slug] != pk:
                    pk = RowError(_("“uid” and “slug” stand for two clinics. Take one of them out."))
                parsed.source_key = "" if kept else parsed.source_key
            elif self.from_register:
                pk = kept or self._namesake(parsed)
                if compared and IS_ANOTHER[self.file_format](
                    compared, parsed.content
                ):  # it is found by its address from now on
                    pk, parsed.source_key = self.by_name.get(identity.identity_key(parsed.content)), ""
            else:
                pk = named or self.by_name.get(identity.identity_key(parsed.content))
            if pk == SEVERAL:
                pk = RowError(_("Several clinics have this name and address. Say which in the column “uid”."))
            if pk is not None:
                yield number, pk

    def _namesake(self, parsed):
        """The clinic of this name and full address, unless another row speaks of it."""
        name, street, _state, five, _town = key = identity.identity_key(parsed.content)
        pk = self.by_name.get(key) if name and street and five else None
        return None if pk == SEVERAL or ("clinic", pk) in self.taken else pk

    def _step(self, number, parsed, standing):
        pk = standing.pks.get(number)
        if isinstance(pk, RowError):
            raise pk
        if len(parsed.source_key) > 200:
            raise RowError(_("Its key is longer than 200 characters."))
        stated, concerns = details.drop_future_dates(parsed.content, self.today)
        stated, concerns, corrections = (
            self._with_organization(stated),
            [*parsed.concerns, *concerns],
            [*parsed.corrections],
        )
        if pk is None:
            whole = EMPTY | stated
            validation.validate_content(whole)
            self._leave_to_members(whole)
            placed, miles_off = details.settle_point(whole)
            clinic = Clinic(source=parsed.source_key, **({"uid": parsed.uid} if parsed.uid else {}))
            return PlannedRow(
                number,
                parsed,
                clinic,
                CREATED,
                whole | placed,
                miles_off=parsed.miles_off or miles_off,
                concerns=concerns,
                corrections=corrections,
                news=True,
            )
        self._alone_about(("clinic", pk), number)
        clinic, listing = standing.clinics[pk], standing.listings.get(pk)
        before = snapshot_of_clinic(clinic)
        shown = snapshot_of_listing(listing) if listing else None
        if (parsed.uid or parsed.slug) and identity.is_another_clinic(before, stated):
            raise RowError(
                _(
                    "Its id or address is that of “%(known)s” in %(here)s, and it tells of “%(said)s” in"
                    " %(there)s. Correct it, or leave “uid” and “slug” empty."
                )
                % {
                    "known": excerpt(before["name"]),
                    "here": _place(before),
                    "said": excerpt(stated["name"]),
                    "there": _place(stated),
                }
            )
        if shown:
            stated, kept = _where_it_is(shown, stated)
            corrections += kept
        placed, miles_off = details.settle_point(before | stated, [before, *([shown] if shown else [])])
        stated |= placed
        whole = before | stated
        # What is shown already is no news, whatever is being edited in the working copy meanwhile.
        agrees = listing is not None and shown | stated == shown
        outcome = UNCHANGED if agrees or whole == before else CHANGED
        if outcome == CHANGED:
            validation.validate_content(whole)
        step = PlannedRow(
            number,
            parsed,
            clinic,
            outcome,
            whole,
            shown,
            parsed.miles_off or miles_off,
            concerns,
            corrections,
        )
        if clinic.closed_at or (listing and listing.removed_at):
            if outcome == CHANGED:
                raise RowError(TAKEN_DOWN)
            return step
        if clinic.has_members or (
            self.from_register and listing and listing.origin == Submission.Origin.PORTAL
        ):
            if outcome == CHANGED:
                raise RowError(LOOKED_AFTER)
            return step
        if whole["organization_slug"] != before["organization_slug"]:
            self._leave_to_members(whole)
        step.news = not agrees and (listing is None or shown != whole)
        if clinic.waits and (outcome == CHANGED or (step.news and self.by and not self.send)):
            raise RowError(WAITS)
        if step.news and (self.by or self.send) and standing.turned_down.get(pk) == whole:
            raise RowError(TURNED_DOWN)
        if shown and step.news and identity.moves_clinic(shown, whole):
            if not self.send:
                raise RowError(
                    _(
                        "The listing is in %(here)s and the row says %(there)s. Only a moderator moves a"
                        " published listing: --send puts the row into the queue."
                    )
                    % {"here": _place(shown), "there": _place(whole)}
                )
            step.flags.append(
                (
                    review_flags.MOVED,
                    _("The listing is in %(here)s and the row says %(there)s.")
                    % {"here": _place(shown), "there": _place(whole)},
                )
            )
        return step

    def _leave_to_members(self, whole):
        """An import puts no clinic into the hands of people who have not shown that it is theirs."""
        if self.organizations and whole["organization_slug"] in self.organizations.with_members:
            raise RowError(
                _("The organization “%s” has members: they add their clinics themselves.")
                % excerpt(whole["organization"])
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
                step.flags += review_flags.flags_for(step)
            return
        step.compared = duplicates.compared_clinic(step.clinic.pk, step.content)
        if step.clinic.pk:
            self.duplicate_finder.remove(step.clinic.pk)
        step.duplicates = self.duplicate_finder.find(step.compared)
        self.duplicate_finder.add(step.compared)
        step.flags += review_flags.flags_for(step)

    def _decide(self, step):
        if not step.news or not (self.by or self.send):
            return
        if self.by and not step.flags:
            step.next_step = PUBLISHED
        elif self.send:
            step.next_step = "" if step.clinic.pk and step.clinic.waits else SENT
        else:
            step.next_step = LEFT

    # ---- write

    @transaction.atomic
    def _write(self, steps):
        """Returns the steps that were taken: what has become somebody's meanwhile is refused."""
        steps = list(self._still_free(steps))
        created = [step for step in steps if step.outcome == CREATED]
        changed = [step for step in steps if step.outcome == CHANGED]
        for step in (*created, *changed):
            self._state(step)
        bulk_insert([step.clinic for step in created])
        for step in created:
            step.compared.pk = step.clinic.pk
        for step in changed:
            step.clinic.save()
        self._write_records(created, changed)
        ReviewFlag.objects.filter(clinic__in=[step.clinic for step in changed]).delete()
        ReviewFlag.objects.bulk_create(
            [doubt for step in (*created, *changed) for doubt in _doubts(step)], batch_size=1000
        )
        self._send([step for step in steps if step.next_step in (PUBLISHED, SENT)])
        return steps

    def _send(self, steps):
        """Into the queue, and out of it again what is published at once."""
        groups, approved = defaultdict(list), []
        for step in steps:
            groups[step.parsed.stated_source or self.source].append(step)
        by = self.by or (sender() if steps else None)
        for source, group in groups.items():
            submissions = decisions.enqueue(
                clinics=[step.clinic for step in group],
                origin=Submission.Origin.IMPORT,
                source=source,
                by=by,
            )
            looked_at = []
            for step, submission in zip(group, submissions, strict=True):
                if step.next_step == PUBLISHED:
                    approved.append(submission)
                elif unseen := [str(why) for flag, why in step.flags if flag in review_flags.UNSEEN]:
                    longest = Submission._meta.get_field("remark").max_length
                    submission.remark = "\n".join(unseen)[:longest]
                    looked_at.append(submission)
            Submission.objects.bulk_update(looked_at, ["remark"])
        if approved:
            decisions.publish_import(submissions=approved, by=by)

    def _still_free(self, steps):
        """Locks the clinics that stand already; leaves out those that changed hands since they were read."""
        standing = [
            step
            for step in steps
            if step.clinic.pk and (step.next_step in (PUBLISHED, SENT) or step.outcome == CHANGED)
        ]
        now = {}
        if standing:
            locked = Clinic.objects.annotate(**IN_OTHER_HANDS).locked([step.clinic.pk for step in standing])
            now = {clinic.pk: clinic for clinic in locked}
        for step in steps:
            clinic = now.get(step.clinic.pk)
            why = clinic and _in_other_hands(clinic)
            if why:
                self.report.add_refused(step.number, step.content["name"], why)
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
        counts = self.report.counts
        counts[step.outcome] += 1
        counts[step.next_step] += bool(step.next_step)
        for flag in {flag for flag, _why in step.flags}:
            counts[flag] += 1
        counts["flagged"] += bool(step.flags)
        corrections = step.corrections if step.outcome != UNCHANGED else []
        reasons = [*corrections, *(why for _flag, why in step.flags)]
        self.report.add_row(step.number, step.content["name"], step.outcome, step.next_step, reasons)


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
    return excerpt(", ".join(stated[name] for name in ("city", "state") if stated.get(name)) or "—")


def sender():
    """In whose name an import sends, where nobody is named: an account that nobody can sign in to."""
    nobody = {"is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=SENDER, defaults=nobody)[0]


def _doubts(step):
    if step.miles_off:
        yield ReviewFlag(clinic=step.clinic, kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP, miles=step.miles_off)
    for other, shared, miles in step.duplicates:
        kind = ReviewFlag.Kind.LIKELY_DUPLICATE
        yield ReviewFlag(clinic=step.clinic, kind=kind, other_id=other.pk, shared=shared, miles=miles)


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
    for pk, *parts in Clinic.objects.values_list("pk", *identity.KEY_COLUMNS).iterator(chunk_size=2000):
        key = identity.identity_key(dict(zip(identity.KEY_COLUMNS, parts, strict=True)))
        found[key] = SEVERAL if key in found else pk
    return found
