"""Who maintains a clinic: asking for it, showing control of it, deciding; inviting, leaving, removing.

Control is shown by a code that went to the e-mail which the listing publishes, or a moderator says in writing
why they believe it; the word of whoever asks is no proof. Every act on a clinic takes its row first, then the
row of its organization, so that two of them never cross.
"""

import hmac
import secrets
from datetime import timedelta
from itertools import count

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import roles
from directory.accounts import email_addresses, events
from directory.folding import plain
from directory.mail import letters
from directory.models import Claim, Clinic, Code, Invitation, Listing, Membership, Organization, Submission
from directory.moderation import decisions
from directory.moderation.decisions import OwnClinicError, RefusedError
from directory.reports import handling
from directory.web import rate_limit

CODE_LASTS = timedelta(hours=24)
TRIES = 5  # for one code
INVITATION_LASTS = timedelta(days=14)
INVITATIONS = 20  # a day, from one organization
DAY = timedelta(days=1)


class WrongCodeError(RefusedError):
    """It is not the code. `left` says how many tries are left."""

    def __init__(self, left):
        self.left = left
        super().__init__(
            _("That is not the code, and it was the last try. Ask for a new one.")
            if left == 0
            else ngettext(
                "That is not the code. %(left)s try is left.",
                "That is not the code. %(left)s tries are left.",
                left,
            )
            % {"left": left}
        )


class LimitReachedError(RefusedError):
    """As often as it may be done. `seconds` until it is worth trying again, 0 where time alone won't help."""

    def __init__(self, sentence, *, seconds=0):
        super().__init__(sentence)
        self.seconds = seconds


class WrongAddressError(RefusedError):
    """An invitation that was sent to somebody else."""

    def __init__(self):
        super().__init__(_("This invitation went to another e-mail address. Sign in with that one."))


# ---- codes: for a claim, and for a report that a clinic is listed without consent


def published_email(clinic):
    """Where a code can go: the e-mail that everyone reads on the listing, as it is compared, or "" where
    there is none that we can write to. `clinic`: one, or its id.
    """
    shown = Listing.objects.public().filter(clinic=clinic).values_list("email", flat=True).first()
    try:
        return email_addresses.canonical(shown or "")
    except ValidationError:
        return ""


def masked(email):
    """desk@tern-house.example → d…k@tern-house.example"""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}…{name[-1] if len(name) > 2 else ''}@{domain}"


@transaction.atomic
def send_code(*, claim=None, report=None, asker="", by=None, at=None):
    """Send a new code to the published e-mail of a claim's or a report's listing; the one before is void.

    asker  the network that asks, as limits.py counts it
    by     who asks, where they have signed in; of a claim, whoever made it

    Returns the Code. Raises RefusedError where nothing is published to send it to, LimitReachedError after
    three letters a day for one asker, fewer where others have asked for that address: see limits.ROOM.
    Members of the clinic, and who reads the mail of that address, are counted apart from strangers.
    """
    at = at or timezone.now()
    about = claim or report
    _lock_clinic(about.clinic_id)
    to = published_email(about.clinic_id)
    if not to:
        raise RefusedError(_("This listing shows no e-mail, so we can’t send a code. A moderator decides."))
    if claim and not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING, proved_at=None).exists():
        raise RefusedError(_("No code is needed any more."))
    by = claim.claimed_by if claim else by
    _refuse_more_letters(to, at, asker=asker, by=by, clinic=about.clinic)
    signs = "".join(secrets.choice(handling.SIGNS) for _sign in range(handling.LENGTH))
    code = Code.objects.create(
        claim=claim,
        report=report,
        digest=_digest_of_code(signs, claim=claim, report=report),
        sent_to=to,
        sent_at=at,
        expires_at=at + CODE_LASTS,
    )
    letters.code(code, spoken=handling.spoken(signs))
    return code


def _refuse_more_letters(to, at, *, asker, by, clinic):
    with connection.cursor() as cursor:  # one after the other for this address, until the transaction ends
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [to])
    sent = Code.objects.filter(sent_to=to, sent_at__gt=at - DAY).order_by("sent_at")
    moments = list(sent.values_list("sent_at", flat=True))
    known = _is_of(by, to, clinic)
    if known or not asker:
        asker = f"user {by.pk}" if by else "nobody"
    if not rate_limit.may_send_letter(asker, to, sent=len(moments), known=known, at=at):
        raise LimitReachedError(
            _("We have sent as many letters to that e-mail today as we do. Ask for a code tomorrow."),
            seconds=int((moments[0] + DAY - at).total_seconds()) + 1,
        )


