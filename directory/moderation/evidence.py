"""What moderators look at: recorded, shown beside its statement at once, taken back.

Documents themselves are neither kept nor shown: what is kept is that somebody has seen one, and when. There
is no Event for evidence, because nothing is decided: it stands on the public page with its date.
"""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.models import Clinic, Listing, Verification
from directory.moderation.errors import RefusedError
from directory.moderation.judges import require_judge
from directory.publishing import publish

TAKEN_BACK = "taken back"


@transaction.atomic
def record(*, clinic, looks, version, by):
    """Keep what somebody looked at for one clinic, and show what agrees. Returns those that are new.

    looks    unsaved Verifications: statement, person, kind, about, outcome, source, url, seen_on …
    version  of the listing that was looked at: what has changed since was not
    raises   RefusedError with a sentence; ValidationError where a field breaks a rule

    A later look at the same thing takes the place of an earlier one of its kind; one that does not agree
    takes the place of all. One that comes after a later look is kept and laid aside. The same look twice is
    kept once.
    """
    listing = _published(clinic, by)
    if listing.version != version:
        raise RefusedError(_("The listing has changed since you opened this page. Look at it again."))
    every = list(clinic.verifications.order_by("pk"))
    standing = [one for one in every if one.dropped_on is None]
    new = []
    for look in looks:
        look.clinic, look.checked_by = clinic, by
        _refuse_unfounded(look, listing)
        is_overtaken = any(one.seen_on > look.seen_on and _replaces(one, look) for one in standing)
        if any(_same(look, one) for one in (every if is_overtaken else standing)):
            continue
        look.full_clean(exclude=["clinic", "checked_by"], validate_unique=False)
        if is_overtaken:
            look.dropped_on = timezone.localdate()
        else:
            _lay_aside([one for one in standing if _replaces(look, one)])
            standing = [one for one in standing if one.dropped_on is None] + [look]
        look.save()
        new.append(look)
    if new:
        publish.update_evidence(listing, standing)
    return new


@transaction.atomic
def take_back(*, verification, by):
    """It was recorded by mistake: it is shown no longer. Who took it back is kept in the admin's log."""
    clinic = verification.clinic
    listing = _published(clinic, by)
    verification.refresh_from_db()
    if verification.dropped_on:
        raise RefusedError(_("This is not shown any more. Nothing was changed."))
    _lay_aside([verification])
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Verification),
        object_id=str(verification.pk),
        object_repr=f"{clinic.name}: {verification.statement}"[:200],
        action_flag=CHANGE,
        change_message=TAKEN_BACK,
    )
    publish.update_evidence(listing, clinic.verifications.in_force().order_by("pk"))


def taken_back(verifications):
    """Which of them somebody took back: {id: (who, when)}; one query."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Verification),
        object_id__in=[str(one.pk) for one in verifications],
        change_message=TAKEN_BACK,
    ).select_related("user")
    return {int(entry.object_id): (entry.user, entry.action_time) for entry in entries}


def _published(clinic, by):
    """The listing of a clinic, both locked."""
    clinic = Clinic.objects.locked([clinic.pk]).get()
    require_judge(by, [clinic])
    listing = Listing.objects.select_for_update().filter(clinic=clinic, removed_at=None).first()
    if listing is None:
        raise RefusedError(_("Nothing of this clinic is published, so there is nothing to check."))
    return listing


def _refuse_unfounded(look, listing):
    if look.statement not in STATEMENTS or not is_stated(getattr(listing, look.statement)):
        raise RefusedError(_("The listing does not state this. Choose a statement that it makes."))
    if look.statement == "practitioners":
        named = [person for person in listing.practitioners if person["name"] == look.person]
        if len(named) != 1:
            raise RefusedError(
                _("The listing names no such person, or two of that name. Choose one whom it names.")
            )
    if look.seen_on > timezone.localdate():
        raise RefusedError(_("The day on which it was seen is still to come. Enter a day up to today."))
    if look.kind == "document_seen" and look.url:
        raise RefusedError(
            _("Documents are not shown, so leave the address empty. It is for public registers.")
        )


THE_SAME = (
    "statement",
    "person",
    "about",
    "kind",
    "outcome",
    "source",
    "url",
    "seen_on",
    "expires_on",
    "deactivated_on",
)


def _same(look, other):
    return all(getattr(look, part) == getattr(other, part) for part in THE_SAME)


def _replaces(look, other):
    """A look that agrees leaves one of another kind beside it: a document, and a register."""
    about_the_same = all(getattr(look, part) == getattr(other, part) for part in THE_SAME[:3])
    agrees_too = look.outcome == Verification.Outcome.AGREES and look.kind != other.kind
    return about_the_same and other.seen_on <= look.seen_on and not agrees_too


def _lay_aside(verifications):
    for one in verifications:
        one.dropped_on = timezone.localdate()
        one.save(update_fields=["dropped_on"])
