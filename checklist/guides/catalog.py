"""The guides: what stands under /guide/, in reading order. The words of each are in `templates/guide/`.

A guide says nothing without a source that was read. Whoever changes a fact changes the source and
`checked_on` with it: the day on which somebody last held the words against the sources.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.questions.catalog import QUESTIONS


@dataclass(frozen=True)
class Source:
    """`title` and `publisher` stand as they were published, in their own language.

    year     None where the page names none
    address  "" where it is not free to read, or is known by its abstract in another index alone
    """

    title: str
    publisher: str
    year: int | None
    address: str = ""


@dataclass(frozen=True)
class Guide:
    slug: str
    title: Promise
    summary: Promise  # one sentence or two: the lead of the page, and its line in the contents
    checked_on: date
    sources: tuple[Source, ...]

    @property
    def template(self):
        return f"checklist/guide/{self.slug}.html"

    @property
    def number(self):
        return GUIDES.index(self) + 1

    @property
    def before(self):
        """The guide before this one, or None."""
        return GUIDES[self.number - 2] if self.number > 1 else None

    @property
    def after(self):
        """The guide after this one, or None."""
        return GUIDES[self.number] if self.number < len(GUIDES) else None

    @property
    def questions(self):
        """The questions of the checklist that this guide explains, but those that are no longer asked."""
        return [one for one in QUESTIONS if one.guide == self.slug and not one.retired]


# ---- sources that more than one guide stands on

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

CHECKED = date(2026, 11, 22)

GUIDES = (
    Guide(
        "what-it-is",
        _("What ketamine treatment is, and is not"),
        _("Ketamine is a drug, and only some clinics add talk therapy to it: know which you are offered."),
        CHECKED,
        (
            Source(
                "Schedules of Controlled Substances: Proposed Placement of Ketamine Into Schedule III",
                "Federal Register 64, 17299",
                1999,
                "https://www.govinfo.gov/content/pkg/FR-1999-04-09/html/99-8815.htm",
            ),
            WARNING,
            Source(
                "An update on community ketamine practices",
                "American Journal of Psychiatry",
                2022,
                "https://psychiatryonline.org/doi/full/10.1176/appi.ajp.21111086",
            ),
            ADVERTISING,
            SURVEY,
            ETHICS,
            WITH_THERAPY,
            Source(
                "A Consensus Statement on the Use of Ketamine in the Treatment of Mood Disorders (abstract)",
                "JAMA Psychiatry",
                2017,
                "https://moreblossom.com/papers/a-consensus-statement-on-the-use-of-ketamine-in-the-treatment-of-mood-disorders",
            ),
            APPROVED_2019,
            Source(
                "Ethical Principles of Psychologists and Code of Conduct, 5.05",
                "American Psychological Association",
                2002,
                "http://psicoterapiaintegrativa.com/apa.htm",
            ),
        ),
    ),
    Guide(
        "evidence",
        _("What the studies say"),
        _("In depression, ketamine helps some people for a time; for other illnesses we know much less."),
        CHECKED,
        (
            Source(
                "Double-blind, placebo-controlled, dose-ranging trial of intravenous ketamine (introduction)",
                "Molecular Psychiatry",
                2018,
                "https://www.nature.com/articles/s41380-018-0256-5",
            ),
            Source(
                "Single, Repeated, and Maintenance Ketamine Infusions for Treatment-Resistant Depression",
                "American Journal of Psychiatry",
                2019,
                "https://pubmed.ncbi.nlm.nih.gov/30922101/",
            ),
            Source(
                "Ketamine versus ECT for Nonpsychotic Treatment-Resistant Major Depression",
                "New England Journal of Medicine",
                2023,
                "https://pubmed.ncbi.nlm.nih.gov/37224232/",
            ),
            REAL_WORLD,
            Source(
                "Randomized trial of ketamine masked by surgical anesthesia in patients with depression",
                "Nature Mental Health",
                2023,
                "https://medrxiv.org/content/10.1101/2023.04.28.23289210v2.full.txt",
            ),
            APPROVED_2019,
            APPROVED_2020,
            APPROVED_2025,
            NOT_SHOWN,
            Source(
                "Dose-related effects of ketamine for antidepressant-resistant symptoms of posttraumatic "
                "stress disorder in veterans and active duty military",
                "Neuropsychopharmacology",
                2022,
                "http://www.pubmed.gov/35046508/",
            ),
            Source(
                "So how special is special K? A systematic review and meta-analysis of ketamine for "
                "PTSD RCTs",
                "European Journal of Psychotraumatology",
                2024,
                "https://www.informahealthcare.com/doi/abs/10.1080/20008066.2023.2299124",
            ),
            Source(
                "Randomized controlled crossover trial of ketamine in obsessive-compulsive disorder",
                "Neuropsychopharmacology",
                2013,
                "https://pmc.ncbi.nlm.nih.gov/articles/PMC3799067",
            ),
            Source(
                "Ketamine for Social Anxiety Disorder: A Randomized, Placebo-Controlled Crossover Trial",
                "Neuropsychopharmacology",
                2018,
                "https://pmc.ncbi.nlm.nih.gov/articles/PMC5729569",
            ),
            Source(
                "Ketamine and other glutamate receptor modulators for depression in adults with bipolar "
                "disorder",
                "Cochrane Database of Systematic Reviews",
                2021,
                "https://cochranelibrary.com/cdsr/doi/10.1002/14651858.CD011611.pub3/abstract",
            ),
            Source(
                "Ketamine and other NMDA receptor antagonists for chronic pain",
                "Cochrane Database of Systematic Reviews",
                2025,
                "https://pubmed.ncbi.nlm.nih.gov/40819842/",
            ),
            CHRONIC_PAIN_RULES,
            SIDE_EFFECTS,
            SURVEY,
        ),
    ),
    Guide(
        "risks",
        _("Risks, and who should take care"),
        _("Ketamine is a strong drug, and some people should not have it."),
        CHECKED,
        (
            SIDE_EFFECTS,
            KETALAR,
            SAFETY,
            LABEL,
            MEDICATION_GUIDE,
            CHRONIC_PAIN_RULES,
            Source(
                "Case report of a switch to mania after oral ketamine in bipolar I disorder",
                "Frontiers in Psychiatry",
                2020,
                "https://frontiersin.org/journals/psychiatry/articles/10.3389/fpsyt.2020.00516/full",
            ),
            Source(
                "Ketamine-Induced Cystitis: A Comprehensive Review of the Urologic Effects",
                "Health Psychology Research",
                2022,
                "https://healthpsychologyresearch.openmedicalpublishing.org/article/38247-ketamine-induced-cystitis-a-comprehensive-review-of-the-urologic-effects-of-this-psychoactive-drug",
            ),
            Source(
                "Repeated or Continuous Medically Supervised Ketamine Administration Associated with "
                "Hepatobiliary Adverse Events",
                "Drug Safety",
                2021,
                "https://pmc.ncbi.nlm.nih.gov/articles/PMC8546385",
            ),
            MAYO,
            Source(
                "Ketamine hydrochloride injection: adverse reactions",
                "Pfizer Medical Information",
                None,
                "https://www.pfizermedicalinformation.com/en-us/ketamine/adverse-reactions",
            ),
            REAL_WORLD,
            SAFE_USE,
            WARNING,
            WARNING_CASE,
        ),
    ),
    Guide(
        "law",
        _("Law and approval in the US"),
        _("A treatment can be within the law and still not be approved for your illness."),
        CHECKED,
        (
            SCHEDULE,
            WARNING,
            WARNING_CASE,
            APPROVED_2019,
            APPROVED_2020,
            APPROVED_2025,
            REMS,
            REMS_PATIENTS,
            Source(
                "DEA Extends Tele-Prescribing Flexibilities Yet Again, Now Through December 31, 2026",
                "National Law Review",
                2026,
                "https://natlawreview.com/article/dea-extends-tele-prescribing-flexibilities-yet-again-now-through-december-31-2026",
            ),
            Source(
                "DEA Extends Telemedicine Flexibilities for Controlled Medications",
                "HomeCare",
                2026,
                "https://www.homecaremag.com/news/dea-extends-telemedicine-flexibilities-controlled-medications",
            ),
            MEDICAL_BOARDS,
            SURVEY,
            ADVERTISING,
        ),
    ),
    Guide(
        "preparing",
        _("Getting ready for a first session"),
        _("A good start is a full check-up, a list of what you take, a way home, and time to ask."),
        CHECKED,
        (SAFE_USE, ETHICS, MEDICATION_GUIDE, LABEL, REMS, REMS_PATIENTS, MAYO, REAL_WORLD),
    ),
    Guide(
        "during-and-after",
        _("During a session, and after"),
        _("What may happen, who should be there, when you may leave, and when to call for help."),
        CHECKED,
        (
            SIDE_EFFECTS,
            KETALAR,
            APPROVED_2019,
            SAFE_USE,
            REMS,
            REMS_PATIENTS,
            MAYO,
            ETHICS,
            WITH_THERAPY,
            Source(
                "Ketamine Discharge Instructions",
                "Nervana Medical",
                None,
                "https://www.nervanamedical.com/s/ketaminedischarge",
            ),
            LIFELINE,
        ),
    ),
    Guide(
        "costs",
        _("What it costs, and who pays"),
        _("Ask for the whole price in writing: most people pay for off-label ketamine themselves."),
        CHECKED,
        (
            Source(
                "Hundreds of clinics may be guilty of false or misleading claims in ketamine advertising",
                "University of Colorado Anschutz, as reported",
                2023,
                "https://neurosciene.com/2023/11/07/hundreds-of-clinics-may-be-guilty-of-false-or-misleading-claims-in-ketamine-advertising",
            ),
            Source(
                "Insurance coverage for ketamine therapy",
                "Mind Medicine Law",
                2026,
                "https://mindmedicinelaw.com/guides/ketamine-therapy-insurance-coverage",
            ),
            Source(
                "Accessing Care: Insurance for Spravato Treatment, Costs of Ketamine Therapy",
                "Lumin Health",
                None,
                "https://www.lumin.health/blog/navigating-insurance-for-spravato-ketamine-therapy-costs-and-tms-coverage",
            ),
            ESTIMATE,
            Source(
                "Good Faith Estimate: dispute within 120 days, fee of $25",
                "LM Counseling, after the federal notice",
                2025,
                "https://www.lm-counseling.com/goodfaithestimate",
            ),
            Source(
                "The Good Faith Estimate Requirement of the No Surprises Act, part two",
                "Cohen Healthcare Law",
                2022,
                "https://cohenhealthcarelaw.com/2022/03/the-good-faith-estimate-requirement-of-the-no-surprises-act-part-two",
            ),
            Source(
                "What is a superbill?",
                "Level Up Compliance",
                2026,
                "https://levelupcompliance.com/guides/what-is-a-superbill",
            ),
        ),
    ),
    Guide(
        "stopping",
        _("When to stop, and where to complain"),
        _("You may stop at any time, and there are people whose work it is to look into bad care."),
        CHECKED,
        (
            SAFE_USE,
            LABEL,
            REAL_WORLD,
            WARNING,
            MAYO,
            MEDICAL_BOARDS,
            Source(
                "DocInfo: Physician Information Made Easy",
                "Federation of State Medical Boards, on AFSCME Info Center",
                2015,
                "https://www.afscmeinfocenter.org/blog/2015/08/docinfo-physician-information-made-easy.htm",
            ),
            Source(
                "How to report to the FDA: MedWatch",
                "Worst Pills, Best Pills",
                None,
                "https://worstpills.org/newsletters/view/259",
            ),
            Source(
                "Filing a Health Information Privacy Complaint: what to expect",
                "US Department of Health and Human Services",
                None,
                "https://www.hhs.gov/hipaa/filing-a-complaint/what-to-expect/index.html",
            ),
            Source(
                "HIPAA Covered Entities, Office for Civil Rights, and the Federal Trade Commission",
                "Mono County Behavioral Health",
                None,
                "https://monocounty.ca.gov/behavioral-health/page/hipaa-covered-entities-office-civil-rights-and-federal-trade-commission",
            ),
            ESTIMATE,
            LIFELINE,
        ),
    ),
)
