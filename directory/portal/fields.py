"""How each statement is asked for: the control, what a person may type, and what is said to them."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.numbers import parse_degrees, parse_dollars
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.web_address import parse_web_address
from directory.facts import web_addresses
from directory.facts.fields import YES_NO, CodesField
from directory.facts.spine import STATEMENTS
from directory.web.form_fields import TextField, ZipCodeField
from directory.wording import values

NOT_STATED_CHOICE = ("", gettext_lazy("Not stated"))
TEXTAREA_ROWS = {"about": 6, "written_standard": 2, "maintenance": 2}  # statement → lines of its box
MAX_UNFOLDED_CHOICES = 20  # more choices than this are folded
MAX_DEGREES = {"latitude": 90, "longitude": 180}
DEGREES_ERRORS = {
    "latitude": gettext_lazy("Enter a latitude from -90 to 90, for example 39.7392."),
    "longitude": gettext_lazy("Enter a longitude from -180 to 180, for example -104.9903."),
}
WHOLE_NUMBER_ERROR = gettext_lazy("Enter a whole number, for example 6.")


class PhoneField(TextField):
    """Any usual form of a United States number → E.164. An extension may stand behind it (see `split`)."""

    def prepare_value(self, value):
        return values.phone(value) if value and value.startswith("+1") else value

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return ""
        phone = parse_phone(typed)
        if phone is None:
            raise ValidationError(_("Enter a phone number, for example (303) 555-0142."))
        if phone.remainder:
            raise ValidationError(_("Enter one phone number. A second one can stand in your own words."))
        return phone.number


class WebAddressField(TextField):
    """An address with or without https:// in front."""

    def to_python(self, value):
        typed = super().to_python(value)
        address = parse_web_address(typed)
        if address is None:
            raise ValidationError(web_addresses.why_not(typed))
        return address


class DollarsField(forms.IntegerField):
    """`$1,200` is 1200; `12,50` is not 1250."""

    def to_python(self, value):
        if isinstance(value, str):
            with suppress(ParseError):  # what is below zero has a sentence of its own
                value = parse_dollars(value)
        return super().to_python(value)


class DegreesField(forms.FloatField):
    """`-104.9903`, and `104.9903° W`."""

    def to_python(self, value):
        if isinstance(value, str):
            with suppress(ParseError):
                value = parse_degrees(value)
        return super().to_python(value)


def form_field(db_field):
    """The form field of a model field."""
    asked = _field(db_field, STATEMENTS.get(db_field.name))
    if db_field.name.startswith("exclusion_"):
        asked.help_text = ""  # said once, over all of them
    for code, sentence in {
        "invalid_choice": gettext_lazy("Choose from the list."),
        "invalid_list": gettext_lazy("Choose from the list."),
    }.items():
        if code in asked.error_messages:
            asked.error_messages[code] = sentence
    return asked


def _field(db_field, statement):
    kind = statement.kind if statement and db_field.model._meta.model_name == "clinic" else ""
    if isinstance(db_field, CodesField):
        return _checkboxes(db_field)
    if kind == "yes_no":
        return db_field.formfield(choices=[*YES_NO, NOT_STATED_CHOICE], widget=forms.RadioSelect)
    if db_field.choices:
        blank = (
            [NOT_STATED_CHOICE]
            if db_field.blank
            else [("", _("Choose"))]
            if not db_field.has_default()
            else []
        )
        return db_field.formfield(choices=[*blank, *db_field.flatchoices], widget=forms.Select)
    if kind == "dollars":
        sentence = gettext_lazy("Enter a price in whole dollars, for example 450.")
        typed = forms.TextInput(attrs={"inputmode": "numeric"})
        return _number(db_field, DollarsField, typed, sentence)
    if kind == "point":
        sentence = gettext_lazy("Enter degrees with a point, for example 39.7392.")
        typed, most = forms.TextInput(attrs={"inputmode": "decimal"}), MAX_DEGREES[db_field.name]
        asked = db_field.formfield(
            form_class=DegreesField,
            widget=typed,
            min_value=-most,
            max_value=most,
            error_messages={"invalid": sentence},
        )
        for validator in asked.validators:
            validator.message = DEGREES_ERRORS[db_field.name]
        return asked
    return _plain(db_field)


def _plain(db_field):
    kind = db_field.get_internal_type()
    if kind == "DateField":
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        sentence = gettext_lazy("Enter a day, for example 2026-11-22.")
        return db_field.formfield(widget=day, error_messages={"invalid": sentence})
    if "Integer" in kind:
        return _number(db_field, forms.IntegerField, forms.NumberInput, WHOLE_NUMBER_ERROR)
    if kind == "CharField" and db_field.name == "phone":
        telephone = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        return _text(db_field, PhoneField, telephone, max_length=60, validators=[])
    if kind == "CharField" and db_field.name == "zip":
        return _text(db_field, ZipCodeField, forms.TextInput(attrs={"autocomplete": "off"}), max_length=20)
    if kind == "CharField" and db_field.name in ("website", "booking_url", "register_url"):
        return _text(db_field, WebAddressField, forms.TextInput(attrs={"inputmode": "url"}))
    if db_field.name in TEXTAREA_ROWS:
        return _text(db_field, TextField, forms.Textarea(attrs={"rows": TEXTAREA_ROWS[db_field.name]}))
    if db_field.name == "phone_extension":
        digits = RegexValidator(r"\A[0-9]+\Z", gettext_lazy("Enter digits only, for example 301."))
        return _text(
            db_field, TextField, forms.TextInput(attrs={"inputmode": "numeric"}), validators=[digits]
        )
    if kind == "CharField" and not db_field.choices:
        return _text(db_field, TextField, forms.TextInput(attrs={"autocomplete": "off"}))
    return db_field.formfield()


def _text(db_field, form_class, widget, **kwargs):
    return db_field.formfield(form_class=form_class, widget=widget, **kwargs)


def _number(db_field, form_class, widget, sentence):
    asked = db_field.formfield(form_class=form_class, widget=widget, error_messages={"invalid": sentence})
    for validator in asked.validators:
        if validator.code == "max_value":
            validator.message = gettext_lazy("Enter %(limit_value)s or less.")
        elif validator.code == "min_value":
            validator.message = gettext_lazy("Enter %(limit_value)s or more.")
    return asked


def _checkboxes(db_field):
    asked = db_field.formfield()
    if len(db_field.codes) > MAX_UNFOLDED_CHOICES:
        asked.template_name = "portal/folded.html"
    return asked
