"""Checks of people: what their license does not allow, missing supervisors, trainings that nobody has."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.folding import fold
from directory.moderation.checks.base import Finding, Submitted, Way, check, label, quote

# Licenses with which nobody prescribes ketamine, a controlled substance, in any state.
NEVER_PRESCRIBE = {
    v.License.ANESTHESIOLOGIST_ASSISTANT,
    v.License.RN,
    v.License.LPN,
    v.License.EMT,
    v.License.MEDICAL_ASSISTANT,
    v.License.PSYCHOLOGIST,
    v.License.LCSW,
    v.License.LMSW,
    v.License.LMFT,
    v.License.LPC,
    v.License.ADDICTION_COUNSELOR,
    v.License.CHAPLAIN,
    v.License.PEER_SPECIALIST,
    v.License.ASSOCIATE,
    v.License.UNLICENSED,
}
# Some states allow it, and within limits.
PRESCRIBE_IN_SOME_STATES = {
    v.License.DENTIST,
    v.License.NATUROPATH,
    v.License.PHARMACIST,
    v.License.PRESCRIBING_PSYCHOLOGIST,
}
PRESCRIBING_ROLES = {v.Role.PRESCRIBER, v.Role.MEDICAL_DIRECTOR}
# Licenses that do not cover an injection or an infusion.
NEVER_INJECT = {
    v.License.PSYCHOLOGIST,
    v.License.PRESCRIBING_PSYCHOLOGIST,
    v.License.LCSW,
    v.License.LMSW,
    v.License.LMFT,
    v.License.LPC,
    v.License.ADDICTION_COUNSELOR,
    v.License.CHAPLAIN,
    v.License.PEER_SPECIALIST,
}
NEVER_GIVE = {v.License.ASSOCIATE, v.License.UNLICENSED}  # no drug, in whatever way
BY_NEEDLE = {v.Route.IV, v.Route.IM, v.Route.SC}


@check
def associate_without_a_supervisor(submitted: Submitted) -> Iterator[Finding]:
    """A practitioner in training names no other person as supervisor."""
    for person in submitted.changed_people:
        is_associate = person["license"] == v.License.ASSOCIATE
        if is_associate and fold(person["supervisor"]) in ("", fold(person["name"])):
            sentence = _("%(name)s is in training, and nobody else is named who supervises.")
            yield Finding("no_supervisor", "practitioners", sentence % {"name": person["name"]})


@check
def license_against_the_role(submitted: Submitted) -> Iterator[Finding]:
    """A person prescribes, directs or gives the drug with a license that does not allow it."""
    for person in submitted.changed_people:
        licensed = person["license"]
        facts = {
            "name": person["name"],
            "license": v.License(licensed).label if licensed else "",
        }
        for role in person["roles"]:
            forbidden = NEVER_PRESCRIBE if role in PRESCRIBING_ROLES else set()
            forbidden = NEVER_GIVE if role == v.Role.ADMINISTRATOR else forbidden
            facts["role"] = v.Role(role).label
            if licensed in forbidden:
                sentence = _(
                    "%(name)s has the role “%(role)s”. The license “%(license)s” does not allow that."
                )
                yield Finding("license_role", "practitioners", sentence % facts)
            elif role == v.Role.PRESCRIBER and licensed in PRESCRIBE_IN_SOME_STATES:
                sentence = _(
                    "%(name)s has the role “%(role)s”. The license “%(license)s” allows that in some states"
                    " only. Look in the state's register."
                )
                yield Finding("license_state", "practitioners", sentence % facts)


@check
def given_by_who_may_not(submitted: Submitted) -> Iterator[Finding]:
    """“Who gives it” names a license that does not allow giving a drug, or not by needle."""

    def look(way: Way) -> Iterator[str]:
        never, inject = _in(NEVER_GIVE, way["given_by"]), _in(NEVER_INJECT, way["given_by"])
        facts = {"statement": label("given_by"), "never": quote("given_by", never)}
        if never:
            yield (
                _("%(never)s stands in “%(statement)s”. Nobody may give a drug without a license for it.")
                % facts
            )
        # Without offerings nobody says which license gives which route.
        routes = way["route"] if submitted.content["offerings"] else submitted.content["route"]
        if inject and routes and set(routes) <= BY_NEEDLE:
            facts |= {"inject": quote("given_by", inject), "route": quote("route", way["route"])}
            yield _("%(inject)s stands in “%(statement)s”. The license does not allow %(route)s.") % facts

    if submitted.changed & {"given_by", "route", "offerings"}:
        yield from submitted.find_in_ways("given_by", "given_by", look)


@check
def training_of_nobody(submitted: Submitted) -> Iterator[Finding]:
    """A training names a person who is not in the list of people."""
    if not submitted.changed & {"training", "practitioners"}:
        return
    people = {fold(person["name"]) for person in submitted.content["practitioners"]}
    names = [one["practitioner"] for one in submitted.content["training"] if one["practitioner"]]
    for name in dict.fromkeys(names):
        if fold(name) not in people:
            sentence = _("A training names %(name)s, who is not in the list of people under that name.")
            yield Finding("training_of_nobody", "training", sentence % {"name": name})


def _in(licenses: set[v.License], given: Iterable[str]) -> list[str]:
    return [one for one in given if one in licenses]
