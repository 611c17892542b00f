"""The forty-four questions of the checklist: what to ask a clinic, why, and how an answer may sound.

The words are ours. A question names the statements of the spine that it checks, and the sources of what it
says; one without a source says so on the page. Keys are permanent, because notebooks hold answers under
them: a question that is no longer asked is marked `retired`, and its key is never given to another.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.facts.spine import SPINE


@dataclass(frozen=True)
class Source:
    """Something read for a question. `year` is None where it carries no date; titles are not translated."""

    key: str
    who: str
    title: str
    year: int | None
    address: str

    @property
    def number(self):
        """Its place in the list at the foot of the checklist, from 1."""
        return SOURCES.index(self) + 1


@dataclass(frozen=True)
class Question:
    """One question. `statements` are names of the spine, `guide` is the slug of the guide behind it."""

    key: str  # the letter of its section, and a number
    text: str
    why: str
    good: str
    warning: str
    statements: tuple[str, ...]
    sources: tuple[Source, ...]
    guide: str
    must_have: bool = False  # ★: what a person should not do without
    first_call: bool = False  # one of the twelve of a first phone call
    extra: bool = False  # worth asking, and the first to leave out
    retired: bool = False

    @property
    def section(self):
        return self.key[0]


# ---- sources

ASA = Source(
    "asa",
    "American Society of Anesthesiologists",
    "Guidance on the Safe Use of Ketamine Outside of Acute Pain Management and Procedural Sedation",
    2025,
    "https://asahq.org/advocating-for-you/guidance/ketamine-safe-use",
)
ASKP_CLINIC = Source(
    "askp-clinic",
    "American Society of Ketamine Physicians",
    "What to Look for in a Ketamine Clinic",
    None,
    "https://www.askp.org/patients/what-to-look-for-in-a-clinic/",
)
ASKP_BASICS = Source(
    "askp-basics",
    "American Society of Ketamine Physicians",
    "Basics of Administration",
    2018,
    "https://paswfl.com/2018/06/25/paswfl-is-now-a-member-of-the-american-society-of-ketamine-physicians/",
)
ASKP_ETHICAL = Source(
    "askp-ethical",
    "American Society of Ketamine Physicians, Psychotherapists and Practitioners",
    "Recommends the Ethical Prescription and Administration of Ketamine",
    2021,
    "https://www.prnewswire.com/news-releases/american-society-of-ketamine-physicians-psychotherapists-and-"
    "practitioners-recommends-the-ethical-prescription-and-administration-of-ketamine-301246490.html",
)
KRIYA = Source(
    "kriya",
    "Ryan and Bennett",
    "Ethical Guidelines for Ketamine Clinicians, version 1.1",
    2020,
    "https://psychable.com/ketamine/ethical-guidelines-for-ketamine-clinicians",
)
FDA = Source(
    "fda",
    "US Food and Drug Administration",
    "Warning on compounded ketamine products, as reported by Scripps News",
    2023,
    "https://scrippsnews.com/stories/fda-warns-of-risks-involved-with-compounded-ketamine-products",
)
LABEL = Source(
    "label",
    "US Food and Drug Administration",
    "Spravato (esketamine): prescribing information",
    2019,
    "https://www.accessdata.fda.gov/drugsatfda_docs/label/2019/211243lbl.pdf",
)
REMS = Source(
    "rems",
    "US Food and Drug Administration",
    "Spravato: risk evaluation and mitigation strategy (REMS)",
    None,
    "https://www.accessdata.fda.gov/scripts/cder/rems/index.cfm?event=IndvRemsDetails.page&REMS=386",
)
APNA = Source(
    "apna",
    "American Psychiatric Nurses Association, with the nurse anesthetists",
    "Ketamine Infusion Therapy",
    None,
    "https://www.apna.org/news/ketamine-infusion-therapy/",
)
AANA = Source(
    "aana",
    "American Association of Nurse Anesthesiology",
    "Ketamine Therapy for Psychiatric Disorders and Chronic Pain Management: Practice Considerations",
    2024,
    "https://issuu.com/aanapublishing/docs/7_-_ketamine_infusion_therapy_for_psychiatric_diso",
)
ARIZONA = Source(
    "arizona",
    "Arizona State Board of Nursing",
    "Administration and Monitoring of Subanesthetic IV Ketamine (advisory opinion)",
    2015,
    "https://www.azbn.gov/scope-of-practice/advisory-opinions",
)
VETTING = Source(
    "vetting",
    "LicensedPsychedelics",
    "Seven questions to vet any ketamine clinic before your first session",
    None,
    "https://licensedpsychedelics.com/blog/how-to-vet-a-ketamine-clinic",
)
HEALING_MAPS = Source(
    "healing-maps",
    "Healing Maps",
    "How To Find The Best Ketamine Therapy Clinics",
    None,
    "https://healingmaps.com/best-ketamine-therapy-clinics/",
)
TARA = Source(
    "tara",
    "TARA Mind",
    "How are providers and clinics in your network vetted?",
    None,
    "https://taramind.com/faqs/network-vetting/",
)
BLISS = Source(
    "bliss",
    "Bliss Psychiatry",
    "Requirements of Collaborating KAP Therapists",
    None,
    "https://blisspsych.com/kap-therapist-requirements/",
)
SAGE = Source(
    "sage",
    "Sage Integrative Health",
    "Ketamine-assisted therapy",
    None,
    "https://sageintegrativehealth.org/kat-test-test",
)
BALANCE = Source(
    "balance",
    "Balance Health and Healing",
    "What should I expect with ketamine therapy?",
    None,
    "https://balancehealthandhealing.com/faq-what-should-i-expect-with-ketamine-therapy/",
)
LUCID = Source(
    "lucid",
    "Lucid News",
    "Ketamine Clinicians Publish Ethical Guidelines to Raise Treatment Standards",
    None,
    "https://www.lucid.news/ketamine-clinicians-publish-ethical-guidelines-to-raise-treatment-standards/",
)
SURVEY = Source(
    "survey",
    "Pacilio and others, J Clin Psychiatry 86(3)",
    "Outpatient Ketamine Prescribing Practices in Psychiatry in the United States",
    2025,
    "https://www.psychiatrist.com/jcp/outpatient-ketamine-prescribing-practices-psychiatry-us-nationwide-survey-study",
)
OUTCOMES = Source(
    "outcomes",
    "McInnes and others, J Affect Disord 301",
    "A retrospective analysis of ketamine intravenous therapy for depression in real-world care settings",
    2022,
    "https://doi.org/10.1016/j.jad.2021.12.097",
)
CLAIMS = Source(
    "claims",
    "Crane and others, JAMA Netw Open 6(11)",
    "False or Misleading Claims in Online Direct-to-Consumer Ketamine Advertising in Maryland",
    2023,
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC10630893/",
)
CYSTITIS = Source(
    "cystitis",
    "Anderson and others, Health Psychol Res 10",
    "Ketamine-Induced Cystitis: A Comprehensive Review",
    2022,
    "https://doi.org/10.52965/001c.38247",
)
DOCINFO = Source("docinfo", "Federation of State Medical Boards", "DocInfo", None, "https://www.docinfo.org/")
BOARDS = Source(
    "boards",
    "Federation of State Medical Boards",
    "Information For Consumers",
    None,
    "https://www.fsmb.org/u.s.-medical-regulatory-trends-and-actions/"
    "guide-to-medical-regulation-in-the-united-states/information-for-consumers/",
)
TELEHEALTH = Source(
    "telehealth",
    "US Department of Health and Human Services",
    "HHS & DEA Extend Telemedicine Flexibilities for Prescribing Controlled Medications Through 2026",
    2026,
    "https://www.hhs.gov/press-room/dea-telemedicine-extension-2026.html",
)
ESTIMATES = Source(
    "estimates",
    "US Department of Health and Human Services",
    "Good-faith estimates: 45 CFR 149.610 and 149.620",
    2022,
    "https://www.ecfr.gov/current/title-45/section-149.620",
)

# ---- questions

QUESTIONS = (
    Question(
        "A1",
        _("Who prescribes and directs my treatment, and what are they certified in?"),
        _("Fewer than three in ten clinics are run by a psychiatrist. Skills differ a lot."),
        _("A named person and a board you can look up, in a field that fits your needs."),
        _("No name. Only “our medical team”."),
        ("practitioners",),
        (ASKP_CLINIC, VETTING, SURVEY),
        "what-it-is",
        must_have=True,
        first_call=True,
    ),
    Question(
        "A2",
        _("What training in ketamine itself have you had, how long was it, and who taught it?"),
        _("Using ketamine to help mood is not the same skill as using it for surgery."),
        _("They name the course, its hours and the year."),
        _("“We learned on the job”, or a weekend course that sells something."),
        ("training",),
        (ASKP_CLINIC, TARA, BLISS),
        "what-it-is",
        must_have=True,
        first_call=True,
    ),
    Question(
        "A3",
        _("How many people with my condition have you treated with ketamine?"),
        _("How often they have done it is the simplest sign of skill."),
        _("A rough number, and for how many years."),
        _("They will not say, or they count only people put to sleep for surgery."),
        ("patients_treated", "conditions", "practitioners"),
        (ASKP_CLINIC,),
        "what-it-is",
    ),
    Question(
        "A4",
        _("Who is trained in life support, and are they there at every dose?"),
        _("If breathing or blood pressure goes wrong, help is needed within minutes."),
        _("Someone with up-to-date life support training is on site each time."),
        _("“We would call 911”, and nothing more."),
        ("life_support_on_site",),
        (VETTING,),
        "risks",
        must_have=True,
        first_call=True,
    ),
    Question(
        "A5",
        _("If a nurse or an aide gives the drug, who oversees them, and how do I reach that person?"),
        _("Each state has its own rules on who may give ketamine, and who must be near."),
        _("A name, and whether they are in the building or how far away."),
        _("Nobody can tell you the name."),
        ("practitioners",),
        (VETTING, APNA, ARIZONA),
        "law",
    ),
    Question(
        "A6",
        _("Which written standard do you follow, and may I see it?"),
        _("No national standard is binding. Clinics choose one, or write their own."),
        _("They name one, or share their own rules."),
        _("“Our method is secret.”"),
        ("written_standard",),
        (ASKP_BASICS, KRIYA),
        "law",
        extra=True,
    ),
    Question(
        "B1",
        _("What is your license number and state, so that I can look it up?"),
        _("The state’s list shows if a license has run out, and if a board has stepped in."),
        _("They give it, and the state’s list agrees."),
        _("They change the subject."),
        ("practitioners",),
        (DOCINFO,),
        "law",
        must_have=True,
        first_call=True,
    ),
    Question(
        "B2",
        _("Has a licensing board ever acted against anyone who will treat me?"),
        _("This is on public record, so you can check what you hear."),
        _("A plain answer that matches the record."),
        _("The record says something else."),
        ("discipline_disclosed",),
        (DOCINFO, BOARDS),
        "law",
        must_have=True,
    ),
    Question(
        "B3",
        _("Is my use approved by the FDA, or is it off-label, and what does that mean for me?"),
        _("Only esketamine (Spravato) is approved, and only for some kinds of depression."),
        _("They say “off-label” in plain words where it is."),
        _("“Ketamine is FDA-approved for depression.” It is not."),
        ("off_label_disclosed",),
        (FDA, CLAIMS, ASKP_BASICS),
        "law",
        must_have=True,
    ),
    Question(
        "B4",
        _("Where does the drug come from, and is it made up by a pharmacy for each patient?"),
        _("The FDA does not review drugs that a pharmacy makes up (“compounded”)."),
        _("They name the maker or the pharmacy."),
        _("“It is our special blend.”"),
        ("drug_source",),
        (FDA,),
        "law",
        extra=True,
    ),
    Question(
        "B5",
        _("If I take any dose at home: who examines me first, and who watches me?"),
        _("At home no help is near. The rule that lets them prescribe by video runs to December 31, 2026."),
        _("A live exam, someone with you, somebody who checks on you, a small supply."),
        _("It comes by mail after a form. Nobody watches."),
        ("home_dosing", "setting"),
        (FDA, ASKP_ETHICAL, TELEHEALTH),
        "law",
        must_have=True,
        first_call=True,
    ),
    Question(
        "C1",
        _("Will a clinician take my full history, body and mind, before the first dose?"),
        _("This is how they find the people whom ketamine could harm."),
        _("A person talks with you, face to face or by live video."),
        _("Boxes to tick, and a dose on the same day."),
        ("screening", "exclusion_under_18", "exclusion_dementia"),
        (ASKP_BASICS, KRIYA),
        "preparing",
        must_have=True,
        first_call=True,
    ),
    Question(
        "C2",
        _("Do you check my blood pressure and heart, and what would make you wait?"),
        _("Ketamine can push blood pressure up."),
        _("They tell you the number at which they wait, and what they do then."),
        _("They do not measure it."),
        ("screening", "exclusion_uncontrolled_hypertension", "exclusion_cardiac_disease"),
        (FDA,),
        "risks",
        must_have=True,
    ),
    Question(
        "C3",
        _("What do you do for someone who has had psychosis, mania or bipolar disorder?"),
        _("Ketamine can make some of these worse."),
        _("They ask about it, and have a clear rule."),
        _("They do not ask."),
        ("exclusion_psychosis", "exclusion_active_mania"),
        (LABEL,),
        "risks",
        must_have=True,
    ),
    Question(
        "C4",
        _("How do you ask about alcohol and drugs, and what happens after I answer?"),
        _("Ketamine can be misused. The question is about your safety. It does not judge you."),
        _("They ask kindly, make a plan, and may send you to other help first."),
        _("They skip it, or they shame you."),
        ("exclusion_active_sud",),
        (FDA, LABEL),
        "risks",
        must_have=True,
    ),
    Question(
        "C5",
        _("Will you go through every medicine and supplement I take?"),
        _("Some do not mix well with ketamine, or make you too sleepy."),
        _("They go through the list, and talk to whoever prescribed it."),
        _("“That does not matter.”"),
        ("screening",),
        (ASKP_BASICS,),
        "preparing",
        must_have=True,
        first_call=True,
    ),
    Question(
        "C6",
        _("Do you ask about pregnancy, bladder, liver, thyroid, eyes and weak blood vessels?"),
        _("With some of these, ketamine may not be safe, or needs more care."),
        _("They ask about each one."),
        _("They did not know that it matters."),
        (
            "exclusion_pregnancy",
            "exclusion_breastfeeding",
            "exclusion_bladder_disease",
            "exclusion_severe_liver",
            "exclusion_untreated_hyperthyroid",
            "exclusion_raised_icp_iop",
            "exclusion_aneurysm_stroke",
        ),
        (LABEL, CYSTITIS),
        "risks",
    ),
    Question(
        "C7",
        _("How do you check for thoughts of suicide, before and between sessions?"),
        _("Most people do not get worse, but some do. In one study, 6 in 100 had more such thoughts."),
        _("They ask each time in a set way, and have a plan."),
        _("They do not ask."),
        ("screening", "after_hours", "exclusion_acute_suicidality"),
        (OUTCOMES,),
        "risks",
        must_have=True,
    ),
    Question(
        "D1",
        _("Who is in the room or watching me the whole time?"),
        _("Some people have been left alone. Someone should see you at every moment."),
        _("They say who it is, and that person stays from start to end."),
        _("“There is a bell. The front desk hears it.”"),
        ("attendance",),
        (VETTING, LUCID, KRIYA),
        "during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        "D2",
        _("What is measured during the session, and how often?"),
        _("A screen can show low oxygen or high blood pressure before you feel it."),
        _("Oxygen, blood pressure and heart rate, at set times."),
        _("Nothing, or only once."),
        ("monitoring",),
        (ASKP_BASICS, ASA, REMS),
        "during-and-after",
        must_have=True,
    ),
    Question(
        "D3",
        _("What do you have here for an emergency, and when did you last practice with it?"),
        _("Help has to be within reach, not on its way."),
        _("Oxygen, a breathing mask, a defibrillator, medicines, and a drill this year."),
        _("They have none of these."),
        ("emergency",),
        (ASA,),
        "during-and-after",
        must_have=True,
    ),
    Question(
        "D4",
        _("How long am I watched afterward, and who decides that I may leave?"),
        _("The effects last longer than the drip. With Spravato the rule is two hours or more."),
        _("They check set signs, and a named person decides."),
        _("A fixed time, and then out of the door."),
        ("observation_minutes",),
        (REMS,),
        "during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        "D5",
        _("Must someone take me home, and must I not drive until the next day?"),
        _("For hours you react more slowly, and you may not notice it."),
        _("They check that someone has come for you."),
        _("They let you drive."),
        ("escort_required", "exclusion_no_escort"),
        (REMS,),
        "preparing",
        must_have=True,
    ),
    Question(
        "D6",
        _("Is the room private and calm, and may someone stay with me?"),
        _("The place shapes how it feels."),
        _("A room of your own, a chair that leans back, music or an eye mask."),
        _("Many chairs in a row, with curtains."),
        ("private_room", "companion_allowed", "setting"),
        (ASKP_CLINIC,),
        "during-and-after",
    ),
    Question(
        "D7",
        _("How do you choose my dose, how do you change it, and how is it given?"),
        _("No one dose is right for all. The advice is to use the least that works."),
        _("They start low, and tell you why this dose and this way."),
        _("The same dose for everybody."),
        ("route",),
        (ASKP_BASICS, ASA),
        "what-it-is",
    ),
    Question(
        "E1",
        _("Is talking therapy part of the care, offered nearby, or not offered?"),
        _("Many clinics give the drug and no therapy. You should know which it is."),
        _("A straight answer."),
        _("They call it “therapy”, and there is no therapist."),
        ("therapy_model",),
        (KRIYA,),
        "what-it-is",
        must_have=True,
        first_call=True,
    ),
    Question(
        "E2",
        _("Does the therapist have a license of their own, and training in work with ketamine?"),
        _("To give the drug and to give therapy are two jobs. Each takes its own skill."),
        _("They name the kind of license and the course."),
        _("Only a “guide” or a “coach”."),
        ("practitioners", "training"),
        (KRIYA, BLISS, TARA),
        "what-it-is",
        must_have=True,
    ),
    Question(
        "E3",
        _("How many meetings do I have to get ready before the first dose?"),
        _("If you know what may come, it frightens you less, and your yes means more."),
        _("One to three, and they say what each is for."),
        _("None."),
        ("prep_sessions",),
        (SAGE,),
        "preparing",
    ),
    Question(
        "E4",
        _("When after a dose do we talk it through, with whom, and how often?"),
        _("Many therapists use the first days after a dose. The proof for this is still thin."),
        _("One to three days later, with the date set before you go."),
        _("“Call us if you want to.”"),
        ("therapy_timing", "integration_sessions"),
        (BALANCE,),
        "during-and-after",
    ),
    Question(
        "E5",
        _("What kind of therapy is it, and can you work with my own therapist?"),
        _("The sessions should fit with the rest of your care."),
        _("They name it (such as CBT, ACT or EMDR), and will talk to yours if you agree."),
        _("They refuse."),
        ("modality", "own_therapist"),
        (APNA,),
        "what-it-is",
    ),
    Question(
        "E6",
        _("What is your rule on touch while I am under the drug?"),
        _("In that state it is hard to say no."),
        _("You agree on it before, on paper, and “stop” always means stop."),
        _("“We go with the flow.”"),
        ("touch_policy",),
        (KRIYA,),
        "during-and-after",
        must_have=True,
    ),
    Question(
        "F1",
        _("May I have my plan on paper: the goals, the number of sessions, and when we stop?"),
        _("Anesthesiologists advise a set course with an end that you can name."),
        _("A plan with dates."),
        _("A package with no end."),
        ("written_plan", "course_sessions", "course_weeks"),
        (ASA,),
        "stopping",
        must_have=True,
    ),
    Question(
        "F2",
        _("How will we measure whether it works?"),
        _("Hope can fool us all. The same few questions each time show what has changed."),
        _("A set list such as the PHQ-9, or a pain scale, at each visit."),
        _("“You will know.”"),
        ("measures",),
        (OUTCOMES,),
        "evidence",
    ),
    Question(
        "F3",
        _("What happens if I feel worse, or think of suicide, at night?"),
        _("It can happen between visits, when the clinic is closed. You can call or text 988 at any hour."),
        _("A number that a clinician answers, day and night."),
        _("A machine that takes messages."),
        ("after_hours",),
        (OUTCOMES,),
        "during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        "F4",
        _("If I go on for longer: how often, and how do you check my bladder and memory?"),
        _("Four in five clinics offer later doses. Long use can harm the bladder."),
        _("A schedule, questions each time, and a urine test."),
        _("You pay by the month, and nobody checks."),
        ("maintenance", "long_term_checks"),
        (CYSTITIS, FDA, SURVEY),
        "risks",
    ),
    Question(
        "F5",
        _("Will you keep my family doctor and my psychiatrist informed?"),
        _("Care is safer when those who treat you know of each other."),
        _("They ask if you agree, and then send notes."),
        _("They work alone."),
        ("tells_other_clinicians", "exclusion_no_outside_clinician"),
        (APNA, ASA),
        "preparing",
    ),
    Question(
        "F6",
        _("What other treatments should I think about first?"),
        _("Ketamine is not the first thing to try."),
        _("They list some, such as esketamine, ECT and TMS, and what they can do."),
        _("They know only ketamine."),
        (),
        (AANA,),
        "evidence",
        extra=True,
    ),
    Question(
        "G1",
        _("What is the whole price, and what is not in it?"),
        _("Therapy and the first visit often cost extra. If you pay yourself, you can ask for an estimate."),
        _("Each part with its price, on paper, before you start."),
        _("“Pay for six today.”"),
        (
            "intake_fee",
            "session_price_low",
            "session_price_high",
            "course_price",
            "price_includes",
            "good_faith_estimate",
            "therapy_in_price",
            "payment",
        ),
        (ESTIMATES,),
        "costs",
        must_have=True,
        first_call=True,
    ),
    Question(
        "G2",
        _("What will my insurer pay, and will you give me a bill that I can send in?"),
        _("Most people pay for it themselves, except for esketamine."),
        _("They know which codes your insurer wants."),
        _("“All insurers pay.”"),
        ("insurance",),
        (),
        "costs",
        extra=True,
    ),
    Question(
        "G3",
        _("May I read the consent form at home first, and stop at any time?"),
        _("A yes counts only if you know what you agree to, and can take it back."),
        _("They send it early, and tell you what you get back if you stop."),
        _("You sign it in the chair."),
        ("consent_ahead", "refund"),
        (ASKP_BASICS,),
        "stopping",
        must_have=True,
    ),
    Question(
        "G4",
        _("What benefits do you promise, and how many people does it not help?"),
        _("In one study of depression, 46 in 100 did not get much better, and 8 in 100 got worse."),
        _("Plain odds, good and bad."),
        _("“A cure”, “95 percent”, “safe for all”."),
        (),
        (VETTING, HEALING_MAPS, OUTCOMES, CLAIMS),
        "evidence",
        must_have=True,
    ),
    Question(
        "G5",
        _("Where can I complain, and who sees my data or any recording of me?"),
        _("The clinic knows a lot about you. You should know where to turn."),
        _("They name the board. They do not use patients in ads."),
        _("They offer you money off for a review."),
        ("complaints", "patient_marketing"),
        (BOARDS,),
        "stopping",
    ),
    Question(
        "G6",
        _("Can you meet my needs: access, language, body size, culture, who I am?"),
        _("To be safe you have to get in, be understood, and be treated with respect."),
        _("They say what they have, and what they do not."),
        _("“That is never a problem.”"),
        ("accessibility", "languages", "populations", "exclusion_bmi_limit"),
        (),
        "preparing",
    ),
    Question(
        "G7",
        _("After our talk: did I feel heard, safe, and free to take my time?"),
        _("This one is for you. Trust is part of the treatment."),
        _("They were glad that you asked."),
        _("They pressed you to decide."),
        (),
        (),
        "preparing",
    ),
)

# ---- read from the questions

BY_KEY = {question.key: question for question in QUESTIONS}
ACTIVE_QUESTIONS = tuple(question for question in QUESTIONS if not question.retired)
FIRST_CALL = tuple(question for question in ACTIVE_QUESTIONS if question.first_call)
QUESTIONS_BY_SECTION = tuple(
    (section, tuple(question for question in ACTIVE_QUESTIONS if question.section == section.key))
    for section in SPINE
    if section.key != "head"
)

SOURCES = tuple(
    sorted(
        {source for question in ACTIVE_QUESTIONS for source in question.sources},
        key=lambda source: (source.who.casefold(), source.title),
    )
)

# Which question asks for a statement that is not made: the first that names it, but for two that come up
# early beside another matter.
KEY_BY_STATEMENT = {
    name: question.key for question in reversed(ACTIVE_QUESTIONS) for name in question.statements
}
KEY_BY_STATEMENT |= {"setting": "D6", "after_hours": "F3"}

# A row of a page may be of several statements, or of none by that name.
STATEMENT_BY_ROW = {row.name: row.statements[0] for section in SPINE for row in section.rows}
STATEMENT_BY_ROW |= {"exclusions": "screening", "director": "practitioners"}


def question_for(name):
    """The question that asks for a statement, or for a row of the spine; None where none does."""
    return BY_KEY.get(KEY_BY_STATEMENT.get(name) or KEY_BY_STATEMENT.get(STATEMENT_BY_ROW.get(name)))
