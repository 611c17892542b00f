"""“I run this clinic”: one form, and the first draft is open. See membership/joining.py."""

from allauth.account.decorators import verified_email_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from directory import roles
from directory.membership import joining
from directory.membership.errors import LimitReachedError
from directory.moderation.errors import RefusedError
from directory.moderation.provisional import STARTED
from directory.views.add_a_clinic.clinic_form import JoiningForm
from directory.views.add_a_clinic.entrance import check_form, new_people_sign_up
from directory.web import errors, form_token, rate_limit
from directory.web.account_pages import account_page

JOINING = {"salt": "directory.join.start"}


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@new_people_sign_up
@verified_email_required
def start(request):
    if request.method != "POST":
        return _render_form(request, JoiningForm())
    form, now = JoiningForm(request.POST), timezone.now()
    key, refusal = check_form(request, form, now, source=STARTED, button=_("Start my listing"), **JOINING)
    if refusal:
        return _render_form(request, form, **refusal)
    try:
        clinic = joining.start(
            by=request.user,
            key=key,
            words=form.cleaned_data["words"],
            asker=rate_limit.client_network(request),
            at=now,
            **form.facts,
        )
    except RefusedError as error:
        status = 429 if isinstance(error, LimitReachedError) else 400
        return _render_form(request, form, fault=str(error), status=status)
    if not roles.belongs_to(request.user, clinic):  # the same form, sent again after a decision
        return redirect("asked")
    messages.success(
        request, _("Your draft is open. Fill in what you know, then send it to a moderator once.")
    )
    return redirect("portal:clinic", clinic.pk)


def _render_form(request, form, *, fault="", similar=(), status=200, wait=None):
    context = {
        "form": form,
        "fault": fault,
        "similar": similar,
        "asked": form.asked if form.is_bound else [],
        "manages": roles.memberships(request.user).exists(),
        "sending": form_token.issue(request, **JOINING),
    }
    response = render(request, "directory/add_a_clinic/start.html", context, status=status)
    return errors.retry_after(response, wait)
