"""Claims: a person asks to maintain a listed clinic. A code proves control of it, or a moderator decides.

The code is sent to the e-mail that the listing publishes. A moderator who grants a claim without a code
records the reason; what the claimant says is no proof. A claim on a clinic that was never listed comes with
the clinic (joining.py), and a moderator decides on it together with the first content (first_decision.py).
"""

from datetime import datetime
from itertools import count

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory import roles
from directory.folding import plain
from directory.mail import letters
from directory.membership import codes, members
from directory.membership.locks import lock_clinic, lock_clinic_of, lock_organization
from directory.models import Claim, Clinic, Membership, Organization, Submission
from directory.moderation import decisions, provisional, taking
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.moderation.right_to_decide import require_right_to_decide


@transaction.atomic
def create(*, clinic: Clinic, by: User, words: str = "", at: datetime | None = None) -> Claim:
    """Create a claim on a listed clinic. Returns the new Claim, or the user's waiting one."""
    at = at or timezone.now()
    clinic = lock_clinic(clinic.pk)
    if roles.belongs_to(by, clinic):
        raise RefusedError(_("You already manage this clinic."))
    claim, made = Claim.objects.get_or_create(
        clinic=clinic,
        claimed_by=by,
        state=Claim.State.WAITING,
        defaults={"claimed_at": at, "words": words},
    )
    if made:
        letters.claim_received(claim)
    return claim


def prove(*, claim: Claim, typed: str, at: datetime | None = None) -> Claim:
    """Prove a claim with a code. Where nobody maintains the clinic yet, the claimant becomes its owner.

    Where the clinic has members or was never listed, or the organization has several clinics, the proof is
    recorded and a moderator decides. Returns the Claim as saved. Raises what `codes.verify` and `codes.spend`
    raise.
    """
    at = at or timezone.now()
    code = codes.verify(claim=claim, typed=typed, at=at)
    with transaction.atomic():
        clinic = lock_clinic_of(claim)
        if not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(proved_at=at):
            raise RefusedError(_outcome(claim))
        codes.spend(code=code, at=at)
        if _needs_no_moderator(clinic):
            _grant(claim, clinic, role=Membership.Role.OWNER, at=at)
    claim.refresh_from_db()
    return claim


def _needs_no_moderator(clinic):
    """True if nobody maintains the listed clinic, and no other clinic belongs to its organization."""
    if provisional.is_unlisted(clinic):
        return False  # the code went to an address that the claimant typed
    if clinic.organization is None:
        return True
    organization = lock_organization(clinic.organization_id)
    has_members = Membership.objects.filter(organization=organization).exists()
    return not has_members and Clinic.objects.filter(organization=organization).count() == 1


@transaction.atomic
def withdraw(*, claim: Claim, by: User, at: datetime | None = None) -> None:
    """Withdraw a claim; only the claimant may. What waits of a clinic that they started goes with it."""
    if claim.claimed_by_id != by.pk:
        raise PermissionDenied
    clinic = lock_clinic_of(claim)
    withdrawn = Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(
        state=Claim.State.WITHDRAWN
    )
    if not withdrawn:
        raise RefusedError(_outcome(claim))
    taking.release(claim)
    if provisional.has_started(claim, clinic):
        for submission in Submission.objects.waiting().filter(clinic=clinic):
            decisions.withdraw(submission=submission, by=by, at=at)
        members.end_provisional(clinic)


@transaction.atomic
def grant(
    *, claim: Claim, by: User, role: str, reason: str, tell: bool = True, at: datetime | None = None
) -> None:
    """A moderator makes the claimant a member: of the clinic's organization, and so of all its clinics.

    tell  False where another letter about the same decision goes to the claimant
    """
    clinic = lock_clinic_of(claim)
    _require_right_to_decide(claim, clinic, by)
    if role not in Membership.Role.values:
        raise RefusedError(_("Choose a role: owner or editor."))
    if not (reason or claim.proved_at):
        raise RefusedError(_("Explain why you believe that they run this clinic."))
    _grant(claim, clinic, role=role, at=at or timezone.now(), by=by, reason=reason, tell=tell)


@transaction.atomic
def refuse(*, claim: Claim, by: User, reason: str, at: datetime | None = None) -> None:
    """A moderator refuses the claim. The claimant reads `reason`.

    A claimant who started the clinic is no longer its member: what they sent counts as a reader's proposal.
    """
    clinic = lock_clinic_of(claim)
    _require_right_to_decide(claim, clinic, by)
    if not reason:
        raise RefusedError(_("Explain why. The person will read this."))
    _settle(claim, state=Claim.State.REFUSED, decided_by=by, decided_at=at or timezone.now(), reason=reason)
    if provisional.has_started(claim, clinic):
        members.end_provisional(clinic)
    letters.claim_decided(claim)


def _grant(claim, clinic, *, role, at, by=None, reason="", tell=True):
    decided_at = at if by else None
    _settle(claim, state=Claim.State.GRANTED, role=role, decided_by=by, decided_at=decided_at, reason=reason)
    if clinic.organization is None:
        clinic.organization = new_organization(clinic.name)
        Clinic.objects.filter(pk=clinic.pk).update(organization=clinic.organization)
    organization = lock_organization(clinic.organization_id)
    members.add_member(organization, user=claim.claimed_by, role=role, by=by, at=at)
    if tell:
        letters.claim_decided(claim)


def _settle(claim, **decision):
    if not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(**decision):
        raise RefusedError(_outcome(claim))
    taking.release(claim)
    claim.refresh_from_db()


def _require_right_to_decide(claim, clinic, by):
    if claim.claimed_by_id == by.pk:
        raise OwnClinicError
    require_right_to_decide(by, [clinic])


def _outcome(claim):
    """A sentence on the outcome of a claim that no longer waits."""
    claim = Claim.objects.get(pk=claim.pk)
    if claim.state == Claim.State.WITHDRAWN:
        return _("The person withdrew this request.")
    if claim.decided_at is None:
        return _("This is settled. They entered the code and now manage the clinic.")
    when = date_format(timezone.localtime(claim.decided_at), "DATETIME_FORMAT")
    return _("Another moderator already decided on %(when)s: %(state)s.") % {
        "when": when,
        "state": Claim.State(claim.state).label,
    }


def new_organization(name: str) -> Organization:
    """A new unlisted Organization, even where another has that name: an equal name gives nobody a right."""
    base = slugify(plain(name))[:70] or "clinic"
    for number in count(1):
        slug = base if number == 1 else f"{base}-{number}"
        organization, made = Organization.objects.get_or_create(
            slug=slug, defaults={"name": name, "listed": False}
        )
        if made:
            return organization
    raise AssertionError  # count() does not end
