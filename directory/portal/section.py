"""The page of one section of the spine, on which a member edits the clinic's working copy as a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.records import PRACTITIONER_PARTS, RELATED, TRAINING_PARTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.models import RECORD_MODELS, Clinic, Listing, Practitioner, Training
from directory.moderation.publication import AVAILABILITY_STATEMENTS
from directory.places.zip_codes import zip_point
from directory.portal import fields, redisplay, working_copy
from directory.portal.draft_form import SavedValue, question_digests
from directory.portal.offering_form import is_filled
from directory.portal.offerings import offering_lines
from directory.portal.patients_see import rows_for_patients
from directory.portal.people import PeopleOnPage
from directory.portal.scoped import ScopedAdmin, ScopedInline
from directory.portal.section_form import (
    PractitionerForm,
    RecordFormSet,
    SectionForm,
    TrainingForm,
    TrainingFormSet,
)
from directory.portal.status import SECTIONS, load_status
from directory.portal.tasks import task_list
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.wording import values
from directory.wording.rows import DisplayRow

# Statements without a field of their own: rows have forms, and the others are set by us.
NOT_ASKED = {*RELATED, "country", "point_source"}
FIRST_SECTION = SPINE[0].key
SAVED = "saved"  # the tag of the message after a save: the page then says what is next
MAX_RECORDS = 60  # people, or trainings, of one clinic


def requested_section(request):
    """The section that the query string names; by default the first."""
    try:
        return SECTIONS[request.GET.get("section", FIRST_SECTION)]
    except KeyError:
        raise Http404 from None


def section_url(clinic, section):
    return f"{reverse('portal:directory_clinic_change', args=[clinic.pk])}?section={section.key}"


def next_section(section):
    """The section of the spine after `section`; None after the last section."""
    index = SPINE.index(section) + 1
    return SPINE[index] if index < len(SPINE) else None


def is_own_clinic(request, clinic):
    """True if the member maintains the clinic. Cached: Django asks about twenty times for one page."""
    cache = request.__dict__.setdefault("_own_clinics", {})
    if clinic.pk not in cache:
        cache[clinic.pk] = roles.clinics(request.user).filter(pk=clinic.pk).exists()
    return cache[clinic.pk]


def is_published(request, clinic):
    """True if the clinic has a public page. Cached, as is_own_clinic."""
    cache = request.__dict__.setdefault("_published_clinics", {})
    if clinic.pk not in cache:
        cache[clinic.pk] = Listing.objects.public().filter(clinic=clinic).exists()
    return cache[clinic.pk]


def asks_no_route(clinic, section):
    """True in the section of the offerings, if each of them states its route."""
    return "offerings" in section.statements and working_copy.each_states_a_route(clinic.offerings.all())


# ---- the admin classes


class RecordInline(ScopedInline):
    formset = RecordFormSet
    max_num = MAX_RECORDS

    def scope(self, request):
        return self.model.objects.filter(clinic__in=roles.clinics(request.user))

    def is_in_scope(self, request, obj):
        return is_own_clinic(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        limits = {"absolute_max": MAX_RECORDS + 1, "validate_max": True}
        formset = super().get_formset(request, obj, **kwargs | limits)
        formset.is_redisplayed = redisplay.is_asked_for(request.POST)
        return formset

    def get_extra(self, request, obj=None, **kwargs):
        return 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return fields.form_field(db_field)


class PractitionerInline(RecordInline):
    model = Practitioner
    form = PractitionerForm
    fields = [part.name for part in PRACTITIONER_PARTS]


class TrainingInline(RecordInline):
    model = Training
    form = TrainingForm
    formset = TrainingFormSet
    fields = ["person", *(part.name for part in TRAINING_PARTS)]

    def get_extra(self, request, obj=None, **kwargs):
        """An empty one for the team, and one for each person, the new one included."""
        return 2 + len(obj.practitioners.all())


INLINES = {"practitioners": PractitionerInline, "training": TrainingInline}


@admin.register(Clinic, site=portal)
class ClinicAdmin(ScopedAdmin):
    form = SectionForm
    all_inlines = tuple(INLINES.values())

    def scope(self, request):
        return roles.clinics(request.user)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*RECORD_MODELS)

    def is_in_scope(self, request, obj):
        return is_own_clinic(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "POST" and requested_section(request).key == FIRST_SECTION:
            zip_point("")  # loads the file of ZIP codes now, rather than while the row is locked
        if redisplay.is_asked_for(request.POST):
            request.POST = redisplay.with_more(request.POST)
        return super().change_view(request, object_id, form_url, extra_context)

    def get_fields(self, request, obj=None):
        section = requested_section(request)
        not_asked = NOT_ASKED | ({"route"} if asks_no_route(obj, section) else set())
        if section.key == FIRST_SECTION and is_published(request, obj):
            not_asked |= set(AVAILABILITY_STATEMENTS)  # published at once: see portal/availability.py
        return [name for name in section.statements if name not in not_asked]

    def get_inlines(self, request, obj):
        return [INLINES[name] for name in requested_section(request).statements if name in INLINES]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.section, form.is_restored = requested_section(request), resubmission.is_restored(request)
        form.is_redisplayed = redisplay.is_asked_for(request.POST)
        return form

    def _create_formsets(self, request, obj, change):
        """The formsets of the page; that of the trainings knows the people of the same page."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        by_name = {formset.prefix: formset for formset in formsets}
        if "training" in by_name:
            people = PeopleOnPage(by_name["practitioners"])
            by_name["training"].people = people
            set_people(by_name["training"].forms, people)
        return formsets, inlines

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return fields.form_field(db_field)

    def log_change(self, request, obj, message):
        """Log a save, unless it changed nothing."""
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request, obj):
        """The redirect after a save: to sending, the preview, the next section or the same one."""
        section = requested_section(request)
        if "_offerings" in request.POST and "offerings" in section.statements:
            working_copy.start_offerings(clinic=obj, by=request.user)
            return HttpResponseRedirect(reverse("portal:offerings", args=[obj.pk]))
        if "_send" in request.POST:
            return HttpResponseRedirect(reverse("portal:sending", args=[obj.pk]))
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("portal:preview", args=[obj.pk]))
        messages.success(
            request,
            _(
                "Your draft is saved. Nothing is published until you send it to a moderator and "
                "they approve it."
            ),
            extra_tags=SAVED,
        )
        if "_next" in request.POST:
            section = next_section(section) or section
        return HttpResponseRedirect(section_url(obj, section))

    def render_change_form(self, request, context, obj=None, **kwargs):
        form, section = context["adminform"].form, requested_section(request)
        formsets = {inline.formset.prefix: inline.formset for inline in context["inline_admin_formsets"]}
        bound_formsets = [formset for formset in formsets.values() if formset.is_bound]
        wrong = bool(form.errors) or any(formset.total_error_count() for formset in bound_formsets)
        # A form that was wrong has left in `obj` some of what was typed: no draft that patients could see.
        saved = self.get_queryset(request).get(pk=obj.pk) if form.is_bound else obj
        clinic_status = load_status(request.user, saved, timezone.localdate())
        seen = rows_for_patients(clinic_status, section)
        rows = [form_row(row, form, formsets, clinic_status, seen) for row in section.rows]
        rare = [one for one in rows if one.is_rare]
        page = {
            "title": section.title,
            "status": clinic_status,
            "list": task_list(clinic_status),
            "is_unsaved": request.method == "POST",
            "section": section,
            "following": next_section(section),
            "form": form,
            "formsets": formsets.values(),
            "wrong": wrong,
            "questions": question_digests(request, form, formsets.values()),
            "saved_now": saved_values(form, formsets) if form.outdated else [],
            "rows": [one for one in rows if not one.is_rare],
            "fold": Fold(rare, came_back=any(one.came_back for one in rare)),
        }
        if "training" in formsets:
            people = formsets["training"].people
            page["people"] = people.names
            page["entries"], page["others"] = people.entries(formsets["training"].forms)
            page["training_count"] = formsets["training"].total_form_count()
            page["added"] = redisplay.added(request.POST)
        if "offerings" in section.statements:
            page["lines"] = offering_lines(obj)
            page["asks_no_route"] = "route" not in form.fields
        status = 409 if form.outdated else 400 if wrong else 200
        return TemplateResponse(request, "portal/section.html", page, status=status)


