"""The ways to add a clinic, and the requests of the signed-in person."""

from allauth.account.decorators import verified_email_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from directory.membership import proposals
from directory.web.public_page import public_page


@public_page
def add_a_clinic(request, *, version, today):
    return render(request, "directory/add_a_clinic/overview.html")


@require_safe
@cache_control(no_store=True)
@verified_email_required
def my_requests(request):
    """The proposals and claims of the account, each with its state."""
    proposed = proposals.latest_by(request.user).select_related("clinic__listing")
    return render(
        request,
        "directory/add_a_clinic/requests.html",
        {
            "claims": request.user.claims.select_related("clinic__listing").order_by("-claimed_at"),
            "proposals": sorted(proposed, key=lambda sent: sent.submitted_at, reverse=True),
        },
    )
