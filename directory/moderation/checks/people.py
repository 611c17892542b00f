"""Checks of people: what their license does not allow, missing supervisors, trainings that nobody has."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.folding import fold
from directory.moderation.checks.base import Finding, Submitted, Way, check, label, label_of, quote

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
            sentence = _("%(name)s is in training, but no one else is named as a supervisor.")
            yield Finding("no_supervisor", "practitioners", sentence % {"name": person["name"]})


@check
def license_against_the_role(submitted: Submitted) -> Iterator[Finding]:
    """A person prescribes, directs or gives the drug with a license that does not allow it."""
    for person in submitted.changed_people:
        licensed = person["license"]
        facts = {"name": person["name"], "license": label_of(v.License, licensed)}
        for role in person["roles"]:
            forbidden = NEVER_PRESCRIBE if role in PRESCRIBING_ROLES else set()
            forbidden = NEVER_GIVE if role == v.Role.ADMINISTRATOR else forbidden
            facts["role"] = label_of(v.Role, role)
            if licensed in forbidden:
                sentence = _(
                    "%(name)s has the role “%(role)s”. The license “%(license)s” does not allow that."
                )
                yield Finding("license_role", "practitioners", sentence % facts)
            elif role == v.Role.PRESCRIBER and licensed in PRESCRIBE_IN_SOME_STATES:
                sentence = _(
                    "%(name)s has the role “%(role)s”. The license “%(license)s” allows that only in "
                    "some states. Check the state’s register."
                )
                yield Finding("license_state", "practitioners", sentence % facts)


@check
def given_by_who_may_not(submitted: Submitted) -> Iterator[Finding]:
    """“Who gives it” names somebody in training, or without a license."""
    lists = [("given_by", 0, submitted.content["given_by"])] if "given_by" in submitted.changed else []
    for number, offering in enumerate(submitted.content["offerings"], start=1):
        if offering in submitted.changed_offerings:
            lists.append(("offerings", number, offering["given_by"]))
    for statement, number, given_by in lists:
        if never := [one for one in given_by if one in NEVER_GIVE]:
            sentence = _(
                "“%(statement)s” lists %(never)s. Only people with a license to do so may give a drug."
            ) % {
                "statement": label("given_by"),
                "never": quote("given_by", never),
            }
            yield Finding("given_by", statement, submitted.name_offering(number, sentence))


@check
def injected_by_who_may_not(submitted: Submitted) -> Iterator[Finding]:
    """“Who gives it” names a license that does not allow an injection or an infusion."""

    def look(number: int, way: Way) -> Iterator[str]:
        inject = [one for one in way["given_by"] if one in NEVER_INJECT]
        is_by_needle = way["route"] and set(way["route"]) <= BY_NEEDLE
        if inject and is_by_needle and submitted.is_said_of(number, "given_by"):
            yield _("“%(statement)s” lists %(licenses)s. The license does not allow %(route)s.") % {
                "statement": label("given_by"),
                "licenses": quote("given_by", inject),
                "route": quote("route", way["route"]),
            }

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
            sentence = _("A training names %(name)s, who is not in the list of people.")
            yield Finding("training_of_nobody", "training", sentence % {"name": name})
