"""The pages where answers are typed, and the view that saves them: by autosave or by a button."""

import secrets
from dataclasses import replace

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from checklist import (
    calls,
    listing_statements,
    notebook,
    offering_answers,
    parts,
    priorities,
    progress,
    read_elsewhere,
    save_order,
    storage,
)
from checklist.forms import DIGEST_CHARACTERS, AnswerForm, CallForm
from checklist.help_box import device_patterns, needs_help_box
from checklist.questions.questions import QUESTIONS
from checklist.views.private_page import not_saved, requires_notebook
from checklist.views.secret_cookie import code_reminder
from directory.models import Listing
from directory.web.public_page import wants_partial
from directory.wording.rows import display_row

MAX_ANSWERS_PER_PAGE = (
    len(QUESTIONS)
    + 2 * notebook.MAX_OWN_QUESTIONS
    + offering_answers.MAX_ANSWERS_PER_CLINIC
    + 1  # the facts of a call
)


@require_GET
@requires_notebook
def clinic_page(request, clinic_id, *, today):
    """One clinic of the notebook: its parts with progress, and which answers are worth another look."""
    book = storage.read(request.secret, clinic_id=clinic_id)
    clinic = _clinic_or_404(book, clinic_id)
    listing = _listing(clinic)
    questions = parts.questions_for(clinic)
    context = {
        "clinic": clinic,
        "listing": listing,
        "parts": list(parts.progress_by_part(book, clinic)),
        "overall": parts.overall_progress(book, clinic),
        "call": calls.get_call(clinic),
        "phone": listing_statements.phone(listing, today),
        "first_call": parts.call_progress(book, clinic),
        "another_look": progress.worth_another_look(clinic, questions),
        "differing": progress.answers_that_differ(clinic, questions),
        "read_elsewhere": list(read_elsewhere.entries(clinic).values()),
    }
    return render(request, "checklist/notebook/clinic.html", context | code_reminder(request, book))


@require_GET
@requires_notebook
def part_page(request, clinic_id, part, *, today):
    if part not in parts.PART_TITLES:
        raise Http404
    book = storage.read(request.secret, clinic_id=clinic_id)
    return _render_part(request, book, _clinic_or_404(book, clinic_id), part, today)


@require_POST
@requires_notebook
def save(request, clinic_id, *, today):
    """Save the answers that were edited in this tab. One that another tab changed meanwhile is a conflict.

    Status 200 or 302: all saved; 400: an answer is invalid; 404: the clinic was removed; 409: a conflict, or
    an own question was removed. Autosave gets the partial saved.html, a button the page with its problems.
    """
    forms = _posted_forms(request)
    valid_forms = {key: form for key, form in forms.items() if form.is_valid()}
    if calls.KEY in valid_forms:
        valid_forms[calls.KEY].has_answers = any(
            form.was_edited for key, form in valid_forms.items() if key != calls.KEY
        )
    conflicts, refusals = {}, {}
    only = _answers_to_read(request.POST, clinic_id, forms)
    with storage.changing(request.secret, today=today, only=only) as book:
        if request.POST.get("code") == "kept":
            notebook.mark_code_kept(book)
        clinic = notebook.find_clinic(book, clinic_id)
        if clinic:
            conflicts = _write_answers(book, clinic, valid_forms, save_order.read_save(request.POST))
            if not conflicts and len(valid_forms) == len(forms):
                refusals = _split_or_join(clinic, request.POST)
    if clinic is None:
        return not_saved(request, "gone", status=404)
    known = _known_keys(book, clinic, valid_forms)
    removed = [key for key, form in forms.items() if _was_removed(clinic, known, key, form)]
    status = 400 if len(valid_forms) < len(forms) else 409 if conflicts or removed or refusals else 200
    if wants_partial(request):
        return _autosave_response(request, book, clinic, forms, conflicts, removed, status=status)
    if removed:
        return not_saved(request, "removed", status=409)
    if status != 200:
        failures = {"forms": forms, "conflicts": conflicts, "refusals": refusals}
        return _page_with_problems(request, clinic_id, today, **failures, status=status)
    fragment = request.POST.get("split") or request.POST.get("join") or None
    page = reverse("notebook_part", args=[clinic_id, _posted_part(request, "go", "part")])
    return redirect(f"{page}#{fragment}" if fragment in offering_answers.SPLITTABLE else page)


def _answers_to_read(data, clinic_id, keys):
    """For storage.changing(): a function that finds the answers under the posted keys, whose notes it reads.

    None, for the notes of all answers, where a button was pressed that splits or joins a question.
    """

    def posted(book):
        clinic = notebook.find_clinic(book, clinic_id)
        return [clinic["answers"][key] for key in keys if key in clinic["answers"]] if clinic else []

    return None if "split" in data or "join" in data else posted


