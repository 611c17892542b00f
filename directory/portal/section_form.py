"""The forms of a section of the spine: for its statements, and for its practitioners or trainings."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.point import parse_point
from directory.facts.statements import PRICES, is_stated
from directory.facts.vocabulary import PointSource
from directory.models import Clinic
from directory.moderation import plausibility
from directory.publishing.snapshot import snapshot_of_clinic
from directory.web import resubmission
from directory.web.form_errors import ConstrainedModelForm
from directory.web.shown_digest import digest_of

POINT = ("latitude", "longitude")
HALF_POINT_ERROR = next(
    rule.violation_error_message for rule in Clinic._meta.constraints if rule.name == "clinic_point_on_earth"
)
EXTENSIONS_DIFFER_ERROR = gettext_lazy("The phone number names another extension. Keep one of them.")
NOTHING_TO_DATE_ERRORS = {
    "availability_on": gettext_lazy("Say whether you take patients, or take this day away."),
    "prices_as_of": gettext_lazy("Enter a price, or take this day away."),
}
# A statement that is a date → the statements that it dates.
DATED = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}


def snapshot_digest(snapshot, names):
    """The digest of some statements, as a form showed them: see web/shown_digest.py."""
    return digest_of([snapshot[name] for name in names])


class SectionForm(ConstrainedModelForm):
    """The statements of one section of a clinic's working copy.

    section      the section of the spine
    is_restored  whether the form was stored while its owner was signed out
    saved        the snapshot of the working copy before this form changes it
    outdated     whether somebody has saved the section since the form was opened; set by `clean`

    `section` and `is_restored` are set on the class, which the admin makes for each request.
    """

    section, is_restored = None, False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the digest of what was shown

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.saved = snapshot_of_clinic(self.instance)
        self.outdated = False
        self.initial["seen"] = snapshot_digest(self.saved, self.section.statements)
        for day in DATED:
            if day in self.fields:
                self.initial[day] = self.initial[day] or timezone.localdate()
        if self.instance.point_source != PointSource.GIVEN:
            self.initial.update(dict.fromkeys(POINT))

    def clean(self):
        cleaned = super().clean()
        if self.is_restored:
            self.add_error(None, resubmission.RESTORED_NOTICE)
        self._refuse_outdated(cleaned)
        for day, statements in DATED.items():
            if day in self.fields:
                self._date_statements(cleaned, day, statements)
        if "phone" in cleaned:
            self._split_extension(cleaned)
        if not self.errors:
            plausibility.add_questions(self, plausibility.questions(cleaned, self.changed_data))
        if cleaned.keys() >= {*POINT, "zip"}:
            self._resolve_point(cleaned)
        return cleaned

    def _refuse_outdated(self, cleaned):
        """Refuse, once, a form whose section somebody else has saved since it was opened."""
        now = snapshot_digest(self.saved, self.section.statements)
        if cleaned.get("seen") != now:
            self.outdated = True
            self.data = self.data.copy()
            self.data["seen"] = now
            raise ValidationError(
                _("Somebody else has saved this page since you opened it. Look at it again, then save.")
            )

    def _date_statements(self, cleaned, day, statements):
        """Set a date to today where a statement that it dates was changed; clear it where none is stated.

        A date that the person typed stays, unless it is in the future or dates nothing.
        """
        if not all(name in cleaned for name in (day, *statements)):
            return
        is_dating = any(is_stated(cleaned[name]) for name in statements)
        is_typed = day in self.changed_data
        if not is_dating and cleaned[day] and is_typed:
            self.add_error(day, NOTHING_TO_DATE_ERRORS[day])
        elif not is_dating:
            cleaned[day] = None
        elif cleaned[day] is None or (not is_typed and any(name in self.changed_data for name in statements)):
            cleaned[day] = timezone.localdate()
        elif cleaned[day] > timezone.localdate():
            self.add_error(day, _("This day is still to come. Enter today, or a day before."))

    def _split_extension(self, cleaned):
        """`303 555 0142 x12` in the field of the phone number sets the extension."""
        typed = self.data.get(self.add_prefix("phone"), "")
        phone = parse_phone(typed) if cleaned["phone"] else None
        if not phone or not phone.extension or "phone_extension" not in cleaned:
            return
        if cleaned["phone_extension"] not in ("", phone.extension):
            self.add_error("phone_extension", EXTENSIONS_DIFFER_ERROR)
        cleaned["phone_extension"] = phone.extension

    def _resolve_point(self, cleaned):
        """Take the typed point if it is near the ZIP code; without one, the middle of the ZIP code."""
        typed = [cleaned[name] for name in POINT]
        if typed.count(None) == 1:
            self.add_error(POINT[typed.index(None)], HALF_POINT_ERROR)
            return
        degrees = ["" if part is None else str(part) for part in typed]
        fields, miles_off, _note = parse_point(*degrees, cleaned["zip"])
        if miles_off is not None:
            sentence = _("This point is %(miles)d miles from the ZIP code. Correct one of them.")
            for name in ("zip", *POINT):
                self.add_error(name, sentence % {"miles": miles_off})
            return
        self.instance.point_source = fields.pop("point_source")
        cleaned.update(fields)


class RecordFormSet(forms.BaseInlineFormSet):
    """The forms of a clinic's practitioners or trainings, in the order in which these were added."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "missing_management_form": gettext_lazy(
            "A part of this page did not arrive. Open it again, then save."
        ),
        "too_many_forms": ngettext_lazy(
            "Keep at most %(num)d line here.", "Keep at most %(num)d lines here.", "num"
        ),
    }

    def clean(self):
        super().clean()
        # Django ignores a row whose id is not, or no longer, one of the clinic's.
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                _("A line was taken away since you opened this page. Open it again, then change it.")
            )

    def save_new(self, form, commit=True):
        last = self.model.objects.filter(clinic=self.instance).aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit=commit)


class PractitionerForm(ConstrainedModelForm):
    def clean(self):
        cleaned = super().clean()
        plausibility.add_questions(self, plausibility.questions(cleaned, self.changed_data))
        return cleaned


class TrainingForm(ConstrainedModelForm):
    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(_("This year is still to come. Enter the year of the training."))
        return year
