"""The form field of a statement that is a list of records: insurers, opening times. A row for each record.

The rows are a formset with the name of the statement as its prefix: `insurers-0-payer`. A row without a value
is no record.
"""

from contextlib import suppress
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.time_of_day import parse_time_of_day, twelve_hours_later
from directory.facts.fields import MAX_RECORDS_IN_A_FIELD, complete_record
from directory.facts.statements import is_stated
from directory.facts.vocabulary import Weekday
from directory.portal.redisplay import RedisplayedForm, RedisplayedFormSet
from directory.web.form_fields import LineField
from directory.wording import values
from directory.wording.insurers import insurer_in_words
from directory.wording.opening_times import clock_time, opening_times_in_words

EXTRA_ROWS = 2  # empty ones, below those stated
MAX_TEXT_LENGTH = 120  # of a part of a record
MESSAGES = {
    "missing_management_form": gettext_lazy("Part of this page did not reach us. Open it again, then save."),
    "too_many_forms": ngettext_lazy(
        "You can add at most %(num)d entry here. Remove the others.",
        "You can add at most %(num)d entries here. Remove the others.",
        "num",
    ),
}
ROWS_ERROR = gettext_lazy("Check the entries that are marked.")
CHOOSE_ERROR = gettext_lazy("Choose from the list.")


class TimeOfDayField(LineField):
    """A time of the day in any usual form, normalized to `09:00`."""

    def to_python(self, value):
        try:
            typed = parse_time_of_day(super().to_python(value))
        except ParseError as error:
            raise ValidationError(str(error)) from None
        return typed.time if typed else ""

    def has_changed(self, initial, data):
        with suppress(ValidationError):
            data = self.to_python(data)
        return self.to_python(initial) != (data or "")


class BoxesField(forms.MultipleChoiceField):
    """A few codes as checkboxes in lines; the days of the week in one line, in three letters."""

    def __init__(self, *, choices, **kwargs):
        is_of_days = [code for code, _label in choices] == Weekday.values
        super().__init__(
            choices=list(zip(Weekday.values, WEEKDAYS_ABBR.values(), strict=True)) if is_of_days else choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": CHOOSE_ERROR, "invalid_list": CHOOSE_ERROR},
            template_name="portal/boxes.html",
            **kwargs,
        )
        self.group_class, self.box_class = ("days", "days__one") if is_of_days else ("box-line", "choice")


class RecordForm(RedisplayedForm, forms.Form):
    """The form of one record. `parts` is set by `rows_of`."""

    parts = ()
    name_of_new = gettext_lazy("Another entry")

    def get_initial_for_field(self, field, field_name):
        """The stored value; a time as `9 AM`."""
        stored = super().get_initial_for_field(field, field_name)
        return clock_time(stored) if stored and isinstance(field, TimeOfDayField) else stored

    def record(self):
        """The record; None for a row that is empty or taken away."""
        given = self.cleaned_data
        record = complete_record(given, self.parts)
        if given.get("DELETE") or not any(is_stated(value) for value in record.values()):
            return None
        return record

    @property
    def in_words(self):
        """The stored record in one line; "" for a new row."""
        return values.record_in_words(self.parts, self.initial) if self.initial else ""

    @property
    def is_typed(self):
        """True for a row that was posted with something that is not stored."""
        return self.is_bound and bool(self.errors or self.has_changed())

    @property
    def fields_of_parts(self):
        return [self[part.name] for part in self.parts]


class InsurerForm(RecordForm):
    name_of_new = gettext_lazy("Add an insurer")

    def clean(self):
        given = super().clean()
        if given.get("DELETE") or not self.has_changed():
            return given
        record = complete_record(given, self.parts)
        is_typed = any(is_stated(value) for value in record.values())
        if is_typed and not record["payer"] and "payer" not in self.errors:
            self.add_error("payer", _("Choose the insurer. If it is not in the list, type its name below."))
        return given

    @property
    def in_words(self):
        return insurer_in_words(self.initial) if self.initial else ""


