"""What may be given and how: labels, Medication Guides, the REMS, and what the FDA has warned of."""

from datetime import date

from directory.claims.model import Reading, Source

READ_ON = date(2026, 11, 28)

SPRAVATO_LABEL_2026 = Source(
    key="spravato-label-2026",
    title="Spravato (esketamine) nasal spray: prescribing information, version 18 of March 13, 2026",
    publisher="US Food and Drug Administration",
    year=2026,
    address="https://nctr-crs.fda.gov/fdalabel/services/spl/set-ids/"
    "d81a6a79-a74a-44b7-822c-0dfa3036eaed/spl-doc",
    reading=Reading.TITLE,
    read_on=READ_ON,
)
SPRAVATO_LABEL = Source(
    key="spravato-label",
    title="Spravato (esketamine) nasal spray: label updated January 27, 2025",
    publisher="National Library of Medicine (DailyMed)",
    year=2025,
    address="https://dailymed.nlm.nih.gov/dailymed/search.cfm?query=Esketamine",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
SPRAVATO_LABEL_2019 = Source(
    key="spravato-label-2019",
    title="Spravato (esketamine) nasal spray: prescribing information, the first version, of March 2019",
    publisher="US Food and Drug Administration",
    year=2019,
    address="http://www.120ty.net/bencandy.php?aid=58243&fid=134&page=6",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="120ty.net",
)
SPRAVATO_SUMMARY = Source(
    key="spravato-summary",
    title="Spravato: a summary of the label",
    publisher="Monthly Prescribing Reference",
    year=None,
    address="http://butalbitalapap.org/index-4966.html",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="butalbitalapap.org",
)
SPRAVATO_SAFETY = Source(
    key="spravato-safety",
    title="Spravato: Important Safety Information",
    publisher="Janssen, the maker",
    year=2021,
    address="https://www.usmedicine.com/2021online-dir/inc/html/30.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="US Medicine",
)
SPRAVATO_BRIEF_SUMMARY = Source(
    key="spravato-brief-summary",
    title="Spravato: brief summary of the prescribing information",
    publisher="Janssen, the maker",
    year=2021,
    address="https://www.usmedicine.com/2021online-dir/inc/html/33.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="US Medicine",
)
MEDICATION_GUIDE = Source(
    key="spravato-medication-guide",
    title="Spravato: facts from the Medication Guide",
    publisher="Janssen, the maker",
    year=2024,
    address="https://viewer.joomag.com/discovering-you-magazine-february-2024-issue/0630909001490834231/p19",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Discovering You",
)
SPRAVATO_PATIENTS = Source(
    key="spravato-patients",
    title="Treatment with Spravato (for patients)",
    publisher="Janssen, the maker",
    year=2019,
    address="https://www.spravato.com/treatment-with-SPRAVATO",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
SPRAVATO_SUICIDAL_THOUGHTS = Source(
    key="spravato-suicidal-thoughts",
    title="Spravato for depressive symptoms in adults with suicidal thoughts or actions: limitations of use",
    publisher="Janssen, the maker",
    year=None,
    address="https://www.spravato.com/mdsi",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MAYO_ESKETAMINE = Source(
    key="mayo-esketamine",
    title="Esketamine (nasal route): proper use",
    publisher="Micromedex, on the site of Mayo Clinic",
    year=None,
    address="https://www.mayoclinic.org/drugs-supplements/esketamine-nasal-route/proper-use/drg-20458442",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MAYO_KETAMINE = Source(
    key="mayo-ketamine",
    title="Ketamine (injection route): precautions",
    publisher="Micromedex, on the site of Mayo Clinic",
    year=None,
    address="https://www.mayoclinic.org/drugs-supplements/ketamine-injection-route/precautions/drg-20075559",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
REMS = Source(
    key="spravato-rems",
    title="Spravato: risk evaluation and mitigation strategy (REMS 386)",
    publisher="US Food and Drug Administration",
    year=2024,
    address="https://www.accessdata.fda.gov/scripts/cder/rems/index.cfm?event=IndvRemsDetails.page&REMS=386",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
REMS_PATIENTS = Source(
    key="spravato-rems-patients",
    title="Spravato REMS: patients",
    publisher="Janssen, the maker",
    year=None,
    address="https://www.spravatorems.com/patients.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
KETALAR_LABEL = Source(
    key="ketalar-label",
    title="Ketalar (ketamine) injection: prescribing information, revised October 2024",
    publisher="US Food and Drug Administration",
    year=2024,
    address="https://fda.report/DailyMed/46dab560-8ecd-4d92-8c92-6baa2310b09b",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="FDA.report",
)
KETALAR_REACTIONS = Source(
    key="ketalar-reactions",
    title="Ketalar (ketamine) injection: adverse reactions, section 6 of the label",
    publisher="US Food and Drug Administration",
    year=None,
    address="https://drugcentral.org/label/9f675d38-d02f-455c-bc99-bac5924f5054/view",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="DrugCentral",
)
KETALAR_OLD_LABEL = Source(
    key="ketalar-old-label",
    title="Ketalar (ketamine) injection: prescribing information, an old version",
    publisher="US Food and Drug Administration",
    year=None,
    address="https://fda.report/DailyMed/14e8f864-8b8a-4e7e-8439-e510d3107063",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="FDA.report",
)
PFIZER_KETAMINE = Source(
    key="pfizer-ketamine",
    title="Ketamine hydrochloride injection: adverse reactions",
    publisher="Pfizer, a maker",
    year=None,
    address="https://www.pfizermedicalinformation.com/en-us/ketamine/adverse-reactions",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
PFIZER_HIGHLIGHTS = Source(
    key="pfizer-ketamine-highlights",
    title="Ketamine hydrochloride injection: highlights of the label",
    publisher="Pfizer, a maker",
    year=None,
    address="https://www.pfizermedicalinformation.com/ketamine/highlights",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
PFIZER_POPULATIONS = Source(
    key="pfizer-ketamine-populations",
    title="Ketamine hydrochloride injection: use in specific populations",
    publisher="Pfizer, a maker",
    year=None,
    address="https://pfizermedicalinformation.com/ketamine/population-use",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
COMPOUNDED_2023 = Source(
    key="fda-compounded-2023",
    title="FDA Warns Patients and Health Care Providers About Potential Risks Associated With "
    "Compounded Ketamine Products (October 10, 2023)",
    publisher="US Food and Drug Administration",
    year=2023,
    address="http://www.drugs.com/fda-alerts/1411-0.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Drugs.com",
)
COMPOUNDED_2023_CASE = Source(
    key="fda-compounded-2023-case",
    title="The warning on compounded ketamine of October 10, 2023: the case that it tells of",
    publisher="US Food and Drug Administration",
    year=2023,
    address="https://hcn.health/hcn-trends-story/"
    "safety-concerns-prompt-fda-warning-for-compounded-ketamine-products/",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="HCN, a news site",
)
COMPOUNDED_SPRAY_2022 = Source(
    key="fda-compounded-spray-2022",
    title="FDA alerts health care professionals of potential risks associated with compounded ketamine "
    "nasal spray",
    publisher="US Food and Drug Administration",
    year=2022,
    address="https://doh.wa.gov/newsroom/potential-risks-compounded-ketamine-nasal-spray",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Washington State Department of Health",
)
SWISS_LABEL = Source(
    key="swiss-ketamine-label",
    title="Label of a ketamine product in Switzerland, in German: who must not have it",
    publisher="Swiss label of a maker",
    year=None,
    address="https://ch.oddb.org/en/gcc/fachinfo/reg/67199/chapter/contra_indications",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Open Drug Database",
)
BENZODIAZEPINES = Source(
    key="fda-benzodiazepines",
    title="FDA requiring Boxed Warning updated to improve safe use of benzodiazepine drug class",
    publisher="US Food and Drug Administration",
    year=2020,
    address="https://www.fda.gov/drugs/drug-safety-and-availability/"
    "fda-requiring-boxed-warning-updated-improve-safe-use-benzodiazepine-drug-class",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
OPIOIDS_STOPPED = Source(
    key="fda-opioids-stopped",
    title="FDA identifies harm reported from sudden discontinuation of opioid pain medicines and requires "
    "label changes to guide prescribers on gradual, individualized tapering",
    publisher="US Food and Drug Administration",
    year=2019,
    address="https://www.fda.gov/drugs/drug-safety-and-availability/"
    "fda-identifies-harm-reported-sudden-discontinuation-opioid-pain-medicines-and-requires-label-changes",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
