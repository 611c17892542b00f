"""The kinds of field that a statement can be: text, code, codes, yes or no, number, dollars."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v

YES_NO = [(True, _("Yes")), (False, _("No"))]


class CodesField(ArrayField):
    """Several codes of one vocabulary, stored in the order of the vocabulary. Empty means not stated."""

    def __init__(self, choices=(), **kwargs):
        self.codes = list(getattr(choices, "choices", choices))
        for inherited in ("base_field", "default", "blank"):
            kwargs.pop(inherited, None)
        super().__init__(models.CharField(max_length=40), default=list, blank=True, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["base_field"]
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        given = getattr(model_instance, self.attname)
        if not given:
            return given
        order = {code: place for place, (code, _label) in enumerate(self.codes)}
        kept = sorted(dict.fromkeys(given), key=lambda code: order.get(code, len(order)))
        setattr(model_instance, self.attname, kept)
        return kept

    def formfield(self, **kwargs):
        from django import forms

        return models.Field.formfield(
            self,
            **{
                "form_class": forms.MultipleChoiceField,
                "choices": self.codes,
                "widget": forms.CheckboxSelectMultiple,
                **kwargs,
            },
        )


def text(label, help_text="", **kwargs):
    return models.CharField(
        label, help_text=help_text, blank=True, default="", **({"max_length": 300} | kwargs)
    )


def code(label, choices, help_text="", **kwargs):
    return models.CharField(
        label, help_text=help_text, choices=choices, max_length=40, blank=True, default="", **kwargs
    )


def codes(label, choices, help_text=""):
    return CodesField(verbose_name=label, choices=choices, help_text=help_text)


def yes_no(label, help_text=""):
    return models.BooleanField(label, choices=YES_NO, help_text=help_text, null=True, blank=True)


def number(label, help_text="", *, most):
    return models.PositiveIntegerField(
        label, help_text=help_text, null=True, blank=True, validators=[MaxValueValidator(most)]
    )


def dollars(label, help_text=""):
    return number(label, help_text or _("Whole US dollars, for example 450."), most=1_000_000)


def exclusion(caution):
    return code(caution.label, v.Exclusion, _("Do you treat people in this situation?"))
