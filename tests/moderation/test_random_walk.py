"""Random acts in random order: what is published was approved last, and each act is logged and told."""

import uuid
from datetime import datetime, timedelta
from itertools import islice

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from directory.batches import run, start
from directory.exchange.changes import change_lines, number_since
from directory.facts.terms import EDITION
from directory.facts.vocabulary import Availability, DecisionReason, ReportReason
from directory.mail import reminders
from directory.merging import merge as merging
from directory.merging.undo import undo_merge
from directory.models import (
    Batch,
    BatchItem,
    Clinic,
    Event,
    EventActor,
    Listing,
    Mail,
    Membership,
    Merge,
    Message,
    Report,
    Submission,
    Taken,
    Verification,
    Version,
)
from directory.moderation import availability, evidence, review, taking, thread, undoing
from directory.moderation import decisions as moderation
from directory.moderation.errors import RefusedError
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import snapshot_of_listing
from directory.reports import handling
from tests.support.factories import change, make_clinic, make_moderator, make_owner, make_person
from tests.support.follower import Follower, bulk, tombstones

pytestmark = pytest.mark.slow

BEGINNING = timezone.make_aware(datetime(2026, 3, 2, 12))
CLINICS = 3  # the last one has no people of its own
places = strategies.integers(0, CLINICS - 1)
moderators = strategies.integers(0, 1)
choices = strategies.sampled_from([{}, {"phone": "merged"}, {"about": "kept", "route": "merged"}])
which = strategies.integers(0, 9)
latest = strategies.sampled_from([1, 1, 1, 2, 3, 5])  # counted from the end
PHONES = ["", "+13035550142", "+13035550199"]
VALUES = strategies.fixed_dictionaries(
    {},
    optional={
        "name": strategies.sampled_from(["Tern House", "Gull House"]),
        "phone": strategies.sampled_from(PHONES),
        "route": strategies.lists(strategies.sampled_from(["iv", "im", "oral"]), max_size=2, unique=True),
        "life_support_on_site": strategies.sampled_from(["", "certified", "none"]),
        "about": strategies.sampled_from(["", "We see people by day."]),
    },
)


def places_of_rows():
    """Where PostgreSQL holds the listings: another place after each change of a row."""
    with connection.cursor() as cursor:
        return dict(cursor.execute("SELECT id, ctid::text FROM directory_listing").fetchall())


def pick(rows, number):
    return rows[number % len(rows)]


