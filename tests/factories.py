"""Clinics, submissions and listings for tests, made by the functions that make real ones."""

from itertools import count

from django.contrib.auth import get_user_model

from directory import moderation
from directory.models import Clinic, Practitioner, Submission, Training

numbers = count(1)


def make_clinic(*, practitioners=(), training=(), **facts):
    """A working copy. `practitioners` and `training` are lists of dicts of their columns."""
    clinic = Clinic.objects.create(
        **({"name": f"Clinic {next(numbers)}", "city": "Denver", "state": "CO"} | facts)
    )
    change(clinic, practitioners=practitioners, training=training)
    return clinic


def change(clinic, *, practitioners=None, training=None, **facts):
    """Edit a working copy. Lists replace what was there; None leaves it."""
    for name, value in facts.items():
        setattr(clinic, name, value)
    clinic.save()
    for model, rows in ((Practitioner, practitioners), (Training, training)):
        if rows is not None:
            model.objects.filter(clinic=clinic).delete()
            for position, row in enumerate(rows):
                model.objects.create(clinic=clinic, position=position, **row)


def make_submission(clinic=None, *, origin=Submission.Origin.PORTAL, source="", by=None, at=None, **facts):
    """A content that waits for a decision: of `clinic`, changed by `facts`, or of a new one."""
    if clinic is None:
        clinic = make_clinic(**facts)
    else:
        change(clinic, **facts)
    by = by or make_member()
    return moderation.submit(clinics=[clinic], origin=origin, source=source, by=by, at=at)[0]


def make_listing(clinic=None, *, origin=Submission.Origin.PORTAL, source="", at=None, **facts):
    """What is published of a clinic, submitted and approved at one moment."""
    submission = make_submission(clinic, origin=origin, source=source, at=at, **facts)
    return moderation.approve(submissions=[submission], by=make_moderator(), at=at)[0]


def make_moderator():
    return _somebody("moderator")


def make_member():
    return _somebody("member")


def _somebody(kind):
    return get_user_model().objects.create_user(username=f"{kind} {next(numbers)}")
