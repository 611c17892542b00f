"""Letters: each says why it was sent, its two bodies agree, and no name of a clinic breaks it."""

import re
import uuid
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st

from directory.mail import availability_letter, delivery, letters, moderator_letters, queue, reminder_letter
from directory.membership import claims, codes, joining, members, organizations
from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from directory.models import Mail, Membership, Submission
from directory.moderation import availability, decisions
from directory.reports import handling
from tests.support import membership as people
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)
from tests.support.html import HTML, parse
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

ODD = "O’Tern & “Sons” <b>House</b>, 100% Düsseldorf 東京\r\nBcc: everybody@example.com"
SAID = timezone.make_aware(datetime(2026, 3, 2, 12))


def submission_of(clinic):
    return make_submission(clinic, by=clinic.organization.memberships.get().user, at=SAID)


def clinic_of(name):
    clinic = make_clinic(name=name)
    make_member(clinic)
    return clinic


def receipt(name):
    submission_of(clinic_of(name))


def approved(name):
    decisions.approve(submissions=[submission_of(clinic_of(name))], by=make_moderator())


def sent_back(name):
    words = f"Is this right?\n\n{name}\n" + "word " * 300
    decisions.ask_for_changes(submission=submission_of(clinic_of(name)), by=make_moderator(), words=words)


def rejected(name):
    decisions.reject(
        submission=submission_of(clinic_of(name)), by=make_moderator(), reason="overclaim", words=name
    )


def taken_down(name):
    listing = make_listing(clinic_of(name), at=SAID)
    take_down(listing, words=name)


def became_one(name):
    kept = make_listing(clinic_of(name), at=SAID)
    other = make_listing(make_clinic(name=name), at=SAID)
    merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=make_moderator())


def taken_apart(name):
    kept = make_listing(clinic_of(name), at=SAID)
    other = make_listing(make_clinic(name=name), at=SAID)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=make_moderator())
    undo_merge(merge=done, by=make_moderator())


def reminded(name):
    listing = make_listing(clinic_of(name), availability="accepting", availability_on=SAID.date(), at=SAID)
    member = Membership.objects.get(organization=listing.clinic.organization)
    reminder_letter.reminder(member, [listing], to="a@example.com", today=date(2026, 6, 20))


def asked_if_still_taking_patients(name):
    listing = make_listing(clinic_of(name), availability="accepting", availability_on=SAID.date(), at=SAID)
    member = Membership.objects.get(organization=listing.clinic.organization)
    availability_letter.still_true(member, [listing], to="a@example.com", today=date(2026, 3, 20))


def availability_taken_back(name):
    listing = make_listing(clinic_of(name), at=SAID)
    by = listing.clinic.organization.memberships.get().user
    said = availability.update(listing=listing, by=by, availability="accepting", waitlist_weeks=None)
    availability.take_back(submission=said, by=make_moderator(), words=name)


def digest_of_a_moderator(name):
    make_submission(name=name, at=SAID)
    make_moderator()
    moderator_letters.queue_digests(today=date(2026, 3, 20), overdue_since=SAID)


def safety_report(name):
    make_moderator()
    given = {"statement": "", "words": "It hurt.", "key": uuid.uuid4(), "at": SAID}
    handling.receive(listing=make_listing(name=name, at=SAID), reason="safety_concern", **given)


def asked_about_a_report(name):
    listing = make_listing(clinic_of(name), at=SAID)
    handling.ask_clinic(report=report_of(listing), by=make_moderator(), words="What is a session now?")


def told_of_a_report(name):
    report = report_of(make_listing(name=name))
    handling.close(report=report, by=make_moderator(), outcome="corrected", answer="It is right now.")


def report_of(listing):
    given = {"statement": "session_price_low", "words": "It costs more.", "email": "reader@mail.example"}
    return handling.receive(listing=listing, reason="price_wrong", key=uuid.uuid4(), at=SAID, **given)


def code_of_a_claim(name):
    codes.send(claim=people.make_claim(people.listed(name=name)))


def code_of_a_report(name):
    codes.send(report=people.make_report(people.listed(name=name)))


def claimed(name):
    listing = people.listed(name=name)
    make_owner(listing.clinic)
    people.make_claim(listing)


def granted(name):
    claim = people.make_claim(people.listed(name=name))
    claims.grant(claim=claim, by=make_moderator(), role="editor", reason="Their address is at the website.")


def refused(name):
    claim = people.make_claim(people.listed(name=name))
    claims.refuse(claim=claim, by=make_moderator(), reason="Nobody there knows you.")


def joined(name):
    listing = people.listed(name=name)
    make_owner(listing.clinic)
    claim = people.make_claim(listing)
    claims.grant(claim=claim, by=make_moderator(), role="editor", reason="Their address is at the website.")


def invited(name):
    owner = make_owner(make_clinic(name=name))
    organization = owner.memberships.get().organization
    members.invite(organization=organization, email="new@example.com", role="editor", by=owner)


def code_of_a_draft(name):
    facts = {"name": " ".join(name.split()), "city": "Denver", "state": "CO", "email": people.EMAIL}
    joining.start(by=make_person(), key=uuid.uuid4(), words="I run it.", **facts)


def told_of_a_joined_organization(name):
    kept, joined = make_clinic(name=name), make_clinic(name=name)
    make_owner(kept)
    make_owner(joined)
    organizations.join_organizations(kept=kept.organization, joined=joined.organization, by=make_moderator())


