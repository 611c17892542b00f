"""Where people get help, and where they complain: lifelines, emergency signs, agencies and boards."""

from datetime import date

from directory.claims.model import Reading, Source

READ_ON = date(2026, 11, 28)

LIFELINE = Source(
    key="lifeline-988",
    title="What to Expect (when you call, text or chat)",
    publisher="988 Suicide & Crisis Lifeline",
    year=None,
    address="https://988lifeline.org/get-help/what-to-expect",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
LIFELINE_SPANISH = Source(
    key="lifeline-spanish",
    title="988 Suicide & Crisis Lifeline Adds Spanish Text and Chat Service",
    publisher="Substance Abuse and Mental Health Services Administration",
    year=2023,
    address="https://www.samhsa.gov/newsroom/press-announcements/20230713/"
    "988-suicide-crisis-lifeline-adds-spanish-text-chat-service-ahead-one-year-anniversary",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
LIFELINE_ASL = Source(
    key="lifeline-asl",
    title="988 Suicide & Crisis Lifeline Adds American Sign Language Services for Deaf and Hard of Hearing "
    "Callers",
    publisher="Substance Abuse and Mental Health Services Administration",
    year=2023,
    address="https://www.samhsa.gov/newsroom/press-announcements/20230908/"
    "988-suicide-crisis-lifeline-adds-american-sign-language-services-deaf-hard-of-hearing-callers",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
POISON_HELP = Source(
    key="poison-help",
    title="The Poison Help Line",
    publisher="Health Resources and Services Administration",
    year=None,
    address="https://www.poisonhelp.hrsa.gov/the-poison-help-line/index.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
STROKE_SIGNS = Source(
    key="stroke-signs",
    title="What are the warning signs of stroke?",
    publisher="National Institutes of Health (NIHSeniorHealth, a site since closed)",
    year=None,
    address="https://nihseniorhealth.gov/stroke/faq/faq5.html",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
SEIZURES = Source(
    key="cdc-seizures",
    title="Get Seizure Smart!",
    publisher="Centers for Disease Control and Prevention",
    year=None,
    address="https://www.cdc.gov/epilepsy/communications/features/firstaid.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
HEART_ATTACK = Source(
    key="cdc-heart-attack",
    title="Awareness of Heart Attack Symptoms and Response Among Adults — United States, 2008, 2014, "
    "and 2017",
    publisher="Centers for Disease Control and Prevention (MMWR)",
    year=2019,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6366680",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
OVERDOSE_SIGNS = Source(
    key="asam-overdose-signs",
    title="How to Recognize an Overdose (in: Opioid Use Disorder Patient Guide)",
    publisher="American Society of Addiction Medicine",
    year=2025,
    address="https://eguideline.guidelinecentral.com/i/1536453-asam-opioid-use-disorder-patient-guide-2025/18",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
UP_AND_AWAY = Source(
    key="up-and-away",
    title="Up and Away",
    publisher="Consumer Healthcare Products Association, with the Centers for Disease Control and Prevention",
    year=None,
    address="https://upandaway.org/",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
FASTING_DIABETES = Source(
    key="ada-fasting",
    title="Fasting for Surgery: What If I Have a Low?",
    publisher="American Diabetes Association (Diabetes Forecast)",
    year=2016,
    address="http://www.diabetesforecast.org/2016/jan-feb/fasting-for-surgery-what-if.html",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
STOPPING_ANTIDEPRESSANTS = Source(
    key="nih-stopping-antidepressants",
    title="I have been taking an antidepressant for a while, and now I am feeling better. Can I stop taking "
    "it?",
    publisher="National Institutes of Health (NIHSeniorHealth, a site since closed)",
    year=2008,
    address="https://webarchive.library.unt.edu/eot2008/20080917083429/"
    "http://nihseniorhealth.gov/depression/faq/faq12a.html",
    reading=Reading.WHOLE,
    read_on=READ_ON,
    copy_by="University of North Texas Libraries",
)
MEDWATCH = Source(
    key="medwatch",
    title="Reporting Serious Problems to FDA",
    publisher="US Food and Drug Administration",
    year=2024,
    address="https://www.fda.gov/Safety/MedWatch/HowToReport/default.htm",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MEDICAL_BOARDS = Source(
    key="fsmb-consumers",
    title="Information for Consumers",
    publisher="Federation of State Medical Boards",
    year=None,
    address="https://www.fsmb.org/u.s.-medical-regulatory-trends-and-actions/"
    "guide-to-medical-regulation-in-the-united-states/information-for-consumers/",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
DOCINFO = Source(
    key="docinfo",
    title="DocInfo, as described in “Building a Public Licensure Lookup for Physical Therapy”",
    publisher="Federation of State Medical Boards",
    year=2025,
    address="https://www.fsbpt.org/Free-Resources/FSBPT-Forum/Forum-2025/"
    "Building-a-Public-Licensure-Lookup-for-Physical-Therapy",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Federation of State Boards of Physical Therapy",
)
NURSING_BOARDS = Source(
    key="ncsbn-complaints",
    title="Filing a Complaint",
    publisher="National Council of State Boards of Nursing",
    year=None,
    address="https://www.ncsbn.org/nursing-regulation/filing-a-complaint.page",
    reading=Reading.WHOLE,
    read_on=READ_ON,
)
FTC_REPORTS = Source(
    key="ftc-reports",
    title="Announcing ReportFraud.ftc.gov",
    publisher="Federal Trade Commission",
    year=2020,
    address="https://www.doncio.navy.mil/chips/ArticleDetails.aspx?ID=14024",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="CHIPS, Department of the Navy",
)
SUPERBILL = Source(
    key="superbill",
    title="Superbill",
    publisher="Academy of Nutrition and Dietetics",
    year=None,
    address="https://www.eatrightpro.org/payment/coding-and-billing/superbill",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
