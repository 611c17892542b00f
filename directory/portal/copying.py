"""The page "Copy from another site": choose a site and sections, see the differences, save as a draft."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from directory.facts.spine import ROWS, SPINE
from directory.models import RECORD_MODELS, Clinic
from directory.moderation.errors import RefusedError
from directory.organizations import copying
from directory.organizations.drafts import ChangedMeanwhileError
from directory.places.zip_codes import zip_point
from directory.portal.pages import clinic_page
from directory.publishing import history
from directory.publishing.snapshot import snapshot_of_clinic
from directory.web import resubmission
from directory.web.admin_sites import portal


class ChoiceForm(forms.Form):
    """Which site, and which sections: in the query string, so that the differences have an address."""

    source = forms.ModelChoiceField(
        label=gettext_lazy("Copy from"),
        queryset=Clinic.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={
            "required": gettext_lazy("Choose the site to copy from."),
            "invalid_choice": gettext_lazy("Choose a site of your organization."),
        },
    )
    section = forms.MultipleChoiceField(
        label=gettext_lazy("What to copy"),
        choices=[(section.key, section.title) for section in SPINE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one section."),
            "invalid_choice": gettext_lazy("Choose sections from the list."),
        },
    )

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources


class CopyForm(forms.Form):
    """The rows of the spine to copy, and the digest of what the page showed."""

    row = forms.MultipleChoiceField(choices=[(name, row.label) for name, row in ROWS.items()], required=False)
    seen = forms.CharField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def copy_from_site(request, status):
    clinic = status.clinic
    sources = Clinic.objects.filter(organization=clinic.organization_id).exclude(pk=clinic.pk)
    sources = sources.select_related("organization").prefetch_related(*RECORD_MODELS).order_by("name", "pk")
    asked = request.GET if "source" in request.GET else None
    choice = ChoiceForm(asked, sources=sources)
    if not choice.is_bound or not choice.is_valid():
        if request.method == "POST":
            raise Http404
        return _render(request, status, choice, status_code=400 if choice.is_bound else 200)
    source = choice.cleaned_data["source"]
    if request.method != "POST":
        return _render(request, status, choice, source)
    form = CopyForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        return _render(request, status, choice, source, form=form, status_code=400)
    zip_point("")  # loads the file of ZIP codes now, rather than while the rows are locked
    try:
        count = copying.copy(
            source=source,
            target=clinic,
            rows=form.cleaned_data["row"],
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
    except ChangedMeanwhileError:
        return _render(request, status, choice, source, form=form, outdated=True, status_code=409)
    except RefusedError as why:
        form.add_error(None, str(why))
        return _render(request, status, choice, source, form=form, status_code=400)
    sentence = ngettext(
        "We copied %(count)d answer from %(name)s into your draft. Nothing is published until you send it.",
        "We copied %(count)d answers from %(name)s into your draft. Nothing is published until you send it.",
        count,
    )
    messages.success(request, sentence % {"count": count, "name": source.name})
    return redirect("portal:sending", clinic.pk)


def _render(request, status, choice, source=None, *, form=None, outdated=False, status_code=200):
    page = {
        "title": _("Copy from another site"),
        "status": status,
        "choice": choice,
        "form": form,
        "outdated": outdated,
        "wrong": outdated or bool(choice.errors) or bool(form and form.errors),
        "source": source,
    }
    if source:
        # Read again after a refused save: both may have been saved since the page was opened.
        copied, draft = snapshot_of_clinic(source), status.draft
        chosen = form.data.getlist("row") if form else None
        page["sections"] = [
            (section, _shown_rows(rows, chosen))
            for section, rows in copying.differences(copied, draft, choice.cleaned_data["section"])
        ]
        page["seen"] = copying.shown_digest(copied, draft)
    return render(request, "portal/copying.html", page, status=status_code)


def _shown_rows(rows, chosen):
    """What the template shows of a section: its rows; those of the clinic's own are folded."""
    shown = [_shown_row(row, chosen) for row in rows]
    own = [row for row in shown if row["is_own"]]
    return {
        "common": [row for row in shown if not row["is_own"]],
        "own": own,
        "is_open": any(row["is_chosen"] for row in own),
    }


def _shown_row(difference, chosen):
    """What the template shows of a RowDifference. `chosen`: names of rows; None before anybody chose."""
    name = difference.row.name
    return {
        "name": name,
        "label": difference.row.label,
        "is_own": difference.is_own,
        "is_chosen": not (difference.is_own or difference.deletes) if chosen is None else name in chosen,
        "changes": [history.describe(change) for change in difference.changes],
    }


portal.add("clinics/<int:pk>/copy/", copy_from_site, "copy")
