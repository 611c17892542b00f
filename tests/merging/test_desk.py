"""The pages of duplicates at the desk: lists of pairs, two clinics side by side, three decisions, undo."""

import pytest
from django.urls import reverse

from directory.models import ClinicPair, Listing, Merge, ReviewFlag
from tests.support.factories import make_clinic, make_listing, make_member, make_moderator, make_submission
from tests.support.html import elements
from tests.support.portal import form_values, main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    user = make_moderator()
    client.force_login(user)
    return user


@pytest.fixture
def two():
    kept = make_listing(name="Tern House", phone="+13035550142", about="We listen first.", zip="80202")
    other = make_listing(
        name="Tern House Clinic", phone="+13035550142", website="https://tern.example/", zip="80202"
    )
    return kept, other


def address(kept, other):
    return reverse("admin:duplicate_pair", args=[kept.clinic_id, other.clinic_id])


def flag(one, other, **facts):
    return ReviewFlag.objects.create(
        clinic_id=one.clinic_id, other_id=other.clinic_id, kind="likely_duplicate", shared=["phone"], **facts
    )


def pairs_shown(response):
    links = [one.get("href", "") for one in elements(response.content) if one.tag.endswith("}a")]
    return [link for link in links if link.startswith("/admin/duplicates/") and link.count("/") == 5]


def test_a_pair_that_an_import_flagged_is_listed_once_until_somebody_decides(client, moderator, two):
    flag(*two)
    flag(*reversed(two))
    assert pairs_shown(client.get("/admin/duplicates/")) == [address(two[1], two[0])]

    client.post(address(*two), {"act": "different"})

    assert pairs_shown(client.get("/admin/duplicates/")) == []
    assert ClinicPair.objects.get().verdict == "different"


def test_the_list_makes_as_many_queries_for_one_pair_as_for_many(
    client, moderator, two, django_assert_num_queries
):
    flag(*two)
    client.get("/admin/duplicates/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/admin/duplicates/")
    for number in range(3):
        flag(make_listing(name=f"Clinic {number}"), two[0])
    with django_assert_num_queries(LIST_QUERIES):
        assert len(pairs_shown(client.get("/admin/duplicates/"))) == 4


LIST_QUERIES = 8


def test_what_waits_is_compared_with_what_is_listed(client, moderator, two):
    waiting = make_submission(name="Tern House", phone="+13035550142", zip="80202")

    shown = pairs_shown(client.get("/admin/duplicates/?show=waiting"))

    assert sorted(shown) == sorted(
        reverse("admin:duplicate_pair", args=[one.clinic_id, waiting.clinic_id]) for one in two
    )


def test_one_clinic_is_compared_with_the_others_by_its_own_details(client, moderator, two):
    shown = pairs_shown(client.get(f"/admin/duplicates/?clinic={two[0].clinic_id}"))

    assert shown == [reverse("admin:duplicate_pair", args=[two[1].clinic_id, two[0].clinic_id])]


@pytest.mark.parametrize(
    "typed", ["{slug}", "/clinics/{slug}/", "https://x.example/clinics/{slug}/history/", "{pk}", "{uid}"]
)
def test_any_two_are_compared_by_number_or_address(client, moderator, two, typed):
    one, other = (typed.format(slug=one.slug, pk=one.clinic_id, uid=one.uid) for one in two)

    answer = client.get("/admin/duplicates/", {"one": one, "other": other})

    assert (answer.status_code, answer.headers["Location"]) == (302, address(*two))


@pytest.mark.parametrize("typed", ["", "nowhere", "0", "9" * 30, "https://[", "😀"])
def test_an_unknown_clinic_is_asked_for_again(client, moderator, two, typed):
    answer = client.get("/admin/duplicates/", {"one": two[0].slug, "other": typed})

    assert answer.status_code == 400
    assert "Enter the number of a clinic, or the address of its page." in main_text(answer)


def test_a_clinic_is_not_compared_with_itself(client, moderator, two):
    answer = client.get("/admin/duplicates/", {"one": two[0].slug, "other": str(two[0].clinic_id)})

    assert answer.status_code == 400
    assert "one and the same clinic" in main_text(answer)
    assert client.get(address(two[0], two[0])).status_code == 404


