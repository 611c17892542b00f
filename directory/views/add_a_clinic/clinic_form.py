"""The form of a new clinic, for joining, proposals and sites: what is needed to know it and to reach it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.accounts.email_addresses import EmailAddressField
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.web_address import parse_web_address
from directory.facts import web_addresses
from directory.facts.vocabulary import PointSource
from directory.models import Clinic
from directory.moderation import plausibility
from directory.places.gazetteer import gazetteer
from directory.web.form_errors import ConstrainedModelForm
from directory.web.form_fields import MAX_MESSAGE_LENGTH, LineField, TextField, ZipCodeField

FACTS = ["name", "street", "city", "state", "zip", "phone", "website", "email"]


class ClinicForm(ConstrainedModelForm):
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
    email = EmailAddressField(
        label=gettext_lazy("Public e-mail of the clinic"),
        help_text=gettext_lazy("Patients will see it. Leave this empty if the clinic shows none."),
        required=False,
    )

    class Meta:
        model = Clinic
        fields = FACTS

    field_order = [*FACTS, "words"]

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
        if not (given.get("phone", True) or given.get("website", True)):  # True: one was typed, and is wrong
            for name in ("phone", "website"):
                self.add_error(name, _("Enter a phone number or a website, so that a moderator can check."))
        if not self.errors:
            plausibility.add_questions(self, plausibility.questions(given, given))
        return given

    @property
    def facts(self):
        """Statement name → value, with the point of the ZIP code, not stated where it is unknown."""
        given = {name: self.cleaned_data[name] for name in FACTS}
        given["phone_extension"] = self.instance.phone_extension if given["phone"] else ""
        given |= {"latitude": None, "longitude": None, "point_source": ""}
        if place := given["zip"] and gazetteer().zip_place(given["zip"][:5]):
            given |= {"latitude": place.latitude, "longitude": place.longitude}
            given["point_source"] = PointSource.ZIP_CENTROID
        return given

    @property
    def asked(self):
        """Digests of the questions of plausibility.py that the form asks, or has asked before."""
        return sorted({*plausibility.question_digests(self), *self.data.getlist("asked")[:10]})


class ProposalForm(ClinicForm):
    words = TextField(
        label=gettext_lazy("How do you know this clinic?"),
        help_text=gettext_lazy("Only moderators read this. Please don’t write about your health."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Say how you know this clinic, so that a moderator can check.")
        },
    )


class JoiningForm(ClinicForm):
    words = TextField(
        label=gettext_lazy("What do you do at this clinic?"),
        help_text=gettext_lazy("Only moderators read this."),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Describe in a few words what you do there.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Patients will see it. We send a code there, which shows that you can open it. One at the "
            "clinic’s own website is best. Without one, a moderator looks for other proof."
        )
