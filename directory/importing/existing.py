"""Finds the clinics that the rows of a file are about, with their listings and submissions."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.facts.vocabulary import SubmissionState
from directory.importing.decision_table import ClinicState
from directory.importing.errors import RowError
from directory.matching import identity
from directory.models import (
    RECORD_MODELS,
    Clinic,
    FormerSlug,
    Listing,
    Membership,
    Merge,
    Organization,
    ReviewFlag,
    Submission,
)
from directory.publishing.snapshot import complete_snapshot

SEVERAL = 0  # stands for a primary key where several clinics have this name and address
# Register → function that is true if a key means another facility by now. SAMHSA's key is a row number.
IS_ANOTHER = {"samhsa": identity.is_another_facility, "findtreatment": identity.is_another_clinic}
ANNOTATIONS = {
    "has_members": Exists(Membership.objects.filter(organization=OuterRef("organization"))),
    "waits": Exists(Submission.objects.filter(clinic=OuterRef("pk")).waiting()),
}


def state_of_clinic(clinic):
    """The ClinicState of a clinic that was loaded with ANNOTATIONS."""
    if clinic.closed_at:
        return ClinicState.TAKEN_DOWN
    if clinic.has_members:
        return ClinicState.MANAGED
    return ClinicState.WAITING if clinic.waits else ClinicState.FREE


@dataclass
class ExistingClinics:
    """The clinics that the rows of one batch are about, with their listings and returned submissions.

    by_row     row number → primary key of the clinic, or RowError where several or contradicting ones are
               meant; a row about a new clinic is missing
    clinics    primary key → Clinic, with ANNOTATIONS, records and review flags
    listings   primary key of the clinic → Listing
    sent_back  primary key of the clinic → the content that a moderator last sent back or rejected
    """

    by_row: dict
    clinics: dict
    listings: dict
    sent_back: dict


class ClinicFinder:
    """Finds the clinics that rows are about. Holds the name and address of every clinic in memory.

    file_format   "samhsa", "findtreatment" or "directory"
    seen          SeenRows of the import
    """

    def __init__(self, file_format, seen):
        self._file_format = file_format
        self._seen = seen
        self._by_name_and_address = _clinics_by_name_and_address()

    def load(self, batch, *, with_sent_back):
        """ExistingClinics of a batch of (row number, ParsedRow)."""
        by_row = _with_kept(dict(self._find(batch)))
        ids = [clinic_id for clinic_id in by_row.values() if isinstance(clinic_id, int)]
        clinics = (
            Clinic.objects.filter(pk__in=ids)
            .annotate(**ANNOTATIONS)
            .select_related("organization")
            .prefetch_related(*RECORD_MODELS, Prefetch("review_flags", ReviewFlag.objects.with_other()))
        )
        listings = Listing.objects.filter(clinic__in=ids).for_pages()
        return ExistingClinics(
            by_row=by_row,
            clinics={clinic.pk: clinic for clinic in clinics},
            listings={listing.clinic_id: listing for listing in listings},
            sent_back=_sent_back(ids) if with_sent_back else {},
        )

    def _find(self, batch):
        """Yields (row number, primary key or RowError) of each row about a clinic that exists."""
        parsed_rows = [parsed for _number, parsed in batch]
        by_uid = _clinics_by_uid({parsed.uid for parsed in parsed_rows if parsed.uid})
        of_organizations = _organizations_by_uid({parsed.uid for parsed in parsed_rows} - {None, *by_uid})
        by_slug = _clinics_by_slug({parsed.slug for parsed in parsed_rows if parsed.slug})
        by_key = _clinics_by_source_key({parsed.source_key for parsed in parsed_rows if parsed.source_key})
        for number, parsed in batch:
            if parsed.uid in of_organizations:
                clinic_id = RowError(
                    _("Its id is that of the organization “%s”, and not of a clinic.")
                    % excerpt(of_organizations[parsed.uid])
                )
            elif parsed.uid in by_uid:
                clinic_id = self._by_uid(parsed, by_uid, by_slug, by_key)
            elif parsed.uid:
                clinic_id = _refusal_of_unknown_id(parsed, by_slug, by_key)
            elif self._file_format in IS_ANOTHER:
                clinic_id = self._by_register_key(parsed, by_key)
            else:
                clinic_id = self._by_slug(parsed, by_slug, by_key)
            if clinic_id == SEVERAL:
                clinic_id = RowError(
                    _(
                        "Several clinics have this name and address. Enter the id of the right one in the "
                        "column “id”."
                    )
                )
            if clinic_id is not None:
                yield number, clinic_id

    def _by_uid(self, parsed, by_uid, by_slug, by_key):
        clinic_id = by_uid[parsed.uid]
        if by_slug.get(parsed.slug, clinic_id) != clinic_id:
            clinic_id = RowError(_("“id” and “slug” name two different clinics. Remove one of them."))
        if parsed.source_key in by_key:
            parsed.source_key = ""
        return clinic_id

    def _by_register_key(self, parsed, by_key):
        """By the row's key, else by name and full address.

        A key that stands for another facility by now is not used any more: the clinic of the row has none.
        """
        clinic_id, identity_parts = by_key.get(parsed.source_key, (None, None))
        if identity_parts and IS_ANOTHER[self._file_format](identity_parts, parsed.content):
            parsed.source_key = ""
            return self._by_name_and_address.get(identity.identity_key(parsed.content))
        return clinic_id or self._of_the_same_address(parsed)

    def _by_slug(self, parsed, by_slug, by_key):
        """By the address of the listing, else by the key of an earlier import, else by name and address."""
        clinic_id, _identity_parts = by_key.get(parsed.source_key, (None, None))
        clinic_id = by_slug.get(parsed.slug, clinic_id)
        return clinic_id or self._by_name_and_address.get(identity.identity_key(parsed.content))

    def _of_the_same_address(self, parsed):
        """The one clinic of this name and full address, unless another row is about it."""
        name, street, _state, five, _town = key = identity.identity_key(parsed.content)
        clinic_id = self._by_name_and_address.get(key) if name and street and five else None
        return None if clinic_id == SEVERAL or self._seen.has_clinic(clinic_id) else clinic_id


def _refusal_of_unknown_id(parsed, by_slug, by_key):
    """None where the id may be taken over; RowError where the slug of the row is that of another clinic.

    The id may be mistyped, or both directories, each by itself, have made a listing of that slug: whether it
    is one clinic, an operator decides.
    """
    clinic_id, _identity_parts = by_key.get(parsed.source_key, (None, None))
    clinic_id = by_slug.get(parsed.slug, clinic_id)
    if clinic_id is None:
        return None
    clinic_id = Merge.objects.kept_for([clinic_id]).get(clinic_id, clinic_id)
    name, uid = Clinic.objects.values_list("name", "uid").get(pk=clinic_id)
    return RowError(
        _(
            "Its id %(id)s is not known here, but its slug “%(slug)s” is that of “%(name)s”, whose id is "
            "%(known)s. If the row is about that clinic, enter this id. If not, leave “slug” empty."
        )
        % {"id": parsed.uid, "slug": parsed.slug, "name": excerpt(name), "known": uid}
    )


def _clinics_by_name_and_address():
    """identity_key → primary key of the clinic, or SEVERAL. A merged clinic counts as the kept one."""
    by_key = {}
    merged = set(Merge.objects.standing().values_list("merged", flat=True))
    kept = Merge.objects.kept_for(merged)
    columns = identity.KEY_COLUMNS
    for clinic_id, *values in Clinic.objects.values_list("pk", *columns).iterator(chunk_size=2000):
        key = identity.identity_key(dict(zip(columns, values, strict=True)))
        clinic_id = kept.get(clinic_id, clinic_id)
        by_key[key] = SEVERAL if by_key.get(key, clinic_id) != clinic_id else clinic_id
    return by_key


def _with_kept(by_row):
    """The same rows, each about the clinic that was kept where its own one was merged into another.

    Of several rows about clinics that are one by now, the first is read, and each other one gets a RowError.
    """
    kept = Merge.objects.kept_for(clinic for clinic in by_row.values() if isinstance(clinic, int))
    return {
        number: kept.get(clinic, clinic) if isinstance(clinic, int) else clinic
        for number, clinic in by_row.items()
    }


def _clinics_by_uid(uids):
    return dict(Clinic.objects.filter(uid__in=uids).values_list("uid", "pk")) if uids else {}


def _organizations_by_uid(uids):
    """Id → name. No id may stand for two things: FHIR has clinics and organizations under one address."""
    return dict(Organization.objects.filter(uid__in=uids).values_list("uid", "name")) if uids else {}


def _clinics_by_slug(slugs):
    """Present and former slugs of listings → primary key of the clinic; a present one counts more."""
    if not slugs:
        return {}
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("slug", "listing__clinic")
    present = Listing.objects.filter(slug__in=slugs).values_list("slug", "clinic")
    return dict([*former, *present])


def _clinics_by_source_key(keys):
    """Key of a register's row → (primary key of the clinic, its KEY_COLUMNS as a dict)."""
    columns = identity.KEY_COLUMNS
    clinics = Clinic.objects.filter(source__in=keys).values_list("source", "pk", *columns)
    return {key: (clinic_id, dict(zip(columns, values, strict=True))) for key, clinic_id, *values in clinics}


def _sent_back(clinic_ids):
    """Primary key of the clinic → content of the last submission that a moderator rejected or sent back."""
    states = [SubmissionState.REJECTED, SubmissionState.CHANGES_REQUESTED]
    submissions = Submission.objects.filter(clinic__in=clinic_ids, state__in=states)
    latest = submissions.order_by("clinic", "-pk").distinct("clinic").values_list("clinic", "content")
    return {clinic_id: complete_snapshot(content) for clinic_id, content in latest}
