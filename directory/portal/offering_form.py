"""The form of one offering: its help, what is folded, and what the clinic says where a field is empty."""

from itertools import groupby
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.offerings import DEFAULTED_PARTS, MAX_OFFERINGS, OFFERING_PARTS
from directory.facts.statements import is_stated
from directory.models import Offering
from directory.moderation import plausibility
from directory.portal import fields
from directory.portal.draft_form import DraftForm, SavedValue
from directory.portal.section_form import NO_PRICE_ERROR
from directory.publishing.snapshot import record_of_row
from directory.web.shown_digest import digest_of
from directory.wording import values
from directory.wording.parts import part_in_words

# What stands folded, by the sentence over it. All parts keep the order of OFFERING_PARTS.
FOLDS = {
    gettext_lazy("How people are monitored"): (
        "attendance",
        "monitoring",
        "monitoring_interval",
        "drug_goes",
        "other_drugs",
    ),
    gettext_lazy("Therapy and number of sessions"): (
        "therapy_model",
        "therapy_in_price",
        "course_sessions",
        "course_sessions_most",
        "course_weeks",
        "course_weeks_most",
        "pace",
        "least_sessions",
    ),
    gettext_lazy("What the price includes"): ("price_includes", "price_excludes"),
}
FOLD_OF_PART = {name: fold for fold, names in FOLDS.items() for name in names}
# Help for those who fill this in, in place of that of the field.
HELP = {
    "route": gettext_lazy(
        "Choose one. If people can choose between two routes, copy this option and change the route."
    ),
    "purpose": gettext_lazy("Choose one if this option is only for mood or only for pain."),
    "format": gettext_lazy("Say whether other people take ketamine in the same room at the same time."),
    "setting": gettext_lazy("Choose where people take it."),
    "given_by": gettext_lazy("Choose the licenses of everyone who gives it here. Don’t enter names."),
    "stays_with_you": gettext_lazy(
        "Choose the licenses of everyone who is in the room while the medicine acts."
    ),
    "drug_minutes": gettext_lazy(
        "Enter about how many minutes. For an infusion, count the time it runs and acts."
    ),
    "visit_minutes": gettext_lazy("Enter about how many minutes pass from arrival to going home."),
    "price_low": gettext_lazy("Enter whole US dollars. If everyone pays the same, enter it in both fields."),
    "price_unit": gettext_lazy("Choose what the price is for. We can’t show a price without this."),
    "insurers": gettext_lazy("Fill this in only if it differs from what the clinic says."),
}


class OfferingForm(DraftForm):
    """The parts of one offering. An empty part means “as the clinic says”.

    draft  the snapshot of the working copy, whose own value is named at an empty field
    """

    dated = {"prices_as_of": (("price_low", "price_high", "course_price"), NO_PRICE_ERROR)}

    def __init__(self, *args, draft, is_restored=False, **kwargs):
        self.draft = draft
        super().__init__(*args, **kwargs)
        self.is_restored = is_restored
        for name in DEFAULTED_PARTS:
            if is_stated(draft[name]) and not is_stated(getattr(self.instance, name)):
                field = self.fields[name]
                field.help_text = _(
                    "%(help)s If you leave this blank, the clinic’s answer applies: %(words)s."
                ) % {
                    "help": field.help_text,
                    "words": values.value_in_words(name, draft[name]).rstrip("."),
                }

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            plausibility.add_questions(self, plausibility.questions(cleaned, self.changed_data))
        return cleaned

    @property
    def is_removed(self):
        """True if somebody else has removed the offering; saving adds it again."""
        return self.instance.pk is None

    def saved_digest(self):
        if self.is_removed:  # with the list, so that a form sent twice adds one offering
            return digest_of(["removed", self.draft["offerings"]])
        return digest_of(record_of_row(self.instance, OFFERING_PARTS))

    def _refuse_outdated(self, cleaned):
        if self.is_removed and len(self.draft["offerings"]) >= MAX_OFFERINGS:
            raise ValidationError(
                _(
                    "A clinic can list up to %(most)s treatment options. To add this one again, "
                    "remove another one first."
                )
                % {"most": MAX_OFFERINGS}
            )
        if self.is_removed and cleaned.get("seen") != self.initial["seen"]:
            self.outdated = True
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]
            raise ValidationError(
                _(
                    "Someone else removed this treatment option. What you typed is still here. Save "
                    "to add it again."
                )
            )
        super()._refuse_outdated(cleaned)

    def saved_values(self):
        """SavedValues of the parts of which the saved and the typed value differ. A removed one has none."""
        if self.is_removed:
            return []
        return [
            SavedValue(part.label, part_in_words(part, self.initial[part.name]))
            for part in OFFERING_PARTS
            if part.name in self.changed_data
        ]

    def groups(self):
        """FieldGroups in the order of the parts: open ones, and folds."""
        for heading, parts in groupby(OFFERING_PARTS, key=lambda part: FOLD_OF_PART.get(part.name, "")):
            yield field_group(heading, [self[part.name] for part in parts])


class FieldGroup(NamedTuple):
    """Fields that follow each other, open or in a fold."""

    heading: str  # "" for fields that always stand open
    fields: list[forms.BoundField]
    filled: int  # fields with a value
    is_open: bool  # the fold has an error in it

    @property
    def total(self):
        return len(self.fields)


def field_group(heading, bound_fields):
    return FieldGroup(
        heading,
        bound_fields,
        filled=sum(is_filled(field) for field in bound_fields),
        is_open=any(field.errors for field in bound_fields),
    )


def is_filled(field):
    """True if a bound field has a value, stored or typed."""
    if formset := getattr(field, "formset", None):
        return any(one.in_words or one.is_typed for one in formset.forms)
    return is_stated(field.value())


def _form_field(db_field, **_options):
    field = fields.form_field(db_field)
    field.help_text = HELP.get(db_field.name, field.help_text)
    return field


OfferingFormOfParts = forms.modelform_factory(
    Offering,
    form=OfferingForm,
    fields=[part.name for part in OFFERING_PARTS],
    formfield_callback=_form_field,
)
