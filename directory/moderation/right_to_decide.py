"""The right to decide, which every act of a moderator checks first."""

from collections.abc import Iterable

from django.contrib.auth.models import User

from directory import roles
from directory.models import Clinic, Submission
from directory.moderation.errors import OwnClinicError, OwnProposalError


def require_right_to_decide(
    user: User, clinics: Iterable[Clinic], submissions: Iterable[Submission] = ()
) -> None:
    """Raise unless the user may decide on the clinics.

    raises  PermissionDenied for a user who is no moderator; OwnClinicError for a member of an organization of
            the clinics; OwnProposalError for a user who proposed one of the submissions
    """
    roles.require_moderator(user)
    if any(submission.is_proposed_by(user) for submission in submissions):
        raise OwnProposalError
    if roles.belongs_to(user, *clinics):
        raise OwnClinicError