def set_people(trainings, people):
    """Put each form of a training below the person whose training it is, or below none: it is the team's.

    Of the empty forms the first is the team's, and each other one that of the next person.
    """
    empty = iter(["", *people.forms])
    for form in trainings:
        saved = form.instance.pk
        form.initial["person"] = people.prefix_of(form.instance.practitioner) if saved else next(empty, "")


# ---- what the template shows


class FormRow(NamedTuple):
    """The fields under one label: one field, several, or rows of people or trainings."""

    name: str
    label: str
    fields: list[forms.BoundField]
    formset: RecordFormSet | None
    help: str
    came_back: bool  # from a moderator
    is_rare: bool  # almost no clinic states it
    fold: "Fold | None"  # fields of the row that almost no clinic states, where others are stated often
    seen: list[DisplayRow]  # what the public page would show of it, as the draft is saved

    @property
    def is_wrong(self):
        return any(field.errors for field in self.fields)


@dataclass(frozen=True)
class Fold:
    """Rows, or fields of one row, that are folded away: almost no clinic states them."""

    rows: list[FormRow]
    bound_fields: Sequence[forms.BoundField] = ()
    came_back: bool = False  # from a moderator

    @property
    def fields(self):
        return [*self.bound_fields, *(field for row in self.rows for field in row.fields)]

    @property
    def total(self):
        return len(self.fields)

    @property
    def filled(self):
        return sum(is_filled(field) for field in self.fields)

    @property
    def is_open(self):
        """True if something is wrong in it, or came back from a moderator."""
        return self.came_back or any(field.errors for field in self.fields)


def form_row(row, form, formsets, clinic_status, seen):
    """The FormRow of a row of a section of the spine. `seen`: see patients_see.py."""
    is_rare, returned = set(row.rare) == set(row.statements), set(clinic_status.returned_statements)
    folded = [] if is_rare else [form[name] for name in row.rare if name in form.fields]
    return FormRow(
        name=row.name,
        label=row.label,
        fields=[form[name] for name in row.statements if name in form.fields and form[name] not in folded],
        formset=formsets.get(row.name),
        help=STATEMENTS[row.statements[0]].help if row.name in (*RELATED, "exclusions") else "",
        came_back=bool(returned & set(row.statements)),
        is_rare=is_rare,
        fold=Fold([], folded, came_back=bool(returned & set(row.rare))) if folded else None,
        seen=seen.get(row.name, []),
    )


def saved_values(form, formsets):
    """SavedValues of the statements of which the saved and the typed value differ."""
    typed = {name for name in form.changed_data if name in STATEMENTS}
    typed |= {name for name, formset in formsets.items() if formset.has_changed()}
    return [
        SavedValue(STATEMENTS[name].label, values.value_in_words(name, form.saved[name]))
        for name in STATEMENTS
        if name in typed
    ]
