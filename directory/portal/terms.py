"""The box with which a clinic accepts the terms: on every form that sends, and never checked in advance."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from directory.facts import terms


class TermsField(forms.Field):
    """The edition of the terms that a box names. The box stands with the terms in portal/terms.html."""

    edition = terms.EDITION
    sentences = terms.SENTENCES

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Terms"),
            error_messages={"required": terms.MISSING},
            template_name="portal/terms.html",
        )

    def clean(self, value):
        accepted = super().clean(value)
        if accepted != terms.EDITION:
            raise ValidationError(terms.OUTDATED)
        return accepted


class TermsForm(forms.Form):
    """Part of a form that sends, or a form of its own: `terms` is the edition of today once it is valid."""

    terms = TermsField()
