"""The sources that more than one guide cites. A source of only one guide stands in guides.py."""

from checklist.questions.model import Source

WARNING = Source(
    "FDA warning on compounded ketamine products, 10 October 2023, as reported",
    "Scripps News",
    2023,
    "https://scrippsnews.com/stories/fda-warns-of-risks-involved-with-compounded-ketamine-products",
)
WARNING_CASE = Source(
    "FDA Warns of Dangers of Compounded Ketamine for Psychiatric Use",
    "HealthDay",
    2023,
    "https://simhcottumwa.org/fda-warns-of-dangers-of-compounded-ketamine-for-psychiatric-use-2",
)
SAFE_USE = Source(
    "Guidance on the Safe Use of Ketamine Outside of Acute Pain Management and Procedural Sedation",
    "American Society of Anesthesiologists",
    2025,
    "https://asahq.org/advocating-for-you/guidance/ketamine-safe-use",
)
REMS = Source(
    "Spravato (esketamine): Risk Evaluation and Mitigation Strategy, REMS 386",
    "US Food and Drug Administration",
    None,
    "https://www.accessdata.fda.gov/scripts/cder/rems/index.cfm?event=IndvRemsDetails.page&REMS=386",
)
REMS_PATIENTS = Source(
    "Spravato REMS: patients", "Spravato REMS", None, "https://www.spravatorems.com/patients.html"
)
LABEL = Source(
    "Spravato: a summary of its label",
    "Oncology Nurse Advisor",
    None,
    "https://www.oncologynurseadvisor.com/drug/spravato/",
)
SAFETY = Source(
    "Spravato: important safety information",
    "Janssen, in US Medicine",
    2021,
    "https://www.usmedicine.com/2021online-dir/inc/html/30.html",
)
MEDICATION_GUIDE = Source(
    "Spravato: important facts, from the Medication Guide",
    "Janssen, in Discovering You",
    2024,
    "https://viewer.joomag.com/discovering-you-magazine-february-2024-issue/0630909001490834231/p19",
)
MAYO = Source(
    "Ketamine (injection route): precautions",
    "Mayo Clinic",
    None,
    "https://www.mayoclinic.org/drugs-supplements/ketamine-injection-route/precautions/drg-20075559",
)
KETALAR = Source(
    "Ketalar (ketamine hydrochloride) injection: prescribing information",
    "Drugs Library, after the FDA label",
    None,
    "https://drugs-library.com/drugs/ketalar_14e8f864.html",
)
REAL_WORLD = Source(
    "A retrospective analysis of ketamine intravenous therapy for depression in real-world care settings",
    "Journal of Affective Disorders",
    2022,
    "https://stanfordhealthcare.org/publications/837/837264.html",
)
SIDE_EFFECTS = Source(
    "Side-effects associated with ketamine use in depression: a systematic review",
    "Lancet Psychiatry",
    2018,
    "https://www.moreblossom.com/papers/side-effects-associated-with-ketamine-use-in-depression-a-systematic-review",
)
SURVEY = Source(
    "Outpatient Ketamine Prescribing Practices in Psychiatry in the United States",
    "Journal of Clinical Psychiatry",
    2025,
    "https://www.psychiatrist.com/jcp/outpatient-ketamine-prescribing-practices-psychiatry-us-nationwide-survey-study",
)
ADVERTISING = Source(
    "False or Misleading Claims in Online Direct-to-Consumer Ketamine Advertising in Maryland",
    "JAMA Network Open",
    2023,
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC10630893/",
)
ETHICS = Source(
    "Ethical Guidelines for Ketamine Clinicians, version 1.1",
    "W. C. Ryan and R. G. Bennett, on Psychable",
    2020,
    "https://psychable.com/ketamine/ethical-guidelines-for-ketamine-clinicians",
)
WITH_THERAPY = Source(
    "Ketamine-assisted psychotherapies for mental disorders: A historical overview and systematic review",
    "Clinical Psychology Review",
    2026,
    "https://mindscapecollective.org/articles/18888",
)
CHRONIC_PAIN_RULES = Source(
    "Consensus Guidelines on the Use of Intravenous Ketamine Infusions for Chronic Pain",
    "ASRA, AAPM and ASA; Regional Anesthesia and Pain Medicine",
    2018,
    "https://journals.lww.com/rapm/Fulltext/2018/07000/Consensus_Guidelines_on_the_Use_of_Intravenous.11.aspx",
)
APPROVED_2019 = Source(
    "FDA approves new nasal spray to treat depression",
    "Staten Island Advance",
    2019,
    "https://www.silive.com/news/2019/03/fda-approves-new-nasal-spray-to-treat-depression.html",
)
APPROVED_2020 = Source(
    "FDA approves esketamine treatment for MDD, suicidal ideation",
    "Mental Health Weekly",
    2020,
    "https://zendy.io/title/10.1002/mhw.32471",
)
APPROVED_2025 = Source(
    "FDA approves 1st monotherapy drug for treatment-resistant depression",
    "Becker’s Hospital Review",
    2025,
    "https://www.beckershospitalreview.com/pharmacy/j-j-approves-1st-monotherapy-for-treatment-resistant-depression.html",
)
NOT_SHOWN = Source(
    "Spravato: efficacy and limitations of use", "Janssen", None, "https://www.spravatohcp.com/mdsi/efficacy"
)
SCHEDULE = Source(
    "Schedules of Controlled Substances: Placement of Ketamine Into Schedule III",
    "Federal Register 64, 37673",
    1999,
    "https://www.govinfo.gov/content/pkg/FR-1999-07-13/html/99-17803.htm",
)
LIFELINE = Source(
    "988 Suicide & Crisis Lifeline",
    "Wyoming Department of Health",
    None,
    "https://health.wyo.gov/publichealth/prevention/wivpp/suicide-prevention/988-suicide-crisis-lifeline",
)
MEDICAL_BOARDS = Source(
    "Information For Consumers",
    "Federation of State Medical Boards",
    None,
    "https://www.fsmb.org/u.s.-medical-regulatory-trends-and-actions/guide-to-medical-regulation-in-the-united-states/information-for-consumers/",
)
ESTIMATE = Source(
    "Your right to a Good Faith Estimate: the notice of the federal form",
    "Valeo, after the Centers for Medicare & Medicaid Services",
    None,
    "https://www.valeotopeka.org/no-surprises-act/",
)
