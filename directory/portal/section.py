"""The form of one section of the spine: what a clinic states, saved as a draft that nobody else reads."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from directory import roles
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.point import parse_point
from directory.facts.records import PRACTITIONER_PARTS, RELATED, TRAINING_PARTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import PRICES, is_stated
from directory.facts.vocabulary import PointSource
from directory.models import Clinic, Practitioner, Training
from directory.moderation import plausibility
from directory.places.zip_codes import zip_point
from directory.portal import fields
from directory.portal.scoped import ScopedAdmin, ScopedInline
from directory.portal.status import SECTIONS, load_status
from directory.publishing.snapshot import snapshot_of_clinic
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.web.form_errors import ConstrainedModelForm
from directory.web.shown_digest import digest_of
from directory.wording import values

NOT_ASKED = {*RELATED, "country", "point_source"}  # made by us, or asked in rows; one country so far
FIRST_SECTION = SPINE[0].key
MAX_RECORDS = 60  # people, or trainings, of one clinic
POINT = ("latitude", "longitude")
HALF_POINT_ERROR = next(
    rule.violation_error_message for rule in Clinic._meta.constraints if rule.name == "clinic_point_on_earth"
)
EXTENSIONS_DIFFER_ERROR = gettext_lazy("The phone number names another extension. Keep one of them.")
NOTHING_TO_DATE_ERRORS = {
    "availability_on": gettext_lazy("Say whether you take patients, or take this day away."),
    "prices_as_of": gettext_lazy("Enter a price, or take this day away."),
}
# The day beside a statement → what it dates.
DATED = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}


def requested_section(request):
    """The section that an address asks for."""
    try:
        return SECTIONS[request.GET.get("section", FIRST_SECTION)]
    except KeyError:
        raise Http404 from None


def section_url(clinic, section):
    return f"{reverse('portal:directory_clinic_change', args=[clinic.pk])}?section={section.key}"


def snapshot_digest(snapshot, names):
    """The digest of some statements, as a form showed them: see web/shown_digest.py."""
    return digest_of([snapshot[name] for name in names])


class SectionForm(ConstrainedModelForm):
    """`section` is set on the class that a request makes."""

    section, is_restored = None, False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

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
        given = super().clean()
        if self.is_restored:
            self.add_error(None, resubmission.RESTORED_NOTICE)
        self._refuse_outdated(given)
        for day, statements in DATED.items():
            if day in self.fields:
                self._date_statements(given, day, statements)
        if "phone" in given:
            self._split_phone(given)
        self._ask_questions(given)
        if given.keys() >= {*POINT, "zip"}:
            self._resolve_point(given)
        return given

    def _ask_questions(self, given):
        """Questions are asked once: who saves again with their prints has read them."""
        if not self.errors:
            plausibility.ask(self, plausibility.questions(given, self.changed_data))

    def _refuse_outdated(self, given):
        now = snapshot_digest(self.saved, self.section.statements)
        if given.get("seen") != now:
            self.outdated = True
            # What they send next is sent in the knowledge of what is told to them now.
            self.data = self.data.copy()
            self.data["seen"] = now
            raise ValidationError(
                _("Somebody else has saved this page since you opened it. Look at it again, then save.")
            )

    def _date_statements(self, given, day, statements):
        """The day moves with what it dates, and goes when nothing is left to date."""
        if not all(name in given for name in (day, *statements)):
            return
        stated = any(is_stated(given[name]) for name in statements)
        if not stated and given[day] and day in self.changed_data:
            self.add_error(day, NOTHING_TO_DATE_ERRORS[day])
        elif not stated:
            given[day] = None
        elif given[day] is None or (
            day not in self.changed_data and any(name in self.changed_data for name in statements)
        ):
            given[day] = timezone.localdate()
        elif given[day] > timezone.localdate():
            self.add_error(day, _("This day is still to come. Enter today, or a day before."))

    def _split_phone(self, given):
        """`303 555 0142 x12` brings its own extension."""
        typed = self.data.get(self.add_prefix("phone"), "")
        phone = parse_phone(typed) if given["phone"] else None
        if not phone or not phone.extension or "phone_extension" not in given:
            return
        if given["phone_extension"] not in ("", phone.extension):
            self.add_error("phone_extension", EXTENSIONS_DIFFER_ERROR)
        given["phone_extension"] = phone.extension

    def _resolve_point(self, given):
        """A point that is given counts, near its ZIP code; else the middle of the ZIP code stands for it."""
        typed = [given[name] for name in POINT]
        if typed.count(None) == 1:
            self.add_error(POINT[typed.index(None)], HALF_POINT_ERROR)
            return
        words = ["" if part is None else str(part) for part in typed]
        found, far, _note = parse_point(*words, given["zip"])
        if far is not None:
            sentence = _("This point is %(miles)d miles from the ZIP code. Correct one of them.")
            for name in ("zip", *POINT):
                self.add_error(name, sentence % {"miles": far})
            return
        self.instance.point_source = found.pop("point_source")
        given.update(found)


class RecordFormSet(forms.BaseInlineFormSet):
    """Rows in the order in which they were added."""

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
        # Django passes over a row that is not, or no longer, among those of the clinic.
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                _("A line was taken away since you opened this page. Open it again, then change it.")
            )

    def save_new(self, form, commit=True):
        last = self.model.objects.filter(clinic=self.instance).aggregate(last=Max("position"))["last"]
        form.instance.position = 0 if last is None else last + 1
        return super().save_new(form, commit=commit)


def is_own_clinic(request, clinic):
    """Whether it is a clinic of the member's. Django asks some twenty times for one page: asked for once."""
    known = request.__dict__.setdefault("_own_clinics", {})
    if clinic.pk not in known:
        known[clinic.pk] = roles.clinics(request.user).filter(pk=clinic.pk).exists()
    return known[clinic.pk]


