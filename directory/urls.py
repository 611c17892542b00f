"""Every public address of the directory."""

from django.urls import path

from directory.views import compare, demo, home, listing, messages, picks, reminders, search, sitemap, suggest
from directory.views.about import components, decision_log, figures, pages
from directory.views.add_a_clinic import claims, invitations, joining, overview, proposals
from directory.views.reports import form, state

urlpatterns = [
    path("", home.home, name="home"),
    path("clinics/", search.clinics, name="clinics"),
    path("clinics.csv", search.clinics_csv, name="clinics_csv"),
    path("clinics.json", search.clinics_json, name="clinics_json"),
    path("clinics.atom", search.clinics_atom, name="clinics_atom"),
    path("merged.json", search.merged_json, name="merged_json"),
    path("clinics/<slug:slug>/", listing.listing, name="listing"),
    path("clinics/<slug:slug>/history/", listing.history, name="history"),
    path("clinics/<slug:slug>/history/<slug:merged>/", listing.merged_history, name="merged_history"),
    path("clinics/<slug:slug>/report/", form.report, name="report"),
    path("reports/<str:reference>/", state.state, name="report_state"),
    path("reports/<str:reference>/code/", state.code, name="report_code"),
    path("reports/<str:reference>/removal/", state.removal, name="report_removal"),
    path("add-a-clinic/", overview.add_a_clinic, name="add_a_clinic"),
    path("add-a-clinic/start/", joining.start, name="start"),
    path("add-a-clinic/propose/", proposals.propose, name="propose"),
    path("add-a-clinic/proposed/<int:clinic>/", proposals.proposal, name="proposal"),
    path("add-a-clinic/proposed/<int:clinic>/change/", proposals.proposal_change, name="proposal_change"),
    path(
        "add-a-clinic/proposed/<int:clinic>/withdrawal/",
        proposals.proposal_withdrawal,
        name="proposal_withdrawal",
    ),
    path("add-a-clinic/asked/", overview.my_requests, name="asked"),
    path("add-a-clinic/proposals/<int:pk>/messages/", messages.proposal_messages, name="proposal_messages"),
    path(
        "add-a-clinic/proposals/<int:pk>/messages/<int:message>/settled/",
        messages.proposal_message_settled,
        name="proposal_message_settled",
    ),
    path("add-a-clinic/claim/<slug:slug>/", claims.claim_clinic, name="claim_clinic"),
    path("add-a-clinic/claims/<int:pk>/", claims.claim, name="claim"),
    path("add-a-clinic/claims/<int:pk>/code/", claims.claim_code, name="claim_code"),
    path("add-a-clinic/claims/<int:pk>/withdrawal/", claims.claim_withdrawal, name="claim_withdrawal"),
    path("join/<str:token>/", invitations.accept_invitation, name="join"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("compare/", compare.compare, name="compare"),
    path("compare/selected/", picks.keep_selected, name="compare_selected"),
    path("about/", pages.checked, name="about"),
    path("about/order/", pages.order, name="about_order"),
    path("about/documents/", pages.documents, name="show_a_document"),
    path("about/data/", pages.data, name="about_data"),
    path("about/privacy/", pages.privacy, name="about_privacy"),
    path("about/moderation/", decision_log.moderation, name="moderation"),
    path("about/moderation.atom", decision_log.moderation_atom, name="moderation_atom"),
    path("about/figures/", figures.figures, name="figures"),
    path("about/components/", components.components, name="about_components"),
    path("letters/stop/<str:token>/", reminders.stop, name="letters_stop"),
    path("demo/letters/", demo.letters, name="demo_letters"),
    path("demo/letters/<int:number>/", demo.letter, name="demo_letter"),
    path("demo/code/", demo.code, name="demo_code"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
]
