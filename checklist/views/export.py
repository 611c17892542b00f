"""Print, export and import a notebook."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checklist import export, importing, notebook, seal, storage
from checklist.help_box import needs_help_box
from checklist.views.private_page import requires_notebook
from config.postgres.connections import release_connection
from directory.web import rate_limit


@require_GET
@requires_notebook
def export_page(request, *, today):
    return render(
        request, "checklist/notebook/export.html", {"clinics": storage.read(request.secret)["clinics"]}
    )


@require_GET
@requires_notebook
def print_page(request, *, today):
    """The page to print: one clinic or all, with room to write."""
    book = storage.read(request.secret)
    only = request.GET.get("clinic") or None
    context = {
        "printouts": export.printouts(book, today, only=only),
        "help": needs_help_box(notebook.all_texts(book)),
    }
    return render(request, "checklist/notebook/print.html", context)


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
    """Import a file. The file is parsed before the row is locked, and without a database connection."""
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
        parsed = importing.parse(file.read())
    except importing.FileTooLargeError as error:
        return _refused(request, error, status=413)
    except notebook.NotebookError as error:
        return _refused(request, error, status=400)
    listing_ids = importing.listing_ids_by_slug(parsed)
    try:
        with storage.changing(request.secret, today=today) as book:
            importing.merge(book, parsed, listing_ids)
    except notebook.NotebookError as error:
        return _refused(request, error, status=409)
    return redirect("notebook")


def _refused(request, error, *, status):
    return render(request, "checklist/notebook/refused.html", {"sentence": str(error)}, status=status)
