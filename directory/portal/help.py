"""The help beside the fields of the portal, in the words of someone at a front desk, who is no clinician.

It stands in place of a statement's own help, which files and the API show too. What is missing here has that.
"""

from django.utils.translation import gettext_lazy as _

LICENSES = _("Check the license of each person who does this, such as RN or MD. Don’t enter names.")
DOLLARS = _("Enter whole dollars, for example 450. Leave it blank if the price depends.")
UP_TO = _("Fill this in only if it is a range, such as 2 to 4. Here goes the higher number.")

CLINIC = {
    "name": _("Write it the way it is on your sign and your website."),
    "alias": _("Another name that people may search for, such as your old name."),
    "about": _(
        "Tell people what a visit with you is like, in up to 1,200 characters. Don’t promise that it works: "
        "a moderator would send that back."
    ),
    "street": _("The number and street, and the suite or floor."),
    "zip": _("Five digits, for example 80202."),
    "latitude": _("In a map app, press on your front door and copy the first number, for example 39.7392."),
    "longitude": _("The second number, for example -104.9903. West of Greenwich it begins with a minus."),
    "phone": _("The number that new patients should call, for example (303) 555-0142."),
    "phone_extension": _("Only if callers must dial one."),
    "email": _("Everyone can read this. Use an address that you check each day, not a private one."),
    "website": _("Copy it from the address bar of your browser."),
    "booking_url": _("The page where new patients can pick a time, if you have one."),
    "opening_hours": _(
        "In your own words, only for what the days below can’t say, for example “Evenings on request”."
    ),
    "opening_times": _(
        "For each day, type when you open and close, for example 9 and 5. Check “Closed” for days off."
    ),
    "telehealth_states": _(
        "Check each state where one of your clinicians is licensed to see people by video."
    ),
    "npi": _("Ten digits. Your billing office has it. Use the one of the clinic, not the one of a doctor."),
    "availability": _("What would you tell a new caller today?"),
    "waitlist_weeks": _("If someone called today, after how many weeks could you see them?"),
    "availability_on": _("The day on which this was true. Leave it: we fill in today."),
    "languages": _("Check a language if a clinician speaks it, or if you get an interpreter for it."),
    "populations": _("Check the groups that you have a program for, or that you see often."),
    "minimum_age": _("The youngest age that you take, in years, for example 18."),
    "maximum_age": _("The oldest age that you take, in years. Leave it blank if there is none."),
    "offering_since": _("The year of your first ketamine treatment, for example 2019."),
    "life_support_on_site": _(
        "Think of the best trained person who is always there when the medicine is given. BLS and "
        "ACLS are cards that staff carry."
    ),
    "patients_treated": _("About how many people in all, since you began? A rough number is fine."),
    "written_standard": _("Do you follow a written protocol? Name it, or say how a patient can get a copy."),
    "team_boards": _(
        "Only if you list no people above. Check the boards that your doctors are certified by."
    ),
    "off_label_disclosed": _("Where the use is off-label, does your consent form say so?"),
    "home_dosing": _("Can people take ketamine at home, such as tablets from a pharmacy?"),
    "drug_source": _("Where do you order ketamine? The label on the box or the invoice says it."),
    "discipline_disclosed": _(
        "If a state board has acted against one of your clinicians, do you tell patients?"
    ),
    "conditions": _("Check what people come to you for. Don’t check what you send elsewhere."),
    "screening": _("Check what you do for each new patient. Your intake form lists most of it."),
    "examined_by": LICENSES,
    "prescribed_by": LICENSES,
    "given_by": LICENSES,
    "therapy_by": LICENSES,
    "referral": _("Must another doctor or therapist send people to you, or can they just call?"),
    "antidepressants_tried": _(
        "How many must people have tried before you take them? Clinics that give Spravato often ask for 2."
    ),
    "antidepressant_needed": _("Must people stay on an antidepressant while they get the treatment?"),
    "fasting_hours": _("How many hours before a visit must people stop eating? Enter 0 if they may eat."),
    "liquids_minutes": _(
        "How long before a visit must they stop drinking water? In minutes: 120 is two hours."
    ),
    "medicines_paused": _("Do you tell some people to skip a medicine of theirs before a visit?"),
    "pause_hours": _("For how many hours before a visit?"),
    "alcohol_hours": _("How many hours before a visit must people stop drinking alcohol? A day is 24."),
    "assessment_minutes": _("How many minutes does the first appointment take?"),
    "weight_limit": _("In pounds, such as the limit of your chairs. Leave it blank if you have none."),
    "suicide_check_each_dose": _("Do you ask each person about this at each visit, with set questions?"),
    "route": _("Check each way in which you give it. IV is a drip, IM is a shot."),
    "format": _("Is a person alone in the room, or do others get treated there at the same time?"),
    "setting": _("Check each place where people take the medicine."),
    "rems_certified": _("Is the clinic enrolled in the Spravato safety program, which is called REMS?"),
    "stays_with_you": _("Check the license of each person who is in the room until it wears off."),
    "attendance": _(
        "Who keeps an eye on a person until it wears off? Check several if it depends on the treatment."
    ),
    "monitoring": _(
        "What do you check during a visit, such as blood pressure? If you are not sure, ask the "
        "person who gives the medicine."
    ),
    "drug_minutes": _("About how many minutes until a person feels normal again?"),
    "visit_minutes": _("About how many minutes from walking in to walking out?"),
    "observation_minutes": _("How many minutes must people stay after the last dose, at least?"),
    "dose_setting": _(
        "How do you choose how much a person gets? If you are not sure, ask the person who gives the "
        "medicine."
    ),
    "escort_required": _("Must someone else drive or walk a person home?"),
    "private_room": _("Does each person get a room, not a chair in a shared one?"),
    "companion_allowed": _("May a friend or a family member sit with a person?"),
    "drug_goes": _("Who has the medicine before it is taken: the clinic, or the patient?"),
    "doctor_on_site": _("Is a doctor (MD or DO) in the building each time the medicine is given?"),
    "emergency": _(
        "Check what you have in the room or close by. If you are not sure, ask the person who gives "
        "the medicine."
    ),
    "people_per_staff": _("At the busiest time, how many patients does one staff member watch?"),
    "therapy_model": _("Do you offer talk therapy with the medicine? Check several if it depends."),
    "prep_sessions": _("How many talks with a therapist come before the first dose?"),
    "integration_sessions": _("How many talks come after the doses, to make sense of them?"),
    "therapy_in_price": _("Is therapy part of the price, or is it billed apart?"),
    "modality": _("Ask your therapists. Leave it blank if you have none."),
    "own_therapist": _("Do you talk with a therapist whom the patient already has?"),
    "touch_policy": _("Do you have a written rule on when staff may touch a person, such as holding a hand?"),
    "course_sessions": _("How many treatments do most people start with, for example 6?"),
    "course_weeks": _("Over how many weeks, for example 3?"),
    "pace": _("In the first weeks, how often do people come?"),
    "maintenance_kind": _("What do you offer once the first treatments are done?"),
    "maintenance": _("How often do people come back later, and how do you decide?"),
    "measures": _("Check the forms that people fill in so that you see if it helps, such as the PHQ-9."),
    "written_plan": _("Do people get a plan in writing that says when you would stop?"),
    "tells_other_clinicians": _("If the patient agrees, do you write to their own doctor or therapist?"),
    "session_price_low": _(
        "Whole dollars for one treatment without insurance, for example 450. If all pay the same, "
        "enter it twice."
    ),
    "session_price_high": _("The highest price of one treatment, in whole dollars."),
    "course_price": _("If people can buy all treatments of a course at once. Whole dollars."),
    "intake_fee": _("The price of the first appointment. Enter 0 if it is free."),
    "therapy_meeting_price": DOLLARS,
    "outside_fee": _("What people pay to someone else, such as the drug store. Whole dollars."),
    "cancel_fee": _("Whole dollars. Your forms for new patients say it."),
    "prices_as_of": _("The day on which these prices were right. Leave it: we fill in today."),
    "price_includes": _("Check what a person does not have to pay for on top."),
    "insurance": _("In general. You can name insurers below."),
    "insurers": _(
        "Press on a line, choose the insurer, and say if you are in network. Add one line for each."
    ),
    "payment": _("Check each way in which people can pay you."),
    "refund": _("What happens to money for treatments that a person does not get?"),
    "good_faith_estimate": _(
        "Do people who pay by themselves get a written price before they start? This is called a "
        "good-faith estimate."
    ),
    "patient_marketing": _("Do you use pictures, recordings or stories of patients to advertise?"),
    "complaints": _("Whom can a patient write to who is not happy? Enter a web, e-mail or postal address."),
    "accessibility": _("Check what is true of your rooms today."),
    "copay_from": _("The lowest amount that people with insurance pay for a Spravato visit. Whole dollars."),
} | dict.fromkeys(
    (
        "drug_minutes_most",
        "visit_minutes_most",
        "prep_sessions_most",
        "integration_sessions_most",
        "course_sessions_most",
        "course_weeks_most",
        "maintenance_weeks_most",
    ),
    UP_TO,
)
PERSON = {
    "name": _("As on the license, with title, for example Dr. Ines Vale."),
    "roles": _("Check each thing that this person does here."),
    "license": _("The letters after the name, such as MD, NP or LCSW."),
    "supervisor": _("Only for a therapist in training: who signs off on their work?"),
    "license_state": _("The state that gave the license."),
    "license_number": _(
        "It is on the license on your wall, and in the state’s register. Never a DEA number."
    ),
    "register_url": _("Look the person up at the state board, and copy the address of that page."),
    "npi": _("Ten digits. You can find it on a prescription or a bill."),
    "boards": _("Check the boards that have certified this person. Many have none: then leave it blank."),
    "board_certification": _("Only if the board is not in the list."),
    "years_offering": _("About how many years has this person worked with ketamine?"),
}
TRAINING = {
    "code": _("What the certificate says."),
    "practitioner": _("The name, as in the list of people. Leave it blank if it is true of the whole team."),
    "provider": _("The school or company on the certificate."),
    "hours": _("If the certificate says how many."),
    "year": _("The year on the certificate."),
    "expires_on": _("Cards such as BLS and ACLS have a date on them."),
}
BY_MODEL = {"clinic": CLINIC, "practitioner": PERSON, "training": TRAINING}


def help_text(model_name: str, name: str, own: str) -> str:
    """The help of a field of a model; `own`, that of the statement, where there is none here."""
    return BY_MODEL.get(model_name, {}).get(name, own)
