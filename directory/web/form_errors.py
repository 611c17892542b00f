"""Errors of forms: at the fields, and as a summary of links above the form."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _


class ErrorLink(NamedTuple):
    """One line of the summary of errors."""

    field_id: str  # an element of the page
    sentence: str  # with the label of the field in front, where it is about one


class ConstrainedModelForm(forms.ModelForm):
    """A ModelForm that shows a broken database constraint at each field of the constraint."""

    def validate_constraints(self):
        exclude = self._get_validation_exclusions()
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    for name in self._fields_of(constraint) or [None]:
                        self.add_error(name, error.messages)

    def _fields_of(self, constraint):
        """The fields of the form that a constraint names, in the order of the form."""
        is_check = isinstance(constraint, CheckConstraint)
        named = constraint.condition.referenced_base_fields if is_check else constraint.fields
        return [name for name in self.fields if name in named]


def error_links(form, line=0):
    """The errors of a form for components/error_summary.html, each with a link to its field.

    line  the number of the form, from 1, where it is a line of a formset

    An error about no field links to the main part of the page, or to the line.
    """
    links = [ErrorLink(form.prefix if line else "main", sentence) for sentence in form.non_field_errors()]
    for name, sentences in form.errors.items():
        if name in form.fields:
            field = form[name]
            if hasattr(field, "linked_forms"):  # see portal/records_form.py
                links += _links_of_rows(field, sentences)
                continue
            if field.is_hidden:  # a link could not lead to it
                links += [ErrorLink("main", sentence) for sentence in sentences]
                continue
            field_id = field.id_for_label or f"{field.auto_id}_0"  # a group of choices: its first
            links += [
                ErrorLink(field_id, with_label(field.label, sentence, line, name_in(form)))
                for sentence in sentences
            ]
    return links


def _links_of_rows(field, sentences):
    """The errors of a field of rows: of each row at its own fields, else of the field as a whole.

    A row of `formset` is named by its number; another form, such as that of a day, by its labels.
    """
    rows = field.formset.forms
    of_rows = [
        link
        for one in field.linked_forms
        for link in error_links(one, rows.index(one) + 1 if one in rows else 0)
    ]
    return of_rows or [ErrorLink(field.field_id, with_label(field.label, sentence)) for sentence in sentences]


def name_in(form):
    """The name of the person whom a form of a formset is about, as typed; "" where it is about nobody."""
    return str(form["name"].value() or "").strip() if "name" in form.fields else ""


def with_label(label, sentence, line=0, name=""):
    """`Price: Enter whole dollars, for example 450.`; the same with `Price, line 2` where `line` is given.

    name  whose line it is, in place of its number: `Ines Vale, NPI`
    """
    parts = {"field": str(label).rstrip(":?"), "sentence": sentence, "number": line, "name": name}
    if line and name:
        return _("%(name)s, %(field)s: %(sentence)s") % parts
    if line:
        return _("%(field)s, line %(number)s: %(sentence)s") % parts
    return _("%(field)s: %(sentence)s") % parts
