"""A form of somebody who was signed out while they typed: stored, and filled in again once they sign in.

Every form of a signed-in person names its account (`owner_token`). When it is posted after the session has
ended, its fields are stored in the visitor's new session for half an hour, and stand in the same form again
once the same account has signed in. No other account gets these fields. They are not saved until the person
looks at the form and presses the button again. A form that cannot be stored is shown, so that it can be
copied.
"""

from functools import wraps
from typing import NamedTuple
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

from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.web import rate_limit

SALT = "directory.typed"
OWNER_FIELD = "typed_by"  # the hidden field with the owner token
MAX_FORM_AGE_DAYS = 7  # an older form counts as nobody's
STORED_SECONDS = 30 * 60  # enough for a password, a letter and a second factor
MAX_CHARACTERS = 200_000  # of a stored form
SESSION_KEY = "typed"
# Fields that no person types into, by name, beginning or end.
NOT_TYPED = {
    *("csrfmiddlewaretoken", OWNER_FIELD, "seen", "sending", "leave_empty", "none_of_these", "asked"),
    *("act", "decision", "version", "plan", "terms"),
}
BUTTON_PREFIXES = ("_", "say-")
FORMSET_SUFFIXES = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-clinic")
OFFERING_FIELDS = {part.name: part for part in RELATED["offerings"].parts}
LABELS = {
    "words": gettext_lazy("Your words"),
    "reason": gettext_lazy("Reason"),
    "answer": gettext_lazy("Answer to the reader"),
}
RESTORED_NOTICE = gettext_lazy(
    "You were signed out before this reached us. Check it again, then press the button."
)


class TypedField(NamedTuple):
    """One field of a posted form, for components/typed_text.html."""

    label: str
    text: str


# ---- whose form it is, and what was typed into it


def owner_token(user):
    """The value of the hidden field `typed_by`: the account of a form, and the day; signed."""
    return signing.Signer(salt=SALT).sign_object([user.pk, timezone.localdate().toordinal()])


def form_owner(request):
    """The id of the account for which a posted form was made; None if the token is missing or too old."""
    try:
        user_id, day = signing.Signer(salt=SALT).unsign_object(request.POST.get(OWNER_FIELD, ""))
    except signing.BadSignature:
        return None
    return user_id if timezone.localdate().toordinal() - day <= MAX_FORM_AGE_DAYS else None


def typed_fields(request):
    """TypedFields of what a person typed or chose in a posted form; [] for a form without an owner."""
    if request.method != "POST" or form_owner(request) is None:
        return []
    return [
        TypedField(_label(name), _text(name, value))
        for name, values in request.POST.lists()
        for value in values
        if value.strip()
        and name not in NOT_TYPED
        and not name.startswith(BUTTON_PREFIXES)
        and not name.endswith(FORMSET_SUFFIXES)
    ]


def _label(name):
    asked = _asked(name)
    name = name.rpartition("-")[2]
    return asked.label if asked else LABELS.get(name) or name.replace("_", " ").capitalize()


def _text(name, value):
    asked = _asked(name)
    choices = [*OFFERING_FIELDS.get(name, asked).choices, *asked.choices] if asked else []
    return dict(choices).get(value, value)


def _asked(name):
    """The Statement of a field, or the Part of one in a row such as `insurers-0-payer`; None for others."""
    statement, row, part = name.partition("-")[0], "-" in name, name.rpartition("-")[2]
    if row and statement in STATEMENTS:
        return next((one for one in STATEMENTS[statement].parts if one.name == part), None)
    return STATEMENTS.get(name) or OFFERING_FIELDS.get(name)


# ---- store


def redirect_to_sign_in(request):
    """Redirect a stranger to sign in, and then back; a posted form of an account is stored until then."""
    sign_in = reverse("account_login")
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), sign_in)
    owner_id = form_owner(request)
    if owner_id is None:
        return _redirect_via_referring_page(request, sign_in)
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    encoded = fields.urlencode()
    if len(encoded) > MAX_CHARACTERS or not rate_limit.allow(request, "stored form"):
        return _to_be_copied(request, sign_in)
    now = timezone.now().timestamp()
    stored = {"user": owner_id, "path": request.get_full_path(), "sent": encoded, "at": now}
    request.session[SESSION_KEY] = stored
    request.session.set_expiry(STORED_SECONDS)
    messages.warning(
        request,
        _(
            "You were signed out, so nothing was saved yet. We keep what you typed for 30 "
            "minutes. Sign in to find it in the form again."
        ),
    )
    return redirect_to_login(request.get_full_path(), sign_in)


def _to_be_copied(request, sign_in):
    address = f"{sign_in}?{urlencode({'next': request.get_full_path()})}"
    context = {"typed": typed_fields(request), "sign_in": address}
    return render(request, "directory/unsaved.html", context, status=403)


def _redirect_via_referring_page(request, sign_in):
    """For a form without fields, which is a button: after sign-in, back to the page that has the button."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return redirect_to_login(request.get_full_path(), sign_in)
    messages.warning(
        request, _("You were signed out, so nothing has changed. Sign in, then press the button again.")
    )
    parts = urlsplit(page)
    return redirect_to_login(f"{parts.path}?{parts.query}" if parts.query else parts.path, sign_in)


# ---- restore


def restores_typed(view):
    """Decorate a view of a form: the first GET after sign-in answers as if the stored form had been posted.

    The view marks what is wrong with the form, but whatever it writes is rolled back.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "GET" or not _restore(request):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            transaction.set_rollback(True)  # even if a view does not ask is_ready_to_save
        if response.status_code == 400:
            response.status_code = 200
        return response

    return wrapper


def _restore(request):
    """Turn a GET into a POST of the stored form; False where none is stored for this page and account."""
    stored = request.session.get(SESSION_KEY) if request.user.is_authenticated else None
    if stored is None:
        return False
    if request.session.get("_session_expiry") == STORED_SECONDS:
        # Signed in by a passkey, which sets no expiry: the session lasts as long as any other.
        request.session.set_expiry(None)
    if stored["user"] != request.user.pk or timezone.now().timestamp() - stored["at"] > STORED_SECONDS:
        del request.session[SESSION_KEY]
        return False
    if stored["path"] != request.get_full_path():
        return False
    del request.session[SESSION_KEY]
    request.method, request.POST = "POST", QueryDict(stored["sent"])
    request.is_restored = True
    return True


def is_restored(request):
    """True if the form of a request was stored at sign-out, rather than posted now."""
    return getattr(request, "is_restored", False)


def is_ready_to_save(request, form):
    """form.is_valid(), but False for a restored form, which asks the person to look at it first."""
    valid = form.is_valid()
    if is_restored(request):
        form.add_error(None, RESTORED_NOTICE)
        return False
    return valid
