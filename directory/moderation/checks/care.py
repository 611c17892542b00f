"""Checks of care: doses that nobody watches, therapy without a therapist, missing supervisors."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.folding import fold
from directory.moderation.checks.base import Finding, Submitted, check


@check
def nobody_watches_at_home(submitted: Submitted) -> Iterator[Finding]:
    """The submission newly states that nobody watches doses at home."""
    alone = v.Setting.HOME_UNSUPERVISED
    if alone in submitted.content["setting"] and alone not in submitted.shown.get("setting", []):
        sentence = _("“%(setting)s” is new in this submission.") % {"setting": alone.label}
        yield Finding("home_alone", "setting", sentence)


@check
def therapy_without_a_therapist(submitted: Submitted) -> Iterator[Finding]:
    """Therapy by the same team is stated, and no practitioner is a therapist."""
    team = v.TherapyModel.INTEGRATED_TEAM
    changed = submitted.changed & {"therapy_model", "practitioners"}
    if team not in submitted.content["therapy_model"] or not changed:
        return
    if not any(v.Role.THERAPIST in person["roles"] for person in submitted.content["practitioners"]):
        sentence = _("“%(model)s” is stated, and the list of people holds no therapist.")
        yield Finding("no_therapist", "therapy_model", sentence % {"model": team.label})


@check
def associate_without_a_supervisor(submitted: Submitted) -> Iterator[Finding]:
    """A practitioner in training names no other person as supervisor."""
    for person in submitted.changed_people:
        is_associate = person["license"] == v.License.ASSOCIATE
        if is_associate and fold(person["supervisor"]) in ("", fold(person["name"])):
            sentence = _("%(name)s is in training, and nobody else is named who supervises.")
            yield Finding("no_supervisor", "practitioners", sentence % {"name": person["name"]})