def test_both_are_shown_with_what_each_says_and_the_newest_word_chosen(client, moderator, two):
    answer = client.get(address(*two))

    sent = form_values(answer)
    assert sent["take-about"] == ["kept"]
    assert sent["take-website"] == ["merged"]
    text = main_text(answer)
    assert "We listen first." in text
    assert "Published first on" in text


def test_the_merge_does_what_the_page_proposes(client, moderator, two):
    kept, other = two
    sent = form_values(client.get(address(*two))) | {"act": "merge"}

    answer = client.post(address(*two), sent, follow=True)

    assert "The two are one listing now." in main_text(answer)
    kept.refresh_from_db()
    assert (kept.about, kept.website) == ("We listen first.", "https://tern.example/")
    assert Listing.objects.get(pk=other.pk).merged_into == kept
    shown = client.get("/admin/duplicates/?show=merged")
    assert reverse("admin:merge_undo", args=[Merge.objects.get().pk]) in shown.content.decode()


def test_pressed_twice_it_is_one_merge(client, moderator, two):
    sent = form_values(client.get(address(*two))) | {"act": "merge"}
    client.post(address(*two), sent)

    answer = client.post(address(*two), sent)

    assert (answer.status_code, Merge.objects.count()) == (302, 1)


def test_what_changed_meanwhile_is_looked_at_again(client, moderator, two):
    sent = form_values(client.get(address(*two))) | {"act": "merge", "take-about": "merged"}
    make_listing(two[0].clinic, about="New words.")

    answer = client.post(address(*two), sent)

    assert answer.status_code == 409
    assert "changed after you opened this page" in main_text(answer)
    assert form_values(answer)["take-about"] == ["merged"]
    assert Merge.objects.count() == 0


def test_a_form_without_a_button_says_so(client, moderator, two):
    answer = client.post(address(*two), {})

    assert answer.status_code == 400
    assert "Press one of the three buttons." in main_text(answer)


@pytest.mark.parametrize("act", ["merge", "other_site", "different"])
def test_nobody_decides_about_their_own_organization(client, two, act):
    user = make_member(two[1].clinic)
    user.is_staff = True
    user.save()
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)

    assert "another moderator has to decide" in main_text(client.get(address(*two)))
    assert client.post(address(*two), {"act": act}).status_code == 403
    assert (Merge.objects.count(), ClinicPair.objects.count()) == (0, 0)


def test_another_site_joins_the_organization_only_if_the_moderator_says_so(client, moderator, two):
    kept, other = two
    make_member(kept.clinic)
    client.post(address(*two), {"act": "other_site"})
    other.clinic.refresh_from_db()
    assert (ClinicPair.objects.get().verdict, other.clinic.organization) == ("other_site", None)

    client.post(address(*two), {"act": "other_site", "join": "1"})

    other.clinic.refresh_from_db()
    assert other.clinic.organization == kept.clinic.organization


def test_a_merge_is_undone_by_one_press(client, moderator, two):
    client.post(address(*two), form_values(client.get(address(*two))) | {"act": "merge"})
    merge = Merge.objects.get()

    answer = client.post(reverse("admin:merge_undo", args=[merge.pk]), follow=True)

    assert "Both clinics stand on their own again." in main_text(answer)
    again = client.post(reverse("admin:merge_undo", args=[merge.pk]), follow=True)
    assert "This merge was already taken back." in again.content.decode()


def test_a_draft_of_an_import_is_merged_into_a_listing(client, moderator, two):
    draft = make_clinic(name="Tern House", about="Draft.")
    page = reverse("admin:duplicate_pair", args=[two[0].clinic_id, draft.pk])

    answer = client.get(page)

    assert form_values(answer)["take-about"] == ["kept"]
    assert "It was never published." in main_text(answer)
    assert client.post(page, form_values(answer) | {"act": "merge"}).status_code == 302


def test_the_published_one_of_the_two_is_the_one_to_keep(client, moderator, two):
    draft = make_clinic(name="Tern House")
    page = reverse("admin:duplicate_pair", args=[draft.pk, two[0].clinic_id])

    assert "Keep that one, so that its address stays." in main_text(client.get(page))
    assert client.post(page, {"act": "merge"}).status_code == 409
