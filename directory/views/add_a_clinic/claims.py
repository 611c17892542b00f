"""Claim a listed clinic, and prove the claim with a code."""

from allauth.account.decorators import verified_email_required
from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from directory import roles, short_code
from directory.membership import claims, codes
from directory.membership.errors import LimitReachedError
from directory.models import Claim, Listing
from directory.moderation.errors import RefusedError
from directory.publishing.snapshot import snapshot_of_clinic
from directory.views.add_a_clinic.proposals import statements_of
from directory.views.listing import redirect_to_current
from directory.web import errors, form_token, rate_limit, resubmission
from directory.web.account_pages import account_page
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TextField

CLAIM = {"salt": "directory.join.claim"}


class ClaimForm(forms.Form):
    words = TextField(
        label=gettext_lazy("What do you do at this clinic?"),
        help_text=gettext_lazy("Only moderators read this, if they have to decide."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Describe in a few words what you do there.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@verified_email_required
def claim_clinic(request, slug):
    # A removed listing can be claimed too: its owner may come back.
    listed = Listing.objects.for_pages().select_related("clinic__organization")
    # A POST to a former slug is accepted: a redirect would lose what was typed.
    listing = listed.filter(slug=slug, merged_into=None).first()
    if listing is None and request.method == "POST":
        listing = listed.at_slug(slug).first()
    if listing is None:
        return redirect_to_current(slug, "claim_clinic")
    waiting = request.user.claims.filter(clinic=listing.clinic_id, state=Claim.State.WAITING).first()
    if waiting:
        return redirect("claim", waiting.pk)
    if roles.belongs_to(request.user, listing.clinic):
        return redirect("portal:index")
    return (
        _create_claim(request, listing)
        if request.method == "POST"
        else _render_form(request, listing, ClaimForm())
    )


def _create_claim(request, listing):
    form, now = ClaimForm(request.POST), timezone.now()
    button = _("Send the code") if _email(listing) else _("Ask a moderator")
    _key, fault = form_token.check(request, now, button=button, **CLAIM)
    if not resubmission.is_ready_to_save(request, form) or fault:
        return _render_form(request, listing, form, fault=fault, status=400)
    if not rate_limit.allow(request, "claim"):
        fault, wait = rate_limit.too_many("claim")
        return _render_form(request, listing, form, fault=fault, status=429, wait=wait)
    try:
        claim = claims.create(clinic=listing.clinic, by=request.user, at=now, **form.cleaned_data)
    except RefusedError as error:
        return _render_form(request, listing, form, fault=str(error), status=400)
    return (
        _send_code(request, claim) if codes.published_email(claim.clinic_id) else redirect("claim", claim.pk)
    )


def _email(listing):
    """The address to which the form sends a code; "" where a moderator decides."""
    return "" if listing.removed_at else listing.email


def _render_form(request, listing, form, *, fault="", status=200, wait=None):
    context = {
        "listing": listing,
        "email": codes.mask_email(email) if (email := _email(listing)) else "",
        "form": form,
        "fault": fault,
        "sending": form_token.issue(request, **CLAIM),
    }
    response = render(request, "directory/add_a_clinic/claim_clinic.html", context, status=status)
    return errors.retry_after(response, wait)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@verified_email_required
def claim(request, pk):
    """The state of a claim. A POST proves the claim with the code from the letter."""
    claim = _own_claim(request, pk)
    if request.method != "POST":
        return _render_claim(request, claim, typed=request.GET.get("code", ""))
    typed = request.POST.get("code", "")
    if claim.state != Claim.State.WAITING:
        return redirect("claim", claim.pk)
    try:
        claim = claims.prove(claim=claim, typed=typed)
    except RefusedError as error:
        return _render_claim(request, claim, typed=typed, error=error)
    if claim.state == Claim.State.WAITING and _is_draft(claim):
        messages.success(request, _("You entered the code. The moderator will see that."))
        return redirect("portal:clinic", claim.clinic_id)
    return redirect("claim", claim.pk)


def _is_draft(claim):
    """True for the claim on a clinic that the person started and that was never listed."""
    return getattr(claim.clinic, "listing", None) is None


@require_POST
@cache_control(no_store=True)
@verified_email_required
def claim_code(request, pk):
    return _send_code(request, _own_claim(request, pk))


@require_POST
@cache_control(no_store=True)
@verified_email_required
def claim_withdrawal(request, pk):
    claim = _own_claim(request, pk)
    try:
        claims.withdraw(claim=claim, by=request.user)
    except RefusedError as error:
        return _render_claim(request, claim, error=error)
    return redirect("claim", claim.pk)


def _own_claim(request, pk):
    return get_object_or_404(request.user.claims.select_related("clinic__listing"), pk=pk)


def _send_code(request, claim):
    try:
        codes.send(claim=claim, asker=rate_limit.client_network(request))
    except RefusedError as error:
        return _render_claim(request, claim, error=error)
    return redirect("claim", claim.pk)


def _render_claim(request, claim, *, typed="", error=None):
    if error:
        claim.refresh_from_db()
    email = codes.code_address(claim.clinic_id)
    parsed = short_code.parse(typed)
    draft = _is_draft(claim)
    lost = draft and claim.state in (Claim.State.REFUSED, Claim.State.WITHDRAWN)
    context = {
        "claim": claim,
        "draft": draft,
        "listing": claim.clinic if draft else claim.clinic.listing,
        # Whoever no longer maintains the clinic still reads what they wrote.
        "statements": statements_of(snapshot_of_clinic(claim.clinic)) if lost else [],
        "email": codes.mask_email(email) if email else "",
        "code": claim.codes.order_by("-pk").first(),
        "typed": short_code.hyphenate(parsed) if parsed else "",
        "error": error,
    }
    response = render(request, "directory/add_a_clinic/claim.html", context, status=_status(error))
    return errors.retry_after(response, getattr(error, "seconds", None))


def _status(error):
    if isinstance(error, LimitReachedError):
        return 429
    return 400 if error else 200
