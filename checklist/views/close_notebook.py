"""Close a notebook: forget it on this device, or delete it everywhere."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from checklist import notebook, seal, storage
from checklist.views.open_notebook import content_if_readable
from checklist.views.private_page import private_page, requires_notebook
from checklist.views.secret_cookie import (
    clear_reading_cookie,
    clear_secret_cookie,
    code_context,
    open_secret,
)
from directory.web import errors


@require_http_methods(["GET", "POST"])
@private_page
def forget_device(request, *, today):
    """Delete the cookies, that of a reading code too; the notebook stays. Asks first.

    It asks twice if the person has not kept the code.
    """
    answer = request.POST.get("code")
    if answer not in ("kept", "lost"):
        secret = open_secret(request)
        book = content_if_readable(secret) if secret else notebook.new()
        needs_reminder = notebook.needs_code_reminder(book)
        if request.method == "GET" and not secret:
            return redirect("notebook")
        if request.method == "GET" or needs_reminder:
            context = code_context(request) | {"needs_reminder": needs_reminder}
            return render(request, "checklist/notebook/forget_device.html", context)
    elif answer == "kept":
        _mark_code_kept(request.secret, today)
    return clear_reading_cookie(clear_secret_cookie(redirect("notebook_forgotten")))


def _mark_code_kept(secret, today):
    """Note in the notebook that its code is kept, if it can be reached: the device forgets it in any case."""
    try:
        if secret:
            with storage.changing(secret, today=today) as book:
                notebook.mark_code_kept(book)
    except (storage.NotebookNotFoundError, seal.UnsealError):
        return
    except Exception as error:
        if not errors.is_database_unavailable(error):
            raise


@require_GET
@private_page
def forgotten(request, *, today):
    return render(request, "checklist/notebook/forgotten.html")


@require_http_methods(["GET", "POST"])
@requires_notebook
def delete(request, *, today):
    """Delete the notebook everywhere: GET asks, POST deletes."""
    if request.method == "GET":
        book = storage.read(request.secret)
        return render(request, "checklist/notebook/delete.html", {"clinics": book["clinics"]})
    storage.delete(request.secret)
    return clear_secret_cookie(redirect("notebook_deleted"))


@require_GET
@private_page
def deleted(request, *, today):
    return render(request, "checklist/notebook/deleted.html")
