"""The pages where answers are typed, and the view that saves them: by autosave or by a button."""

import secrets

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from checklist import listing_statements, notebook, parts, save_order, storage
from checklist.forms import AnswerForm, answer_digest
from checklist.questions.questions import QUESTIONS
from checklist.views.private_page import code_reminder, not_saved, requires_notebook
from directory.models import Listing
from directory.web import crisis
from directory.web.public_page import wants_partial

MAX_ANSWERS_PER_PAGE = len(QUESTIONS) + 2 * notebook.MAX_OWN_QUESTIONS  # of one page
PARTS = (*parts.SECTION_TITLES, parts.OWN, parts.FIRST_CALL, parts.ALL)


@require_GET
@requires_notebook
def clinic_page(request, clinic_id, *, today):
    """One clinic of the notebook: its parts with progress, and which answers are worth another look."""
    book = storage.read(request.secret)
    clinic = _clinic_or_404(book, clinic_id)
    listing = Listing.objects.public().for_pages().filter(pk=clinic["listing"]).first()
    questions = parts.questions_for(clinic)
    context = {
        "clinic": clinic,
        "listing": listing,
        "parts": list(parts.progress_by_part(book, clinic)),
        "overall": parts.overall_progress(book, clinic),
        "first_call": notebook.progress(
            clinic, [one.key for one in parts.questions_of_part(clinic, parts.FIRST_CALL)]
        ),
        "another_look": notebook.worth_another_look(clinic, questions),
        "differing": notebook.answers_that_differ(clinic, questions),
    }
    return render(request, "checklist/notebook/clinic.html", context | code_reminder(request, book))


@require_GET
@requires_notebook
def part_page(request, clinic_id, part, *, today):
    if part not in PARTS:
        raise Http404
    book = storage.read(request.secret)
    return _render_part(request, book, _clinic_or_404(book, clinic_id), part, today)


@require_POST
@requires_notebook
def save(request, clinic_id, *, today):
    """Save the answers that were edited in this tab. One that another tab changed meanwhile is a conflict.

    Status 200 or 302: all saved; 400: an answer is invalid; 404: the clinic was removed; 409: a conflict, or
    an own question was removed. Autosave gets the partial saved.html, a button the page with its problems.
    """
    keys = [name.removesuffix("-shown") for name in request.POST if name.endswith("-shown")]
    if len(keys) > MAX_ANSWERS_PER_PAGE:
        raise RequestDataTooBig
    forms = {key: AnswerForm(request.POST, prefix=key) for key in keys}
    valid_forms = {key: form for key, form in forms.items() if form.is_valid()}
    with storage.changing(request.secret, today=today) as book:
        if request.POST.get("code") == "kept":
            notebook.mark_code_kept(book)
        clinic = notebook.find_clinic(book, clinic_id)
        conflicts = (
            _write_answers(book, clinic, valid_forms, save_order.read_save(request.POST)) if clinic else {}
        )
    if clinic is None:
        return not_saved(request, "gone", status=404)
    known = set(parts.question_keys(book, clinic))
    removed = [key for key, form in valid_forms.items() if key not in known and form.was_edited]
    status = 400 if len(valid_forms) < len(forms) else 409 if conflicts or removed else 200
    if wants_partial(request):
        answers = [
            (parts.QuestionAndAnswer(key, "", notebook.get_answer(clinic, key)), forms[key]) for key in keys
        ]
        context = {"status": status, "answers": answers, "conflicts": conflicts, "removed": removed}
        context["overall"] = parts.overall_progress(book, clinic)
        context |= code_reminder(request, book)
        return render(request, "checklist/notebook/saved.html", context, status=status)
    if removed:
        return not_saved(request, "removed", status=409)
    if status != 200:
        return _render_again(request, book, clinic, forms, conflicts, today, status=status)
    wanted = (request.POST.get("go"), request.POST.get("part"))
    return redirect("notebook_part", clinic_id, next((one for one in wanted if one in PARTS), parts.ALL))


def _write_answers(book, clinic, forms, save_id):
    """Store each edited answer. Returns the conflicts: key → the stored answer that another tab changed."""
    known, version, conflicts = set(parts.question_keys(book, clinic)), _listing_version(clinic), {}
    for key, form in forms.items():
        if key not in known or save_order.is_late(book, save_id, key):
            continue
        was, wrote = form.cleaned_data["shown"], save_order.last_digest(book, save_id, key)
        # An earlier save of this page may have been stored though its response was lost: no conflict, either.
        seen = {was, wrote}
        now = was
        if form.was_edited or wrote not in (None, was):
            stored, answer = notebook.get_answer(clinic, key), form.answer(version)
            # Without sequence numbers, a text that includes the stored one replaces it: nothing is lost.
            extends = not save_id.tab and answer.includes(stored)
            if answer_digest(stored) not in seen and not extends:
                conflicts[key] = stored
                continue
            notebook.set_answer(clinic, key, answer)
            now = answer_digest(answer)
        save_order.record(book, save_id, key, now)
    return conflicts


def _listing_version(clinic):
    """The present version of the listing; 0 where the clinic is no longer listed."""
    return Listing.objects.filter(pk=clinic["listing"]).values_list("version", flat=True).first() or 0


def _render_part(request, book, clinic, part, today, *, changed=None, status=200):
    listing = Listing.objects.public().for_pages().filter(pk=clinic["listing"]).first()
    contents = listing_statements.contents_by_version(clinic, listing)
    asked = (changed or list)(parts.questions_and_answers(book, clinic, part, listing, contents, today))
    context = {
        "clinic": clinic,
        "listing": listing,
        "part": part,
        "title": parts.SECTION_TITLES.get(part, ""),
        "part_title": parts.PART_TITLES.get(part, ""),
        "asked": asked,
        "problems": [one for one in asked if one.errors or one.conflict],
        "status_error": status >= 400,
        "parts": list(parts.progress_by_part(book, clinic)),
        "overall": parts.overall_progress(book, clinic),
        "following": parts.next_part(part),
        "sats": notebook.IMPRESSIONS,
        "question_id": secrets.token_hex(4),
        "help": parts.needs_help_box(text for one in asked for text in (one.answer.note, _own(one))),
        "phrases": "|".join(crisis.PATTERNS),
        "apostrophes": crisis.APOSTROPHES,
        "unseen": crisis.INVISIBLE,
        "removed": notebook.last_removal(book, today=today),
    }
    context |= code_reminder(request, book)
    return render(request, "checklist/notebook/part.html", context, status=status)


def _own(one):
    return "" if one.question else one.text


def _render_again(request, book, clinic, forms, conflicts, today, *, status):
    """The page again, with what was typed and why it was not saved."""
    part = request.POST.get("part", parts.ALL)

    def typed(asked):
        return [
            parts.QuestionAndAnswer(
                **vars(one)
                | {
                    "answer": _typed_answer(forms[one.key]),
                    "errors": forms[one.key].errors,
                    "conflict": conflicts.get(one.key) or one.answer,
                }
            )
            if one.key in forms and (one.key in conflicts or forms[one.key].errors)
            else one
            for one in asked
        ]

    return _render_part(
        request, book, clinic, part if part in PARTS else parts.ALL, today, changed=typed, status=status
    )


def _typed_answer(form):
    said = form.data
    return notebook.Answer(
        said.get(form.add_prefix("impression"), ""),
        said.get(form.add_prefix("note"), ""),
        form.add_prefix("differs") in said,
    )


def _clinic_or_404(book, clinic_id):
    clinic = notebook.find_clinic(book, clinic_id)
    if clinic is None:
        raise Http404
    return clinic
