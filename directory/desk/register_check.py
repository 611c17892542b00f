"""One look at a register, or at papers of one kind, for several people of a clinic: one Verification each.

The form stands on a page of its own, from the evidence of a clinic, and on the page of a decision.
"""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from directory import roles
from directory.desk.evidence import LookForm, evidence_url, requested_listing, subject
from directory.facts.vocabulary import License, State
from directory.models import Verification
from directory.moderation import evidence
from directory.moderation.errors import RefusedError
from directory.publishing.snapshot import snapshot_of_listing
from directory.web import admin_sites, resubmission
from directory.wording.formats import link_or_blank


class Subject(NamedTuple):
    """A person, or the clinic itself, beside its tick: what a moderator types into the register."""

    value: str  # of the form field `subjects`
    name: str
    license: str  # “MD, Colorado, DR.12345”
    npi: str
    url: str  # its entry in the register, as the clinic gave it; "" where it may not be a link


def register_subjects(snapshot):
    """The Subjects of a snapshot: each person whose name it has once, and the clinic itself."""
    people = snapshot["practitioners"] or []
    names = [person["name"] for person in people]
    for person in people:
        if names.count(person["name"]) == 1:
            yield Subject(
                subject("practitioners", person["name"]),
                person["name"],
                _license_in_words(person),
                person["npi"],
                link_or_blank(person["register_url"]),
            )
    state = dict(State.choices).get(snapshot["state"], "")
    yield Subject("name", _("The clinic itself: %(name)s") % {"name": snapshot["name"]}, state, "", "")
    if snapshot["npi"]:
        yield Subject("npi", _("The NPI of the clinic"), "", snapshot["npi"], "")


def _license_in_words(person):
    kind, state = (
        dict(License.choices).get(person["license"]),
        dict(State.choices).get(person["license_state"]),
    )
    return ", ".join(str(part) for part in (kind, state, person["license_number"]) if part)


class RegisterCheckForm(LookForm):
    """One look that is about everybody who is ticked."""

    prefix = "check"
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the listing looked at
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Whom did you check?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose whom you checked."),
            "invalid_choice": gettext_lazy("Choose people whom the listing names."),
        },
    )

    field_order = ("subjects", "about", "kind", "source", "url", "outcome", "seen_on", "expires_on")

    def __init__(self, *args, snapshot, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside = list(register_subjects(snapshot))
        self.fields["subjects"].choices = [(one.value, one.name) for one in self.beside]
        self.initial = {"about": Verification.About.LICENSE, "kind": "register_checked"} | self.initial
        self.initial |= kwargs.get("initial") or {}

    @property
    def lines(self):
        """(tick, Subject) of each."""
        return list(zip(self["subjects"], self.beside, strict=True))

    def verifications(self):
        """A Verification for each tick of the filled-in form, unsaved."""
        same = {name: self.cleaned_data[name] for name in self.Meta.fields}
        for value in self.cleaned_data["subjects"]:
            statement, _colon, person = value.partition(":")
            yield Verification(statement=statement, person=person, **same)

    def is_begun(self):
        """True if somebody ticked or typed something in the posted form: then it has to be whole."""
        begun = ("subjects", "source", "url", "outcome", "expires_on")
        return any(any(self.data.getlist(self.add_prefix(name))) for name in begun)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    listing = requested_listing(request)
    if roles.belongs_to(request.user, listing.clinic):
        raise PermissionDenied(_("You belong to this organization, so another moderator has to check."))
    posted = request.POST if request.method == "POST" else None
    initial = _asked(request) | {"version": listing.version}
    form = RegisterCheckForm(posted, snapshot=snapshot_of_listing(listing), initial=initial)
    status = 200
    if posted is not None:
        status = 400
        if resubmission.is_ready_to_save(request, form):
            try:
                new = evidence.record(
                    clinic=listing.clinic,
                    verifications=list(form.verifications()),
                    version=form.cleaned_data["version"],
                    by=request.user,
                )
            except RefusedError as why:
                form.add_error(None, str(why))
                status = 409
            except ValidationError as why:
                form.add_error(None, why.messages)
            else:
                messages.success(request, recorded_in_words(len(new)))
                return redirect(evidence_url(listing.clinic_id))
    context = {"title": _("Check several people"), "listing": listing, "check": form}
    return render(request, "desk/register_check.html", context, status=status)


def _asked(request):
    """The ticks that the address asks for: ?subject=practitioners:Dr. Ada Vance."""
    asked = request.GET.getlist("subject")
    return {"subjects": asked} if asked else {}


def recorded_in_words(count):
    sentence = ngettext("%(count)s check is recorded.", "%(count)s checks are recorded.", count)
    return sentence % {"count": count}


admin_sites.desk.add("directory/verification/check/", check, name="evidence_check")
