"""The forms of a section of the spine: for its statements, and for its practitioners or trainings."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.point import parse_point
from directory.facts.rules import PRICES
from directory.facts.vocabulary import PointSource, State, TimeZone
from directory.models import Clinic
from directory.moderation import plausibility
from directory.moderation.publication import AVAILABILITY_STATEMENTS
from directory.places.time_zones import ZONES_OF_STATE
from directory.portal.draft_form import DraftForm
from directory.portal.records_form import MESSAGES
from directory.portal.redisplay import RedisplayedForm, RedisplayedFormSet
from directory.publishing.snapshot import snapshot_of_clinic
from directory.web.form_errors import ConstrainedModelForm
from directory.web.shown_digest import digest_of

POINT = ("latitude", "longitude")
HALF_POINT_ERROR = next(
    rule.violation_error_message for rule in Clinic._meta.constraints if rule.name == "clinic_point_on_earth"
)
EXTENSIONS_DIFFER_ERROR = gettext_lazy("The phone number has a different extension. Keep only one of them.")
NO_PRICE_ERROR = gettext_lazy("Enter a price, or remove this date.")
DATED = {
    "availability_on": (
        ("availability", "waitlist_weeks"),
        gettext_lazy("Say whether you take new patients, or remove this date."),
    ),
    "prices_as_of": (PRICES, NO_PRICE_ERROR),
}


def snapshot_digest(snapshot, names):
    """The digest of some statements, as a form showed them: see web/shown_digest.py."""
    return digest_of([snapshot[name] for name in names])


class SectionForm(DraftForm):
    """The statements of one section of a clinic's working copy.

    section  the section of the spine; set on the class, which the admin makes for each request
    saved    the snapshot of the working copy before this form changes it
    """

    section = None
    dated = DATED

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.point_source != PointSource.GIVEN:
            self.initial.update(dict.fromkeys(POINT))
        zones = ZONES_OF_STATE.get(self.instance.state, [])
        if "time_zone" in self.fields and len(zones) == 1:
            sentence = _(
                "Choose the time zone for the hours above. If you leave it blank, we use the one "
                "for your state: %(zone)s."
            )
            self.fields["time_zone"].help_text = sentence % {"zone": TimeZone(zones[0]).label}

    @cached_property
    def saved(self):
        return snapshot_of_clinic(self.instance)

    def saved_digest(self):
        """The digest of what this form asks for.

        It asks for no offerings, no routes where those state them, and no availability that is published.
        """
        left_out = {"offerings"} | ({"route", *AVAILABILITY_STATEMENTS} - self.fields.keys())
        return snapshot_digest(self.saved, [one for one in self.section.statements if one not in left_out])

    def clean(self):
        cleaned = super().clean()
        if "phone" in cleaned:
            self._split_extension(cleaned)
        asked = [*plausibility.questions(cleaned, self.changed_data), *self._time_zone(cleaned)]
        plausibility.add_questions(self, asked)
        if cleaned.keys() >= {*POINT, "zip"}:
            self._resolve_point(cleaned)
        return cleaned

    def _time_zone(self, cleaned):
        """Take the zone of the state for times without one; (statement, question) where it has two."""
        if "opening_times" not in self.changed_data or not cleaned.keys() >= {"time_zone", "state"}:
            return
        if not cleaned.get("opening_times") or cleaned["time_zone"]:
            return
        zones = ZONES_OF_STATE.get(cleaned["state"], [])
        if len(zones) == 1:
            cleaned["time_zone"] = zones[0]
        elif zones:
            sentence = _("%(state)s has more than one time zone. Choose the one for these hours.")
            yield "time_zone", sentence % {"state": State(cleaned["state"]).label}

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


class RecordFormSet(RedisplayedFormSet, forms.BaseInlineFormSet):
    """The forms of a clinic's practitioners or trainings, in the order in which these were added."""

    default_error_messages = forms.BaseFormSet.default_error_messages | MESSAGES

    def clean(self):
        super().clean()
        # Django ignores a row whose id is not, or no longer, one of the clinic's.
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                _(
                    "Someone removed an entry after you opened this page. Open the page again, then "
                    "make your change."
                )
            )

    def save_new(self, form, commit=True):
        last = self.model.objects.filter(clinic=self.instance).aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit=commit)


class TrainingFormSet(RecordFormSet):
    """The forms of a clinic's trainings. `people` is set by the page: see portal/people.py."""

    people = None

    def clean(self):
        super().clean()
        for form in self.forms:
            if not form.is_valid() or form in self.deleted_forms:
                continue
            if person := form.cleaned_data.get("person"):
                self._take_person(form, person)
            elif form.cleaned_data.get("practitioner"):
                self._match_name(form, form.cleaned_data["practitioner"])

    def _take_person(self, form, person):
        """Take the name of the person below whom the training stands, as it is typed now."""
        if not form.has_changed() and not form.instance.pk:
            return
        name = self.people.name_in(person)
        if name:
            self._set_name(form, name)
        elif name == "":
            form.add_error("code", _("Enter the name of the person whose training this is."))
        else:  # the person is removed by the same save
            self._match_name(form, form.cleaned_data["practitioner"], is_new=True)

    def _match_name(self, form, typed, *, is_new=False):
        name = self.people.matching(typed)
        if name:
            self._set_name(form, name)
        elif typed and (is_new or "practitioner" in form.changed_data):
            sentence = _("“%(name)s” is not one of the people listed above. Correct the name, or save again.")
            plausibility.add_questions(form, [("practitioner", sentence % {"name": typed})])

    def _set_name(self, form, name):
        if name != form.instance.practitioner:
            form.cleaned_data["practitioner"] = form.instance.practitioner = name
            form.changed_data.append("practitioner")  # of a person who is renamed: Django saves it then


class PractitionerForm(RedisplayedForm, ConstrainedModelForm):
    def clean(self):
        cleaned = super().clean()
        plausibility.add_questions(self, plausibility.questions(cleaned, self.changed_data))
        return cleaned


class PersonField(forms.CharField):
    """The prefix of the person's form below which a training stands: says whose it is, and is no change."""

    def has_changed(self, initial, data):
        return False


class TrainingForm(RedisplayedForm, ConstrainedModelForm):
    person = PersonField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(_("This year is in the future. Enter the year of the training."))
        return year
