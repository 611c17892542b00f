"""What a person read about one clinic elsewhere: add, change, remove."""

import secrets
from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from checklist import notebook, read_elsewhere, storage
from checklist.help_box import device_patterns, needs_help_box
from checklist.read_elsewhere import Entry
from checklist.views.private_page import not_saved, requires_notebook
from checklist.views.secret_cookie import code_reminder
from directory.web.public_page import wants_partial


@dataclass(frozen=True)
class EntryForm:
    """An entry in its form. `shown`: digest of the stored entry. `stored`: where another page changed it."""

    entry_id: str
    entry: Entry = read_elsewhere.EMPTY_ENTRY
    shown: str = ""
    errors: dict = field(default_factory=dict)  # field, or "" for the whole → sentence
    stored: Entry | None = None


@require_http_methods(["GET", "POST"])
@requires_notebook
def page(request, clinic_id, *, today):
    """GET shows the entries and an empty form. POST saves one entry.

    Status 400: a field is invalid, or there is no room; 409: another page has changed the entry. The typed
    words are shown again.
    """
    if request.method == "GET":
        book = storage.read(request.secret)
        return _render(request, book, _clinic_or_404(book, clinic_id), today)
    entry_id, entry, problem = request.POST.get("entry_id", ""), _posted_entry(request.POST), None
    try:
        with storage.changing(request.secret, today=today) as book:
            clinic = notebook.find_clinic(book, clinic_id)
            if clinic:
                shown = request.POST.get("shown", "")
                entry_id = read_elsewhere.save(clinic, entry_id, entry, shown=shown)
    except read_elsewhere.EntryError as error:
        problem = EntryForm(entry_id, entry, request.POST.get("shown", ""), {error.field: str(error)})
    except notebook.NotebookError as error:
        problem = EntryForm(entry_id, entry, errors={"": str(error)})
    except read_elsewhere.ConflictError:
        stored = read_elsewhere.entries(clinic)[entry_id]
        problem = EntryForm(entry_id, entry, stored.digest, stored=stored)
    if clinic is None:
        return not_saved(request, "gone", status=404)
    if wants_partial(request):
        digest = read_elsewhere.validated(entry).digest if not problem else ""
        return render(
            request,
            "checklist/notebook/read_elsewhere_saved.html",
            {"problem": problem, "digest": digest},
            status=_status(problem),
        )
    if problem:
        return _render(request, book, clinic, today, problem=problem)
    return redirect("notebook_read_elsewhere", clinic_id)


def _texts(problem):
    return [problem.entry.text, problem.entry.where] if problem else []


def _status(problem):
    return 200 if problem is None else 409 if problem.stored else 400


def _posted_entry(data):
    return Entry(data.get("text", ""), data.get("where", ""), data.get("on", "").strip())


def _render(request, book, clinic, today, *, problem=None):
    stored = read_elsewhere.entries(clinic)
    forms = [
        problem if problem and problem.entry_id == entry_id else EntryForm(entry_id, entry, entry.digest)
        for entry_id, entry in stored.items()
    ]
    is_new = problem is not None and problem.entry_id not in stored
    has_room = len(stored) < read_elsewhere.MAX_ENTRIES
    context = {
        "clinic": clinic,
        "forms": forms,
        "new": problem if is_new else EntryForm(secrets.token_hex(4)) if has_room else None,
        "problem": problem,
        "removed": notebook.last_removal(book, today=today),
        "help": needs_help_box([*read_elsewhere.texts(clinic), *_texts(problem)]),
        **device_patterns(),
    }
    context |= code_reminder(request, book)
    return render(request, "checklist/notebook/read_elsewhere.html", context, status=_status(problem))


@require_POST
@requires_notebook
def remove(request, clinic_id, *, today):
    with storage.changing(request.secret, today=today) as book:
        clinic = notebook.find_clinic(book, clinic_id)
        if clinic:
            read_elsewhere.remove(book, clinic, request.POST.get("entry_id", ""), today=today)
    if clinic is None:
        return not_saved(request, "gone", status=404)
    return redirect("notebook_read_elsewhere", clinic_id)


def _clinic_or_404(book, clinic_id):
    clinic = notebook.find_clinic(book, clinic_id)
    if clinic is None:
        raise Http404
    return clinic