class OpeningTimesForm(RecordForm):
    name_of_new = gettext_lazy("Add days and times")

    @property
    def in_words(self):
        return "; ".join(opening_times_in_words([self.initial])) if self.initial else ""

    def clean(self):
        given = super().clean()
        if given.get("DELETE") or self.errors:
            return given
        opens, closes, days = given["opens"], given["closes"], given["days"]
        if not any((opens, closes, days, given["kind"])):
            return given
        if not days:
            self.add_error("days", _("Choose the days that have these hours."))
        if not opens:
            self.add_error("opens", _("Enter the opening time, for example 9 AM."))
        if not closes:
            self.add_error("closes", _("Enter the closing time, for example 5 PM."))
        if opens and closes:
            read_hours(self, given)
        return given


def read_hours(form, given):
    """Read “9 to 5” as 9 AM to 5 PM, and refuse an end before the beginning. `given`: opens and closes."""

    def is_half_stated(name):
        return parse_time_of_day(form.data.get(form.add_prefix(name), "")).is_half_stated

    if not is_half_stated("opens") and 1 <= int(given["opens"][:2]) <= 5:
        form.add_error("opens", _("Add AM or PM to this time."))
        return
    if given["closes"] < "12" and given["closes"] <= given["opens"] and not is_half_stated("closes"):
        given["closes"] = twelve_hours_later(given["closes"])
    if given["closes"] <= given["opens"]:
        form.add_error("closes", _("The closing time is before the opening time. Correct one of them."))


class RecordRows(RedisplayedFormSet, forms.BaseFormSet):
    """The rows of a statement."""

    default_error_messages = forms.BaseFormSet.default_error_messages | MESSAGES

    def records(self):
        """The records of valid rows."""
        return [record for one in self.forms if (record := one.record()) is not None]


ROW_FORMS = {"insurers": InsurerForm, "opening_times": OpeningTimesForm}


def rows_of(name, parts):
    """The formset class of a statement with these parts."""
    fields = {part.name: _field_of_part(part) for part in parts}
    form = type("RowForm", (ROW_FORMS.get(name, RecordForm),), {**fields, "parts": parts})
    return forms.formset_factory(
        form,
        formset=RecordRows,
        extra=EXTRA_ROWS,
        max_num=MAX_RECORDS_IN_A_FIELD,
        absolute_max=MAX_RECORDS_IN_A_FIELD + 1,
        validate_max=True,
        can_delete=True,
        can_delete_extra=False,
    )


def _field_of_part(part):
    options = {"label": part.label, "help_text": part.help, "required": False}
    if part.kind == "codes":
        return BoxesField(choices=part.choices, **options)
    if part.kind == "code":
        choices = [("", gettext_lazy("Not stated")), *part.choices]
        return forms.ChoiceField(choices=choices, error_messages={"invalid_choice": CHOOSE_ERROR}, **options)
    widget = forms.TextInput({"autocomplete": "off"})
    if part.kind == "time":
        return TimeOfDayField(widget=widget, **options)
    return LineField(max_length=MAX_TEXT_LENGTH, widget=widget, **options)


class RecordsWidget(forms.Widget):
    """No widget of its own: portal/records.html shows the rows."""

    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return None

    def value_omitted_from_data(self, data, files, name):
        return False


class BoundRecords(forms.BoundField):
    """The field in its form, with its rows."""

    @cached_property
    def formset(self):
        data = self.form.data if self.form.is_bound else None
        formset = self.field.formset_class(data, prefix=self.html_name, initial=self.initial_rows)
        formset.is_redisplayed = self.is_redisplayed
        return formset

    @property
    def is_redisplayed(self):
        return getattr(self.form, "is_redisplayed", False)

    @property
    def initial_rows(self):
        """The stored records that stand in rows."""
        return self.initial

    @property
    def linked_forms(self):
        """The forms whose errors the summary of errors links to."""
        return self.formset.forms

    @property
    def field_id(self):
        """The id of the element that holds all rows."""
        return f"{self.html_name}-rows"

    def _has_changed(self):
        return self.formset.has_changed()


class RecordsFormField(forms.Field):
    """The value is a list of records. What is wrong is said at the fields of the rows."""

    bound_field_class = BoundRecords
    widget = RecordsWidget
    template = "portal/records.html"

    def __init__(self, *, formset_class, **kwargs):
        super().__init__(template_name=self.template, **kwargs)
        self.formset_class = formset_class

    def _clean_bound_field(self, bound):
        formset = bound.formset
        if not formset.is_valid():
            raise ValidationError(list(formset.non_form_errors()) or [ROWS_ERROR])
        return formset.records()
