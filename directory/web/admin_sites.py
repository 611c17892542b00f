"""Two AdminSites that share a door and nothing else: the portal of clinics and the desk of moderators.

Both deny by default. Of what Django's own brings, they leave out signing in (accounts do that), the address
that leads to any row of any model, and completion.
"""

from functools import wraps

from django.contrib.admin import AdminSite
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect

from directory import roles
from directory.web import resubmission
from directory.web.account_pages import account_page

EXCLUDED_URL_NAMES = {
    "autocomplete",
    "jsi18n",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "view_on_site",
}


class RestrictedAdminSite(AdminSite):
    site_title = site_header = None
    enable_nav_sidebar = False
    final_catch_all_view = False

    def __init__(self, name):
        super().__init__(name)
        self.added = []

    def has_permission(self, request):
        return self.refusal(request.user) is None

    def refusal(self, user):
        """A sentence for somebody who has signed in and may not enter; None for who may."""
        raise NotImplementedError

    def next_step(self, user):
        """(address, words) of what somebody who may not enter can do about it; None where that is nothing."""
        return None

    def refusal_page(self, request, why):
        context = {"title": _("This is not open to you"), "why": why, "way": self.next_step(request.user)}
        context["typed"] = resubmission.typed_fields(request)
        return render(request, "admin/refused.html", context, status=403)

    def admin_view(self, view, cacheable=False):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                response = resubmission.redirect_to_sign_in(request)
            elif (why := self.refusal(request.user)) is not None:
                response = self.refusal_page(request, why)
            else:
                response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store"
            return response

        # A POST of a stranger is redirected too, so the token is asked for inside.
        return csrf_protect(account_page(guarded))

    def get_urls(self):
        """Django's own, less what is left out; `pages` come first."""
        models = [
            address
            for address in super().get_urls()
            if getattr(address, "name", None) not in EXCLUDED_URL_NAMES
        ]
        ours = {"app_list", *(name for _address, _view, name in self.added)}
        models = [address for address in models if getattr(address, "name", None) not in ours]
        return [*self.pages(), *models]

    def get_app_list(self, request, app_label=None):
        """Django's index of models is left out with its address."""
        return []

    def add(self, address, view, name):
        """An address that no model admin has: `desk.add("reports/", reports, name="reports")`, at import."""
        self.added.append((address, view, name))

    def pages(self):
        return [path(address, self.admin_view(view), name=name) for address, view, name in self.added]


class Portal(RestrictedAdminSite):
    """For members of organizations: their own clinics."""

    site_title = site_header = index_title = gettext_lazy("Your clinics")

    def refusal(self, user):
        if not roles.memberships(user).exists():
            return _("You maintain no clinic yet. You can ask for one under “Add a clinic”.")
        return None

    def next_step(self, user):
        return reverse("add_a_clinic"), _("Add a clinic")


class Desk(RestrictedAdminSite):
    """For moderators, once they have a second factor."""

    site_title = site_header = index_title = gettext_lazy("Moderation")

    def refusal(self, user):
        if not roles.is_moderator(user):
            return _("These pages are for moderators.")
        if not roles.has_second_factor(user):
            return _("Moderators need a second step. Set up an authenticator app or a passkey first.")
        return None

    def next_step(self, user):
        if roles.is_moderator(user):
            return reverse("mfa_index"), _("Set up a second step")
        return None


portal = Portal(name="portal")
desk = Desk(name="admin")