def _is_of(by, to, clinic):
    """Whether somebody who has signed in reads the mail of an address, or maintains the clinic."""
    return bool(by and by.is_authenticated) and (roles.has_confirmed(by, to) or roles.belongs_to(by, clinic))


def try_code(*, typed, claim=None, report=None, at=None):
    """The Code that was sent last, where `typed` is it; `use_code` then spends it, with what it is for.

    Each try is counted for good before anything is compared, so this opens a transaction of its own and
    stands in no other. Raises WrongCodeError, LimitReachedError after five tries, RefusedError for what can
    be no code.
    """
    at = at or timezone.now()
    signs = handling.heard(typed)
    if signs is None:
        raise RefusedError(_("A code has ten signs, as in K7M2Q-9RTX4. Type it as it stands in the letter."))
    with transaction.atomic(durable=True):
        code = Code.objects.filter(claim=claim, report=report).order_by("-pk").first()
        if code is None:
            raise RefusedError(_("No code was sent yet. Ask for one first."))
        open_to_try = Code.objects.filter(pk=code.pk, used_at=None, expires_at__gt=at)
        counted = open_to_try.filter(tries__lt=TRIES).update(tries=F("tries") + 1)
        code.refresh_from_db()
    if code.used_at or code.expires_at <= at:
        raise RefusedError(_("This code is used, or older than a day. Ask for a new one."))
    if not counted:
        raise LimitReachedError(_("That were five tries, and this code is void. Ask for a new one."))
    if not hmac.compare_digest(bytes(code.digest), _digest_of_code(signs, claim=claim, report=report)):
        raise WrongCodeError(TRIES - code.tries)
    return code


def use_code(*, code, at=None):
    """Spend a code, in the transaction of what it is for. Raises RefusedError where it no longer holds."""
    at = at or timezone.now()
    about = code.claim or code.report
    if published_email(about.clinic_id) != code.sent_to:
        raise RefusedError(_("The listing shows another e-mail since then. Ask for a new code."))
    if not Code.objects.filter(pk=code.pk, used_at=None).update(used_at=at):
        raise RefusedError(_("This code is used, or older than a day. Ask for a new one."))


def _digest_of_code(signs, *, claim, report):
    about = f"claim:{claim.pk}" if claim else f"report:{report.pk}"
    return salted_hmac("directory.joining.code", f"{about}:{signs}", algorithm="sha256").digest()


# ---- asking to maintain a clinic


@transaction.atomic
def claim(*, clinic, by, words="", at=None):
    """Somebody asks to maintain a listed clinic. Returns the Claim: the one that waits, where one does."""
    at = at or timezone.now()
    clinic = _lock_clinic(clinic.pk)
    if roles.belongs_to(by, clinic):
        raise RefusedError(_("You maintain this clinic already."))
    asked, made = Claim.objects.get_or_create(
        clinic=clinic,
        claimed_by=by,
        state=Claim.State.WAITING,
        defaults={"claimed_at": at, "words": words},
    )
    if made:
        letters.claimed(asked)
    return asked


def prove(*, claim, typed, at=None):
    """The code came back. Where nobody maintains the clinic yet it is granted at once, as owner.

    Where others do, or where the organization has several clinics, the proof is kept and a moderator decides.
    Returns the Claim as it stands then. Raises as `try_code` does.
    """
    at = at or timezone.now()
    code = try_code(claim=claim, typed=typed, at=at)
    with transaction.atomic():
        clinic = _lock_clinic(claim.clinic_id)
        if not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(proved_at=at):
            raise RefusedError(_settled(claim))
        use_code(code=code, at=at)
        if _nobody_else_is_asked(clinic):
            _grant(claim, clinic, role=Membership.Role.OWNER, at=at)
    claim.refresh_from_db()
    return claim


def _nobody_else_is_asked(clinic):
    if clinic.organization is None:
        return True
    organization = _lock_organization(clinic.organization_id)
    return not organization.memberships.exists() and organization.clinics.count() == 1


