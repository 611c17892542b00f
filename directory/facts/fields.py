"""The kinds of field that a statement can be: text, code, codes, yes or no, number, dollars, day, records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
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


@dataclass(frozen=True)
class Part:
    """A field of a record: of a practitioner, a training, an offering, an insurer or opening times.

    kind     that of a Statement: text, code, codes, yes_no, number, dollars, date or records
    choices  (code, label) pairs of a code or of codes
    parts    the parts of the records in it; () for other kinds
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"
    parts: "tuple[Part, ...]" = ()
    help: str = ""


MAX_RECORDS_IN_A_FIELD = 40
MAX_TEXT_IN_A_FIELD = 120  # characters of a text in such a record


class DollarsField(models.PositiveIntegerField):
    """Whole US dollars. To migrations it is a PositiveIntegerField."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveIntegerField", args, kwargs


class RecordsField(models.JSONField):
    """A list of records, each a dict with every part of `parts`. Empty means not stated.

    parts  the parts of a record; not in migrations, which know JSON alone
    """

    def __init__(self, parts: Sequence[Part] = (), **kwargs: Any):
        self.parts = tuple(parts)
        for inherited in ("default", "blank"):  # given again by deconstruct()
            kwargs.pop(inherited, None)
        super().__init__(default=list, blank=True, **kwargs)

    def from_db_value(self, value, expression, connection):
        """The records with every part: a release before this one may have stored fewer."""
        records = super().from_db_value(value, expression, connection)
        return complete_records(records, self.parts) if isinstance(records, list) else records

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        sentence = records_error(value, self.parts)
        if sentence:
            raise ValidationError(sentence)


def records_error(records: Any, parts: Sequence[Part]) -> str:
    """What is wrong with a list of records, in a sentence; "" where nothing is."""
    if not isinstance(records, list) or len(records) > MAX_RECORDS_IN_A_FIELD:
        return _("Give a list of up to %(most)s entries.") % {"most": MAX_RECORDS_IN_A_FIELD}
    for record in records:
        if not isinstance(record, dict) or set(record) != {part.name for part in parts}:
            return _("An entry has other parts than it should have.")
        for part in parts:
            if not _is_valid_part(record[part.name], part):
                return _("“%(value)s” can't be used in “%(part)s”.") % {
                    "value": str(record[part.name])[:80],
                    "part": part.label,
                }
    return ""


def _is_valid_part(value: Any, part: Part) -> bool:
    codes = {code for code, _label in part.choices}
    if part.kind == "codes":
        return isinstance(value, list) and all(code in codes for code in value)
    if part.kind == "code":
        return value == "" or value in codes
    if part.kind == "time":
        return value == "" or is_time(value)
    return isinstance(value, str) and len(value) <= MAX_TEXT_IN_A_FIELD


def is_time(value: Any) -> bool:
    """True for a time of the day as `09:00`."""
    try:
        return isinstance(value, str) and time.fromisoformat(value).strftime("%H:%M") == value
    except ValueError:
        return False


def empty_value(part: Part) -> Any:
    """The value of a part that is not stated: [] for codes and records, "" for text and a code, else None."""
    if part.kind in ("codes", "records"):
        return []
    return "" if part.kind in ("text", "code", "time") else None


def complete_record(record: Mapping[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    """The record with every part, in the order of `parts`; missing parts become "not stated"."""
    return {
        part.name: complete_records(record.get(part.name, []), part.parts)
        if part.kind == "records"
        else record.get(part.name, empty_value(part))
        for part in parts
    }


def complete_records(records: Iterable[Mapping[str, Any]], parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The records, each with every part, also the records inside a record."""
    return [complete_record(record, parts) for record in records]


def kind_of(field: Any) -> str:
    """The kind of the statement, or of the part of a record, that is stored in a model field."""
    if isinstance(field, RecordsField):
        return "records"
    if isinstance(field, CodesField):
        return "codes"
    for kind, model_field in (
        ("dollars", DollarsField),
        ("yes_no", models.BooleanField),
        ("date", models.DateField),
        ("number", models.PositiveIntegerField),
        ("number", models.PositiveSmallIntegerField),
    ):
        if isinstance(field, model_field):
            return kind
    return "code" if field.choices else "text"


def part_of(field: Any) -> Part:
    """The part of a record that is stored in a model field."""
    choices: Any = field.codes if isinstance(field, CodesField) else field.choices or ()
    kind = kind_of(field)
    return Part(
        field.name,
        field.verbose_name,
        () if kind == "yes_no" else tuple(choices),
        kind,
        field.parts if isinstance(field, RecordsField) else (),
        field.help_text,
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


def number(label: str, help_text: str = "", *, minimum: int = 0, maximum: int) -> models.PositiveIntegerField:
    limits = [MinValueValidator(minimum)] if minimum else []
    return models.PositiveIntegerField(
        label, help_text=help_text, null=True, blank=True, validators=[*limits, MaxValueValidator(maximum)]
    )


def dollars(label: str, help_text: str = "") -> models.PositiveIntegerField:
    return DollarsField(
        label,
        help_text=help_text or _("Whole US dollars, for example 450."),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
    )


def records(label: str, parts: Sequence[Part], help_text: str = "") -> RecordsField:
    # django-types takes the constructor of JSONField for that of RecordsField.
    return RecordsField(parts, verbose_name=label, help_text=help_text)  # pyright: ignore[reportCallIssue]


def day(label: str, help_text: str = "") -> models.DateField:
    return models.DateField(label, null=True, blank=True, help_text=help_text)


def exclusion(caution: v.Caution) -> models.CharField:
    """The field that states whether the clinic treats people with a caution."""
    return code(caution.label, v.Exclusion, _("Do you treat people in this situation?"))