class RecordInline(ScopedInline):
    formset = RecordFormSet
    max_num = MAX_RECORDS

    def scope(self, request):
        return self.model.objects.filter(clinic__in=roles.clinics(request.user))

    def is_in_scope(self, request, obj):
        return is_own_clinic(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        more = {"absolute_max": MAX_RECORDS + 1, "validate_max": True}
        return super().get_formset(request, obj, **kwargs | more)

    def get_extra(self, request, obj=None, **kwargs):
        return 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return fields.form_field(db_field)


class PractitionerForm(ConstrainedModelForm):
    def clean(self):
        given = super().clean()
        plausibility.ask(self, plausibility.questions(given, self.changed_data))
        return given


class PractitionerInline(RecordInline):
    model = Practitioner
    form = PractitionerForm
    fields = [part.name for part in PRACTITIONER_PARTS]


class TrainingForm(ConstrainedModelForm):
    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year:
            raise ValidationError(_("This year is still to come. Enter the year of the training."))
        return year


class TrainingInline(RecordInline):
    model = Training
    form = TrainingForm
    fields = [part.name for part in TRAINING_PARTS]


INLINES = {"practitioners": PractitionerInline, "training": TrainingInline}


@admin.register(Clinic, site=portal)
class ClinicAdmin(ScopedAdmin):
    form = SectionForm
    all_inlines = tuple(INLINES.values())

    def scope(self, request):
        return roles.clinics(request.user)

    def is_in_scope(self, request, obj):
        return is_own_clinic(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and requested_section(request).key == FIRST_SECTION:
            zip_point("")  # reads a file of 42,000 once: not while a row is locked
        return super().change_view(request, object_id, form_url, extra_context)

    def get_fields(self, request, obj=None):
        return [name for name in requested_section(request).statements if name not in NOT_ASKED]

    def get_inlines(self, request, obj):
        return [INLINES[name] for name in requested_section(request).statements if name in INLINES]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.section, form.is_restored = requested_section(request), resubmission.is_restored(request)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return fields.form_field(db_field)

    def log_change(self, request, obj, message):
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request, obj):
        section = requested_section(request)
        if "_send" in request.POST:
            return HttpResponseRedirect(reverse("portal:sending", args=[obj.pk]))
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("portal:preview", args=[obj.pk]))
        messages.success(
            request, _("Saved as a draft. Nothing is published until you send it and a moderator agrees.")
        )
        if "_next" in request.POST:
            section = next_section(section) or section
        return HttpResponseRedirect(section_url(obj, section))

    def render_change_form(self, request, context, obj=None, **kwargs):
        form, section = context["adminform"].form, requested_section(request)
        formsets = {one.formset.prefix: one.formset for one in context["inline_admin_formsets"]}
        clinic_status = load_status(request.user, obj, timezone.localdate())
        wrong = bool(form.errors) or any(one.total_error_count() for one in formsets.values() if one.is_bound)
        page = {
            "title": section.title,
            "status": clinic_status,
            "section": section,
            "following": next_section(section),
            "form": form,
            "formsets": formsets.values(),
            "wrong": wrong,
            "asked": question_digests(request, form, formsets),
            "saved_now": saved_values(form, formsets) if form.outdated else [],
            "rows": [row_context(one, form, formsets, clinic_status) for one in section.rows],
        }
        status = 409 if form.outdated else 400 if wrong else 200
        return TemplateResponse(request, "portal/section.html", page, status=status)


def question_digests(request, form, formsets):
    """The prints of all questions: those of this page, and those that were read before."""
    bound = [
        one for one in (form, *(row for rows in formsets.values() for row in rows.forms)) if one.is_bound
    ]
    new = [found for one in bound for found in plausibility.asked_by(one)]
    before = [one for one in request.POST.getlist("asked") if one.isalnum()][:MAX_RECORDS]
    return {"new": new, "all": sorted({*new, *before})}


def next_section(section):
    place = SPINE.index(section) + 1
    return SPINE[place] if place < len(SPINE) else None


def row_context(one, form, formsets, status):
    """What is asked together: its name and label, its fields, its rows, and whether it came back."""
    return {
        "name": one.name,
        "label": one.label,
        "fields": [form[name] for name in one.statements if name in form.fields],
        "formset": formsets.get(one.name),
        "help": STATEMENTS[one.statements[0]].help if one.name in (*RELATED, "exclusions") else "",
        "came_back": any(name in status.returned_statements for name in one.statements),
    }


def saved_values(form, formsets):
    """(label, what is saved) of whatever the person has typed otherwise."""
    typed = [name for name in form.changed_data if name in STATEMENTS]
    typed += [name for name, formset in formsets.items() if formset.has_changed()]
    return [
        (STATEMENTS[name].label, values.value_in_words(name, form.saved[name]))
        for name in STATEMENTS
        if name in typed
    ]
