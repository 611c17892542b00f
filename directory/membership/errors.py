"""Errors of acts on claims, codes and invitations."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.moderation.errors import RefusedError


class WrongCodeError(RefusedError):
    """The typed code is wrong. `left`: tries that remain for this code."""

    def __init__(self, left: int):
        self.left = left
        super().__init__(
            _("That is not the code, and it was the last try. Ask for a new one.")
            if left == 0
            else ngettext(
                "That is not the code. %(left)s try is left.",
                "That is not the code. %(left)s tries are left.",
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
        super().__init__(_("This invitation went to another e-mail address. Sign in with that one."))