def _posted_forms(request):
    """Key → form, of each answer and of the facts of a call."""
    keys = [name.removesuffix("-shown") for name in request.POST if name.endswith("-shown")]
    if len(keys) > MAX_ANSWERS_PER_PAGE:
        raise RequestDataTooBig
    kinds = {key: CallForm if key == calls.KEY else AnswerForm for key in keys}
    return {key: kind(request.POST, prefix=key) for key, kind in kinds.items()}


def _posted_part(request, *fields):
    """The first of these form fields that names a part; else the part with all questions."""
    posted = (request.POST.get(field) for field in fields)
    return next((part for part in posted if part in parts.PART_TITLES), parts.ALL)


def _write_answers(book, clinic, forms, save):
    """Store what was edited: answers, and the facts of a call.

    Returns the conflicts: key → what the notebook holds, because another tab changed it.
    """
    if offering_answers.has_new_offering(clinic, forms):
        offering_answers.record_names(clinic, _listing(clinic))
    known, version, conflicts = _known_keys(book, clinic, forms), _listing_version(clinic), {}
    for key, form in forms.items():
        if key not in known or save_order.is_late(book, save, key):
            continue
        shown, last_saved = form.cleaned_data["shown"], save_order.last_digest(book, save, key)
        digest = shown
        if form.was_edited or last_saved not in (None, shown):
            stored, typed = form.read(clinic), form.typed(version)
            # The last save of this page may have been stored though its response was lost: no conflict.
            is_expected = form.digest(stored) in (shown, last_saved)
            # Without sequence numbers, a text that includes the stored text may replace it.
            # An answer by offering that another tab has joined to one for all may be stored again beside it.
            is_expected |= offering_answers.is_known_key(clinic, key) and stored.is_empty
            if not is_expected and form.is_only_proposed:
                continue
            if not is_expected and (save.tab or not typed.includes(stored)):
                conflicts[key] = stored
                continue
            form.write(clinic, typed)
            digest = form.digest(typed)
        save_order.record(book, save, key, digest)
    return conflicts


def _split_or_join(clinic, data):
    """Split a question into answers by offering, or join them, if such a button was pressed.

    Returns why not: key of the question → sentence; {} if nothing was refused.
    """
    for field, change in (("split", offering_answers.split), ("join", offering_answers.join)):
        key = data.get(field)
        if key not in offering_answers.SPLITTABLE:
            continue
        try:
            change(clinic, key, _listing(clinic))
        except notebook.NotebookError as refused:
            return {key: str(refused)}
    return {}


def _known_keys(book, clinic, keys):
    """The keys under which an answer can be stored; of those by offering the ones among `keys`."""
    by_offering = {key for key in keys if offering_answers.is_known_key(clinic, key)}
    return by_offering.union([calls.KEY], parts.question_keys(book, clinic))


def _was_removed(clinic, known, key, form):
    """True if an answer was typed that has no place in the notebook any more."""
    if form.is_valid():
        return key not in known and form.was_edited
    # An answer by offering that could not be stored keeps its place: see offering_answers.split_offerings().
    return key not in known and not offering_answers.is_splittable_key(key)


def _autosave_response(request, book, clinic, forms, conflicts, removed, *, status):
    items = []
    for key, form in forms.items():
        problems = {"errors": form.errors, "conflict": conflicts.get(key)}
        if key == calls.KEY:
            items.append(parts.CallItem(calls.get_call(clinic), **problems))
        else:
            items.append(parts.QuestionAndAnswer(key, "", notebook.get_answer(clinic, key), **problems))
    context = {
        "status": status,
        "items": items,
        "removed": removed,
        "overall": parts.overall_progress(book, clinic),
        "first_call": parts.call_progress(book, clinic),
    }
    context |= code_reminder(request, book)
    return render(request, "checklist/notebook/saved.html", context, status=status)


def _listing(clinic):
    """The public listing of a clinic of the notebook; None where it is no longer listed."""
    return listing_statements.listing_of(clinic)


def _listing_version(clinic):
    """The present version of the listing; 0 where the clinic is no longer listed, or was merged."""
    listing = Listing.objects.filter(pk=clinic["listing"], merged_into=None)
    return listing.values_list("version", flat=True).first() or 0


