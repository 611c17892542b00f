"""Every address of the checklist, the notebook and the guides."""

from django.urls import path

from checklist.views import guides

urlpatterns = [
    path("guide/", guides.contents, name="guides"),
    path("guide/<slug:slug>/", guides.guide, name="guide"),
]
