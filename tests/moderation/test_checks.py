from datetime import timedelta
from pkgutil import iter_modules

import pytest
from django.utils import timezone

from directory.facts.offerings import OFFERING_PARTS
from directory.facts.spine import STATEMENTS
from directory.facts.statements import NOTES
from directory.models import Clinic, Listing, ReviewFlag
from directory.moderation import checks
from directory.moderation.checks import base, run
from directory.moderation.checks.base import Finding
from directory.moderation.checks.run import count_findings, run_checks
from directory.publishing.snapshot import snapshot_of_listing
from tests.support.factories import make_clinic, make_listing, make_submission

pytestmark = pytest.mark.django_db

DENVER = {"latitude": 39.7392, "longitude": -104.9903, "zip": "80202", "point_source": "given"}


def person(name="Dr. Ada Vance", **facts):
    return {"name": name, "roles": ["prescriber"], "license": "md"} | facts


def found(submission, shown=None):
    return run_checks(submission, shown=shown or {})


def sentences(submission, shown=None):
    return [finding.sentence for finding in found(submission, shown)]


def codes(submission, shown=None):
    return [finding.code for finding in found(submission, shown)]


def changed(before, **facts):
    """(submission, what is shown) of a listing that states `before` and sends `facts`."""
    listing = make_listing(**before)
    submission = make_submission(Clinic.objects.get(pk=listing.clinic_id), **facts)
    return submission, snapshot_of_listing(Listing.objects.get(pk=listing.pk))


def day(days_ago):
    return timezone.localdate() - timedelta(days=days_ago)


def test_a_plain_submission_has_no_findings():
    plain = make_submission(
        **DENVER,
        about="We treat depression and say what is not known.",
        phone="+13035550142",
        website="https://clinic.example",
        npi="1234567893",
        session_price_low=400,
        prices_as_of=day(10),
        practitioners=[person(license_number="DR.0055501", npi="1245319599")],
    )

    assert found(plain) == []


# ---- words


def test_an_overclaim_is_told_with_its_word_and_its_statement():
    (finding,) = found(make_submission(about="The only cure."))

    assert finding == Finding(
        "overclaim",
        "about",
        "“cure” in “In the clinic’s words” promises a result. No clinic can promise one.",
    )


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (
            "85% of our patients respond.",
            "“85% of our patients respond” in “In the clinic’s words” says how many people it helps."
            " Readers cannot check who was counted, or how.",
        ),
        (
            "The most effective treatment.",
            "“most effective” in “In the clinic’s words” claims to be better than others."
            " Readers cannot check that.",
        ),
        (
            "Totally safe.",
            "“Totally safe” in “In the clinic’s words” plays down the risks. Every drug has risks, "
            "and so does ketamine.",
        ),
        (
            "It is not addictive.",
            "“not addictive” in “In the clinic’s words” is not true. People can become addicted to ketamine.",
        ),
        (
            "Feel better within hours.",
            "“Feel better within hours” in “In the clinic’s words” promises how soon it helps."
            " That differs from person to person.",
        ),
        (
            "The gold standard.",
            "“gold standard” in “In the clinic’s words” claims more than studies have shown.",
        ),
        (
            "It resets the brain.",
            "“resets the brain” in “In the clinic’s words” states a theory about the brain as a fact.",
        ),
    ],
)
def test_each_kind_of_overclaim_says_what_is_wrong(about, sentence):
    assert sentences(make_submission(about=about)) == [sentence]


def test_a_text_that_denies_a_promise_has_no_finding():
    assert found(make_submission(about="Nobody can say that 85% of you will respond.")) == []


@pytest.mark.parametrize(
    ("statement", "facts"),
    [
        ("name", {"name": "Miracle Clinic"}),
        ("alias", {"alias": "The Cure"}),
        ("opening_hours", {"opening_hours": "Guaranteed same-day"}),
        ("written_standard", {"written_standard": "Our own, risk-free"}),
        ("maintenance", {"maintenance": "Until cured"}),
        ("complaints", {"complaints": "No side effects, no complaints"}),
        ("practitioners", {"practitioners": [person(board_certification="Miracles")]}),
        ("training", {"training": [{"code": "other", "provider": "Breakthrough Institute"}]}),
        ("offerings", {"offerings": [{"route": "iv", "note": "The gold standard."}]}),
        ("insurers", {"insurers": [{"payer": "aetna", "plan_name": "A cure"}]}),
        *((name, {name: "Relief within hours."}) for name in NOTES),
    ],
)
def test_overclaims_are_found_in_every_free_text(statement, facts):
    assert [(one.code, one.statement) for one in found(make_submission(**facts))] == [
        ("overclaim", statement)
    ]


