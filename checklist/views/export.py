"""Print, export and import a notebook."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checklist import export, notebook, parts, seal, storage
from checklist.views.private_page import requires_notebook
from config.postgres.connections import release_connection
from directory.web import rate_limit


@require_GET
@requires_notebook
def export_page(request, *, today):
    return render(
        request, "checklist/notebook/take_along.html", {"clinics": storage.read(request.secret)["clinics"]}
    )


@require_GET
@requires_notebook
def print_page(request, *, today):
    """The page to print: one clinic or all, with room to write."""
    book = storage.read(request.secret)
    only = request.GET.get("clinic") or None
    context = export.printouts(book, today, only=only)
    context["help"] = parts.needs_help_box(parts.all_texts(book))
    return render(request, "checklist/notebook/sheets.html", context)


@require_GET
@requires_notebook
def as_json(request, *, today):
    return _download(export.as_json(storage.read(request.secret), today), "notebook.json", "application/json")


@require_GET
@requires_notebook
def as_csv(request, *, today):
    return _download(
        export.as_csv(storage.read(request.secret), today), "notebook.csv", "text/csv; charset=utf-8"
    )


@require_GET
@requires_notebook
def as_html(request, *, today):
    return _download(
        export.as_html(storage.read(request.secret), today), "notebook.html", "text/html; charset=utf-8"
    )


def _download(text, name, kind):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)


@require_POST
@requires_notebook
def import_file(request, *, today):
    """Import a file. It is parsed before the row is locked, and while no database connection is held."""
    if not storage.exists(request.secret):
        raise storage.NotebookNotFoundError
    for kind, subject in (("notebook import", ""), ("notebook import into one", seal.row_id(request.secret))):
        if not rate_limit.allow(request, kind, subject=subject):
            return rate_limit.refusal_page(request, kind)
    release_connection()
    file = request.FILES.get("file")
    try:
        if file is None:
            raise notebook.NotebookError(_("Choose the JSON file that you saved here."))
        sent = export.parse(file.read())
    except notebook.NotebookError as refused:
        return _refused(
            request, refused, status=413 if isinstance(refused, export.FileTooLargeError) else 400
        )
    known = export.listing_ids_by_slug(sent)
    try:
        with storage.changing(request.secret, today=today) as book:
            export.merge(book, sent, known)
    except notebook.NotebookError as refused:
        return _refused(request, refused, status=409)
    return redirect("notebook")


def _refused(request, refused, *, status):
    return render(request, "checklist/notebook/refused.html", {"sentence": str(refused)}, status=status)
