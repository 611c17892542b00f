"""`check --deploy`: each of our checks can fail it, and the settings of production pass it."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.core import checks
from django.http import HttpResponse
from django.urls import get_resolver, include, path
from django.views.decorators.csrf import csrf_exempt

from config.checks import CSRF_EXEMPT_VIEWS, all_views, dotted_name
from directory.models import Report
from directory.portal import scoped
from directory.web.admin_sites import portal
from directory.web.open_data import is_open_data
from tests.support.commands import PRODUCTION, manage


@csrf_exempt
def unprotected(request):
    return HttpResponse()


class WithAHole:
    urlpatterns = (path("inner/", include([path("hole/<int:number>/", unprotected)])),)


def found():
    ours = checks.run_checks(include_deployment_checks=True)
    return [(error.id, error.msg) for error in ours if error.id.startswith("config.")]


def test_the_settings_of_the_site_pass():
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        {"SECURE_CSP": {}},
        {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if "csp" not in name]},
    ],
)
def test_a_missing_content_security_policy_fails(settings, change):
    for name, value in change.items():
        setattr(settings, name, value)

    assert found() == [("config.E001", "Pages carry no Content-Security-Policy.")]


def test_a_cache_middleware_fails(settings):
    cache = "django.middleware.cache.UpdateCacheMiddleware"
    settings.MIDDLEWARE = [cache, *settings.MIDDLEWARE]

    assert found() == [("config.E002", f"{cache} keeps whole responses.")]


def test_a_connection_without_a_time_limit_fails(monkeypatch):
    options = "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=5000"
    monkeypatch.setitem(settings.DATABASES["default"]["OPTIONS"], "options", options)

    assert found() == [("config.E003", "Connections to the database 'default' have no statement_timeout.")]


def test_a_csrf_exempt_view_fails_in_any_url_configuration(settings):
    settings.ROOT_URLCONF = WithAHole

    assert found() == [("config.E004", "The view at 'inner/hole/<int:number>/' is csrf_exempt.")]


class Outside(admin.ModelAdmin):
    pass


class LeadingOut(scoped.ScopedAdmin):
    raw_id_fields = ["clinic"]
    list_filter = ["state"]

    def lookup_allowed(self, lookup, value, request=None):
        return True


class OutsideInline(admin.StackedInline):
    model = Report


class WithAnInlineOutside(scoped.ScopedAdmin):
    all_inlines = (OutsideInline,)


@pytest.mark.parametrize(
    ("admin_class", "faults"),
    [
        (Outside, [("config.E005", "Outside on the portal is outside the scoped base.")]),
        (
            LeadingOut,
            [
                ("config.E006", "LeadingOut on the portal sets list_filter."),
                ("config.E006", "LeadingOut on the portal sets raw_id_fields."),
                ("config.E006", "LeadingOut on the portal sets lookup_allowed."),
            ],
        ),
        (WithAnInlineOutside, [("config.E005", "OutsideInline on the portal is outside the scoped base.")]),
    ],
)
def test_an_admin_class_of_the_portal_outside_the_scoped_base_fails(monkeypatch, admin_class, faults):
    registered = {**portal._registry, Report: admin_class(Report, portal)}
    monkeypatch.setattr(portal, "_registry", registered)

    assert found() == faults


def test_only_known_views_are_exempt_from_csrf_tokens():
    open_doors = [
        dotted_name(view)
        for _address, view in all_views(get_resolver().url_patterns)
        if is_open(view) and not is_open_data(view)
    ]

    assert (
        open_doors
        == list(CSRF_EXEMPT_VIEWS)
        == [
            "directory.views.reminders.stop",
            "directory.views.reminders.stop_digest",
            "directory.views.api.clinic_list",
            "directory.views.api.clinic",
            "directory.views.api.draft",
            "directory.views.api.sending",
            "directory.views.api.availability",
            "directory.views.api.confirmation",
            "directory.views.api.submission",
            "directory.views.api.nowhere",
            "checklist.views.keep_redirect.redirect_to_keep",
        ]
    )


def is_open(view):
    return getattr(view, "csrf_exempt", False)


@pytest.mark.slow
def test_production_passes_without_its_database():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.stderr, done.stdout) == ("", "System check identified no issues (1 silenced).\n")
    assert done.returncode == 0
