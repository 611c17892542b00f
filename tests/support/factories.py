"""Clinics, submissions and listings for tests, made by the functions that make real ones."""

from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model

from directory.facts.fields import complete_records
from directory.facts.spine import STATEMENTS
from directory.facts.terms import EDITION
from directory.models import RECORD_MODELS, Clinic, Membership, Organization, Submission
from directory.moderation import decisions

numbers = count(1)


def make_clinic(**facts):
    """A working copy. Practitioners, training, offerings, insurers and opening times are lists of dicts.

    A dict names the parts that it states.
    """
    named = {"name": f"Clinic {next(numbers)}", "city": "Denver", "state": "CO"} | facts
    clinic = Clinic.objects.create(**_columns(named))
    _add_records(clinic, named)
    return clinic


def change(clinic, **facts):
    """Edit a working copy. Lists of records replace what was there; records that are not given stay."""
    columns = _columns(facts)
    for name, value in columns.items():
        setattr(clinic, name, value)
    if columns:
        clinic.save()
    _add_records(clinic, facts)


def _columns(facts):
    return {
        name: complete_records(value, STATEMENTS[name].parts)
        if name in STATEMENTS and STATEMENTS[name].kind == "records"
        else value
        for name, value in facts.items()
        if name not in RECORD_MODELS
    }


def _add_records(clinic, facts):
    for name, model in RECORD_MODELS.items():
        if name not in facts:
            continue
        model.objects.filter(clinic=clinic).delete()
        nested = {part.name: part.parts for part in STATEMENTS[name].parts if part.kind == "records"}
        for position, row in enumerate(facts[name]):
            whole = {key: complete_records(row[key], parts) for key, parts in nested.items() if key in row}
            model.objects.create(clinic=clinic, position=position, **(row | whole))


def make_submission(
    clinic=None,
    *,
    origin=Submission.Origin.PORTAL,
    source="",
    source_license="",
    terms=None,
    by=None,
    at=None,
    **facts,
):
    """A content that waits for a decision: of `clinic`, changed by `facts`, or of a new one.

    terms  None: those of today, if the clinic sends
    """
    if terms is None:
        terms = EDITION if origin == Submission.Origin.PORTAL else ""
    by = by or somebody("sender")
    if clinic is None:
        clinic = make_clinic(**facts)
    else:
        change(clinic, **facts)
        Clinic.objects.filter(pk=clinic.pk).update(closed_at=None)  # as an owner asks a listing back
    sent = {"origin": origin, "source": source, "source_license": source_license, "terms": terms}
    return decisions.enqueue(clinics=[clinic], by=by, at=at, **sent)[0]


def make_listing(clinic=None, *, at=None, **sent_and_facts):
    """What is published of a clinic, submitted as `make_submission` does and approved at one moment."""
    submission = make_submission(clinic, at=at, **sent_and_facts)
    return decisions.approve(submissions=[submission], by=judge(), at=at)[0]


def make_listings(several, *, at=None):
    """Many at once: one listing for each dict of facts, all published by one decision."""
    clinics = [make_clinic(**facts) for facts in several]
    by, sent = somebody("sender"), {"origin": "portal", "terms": EDITION}
    submissions = decisions.enqueue(clinics=clinics, by=by, at=at, **sent)
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
