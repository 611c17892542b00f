"""Base classes of the portal's admin classes. They deny by default, because strangers share the portal.

Of Django's admin pages one remains: the form of a row that a member may change. There is no list, so nothing
to filter, search or sort by; no adding, deleting or bulk action; no popup of a related row; no history page.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, SOURCE_MODEL_VAR, TO_FIELD_VAR
from django.db import models
from django.http import Http404
from django.urls import path

IGNORED_PARAMETERS = {IS_POPUP_VAR, TO_FIELD_VAR, SOURCE_MODEL_VAR, "_saveasnew", "_addanother", "_continue"}


class Scoped:
    """Permissions of a ModelAdmin or an inline. `scope` limits the rows that a request may see and change."""

    actions = None
    allowed_lookups = ()  # of `lookup_allowed`: what a query string may filter by

    def scope(self, request):
        return self.model._default_manager.none()

    def is_in_scope(self, request, obj):
        return self.scope(request).filter(pk=obj.pk).exists()

    def get_queryset(self, request):
        return self.scope(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None or self.is_in_scope(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_module_permission(self, request):
        return True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(db_field, models.ManyToManyField):
            return self.formfield_for_manytomany(db_field, request, **kwargs)
        return db_field.formfield(**kwargs)

    def related_rows(self, db_field, request):
        """The rows that a foreign key or many-to-many field may refer to; none, unless overridden."""
        return db_field.remote_field.model._default_manager.none()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return db_field.formfield(**kwargs | {"queryset": self.related_rows(db_field, request)})

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return db_field.formfield(**kwargs | {"queryset": self.related_rows(db_field, request)})

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in self.allowed_lookups

    def to_field_allowed(self, request, to_field):
        return False

    def get_actions(self, request, action_location=None):
        return {}

    def get_changeform_initial_data(self, request):
        return {}

    @property
    def media(self):
        return forms.Media()


class ScopedAdmin(Scoped, admin.ModelAdmin):
    def get_urls(self):
        """Only the address of the form: Django's others lead to lists, deletion and history."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        return [
            path("<int:object_id>/change/", self.admin_site.admin_view(self.change_view), name=name),
        ]

    def get_object(self, request, object_id, from_field=None):
        """The row, locked for a POST: a second save waits for the first, and then reads what the first saved.

        The scope is applied before the lock, so that nobody locks a row of others, and again after it.
        """
        if request.method != "POST":
            return super().get_object(request, object_id, from_field)
        if not self.scope(request).filter(pk=object_id).exists():
            return None
        return self.get_queryset(request).locked([object_id]).first()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        request.GET, request.POST = (
            without_keys(request.GET, IGNORED_PARAMETERS),
            without_keys(request.POST, IGNORED_PARAMETERS),
        )
        return super().change_view(request, str(object_id), form_url, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class ScopedInline(Scoped, admin.StackedInline):
    """An inline of rows of a clinic. A member who may change the clinic may add, change and delete rows."""

    def is_in_scope(self, request, obj):
        """True if the clinic is in scope: Django passes the clinic of the page as `obj`, not a row."""
        return False

    def has_add_permission(self, request, obj=None):
        return obj is not None and self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and self.has_change_permission(request, obj)


def without_keys(query_dict, keys):
    """A copy of a QueryDict without some keys."""
    copy = query_dict.copy()
    for key in keys:
        copy.pop(key, None)
    return copy
