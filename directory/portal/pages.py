"""The portal: what the people of a clinic see of it, and what they can do besides stating."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.facts.statements import STATEMENTS
from directory.facts.vocabulary import DecisionReason
from directory.mail import letters
from directory.models import Submission
from directory.models.listing import CURRENT_DAYS
from directory.moderation import decisions
from directory.portal import status
from directory.portal.section import print_of
from directory.publishing import history
from directory.views import preview as previewing
from directory.web.admin_sites import portal
from directory.wording import values


def about_a_clinic(view):
    """The view takes the Upkeep of a clinic of the member's own. Another's does not exist."""

    @wraps(view)
    def looked_up(request, pk):
        clinics = roles.clinics(request.user).select_related("organization")
        clinic = get_object_or_404(clinics.prefetch_related("practitioners", "training"), pk=pk)
        return view(request, status.one(request.user, clinic, timezone.localdate()))

    return looked_up


def done(request, sentence):
    messages.success(request, sentence)
    return redirect("portal:index")


def not_done(request, sentence):
    messages.warning(request, sentence)
    return redirect("portal:index")


@require_safe
def index(request):
    kept = status.of(request.user, timezone.localdate())
    return render(request, "portal/index.html", {"title": _("Your clinics"), "kept": kept})


@require_safe
@about_a_clinic
def preview(request, kept):
    shown = previewing.preview(kept.draft, clinic=kept.clinic)
    back = reverse("portal:directory_clinic_change", args=[kept.clinic.pk])
    return previewing.page(request, shown, back=back)


# ---- into the queue and out of it


@require_http_methods(["GET", "HEAD", "POST"])
@about_a_clinic
def sending(request, kept):
    """What will be looked at; then, by a button, off it goes."""
    if request.method != "POST":
        return _what_will_be_looked_at(request, kept)
    with transaction.atomic():
        kept = _anew(request, kept)  # locked: what they have looked at is what they send
        if request.POST.get("seen") != print_of(kept.draft, STATEMENTS):
            return _what_will_be_looked_at(request, kept, outdated=True)
        if not kept.can_send:
            return _what_will_be_looked_at(request, kept)
        try:
            sent = decisions.submit(clinics=[kept.clinic], origin=Submission.Origin.PORTAL, by=request.user)
        except decisions.RefusedError as why:
            return not_done(request, str(why))
    return done(request, _sent(sent[0]))


def _anew(request, kept):
    clinics = roles.clinics(request.user).select_related("organization").locked([kept.clinic.pk])
    return status.one(request.user, get_object_or_404(clinics), kept.today)


def _sent(submission):
    named = {
        "clinic": submission.content["name"],
        "day": values.day(letters.read_by(submission.submitted_at)),
    }
    return _("Sent. A moderator reads “%(clinic)s” by %(day)s, and you get an e-mail.") % named


def _what_will_be_looked_at(request, kept, *, outdated=False):
    page = {
        "title": _("This is what will be looked at"),
        "upkeep": kept,
        "outdated": outdated,
        "changes": [history.changed(change) for change in kept.unpublished],
        "seen": print_of(kept.draft, STATEMENTS),
    }
    return render(request, "portal/sending.html", page, status=409 if outdated else 200)


@require_POST
@about_a_clinic
def taking_back(request, kept):
    if kept.waiting is None:
        return not_done(request, _("Nothing of this clinic waits. It may have been decided on just now."))
    try:
        decisions.withdraw(submission=kept.waiting, by=request.user)
    except decisions.AlreadyDecidedError:
        return not_done(request, _("It was decided on before you could take it back. See below."))
    return done(request, _("Taken back. Your draft is as it was: change it, then send it again."))


# ---- what is published


@require_POST
@about_a_clinic
def confirmation(request, kept):
    if not kept.is_published:
        return not_done(request, _("Nothing is published, so there is nothing to confirm."))
    try:
        if not kept.is_confirmed_today:
            decisions.confirm(listing=kept.listing, by=request.user)
    except decisions.RefusedError as why:
        return not_done(request, str(why))
    due = values.day(kept.today + timedelta(days=CURRENT_DAYS))
    return done(request, _("Thank you: confirmed today. Confirm again by %(day)s.") % {"day": due})


@require_http_methods(["GET", "HEAD", "POST"])
@about_a_clinic
def removal(request, kept):
    """For owners; done at once."""
    if not kept.owns:
        raise PermissionDenied
    if not kept.is_published:
        return not_done(request, _("Nothing of this clinic is published, so nothing can be taken down."))
    if request.method != "POST":
        return render(request, "portal/removal.html", {"title": _("Take the listing down"), "upkeep": kept})
    try:
        decisions.remove(listing=kept.listing, reason=DecisionReason.OWNER_REQUEST, by=request.user)
    except decisions.RefusedError as why:
        return not_done(request, str(why))
    return done(request, _("Taken down. From now on its address says that it was removed."))


@require_POST
@about_a_clinic
def coming_back(request, kept):
    if not kept.owns:
        raise PermissionDenied
    try:
        submission = decisions.ask_back(clinic=kept.clinic, by=request.user)
    except decisions.RefusedError as why:
        return not_done(request, str(why))
    return done(request, _sent(submission))


# ---- what happened, and letters


@require_safe
@about_a_clinic
def past(request, kept):
    """What was sent, and who of the clinic's own people has changed the draft. Moderators have no name."""
    page = {
        "title": _("What happened"),
        "upkeep": kept,
        "steps": status.steps(kept.clinic),
    }
    return render(request, "portal/past.html", page)


@require_POST
def reminders(request, pk):
    """On or off, for the member alone."""
    membership = get_object_or_404(roles.memberships(request.user).select_related("organization"), pk=pk)
    membership.reminders = request.POST.get("reminders") == "on"
    membership.save(update_fields=["reminders"])
    named = {"organization": membership.organization.name}
    if membership.reminders:
        return done(request, _("You get reminders for %(organization)s by e-mail.") % named)
    return done(request, _("You get no more reminders for %(organization)s.") % named)


portal.add("", index, "index")
portal.add("clinics/<int:pk>/preview/", preview, "preview")
portal.add("clinics/<int:pk>/sending/", sending, "sending")
portal.add("clinics/<int:pk>/taking-back/", taking_back, "taking_back")
portal.add("clinics/<int:pk>/confirmation/", confirmation, "confirmation")
portal.add("clinics/<int:pk>/removal/", removal, "removal")
portal.add("clinics/<int:pk>/coming-back/", coming_back, "coming_back")
portal.add("clinics/<int:pk>/history/", past, "past")
portal.add("memberships/<int:pk>/reminders/", reminders, "reminders")
