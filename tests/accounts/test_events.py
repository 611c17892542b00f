"""Events of accounts are recorded for moderators; and an idle moderator is signed out."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from directory.accounts import events as account_events
from directory.accounts import moderators
from directory.membership import members
from directory.models import AccountEvent
from tests.accounts.test_second_step import key_on
from tests.support import membership as people
from tests.support.accounts import PASSWORD, code_for, code_of, letters, link_in
from tests.support.factories import make_listing, make_member, make_moderator, make_owner, make_person

pytestmark = pytest.mark.django_db
NEW = "quite other words in a row"


def recorded():
    """(what happened, to whom, how often), in the order in which it began."""
    events = AccountEvent.objects.order_by("pk").select_related("account")
    return [(one.kind, one.account and one.account.email, one.count) for one in events]


def with_a_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def same_minute(monkeypatch):
    noon = timezone.now().replace(second=30)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return noon


def test_sign_ins_and_refused_ones_are_recorded(same_minute):
    user, browser = with_a_password(make_moderator(email="ada@example.com")), Client()
    for password in ("a guess", "another guess", PASSWORD):
        browser.post("/account/login/", {"login": user.email, "password": password})
    browser.post("/account/2fa/authenticate/", {"code": "000000"})
    browser.post("/account/2fa/authenticate/", {"code": code_of(user)})

    assert recorded() == [("refused", "ada@example.com", 3), ("signed_in", "ada@example.com", 1)]
    assert {one.minute for one in AccountEvent.objects.all()} == {
        same_minute.replace(second=0, microsecond=0)
    }


def test_what_was_typed_for_no_account_is_counted_and_not_kept(same_minute):
    for number in range(3):
        form = {"login": f"marker-{number}@example.com", "password": "marker"}
        Client().post("/account/login/", form)

    assert recorded() == [("refused", None, 3)]
    assert "marker" not in repr(list(AccountEvent.objects.values_list()))


def test_a_refusal_by_a_limit_is_recorded(same_minute):
    make_person("ada@example.com")
    for _try in range(12):
        Client().post("/account/login/", {"login": "Ada@example.com", "password": "a guess"})

    assert recorded() == [("refused", "ada@example.com", 10), ("held_back", "ada@example.com", 2)]


@pytest.mark.django_db(transaction=True)
def test_a_second_step_set_up_and_taken_away_is_kept():
    user, browser = with_a_password(make_person("ada@example.com")), Client()
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    code = code_for(key_on(browser.get("/account/2fa/totp/activate/")))
    browser.post("/account/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    browser.post("/account/2fa/recovery-codes/generate/")
    browser.post("/account/2fa/totp/deactivate/")

    kinds = [kind for kind, _email, _n in recorded()]
    assert {"signed_in", "factor_set", "codes", "factor_removed"} == set(kinds)


def test_a_new_password_and_a_new_address_are_kept(client, enter):
    enter(make_person("ada@example.com"))
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", change)
    client.post("/account/email/", {"email": "new@example.com", "action_add": ""})
    client.post(link_in(letters("new@example.com")[0]))

    assert {"password", "email"} <= {kind for kind, _email, _n in recorded()}


def test_a_change_of_rights_is_kept():
    user = make_person("ada@example.com")
    call_command("make_moderator", user.email)
    call_command("make_moderator", user.email, "--superuser")
    call_command("make_moderator", "new@example.com")

    rows = AccountEvent.objects.order_by("pk").values_list("kind", "account__email", "detail")
    assert list(rows) == [
        ("rights", "ada@example.com", "moderator"),
        ("rights", "ada@example.com", "superuser"),
        ("rights", "new@example.com", "moderator"),
    ]


def test_what_somebody_may_do_for_a_clinic_is_kept():
    listing = make_listing(name="Tern House", email=people.EMAIL)
    owner, member = make_owner(listing.clinic), make_member(listing.clinic)
    membership = member.memberships.get()
    members.change_role(membership=membership, role=people.OWNER, by=owner)
    members.remove_member(membership=membership, by=owner)
    people.proved(people.make_claim())

    assert list(AccountEvent.objects.order_by("pk").values_list("detail", flat=True)) == [
        "Owner, Tern House",
        "no longer a member, Tern House",
        "Owner, Tern House",
    ]


def test_moderators_read_what_happened_and_others_do_not(client, django_assert_num_queries):
    moderator = make_moderator()
    client.force_login(moderator)
    counted = []
    for number in (1, 3):
        while AccountEvent.objects.count() < number:
            account_events.record("refused", make_person(f"{AccountEvent.objects.count()}@else.example"))
        with django_assert_num_queries(5):
            page = client.get("/admin/accounts/")
        counted.append(page.text.count("Refused: a wrong password, code or passkey"))
    assert counted == [1, 3]
    assert "0@else.example" in page.text

    member = Client()
    member.force_login(make_member())
    assert member.get("/admin/accounts/").status_code == 403


def test_events_are_deleted_after_ninety_days():
    user, now = make_person(), timezone.now()
    for days in (0, 89, 91):
        account_events.record("signed_in", user, at=now - timedelta(days=days))
    call_command("forget_limits")

    assert AccountEvent.objects.count() == 2


# ---- away


@pytest.fixture
def clock(monkeypatch):
    begun = timezone.now()

    def later(**passed):
        monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(**passed))

    return later


def test_a_moderator_who_was_away_for_half_an_hour_is_signed_out(clock):
    browser = Client()
    browser.force_login(make_moderator())
    clock(minutes=29)
    assert browser.get("/admin/").status_code == 200
    clock(minutes=58)
    assert browser.get("/admin/").status_code == 200

    clock(minutes=89)

    assert browser.get("/admin/")["Location"] == "/account/login/?next=/admin/"
    clock(minutes=90)
    assert browser.get("/account/email/").status_code == 302


@pytest.mark.parametrize("address", ["/portal/", "/account/email/", "/add-a-clinic/asked/", "/account/2fa/"])
def test_an_idle_moderator_is_signed_out_of_every_page(clock, address):
    browser = Client()
    browser.force_login(make_moderator())
    clock(minutes=31)

    assert browser.get(address).status_code == 302


def test_an_idle_person_who_is_no_moderator_stays_signed_in(clock):
    browser = Client()
    browser.force_login(make_member())
    clock(hours=24)

    assert browser.get("/account/email/").status_code == 200


def test_the_time_of_the_last_request_is_stored_once_a_minute(clock, django_assert_num_queries):
    browser = Client()
    browser.force_login(make_moderator())
    clock(seconds=59)
    browser.get("/admin/")
    assert browser.session.modified is False
    before = browser.session[moderators.LAST_SEEN_KEY]
    clock(seconds=61)
    browser.get("/admin/")

    assert browser.session[moderators.LAST_SEEN_KEY] > before


def test_a_clock_that_was_ahead_keeps_nobody_in(clock):
    browser = Client()
    browser.force_login(make_moderator())
    clock(days=1)
    session = browser.session
    session[moderators.LAST_SEEN_KEY] = int(timezone.now().timestamp())
    session.save()
    clock(minutes=5)
    assert browser.get("/admin/").status_code == 200

    clock(minutes=36)

    assert browser.get("/admin/").status_code == 302


def test_a_public_page_does_not_ask_whether_a_moderator_is_there(clock):
    make_listing(name="Tern House", city="Denver", state="CO")
    browser = Client()
    browser.force_login(make_moderator())
    clock(minutes=31)

    assert browser.get("/clinics/").status_code == 200
    assert browser.session.session_key