@transaction.atomic
def take_back(*, claim):
    """The person asks no longer."""
    taken = Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(state=Claim.State.WITHDRAWN)
    if not taken:
        raise RefusedError(_settled(claim))


@transaction.atomic
def grant(*, claim, by, role, reason, at=None):
    """A moderator lets somebody maintain a clinic, and with it every clinic of its organization."""
    clinic = _lock_clinic(claim.clinic_id)
    _refuse_judge(claim, clinic, by)
    if role not in Membership.Role.values:
        raise RefusedError(_("Choose what they may do: owner or editor."))
    if not (reason or claim.proved_at):
        raise RefusedError(_("Write down why you believe that they run this clinic."))
    _grant(claim, clinic, role=role, at=at or timezone.now(), by=by, reason=reason)


@transaction.atomic
def refuse(*, claim, by, reason, at=None):
    """A moderator says no, and why: the person reads it."""
    clinic = _lock_clinic(claim.clinic_id)
    _refuse_judge(claim, clinic, by)
    if not reason:
        raise RefusedError(_("Say why: the person reads it."))
    _settle(claim, state=Claim.State.REFUSED, decided_by=by, decided_at=at or timezone.now(), reason=reason)
    letters.claim_decided(claim)


def _grant(claim, clinic, *, role, at, by=None, reason=""):
    decided_at = at if by else None
    _settle(claim, state=Claim.State.GRANTED, role=role, decided_by=by, decided_at=decided_at, reason=reason)
    if clinic.organization is None:
        clinic.organization = _new_organization(clinic.name)
        Clinic.objects.filter(pk=clinic.pk).update(organization=clinic.organization)
    _let_in(_lock_organization(clinic.organization_id), user=claim.claimed_by, role=role)
    letters.claim_decided(claim)


def _settle(claim, **decision):
    if not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING).update(**decision):
        raise RefusedError(_settled(claim))
    claim.refresh_from_db()


def _refuse_judge(claim, clinic, by):
    if claim.claimed_by_id == by.pk or roles.belongs_to(by, clinic):
        raise OwnClinicError


def _settled(claim):
    """What became of a claim that no longer waits, in a sentence."""
    claim = Claim.objects.get(pk=claim.pk)
    if claim.state == Claim.State.WITHDRAWN:
        return _("The person has taken this back.")
    if claim.decided_at is None:
        return _("This is settled: the code came back, and they maintain the clinic.")
    when = date_format(timezone.localtime(claim.decided_at), "j F Y, g:i A T")
    return _("Another moderator was first, on %(when)s: %(state)s.") % {
        "when": when,
        "state": claim.get_state_display(),
    }


def _new_organization(name):
    """One of its own, even where another has the same name: a like name gives nobody a right."""
    wanted = slugify(plain(name))[:70] or "clinic"
    for number in count(1):
        slug = wanted if number == 1 else f"{wanted}-{number}"
        organization, made = Organization.objects.get_or_create(
            slug=slug, defaults={"name": name, "listed": False}
        )
        if made:
            return organization


# ---- people of an organization


@transaction.atomic
def invite(*, organization, email, role, by, at=None):
    """An owner asks somebody to help, by a letter with a link that works once. Returns the Invitation.

    What was open for the same address before is void.
    """
    at = at or timezone.now()
    organization = _lock_organization(organization.pk)
    _owners_only(organization, by)
    email = email_addresses.canonical(email)
    if organization.members.filter(emailaddress__email=email).exists():
        raise RefusedError(_("This person belongs to your organization already."))
    # Of the letters and not of the invitations: withdrawing one does not make room for another.
    if letters.invitations_since(organization, at - DAY) >= INVITATIONS:
        raise LimitReachedError(
            _("You have invited as many people today as we send letters. Go on tomorrow.")
        )
    organization.invitations.filter(email=email, accepted_at=None).delete()
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        role=role,
        digest=_digest_of_token(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    letters.invited(invitation, token=token, at=at)
    return invitation


def invitation_of(token, *, at=None):
    """The open Invitation that a link leads to; None where there is none any more."""
    return (
        Invitation.objects.filter(
            digest=_digest_of_token(token), accepted_at=None, expires_at__gt=at or timezone.now()
        )
        .select_related("organization")
        .first()
    )


@transaction.atomic
def accept(*, invitation, by, at=None):
    """Join. Raises WrongAddressError for whoever has not confirmed the address that the letter went to."""
    at = at or timezone.now()
    organization = _lock_organization(invitation.organization_id)
    if not roles.has_confirmed(by, invitation.email):
        raise WrongAddressError
    accepted = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, expires_at__gt=at).update(
        accepted_by=by, accepted_at=at
    )
    if not accepted:
        raise RefusedError(
            _("This link was used, taken back, or is older than two weeks. Ask for a new one.")
        )
    return _let_in(organization, user=by, role=invitation.role)


