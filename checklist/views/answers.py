"""Filling in: one section a page, the first call, or all of it; saved as one goes or by a button."""

import secrets

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from checklist import listing_statements, notebook, parts, save_order, storage
from checklist.forms import AnswerForm, answer_digest
from checklist.questions.catalog import QUESTIONS
from checklist.views.private_page import code_reminder, not_saved, requires_notebook
from directory.models import Listing
from directory.web import crisis
from directory.web.public_page import wants_partial

MAX_ANSWERS_PER_PAGE = len(QUESTIONS) + 2 * notebook.MAX_OWN_QUESTIONS  # of one page
PARTS = (*parts.SECTION_TITLES, parts.OWN, parts.FIRST_CALL, parts.ALL)


@require_GET
@requires_notebook
def clinic(request, kept_id, *, today):
    """One clinic: its sections with progress, what is worth another look, what is still to ask."""
    book = storage.read(request.secret)
    kept = _clinic_or_404(book, kept_id)
    listing = Listing.objects.public().for_pages().filter(pk=kept["listing"]).first()
    questions = parts.questions_for(kept)
    context = {
        "clinic": kept,
        "listing": listing,
        "parts": list(parts.progress_by_part(book, kept)),
        "overall": parts.overall_progress(book, kept),
        "first_call": notebook.progress(
            kept, [one.key for one in parts.questions_of_part(kept, parts.FIRST_CALL)]
        ),
        "another_look": notebook.worth_another_look(kept, questions),
        "differing": notebook.answers_that_differ(kept, questions),
    }
    return render(request, "checklist/notebook/clinic.html", context | code_reminder(request, book))


@require_GET
@requires_notebook
def part(request, kept_id, part, *, today):
    if part not in PARTS:
        raise Http404
    book = storage.read(request.secret)
    return _render_part(request, book, _clinic_or_404(book, kept_id), part, today)


@require_POST
@requires_notebook
def save(request, kept_id, *, today):
    """Write what was changed in this tab. What another tab changed meanwhile stays, and is shown."""
    keys = [name.removesuffix("-was") for name in request.POST if name.endswith("-was")]
    if len(keys) > MAX_ANSWERS_PER_PAGE:
        raise RequestDataTooBig
    forms = {key: AnswerForm(request.POST, prefix=key) for key in keys}
    fitting = {key: form for key, form in forms.items() if form.is_valid()}
    with storage.changing(request.secret, today=today) as book:
        if request.POST.get("code") == "kept":
            notebook.mark_code_kept(book)
        kept = notebook.find_clinic(book, kept_id)
        elsewhere = _write_answers(book, kept, fitting, save_order.read_save(request.POST)) if kept else {}
    if kept is None:
        return not_saved(request, "gone", status=404)
    known = set(parts.question_keys(book, kept))
    taken = [key for key, form in fitting.items() if key not in known and form.touched]
    status = 400 if len(fitting) < len(forms) else 409 if elsewhere or taken else 200
    if wants_partial(request):
        answers = [
            (parts.QuestionAndAnswer(key, "", notebook.get_answer(kept, key)), forms[key]) for key in keys
        ]
        context = {"status": status, "answers": answers, "elsewhere": elsewhere, "taken": taken}
        context["overall"] = parts.overall_progress(book, kept)
        context |= code_reminder(request, book)
        return render(request, "checklist/notebook/saved.html", context, status=status)
    if taken:
        return not_saved(request, "taken", status=409)
    if status != 200:
        return _render_again(request, book, kept, forms, elsewhere, today, status=status)
    wanted = (request.POST.get("go"), request.POST.get("part"))
    return redirect("notebook_part", kept_id, next((one for one in wanted if one in PARTS), parts.ALL))


def _write_answers(book, kept, forms, turn):
    """Write each answer unless it was changed elsewhere. Returns what stands there instead, by key."""
    known, version, elsewhere = set(parts.question_keys(book, kept)), _listing_version(kept), {}
    for key, form in forms.items():
        if key not in known or save_order.is_late(book, turn, key):
            continue
        was, wrote = form.cleaned_data["was"], save_order.last_digest(book, turn, key)
        # An earlier save of this page may have arrived without the page knowing: then it has seen that.
        seen = {was, wrote}
        now = was
        if form.touched or wrote not in (None, was):
            before, said = notebook.get_answer(kept, key), form.answer(version)
            # Without turns, what holds the words of the save just before it, and more, takes nothing away.
            more = not turn.tab and said.holds(before)
            if answer_digest(before) not in seen and not more:
                elsewhere[key] = before
                continue
            notebook.set_answer(kept, key, said)
            now = answer_digest(said)
        save_order.record(book, turn, key, now)
    return elsewhere


def _listing_version(kept):
    """Which version of the listing is being answered to."""
    return Listing.objects.filter(pk=kept["listing"]).values_list("version", flat=True).first() or 0


def _render_part(request, book, kept, part, today, *, changed=None, status=200):
    listing = Listing.objects.public().for_pages().filter(pk=kept["listing"]).first()
    contents = listing_statements.contents_by_version(kept, listing)
    asked = (changed or list)(parts.questions_and_answers(book, kept, part, listing, contents, today))
    context = {
        "clinic": kept,
        "listing": listing,
        "part": part,
        "title": parts.SECTION_TITLES.get(part, ""),
        "part_title": parts.PART_TITLES.get(part, ""),
        "asked": asked,
        "problems": [one for one in asked if one.errors or one.elsewhere],
        "status_error": status >= 400,
        "parts": list(parts.progress_by_part(book, kept)),
        "overall": parts.overall_progress(book, kept),
        "following": parts.next_part(part),
        "sats": notebook.IMPRESSIONS,
        "ask_id": secrets.token_hex(4),
        "help": parts.needs_help_box(text for one in asked for text in (one.answer.note, _own(one))),
        "phrases": "|".join(crisis.PATTERNS),
        "apostrophes": crisis.APOSTROPHES,
        "unseen": crisis.UNSEEN,
        "removed": notebook.last_removal(book, today=today),
    }
    context |= code_reminder(request, book)
    return render(request, "checklist/notebook/part.html", context, status=status)


def _own(one):
    return "" if one.question else one.text


def _render_again(request, book, kept, forms, elsewhere, today, *, status):
    """The page once more, with what was typed and why it was not written."""
    part = request.POST.get("part", parts.ALL)

    def typed(asked):
        return [
            parts.QuestionAndAnswer(
                **vars(one)
                | {
                    "answer": _typed_answer(forms[one.key]),
                    "errors": forms[one.key].errors,
                    "elsewhere": elsewhere.get(one.key) or one.answer,
                }
            )
            if one.key in forms and (one.key in elsewhere or forms[one.key].errors)
            else one
            for one in asked
        ]

    return _render_part(
        request, book, kept, part if part in PARTS else parts.ALL, today, changed=typed, status=status
    )


def _typed_answer(form):
    said = form.data
    return notebook.Answer(
        said.get(form.add_prefix("sat"), ""),
        said.get(form.add_prefix("note"), ""),
        form.add_prefix("differs") in said,
    )


def _clinic_or_404(book, kept_id):
    kept = notebook.find_clinic(book, kept_id)
    if kept is None:
        raise Http404
    return kept
