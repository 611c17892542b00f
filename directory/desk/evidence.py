"""Pages of evidence: the verifications of one clinic, and the latest of all. See moderation/evidence.py."""

from datetime import timedelta
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.models import Listing, Verification
from directory.moderation import evidence
from directory.moderation.errors import RefusedError
from directory.web import admin_sites, resubmission
from directory.web.form_errors import ConstrainedModelForm

MAX_ROWS = 50  # of each list
SOON_DAYS = 30

NOT_VERIFIABLE = ("latitude", "longitude", "point_source", "country", "availability_on", "prices_as_of")


def subject(statement, person=""):
    """The value of the form field `subject`: `npi`, or for one person `practitioners:Dr. Ada Vance`."""
    return f"{statement}:{person}" if person else statement


def subjects(listing):
    """Choices of the form field `subject`, grouped by section: what a verification can be about."""
    people = [(subject("practitioners", person["name"]), person["name"]) for person in listing.practitioners]
    yield str(STATEMENTS["practitioners"].label), people
    for section in SPINE:
        yield (
            str(section.title),
            [
                (name, str(STATEMENTS[name].label))
                for name in section.statements
                if is_stated(getattr(listing, name)) and name not in ("practitioners", *NOT_VERIFIABLE)
            ],
        )


def _date_field(**kwargs):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    fault = {"invalid": gettext_lazy("Enter a date as year-month-day, for example 2026-11-22.")}
    return forms.DateField(widget=widget, error_messages=fault, **kwargs)


CHOICE_ERRORS = ("required", "invalid_choice")


