"""The opening times of a week, as a phone can fill them in: seven days, each from, to and “Closed”.

The days hold one kind of hours, once a day. What else is stated, such as a second time on a day or the hours
of the phone, stands in rows below them. Stored are records of days with the same hours.
"""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.vocabulary import HoursKind, Weekday
from directory.portal.records_form import (
    CHOOSE_ERROR,
    MESSAGES,
    ROWS_ERROR,
    BoundRecords,
    RecordsFormField,
    TimeOfDayField,
    read_hours,
)
from directory.portal.redisplay import RedisplayedForm
from directory.wording.opening_times import clock_time


def split_week(records):
    """(day → record, kind, the other records): what the seven days show, and what stands in rows.

    The days show the kind of the first record, of each day its first hours.
    """
    kind = records[0]["kind"] if records else ""
    week, rest = {}, []
    for record in records:
        fits = record["kind"] == kind and record["opens"] and record["closes"]
        shown = [day for day in record["days"] if fits and day not in week]
        week |= dict.fromkeys(shown, record)
        left = [day for day in record["days"] if day not in shown]
        if left or not shown:
            rest.append(record | {"days": left})
    return week, kind, rest


def join_week(hours, kind):
    """The records of a week: days with the same hours together. `hours`: day → (opens, closes)."""
    days_of = {}
    for day, times in hours.items():
        days_of.setdefault(times, []).append(day)
    return [
        {"days": days, "opens": opens, "closes": closes, "kind": kind}
        for (opens, closes), days in days_of.items()
    ]


class DayForm(RedisplayedForm, forms.Form):
    """The hours of one day; its labels name the day."""

    opens = TimeOfDayField(required=False, widget=forms.TextInput({"autocomplete": "off"}))
    closes = TimeOfDayField(required=False, widget=forms.TextInput({"autocomplete": "off"}))
    closed = forms.BooleanField(required=False)

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = Weekday(day)
        self.short_name = WEEKDAYS_ABBR[Weekday.values.index(day)]  # “Mon”
        named = {"day": self.day.label}
        self.fields["opens"].label = _("%(day)s, from") % named
        self.fields["closes"].label = _("%(day)s, to") % named
        self.fields["closed"].label = _("%(day)s, closed") % named

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        opens, closes, closed = given["opens"], given["closes"], given["closed"]
        if closed and (opens or closes):
            self.add_error("closed", _("This day has hours. Remove them, or remove the check at “Closed”."))
        elif closes and not opens:
            self.add_error("opens", _("Enter the opening time, for example 9 AM."))
        elif opens and not closes:
            self.add_error("closes", _("Enter the closing time, for example 5 PM."))
        elif opens:
            read_hours(self, given)
        return given


class KindForm(RedisplayedForm, forms.Form):
    """What the hours of the days are for. `shown` tells a page without the week from one left empty."""

    kind = forms.ChoiceField(
        label=gettext_lazy("For what"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), *HoursKind.choices],
        error_messages={"invalid_choice": CHOOSE_ERROR},
    )
    shown = forms.CharField(
        widget=forms.HiddenInput,
        initial="1",
        error_messages={"required": MESSAGES["missing_management_form"]},
    )


class Week:
    """The forms of the seven days, and of what their hours are for."""

    heads = ("", gettext_lazy("From"), gettext_lazy("To"), gettext_lazy("Closed"))  # of the columns

    def __init__(self, data, *, prefix, records, is_redisplayed=False):
        shown, kind, rest = split_week(records)
        has_hours = {day for record in rest for day in record["days"]} | shown.keys()
        self.days = [
            DayForm(
                data,
                day=day,
                prefix=f"{prefix}-{day}",
                initial={
                    **{end: clock_time(shown[day][end]) for end in ("opens", "closes") if day in shown},
                    "closed": bool(has_hours) and day not in has_hours,
                },
            )
            for day in Weekday.values
        ]
        self.kind = KindForm(data, prefix=f"{prefix}-week", initial={"kind": kind, "shown": "1"})
        self.rest = rest
        for form in self.forms:
            form.is_redisplayed = is_redisplayed

    @property
    def forms(self):
        return [*self.days, self.kind]

    def is_valid(self):
        return all(form.is_valid() for form in self.forms)

    def has_changed(self):
        return any(form.has_changed() for form in self.forms)

    def records(self):
        """The records of valid forms."""
        hours = {
            form.day.value: (form.cleaned_data["opens"], form.cleaned_data["closes"])
            for form in self.days
            if form.cleaned_data["opens"]
        }
        return join_week(hours, self.kind.cleaned_data["kind"])


class BoundWeek(BoundRecords):
    """The field in its form: the week, and the rows of what does not fit in it."""

    @cached_property
    def week(self):
        data = self.form.data if self.form.is_bound else None
        return Week(
            data, prefix=self.html_name, records=self.initial or [], is_redisplayed=self.is_redisplayed
        )

    @property
    def initial_rows(self):
        return self.week.rest

    @property
    def rows_are_open(self):
        return any(one.in_words or one.is_typed for one in self.formset.forms)

    @property
    def linked_forms(self):
        return [*self.week.forms, *self.formset.forms]

    def _has_changed(self):
        return self.week.has_changed() or self.formset.has_changed()


class WeekFormField(RecordsFormField):
    bound_field_class = BoundWeek
    template = "portal/week.html"

    def _clean_bound_field(self, bound):
        is_valid = [bound.week.is_valid(), bound.formset.is_valid()]
        if not all(is_valid):
            raise ValidationError(list(bound.formset.non_form_errors()) or [ROWS_ERROR])
        if not bound._has_changed():
            return bound.initial  # in the order in which the records are stored
        return [*bound.week.records(), *bound.formset.records()]
