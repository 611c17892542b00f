"""An address that only looks like somebody's is another one, wherever an address is looked up or compared."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from directory import roles
from directory.accounts import email_addresses
from directory.management.commands.import_clinics import find_user as named_by_import
from directory.membership import claims, codes, members
from directory.membership.errors import WrongAddressError
from directory.models import Claim, Code, Invitation, RateLimitCount
from directory.moderation.errors import RefusedError
from tests.support import factories
from tests.support import membership as people
from tests.support.accounts import PASSWORD, letters

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CHIEF = "chief@site.example"
# Each is upper-cased, lower-cased, folded or normalized to CHIEF somewhere: by PostgreSQL, Python or IDNA.
ALIKE = [
    "chief@s\N{LATIN SMALL LETTER DOTLESS I}te.example",
    "ch\N{LATIN SMALL LETTER DOTLESS I}ef@site.example",
    "chief@\N{LATIN SMALL LETTER LONG S}ite.example",
    "chief@S\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}TE.example",
    "chief@s\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}te.example",
    "ch\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}ef@site.example",
    "\N{CYRILLIC SMALL LETTER ES}hief@site.example",
    "chief@sit\N{CYRILLIC SMALL LETTER IE}.example",
    "chief@\N{FULLWIDTH LATIN SMALL LETTER S}ite.example",
    "chief@site\N{FULLWIDTH FULL STOP}example",
    "chief@site\N{IDEOGRAPHIC FULL STOP}example",
    "chief@si\N{ZERO WIDTH JOINER}te.example",
    "chief@si\N{SOFT HYPHEN}te.example",
    "chie\N{LATIN SMALL LIGATURE FI}@site.example",
    "chief@site.exam\N{MATHEMATICAL BOLD SMALL P}le",
    "chief@xn--ste-jhf.example",
]


def outcome(typed):
    try:
        return email_addresses.canonical(typed)
    except ValidationError:
        return None


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_no_look_alike_is_stored_as_what_it_looks_like(alike):
    assert outcome(alike) != CHIEF
    assert email_addresses.canonical_if_valid(alike) != CHIEF


def test_a_kelvin_sign_is_no_k():
    assert outcome("des\N{KELVIN SIGN}@site.example") is None
    assert outcome("desk@\N{KELVIN SIGN}ite.example") is None


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        (" Chief@Site.Example ", CHIEF),
        ("ada@B\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example", "ada@xn--bcher-kva.example"),
        ("ada@B\N{LATIN CAPITAL LETTER U WITH DIAERESIS}CHER.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.EXAMPLE", "ada@xn--bcher-kva.example"),
        ("Ada.O'Neil+clinic@mail.example", "ada.o'neil+clinic@mail.example"),
    ],
)
def test_an_address_is_stored_in_plain_lower_case(typed, canonical):
    assert email_addresses.canonical(typed) == canonical
    assert email_addresses.canonical(canonical) == canonical


NO_ADDRESS = ["", "ada", "ada@", "@site.example", "ada@site", "ada@" + "ü" * 70 + ".de", "root@localhost"]
NO_ADDRESS += [
    "root@LOCALHOST",
    "ada@[127.0.0.1]",
    "ada@[IPv6:::1]",
    "ada@b" + "\u0301\u0316" * 2_000 + ".de",
]


@pytest.mark.parametrize("typed", NO_ADDRESS)
def test_what_is_no_address_is_refused_in_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        email_addresses.canonical(typed)
    assert refusal.value.message.endswith(".")


@pytest.fixture(params=ALIKE, ids=ascii)
def stranger(request):
    """A confirmed account with a look-alike address, as an older release might have stored it."""
    user = factories.make_person("stranger@else.example")
    EmailAddress.objects.filter(user=user).update(email=request.param)
    get_user_model().objects.filter(pk=user.pk).update(email=request.param)
    return user


def test_a_look_alike_does_not_become_a_moderator(stranger):
    out = StringIO()
    call_command("make_moderator", CHIEF, stdout=out)
    stranger.refresh_from_db()

    assert not stranger.is_staff
    assert out.getvalue().startswith(f"There was no account {CHIEF}.")
    assert [one.to for one in letters()] == [CHIEF]


def test_a_command_says_the_address_that_it_made_a_moderator():
    factories.make_person("ada@xn--bcher-kva.example")
    out = StringIO()
    call_command("make_moderator", "Ada@B\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example", stdout=out)

    assert out.getvalue().startswith("ada@xn--bcher-kva.example is now a moderator")


def test_nothing_is_recorded_in_the_name_of_a_look_alike(stranger, tmp_path):
    get_user_model().objects.filter(pk=stranger.pk).update(is_staff=True)

    with pytest.raises(CommandError, match="No moderator has the address"):
        call_command("check_npi", str(tmp_path / "none.csv"), "--by", CHIEF)
    with pytest.raises(CommandError, match="There is no user"):
        named_by_import(CHIEF)


def test_an_invitation_is_not_for_a_look_alike(stranger):
    listing = people.listed()
    owner = factories.make_owner(listing.clinic)
    organization = owner.memberships.get().organization
    members.invite(organization=organization, email=CHIEF, role=people.EDITOR, by=owner)

    with pytest.raises(WrongAddressError):
        members.accept_invitation(invitation=Invitation.objects.get(), by=stranger)
    assert not roles.has_confirmed(stranger, CHIEF)
    assert "Tern House" not in people.signed_in(stranger).get(f"/join/{people.token_sent()}/").text


def test_a_member_with_a_look_alike_does_not_keep_anybody_from_being_invited(stranger):
    listing = people.listed()
    owner = factories.make_owner(listing.clinic)
    organization = owner.memberships.get().organization
    organization.memberships.create(user=stranger, role=people.EDITOR)

    members.invite(organization=organization, email=CHIEF, role=people.EDITOR, by=owner)

    assert [one.to for one in letters()] == [CHIEF]


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_inviting_a_look_alike_writes_to_nobody_else(alike):
    listing = people.listed()
    owner = factories.make_owner(listing.clinic)
    organization = owner.memberships.get().organization
    address = f"/portal/organizations/{organization.pk}/members/"
    page = people.signed_in(owner).post(address, {"email": alike, "role": "editor"})

    canonical = outcome(alike)
    assert page.status_code == (302 if canonical else 400)
    assert [one.to for one in letters()] == ([canonical] if canonical else [])


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_signing_up_with_a_look_alike_makes_another_account_or_none(alike):
    factories.make_person(CHIEF)
    Client().post("/account/signup/", {"email": alike, "password1": PASSWORD})

    canonical = outcome(alike)
    others = EmailAddress.objects.exclude(email=CHIEF)
    assert [one.email for one in others] == ([canonical] if canonical else [])
    assert CHIEF not in [one.to for one in letters()]


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_asking_for_a_new_password_with_a_look_alike_writes_to_nobody(alike):
    factories.make_person(CHIEF)
    Client().post("/account/password/reset/", {"email": alike})

    assert letters() == []


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_signing_in_with_a_look_alike_opens_nothing(alike):
    user = factories.make_person(CHIEF)
    user.set_password(PASSWORD)
    user.save()
    browser = Client()
    browser.post("/account/login/", {"login": alike, "password": PASSWORD})

    assert browser.get("/account/email/").status_code == 302


@pytest.mark.parametrize("alike", ALIKE, ids=ascii)
def test_changing_to_a_look_alike_gives_no_right_of_the_other(client, enter, alike):
    factories.make_person(CHIEF)
    user = enter(factories.make_person("stranger@else.example"))
    client.post("/account/email/", {"email": alike, "action_add": ""})
    user.emailaddress_set.update(verified=True, primary=False)

    canonical = outcome(alike)
    assert not roles.has_confirmed(user, CHIEF)
    assert user.emailaddress_set.filter(email=canonical).exists() == bool(canonical)


def test_one_domain_in_two_spellings_is_one_address():
    factories.make_person("ada@xn--bcher-kva.example")
    Client().post("/account/signup/", {"email": "ada@bücher.example", "password1": PASSWORD})

    assert EmailAddress.objects.count() == 1
    assert [one.subject.endswith("You already have an account") for one in letters()] == [True]


def test_one_domain_in_two_spellings_is_counted_once():
    for login in ("ada@bücher.example", "Ada@xn--bcher-kva.example"):
        Client().post("/account/login/", {"login": login, "password": "a guess"})

    assert sorted(RateLimitCount.objects.values_list("count", flat=True)) == [2, 2, 2]


@pytest.mark.parametrize("shown", ["DESK@Tern-House.example", "desk@tern-house.example"])
def test_a_code_goes_to_the_published_address_as_it_is_stored(shown):
    claim = people.make_claim(people.listed(email=shown))
    codes.send(claim=claim)

    assert Code.objects.get().sent_to == people.EMAIL


def test_a_code_opens_nothing_once_the_listing_shows_a_look_alike():
    listing = people.listed()
    claim = people.make_claim(listing)
    codes.send(claim=claim)
    factories.make_listing(listing.clinic, email="des\N{KELVIN SIGN}@tern-house.example")

    with pytest.raises(RefusedError, match="different e-mail"):
        claims.prove(claim=claim, typed=people.signs_sent())
    assert Claim.objects.get().state == Claim.State.WAITING
