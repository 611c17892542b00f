"""What the database refuses: every constraint is broken once."""

from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from directory.facts.rules import EXCLUSIVE_NONE, PRICES, RANGES
from directory.facts.spine import STATEMENTS
from directory.models import (
    AccountEvent,
    ApiToken,
    Batch,
    BatchItem,
    Claim,
    Clinic,
    ClinicPair,
    Code,
    Event,
    EventActor,
    IndexSnapshot,
    Invitation,
    Listing,
    Mail,
    Membership,
    Merge,
    Message,
    Note,
    Offering,
    Organization,
    Practitioner,
    Reminder,
    Report,
    ReviewFlag,
    Submission,
    Taken,
    Verification,
    Version,
)
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOON = timezone.make_aware(datetime(2026, 3, 2, 12))


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
        Offering: lambda: Offering.objects.create(clinic=make_clinic(), price_unit="session"),
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
        Message: lambda: Message.objects.create(
            clinic=make_clinic(), from_moderator=False, words="W", written_by=make_member(), written_at=NOON
        ),
        Taken: lambda: Taken.objects.create(
            submission=make_submission(), taken_by=make_moderator(), taken_at=NOON
        ),
        Note: lambda: Note.objects.create(
            clinic=make_clinic(), words="W", written_by=make_moderator(), written_at=NOON
        ),
        Batch: lambda: Batch.objects.create(kind="send", started_by=make_moderator(), started_at=NOON),
        BatchItem: lambda: BatchItem.objects.create(batch=the_row(Batch), clinic=make_clinic()),
        ClinicPair: make_pair,
        Merge: lambda: Merge.objects.create(
            kept=make_clinic(), merged=make_clinic(), merged_by=make_moderator(), merged_at=NOON
        ),
        ApiToken: lambda: ApiToken.objects.create(
            organization=Organization.objects.create(name="O", slug="o"),
            name="N",
            digest=b"1",
            made_by=make_member(),
            made_at=NOON,
        ),
        Mail: lambda: Mail.objects.create(key="k", kind="decided", to="a@example.com", subject="S"),
    }
    return made[model]()


def make_pair():
    first, second = make_clinic(), make_clinic()
    return ClinicPair.objects.create(
        first=first, second=second, verdict="different", decided_by=make_moderator(), decided_at=NOON
    )


def paired_twice():
    one = make_pair()
    one.pk = None
    one.save(force_insert=True)


def in_a_batch_twice():
    one = the_row(BatchItem)
    one.pk = None
    one.save(force_insert=True)


def stored_twice():
    for _time in range(2):
        IndexSnapshot.objects.create(
            release="r", history=Version.NO_HISTORY, number=1, part=0, parts=1, content=b""
        )


def merged_twice():
    one = the_row(Merge)
    one.pk = None
    one.save(force_insert=True)


def merged_with_itself():
    one = the_row(Merge)
    Merge.objects.update(merged=one.kept_id)


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
        **{f"{name}_{low}_in_order": raw(model, **{low: 9, high: 8}) for low, high in RANGES.items()},
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
    # Both columns are NOT NULL besides.
    **dict.fromkeys(
        f"{name}_together"
        for name in (
            "message_written_by_and_at",
            "taken_taken_by_and_at",
            "note_written_by_and_at",
            "saved_reply_written_by_and_at",
            "batch_started_by_and_at",
            "clinic_pair_decided_by_and_at",
            "merge_merged_by_and_at",
            "joined_organization_joined_by_and_at",
            "api_token_made_by_and_at",
            "member_event_acted_by_and_at",
        )
    ),
    "message_settled_by_and_at_together": raw(Message, settled_at=NOON),
    "message_has_words": raw(Message, words=""),
    "taken_is_one_item": raw(Taken, submission=None),
    "note_says_something": raw(Note, words=""),
    "batch_undone_by_and_at_together": raw(Batch, undone_at=NOON),
    "batch_ended_unless_running": raw(Batch, state="done"),
    "batch_has_a_clinic_once": in_a_batch_twice,
    "batch_item_left_says_why": raw(BatchItem, state="skipped"),
    "clinic_pair_smaller_id_first": raw(ClinicPair, first=models.F("second")),
    "clinic_pair_once": paired_twice,
    "merge_undone_by_and_at_together": raw(Merge, undone_at=NOON),
    "merge_of_two_clinics": merged_with_itself,
    "merge_of_a_clinic_once": merged_twice,
    "index_snapshot_has_each_part_once": stored_twice,
    "api_token_revoked_by_and_at_together": lambda: raw(ApiToken, revoked_by=make_member())(),
    "listing_merged_is_removed": raw(
        Listing, merged_into=models.F("pk"), directory_version=models.F("directory_version") + 1
    ),
    "submission_of_an_act_is_approved": raw(Submission, act="availability"),
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
    "offering_price_low_not_above_high": raw(Offering, price_low=2, price_high=1, prices_as_of=DAY),
    "offering_price_has_a_unit": raw(Offering, price_low=2, price_unit="", prices_as_of=DAY),
    "offering_prices_carry_a_date": raw(Offering, course_price=2),
    **{
        f"offering_{low}_in_order": raw(Offering, **{low: 9, f"{low}_most": 8})
        for low in ("drug_minutes", "visit_minutes", "course_sessions", "course_weeks")
    },
    "offering_monitoring_none_alone": raw(Offering, monitoring=["none", "pump"]),
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
