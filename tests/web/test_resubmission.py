"""A typed form is not lost: signed out, a right lost, a CSRF token too old, the database unavailable."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import signing
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.membership import claims
from directory.models import Clinic, Membership, Organization, Submission
from directory.web import rate_limit, resubmission
from tests.support.factories import (
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)
from tests.support.portal import error_sentences, form_values, main_text, portal_url, section_url

pytestmark = pytest.mark.django_db

BACK = str(resubmission.RESTORED_NOTICE)
LONG = "Two hours of typing, all of it in one go.\nYes."
PASSWORD = "correct horse battery staple"


@pytest.fixture
def clinic():
    return make_listing(
        name="Half Acre", about="We listen first.", zip="80202", email="desk@half-acre.example"
    ).clinic


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def signs_in(client, user, way):
    """Sign in by the form, as people do. Returns the page that it leads to."""
    opened = client.get(way)
    sent = form_values(opened) | {"login": user.email, "password": PASSWORD}
    return client.post("/account/login/", sent, follow=True)


def expire(client):
    """End the session on the server, so that the cookie is no longer valid."""
    client.session.flush()


def test_what_was_typed_comes_back_after_sign_in_and_is_not_saved_by_itself(clinic):
    member = with_password(make_member(clinic))
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {
        "about": "Two hours\nof typing.",
        "alias": "Half",
        "_save": "1",
    }
    expire(client)

    away = client.post(section_url(clinic), sent)
    login = client.get(away.url)
    back = signs_in(client, member, away.url)

    assert away.status_code == 302
    assert "You were signed out, so nothing was saved yet." in main_text(login)
    assert (back.status_code, error_sentences(back)) == (200, [BACK])
    assert (form_values(back)["about"], form_values(back)["alias"]) == ("Two hours\nof typing.", "Half")
    assert Clinic.objects.get().about == "We listen first."

    client.post(section_url(clinic), form_values(back) | {"_save": "1"})

    assert Clinic.objects.get().about == "Two hours\nof typing."


def test_what_was_typed_comes_back_once(clinic):
    member = with_password(make_member(clinic))
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}
    expire(client)
    signs_in(client, member, client.post(section_url(clinic), sent).url)

    assert form_values(client.get(section_url(clinic)))["about"] == "We listen first."


def test_what_was_typed_comes_back_behind_a_second_factor(clinic):
    member = with_password(make_member(clinic))
    TOTP.activate(member, generate_totp_secret())
    codes = RecoveryCodes.activate(member).get_unused_codes()
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}
    expire(client)
    asked = signs_in(client, member, client.post(section_url(clinic), sent).url)

    back = client.post(asked.request["PATH_INFO"], {"code": codes[0]}, follow=True)

    assert form_values(back)["about"] == "Mine."
    assert error_sentences(back) == [BACK]


def test_another_account_of_the_same_clinic_gets_none_of_it(clinic):
    first, second = with_password(make_member(clinic)), with_password(make_member(clinic))
    client = signed_in(first)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Of the first.", "_save": "1"}
    expire(client)

    other = signs_in(client, second, client.post(section_url(clinic), sent).url)
    assert form_values(other)["about"] == "We listen first."
    assert "Of the first." not in other.content.decode()

    client.post("/account/logout/")
    later = signs_in(client, first, f"/account/login/?next={section_url(clinic)}")
    assert form_values(later)["about"] == "We listen first."


def test_a_stored_form_expires_after_half_an_hour(clinic, monkeypatch):
    member = with_password(make_member(clinic))
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}
    expire(client)
    way = client.post(section_url(clinic), sent).url
    session = client.session
    session[resubmission.SESSION_KEY] = session[resubmission.SESSION_KEY] | {
        "at": timezone.now().timestamp() - resubmission.STORED_SECONDS - 1
    }
    session.save()

    assert form_values(signs_in(client, member, way))["about"] == "We listen first."


ANOTHERS = signing.Signer(salt="another").sign_object([1, 739_000])


@pytest.mark.parametrize("mark", ["", "nonsense", ANOTHERS])
def test_a_stranger_leaves_nothing_in_a_session(clinic, mark):
    client = Client()

    client.post(section_url(clinic), {"about": "a" * 1000, "typed_by": mark})

    assert client.session.get(resubmission.SESSION_KEY) is None


def test_an_owner_token_expires_after_a_week(clinic, rf):
    member = make_member(clinic)
    request = rf.post("/", {"typed_by": resubmission.owner_token(member)})
    assert resubmission.form_owner(request) == member.pk

    with pytest.MonkeyPatch.context() as patched:
        later = timezone.localdate() + timedelta(days=resubmission.MAX_FORM_AGE_DAYS + 1)
        patched.setattr(timezone, "localdate", lambda: later)
        assert resubmission.form_owner(request) is None


def test_a_form_that_is_too_large_to_store_is_shown_to_be_copied(clinic):
    client = Client()
    sent = {"about": "words " * 40_000, "typed_by": resubmission.owner_token(make_member(clinic))}

    response = client.post(section_url(clinic), sent)

    assert response.status_code == 403
    assert "words words words" in main_text(response)
    assert client.session.get(resubmission.SESSION_KEY) is None


# ---- each form


def forms(clinic, waiting):
    """name → (address of the page, address it is sent to, what is typed)."""
    admin = {name: reverse(f"admin:{name}", args=[pk]) for name, pk in waiting.items()}
    return {
        "decision": (
            admin["submission"],
            admin["submission_decision"],
            {"decision": "ask", "words": "Which study?"},
        ),
        "claim": (admin["claim"], admin["claim"], {"decision": "owner", "reason": "I called them."}),
        "removal": (admin["removal"], admin["removal"], {"reason": "spam", "words": "It is no clinic."}),
        "report": (admin["report"], admin["report"], {"act": "ask", "ask-words": "Is it true?"}),
        "close": (admin["report"], admin["report"], {"act": "close", "close-answer": "It is right."}),
        "evidence": (
            reverse("admin:evidence_add", query={"clinic": clinic.pk}),
            reverse("admin:evidence_add", query={"clinic": clinic.pk}),
            {"source": "Colorado DORA, by phone"},
        ),
    }


@pytest.mark.parametrize("name", ["decision", "claim", "removal", "report", "close", "evidence"])
def test_the_words_of_a_moderator_come_back_and_nothing_is_decided(clinic, name):

    moderator = make_moderator()
    submission = make_submission(clinic, about="New words.")
    waiting = {
        "submission": submission.pk,
        "submission_decision": submission.pk,
        "claim": claims.create(clinic=clinic, by=make_person(), words="I work here.").pk,
        "removal": clinic.pk,
        "report": clinic.reports.create(reference="K7M2Q9RTX4", reason="phone_wrong").pk,
    }
    shown, action, given = forms(clinic, waiting)[name]
    client = signed_in(moderator)
    sent = form_values(client.get(shown)) | given
    expire(client)
    away = client.post(action, sent)
    client.force_login(moderator)

    back = client.get(unquote(away.url.partition("next=")[2]))

    assert back.status_code == 200
    assert BACK in " ".join(back.content.decode().split())
    value = max(given.values(), key=len)
    assert value in form_values(back).values()
    submission.refresh_from_db()
    assert submission.state == "pending"
    assert clinic.listing.removed_at is None
    assert not clinic.verifications.exists()
    assert clinic.claims.get().state == "waiting"
    assert clinic.reports.get().state == "received"


def test_an_invitation_that_was_typed_comes_back(clinic):
    owner = make_owner(clinic)
    client, way = signed_in(owner), portal_url("members", clinic.organization)
    sent = form_values(client.get(way)) | {"email": "new@tern.example", "role": "editor"}
    expire(client)
    client.post(way, sent)
    client.force_login(owner)

    back = client.get(way)

    assert form_values(back)["email"] == "new@tern.example"
    assert not clinic.organization.invitations.exists()


@pytest.mark.parametrize("where", ["propose", "claim_clinic"])
def test_what_was_typed_to_join_comes_back(clinic, where):
    person = make_person()
    way = reverse(where, args=[clinic.listing.slug] if where == "claim_clinic" else [])
    client = signed_in(person)
    sent = form_values(client.get(way)) | {"words": "I am the office manager.", "name": "Harbor Light"}
    expire(client)
    client.post(way, sent)
    client.force_login(person)

    back = client.get(way)

    assert form_values(back)["words"] == "I am the office manager."
    assert BACK in error_sentences(back)
    assert not clinic.claims.exists()
    assert Submission.objects.count() == 1


# ---- a right that is lost, a page that is too old, a database that is away


def test_who_lost_the_clinic_while_typing_can_copy_what_they_typed(clinic):
    member = make_member(clinic)
    make_owner(clinic)
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Two hours of typing.", "_save": "1"}
    Membership.objects.filter(user=member).delete()

    response = client.post(section_url(clinic), sent)

    assert response.status_code == 403
    assert "What you typed" in main_text(response)
    assert "In the clinic’s words Two hours of typing." in main_text(response)


def test_who_lost_one_clinic_of_two_can_copy_what_they_typed(clinic):
    member = make_member(clinic)
    other = Organization.objects.create(name="Other", slug="other")
    Membership.objects.create(organization=other, user=member, role="editor")
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Two hours of typing.", "_save": "1"}
    Membership.objects.filter(user=member, organization=clinic.organization).delete()

    response = client.post(section_url(clinic), sent)

    assert response.status_code == 404
    assert "In the clinic’s words Two hours of typing." in main_text(response)


def test_a_moderator_who_is_one_no_longer_can_copy_the_words(clinic):
    moderator, submission = make_moderator(), make_submission(clinic, about="New words.")
    client = signed_in(moderator)
    sent = form_values(client.get(reverse("admin:submission", args=[submission.pk])))
    moderator.is_staff = False
    moderator.save()

    response = client.post(
        reverse("admin:submission_decision", args=[submission.pk]),
        sent | {"decision": "ask", "words": "Which study says so?"},
    )

    assert response.status_code == 403
    assert "Your words Which study says so?" in main_text(response)


def test_a_form_with_an_expired_csrf_token_is_offered_to_be_sent_again(clinic):
    member = make_member(clinic)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    sent = form_values(client.get(section_url(clinic))) | {
        "about": LONG,
        "_save": "1",
    }

    response = client.post(section_url(clinic), sent)
    again = form_values(response)

    assert response.status_code == 403
    assert again["about"] == LONG
    token = next(line for line in response.content.decode().split('"') if len(line) == 64)
    client.post(section_url(clinic), again | {"csrfmiddlewaretoken": token})
    assert Clinic.objects.get().about == LONG


def test_a_form_with_an_expired_csrf_token_is_stored_where_its_owner_is_signed_out(clinic):
    member = make_member(clinic)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}
    client.cookies.clear()  # the browser was closed, and has opened the page again

    away = client.post(section_url(clinic), sent)
    client.force_login(member)

    assert away.status_code == 302
    assert form_values(client.get(section_url(clinic)))["about"] == "Mine."


def test_another_site_gets_no_page_with_a_button_of_ours(clinic):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member(clinic))

    for mark in ("", resubmission.owner_token(make_person())):
        response = client.post(section_url(clinic), {"about": "Forged.", "typed_by": mark})
        assert response.status_code == 403
        assert b"Forged." not in response.content


def test_with_the_database_unavailable_the_page_holds_the_form_to_be_sent_again(clinic, monkeypatch):

    member = make_member(clinic)
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {
        "about": LONG,
        "_save": "1",
    }

    def away(*arguments, **named):
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as broken:
        broken.setattr("directory.roles.clinics", away)
        response = client.post(section_url(clinic), sent)

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    client.post(section_url(clinic), form_values(response))
    assert Clinic.objects.get().about == LONG


def test_a_submission_is_decided_by_what_was_brought_back_only_after_a_press(clinic):
    moderator, submission = make_moderator(), make_submission(clinic, about="New words.")
    client, way = signed_in(moderator), reverse("admin:submission_decision", args=[submission.pk])
    sent = form_values(client.get(reverse("admin:submission", args=[submission.pk]))) | {
        "decision": "ask",
        "words": "Which study says so?",
    }
    expire(client)
    client.post(way, sent)
    client.force_login(moderator)
    back = client.get(way)

    client.post(way, form_values(back) | {"decision": "ask"})

    submission.refresh_from_db()
    assert (submission.state, submission.words) == ("changes_requested", "Which study says so?")


def test_a_button_that_is_pressed_after_the_session_has_ended_leads_back_to_it(clinic):
    client = signed_in(make_member(clinic))
    expire(client)

    away = client.post(portal_url("confirmation", clinic), headers={"referer": "http://testserver/portal/"})

    assert away.url == "/account/login/?next=/portal/"
    assert "so nothing has changed. Sign in, then press the button again." in main_text(client.get(away.url))


def test_a_button_of_another_site_leads_nowhere_else(clinic):
    away = Client().post(
        portal_url("confirmation", clinic), headers={"referer": "https://evil.example/portal/"}
    )

    assert away.url == f"/account/login/?next={portal_url('confirmation', clinic)}"


def test_one_network_stores_a_limited_number_of_forms_and_sees_those_beyond(clinic):
    sent = {"about": "Two hours of typing.", "typed_by": resubmission.owner_token(make_member(clinic))}
    for _time in range(rate_limit.LIMITS["stored form"].attempts):
        assert Client().post(section_url(clinic), sent).status_code == 302
    client = Client()

    response = client.post(section_url(clinic), sent)

    assert response.status_code == 403
    assert "In the clinic’s words Two hours of typing." in main_text(response)
    assert client.session.get(resubmission.SESSION_KEY) is None


def test_a_sign_in_by_passkey_restores_the_usual_length_of_the_session(clinic):
    member = make_member(clinic)
    client = signed_in(member)
    sent = form_values(client.get(section_url(clinic))) | {"about": "Mine.", "_save": "1"}
    expire(client)
    client.post(section_url(clinic), sent)
    client.force_login(member)  # as a passkey does: nothing is said of how long

    client.get(section_url(clinic))

    assert client.session.get_expiry_age() > resubmission.STORED_SECONDS


def test_an_offering_that_was_typed_comes_back_after_sign_in(clinic):
    member = with_password(make_member(clinic))
    offering = clinic.offerings.create(route="iv")
    way = reverse("portal:offering", args=[clinic.pk, offering.pk])
    client = signed_in(member)
    typed = {"note": LONG, "insurers-0-payer": "aetna", "_save": "1"}
    sent = form_values(client.get(way)) | typed
    expire(client)

    back = signs_in(client, member, client.post(way, sent).url)

    again = form_values(back)
    assert (back.status_code, error_sentences(back)) == (200, [BACK])
    assert (again["note"], again["insurers-0-payer"]) == (LONG, "aetna")
    offering.refresh_from_db()
    assert (offering.note, offering.insurers) == ("", [])
    assert client.post(way, again | {"_save": "1"}).status_code == 302


def test_fields_of_rows_are_named_to_be_copied(clinic, rf):
    request = rf.post(
        "/",
        {
            "typed_by": resubmission.owner_token(make_member(clinic)),
            "insurers-0-payer": "aetna",
            "opening_times-1-opens": "9 am",
            "practitioners-0-name": "Bo Lund",
            "route": "combined",
        },
    )

    assert [(str(one.label), str(one.text)) for one in resubmission.typed_fields(request)] == [
        ("Insurer", "Aetna"),
        ("From", "9 am"),
        ("Name", "Bo Lund"),
        ("How it is given", "Two ways in one session"),
    ]
