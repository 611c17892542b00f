"""Every address of the checklist, the notebook and the guides."""

from django.urls import path

from checklist.views import blank

urlpatterns = [
    path("checklist/", blank.checklist, name="checklist"),
    path("checklist/first-call/", blank.first_call, name="first_call"),
]
