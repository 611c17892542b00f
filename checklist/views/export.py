"""Print, export, read in again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checklist import export, notebook, parts, seal, storage
from checklist.views.private_page import opened
from config.postgres.connections import release_connection
from directory.web import errors, rate_limit

BY_NETWORK = {"most": 60, "hours": 1}  # a library or a clinic may share one
BY_NOTEBOOK = {"most": 20, "hours": 1}


@require_GET
@opened
def take_along(request, *, today):
    return render(
        request, "checklist/notebook/take_along.html", {"clinics": storage.read(request.secret)["clinics"]}
    )


@require_GET
@opened
def sheets(request, *, today):
    """To be printed: a clinic, or all, with room to write."""
    book = storage.read(request.secret)
    only = request.GET.get("clinic") or None
    context = export.sheets_of(book, today, only=only)
    context["help"] = parts.asks_for_help(parts.written(book))
    return render(request, "checklist/notebook/sheets.html", context)


@require_GET
@opened
def as_json(request, *, today):
    return _file(export.as_json(storage.read(request.secret), today), "notebook.json", "application/json")


@require_GET
@opened
def as_csv(request, *, today):
    return _file(
        export.as_csv(storage.read(request.secret), today), "notebook.csv", "text/csv; charset=utf-8"
    )


@require_GET
@opened
def as_html(request, *, today):
    return _file(
        export.as_html(storage.read(request.secret), today), "notebook.html", "text/html; charset=utf-8"
    )


def _file(text, name, kind):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)


@require_POST
@opened
def read_in(request, *, today):
    """Add what a file holds. It is looked through before the notebook is locked, and without a connection."""
    if not storage.holds(request.secret):
        raise storage.NotHere
    if not rate_limit.allow(request, "notebook-reading-in", **BY_NETWORK) or not rate_limit.allow(
        request, "notebook-reading-in", subject=seal.row_id(request.secret), **BY_NOTEBOOK
    ):
        return errors.too_many_requests(request, seconds=rate_limit.seconds_until_reset(hours=1))
    release_connection()
    file = request.FILES.get("file")
    try:
        if file is None:
            raise notebook.Refused(_("Choose the JSON file that you saved here."))
        sent = export.parsed(file.read())
    except notebook.Refused as refused:
        return _refused(request, refused, status=413 if isinstance(refused, export.TooLarge) else 400)
    known = export.listed(sent)
    try:
        with storage.changing(request.secret, today=today) as book:
            export.read_in(book, sent, known)
    except notebook.Refused as refused:
        return _refused(request, refused, status=409)
    return redirect("notebook")


def _refused(request, refused, *, status):
    return render(request, "checklist/notebook/refused.html", {"sentence": str(refused)}, status=status)
