"""Our checks of `manage.py check --deploy`, besides those of Django."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.urls import URLPattern, get_resolver

from directory.portal.scoped import Scoped
from directory.web.admin_sites import portal
from directory.web.open_data import is_open_data

CSP = "django.middleware.csp.ContentSecurityPolicyMiddleware"
# Options of an admin class that show, filter, search or change rows outside of its scope.
OPTIONS_THAT_EXPOSE_ROWS = (
    "actions",
    "autocomplete_fields",
    "date_hierarchy",
    "filter_horizontal",
    "filter_vertical",
    "list_editable",
    "list_filter",
    "raw_id_fields",
    "search_fields",
)
# Methods of Scoped that a class of the portal may not override.
METHODS_OF_SCOPED = (
    "formfield_for_foreignkey",
    "formfield_for_manytomany",
    "get_actions",
    "get_changeform_initial_data",
    "lookup_allowed",
    "to_field_allowed",
)
# Views whose POST needs no CSRF token, and why. They use no cookie of the browser; nor do those of open data,
# whose decorator is in web/open_data.py.
API_VIEWS = "clinic_list clinic draft sending availability confirmation submission nowhere".split()  # noqa: SIM905
CSRF_EXEMPT_VIEWS = {
    "directory.views.reminders.stop": "RFC 8058: mail programs post, without cookies; the address is signed",
    "directory.views.reminders.stop_digest": "RFC 8058, as above",
    **{
        f"directory.views.api.{name}": "programs: a token in a header that no browser adds by itself"
        for name in API_VIEWS
    },
    "checklist.views.keep_redirect.redirect_to_keep": (
        "public pages hold no token; it only leads to the page that asks"
    ),
}
TIME_LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


@register(Tags.security, deploy=True)
def check_content_security_policy(app_configs, **kwargs):
    if settings.SECURE_CSP and CSP in settings.MIDDLEWARE:
        return []
    hint = f"Set SECURE_CSP and add {CSP}."
    return [Error("Pages carry no Content-Security-Policy.", hint=hint, id="config.E001")]


@register(Tags.security, deploy=True)
def check_no_cache_middleware(app_configs, **kwargs):
    return [
        Error(
            f"{name} keeps whole responses.",
            hint="Cache data, not responses; let a proxy keep public pages by their headers.",
            id="config.E002",
        )
        for name in settings.MIDDLEWARE
        if name.startswith("django.middleware.cache.")
    ]


@register(Tags.security, deploy=True)
def check_database_timeouts(app_configs, **kwargs):
    return [
        Error(
            f"Connections to the database {alias!r} have no {limit}.",
            hint=f"Add -c {limit}=… to OPTIONS['options'].",
            id="config.E003",
        )
        for alias, database in settings.DATABASES.items()
        for limit in TIME_LIMITS
        if f"-c {limit}=" not in database.get("OPTIONS", {}).get("options", "")
    ]


@register(Tags.security, Tags.urls, deploy=True)
def check_csrf_protection(app_configs, **kwargs):
    return [
        Error(f"The view at {address!r} is csrf_exempt.", hint="Remove the exemption.", id="config.E004")
        for address, view in all_views(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False)
        and not is_open_data(view)
        and dotted_name(view) not in CSRF_EXEMPT_VIEWS
    ]


@register(Tags.security, Tags.admin, deploy=True)
def check_portal_is_scoped(app_configs, **kwargs):
    """Check that admin classes of the portal are built on Scoped, and expose no rows of other clinics."""
    classes = [
        admin_class
        for model_admin in portal._registry.values()
        for admin_class in (type(model_admin), *inline_classes(model_admin))
    ]
    return [
        *(
            Error(
                f"{admin_class.__name__} on the portal is outside the scoped base.",
                hint="Build it on ScopedAdmin or ScopedInline of directory/portal/scoped.py.",
                id="config.E005",
            )
            for admin_class in classes
            if not issubclass(admin_class, Scoped)
        ),
        *(
            Error(
                f"{admin_class.__name__} on the portal sets {name}.",
                hint="Remove it, because strangers share these pages.",
                id="config.E006",
            )
            for admin_class in classes
            for name in exposed_options(admin_class)
        ),
    ]


def inline_classes(model_admin):
    """The inline classes that a model admin names, in `inlines` or through `all_inlines`."""
    return [*model_admin.inlines, *getattr(model_admin, "all_inlines", ())]


def exposed_options(admin_class):
    """The options and overridden methods of a class that may show rows outside its scope."""
    if not issubclass(admin_class, Scoped):
        return
    yield from (name for name in OPTIONS_THAT_EXPOSE_ROWS if getattr(admin_class, name, None))
    yield from (name for name in METHODS_OF_SCOPED if getattr(admin_class, name) is not getattr(Scoped, name))


def dotted_name(view):
    return f"{view.__module__}.{getattr(view, '__qualname__', '')}"


def all_views(patterns, before=""):
    """(path, view) for every route of a URL configuration, included ones too."""
    for entry in patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        else:
            yield from all_views(entry.url_patterns, address)
