"""Accept an invitation to an organization."""

from allauth.account.decorators import verified_email_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from directory import roles
from directory.membership import members
from directory.moderation.errors import RefusedError
from directory.web.errors import NotFound


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@verified_email_required
def accept_invitation(request, token):
    """Accept an invitation, which is shown only to an account with the invited address confirmed."""
    invitation = members.open_invitation(token)
    if invitation is None:
        raise NotFound(_("This link was already used, was canceled, or has expired. Ask for a new one."))
    if not roles.has_confirmed(request.user, invitation.email):
        return render(
            request, "directory/add_a_clinic/invitation.html"
        )  # not a 403: logs hold the address of a refusal
    if request.method != "POST":
        return render(request, "directory/add_a_clinic/invitation.html", {"invitation": invitation})
    try:
        membership = members.accept_invitation(invitation=invitation, by=request.user)
    except RefusedError as error:
        raise NotFound(str(error)) from None
    return redirect("portal:members", membership.organization_id)
