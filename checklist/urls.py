"""Every address of the checklist, the notebook and the guides.

A clinic kept in a notebook has a random id there: no path of a notebook names a clinic.
"""

from django.urls import path

from checklist.views import answers, blank, comparing, guides, notebook, taking

urlpatterns = [
    path("checklist/", blank.checklist, name="checklist"),
    path("checklist/first-call/", blank.first_call, name="first_call"),
    path("guide/", guides.contents, name="guides"),
    path("guide/<slug:slug>/", guides.guide, name="guide"),
    path("notebook/", notebook.home, name="notebook"),
    path("notebook/start/", notebook.begin, name="notebook_begin"),
    path("notebook/keep/", notebook.keep, name="notebook_keep"),
    path("notebook/open", notebook.open_by_code, name="notebook_open"),
    path("notebook/link/", notebook.link, name="notebook_link"),
    path("notebook/link/withdrawal/", notebook.withdraw, name="notebook_withdraw"),
    path("notebook/withdrawn/", notebook.withdrawn, name="notebook_withdrawn"),
    path("notebook/forgetting/", notebook.forget_device, name="notebook_forget"),
    path("notebook/forgotten/", notebook.forgotten, name="notebook_forgotten"),
    path("notebook/delete/", notebook.delete, name="notebook_delete"),
    path("notebook/deleted/", notebook.deleted, name="notebook_deleted"),
    path("notebook/questions/", notebook.ask, name="notebook_ask"),
    path("notebook/questions/removal/", notebook.unask, name="notebook_unask"),
    path("notebook/compare/", comparing.compare, name="notebook_compare"),
    path("notebook/take-along/", taking.take_along, name="notebook_take_along"),
    path("notebook/sheets/", taking.sheets, name="notebook_sheets"),
    path("notebook/notebook.json", taking.as_json, name="notebook_json"),
    path("notebook/notebook.csv", taking.as_csv, name="notebook_csv"),
    path("notebook/notebook.html", taking.as_html, name="notebook_html"),
    path("notebook/reading-in/", taking.read_in, name="notebook_read_in"),
    path("notebook/clinics/<slug:kept_id>/", answers.clinic, name="notebook_clinic"),
    path("notebook/clinics/<slug:kept_id>/answers/", answers.save, name="notebook_save"),
    path("notebook/clinics/<slug:kept_id>/removal/", notebook.take_out, name="notebook_take_out"),
    path("notebook/clinics/<slug:kept_id>/<slug:part>/", answers.part, name="notebook_part"),
]