class LookForm(ConstrainedModelForm):
    """What a moderator looked at, when, and what it says; not yet about what."""

    seen_on = _date_field(label=gettext_lazy("Seen on"))
    expires_on = _date_field(
        label=gettext_lazy("Expires on"),
        help_text=gettext_lazy(
            "Enter the last day on which it is valid. Leave this blank if it doesn’t expire."
        ),
        required=False,
    )

    class Meta:
        model = Verification
        fields = ["about", "kind", "source", "url", "outcome", "seen_on", "expires_on"]
        widgets = {"kind": forms.RadioSelect, "outcome": forms.RadioSelect}
        labels = {
            "about": gettext_lazy("What did you look at?"),
            "kind": gettext_lazy("Where did you see it?"),
            "outcome": gettext_lazy("What does it say?"),
        }
        help_texts = {
            "source": gettext_lazy(
                "Readers see this. Enter a name like “Copy of the license” or “Colorado DORA”. Don’t "
                "enter file names or anyone’s private data."
            ),
            "url": gettext_lazy("Fill this in only for a public register, so that readers can look too."),
            "outcome": gettext_lazy("Readers see it only if it agrees with the statement."),
        }
        error_messages = {
            "about": dict.fromkeys(CHOICE_ERRORS, gettext_lazy("Choose what you looked at.")),
            "kind": dict.fromkeys(CHOICE_ERRORS, gettext_lazy("Choose where you saw it.")),
            "source": {"required": gettext_lazy("Name the document or the register.")},
            "outcome": dict.fromkeys(CHOICE_ERRORS, gettext_lazy("Choose what it says.")),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for name in ("kind", "outcome"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        self.fields["about"].choices = [("", _("Choose one")), *Verification.About.choices]
        # No outcome is chosen beforehand: nothing agrees by default.
        self.initial |= {"seen_on": timezone.localdate(), "outcome": None}


class EvidenceForm(LookForm):
    subject = forms.ChoiceField(
        label=gettext_lazy("Which statement or person is it about?"),
        error_messages={
            "required": gettext_lazy("Choose what it is about."),
            "invalid_choice": gettext_lazy(
                "Choose a statement that the listing makes, or a person whom it names."
            ),
        },
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            gettext_lazy("Something went wrong with this form. Open the page again."),
        ),
    )

    field_order = ("subject", "about", "kind", "source", "url", "outcome", "seen_on", "expires_on")

    def __init__(self, *args, listing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", _("Choose one")), *subjects(listing)]
        self.initial |= {"version": listing.version}

    def verification(self):
        """The Verification of the filled-in form, unsaved."""
        verification = self.instance
        verification.statement, _colon, verification.person = self.cleaned_data["subject"].partition(":")
        return verification


@require_safe
def evidence_list(request):
    """The evidence of one clinic; without a clinic in the address, the latest and what expires soon."""
    if "clinic" not in request.GET:
        return _overview(request)
    listing = requested_listing(request)
    rows = list(listing.clinic.verifications.select_related("checked_by").order_by("-seen_on", "-pk"))
    today, taken_back = timezone.localdate(), evidence.taken_back(rows)
    groups = {"shown": [], "not_shown": [], "run_out": [], "laid_aside": []}
    for one in rows:
        groups[_group_of(one, today)].append(ListedEvidence(one, taken_back.get(one.pk)))
    context = {
        "title": _("Evidence for %(clinic)s") % {"clinic": listing.name},
        "listing": listing,
        "groups": [(title, groups[key]) for key, title in GROUPS if groups[key]],
        "own": roles.belongs_to(request.user, listing.clinic),
        "may_add": not listing.removed_at,
    }
    return render(request, "desk/evidence_of_clinic.html", context)


GROUPS = (
    ("shown", gettext_lazy("Shown to readers")),
    ("not_shown", gettext_lazy("Does not agree, so it is not shown")),
    ("run_out", gettext_lazy("Expired")),
    ("laid_aside", gettext_lazy("No longer used")),
)


class ListedEvidence(NamedTuple):
    verification: Verification
    taken_back: evidence.TakenBack | None = None

    @property
    def label(self):
        return STATEMENTS[self.verification.statement].label


def _group_of(one, today):
    if one.dropped_on:
        return "laid_aside"
    if one.outcome != Verification.Outcome.AGREES:
        return "not_shown"
    return "run_out" if one.expires_on and one.expires_on < today else "shown"


def _overview(request):
    today = timezone.localdate()
    rows = Verification.objects.select_related("clinic__listing", "checked_by")
    expiring = rows.in_force().filter(
        outcome=Verification.Outcome.AGREES, expires_on__range=(today, today + timedelta(days=SOON_DAYS))
    )
    lists = [
        (
            _("Expires within %(count)s days") % {"count": SOON_DAYS},
            expiring.order_by("expires_on", "pk")[:MAX_ROWS],
        ),
        (_("Recorded last"), rows.order_by("-pk")[:MAX_ROWS]),
    ]
    context = {
        "title": _("Evidence"),
        "lists": [(title, [ListedEvidence(one) for one in verifications]) for title, verifications in lists],
    }
    return render(request, "desk/evidence_overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    listing = requested_listing(request)
    if roles.belongs_to(request.user, listing.clinic):
        raise PermissionDenied(_("You belong to this organization, so another moderator has to check."))
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        listing=listing,
        initial={"subject": request.GET.get("subject", "")},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if resubmission.is_ready_to_save(request, form):
            version = form.cleaned_data["version"]
            try:
                evidence.record(
                    clinic=listing.clinic,
                    verifications=[form.verification()],
                    version=version,
                    by=request.user,
                )
            except RefusedError as why:
                form.add_error(None, str(why))
                status = 409
            except ValidationError as why:
                form.add_error(None, why.messages)
            else:
                messages.success(request, _("Recorded."))
                return redirect(evidence_url(listing.clinic_id))
    context = {"title": _("What did you look at?"), "listing": listing, "form": form}
    return render(request, "desk/evidence_form.html", context, status=status)


@require_POST
def take_back(request, pk):
    one = get_object_or_404(Verification.objects.select_related("clinic"), pk=pk)
    try:
        evidence.take_back(verification=one, by=request.user)
    except RefusedError as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("It was withdrawn. Readers no longer see it."))
    return redirect(evidence_url(one.clinic_id))


def evidence_url(clinic):
    return reverse("admin:evidence", query={"clinic": clinic})


def requested_listing(request):
    """The Listing of the clinic in the address."""
    number = request.GET.get("clinic", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise BadRequest(_("This link does not name a clinic. Choose the clinic from the list of clinics."))
    listing = Listing.objects.for_pages().select_related("clinic").filter(clinic=number).first()
    if listing is None:
        raise Http404(_("This clinic is not published, so there is nothing to check."))
    return listing


admin_sites.desk.add("directory/verification/", evidence_list, name="evidence")
admin_sites.desk.add("directory/verification/add/", add, name="evidence_add")
admin_sites.desk.add("directory/verification/<int:pk>/taken-back/", take_back, name="evidence_taken_back")
