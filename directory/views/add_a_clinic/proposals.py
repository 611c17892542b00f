"""Propose a clinic that is missing."""

import uuid

from allauth.account.decorators import verified_email_required
from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.web_address import parse_web_address
from directory.facts import web_addresses
from directory.facts.vocabulary import PointSource
from directory.matching.already_listed import similar_listings
from directory.membership import proposals
from directory.models import Clinic
from directory.moderation import plausibility
from directory.places.gazetteer import gazetteer
from directory.web import errors, form_token, rate_limit, resubmission
from directory.web.account_pages import account_page
from directory.web.form_errors import ConstrainedModelForm
from directory.web.form_fields import MAX_MESSAGE_LENGTH, LineField, TextField, ZipCodeField

PROPOSAL = {"salt": "directory.join.proposal"}


class ProposalForm(ConstrainedModelForm):
    name = LineField(
        label=gettext_lazy("Name of the clinic"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the name of the clinic, as on its door.")},
    )
    street = LineField(label=gettext_lazy("Street"), max_length=200, required=False)
    city = LineField(
        label=gettext_lazy("Town"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter the town.")},
    )
    zip = ZipCodeField(
        label=gettext_lazy("ZIP code"),
        help_text=gettext_lazy("Enter five or nine digits, for example 80202 or 80202-1234."),
        max_length=20,
        required=False,
    )
    phone = LineField(label=gettext_lazy("Phone"), max_length=40, required=False)
    website = LineField(label=gettext_lazy("Website"), max_length=300, required=False)
    words = TextField(
        label=gettext_lazy("How do you know this clinic?"),
        help_text=gettext_lazy("Only moderators read this. Please don’t write about your health."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Say how you know this clinic, so that a moderator can check.")
        },
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
            raise ValidationError(web_addresses.typed_address_error(self.cleaned_data["website"]))
        return address

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["phone"] or given["website"]):
            for name in ("phone", "website"):
                self.add_error(name, _("Enter a phone number or a website, so that a moderator can check."))
        if not self.errors:
            plausibility.add_questions(self, plausibility.questions(given, given))
        return given

    @property
    def facts(self):
        """Statement name → value, with the point of the ZIP code where it is known."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        given["phone_extension"] = self.instance.phone_extension
        if place := given["zip"] and gazetteer().zip_place(given["zip"][:5]):
            given |= {"latitude": place.latitude, "longitude": place.longitude}
            given["point_source"] = PointSource.ZIP_CENTROID
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@verified_email_required
def propose(request):
    if request.method != "POST":
        return _render_form(request, ProposalForm())
    form, now = ProposalForm(request.POST), timezone.now()
    key, fault = form_token.check(request, now, **PROPOSAL)
    if not resubmission.is_ready_to_save(request, form) or fault:
        return _render_form(request, form, fault=fault, status=400)
    similar = [] if request.POST.get("none_of_these") else similar_listings(form.facts)
    if similar:
        return _render_form(request, form, similar=similar)
    # The same form sent twice is one proposal; after a change it is another.
    key = uuid.uuid5(key, repr((request.user.pk, form.cleaned_data)))
    is_new = not Clinic.objects.filter(source=f"proposal:{key}").exists()
    if is_new and not rate_limit.allow(request, "proposal"):
        fault, wait = rate_limit.too_many("proposal")
        return _render_form(request, form, fault=fault, status=429, wait=wait)
    proposals.propose(by=request.user, key=key, at=now, words=form.cleaned_data["words"], **form.facts)
    return redirect("asked")


def _render_form(request, form, *, fault="", similar=(), status=200, wait=None):
    context = {
        "form": form,
        "fault": fault,
        "similar": similar,
        "sending": form_token.issue(request, **PROPOSAL),
    }
    context["asked"] = sorted({*plausibility.question_digests(form), *request.POST.getlist("asked")[:10]})
    response = render(request, "directory/add_a_clinic/propose.html", context, status=status)
    return errors.retry_after(response, wait)
