"""The cookies that hold the secret of the open notebook, and the code with which somebody else's is read."""

from django.conf import settings

from checklist import codes, notebook, storage

COOKIE_NAME = "notebook" if settings.DEMO else "__Host-notebook"
READING_COOKIE_NAME = f"{COOKIE_NAME}_reading"
OWN_DEVICE_SECONDS = 30 * 24 * 3600


def is_own_device(request):
    """True if the button "on my own device" was pressed; a shared device is the default."""
    return request.POST.get("device") == "own"


def open_secret(request):
    """The secret of the notebook that is open in this browser, or None."""
    return request.secret if storage.exists(request.secret) else None


def code_context(request):
    """The template context that shows the code of the open notebook."""
    if request.secret is None:
        return {}
    code = codes.code_from_secret(request.secret)
    return {"code": code, "groups": code.split("-")}


def code_reminder(request, book):
    """The context of code_context() if the person has not yet kept the code; else {}."""
    return code_context(request) if notebook.needs_code_reminder(book) else {}


def set_secret_cookie(response, secret, *, stay):
    """Store the secret in the cookie: for OWN_DEVICE_SECONDS if `stay`, else until the browser is closed."""
    return _set(response, COOKIE_NAME, codes.code_from_secret(secret), OWN_DEVICE_SECONDS if stay else None)


def clear_secret_cookie(response):
    """Delete the cookie with the secret, and the browser's cache and storage of this site."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return _set(response, COOKIE_NAME, "", 0)


def set_reading_cookie(response, reading):
    """Store the secret of a reading code in a cookie of its own, until the browser is closed."""
    return _set(response, READING_COOKIE_NAME, codes.code_from_reading(reading), None)


def clear_reading_cookie(response):
    """Delete the cookie with the reading code, and the browser's cache and storage of this site."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return _set(response, READING_COOKIE_NAME, "", 0)


def _set(response, name, value, max_age):
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        secure=not settings.DEMO,
        httponly=True,
        samesite="Lax",
    )
    return response
