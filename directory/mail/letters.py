"""The wording of letters: each function queues the letter about one event, in the transaction of the event.

Letters about accounts are in accounts/letters.py. A subject is fixed; a letter says why it was sent, and
holds no secret but a link that works once. Nothing that a stranger typed goes to a third person; only what a
moderator writes to a clinic is quoted.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import business_days
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import DecisionReason, ReportReason
from directory.mail.queue import (
    MAX_NOTICES_PER_DAY,
    Letter,
    member_addresses,
    queue_letter,
    verified_addresses,
)
from directory.models import (
    Claim,
    Clinic,
    Code,
    Invitation,
    JoinedOrganization,
    Listing,
    Mail,
    Membership,
    Organization,
    Report,
    Submission,
)

DECISION_BUSINESS_DAYS = 5


# ---- submissions


def submission_received(submission: Submission) -> None:
    """A receipt to the sender, with the day by which a moderator decides. An import gets no receipt."""
    if submission.origin == Submission.Origin.IMPORT or submission.again_id:
        return
    proposed = submission.origin == Submission.Origin.PROPOSAL
    due_on = decision_due_on(cast(datetime, submission.submitted_at))
    for _user, address in verified_addresses([submission.submitted_by_id]):
        letter = Letter(
            subject=_("We have received your changes"),
            lines=(
                _("Thank you. We have received what you sent for %(clinic)s.")
                % {"clinic": submission.content["name"]},
                _("A moderator will review it by %(day)s. We will then e-mail you the decision.")
                % {"day": format_day(due_on)},
                _("Until then, you can change it or take it back.")
                if proposed
                else _("Until then, you can withdraw it in the portal."),
            ),
            link=reverse("asked") if proposed else reverse("portal:index"),
            link_words=_("See what you suggested") if proposed else _("See what is waiting in the portal"),
            why=_("You are getting this e-mail because you sent us something to publish."),
        )
        queue_letter(letter, to=address, kind="sent", key=f"sent:{submission.pk}")


def decision_due_on(sent_at: datetime) -> date:
    """The day by which a moderator decides on a submission: the fifth business day after it was sent."""
    return business_days.after(sent_at, DECISION_BUSINESS_DAYS)


def listing_removed(listing: Listing, *, reason: str, words: str) -> None:
    """A letter about the removal of a listing, to all members of its clinic."""
    removed_at = cast(datetime, listing.removed_at)
    for user, address in member_addresses(listing.clinic):
        letter = Letter(
            subject=_("Your listing was taken down"),
            lines=(
                _("The listing of %(clinic)s was taken down.") % {"clinic": listing.name},
                _("The reason: %(reason)s.") % {"reason": _reason_label(reason)},
                _("An owner can ask us in the portal to restore it."),
            ),
            quote=words,
            link=reverse("portal:index"),
            link_words=_("Open the portal"),
            why=_("You are getting this e-mail because you manage this listing."),
        )
        queue_letter(
            letter,
            to=address,
            kind="removed",
            key=f"removed:{listing.pk}:{removed_at.isoformat()}:{user}",
        )


def listings_merged(kept: Listing, *, merged: Listing, clinic: Clinic, at: datetime) -> None:
    """A letter about a merge to the people of the clinic that was kept, who run both now."""
    for user, address in member_addresses(clinic):
        letter = Letter(
            subject=_("Two listings are one now"),
            lines=(
                _("The clinic %(clinic)s was listed twice. We have made one listing of the two.")
                % {"clinic": kept.name},
                _("The address of the other listing leads to the one that we kept."),
                _("Please check what it says. You can change it in the portal."),
            ),
            link=reverse("portal:index"),
            link_words=_("Open the portal"),
            why=_("You are getting this e-mail because you manage this listing."),
        )
        key = f"merged:{kept.pk}:{merged.pk}:{at.isoformat()}:{user}"
        queue_letter(letter, to=address, kind="merged", key=key)


def merge_undone(kept: Listing, *, merged: Listing, at: datetime) -> None:
    """A letter to the people of two clinics that a merge had made one, and that are two again."""
    clinics = Clinic.objects.filter(pk__in=[kept.clinic_id, merged.clinic_id]).order_by("pk")
    people = dict(one for clinic in clinics for one in member_addresses(clinic))
    for user, address in people.items():
        letter = Letter(
            subject=_("Two listings are apart again"),
            lines=(
                _(
                    "We had made one listing of %(kept)s and %(merged)s. That was a mistake, so both are "
                    "listed again, each at its own address."
                )
                % {"kept": kept.name, "merged": merged.name},
                _("Please check what they say. You can change it in the portal."),
            ),
            link=reverse("portal:index"),
            link_words=_("Open the portal"),
            why=_("You are getting this e-mail because you manage one of them."),
        )
        key = f"merge_undone:{kept.pk}:{merged.pk}:{at.isoformat()}:{user}"
        queue_letter(letter, to=address, kind="merge_undone", key=key)


# ---- reports


def report_question(
    report: Report,
    listing: Listing,
    *,
    to: Iterable[tuple[int | None, str]],
    words: str,
    at: datetime,
) -> None:
    """A letter with a moderator's question about a report. The letter does not quote the report.

    to  (user id, address) of members, or (None, address) of the e-mail that the listing publishes
    """
    lines = [
        _("A reader told us that something may be wrong with the listing of %(clinic)s.")
        % {"clinic": listing.name},
        _("The reader chose this reason: %(reason)s.") % {"reason": ReportReason(report.reason).label},
    ]
    if report.statement in STATEMENTS:
        lines.append(_("It is about this line: %(line)s.") % {"line": STATEMENTS[report.statement].label})
    lines.append(_("Your listing has not changed. Please answer the moderator’s question."))
    for user, address in to:
        letter = Letter(
            subject=_("A question about your listing"),
            lines=tuple(lines),
            quote=words,
            link=reverse("portal:thread", args=[listing.clinic_id]) if user else listing.get_absolute_url(),
            link_words=_("Answer it in the portal") if user else _("See the listing"),
            why=_("You are getting this e-mail because you manage this listing.")
            if user
            else _("You are getting this e-mail because your listing shows this address."),
        )
        queue_letter(
            letter, to=address, kind="report_asked", key=f"report_asked:{report.pk}:{user or ''}", due_at=at
        )


def report_closed(report: Report, reference: str, *, to: str) -> None:
    """A letter with the outcome of a report, to the reader who asked for an answer. It names no clinic."""
    lines = [
        _("Your report %(reference)s is closed.") % {"reference": reference},
        _("The result: %(outcome)s.") % {"outcome": report.get_outcome_display()},
    ]
    letter = Letter(
        subject=_("The result of your report"),
        lines=tuple(lines),
        quote=report.answer,
        link=reverse("report_state", args=[report.reference]),
        link_words=_("See your report"),
        why=_(
            "You are getting this e-mail because you asked to hear about your report. We have "
            "now deleted your address."
        ),
    )
    queue_letter(
        letter, to=to, kind="report_closed", key=f"report_closed:{report.pk}", due_at=report.closed_at
    )


# ---- membership


def listing_code(code: Code, *, readable: str) -> Mail | None:
    """A letter with the code that proves control of a listing, to the address of membership/codes.py.

    readable  the code as people type it: K7M2Q-9RTX4
    """
    claim = code.claim
    about = cast(Claim | Report, claim or code.report)
    listing = Listing.objects.only("name").filter(clinic=about.clinic_id).first()
    letter = Letter(
        subject=_("A code for your listing"),
        lines=(
            _request_of_code(code, listing),
            _(
                "If this was you, type this code on our page. It works once and expires after 24 "
                "hours: %(code)s"
            )
            % {"code": readable},
            _(
                "If you did not ask for this, you don’t need to do anything. Don’t share this "
                "code with anyone. Nothing changes without it."
            ),
        ),
        link=f"{reverse('claim', args=[claim.pk])}?code={readable}" if claim else "",
        link_words=_("If this was you, open this link while you are signed in"),
        why=_("You are getting this e-mail because your listing shows this address.")
        if listing
        else _("You are getting this e-mail because someone gave us this address as that of a clinic."),
    )
    return queue_letter(letter, to=code.sent_to, kind="code", key=f"code:{code.pk}")


def _request_of_code(code: Code, listing: Listing | None) -> str:
    """What the code was asked for. Without a listing the name of the clinic is what a stranger typed."""
    if listing is None:
        return _(
            "Someone with an account on our site wants to list a clinic here, and says that this is its "
            "public e-mail address."
        )
    sentence = (
        _("Someone with an account on our site is asking to manage the listing of %(clinic)s.")
        if code.claim
        else _(
            "Someone says that %(clinic)s is listed here without consent, and wants us to "
            "take the listing down."
        )
    )
    return sentence % {"clinic": listing.name}


def claim_received(claim: Claim) -> None:
    """A letter about a claim, to the owners of the organization. At most three a day to one address."""
    for user, address in member_addresses(claim.clinic, role=Membership.Role.OWNER):
        since = claim.claimed_at - timedelta(days=1)
        if (
            Mail.objects.filter(kind="claimed", to=address, queued_at__gt=since).count()
            >= MAX_NOTICES_PER_DAY
        ):
            continue
        letter = Letter(
            subject=_("Someone is asking to manage your listing"),
            lines=(
                _("Someone is asking to manage the listing of %(clinic)s, which you own.")
                % {"clinic": claim.clinic.listing.name},
                _("You can see their e-mail address on the page with the people of your organization."),
                _(
                    "If you know them, you can invite them there. If you don’t, report a problem on "
                    "your listing’s page. A moderator will decide. Until then, nothing that is "
                    "published changes."
                ),
            ),
            link=reverse("portal:members", args=[claim.clinic.organization_id]),
            link_words=_("See who is asking"),
            why=_("You are getting this e-mail because you own this listing."),
        )
        queue_letter(letter, to=address, kind="claimed", key=f"claimed:{claim.pk}:{user}")


def claim_decided(claim: Claim) -> None:
    """A letter with the decision on a claim, to the claimant; if a moderator granted it, to owners too."""
    listing = Listing.objects.only("name").filter(clinic=claim.clinic_id).first()
    name = {"clinic": (listing or claim.clinic).name}
    granted = claim.state == Claim.State.GRANTED
    letter = Letter(
        subject=_("You now manage a listing") if granted else _("Your request to manage a listing"),
        lines=(
            (_("You now manage the listing of %(clinic)s.") % name,)
            if granted
            else (
                _("You asked to manage the listing of %(clinic)s. A moderator did not approve your request.")
                % name,
            )
        ),
        quote="" if granted else claim.reason,
        link=reverse("portal:index") if granted else reverse("claim", args=[claim.pk]),
        link_words=_("Open the portal") if granted else _("See your request"),
        why=_("You are getting this e-mail because you asked to manage this listing."),
    )
    for _user, address in verified_addresses([claim.claimed_by_id]):
        queue_letter(letter, to=address, kind="claim_decided", key=f"claim_decided:{claim.pk}")
    if granted and claim.decided_by_id:
        _member_joined(claim, name)


def _member_joined(claim, name):
    letter = Letter(
        subject=_("Someone joined your organization"),
        lines=(
            _("A moderator has approved another person to manage the listing of %(clinic)s with you.") % name,
            _("An owner can change their role or remove them."),
        ),
        link=reverse("portal:members", args=[claim.clinic.organization_id]),
        link_words=_("See the people in your organization"),
        why=_("You are getting this e-mail because you own this listing."),
    )
    for user, address in member_addresses(claim.clinic, role=Membership.Role.OWNER):
        if user != claim.claimed_by_id:
            queue_letter(letter, to=address, kind="joined", key=f"joined:{claim.pk}:{user}")


def organizations_joined(record: JoinedOrganization) -> None:
    """A letter about two organizations that a moderator joined, to the owners of what came of them."""
    letter = Letter(
        subject=_("Two organizations are now one"),
        lines=(
            _(
                "A moderator has joined your organization with another one, because both run the same "
                "clinics."
            ),
            _("You now see the clinics and the people of both. Nothing that is published has changed."),
            _("An owner can change the role of a person, or remove them."),
        ),
        link=reverse("portal:members", args=[record.kept_id]),
        link_words=_("See the people in your organization"),
        why=_("You are getting this e-mail because you own a listing of this organization."),
    )
    owners = record.kept.memberships.filter(role=Membership.Role.OWNER)
    for user, address in verified_addresses(owners.values_list("user", flat=True)):
        queue_letter(letter, to=address, kind="joined", key=f"organizations_joined:{record.pk}:{user}")


def invitation_created(invitation: Invitation, *, token: str, at: datetime) -> Mail | None:
    """A letter with an invitation to an organization, to any address, with an account or without.

    token  the secret of the link, which works once
    at     when the owner invited. An address gets three invitations a day; later ones wait for a later day.
    """
    waiting = Mail.objects.filter(kind="invited", to=invitation.email, due_at__gt=at - timedelta(days=1))
    letter = Letter(
        subject=_("An invitation to manage a listing"),
        lines=(
            _("Someone who manages a listing in this directory is asking you to help with it."),
            _(
                "The link works once and expires after 14 days. Sign in or create an account with "
                "this address."
            ),
            _("If you don’t know what this is about, you don’t need to do anything."),
        ),
        link=reverse("join", args=[token]),
        link_words=_("See the invitation"),
        why=_(
            "You are getting this e-mail because someone invited this address. They can’t see "
            "whether it has an account."
        ),
    )
    key = f"invited:{invitation.organization_id}:{invitation.pk}"
    due_at = at + timedelta(days=waiting.count() // MAX_NOTICES_PER_DAY)
    return queue_letter(letter, to=invitation.email, kind="invited", key=key, due_at=due_at)


def count_invitations_since(organization: Organization, moment: datetime) -> int:
    """The number of invitations by an organization that were queued after a moment."""
    return Mail.objects.filter(
        kind="invited", key__startswith=f"invited:{organization.pk}:", queued_at__gt=moment
    ).count()


def _reason_label(code):
    return DecisionReason(code).label if code in DecisionReason.values else code


def format_day(when: date | datetime) -> str:
    return date_format(when)
