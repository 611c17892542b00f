"""The queue of the moderators: what waits, the page of a decision, and what comes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.facts.vocabulary import SubmissionState
from directory.models import Event, Listing, Mail, Membership, Submission, Verification
from directory.moderation import decisions, review
from directory.moderation.checks.run import run_checks
from directory.moderation.text_diff import diff_texts
from directory.publishing import history
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db

FACTS = {"route": ["iv"], "about": "We treat depression with ketamine.", "attendance": ["call_bell"]}
CHANGES = {"about": "We treat depression with ketamine, a proven cure.", "attendance": ["line_of_sight"]}


@pytest.fixture
def moderator():
    return make_moderator(email="dana.kim@example.com")


@pytest.fixture
def desk(client, moderator):
    """A client that has signed in as a moderator."""
    client.force_login(moderator)
    return client


SOMEWHERE = {"zip": "80203", "latitude": 39.73, "longitude": -104.98}
NOTHING = {"route": [], "about": "", "attendance": [], "city": "", "state": "", "country": ""}


def of_a_listing(**changes):
    """A submission that changes what is published of Half Acre."""
    listing = make_listing(name="Half Acre", **FACTS)
    return make_submission(listing.clinic, by=make_member(), **(changes or CHANGES))


def page_of(client, submission):
    response = client.get(reverse("admin:submission", args=[submission.pk]))
    assert response.status_code == 200
    return response.content.decode()


def decide(client, submission, decision="publish", *, back=(), **answer):
    submission = Submission.objects.with_listing().get(pk=submission.pk)
    seen = answer.pop("seen", None) or review.shown_digest(submission, review.listing_of(submission))
    posted = {"decision": decision, "seen": seen} | answer | {f"say-{name}": "back" for name in back}
    return client.post(reverse("admin:submission_decision", args=[submission.pk]), posted)


def words(html, tag, attribute="", value=""):
    """The texts of the elements of a tag, in one line each."""
    found = [one for one in elements(html, tag) if not attribute or value in (one.get(attribute) or "")]
    return [" ".join("".join(one.itertext()).split()) for one in found]


def message(html):
    """What stands in the field for the message of the decision."""
    return [one.text.strip() for one in elements(html, "textarea") if one.get("id") == "words"]


# ---- what waits


def test_the_queue_says_that_nothing_waits(desk):
    html = desk.get("/admin/").content.decode()

    assert "Nothing is waiting for a decision." in html
    assert_valid(html)


def test_the_oldest_stands_first(desk):
    now = timezone.now()  # what came in twenty days ago is late on any day, whatever the holidays
    for name, days in (("Young", 1), ("Old", 20), ("Middle", 4)):
        make_submission(name=name, at=now - timedelta(days=days))
    html = desk.get("/admin/").content.decode()

    assert words(html, "h3") == ["Old", "Middle", "Young"]
    assert words(html, "time")[0] == "20 days ago"
    assert_valid(html)


def test_each_kind_is_named_and_can_be_asked_for_alone(desk):
    make_submission(name="First")
    make_submission(make_listing(name="Changed").clinic, route=["im"])
    make_submission(name="Proposed", origin="proposal")
    make_submission(name="From a file", origin="import", source="a register")
    gone = make_listing(name="Gone")
    take_down(gone)
    make_submission(gone.clinic)

    kinds = {
        kind: words(desk.get(f"/admin/?kind={kind}").content.decode(), "h3")
        for kind in ("first", "change", "proposal", "import", "back")
    }

    assert kinds == {
        "first": ["First"],
        "change": ["Changed"],
        "proposal": ["Proposed"],
        "import": ["From a file"],
        "back": ["Gone"],
    }
    assert desk.get("/admin/?kind=nothing").status_code == 404


def test_a_line_counts_statements_and_findings(desk):
    submission = of_a_listing(**NOTHING)
    found = run_checks(submission, shown=review.published_snapshot(submission))
    html = desk.get("/admin/").content.decode()

    assert "6 changed statements" in html
    assert len(found) == 2
    assert words(html, "p", "class", "queue__findings") == [f"{found[0].sentence} 1 more finding"]


def test_the_queue_says_what_is_outdated_and_what_is_ones_own(desk, moderator):
    outdated = of_a_listing()
    Submission.objects.filter(pk=outdated.pk).update(based_on=None)
    own = make_clinic(name="Own")
    make_member(own)
    Membership.objects.create(organization=own.organization, user=moderator, role="editor")
    make_submission(own)
    html = desk.get("/admin/").content.decode()

    assert html.count("Something else was published after it was made.") == 1
    assert html.count("You belong to this organization, so another moderator has to decide.") == 1


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 3, pytest.param(500, marks=pytest.mark.slow)])
def test_the_queue_takes_as_many_queries_for_many_as_for_one(desk, count, django_assert_num_queries):
    clinics = [make_clinic(**FACTS, **SOMEWHERE) for _number in range(count)]
    decisions.enqueue(clinics=clinics, origin="portal", by=make_member())
    desk.get("/admin/")  # the checks run once
    with django_assert_num_queries(10):
        html = desk.get("/admin/").content.decode()

    assert len(words(html, "h3")) == min(count, 50)


def test_the_queue_has_pages(desk):
    clinics = [make_clinic(name=f"Clinic {number:03}") for number in range(60)]
    decisions.enqueue(clinics=clinics, origin="portal", by=make_member())
    html = desk.get("/admin/?page=2").content.decode()

    assert words(html, "h3") == [f"Clinic {number:03}" for number in range(50, 60)]
    assert "Page 2 of 2" in html
    assert_valid(html)


# ---- the page of one submission


def test_only_what_changed_is_shown_and_marked_word_by_word(desk):
    html = page_of(desk, of_a_listing())

    assert words(html, "h3") == ["In the clinic’s words", "Who watches"]
    assert words(html, "ins") == [", a proven cure", "Always in sight of staff"]
    assert words(html, "del") == ["A bell to call staff"]
    assert_valid(html)


def test_text_is_marked_word_by_word():
    old = "We treat depression with ketamine and work with therapists."
    new = "We treat depression with ketamine, a proven cure, and work with therapists."

    assert diff_texts(old, new) == (
        [(old, "")],
        [
            ("We treat depression with ketamine", ""),
            (", a proven cure,", "ins"),
            (" and work with therapists.", ""),
        ],
    )


def test_texts_that_share_little_are_marked_as_a_whole():
    assert diff_texts("Open on weekdays", "Call us, any time!") == (
        [("Open on weekdays", "del")],
        [("Call us, any time!", "ins")],
    )


def test_words_next_to_each_other_are_marked_together():
    before, after = diff_texts("one two three four five six", "one zwei drei four five six")

    assert before == [("one ", ""), ("two three", "del"), (" four five six", "")]
    assert after == [("one ", ""), ("zwei drei", "ins"), (" four five six", "")]


def test_people_of_one_name_are_compared_word_by_word():
    person = {"name": "Odile Brandtner", "roles": ["prescriber"], "license": "md"}
    listing = make_listing(practitioners=[person, {"name": "Ana Ruiz", "roles": ["therapist"]}])
    make_submission(listing.clinic, practitioners=[person | {"license_number": "5550136"}])
    sent = Submission.objects.with_listing().waiting().get()
    (weighed,) = review.review(sent, timezone.localdate()).changes

    assert [mark for _words, mark in weighed.before[1]] == ["del"]
    assert [(said, mark) for said, mark in weighed.after[0] if mark] == [(", license 5550136", "ins")]


def test_a_first_listing_shows_everything_as_new(desk):
    html = page_of(desk, make_submission(name="Half Acre", route=["iv"]))

    assert "First listing. 5 statements." in html
    assert words(html, "del") == []
    assert "All versions" not in html
    assert_valid(html)


def test_findings_stand_first(desk):
    html = page_of(desk, of_a_listing(**NOTHING))

    assert "This removes everything that the listing states." in html
    assert_valid(html)


def test_evidence_is_listed_and_what_falls_off_is_said(desk, moderator):
    submission = of_a_listing(attendance=["line_of_sight"])
    for statement in ("route", "attendance"):
        Verification.objects.create(
            clinic=submission.clinic,
            statement=statement,
            kind="document_seen",
            about="other",
            source=f"A letter on {statement}",
            seen_on=timezone.localdate(),
            checked_by=moderator,
        )
    html = page_of(desk, submission)
    evidence = [one for one in elements(html, "section") if one.get("id") == "evidence"]
    told = " ".join("".join(evidence[0].itertext()).split())

    assert "A letter on route" in told
    assert "A letter on attendance" in told
    assert told.count("This will no longer be used when the new value is published.") == 1
    assert html.count("When this is published, this evidence will no longer be used: Document seen") == 1
    assert_valid(html)


def test_an_outdated_submission_shows_what_was_published_in_between(desk):
    listing = make_listing(name="Half Acre", **FACTS)
    make_listing(listing.clinic, attendance=["continuous_clinician"])
    submission = make_submission(listing.clinic, attendance=["line_of_sight"])
    Submission.objects.filter(pk=submission.pk).update(based_on=1)
    html = page_of(desk, submission)

    assert "This is older than the published version" in html
    assert "This was made from version 1. Everything below was published after that." in html
    assert "Version 2 also changed this after this was sent." in html
    assert_valid(html)


@pytest.mark.parametrize(("clinic", "count"), [("small", 1), ("large", 60)])
def test_a_decision_page_takes_as_many_queries_for_many_statements_as_for_one(
    desk, clinic, count, django_assert_num_queries
):
    facts = {"small": {"route": ["im"]}, "large": sixty_statements()}[clinic]
    listing = make_listing(name="Half Acre", route=["iv"], **SOMEWHERE)
    submission = make_submission(listing.clinic, **facts)
    Submission.objects.filter(pk=submission.pk).update(based_on=None)
    make_member(listing.clinic)
    with django_assert_num_queries(12):
        html = page_of(desk, submission)

    assert len(words(html, "fieldset", "class", "change__say")) == count


def test_a_decision_page_tells_the_offerings_apart_without_a_query_more(desk, django_assert_num_queries):
    iv, im = {"route": "iv", "note": "Short."}, {"route": "im"}
    listing = make_listing(name="Half Acre", offerings=[iv, im], **SOMEWHERE)
    submission = make_submission(listing.clinic, offerings=[iv | {"note": "Long."}, {"route": "sublingual"}])
    make_member(listing.clinic)
    with django_assert_num_queries(11):
        html = page_of(desk, submission)

    labels = words(html, "span", "class", "change__label")
    assert labels == [
        "Published now: IV infusion",
        "Sent by the clinic: IV infusion",
        "Published now: Injection into a muscle",
        "Sent by the clinic: Lozenge under the tongue",
    ]
    assert_valid(html)


def sixty_statements():
    """Facts that differ from a listing that states its name, town and a route."""
    from directory.facts.spine import STATEMENTS

    makes = {
        "yes_no": lambda one: True,
        "number": lambda one: 3,
        "code": lambda one: one.choices[0][0],
        "codes": lambda one: [next(code for code, _label in one.choices if code not in ("none", "iv"))],
    }
    left_out = {"state", "country", "point_source", "waitlist_weeks", "availability"}
    facts = {
        name: makes[one.kind](one)
        for name, one in STATEMENTS.items()
        if one.kind in makes and name not in left_out
    }
    return dict(list(facts.items())[:60])


def test_a_draft_is_nobodys_to_read(desk):
    draft = Submission.objects.create(
        clinic=make_clinic(), origin="portal", content={}, state=SubmissionState.DRAFT
    )

    assert desk.get(reverse("admin:submission", args=[draft.pk])).status_code == 404


def test_the_page_as_it_would_be_is_shown_and_kept_by_nobody(desk):
    submission = of_a_listing()
    response = desk.get(reverse("admin:submission_preview", args=[submission.pk]))
    html = response.content.decode()

    assert "a proven cure" in html
    assert response["Cache-Control"] == "no-store"
    assert Listing.objects.get().about == FACTS["about"]
    assert_valid(html)


# ---- decisions


def test_publishing_all_leads_to_the_next_and_says_what_was_done(desk):
    submission = of_a_listing()
    coming = make_submission(name="Coming")
    response = decide(desk, submission)

    assert response.url == reverse("admin:submission", args=[coming.pk])
    assert "Half Acre was published as version 2." in page_of(desk, coming)
    assert Listing.objects.get().about == CHANGES["about"]
    assert Mail.objects.filter(key=f"decided:{submission.pk}").count() == 1


def test_the_last_decision_leads_to_the_queue(desk):
    assert decide(desk, of_a_listing()).url == "/admin/"


def test_the_next_is_never_ones_own(desk, moderator):
    submission = of_a_listing()
    own = make_clinic(name="Own")
    make_member(own)
    Membership.objects.create(organization=own.organization, user=moderator, role="editor")
    make_submission(own)

    make_submission(name="Proposed", origin="proposal", by=moderator)

    assert decide(desk, submission).url == "/admin/"


def test_nobody_decides_on_a_clinic_that_they_proposed(desk, moderator):
    submission = make_submission(name="Proposed", origin="proposal", by=moderator)
    response = decide(desk, submission)

    assert response.status_code == 403
    assert "You suggested this clinic, so another moderator has to decide." in response.content.decode()
    submission.refresh_from_db()
    assert (submission.state, Listing.objects.count()) == (SubmissionState.PENDING, 0)


def test_what_goes_back_keeps_what_is_published(desk):
    submission = of_a_listing()
    response = decide(desk, submission, back=["about"], words="Please take “cure” out.")
    listing = Listing.objects.get()

    assert response.status_code == 302
    assert (listing.about, listing.attendance) == (FACTS["about"], ["line_of_sight"])
    html = page_of(desk, submission)
    assert "Published as version 2 by you on" in html
    assert "This was sent back." in html
    assert "Please take “cure” out." in html
    assert_valid(html)


def test_asking_for_changes_publishes_nothing(desk):
    submission = of_a_listing()
    decide(desk, submission, "ask", words="Who watches?")
    submission.refresh_from_db()

    assert (submission.state, submission.words) == ("changes_requested", "Who watches?")
    assert Listing.objects.get().version == 1


def test_rejecting_takes_a_reason(desk):
    submission = of_a_listing()
    refused = decide(desk, submission, "reject", words="Not so.")
    html = refused.content.decode()
    submission.refresh_from_db()

    assert (refused.status_code, submission.state) == (400, "pending")
    assert words(html, "a", "class", "errors__link") == [
        "Why are you sending something back or rejecting it: Choose a reason. The clinic will read it."
    ]
    assert message(html) == ["Not so."]
    assert_valid(html)

    decide(desk, submission, "reject", words="Not so.", reason="spam")
    submission.refresh_from_db()
    assert (submission.state, submission.reason) == ("rejected", "spam")


@pytest.mark.parametrize(
    ("decision", "back", "sentence"),
    [
        ("ask", [], "Message to the clinic: Say what to change. The clinic will read it."),
        (
            "publish",
            ["about"],
            "Message to the clinic: Say why you are sending something back. The clinic will read it.",
        ),
        ("", [], "Press one of the three buttons."),
    ],
)
def test_what_is_missing_is_said(desk, decision, back, sentence):
    response = decide(desk, of_a_listing(), decision, back=back)
    html = response.content.decode()

    assert response.status_code == 400
    assert words(html, "a", "class", "errors__link") == [sentence]
    assert words(html, "title")[0].startswith("Error:")
    assert_valid(html)


def test_what_was_chosen_and_typed_stays_when_a_decision_is_not_made(desk):
    response = decide(
        desk, of_a_listing(), back=["about", "attendance"], words="All of it.", reason="overclaim"
    )
    html = response.content.decode()
    checked = {one.get("id") for one in elements(html, "input") if one.get("checked") is not None}
    checked -= {"keys-on", "id_check-kind_1"}

    assert response.status_code == 409
    assert "There is nothing left to publish. Ask for changes instead." in html
    assert checked == {"back-about", "back-attendance", "reason-overclaim"}
    assert message(html) == ["All of it."]
    assert_valid(html)


def test_a_rule_of_today_is_told_and_nothing_published(desk):
    submission = of_a_listing()
    frozen = submission.content | {"session_price_low": 900, "session_price_high": 100}
    Submission.objects.filter(pk=submission.pk).update(content=frozen | {"prices_as_of": "2026-01-01"})
    response = decide(desk, submission)

    assert response.status_code == 409
    assert "The lower price is above the higher one. Swap them." in response.content.decode()
    assert Listing.objects.get().version == 1


def test_what_was_published_since_the_page_was_opened_stops_a_decision(desk):
    submission = of_a_listing()
    response = decide(desk, submission, seen="7-0123456789abcdef", words="Mine.")
    html = response.content.decode()
    submission.refresh_from_db()

    assert (response.status_code, submission.state) == (409, "pending")
    assert "What is published changed after you opened this page." in html
    assert message(html) == ["Mine."]


def test_who_comes_second_is_told_who_decided_and_what(desk):
    submission = of_a_listing()
    decisions.reject(submission=submission, by=make_moderator(email="lee.ortiz@example.com"), reason="spam")
    response = decide(desk, submission, "ask", words="Please say who watches.")
    html = response.content.decode()

    assert response.status_code == 409
    assert "Your decision was not saved, because someone already decided on this." in html
    assert "Rejected by lee.ortiz on" in html
    assert "Reason: It is not a clinic" in html
    assert "Please say who watches." in html
    assert "example.com" not in html
    assert Event.objects.filter(kind="rejected").count() == 1
    assert_valid(html)


@pytest.mark.parametrize("back", [[], ["about"]])
def test_a_second_press_of_the_button_is_told_that_it_was_you(desk, back):
    submission = of_a_listing()
    decide(desk, submission, back=back, words="Because.")
    response = decide(desk, submission, back=back, words="Because.")

    assert response.status_code == 409
    assert "Published as version 2 by you on" in response.content.decode()
    assert Event.objects.filter(kind="published", listing_version=2).count() == 1
    assert Mail.objects.filter(kind="decided").count() == 1


def test_what_was_taken_back_meanwhile_is_told(desk):
    submission = of_a_listing()
    decisions.withdraw(submission=submission, by=make_member(submission.clinic))
    response = decide(desk, submission)

    assert response.status_code == 409
    assert "before a moderator made a decision." in response.content.decode()
    assert Listing.objects.get().version == 1


@pytest.mark.parametrize("decision", ["publish", "ask", "reject"])
def test_nobody_decides_on_their_own_clinic(desk, moderator, decision):
    submission = of_a_listing()
    clinic = submission.clinic
    make_member(clinic)
    Membership.objects.create(organization=clinic.organization, user=moderator, role="editor")
    html = page_of(desk, submission)

    assert "You belong to this organization, so another moderator has to decide." in html
    assert [one for one in elements(html, "button") if one.get("name") == "decision"] == []
    response = decide(desk, submission, decision, words="Mine.", reason="spam")
    submission.refresh_from_db()
    assert (response.status_code, submission.state) == (403, "pending")
    assert_valid(response.content)


def test_a_form_that_lacks_something_and_comes_late_is_a_whole_page(desk):
    submission = of_a_listing()
    decide(desk, submission)
    response = decide(desk, submission, "ask")

    assert response.status_code == 400
    assert "Published as version 2 by you on" in response.content.decode()
    assert_valid(response.content)


def test_what_waited_for_a_listing_that_was_taken_down_is_told(desk):
    submission = of_a_listing()
    take_down(Listing.objects.get())
    response = decide(desk, submission, words="Mine.", back=["about"])
    submission.refresh_from_db()

    assert (response.status_code, submission.state) == (409, "withdrawn")
    assert "before a moderator made a decision." in response.content.decode()
    assert_valid(response.content)


@pytest.mark.parametrize("address", ["/admin/", "/admin/clinics/"])
def test_the_queue_is_for_moderators_with_a_second_factor(client, address):
    answers = {}
    for name, user in (
        ("member", make_member(make_clinic())),
        ("no second factor", make_moderator(second_factor=False)),
        ("moderator", make_moderator()),
    ):
        client.force_login(user)
        answers[name] = client.get(address).status_code

    assert answers == {"member": 403, "no second factor": 403, "moderator": 200}


def test_a_decision_is_not_made_by_looking(desk):
    submission = of_a_listing()

    assert desk.get(reverse("admin:submission_decision", args=[submission.pk])).status_code == 405


# ---- versions


def test_an_older_version_goes_through_the_queue_once_more(desk):
    listing = make_listing(name="Half Acre", **FACTS)
    make_listing(listing.clinic, **CHANGES)
    first = Submission.objects.get(listing_version=1)
    html = desk.get(reverse("admin:versions", args=[listing.clinic_id])).content.decode()
    response = desk.post(reverse("admin:submission_again", args=[first.pk]))
    sent = Submission.objects.waiting().get()

    assert words(html, "button").count("Restore this version") == 1
    assert response.url == reverse("admin:submission", args=[sent.pk])
    assert "It restores version 1." in page_of(desk, sent)
    assert Listing.objects.get().about == CHANGES["about"]
    decide(desk, sent)
    assert Listing.objects.get().about == FACTS["about"]
    assert_valid(html)


def test_an_older_version_waits_while_something_else_does(desk):
    submission = of_a_listing()
    first = Submission.objects.get(listing_version=1)
    response = desk.post(reverse("admin:submission_again", args=[first.pk]))
    html = response.content.decode()

    assert response.status_code == 409
    assert "This clinic has something else in the queue. Decide on that first." in html
    assert "Restore this version" not in html
    assert Submission.objects.waiting().get() == submission
    assert_valid(html)


# ---- clinics and taking down


def test_a_clinic_is_found_by_name_or_town(desk, django_assert_num_queries):
    make_listing(name="Half Acre", city="Boise", state="ID")
    make_submission(name="Tern House", city="Boise")
    gone = make_listing(name="Gone", city="Boise")
    take_down(gone)
    make_listing(name="Elsewhere")
    with django_assert_num_queries(5):
        html = desk.get("/admin/clinics/?q=boise").content.decode()

    assert words(html, "h3") == ["Gone", "Half Acre", "Tern House"]
    assert [one.split(" on ")[0] for one in words(html, "p", "class", "note") if one[:1] in "TPN"][:3] == [
        "Taken down",
        "Published, version 1",
        "Not published yet",
    ]
    assert_valid(html)


def test_a_clinic_that_nobody_knows_is_said_so(desk):
    html = desk.get("/admin/clinics/?q=nowhere").content.decode()

    assert "No clinic has “nowhere” in its name or town." in html
    assert_valid(html)


def test_taking_down_asks_first_and_takes_a_reason(desk):
    listing = make_listing(name="Half Acre")
    make_member(listing.clinic)
    address = reverse("admin:removal", args=[listing.clinic_id])
    asked = desk.get(address).content.decode()
    refused = desk.post(address, {"words": "Closed."})

    assert "Take this listing down?" in asked
    assert refused.status_code == 400
    assert words(refused.content, "textarea") == ["Closed."]
    assert Listing.objects.get().removed_at is None
    assert_valid(asked)
    assert_valid(refused.content)


def test_a_listing_is_taken_down_with_a_letter(desk):
    listing = make_listing(name="Half Acre")
    make_member(listing.clinic)
    address = reverse("admin:removal", args=[listing.clinic_id])
    response = desk.post(address, {"reason": "unverifiable", "words": "Nobody answers."})
    html = desk.get(response.url).content.decode()
    again = desk.post(address, {"reason": "unverifiable"})

    assert response.url == reverse("admin:versions", args=[listing.clinic_id])
    assert "The listing of Half Acre was taken down." in html
    assert Listing.objects.get().removed_at is not None
    assert Mail.objects.filter(kind="removed").count() == 1
    assert again.status_code == 409
    assert "This listing has already been taken down." in again.content.decode()
    assert_valid(again.content)


def test_a_clinic_that_is_listed_twice_is_merged_and_not_taken_down(desk):
    """So that its id leads to the listing that stays."""
    listing = make_listing(name="Half Acre")
    address = reverse("admin:removal", args=[listing.clinic_id])

    refused = desk.post(address, {"reason": "duplicate"})

    assert "Choose a reason from the list." in refused.content.decode()
    assert refused.status_code == 400
    assert Listing.objects.get().removed_at is None
    lead = f"{reverse('admin:duplicates')}?clinic={listing.clinic_id}"
    assert f'href="{lead}"' in refused.content.decode()
    assert "Half Acre" in desk.get(lead).content.decode()


def test_nobody_takes_down_their_own_listing_here(desk, moderator):
    listing = make_listing()
    make_member(listing.clinic)
    clinic = listing.clinic
    Membership.objects.create(organization=clinic.organization, user=moderator, role="owner")
    address = reverse("admin:removal", args=[clinic.pk])

    assert [desk.get(address).status_code, desk.post(address, {"reason": "spam"}).status_code] == [403, 403]
    assert Listing.objects.get().removed_at is None


def test_nobody_brings_a_version_of_their_own_listing_back(desk, moderator):
    listing = make_listing(**FACTS)
    make_listing(listing.clinic, **CHANGES)
    make_member(listing.clinic)
    clinic = listing.clinic
    Membership.objects.create(organization=clinic.organization, user=moderator, role="owner")
    first = Submission.objects.get(listing_version=1)
    html = desk.get(reverse("admin:versions", args=[clinic.pk])).content.decode()

    assert "Restore this version" not in html
    assert "Take down" not in html
    assert desk.post(reverse("admin:submission_again", args=[first.pk])).status_code == 403
    assert not Submission.objects.waiting().exists()


def test_what_was_published_since_a_version_is_told_in_one_query(django_assert_num_queries):
    listing = make_listing(**FACTS)
    for attendance in ("line_of_sight", "continuous_clinician"):
        make_listing(listing.clinic, attendance=attendance)
    with django_assert_num_queries(1):
        told = history.versions_after(listing.clinic_id, 1)

    assert [entry.version for entry in told] == [3, 2]
    assert [change.name for change in told[0].changes] == ["attendance"]
    assert [entry.version for entry in history.versions_after(listing.clinic_id, None)] == [3, 2, 1]
