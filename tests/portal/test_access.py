"""Every address of the portal and of the desk, requested in every role: which status each gets.

The addresses come from the URL configuration, so that a new one without a row here fails.
"""

import re
import uuid
from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from directory.batches import start
from directory.mail import queue
from directory.membership import claims, members
from directory.merging.merge import merge
from directory.models import Mail, Offering, SavedReply, Verification
from directory.moderation import availability, thread
from directory.organizations import tokens
from directory.reports import handling
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)
from tests.support.published import days_ago, noon

pytestmark = pytest.mark.django_db

ROLES = "stranger patient other editor owner factorless moderator superuser".split()  # noqa: SIM905
# other: the owner of another organization. factorless: a moderator without a second factor.

# Address → what GET and POST answer to each of ROLES, in their order.
TABLE = {
    "portal:members": ("login 403 404 200 200 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:member_role": ("login 403 405 405 405 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:member_removal": ("login 403 405 405 405 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:leaving": ("login 403 405 405 405 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:invitation_withdrawal": (
        "login 403 405 405 405 403 403 403",
        "login 403 404 403 302 403 403 403",
    ),
    "portal:site": ("login 403 404 403 200 403 403 403", "login 403 404 403 400 403 403 403"),
    "portal:organization": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:confirm_all": ("login 403 404 200 200 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:copy": ("login 403 404 200 200 403 403 403", "login 403 404 404 404 403 403 403"),
    "portal:sheet": ("login 403 404 200 200 403 403 403", "login 403 404 400 400 403 403 403"),
    "portal:sheet_file": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:sheet_sending": ("login 403 405 405 405 403 403 403", "login 403 404 400 400 403 403 403"),
    "portal:tokens": ("login 403 404 200 200 403 403 403", "login 403 404 403 200 403 403 403"),
    "portal:token_uses": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:token_revocation": ("login 403 405 405 405 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:index": ("login 403 200 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:clinic": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:preview": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:sending": ("login 403 404 200 200 403 403 403", "login 403 404 400 400 403 403 403"),
    "portal:taking_back": ("login 403 405 405 405 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:confirmation": ("login 403 405 405 405 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:availability": ("login 403 404 200 200 403 403 403", "login 403 404 400 400 403 403 403"),
    "portal:removal": ("login 403 404 403 200 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:coming_back": ("login 403 404 403 302 403 403 403", "login 403 404 403 302 403 403 403"),
    "portal:offerings": ("login 403 404 200 200 403 403 403", "login 403 404 409 409 403 403 403"),
    "portal:offering": ("login 403 404 200 200 403 403 403", "login 403 404 409 409 403 403 403"),
    "portal:offering_copy": ("login 403 405 405 405 403 403 403", "login 403 404 409 409 403 403 403"),
    "portal:offering_removal": ("login 403 404 200 200 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:timeline": ("login 403 404 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:messages": ("login 403 200 200 200 403 403 403", "login 403 405 405 405 403 403 403"),
    "portal:thread": ("login 403 404 200 200 403 403 403", "login 403 404 400 400 403 403 403"),
    "portal:message_settled": ("login 403 405 405 405 403 403 403", "login 403 404 302 302 403 403 403"),
    "portal:reminders": ("login 403 405 405 405 403 403 403", "login 403 404 302 404 403 403 403"),
    "portal:directory_clinic_change": (
        "login 403 404 200 200 403 403 403",
        "login 403 404 409 409 403 403 403",
    ),
    "admin:claims": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:claim": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:organizations": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:organization": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:organization_joining": (
        "login 403 403 403 403 403 200 200",
        "login 403 403 403 403 403 409 409",
    ),
    "admin:reports": (
        "login 403 403 403 403 403 200 200",
        "login 403 403 403 403 403 405 405",
    ),
    "admin:report": (
        "login 403 403 403 403 403 200 200",
        "login 403 403 403 403 403 400 400",
    ),
    "admin:duplicates": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:duplicate_pair": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:merge_undo": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:clinics": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:versions": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:availability": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:availability_taken_back": (
        "login 403 403 403 403 403 200 200",
        "login 403 403 403 403 403 302 302",
    ),
    "admin:removal": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:submission_again": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 409 409"),
    "admin:submission_undo": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:replies": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:reply": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:reply_removal": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:submission_opening": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:batches": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 302 302"),
    "admin:batch_new": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:batch": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:batch_act": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 400 400"),
    "admin:imports": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:messages": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:message_settled": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:thread": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 400 400"),
    "admin:evidence": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:evidence_add": ("login 403 403 403 403 403 400 400", "login 403 403 403 403 403 400 400"),
    "admin:evidence_check": ("login 403 403 403 403 403 400 400", "login 403 403 403 403 403 400 400"),
    "admin:expiring": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:evidence_taken_back": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:accounts": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:mail": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:mail_all_again": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:mail_digest": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:mail_decision": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:index": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:submission": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:submission_preview": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:lookup": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:mine": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:decided": ("login 403 403 403 403 403 200 200", "login 403 403 403 403 403 405 405"),
    "admin:batch_clean": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 200 200"),
    "admin:submissions_taking": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:submission_taking": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:claim_taking": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:report_taking": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 302 302"),
    "admin:submission_decision": ("login 403 403 403 403 403 405 405", "login 403 403 403 403 403 400 400"),
}
# What a POST sends; nothing for the others.
SENT = {
    "portal:tokens": {"name": "Price list"},
    "portal:members": {"email": "new@example.com", "role": "editor"},
    "portal:member_role": {"role": "owner"},
    "admin:mail_decision": {"decision": "again"},
}


def addresses(patterns, before="", namespace=""):
    """Every (name with its namespace, address) below /portal/ and /admin/."""
    for entry in patterns:
        address = before + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from addresses(entry.url_patterns, address, entry.namespace or namespace)
        elif address.startswith(("portal/", "admin/")):
            yield f"{namespace}:{entry.name}", f"/{address}"


@pytest.fixture(scope="module")
def world(lasting):
    """A clinic of ours in every stage at once, another's beside it, and somebody of each role."""
    ours = make_clinic(name="Ours", phone="+13035550142", practitioners=[{"name": "Ines Vale"}])
    theirs = make_clinic(name="Theirs", phone="+13035550143", practitioners=[{"name": "Una Vale"}])
    offering = Offering.objects.create(clinic=ours, route="iv")
    people = {
        "stranger": None,
        "patient": make_person(),
        "other": make_owner(theirs),
        "editor": make_member(ours),
        "owner": make_owner(ours),
        "factorless": make_moderator(second_factor=False),
        "moderator": make_moderator(),
        "superuser": make_moderator(is_superuser=True),
    }
    listing = make_listing(ours, email="desk@ours.example")
    make_listing(theirs)
    said = availability.update(
        listing=listing, by=people["owner"], availability="accepting", waitlist_weeks=None
    )
    waiting = make_submission(ours, by=people["owner"], phone="+13035550199")
    claim = claims.create(clinic=ours, by=make_person())
    letter = queue.Letter(subject="s", lines=("l",), why="w")
    queue.queue_letter(letter, to="a@example.com", kind="decided", key="k")
    organization = ours.organization
    invitation = members.invite(
        organization=organization, email="friend@example.com", role="editor", by=people["owner"]
    )
    report = handling.receive(
        listing=listing, reason="other", statement="", words="No.", key=uuid.uuid4(), at=noon(days_ago(1))
    )
    looked = Verification.objects.create(
        clinic=ours,
        statement="name",
        kind="document_seen",
        about="other",
        source="A letter",
        seen_on=days_ago(1),
        checked_by=people["moderator"],
    )
    batch = start.start_approving(seen={waiting.pk: "x"}, by=people["moderator"], key=uuid.uuid4())
    asked = thread.say(clinic=ours, by=people["moderator"], words="Who?", from_moderator=True)
    told = thread.say(clinic=ours, by=people["owner"], words="Ines.", from_moderator=False)
    editor = organization.memberships.get(user=people["editor"])
    merged = merge(
        kept=make_clinic(name="Kept").pk,
        merged=make_clinic(name="Merged").pk,
        choices={},
        by=people["moderator"],
    )
    token = tokens.make(organization=organization, name="Booking", by=people["owner"]).token
    reply = SavedReply.objects.create(
        title="Which license?",
        words="Which license?",
        written_by=people["moderator"],
        written_at=noon(days_ago(1)),
    )
    return World(
        clients={role: signed_in(user) for role, user in people.items()},
        ours=ours,
        theirs=theirs,
        # Whose id stands in an address, by what the address is about; `pk` and `object_id` alone.
        about={
            "clinic": ours.pk,
            "organization": organization.pk,
            "membership": editor.pk,
            "availability": said.pk,
            "submission": waiting.pk,
            "claim": claim.pk,
            "report": report.pk,
            "verification": looked.pk,
            "message": told.pk,
            "replie": reply.pk,  # of replies/
            "mail": Mail.objects.get(key="k").pk,
        },
        more={
            "message": asked.pk,
            "member": editor.pk,
            "invitation": invitation.pk,
            "offering": offering.pk,
            "batch": batch.pk,
            "other": theirs.organization.pk,
            "kept": ours.pk,
            "beside": theirs.pk,
            "merge": merged.pk,
            "token": token.pk,
        },
    )


def signed_in(user):
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


@dataclass
class World:
    clients: dict
    ours: object
    theirs: object
    about: dict
    more: dict

    def address(self, address):
        """An address with the ids of ours in it."""
        kind = address.partition("<")[0].rstrip("/").rpartition("/")[2].rstrip("s")
        for part in re.findall(r"<int:\w+>", address):
            name = part[5:-1]
            number = self.more[name] if name in self.more else self.about[kind]
            address = address.replace(part, str(number))
        return address

    def ask(self, role, method, address, data=None):
        """The status; "login" for a redirect to signing in. What was done is undone."""
        with transaction.atomic():
            answer = getattr(self.clients[role], method)(address, data or {})
            transaction.set_rollback(True)
        if answer.headers.get("Location", "").startswith("/account/login/"):
            return "login"
        return str(answer.status_code)


OURS = dict(addresses(get_resolver().url_patterns))


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(TABLE) == set(OURS)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_gets_exactly_the_pages_it_may_open(world, method):
    answers = {
        name: " ".join(
            world.ask(role, method, world.address(address), SENT.get(name) if method == "post" else None)
            for role in ROLES
        )
        for name, address in OURS.items()
    }

    assert answers == {name: row[method == "post"] for name, row in TABLE.items()}


# What Django's own admin has and these two leave out, or what would lead to another's rows.
NOWHERE = """
autocomplete/ jsi18n/ r/{type}/{clinic}/ login/ logout/ password_change/ directory/ auth/user/
directory/clinic/ directory/clinic/add/ directory/clinic/{clinic}/ directory/clinic/{clinic}/history/
directory/clinic/{clinic}/delete/ directory/listing/ directory/submission/ directory/submission/add/
directory/practitioner/ directory/membership/ directory/organization/{organization}/change/
directory/verification/{verification}/change/ directory/verification/{verification}/history/
directory/verification/{verification}/delete/ directory/mail/ directory/event/ account/emailaddress/
mfa/authenticator/ sessions/session/
""".split()  # noqa: SIM905


@pytest.mark.slow
@pytest.mark.parametrize("site", ["portal", "admin"])
def test_addresses_that_are_left_out_are_not_found(world, site):
    kind = ContentType.objects.get_for_model(world.ours).pk
    answering = [
        (address, role, method, status)
        for address in NOWHERE
        for role in ROLES
        for method in ("get", "post")
        if (status := world.ask(role, method, f"/{site}/" + address.format(type=kind, **world.about)))
        != "404"
    ]

    assert answering == []


ASKED = [
    "_popup=1&_to_field=source&_changelist_filters=name__startswith%3DO",
    "name__startswith=O&organization__memberships__user__email__startswith=a",
    "name__regex=(",
    "name__exact=%00",
    "e=1&o=-1.2.3&all=&p=-1",
    "q=Ours&section=..&page=-1&kind=..",
    "clinic=99999999999999999999&person=a&statement=b",
]


@pytest.mark.slow
@pytest.mark.parametrize("question", ASKED)
def test_no_query_string_opens_or_breaks_a_page(world, question):
    opened, broken = [], []
    for name, address in OURS.items():
        for role in ("other", "editor", "moderator"):
            plain = TABLE[name][0].split()[ROLES.index(role)]
            status = world.ask(role, "get", f"{world.address(address)}?{question}")
            if int(status) >= 500:
                broken.append((name, role, status))
            elif status == "200" != plain:
                opened.append((name, role, plain))

    assert (opened, broken) == ([], [])
