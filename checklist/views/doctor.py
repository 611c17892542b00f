"""One page for a doctor or a partner, and the person's own words on it."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from checklist import notebook, own_words, storage
from checklist.doctor_page import doctor_page
from checklist.help_box import device_patterns, needs_help_box
from checklist.views.private_page import requires_notebook


@require_GET
@requires_notebook
def doctor(request, *, today):
    """The page; its address says by ids what stands on it. Nothing of that choice is stored."""
    return _render(request, storage.read(request.secret), today, choice=request.GET)


@require_POST
@requires_notebook
def save_own_words(request, *, today):
    """Save the own words. Status 400: too long; 409: changed elsewhere. Both show what was typed."""
    typed = request.POST.get("own_words", "")
    problem = {}
    try:
        words = own_words.validated(typed)
        with storage.changing(request.secret, today=today) as book:
            own_words.save(book, words, shown=request.POST.get("shown", ""))
    except notebook.NotebookError as error:
        # The words that the form showed stay the expected ones: others may have been saved meanwhile.
        shown = request.POST.get("shown", "")
        problem = {"typed": typed, "sentence": str(error), "shown": shown, "status": 400}
    except own_words.ConflictError:
        problem = {"typed": typed, "conflict": True, "status": 409}
    if problem:
        book = storage.read(request.secret)
        return _render(request, book, today, choice=request.POST, **problem)
    chosen = [clinic["id"] for clinic in book["clinics"] if clinic["id"] in request.POST.getlist("clinic")]
    query = urlencode({"chosen": 1, "clinic": chosen, "with_own_words": 1}, doseq=True)
    return redirect(f"{reverse('notebook_doctor')}?{query}#own-words")


def _render(request, book, today, *, choice, status=200, **problem):
    context = doctor_context(book, today, choice=choice, with_own_words="with_own_words" in choice)
    context |= {"own_words": own_words.get(book), "shown": own_words.shown_digest(book), **problem}
    texts = [*context["page"].texts, context["own_words"], problem.get("typed", "")]
    context |= {"help": needs_help_box(texts), **device_patterns()}
    return render(request, "checklist/notebook/doctor.html", context, status=status)


def doctor_context(book, today, *, choice, with_own_words):
    """The template context of the page, for the person and for somebody who reads the notebook.

    choice  the parameters of the request: `clinic` several times, where `chosen` is among them
    """
    chosen = set(choice.getlist("clinic")) if "chosen" in choice else None
    page = doctor_page(book, today, chosen=chosen, with_own_words=with_own_words)
    return {
        "page": page,
        "today": today,
        "clinics": book["clinics"],
        "chosen": [one["id"] for one in book["clinics"] if chosen is None or one["id"] in chosen],
        "with_own_words": with_own_words,
        "help": needs_help_box(page.texts),
    }
