"""Filling in: one section a page, the first call, or all of it; saved as one goes or by a button."""

import secrets

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from checklist import listing_statements, notebook, parts, save_order, storage
from checklist.forms import AnswerForm, digest
from checklist.questions.catalog import QUESTIONS
from checklist.views.private_page import code_to_keep, not_saved, opened
from directory.models import Listing
from directory.web import crisis
from directory.web.public_page import wants_partial

MOST_ANSWERS = len(QUESTIONS) + 2 * notebook.MOST_OWN  # of one page
PARTS = (*parts.SECTIONS, parts.OWN, parts.FIRST_CALL, parts.ALL)


@require_GET
@opened
def clinic(request, kept_id, *, today):
    """One clinic: its sections with progress, what is worth another look, what is still to ask."""
    book = storage.read(request.secret)
    kept = _kept(book, kept_id)
    listing = Listing.objects.public().for_pages().filter(pk=kept["listing"]).first()
    questions = parts.shown(kept)
    context = {
        "clinic": kept,
        "listing": listing,
        "parts": list(parts.parts(book, kept)),
        "overall": parts.overall(book, kept),
        "first_call": notebook.progress(kept, [one.key for one in parts.of_part(kept, parts.FIRST_CALL)]),
        "another_look": notebook.worth_another_look(kept, questions),
        "differing": notebook.differing(kept, questions),
    }
    return render(request, "checklist/notebook/clinic.html", context | code_to_keep(request, book))


@require_GET
@opened
def part(request, kept_id, part, *, today):
    if part not in PARTS:
        raise Http404
    book = storage.read(request.secret)
    return _page(request, book, _kept(book, kept_id), part, today)


@require_POST
@opened
def save(request, kept_id, *, today):
    """Write what was changed in this tab. What another tab changed meanwhile stays, and is shown."""
    keys = [name.removesuffix("-was") for name in request.POST if name.endswith("-was")]
    if len(keys) > MOST_ANSWERS:
        raise RequestDataTooBig
    forms = {key: AnswerForm(request.POST, prefix=key) for key in keys}
    fitting = {key: form for key, form in forms.items() if form.is_valid()}
    with storage.changing(request.secret, today=today) as book:
        if request.POST.get("code") == "kept":
            notebook.code_is_kept(book)
        kept = notebook.kept(book, kept_id)
        elsewhere = _written(book, kept, fitting, save_order.sent(request.POST)) if kept else {}
    if kept is None:
        return not_saved(request, "gone", status=404)
    known = set(parts.all_keys(book, kept))
    taken = [key for key, form in fitting.items() if key not in known and form.touched]
    status = 400 if len(fitting) < len(forms) else 409 if elsewhere or taken else 200
    if wants_partial(request):
        answers = [(parts.Asked(key, "", notebook.answer(kept, key)), forms[key]) for key in keys]
        context = {"status": status, "answers": answers, "elsewhere": elsewhere, "taken": taken}
        context["overall"] = parts.overall(book, kept)
        context |= code_to_keep(request, book)
        return render(request, "checklist/notebook/saved.html", context, status=status)
    if taken:
        return not_saved(request, "taken", status=409)
    if status != 200:
        return _again(request, book, kept, forms, elsewhere, today, status=status)
    wanted = (request.POST.get("go"), request.POST.get("part"))
    return redirect("notebook_part", kept_id, next((one for one in wanted if one in PARTS), parts.ALL))


def _written(book, kept, forms, turn):
    """Write each answer unless it was changed elsewhere. Returns what stands there instead, by key."""
    known, version, elsewhere = set(parts.all_keys(book, kept)), _version(kept), {}
    for key, form in forms.items():
        if key not in known or save_order.is_late(book, turn, key):
            continue
        was, wrote = form.cleaned_data["was"], save_order.wrote(book, turn, key)
        # An earlier save of this page may have arrived without the page knowing: then it has seen that.
        seen = {was, wrote}
        now = was
        if form.touched or wrote not in (None, was):
            before, said = notebook.answer(kept, key), form.answer(version)
            # Without turns, what holds the words of the save just before it, and more, takes nothing away.
            more = not turn.tab and said.holds(before)
            if digest(before) not in seen and not more:
                elsewhere[key] = before
                continue
            notebook.write(kept, key, said)
            now = digest(said)
        save_order.write_down(book, turn, key, now)
    return elsewhere


def _version(kept):
    """Which version of the listing is being answered to."""
    return Listing.objects.filter(pk=kept["listing"]).values_list("version", flat=True).first() or 0


def _page(request, book, kept, part, today, *, changed=None, status=200):
    listing = Listing.objects.public().for_pages().filter(pk=kept["listing"]).first()
    contents = listing_statements.versions(kept, listing)
    asked = (changed or list)(parts.asked(book, kept, part, listing, contents, today))
    context = {
        "clinic": kept,
        "listing": listing,
        "part": part,
        "title": parts.SECTIONS.get(part, ""),
        "part_title": parts.TITLES.get(part, ""),
        "asked": asked,
        "problems": [one for one in asked if one.errors or one.elsewhere],
        "status_error": status >= 400,
        "parts": list(parts.parts(book, kept)),
        "overall": parts.overall(book, kept),
        "following": parts.following(part),
        "sats": notebook.SATS,
        "ask_id": secrets.token_hex(4),
        "help": parts.asks_for_help(text for one in asked for text in (one.answer.note, _own(one))),
        "phrases": "|".join(crisis.PATTERNS),
        "apostrophes": crisis.APOSTROPHES,
        "unseen": crisis.UNSEEN,
        "removed": notebook.removed(book, today=today),
    }
    context |= code_to_keep(request, book)
    return render(request, "checklist/notebook/part.html", context, status=status)


def _own(one):
    return "" if one.question else one.text


def _again(request, book, kept, forms, elsewhere, today, *, status):
    """The page once more, with what was typed and why it was not written."""
    part = request.POST.get("part", parts.ALL)

    def typed(asked):
        return [
            parts.Asked(
                **vars(one)
                | {
                    "answer": _typed(forms[one.key]),
                    "errors": forms[one.key].errors,
                    "elsewhere": elsewhere.get(one.key) or one.answer,
                }
            )
            if one.key in forms and (one.key in elsewhere or forms[one.key].errors)
            else one
            for one in asked
        ]

    return _page(
        request, book, kept, part if part in PARTS else parts.ALL, today, changed=typed, status=status
    )


def _typed(form):
    said = form.data
    return notebook.Answer(
        said.get(form.add_prefix("sat"), ""),
        said.get(form.add_prefix("note"), ""),
        form.add_prefix("differs") in said,
    )


def _kept(book, kept_id):
    kept = notebook.kept(book, kept_id)
    if kept is None:
        raise Http404
    return kept
