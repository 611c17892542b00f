"""Tokens of an organization: their secrets, who may make and revoke them, when they work, their uses."""

import hashlib
import re
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.models import ApiToken, ApiUse
from directory.moderation.errors import RefusedError
from directory.organizations import tokens
from tests.support.factories import make_member, make_owner
from tests.support.portal import form_values, main_text

pytestmark = pytest.mark.django_db


def address(chain, name="tokens", *more):
    return reverse(f"portal:{name}", args=[chain.pk, *more])


@pytest.fixture
def made(chain, owner):
    return tokens.make(organization=chain, name="Price list", by=owner)


def press_make(client, chain, name):
    sent = form_values(client.get(address(chain))) | {"name": name}
    return client.post(address(chain), sent)


def secret_in(response):
    return re.findall(r"kcd_[a-z2-7]{32}", response.content.decode())


# ---- the secret


def test_a_secret_has_160_bits_and_no_two_are_alike(chain, owner):
    secrets = {
        tokens.make(organization=chain, name=str(n), by=owner).secret for n in range(tokens.MAX_TOKENS)
    }

    assert all(tokens.SECRET.fullmatch(secret) for secret in secrets)
    assert (len(secrets), 32 * 5) == (tokens.MAX_TOKENS, 160)


def test_the_table_holds_an_hmac_and_not_the_secret_or_its_hash(made):
    row = ApiToken.objects.filter(pk=made.token.pk).values().get()

    assert bytes(row["digest"]) not in (
        made.secret.encode(),
        hashlib.sha256(made.secret.encode()).digest(),
    )
    assert made.secret not in repr(row)
    assert row["start"] == made.secret[:8]


def test_the_page_shows_the_secret_once(client, chain, owner):
    first = press_make(client, chain, "Price list")

    (secret,) = secret_in(first)
    assert first["Cache-Control"] == "no-store"
    assert "It works." in main_text(first)
    assert secret_in(client.get(address(chain))) == []
    assert tokens.find(secret).name == "Price list"


def test_a_form_that_is_posted_twice_makes_one_token(client, chain, owner):
    sent = form_values(client.get(address(chain))) | {"name": "Price list"}
    client.post(address(chain), sent)

    again = client.post(address(chain), sent)

    assert again.status_code == 400
    assert "There is a token with this name. Its secret was shown once." in main_text(again)
    assert ApiToken.objects.count() == 1
    assert form_values(again)["name"] == "Price list"


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "a\0b"])
def test_a_name_is_needed_and_limited(client, chain, owner, name):
    assert press_make(client, chain, name).status_code == 400
    assert ApiToken.objects.count() == 0


def test_an_organization_has_ten_tokens_that_work(chain, owner):
    for number in range(10):
        made = tokens.make(organization=chain, name=str(number), by=owner)

    with pytest.raises(RefusedError, match="You have 10 tokens"):
        tokens.make(organization=chain, name="one more", by=owner)
    tokens.revoke(token=made.token, by=owner)
    tokens.make(organization=chain, name="one more", by=owner)


# ---- who may


def test_an_editor_sees_the_tokens_and_their_uses_and_makes_and_revokes_none(client, chain, made, clinics):
    client.force_login(make_member(clinics[0]))
    page = client.get(address(chain))

    assert "Price list" in main_text(page)
    assert "name" not in form_values(page)
    assert client.get(address(chain, "token_uses", made.token.pk)).status_code == 200
    assert client.post(address(chain), {"name": "Mine"}).status_code == 403
    assert client.post(address(chain, "token_revocation", made.token.pk)).status_code == 403
    assert tokens.find(made.secret) == made.token


def test_the_function_refuses_who_is_no_owner(chain, made, clinics):
    editor = make_member(clinics[0])

    with pytest.raises(PermissionDenied):
        tokens.make(organization=chain, name="x", by=editor)
    with pytest.raises(PermissionDenied):
        tokens.revoke(token=made.token, by=editor)


def test_another_organizations_token_has_no_page_here(client, made, theirs):
    client.force_login(make_owner(theirs))
    organization = theirs.organization

    assert client.get(address(organization, "token_uses", made.token.pk)).status_code == 404
    assert client.post(address(organization, "token_revocation", made.token.pk)).status_code == 404


# ---- when a token works


def test_a_revoked_token_does_not_work_and_stays_in_the_list(client, chain, made, owner):
    client.post(address(chain, "token_revocation", made.token.pk))

    assert tokens.find(made.secret) is None
    assert "Revoked on" in main_text(client.get(address(chain)))


@pytest.mark.parametrize("change", [{"role": "editor"}, None])
def test_a_token_works_only_while_its_maker_is_an_owner(client, chain, made, owner, clinics, change):
    make_owner(clinics[0])
    memberships = chain.memberships.filter(user=owner)
    if change:
        memberships.update(**change)
    else:
        memberships.delete()
        client.force_login(make_owner(clinics[0]))

    assert tokens.find(made.secret) is None
    assert "It does not work, because the person who made it is no longer an owner." in main_text(
        client.get(address(chain))
    )


def test_a_token_of_a_closed_account_does_not_work(made, owner):
    owner.is_active = False
    owner.save()

    assert tokens.find(made.secret) is None


def test_an_owner_of_another_organization_does_not_keep_it_alive(chain, made, owner, theirs):
    chain.memberships.filter(user=owner).update(role="editor")
    theirs.organization.memberships.create(user=owner, role="owner")

    assert tokens.find(made.secret) is None


def test_a_token_outlives_a_change_of_the_sites_key_while_the_old_one_is_a_fallback(made, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 5
    assert tokens.find(made.secret) is None
    settings.SECRET_KEY_FALLBACKS = [old]

    assert tokens.find(made.secret) == made.token


# ---- how it is looked up


def test_the_lookup_is_by_the_digest_of_the_whole_secret_in_one_query(made, django_assert_num_queries):
    almost = made.secret[:-1] + ("a" if made.secret[-1] != "a" else "b")
    for secret in (made.secret, almost, "kcd_" + "a" * 32):
        with django_assert_num_queries(1) as queries:
            tokens.find(secret)
        digest = salted_hmac(
            "directory.organizations.tokens", secret, secret=settings.SECRET_KEY, algorithm="sha256"
        )
        (query,) = queries.captured_queries
        assert digest.hexdigest() in query["sql"]
        assert secret not in query["sql"]


def test_the_digest_is_compared_in_constant_time(made):
    with mock.patch("directory.organizations.tokens.hmac.compare_digest", return_value=False) as compare:
        assert tokens.find(made.secret) is None

    assert compare.call_count == 1


@pytest.mark.parametrize("secret", ["", "kcd_", "kcd_" + "A" * 32, "kcd_" + "a" * 33, "x" * 10_000, "kcd_\0"])
def test_what_is_no_secret_asks_the_database_nothing(db, django_assert_num_queries, secret):
    with django_assert_num_queries(0):
        assert tokens.find(secret) is None


# ---- uses


def test_uses_are_shown_and_deleted_after_180_days(client, chain, made, owner, clinics):
    now = timezone.now()
    for days in (0, 179, 181):
        tokens.log_use(
            token=made.token,
            act="GET api_clinic",
            status=200,
            clinic=clinics[0],
            at=now - timedelta(days=days),
        )

    call_command("forget_limits")

    assert ApiUse.objects.count() == 2
    text = main_text(client.get(address(chain, "token_uses", made.token.pk)))
    assert text.count("Read a clinic Ninefold 0") == 2
    assert "Last used:" in main_text(client.get(address(chain)))
