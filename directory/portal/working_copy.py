"""Writes offerings into the working copy of a clinic, as a draft. The caller has locked the clinic."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User

from directory.facts.offerings import MAX_OFFERINGS, OFFERING_PARTS
from directory.facts.vocabulary import Route
from directory.models import Clinic, Offering


def start_offerings(*, clinic: Clinic, by: User) -> None:
    """Make an offering for each route that the clinic states, with its route alone; two empty ones without.

    Changes nothing where the clinic has offerings.
    """
    if clinic.offerings.exists():
        return
    routes = clinic.route[:MAX_OFFERINGS] or ["", ""]
    Offering.objects.bulk_create(
        Offering(clinic=clinic, route=route, position=position) for position, route in enumerate(routes)
    )
    log_draft(clinic=clinic, by=by)


def add_offering(*, clinic: Clinic, by: User, like: Offering | None = None) -> Offering:
    """Add an offering after the others: an empty one, or a copy of `like`."""
    values = {part.name: getattr(like, part.name) for part in OFFERING_PARTS} if like else {}
    last = clinic.offerings.last()
    added = Offering.objects.create(clinic=clinic, position=last.position + 1 if last else 0, **values)
    log_draft(clinic=clinic, by=by)
    return added


def save_offering(*, offering: Offering, by: User) -> None:
    offering.save()
    _follow_routes(offering.clinic)
    log_draft(clinic=offering.clinic, by=by)


def remove_offering(*, offering: Offering, by: User) -> None:
    clinic = offering.clinic
    offering.delete()
    _follow_routes(clinic)
    log_draft(clinic=clinic, by=by)


def log_draft(*, clinic: Clinic, by: User) -> None:
    """Log that a member has saved the draft: see portal/timeline.py."""
    LogEntry.objects.log_actions(by.pk, [clinic], CHANGE, single_object=True)


def each_states_a_route(offerings: Iterable[Offering]) -> bool:
    """True if there are offerings and each states its route: those of the clinic are then not asked for."""
    routes = [offering.route for offering in offerings]
    return bool(routes) and all(routes)


def _follow_routes(clinic):
    """Set the routes of the clinic to those of its offerings if each states one: nobody is asked for them."""
    offerings = list(clinic.offerings.all())
    if each_states_a_route(offerings):
        routes = {offering.route for offering in offerings}
        clinic.route = [route for route in Route.values if route in routes]
        clinic.save(update_fields=["route", "changed_at"])
