"""The members page of an organization: members, invitations, claims. Owners decide; all may leave."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from directory import roles
from directory.accounts.email_addresses import EmailAddressField
from directory.membership import members
from directory.models import Claim, Membership
from directory.moderation.errors import RefusedError
from directory.web import resubmission
from directory.web.admin_sites import portal


class InvitationForm(forms.Form):
    email = EmailAddressField(
        label=gettext_lazy("Their e-mail address"),
        error_messages={
            "required": gettext_lazy("Enter the e-mail address of the person you invite."),
            "invalid": gettext_lazy("Enter an e-mail address, for example name@clinic.example."),
        },
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Their role"),
        choices=[
            (
                Membership.Role.EDITOR,
                gettext_lazy("Editor: updates the listings and sends them to a moderator"),
            ),
            (
                Membership.Role.OWNER,
                gettext_lazy("Owner: also invites people and can take a listing down"),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a role.")},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Membership.Role)


@require_http_methods(["GET", "HEAD", "POST"])
def member_list(request, pk):
    """The members page. A POST invites a person."""
    organization = _own_organization(request, pk)
    if request.method != "POST":
        return _render(request, organization, InvitationForm())
    form = InvitationForm(request.POST)
    if resubmission.is_ready_to_save(request, form):
        try:
            members.invite(organization=organization, by=request.user, **form.cleaned_data)
        except RefusedError as why:
            form.add_error("email", str(why))
    if form.errors:
        return _render(request, organization, form, status=400)
    messages.success(request, _("Your invitation is on its way to %(email)s.") % form.cleaned_data)
    return redirect("portal:members", organization.pk)


@require_POST
def member_role(request, pk, member):
    organization = _own_organization(request, pk)
    membership, form = get_object_or_404(organization.memberships, pk=member), RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role: owner or editor."))
        return redirect("portal:members", organization.pk)
    return _carry_out(
        request,
        organization,
        members.change_role,
        membership=membership,
        by=request.user,
        **form.cleaned_data,
    )


@require_POST
def member_removal(request, pk, member):
    organization = _own_organization(request, pk)
    membership = get_object_or_404(organization.memberships, pk=member)
    return _carry_out(request, organization, members.remove_member, membership=membership, by=request.user)


@require_POST
def leaving(request, pk):
    organization = _own_organization(request, pk)
    membership = get_object_or_404(organization.memberships, user=request.user)
    return _carry_out(request, organization, members.leave, membership=membership, by=request.user)


@require_POST
def invitation_withdrawal(request, pk, invitation):
    organization = _own_organization(request, pk)
    invitation = get_object_or_404(organization.invitations.filter(accepted_at=None), pk=invitation)
    return _carry_out(
        request, organization, members.withdraw_invitation, invitation=invitation, by=request.user
    )


def _own_organization(request, pk):
    """An organization of the member; 404 for another's."""
    return get_object_or_404(roles.organizations(request.user), pk=pk)


def _carry_out(request, organization, act, **arguments):
    """Call a function of membership, show its result as a message, and go back to the page."""
    try:
        act(**arguments)
    except RefusedError as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Done."))
    is_member = roles.organizations(request.user).filter(pk=organization.pk).exists()
    return redirect("portal:members", organization.pk) if is_member else redirect("asked")


def _render(request, organization, form, *, status=200):
    owner = roles.is_owner(request.user, organization)
    context = {
        "title": _("People"),
        "organization": organization,
        "owner": owner,
        "members": organization.memberships.select_related("user").order_by("-role", "since", "pk"),
        "form": form,
    }
    if owner:
        context["invitations"] = organization.invitations.filter(
            accepted_at=None, expires_at__gt=timezone.now()
        ).order_by("email")
        context["claims"] = (
            Claim.objects.waiting()
            .on_listed()
            .filter(clinic__organization=organization)
            .select_related("clinic__listing", "claimed_by")
        )
    return render(request, "portal/members.html", context, status=status)


portal.add("organizations/<int:pk>/members/", member_list, name="members")
portal.add("organizations/<int:pk>/members/<int:member>/role/", member_role, name="member_role")
portal.add("organizations/<int:pk>/members/<int:member>/removal/", member_removal, name="member_removal")
portal.add("organizations/<int:pk>/leaving/", leaving, name="leaving")
portal.add(
    "organizations/<int:pk>/invitations/<int:invitation>/withdrawal/",
    invitation_withdrawal,
    name="invitation_withdrawal",
)
