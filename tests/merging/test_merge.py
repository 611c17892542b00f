"""A merge: what the kept listing says, where the other one leads, what follows, what is refused."""

import json
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.facts.vocabulary import ReportReason
from directory.importing.existing import ClinicFinder
from directory.matching.duplicates import DuplicateFinder
from directory.membership import claims
from directory.merging.content import BOTH, KEPT, MERGED
from directory.merging.merge import merge, not_the_same, other_site
from directory.merging.people import join_practitioners, join_training
from directory.models import (
    Claim,
    Clinic,
    ClinicPair,
    Event,
    Listing,
    Mail,
    Merge,
    Note,
    Organization,
    Report,
    ReviewFlag,
    Submission,
    Verification,
    Version,
)
from directory.moderation import decisions, evidence, stored_findings
from directory.moderation.checks.run import run_checks
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.publishing.snapshot import snapshot_of_clinic
from directory.reports import handling
from directory.views.add_a_clinic.claims import CLAIM
from directory.views.reports.form import SALT
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)
from tests.support.membership import sending, signed_in
from tests.support.published import days_ago, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return make_moderator()


def listed(name="Tern House", on=10, **facts):
    return make_listing(name=name, at=noon(days_ago(on)), **facts)


def merged(kept, other, by, **choices):
    """Merge two listings, and read both again."""
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices=choices, by=by)
    kept.refresh_from_db()
    other.refresh_from_db()
    return done


def seen(listing, statement, by, person="", **facts):
    given = {"kind": "register_checked", "about": "npi", "url": "https://x.example/", "source": "NPPES"}
    given |= {"seen_on": days_ago(3)} | facts
    one = Verification(statement=statement, person=person, **given)
    listing.refresh_from_db()
    (saved,) = evidence.record(clinic=listing.clinic, verifications=[one], version=listing.version, by=by)
    return saved


# ---- what the kept listing says


def test_what_only_the_merged_listing_states_comes_over_and_the_rest_stays(moderator):
    kept, other = (
        listed(about="Ours.", on=5),
        listed("Tern House East", about="Theirs.", website="https://t.example/"),
    )

    merged(kept, other, moderator)

    assert (kept.name, kept.about, kept.website, kept.version) == (
        "Tern House",
        "Ours.",
        "https://t.example/",
        2,
    )
    assert Submission.objects.get(clinic=kept.clinic, act="merged").state == "approved"


def test_the_newer_word_is_the_default_and_a_choice_goes_before_it(moderator):
    kept = listed(about="Ours.", fasting_hours=4, on=20)
    other = listed("Tern House", about="Theirs.", fasting_hours=6, on=10)

    merged(kept, other, moderator, about=KEPT)

    assert (kept.about, kept.fasting_hours) == ("Ours.", 6)


def test_a_clinics_own_word_goes_before_a_newer_import(moderator):
    kept = listed(about="Ours.", on=20)
    other = listed("Tern House", about="Theirs.", origin="import", source="A file", on=2)

    merged(kept, other, moderator)

    assert kept.about == "Ours."


def test_what_comes_over_keeps_its_day_though_the_kept_listing_was_confirmed_later(moderator):
    kept, other = listed(about="Ours.", on=20), listed(website="https://t.example/", on=15)
    decisions.confirm(listing=kept, by=None, at=noon(days_ago(2)))

    merged(kept, other, moderator, about=KEPT)

    assert kept.confirmed_on == days_ago(2)
    assert kept.last_stated_on("website") == days_ago(15)
    assert kept.last_stated_on("about") == days_ago(2)
    decisions.confirm(listing=kept, by=None, at=noon(days_ago(0)))
    assert kept.last_stated_on("website") == days_ago(0)


def test_what_an_import_said_is_nobodys_own_word_afterward(moderator):
    kept = listed(about="Ours.", on=20)
    other = listed(origin="import", source="A file", website="https://t.example/")

    merged(kept, other, moderator)

    assert (kept.website, kept.last_stated_on("website")) == ("https://t.example/", None)
    assert (kept.origin, kept.source, kept.confirmed_on) == ("portal", "", days_ago(20))


def test_what_both_say_alike_is_as_new_as_the_newer_word(moderator):
    kept = listed(phone="+13035550142", origin="import", source="A file", on=20)
    other = listed(phone="+13035550142", on=9)

    merged(kept, other, moderator)

    assert kept.last_stated_on("phone") == days_ago(9)


