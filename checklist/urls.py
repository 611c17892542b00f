"""Every address of the checklist, the notebook and the guides.

A clinic in a notebook has a random id there: no address of a notebook names a clinic, and none holds a code.
"""

from django.urls import path

from checklist.views import (
    answers,
    blank_checklist,
    close_notebook,
    compare,
    csrf_failure,
    doctor,
    export,
    guides,
    keep_redirect,
    notebook,
    notebook_code,
    open_notebook,
    own_questions,
)

urlpatterns = [
    path("checklist/", blank_checklist.checklist, name="checklist"),
    path("checklist/first-call/", blank_checklist.first_call, name="first_call"),
    path("guide/", guides.contents, name="guides"),
    path("guide/sources/", guides.sources, name="sources"),
    path("guide/<slug:slug>/", guides.guide, name="guide"),
    path("notebook/", notebook.home, name="notebook"),
    path("notebook/start/", notebook.start, name="notebook_begin"),
    path("notebook/keep/", notebook.keep, name="notebook_keep"),
    path("notebook/wanted/", keep_redirect.redirect_to_keep, name="notebook_wanted"),
    path("notebook/undo/", notebook.undo, name="notebook_undo"),
    path("notebook/open", open_notebook.open_by_code, name="notebook_open"),
    path("notebook/not-opened/", open_notebook.not_opened, name="notebook_not_opened"),
    path("notebook/not-reached/", open_notebook.not_reached, name="notebook_not_reached"),
    path("notebook/not-done/", csrf_failure.not_done, name="notebook_not_done"),
    path("notebook/code/", notebook_code.code, name="notebook_code"),
    path("notebook/code/kept/", notebook_code.code_kept, name="notebook_code_kept"),
    path("notebook/code/withdrawal/", notebook_code.withdraw, name="notebook_withdraw"),
    path("notebook/withdrawn/", notebook_code.withdrawn, name="notebook_withdrawn"),
    path("notebook/pairing/", open_notebook.pair, name="notebook_pairing"),
    path("notebook/pair", open_notebook.open_by_link, name="notebook_pair"),
    path("notebook/forgetting/", close_notebook.forget_device, name="notebook_forget"),
    path("notebook/forgotten/", close_notebook.forgotten, name="notebook_forgotten"),
    path("notebook/delete/", close_notebook.delete, name="notebook_delete"),
    path("notebook/deleted/", close_notebook.deleted, name="notebook_deleted"),
    path("notebook/questions/", own_questions.add_question, name="notebook_ask"),
    path("notebook/questions/removal/", own_questions.remove_question, name="notebook_unask"),
    path("notebook/compare/", compare.compare, name="notebook_compare"),
    path("notebook/doctor/", doctor.doctor, name="notebook_doctor"),
    path("notebook/doctor/own-words/", doctor.save_own_words, name="notebook_own_words"),
    path("notebook/take-along/", export.export_page, name="notebook_take_along"),
    path("notebook/sheets/", export.print_page, name="notebook_sheets"),
    path("notebook/notebook.json", export.as_json, name="notebook_json"),
    path("notebook/notebook.csv", export.as_csv, name="notebook_csv"),
    path("notebook/notebook.html", export.as_html, name="notebook_html"),
    path("notebook/reading-in/", export.import_file, name="notebook_read_in"),
    path("notebook/clinics/<slug:clinic_id>/", answers.clinic_page, name="notebook_clinic"),
    path("notebook/clinics/<slug:clinic_id>/answers/", answers.save, name="notebook_save"),
    path("notebook/clinics/<slug:clinic_id>/removal/", notebook.remove_clinic, name="notebook_take_out"),
    path("notebook/clinics/<slug:clinic_id>/<slug:part>/", answers.part_page, name="notebook_part"),
]
