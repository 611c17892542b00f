"""Tokens with which a program drafts and sends changes of one organization's clinics: made, read, revoked.

A secret is `kcd_` and 32 characters of base 32: 160 bits. It is shown once; the table holds its HMAC. A token
works while it is not revoked and the person who made it is an owner of the organization: who could not make
it today does not keep its rights through it. It acts in the name of that person.
"""

import base64
import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import roles
from directory.models import ApiToken, ApiUse, Clinic, Membership, Organization
from directory.moderation.errors import RefusedError

PREFIX = "kcd_"
SECRET_BYTES = 20  # 160 bits
SECRET = re.compile(r"kcd_[a-z2-7]{32}")
START_CHARACTERS = 8  # shown, so that people know a token: the prefix and 20 bits
MAX_TOKENS = 10  # of one organization, that are not revoked
USES_KEPT_DAYS = 180
# What ApiUse.act holds, the method and the name of the route → in words.
ACTS = {
    "GET api_clinics": gettext_lazy("Read the list of clinics"),
    "GET api_clinic": gettext_lazy("Read a clinic"),
    "PATCH api_draft": gettext_lazy("Change a draft"),
    "POST api_sending": gettext_lazy("Send a draft to a moderator"),
    "PUT api_availability": gettext_lazy("Update availability"),
    "GET api_submission": gettext_lazy("Ask what became of something sent"),
}


class Made(NamedTuple):
    token: ApiToken
    secret: str  # stored nowhere


@transaction.atomic
def make(*, organization: Organization, name: str, by: User, at: datetime | None = None) -> Made:
    """An owner makes a token. The secret is in what is returned, and nowhere else.

    raises  PermissionDenied; RefusedError for a name that another token has, which is how a form that was
            posted twice makes one token, and beyond MAX_TOKENS
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    roles.require_owner(by, organization)
    working = ApiToken.objects.filter(organization=organization, revoked_at=None)
    if working.filter(name=name).exists():
        raise RefusedError(
            _(
                "There is a token with this name. Its secret was shown once. If you don’t have it, revoke "
                "that token and make another."
            )
        )
    if working.count() >= MAX_TOKENS:
        raise RefusedError(_("You have %(count)s tokens. Revoke one of them first.") % {"count": MAX_TOKENS})
    secret = PREFIX + base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode().lower()
    token = ApiToken.objects.create(
        organization=organization,
        name=name,
        start=secret[:START_CHARACTERS],
        digest=_digest(secret, settings.SECRET_KEY),
        made_by=by,
        made_at=at or timezone.now(),
    )
    return Made(token, secret)


@transaction.atomic
def revoke(*, token: ApiToken, by: User, at: datetime | None = None) -> None:
    """An owner ends a token at once. A token that is revoked already stays as it is."""
    roles.require_owner(by, token.organization_id)
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_by=by, revoked_at=at or timezone.now()
    )


def find(secret: str) -> ApiToken | None:
    """The token of a secret, with its organization and the person who made it; None where none works.

    The row is looked up by the HMAC of the whole secret, which nobody can steer without the key of the site:
    how long that takes tells nothing about a secret. One query for a secret of the right form, else none.
    """
    if not SECRET.fullmatch(secret):
        return None
    digests = [_digest(secret, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    token = (
        with_right(ApiToken.objects.filter(digest__in=digests, revoked_at=None))
        .select_related("organization", "made_by")
        .first()
    )
    if token is None or not any(hmac.compare_digest(bytes(token.digest), one) for one in digests):
        return None
    return token


def with_right(tokens: QuerySet[ApiToken]) -> QuerySet[ApiToken]:
    """Of the tokens, those that were made by a person who is an owner of the organization now."""
    return tokens.filter(
        organization__memberships__user=F("made_by"),
        organization__memberships__role=Membership.Role.OWNER,
        made_by__is_active=True,
    )


def _digest(secret, key):
    # django-types does not know salted_hmac's `algorithm`.
    digest = salted_hmac("directory.organizations.tokens", secret, secret=key, algorithm="sha256")  # pyright: ignore[reportCallIssue]
    return digest.digest()


# ---- what pages show


def of_organization(organization: Organization) -> QuerySet[ApiToken]:
    """The tokens of an organization, latest first: with `last_used_at`, `made_by` and `revoked_by`."""
    tokens = ApiToken.objects.filter(organization=organization)
    return (
        tokens.annotate(last_used_at=Max("uses__used_at"))
        .select_related("made_by", "revoked_by")
        .order_by("-made_at", "-pk")
    )


def working_ids(organization: Organization) -> set[int]:
    """Ids of the tokens of an organization that work now."""
    tokens = ApiToken.objects.filter(organization=organization, revoked_at=None)
    return set(with_right(tokens).values_list("pk", flat=True))


# ---- the log of uses


def log_use(
    *, token: ApiToken, act: str, status: int, clinic: Clinic | None, at: datetime | None = None
) -> None:
    """Write down one request: the method and the name of the route, the clinic, the status of the answer."""
    ApiUse.objects.create(
        token=token, used_at=at or timezone.now(), act=act[:40], clinic=clinic, status=status
    )


def act_in_words(use: ApiUse) -> str:
    """What a program asked for, such as “Change a draft”; as the log has it where no words are there."""
    return str(ACTS.get(use.act, use.act))


def delete_old_uses(*, at: datetime | None = None) -> int:
    """Delete the uses of more than USES_KEPT_DAYS days ago. Returns how many."""
    old = (at or timezone.now()) - timedelta(days=USES_KEPT_DAYS)
    return ApiUse.objects.filter(used_at__lt=old).delete()[0]
