"""Codes that prove control of a listing, sent to the e-mail that the listing publishes.

For a clinic that was never listed the code goes to the public e-mail that its claimant typed. Such a code
proves only that the claimant can open that mailbox, so these letters hold nothing else that was typed, have
limits of their own, and a moderator decides in any case.
A code is for one claim, or for one report that a clinic is listed without consent (see owner_removal.py).
"""

import hmac
from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from directory import roles, short_code
from directory.accounts import email_addresses
from directory.mail import letters
from directory.membership.errors import LimitReachedError, WrongCodeError
from directory.membership.locks import lock_clinic_of
from directory.models import Claim, Clinic, Code, Listing, Report
from directory.moderation import provisional
from directory.moderation.errors import RefusedError
from directory.web import rate_limit

VALID_FOR = timedelta(hours=24)
DAY = timedelta(days=1)


def published_email(clinic: Clinic | int) -> str:
    """The e-mail address that the clinic's public listing shows, canonical; "" if it shows none.

    clinic  a Clinic or its id
    """
    shown = Listing.objects.public().filter(clinic=clinic).values_list("email", flat=True).first()
    try:
        return email_addresses.canonical(shown or "")
    except ValidationError:
        return ""


def code_address(clinic: Clinic | int) -> str:
    """The canonical e-mail address to which a code for the clinic is sent; "" if there is none.

    It is the published one, or what was typed for a clinic that was never listed.

    clinic  a Clinic or its id
    """
    if published := published_email(clinic):
        return published
    pk = clinic.pk if isinstance(clinic, Clinic) else clinic
    typed = Clinic.objects.filter(pk=pk, listing=None).values_list("email", flat=True).first()
    try:
        return email_addresses.canonical(typed or "")
    except ValidationError:
        return ""


def mask_email(email: str) -> str:
    """desk@tern-house.example → d…k@tern-house.example"""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}…{name[-1] if len(name) > 2 else ''}@{domain}"


@transaction.atomic
def send(
    *,
    claim: Claim | None = None,
    report: Report | None = None,
    asker: str = "",
    by: User | AnonymousUser | None = None,
    at: datetime | None = None,
) -> Code:
    """Send a new code to the address of a claim's or a report's clinic. Earlier codes become void.

    asker    the network of the request, as rate_limit.py counts it
    by       the signed-in user who asks, if any; for a claim always the user who made the claim
    returns  the Code
    raises   RefusedError where there is no address, see `code_address`, or the clinic was merged meanwhile;
             LimitReachedError after the letters that rate_limit.may_send_letter allows. Members of the
             clinic, and users who have confirmed that e-mail address, are counted apart from strangers.
    """
    at = at or timezone.now()
    about = cast(Claim | Report, claim or report)
    lock_clinic_of(about)
    to = code_address(about.clinic_id)
    if not to:
        raise RefusedError(
            _("This listing shows no e-mail address, so we can’t send a code. A moderator will decide.")
        )
    if claim and not Claim.objects.filter(pk=claim.pk, state=Claim.State.WAITING, proved_at=None).exists():
        raise RefusedError(_("You no longer need a code."))
    by = claim.claimed_by if claim else by
    _refuse_more_letters(to, at, asker=asker, by=by, clinic=about.clinic)
    typed = short_code.generate()
    code = Code.objects.create(
        claim=claim,
        report=report,
        digest=_digest(typed, claim=claim, report=report),
        sent_to=to,
        sent_at=at,
        expires_at=at + VALID_FOR,
    )
    letters.listing_code(code, readable=short_code.hyphenate(typed))
    return code


