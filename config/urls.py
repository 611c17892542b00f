from django.urls import include, path

from config import views
from directory import admin  # noqa: F401  (registers the pages of both sites)
from directory.web.admin_sites import desk, portal

handler400 = "directory.web.open_data.bad_request"
handler403 = "directory.web.errors.forbidden"
handler404 = "directory.web.errors.not_found"
handler500 = "directory.web.open_data.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("account/", include("allauth.urls")),
    path("portal/", portal.urls),
    path("admin/", desk.urls),
    path("", include("directory.urls")),
    path("", include("checklist.urls")),
]
