from django.urls import include, path

from config import views
from directory.admin.site import portal, queue

handler400 = "directory.views.errors.bad_request"
handler403 = "directory.views.errors.forbidden"
handler404 = "directory.views.errors.not_found"
handler500 = "directory.views.errors.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("account/", include("allauth.urls")),
    path("portal/", portal.urls),
    path("admin/", queue.urls),
    path("", include("directory.urls")),
    path("", include("checklist.urls")),
]