def _render_part(
    request, book, clinic, part, today, *, forms=None, conflicts=None, refusals=None, status=200
):
    """The page of a part; after a failed save with what was typed, and why it was not saved."""
    listing = _listing(clinic)
    contents = listing_statements.contents_by_version(clinic, listing)
    typed = [*(conflicts or {}), *(key for key, form in (forms or {}).items() if form.errors)]
    items = parts.questions_and_answers(book, clinic, part, listing, contents, today, typed=typed)
    items = [_with_typed_answer(item, forms or {}, conflicts or {}) for item in items]
    items = [replace(item, refusal=(refusals or {}).get(item.key, "")) for item in items]
    call = _typed_call(parts.call_item(clinic, today), forms or {}, conflicts or {})
    context = {
        "clinic": clinic,
        "listing": listing,
        "part": part,
        "title": parts.PART_TITLES[part],
        "is_section": part in parts.SECTION_TITLES,
        "items": items,
        "listing_key": listing and listing_statements.content_key(listing),
        "problems": [call] * bool(part == parts.FIRST_CALL and (call.errors or call.conflict))
        + [item for item in items if item.refusal]
        + [one for item in items for one in item.answer_items if one.errors or one.conflict],
        "status_error": status >= 400,
        "overall": parts.overall_progress(book, clinic),
        "help": needs_help_box(
            [call.facts.spoken_with, *(text for item in items for text in _own_texts(item))]
        ),
        **device_patterns(),
    }
    if part == parts.FIRST_CALL:
        context |= _call_context(book, clinic, listing, items, call, today)
    else:
        context |= _part_context(book, clinic, part, today)
    context |= code_reminder(request, book)
    template = "call.html" if part == parts.FIRST_CALL else "part.html"
    return render(request, f"checklist/notebook/{template}", context, status=status)


def _page_with_problems(request, clinic_id, today, **failures):
    """The page from which a form came, after a save that failed: the notes of all answers are read for it."""
    book = storage.read(request.secret, clinic_id=clinic_id)
    clinic = notebook.find_clinic(book, clinic_id)
    if clinic is None:
        return not_saved(request, "gone", status=404)
    return _render_part(request, book, clinic, _posted_part(request, "part"), today, **failures)


def _part_context(book, clinic, part, today):
    """What the page of any other part shows beside the questions: the other parts, and an own question."""
    return {
        "parts": list(parts.progress_by_part(book, clinic)),
        "next_part": parts.next_part(part),
        "question_id": secrets.token_hex(4),
        "removed": notebook.last_removal(book, today=today),
    }


def _call_context(book, clinic, listing, items, call, today):
    """What the page of a call shows beside the questions: how to reach the clinic, and facts that matter."""
    facts = priorities.facts_without_question(book) if listing else []
    return {
        "call": call,
        "impressions": notebook.IMPRESSIONS,
        "call_items": list(zip(items, [*(item.key for item in items[1:]), ""], strict=True)),
        "first_call": parts.call_progress(book, clinic),
        "phone": listing_statements.phone(listing, today),
        "facts_that_matter": [display_row(listing, row, today) for row in facts],
    }


def _with_typed_answer(item, forms, conflicts):
    """The item with the answers that were typed, where they were not saved."""
    by_offering = [_with_typed_answer(one, forms, conflicts) for one in item.by_offering]
    item = replace(item, by_offering=by_offering)
    form = forms.get(item.key)
    if form is None or not (item.key in conflicts or form.errors):
        return item
    conflict = conflicts.get(item.key) or item.answer
    failed = {"errors": form.errors, "conflict": conflict, "shown": _shown(form)}
    return replace(item, answer=_typed_answer(form), **failed)


def _typed_call(item, forms, conflicts):
    """The CallItem with the facts that were typed, where they were not saved."""
    form = forms.get(calls.KEY)
    if form is None or not (calls.KEY in conflicts or form.errors):
        return item
    conflict = conflicts.get(calls.KEY) or item.facts
    failed = {"errors": form.errors, "conflict": conflict, "shown": _shown(form)}
    return replace(item, facts=form.raw_facts(), proposed="", **failed)


def _shown(form):
    """The digest that a form with errors sent; None for a form without errors."""
    return form.data.get(form.add_prefix("shown"), "")[:DIGEST_CHARACTERS] if form.errors else None


def _typed_answer(form):
    return notebook.Answer(
        form.data.get(form.add_prefix("impression"), ""),
        form.data.get(form.add_prefix("note"), ""),
        form.add_prefix("differs") in form.data,
    )


def _own_texts(item):
    """What the person wrote: the notes, and the text of an own question."""
    notes = [one.answer.note for one in item.answer_items]
    return notes if item.question else [*notes, item.text]


def _clinic_or_404(book, clinic_id):
    clinic = notebook.find_clinic(book, clinic_id)
    if clinic is None:
        raise Http404
    return clinic
