"""Somebody else's notebook, opened by a reading code: every page is read only.

These pages read a cookie of their own, which holds the reading code. No other page looks at it.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from checklist import codes, export, notebook, storage
from checklist.help_box import needs_help_box
from checklist.views.compare import comparison_context
from checklist.views.doctor import doctor_context
from checklist.views.private_page import private_page
from checklist.views.secret_cookie import READING_COOKIE_NAME, clear_reading_cookie


def reading_page(view):
    """Decorator: a read-only page. The view gets `book` and `today`; where no code works, a page says so."""

    @require_GET
    @private_page
    @wraps(view)
    def wrapper(request, *args, today, **kwargs):
        reading = codes.reading_from_code(request.COOKIES.get(READING_COOKIE_NAME, ""))
        try:
            if reading is None:
                raise storage.NotebookNotFoundError
            book = storage.read_by_reading_code(reading, today=today)
        except storage.NotebookNotFoundError:
            page = render(request, "checklist/reading/not_open.html", status=404)
            return clear_reading_cookie(page) if reading else page
        return view(request, *args, book=book, today=today, **kwargs)

    return wrapper


def _render(request, template, book, context):
    context = {"reading": True, "clinics": book["clinics"], **context}
    return render(request, f"checklist/reading/{template}.html", context)


@reading_page
def doctor(request, *, book, today):
    """The page for a doctor: all clinics and the own words, until the boxes are changed."""
    with_own_words = "with_own_words" in request.GET or "chosen" not in request.GET
    context = doctor_context(book, today, choice=request.GET, with_own_words=with_own_words)
    return _render(request, "doctor", book, context)


@reading_page
def clinic(request, clinic_id, *, book, today):
    """The answers of one clinic, with what it states."""
    printouts = export.printouts(book, today, only=clinic_id)
    if not printouts:
        raise Http404
    context = {"printout": printouts[0], "help": needs_help_box(notebook.all_texts(book))}
    return _render(request, "clinic", book, context)


@reading_page
def compare(request, *, book, today):
    """The clinics side by side."""
    return _render(request, "compare", book, comparison_context(book, today))


@require_POST
@private_page
def close(request, *, today):
    """Delete the cookie with the reading code. The reader's own notebook stays as it is."""
    return clear_reading_cookie(redirect("notebook_reading_closed"))


@require_GET
@private_page
def closed(request, *, today):
    return render(request, "checklist/reading/closed.html")
