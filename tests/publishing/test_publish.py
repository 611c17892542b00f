"""The road of a fact: freeze, compare, decide, publish. And what the database itself refuses."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.facts.statements import EXCLUSIVE_NONE, PRICES
from directory.models import (
    AccountEvent,
    Claim,
    Clinic,
    Code,
    Event,
    EventActor,
    FormerSlug,
    Invitation,
    Listing,
    Mail,
    Membership,
    Organization,
    Place,
    Practitioner,
    Reminder,
    Report,
    ReviewFlag,
    Submission,
    Verification,
    Version,
)
from directory.moderation import decisions
from directory.moderation.errors import AlreadyDecidedError
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import snapshot_of_clinic, snapshot_of_listing
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime(2026, 3, 2, 12))


def later(days):
    return NOON + timedelta(days=days)


# ---- freeze and compare


def test_a_content_holds_every_statement_of_the_spine():
    frozen = snapshot_of_clinic(make_clinic())

    assert set(frozen) == {*STATEMENTS, "organization_slug"}


def test_an_organization_that_only_gives_access_is_not_stated():
    names = []
    for listed in (True, False):
        runner = Organization.objects.create(name="Runner", slug=f"runner-{listed}", listed=listed)
        frozen = snapshot_of_clinic(make_clinic(organization=runner))
        names.append((frozen["organization"], frozen["organization_slug"]))

    assert names == [("Runner", "runner-True"), ("", "")]


def test_a_content_holds_people_and_training_in_their_order_with_every_part():
    clinic = make_clinic(
        practitioners=[{"name": "Second of all", "roles": ["therapist"]}, {"name": "First by letter"}],
        training=[{"code": "acls", "expires_on": date(2027, 1, 1)}],
    )

    frozen = snapshot_of_clinic(clinic)

    assert [person["name"] for person in frozen["practitioners"]] == ["Second of all", "First by letter"]
    assert frozen["practitioners"][0]["license_number"] == ""
    assert frozen["training"] == [
        {"code": "acls", "provider": "", "hours": None, "year": None, "expires_on": "2027-01-01"}
    ]


def test_a_frozen_content_does_not_follow_the_working_copy():
    submission = make_submission(name="Before")

    change(submission.clinic, name="After")

    submission.refresh_from_db()
    assert submission.content["name"] == "Before"


def test_comparing_tells_what_differs_in_the_order_of_the_spine():
    clinic = make_clinic(name="Old", route=["iv"], escort_required=None)
    old = snapshot_of_clinic(clinic)
    change(clinic, name="New", route=["iv", "im"], escort_required=False)

    changes = compare_snapshots(old, snapshot_of_clinic(clinic))

    assert [(one.statement, one.old, one.new) for one in changes] == [
        ("name", "Old", "New"),
        ("route", ["iv"], ["iv", "im"]),
        ("escort_required", None, False),
    ]


def test_a_clinic_that_was_never_published_changes_only_what_it_states():
    frozen = snapshot_of_clinic(make_clinic(name="New", city="", state=""))

    assert [one.statement for one in compare_snapshots({}, frozen)] == ["name", "country"]


def test_sending_twice_freezes_the_people_of_the_second_time():
    clinic = make_clinic(practitioners=[{"name": "First"}])
    make_listing(clinic)

    second = make_submission(clinic, practitioners=[{"name": "Second"}])

    assert [person["name"] for person in second.content["practitioners"]] == ["Second"]


# ---- publish


def test_a_listing_shows_the_content_that_was_approved_last():
    clinic = make_clinic(
        name="Shown",
        prices_as_of=DAY,
        session_price_low=300,
        organization=Organization.objects.create(name="Runner", slug="runner"),
        practitioners=[{"name": "A Person", "license": "md"}],
    )
    make_listing(clinic, name="First")
    make_listing(clinic, name="Second", escort_required=False)
    make_submission(clinic, name="Third, not decided")

    listing = Listing.objects.get(clinic=clinic)

    assert snapshot_of_listing(listing) == clinic.submissions.approved().first().content
    assert (listing.name, listing.organization_slug, listing.version) == ("Second", "runner", 2)


def test_publishing_moves_the_version_of_the_directory_once_for_all():
    submissions = [make_submission(), make_submission()]
    before = Version.increment()

    listings = decisions.approve(submissions=submissions, by=make_moderator())

    assert [listing.directory_version for listing in listings] == [before + 1, before + 1]
    assert Version.objects.get().number == before + 1


def test_confirming_and_removing_move_the_version_of_the_directory():
    listing = make_listing()
    first = listing.directory_version

    decisions.confirm(listing=listing, by=None)
    take_down(listing)

    assert Listing.objects.get().directory_version == first + 2


def test_a_clinics_own_words_carry_the_day_on_which_it_sent_them():
    clinic = make_clinic(name="House", route=["iv"])
    make_listing(clinic, at=NOON)
    listing = make_listing(clinic, at=later(5), route=["im"])

    assert (listing.stated_on["name"], listing.stated_on["route"]) == ("2026-03-02", "2026-03-07")
    assert (listing.first_published_on, listing.published_on) == (DAY, DAY + timedelta(days=5))


def test_an_import_is_nothing_that_the_clinic_said():
    listing = make_listing(origin="import", source="A register", at=NOON)

    assert (listing.origin, listing.source) == ("import", "A register")
    assert (listing.stated_on, listing.confirmed_on) == ({}, None)


def test_an_import_that_changes_a_statement_takes_its_day_away():
    clinic = make_clinic(phone="+13035550142", route=["iv"])
    make_listing(clinic, at=NOON)

    listing = make_listing(clinic, origin="import", source="A register", at=later(5), phone="+13035550143")

    assert listing.stated_on["phone"] is None
    assert listing.stated_on["route"] == "2026-03-02"


def test_publishing_again_lists_a_removed_clinic_again():
    clinic = make_clinic()
    take_down(make_listing(clinic))

    make_listing(clinic)

    assert Listing.objects.public().count() == 1


# ---- addresses


def test_an_address_is_made_of_name_and_town_without_accents():
    assert make_listing(name="Clínica Muñoz", city="El Paso").slug == "clinica-munoz-el-paso"


def test_the_second_clinic_of_a_name_gets_a_number():
    slugs = [make_listing(name="Twin", city="Denver").slug for _ in range(3)]

    assert slugs == ["twin-denver", "twin-denver-2", "twin-denver-3"]


def test_clinics_of_one_name_published_together_get_numbers():
    submissions = [make_submission(name="Twin", city="Denver") for _ in range(2)]

    listings = decisions.approve(submissions=submissions, by=make_moderator())

    assert [listing.slug for listing in listings] == ["twin-denver", "twin-denver-2"]


def test_a_new_name_brings_a_new_address_and_keeps_the_old_one():
    clinic = make_clinic(name="Old", city="Denver")
    make_listing(clinic)

    listing = make_listing(clinic, name="New")

    assert listing.slug == "new-denver"
    assert [former.slug for former in listing.former_slugs.all()] == ["old-denver"]


def test_nobody_gets_an_address_that_redirects():
    clinic = make_clinic(name="Old", city="Denver")
    make_listing(clinic)
    make_listing(clinic, name="New")

    assert make_listing(name="Old", city="Denver").slug == "old-denver-2"


def test_the_old_name_brings_the_old_address_back():
    clinic = make_clinic(name="Old", city="Denver")
    for name in ("Old", "New", "Old"):
        listing = make_listing(clinic, name=name)

    assert listing.slug == "old-denver"
    assert [former.slug for former in FormerSlug.objects.all()] == ["new-denver"]


def test_a_name_without_a_letter_still_gets_an_address():
    assert make_listing(name="🙂", city="").slug == "clinic"


# ---- evidence


def verify(listing, statement, person="", **more):
    Verification.objects.create(
        clinic=listing.clinic,
        statement=statement,
        person=person,
        kind="document_seen",
        about="other",
        source="A paper",
        seen_on=DAY,
        checked_by=make_moderator(),
        **more,
    )
    publish.update_evidence(listing, listing.clinic.verifications.all())


def shown(listing):
    return [(one["statement"], one["person"]) for one in Listing.objects.get(pk=listing.pk).evidence]


def test_evidence_falls_off_when_its_statement_changes():
    clinic = make_clinic(route=["iv"], escort_required=True)
    listing = make_listing(clinic)
    verify(listing, "route")
    verify(listing, "escort_required")

    make_listing(clinic, route=["im"])

    assert shown(listing) == [("escort_required", "")]


def test_evidence_of_one_person_stays_when_another_one_changes():
    people = [{"name": "Stays", "license": "md"}, {"name": "Changes", "license": "rn"}]
    clinic = make_clinic(practitioners=people)
    listing = make_listing(clinic)
    verify(listing, "practitioners", "Stays")
    verify(listing, "practitioners", "Changes")

    make_listing(clinic, practitioners=[people[0], people[1] | {"license": "np"}])

    assert shown(listing) == [("practitioners", "Stays")]


def test_evidence_that_fell_off_does_not_come_back_with_the_next():
    clinic = make_clinic(route=["iv"])
    verify(make_listing(clinic, at=NOON), "route")
    listing = make_listing(clinic, at=later(9), route=["im"])

    verify(listing, "name")

    assert shown(listing) == [("name", "")]
    assert Verification.objects.get(statement="route").dropped_on == DAY + timedelta(days=9)


def test_evidence_that_does_not_agree_is_not_shown():
    listing = make_listing()

    verify(listing, "name", outcome="disagrees")

    assert shown(listing) == []


def test_a_listing_knows_until_when_some_document_counts():
    listing = make_listing()
    verify(listing, "name", expires_on=DAY + timedelta(days=10))
    verify(listing, "city", expires_on=DAY + timedelta(days=30))

    assert listing.document_seen_until == DAY + timedelta(days=30)
    assert listing.register_checked_until is None
    assert [one["statement"] for one in listing.live_evidence(DAY + timedelta(days=20))] == ["city"]


# ---- decisions


def test_sending_back_keeps_the_words_and_publishes_nothing():
    submission = make_submission(name="Asked")

    event = decisions.ask_for_changes(submission=submission, by=make_moderator(), words="Which doctor?")

    assert (submission.state, submission.words) == ("changes_requested", "Which doctor?")
    assert (event.kind, event.clinic, event.slug) == ("changes_requested", "Asked", "")
    assert not Listing.objects.exists()


def test_rejecting_keeps_the_reason_and_leaves_the_listing():
    clinic = make_clinic(name="House", city="Denver")
    make_listing(clinic)
    submission = make_submission(clinic, name="Palace")

    event = decisions.reject(submission=submission, by=make_moderator(), reason="overclaim")

    assert (submission.state, submission.reason) == ("rejected", "overclaim")
    assert (event.kind, event.slug, event.reason) == ("rejected", "house-denver", "overclaim")
    assert Listing.objects.get().name == "House"


@pytest.mark.parametrize(
    "decide",
    [
        lambda one, by: decisions.approve(submissions=[one], by=by),
        lambda one, by: decisions.ask_for_changes(submission=one, by=by, words="Why?"),
        lambda one, by: decisions.reject(submission=one, by=by, reason="spam"),
    ],
    ids=["approve", "ask", "reject"],
)
def test_what_is_decided_cannot_be_decided_again(decide):
    submission, quicker = make_submission(), make_moderator()
    decisions.reject(submission=submission, by=quicker, reason="duplicate")

    with pytest.raises(AlreadyDecidedError) as told:
        decide(submission, make_moderator())

    assert (told.value.submission.decided_by, told.value.submission.state) == (quicker, "rejected")
    assert Event.objects.count() == 1
    assert not Listing.objects.exists()


def test_one_decided_submission_stops_the_whole_group():
    decided, waiting = make_submission(), make_submission()
    decisions.reject(submission=decided, by=make_moderator(), reason="spam")

    with pytest.raises(AlreadyDecidedError):
        decisions.approve(submissions=[waiting, decided], by=make_moderator())

    waiting.refresh_from_db()
    assert waiting.state == "pending"
    assert not Listing.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told():
    submission = make_submission()
    moderators, start, told = [make_moderator(), make_moderator()], Barrier(2), []

    def approve(moderator):
        start.wait()
        try:
            decisions.approve(submissions=[Submission.objects.get(pk=submission.pk)], by=moderator)
            told.append(("won", moderator))
        except AlreadyDecidedError as decided:
            told.append(("told", decided.submission.decided_by))
        finally:
            connection.close()

    threads = [Thread(target=approve, args=[moderator]) for moderator in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = dict(told)["won"]
    assert sorted(told, key=str) == sorted([("won", winner), ("told", winner)], key=str)
    assert Listing.objects.get().version == 1
    assert Event.objects.count() == 1


# ---- what the database refuses


@pytest.mark.parametrize(
    "act", [lambda: Event.objects.update(words="x"), lambda: Event.objects.all().delete()]
)
def test_an_event_is_neither_changed_nor_deleted(act):
    make_listing()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()

    assert Event.objects.get().words == ""


def raw(model, **values):
    """Write past every form and model check."""
    return lambda: model.objects.filter(pk=the_row(model).pk).update(**values)


def the_row(model):
    made = {
        Clinic: make_clinic,
        Listing: make_listing,
        Submission: make_submission,
        Report: lambda: Report.objects.create(
            clinic=make_clinic(), reference=f"r{Report.objects.count()}", reason="other"
        ),
        Practitioner: lambda: Practitioner.objects.create(clinic=make_clinic(), name="A"),
        Verification: lambda: Verification.objects.create(
            clinic=make_clinic(),
            statement="name",
            kind="document_seen",
            about="other",
            source="s",
            seen_on=DAY,
            checked_by=make_moderator(),
        ),
        EventActor: lambda: EventActor.objects.create(event=1, clinic=make_clinic(), kind="confirmed"),
        Claim: lambda: Claim.objects.create(clinic=make_clinic(), claimed_by=make_member(), claimed_at=NOON),
        Code: lambda: Code.objects.create(
            claim=the_row(Claim),
            digest=b"1",
            sent_to="a@example.com",
            sent_at=NOON,
            expires_at=NOON + timedelta(days=1),
        ),
        Invitation: lambda: Invitation.objects.create(
            organization=Organization.objects.create(name="O", slug="o"),
            email="a@example.com",
            role="editor",
            digest=b"1",
            invited_by=make_member(),
            invited_at=NOON,
            expires_at=NOON + timedelta(days=1),
        ),
        Mail: lambda: Mail.objects.create(key="k", kind="decided", to="a@example.com", subject="S"),
        Place: lambda: Place.objects.create(
            kind="town", key="x", name="X", state="CO", latitude=1, longitude=1
        ),
    }
    return made[model]()


def twice(make):
    def act():
        make()
        make()

    return act


def facts_refused(model, name):
    return {
        f"{name}_price_low_not_above_high": raw(
            model, session_price_low=600, session_price_high=450, prices_as_of=DAY
        ),
        f"{name}_prices_carry_a_date": raw(model, intake_fee=200),
        f"{name}_point_on_earth": raw(model, latitude=90.5, longitude=0),
        f"{name}_weeks_only_with_waitlist": raw(
            model, waitlist_weeks=3, availability="accepting", availability_on=DAY
        ),
        f"{name}_availability_carries_a_date": raw(model, availability="accepting"),
        f"{name}_extension_only_with_phone": raw(model, phone_extension="12"),
        **{
            f"{name}_{listed}_none_alone": raw(
                model,
                **{listed: ["none", STATEMENTS[listed].choices[0][0], STATEMENTS[listed].choices[1][0]]},
            )
            for listed in EXCLUSIVE_NONE
        },
        **{f"{name}_{price}_not_negative": raw(model, **{price: -1}, prices_as_of=DAY) for price in PRICES},
    }


def two_pending():
    clinic = make_clinic()
    first, other = make_submission(clinic), make_submission()
    Submission.objects.filter(pk=other.pk).update(clinic=first.clinic_id)


def claimed_twice():
    claim = the_row(Claim)
    Claim.objects.create(clinic=claim.clinic, claimed_by=claim.claimed_by, claimed_at=NOON)


def invited_twice():
    one = the_row(Invitation)
    one.pk, one.digest = None, b"2"
    one.save(force_insert=True)


def two_of_one_version():
    clinic = make_clinic()
    make_listing(clinic)
    make_listing(clinic)
    Submission.objects.update(listing_version=1)


def member_twice():
    organization, member = Organization.objects.create(name="O", slug="o"), make_member()
    twice(lambda: Membership.objects.create(organization=organization, user=member, role="owner"))()


def reminded_twice():
    listing, member = make_listing(), make_member()
    twice(lambda: Reminder.objects.create(user=member, listing=listing, ages_from=DAY, step=75))()


def doubt_twice():
    clinic = make_clinic()
    twice(lambda: ReviewFlag.objects.create(clinic=clinic, kind="point_far_from_zip"))()


REFUSED = {
    "account_event_counted_in_its_minute": twice(
        lambda: AccountEvent.objects.create(kind="signed_in", minute=NOON)
    ),
    "event_actor_acted_by_and_at_together": lambda: raw(EventActor, acted_by=make_moderator())(),
    "claim_claimed_by_and_at_together": None,  # both columns are NOT NULL besides
    "claim_decided_by_and_at_together": lambda: raw(Claim, decided_by=make_moderator())(),
    "claim_granted_on_proof_or_with_a_reason": raw(Claim, state="granted", role="owner"),
    "claim_refused_with_a_reason": lambda: raw(
        Claim, state="refused", decided_at=NOON, decided_by=make_moderator()
    )(),
    "claim_granted_gives_a_role": raw(Claim, role="owner"),
    "claim_waits_once": claimed_twice,
    "code_is_for_a_claim_or_a_report": raw(Code, claim=None),
    "code_runs_out_later": raw(Code, expires_at=NOON - timedelta(days=9)),
    "invitation_invited_by_and_at_together": None,  # both columns are NOT NULL besides
    "invitation_accepted_by_and_at_together": lambda: raw(Invitation, accepted_by=make_member())(),
    "invitation_runs_out_later": raw(Invitation, expires_at=NOON - timedelta(days=9)),
    "invitation_open_once": invited_twice,
    "mail_sent_has_a_time": raw(Mail, sent_at=NOON),
    "mail_subject_is_one_line": raw(Mail, subject="One\nBcc: two"),
    "reminded_once_of_a_step": reminded_twice,
    "mail_goes_to_one_address": raw(Mail, to="a@example.com,b@example.com"),
    **facts_refused(Clinic, "clinic"),
    **facts_refused(Listing, "listing"),
    "listing_published_in_order": raw(Listing, first_published_on=date(2999, 1, 1)),
    "clinic_imported_once_from_a_source": twice(lambda: make_clinic(source="samhsa:1")),
    "member_once_in_an_organization": member_twice,
    "associate_names_a_supervisor": raw(Practitioner, license="associate"),
    "review_flag_raised_once": doubt_twice,
    "directory_has_one_version": lambda: Version.objects.create(pk=2),
    "place_named_once_in_a_state": twice(lambda: the_row(Place)),
    "place_point_on_earth": raw(Place, longitude=181),
    "report_acted_by_and_at_together": lambda: raw(Report, acted_by=make_moderator())(),
    "report_closed_by_and_at_together": lambda: raw(Report, closed_by=make_moderator())(),
    "report_closed_has_a_time": raw(Report, closed_at=NOON),
    "report_closed_with_an_outcome": raw(Report, state="closed", acted_at=NOON, closed_at=NOON),
    "report_acted_on_unless_received": raw(Report, state="asked"),
    "submission_sent_by_and_at_together": raw(Submission, submitted_by=None),
    "submission_decided_by_and_at_together": lambda: raw(Submission, decided_by=make_moderator())(),
    "submission_opened_by_and_at_together": lambda: raw(Submission, opened_by=make_moderator())(),
    "submission_withdrawn_by_and_at_together": lambda: raw(Submission, withdrawn_by=make_moderator())(),
    "submission_withdrawn_in_its_state": lambda: raw(
        Submission, withdrawn_at=NOON, withdrawn_by=make_moderator()
    )(),
    "submission_sent_unless_draft": raw(Submission, submitted_at=None, submitted_by=None),
    "submission_decided_by_its_state": raw(Submission, state="changes_requested"),
    "submission_rejected_with_a_reason": lambda: raw(
        Submission, state="rejected", decided_at=NOON, decided_by=make_moderator()
    )(),
    "submission_sends_back_with_a_reason": raw(Submission, sent_back={"phone": ""}),
    "submission_approved_makes_a_version": raw(Submission, listing_version=1),
    "submission_waits_once_a_clinic": two_pending,
    "submission_made_one_version": two_of_one_version,
    "verification_checked_by_and_at_together": None,  # both columns are NOT NULL besides
    "verification_expires_after_it_was_seen": raw(Verification, expires_on=DAY - timedelta(days=1)),
    "verification_of_a_register_has_a_link": raw(Verification, kind="register_checked"),
    "verification_of_a_person_is_about_people": raw(Verification, person="A"),
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", [rule for rule, break_it in REFUSED.items() if break_it])
def test_the_database_refuses_what_breaks_the_rule(rule):
    # A price has a second guard, of its column's type, which may speak first.
    names = f"{rule}|directory_{rule.replace('_not_negative', '_check')}"
    with pytest.raises(IntegrityError, match=rf'constraint "({names})"'), transaction.atomic():
        REFUSED[rule]()


def test_every_rule_of_the_models_is_tried():
    rules = {
        constraint.name
        for model in apps.get_app_config("directory").get_models()
        for constraint in model._meta.constraints
    }

    assert set(REFUSED) == rules


# ---- the vocabulary


def test_every_code_of_the_vocabulary_is_there():
    """The codes of vocabulary.md, written down a second time."""
    assert {name: set(getattr(v, name).values) for name in CODES} == {
        name: set(codes.split()) for name, codes in CODES.items()
    }


CODES = {
    "PointSource": "given zip_centroid",
    "Availability": "accepting waitlist not_accepting",
    "LanguageWay": "clinician interpreter written",
    "Population": "adults older_adults adolescents veterans lgbtq_affirming perinatal chronic_pain"
    " first_responders",
    "Role": "prescriber administrator monitor therapist medical_director",
    "License": "md do pmhnp np crna pa rn pharmd psychologist lcsw lmft lpc associate unlicensed",
    "Training": "kap_certificate kap_short_course infusion_course anesthesia_residency emergency_residency"
    " psychiatry_residency pain_fellowship esketamine_rems supervised_sessions acls bls pals trauma_therapy"
    " mentorship society_pledge other",
    "DrugSource": "manufacturer outsourcing_facility compounding_pharmacy",
    "HomeDosing": "none in_person_exam_first video_only",
    "Screening": "live_interview physical_exam psychiatric_assessment ecg labs urine_drug pregnancy_test"
    " medicine_review records_request suicide_scale referral_needed",
    "Exclusion": "excluded case_by_case accepted",
    "Caution": "uncontrolled_hypertension cardiac_disease aneurysm_stroke raised_icp_iop psychosis"
    " active_mania active_sud pregnancy breastfeeding bladder_disease severe_liver untreated_hyperthyroid"
    " dementia under_18 bmi_limit acute_suicidality no_escort no_outside_clinician",
    "Condition": "trd mdd suicidality bipolar_depression ptsd gad social_anxiety panic ocd sud"
    " eating_disorder end_of_life crps neuropathic_pain fibromyalgia migraine cancer_pain",
    "Route": "iv im sc esketamine_nasal racemic_nasal sublingual oral rectal",
    "Setting": "hospital_outpatient infusion_clinic psychiatric_practice pain_clinic kap_practice residential"
    " group_room home_supervised home_remote home_unsupervised rems_site",
    "Attendance": "continuous_clinician continuous_therapist line_of_sight intermittent call_bell none",
    "Monitoring": "pulse_oximetry blood_pressure heart_rate ecg capnography sedation_scale pump video none",
    "Emergency": "oxygen airway_kit suction aed crash_cart bp_medicine rescue_sedative transfer_agreement"
    " drill_12m call_button none",
    "TherapyModel": "integrated_team partnered referral_list support_only medicine_only integration_only",
    "TherapyTiming": "prep during same_day within_72h within_7d series on_request",
    "Modality": "cbt act dbt emdr ifs psychodynamic somatic mindfulness motivational exposure family_couples"
    " group pain_psychology peer_support spiritual_care none",
    "Measure": "phq9 gad7 pcl5 madrs pain_scale other none",
    "AfterHours": "clinician_24h answering_service voicemail none",
    "LongTermCheck": "bladder_questions urinalysis cognition liver blood_pressure none",
    "PriceIncludes": "assessment drug monitoring prep integration supplies",
    "Payment": "self_pay sliding_scale payment_plan hsa_fsa charity veteran_rate membership",
    "Insurance": "none superbill out_of_network_help esketamine_prior_auth therapy_covered assessment_covered"
    " commercial medicare medicaid tricare_va workers_comp",
    "Refund": "full_before partial none",
    "Accessibility": "step_free wheelchair elevator accessible_toilet accessible_parking asl_or_loop"
    " tty_relay large_print low_sensory_room bariatric_chair service_animal"
    " public_transport remote_intake scent_free",
    "Evidence": "self_reported document_seen register_checked",
    "SubmissionState": "draft pending changes_requested approved rejected withdrawn",
    "ListingState": "current overdue lapsed removed",
    "ReportReason": "closed_or_moved wrong_contact not_accepting price_wrong service_not_offered"
    " credential_doubt safety_concern duplicate listed_without_consent other",
    "DecisionReason": "unverifiable overclaim missing_required duplicate conflicts_with_register spam"
    " owner_request",
}


def test_what_another_changes_is_not_the_clinics_word_until_it_confirms():
    listing = make_listing(phone="+13035550142", website="https://tern.example.com/")

    changed = make_listing(listing.clinic, origin="import", source="A file", phone="+13035550199")

    assert changed.last_stated_on("phone") is None
    assert changed.last_stated_on("website") == listing.confirmed_on

    decisions.confirm(listing=changed, by=None)

    assert changed.last_stated_on("phone") == changed.confirmed_on