def test_availability_is_the_newest_and_never_newer_than_it_was_said(moderator):
    kept = listed(availability="open", availability_on=days_ago(20), on=20)
    other = listed(availability="waitlist", waitlist_weeks=3, availability_on=days_ago(8), on=8)

    merged(kept, other, moderator)

    assert (kept.availability, kept.waitlist_weeks, kept.availability_on) == ("waitlist", 3, days_ago(8))


def test_an_address_comes_over_whole(moderator):
    kept = listed(street="1 Main St", zip="80202", latitude=39.75, longitude=-104.99, on=20)
    other = listed(street="2 Oak St", zip="80203", latitude=39.73, longitude=-104.98, on=5)

    merged(kept, other, moderator, street=MERGED)

    assert (kept.street, kept.zip, kept.latitude, kept.longitude) == ("2 Oak St", "80203", 39.73, -104.98)


def test_people_are_joined_by_person(moderator):
    kept = listed(practitioners=[{"name": "Ines Vale", "license": "md"}, {"name": "Bo Rook"}], on=5)
    other = listed(practitioners=[{"name": "ines  vale", "npi": "1234567893"}, {"name": "Una Wren"}])

    merged(kept, other, moderator, practitioners=BOTH)

    people = [(one["name"], one["license"], one["npi"]) for one in kept.practitioners]
    assert people == [("Ines Vale", "md", "1234567893"), ("Bo Rook", "", ""), ("Una Wren", "", "")]


def person(name, npi=""):
    return {"name": name, "npi": npi, "license": ""}


def test_two_people_of_one_name_with_two_npis_stay_two():
    ours, theirs = [person("Bo Rook", "1")], [person("Bo Rook", "2")]

    assert join_practitioners(ours, theirs, "kept") == ours + theirs


def test_a_person_who_changed_their_name_is_known_by_the_npi():
    joined = join_practitioners([person("Bo Rook", "1")], [person("Bo Wren", "1")], "merged")

    assert joined == [person("Bo Wren", "1")]


def test_the_same_training_stands_once():
    one = {"code": "kap_certificate", "practitioner": "Bo", "provider": "Red House", "year": None}

    assert join_training([one], [one | {"year": 2020}], "kept") == [one]
    assert join_training([one], [one | {"practitioner": "Una"}], "kept") == [
        one,
        one | {"practitioner": "Una"},
    ]


def test_evidence_follows_its_statement_and_no_other(moderator):
    kept, other = (
        listed(npi="1234567893", on=5),
        listed(website="https://t.example/", about="Theirs.", npi="1234567893"),
    )
    for statement in ("website", "about", "npi"):
        seen(other, statement, moderator)

    merged(kept, other, moderator, about=KEPT)

    assert sorted(one["statement"] for one in kept.evidence) == ["npi", "website"]
    assert list(other.clinic.verifications.values_list("statement", flat=True)) == ["about"]


def test_a_merge_that_changes_no_content_publishes_nothing_and_is_in_the_history(moderator, client):
    kept, other = listed(about="Ours."), listed()

    merged(kept, other, moderator, name=KEPT)

    assert kept.version == 1
    page = client.get(f"/clinics/{kept.slug}/history/").content.decode()
    assert "Merged with another listing" in page
    assert f'href="/clinics/{kept.slug}/history/{other.slug}/"' in page


def test_the_working_copy_follows_and_keeps_what_is_being_edited(moderator):
    kept, other = listed(about="Ours.", fasting_hours=4), listed(about="Theirs.", fasting_hours=6, on=2)
    change(kept.clinic, about="A draft.", practitioners=[{"name": "New Person"}])

    merged(kept, other, moderator)

    draft = snapshot_of_clinic(Clinic.objects.get(pk=kept.clinic_id))
    assert (draft["about"], draft["fasting_hours"]) == ("A draft.", 6)
    assert [one["name"] for one in draft["practitioners"]] == ["New Person"]


# ---- where the other one leads


