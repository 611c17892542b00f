"""Moderators: how a person becomes one, and sessions of moderators, which expire early."""

import uuid

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from directory import roles
from directory.accounts import email_addresses, events, letters

MODERATOR_SESSION_SECONDS = 12 * 60 * 60  # then a moderator signs in anew
MAX_IDLE_SECONDS = 30 * 60  # between two requests of a session
LAST_SEEN_KEY = "seen"  # in a moderator's session: the time of the last request, in seconds since 1970


def start_idle_timer(request, user, **_signal):
    """Receiver of `user_logged_in`: the idle time of a moderator counts from now."""
    if roles.is_moderator(user):
        request.session[LAST_SEEN_KEY] = int(timezone.now().timestamp())


def sign_out_idle_moderators(get_response):
    """Middleware: `request.user` is anonymous for a moderator whose last request was over half an hour ago.

    The user is looked up lazily, so that a public page reads no session. The time of a request is stored once
    a minute.
    """

    def middleware(request):
        request.user = SimpleLazyObject(lambda: _user_unless_idle(request))
        return get_response(request)

    return middleware


def _user_unless_idle(request):
    user = get_user(request)
    if not (user.is_authenticated and roles.is_moderator(user)):
        return user
    now, seen = int(timezone.now().timestamp()), request.session.get(LAST_SEEN_KEY)
    if seen is not None and now - seen > MAX_IDLE_SECONDS:
        request.session.flush()
        request._cached_user = AnonymousUser()
        return request._cached_user
    if seen is None or not 0 <= now - seen < 60:
        request.session[LAST_SEEN_KEY] = now
    return user


def limit_moderator_session(request):
    """End a moderator's session 12 hours from now, even where “Stay signed in” was ticked."""
    if request.user.is_authenticated and roles.is_moderator(request.user):
        request.session.set_expiry(MODERATOR_SESSION_SECONDS)


@transaction.atomic
def make_moderator(*, email, superuser=False):
    """Let a person decide submissions; invite one who has no account. Returns what was done, as a sentence.

    Raises LookupError with a sentence where nothing was done, ValidationError for an invalid address.
    """
    email = email_addresses.canonical(email)
    address = EmailAddress.objects.filter(email=email).order_by("-verified").first()
    if address is None:
        return _invite(email, superuser)
    if not address.verified:
        raise LookupError(
            _("%(email)s is not confirmed. Ask them to open the e-mail that we sent, then run this again.")
            % {"email": email}
        )
    user = get_user_model().objects.select_for_update().get(pk=address.user_id)
    names = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    if user.is_staff and user.is_active and (user.is_superuser or not superuser):
        return _("%(email)s is already a %(role)s. Nothing was changed.") % names
    user.is_staff = user.is_active = True
    user.is_superuser = user.is_superuser or superuser
    user.save(update_fields=["is_staff", "is_active", "is_superuser"])
    events.record(events.Kind.RIGHTS, user, detail=names["role"])
    return _("%(email)s is now a %(role)s and must set up two-step sign-in before making decisions.") % names


def _invite(email, superuser):
    user = get_user_model()(username=uuid.uuid4().hex, email=email, is_staff=True, is_superuser=superuser)
    user.set_unusable_password()
    user.save()
    # Confirmed by the administrator who runs the command. The link that sets a password is sent to this
    # address only.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    context = {
        "uid": user_pk_to_url_str(user),
        "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user),
    }
    letters.send("directory/invited", context, to=email)
    names = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    events.record(events.Kind.RIGHTS, user, detail=names["role"])
    return (
        _(
            "There was no account %(email)s. We made one with the role %(role)s. An e-mail "
            "with a link to choose a password is waiting to be sent."
        )
        % names
    )
