"""The codes with which others read the open notebook: made, listed, revoked by its owner."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from checklist import codes, notebook, reading_codes, storage
from checklist.views.notebook_code import qr_code
from checklist.views.private_page import requires_notebook
from directory.web import rate_limit


@require_http_methods(["GET", "POST"])
@requires_notebook
def reading_codes_page(request, *, today):
    """GET lists the codes; POST makes one and shows it, this once."""
    if request.method == "GET":
        return _list(request, today)
    if not rate_limit.allow(request, "notebook pairing"):
        return rate_limit.refusal_page(request, "notebook pairing")
    label = request.POST.get("label", "")
    try:
        with storage.changing(request.secret, today=today) as book:
            reading = reading_codes.create(book, secret=request.secret, label=label, today=today)
    except notebook.NotebookError as error:
        return _list(request, today, sentence=str(error), typed=label, status=409)
    return _made(request, book["reading_codes"][-1], reading)


def _list(request, today, *, sentence="", typed="", status=200):
    listed = reading_codes.listed(storage.read(request.secret), today=today)
    context = {
        "listed": [(code, reading_codes.made_on(code), reading_codes.last_day(code)) for code in listed],
        "is_full": len(listed) >= reading_codes.MAX_CODES,
        "sentence": sentence,
        "typed": typed,
    }
    return render(request, "checklist/notebook/reading_codes.html", context, status=status)


def _made(request, listed_code, reading):
    """The page that shows a code, and a link that hands it over once."""
    pairing = storage.create_pairing(request.secret, now=timezone.now(), reading=reading)
    code = codes.code_from_reading(reading)
    link = f"{request.build_absolute_uri(reverse('notebook_pair'))}#{codes.code_from_pairing(pairing)}"
    context = {
        "label": listed_code["label"],
        "groups": code.split("-"),
        "image": qr_code(code),
        "link": link,
        "last_day": reading_codes.last_day(listed_code),
    }
    return render(request, "checklist/notebook/reading_code_made.html", context)


@require_POST
@requires_notebook
def revoke(request, *, today):
    """Revoke one code; the others keep working."""
    with storage.changing(request.secret, today=today) as book:
        reading_codes.revoke(book, request.POST.get("code_id", ""))
    return redirect("notebook_reading_codes")
