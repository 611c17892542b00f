"""Pages of a clinic for its members: sending, confirming, removal, timeline."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import DecisionReason
from directory.mail import letters
from directory.models import RECORD_MODELS
from directory.models.listing import CURRENT_DAYS
from directory.moderation import decisions
from directory.moderation.errors import AlreadyDecidedError, RefusedError
from directory.portal.forecast import foreseen
from directory.portal.messages import RemarkForm
from directory.portal.section_form import snapshot_digest
from directory.portal.status import load_status
from directory.portal.terms import TermsForm
from directory.portal.timeline import MAX_PAGE
from directory.portal.timeline import timeline as page_of_steps
from directory.publishing import history
from directory.views.preview import render_preview, unsaved_listing
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.wording import values


class SendingForm(TermsForm, RemarkForm):
    """What a member says on sending: the words to the moderators, and that the clinic accepts the terms."""


def clinic_page(view):
    """Decorate a view: it gets the ClinicStatus of the member's clinic; 404 for another's clinic."""

    @wraps(view)
    def wrapper(request, pk, **more):
        clinics = roles.clinics(request.user).select_related("organization")
        clinic = get_object_or_404(clinics.prefetch_related(*RECORD_MODELS), pk=pk)
        return view(request, load_status(request.user, clinic, timezone.localdate()), **more)

    return wrapper


def redirect_with_success(request, status, sentence):
    messages.success(request, sentence)
    return _back(request, status)


def redirect_with_warning(request, status, sentence):
    messages.warning(request, sentence)
    return _back(request, status)


def _back(request, status):
    """The redirect to the page of the clinic, or to the page of the list on which a button was pressed."""
    if page := _number(request.POST.get("list")):
        return redirect(f"{reverse('portal:index')}?page={page}")
    return redirect("portal:clinic", status.clinic.pk)


def _number(sent):
    """A posted number of at most nine digits; 0 for anything else."""
    return int(sent) if sent and sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


@require_safe
@clinic_page
def preview(request, status):
    shown = unsaved_listing(status.draft, clinic=status.clinic)
    back = reverse("portal:directory_clinic_change", args=[status.clinic.pk])
    return render_preview(request, shown, back=back)


# ---- submit and withdraw


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def sending(request, status):
    """The page that shows the changes before they are sent; a POST submits them."""
    if request.method != "POST":
        return _submission_page(request, status)
    form = SendingForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        return _submission_page(request, status, form=form, code=400)
    with transaction.atomic():
        # Locked, so that the submitted content is the content that the member has seen.
        status = locked_status(request, status)
        if request.POST.get("seen") != snapshot_digest(status.draft, STATEMENTS):
            return _submission_page(request, status, outdated=True, form=form, code=409)
        if not status.can_submit:
            return _submission_page(request, status, form=form)
        try:
            submission = decisions.submit(clinic=status.clinic, by=request.user, **form.cleaned_data)
        except RefusedError as why:
            return redirect_with_warning(request, status, str(why))
    return redirect_with_success(request, status, _submitted_sentence(submission))


def locked_status(request, status):
    """The status of the same clinic, locked until the transaction ends."""
    clinics = roles.clinics(request.user).select_related("organization").locked([status.clinic.pk])
    return load_status(request.user, get_object_or_404(clinics), status.today)


def _submitted_sentence(submission):
    named = {
        "clinic": submission.content["name"],
        "day": values.day(letters.decision_due_on(submission.submitted_at)),
    }
    return (
        _(
            "You sent “%(clinic)s” to a moderator, who will review it by %(day)s. We will "
            "e-mail you the decision."
        )
        % named
    )


def _submission_page(request, status, *, outdated=False, form=None, code=200):
    page = {
        "title": _("What the moderator will check"),
        "status": status,
        "outdated": outdated,
        "is_first": not status.is_published,
        "changes": [history.describe(change) for change in status.unpublished_changes],
        "foreseen": foreseen(status) if status.can_submit else [],
        "seen": snapshot_digest(status.draft, STATEMENTS),
        "form": form or SendingForm(),
        "wrong": bool(form and form.errors),
    }
    return render(request, "portal/sending.html", page, status=code)


@require_POST
@clinic_page
def taking_back(request, status):
    if status.waiting is None:
        return redirect_with_warning(
            request,
            status,
            _("Nothing is waiting for this clinic. A moderator may have just made a decision."),
        )
    try:
        decisions.withdraw(submission=status.waiting, by=request.user)
    except AlreadyDecidedError:
        return redirect_with_warning(
            request, status, _("A moderator made a decision before you could withdraw it. See below.")
        )
    return redirect_with_success(
        request, status, _("It was withdrawn. Your draft has not changed. You can edit it and send it again.")
    )


# ---- the listing


@require_POST
@clinic_page
def confirmation(request, status):
    if not status.is_published:
        return redirect_with_warning(
            request, status, _("This listing is not published, so there is nothing to confirm.")
        )
    try:
        accepted = request.POST.get("terms", "")
        if accepted or not status.is_confirmed_today:
            decisions.confirm(listing=status.listing, by=request.user, accepted_terms=accepted)
    except RefusedError as why:
        return redirect_with_warning(request, status, str(why))
    due = values.day(status.today + timedelta(days=CURRENT_DAYS))
    return redirect_with_success(
        request, status, _("Thank you for confirming. Please confirm again by %(day)s.") % {"day": due}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def removal(request, status):
    """The page on which an owner takes the listing down; no moderator decides on that."""
    if not status.is_owner:
        raise PermissionDenied
    if not status.is_published:
        return redirect_with_warning(
            request, status, _("This clinic is not published, so there is nothing to take down.")
        )
    if request.method != "POST":
        return render(request, "portal/removal.html", {"title": _("Take the listing down"), "status": status})
    try:
        decisions.remove(listing=status.listing, reason=DecisionReason.OWNER_REQUEST, by=request.user)
    except RefusedError as why:
        return redirect_with_warning(request, status, str(why))
    return redirect_with_success(
        request, status, _("The listing was taken down. Its page now says that it was removed.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def coming_back(request, status):
    """The page on which an owner asks to restore a listing that was taken down."""
    if not status.is_owner:
        raise PermissionDenied
    if not status.clinic.closed_at:
        return redirect_with_warning(request, status, _("This listing has not been taken down."))
    form = TermsForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not resubmission.is_ready_to_save(request, form):
        title = _("Ask to restore the listing")
        page = {"title": title, "status": status, "form": form, "wrong": bool(form.errors)}
        return render(request, "portal/coming_back.html", page, status=400 if form.is_bound else 200)
    try:
        submission = decisions.request_relisting(clinic=status.clinic, by=request.user, **form.cleaned_data)
    except RefusedError as why:
        return redirect_with_warning(request, status, str(why))
    return redirect_with_success(request, status, _submitted_sentence(submission))


# ---- what happened, and reminders


@require_safe
@clinic_page
def timeline(request, status):
    """The timeline of a clinic, without the names of moderators."""
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= MAX_PAGE):
        raise Http404
    steps = page_of_steps(status.clinic, int(number))
    if not steps.steps and steps.number > 1:
        raise Http404
    page = {"title": _("What happened"), "status": status, "steps": steps.steps, "page": steps}
    return render(request, "portal/timeline.html", page)


@require_POST
def reminders(request, pk):
    """Turn the reminders of one member on or off."""
    membership = get_object_or_404(roles.memberships(request.user).select_related("organization"), pk=pk)
    membership.reminders = request.POST.get("reminders") == "on"
    membership.save(update_fields=["reminders"])
    named = {"organization": membership.organization.name}
    if membership.reminders:
        sentence = _("You will get e-mail reminders for %(organization)s.") % named
    else:
        sentence = _("You will no longer get reminders for %(organization)s.") % named
    messages.success(request, sentence)
    clinic = roles.clinics(request.user).filter(pk=_number(request.POST.get("clinic"))).first()
    return redirect("portal:clinic", clinic.pk) if clinic else redirect("portal:index")


portal.add("clinics/<int:pk>/preview/", preview, "preview")
portal.add("clinics/<int:pk>/sending/", sending, "sending")
portal.add("clinics/<int:pk>/taking-back/", taking_back, "taking_back")
portal.add("clinics/<int:pk>/confirmation/", confirmation, "confirmation")
portal.add("clinics/<int:pk>/removal/", removal, "removal")
portal.add("clinics/<int:pk>/coming-back/", coming_back, "coming_back")
portal.add("clinics/<int:pk>/history/", timeline, "timeline")
portal.add("memberships/<int:pk>/reminders/", reminders, "reminders")
