"""What somebody typed into a form of their account that cannot be taken now: it comes back, or it is shown.

Every such form says whose it is (`mark`). What is sent after the session has ended is kept in the visitor's
new session for half an hour, and stands in the same form again once the same account has signed in. Nobody
else gets it, and nothing is done with it: the person looks at it and presses the button again.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.spine import STATEMENTS
from directory.web import rate_limit

SALT = "directory.typed"
FIELD = "typed_by"
MAX_FORM_AGE_DAYS = 7  # a form that was open for longer is nobody's
STORED_SECONDS = 30 * 60  # for a password, a letter and a second factor
MAX_CHARACTERS = 200_000
SESSION_KEY = "typed"
NOT_TYPED = {
    *("csrfmiddlewaretoken", FIELD, "seen", "sending", "leave_empty", "none_of_these", "asked"),
    *("act", "decision", "version"),
}
BUTTON_PREFIXES = ("_", "say-")
FORMSET_SUFFIXES = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-clinic")
ROW_STATEMENTS = {part.name: part for part in (*PRACTITIONER_PARTS, *TRAINING_PARTS)}
LABELS = {
    "words": gettext_lazy("Your words"),
    "reason": gettext_lazy("Reason"),
    "answer": gettext_lazy("Answer to the reader"),
}
RESTORED_NOTICE = gettext_lazy(
    "You were signed out before this arrived. Look at it again, then press the button."
)


def owner_token(user):
    """Whose form it is, and since which day: the value of its field `typed_by`."""
    return signing.Signer(salt=SALT).sign_object([user.pk, timezone.localdate().toordinal()])


def form_owner(request):
    """The id of the account whose form was sent; None where it is no form of ours, or too old."""
    try:
        user, day = signing.Signer(salt=SALT).unsign_object(request.POST.get(FIELD, ""))
    except signing.BadSignature:
        return None
    return user if timezone.localdate().toordinal() - day <= MAX_FORM_AGE_DAYS else None


def typed_fields(request):
    """[(label, words), …]: what was typed or chosen in a form, to be read and copied."""
    if request.method != "POST" or form_owner(request) is None:
        return []
    return [
        (_label(name), _value(name, value))
        for name, values in request.POST.lists()
        for value in values
        if value.strip()
        and name not in NOT_TYPED
        and not name.startswith(BUTTON_PREFIXES)
        and not name.endswith(FORMSET_SUFFIXES)
    ]


def _label(name):
    name = name.rpartition("-")[2]
    known = STATEMENTS.get(name) or ROW_STATEMENTS.get(name)
    return known.label if known else LABELS.get(name) or name.replace("_", " ").capitalize()


def _value(name, value):
    name = name.rpartition("-")[2]
    known = STATEMENTS.get(name) or ROW_STATEMENTS.get(name)
    return dict(known.choices).get(value, value) if known else value


# ---- signed out in the middle


def redirect_to_sign_in(request):
    """The way to sign in for a stranger, who may have typed something before they became one."""
    way = reverse("account_login")
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), way)
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    user, text = form_owner(request), sent.urlencode()
    if user is None:
        return _redirect_via_referring_page(request, way)
    if len(text) > MAX_CHARACTERS or not rate_limit.allow(request, "stored form"):
        address = f"{way}?{urlencode({'next': request.get_full_path()})}"
        return render(
            request, "directory/typed.html", {"typed": typed_fields(request), "sign_in": address}, status=403
        )
    now = timezone.now().timestamp()
    request.session[SESSION_KEY] = {"user": user, "path": request.get_full_path(), "sent": text, "at": now}
    request.session.set_expiry(STORED_SECONDS)
    messages.warning(
        request,
        _(
            "You were signed out, so nothing was saved yet. What you typed is kept for half an hour:"
            " sign in, and it stands in the form again."
        ),
    )
    return redirect_to_login(request.get_full_path(), way)


def _redirect_via_referring_page(request, way):
    """Nothing was typed: a button was pressed, on the page that the browser says."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return redirect_to_login(request.get_full_path(), way)
    messages.warning(
        request, _("You were signed out, so nothing was done. Sign in, then press the button again.")
    )
    parts = urlsplit(page)
    return redirect_to_login(f"{parts.path}?{parts.query}" if parts.query else parts.path, way)


def restores_typed(view):
    """The view, which after sign-in answers as if what was kept had been sent, and does nothing with it."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        if request.method != "GET" or not _restore(request):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            transaction.set_rollback(True)  # whatever a view forgets
        if response.status_code == 400:
            response.status_code = 200
        return response

    return answered


def _restore(request):
    kept = request.session.get(SESSION_KEY) if request.user.is_authenticated else None
    if kept is None:
        return False
    if request.session.get("_session_expiry") == STORED_SECONDS:
        request.session.set_expiry(None)  # signed in by a way that asks for no time: as long as any other
    if kept["user"] != request.user.pk or timezone.now().timestamp() - kept["at"] > STORED_SECONDS:
        del request.session[SESSION_KEY]
        return False
    if kept["path"] != request.get_full_path():
        return False
    del request.session[SESSION_KEY]
    request.method, request.POST = "POST", QueryDict(kept["sent"])
    request.is_restored = True
    return True


def is_restored(request):
    return getattr(request, "is_restored", False)


def is_ready_to_save(request, form):
    """As form.is_valid(), but what was brought back is looked at first."""
    valid = form.is_valid()
    if is_restored(request):
        form.add_error(None, RESTORED_NOTICE)
        return False
    return valid