@transaction.atomic
def withdraw_invitation(*, invitation, by):
    """The link in the letter leads nowhere from then on."""
    _owners_only(_lock_organization(invitation.organization_id), by)
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()


@transaction.atomic
def change_role(*, membership, role, by):
    organization = _lock_organization(membership.organization_id)
    _owners_only(organization, by)
    if role != Membership.Role.OWNER:
        _keep_an_owner(organization, without=membership)
        _void_invitations(organization, membership.user_id)
    organization.memberships.filter(pk=membership.pk).update(role=role)
    _note_rights(membership.user, organization, Membership.Role(role).label)


@transaction.atomic
def remove_member(*, membership, by):
    """An owner takes somebody out; what they have invited goes with them."""
    organization = _lock_organization(membership.organization_id)
    _owners_only(organization, by)
    _let_go(organization, membership)


@transaction.atomic
def leave(*, membership):
    """The last owner cannot: somebody has to answer for the listing."""
    _let_go(_lock_organization(membership.organization_id), membership)


def _let_go(organization, membership):
    _keep_an_owner(organization, without=membership)
    _void_invitations(organization, membership.user_id)
    organization.memberships.filter(pk=membership.pk).delete()
    _note_rights(membership.user, organization, _("no member any more"))


def _let_in(organization, *, user, role):
    """Who belongs to it already may gain by it, and never loses."""
    membership, made = Membership.objects.get_or_create(
        organization=organization, user=user, defaults={"role": role}
    )
    if role == Membership.Role.OWNER and membership.role != role:
        membership.role, made = role, True
        membership.save(update_fields=["role"])
    if made:
        _note_rights(user, organization, Membership.Role(role).label)
    return membership


def _note_rights(user, organization, role):
    words = _("%(role)s, %(organization)s") % {"role": role, "organization": organization.name}
    events.record(events.Kind.RIGHTS, user, words=words)


def _keep_an_owner(organization, *, without):
    owners = organization.memberships.filter(role=Membership.Role.OWNER, user__is_active=True)
    leaving = organization.memberships.filter(pk=without.pk, role=Membership.Role.OWNER).exists()
    if leaving and not owners.exclude(pk=without.pk).exists():
        raise RefusedError(_("An organization needs an owner. Make somebody else an owner first."))


def _void_invitations(organization, user):
    organization.invitations.filter(invited_by=user, accepted_at=None).delete()


def _owners_only(organization, by):
    if not roles.is_owner(by, organization):
        raise PermissionDenied


def _digest_of_token(token):
    return salted_hmac("directory.joining.invitation", token, algorithm="sha256").digest()


# ---- proposing a clinic that is missing


@transaction.atomic
def propose(*, by, key, words, at=None, **facts):
    """A reader tells of a clinic that is missing. It waits for a moderator, and gives no membership.

    key      a UUID of the sending: the same sent twice is one
    words    how they know it, for moderators alone
    facts    statements of Facts
    returns  the Submission
    """
    clinic, made = Clinic.objects.get_or_create(source=f"proposal:{key}", defaults=facts)
    if not made:
        return clinic.submissions.filter(origin=Submission.Origin.PROPOSAL).earliest("pk")
    (submission,) = decisions.submit(clinics=[clinic], origin=Submission.Origin.PROPOSAL, by=by, at=at)
    submission.remark = words
    submission.save(update_fields=["remark"])
    return submission


# ---- what every act does first


def _lock_clinic(pk):
    return Clinic.objects.select_related("organization").locked([pk]).get()


def _lock_organization(pk):
    return Organization.objects.select_for_update().get(pk=pk)
