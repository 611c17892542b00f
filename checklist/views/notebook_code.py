"""The code of the open notebook: shown, marked as kept, withdrawn."""

import segno
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from checklist import notebook, storage
from checklist.views.private_page import private_page, requires_notebook
from checklist.views.secret_cookie import code_context, is_own_device, set_secret_cookie


@require_GET
@requires_notebook
def code(request, *, today):
    """The code of the open notebook: to copy, print or scan."""
    book = storage.read(request.secret)
    context = code_context(request)
    context |= {"code_kept": book.get("code_kept"), "image": qr_code(context["code"])}
    return render(request, "checklist/notebook/code.html", context)


def qr_code(text):
    """A QR code as a data URI of an SVG: black on white in any color scheme."""
    return segno.make(text).svg_data_uri(scale=4, light="#fff")


@require_POST
@requires_notebook
def code_kept(request, *, today):
    """Record that the person kept the code. Redirects to the clinic on whose page the button was."""
    with storage.changing(request.secret, today=today) as book:
        notebook.mark_code_kept(book)
    clinic = notebook.find_clinic(book, request.POST.get("back", ""))
    return redirect("notebook_clinic", clinic["id"]) if clinic else redirect("notebook")


@require_POST
@requires_notebook
def withdraw(request, *, today):
    """Withdraw the secret: old codes and cookies stop working. This device gets the new secret."""
    secret = storage.withdraw(request.secret, today=today)
    return set_secret_cookie(redirect("notebook_withdrawn"), secret, stay=is_own_device(request))


@require_GET
@private_page
def withdrawn(request, *, today):
    context = code_context(request) if storage.exists(request.secret) else {}
    return render(request, "checklist/notebook/withdrawn.html", context)