class Walk(RuleBasedStateMachine):
    """Three clinics, two of them with an owner, and two moderators. Acts may be refused; none may break."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = BEGINNING
        self.clinics = [make_clinic(name=f"Clinic {place}") for place in range(CLINICS)]
        self.owners = [make_owner(clinic) for clinic in self.clinics[:-1]]
        self.somebody = make_person()  # in whose name a clinic without people is sent
        self.moderators = [make_moderator(), make_moderator()]
        self.undone, self.unpublished = set(), set()  # ids of submissions whose decision was undone
        self.said = 0  # messages that were written
        self.edit_and_send(0, {}, "portal")  # the other one has its way to publication before it
        self.approve(0, 0, 0)
        self.edit_and_send(2, {"about": "We see people by day."}, "import")
        self.approve(0, 0, 0)
        self.ids = dict(Listing.objects.values_list("pk", "uid"))
        self.prompt, self.late = Follower(), Follower()
        self.rows = places_of_rows()

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def at(self):
        self.now += timedelta(minutes=1)
        return self.now

    def tried(self, act, **arguments):
        """Call an act, which may be refused but must not fail in another way. True if it was done."""
        try:
            with transaction.atomic():
                act(**arguments)
        except RefusedError:
            return False
        return True

    def waiting(self):
        return list(Submission.objects.filter(state="pending").order_by("pk"))

    def sent(self):
        return list(Submission.objects.order_by("pk"))

    def standing(self):
        """The public listings whose clinic has people."""
        listings = Listing.objects.filter(removed_at=None, clinic__organization__isnull=False)
        return list(listings.order_by("pk"))

    def closed(self):
        return list(Clinic.objects.exclude(closed_at=None).order_by("pk"))

    def owner(self, clinic):
        """An owner of a clinic, by its id; None where it has no people. A merge gives it those of another."""
        owners = Membership.objects.filter(organization__clinics=clinic, role="owner").order_by("pk")
        membership = owners.select_related("user").first()
        return membership and membership.user

    def sender(self, clinic):
        return self.owner(clinic) or self.somebody

    @rule(place=places, facts=VALUES)
    def edit(self, place, facts):
        change(Clinic.objects.get(pk=self.clinics[place].pk), **facts)

    @rule(place=places, facts=VALUES, origin=strategies.sampled_from(["portal", "proposal", "import"]))
    def edit_and_send(self, place, facts, origin):
        """Edit and submit any clinic; refused while a submission waits or the listing is taken down."""
        self.edit(place, facts)
        clinic, by = self.clinics[place], self.sender(self.clinics[place].pk)
        self.tried(moderation.enqueue, clinics=[clinic], origin=origin, by=by, at=self.at())

    @precondition(waiting)
    @rule(which=which)
    def take_back(self, which):
        one = pick(self.waiting(), which)
        if by := self.owner(one.clinic_id):
            self.tried(moderation.withdraw, submission=one, by=by)

    @precondition(waiting)
    @rule(which=which, who=moderators, share=strategies.sampled_from([0, 0, 1, 2, 99]))
    def approve(self, which, who, share):
        one = pick(self.waiting(), which)
        listing = Listing.objects.filter(clinic=one.clinic_id).first()
        shown = snapshot_of_listing(listing) if listing else {}
        changed = [change.statement for change in compare_snapshots(shown, one.content)]
        back, by = changed[1 : 1 + share], self.moderators[who]
        self.tried(moderation.approve_some, submission=one, back=back, by=by, words="Is it so?", at=self.at())

    @precondition(waiting)
    @rule(which=which, who=moderators, reason=strategies.sampled_from(["", *DecisionReason.values]))
    def reject(self, which, who, reason):
        one, by = pick(self.waiting(), which), self.moderators[who]
        self.tried(moderation.reject, submission=one, by=by, reason=reason, at=self.at())

    @precondition(waiting)
    @rule(which=which, who=moderators, words=strategies.sampled_from(["", "Which one?"]))
    def ask(self, which, who, words):
        one, by = pick(self.waiting(), which), self.moderators[who]
        self.tried(moderation.ask_for_changes, submission=one, by=by, words=words, at=self.at())

    @precondition(sent)
    @rule(which=which)
    def decide_again(self, which):
        """Approve any submission that was ever sent, decided ones too."""
        one, by = pick(self.sent(), which), self.moderators[0]
        self.tried(moderation.approve, submissions=[one], by=by, at=self.at())

    @precondition(lambda self: Listing.objects.exists())
    @rule(which=which, at_once=strategies.booleans())
    def approve_older(self, which, at_once):
        one, by = pick(list(Submission.objects.approved().order_by("pk")), which), self.moderators[0]
        self.tried(moderation.submit_again, submission=one, by=by, at=self.at())
        if at_once and self.waiting():
            self.approve(-1, 0, 0)

    @precondition(standing)
    @rule(which=which)
    def confirm(self, which):
        listing = pick(self.standing(), which)
        self.tried(moderation.confirm, listing=listing, by=self.owner(listing.clinic_id), at=self.at())

    @precondition(standing)
    @rule(which=which, reason=strategies.sampled_from(DecisionReason.values), facts=VALUES)
    def remove(self, which, reason, facts):
        listing = pick(self.standing(), which)
        by = self.owner(listing.clinic_id)
        if facts:  # something may wait, and must not any longer
            self.edit_and_send([one.pk for one in self.clinics].index(listing.clinic_id), facts, "portal")
        self.tried(moderation.remove, listing=listing, reason=reason, by=by, at=self.at())

    @precondition(lambda self: Listing.objects.exclude(removed_at=None).exists())
    @rule(which=which)
    def act_on_what_is_taken_down(self, which):
        listing = pick(list(Listing.objects.exclude(removed_at=None).order_by("pk")), which)
        by = self.owner(listing.clinic_id)
        if by is None:
            return
        self.tried(moderation.confirm, listing=listing, by=by, at=self.at())
        self.tried(moderation.remove, listing=listing, reason="spam", by=by, at=self.at())

    @precondition(closed)
    @rule(which=which)
    def request_relisting(self, which):
        clinic = pick(self.closed(), which)
        if by := self.owner(clinic.pk):
            self.tried(moderation.request_relisting, clinic=clinic, by=by, terms=EDITION, at=self.at())

    @precondition(standing)
    @rule(which=which, reason=strategies.sampled_from(ReportReason.values))
    def report(self, which, reason):
        listing = pick(self.standing(), which)
        given = {"reason": reason, "statement": "", "words": "No.", "key": uuid.uuid4()}
        handling.receive(listing=listing, at=self.at(), **given)

    @precondition(lambda self: Report.objects.exists())
    @rule(which=which, who=moderators, act=strategies.sampled_from(["ask", "close", "take down"]))
    def act_on_a_report(self, which, who, act):
        """Act on any report, closed ones and those on removed listings too."""
        report, by = pick(list(Report.objects.order_by("pk")), which), self.moderators[who]
        if act == "ask":
            given = {"words": "Is it so?", "at": self.at()}  # it stands in the thread of the clinic
            self.said += self.tried(handling.ask_clinic, report=report, by=by, **given)
        elif act == "close":
            self.tried(handling.close, report=report, by=by, outcome="not_shown", at=self.at())
        else:
            self.tried(handling.take_down, report=report, by=by, at=self.at())

    @precondition(standing)
    @rule(which=which, says=strategies.sampled_from(Availability.values), weeks=strategies.integers(0, 3))
    def say_availability(self, which, says, weeks):
        listing = pick(self.standing(), which)
        by, weeks = self.owner(listing.clinic_id), weeks or None if says == Availability.WAITLIST else None
        given = {"availability": says, "waitlist_weeks": weeks}
        self.tried(availability.update, listing=listing, by=by, at=self.at(), **given)

    @precondition(lambda self: Submission.objects.filter(act="availability").exists())
    @rule(which=which, who=moderators)
    def take_availability_back(self, which, who):
        one = pick(list(Submission.objects.filter(act="availability").order_by("pk")), which)
        self.tried(availability.take_back, submission=one, by=self.moderators[who], at=self.at())

    @precondition(sent)
    @rule(which=latest, who=moderators)
    def undo_a_decision(self, which, who):
        """Undo the decision on any submission: of one that was turned down, or of one that was published."""
        decided = list(Submission.objects.exclude(decided_at=None).order_by("decided_at", "pk"))
        one, by = pick(decided, -which), self.moderators[who]
        if self.tried(undoing.undo_decision, submission=one, by=by, at=self.at()):
            self.undone.add(one.pk)
        if self.tried(undoing.undo_publication, submission=one, by=by, at=self.at()):
            self.unpublished.add(one.pk)

    @precondition(sent)
    @rule(which=which, who=moderators, back=strategies.booleans())
    def take_an_item(self, which, who, back):
        one, by = pick(self.sent(), which), self.moderators[who]
        if back:
            taking.give_back(item=one, by=by)
        else:
            self.tried(taking.take, item=one, by=by, at=self.at())

    @rule(place=places, who=moderators, from_moderator=strategies.booleans())
    def write(self, place, who, from_moderator):
        clinic = self.clinics[place]
        by = self.moderators[who] if from_moderator else self.owner(clinic.pk)
        if by is None:
            return
        given = {"from_moderator": from_moderator, "words": "Which day?", "at": self.at()}
        self.said += self.tried(thread.say, clinic=clinic, by=by, **given)

    @rule(kept=places, merged=places, who=moderators, choices=choices)
    def merge(self, kept, merged, who, choices):
        pair = {"kept": self.clinics[kept].pk, "merged": self.clinics[merged].pk}
        self.tried(merging.merge, **pair, choices=choices, by=self.moderators[who], at=self.at())

    @precondition(lambda self: Merge.objects.exists())
    @rule(which=latest, who=moderators)
    def undo_a_merge(self, which, who):
        one = pick(list(Merge.objects.order_by("pk")), -which)
        self.tried(undo_merge, merge=one, by=self.moderators[who], at=self.at())

    @rule(first=places, second=places, who=moderators, join=strategies.booleans())
    def say_another_site(self, first, second, who, join):
        pair = {"first": self.clinics[first].pk, "second": self.clinics[second].pk}
        self.tried(merging.other_site, **pair, join=join, by=self.moderators[who], at=self.at())

    @precondition(waiting)
    @rule(who=moderators, works=strategies.booleans())
    def start_a_batch(self, who, works):
        """A batch of all that waits; decisions of others may come between its start and its first step."""
        by = self.moderators[who]
        seen = {one.pk: review.shown_digest(one, review.listing_of(one)) for one in self.waiting()}
        started = {"seen": seen, "by": by, "key": uuid.uuid4(), "at": self.at()}
        self.tried(start.start_approving, **started)
        if works:
            self.work_on_a_batch(-1, who, "step")

    @precondition(lambda self: Batch.objects.exists())
    @rule(which=which, who=moderators, act=strategies.sampled_from(["step", "stop", "go_on", "take_back"]))
    def work_on_a_batch(self, which, who, act):
        batch, by = pick(list(Batch.objects.order_by("pk")), which), self.moderators[who]
        acts = {"step": run.step, "stop": run.stop, "go_on": run.go_on, "take_back": run.take_back}
        at = {} if act == "go_on" else {"at": self.at()}
        self.tried(acts[act], batch=batch, by=by, **at)

    @precondition(lambda self: Listing.objects.public().exists())
    @rule(which=which, who=moderators, statement=strategies.sampled_from(["name", "phone", "about"]))
    def look_at_a_document(self, which, who, statement):
        listing = pick(list(Listing.objects.public().order_by("pk")), which)
        given = {"kind": "document_seen", "about": "other", "source": "A letter", "seen_on": self.today()}
        looks = [Verification(statement=statement, **given)]
        arguments = {"clinic": listing.clinic, "version": listing.version, "by": self.moderators[who]}
        self.tried(evidence.record, verifications=looks, **arguments)

    def today(self):
        return min(timezone.localdate(self.now), timezone.localdate())

    @precondition(lambda self: Verification.objects.in_force().exists())
    @rule(which=which, who=moderators)
    def take_a_look_back(self, which, who):
        one = pick(list(Verification.objects.in_force().order_by("pk")), which)
        self.tried(evidence.take_back, verification=one, by=self.moderators[who])

    # ---- who follows the directory

    @rule(cut=strategies.sampled_from([None, None, 0, 1, 2]), batch=strategies.sampled_from([1, 2, 500]))
    def pull(self, cut, batch):
        """The late follower asks; an answer that is cut before its last line changes nothing."""
        now = Version.now()
        lines = list(change_lines(number_since(self.late.version, now), now, batch=batch))
        before = (self.late.version, dict(self.late.records))
        if self.late.pull(lines=lines[:cut] if cut is not None else lines):
            self.follows(self.late)
        else:
            assert (self.late.version, self.late.records) == before

    @rule(place=places, facts=VALUES, read=strategies.integers(1, 3), which=which)
    def pull_while_somebody_writes(self, place, facts, read, which):
        """What is written between the first lines and the others comes with the answer after it."""
        now = Version.now()
        stream = change_lines(number_since(self.late.version, now), now, batch=1)
        lines = list(islice(stream, read))
        self.edit_and_send(place, facts, "import")
        if self.waiting():
            self.approve(-1, 0, 0)
        if which == 0:
            self.merge(0, 1, 0, {})
        assert self.late.pull(lines=[*lines, *stream])
        assert self.late.pull()
        self.follows(self.late)

    @rule(days=strategies.sampled_from([1, 16, 75, 91, 181]))
    def expire(self, days):
        self.now += timedelta(days=days)
        reminders.queue_reminders(today=timezone.localdate(self.now))

    # ---- what always holds

    @invariant()
    def who_asks_each_time_has_what_who_begins_now_has(self):
        rows, self.rows = self.rows, places_of_rows()
        if self.prompt.version == str(Version.now()):
            assert self.rows == rows  # no row was written without another number
        else:
            self.prompt.pull()
            self.follows(self.prompt)

    def follows(self, follower):
        assert (follower.records, follower.gone) == (bulk(), tombstones())

    @invariant()
    def no_id_ever_changes(self):
        now = dict(Listing.objects.values_list("pk", "uid"))
        assert now == dict(Listing.objects.values_list("pk", "clinic__uid"))
        assert self.ids.items() <= now.items()
        self.ids = now

    @invariant()
    def what_is_published_is_what_was_approved_last_and_the_history_is_complete(self):
        listings = {one.clinic_id: one for one in Listing.objects.all()}
        versions = {}
        for one in Submission.objects.filter(state="approved").order_by("listing_version"):
            versions.setdefault(one.clinic_id, []).append(one)
        assert set(listings) == set(versions)
        for clinic, approved in versions.items():
            listing = listings[clinic]
            numbers = [one.listing_version for one in approved]
            assert numbers == list(range(1, len(numbers) + 1))
            assert listing.version == numbers[-1]
            assert snapshot_of_listing(listing) == approved[-1].approved_snapshot

    @invariant()
    def nothing_waits_on_what_was_taken_down(self):
        assert not Submission.objects.filter(state="pending", clinic__closed_at__isnull=False).exists()
        assert not Listing.objects.filter(removed_at=None, clinic__closed_at__isnull=False).exists()

    @invariant()
    def what_is_merged_is_off_and_leads_to_another_one(self):
        standing = Merge.objects.filter(undone_at=None)
        merged = standing.filter(merged__listing__isnull=False).values_list(
            "merged__listing", "kept__listing"
        )
        leads = Listing.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        assert sorted(merged) == sorted(leads)
        assert not Listing.objects.filter(removed_at=None).exclude(merged_into=None).exists()
        assert not Submission.objects.filter(state="pending", clinic__in=standing.values("merged")).exists()

    @invariant()
    def every_event_has_its_decision_and_every_decision_its_event(self):
        decisions = Submission.objects.exclude(decided_at=None).values_list(
            "pk", "act", "state", "decided_at"
        )
        decided = [(pk, KIND_OF_ACT.get(act) or STATE_OF[state], at) for pk, act, state, at in decisions]
        acts = list(EventActor.objects.values_list("event", "kind"))
        told_of_sent, told_of_acts, told_of_undone = [], [], []
        for event in Event.objects.all():
            if event.submission in self.undone and event.kind == "undone":
                told_of_undone.append(event.submission)
            elif event.submission:
                told_of_sent.append((event.submission, SAID.get(event.kind, event.kind), event.at))
            else:
                told_of_acts.append((event.pk, event.kind))
        assert sorted(told_of_sent) == sorted(decided)
        assert sorted(told_of_acts) == sorted(acts)
        assert sorted(told_of_undone) == sorted(self.undone)

    @invariant()
    def who_sent_something_is_told_once_unless_it_was_undone(self):
        told = Submission.objects.exclude(decided_at=None).exclude(origin="import").filter(again=None, act="")
        batches = BatchItem.objects.filter(state="undone").values_list("submission", flat=True)
        untold = self.undone | self.unpublished | set(batches)  # their letters had not gone
        assert set(Mail.objects.filter(kind="decided").values_list("key", flat=True)) == {
            f"decided:{pk}" for pk in set(told.values_list("pk", flat=True)) - untold
        }

    @invariant()
    def nobody_has_what_is_decided(self):
        assert not Taken.objects.exclude(submission__state="pending").exists()

    @invariant()
    def what_was_written_stands(self):
        assert Message.objects.count() == self.said

    @invariant()
    def an_item_of_a_batch_says_what_became_of_its_submission(self):
        states = dict(BatchItem.objects.values_list("submission", "state"))
        approved = set(Submission.objects.filter(state="approved").values_list("pk", flat=True))
        assert {one for one, state in states.items() if state in ("done", "undone", "kept")} <= approved


SAID = {"restored": "published"}
STATE_OF = {"approved": "published", "rejected": "rejected", "changes_requested": "changes_requested"}
KIND_OF_ACT = {
    "availability": "availability",
    "availability_undone": "availability_undone",
    "publication_undone": "undone",
    "merged": "merged",
    "merge_undone": "merge_undone",
}


@pytest.mark.django_db
def test_no_order_of_acts_breaks_the_road():
    run_state_machine_as_test(Walk, settings=settings(max_examples=10, stateful_step_count=50))
