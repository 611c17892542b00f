"""Errors of acts on claims, codes and invitations."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.moderation.errors import RefusedError


class WrongCodeError(RefusedError):
    """The typed code is wrong. `left`: tries that remain for this code."""

    def __init__(self, left: int):
        self.left = left
        super().__init__(
            _("That is not the code, and you have no tries left. Ask for a new code.")
            if left == 0
            else ngettext(
                "That is not the code. You have %(left)s try left.",
                "That is not the code. You have %(left)s tries left.",
                left,
            )
            % {"left": left}
        )


class LimitReachedError(RefusedError):
    """The limit of letters, tries or invitations is reached.

    seconds  until another try can succeed; 0 where waiting does not help
    """

    def __init__(self, sentence: str, *, seconds: int = 0):
        super().__init__(sentence)
        self.seconds = seconds


class WrongAddressError(RefusedError):
    """The invitation was sent to an address that this account has not confirmed."""

    def __init__(self):
        super().__init__(
            _("This invitation was sent to a different e-mail address. Sign in with that address.")
        )
