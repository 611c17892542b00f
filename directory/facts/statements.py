"""Every statement that a listing can make: each is a typed field of `Facts`.

Empty (None, "" or []) means not stated, which is never "no". The spine (`spine.py`) gives the order.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import Part, code, codes, dollars, exclusion, number, records, text, yes_no
from directory.facts.offerings import INSURER_PARTS
from directory.facts.rules import CONSTRAINTS
from directory.facts.web_addresses import validate_web_address

OPENING_TIMES_PARTS = (
    Part("days", _("Days"), tuple(v.Weekday.choices), "codes"),
    Part("opens", _("From"), kind="time"),
    Part("closes", _("Until"), kind="time"),
    Part("kind", _("For what"), tuple(v.HoursKind.choices), "code"),
)

# Short texts for what the codes beside them do not hold: shown where stated, searched, read by the checks.
NOTES = (
    "other_language",
    "screening_note",
    "preparation_note",
    "dose_note",
    "attendance_note",
    "comfort_note",
    "therapy_note",
    "patient_views",
    "price_note",
    "payment_note",
    "help_fund",
)


# Finer statements, of which a page shows only those that are made.
DETAILS = (
    "staff_present",
    "discount_percent",
    "examined_how",
    "prescribed_by",
    "pause_hours",
    "after_dose",
    "reply_hours",
    "prep_sessions_most",
    "integration_sessions_most",
    "late_minutes",
    "maximum_age",
    "team_boards",
    "assessment_minutes",
    "weight_limit",
    "liquids_minutes",
    "alcohol_hours",
    "doctor_on_site",
    "people_per_staff",
    "group_size",
    "drug_minutes_most",
    "visit_minutes_most",
    "until_steady",
    "no_driving_until_next_day",
    "same_therapist",
    "course_sessions_most",
    "course_weeks_most",
    "measured_when",
    "maintenance_weeks",
    "maintenance_weeks_most",
    "manages_other_medicines",
    "booster_price",
    "deposit",
    "copay_from",
    "intake_credited",
    "cancel_percent",
)


class Facts(models.Model):
    """Everything that a clinic can state. Clinic (the working copy) and Listing (published) inherit it."""

    # Head
    name = models.CharField(_("Name"), max_length=200, help_text=_("As it appears on your sign."))
    alias = text(_("Also known as"), _("Enter another name that people know the clinic by."), max_length=200)
    about = text(
        _("In the clinic’s words"),
        _("Up to 1,200 characters of plain text. Do not promise a benefit."),
        max_length=1200,
    )
    street = text(_("Street"), _("Enter the number, street and suite."), max_length=200)
    city = text(_("Town"), max_length=80)
    state = code(_("State"), v.State)
    zip = text(
        _("ZIP code"),
        _("Enter five or nine digits, for example 80202 or 80202-1234."),
        max_length=10,
        validators=[RegexValidator(r"\A[0-9]{5}(-[0-9]{4})?\Z", _("Enter a ZIP code, for example 80202."))],
    )
    country = models.CharField(_("Country"), choices=v.Country, default=v.Country.US, max_length=2)
    latitude = models.FloatField(
        _("Latitude"),
        null=True,
        blank=True,
        help_text=_("Enter degrees north (WGS 84), for example 39.7392."),
    )
    longitude = models.FloatField(
        _("Longitude"),
        null=True,
        blank=True,
        help_text=_("Enter degrees east (WGS 84), for example -104.9903."),
    )
    point_source = code(_("How the point was found"), v.PointSource)
    phone = text(
        _("Phone"),
        _("In the form +13035550142 in files; any usual form on the page."),
        max_length=16,
        validators=[
            RegexValidator(r"\A\+[1-9][0-9]{6,14}\Z", _("Enter a phone number, for example (303) 555-0142."))
        ],
    )
    phone_extension = text(
        _("Extension"), _("Enter only digits."), max_length=10, validators=[RegexValidator(r"\A[0-9]+\Z")]
    )
    email = models.EmailField(
        _("Public e-mail"), blank=True, default="", help_text=_("We show this to everyone.")
    )
    website = text(_("Website"), _("Start with https://."), validators=[validate_web_address])
    booking_url = text(_("Booking page"), _("Start with https://."), validators=[validate_web_address])
    opening_hours = text(_("Opening hours"), _("For example: Monday to Thursday, 8 AM to 6 PM."))
    opening_times = records(
        _("Open, by day"),
        OPENING_TIMES_PARTS,
        _("Enter the days, the opening and closing times, and what is open then."),
    )
    time_zone = code(_("Time zone"), v.TimeZone, _("Choose the time zone for the hours above."))
    telehealth_states = codes(
        _("States served by telehealth"),
        v.State,
        _("Choose the states where a clinician is licensed to see people by video."),
    )
    npi = text(
        _("NPI of the clinic"),
        _("Enter the ten digits of the organization’s own NPI (type 2)."),
        max_length=10,
        validators=[RegexValidator(r"\A[0-9]{10}\Z", _("Enter the ten digits of the NPI."))],
    )
    availability = code(_("Taking patients?"), v.Availability)
    waitlist_weeks = number(_("Weeks on the waiting list"), _("Enter about how many weeks."), maximum=520)
    availability_on = models.DateField(
        _("Availability stated on"),
        null=True,
        blank=True,
        help_text=_("Enter the date on which this was true."),
    )
    languages = codes(
        _("Languages"),
        v.SPOKEN_LANGUAGES,
        _("For each language, choose how you offer it: a clinician, an interpreter or in writing."),
    )
    other_language = text(
        _("Another language"),
        _("Enter a language that is not in the list, and who speaks it."),
        max_length=120,
    )
    populations = codes(_("Who it is for"), v.Population, _("Choose the groups that you say you serve."))
    minimum_age = number(
        _("Youngest age treated"), _("Enter the youngest age that you treat, in years."), maximum=99
    )
    maximum_age = number(
        _("Oldest age treated"), _("Enter the oldest age that you treat, in years."), maximum=130
    )
    offering_since = number(
        _("Has offered ketamine since"), _("Enter the year in which you began."), minimum=1965, maximum=2100
    )

    # A Training and credentials
    team_boards = codes(
        _("Boards of the team"),
        v.Board,
        _("Don’t enter names. If you list people above, add their boards there."),
    )
    patients_treated = code(
        _("Patients treated with ketamine"),
        v.PatientsTreated,
        _("Count all those that this clinic has given so far."),
    )
    life_support_on_site = code(
        _("Life-support-trained staff at every dose"),
        v.LifeSupport,
        _("Choose the training of the best trained person who is on site at every dose."),
    )
    written_standard = text(
        _("Written standard followed"), _("Name the standard, or say how to get a copy of your own.")
    )

    # B License and legality
    off_label_disclosed = yes_no(
        _("Says in writing that the use is off-label"), _("Answer this if the use is off-label.")
    )
    drug_source = codes(_("Where the drug comes from"), v.DrugSource)
    home_dosing = code(_("Doses at home"), v.HomeDosing)
    discipline_disclosed = yes_no(
        _("Tells patients about board discipline"),
        _("Do you tell patients about any action by a licensing board?"),
    )

    # C Medical screening
    screening = codes(_("Before the first dose"), v.Screening, _("What you check for everyone."))
    examined_by = codes(_("Who examines you first"), v.License, _("Choose licenses. Don’t enter names."))
    examined_how = codes(_("How you are examined first"), v.ExaminedHow)
    prescribed_by = codes(_("Who prescribes"), v.License, _("Choose licenses. Don’t enter names."))
    screening_note = text(
        _("More about the first check"),
        _("What the list leaves out, such as who does it, or how long it takes."),
    )
    assessment_minutes = number(
        _("Length of the first assessment"), _("Enter about how many minutes."), maximum=1440
    )
    weight_limit = number(
        _("Weight limit"), _("Enter pounds. Leave this blank if you have no limit."), maximum=1500
    )
    suicide_check_each_dose = yes_no(
        _("Asks about suicide before each dose"),
        _("Answer yes if you do this every time, in a set way, and not only at the start."),
    )
    referral = code(_("Referral"), v.Referral, _("Say whether another clinician has to refer people to you."))
    antidepressants_tried = number(
        _("Antidepressants to have tried first"),
        _("Enter the lowest number. Clinics that give Spravato often ask for 2."),
        maximum=20,
    )
    antidepressant_needed = yes_no(
        _("Must be taking an antidepressant"), _("This is about the time while the treatment lasts.")
    )
    therapy_required = code(
        _("Must be in therapy"),
        v.TherapyRequired,
        _("Say whether people must be in therapy to get the medicine."),
    )
    without_diagnosis = yes_no(
        _("Takes people without a diagnosis"),
        _("Some people want it for growth, or because they feel stuck."),
    )
    fasting_hours = number(_("Hours without food before a dose"), _("Enter 0 if people may eat."), maximum=48)
    liquids_minutes = number(
        _("Time without drinks before a dose"),
        _("Enter minutes, such as 120 for two hours. This is about water or black coffee."),
        maximum=2880,
    )
    alcohol_hours = number(
        _("Hours without alcohol before a dose"), _("This is about the time before a dose."), maximum=500
    )
    medicines_paused = yes_no(
        _("Some medicines are paused before a dose"),
        _("Answer yes if you tell people which ones, and for how long."),
    )
    pause_hours = number(
        _("Hours without the paused medicines"), _("This is about the time before a dose."), maximum=500
    )
    before_dose = codes(
        _("What to do before a dose"),
        v.BeforeDose,
        _("Choose what you ask of everyone, other than about food and medicines."),
    )
    preparation_note = text(
        _("More about what to do before a dose"),
        _("You can add drinks, medicines to skip, and what to wear or bring."),
    )
    exclusion_uncontrolled_hypertension = exclusion(v.Caution.UNCONTROLLED_HYPERTENSION)
    exclusion_cardiac_disease = exclusion(v.Caution.CARDIAC_DISEASE)
    exclusion_aneurysm_avm_bleed = exclusion(v.Caution.ANEURYSM_AVM_BLEED)
    exclusion_stroke = exclusion(v.Caution.STROKE)
    exclusion_raised_icp = exclusion(v.Caution.RAISED_ICP)
    exclusion_glaucoma_raised_eye_pressure = exclusion(v.Caution.GLAUCOMA_RAISED_EYE_PRESSURE)
    exclusion_psychosis = exclusion(v.Caution.PSYCHOSIS)
    exclusion_active_mania = exclusion(v.Caution.ACTIVE_MANIA)
    exclusion_bipolar = exclusion(v.Caution.BIPOLAR)
    exclusion_active_sud = exclusion(v.Caution.ACTIVE_SUD)
    exclusion_opioids_or_benzodiazepines = exclusion(v.Caution.OPIOIDS_OR_BENZODIAZEPINES)
    exclusion_pregnancy = exclusion(v.Caution.PREGNANCY)
    exclusion_breastfeeding = exclusion(v.Caution.BREASTFEEDING)
    exclusion_bladder_disease = exclusion(v.Caution.BLADDER_DISEASE)
    exclusion_severe_liver = exclusion(v.Caution.SEVERE_LIVER)
    exclusion_untreated_hyperthyroid = exclusion(v.Caution.UNTREATED_HYPERTHYROID)
    exclusion_dementia = exclusion(v.Caution.DEMENTIA)
    exclusion_under_18 = exclusion(v.Caution.UNDER_18)
    exclusion_bmi_limit = exclusion(v.Caution.BMI_LIMIT)
    exclusion_acute_suicidality = exclusion(v.Caution.ACUTE_SUICIDALITY)
    exclusion_no_escort = exclusion(v.Caution.NO_ESCORT)
    exclusion_no_outside_clinician = exclusion(v.Caution.NO_OUTSIDE_CLINICIAN)
    exclusion_allergy_or_earlier_reaction = exclusion(v.Caution.ALLERGY_OR_EARLIER_REACTION)
    exclusion_seizures = exclusion(v.Caution.SEIZURES)
    exclusion_sleep_apnea_or_lung_disease = exclusion(v.Caution.SLEEP_APNEA_OR_LUNG_DISEASE)
    exclusion_kidney = exclusion(v.Caution.KIDNEY)
    exclusion_dissociative_disorder = exclusion(v.Caution.DISSOCIATIVE_DISORDER)
    exclusion_personality_disorder = exclusion(v.Caution.PERSONALITY_DISORDER)
    exclusion_brain_injury = exclusion(v.Caution.BRAIN_INJURY)
    exclusion_gut_surgery_glp1_fasting = exclusion(v.Caution.GUT_SURGERY_GLP1_FASTING)
    conditions = codes(_("Conditions treated"), v.Condition)

    # D Setting and monitoring
    route = codes(_("How it is given"), v.Route)
    format = codes(_("Alone or together"), v.SessionFormat)
    given_by = codes(_("Who gives it"), v.License, _("Choose licenses. Don’t enter names."))
    stays_with_you = codes(
        _("Who stays with you"),
        v.License,
        _("Choose the licenses of those who watch while the medicine acts."),
    )
    setting = codes(_("Where it is given"), v.Setting)
    rems_certified = yes_no(
        _("Certified for Spravato (REMS)"),
        _("Answer yes if the clinic is enrolled in the Spravato safety program."),
    )
    dose_setting = codes(_("How the dose is set"), v.DoseSetting)
    dose_note = text(
        _("More about the dose"), _("Say how you choose and change the dose. Don’t enter milligrams.")
    )
    attendance = codes(
        _("Who watches"),
        v.Attendance,
        _("This is about the time while the medicine acts. Choose several if it depends on the treatment."),
    )
    attendance_note = text(
        _("More about who watches"), _("For example: the nurse starts the drip, and the therapist stays.")
    )
    doctor_on_site = yes_no(
        _("A doctor in the building"), _("Answer yes if a physician is on site at every dose.")
    )
    people_per_staff = number(
        _("Patients per staff member"),
        _(
            "Enter the most people while the medicine acts. Enter 1 if each person has their "
            "own staff member."
        ),
        maximum=100,
    )
    staff_present = number(
        _("Staff in the room"),
        _("Enter the fewest people while the medicine acts, in a group too."),
        maximum=100,
    )
    group_size = number(
        _("People treated together"), _("Enter the most people in a group or in one room."), maximum=100
    )
    monitoring = codes(_("What is measured"), v.Monitoring)
    monitoring_interval = code(_("How often it is measured"), v.MonitoringInterval)
    drug_goes = codes(_("Where the drug goes"), v.DrugGoes)
    other_drugs = codes(
        _("Other drugs in the same visit"),
        v.OtherDrug,
        _("Choose what you routinely give along with ketamine."),
    )
    drug_minutes = number(_("How long the effects last"), _("Enter about how many minutes."), maximum=1440)
    drug_minutes_most = number(
        _("How long the effects last, up to"), _("Enter minutes here if it is a range."), maximum=1440
    )
    visit_minutes = number(
        _("Time at the clinic"), _("Enter about how many minutes pass from door to door."), maximum=1440
    )
    visit_minutes_most = number(
        _("Time at the clinic, up to"), _("Enter minutes here if it is a range."), maximum=1440
    )
    emergency = codes(
        _("Ready for an emergency"),
        v.Emergency,
        _("Choose what is kept ready where the medicine is given."),
    )
    observation_minutes = number(
        _("Time watched after the last dose"), _("Enter the fewest minutes."), maximum=1440
    )
    until_steady = yes_no(
        _("You stay until you are steady"), _("Answer yes if they stay until then, however long it takes.")
    )
    escort_required = yes_no(_("Someone must take you home"))
    ride_help = codes(_("The ride home"), v.RideHelp)
    no_driving_hours = number(
        _("Hours without driving after a dose"), _("Until the next day is about 24 hours."), maximum=168
    )
    no_driving_until_next_day = yes_no(_("No driving until the next day"))
    after_dose = codes(_("After a dose"), v.AfterDose, _("Choose what you ask people to avoid that day."))
    comfort = codes(_("Comfort in the room"), v.Comfort, _("Choose what people get to be comfortable."))
    comfort_note = text(
        _("More about the room"), _("What the list leaves out, such as pets, snacks or a garden.")
    )
    private_room = yes_no(_("A room of your own"))
    companion_allowed = yes_no(_("A companion may stay"))

    # E Psychotherapy
    therapy_model = codes(
        _("Talk therapy"), v.TherapyModel, _("Choose several if it depends on the treatment.")
    )
    therapy_by = codes(_("Who gives therapy"), v.License, _("Choose licenses. Don’t enter names."))
    therapy_meeting_minutes = number(
        _("Length of a therapy meeting"), _("Enter minutes before or after a dose."), maximum=600
    )
    therapy_by_video = yes_no(_("Therapy meetings by video"), _("This can be some or all of them."))
    therapy_note = text(
        _("More about therapy"),
        _("You can add how long a meeting is, who leads it, or the name of another company."),
    )
    same_therapist = yes_no(
        _("The same therapist throughout"), _("Count sessions before, during and after the doses.")
    )
    meet_therapist_first = yes_no(_("Meet the therapist before you pay"))
    therapy_timing = codes(_("When therapy happens"), v.TherapyTiming)
    prep_sessions = number(_("Meetings before the first dose"), _("Enter how many there are."), maximum=100)
    prep_sessions_most = number(
        _("Meetings before the first dose, up to"), _("Fill this in if it is a range."), maximum=100
    )
    integration_sessions = number(
        _("Meetings afterward"), _("Enter how many there are in the usual course."), maximum=200
    )
    integration_sessions_most = number(
        _("Meetings afterward, up to"), _("Fill this in if it is a range."), maximum=200
    )
    therapy_in_price = yes_no(_("Therapy is in the price"))
    modality = codes(_("Kinds of therapy"), v.Modality)
    own_therapist = yes_no(_("Works with your own therapist"))
    touch_policy = yes_no(_("Written rule on touch"))

    # F Plan and follow-up
    written_plan = yes_no(
        _("Written plan with a stopping point"), _("Answer yes if the plan says when treatment stops.")
    )
    course_sessions = number(_("Sessions in the usual course"), maximum=500)
    course_sessions_most = number(
        _("Sessions in the usual course, up to"), _("Fill this in if it is a range."), maximum=500
    )
    course_weeks = number(_("Weeks of the usual course"), maximum=520)
    course_weeks_most = number(
        _("Weeks of the usual course, up to"), _("Fill this in if it is a range."), maximum=520
    )
    pace = code(_("How often you come"), v.Pace, _("This is about the first weeks."))
    least_sessions = number(
        _("Fewest sessions"), _("Enter how many you ask people to agree to."), maximum=500
    )
    measures = codes(_("Measures whether it works"), v.Measure)
    measured_when = codes(_("When you measure it"), v.MeasuredWhen)
    individual_goals = yes_no(
        _("Goals of your own"), _("Answer yes if each person sets goals for the treatment with you.")
    )
    shared_decision = yes_no(
        _("You decide together"), _("Answer yes if you explain the choices and the person decides with you.")
    )
    review_after_sessions = number(
        _("Progress review after"),
        _("Enter the number of sessions until you check together whether it helps."),
        maximum=100,
    )
    first_visit_days = number(
        _("Days until a first visit"),
        _("Enter about how many. Enter 0 if it can be the same day."),
        maximum=365,
    )
    travel_schedule = yes_no(
        _("Shorter schedule for travelers"), _("This is about people who come from far away.")
    )
    between_visits = codes(_("Checks in between visits"), v.BetweenVisits)
    reply_hours = number(_("Answers messages within"), _("Enter hours, on a business day."), maximum=500)
    after_hours = code(_("After-hours help"), v.AfterHours)
    maintenance_kind = codes(_("Doses after the course"), v.MaintenanceKind)
    maintenance = text(_("Later doses"), _("Say how often, and how you decide."))
    maintenance_weeks = number(
        _("Weeks between later doses"),
        _("Enter about how long. If it is a range, enter the shorter time."),
        maximum=520,
    )
    maintenance_weeks_most = number(
        _("Weeks between later doses, up to"), _("Fill this in if it is a range."), maximum=520
    )
    long_term_checks = codes(_("Checks over the long term"), v.LongTermCheck)
    tells_other_clinicians = yes_no(
        _("Tells your other clinicians"), _("This is with the patient’s consent.")
    )
    manages_other_medicines = yes_no(
        _("Manages your other psychiatric medicines"),
        _("This is about the time while a person is in treatment here."),
    )
    patient_views = text(
        _("What patients say"),
        _("Say how you collect it, such as with a form after each course. Don’t add quotes."),
    )

    # G Costs, rights and comfort
    intake_fee = dollars(_("First assessment"))
    intake_credited = yes_no(
        _("The first fee counts toward treatment"),
        _("Answer yes if it comes off the price of a session or course."),
    )
    session_price_low = dollars(_("A session, from"))
    session_price_high = dollars(_("A session, up to"))
    course_price = dollars(_("A whole course"))
    month_price = dollars(_("A month"), _("Enter whole US dollars, if people pay by the month."))
    booster_price = dollars(
        _("A later session"), _("Fill this in if it costs less or more. Enter whole US dollars.")
    )
    copay_from = dollars(
        _("Spravato copay, from"), _("Enter the price with the maker’s savings program, if you use it.")
    )
    therapy_meeting_price = dollars(_("A therapy meeting"))
    outside_fee = dollars(_("Paid to another company"))
    cancel_fee = dollars(_("Fee for canceling late"))
    cancel_percent = number(
        _("Part of the price due if you cancel late"),
        _("Enter a percentage. 100 is the whole price."),
        maximum=100,
    )
    late_minutes = number(
        _("Minutes late before you lose the visit"),
        _("Enter how many minutes late a person can be before you may cancel the visit."),
        maximum=240,
    )
    prices_as_of = models.DateField(
        _("Prices as of"), null=True, blank=True, help_text=_("Enter the date on which the prices were true.")
    )
    price_includes = codes(_("The price includes"), v.PriceIncludes)
    price_excludes = codes(
        _("Not in the price"), v.PriceExcludes, _("Choose what people pay for separately.")
    )
    price_note = text(
        _("More about prices"), _("You can add packages, extra fees, or what the drug store charges.")
    )
    pay_ahead = yes_no(
        _("Payment in advance"), _("This can be a deposit or the whole price, paid before the visit.")
    )
    deposit = dollars(_("Deposit"), _("Enter what people pay when they book, in whole US dollars."))
    cancel_hours = number(
        _("Notice to cancel without a fee"),
        _("Enter how many hours ahead people must cancel so that there is no fee."),
        maximum=1000,
    )
    free_first_talk = yes_no(_("Free first consultation"), _("This can be by phone, by video or in person."))
    payment = codes(_("Ways to pay"), v.Payment)
    discount_percent = number(
        _("Discount for those groups"), _("Enter a percentage for the groups above."), maximum=100
    )
    payment_note = text(
        _("More about paying"), _("You can add the name of a lender or the terms of a payment plan.")
    )
    help_fund = text(_("Help fund"), _("Say who helps people who can't pay, and how to ask."))
    insurance = codes(_("Insurance"), v.Insurance)
    insurers = records(
        _("Insurers"), INSURER_PARTS, _("By name: do you take them, which plans, and for what?")
    )
    good_faith_estimate = yes_no(_("Written estimate before you start"), _("This is a good-faith estimate."))
    consent_ahead = yes_no(
        _("Consent form sent ahead"), _("Answer yes if people get it early enough to read it at home.")
    )
    refund = code(_("Refunds"), v.Refund)
    patient_marketing = yes_no(_("Uses patients in recordings or advertising"))
    complaints = text(_("Where to complain"), _("Enter a web, e-mail or postal address."))
    accessibility = codes(_("Access"), v.Accessibility)

    class Meta:
        abstract = True
        constraints = CONSTRAINTS


def is_stated(value: object) -> bool:
    """True for every value but None, "", [] and {}: False (no) and 0 are stated."""
    return value is not None and value != "" and value != [] and value != {}
