"""Claims: who asks to maintain a listed clinic, and the moderator's decision. See membership/claims.py.

The claim on a clinic that was never listed is decided on the page of its first submission: desk/joining.py.
"""

from datetime import date
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from directory import roles
from directory.accounts.email_addresses import canonical_if_valid
from directory.desk.messages import thread_context
from directory.desk.notes import NoteForm, notes_context
from directory.desk.taking import TakenLine, taken_lines
from directory.matching.contact_details import website_domain
from directory.membership import claims
from directory.models import Claim, Membership, Submission
from directory.moderation import deadlines, notes
from directory.moderation.errors import RefusedError
from directory.web import resubmission
from directory.web.admin_sites import desk
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TextField

MAX_CLAIMS = 100  # on the page; those who wait longest


class DecisionForm(forms.Form):
    REFUSE = "refuse"

    decision = forms.ChoiceField(
        label=gettext_lazy("What is your decision?"),
        choices=[
            (Membership.Role.OWNER, gettext_lazy("Approve: they manage it as an owner")),
            (Membership.Role.EDITOR, gettext_lazy("Approve: they manage it as an editor")),
            (REFUSE, gettext_lazy("Refuse")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a decision.")},
    )
    reason = TextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Explain what you checked and what it shows. We keep this. If you refuse, the "
            "person will read it."
        ),
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class ClaimLine(NamedTuple):
    claim: Claim
    due_on: date  # the last day for the decision
    is_overdue: bool
    taken: TakenLine


@require_safe
def claim_list(request):
    # Those of clinics that were never listed are decided with their first content: see the queue.
    waiting = Claim.objects.waiting().on_listed()
    listed = (
        waiting.select_related("clinic__listing", "claimed_by")
        .annotate(members=Count("clinic__organization__memberships", distinct=True))
        .annotate(code_sent_at=Max("codes__sent_at"))
    )
    today = timezone.localdate()
    shown = list(listed[:MAX_CLAIMS])
    taken = taken_lines(shown, request.user)
    context = {
        "title": _("Claims"),
        "claims": [_line(claim, today, taken[claim]) for claim in shown],
        "total": waiting.count(),
        "overdue": waiting.filter(claimed_at__lt=deadlines.overdue_since(today)).count(),
        "most": MAX_CLAIMS,
    }
    return render(request, "desk/claims.html", context)


def _line(claim, today, taken):
    due_on = deadlines.due_on(claim.claimed_at)
    return ClaimLine(claim, due_on, due_on < today, taken)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_page(request, pk):
    claim = get_object_or_404(
        Claim.objects.select_related("clinic__listing", "clinic__organization", "claimed_by", "decided_by"),
        pk=pk,
    )
    if claim.state == Claim.State.WAITING and getattr(claim.clinic, "listing", None) is None:
        waiting = Submission.objects.waiting().filter(clinic=claim.clinic_id).first()
        if waiting:
            return redirect("admin:submission", waiting.pk)  # decided together
    if request.method != "POST":
        return _page(request, claim, DecisionForm())
    if request.POST.get("act") == "note":
        return _write_note(request, claim)
    form = DecisionForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        return _page(request, claim, form, status=400)
    try:
        _decide(claim, by=request.user, **form.cleaned_data)
    except RefusedError as why:
        form.add_error(None, str(why))
        claim = get_object_or_404(Claim.objects.select_related("decided_by"), pk=pk)
        return _page(request, claim, form, status=409 if claim.state != Claim.State.WAITING else 400)
    messages.success(request, _("Your decision is saved. The person will get an e-mail."))
    return redirect("admin:claims")


def _write_note(request, claim):
    form = NoteForm(request.POST, use_required_attribute=False)
    if not resubmission.is_ready_to_save(request, form):
        return _page(request, claim, DecisionForm(), note=form, status=400)
    if claim.claimed_by_id == request.user.pk or roles.belongs_to(request.user, claim.clinic):
        raise PermissionDenied
    given = form.cleaned_data
    notes.write(clinic=claim.clinic, claim=claim, by=request.user, kind=given["kind"], words=given["text"])
    messages.success(request, _("The note is saved."))
    return redirect("admin:claim", claim.pk)


def _decide(claim, *, by, decision, reason):
    if decision == DecisionForm.REFUSE:
        claims.refuse(claim=claim, by=by, reason=reason)
    else:
        claims.grant(claim=claim, by=by, role=decision, reason=reason)


def _page(request, claim, form, *, note=None, status=200):
    organization = claim.clinic.organization
    draft = getattr(claim.clinic, "listing", None) is None
    listing = claim.clinic if draft else claim.clinic.listing
    mail_domain = claim.claimed_by.email.rpartition("@")[2]
    own = roles.belongs_to(request.user, claim.clinic)
    context = {
        "title": _("Claim"),
        "notes": notes_context(claim.clinic, form=note, own=own or claim.claimed_by_id == request.user.pk),
        "claim": claim,
        "listing": listing,
        "draft": draft,  # never listed, and nothing of it waits
        "organization": organization,
        "members": organization.memberships.count() if organization else 0,
        "clinics": organization.clinics.count() if organization else 1,
        "at_the_website": mail_domain == website_domain(listing.website),
        "at_the_email": mail_domain == canonical_if_valid(listing.email).rpartition("@")[2],
        "code": claim.codes.order_by("-pk").first(),
        "before": claim.clinic.claims.exclude(pk=claim.pk)
        .select_related("claimed_by")
        .order_by("-claimed_at")[:10],
        "own": own or claim.claimed_by_id == request.user.pk,
        "thread": thread_context(request, claim.clinic, own=own),
        "form": form,
        "refused": note or form,  # the one with errors, if any
    }
    return render(request, "desk/claim.html", context, status=status)


desk.add("claims/", claim_list, name="claims")
desk.add("claims/<int:pk>/", claim_page, name="claim")