PAGES = ["/clinics/{}/", "/clinics/{}/history/", "/clinics/{}/report/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_address_of_the_merged_listing_leads_to_the_kept_one_for_good(page, moderator, client):
    kept, other = listed("Tern House"), listed("Old Name")
    other = make_listing(other.clinic, name="Gull House", at=noon(days_ago(5)))
    former = other.former_slugs.get().slug

    merged(kept, other, moderator)

    for slug in (former, other.slug):
        answer = client.get(page.format(slug))
        assert (answer.status_code, answer.headers["Location"]) == (301, page.format(kept.slug))


def test_a_chain_of_merges_has_one_step(moderator, client):
    one, two, three = listed("One"), listed("Two"), listed("Three")
    merged(two, one, moderator, name=KEPT)
    merged(three, two, moderator, name=KEPT)

    answer = client.get(f"/clinics/{one.slug}/")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/clinics/{three.slug}/")
    assert Merge.objects.kept_for([one.clinic_id, two.clinic_id]) == dict.fromkeys(
        [one.clinic_id, two.clinic_id], three.clinic_id
    )
    with pytest.raises(RefusedError, match="already merged"):
        merge(kept=one.clinic_id, merged=three.clinic_id, choices={}, by=moderator)


def test_the_history_of_the_merged_listing_can_be_read(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House", about="Theirs.")
    merged(kept, other, moderator)

    page = client.get(f"/clinics/{kept.slug}/history/{other.slug}/").content.decode()

    assert "Gull House" in page
    assert "This listing became a part of “Tern House”" in page
    answer = client.get(f"/clinics/{other.slug}/history/{other.slug}/")
    assert answer.headers["Location"] == f"/clinics/{kept.slug}/history/{other.slug}/"
    assert client.get(f"/clinics/{kept.slug}/history/nowhere/").status_code == 302


def test_a_comparison_and_a_selection_name_the_kept_one(moderator, client):
    kept, other, third = listed("Tern House"), listed("Gull House"), listed("Heron House")
    merged(kept, other, moderator)

    answer = client.get(f"/compare/?clinic={other.slug}&clinic={third.slug}")
    assert answer.headers["Location"] == f"/compare/?clinic={kept.slug}&clinic={third.slug}"
    page = client.get(f"/clinics/?pick={other.slug}").content.decode()
    assert f'value="{kept.slug}"' in page or f"pick={kept.slug}" in page


def test_a_report_typed_before_the_merge_is_of_the_kept_one(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House")
    merged(kept, other, moderator)

    sent = {"reason": ReportReason.OTHER, "words": "No.", "sending": sending({"salt": SALT})}
    answer = client.post(f"/clinics/{other.slug}/report/", sent)

    assert answer.status_code == 302
    assert Report.objects.get().clinic == kept.clinic


def test_a_claim_typed_before_the_merge_is_of_the_kept_one(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    merged(kept, other, moderator)
    client = signed_in(make_person())

    client.post(f"/add-a-clinic/claim/{other.slug}/", {"words": "I work here.", "sending": sending(CLAIM)})

    assert Claim.objects.get().clinic == kept.clinic
    answer = client.get(f"/add-a-clinic/claim/{other.slug}/")
    assert answer.headers["Location"] == f"/add-a-clinic/claim/{kept.slug}/"


def test_programs_learn_where_a_listing_went(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House")
    merged(kept, other, moderator)

    assert json.loads(client.get("/merged.json").content) == {
        "merged": [
            {
                "id": str(other.uid),
                "slug": other.slug,
                "merged_into": str(kept.uid),
                "merged_on": timezone.localdate().isoformat(),
            }
        ]
    }
    found = client.get("/clinics.json").json()["results"]
    assert [one["id"] for one in found] == [str(kept.uid)]


def test_the_public_log_says_it_once_and_links_to_the_kept_one(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House")
    merged(kept, other, moderator, name=KEPT)

    event = Event.objects.get(kind="merged")
    assert (event.clinic, event.slug) == ("Gull House", other.slug)
    page = client.get("/about/moderation/").content.decode()
    assert f'href="/clinics/{kept.slug}/"' in page
    assert f'href="/clinics/{other.slug}/"' not in page


def test_no_cache_keeps_a_page_from_before(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House")
    before = client.get(f"/clinics/{kept.slug}/")
    number = Version.now().number

    merged(kept, other, moderator)

    assert Version.now().number > number
    answer = client.get(f"/clinics/{kept.slug}/", headers={"If-None-Match": before.headers["ETag"]})
    assert answer.status_code == 200
    assert Listing.objects.changed_since(number).count() == 2


# ---- what follows


def test_work_follows_to_the_kept_clinic(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    report = handling.receive(
        listing=other, reason="other", statement="", words="No.", key=uuid.uuid4(), at=timezone.now()
    )
    note = Note.objects.create(
        clinic=other.clinic, words="Called.", written_by=moderator, written_at=timezone.now()
    )
    claim = claims.create(clinic=other.clinic, by=make_person())
    Claim.objects.filter(pk=claim.pk).update(proved_at=timezone.now())

    merged(kept, other, moderator)

    for one in (report, note, claim):
        one.refresh_from_db()
        assert one.clinic == kept.clinic
    assert claim.proved_at is None  # a code of the other listing's address proves nothing here


def test_what_waits_of_the_merged_clinic_is_turned_down_as_a_duplicate(moderator):
    kept = listed("Tern House")
    sender = make_person()
    waiting = make_submission(name="Tern House", origin="proposal", by=sender)

    merge(
        kept=kept.clinic_id, merged=waiting.clinic_id, choices={}, by=moderator, words="It is there already."
    )

    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason, waiting.words) == ("rejected", "duplicate", "It is there already.")
    assert list(Mail.objects.filter(kind="decided").values_list("to", flat=True)) == [sender.email]
    assert Clinic.objects.get(pk=waiting.clinic_id).closed_at


def test_what_waits_of_the_kept_clinic_stays(moderator):
    kept, other = listed("Tern House"), listed("Gull House", website="https://t.example/")
    waiting = make_submission(kept.clinic, about="New.")

    merged(kept, other, moderator)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.based_on, kept.version) == ("pending", 1, 2)


def test_the_people_of_the_merged_listing_manage_the_kept_one_and_get_a_letter(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    owner = make_owner(other.clinic)

    merged(kept, other, moderator)

    kept.clinic.refresh_from_db()
    other.clinic.refresh_from_db()
    assert kept.clinic.organization.members.get() == owner
    assert other.clinic.organization is None
    assert list(Mail.objects.filter(kind="merged").values_list("to", flat=True)) == [owner.email]


def test_two_organizations_with_people_are_joined_first(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    make_owner(kept.clinic)
    make_owner(other.clinic)

    with pytest.raises(RefusedError, match="Join the two organizations first"):
        merged(kept, other, moderator)

    assert Listing.objects.public().count() == 2


def test_whoever_started_a_clinic_that_nobody_checked_does_not_get_the_listing(moderator):
    kept, clinic = listed("Tern House"), make_clinic(name="Tern House")
    started = make_owner(clinic)
    claim = claims.create(clinic=kept.clinic, by=make_person())

    merge(kept=kept.clinic_id, merged=clinic.pk, choices={}, by=moderator)

    kept.clinic.refresh_from_db()
    assert kept.clinic.organization is None
    assert not started.organizations.filter(clinics=kept.clinic).exists()
    assert Claim.objects.get() == claim


# ---- never again, and not to be raised again


def close_together():
    return [listed(name, zip="80202", phone="+13035550142") for name in ("Tern House", "Tern House")]


def duplicate_findings(submission):
    return [one.sentence for one in run_checks(submission, shown={}) if one.code == "duplicate"]


@pytest.mark.parametrize("decide", [not_the_same, other_site])
def test_a_decided_pair_is_not_found_again_by_checks_or_imports(decide, moderator):
    one, two = close_together()
    waiting = make_submission(one.clinic, about="New.", phone="+13035550142", name="Tern House")
    assert len(duplicate_findings(waiting)) == 1

    stored_findings.refresh(Submission.objects.waiting())
    ReviewFlag.objects.create(clinic=one.clinic, other=two.clinic, kind="likely_duplicate", shared=["phone"])

    decide(first=two.clinic_id, second=one.clinic_id, by=moderator)

    assert duplicate_findings(waiting) == []
    stored_findings.refresh(Submission.objects.waiting())
    waiting.refresh_from_db()
    assert [one.code for one in stored_findings.stored(waiting) if one.code == "duplicate"] == []
    assert ReviewFlag.objects.count() == 0
    finder = DuplicateFinder.for_all_clinics()
    assert [finder.find(clinic) for clinic in list(finder._by_pk.values())] == [[], []]


def test_a_merged_clinic_is_no_duplicate_and_its_rows_are_those_of_the_kept_one(moderator):
    one, two = close_together()
    merged(one, two, moderator)

    finder = DuplicateFinder.for_all_clinics()
    assert [clinic.pk for clinic in finder._by_pk.values()] == [one.clinic_id]
    finder = ClinicFinder("directory", None)
    assert set(finder._by_name_and_address.values()) == {one.clinic_id}


def test_flags_and_decided_pairs_of_the_merged_clinic_name_the_kept_one(moderator):
    one, two = close_together()
    third, fourth = listed("Third"), listed("Fourth")
    ReviewFlag.objects.create(clinic=one.clinic, other=two.clinic, kind="likely_duplicate", shared=["phone"])
    ReviewFlag.objects.create(
        clinic=third.clinic, other=two.clinic, kind="likely_duplicate", shared=["phone"]
    )
    not_the_same(first=two.clinic_id, second=fourth.clinic_id, by=moderator)

    merged(one, two, moderator)

    assert list(ReviewFlag.objects.values_list("clinic", "other")) == [(third.clinic_id, one.clinic_id)]
    assert ClinicPair.objects.of(one.clinic_id, fourth.clinic_id).get().verdict == "different"


# ---- what is refused


def test_only_a_moderator_who_belongs_to_neither_decides():
    kept, other = listed("Tern House"), listed("Gull House")
    for listing in (kept, other):
        own = make_member(listing.clinic)
        own.is_staff = True
        own.save()
        for act in (merge_two, not_the_same_two, other_site_two):
            with pytest.raises(OwnClinicError):
                act(kept, other, own)
    with pytest.raises(PermissionDenied):
        merge_two(kept, other, make_person())


def merge_two(one, two, by):
    return merge(kept=one.clinic_id, merged=two.clinic_id, choices={}, by=by)


def not_the_same_two(one, two, by):
    return not_the_same(first=one.clinic_id, second=two.clinic_id, by=by)


def other_site_two(one, two, by):
    return other_site(first=one.clinic_id, second=two.clinic_id, by=by)


@pytest.mark.parametrize("which", [0, 1])
def test_a_listing_that_was_taken_down_is_not_merged(which, moderator):
    two = [listed("Tern House"), listed("Gull House")]
    take_down(two[which])

    with pytest.raises(RefusedError, match="taken down"):
        merge_two(*two, moderator)


@pytest.mark.parametrize("act", [merge_two, not_the_same_two, other_site_two])
def test_a_clinic_is_not_paired_with_itself_or_with_none(act, moderator):
    one, gone = listed("Tern House"), Listing(clinic_id=10**9)

    with pytest.raises(RefusedError, match="one and the same"):
        act(one, one, moderator)
    with pytest.raises(RefusedError, match="no longer exists"):
        act(one, gone, moderator)


def test_a_content_that_breaks_a_rule_is_not_published(moderator):
    kept, other = listed("Tern House"), listed("Gull House", website="https://t.example/")
    Listing.objects.filter(pk=other.pk).update(website="ftp://t.example/")

    with pytest.raises(RefusedError):
        merge_two(kept, other, moderator)

    assert (Merge.objects.count(), Listing.objects.public().count()) == (0, 2)


def test_a_second_site_joins_only_an_organization_and_only_if_it_has_none(moderator):
    one, two = listed("Tern House"), listed("Gull House")
    with pytest.raises(RefusedError, match="no organization"):
        other_site(first=one.clinic_id, second=two.clinic_id, by=moderator, join=True)
    for listing, name in ((one, "Tern"), (two, "Gull")):
        organization = Organization.objects.create(name=name, slug=name.lower())
        Clinic.objects.filter(pk=listing.clinic_id).update(organization=organization)
    with pytest.raises(RefusedError, match="belongs to an organization already"):
        other_site(first=one.clinic_id, second=two.clinic_id, by=moderator, join=True)


def test_an_owner_cannot_ask_a_merged_listing_back(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    merged(kept, other, moderator)
    owner = make_owner(Clinic.objects.get(pk=other.clinic_id))

    with pytest.raises(RefusedError, match="merged with another one"):
        decisions.request_relisting(clinic=other.clinic, by=owner, terms=EDITION)


def test_two_clinics_that_were_never_published_become_one_waiting_one(moderator):
    one, two = make_submission(name="Tern House"), make_submission(name="Tern House")

    merge(kept=one.clinic_id, merged=two.clinic_id, choices={}, by=moderator)

    assert list(Submission.objects.order_by("pk").values_list("state", flat=True)) == ["pending", "rejected"]
    assert Listing.objects.count() == 0
