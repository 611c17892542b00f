"""What is wrong with a form: at each field that it is about, and over the form with the fields' names."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _


class ConstrainedModelForm(forms.ModelForm):
    """A form of a model. What breaks a rule of the database is told at every field that the rule is about."""

    def validate_constraints(self):
        exclude = self._get_validation_exclusions()
        for model, rules in self.instance.get_constraints():
            for rule in rules:
                try:
                    rule.validate(model, self.instance, exclude=exclude)
                except ValidationError as broken:
                    for name in self._about(rule) or [None]:
                        self.add_error(name, broken.messages)

    def _about(self, rule):
        """The fields of the form that a rule names, in the order of the form."""
        named = rule.condition.referenced_base_fields if isinstance(rule, CheckConstraint) else rule.fields
        return [name for name in self.fields if name in named]


def error_links(form, line=0):
    """The errors of a form, for components/error_summary.html: (id of the field, its name and a sentence).

    line   its number, from 1, where a page has several of these forms

    What is about no field leads to the main part of the page, or to its line.
    """
    found = [(form.prefix if line else "main", sentence) for sentence in form.non_field_errors()]
    for name, sentences in form.errors.items():
        if name in form.fields:
            field = form[name]
            if field.is_hidden:  # nothing to go to
                found += [("main", sentence) for sentence in sentences]
                continue
            first = field.id_for_label or f"{field.auto_id}_0"  # of a group: its first choice
            label = (
                _("%(field)s, line %(number)s") % {"field": field.label, "number": line}
                if line
                else field.label
            )
            found += [(first, with_label(label, sentence)) for sentence in sentences]
    return found


def with_label(label, sentence, line=0):
    """`Price: Enter whole dollars, for example 450.`"""
    told = {"field": str(label).rstrip(":?"), "sentence": sentence, "number": line}
    if line:
        return _("%(field)s, line %(number)s: %(sentence)s") % told
    return _("%(field)s: %(sentence)s") % told
