"""Findings on statements that contradict each other. Beside each stands a submission that nearly has it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Clinic, Listing
from directory.moderation.checks.minors import find_minors
from directory.moderation.checks.run import run_checks
from directory.publishing.snapshot import snapshot_of_listing
from directory.wording import values
from tests.support.factories import make_listing, make_submission

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
IV = {"route": "iv"}
SPRAVATO = {"route": "esketamine_nasal"}
AETNA = {"payer": "aetna", "network": "in_network"}
NO_AETNA = {"payer": "aetna", "network": "not_taken"}
ADA = {"name": "Dr. Ada Vance", "roles": ["prescriber"], "license": "md"}


def findings(facts):
    """(code, statement, sentence) of each finding but that on home with no one watching."""
    return [
        (one.code, one.statement, one.sentence)
        for one in run_checks(make_submission(**facts), shown={})
        if one.code != "home_alone"
    ]


def changed(before, **facts):
    """The findings on a listing that states `before` and sends `facts`."""
    listing = make_listing(**before)
    shown = snapshot_of_listing(Listing.objects.get(pk=listing.pk))
    submission = make_submission(Clinic.objects.get(pk=listing.clinic_id), **facts)
    return [one.code for one in run_checks(submission, shown=shown)]


FOUND = {
    # ---- doses at home
    "no doses at home, and home is ticked": (
        {"home_dosing": "none", "setting": ["infusion_clinic", "home_remote"]},
        ("no_home_doses", "home_dosing"),
        "“Doses at home: None” does not fit with “Home, watched by video”.",
    ),
    "no doses at home, and an offering is at home, mailed": (
        {
            "home_dosing": "none",
            "offerings": [
                {"route": "iv", "setting": "infusion_clinic"},
                {"route": "sublingual", "setting": "home_supervised", "drug_goes": ["mailed_taken_home"]},
            ],
        },
        ("no_home_doses", "home_dosing"),
        "“Doses at home: None” does not fit with “Home, with a clinician there” and "
        "“Mailed to you, taken at home”.",
    ),
    "mailed home, and no home among the places": (
        {"drug_goes": ["mailed_taken_home"], "setting": ["therapy_office"]},
        ("mailed_home", "drug_goes"),
        "“Mailed to you, taken at home” is stated, but “Where it is given” does not list a home.",
    ),
    "an offering mailed home, and another one at home": (
        {
            "offerings": [
                {"route": "sublingual", "setting": "kap_practice", "drug_goes": ["mailed_taken_home"]},
                {"route": "sublingual", "setting": "home_remote", "purpose": "mood"},
            ]
        },
        ("mailed_home", "offerings"),
        "Treatment option 1 (Lozenge under the tongue): “Mailed to you, taken at home” is stated, "
        "but “Where it is given” does not list a home.",
    ),
    "nobody watches, and somebody does": (
        {
            "offerings": [
                {"route": "oral", "setting": "home_unsupervised", "attendance": "camera_staffed"},
                IV,
            ]
        },
        ("watched_alone", "offerings"),
        "Treatment option 1 (Swallowed, at home): “Home, with no one watching” does not fit with "
        "“Staff watch by camera the whole time”.",
    ),
    # ---- times
    "watched longer than the visit lasts": (
        {"observation_minutes": 120, "visit_minutes": 90},
        ("times", "observation_minutes"),
        "People are monitored for 2 hours after the last dose, but the visit lasts only 1 hour 30 minutes.",
    ),
    "watched longer than the visit of an offering lasts": (
        {"observation_minutes": 60, "offerings": [{"route": "im", "visit_minutes": 45, "purpose": "pain"}]},
        ("times", "offerings"),
        "Treatment option 1 (Injection into a muscle, for pain): People are monitored for 1 hour "
        "after the last dose, but the visit lasts only 45 minutes.",
    ),
    "more sessions at least than in the course": (
        {"least_sessions": 8, "course_sessions": 6},
        ("times", "observation_minutes"),
        "People agree to at least 8 sessions, but the usual course has 6.",
    ),
    # ---- Spravato
    "Spravato at home": (
        {"offerings": [SPRAVATO | {"setting": "home_remote"}, IV | {"setting": "infusion_clinic"}]},
        ("spravato", "offerings"),
        "Treatment option 1 (Spravato nasal spray (esketamine), at home): Spravato must not be taken at home,"
        " but “Where it is given” lists “Home, watched by video”.",
    ),
    "Spravato by mail": (
        {"route": ["esketamine_nasal"], "drug_goes": ["mailed_taken_here"]},
        ("spravato", "route"),
        "Spravato must not be mailed to patients, but “Where the drug goes” lists “Mailed "
        "to you, taken at the clinic”.",
    ),
    "Spravato, watched for an hour": (
        {"route": ["esketamine_nasal"], "observation_minutes": 60},
        ("spravato", "route"),
        "People must be monitored for at least two hours after Spravato, but 1 hour is stated.",
    ),
    "Spravato without the certificate": (
        {"route": ["iv", "esketamine_nasal"], "rems_certified": False},
        ("spravato", "route"),
        "Spravato is offered, but “Certified for Spravato (REMS)” is answered “No”.",
    ),
    # ---- therapy
    "medicine only, and kinds of therapy": (
        {"therapy_model": ["medicine_only"], "modality": ["cbt", "emdr"]},
        ("medicine_only", "modality"),
        "“Medicine only, no therapy” does not fit with “Cognitive behavioral therapy (CBT)” and “EMDR”.",
    ),
    "medicine only, and therapy here is required": (
        {"therapy_model": ["medicine_only"], "therapy_required": "here"},
        ("medicine_only", "therapy_required"),
        "“Medicine only, no therapy” does not fit with “Must be in therapy: Yes, in therapy here”.",
    ),
    "an offering with therapy by the team, and no therapist": (
        {"offerings": [IV | {"therapy_model": ["integrated_team"]}, SPRAVATO], "practitioners": [ADA]},
        ("no_therapist", "therapy_model"),
        "“Therapy by the same team as the drug” is stated, but no therapist is listed among the people.",
    ),
    # ---- people
    "a therapist in training who prescribes": (
        {
            "practitioners": [
                {"name": "Bo", "roles": ["prescriber"], "license": "associate", "supervisor": "Cy"}
            ]
        },
        ("license_role", "practitioners"),
        "Bo has the role “Prescribes”. The license “Therapist in training, supervised” does not allow that.",
    ),
    "somebody without a license who gives the drug": (
        {"practitioners": [{"name": "Bo", "roles": ["administrator"], "license": "unlicensed"}]},
        ("license_role", "practitioners"),
        "Bo has the role “Gives the medicine”. The license “Not a licensed clinician” does not allow that.",
    ),
    "a counselor as medical director": (
        {"practitioners": [{"name": "Bo", "roles": ["medical_director"], "license": "lpc"}]},
        ("license_role", "practitioners"),
        "Bo has the role “Medical director”. The license “Professional counselor (LPC)” does not allow that.",
    ),
    "a pharmacist who prescribes": (
        {"practitioners": [{"name": "Bo", "roles": ["prescriber"], "license": "pharmacist"}]},
        ("license_state", "practitioners"),
        "Bo has the role “Prescribes”. The license “Pharmacist” allows that only in some "
        "states. Check the state’s register.",
    ),
    "given by somebody without a license": (
        {"given_by": ["rn", "unlicensed"], "route": ["sublingual"]},
        ("given_by", "given_by"),
        "“Who gives it” lists “Not a licensed clinician”. Only people with a license to "
        "do so may give a drug.",
    ),
    "an offering given by somebody in training": (
        {"offerings": [IV, {"route": "oral", "given_by": ["associate"]}]},
        ("given_by", "offerings"),
        "Treatment option 2 (Swallowed): “Who gives it” lists “Therapist in training, "
        "supervised”. Only people with a license to do so may give a drug.",
    ),
    "a shot by a therapist": (
        {"offerings": [{"route": "im", "given_by": ["lcsw", "rn"]}, {"route": "sublingual"}]},
        ("given_by", "offerings"),
        "Treatment option 1 (Injection into a muscle): “Who gives it” lists “Clinical social worker (LCSW)”. "
        "The license does not allow “Injection into a muscle”.",
    ),
    "a training of nobody": (
        {"practitioners": [ADA], "training": [{"code": "acls", "practitioner": "Bo Lind"}]},
        ("training_of_nobody", "training"),
        "A training names Bo Lind, who is not in the list of people.",
    ),
    "an expired card": (
        {"training": [{"code": "acls", "expires_on": YESTERDAY}, {"code": "bls", "expires_on": TODAY}]},
        ("card_expired", "training"),
        "The “Advanced life support (ACLS)” card expired on {yesterday}.",
    ),
    "an expired card of a person": (
        {
            "practitioners": [ADA],
            "training": [{"code": "pals", "expires_on": YESTERDAY, "practitioner": "Dr. Ada Vance"}],
        },
        ("card_expired", "training"),
        "The “Life support for children (PALS)” card of Dr. Ada Vance expired on {yesterday}.",
    ),
    # ---- ages
    "from age 13, and no warning": (
        {"minimum_age": 13},
        ("minors", "minimum_age"),
        "“Youngest age treated” is 13. The page shows no warning for young people, because neither "
        "“Teenagers” nor “Under 18 years of age” is stated as treated.",
    ),
    "teenagers in the text, and no warning": (
        {"about": "We see adults and teens."},
        ("minors", "about"),
        "“teens” in “In the clinic’s words” is about people under 18. The page shows no "
        "warning for them, because neither “Teenagers” nor “Under 18 years of age” is "
        "stated as treated.",
    ),
    "teenagers in the note of an offering": (
        {"offerings": [IV | {"note": "From age 15, with a parent."}, SPRAVATO]},
        ("minors", "offerings"),
        "“From age 15” in “What is offered” is about people under 18. The page shows no "
        "warning for them, because neither “Teenagers” nor “Under 18 years of age” is "
        "stated as treated.",
    ),
    "teenagers, and nobody under 18": (
        {"populations": ["adolescents"], "exclusion_under_18": "excluded"},
        ("minors_both", "exclusion_under_18"),
        "“Teenagers” does not fit with “Under 18 years of age: Does not treat”.",
    ),
    "teenagers, and from age 18": (
        {"populations": ["adolescents"], "minimum_age": 18},
        ("minors_both", "exclusion_under_18"),
        "“Teenagers” does not fit with “Youngest age treated: 18”.",
    ),
    "without a diagnosis": (
        {"without_diagnosis": True},
        ("no_diagnosis", "without_diagnosis"),
        "“Takes people without a diagnosis” is answered “Yes”. Check how the clinic decides whom it treats.",
    ),
    # ---- money
    "an insurer taken and not taken": (
        {"insurers": [AETNA, NO_AETNA]},
        ("insurer_both", "insurers"),
        "Aetna is listed both as accepted and as not accepted.",
    ),
    "one plan of an insurer, taken and not taken by an offering": (
        {
            "offerings": [
                SPRAVATO
                | {
                    "insurers": [
                        AETNA | {"plan_type": "hmo", "covers": ["assessment", "spravato_drug"]},
                        NO_AETNA | {"plan_type": "hmo", "covers": ["spravato_drug"]},
                    ]
                },
                IV,
            ]
        },
        ("insurer_both", "offerings"),
        "Treatment option 1 (Spravato nasal spray (esketamine)): Aetna (HMO) is listed both as "
        "accepted and as not accepted.",
    ),
    "no insurer at all, and one in network": (
        {"insurers": [{"payer": "all", "network": "not_taken"}, AETNA]},
        ("insurer_both", "insurers"),
        "“All insurers: Not taken” does not fit with the insurers in network: Aetna.",
    ),
    "no insurance, and an insurer": (
        {"insurance": ["none"], "insurers": [AETNA]},
        ("insurance_both", "insurance"),
        "“No insurance” does not fit with the insurers in network: Aetna.",
    ),
    "Medicare, and Medicare is not taken": (
        {"insurance": ["medicare"], "insurers": [{"payer": "medicare", "network": "not_taken"}]},
        ("insurance_both", "insurance"),
        "“Medicare” is stated under “Insurance”, but is listed as not accepted.",
    ),
    "a unit without a price": (
        {"offerings": [IV | {"price_unit": "month"}, SPRAVATO]},
        ("unit_alone", "offerings"),
        "Treatment option 1 (IV infusion): It says that the price is for “A month”, but it gives no price.",
    ),
    "two prices of a course": (
        {
            "offerings": [
                IV | {"price_low": 2400, "price_unit": "course", "course_price": 3000, "prices_as_of": TODAY},
                SPRAVATO,
            ]
        },
        ("two_course_prices", "offerings"),
        "Treatment option 1 (IV infusion): A whole course has two prices, $2,400 and $3,000.",
    ),
    "a zero too many": (
        {"session_price_low": 4500, "prices_as_of": TODAY},
        ("unusual_price", "session_price_low"),
        "$4,500 is far outside what clinics usually state here, $50 to $3,000. Check for "
        "a missing or extra digit.",
    ),
    "a zero too many in an offering": (
        {
            "offerings": [
                IV | {"price_low": 2500, "price_unit": "month", "prices_as_of": TODAY},
                SPRAVATO,
            ]
        },
        ("unusual_price", "offerings"),
        "Treatment option 1 (IV infusion): $2,500 is far outside what clinics usually state here, "
        "$40 to $1,500. Check for a missing or extra digit.",
    ),
    # ---- offerings
    "two offerings that say the same": (
        {"offerings": [IV | {"note": "Mornings."}, SPRAVATO, IV | {"note": "Evenings."}]},
        ("same_offerings", "offerings"),
        "Treatment options 1 and 3 say the same.",
    ),
    "a route that no offering has": (
        {"route": ["iv", "im", "oral"], "offerings": [IV, SPRAVATO]},
        ("in_no_offering", "route"),
        "The clinic’s “How it is given” lists “Injection into a muscle” and “Swallowed”, "
        "but no treatment option does.",
    ),
    "insurance that no offering has": (
        {
            "insurance": ["medicaid"],
            "offerings": [
                SPRAVATO | {"insurers": [AETNA]},
                IV | {"insurers": [NO_AETNA, AETNA | {"payer": "cigna"}]},
            ],
        },
        ("in_no_offering", "insurance"),
        "The clinic’s “Insurance” lists “Medicaid”, but no treatment option does.",
    ),
    # ---- opening times
    "closes before it opens": (
        {"opening_times": [{"days": ["mon"], "opens": "17:00", "closes": "09:00"}]},
        ("closes_early", "opening_times"),
        "It opens at 5:00 PM and closes at 9:00 AM.",
    ),
    "two times of a day that overlap": (
        {
            "opening_times": [
                {"days": ["mon", "tue"], "opens": "09:00", "closes": "12:00", "kind": "treatment"},
                {"days": ["tue"], "opens": "11:30", "closes": "15:00", "kind": "treatment"},
            ]
        },
        ("hours_overlap", "opening_times"),
        "On Tuesday, the hours 9:00 AM to 12:00 PM and 11:30 AM to 3:00 PM overlap.",
    ),
}
NEARLY = {
    "no doses at home, and none": {"home_dosing": "none", "setting": ["infusion_clinic"]},
    "doses at home after an exam, and home": {
        "home_dosing": "in_person_exam_first",
        "setting": ["home_remote"],
    },
    "no doses at home, mailed and taken here": {"home_dosing": "none", "drug_goes": ["mailed_taken_here"]},
    "mailed home, and home": {"drug_goes": ["mailed_taken_home"], "setting": ["home_remote"]},
    "an offering mailed home by the clinic's default": {
        "setting": ["home_remote"],
        "offerings": [
            {"route": "oral", "drug_goes": ["mailed_taken_home"]},
            IV | {"setting": "infusion_clinic"},
        ],
    },
    "nobody watches but an adult who is brought": {
        "setting": ["home_unsupervised"],
        "attendance": ["lay_adult"],
        "home_dosing": "video_only",
    },
    "watched as long as the visit lasts": {"observation_minutes": 120, "visit_minutes": 120},
    "the longer watch of one offering, the shorter visit of another": {
        "offerings": [
            SPRAVATO | {"observation_minutes": 120, "visit_minutes": 150},
            {"route": "im", "observation_minutes": 30, "visit_minutes": 90},
        ]
    },
    "as many sessions as the course has": {"least_sessions": 6, "course_sessions": 6},
    "Spravato for two hours": {
        "route": ["esketamine_nasal"],
        "observation_minutes": 120,
        "rems_certified": True,
        "setting": ["psychiatric_practice"],
    },
    "an hour after an infusion": {"route": ["iv"], "observation_minutes": 60, "rems_certified": False},
    "Spravato, and lozenges by mail": {
        "route": ["esketamine_nasal", "sublingual"],
        "drug_goes": ["stays_at_clinic", "mailed_taken_here"],
    },
    "Spravato at the clinic, lozenges at home": {
        "offerings": [
            SPRAVATO | {"setting": "psychiatric_practice"},
            {"route": "sublingual", "setting": "home_remote", "drug_goes": ["mailed_taken_home"]},
        ]
    },
    "medicine only for one offering, with therapy for the other": {
        "modality": ["cbt"],
        "offerings": [
            IV | {"therapy_model": ["medicine_only"]},
            {"route": "im", "therapy_model": ["partnered"]},
        ],
    },
    "medicine only, and therapy elsewhere is required": {
        "therapy_model": ["medicine_only"],
        "therapy_required": "anywhere",
        "modality": ["none"],
    },
    "people who may": {
        "practitioners": [
            {"name": "A", "roles": ["prescriber"], "license": "crna"},
            {"name": "B", "roles": ["prescriber", "administrator"], "license": "pmhnp"},
            {"name": "C", "roles": ["administrator", "monitor"], "license": "rn"},
            {"name": "D", "roles": ["leads", "therapist"], "license": "lcsw"},
            {"name": "E", "roles": ["therapist"], "license": "associate", "supervisor": "D"},
            {"name": "F", "roles": ["leads", "monitor"], "license": "unlicensed"},
            {"name": "G", "roles": ["prescriber", "medical_director"], "license": ""},
        ]
    },
    "given by nurses, with a coach who stays": {
        "given_by": ["rn", "crna", "emt"],
        "stays_with_you": ["unlicensed", "associate"],
        "route": ["iv"],
    },
    "several places for the drug, which the clinic does not tell apart": {
        "drug_goes": ["stays_at_clinic", "mailed_taken_home"],
        "given_by": ["rn", "lcsw"],
        "setting": ["home_remote"],
        "offerings": [
            IV | {"setting": "infusion_clinic"},
            SPRAVATO | {"setting": "psychiatric_practice"},
            {"route": "sublingual"},
        ],
    },
    "a lozenge handed out by a therapist": {"given_by": ["lcsw", "rn"], "route": ["sublingual", "im"]},
    "a training of somebody in other spelling": {
        "practitioners": [ADA],
        "training": [{"code": "acls", "practitioner": "DR. ADA VANCE"}, {"code": "bls"}],
    },
    "cards that hold until today, and a course that ran out": {
        "training": [
            {"code": "acls", "expires_on": TODAY},
            {"code": "kap_short_course", "expires_on": YESTERDAY},
            {"code": "bls"},
        ]
    },
    "from age 13, with the warning": {
        "minimum_age": 13,
        "populations": ["adolescents"],
        "about": "Teens, too.",
    },
    "from age 18": {"minimum_age": 18},
    "case by case under 18": {"minimum_age": 16, "exclusion_under_18": "case_by_case"},
    "not teenagers": {"about": "Adults only: we do not treat teenagers, or anyone under 18."},
    "children who are no patients": {
        "about": "Nobody needs to bring a child to interpret. Child care, from 8 am to 6 pm."
    },
    "only people with a diagnosis": {"without_diagnosis": False},
    "other plans of the insurer not taken": {"insurers": [AETNA, NO_AETNA | {"plan_type": "hmo"}]},
    "taken for one thing, not for another": {
        "insurers": [AETNA | {"covers": ["assessment"]}, NO_AETNA | {"covers": ["infusion"]}]
    },
    "taken by one offering, not by the other": {
        "offerings": [SPRAVATO | {"insurers": [AETNA]}, IV | {"insurers": [NO_AETNA]}]
    },
    "no insurer, with help for claims": {
        "insurers": [
            {"payer": "all", "network": "not_taken"},
            {"payer": "aetna", "network": "out_of_network_help"},
        ]
    },
    "no insurance but for Spravato": {
        "insurance": ["none"],
        "offerings": [IV, SPRAVATO | {"insurers": [AETNA]}],
    },
    "Medicare, and Medicaid is not taken": {
        "insurance": ["medicare"],
        "insurers": [{"payer": "medicaid", "network": "not_taken"}],
    },
    "prices with their units": {
        "offerings": [
            IV | {"price_low": 600, "price_unit": "session", "course_price": 3000, "prices_as_of": TODAY},
            {"route": "im", "price_unit": "course", "course_price": 2500, "prices_as_of": TODAY},
            {"route": "oral", "price_low": 200, "price_unit": "month", "prices_as_of": TODAY},
        ]
    },
    "a free first visit, and usual prices": {
        "intake_fee": 0,
        "session_price_low": 50,
        "session_price_high": 3000,
        "month_price": 129,
        "prices_as_of": TODAY,
    },
    "two offerings of one route": {"offerings": [IV | {"purpose": "mood"}, IV | {"purpose": "pain"}]},
    "a route of the clinic for an offering that states none": {
        "route": ["iv", "im"],
        "offerings": [SPRAVATO, {"purpose": "pain"}],
    },
    "two ways in one session": {"route": ["sublingual", "im"], "offerings": [IV, {"route": "combined"}]},
    "open in the morning and in the afternoon": {
        "opening_times": [
            {"days": ["mon"], "opens": "09:00", "closes": "12:00", "kind": "treatment"},
            {"days": ["mon"], "opens": "12:00", "closes": "15:00", "kind": "treatment"},
            {"days": ["mon"], "opens": "08:00", "closes": "20:00", "kind": "phone_or_messages"},
            {"days": ["tue"], "opens": "10:00", "closes": "", "kind": "treatment"},
        ]
    },
}


MINORS = {
    "Teens from 14 are welcome.": "Teens",
    "For people under 18 a parent comes along.": "under 18",
    "From age 13": "From age 13",
    "Ages 12-17 with a parent": "Ages 12",
    "We see people 16 and older.": "16 and older",
    "A 15-year-old needs a parent.": "15-year-old",
    "We treat children with chronic pain.": "treat children",
    "Pediatric pain": "Pediatric",
    "Adolescents are seen by Dr. Vance.": "Adolescents",
    "We draw people from 12 states.": "",
    "Groups of 6 and up.": "",
    "18 and older.": "",
    "No one under 18.": "",
    "We don't see adolescents.": "",
    "People under 18 are not treated here.": "",
    "Not with a BMI under 18.": "",
    "BMI under 18 is a reason to wait.": "",
    "Bring your children; there is a playroom.": "",
    "Open from 9 to 5, on Fridays from 10.": "",
    "We talk about your childhood.": "",
}


@pytest.mark.parametrize(("text", "words"), MINORS.items())
def test_words_for_patients_under_18(text, words):
    assert find_minors(text) == words


def test_a_price_of_an_offering_without_a_unit_breaks_a_rule():
    submission = make_submission(offerings=[IV, SPRAVATO])
    submission.content["offerings"][0] |= {"price_low": 600, "prices_as_of": str(TODAY)}

    assert [(one.code, one.statement, one.sentence) for one in run_checks(submission, shown={})] == [
        ("broken_rule", "offerings", "Say what the price is for: a session, a course or a month.")
    ]


def test_codes_and_times_that_nobody_knows_stop_no_check():
    submission = make_submission(
        practitioners=[ADA], insurers=[AETNA, NO_AETNA], opening_times=[{"days": ["mon"], "opens": "09:00"}]
    )
    content = submission.content
    content["practitioners"][0] |= {"license": "shaman", "roles": ["seer"]}
    for insurer in content["insurers"]:
        insurer["payer"] = "nobody"
    content["opening_times"][0] |= {"opens": "25:00", "closes": "soon"}

    found = [one.sentence for one in run_checks(submission, shown={}) if one.code != "broken_rule"]

    assert found == ["nobody is listed both as accepted and as not accepted."]


@pytest.mark.parametrize(("facts", "where", "sentence"), FOUND.values(), ids=FOUND)
def test_a_contradiction_is_found(facts, where, sentence):
    expected = sentence.format(yesterday=values.day(YESTERDAY))

    assert findings(facts) == [(*where, expected)]


@pytest.mark.parametrize("facts", NEARLY.values(), ids=NEARLY)
def test_what_nearly_contradicts_is_not_found(facts):
    assert findings(facts) == []


@pytest.mark.parametrize(
    "before",
    [
        {"home_dosing": "none", "setting": ["home_remote"]},
        {"practitioners": [{"name": "Bo", "roles": ["prescriber"], "license": "rn"}]},
        {"training": [{"code": "acls", "expires_on": YESTERDAY}]},
        {"minimum_age": 13, "about": "Teens are welcome."},
        {"offerings": [IV | {"price_unit": "month"}, IV | {"insurers": [AETNA, NO_AETNA]}]},
        {"offerings": [IV, IV], "route": ["im"]},
        {"insurers": [AETNA, NO_AETNA], "insurance": ["none"]},
        {"opening_times": [{"days": ["mon"], "opens": "17:00", "closes": "09:00"}]},
        {"session_price_low": 4500, "prices_as_of": TODAY},
        {"without_diagnosis": True},
    ],
)
def test_a_contradiction_that_is_published_is_not_found_again(before):
    assert findings(before) != []
    assert changed(before, phone="+13035550142") == []


def test_a_change_on_the_other_side_of_a_contradiction_is_found():
    assert changed({"setting": ["home_remote"]}, home_dosing="none") == ["no_home_doses"]
    assert changed({"home_dosing": "none"}, setting=["home_remote"]) == ["no_home_doses"]


def test_home_where_nobody_watches_is_found_in_an_offering():
    alone = {"route": "oral", "setting": "home_unsupervised"}

    assert changed({"offerings": [IV, SPRAVATO]}, offerings=[IV, alone]) == ["home_alone"]
    assert changed({"setting": ["home_unsupervised"]}, offerings=[IV, alone]) == []
