"""A merge that is taken back: both clinics stand again as they stood, but for what was published since."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st

from directory.membership import claims
from directory.merging.content import BOTH, KEPT, MERGED
from directory.merging.merge import merge, not_the_same
from directory.merging.undo import undo_merge
from directory.models import (
    Claim,
    Clinic,
    ClinicPair,
    Event,
    JoinedOrganization,
    Listing,
    Mail,
    Merge,
    Note,
    Organization,
    ReviewFlag,
    Submission,
    Verification,
)
from directory.moderation import decisions, evidence
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)
from tests.support.published import days_ago, noon

pytestmark = pytest.mark.django_db

# What a merge that is taken back leaves changed: numbers that only rise, and the day of the publication.
NOT_COMPARED = {"version", "directory_version", "changed_at", "published_on"}


@pytest.fixture
def moderator():
    return make_moderator()


def listed(name="Tern House", on=10, **facts):
    return make_listing(name=name, at=noon(days_ago(on)), **facts)


def columns(listing):
    row = Listing.objects.filter(pk=listing.pk).values().get()
    return {name: value for name, value in row.items() if name not in NOT_COMPARED}


def clinic_columns(listing):
    clinic = Clinic.objects.get(pk=listing.clinic_id)
    own = {name: getattr(clinic, name) for name in ("organization_id", "closed_at", "source", "uid")}
    return own | snapshot_of_clinic(clinic)


def there_and_back(kept, other, by, **choices):
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices=choices, by=by)
    return undo_merge(merge=done, by=by)


TEXTS = st.sampled_from(["", "We listen first.", "We take our time."])
FACTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Tern House", "Gull House"]),
        "city": st.sampled_from(["Denver", "Boulder"]),
        "about": TEXTS,
        "phone": st.sampled_from(["", "+13035550142", "+13035550143"]),
        "route": st.sampled_from([[], ["iv"], ["iv", "im"]]),
        "fasting_hours": st.sampled_from([None, 0, 4]),
        "practitioners": st.lists(
            st.sampled_from(
                [{"name": "Ines Vale"}, {"name": "Ines Vale", "license": "md"}, {"name": "Bo Rook"}]
            ),
            max_size=2,
            unique_by=lambda one: one["name"],
        ),
        "offerings": st.sampled_from([[], [{"route": "im", "note": "In a quiet room."}]]),
    }
)
SIDES = st.tuples(
    FACTS, st.integers(2, 30), st.sampled_from(["portal", "import"]), st.booleans(), st.booleans()
)


def published(facts, on, origin, confirmed, checked, by):
    listing = make_listing(**facts, origin=origin, source="A file", at=noon(days_ago(on)))
    if confirmed:
        decisions.confirm(listing=listing, by=None, at=noon(days_ago(1)))
    if checked:
        seen(listing, "name", by)
    return listing


def seen(listing, statement, by, **facts):
    listing.refresh_from_db()
    given = {"kind": "document_seen", "about": "other", "source": "A letter", "seen_on": days_ago(1)} | facts
    one = Verification(statement=statement, **given)
    evidence.record(clinic=listing.clinic, verifications=[one], version=listing.version, by=by)


@pytest.mark.slow
@given(
    ours=SIDES,
    theirs=SIDES,
    choices=st.dictionaries(
        st.sampled_from(["name", "about", "phone", "street", "practitioners", "offerings", "route"]),
        st.sampled_from([KEPT, MERGED, BOTH, "nonsense"]),
    ),
)
@searching(max_examples=12)
def test_a_merge_taken_back_gives_both_listings_back_column_by_column(ours, theirs, choices):
    with transaction.atomic():
        by = make_moderator()
        kept, other = published(*ours, by), published(*theirs, by)
        before = [(columns(one), clinic_columns(one)) for one in (kept, other)]

        there_and_back(kept, other, by, **choices)

        assert [(columns(one), clinic_columns(one)) for one in (kept, other)] == before
        transaction.set_rollback(True)


def test_the_merged_listing_is_back_at_its_address(moderator, client):
    kept, other = listed("Tern House"), listed("Gull House", about="Theirs.")

    there_and_back(kept, other, moderator)

    page = client.get(f"/clinics/{other.slug}/")
    assert (page.status_code, "Theirs." in page.content.decode()) == (200, True)
    assert client.get("/merged.json").json() == {"merged": []}
    answer = client.get(f"/clinics/{kept.slug}/history/{other.slug}/")
    assert answer.headers["Location"] == f"/clinics/{other.slug}/history/"
    kinds = Event.objects.filter(slug=other.slug).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["published", "merged", "merge_undone"]


def test_the_people_of_both_hear_of_it_once(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    owner = make_owner(other.clinic)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)

    undo_merge(merge=done, by=moderator)

    letter = Mail.objects.get(kind="merge_undone")
    assert letter.to == owner.email
    assert "one listing of Tern House and Gull House" in letter.text


def test_a_listing_that_the_merge_renamed_has_its_address_back(moderator, client):
    listed("Tern House")
    kept, other = listed("Tern House"), listed("Gull House", on=2)
    assert kept.slug == "tern-house-denver-2"

    there_and_back(kept, other, moderator)

    kept.refresh_from_db()
    assert kept.slug == "tern-house-denver-2"
    assert client.get("/clinics/gull-house-denver-2/").headers["Location"] == "/clinics/tern-house-denver-2/"


def test_what_was_published_since_stays(moderator):
    kept, other = listed(about="Ours.", on=20), listed(about="Theirs.", fasting_hours=6, on=5)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    make_listing(kept.clinic, about="Newer.", fasting_hours=6)

    undone = undo_merge(merge=done, by=moderator)

    kept.refresh_from_db()
    assert (kept.about, kept.fasting_hours, undone.left) == ("Newer.", None, ["about"])


def test_a_confirmation_since_is_not_about_what_goes_back(moderator):
    kept, other = listed(about="Ours.", phone="+13035550142", on=20), listed(about="Theirs.", on=5)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    kept.refresh_from_db()
    decisions.confirm(listing=kept, by=None, at=noon(days_ago(1)))

    undo_merge(merge=done, by=moderator)

    kept.refresh_from_db()
    assert kept.about == "Ours."
    assert (kept.last_stated_on("about"), kept.last_stated_on("phone")) == (days_ago(20), days_ago(1))


def test_the_working_copy_goes_back_and_keeps_what_is_being_edited(moderator):
    kept, other = listed(about="Ours.", on=20), listed(about="Theirs.", fasting_hours=6, on=5)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    change(Clinic.objects.get(pk=kept.clinic_id), about="A draft.")

    undo_merge(merge=done, by=moderator)

    draft = Clinic.objects.get(pk=kept.clinic_id)
    assert (draft.about, draft.fasting_hours) == ("A draft.", None)


def test_evidence_goes_back_with_its_statement(moderator):
    kept, other = listed(about="Ours.", on=20), listed(about="Theirs.", on=5)
    seen(kept, "about", moderator)
    seen(other, "about", moderator, source="Another letter")
    before = [columns(one)["evidence"] for one in (kept, other)]
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={"about": MERGED}, by=moderator)
    assert [one["source"] for one in Listing.objects.get(pk=kept.pk).evidence] == ["Another letter"]

    undo_merge(merge=done, by=moderator)

    assert [columns(one)["evidence"] for one in (kept, other)] == before


def test_what_followed_goes_back(moderator):
    kept, other, third = listed("Tern House"), listed("Gull House"), listed("Third")
    owner = make_owner(other.clinic)
    note = Note.objects.create(
        clinic=other.clinic, words="Called.", written_by=moderator, written_at=timezone.now()
    )
    claim = claims.create(clinic=other.clinic, by=make_person())
    Claim.objects.filter(pk=claim.pk).update(proved_at=noon(days_ago(1)))
    not_the_same(first=kept.clinic_id, second=other.clinic_id, by=moderator)
    not_the_same(first=other.clinic_id, second=third.clinic_id, by=moderator)
    pairs = set(ClinicPair.objects.values_list("first", "second", "verdict", "decided_at"))
    for clinic, named in ((kept, other), (other, third), (third, kept)):
        ReviewFlag.objects.create(clinic=clinic.clinic, other=named.clinic, kind="likely_duplicate")
    flags = set(ReviewFlag.objects.values_list("clinic", "other"))

    there_and_back(kept, other, moderator)

    for one in (note, claim):
        one.refresh_from_db()
        assert one.clinic == other.clinic
    assert claim.proved_at == noon(days_ago(1))
    assert Clinic.objects.get(pk=other.clinic_id).organization.members.get() == owner
    assert Clinic.objects.get(pk=kept.clinic_id).organization is None
    assert set(ReviewFlag.objects.values_list("clinic", "other")) == flags
    assert set(ClinicPair.objects.values_list("first", "second", "verdict", "decided_at")) == pairs


def test_an_organization_that_was_joined_since_is_the_one_it_was_joined_to(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    make_owner(other.clinic)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    gone, joined = other.clinic.organization, Organization.objects.create(name="Heron", slug="heron")
    Clinic.objects.filter(pk=kept.clinic_id).update(organization=joined)
    JoinedOrganization.objects.create(
        kept=joined, name=gone.name, slug=gone.slug, joined_by=moderator, joined_at=timezone.now()
    )
    gone.delete()

    undo_merge(merge=done, by=moderator)

    assert Clinic.objects.get(pk=other.clinic_id).organization == joined


def test_what_was_turned_down_waits_again_as_a_copy(moderator):
    kept = listed("Tern House")
    waiting = make_submission(name="Tern House", origin="proposal", by=make_person())

    done = merge(kept=kept.clinic_id, merged=waiting.clinic_id, choices={}, by=moderator)
    undo_merge(merge=done, by=moderator)

    copy = Submission.objects.get(clinic=waiting.clinic_id, state="pending")
    assert (copy.content, copy.opened_by) == (waiting.content, moderator)
    assert Clinic.objects.get(pk=waiting.clinic_id).closed_at is None


def test_merges_are_taken_back_in_their_order(moderator):
    one, two, three = listed("One"), listed("Two"), listed("Three")
    first = merge(kept=two.clinic_id, merged=one.clinic_id, choices={}, by=moderator)
    second = merge(kept=three.clinic_id, merged=two.clinic_id, choices={}, by=moderator)
    with pytest.raises(RefusedError, match="Take that merge back first"):
        undo_merge(merge=first, by=moderator)

    undo_merge(merge=second, by=moderator)
    assert Listing.objects.get(pk=one.pk).merged_into == two
    undo_merge(merge=first, by=moderator)

    assert Listing.objects.public().count() == 3


def test_a_merge_is_taken_back_once_and_not_while_the_kept_listing_is_down(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    take_down(Listing.objects.get(pk=kept.pk))
    with pytest.raises(RefusedError, match="taken down since"):
        undo_merge(merge=done, by=moderator)

    kept, other = listed("Heron House"), listed("Wren House")
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    undo_merge(merge=done, by=moderator)
    with pytest.raises(RefusedError, match="already taken back"):
        undo_merge(merge=Merge.objects.get(pk=done.pk), by=moderator)


def test_a_moderator_of_the_organization_that_gets_its_clinic_back_does_not_decide(moderator):
    kept, other = listed("Tern House"), listed("Gull House")
    own = make_owner(other.clinic)
    done = merge(kept=kept.clinic_id, merged=other.clinic_id, choices={}, by=moderator)
    own.is_staff = True
    own.save()
    Clinic.objects.filter(pk=kept.clinic_id).update(organization=None)

    with pytest.raises(OwnClinicError):
        undo_merge(merge=done, by=own)


def test_a_draft_is_a_draft_again(moderator):
    kept, draft = listed("Tern House"), make_clinic(name="Tern House")

    done = merge(kept=kept.clinic_id, merged=draft.pk, choices={}, by=moderator)
    undo_merge(merge=done, by=moderator)

    assert Clinic.objects.get(pk=draft.pk).closed_at is None
    assert Listing.objects.count() == 1
