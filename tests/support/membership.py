"""Claims, codes, invitations and proposals for tests, and acts that happen at the same moment."""

import re
import threading
import uuid

from django.core import signing
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from directory.membership import claims, codes
from directory.models import Clinic, Mail, Membership
from directory.moderation.errors import RefusedError
from directory.views.add_a_clinic.joining import JOINING
from directory.views.add_a_clinic.proposals import PROPOSAL
from tests.support import factories, naughty

EMAIL = "desk@tern-house.example"
OWNER, EDITOR = Membership.Role.OWNER, Membership.Role.EDITOR
WRONG = "0000000000"
TEXTS = [text for text in naughty.TEXT if text == text.encode(errors="ignore").decode()]


def listed(**facts):
    return factories.make_listing(**({"name": "Tern House", "email": EMAIL} | facts))


def make_claim(listing=None, by=None, **given):
    return claims.create(
        clinic=(listing or listed()).clinic,
        by=by or factories.make_person(),
        words="I work here.",
        **given,
    )


def make_report(listing):
    return listing.clinic.reports.create(reference="K7M2Q9RTX4", reason="listed_without_consent")


def signs_sent():
    """The code in the letter that was queued last."""
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", Mail.objects.filter(kind="code").latest("pk").text)[0]


def token_sent():
    return re.search(r"/join/([^/]+)/", Mail.objects.filter(kind="invited").latest("pk").text)[1]


def proved(claim):
    codes.send(claim=claim)
    return claims.prove(claim=claim, typed=signs_sent())


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def sending(salt, age=60, key=None):
    return signing.dumps([(key or uuid.uuid4()).hex, timezone.now().timestamp() - age], **salt)


def letters(kind):
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def role_of(user, clinic):
    clinic.refresh_from_db()
    return clinic.organization and (
        clinic.organization.memberships.filter(user=user).values_list("role", flat=True).first()
    )


def at_once(*acts):
    """Run each act in a thread of its own, all at once. Returns the sentences of the refused ones."""
    start, refused = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except RefusedError as why:
            refused.append(str(why))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def behind(clinic, *acts, meanwhile=None):
    """Each in a thread of its own, begun while the row of the clinic is held and let go when all wait for it.

    meanwhile  what whoever holds the row does before letting it go
    returns    what each act returned or, of RefusedError, said
    """
    answers = {}

    def run(place, act):
        try:
            answers[place] = act()
        except RefusedError as why:
            answers[place] = str(why)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    with transaction.atomic():
        Clinic.objects.locked([clinic.pk]).get()
        for thread in threads:
            thread.start()
        while waiting() < len(acts):
            assert all(thread.is_alive() for thread in threads), answers
        if meanwhile:
            meanwhile()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(acts))]


def waiting():
    """How many connections to this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0]


def proposal(**fields):
    given = {
        "name": "Harbor Light",
        "street": "1 Harbor Way",
        "city": "Denver",
        "state": "CO",
        "zip": "80203",
        "phone": "(303) 555-0142",
        "website": "harbor-light.example",
        "words": "I was treated there.",
    }
    return given | {"sending": sending(PROPOSAL)} | fields


def propose(client, **fields):
    return client.post("/add-a-clinic/propose/", proposal(**fields))


def joining_form(**fields):
    given = proposal(email=EMAIL, words="I am the office manager.", sending=sending(JOINING))
    return given | fields


def start(client, **fields):
    return client.post("/add-a-clinic/start/", joining_form(**fields))
