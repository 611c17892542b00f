"""The check at the start of every act of a moderator."""

from directory import roles
from directory.moderation.errors import OwnClinicError, OwnProposalError


def require_judge(user, clinics, submissions=()):
    """Raise unless the user may decide on the clinics.

    raises  PermissionDenied for whoever is no moderator; OwnClinicError for a member of an organization of
            the clinics; OwnProposalError for whoever proposed one of the submissions
    """
    roles.require_moderator(user)
    if any(submission.is_proposed_by(user) for submission in submissions):
        raise OwnProposalError
    if roles.belongs_to(user, *clinics):
        raise OwnClinicError
