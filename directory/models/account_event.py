from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountEvent(models.Model):
    """A sign-in or a change of an account, for moderators. Written by accounts/events.py, kept 90 days.

    Equal events within one minute are one row with a count. No network address and nothing typed is stored.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        REFUSED = "refused", _("Refused: a wrong password, code or passkey")
        HELD_BACK = "held_back", _("Blocked: too many tries")
        RIGHTS = "rights", _("Rights changed")
        FACTOR_SET = "factor_set", _("Two-step sign-in turned on")
        FACTOR_REMOVED = "factor_removed", _("A sign-in method removed")
        CODES = "codes", _("New recovery codes")
        PASSWORD = "password", _("Password changed")
        EMAIL = "email", _("E-mail address changed")

    kind = models.CharField(max_length=20, choices=Kind)
    # Null where no account has the e-mail address that was typed.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    minute = models.DateTimeField()
    detail = models.CharField(max_length=200, default="", blank=True)  # which right, for which organization
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minute", "kind", "account", "detail"],
                name="account_event_counted_in_its_minute",
                nulls_distinct=False,
            )
        ]
