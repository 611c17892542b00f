"""The page on which a person says what they have, take or need."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checklist import about_me, storage
from checklist.views.private_page import requires_notebook
from directory.facts.about_me import ABOUT_ME


@require_http_methods(["GET", "POST"])
@requires_notebook
def choose(request, *, today):
    """The choices, saved all at once; a link leads to a search that keeps to them."""
    if request.method == "POST":
        with storage.changing(request.secret, today=today) as book:
            about_me.save(book, request.POST.getlist("me"))
        return redirect("notebook_about_me")
    book = storage.read(request.secret)
    choices = ABOUT_ME.values()
    context = {
        "cautions": [one for one in choices if not one.payer],
        "insurers": [one for one in choices if one.payer],
        "chosen": set(about_me.get(book)),
        "search_query": about_me.search_query(book),
    }
    return render(request, "checklist/notebook/about_me.html", context)