def test_every_text_in_which_a_clinic_may_write_sentences_is_read():
    texts = {name for name, statement in STATEMENTS.items() if statement.kind == "text"}
    addresses_and_numbers = {
        *("street", "city", "zip", "phone", "phone_extension", "email", "website", "booking_url", "npi")
    }

    assert texts - addresses_and_numbers == set(base.FREE_TEXT)
    assert {part.name for part in OFFERING_PARTS if part.kind == "text"} == {"note"}


def test_a_phrase_in_the_notes_of_two_offerings_is_told_once():
    offerings = [{"route": "iv", "note": "A cure."}, {"route": "im", "note": "A cure!"}]

    assert codes(make_submission(offerings=offerings)) == ["overclaim"]


def test_a_name_that_holds_a_word_is_no_promise():
    assert found(make_submission(practitioners=[person("Dr. Miracle Jones")], street="1 Miracle Mile")) == []


def test_only_the_notes_of_offerings_that_changed_are_looked_at():
    before = [{"route": "iv", "note": "A cure."}]
    submission, shown = changed(
        {"offerings": before}, offerings=[*before, {"route": "im", "note": "A miracle."}]
    )

    assert [one.sentence.partition(" ")[0] for one in found(submission, shown)] == ["“miracle”"]


def test_what_is_published_as_it_stands_is_not_found_fault_with_again():
    assert codes(*changed({"about": "The only cure."}, opening_hours="Monday")) == []


def test_fda_approved_is_found_beside_a_route_that_is_not():
    routes = ["iv", "esketamine_nasal"]

    (sentence,) = sentences(make_submission(about="FDA-approved care.", route=routes))

    assert sentence == (
        "“FDA-approved” appears in “In the clinic’s words”, but these routes are stated and "
        "are not approved for mood or pain: IV infusion."
    )


@pytest.mark.parametrize("route", [[], ["esketamine_nasal"]])
def test_fda_approved_is_not_found_beside_esketamine_alone_or_no_route(route):
    assert found(make_submission(about="FDA-approved care.", route=route)) == []


def test_fda_approved_is_found_beside_an_offering_by_a_route_that_is_not():
    before = {"about": "FDA-approved care.", "route": ["esketamine_nasal"]}

    assert codes(*changed(before, offerings=[{"route": "esketamine_nasal"}, {"route": "im"}])) == ["approval"]


def test_fda_approved_is_found_when_only_the_route_is_new():
    before = {"about": "FDA-approved care.", "route": ["esketamine_nasal"]}

    assert codes(*changed(before, route=["esketamine_nasal", "sublingual"])) == ["approval"]


@pytest.mark.parametrize(
    "facts",
    [
        {"about": "Ask for BV1234567 at the desk."},
        {"street": "Suite FV7654321"},
        {"practitioners": [person("Dr. A. Vance AV1234567")]},
        {"practitioners": [person(license_number="AV1234563")]},
        {"website": "https://clinic.example/AV1234563"},
    ],
)
def test_what_looks_like_a_dea_number_is_found_and_not_repeated(facts):
    (finding,) = found(make_submission(**facts))

    assert finding.code == "dea"
    assert finding.sentence.endswith("looks like a DEA number. It must not be published.")
    assert "1234" not in finding.sentence


@pytest.mark.parametrize(
    "facts",
    [
        {"practitioners": [person(license_number="RN1234567")]},
        {"practitioners": [person(license_number="MD12345678")]},
        {"about": "Call A1234567 or ABC1234567 or QV1234567."},
    ],
)
def test_other_numbers_are_no_dea_numbers(facts):
    assert found(make_submission(**facts)) == []


def test_a_dea_number_is_found_although_it_was_published_before():
    assert codes(*changed({"about": "BV1234567"}, opening_hours="Monday")) == ["dea"]


# ---- numbers and addresses


def test_an_npi_of_the_clinic_with_a_wrong_check_digit_is_found():
    (finding,) = found(make_submission(npi="1234567890"))

    assert (finding.code, finding.statement) == ("npi", "npi")
    assert finding.sentence == (
        "The NPI 1234567890 has a wrong check digit, so it may be mistyped. A correct "
        "check digit would not prove that the NPI is right."
    )


