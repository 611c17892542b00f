"""Every public address of the directory."""

from django.urls import path

from directory.views import about, compare, home, letters, listing, report, search

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
    path("compare/", compare.compare, name="compare"),
    path("about/", about.checked, name="about"),
    path("about/order/", about.order, name="about_order"),
    path("about/data/", about.data, name="about_data"),
    path("about/privacy/", about.privacy, name="about_privacy"),
    path("about/components/", about.components, name="about_components"),
    path("letters/stop/<str:token>/", letters.stop, name="letters_stop"),
    path("demo/letters/", letters.demo_letters, name="demo_letters"),
    path("demo/letters/<int:number>/", letters.demo_letter, name="demo_letter"),
    path("robots.txt", about.robots, name="robots"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
]
