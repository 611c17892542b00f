"""The sources that the questions cite. A source is added here, and to the questions that it supports.

Titles stand as they were published, in their own language: they are not translated.
"""

from checklist.questions.model import Source

ASA = Source(
    title="Guidance on the Safe Use of Ketamine Outside of Acute Pain Management and Procedural Sedation",
    publisher="American Society of Anesthesiologists",
    year=2025,
    address="https://asahq.org/advocating-for-you/guidance/ketamine-safe-use",
    key="asa",
)
ASKP_CLINIC = Source(
    title="What to Look for in a Ketamine Clinic",
    publisher="American Society of Ketamine Physicians",
    year=None,
    address="https://www.askp.org/patients/what-to-look-for-in-a-clinic/",
    key="askp-clinic",
)
ASKP_BASICS = Source(
    title="Basics of Administration",
    publisher="American Society of Ketamine Physicians",
    year=2018,
    address="https://paswfl.com/2018/06/25/paswfl-is-now-a-member-of-the-american-society-of-ketamine-physicians/",
    key="askp-basics",
)
ASKP_ETHICAL = Source(
    title="Recommends the Ethical Prescription and Administration of Ketamine",
    publisher="American Society of Ketamine Physicians, Psychotherapists and Practitioners",
    year=2021,
    address="https://www.prnewswire.com/news-releases/american-society-of-ketamine-physicians-psychotherapists-and-"
    "practitioners-recommends-the-ethical-prescription-and-administration-of-ketamine-301246490.html",
    key="askp-ethical",
)
KRIYA = Source(
    title="Ethical Guidelines for Ketamine Clinicians, version 1.1",
    publisher="Ryan and Bennett",
    year=2020,
    address="https://psychable.com/ketamine/ethical-guidelines-for-ketamine-clinicians",
    key="kriya",
)
FDA = Source(
    title="Warning on compounded ketamine products, as reported by Scripps News",
    publisher="US Food and Drug Administration",
    year=2023,
    address="https://scrippsnews.com/stories/fda-warns-of-risks-involved-with-compounded-ketamine-products",
    key="fda",
)
LABEL = Source(
    title="Spravato (esketamine): prescribing information",
    publisher="US Food and Drug Administration",
    year=2019,
    address="https://www.accessdata.fda.gov/drugsatfda_docs/label/2019/211243lbl.pdf",
    key="label",
)
REMS = Source(
    title="Spravato: risk evaluation and mitigation strategy (REMS)",
    publisher="US Food and Drug Administration",
    year=None,
    address="https://www.accessdata.fda.gov/scripts/cder/rems/index.cfm?event=IndvRemsDetails.page&REMS=386",
    key="rems",
)
APNA = Source(
    title="Ketamine Infusion Therapy",
    publisher="American Psychiatric Nurses Association, with the nurse anesthetists",
    year=None,
    address="https://www.apna.org/news/ketamine-infusion-therapy/",
    key="apna",
)
AANA = Source(
    title="Ketamine Therapy for Psychiatric Disorders and Chronic Pain Management: Practice Considerations",
    publisher="American Association of Nurse Anesthesiology",
    year=2024,
    address="https://issuu.com/aanapublishing/docs/7_-_ketamine_infusion_therapy_for_psychiatric_diso",
    key="aana",
)
ARIZONA = Source(
    title="Administration and Monitoring of Subanesthetic IV Ketamine (advisory opinion)",
    publisher="Arizona State Board of Nursing",
    year=2015,
    address="https://www.azbn.gov/scope-of-practice/advisory-opinions",
    key="arizona",
)
VETTING = Source(
    title="Seven questions to vet any ketamine clinic before your first session",
    publisher="LicensedPsychedelics",
    year=None,
    address="https://licensedpsychedelics.com/blog/how-to-vet-a-ketamine-clinic",
    key="vetting",
)
HEALING_MAPS = Source(
    title="How To Find The Best Ketamine Therapy Clinics",
    publisher="Healing Maps",
    year=None,
    address="https://healingmaps.com/best-ketamine-therapy-clinics/",
    key="healing-maps",
)
TARA = Source(
    title="How are providers and clinics in your network vetted?",
    publisher="TARA Mind",
    year=None,
    address="https://taramind.com/faqs/network-vetting/",
    key="tara",
)
BLISS = Source(
    title="Requirements of Collaborating KAP Therapists",
    publisher="Bliss Psychiatry",
    year=None,
    address="https://blisspsych.com/kap-therapist-requirements/",
    key="bliss",
)
SAGE = Source(
    title="Ketamine-assisted therapy",
    publisher="Sage Integrative Health",
    year=None,
    address="https://sageintegrativehealth.org/kat-test-test",
    key="sage",
)
BALANCE = Source(
    title="What should I expect with ketamine therapy?",
    publisher="Balance Health and Healing",
    year=None,
    address="https://balancehealthandhealing.com/faq-what-should-i-expect-with-ketamine-therapy/",
    key="balance",
)
LUCID = Source(
    title="Ketamine Clinicians Publish Ethical Guidelines to Raise Treatment Standards",
    publisher="Lucid News",
    year=None,
    address="https://www.lucid.news/ketamine-clinicians-publish-ethical-guidelines-to-raise-treatment-standards/",
    key="lucid",
)
SURVEY = Source(
    title="Outpatient Ketamine Prescribing Practices in Psychiatry in the United States",
    publisher="Pacilio and others, J Clin Psychiatry 86(3)",
    year=2025,
    address="https://www.psychiatrist.com/jcp/outpatient-ketamine-prescribing-practices-psychiatry-us-nationwide-survey-study",
    key="survey",
)
OUTCOMES = Source(
    title=(
        "A retrospective analysis of ketamine intravenous therapy for depression in real-world care settings"
    ),
    publisher="McInnes and others, J Affect Disord 301",
    year=2022,
    address="https://doi.org/10.1016/j.jad.2021.12.097",
    key="outcomes",
)
CLAIMS = Source(
    title="False or Misleading Claims in Online Direct-to-Consumer Ketamine Advertising in Maryland",
    publisher="Crane and others, JAMA Netw Open 6(11)",
    year=2023,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC10630893/",
    key="claims",
)
CYSTITIS = Source(
    title="Ketamine-Induced Cystitis: A Comprehensive Review",
    publisher="Anderson and others, Health Psychol Res 10",
    year=2022,
    address="https://doi.org/10.52965/001c.38247",
    key="cystitis",
)
DOCINFO = Source(
    title="DocInfo",
    publisher="Federation of State Medical Boards",
    year=None,
    address="https://www.docinfo.org/",
    key="docinfo",
)
BOARDS = Source(
    title="Information For Consumers",
    publisher="Federation of State Medical Boards",
    year=None,
    address="https://www.fsmb.org/u.s.-medical-regulatory-trends-and-actions/"
    "guide-to-medical-regulation-in-the-united-states/information-for-consumers/",
    key="boards",
)
TELEHEALTH = Source(
    title="HHS & DEA Extend Telemedicine Flexibilities for Prescribing Controlled Medications Through 2026",
    publisher="US Department of Health and Human Services",
    year=2026,
    address="https://www.hhs.gov/press-room/dea-telemedicine-extension-2026.html",
    key="telehealth",
)
ESTIMATES = Source(
    title="Good-faith estimates: 45 CFR 149.610 and 149.620",
    publisher="US Department of Health and Human Services",
    year=2022,
    address="https://www.ecfr.gov/current/title-45/section-149.620",
    key="estimates",
)
