"""The page of a decision: sections, saved replies, notes, evidence in one go, undo; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.membership import claims
from directory.models import Event, Listing, Mail, Membership, Note, SavedReply, Submission, Verification
from directory.moderation import decisions, notes, review, undoing
from tests.support.factories import (
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
)
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db

PEOPLE = [
    {
        "name": f"Dr. {name}",
        "license": "md",
        "license_state": "CO",
        "license_number": f"DR.{number}",
        "npi": f"100000000{number}",
        "register_url": "https://apps.colorado.example/dora/",
        "roles": ["prescriber"],
    }
    for number, name in enumerate(["Ada Vance", "Bo Ruiz", "Cy Moss", "Di Park"], 1)
]
FACTS = {"about": "We treat depression.", "attendance": ["call_bell"], "practitioners": PEOPLE}
CHANGES = {
    "about": "We treat depression with ketamine.",
    "attendance": ["line_of_sight"],
    "phone": "+13035550199",
}
LOOK = {
    "check-about": "license",
    "check-kind": "register_checked",
    "check-source": "Colorado DORA",
    "check-url": "https://apps.colorado.example/dora/",
    "check-outcome": "agrees",
    "check-seen_on": timezone.localdate().isoformat(),
    "check-subjects": [f"practitioners:{person['name']}" for person in PEOPLE],
}


@pytest.fixture
def moderator():
    return make_moderator(email="dana.kim@example.com")


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def listing():
    return make_listing(name="Half Acre", **FACTS)


@pytest.fixture
def waiting(listing):
    return make_submission(listing.clinic, by=make_member(), **CHANGES)


def post(client, submission, decision, **given):
    fresh = Submission.objects.with_listing().get(pk=submission.pk)
    seen = review.shown_digest(fresh, review.listing_of(fresh))
    posted = {"decision": decision, "seen": seen} | given
    return client.post(reverse("admin:submission_decision", args=[submission.pk]), posted)


def typed(page):
    """name → what stands in each text field, and the ids of what is chosen."""
    html = page.text
    texts = {one.get("name"): (one.text or "").strip("\n") for one in elements(html, "textarea")}
    chosen = {one.get("id") for one in elements(html, "input") if one.get("checked") is not None}
    return texts, chosen - {"keys-on", "id_check-kind_1", "reason-none"}


# ---- sections


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"origin": "portal"}, "The clinic accepted the terms of December 2026."),
        (
            {"origin": "import", "source": "A list", "source_license": "cc-by-4.0"},
            "It comes from A list. Its license: CC BY 4.0.",
        ),
        ({"origin": "proposal"}, ""),
    ],
)
def test_a_moderator_sees_on_what_terms_it_may_be_given_out(desk, sent, shown):
    submission = make_submission(**sent)

    page = desk.get(reverse("admin:submission", args=[submission.pk]))

    (line,) = [one for one in elements(page.content, "p") if "Submission " in "".join(one.itertext())]
    said = " ".join("".join(line.itertext()).split())
    assert said.removeprefix(f"Submission {submission.pk}.").strip() == shown


def test_a_section_is_sent_back_in_one_go(desk, waiting):
    says = {"say-about": "accept", "say-attendance": "accept", "say-phone": "accept"}
    section = review.review(
        Submission.objects.with_listing().get(pk=waiting.pk), timezone.localdate()
    ).sections
    key = next(one.section.key for one in section if "about" in [change.name for change in one.changes])
    post(desk, waiting, "publish", words="Is it right?", **says, **{f"say-all-{key}": "back"})

    waiting.refresh_from_db()
    assert waiting.state == "approved"
    names = {change.name for one in section if one.section.key == key for change in one.changes}
    assert set(waiting.sent_back) == names


def test_a_section_is_accepted_in_one_go(desk, waiting):
    says = {"say-about": "back", "say-attendance": "back", "say-phone": "back"}
    keys = [
        section.key
        for section, _changes in review.review(
            Submission.objects.with_listing().get(pk=waiting.pk), timezone.localdate()
        ).sections
    ]
    post(desk, waiting, "publish", **says, **{f"say-all-{key}": "accept" for key in keys})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.sent_back) == ("approved", {})


def test_the_control_of_a_section_stands_in_its_choices_when_nothing_was_decided(desk, waiting):
    says = {"say-about": "accept", "say-attendance": "accept", "say-phone": "accept"}
    page = post(
        desk, waiting, "publish", **says, **{f"say-all-{key}": "back" for key in ["head", *"ABCDEFG"]}
    )

    assert page.status_code == 400
    assert {"back-about", "back-attendance"} <= typed(page)[1]
    assert_valid(page.text)


# ---- saved replies


@pytest.fixture
def reply(moderator):
    return SavedReply.objects.create(
        title="Which license?", words="Which license is it?", written_by=moderator, written_at=timezone.now()
    )


def test_a_reply_stands_under_what_is_typed_and_nothing_is_decided(desk, waiting, reply):
    page = post(desk, waiting, "reply", reply=reply.pk, words="Thank you.", **{"say-about": "back"})

    texts, chosen = typed(page)
    assert page.status_code == 200
    assert texts["words"] == "Thank you.\n\nWhich license is it?"
    assert "back-about" in chosen
    waiting.refresh_from_db()
    assert waiting.state == "pending"
    assert_valid(page.text)


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "١"])
def test_a_reply_that_is_not_there_is_said(desk, waiting, reply, number):
    page = post(desk, waiting, "reply", reply=number, words="Thank you.")

    assert (page.status_code, typed(page)[0]["words"]) == (400, "Thank you.")
    assert "Saved reply: Choose a reply." in page.text


def test_replies_are_added_changed_and_removed(desk, moderator):
    desk.post("/admin/replies/", {"title": "License", "words": "Which?"})
    desk.post("/admin/replies/", {"title": "License", "words": "Which?"})  # pressed twice
    one = SavedReply.objects.get()
    assert (one.title, one.words, one.written_by) == ("License", "Which?", moderator)
    page = desk.get("/admin/replies/")
    assert_valid(page.text)

    desk.post(f"/admin/replies/{one.pk}/", {"title": "License", "words": "Which one?"})
    one.refresh_from_db()
    assert one.words == "Which one?"

    desk.post(f"/admin/replies/{one.pk}/removal/")
    assert not SavedReply.objects.exists()
    assert desk.post(f"/admin/replies/{one.pk}/removal/").status_code == 302
    assert desk.get(f"/admin/replies/{one.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": "", "words": "Which?"}, "Give it a title."),
        ({"title": "License", "words": ""}, "Write the words."),
        ({"title": "Which license?", "words": "Other."}, "Another reply has this title. Choose another."),
        ({"title": "License", "words": "x" * 2_001}, "Use at most 2,000 characters. You have used 2001."),
    ],
)
def test_a_reply_that_lacks_something_is_not_saved(desk, reply, given, sentence):
    page = desk.post("/admin/replies/", given)

    assert page.status_code == 400
    assert sentence in page.text
    assert SavedReply.objects.count() == 1
    assert_valid(page.text)


# ---- notes


def test_a_note_is_saved_and_keeps_the_decision_as_typed(desk, waiting, moderator):
    given = {"note-kind": "no_answer", "note-text": "Rang twice.", "words": "Mine.", "reason": "spam"}
    page = post(desk, waiting, "note", **given, **{"say-about": "back"})

    note = Note.objects.get()
    assert (note.clinic, note.submission, note.written_by) == (waiting.clinic, waiting, moderator)
    assert (note.kind, note.words) == ("no_answer", "Rang twice.")
    texts, chosen = typed(page)
    assert (texts["words"], texts["note-text"]) == ("Mine.", "")
    assert {"back-about", "reason-spam"} <= chosen
    assert "The note is saved." in page.text
    assert_valid(page.text)


def test_a_note_twice_is_one(desk, waiting):
    for _time in range(2):
        post(desk, waiting, "note", **{"note-kind": "note", "note-text": "Same."})
    assert Note.objects.count() == 1


def test_an_empty_note_is_said(desk, waiting):
    page = post(desk, waiting, "note", words="Mine.", **{"note-kind": "note", "note-text": ""})

    assert (page.status_code, typed(page)[0]["words"]) == (400, "Mine.")
    assert "Note to other moderators: Write the note." in page.text
    assert not Note.objects.exists()


def test_a_typed_note_stays_when_a_decision_is_refused(desk, waiting):
    page = post(desk, waiting, "ask", **{"note-kind": "called", "note-text": "They were kind."})
    assert typed(page)[0]["note-text"] == "They were kind."


def test_a_note_stands_on_every_item_of_the_clinic(desk, waiting, listing):
    notes.write(clinic=listing.clinic, by=make_moderator(), words="They moved in May.")
    decided = Submission.objects.exclude(pk=waiting.pk).get()

    for one in (waiting, decided):
        assert "They moved in May." in desk.get(reverse("admin:submission", args=[one.pk])).text


def test_a_moderator_of_the_clinic_neither_reads_nor_writes_notes(desk, waiting, listing, moderator):
    notes.write(clinic=listing.clinic, by=make_moderator(), words="They moved in May.")
    make_member(listing.clinic)
    Membership.objects.create(organization=listing.clinic.organization, user=moderator, role="editor")

    assert "They moved in May." not in desk.get(reverse("admin:submission", args=[waiting.pk])).text
    assert post(desk, waiting, "note", **{"note-kind": "called", "note-text": ""}).status_code == 403
    assert Note.objects.count() == 1


# ---- evidence


def test_numbers_stand_beside_each_person(desk, waiting):
    page = desk.get(reverse("admin:submission", args=[waiting.pk]))

    for person in PEOPLE:
        assert person["license_number"] in page.text
        assert f"NPI {person['npi']}" in page.text
    assert page.text.count('href="https://apps.colorado.example/dora/"') == 4


def test_a_license_is_checked_for_four_people_in_one_form_before_the_decision(desk, waiting, moderator):
    page = post(desk, waiting, "evidence", words="Mine.", **{"say-about": "back"}, **LOOK)

    assert page.status_code == 200
    assert "4 checks are recorded." in page.text
    rows = Verification.objects.order_by("person")
    assert [(one.person, one.about, one.source, one.checked_by) for one in rows] == [
        (person["name"], "license", "Colorado DORA", moderator) for person in PEOPLE
    ]
    assert [entry["person"] for entry in Listing.objects.get().evidence] == [one["name"] for one in PEOPLE]
    texts, chosen = typed(page)
    assert (texts["words"], "back-about" in chosen) == ("Mine.", True)
    assert not [one for one in chosen if one.startswith("id_check-subjects")]
    waiting.refresh_from_db()
    assert waiting.state == "pending"
    assert_valid(page.text)


def test_evidence_is_recorded_with_a_first_publication(desk):
    first = make_submission(name="Tern House", **FACTS)
    post(desk, first, "publish", **LOOK)

    first.refresh_from_db()
    assert (first.state, Verification.objects.count()) == ("approved", 4)
    assert len(Listing.objects.get().evidence) == 4


def test_what_is_not_published_yet_is_not_recorded_before(desk, listing):
    new = [*PEOPLE, PEOPLE[0] | {"name": "Dr. Eve Hale"}]
    waiting = make_submission(listing.clinic, practitioners=new)
    page = post(desk, waiting, "evidence", **LOOK | {"check-subjects": ["practitioners:Dr. Eve Hale"]})

    assert page.status_code == 409
    assert "The evidence is recorded when you publish it." in page.text
    assert not Verification.objects.exists()
    assert "Colorado DORA" in [one.get("value") for one in elements(page.text, "input")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"check-subjects": []}, "Whom did you check: Choose whom you checked."),
        ({"check-source": ""}, "Name the document or the register."),
        ({"check-url": ""}, "Give the address in the register"),
        ({"check-outcome": ""}, "Choose what it says."),
        ({"check-seen_on": "2099-01-01"}, "The date on which you saw it is in the future."),
    ],
)
@pytest.mark.parametrize("decision", ["publish", "evidence"])
def test_evidence_that_lacks_something_publishes_nothing(desk, waiting, change, sentence, decision):
    page = post(desk, waiting, decision, words="Mine.", **LOOK | change)

    assert page.status_code == (409 if "future" in sentence else 400)
    assert sentence in page.text
    assert typed(page)[0]["words"] == "Mine."
    waiting.refresh_from_db()
    assert (waiting.state, Verification.objects.count(), Event.objects.count()) == ("pending", 0, 1)
    assert_valid(page.text)


def test_evidence_for_a_person_who_is_sent_back_publishes_nothing(desk, listing):
    new = [*PEOPLE, PEOPLE[0] | {"name": "Dr. Eve Hale"}]
    waiting = make_submission(listing.clinic, practitioners=new, phone="+13035550199")
    given = LOOK | {"check-subjects": ["practitioners:Dr. Eve Hale"], "say-practitioners": "back"}
    page = post(desk, waiting, "publish", words="Who is she?", **given)

    assert page.status_code == 409
    assert "The listing doesn’t name this person" in page.text
    waiting.refresh_from_db()
    assert (waiting.state, Listing.objects.get().version) == ("pending", 1)


def test_several_people_are_checked_from_the_evidence_of_the_clinic(desk, listing):
    address = reverse("admin:evidence_check", query={"clinic": listing.clinic_id})
    assert_valid(desk.get(address).text)
    answer = desk.post(address, LOOK | {"check-version": listing.version})

    assert answer.headers["Location"] == reverse("admin:evidence", query={"clinic": listing.clinic_id})
    assert Verification.objects.count() == 4
    stale = desk.post(address, LOOK | {"check-version": 7, "check-outcome": "not_found"})
    assert (stale.status_code, Verification.objects.count()) == (409, 4)
    assert_valid(stale.text)


# ---- undo


def test_a_rejection_is_undone_from_the_next_page(desk, waiting):
    page = desk.get(post(desk, waiting, "reject", reason="spam").headers["Location"])
    assert "Half Acre was rejected." in page.text
    undo = reverse("admin:submission_undo", args=[waiting.pk])
    assert undo in [one.get("action") for one in elements(page.text, "form")]
    assert_valid(page.text)

    answer = desk.post(undo)

    copy = Submission.objects.waiting().get()
    assert answer.headers["Location"] == reverse("admin:submission", args=[copy.pk])
    assert "Your decision is taken back." in desk.get(answer.headers["Location"]).text
    assert Mail.objects.filter(kind="decided").count() == 0


def test_a_publication_is_undone_from_the_next_page(desk, waiting):
    post(desk, waiting, "publish")
    desk.post(reverse("admin:submission_undo", args=[waiting.pk]))

    assert (Listing.objects.get().version, Submission.objects.waiting().count()) == (3, 1)
    assert Listing.objects.get().about == FACTS["about"]


def test_what_can_be_undone_says_so_and_what_can_only_be_reopened_too(desk, waiting):
    decisions.reject(submission=waiting, by=make_moderator(), reason="spam")
    address = reverse("admin:submission", args=[waiting.pk])
    actions = [one.get("action") for one in elements(desk.get(address).text, "form")]
    assert reverse("admin:submission_undo", args=[waiting.pk]) in actions
    assert reverse("admin:submission_opening", args=[waiting.pk]) not in actions

    Submission.objects.filter(pk=waiting.pk).update(decided_at=timezone.now() - timedelta(minutes=11))
    page = desk.get(address)
    actions = [one.get("action") for one in elements(page.text, "form")]
    assert reverse("admin:submission_undo", args=[waiting.pk]) not in actions
    assert reverse("admin:submission_opening", args=[waiting.pk]) in actions

    refused = desk.post(reverse("admin:submission_undo", args=[waiting.pk]), follow=True)
    assert "It is too late to undo this" in refused.text


def test_nobody_undoes_on_their_own_clinic(desk, waiting, listing, moderator):
    decisions.reject(submission=waiting, by=make_moderator(), reason="spam")
    make_member(listing.clinic)
    Membership.objects.create(organization=listing.clinic.organization, user=moderator, role="editor")

    assert desk.post(reverse("admin:submission_undo", args=[waiting.pk])).status_code == 403
    assert not Submission.objects.waiting().exists()


# ---- what runs out


def test_what_runs_out_stands_soonest_first_with_a_link_to_check_again(desk, listing):
    today = timezone.localdate()
    for person, days in zip(PEOPLE, (70, 60, -5, 1), strict=True):
        Verification.objects.create(
            clinic=listing.clinic,
            statement="practitioners",
            person=person["name"],
            kind="register_checked",
            about="license",
            source="Colorado DORA",
            url="https://apps.colorado.example/dora/",
            seen_on=today - timedelta(days=30),
            expires_on=today + timedelta(days=days),
            checked_by=make_moderator(),
        )
    page = desk.get(reverse("admin:expiring"))

    links = [one.get("href") for one in elements(page.text, "a") if "/check/" in (one.get("href") or "")]
    assert links == [
        reverse(
            "admin:evidence_check",
            query={"clinic": listing.clinic_id, "subject": f"practitioners:{PEOPLE[place]['name']}"},
        )
        for place in (2, 3, 1)
    ]
    assert page.text.count("It ran out on") == 1
    assert_valid(page.text)
    form = desk.get(links[0]).text
    chosen = [one.get("value") for one in elements(form, "input") if one.get("checked") is not None]
    assert chosen == ["practitioners:Dr. Cy Moss", "register_checked"]


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_of_what_runs_out_takes_as_many_queries_for_many(
    desk, listing, count, django_assert_num_queries
):
    today, by = timezone.localdate(), make_moderator()
    for _number in range(count):
        Verification.objects.create(
            clinic=listing.clinic, statement="about", kind="document_seen", about="other", source="A letter",
            seen_on=today, expires_on=today, checked_by=by,
        )  # fmt: skip
    with django_assert_num_queries(7):
        desk.get(reverse("admin:expiring"))


def test_a_note_is_written_on_a_claim_and_read_on_every_item(desk, waiting, listing, moderator):
    claim = claims.create(clinic=listing.clinic, by=make_person())
    address = reverse("admin:claim", args=[claim.pk])
    empty = desk.post(address, {"act": "note", "note-kind": "note", "note-text": ""})
    assert (empty.status_code, Note.objects.count()) == (400, 0)
    assert_valid(empty.text)
    assert "<title>Error: Claim" in empty.text
    assert 'href="#id_note-text">Note to other moderators: Write the note.' in empty.text

    desk.post(address, {"act": "note", "note-kind": "called", "note-text": "She works there."})

    note = Note.objects.get()
    assert (note.claim, note.written_by, note.clinic) == (claim, moderator, listing.clinic)
    for page in (address, reverse("admin:submission", args=[waiting.pk])):
        assert "She works there." in desk.get(page).text


def parts(html, name):
    return [one for one in elements(html, "div") if name in (one.get("class") or "").split()]


def test_a_first_listing_says_nothing_of_a_version_before(desk):
    first = make_submission(route=["iv"])
    change = make_submission(make_listing(route=["iv"]).clinic, route=["im"])
    of_first, of_change = (
        desk.get(reverse("admin:submission", args=[one.pk])).content.decode() for one in (first, change)
    )

    assert ["Published now" in of_first, "Published now" in of_change] == [False, True]
    assert len(parts(of_first, "change--first")) == len(parts(of_first, "change"))
    assert parts(of_change, "change--first") == []
    assert_valid(of_first)


def test_after_undo_of_a_first_listing_no_version_is_called_published(desk, moderator):
    sent = make_submission(route=["iv"])
    decisions.approve(submissions=[sent], by=moderator)
    copy = undoing.undo_publication(submission=sent, by=moderator)
    html = desk.get(reverse("admin:submission", args=[copy.pk])).content.decode()

    assert "which is still the published one" not in html
    assert "Same as the latest version" in html
    assert "It had been decided, and was put back into the queue by " in html  # published, not sent back


def test_take_stands_in_the_head_outside_of_the_form_of_the_decision(desk):
    html = desk.get(reverse("admin:submission", args=[make_submission().pk])).content.decode()
    (line,) = parts(html, "part__line")

    assert [one.text for one in line.iter() if one.tag.endswith("button")] == ["Take"]
    assert_valid(html)


# ---- leaving


@pytest.mark.parametrize(("given", "state"), [({}, ""), ({"decision": "ask"}, "unsaved")])
def test_a_decision_that_is_not_sent_is_asked_about_before_the_page_is_left(desk, waiting, given, state):
    page = post(desk, waiting, **given) if given else desk.get(reverse("admin:submission", args=[waiting.pk]))

    (form,) = (one for one in elements(page.text, "form") if one.get("id") == "deciding")
    assert form.get("data-leaving") == state
    scripts = [one.get("src") or "" for one in elements(page.text, "script")]
    assert sum("directory/leaving" in source for source in scripts) == 1
