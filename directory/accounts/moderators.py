"""Moderators: how somebody becomes one, and their sign-in, which is short."""

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

MODERATOR_SESSION_SECONDS = 12 * 60 * 60  # seconds: how long a moderator stays signed in
MAX_IDLE_SECONDS = 30 * 60  # seconds: how long one may be away meanwhile
LAST_SEEN_KEY = "seen"  # in a moderator's session: when they asked for something, in seconds since 1970


def start_idle_timer(request, user, **_signal):
    """A receiver of `user_logged_in`: from now on a moderator is seen."""
    if roles.is_moderator(user):
        request.session[LAST_SEEN_KEY] = int(timezone.now().timestamp())


def sign_out_idle_moderators(get_response):
    """The middleware: whoever asks for `request.user` meets no moderator who was away for half an hour.

    It is asked when the user is, so that a public page opens no session. Being seen is kept once a minute.
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
    """A moderator signs in anew after 12 hours, whatever was ticked."""
    if request.user.is_authenticated and roles.is_moderator(request.user):
        request.session.set_expiry(MODERATOR_SESSION_SECONDS)


@transaction.atomic
def make_moderator(*, email, superuser=False):
    """Give somebody the queue. Returns what was done, as a sentence that names the address as it is stored.

    LookupError says why nothing was done, ValidationError what is no address.
    """
    email = email_addresses.canonical(email)
    address = EmailAddress.objects.filter(email=email).order_by("-verified").first()
    if address is None:
        return _invite(email, superuser)
    if not address.verified:
        raise LookupError(
            _("%(email)s is not confirmed. Ask them to open the letter that we sent, then run this again.")
            % {"email": email}
        )
    user = get_user_model().objects.select_for_update().get(pk=address.user_id)
    words = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    if user.is_staff and user.is_active and (user.is_superuser or not superuser):
        return _("%(email)s is a %(role)s already. Nothing was changed.") % words
    user.is_staff = user.is_active = True
    user.is_superuser = user.is_superuser or superuser
    user.save(update_fields=["is_staff", "is_active", "is_superuser"])
    events.record(events.Kind.RIGHTS, user, words=words["role"])
    return _("%(email)s is a %(role)s now, and needs a second step to decide anything.") % words


def _invite(email, superuser):
    user = get_user_model()(username=uuid.uuid4().hex, email=email, is_staff=True, is_superuser=superuser)
    user.set_unusable_password()
    user.save()
    # Confirmed by whoever runs this; and the link that opens the account goes to this address alone.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    context = {
        "uid": user_pk_to_url_str(user),
        "key": app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user),
    }
    letters.send("directory/invited", context, to=email)
    words = {"email": email, "role": _("superuser") if superuser else _("moderator")}
    events.record(events.Kind.RIGHTS, user, words=words["role"])
    return (
        _(
            "There was no account %(email)s. It is new and a %(role)s, and a letter to choose a password "
            "waits to be sent."
        )
        % words
    )
