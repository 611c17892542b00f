"""A waiting submission or claim is not lost when somebody else acts; whoever waits reads who did what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.membership import members, proposals
from directory.models import Clinic, Event, Listing, Mail, Membership, Submission
from directory.moderation import decisions
from directory.moderation.errors import OwnProposalError, RefusedError
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
from tests.support.membership import propose, signed_in
from tests.support.portal import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return make_listing(make_listing(name="Half Acre", about="Version one.").clinic, about="Version two.")


@pytest.fixture
def owner(listing):
    return make_owner(listing.clinic)


def portal(user):
    return main_text(signed_in(user).get("/portal/"))


def what_happened(user, clinic):
    return main_text(signed_in(user).get(reverse("portal:timeline", args=[clinic.pk])))


def press(user, name, pk, **sent):
    return signed_in(user).post(reverse(f"admin:{name}", args=[pk]), sent)


def first_version(clinic):
    return Submission.objects.get(clinic=clinic, listing_version=1)


@pytest.mark.parametrize("decided", [None, "published", "rejected", "taken back"])
def test_a_question_stands_whatever_becomes_of_an_older_version(listing, owner, decided):
    asked = make_submission(listing.clinic, by=owner, about="We cure.")
    decisions.ask_for_changes(submission=asked, by=make_moderator(), words="Which study says so?")
    press(make_moderator(), "submission_again", first_version(listing.clinic).pk)
    older = Submission.objects.waiting().get()
    if decided == "published":
        decisions.approve(submissions=[older], by=make_moderator())
    elif decided == "rejected":
        decisions.reject(submission=older, by=make_moderator(), reason="overclaim")
    elif decided == "taken back":
        decisions.withdraw(submission=older, by=owner)

    said = portal(owner)

    assert "Sent back with a question A moderator decided this on " in said
    assert "Which study says so?" in said


def test_a_part_that_came_back_stands_when_an_older_version_is_published(listing, owner):
    sent = make_submission(listing.clinic, by=owner, about="We cure.", alias="Half")
    decisions.approve_some(submission=sent, back=["about"], by=make_moderator(), words="No cure, please.")
    older = decisions.submit_again(submission=first_version(listing.clinic), by=make_moderator())
    decisions.approve(submissions=[older], by=make_moderator())

    said = portal(owner)

    assert "Part of it was sent back" in said
    assert "No cure, please." in said


def test_a_question_is_answered_by_what_the_clinic_sends(listing, owner):
    asked = make_submission(listing.clinic, by=owner, about="We cure.")
    decisions.ask_for_changes(submission=asked, by=make_moderator(), words="Which study says so?")
    make_submission(listing.clinic, by=owner, about="We listen.")

    said = portal(owner)
    assert "Sent back with a question" not in said
    assert said.count("Which study says so?") == 1  # in the thread, which keeps what was said


def test_a_question_comes_back_with_the_answer_that_is_taken_back(listing, owner):
    asked = make_submission(listing.clinic, by=owner, about="We cure.")
    decisions.ask_for_changes(submission=asked, by=make_moderator(), words="Which study says so?")
    decisions.withdraw(submission=make_submission(listing.clinic, by=owner, about="We listen."), by=owner)

    assert "Which study says so?" in portal(owner)


def test_a_question_stands_when_the_listing_is_taken_down(listing, owner):
    asked = make_submission(listing.clinic, by=owner, about="We cure.")
    decisions.ask_for_changes(submission=asked, by=make_moderator(), words="Which study says so?")
    decisions.remove(listing=listing, reason="owner_request", by=make_moderator())

    assert "Which study says so?" in portal(owner)


def test_the_clinic_reads_that_a_moderator_put_an_older_version_into_the_queue(listing, owner):
    press(make_moderator(), "submission_again", first_version(listing.clinic).pk)

    assert "You did not send this. A moderator put version 1 back in the queue." in portal(owner)
    assert "A moderator put version 1 back in the queue. A moderator" in what_happened(owner, listing.clinic)


def test_what_happened_tells_who_took_what_back_and_who_took_the_listing_down(listing, owner):
    moderator = make_moderator()
    decisions.withdraw(submission=make_submission(listing.clinic, by=owner, about="Mine."), by=owner)
    make_submission(listing.clinic, by=owner, about="Mine too.")
    decisions.confirm(listing=listing, by=owner)
    decisions.remove(listing=listing, reason="wrong_category", words="No ketamine here.", by=moderator)

    said = what_happened(owner, listing.clinic)

    assert f"Withdrawn before a moderator made a decision. {owner.email}" in said
    assert f"Someone confirmed that everything is still true. {owner.email}" in said
    assert "The listing was taken down. " in said
    assert "No ketamine here. A moderator" in said
    assert moderator.email not in said


def test_moderators_read_who_took_a_submission_back(listing, owner):
    taken = make_submission(listing.clinic, by=owner, about="Mine.")
    decisions.withdraw(submission=taken, by=owner)

    said = main_text(signed_in(make_moderator()).get(reverse("admin:submission", args=[taken.pk])))

    assert f"It was withdrawn by {owner.email.partition('@')[0]} on " in said


# ---- what came back is opened again


def rejected(origin, **given):
    submission = make_submission(origin=origin, name="Harbor Light", about="As it was.", **given)
    decisions.reject(submission=submission, by=make_moderator(), reason="spam")
    return submission


@pytest.mark.parametrize("origin", ["import", "proposal", "portal"])
def test_what_was_rejected_by_mistake_is_opened_again_and_published_as_it_was_sent(origin):
    sender, moderator = make_person(), make_moderator()
    closed = rejected(origin, source="" if origin == "portal" else "a state list", by=sender)

    answer = press(moderator, "submission_opening", closed.pk)
    opened = Submission.objects.waiting().get()
    assert answer.url == reverse("admin:submission", args=[opened.pk])
    assert (opened.origin, opened.source, opened.content) == (origin, closed.source, closed.content)
    assert (opened.submitted_by, opened.submitted_at) == (sender, closed.submitted_at)
    assert opened.opened_by == moderator
    decisions.approve(submissions=[opened], by=moderator)

    closed.refresh_from_db()
    assert closed.state == "rejected"
    assert Listing.objects.get().about == "As it was."
    told = Mail.objects.filter(kind="decided", to=sender.email).count()
    assert told == (0 if origin == "import" else 2)


def test_what_was_sent_back_with_a_question_is_opened_again():
    closed = make_submission(origin="proposal")
    decisions.ask_for_changes(submission=closed, by=make_moderator(), words="Where is it?")

    opened = decisions.open_again(submission=closed, by=make_moderator())

    assert opened.state == "pending"


def test_a_moderator_finds_what_was_rejected_and_opens_it_by_a_button(client):
    closed = rejected("import", source="a state list")
    an_hour_ago = timezone.now() - timedelta(hours=1)  # before, the button undoes the decision
    Submission.objects.filter(pk=closed.pk).update(decided_at=an_hour_ago)
    client.force_login(make_moderator())
    found = client.get(reverse("admin:clinics"), {"q": "Harbor"}).content.decode()
    way = reverse("admin:submission", args=[closed.pk])
    assert f'href="{way}"' in found

    page = client.get(way).content.decode()

    assert f'action="{reverse("admin:submission_opening", args=[closed.pk])}"' in page


def test_the_one_who_proposed_reads_who_opened_it_again_and_when():
    sender = make_person()
    closed = rejected("proposal", by=sender)
    decisions.open_again(submission=closed, by=make_moderator())

    said = main_text(signed_in(sender).get(reverse("asked")))

    assert "A moderator reopened it on " in said


def test_the_clinic_reads_who_opened_it_again(listing, owner):
    closed = make_submission(listing.clinic, by=owner, about="Mine.")
    decisions.reject(submission=closed, by=make_moderator(), reason="overclaim")
    decisions.open_again(submission=closed, by=make_moderator())

    assert "A moderator reopened what had been sent back." in portal(owner)
    assert "It is waiting for a new decision. A moderator" in what_happened(owner, listing.clinic)


def test_nobody_opens_again_what_they_proposed_or_what_is_their_own(listing):
    proposer, member = make_moderator(), make_moderator()
    proposed = rejected("proposal", by=proposer)
    Membership.objects.create(organization=make_owner_of(listing), user=member, role="editor")
    own = make_submission(listing.clinic, about="Mine.")
    decisions.reject(submission=own, by=make_moderator(), reason="overclaim")

    assert press(proposer, "submission_opening", proposed.pk).status_code == 403
    assert press(member, "submission_opening", own.pk).status_code == 403
    assert Submission.objects.waiting().count() == 0


def make_owner_of(listing):
    make_owner(listing.clinic)
    return listing.clinic.organization


def test_nobody_decides_on_their_proposal_that_another_has_opened_again():
    proposer = make_moderator()
    opened = decisions.open_again(submission=rejected("proposal", by=proposer), by=make_moderator())

    with pytest.raises(OwnProposalError):
        decisions.approve(submissions=[opened], by=proposer)


def why_not(submission):
    with pytest.raises(RefusedError) as told:
        decisions.open_again(submission=submission, by=make_moderator())
    return str(told.value)


def test_what_cannot_be_opened_again_says_why(listing, owner):
    clinic = listing.clinic
    assert why_not(first_version(clinic)) == "You can only reopen what was rejected or sent back completely."
    closed = make_submission(clinic, by=owner, about="Mine.")
    decisions.reject(submission=closed, by=make_moderator(), reason="overclaim")
    newer = make_submission(clinic, by=owner, about="Mine anew.")
    assert why_not(closed) == "This clinic has something else in the queue. Decide on that first."
    decisions.reject(submission=newer, by=make_moderator(), reason="overclaim")
    assert why_not(closed) == "You can’t reopen this, because the clinic has sent something newer."
    take_down(listing)
    assert why_not(newer) == "This listing was taken down. An owner can ask to restore it."


def test_a_refusal_to_open_again_is_said_on_the_page(client):
    closed = rejected("import", source="a state list")
    decisions.open_again(submission=closed, by=make_moderator())
    client.force_login(make_moderator())

    answer = client.post(reverse("admin:submission_opening", args=[closed.pk]), follow=True)

    assert "This clinic has something else in the queue. Decide on that first." in main_text(answer)


def test_the_same_proposal_sent_twice_is_one_after_it_was_opened_again():
    client = signed_in(make_person())
    propose(client)
    sent = Submission.objects.get()
    decisions.reject(submission=sent, by=make_moderator(), reason="spam")
    opened = decisions.open_again(submission=sent, by=make_moderator())

    again = proposals.propose(
        by=sent.submitted_by, key=sent.clinic.source.removeprefix("proposal:"), words="", name="Harbor Light"
    )

    assert again == opened
    assert Clinic.objects.count() == 1


def test_opening_again_is_a_post_and_needs_a_moderator(client):
    closed = rejected("import", source="a state list")
    address = reverse("admin:submission_opening", args=[closed.pk])
    assert client.post(address).status_code == 302
    client.force_login(make_member(make_clinic()))
    assert client.post(address).status_code == 403
    client.force_login(make_moderator())
    assert client.get(address).status_code == 405
    assert Submission.objects.waiting().count() == 0
    assert Event.objects.count() == 1


# ---- who sent it is gone


def test_an_answer_to_somebody_who_left_goes_to_those_who_maintain_the_clinic(listing, owner):
    gone = make_member(listing.clinic)
    sent = make_submission(listing.clinic, by=gone, about="We cure.")
    members.leave(membership=Membership.objects.get(user=gone), by=gone)
    decisions.ask_for_changes(submission=sent, by=make_moderator(), words="Which study says so?")

    assert list(Mail.objects.filter(kind="decided").values_list("to", flat=True)) == [owner.email]
