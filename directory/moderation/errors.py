"""Errors of acts. Each message is a sentence for the person who asked for the act."""

from django.utils.translation import gettext as _

from directory.models import Submission


class RefusedError(Exception):
    """An act that was not done. The message is a sentence for the person who attempted it."""


class OwnClinicError(RefusedError):
    """A moderator who belongs to the clinic's organization may not decide on it."""

    def __init__(self):
        super().__init__(_("You belong to this organization, so another moderator has to decide."))


class OwnProposalError(OwnClinicError):
    """A moderator who proposed the clinic may not decide on it."""

    def __init__(self):
        RefusedError.__init__(self, _("You suggested this clinic, so another moderator has to decide."))


class AlreadyDecidedError(RefusedError):
    """Another moderator decided first.

    submission  as it is now, with its decision; None where it was deleted
    """

    def __init__(self, submission: Submission | None):
        super().__init__(submission)
        self.submission = submission
