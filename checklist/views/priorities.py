"""The page on which a person chooses what matters most to them."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checklist import notebook, priorities, storage
from checklist.views.private_page import requires_notebook


@require_http_methods(["GET", "POST"])
@requires_notebook
def choose(request, *, today):
    """Up to five questions or facts. A sixth is refused, and the page shows again what was chosen."""
    if request.method == "GET":
        chosen = priorities.get_priorities(storage.read(request.secret))
        return _page(request, chosen)
    chosen = request.POST.getlist("priority")
    try:
        with storage.changing(request.secret, today=today) as book:
            priorities.set_priorities(book, chosen)
    except notebook.NotebookError as refused:
        return _page(request, chosen, sentence=str(refused), status=400)
    return redirect("notebook")


def _page(request, chosen, *, sentence="", status=200):
    sections, chosen = priorities.sections(), set(chosen)
    context = {
        "sections": sections,
        "chosen": chosen,
        "open": {section.key for section in sections if any(row.name in chosen for row in section.facts)},
        "limit": priorities.MAX_PRIORITIES,
        "sentence": sentence,
    }
    return render(request, "checklist/notebook/priorities.html", context, status=status)
