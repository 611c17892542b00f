"""Open a notebook in this browser: by its code, by pairing with a device where it is open, or to read only.

Codes are sent in the body of a form and nowhere else. A form that holds a code is answered by a redirect,
never by a page: a browser writes the form to its disk together with the page.
"""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checklist import codes, notebook, seal, storage
from checklist.views.notebook_code import qr_code
from checklist.views.private_page import private_page, requires_notebook
from checklist.views.secret_cookie import (
    code_context,
    is_own_device,
    open_secret,
    set_reading_cookie,
    set_secret_cookie,
)
from directory.web import errors, rate_limit

MAX_TYPED_CHARACTERS = 200


@require_POST
@requires_notebook
def pair(request, *, today):
    """A link and a short code that open this notebook on one other device, once, within 15 minutes."""
    if not rate_limit.allow(request, "notebook pairing"):
        return rate_limit.refusal_page(request, "notebook pairing")
    pairing = codes.code_from_pairing(storage.create_pairing(request.secret, now=timezone.now()))
    link = f"{request.build_absolute_uri(reverse('notebook_pair'))}#{pairing}"
    context = {"pairing": pairing, "link": link, "image": qr_code(link)}
    return render(request, "checklist/notebook/pairing.html", context)


@require_GET
@private_page
def open_by_link(request, *, today):
    """The page of the pairing link. A button sends the code, which is in the fragment of the link."""
    return _ask_for_code(request, paired=True)


@require_http_methods(["GET", "POST"])
@private_page
def open_by_code(request, *, today):
    """Open a notebook by its code, by the code of a pairing, or by a reading code: their lengths differ.

    GET shows the form, POST opens. A notebook that is open in this browser is replaced only if the form says
    which one it replaces. A notebook to be read only replaces none.
    """
    if request.method == "GET":
        return _ask_for_code(request)
    typed = request.POST.get("code", "")[:MAX_TYPED_CHARACTERS]
    try:
        if not rate_limit.allow(request, "notebook opening"):
            return redirect("notebook_too_often")
        return _open(request, typed, today)
    except (storage.NotebookNotFoundError, seal.UnsealError):
        return redirect("notebook_not_opened")
    except Exception as error:
        if not errors.is_database_unavailable(error):
            raise
        return redirect("notebook_not_reached")


def _ask_for_code(request, *, paired=False):
    context = {"paired": paired}
    current = open_secret(request)
    if current:
        context |= code_context(request)
        context |= {
            "code_kept": content_if_readable(current).get("code_kept"),
            "mark": _notebook_mark(current),
        }
    return render(request, "checklist/notebook/open.html", context)


def content_if_readable(secret):
    """The content, or an empty one if it cannot be decrypted, so that such a notebook can be closed, too."""
    try:
        return storage.read(secret)
    except seal.UnsealError:
        return notebook.new()


def _open(request, typed, today):
    reading = codes.reading_from_code(typed)
    if reading:
        return _open_to_read(reading, today)
    pairing, secret = codes.pairing_from_code(typed), codes.secret_from_code(typed)
    current = open_secret(request)
    if current and secret != current and request.POST.get("put_away") != _notebook_mark(current):
        return redirect("notebook_open")  # the page that sent the form did not offer to replace this notebook
    if pairing:
        secret = storage.redeem_pairing(pairing, now=timezone.now())
        if len(secret) == seal.READING_BYTES:
            return _open_to_read(secret, today)
    storage.read(secret or seal.new_secret())  # a malformed code takes as long as a wrong one
    return set_secret_cookie(redirect("notebook"), secret, stay=is_own_device(request))


def _open_to_read(reading, today):
    storage.read_by_reading_code(reading, today=today)
    return set_reading_cookie(redirect("notebook_reading"), reading)


def _notebook_mark(secret):
    """Identifies the notebook that a form would replace, so that the form replaces no other."""
    return seal.row_id(secret)[:16]


@require_GET
@private_page
def not_opened(request, *, today):
    return render(request, "checklist/notebook/wrong_code.html", status=404)


@require_GET
@private_page
def too_often(request, *, today):
    return rate_limit.refusal_page(request, "notebook opening")


@require_GET
@private_page
def not_reached(request, *, today):
    return render(request, "checklist/notebook/database_away.html")
