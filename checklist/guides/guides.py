"""The guides in reading order, with their sources. Their text is in templates/checklist/guide/.

A guide states nothing without a source that was read. Whoever changes a fact changes its source and
`checked_on` with it.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from checklist.guides import sources
from checklist.guides.model import Guide
from checklist.questions.model import Source

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
            sources.WARNING,
            Source(
                "An update on community ketamine practices",
                "American Journal of Psychiatry",
                2022,
                "https://psychiatryonline.org/doi/full/10.1176/appi.ajp.21111086",
            ),
            sources.ADVERTISING,
            sources.SURVEY,
            sources.ETHICS,
            sources.WITH_THERAPY,
            Source(
                "A Consensus Statement on the Use of Ketamine in the Treatment of Mood Disorders (abstract)",
                "JAMA Psychiatry",
                2017,
                "https://moreblossom.com/papers/a-consensus-statement-on-the-use-of-ketamine-in-the-treatment-of-mood-disorders",
            ),
            sources.APPROVED_2019,
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
            sources.REAL_WORLD,
            Source(
                "Randomized trial of ketamine masked by surgical anesthesia in patients with depression",
                "Nature Mental Health",
                2023,
                "https://medrxiv.org/content/10.1101/2023.04.28.23289210v2.full.txt",
            ),
            sources.APPROVED_2019,
            sources.APPROVED_2020,
            sources.APPROVED_2025,
            sources.NOT_SHOWN,
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
            sources.CHRONIC_PAIN_RULES,
            sources.SIDE_EFFECTS,
            sources.SURVEY,
        ),
    ),
    Guide(
        "risks",
        _("Risks, and who should take care"),
        _("Ketamine is a strong drug, and some people should not have it."),
        CHECKED,
        (
            sources.SIDE_EFFECTS,
            sources.KETALAR,
            sources.SAFETY,
            sources.LABEL,
            sources.MEDICATION_GUIDE,
            sources.CHRONIC_PAIN_RULES,
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
            sources.MAYO,
            Source(
                "Ketamine hydrochloride injection: adverse reactions",
                "Pfizer Medical Information",
                None,
                "https://www.pfizermedicalinformation.com/en-us/ketamine/adverse-reactions",
            ),
            sources.REAL_WORLD,
            sources.SAFE_USE,
            sources.WARNING,
            sources.WARNING_CASE,
        ),
    ),
    Guide(
        "law",
        _("Law and approval in the US"),
        _("A treatment can be within the law and still not be approved for your illness."),
        CHECKED,
        (
            sources.SCHEDULE,
            sources.WARNING,
            sources.WARNING_CASE,
            sources.APPROVED_2019,
            sources.APPROVED_2020,
            sources.APPROVED_2025,
            sources.REMS,
            sources.REMS_PATIENTS,
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
            sources.MEDICAL_BOARDS,
            sources.SURVEY,
            sources.ADVERTISING,
        ),
    ),
    Guide(
        "preparing",
        _("Getting ready for a first session"),
        _("A good start is a full check-up, a list of what you take, a way home, and time to ask."),
        CHECKED,
        (
            sources.SAFE_USE,
            sources.ETHICS,
            sources.MEDICATION_GUIDE,
            sources.LABEL,
            sources.REMS,
            sources.REMS_PATIENTS,
            sources.MAYO,
            sources.REAL_WORLD,
        ),
    ),
    Guide(
        "during-and-after",
        _("During a session, and after"),
        _("What may happen, who should be there, when you may leave, and when to call for help."),
        CHECKED,
        (
            sources.SIDE_EFFECTS,
            sources.KETALAR,
            sources.APPROVED_2019,
            sources.SAFE_USE,
            sources.REMS,
            sources.REMS_PATIENTS,
            sources.MAYO,
            sources.ETHICS,
            sources.WITH_THERAPY,
            Source(
                "Ketamine Discharge Instructions",
                "Nervana Medical",
                None,
                "https://www.nervanamedical.com/s/ketaminedischarge",
            ),
            sources.LIFELINE,
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
            sources.ESTIMATE,
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
            sources.SAFE_USE,
            sources.LABEL,
            sources.REAL_WORLD,
            sources.WARNING,
            sources.MAYO,
            sources.MEDICAL_BOARDS,
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
            sources.ESTIMATE,
            sources.LIFELINE,
        ),
    ),
)
