"""Joining: a person lists the clinic that they run, in one form, and a moderator decides once.

`start` makes the working copy, an unlisted organization with the person as its owner, the claim and the code
at once, so that the person fills in the first draft right away. Until a moderator has decided
(first_decision.py) the organization is provisional: it can invite nobody and add no site.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.folding import fold
from directory.membership import claims, codes, members
from directory.membership.errors import LimitReachedError
from directory.membership.locks import lock_organization
from directory.models import Claim, Clinic, Membership, Organization
from directory.moderation import provisional
from directory.moderation.errors import RefusedError

MAX_STARTED = 3  # clinics of one person that no moderator has decided on
MAX_UNLISTED_SITES = 60  # clinics of one organization that were never listed


@transaction.atomic
def start(
    *, by: User, key: UUID, words: str, asker: str = "", at: datetime | None = None, **facts: object
) -> Clinic:
    """Start the listing of a clinic that `by` runs. Returns the Clinic, a draft that `by` owns.

    key     a UUID of the form: the same form sent twice starts one clinic. A clinic of that name and town
            that the person has started already is returned in place of a second one.
    words   who they are at the clinic, for moderators alone
    asker   the network of the request, as rate_limit.py counts it
    facts   statements of Facts; a code goes to `email`, where it is stated and the limits allow a letter
    raises  LimitReachedError after MAX_STARTED
    """
    at = at or timezone.now()
    User.objects.select_for_update().get(pk=by.pk)  # counts and compares exactly, in two tabs too
    source = f"{provisional.STARTED}{key}"
    if made := Clinic.objects.filter(source=source).first():
        return made
    own = Claim.objects.waiting().on_unlisted().filter(claimed_by=by).select_related("clinic")
    started = [claim.clinic for claim in own]
    for clinic in started:
        if is_same_place(clinic, facts):
            return clinic
    if len(started) >= MAX_STARTED:
        raise LimitReachedError(
            _(
                "You have started several clinics that wait for a decision. Send those to a moderator first. "
                "To list the sites of a chain, start one, and add the others once it is published."
            )
        )
    organization = claims.new_organization(str(facts["name"]))
    clinic = Clinic.objects.create(source=source, organization=organization, **facts)
    members.add_member(organization, user=by, role=Membership.Role.OWNER)
    claim = Claim.objects.create(clinic=clinic, claimed_by=by, claimed_at=at, words=words)
    if codes.code_address(clinic):
        _send_code(claim, asker=asker, at=at)
    return clinic


def _send_code(claim, *, asker, at):
    """Send the code; beyond the limit of letters the person asks for it later."""
    try:
        codes.send(claim=claim, asker=asker, at=at)
    except LimitReachedError:
        return


def is_same_place(clinic: Clinic, facts: dict[str, object]) -> bool:
    """True if the clinic has the name, town and state of the facts, however they are written."""
    return all(fold(getattr(clinic, name)) == fold(str(facts[name])) for name in ("name", "city", "state"))


@transaction.atomic
def add_site(*, organization: Organization, by: User, key: UUID, **facts: object) -> Clinic:
    """An owner adds a clinic to their organization: a draft, whose first content a moderator decides on.

    key     a UUID of the form: the same form sent twice adds one clinic
    raises  RefusedError while the organization is provisional, and after MAX_UNLISTED_SITES
    """
    organization = lock_organization(organization.pk)
    roles.require_owner(by, organization)
    clinic = organization.clinics.filter(source=f"site:{key}").first()
    if clinic is not None:
        return clinic
    if provisional.is_provisional(organization):
        raise RefusedError(_("You can add a site once a moderator has decided that you run your clinic."))
    if organization.clinics.filter(listing=None).count() >= MAX_UNLISTED_SITES:
        raise LimitReachedError(
            _("You have many sites that are not published yet. Send those to a moderator first.")
        )
    return Clinic.objects.create(source=f"site:{key}", organization=organization, **facts)