def _refuse_more_letters(to, at, *, asker, by, clinic):
    with connection.cursor() as cursor:  # serializes senders to this address until the transaction ends
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [to])
    sent = Code.objects.filter(sent_to=to, sent_at__gt=at - DAY).order_by("sent_at")
    moments = list(sent.values_list("sent_at", flat=True))
    unlisted = provisional.is_unlisted(clinic)
    if unlisted:
        _refuse_more_typed_addresses(asker, by, at)
    known = _controls(by, to, None if unlisted else clinic)
    if known or not asker:
        asker = f"user {by.pk}" if by else "nobody"
    if not rate_limit.may_send_letter(asker, to, sent=len(moments), known=known, at=at):
        raise LimitReachedError(
            _("We have reached today’s limit of e-mails to that address. Ask for a code tomorrow."),
            seconds=int((moments[0] + DAY - at).total_seconds()) + 1,
        )


def _refuse_more_typed_addresses(asker, by, at):
    """Limit the codes to addresses that a claimant typed, whatever the address: by account and by network."""
    askers = [f"user {by.pk}", *([f"network {asker}"] if asker else [])]
    counts = [rate_limit.count_attempt(None, "typed address", subject=one, at=at) for one in askers]
    if max(counts) > rate_limit.MAX_CODES_TO_TYPED_ADDRESSES:
        raise LimitReachedError(
            _("We have reached today’s limit of codes for new clinics. Ask for a code tomorrow."),
            seconds=rate_limit.seconds_until_reset(at=at),
        )


def _controls(user, email, clinic):
    """Whether a signed-in user has confirmed the e-mail address, or maintains the clinic, if one is given."""
    return bool(user and user.is_authenticated) and (
        roles.has_confirmed(user, email) or (clinic is not None and roles.belongs_to(user, clinic))
    )


def verify(
    *, typed: str, claim: Claim | None = None, report: Report | None = None, at: datetime | None = None
) -> Code:
    """Compare what somebody typed with the code that was sent last. Returns that Code; `spend` then uses it.

    Each try is committed before the comparison, so that a failure later cannot undo the count: call this
    outside any transaction.

    raises  WrongCodeError; LimitReachedError after MAX_CODE_TRIES; RefusedError where the text can be no
            code, or the code is used, expired or was never sent
    """
    at = at or timezone.now()
    entered = short_code.parse(typed)
    if entered is None:
        raise RefusedError(
            _("A code has ten characters, as in K7M2Q-9RTX4. Type it as it appears in the e-mail.")
        )
    with transaction.atomic(durable=True):
        code = Code.objects.filter(claim=claim, report=report).order_by("-pk").first()
        if code is None:
            raise RefusedError(_("We have not sent a code yet. Ask for one first."))
        still_valid = Code.objects.filter(pk=code.pk, used_at=None, expires_at__gt=at)
        counted = still_valid.filter(tries__lt=rate_limit.MAX_CODE_TRIES).update(tries=F("tries") + 1)
        code.refresh_from_db()
    if code.used_at or code.expires_at <= at:
        raise RefusedError(_("This code was already used or has expired. Ask for a new one."))
    if not counted:
        raise LimitReachedError(
            _("You have used all five tries, so this code no longer works. Ask for a new one.")
        )
    if not hmac.compare_digest(bytes(code.digest), _digest(entered, claim=claim, report=report)):
        raise WrongCodeError(rate_limit.MAX_CODE_TRIES - code.tries)
    return code


def spend(*, code: Code, at: datetime | None = None) -> None:
    """Mark a code as used, in the transaction of the act that it proves.

    raises  RefusedError where it was used meanwhile, or the listing publishes another e-mail now
    """
    at = at or timezone.now()
    about = cast(Claim | Report, code.claim or code.report)
    if code_address(about.clinic_id) != code.sent_to:
        raise RefusedError(_("The listing now shows a different e-mail address. Ask for a new code."))
    if not Code.objects.filter(pk=code.pk, used_at=None).update(used_at=at):
        raise RefusedError(_("This code was already used or has expired. Ask for a new one."))


def _digest(code, *, claim, report):
    about = f"claim:{claim.pk}" if claim else f"report:{report.pk}"
    # django-types does not know salted_hmac's `algorithm`.
    digest = salted_hmac("directory.membership.codes", f"{about}:{code}", algorithm="sha256")  # pyright: ignore[reportCallIssue]
    return digest.digest()
