"""The clinics of an organization as a sheet: download it, upload it, see what it changes, send that."""

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.importing.errors import FileError
from directory.moderation.errors import RefusedError
from directory.organizations import sheet, sheet_sending
from directory.places.zip_codes import zip_point
from directory.portal.organization import own_organization
from directory.portal.terms import TermsForm
from directory.publishing import history
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.wording import values


@require_safe
def sheet_file(request, pk):
    """The CSV of the drafts of all clinics."""
    organization = own_organization(request, pk)
    lines = list(sheet.lines(sheet.sites(organization), timezone.localdate()))
    headers = {"Content-Disposition": f'attachment; filename="clinics-{organization.slug}.csv"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_page(request, pk):
    """The page to download and upload; a POST shows what an uploaded sheet would change. Nothing is saved."""
    organization = own_organization(request, pk)
    if request.method != "POST":
        return _upload_page(request, organization)
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, organization, error=_("Choose the CSV file."), status=400)
    if file.size > sheet.MAX_BYTES:
        sentence = _("The file is too large. It may have up to %d MB.")
        error = sentence % (sheet.MAX_BYTES // 1_000_000)
        return _upload_page(request, organization, error=error, status=413)
    zip_point("")  # loads the file of ZIP codes before the first query
    try:
        plan = sheet.plan(file, sheet.sites(organization), timezone.localdate())
        return _plan_page(request, organization, plan, status=400 if plan.refused else 200)
    except (FileError, RefusedError) as why:
        return _upload_page(request, organization, error=str(why), status=400)


@require_POST
def sheet_sending_page(request, pk):
    """Send what the page with the differences showed."""
    organization = own_organization(request, pk)
    zip_point("")
    try:
        seen = sheet_sending.load(request.POST.get("plan", ""), organization=organization, user=request.user)
    except RefusedError as why:
        return _upload_page(request, organization, error=str(why), status=400)
    sites = sheet.sites(organization)
    if resubmission.is_restored(request):
        messages.warning(request, resubmission.RESTORED_NOTICE)
        form = TermsForm(initial={"terms": request.POST.get("terms")})
        return _plan_page(request, organization, sheet_sending.plan_of(seen, sites=sites), form=form)
    form = TermsForm(request.POST)
    if not form.is_valid():
        plan = sheet_sending.plan_of(seen, sites=sites)
        return _plan_page(request, organization, plan, form=form, status=400)
    outcome = sheet_sending.send(seen.parts, sites=sites, by=request.user, **form.cleaned_data)
    for sentence in _sentences(outcome):
        messages.success(request, sentence)
    if outcome.left or outcome.refused:
        plan = sheet_sending.plan_again(outcome, seen)
        return _plan_page(request, organization, plan, outdated=bool(outcome.left), form=form, status=409)
    if count := len(seen.refused):
        sentence = ngettext(
            "Row %(rows)s was not sent. Correct it in your file, and choose the file again.",
            "Rows %(rows)s were not sent. Correct them in your file, and choose the file again.",
            count,
        )
        rows = values.join_with_and([str(number) for number, _name, _why in seen.refused])
        messages.warning(request, sentence % {"rows": rows})
    return redirect("portal:index")


def _sentences(outcome):
    if count := len(outcome.sent):
        sentence = ngettext(
            "You sent %(count)d clinic to a moderator: %(names)s.",
            "You sent %(count)d clinics to a moderator: %(names)s.",
            count,
        )
        yield sentence % {"count": count, "names": "; ".join(outcome.sent)}
    if outcome.already_sent:
        yield _("Already sent: %(names)s.") % {"names": "; ".join(outcome.already_sent)}


def _upload_page(request, organization, *, error="", status=200):
    page = {
        "title": _("All clinics in a spreadsheet"),
        "organization": organization,
        "error": error,
        "wrong": bool(error),
        "most_rows": sheet.MAX_ROWS,
        "most_megabytes": sheet.MAX_BYTES // 1_000_000,
    }
    return render(request, "portal/sheet.html", page, status=status)


def _plan_page(request, organization, plan, *, outdated=False, form=None, status=200):
    form = form or TermsForm()
    page = {
        "title": _("What the spreadsheet changes"),
        "organization": organization,
        "plan": plan,
        "outdated": outdated,
        "form": form,
        "wrong": bool(plan.refused) or outdated or bool(form.errors),
        "changed": [
            (planned, [history.describe(change) for change in planned.changes]) for planned in plan.changed
        ],
    }
    if plan.changed:
        page["signed"] = sheet_sending.dump(plan, organization=organization, user=request.user)
    return render(request, "portal/sheet_changes.html", page, status=status)


portal.add("organizations/<int:pk>/sheet/", sheet_page, "sheet")
portal.add("organizations/<int:pk>/sheet.csv", sheet_file, "sheet_file")
portal.add("organizations/<int:pk>/sheet/sending/", sheet_sending_page, "sheet_sending")
