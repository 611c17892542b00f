"""Who may decide: the check of the user at the start of every act of a moderator."""

from collections.abc import Iterable

from django.contrib.auth.models import User

from directory import roles
from directory.models import Clinic, Submission
from directory.moderation.errors import OwnClinicError, OwnProposalError


def require_right_to_decide(
    user: User, clinics: Iterable[Clinic], submissions: Iterable[Submission] = ()
) -> None:
    """Raise unless the user may decide on the clinics.

    raises  PermissionDenied for whoever is no moderator; OwnClinicError for a member of an organization of
            the clinics; OwnProposalError for whoever proposed one of the submissions
    """
    roles.require_moderator(user)
    if any(submission.is_proposed_by(user) for submission in submissions):
        raise OwnProposalError
    if roles.belongs_to(user, *clinics):
        raise OwnClinicError
