"""Clinics, submissions and listings for tests, made by the functions that make real ones."""

from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model

from directory.models import Clinic, Membership, Organization, Practitioner, Submission, Training
from directory.moderation import decisions

numbers = count(1)


def make_clinic(*, practitioners=(), training=(), **facts):
    """A working copy. `practitioners` and `training` are lists of dicts of their columns."""
    clinic = Clinic.objects.create(
        **({"name": f"Clinic {next(numbers)}", "city": "Denver", "state": "CO"} | facts)
    )
    add(Practitioner, clinic, practitioners)
    add(Training, clinic, training)
    return clinic


def change(clinic, *, practitioners=None, training=None, **facts):
    """Edit a working copy. Lists replace what was there; None leaves it."""
    for name, value in facts.items():
        setattr(clinic, name, value)
    if facts:
        clinic.save()
    for model, rows in ((Practitioner, practitioners), (Training, training)):
        if rows is not None:
            model.objects.filter(clinic=clinic).delete()
            add(model, clinic, rows)


def add(model, clinic, rows):
    for position, row in enumerate(rows):
        model.objects.create(clinic=clinic, position=position, **row)


def make_submission(clinic=None, *, origin=Submission.Origin.PORTAL, source="", by=None, at=None, **facts):
    """A content that waits for a decision: of `clinic`, changed by `facts`, or of a new one."""
    by = by or somebody("sender")
    if clinic is None:
        clinic = make_clinic(**facts)
    else:
        change(clinic, **facts)
        Clinic.objects.filter(pk=clinic.pk).update(closed_at=None)  # as an owner asks a listing back
    return decisions.enqueue(clinics=[clinic], origin=origin, source=source, by=by, at=at)[0]


def make_listing(clinic=None, *, origin=Submission.Origin.PORTAL, source="", at=None, **facts):
    """What is published of a clinic, submitted and approved at one moment."""
    submission = make_submission(clinic, origin=origin, source=source, at=at, **facts)
    return decisions.approve(submissions=[submission], by=judge(), at=at)[0]


def make_listings(several, *, at=None):
    """Many at once: one listing for each dict of facts, all published by one decision."""
    clinics = [make_clinic(**facts) for facts in several]
    submissions = decisions.enqueue(clinics=clinics, origin="portal", by=somebody("sender"), at=at)
    return decisions.approve(submissions=submissions, by=judge(), at=at)


def somebody(name, **facts):
    """The user of this name, without an e-mail address, so that no letters go to them."""
    return get_user_model().objects.get_or_create(username=name, defaults=facts)[0]


def judge():
    """The moderator who decides where a test names none; the same for a whole test."""
    return somebody("moderator", is_staff=True)


def take_down(listing, reason="owner_request", **given):
    """Take a listing down as a moderator."""
    return decisions.remove(listing=listing, reason=reason, **({"by": judge()} | given))


def make_person(email="", **facts):
    """Somebody with an account and a confirmed address. `client.force_login` signs them in."""
    number = next(numbers)
    email = email or f"person-{number}@example.com"
    user = get_user_model().objects.create_user(username=f"person {number}", email=email, **facts)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_member(clinic=None, role=Membership.Role.EDITOR):
    """Somebody who maintains `clinic`, whose organization is made where it has none."""
    user = make_person()
    if clinic is not None:
        if clinic.organization is None:
            number = next(numbers)
            clinic.organization = Organization.objects.create(
                name=clinic.name, slug=f"organization-{number}", listed=False
            )
            clinic.save()
        Membership.objects.create(organization=clinic.organization, user=user, role=role)
    return user


def make_owner(clinic):
    return make_member(clinic, Membership.Role.OWNER)


def make_moderator(*, second_factor=True, **facts):
    user = make_person(is_staff=True, **facts)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user
