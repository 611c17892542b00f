"""Two AdminSites: the portal of clinics and the desk of moderators. They share only the rules of entry.

Both deny by default. Of Django's own addresses they leave out those for signing in (accounts have pages of
their own), the one that leads to any row of any model, and autocompletion.
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
        self.added = []  # (address, view, name), see `add`

    def has_permission(self, request):
        return self.refusal(request.user) is None

    def refusal(self, user):
        """The reason why a signed-in person may not enter, as a sentence; None for a person who may."""
        raise NotImplementedError

    def next_step(self, user):
        """(address, text) of a link by which a refused person can gain entry; None if there is none."""
        return None

    def refusal_page(self, request, why):
        context = {"title": _("You can’t open this page"), "why": why, "way": self.next_step(request.user)}
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

        # The CSRF check also runs before a stranger's POST is stored and redirected.
        return csrf_protect(account_page(guarded))

    def get_urls(self):
        """The addresses of `add`, then Django's without EXCLUDED_URL_NAMES and names that `add` has taken."""
        left_out = {"app_list", *EXCLUDED_URL_NAMES, *(name for _address, _view, name in self.added)}
        of_models = [entry for entry in super().get_urls() if getattr(entry, "name", None) not in left_out]
        return [*self.added_urls(), *of_models]

    def get_app_list(self, request, app_label=None):
        """Nothing: Django's index of models is left out."""
        return []

    def add(self, address, view, name):
        """Add an address beside those of model admins: `desk.add("reports/", reports, name="reports")`."""
        self.added.append((address, view, name))

    def added_urls(self):
        return [path(address, self.admin_view(view), name=name) for address, view, name in self.added]


class Portal(RestrictedAdminSite):
    """The portal: members of organizations, and their own clinics."""

    site_title = site_header = index_title = gettext_lazy("Your clinics")

    def refusal(self, user):
        """Why the user may not enter, in a sentence; None if the user may."""
        if not roles.memberships(user).exists():
            return _("You don’t manage any clinic yet. To ask for one, choose “Add a clinic”.")
        return None

    def next_step(self, user):
        return reverse("add_a_clinic"), _("Add a clinic")


class Desk(RestrictedAdminSite):
    """The desk: moderators, once they have a second factor."""

    site_title = site_header = index_title = gettext_lazy("Moderation")

    def refusal(self, user):
        """Why the user may not enter, in a sentence; None if the user may."""
        if roles.may_enter_desk(user):
            return None
        if roles.is_moderator(user):
            return _("Moderators need two-step sign-in. Set up an authenticator app or a passkey first.")
        return _("These pages are for moderators.")

    def next_step(self, user):
        if roles.is_moderator(user):
            return reverse("mfa_index"), _("Set up two-step sign-in")
        return None


portal = Portal(name="portal")
desk = Desk(name="admin")