KINDS = {
    "sent": receipt,
    "decided": approved,
    "decided ": sent_back,
    "decided  ": rejected,
    "removed": taken_down,
    "merged": became_one,
    "merge_undone": taken_apart,
    "reminder": reminded,
    "availability": asked_if_still_taking_patients,
    "availability_undone": availability_taken_back,
    "digest": digest_of_a_moderator,
    "safety": safety_report,
    "report_asked": asked_about_a_report,
    "report_closed": told_of_a_report,
    "code": code_of_a_claim,
    "code ": code_of_a_report,
    "code  ": code_of_a_draft,
    "claimed": claimed,
    "claim_decided": granted,
    "claim_decided ": refused,
    "joined": joined,
    "joined ": told_of_a_joined_organization,
    "invited": invited,
}


def written(kind, name):
    Mail.objects.all().delete()
    KINDS[kind](name)
    return Mail.objects.filter(kind=kind.strip()).latest("pk")


def tokens(text):
    """The words of a text body, in order, without punctuation of the layout."""
    return re.sub(r"[\s:]+|^--$", " ", text, flags=re.MULTILINE).split()


def read(html):
    """The words of an HTML body, in order; a link as its text and its address."""
    tree = parse(html)
    for link in tree.iter(f"{HTML}a"):
        link.text = f"{link.text} {link.get('href')}"
    return " ".join(tree.find(f"{HTML}body").itertext())


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_says_why_it_was_sent(kind):
    assert "You are getting this e-mail because" in written(kind, "Tern House").text


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_reads_as_easily_as_eight_years_of_school_allow(kind):
    assert grade(sentences(written(kind, "Tern House").html, part="body")) <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_both_bodies_say_the_same(kind):
    letter = written(kind, "Tern House & Sons <East>")

    assert tokens(read(letter.html)) == tokens(letter.text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_of_a_clinic_breaks_a_letter(kind):
    letter = written(kind, ODD)

    wire = delivery.email_message(letter).message().as_bytes()
    head = wire.partition(b"\n\n")[0]
    assert letter.subject.startswith("Ketamine Clinic Directory: ")
    assert not re.search(r"[\r\n]", letter.subject)
    assert b"everybody@example.com" not in head
    assert max(map(len, wire.splitlines())) <= 998
    assert "<b>House" not in letter.html


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)


@given(name=NAMES)
@searching(max_examples=25)
def test_no_name_reaches_the_headers_of_a_letter(name):
    letter = written("sent", name)

    assert letter.subject == "Ketamine Clinic Directory: We have received your changes"
    assert max(map(len, delivery.email_message(letter).message().as_bytes().splitlines())) <= 998


TWO_LINES = [{"to": "a@example.com\nBcc: b@example.com"}, {"subject": "One\r\nBcc: two"}]


@pytest.mark.parametrize("where", TWO_LINES)
def test_a_header_of_two_lines_is_refused_by_the_database(where):
    mail = {"key": "k", "kind": "decided", "to": "a@example.com", "subject": "S", "text": "T"} | where

    with pytest.raises(IntegrityError, match="mail_"), transaction.atomic():
        Mail.objects.create(**mail)


def test_a_letter_is_queued_once_for_each_key():
    letter = queue.Letter(subject="s", lines=("l",), why="w")

    first = queue.queue_letter(letter, to="a@example.com", kind="decided", key="k")
    second = queue.queue_letter(letter, to="a@example.com", kind="decided", key="k")

    assert (second, Mail.objects.get()) == (None, first)


def test_a_letter_is_not_queued_if_the_transaction_of_its_event_rolls_back():
    with transaction.atomic():
        receipt("Tern House")
        transaction.set_rollback(True)

    assert Mail.objects.count() == 0


# ---- the receipt

READ = {
    datetime(2026, 3, 2, 12): date(2026, 3, 9),  # a Monday
    datetime(2026, 3, 6, 23, 59): date(2026, 3, 13),  # a Friday
    datetime(2026, 3, 7, 0, 1): date(2026, 3, 13),  # a Saturday
    datetime(2026, 11, 25, 12): date(2026, 12, 3),  # Thanksgiving comes between
    datetime(2026, 12, 31, 12): date(2027, 1, 8),  # New Year comes between
}


@pytest.mark.parametrize(("sent_at", "by"), READ.items())
def test_a_decision_is_due_within_five_business_days(sent_at, by):
    assert letters.decision_due_on(timezone.make_aware(sent_at)) == by


def test_the_sender_of_a_submission_gets_a_receipt_with_the_day():
    submission = submission_of(clinic_of("Tern House"))

    (letter,) = Mail.objects.all()
    assert letter.to == submission.submitted_by.email
    assert "Thank you. We have received what you sent for Tern House." in letter.text
    assert "A moderator will review it by March 9, 2026." in letter.text


def test_an_import_gets_no_receipt_and_makes_no_query(django_assert_num_queries):
    clinic = make_clinic()
    submission = make_submission(clinic, origin=Submission.Origin.IMPORT, source="a file")

    assert Mail.objects.count() == 0
    with django_assert_num_queries(0):
        letters.submission_received(submission)


# ---- ending reminders


def test_the_unsubscribe_path_is_for_one_person_and_one_organization():
    membership = Membership.objects.get(user=make_member(make_clinic()))

    token = reminder_letter.unsubscribe_path(membership).split("/")[3]

    assert reminder_letter.unsubscribe_target(token) == (membership.user_id, membership.organization_id)


@pytest.mark.parametrize("token", ["", "x", "WzEsMl0:x", "a:b:c", "é", "9" * 5_000])
def test_a_token_with_a_wrong_signature_is_refused(token):
    assert reminder_letter.unsubscribe_target(token) is None
