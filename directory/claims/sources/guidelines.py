"""What societies, institutes and public agencies advise."""

from datetime import date

from directory.claims.model import Reading, Source

READ_ON = date(2026, 11, 28)

ASA_KETAMINE = Source(
    key="asa-ketamine",
    title="Guidance on the Safe Use of Ketamine Outside of Acute Pain Management and Procedural Sedation",
    publisher="American Society of Anesthesiologists",
    year=2025,
    address="https://asahq.org/advocating-for-you/guidance/ketamine-safe-use",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
ASA_SEDATION = Source(
    key="asa-sedation",
    title="Practice Guidelines for Moderate Procedural Sedation and Analgesia 2018",
    publisher="American Society of Anesthesiologists and others",
    year=2018,
    address="https://www.guidelinecentral.com/guideline/9061",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Guideline Central",
)
ASA_FASTING_2017 = Source(
    key="asa-fasting-2017",
    title="Practice Guidelines for Preoperative Fasting and the Use of Pharmacologic Agents to Reduce "
    "the Risk of Pulmonary Aspiration",
    publisher="American Society of Anesthesiologists",
    year=2017,
    address="http://anesthesiology.pubs.asahq.org/article.aspx?articleid=2596245",
    reading=Reading.TITLE,
    read_on=READ_ON,
)
ASA_FASTING_2023 = Source(
    key="asa-fasting-2023",
    title="Practice Guidelines for Preoperative Fasting: Carbohydrate-containing Clear Liquids with or "
    "without Protein, Chewing Gum, and Pediatric Fasting Duration",
    publisher="American Society of Anesthesiologists",
    year=2023,
    address="https://pubs.asahq.org/anesthesiology/article/138/2/132/137508",
    reading=Reading.TITLE,
    read_on=READ_ON,
)
GLP1 = Source(
    key="glp1-guidance",
    title="Multisociety Clinical Practice Guidance for the Safe Use of Glucagon-like Peptide-1 Receptor "
    "Agonists in the Perioperative Period",
    publisher="American Society of Anesthesiologists and four other societies",
    year=2024,
    address="https://www.guidelinecentral.com/guideline/4050576",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Guideline Central",
)
PAIN_2018 = Source(
    key="pain-guidelines-2018",
    title="Consensus Guidelines on the Use of Intravenous Ketamine Infusions for Chronic Pain",
    publisher="ASRA, AAPM and ASA (Regional Anesthesia and Pain Medicine)",
    year=2018,
    address="https://journals.lww.com/rapm/Fulltext/2018/07000/"
    "Consensus_Guidelines_on_the_Use_of_Intravenous.11.aspx",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
PAIN_2018_SUMMARY = Source(
    key="pain-guidelines-2018-summary",
    title="Consensus Guidelines on Intravenous Ketamine for Chronic Pain: the recommendations",
    publisher="ASRA, AAPM and ASA",
    year=2018,
    address="https://www.guidelinecentral.com/guideline/8150",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Guideline Central",
)
APA_2017 = Source(
    key="apa-2017",
    title="A Consensus Statement on the Use of Ketamine in the Treatment of Mood Disorders",
    publisher="American Psychiatric Association task force (JAMA Psychiatry)",
    year=2017,
    address="https://www.scribd.com/document/516432450/"
    "A-Consensus-Statement-on-the-Use-of-Ketamine-in-the-Treatment-of-Mood-Disorders-2017",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
    copy_by="Scribd",
)
EXPERTS_2021 = Source(
    key="experts-2021",
    title="Synthesizing the Evidence for Ketamine and Esketamine in Treatment-Resistant Depression: An "
    "International Expert Opinion",
    publisher="American Journal of Psychiatry",
    year=2021,
    address="https://psychiatryonline.org/doi/full/10.1176/appi.ajp.2020.20081251",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
AANA = Source(
    key="aana-ketamine",
    title="Ketamine Infusion Therapy for Psychiatric Disorders and Chronic Pain Management: Practice "
    "Considerations",
    publisher="American Association of Nurse Anesthesiology",
    year=2024,
    address="https://issuu.com/aanapublishing/docs/7_-_ketamine_infusion_therapy_for_psychiatric_diso",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
VA_PTSD_2023 = Source(
    key="va-ptsd-2023",
    title="The Management of Posttraumatic Stress Disorder and Acute Stress Disorder: Synopsis of the "
    "2023 U.S. Department of Veterans Affairs and U.S. Department of Defense Clinical Practice "
    "Guideline",
    publisher="Annals of Internal Medicine",
    year=2024,
    address="https://www.acpjournals.org/doi/10.7326/M23-2757",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
VA_DEPRESSION_2022 = Source(
    key="va-depression-2022",
    title="U.S. Veterans Affairs/Department of Defense guidelines on the treatment of major depressive "
    "disorder",
    publisher="Department of Veterans Affairs and Department of Defense",
    year=2022,
    address="https://joulecma.ca/secure/clinicalupdates/poems/2023/detail/305367/1",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Joule, Canadian Medical Association",
)
NICE = Source(
    key="nice-esketamine",
    title="Esketamine nasal spray for treatment-resistant depression (TA854): recommendations",
    publisher="National Institute for Health and Care Excellence, England",
    year=2022,
    address="https://www.nice.org.uk/guidance/ta854/chapter/1-Recommendations",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
ARIZONA_NURSES = Source(
    key="arizona-nurses",
    title="Administration and Monitoring of Subanesthetic IV Ketamine (advisory opinion)",
    publisher="Arizona State Board of Nursing",
    year=2015,
    address="https://www.scribd.com/document/517297083",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Scribd",
)
KRIYA = Source(
    key="kriya",
    title="Ethical Guidelines for Ketamine Clinicians, version 1.1",
    publisher="W. C. Ryan and R. G. Bennett",
    year=2020,
    address="https://psychable.com/ketamine/ethical-guidelines-for-ketamine-clinicians",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="Psychable",
)
NIMH_BRAIN_STIMULATION = Source(
    key="nimh-brain-stimulation",
    title="Brain Stimulation Therapies",
    publisher="National Institute of Mental Health",
    year=None,
    address="https://nimh.nih.gov/braintherapies",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
NIMH_TALK_2024 = Source(
    key="nimh-talk-2024",
    title="Facebook Live: Brain Stimulation Therapies (transcript)",
    publisher="National Institute of Mental Health",
    year=2024,
    address="https://www.nimh.nih.gov/news/media/2024/facebook-live-brain-stimulation-therapies",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
ECT_ANESTHESIA = Source(
    key="ect-anesthesia",
    title="Anesthetic care for electroconvulsive therapy",
    publisher="Anesthesia and Pain Medicine",
    year=None,
    address="https://anesth-pain-med.org/journal/view.php?number=1134&viewtype=pubreader",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
NAMI_DEPRESSION = Source(
    key="nami-depression",
    title="Depression: treatment",
    publisher="National Alliance on Mental Illness",
    year=None,
    address="https://nami.org/about-mental-illness/mental-health-conditions/depression?tab=treatment",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
NIDA_KETAMINE = Source(
    key="nida-ketamine",
    title="Ketamine",
    publisher="National Institute on Drug Abuse",
    year=None,
    address="https://nida.nih.gov/research-topics/ketamine",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
SURGEON_GENERAL = Source(
    key="surgeon-general-ketamine",
    title="Ketamine, in: Facing Addiction in America (a table of appendix D)",
    publisher="US Surgeon General",
    year=2016,
    address="https://www.ncbi.nlm.nih.gov/books/NBK424847/table/appd.t6/",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