def test_an_npi_of_each_person_with_a_wrong_check_digit_is_found():
    people = [
        person(npi="1234567890"),
        person("Bo Lind", npi="1234567893"),
        person("Cy Orr", npi="1111111111"),
    ]

    assert [
        (one.code, one.statement, one.sentence.partition(",")[0])
        for one in found(make_submission(practitioners=people))
    ] == [
        ("npi", "practitioners", "The NPI of Dr. Ada Vance"),
        ("npi", "practitioners", "The NPI of Cy Orr"),
    ]


def test_only_the_people_who_changed_are_looked_at():
    before = [person(npi="1234567890")]
    submission, shown = changed(
        {"practitioners": before}, practitioners=[*before, person("Bo Lind", license_number="none")]
    )

    assert sentences(submission, shown) == ["The license number of Bo Lind has no digits: “none”."]


@pytest.mark.parametrize("phone", ["+11234567890", "+13031234567", "+999123456"])
def test_a_phone_that_cannot_be_dialed_is_found(phone):
    assert codes(make_submission(phone=phone)) == ["phone"]


@pytest.mark.parametrize("phone", ["+13035550100", "+13035550199", "+13038251234", "+442079460958"])
def test_a_phone_that_can_be_dialed_or_is_invented_is_not_found(phone):
    assert codes(make_submission(phone=phone)) == []


def test_a_phone_is_told_as_it_is_read():
    assert sentences(make_submission(phone="+13031234567")) == [
        "The phone number (303) 123-4567 cannot be dialed, because no such number exists."
    ]


@pytest.mark.parametrize(
    ("facts", "host"),
    [
        ({"website": "https://www.facebook.com/clinic"}, "facebook.com"),
        ({"website": "https://m.facebook.com/clinic"}, "facebook.com"),
        ({"booking_url": "https://bit.ly/x"}, "bit.ly"),
    ],
)
def test_a_website_that_belongs_to_another_is_found(facts, host):
    (finding,) = found(make_submission(**facts))

    assert (finding.code, finding.statement) == ("website", next(iter(facts)))
    assert host in finding.sentence


@pytest.mark.parametrize("address", ["https://notfacebook.com", "https://x.company.example"])
def test_a_website_of_its_own_is_not_found(address):
    assert found(make_submission(website=address)) == []


# ---- days


@pytest.mark.parametrize(
    ("age", "expected"), [(366, ["prices_old"]), (365, []), (0, []), (-1, ["prices_ahead"])]
)
def test_prices_of_another_time_are_found(age, expected):
    assert codes(make_submission(session_price_low=400, prices_as_of=day(age))) == expected


@pytest.mark.parametrize(("age", "expected"), [(0, []), (-1, ["availability_ahead"])])
def test_an_availability_of_a_day_to_come_is_found(age, expected):
    assert codes(make_submission(availability="accepting", availability_on=day(age))) == expected


# ---- what is offered


def test_a_training_of_a_year_to_come_is_found():
    ahead = {"code": "acls", "year": timezone.localdate().year + 1}

    assert codes(make_submission(training=[ahead, {"code": "pals", "year": 2020}])) == ["training_ahead"]


def test_a_zip_code_of_another_town_is_found():
    (finding,) = found(make_submission(city="Boston", state="MA", zip="80202"))

    assert (finding.statement, finding.sentence) == (
        "zip",
        "ZIP code 80202 is in Denver, CO, not in Boston, MA.",
    )


def test_a_zip_code_of_another_town_that_is_published_is_not_found_again():
    assert codes(*changed({"city": "Boston", "state": "MA", "zip": "80202"}, route=["iv"])) == []


@pytest.mark.parametrize("city", ["Denver", "Lakewood", "Capitol Hill", ""])
def test_a_suburb_a_neighborhood_and_no_town_at_all_are_not_found(city):
    assert codes(make_submission(city=city, state="CO", zip="80202")) == []


def test_a_listing_that_moves_to_another_state_is_found():
    before = {"city": "Westmont", "state": "IL", "zip": "60559"}

    (sentence,) = sentences(*changed(before, city="San Diego", state="CA", zip="92101"))

    assert sentence == (
        "This moves the listing from Illinois to California. If this is another location "
        "with the same name, it needs its own listing."
    )


