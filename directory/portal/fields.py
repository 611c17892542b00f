"""The form field of each statement: its widget, what it accepts, and its error messages."""

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
from directory.facts.fields import YES_NO, CodesField, RecordsField, kind_of
from directory.facts.offerings import DEFAULTED_PARTS
from directory.facts.statements import NOTES
from directory.portal.help import help_text
from directory.portal.records_form import CHOOSE_ERROR, RecordsFormField, rows_of
from directory.portal.week import WeekFormField
from directory.web.form_fields import LineField, TextField, ZipCodeField
from directory.wording import values

NOT_STATED_CHOICE = ("", gettext_lazy("Not stated"))
AS_THE_CLINIC_CHOICE = ("", gettext_lazy("Same as for the clinic"))
# Statement → rows of its textarea.
TEXTAREA_ROWS = {"about": 6, "written_standard": 2, "maintenance": 2, "note": 2} | dict.fromkeys(NOTES, 2)
MAX_UNFOLDED_CHOICES = 20  # a field with more is folded: see portal/folded.html
ALWAYS_UNFOLDED = {"conditions", "modality"}  # most clinics state them
MAX_DEGREES = {"latitude": 90, "longitude": 180}
DEGREES_ERRORS = {
    "latitude": gettext_lazy("Enter a latitude from -90 to 90, for example 39.7392."),
    "longitude": gettext_lazy("Enter a longitude from -180 to 180, for example -104.9903."),
}
WHOLE_NUMBER_ERROR = gettext_lazy("Enter a whole number, for example 6.")


class PhoneField(TextField):
    """A US phone number in any usual form, normalized to E.164. The form parses the extension."""

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
            raise ValidationError(
                _("Enter only one phone number. You can add a second one under “About the clinic”.")
            )
        return phone.number


class WebAddressField(TextField):
    """A web address, typed with or without https://, normalized to an address with a scheme."""

    def to_python(self, value):
        typed = super().to_python(value)
        address = parse_web_address(typed)
        if address is None:
            raise ValidationError(web_addresses.typed_address_error(typed))
        return address


class DollarsField(forms.IntegerField):
    """Whole dollars: `$1,200` is 1200, and `12,50` is an error."""

    def to_python(self, value):
        if isinstance(value, str):
            with suppress(ParseError):  # the integer field then says what is wrong, also below zero
                value = parse_dollars(value)
        return super().to_python(value)


class DegreesField(forms.FloatField):
    """Degrees: `-104.9903` or `104.9903° W`."""

    def to_python(self, value):
        if isinstance(value, str):
            with suppress(ParseError):
                value = parse_degrees(value)
        return super().to_python(value)


def form_field(db_field):
    """The form field of a model field of a clinic, or of its practitioners, training or offerings."""
    field = _field(db_field)
    field.help_text = help_text(db_field.model._meta.model_name, db_field.name, field.help_text)
    if db_field.name.startswith("exclusion_"):
        field.help_text = ""  # the page shows it once, over all exclusions
    for code in {"invalid_choice", "invalid_list"} & field.error_messages.keys():
        field.error_messages[code] = CHOOSE_ERROR
    return field


def _field(db_field):
    kind = kind_of(db_field)
    if isinstance(db_field, CodesField):
        return _checkboxes(db_field)
    if isinstance(db_field, RecordsField):
        return _records(db_field)
    if kind == "yes_no":
        choices = [*YES_NO, _empty_choice(db_field)]
        return db_field.formfield(choices=choices, widget=forms.RadioSelect)
    if db_field.choices:
        return _select(db_field)
    if kind == "dollars":
        sentence = gettext_lazy("Enter a price in whole dollars, for example 450.")
        return _number(db_field, DollarsField, _input(inputmode="numeric"), sentence)
    if db_field.name in MAX_DEGREES:
        return _degrees(db_field)
    db_kind = db_field.get_internal_type()
    if db_kind == "DateField":
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        sentence = gettext_lazy("Enter a date, for example 2026-11-22.")
        return db_field.formfield(widget=widget, error_messages={"invalid": sentence})
    if "Integer" in db_kind:
        return _number(db_field, forms.IntegerField, forms.NumberInput, WHOLE_NUMBER_ERROR)
    return _text(db_field)


def _text(db_field):
    """The field of a text: by its name, else one line."""
    name = db_field.name
    if name == "phone":
        options = {"form_class": PhoneField, "max_length": 60, "validators": []}
        return db_field.formfield(widget=_input(type="tel", autocomplete="off"), **options)
    if name == "zip":
        return db_field.formfield(form_class=ZipCodeField, widget=_input(autocomplete="off"), max_length=20)
    if name in ("website", "booking_url", "register_url"):
        return db_field.formfield(form_class=WebAddressField, widget=_input(inputmode="url"))
    if name in TEXTAREA_ROWS:
        return db_field.formfield(form_class=TextField, widget=forms.Textarea({"rows": TEXTAREA_ROWS[name]}))
    if name == "practitioner":  # of a training: portal/row.html lists the names
        widget = _input(autocomplete="off", list="people")
        return db_field.formfield(form_class=LineField, widget=widget)
    if name == "phone_extension":
        digits = RegexValidator(r"\A[0-9]+\Z", gettext_lazy("Enter digits only, for example 301."))
        widget = _input(inputmode="numeric")
        return db_field.formfield(form_class=TextField, widget=widget, validators=[digits])
    if db_field.get_internal_type() == "CharField":
        return db_field.formfield(form_class=TextField, widget=_input(autocomplete="off"))
    return db_field.formfield()


def _input(**attributes):
    return forms.TextInput(attrs=attributes)


def _empty_choice(db_field):
    """The choice of no value. In an offering the clinic's own statement then holds."""
    is_of_offering = db_field.model._meta.model_name == "offering"
    return AS_THE_CLINIC_CHOICE if is_of_offering and db_field.name in DEFAULTED_PARTS else NOT_STATED_CHOICE


def _select(db_field):
    must_choose = not db_field.blank and not db_field.has_default()
    first = [_empty_choice(db_field)] if db_field.blank else [("", _("Choose"))] if must_choose else []
    return db_field.formfield(choices=[*first, *db_field.flatchoices], widget=forms.Select)


def _degrees(db_field):
    limit = MAX_DEGREES[db_field.name]
    sentence = gettext_lazy("Enter decimal degrees, for example 39.7392.")
    field = db_field.formfield(
        form_class=DegreesField,
        widget=_input(inputmode="decimal"),
        min_value=-limit,
        max_value=limit,
        error_messages={"invalid": sentence},
    )
    for validator in field.validators:
        validator.message = DEGREES_ERRORS[db_field.name]
    return field


def _number(db_field, form_class, widget, sentence):
    field = db_field.formfield(form_class=form_class, widget=widget, error_messages={"invalid": sentence})
    for validator in field.validators:
        if validator.code == "max_value":
            validator.message = gettext_lazy("Enter %(limit_value)s or less.")
        elif validator.code == "min_value":
            validator.message = gettext_lazy("Enter %(limit_value)s or more.")
    return field


def _records(db_field):
    field_class = WeekFormField if db_field.name == "opening_times" else RecordsFormField
    return field_class(
        label=db_field.verbose_name,
        help_text=db_field.help_text,
        required=False,
        formset_class=rows_of(db_field.name, db_field.parts),
    )


def _checkboxes(db_field):
    field = db_field.formfield()
    if len(db_field.codes) > MAX_UNFOLDED_CHOICES and db_field.name not in ALWAYS_UNFOLDED:
        field.empty_label = _empty_choice(db_field)[1]
        field.template_name = "portal/folded.html"
    return field
