"""Print, export, read in again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checklist import notebook, pages, seal, shelf, taking
from checklist.views.private import opened
from directory import limits
from directory.hashing import give_back_the_connection
from directory.views import errors

BY_NETWORK = {"most": 60, "hours": 1}  # a library or a clinic may share one
BY_NOTEBOOK = {"most": 20, "hours": 1}


@require_GET
@opened
def take_along(request, *, today):
    return render(request, "notebook/take_along.html", {"clinics": shelf.read(request.secret)["clinics"]})


@require_GET
@opened
def sheets(request, *, today):
    """To be printed: a clinic, or all, with room to write."""
    book = shelf.read(request.secret)
    only = request.GET.get("clinic") or None
    context = taking.sheets_of(book, today, only=only)
    context["help"] = pages.asks_for_help(pages.written(book))
    return render(request, "notebook/sheets.html", context)


@require_GET
@opened
def as_json(request, *, today):
    return _file(taking.as_json(shelf.read(request.secret), today), "notebook.json", "application/json")


@require_GET
@opened
def as_csv(request, *, today):
    return _file(taking.as_csv(shelf.read(request.secret), today), "notebook.csv", "text/csv; charset=utf-8")


@require_GET
@opened
def as_html(request, *, today):
    return _file(
        taking.as_html(shelf.read(request.secret), today), "notebook.html", "text/html; charset=utf-8"
    )


def _file(text, name, kind):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=kind, headers=headers)


@require_POST
@opened
def read_in(request, *, today):
    """Add what a file holds. It is looked through before the notebook is locked, and without a connection."""
    if not shelf.holds(request.secret):
        raise shelf.NotHere
    if not limits.allow(request, "notebook-reading-in", **BY_NETWORK) or not limits.allow(
        request, "notebook-reading-in", subject=seal.row_id(request.secret), **BY_NOTEBOOK
    ):
        return errors.too_many(request, seconds=limits.seconds_left(hours=1))
    give_back_the_connection()
    file = request.FILES.get("file")
    try:
        if file is None:
            raise notebook.Refused(_("Choose the JSON file that you saved here."))
        sent = taking.parsed(file.read())
    except notebook.Refused as refused:
        return _refused(request, refused, status=413 if isinstance(refused, taking.TooLarge) else 400)
    known = taking.listed(sent)
    try:
        with shelf.changing(request.secret, today=today) as book:
            taking.read_in(book, sent, known)
    except notebook.Refused as refused:
        return _refused(request, refused, status=409)
    return redirect("notebook")


def _refused(request, refused, *, status):
    return render(request, "notebook/refused.html", {"sentence": str(refused)}, status=status)