def test_home_where_nobody_watches_is_found_when_it_is_new():
    (finding,) = found(make_submission(setting=["infusion_clinic", "home_unsupervised"]))

    assert (finding.statement, finding.sentence) == (
        "setting",
        "“Home, with no one watching” is new in this submission.",
    )


def test_home_where_nobody_watches_is_not_found_when_it_is_shown_already():
    before = {"setting": ["home_unsupervised"]}

    assert codes(*changed(before, setting=["home_unsupervised", "home_remote"])) == []


@pytest.mark.parametrize(
    ("people", "expected"),
    [([], ["no_therapist"]), ([person()], ["no_therapist"]), ([person(roles=["therapist"])], [])],
)
def test_therapy_by_the_team_without_a_therapist_is_found(people, expected):
    assert codes(make_submission(therapy_model=["integrated_team"], practitioners=people)) == expected


def test_taking_the_last_therapist_away_is_found():
    before = {"therapy_model": ["integrated_team"], "practitioners": [person(roles=["therapist"])]}

    assert codes(*changed(before, practitioners=[person()])) == ["no_therapist"]


@pytest.mark.parametrize(("supervisor", "expected"), [("Bo Lind", []), ("dr. ada vance", ["no_supervisor"])])
def test_somebody_in_training_who_supervises_themselves_is_found(supervisor, expected):
    people = [person(roles=["therapist"], license="associate", supervisor=supervisor)]

    assert codes(make_submission(practitioners=people)) == expected


def test_somebody_in_training_without_a_supervisor_is_found_once():
    submission = make_submission(
        practitioners=[person(roles=["therapist"], license="associate", supervisor="Bo Lind")]
    )
    submission.content["practitioners"][0]["supervisor"] = ""

    assert sentences(submission) == [
        "Dr. Ada Vance is in training, but no one else is named as a supervisor."
    ]


# ---- the whole

FULL = {
    "street": "1 Main St",
    "phone": "+13035550142",
    "website": "https://clinic.example",
    "route": ["iv"],
    "escort_required": False,
}


def test_everything_taken_away_is_found():
    nothing = {
        field.name: field.get_default()
        for field in Clinic._meta.get_fields()
        if field.name in {*FULL, "city", "state"}
    }

    assert sentences(*changed(FULL, **nothing)) == ["This removes everything that the listing states."]


def test_much_taken_away_is_found_with_its_names():
    submission, shown = changed(FULL, street="", phone="", website="", route=[])

    assert sentences(submission, shown) == [
        "This removes 4 of 7 statements: “Street”, “Phone”, “Website” and “How it is given”."
    ]


def test_a_little_taken_away_is_not_found():
    assert codes(*changed(FULL, phone="", route=[])) == []


def test_a_first_submission_takes_nothing_away():
    assert found(make_submission(city="", state="")) == []


def test_name_phone_and_street_together_are_found():
    news = {"name": "Somebody Else", "phone": "+13035550199", "street": "2 Elm St"}

    assert codes(*changed(FULL, **news)) == ["another_clinic"]


@pytest.mark.parametrize("missing", ["name", "phone", "street"])
def test_two_of_name_phone_and_street_are_not_found(missing):
    news = {"name": "Somebody Else", "phone": "+13035550199", "street": "2 Elm St"}
    del news[missing]

    assert codes(*changed(FULL, **news)) == []


@pytest.mark.parametrize(
    ("broken", "statement", "sentence"),
    [
        ({"zip": "8020"}, "zip", "Enter a ZIP code, for example 80202."),
        (
            {"session_price_low": 900, "session_price_high": 400, "prices_as_of": "2026-01-01"},
            "",
            "The lower price is above the higher one. Swap them.",
        ),
        (
            {"monitoring": ["none", "pump"]},
            "",
            "“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.",
        ),
    ],
)
def test_a_rule_of_today_that_a_content_breaks_is_found(broken, statement, sentence):
    submission = make_submission()
    submission.content |= broken

    assert (statement, sentence) in [(one.statement, one.sentence) for one in found(submission)]


# ---- what stands around it


def test_a_clinic_next_door_with_the_same_phone_is_found_with_both_pages():
    other = make_listing(**DENVER | {"latitude": 39.7420}, name="Half Acre Wellness", phone="+13035550117")
    submission, shown = changed(DENVER, phone="+13035550117", name="Half Acre")

    (finding,) = found(submission, shown)

    assert finding.sentence == (
        "This may be a duplicate. “Half Acre Wellness”, less than a mile away, has the same phone."
    )
    assert finding.links == (
        ("Half Acre Wellness", other.get_absolute_url()),
        ("Half Acre", submission.clinic.listing.get_absolute_url()),
    )


