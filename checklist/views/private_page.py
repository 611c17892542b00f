"""Shared by the pages of the notebook: no page is cached, and a failed save shows the typed text again.

The secret comes in a cookie, and is passed on as `request.secret` only.
"""

from functools import wraps
from typing import NamedTuple

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters

from checklist import codes, seal, storage
from checklist.help_box import needs_help_box
from checklist.views.secret_cookie import COOKIE_NAME, READING_COOKIE_NAME
from directory.web import errors

TYPED_FIELDS = ("note", "own_words", "spoken_with", "text", "where")  # the ends of their names
UNTYPED_FIELDS = {"csrfmiddlewaretoken", "next", "question_id"}


def private_page(view):
    """Decorator: the response is never cached, and error pages show the typed text again.

    The view gets `today`; `request.secret` is the secret in the cookie, or None; `request.is_reading` is True
    if somebody else's notebook was opened here to be read.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        request.secret = codes.secret_from_code(request.COOKIES.get(COOKIE_NAME, ""))
        request.is_reading = bool(request.COOKIES.get(READING_COOKIE_NAME))
        try:
            response = view(request, *args, today=timezone.localdate(), **kwargs)
        except storage.NotebookNotFoundError:
            response = notebook_not_found(request)
        except seal.UnsealError:
            response = render(request, "checklist/notebook/cannot_open.html", status=409)
        except seal.TooLargeError:
            response = not_saved(request, "full", status=413)
        except Exception as error:
            if request.method != "POST" or not errors.is_database_unavailable(error):
                raise
            response = not_saved(request, "away", status=503)
            response["Retry-After"] = str(errors.RETRY_AFTER_SECONDS)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        return response

    return sensitive_post_parameters()(wrapper)


def requires_notebook(view):
    """Decorator: a private page that needs an open notebook; else the page of notebook_not_found()."""

    @private_page
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.secret is None:
            raise storage.NotebookNotFoundError
        return view(request, *args, **kwargs)

    return wrapper


def notebook_not_found(request):
    """The same page for a missing, wrong, withdrawn, deleted or expired secret."""
    if request.method == "POST":
        return not_saved(request, "closed", status=403)
    return render(request, "checklist/notebook/notebook_not_found.html", status=404)


class PostedField(NamedTuple):
    name: str
    value: str

    @property
    def is_typed(self):
        """True for a note, and for anything that looks like typed text."""
        return "\n" in self.value or len(self.value) > 40 or self.name.endswith(TYPED_FIELDS)


def not_saved(request, why, *, status):
    """The page that says why a form was not saved, with its text and a button that sends it again.

    why  away, closed, gone, removed, full or stale: see not_saved.html
    """
    posted = [PostedField(name, value) for name, values in request.POST.lists() for value in values]
    posted = [field for field in posted if field.name not in UNTYPED_FIELDS]
    typed = [field for field in posted if field.is_typed]
    context = {
        "why": why,
        "typed": [field for field in typed if field.value],
        "hidden": [field for field in posted if not field.is_typed],
        "help": needs_help_box(field.value for field in posted),
    }
    return render(request, "checklist/notebook/not_saved.html", context, status=status)
