"""Every public address of the directory."""

from django.urls import path

from directory.views import about, compare, decisions, figures, home, join, letters, listing, report, search

urlpatterns = [
    path("", home.home, name="home"),
    path("clinics/", search.clinics, name="clinics"),
    path("clinics.csv", search.clinics_csv, name="clinics_csv"),
    path("clinics.json", search.clinics_json, name="clinics_json"),
    path("clinics.atom", search.clinics_atom, name="clinics_atom"),
    path("clinics/<slug:slug>/", listing.listing, name="listing"),
    path("clinics/<slug:slug>/history/", listing.history, name="history"),
    path("clinics/<slug:slug>/report/", report.report, name="report"),
    path("reports/<str:reference>/", report.state, name="report_state"),
    path("reports/<str:reference>/code/", report.code, name="report_code"),
    path("reports/<str:reference>/removal/", report.removal, name="report_removal"),
    path("add-a-clinic/", join.add_a_clinic, name="add_a_clinic"),
    path("add-a-clinic/propose/", join.propose, name="propose"),
    path("add-a-clinic/asked/", join.asked, name="asked"),
    path("add-a-clinic/claim/<slug:slug>/", join.claim_clinic, name="claim_clinic"),
    path("add-a-clinic/claims/<int:pk>/", join.claim, name="claim"),
    path("add-a-clinic/claims/<int:pk>/code/", join.claim_code, name="claim_code"),
    path("add-a-clinic/claims/<int:pk>/withdrawal/", join.claim_withdrawal, name="claim_withdrawal"),
    path("join/<str:token>/", join.join, name="join"),
    path("compare/", compare.compare, name="compare"),
    path("about/", about.checked, name="about"),
    path("about/order/", about.order, name="about_order"),
    path("about/data/", about.data, name="about_data"),
    path("about/privacy/", about.privacy, name="about_privacy"),
    path("about/moderation/", decisions.moderation, name="moderation"),
    path("about/moderation.atom", decisions.moderation_atom, name="moderation_atom"),
    path("about/figures/", figures.figures, name="figures"),
    path("about/components/", about.components, name="about_components"),
    path("letters/stop/<str:token>/", letters.stop, name="letters_stop"),
    path("demo/letters/", letters.demo_letters, name="demo_letters"),
    path("demo/letters/<int:number>/", letters.demo_letter, name="demo_letter"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
]
