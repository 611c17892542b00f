"""The kinds of field that a statement can be: text, code, codes, yes or no, number, dollars."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v

Choices = type[models.TextChoices] | Iterable[tuple[str, str]]
YES_NO = [(True, _("Yes")), (False, _("No"))]


class CodesField(ArrayField):
    """Several codes of one vocabulary, stored in the order of the vocabulary. Empty means not stated.

    choices  a TextChoices class, or (code, label) pairs
    """

    def __init__(self, choices: Choices = (), **kwargs: Any):
        self.codes = list(getattr(choices, "choices", choices))
        for inherited in ("base_field", "default", "blank"):  # given again by deconstruct()
            kwargs.pop(inherited, None)
        super().__init__(models.CharField(max_length=40), default=list, blank=True, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["base_field"]
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        codes = getattr(model_instance, self.attname)
        if not codes:
            return codes
        position = {code: index for index, (code, _label) in enumerate(self.codes)}
        ordered = sorted(dict.fromkeys(codes), key=lambda code: position.get(code, len(position)))
        setattr(model_instance, self.attname, ordered)
        return ordered

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


def text(
    label: str, help_text: str = "", *, max_length: int = 300, validators: Iterable[Callable] = ()
) -> models.CharField:
    return models.CharField(
        label, help_text=help_text, blank=True, default="", max_length=max_length, validators=validators
    )


def code(label: str, choices: type[models.TextChoices], help_text: str = "") -> models.CharField:
    return models.CharField(
        label, help_text=help_text, choices=choices.choices, max_length=40, blank=True, default=""
    )


def codes(label: str, choices: Choices, help_text: str = "") -> CodesField:
    # django-types takes the constructor of ArrayField, which needs a base_field, for that of CodesField.
    return CodesField(verbose_name=label, choices=choices, help_text=help_text)  # pyright: ignore[reportCallIssue]


def yes_no(label: str, help_text: str = "") -> models.BooleanField:
    return models.BooleanField(label, choices=YES_NO, help_text=help_text, null=True, blank=True)


def number(label: str, help_text: str = "", *, maximum: int) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label, help_text=help_text, null=True, blank=True, validators=[MaxValueValidator(maximum)]
    )


def dollars(label: str, help_text: str = "") -> models.PositiveIntegerField:
    return number(label, help_text or _("Whole US dollars, for example 450."), maximum=1_000_000)


def exclusion(caution: v.Caution) -> models.CharField:
    """The field that states whether the clinic treats people with a caution."""
    return code(caution.label, v.Exclusion, _("Do you treat people in this situation?"))
