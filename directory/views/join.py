"""Add a clinic: propose one that is missing, ask to maintain one that is listed, follow an invitation."""

import uuid

from allauth.account.decorators import verified_email_required
from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles, short_code
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.web_address import parse_web_address
from directory.facts import web_addresses
from directory.facts.vocabulary import PointSource
from directory.matching.already_listed import similar_listings
from directory.membership import claims, codes, members, proposals
from directory.membership.errors import LimitReachedError
from directory.models import Claim, Clinic, Listing, Submission
from directory.moderation import plausibility
from directory.moderation.errors import RefusedError
from directory.places import resolve
from directory.views.listing import moved
from directory.web import errors, form_token, rate_limit
from directory.web import resubmission as typed
from directory.web.account_pages import account_page
from directory.web.errors import NotFound
from directory.web.form_errors import ConstrainedModelForm
from directory.web.form_fields import MAX_MESSAGE_LENGTH, LineField, TextField, ZipCodeField
from directory.web.public_page import public_page

PROPOSAL = {"salt": "directory.join.proposal"}
CLAIM = {"salt": "directory.join.claim"}

either = require_http_methods(["GET", "HEAD", "POST"])
private = cache_control(no_store=True)


class ProposalForm(ConstrainedModelForm):
    name = LineField(
        label=gettext_lazy("Name of the clinic"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name that stands on the door.")},
    )
    street = LineField(label=gettext_lazy("Street"), max_length=200, required=False)
    city = LineField(
        label=gettext_lazy("Town"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter the town.")},
    )
    zip = ZipCodeField(
        label=gettext_lazy("ZIP code"),
        help_text=gettext_lazy("Five digits, or five and four: 80202 or 80202-1234."),
        max_length=20,
        required=False,
    )
    phone = LineField(label=gettext_lazy("Phone"), max_length=40, required=False)
    website = LineField(label=gettext_lazy("Website"), max_length=300, required=False)
    words = TextField(
        label=gettext_lazy("How do you know this clinic?"),
        help_text=gettext_lazy("Only moderators read this. Please leave out your health."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say how you know it, so that a moderator can check.")},
    )

    class Meta:
        model = Clinic
        fields = ["name", "street", "city", "state", "zip", "phone", "website"]

    field_order = ["name", "street", "city", "state", "zip", "phone", "website", "words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].required = True
        self.fields["state"].error_messages["required"] = _("Choose the state.")

    def clean_phone(self):
        if not self.cleaned_data["phone"]:
            return ""
        phone = parse_phone(self.cleaned_data["phone"])
        if phone is None:
            raise ValidationError(_("Enter a phone number, for example (303) 555-0142."))
        if phone.remainder:
            raise ValidationError(_("Enter one phone number, for example (303) 555-0142."))
        self.instance.phone_extension = phone.extension
        return phone.number

    def clean_website(self):
        address = parse_web_address(self.cleaned_data["website"])
        if address is None:
            raise ValidationError(web_addresses.why_not(self.cleaned_data["website"]))
        return address

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["phone"] or given["website"]):
            for name in ("phone", "website"):
                self.add_error(name, _("Enter a phone number or a website, so that a moderator can check."))
        if not self.errors:
            plausibility.ask(self, plausibility.questions(given, given))
        return given

    @property
    def facts(self):
        """Statements of Facts, with the point of the ZIP code where it is known."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        given["phone_extension"] = self.instance.phone_extension
        if place := given["zip"] and resolve.resolve_place(given["zip"]):
            given |= {"latitude": place.latitude, "longitude": place.longitude}
            given["point_source"] = PointSource.ZIP_CENTROID
        return given


class ClaimForm(forms.Form):
    words = TextField(
        label=gettext_lazy("What do you do at this clinic?"),
        help_text=gettext_lazy("Only moderators read this, if one has to decide."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say in a few words what you do there.")},
    )


@public_page
def add_a_clinic(request, *, version, today):
    return render(request, "directory/join/add_a_clinic.html")


# ---- a clinic that is missing


@either
@private
@account_page
@verified_email_required
def propose(request):
    if request.method != "POST":
        return _proposal(request, ProposalForm())
    form, now = ProposalForm(request.POST), timezone.now()
    key, fault = form_token.check(request, now, **PROPOSAL)
    if not typed.is_ready_to_save(request, form) or fault:
        return _proposal(request, form, fault=fault, status=400)
    similar = [] if request.POST.get("none_of_these") else similar_listings(form.facts)
    if similar:
        return _proposal(request, form, similar=similar)
    # What was changed before it was sent again is another one; the same sent twice is one.
    key = uuid.uuid5(key, repr((request.user.pk, form.cleaned_data)))
    is_new = not Clinic.objects.filter(source=f"proposal:{key}").exists()
    if is_new and not rate_limit.allow(request, "proposal"):
        fault, wait = rate_limit.too_many("proposal")
        return _proposal(request, form, fault=fault, status=429, wait=wait)
    proposals.propose(by=request.user, key=key, at=now, words=form.cleaned_data["words"], **form.facts)
    return redirect("asked")


def _proposal(request, form, *, fault="", similar=(), status=200, wait=None):
    context = {
        "form": form,
        "fault": fault,
        "similar": similar,
        "sending": form_token.issue(request, **PROPOSAL),
    }
    context["asked"] = sorted({*plausibility.asked_by(form), *request.POST.getlist("asked")[:10]})
    return _page(request, "directory/join/propose.html", context, status, wait=wait)


@require_safe
@private
@verified_email_required
def asked(request):
    """What somebody has proposed and asked for, and what became of it."""
    proposed = Submission.objects.filter(submitted_by=request.user, origin=Submission.Origin.PROPOSAL)
    return render(
        request,
        "directory/join/asked.html",
        {
            "claims": request.user.claims.select_related("clinic__listing").order_by("-claimed_at"),
            "proposals": proposed.select_related("clinic__listing").order_by("-submitted_at"),
        },
    )


# ---- a clinic that is listed


@either
@private
@account_page
@verified_email_required
def claim_clinic(request, slug):
    # What was taken down can be asked for too: its owner may come back.
    listed = Listing.objects.for_pages().select_related("clinic__organization")
    # Under a former name too: a redirect would lose what was typed.
    former = listed.filter(former_slugs__slug=slug) if request.method == "POST" else listed.none()
    listing = listed.filter(slug=slug).first() or former.first()
    if listing is None:
        return moved(slug, "claim_clinic")
    waiting = request.user.claims.filter(clinic=listing.clinic_id, state=Claim.State.WAITING).first()
    if waiting:
        return redirect("claim", waiting.pk)
    if roles.belongs_to(request.user, listing.clinic):
        return redirect("portal:index")
    return _ask(request, listing) if request.method == "POST" else _asking(request, listing, ClaimForm())


def _ask(request, listing):
    form, now = ClaimForm(request.POST), timezone.now()
    _key, fault = form_token.check(request, now, **CLAIM)
    if not typed.is_ready_to_save(request, form) or fault:
        return _asking(request, listing, form, fault=fault, status=400)
    if not rate_limit.allow(request, "claim"):
        fault, wait = rate_limit.too_many("claim")
        return _asking(request, listing, form, fault=fault, status=429, wait=wait)
    try:
        claim = claims.create(clinic=listing.clinic, by=request.user, at=now, **form.cleaned_data)
    except RefusedError as why:
        return _asking(request, listing, form, fault=str(why), status=400)
    return _send(request, claim) if codes.published_email(claim.clinic_id) else redirect("claim", claim.pk)


def _asking(request, listing, form, *, fault="", status=200, wait=None):
    context = {
        "listing": listing,
        "email": codes.mask_email(listing.email) if listing.email and not listing.removed_at else "",
        "form": form,
        "fault": fault,
        "sending": form_token.issue(request, **CLAIM),
    }
    return _page(request, "directory/join/claim_clinic.html", context, status, wait=wait)


@either
@private
@verified_email_required
def claim(request, pk):
    """Where a claim stands; its code comes back by POST."""
    mine = _mine(request, pk)
    if request.method != "POST":
        return _standing(request, mine, typed=request.GET.get("code", ""))
    typed = request.POST.get("code", "")
    if mine.state != Claim.State.WAITING:
        return redirect("claim", mine.pk)
    try:
        claims.prove(claim=mine, typed=typed)
    except RefusedError as why:
        return _standing(request, mine, typed=typed, why=why)
    return redirect("claim", mine.pk)


@require_POST
@private
@verified_email_required
def claim_code(request, pk):
    return _send(request, _mine(request, pk))


@require_POST
@private
@verified_email_required
def claim_withdrawal(request, pk):
    mine = _mine(request, pk)
    try:
        claims.withdraw(claim=mine)
    except RefusedError as why:
        return _standing(request, mine, why=why)
    return redirect("claim", mine.pk)


def _mine(request, pk):
    return get_object_or_404(request.user.claims.select_related("clinic__listing"), pk=pk)


def _send(request, claim):
    try:
        codes.send(claim=claim, asker=rate_limit.client_network(request))
    except RefusedError as why:
        return _standing(request, claim, why=why)
    return redirect("claim", claim.pk)


def _standing(request, claim, *, typed="", why=None):
    if why:
        claim.refresh_from_db()
    email = codes.published_email(claim.clinic_id)
    signs = short_code.parse(typed)
    context = {
        "claim": claim,
        "listing": claim.clinic.listing,
        "email": codes.mask_email(email) if email else "",
        "code": claim.codes.order_by("-pk").first(),
        "typed": short_code.hyphenate(signs) if signs else "",
        "why": why,
    }
    return _page(
        request, "directory/join/claim.html", context, _status_of(why), wait=getattr(why, "seconds", None)
    )


def _status_of(why):
    if isinstance(why, LimitReachedError):
        return 429
    return 400 if why else 200


# ---- invitations


@either
@private
@verified_email_required
def join(request, token):
    """Only whoever has confirmed the address that the letter went to learns what it invites to."""
    invitation = members.open_invitation(token)
    if invitation is None:
        raise NotFound(_("This link was used, taken back, or is older than two weeks. Ask for a new one."))
    if not roles.has_confirmed(request.user, invitation.email):
        return render(
            request, "directory/join/invitation.html"
        )  # not a 403: logs hold the address of a refusal
    if request.method != "POST":
        return render(request, "directory/join/invitation.html", {"invitation": invitation})
    try:
        membership = members.accept_invitation(invitation=invitation, by=request.user)
    except RefusedError as why:
        raise NotFound(str(why)) from None
    return redirect("portal:members", membership.organization_id)


# ---- what they share


def _page(request, template, context, status, *, wait=None):
    return errors.retry_after(render(request, template, context, status=status), wait)
