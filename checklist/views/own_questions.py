"""Add and remove questions of the person's own."""

import re

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checklist import notebook, parts, save_order, storage
from checklist.help_box import needs_help_box
from checklist.views.private_page import requires_notebook
from directory.web.public_page import wants_partial

ID = re.compile(r"[0-9a-f]{8}")  # of a clinic or an own question


@require_POST
@requires_notebook
def add_question(request, *, today):
    """Add a question, for one clinic or for all; or replace the unfinished text of the same form."""
    try:
        with storage.changing(request.secret, today=today) as book:
            _add_or_replace_question(book, request.POST)
    except notebook.NotebookError as refused:
        if wants_partial(request):
            return render(
                request, "checklist/notebook/own_question_saved.html", {"sentence": str(refused)}, status=409
            )
        typed = request.POST.get("text", "")
        context = {"sentence": str(refused), "typed": typed, "help": needs_help_box([typed])}
        return render(request, "checklist/notebook/refused.html", context, status=409)
    if wants_partial(request):
        return render(request, "checklist/notebook/own_question_saved.html")
    return redirect_back(request)


def _add_or_replace_question(book, data):
    question_id = data.get("question_id", "")
    if not ID.fullmatch(question_id):
        question_id = ""
    save = save_order.read_save(data)
    if save_order.is_late(book, save, question_id):
        return
    clinic = notebook.find_clinic(book, data["for"]) if data.get("for") else None
    if data.get("for") and clinic is None:
        raise notebook.NotebookError(_("This clinic is no longer in the notebook. Keep it again first."))
    text = data.get("text", "")
    stored = notebook.own_question_text(book, question_id)
    if stored is None or stored == " ".join(text.split()):
        notebook.add_question(book, text, clinic=clinic, question_id=question_id)
    elif not save_order.last_digest(book, save, question_id):
        # The Back button restored a form whose question was added: it now sends another question.
        notebook.add_question(book, text, clinic=clinic)
    elif text.strip():
        notebook.replace_question(book, text, clinic=clinic, question_id=question_id)
    else:
        notebook.discard_question(book, question_id)
    save_order.record(book, save, question_id, "asked")


@require_POST
@requires_notebook
def remove_question(request, *, today):
    with storage.changing(request.secret, today=today) as book:
        notebook.remove_question(book, request.POST.get("question_id", ""), today=today)
    return redirect_back(request)


def redirect_back(request):
    """Redirect to the clinic on whose page the form was, by its id, never by a posted address."""
    clinic_id = request.POST.get("back", "")
    if ID.fullmatch(clinic_id) and request.POST.get("page") == "read-elsewhere":
        return redirect("notebook_read_elsewhere", clinic_id)
    if ID.fullmatch(clinic_id):
        return redirect("notebook_part", clinic_id, parts.OWN)
    return redirect("notebook")
