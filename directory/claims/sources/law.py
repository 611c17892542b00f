"""Federal rules: the Federal Register, the Code of Federal Regulations, and what agencies say of them."""

from datetime import date

from directory.claims.model import Reading, Source

READ_ON = date(2026, 11, 28)

VIDEO_RULE = Source(
    key="dea-video-rule",
    title="Fourth Temporary Extension of COVID-19 Telemedicine Flexibilities for Prescription of Controlled "
    "Medications (90 FR 61301)",
    publisher="Drug Enforcement Administration and Department of Health and Human Services",
    year=2025,
    address="https://www.govinfo.gov/content/pkg/FR-2025-12-31/html/2025-24123.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
VETERANS_RULE = Source(
    key="dea-veterans-rule",
    title="Continuity of Care via Telemedicine for Veterans Affairs Patients (90 FR 6523)",
    publisher="Drug Enforcement Administration and Department of Health and Human Services",
    year=2025,
    address="https://www.govinfo.gov/content/pkg/FR-2025-01-17/html/2025-01044.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
VETERANS_RULE_START = Source(
    key="dea-veterans-rule-start",
    title="Expansion of Buprenorphine Treatment via Telemedicine Encounter and Continuity of Care via "
    "Telemedicine for Veterans Affairs Patients (90 FR 13410)",
    publisher="Drug Enforcement Administration and Department of Health and Human Services",
    year=2025,
    address="https://frtracker.app/fr/2025-05007",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="FR Tracker",
)
SCHEDULE_III = Source(
    key="schedule-iii",
    title="Schedules of Controlled Substances: Placement of Ketamine into Schedule III (64 FR 37673)",
    publisher="Drug Enforcement Administration",
    year=1999,
    address="https://www.govinfo.gov/content/pkg/FR-1999-07-13/html/99-17803.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
CONTROLLED_SUBSTANCES = Source(
    key="controlled-substances-act",
    title="The Controlled Substances Act: Regulatory Requirements (RL34635)",
    publisher="Congressional Research Service",
    year=2012,
    address="https://docslib.org/doc/1182010/the-controlled-substances-act-regulatory-requirements",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="DocsLib",
)
OFF_LABEL = Source(
    key="fda-off-label",
    title="Understanding Unapproved Use of Approved Drugs “Off Label”",
    publisher="US Food and Drug Administration",
    year=None,
    address="https://www.fda.gov/patients/learn-about-expanded-access-and-other-treatment-options/"
    "understanding-unapproved-use-approved-drugs-label",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
COMPOUNDING = Source(
    key="fda-compounding",
    title="Drug Compounding",
    publisher="US Food and Drug Administration",
    year=2024,
    address="https://fda.gov/drugs/guidancecomplianceregulatoryinformation/pharmacycompounding/default.htm",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
APPROVAL_2019 = Source(
    key="fda-approval-2019",
    title="FDA Approves Esketamine Nasal Spray for Treatment-Resistant Depression",
    publisher="US Food and Drug Administration",
    year=2019,
    address="https://www.nami.org/About-Mental-Illness/Research/Research-News/2019/"
    "FDA-Approves-Esketamine-Nasal-Spray-for-Treatment-Resistant-Depression",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="National Alliance on Mental Illness",
)
APPROVAL_2020 = Source(
    key="fda-approval-2020",
    title="Janssen Announces U.S. FDA Approval of SPRAVATO (esketamine) Nasal Spray to Treat Depressive "
    "Symptoms in Adults with Major Depressive Disorder with Acute Suicidal Ideation or Behavior",
    publisher="Janssen, the maker",
    year=2020,
    address="https://maestrodatabase.com/blog/janssen-announces-u-dot-s-fda-approval-of-spravato-esketamine-nasal-"
    "spray-to-treat-depressive-symptoms-in-adults-with-major-depressive-disorder-with-acute-suicidal-ideation-or-"
    "behaviour",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Maestro Database",
)
APPROVAL_2025 = Source(
    key="fda-approval-2025",
    title="SPRAVATO (esketamine) approved in the U.S. as the first and only monotherapy for adults with "
    "treatment-resistant depression",
    publisher="Johnson & Johnson, the maker",
    year=2025,
    address="https://stocktitan.net/news/JNJ/spravato-esketamine-approved-in-the-u-s-as-the-first-and-only-"
    "j05kieptsyxo.html",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="StockTitan",
)
ESTIMATE_TIMES = Source(
    key="estimate-times",
    title="Requirements Related to Surprise Billing; Part II (86 FR 55980; 45 CFR 149.610)",
    publisher="Department of Health and Human Services and others",
    year=2021,
    address="https://www.dateas.com/es/docs/federal-register/2021/10/07?page=458",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Dateas",
)
ESTIMATE_DISPUTES = Source(
    key="estimate-disputes",
    title="Requirements for the patient-provider dispute resolution process (45 CFR 149.620)",
    publisher="Department of Health and Human Services",
    year=2021,
    address="https://dev.compliancecosmos.org/print/pdf/node/518836",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="COSMOS Compliance Universe",
)
ESTIMATE_FORM = Source(
    key="estimate-form",
    title="Patient-Provider Dispute Resolution Form (OMB 0938-NEW, appendix 4)",
    publisher="Department of Health and Human Services",
    year=2022,
    address="https://omb.report/icr/202206-1545-001CF/doc/120355101",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="OMB.report",
)
ESTIMATE_REPORT = Source(
    key="estimate-report",
    title="The Federal Patient-Provider Dispute Resolution Process (IF12338)",
    publisher="Congressional Research Service",
    year=2023,
    address="https://www.everycrsreport.com/reports/IF12338.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="EveryCRSReport",
)
ESTIMATE_NOTICE = Source(
    key="estimate-notice",
    title="Standard Notice: Selected Dispute Resolution Entity Notification (OMB 0938-NEW, appendix 12)",
    publisher="Department of Health and Human Services",
    year=2022,
    address="http://https.omb.report/icr/202302-1545-001CF/doc/129464601",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="OMB.report",
)
PRIVACY_COMPLAINTS = Source(
    key="hhs-privacy-complaints",
    title="What to Expect (filing a health information privacy complaint)",
    publisher="Office for Civil Rights, Department of Health and Human Services",
    year=None,
    address="https://www.hhs.gov/hipaa/filing-a-complaint/what-to-expect/index.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
PRIVACY_TIME = Source(
    key="hhs-privacy-time",
    title="If I believe that my privacy rights have been violated, when can I submit a complaint? (FAQ 352)",
    publisher="Office for Civil Rights, Department of Health and Human Services",
    year=None,
    address="https://www.hhs.gov/guidance/document/"
    "faq-352-if-i-believe-my-privacy-rights-have-been-violated-when-can-i-submit-complaint",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
YOUR_RECORDS = Source(
    key="your-records",
    title="Your Health Information Rights",
    publisher="Office of the National Coordinator for Health Information Technology",
    year=None,
    address="https://www.healthit.gov/topic/privacy-security-and-hipaa/your-health-information-rights",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MEDICARE_ESKETAMINE = Source(
    key="medicare-esketamine",
    title="Billing and Coding: Esketamine (A59250, a version that has since been replaced)",
    publisher="Centers for Medicare & Medicaid Services, Medicare Coverage Database",
    year=2024,
    address="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=59250&ver=4",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MEDICARE_ESKETAMINE_NOW = Source(
    key="medicare-esketamine-now",
    title="Billing and Coding: Esketamine (A59250, updated December 6, 2025)",
    publisher="First Coast Service Options, a Medicare contractor",
    year=2025,
    address="https://verity.backworkai.com/policy/A59250",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Verity",
)
PLAN_RULES = Source(
    key="plan-rules-esketamine",
    title="Esketamine (Spravato): medical policy",
    publisher="Blue Cross Blue Shield of North Dakota",
    year=None,
    address="https://www.bcbsnd.com/providers/policies-precertification/medical-policy/e/esketamine-spravato",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
TRICARE_ESKETAMINE = Source(
    key="tricare-esketamine",
    title="Access to Spravato",
    publisher="Humana Military, for TRICARE",
    year=2023,
    address="https://www.humanamilitary.com/provider/education-and-resources/quick-access/"
    "policy-updates-and-alerts/230126-spravato",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
CONSUMER_REVIEWS = Source(
    key="ftc-consumer-reviews",
    title="Trade Regulation Rule on the Use of Consumer Reviews and Testimonials (89 FR 68034; 16 CFR 465)",
    publisher="Federal Trade Commission",
    year=2024,
    address="https://www.govinfo.gov/content/pkg/FR-2024-08-22/html/2024-18519.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
TESTIMONIALS_TEXAS = Source(
    key="texas-testimonials",
    title="Solicitation, Use of Titles, and Business Names (22 TAC 465.6), for psychologists",
    publisher="Texas Administrative Code",
    year=None,
    address="https://texreg.sos.state.tx.us/public/readtac$ext.TacPage?sl=R&app=9&p_dir=&p_rloc=&p_tloc=&p_ploc="
    "&pg=1&p_tac=&ti=22&pt=21&ch=465&rl=6",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
TESTIMONIALS_MONTANA = Source(
    key="montana-testimonials",
    title="Representation of Self and Services (24.189.2301), for psychologists",
    publisher="Administrative Rules of Montana",
    year=None,
    address="https://rules.mt.gov/gateWay/Print_RV.Asp?RV=15483",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
