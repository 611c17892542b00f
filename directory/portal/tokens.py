"""The pages of an organization's tokens: made and revoked by owners; their uses, for every member."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.models import ApiToken, ApiUse
from directory.moderation.errors import RefusedError
from directory.organizations import tokens
from directory.portal.organization import own_organization
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.web.form_fields import LineField

MAX_USES = 200  # on a page


class ShownUse(NamedTuple):
    use: ApiUse
    act: str  # in words; as the log has it where no words are there
    is_refused: bool


class TokenForm(forms.Form):
    name = LineField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("For example, the program that keeps your price list."),
        max_length=ApiToken._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Say what the token is for.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request, pk):
    """The tokens. A POST makes one, and its page is the only one that ever shows the secret."""
    organization = own_organization(request, pk)
    if request.method != "POST":
        return _render(request, organization, TokenForm())
    if not roles.is_owner(request.user, organization):
        raise PermissionDenied
    form, made = TokenForm(request.POST), None
    if resubmission.is_ready_to_save(request, form):
        try:
            made = tokens.make(organization=organization, name=form.cleaned_data["name"], by=request.user)
        except RefusedError as why:
            form.add_error("name", str(why))
    if made is None:
        return _render(request, organization, form, status=400)
    return _render(request, organization, TokenForm(), made=made)


def _render(request, organization, form, *, made=None, status=200):
    page = {
        "title": _("Programs that send changes"),
        "organization": organization,
        "owner": roles.is_owner(request.user, organization),
        "tokens": tokens.of_organization(organization),
        "working": tokens.working_ids(organization),
        "kept_days": tokens.USES_KEPT_DAYS,
        "form": form,
        "wrong": bool(form.errors),
        "made": made,
    }
    return render(request, "portal/tokens.html", page, status=status)


@require_POST
def token_revocation(request, pk, token):
    organization = own_organization(request, pk)
    token = get_object_or_404(organization.api_tokens, pk=token)
    tokens.revoke(token=token, by=request.user)
    messages.success(request, _("The token “%(name)s” no longer works.") % {"name": token.name})
    return redirect("portal:tokens", organization.pk)


@require_safe
def token_uses(request, pk, token):
    """What a program did with a token, latest first."""
    organization = own_organization(request, pk)
    token = get_object_or_404(organization.api_tokens, pk=token)
    uses = token.uses.select_related("clinic").order_by("-used_at", "-pk")[:MAX_USES]
    page = {
        "title": _("Uses of a token"),
        "organization": organization,
        "token": token,
        "uses": [ShownUse(use, tokens.act_in_words(use), use.status >= 400) for use in uses],
        "most": MAX_USES,
        "kept_days": tokens.USES_KEPT_DAYS,
    }
    return render(request, "portal/token_uses.html", page)


portal.add("organizations/<int:pk>/tokens/", token_list, "tokens")
portal.add("organizations/<int:pk>/tokens/<int:token>/", token_uses, "token_uses")
portal.add("organizations/<int:pk>/tokens/<int:token>/revocation/", token_revocation, "token_revocation")
