"""Trials, reviews and surveys that were published in journals."""

from datetime import date

from directory.claims.model import Reading, Source

READ_ON = date(2026, 11, 28)

KARMA_DEP_2 = Source(
    key="karma-dep-2",
    title="Serial Ketamine Infusions as Adjunctive Therapy to Inpatient Care for Depression: The "
    "KARMA-Dep 2 Randomized Clinical Trial",
    publisher="JAMA Psychiatry",
    year=2025,
    address="https://pubmed.ncbi.nlm.nih.gov/41123905/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
ELEKT_D = Source(
    key="elekt-d",
    title="Ketamine versus ECT for Nonpsychotic Treatment-Resistant Major Depression",
    publisher="New England Journal of Medicine",
    year=2023,
    address="https://pubmed.ncbi.nlm.nih.gov/37224232/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
KET_ECT = Source(
    key="ket-ect",
    title="Racemic Ketamine as an Alternative to Electroconvulsive Therapy for Unipolar Depression: A "
    "Randomized, Open-Label, Non-Inferiority Trial (KetECT)",
    publisher="International Journal of Neuropsychopharmacology",
    year=2022,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC9154276",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
ESCAPE_TRD = Source(
    key="escape-trd",
    title="Esketamine Nasal Spray versus Quetiapine for Treatment-Resistant Depression",
    publisher="New England Journal of Medicine",
    year=2023,
    address="https://repository.uantwerpen.be/link/irua/200542",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
ESKETAMINE_ALONE = Source(
    key="esketamine-alone",
    title="Esketamine Monotherapy in Adults With Treatment-Resistant Depression: A Randomized Clinical Trial",
    publisher="JAMA Psychiatry",
    year=2025,
    address="https://pubmed.ncbi.nlm.nih.gov/40601310/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
ESKETAMINE_ALONE_RESULTS = Source(
    key="esketamine-alone-results",
    title="A Study of Esketamine Nasal Spray, Administered as Monotherapy, in Adult Participants With "
    "Treatment-resistant Depression (NCT04599855): outcomes and findings",
    publisher="ClinicalTrials.gov",
    year=2025,
    address="https://meddatax.com/clinical-trials/NCT04599855/results",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
    copy_by="MedDataX",
)
ESKETAMINE_WITH_PILL = Source(
    key="esketamine-with-pill",
    title="Efficacy and Safety of Flexibly Dosed Esketamine Nasal Spray Combined With a Newly Initiated Oral "
    "Antidepressant in Treatment-Resistant Depression: A Randomized Double-Blind Active-Controlled Study",
    publisher="American Journal of Psychiatry",
    year=2019,
    address="https://www.scribd.com/document/786233715/Popova-et-al-2019-TRANSFORM-2",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
    copy_by="Scribd",
)
ESKETAMINE_TRIALS = Source(
    key="esketamine-trials",
    title="Summary of phase-three clinical trials of esketamine (table 2 of a review)",
    publisher="Cureus",
    year=2021,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8381465/table/TAB2/",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
ESKETAMINE_OLDER = Source(
    key="esketamine-older",
    title="Efficacy and Safety of Esketamine Nasal Spray Plus an Oral Antidepressant in Elderly Patients "
    "With Treatment-Resistant Depression-TRANSFORM-3",
    publisher="American Journal of Geriatric Psychiatry",
    year=2020,
    address="https://pubmed.ncbi.nlm.nih.gov/31734084/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
SUSTAIN_1 = Source(
    key="sustain-1",
    title="Efficacy of Esketamine Nasal Spray Plus Oral Antidepressant Treatment for Relapse Prevention "
    "in Patients With Treatment-Resistant Depression",
    publisher="JAMA Psychiatry",
    year=2019,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC6551577",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
REAL_CLINICS = Source(
    key="real-clinics",
    title="A retrospective analysis of ketamine intravenous therapy for depression in real-world care "
    "settings",
    publisher="Journal of Affective Disorders",
    year=2022,
    address="https://stanfordhealthcare.org/publications/837/837264.html",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
SIX_DOSES = Source(
    key="six-doses",
    title="Single, Repeated, and Maintenance Ketamine Infusions for Treatment-Resistant Depression: A "
    "Randomized Controlled Trial",
    publisher="American Journal of Psychiatry",
    year=2019,
    address="https://pubmed.ncbi.nlm.nih.gov/30922101/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
DOSE_RANGING = Source(
    key="dose-ranging",
    title="Double-blind, placebo-controlled, dose-ranging trial of intravenous ketamine as adjunctive "
    "therapy in treatment-resistant depression",
    publisher="Molecular Psychiatry",
    year=2018,
    address="https://www.nature.com/articles/s41380-018-0256-5",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MASKED = Source(
    key="masked",
    title="Randomized trial of ketamine masked by surgical anesthesia in patients with depression",
    publisher="Nature Mental Health",
    year=2023,
    address="https://medrxiv.org/content/10.1101/2023.04.28.23289210v2.full.txt",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
PTSD_REPEATED = Source(
    key="ptsd-repeated",
    title="A Randomized Controlled Trial of Repeated Ketamine Administration for Chronic Posttraumatic "
    "Stress Disorder",
    publisher="American Journal of Psychiatry",
    year=2021,
    address="https://psychiatryonline.org/doi/full/10.1176/appi.ajp.2020.20050596",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
PTSD_VETERANS = Source(
    key="ptsd-veterans",
    title="Dose-related effects of ketamine for antidepressant-resistant symptoms of posttraumatic "
    "stress disorder in veterans and active duty military",
    publisher="Neuropsychopharmacology",
    year=2022,
    address="https://www.nature.com/articles/s41386-022-01266-9",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
PTSD_POOLED = Source(
    key="ptsd-pooled",
    title="So how special is special K? A systematic review and meta-analysis of ketamine for PTSD RCTs",
    publisher="European Journal of Psychotraumatology",
    year=2024,
    address="https://doi.org/10.1080/20008066.2023.2299124",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
CHRONIC_PAIN = Source(
    key="chronic-pain-review",
    title="Ketamine and other NMDA receptor antagonists for chronic pain (a Cochrane review)",
    publisher="Cochrane Database of Systematic Reviews",
    year=2025,
    address="https://www.epocrates.com/online/article/"
    "ketamine-for-chronic-pain-evidence-falls-short-risks-remain",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="epocrates",
)
BIPOLAR_2021 = Source(
    key="bipolar-2021",
    title="Ketamine and other glutamate receptor modulators for depression in adults with bipolar disorder",
    publisher="Cochrane Database of Systematic Reviews",
    year=2021,
    address="https://cochranelibrary.com/cdsr/doi/10.1002/14651858.CD011611.pub3/abstract",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
BIPOLAR_2023 = Source(
    key="bipolar-2023",
    title="An Update on the Efficacy of Single and Serial Intravenous Ketamine Infusions and Esketamine "
    "for Bipolar Depression: A Systematic Review and Meta-Analysis",
    publisher="Brain Sciences",
    year=2023,
    address="https://doi.org/10.3390/brainsci13121672",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MANIA_CASE = Source(
    key="mania-case",
    title="Affective Switch Associated With Oral, Low Dose Ketamine Treatment in a Patient With "
    "Treatment Resistant Bipolar I Depression. Case Report and Literature Review",
    publisher="Frontiers in Psychiatry",
    year=2020,
    address="https://frontiersin.org/journals/psychiatry/articles/10.3389/fpsyt.2020.00516/full",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
OCD = Source(
    key="ocd",
    title="Randomized Controlled Crossover Trial of Ketamine in Obsessive-Compulsive Disorder: "
    "Proof-of-Concept",
    publisher="Neuropsychopharmacology",
    year=2013,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC3799067",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
SOCIAL_ANXIETY = Source(
    key="social-anxiety",
    title="Ketamine for Social Anxiety Disorder: A Randomized, Placebo-Controlled Crossover Trial",
    publisher="Neuropsychopharmacology",
    year=2018,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC5729569",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
SIDE_EFFECTS = Source(
    key="side-effects-review",
    title="Side-effects associated with ketamine use in depression: a systematic review",
    publisher="Lancet Psychiatry",
    year=2018,
    address="https://pubmed.ncbi.nlm.nih.gov/28757132/",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
BENZODIAZEPINES = Source(
    key="benzodiazepines",
    title="The Antidepressant Effect of Ketamine Is Dampened by Concomitant Benzodiazepine Medication",
    publisher="Frontiers in Psychiatry",
    year=2020,
    address="https://www.frontiersin.org/articles/10.3389/fpsyt.2020.00844/full",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
INTERACTIONS_2021 = Source(
    key="interactions-2021",
    title="Pharmacodynamic Interactions Between Ketamine and Psychiatric Medications Used in the "
    "Treatment of Depression: A Systematic Review",
    publisher="International Journal of Neuropsychopharmacology",
    year=2021,
    address="https://research.rug.nl/en/publications/"
    "pharmacodynamic-interactions-between-ketamine-and-psychiatric-med",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
INTERACTIONS_2017 = Source(
    key="interactions-2017",
    title="Ketamine for Depression, 5: Potential Pharmacokinetic and Pharmacodynamic Drug Interactions",
    publisher="Journal of Clinical Psychiatry",
    year=2017,
    address="https://www.psychiatrist.com/JCP/article/Pages/2017/v78n07/17f11802.aspx",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
BRAIN_LONG_USE = Source(
    key="brain-long-use",
    title="Brain Changes Associated With Long-Term Ketamine Abuse, A Systematic Review",
    publisher="Frontiers in Neuroanatomy",
    year=2022,
    address="https://www.frontiersin.org/articles/10.3389/fnana.2022.795231",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
DEPENDENCE = Source(
    key="dependence",
    title="Non-parenteral Ketamine for Depression: A Practical Discussion on Addiction Potential and "
    "Recommendations for Judicious Prescribing",
    publisher="CNS Drugs",
    year=2022,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8853036",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
CYSTITIS = Source(
    key="cystitis-review",
    title="Ketamine-Induced Cystitis: A Comprehensive Review of the Urologic Effects of This "
    "Psychoactive Drug",
    publisher="Health Psychology Research",
    year=2022,
    address="https://doi.org/10.52965/001c.38247",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
LIVER_CASES = Source(
    key="liver-cases",
    title="Repeated or Continuous Medically Supervised Ketamine Administration Associated with "
    "Hepatobiliary Adverse Events: A Retrospective Case Series",
    publisher="Drug Safety",
    year=2021,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8546385",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
MECHANISM = Source(
    key="mechanism",
    title="Mechanisms of ketamine action as an antidepressant",
    publisher="Molecular Psychiatry",
    year=2018,
    address="https://www.nature.com/articles/mp2017255",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
CLINICS_2025 = Source(
    key="clinics-2025",
    title="Outpatient Ketamine Prescribing Practices in Psychiatry in the United States: A Nationwide "
    "Survey Study",
    publisher="Journal of Clinical Psychiatry",
    year=2025,
    address="https://www.psychiatrist.com/jcp/"
    "outpatient-ketamine-prescribing-practices-psychiatry-us-nationwide-survey-study",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
CLINICS_2022 = Source(
    key="clinics-2022",
    title="An Update on Community Ketamine Practices",
    publisher="American Journal of Psychiatry",
    year=2022,
    address="https://psychiatryonline.org/doi/full/10.1176/appi.ajp.21111086",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
THERAPY_2023 = Source(
    key="therapy-2023",
    title="Ketamine and psychotherapy for the treatment of psychiatric disorders: systematic review",
    publisher="BJPsych Open",
    year=2023,
    address="https://www.cambridge.org/core/journals/bjpsych-open/article/"
    "ketamine-and-psychotherapy-for-the-treatment-of-psychiatric-disorders-systematic-review/"
    "97614770DE6BC7846763FE19801D412D",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
)
THERAPY_2026 = Source(
    key="therapy-2026",
    title="Ketamine-assisted psychotherapies for mental disorders: A historical overview and systematic "
    "review",
    publisher="Clinical Psychology Review",
    year=2026,
    address="https://mindscapecollective.org/articles/18888",
    reading=Reading.COPY,
    read_on=READ_ON,
    copy_by="Mindscape Collective",
)
ADVERTISING = Source(
    key="advertising",
    title="False or Misleading Claims in Online Direct-to-Consumer Ketamine Advertising in Maryland",
    publisher="JAMA Network Open",
    year=2023,
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC10630893/",
    reading=Reading.EXCERPT,
    read_on=READ_ON,
)
ESKETAMINE_ABUSE = Source(
    key="esketamine-abuse",
    title="Safety concerns on the abuse potential of esketamine: Multidimensional analysis of a new "
    "anti-depressive drug on the market",
    publisher="Fundamental & Clinical Pharmacology",
    year=2021,
    address="https://biomed.reviewer.ly/app/publication/bf4b1469-84a4-4a81-91bf-5c6e69cce714",
    reading=Reading.ABSTRACT,
    read_on=READ_ON,
    copy_by="Reviewer.ly",
)