def test_all_that_two_clinics_share_is_said():
    shared = {"phone": "+13035550117", "website": "https://acre.example", "npi": "1234567893"}
    make_listing(**DENVER, **shared, name="Half Acre")

    (sentence,) = sentences(make_submission(**DENVER, **shared, name="Half Acre"))

    assert sentence.endswith("has the same phone, website, NPI and name.")


def test_another_that_waits_is_found_too_without_a_page():
    make_submission(**DENVER, name="Half Acre")

    (finding,) = found(make_submission(**DENVER, name="Half Acre"))

    assert (finding.code, finding.links) == ("duplicate", ())


@pytest.mark.parametrize(
    "other",
    [
        {"phone": "+13035550118"},
        {"phone": "+13035550117", "latitude": 39.7700},
    ],
)
def test_a_clinic_that_shares_nothing_or_is_far_is_not_found(other):
    make_listing(**DENVER | other, name="Elm Wellness")

    assert found(make_submission(**DENVER, phone="+13035550117", name="Half Acre")) == []


def test_a_working_copy_that_nobody_sent_is_not_found():
    make_clinic(**DENVER, name="Half Acre")

    assert found(make_submission(**DENVER, name="Half Acre")) == []


def test_clinics_without_a_point_stand_in_their_zip_code():
    make_listing(zip="80202-1234", phone="+13035550117")

    assert codes(make_submission(zip="80202", phone="+13035550117")) == ["duplicate"]


def test_duplicates_are_not_told_again_when_nothing_of_it_changed():
    make_listing(**DENVER, name="Half Acre")

    assert codes(*changed({**DENVER, "name": "Half Acre"}, route=["iv"])) == []


def test_a_point_far_from_its_zip_code_is_found():
    (finding,) = found(make_submission(**DENVER | {"latitude": 41.0}))

    assert (finding.statement, finding.sentence) == ("latitude", "The point is 86 miles from its ZIP code.")


def test_a_point_that_an_import_doubted_is_found():
    clinic = make_clinic(zip="80202", latitude=39.7491, longitude=-104.9946, point_source="zip_centroid")
    ReviewFlag.objects.create(clinic=clinic, kind="point_far_from_zip", miles=70.2)

    assert sentences(make_submission(clinic)) == [
        "The file placed it 70 miles from its ZIP code, so we placed it in the middle of the ZIP code area."
    ]


# ---- together


def test_findings_come_in_the_order_of_the_spine_the_whole_first():
    make_listing(**DENVER, name="Half Acre")
    submission = make_submission(
        **DENVER,
        name="Half Acre",
        about="A cure.",
        npi="1234567890",
        setting=["home_unsupervised"],
        practitioners=[person(license_number="none")],
    )

    assert [finding.statement for finding in found(submission)] == [
        "",
        "about",
        "npi",
        "practitioners",
        "setting",
    ]


def test_counting_agrees_with_finding():
    first = make_submission(about="A cure.", npi="1234567890")
    second, shown = changed({"about": "A cure."}, route=["iv"])

    assert count_findings([first, second], shown={second.clinic_id: shown}) == {first.pk: 2, second.pk: 0}


@pytest.mark.parametrize("many", [1, 3])
def test_findings_of_a_page_take_two_queries(many, django_assert_num_queries):
    submissions = [make_submission(**DENVER, practitioners=[person()], name="Twin") for _one in range(many)]

    with django_assert_num_queries(2):
        counted = count_findings(submissions, shown={})

    assert set(counted.values()) == {many - 1}


def test_a_content_that_breaks_every_rule_takes_two_queries_too(django_assert_num_queries):
    submission = make_submission(**DENVER, practitioners=[person()])
    submission.content |= {"monitoring": ["none", "pump"], "zip": "8020", "intake_fee": -1}

    with django_assert_num_queries(2):
        assert len(found(submission)) == 5


def test_a_content_of_an_older_shape_is_looked_at():
    submission = make_submission(about="A cure.")
    del submission.content["alias"]

    assert codes(submission) == ["overclaim"]


def test_every_module_of_checks_is_read_and_has_a_check():
    modules = {module.name for module in iter_modules(checks.__path__)} - {"base", "run"}

    assert set(run.MODULES) == modules
    assert {check.__module__.rpartition(".")[2] for check in base.CHECKS} == modules
