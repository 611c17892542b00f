"""Errors of acts. What the message says is for the person who asked for the act."""

from django.utils.translation import gettext as _


class RefusedError(Exception):
    """An act that was not done. The message is a sentence for the person who asked for it."""


class OwnClinicError(RefusedError):
    """Nobody decides on an organization that they belong to."""

    def __init__(self):
        super().__init__(_("You belong to this organization, so another moderator has to decide."))


class OwnProposalError(OwnClinicError):
    """Nobody decides on a clinic that they have proposed."""

    def __init__(self):
        RefusedError.__init__(self, _("You proposed this clinic, so another moderator has to decide."))


class AlreadyDecidedError(RefusedError):
    """Somebody else was first. Carries the submission as it stands now: who, when, what."""

    def __init__(self, submission):
        super().__init__(submission)
        self.submission = submission
