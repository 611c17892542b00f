"""The questions, in the order of the checklist. The wording is ours.

Keys are permanent, because notebooks store answers under them: a question that is no longer asked is marked
`retired`, and its key is never given to another question.

What states a fact is a claim (directory/claims/), which carries its sources; every other text is plain.
"""

from django.utils.translation import gettext_lazy as _

from checklist.questions.model import Question
from directory.claims import (
    clinics,
    ketamine,
    law,
    money,
    on_listings,
    other_treatments,
    plans,
    screening,
    spravato,
    studies,
    visits,
)

QUESTIONS = (
    Question(
        key="A1",
        text=_("Who prescribes and directs my treatment, and what is their license and board certification?"),
        why=studies.WEBSITES,
        good_sign=_(
            "They give you a name, a license, and a board that you can look up. The field fits what you need."
        ),
        warning_sign=_("They give no name. They only say “our medical team.”"),
        statements=("practitioners",),
        guide="what-it-is",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="A2",
        text=_("What training in ketamine treatment have you had, how long was it, and who taught it?"),
        why=clinics.TRAINING,
        good_sign=_("They name the course, its hours, its year, and who watched their first sessions."),
        warning_sign=_("They say “we learned on the job,” or name a weekend course that sells something."),
        statements=(
            "training",
            "team_boards",
        ),
        guide="what-it-is",
        must_have=True,
    ),
    Question(
        key="A3",
        text=_("How many people with my condition have you treated with ketamine, and for how many years?"),
        why=_(
            "Someone who has treated many people like you has seen more of what can go well, and of what "
            "can go wrong."
        ),
        good_sign=_("They give you a rough number and the years. They say what they have seen go wrong."),
        warning_sign=_("They will not say, or they count only people put to sleep for surgery."),
        statements=(
            "patients_treated",
            "conditions",
            "practitioners",
        ),
        guide="what-it-is",
    ),
    Question(
        key="A4",
        text=_("Who is trained in advanced life support, and is that person in the building at every dose?"),
        why=on_listings.SKILLED_HANDS,
        good_sign=clinics.LIFE_SUPPORT,
        warning_sign=_("They say “we would call 911,” and nothing more."),
        statements=("life_support_on_site",),
        guide="risks",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="A5",
        text=_("If a nurse or an aide gives the drug, who supervises them, and how do I reach that person?"),
        why=clinics.NURSES,
        good_sign=_("They give you a name. They say if that person is in the building, or how far away."),
        warning_sign=_("No one can tell you the name."),
        statements=(
            "practitioners",
            "given_by",
        ),
        guide="law",
    ),
    Question(
        key="A6",
        text=_("Which written standard do you follow, and may I see it?"),
        why=ketamine.NOT_SETTLED,
        good_sign=_("They name a standard, or show you the rules they wrote themselves."),
        warning_sign=_("They say that their method is secret."),
        statements=("written_standard",),
        guide="law",
        optional=True,
    ),
    Question(
        key="B1",
        text=_("What is your license number, and in which state, so that I can look it up?"),
        why=clinics.LICENSE,
        good_sign=_("They give it to you, and the state’s record agrees."),
        warning_sign=_("They change the subject."),
        statements=("practitioners",),
        guide="law",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="B2",
        text=_("Has a licensing board ever taken action against anyone who will treat me?"),
        why=clinics.DISCIPLINE,
        good_sign=_("They give you a plain answer, and it matches the record."),
        warning_sign=_("The record says something else."),
        statements=("discipline_disclosed",),
        guide="law",
        must_have=True,
    ),
    Question(
        key="B3",
        text=_("Is my use approved by the FDA, or is it off-label, and what does that mean for me?"),
        why=on_listings.SPRAVATO_APPROVED_OTHERS_NOT,
        good_sign=_("They tell you plainly when a use is off-label, and what is not known about it."),
        warning_sign=_("They say “ketamine is FDA-approved for depression.” It is not."),
        statements=("off_label_disclosed",),
        guide="law",
        must_have=True,
    ),
    Question(
        key="B4",
        text=_("Where does the drug come from, and does a pharmacy make it for each patient?"),
        why=law.COMPOUNDED,
        good_sign=_("They name the maker or the pharmacy."),
        warning_sign=_("They say “it is our special blend.”"),
        statements=("drug_source",),
        guide="law",
        optional=True,
    ),
    Question(
        key="B5",
        text=_("If I take any dose at home, who examines me in person first, and who watches me?"),
        why=law.VIDEO_RULE,
        good_sign=_(
            "Someone examines you in person. A sober adult stays with you, and the clinic checks on you. "
            "You get a small supply, and a way to lock it up."
        ),
        warning_sign=clinics.UNWATCHED,
        statements=(
            "home_dosing",
            "setting",
            "drug_goes",
        ),
        guide="law",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="C1",
        text=_(
            "Will a clinician ask about my whole history, body and mind? Will they examine me in person "
            "before a dose?"
        ),
        why=law.VIDEO_EXAM,
        good_sign=_(
            "A clinician talks with you and examines you in person. They ask about you as a person, too."
        ),
        warning_sign=_("You tick boxes on a form, and you get a dose on the same day."),
        statements=(
            "screening",
            "exclusion_under_18",
            "minimum_age",
            "exclusion_dementia",
            "screening_note",
            "referral",
            "without_diagnosis",
            "examined_by",
            "assessment_minutes",
            "maximum_age",
            "examined_how",
            "prescribed_by",
        ),
        guide="preparing",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="C2",
        text=_(
            "Do you first ask about allergies and bad reactions, an aneurysm, an AVM, or a bleed in the "
            "brain? Do you check my heart and blood pressure?"
        ),
        why=screening.ASKED_FIRST,
        good_sign=_(
            "They ask about each one before anything else. They name the blood pressure at which they wait."
        ),
        warning_sign=_("They do not ask, or they do not take your blood pressure."),
        statements=(
            "screening",
            "exclusion_allergy_or_earlier_reaction",
            "exclusion_aneurysm_avm_bleed",
            "exclusion_stroke",
            "exclusion_uncontrolled_hypertension",
            "exclusion_cardiac_disease",
            "exclusion_sleep_apnea_or_lung_disease",
        ),
        guide="risks",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="C3",
        text=_("What do you do for someone who has had psychosis, mania or bipolar disorder?"),
        why=screening.PSYCHOSIS_AND_MANIA,
        good_sign=_("They ask about it, have a clear rule, and say who would notice a change."),
        warning_sign=_("They do not ask."),
        statements=(
            "exclusion_psychosis",
            "exclusion_active_mania",
            "exclusion_bipolar",
            "exclusion_dissociative_disorder",
            "exclusion_personality_disorder",
            "exclusion_brain_injury",
        ),
        guide="risks",
        must_have=True,
    ),
    Question(
        key="C4",
        text=_("How do you ask about alcohol and drugs, and what happens after I answer?"),
        why=screening.ALCOHOL_AND_DRUGS,
        good_sign=_("They ask kindly and make a plan with you. They may send you to other help first."),
        warning_sign=_("They skip it, or they shame you."),
        statements=("exclusion_active_sud",),
        guide="risks",
        must_have=True,
    ),
    Question(
        key="C5",
        text=_("Will you go through every medicine and supplement I take?"),
        why=ketamine.SEDATIVES,
        good_sign=_(
            "They go through the whole list, and talk to the person who prescribed it. They tell you not to "
            "stop a medicine on your own."
        ),
        warning_sign=_("They say “that does not matter.”"),
        statements=(
            "screening",
            "exclusion_opioids_or_benzodiazepines",
            "medicines_paused",
        ),
        guide="preparing",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="C6",
        text=_("Do you ask about pregnancy, breastfeeding, bladder, liver, thyroid and eyes?"),
        why=screening.BODY,
        good_sign=_("They ask about each one. If you could become pregnant, they talk about birth control."),
        warning_sign=_("They did not know that it matters."),
        statements=(
            "exclusion_pregnancy",
            "exclusion_breastfeeding",
            "exclusion_bladder_disease",
            "exclusion_severe_liver",
            "exclusion_untreated_hyperthyroid",
            "exclusion_raised_icp",
            "exclusion_glaucoma_raised_eye_pressure",
            "exclusion_kidney",
            "exclusion_seizures",
        ),
        guide="risks",
    ),
    Question(
        key="C7",
        text=_(
            "How do you check for thoughts of suicide before and between sessions, above all under age 25?"
        ),
        why=screening.SUICIDAL_THOUGHTS,
        good_sign=_(
            "They ask each time in a set way. They have a plan, and watch young people more closely."
        ),
        warning_sign=_("They do not ask."),
        statements=(
            "screening",
            "after_hours",
            "exclusion_acute_suicidality",
            "suicide_check_each_dose",
            "between_visits",
        ),
        guide="risks",
        must_have=True,
    ),
    Question(
        key="C8",
        text=_("What may I eat, drink and take on the day, and what should I wear and bring?"),
        why=visits.FOOD_WHY,
        good_sign=_(
            "They give you a list with hours for food and drink, and with each medicine. They ask about "
            "insulin, GLP-1 medicines and nose sprays."
        ),
        warning_sign=_("They tell you to stop a medicine, and do not ask who prescribed it."),
        statements=(
            "fasting_hours",
            "medicines_paused",
            "preparation_note",
            "exclusion_gut_surgery_glp1_fasting",
            "before_dose",
            "liquids_minutes",
            "alcohol_hours",
            "pause_hours",
        ),
        guide="preparing",
    ),
    Question(
        key="D1",
        text=_("Who is in the room or watching me the whole time?"),
        why=ketamine.UNWATCHED,
        good_sign=_("They say who it is, and that a trained person stays from start to end."),
        warning_sign=_("They say “ring the bell, and the front desk will hear you.”"),
        statements=(
            "attendance",
            "attendance_note",
            "stays_with_you",
            "doctor_on_site",
            "people_per_staff",
            "staff_present",
        ),
        guide="during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="D2",
        text=_("What do you measure during the session, and how often?"),
        why=on_listings.WATCHED_ALL_THE_TIME,
        good_sign=_("They measure oxygen all the time, and blood pressure and heart rate at set times."),
        warning_sign=_("They measure nothing, or only once."),
        statements=(
            "monitoring",
            "monitoring_interval",
        ),
        guide="during-and-after",
        must_have=True,
    ),
    Question(
        key="D3",
        text=_("What do you have here for an emergency, and when did you last practice with it?"),
        why=ketamine.BREATHING,
        good_sign=_(
            "They have oxygen, a breathing mask, a defibrillator and medicines. They practiced with them "
            "this year."
        ),
        warning_sign=_("They have none of these."),
        statements=("emergency",),
        guide="during-and-after",
        must_have=True,
    ),
    Question(
        key="D4",
        text=_("How long do you watch me afterward, and who decides that I may leave?"),
        why=spravato.WATCHED,
        good_sign=_("They check you against a list, and a named clinician decides."),
        warning_sign=_("Everyone leaves after a fixed time, ready or not."),
        statements=(
            "observation_minutes",
            "rems_certified",
            "drug_minutes",
            "visit_minutes",
            "drug_minutes_most",
            "visit_minutes_most",
            "until_steady",
        ),
        guide="during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="D5",
        text=_("Who must take me home, can you help with a ride, and when may I drive again?"),
        why=plans.DRIVING,
        good_sign=_(
            "They check that an adult has come for you, and help you plan a ride. They say no driving until "
            "the next day."
        ),
        warning_sign=_("They let you drive yourself home."),
        statements=(
            "escort_required",
            "exclusion_no_escort",
            "ride_help",
            "no_driving_hours",
            "no_driving_until_next_day",
            "after_dose",
        ),
        guide="preparing",
        must_have=True,
    ),
    Question(
        key="D6",
        text=_("Is the room private and calm, and may someone I trust stay with me?"),
        why=visits.SET_AND_SETTING,
        good_sign=_(
            "You have a room of your own, a chair that leans back, and music or an eye mask if you want them."
        ),
        warning_sign=_("There are many chairs in a row, with only curtains between them."),
        statements=(
            "private_room",
            "companion_allowed",
            "setting",
            "comfort",
            "comfort_note",
            "format",
            "group_size",
        ),
        guide="during-and-after",
    ),
    Question(
        key="D7",
        text=_("How do you choose my dose, how do you change it, and how is it given?"),
        why=plans.LEAST_DOSE,
        good_sign=_("They start low, and tell you why they chose this dose and this way."),
        warning_sign=_("Everyone gets the same dose."),
        statements=(
            "route",
            "dose_setting",
            "dose_note",
            "offerings",
            "other_drugs",
        ),
        guide="what-it-is",
    ),
    Question(
        key="D8",
        text=_("What do you do if I get frightened, feel that I am losing control, or want to stop?"),
        why=visits.CONTROL,
        good_sign=_(
            "They agree on a sign with you beforehand. Someone stays, talks with you, and slows or stops "
            "the drip if you ask."
        ),
        warning_sign=_("They say that it never happens, or that you just have to get through it."),
        statements=("stays_with_you",),
        guide="during-and-after",
    ),
    Question(
        key="E1",
        text=_("Is talk therapy part of the care, offered nearby, or not offered?"),
        why=studies.COUNSELING,
        good_sign=plans.STRAIGHT_ANSWER,
        warning_sign=_("They call it “therapy,” and there is no therapist."),
        statements=(
            "therapy_model",
            "therapy_note",
            "therapy_required",
            "same_therapist",
        ),
        guide="what-it-is",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="E2",
        text=_("Does the therapist have their own license, and training in work with ketamine?"),
        why=plans.TWO_JOBS,
        good_sign=_("They name the kind of license and the course."),
        warning_sign=_("There is only a “guide” or a “coach.”"),
        statements=(
            "practitioners",
            "training",
            "meet_therapist_first",
            "therapy_by",
        ),
        guide="what-it-is",
        must_have=True,
    ),
    Question(
        key="E3",
        text=_("How do you prepare me before the first dose, and in how many meetings?"),
        why=plans.PREPARATION,
        good_sign=_(
            "They talk about your hopes and fears. They help you come with an open mind, and say what each "
            "meeting is for."
        ),
        warning_sign=_("There is no talk before the first dose."),
        statements=(
            "prep_sessions",
            "prep_sessions_most",
        ),
        guide="preparing",
    ),
    Question(
        key="E4",
        text=_("After a dose, when do we talk about it, with whom, and how often?"),
        why=plans.TALK_AFTER,
        good_sign=_("You know the day and the person before you go home."),
        warning_sign=_("They say “call us if you want to.”"),
        statements=(
            "therapy_timing",
            "integration_sessions",
            "therapy_meeting_minutes",
            "therapy_by_video",
            "integration_sessions_most",
        ),
        guide="during-and-after",
    ),
    Question(
        key="E5",
        text=_("What kind of therapy is it, and can you work with my own therapist?"),
        why=_("The sessions should fit with the rest of your care."),
        good_sign=_(
            "They name the kind, such as CBT, ACT or EMDR. If you agree, they talk to your therapist."
        ),
        warning_sign=_("They refuse."),
        statements=(
            "modality",
            "own_therapist",
        ),
        guide="what-it-is",
    ),
    Question(
        key="E6",
        text=_("What is your rule on touch while I am under the drug?"),
        why=plans.TOUCH,
        good_sign=_("You agree on it beforehand, in writing. “Stop” always means stop."),
        warning_sign=_("They say “we go with the flow.”"),
        statements=("touch_policy",),
        guide="during-and-after",
        must_have=True,
    ),
    Question(
        key="F1",
        text=_("May I have a written plan with my own goals, the number of sessions, and when we stop?"),
        why=ketamine.LIKE_ANESTHESIA,
        good_sign=_("You decide on it together. It has your goals, dates, and a day to look at it again."),
        warning_sign=_("They sell you a package with no end."),
        statements=(
            "written_plan",
            "course_sessions",
            "course_weeks",
            "individual_goals",
            "shared_decision",
            "first_visit_days",
            "travel_schedule",
            "pace",
            "least_sessions",
            "course_sessions_most",
            "course_weeks_most",
        ),
        guide="stopping",
        must_have=True,
    ),
    Question(
        key="F2",
        text=_("How will we measure whether it works, and may I keep my scores?"),
        why=plans.SCORES,
        good_sign=_(
            "They use a set list, such as the PHQ-9 or a pain scale, at each visit. They welcome a journal."
        ),
        warning_sign=_("They say “you will know.”"),
        statements=(
            "measures",
            "review_after_sessions",
            "measured_when",
        ),
        guide="evidence",
    ),
    Question(
        key="F3",
        text=_("What happens if I feel worse, or think of suicide, at night?"),
        why=plans.AT_NIGHT,
        good_sign=_("They give you a number that a clinician answers, day and night."),
        warning_sign=_("You only reach voice mail."),
        statements=(
            "after_hours",
            "reply_hours",
        ),
        guide="during-and-after",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="F4",
        text=_(
            "If I go on for longer, how often is it? How do you check my bladder, memory and thinking, and "
            "watch for addiction?"
        ),
        why=plans.LATER_DOSES,
        good_sign=_(
            "They have a schedule, ask about each one, and test your urine. They say when they would stop."
        ),
        warning_sign=_("You pay by the month, and no one checks."),
        statements=(
            "maintenance",
            "long_term_checks",
            "maintenance_kind",
            "maintenance_weeks",
            "maintenance_weeks_most",
        ),
        guide="risks",
    ),
    Question(
        key="F5",
        text=_("Will you keep my family doctor and my psychiatrist informed?"),
        why=plans.TEAM,
        good_sign=_("They ask if you agree, and then send notes."),
        warning_sign=_("They work alone."),
        statements=(
            "tells_other_clinicians",
            "exclusion_no_outside_clinician",
            "manages_other_medicines",
        ),
        guide="preparing",
    ),
    Question(
        key="F6",
        text=_("What other treatments should I think about first, or beside ketamine?"),
        why=other_treatments.NOT_FIRST,
        good_sign=_(
            "They talk about talk therapy, other medicines, TMS and ECT, and what each could do for you."
        ),
        warning_sign=_("They speak only of ketamine."),
        statements=(
            "antidepressants_tried",
            "antidepressant_needed",
        ),
        guide="evidence",
        optional=True,
    ),
    Question(
        key="G1",
        text=_("What is the whole price, and what is not in it?"),
        why=money.ESTIMATE_WHO,
        good_sign=_(
            "They give you each part with its price, in writing, before you start. That includes the first "
            "visit and therapy."
        ),
        warning_sign=_("They say “pay for six today.”"),
        statements=(
            "intake_fee",
            "session_price_low",
            "session_price_high",
            "course_price",
            "price_includes",
            "good_faith_estimate",
            "therapy_in_price",
            "payment",
            "therapy_meeting_price",
            "outside_fee",
            "price_note",
            "payment_note",
            "help_fund",
            "free_first_talk",
            "month_price",
            "price_excludes",
            "booster_price",
            "deposit",
            "copay_from",
            "intake_credited",
            "discount_percent",
        ),
        guide="costs",
        must_have=True,
        first_call=True,
    ),
    Question(
        key="G2",
        text=_("What will my insurer pay, and will you give me a bill that I can send in?"),
        why=money.OFF_LABEL_INSURANCE,
        good_sign=_("They know which codes your insurer wants."),
        warning_sign=_("They say “all insurers pay.”"),
        statements=(
            "insurance",
            "insurers",
        ),
        guide="costs",
        optional=True,
    ),
    Question(
        key="G3",
        text=_("May I read the consent form at home first, and stop at any time?"),
        why=_("Your consent counts only if you know what you agree to, and can take it back."),
        good_sign=_("They send it early. They tell you what money you get back if you stop."),
        warning_sign=_("You sign it in the chair."),
        statements=(
            "consent_ahead",
            "refund",
            "pay_ahead",
            "cancel_hours",
            "cancel_fee",
            "cancel_percent",
            "late_minutes",
        ),
        guide="stopping",
        must_have=True,
    ),
    Question(
        key="G4",
        text=_("Of people like me, how many got better with you, how many did not, and how many got worse?"),
        why=studies.REAL_CLINICS,
        good_sign=_("They give you honest odds, both good and bad, and say how they counted."),
        warning_sign=_("They promise “a cure,” “95 percent,” or “safe for everyone.”"),
        statements=(),
        guide="evidence",
        must_have=True,
    ),
    Question(
        key="G5",
        text=_("Where can I complain, and who sees my records or any recording of me?"),
        why=_("The clinic knows a lot about you. You should know where to turn."),
        good_sign=_("They name the board. They do not use patients in ads."),
        warning_sign=_("They cannot tell you, or they film you without asking."),
        statements=(
            "complaints",
            "patient_marketing",
        ),
        guide="stopping",
    ),
    Question(
        key="G6",
        text=_("Can you meet my needs: access, language, body size, culture, faith, and who I am?"),
        why=_("You can only be safe if you can get in, are understood, and are treated with respect."),
        good_sign=_(
            "They ask about your life and background. They say what they have, and what they do not have."
        ),
        warning_sign=_("They say “that is never a problem.”"),
        statements=(
            "accessibility",
            "languages",
            "populations",
            "exclusion_bmi_limit",
            "weight_limit",
        ),
        guide="preparing",
    ),
    Question(
        key="G7",
        text=_("After our talk, did I feel heard, safe, and free to take my time?"),
        why=_("This one is for you. Trust is part of the treatment."),
        good_sign=_("They were glad that you asked."),
        warning_sign=_("They pressed you to decide."),
        statements=(),
        guide="preparing",
    ),
    Question(
        key="G8",
        text=_("How do you collect patients’ views, and can I see all of them?"),
        why=clinics.REVIEWS,
        good_sign=_("They ask every patient in the same way, and show you all the answers, good and bad."),
        warning_sign=clinics.TESTIMONIALS,
        statements=("patient_views",),
        guide="what-it-is",
    ),
)
