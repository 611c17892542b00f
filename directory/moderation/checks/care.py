"""Checks of care: doses at home, times and therapy that contradict each other, the rules of Spravato."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.offerings import union_values
from directory.moderation.checks.base import Finding, Submitted, Way, check, label, quote
from directory.wording import values

SPRAVATO_MINUTES = 120  # at least, after each dose: label of Spravato, section 2
AT_HOME = (
    v.Setting.HOME_VISIT,
    v.Setting.HOME_SUPERVISED,
    v.Setting.HOME_REMOTE,
    v.Setting.HOME_UNSUPERVISED,
)
MAILED = (v.DrugGoes.MAILED_TAKEN_HERE, v.DrugGoes.MAILED_TAKEN_HOME)
# Who may be there although nobody watches.
NO_CLINICIAN = (v.Attendance.LAY_ADULT, v.Attendance.NONE)


@check
def nobody_watches_at_home(submitted: Submitted) -> Iterator[Finding]:
    """The submission newly states that nobody watches doses at home."""
    alone = v.Setting.HOME_UNSUPERVISED
    if alone in _settings(submitted.content) and alone not in _settings(submitted.shown):
        sentence = _("“%(setting)s” is new in this submission.") % {"setting": alone.label}
        yield Finding("home_alone", "setting", sentence)


@check
def no_doses_at_home_and_yet_at_home(submitted: Submitted) -> Iterator[Finding]:
    """“Doses at home: None” is stated beside a home setting, or beside a drug that is taken at home."""
    if submitted.content["home_dosing"] != v.HomeDosing.NONE:
        return
    if not submitted.changed & {"home_dosing", "setting", "drug_goes", "offerings"}:
        return
    stated = union_values(submitted.content)
    contradictions = [quote("setting", [one]) for one in stated["setting"] if one in AT_HOME]
    contradictions += [
        quote("drug_goes", [one]) for one in stated["drug_goes"] if one == v.DrugGoes.MAILED_TAKEN_HOME
    ]
    if contradictions:
        sentence = _("“%(statement)s: %(none)s” does not fit with %(home)s.") % {
            "statement": label("home_dosing"),
            "none": v.HomeDosing.NONE.label,
            "home": values.join_with_and(contradictions),
        }
        yield Finding("no_home_doses", "home_dosing", sentence)


@check
def mailed_home_and_taken_elsewhere(submitted: Submitted) -> Iterator[Finding]:
    """A drug is mailed to be taken at home, and home is not among the places where it is given."""

    def look(number: int, way: Way) -> Iterator[str]:
        mailed = v.DrugGoes.MAILED_TAKEN_HOME
        is_mailed = mailed in way["drug_goes"] and submitted.is_said_of(number, "drug_goes")
        if is_mailed and not set(way["setting"]) & set(AT_HOME):
            yield _("“%(mailed)s” is stated, but “%(where)s” does not list a home.") % {
                "mailed": mailed.label,
                "where": label("setting"),
            }

    if submitted.changed & {"drug_goes", "setting", "offerings"}:
        yield from submitted.find_in_ways("mailed_home", "drug_goes", look)


@check
def nobody_watches_and_yet_somebody(submitted: Submitted) -> Iterator[Finding]:
    """The one place is home with nobody watching, and somebody who watches is stated for it."""

    def look(number: int, way: Way) -> Iterator[str]:
        watching = [one for one in way["attendance"] if one not in NO_CLINICIAN]
        is_said = submitted.is_said_of(number, "attendance")
        if way["setting"] == [v.Setting.HOME_UNSUPERVISED] and watching and is_said:
            yield _("“%(setting)s” does not fit with %(watching)s.") % {
                "setting": v.Setting.HOME_UNSUPERVISED.label,
                "watching": quote("attendance", watching),
            }

    if submitted.changed & {"setting", "attendance", "offerings"}:
        yield from submitted.find_in_ways("watched_alone", "attendance", look)


@check
def times_that_do_not_fit(submitted: Submitted) -> Iterator[Finding]:
    """People are watched for longer than the visit lasts, or promise more sessions than the course has."""

    def look(number: int, way: Way) -> Iterator[str]:
        watched, visit = way["observation_minutes"], way["visit_minutes"]
        if watched is not None and visit is not None and watched > visit:
            yield _(
                "People are monitored for %(watched)s after the last dose, but the visit lasts "
                "only %(visit)s."
            ) % {
                "watched": values.duration(watched),
                "visit": values.duration(visit),
            }
        least, course = way["least_sessions"], way["course_sessions"]
        if least is not None and course is not None and least > course:
            yield _("People agree to at least %(least)s sessions, but the usual course has %(course)s.") % {
                "least": least,
                "course": course,
            }

    parts = {"observation_minutes", "visit_minutes", "least_sessions", "course_sessions", "offerings"}
    if submitted.changed & parts:
        yield from submitted.find_in_ways("times", "observation_minutes", look)


@check
def spravato_against_its_rules(submitted: Submitted) -> Iterator[Finding]:
    """Spravato is given at home, mailed, watched for under two hours, or without its certificate."""

    def look(number: int, way: Way) -> Iterator[str]:
        if way["route"] != [v.Route.ESKETAMINE_NASAL]:
            return
        home = [one for one in way["setting"] if one in AT_HOME]
        if home and (home == way["setting"] or submitted.is_said_of(number, "setting")):
            yield _("Spravato must not be taken at home, but “%(where)s” lists %(home)s.") % {
                "where": label("setting"),
                "home": quote("setting", home),
            }
        mailed = [one for one in way["drug_goes"] if one in MAILED]
        if mailed and submitted.is_said_of(number, "drug_goes"):
            yield _("Spravato must not be mailed to patients, but “%(where)s” lists %(mailed)s.") % {
                "where": label("drug_goes"),
                "mailed": quote("drug_goes", mailed),
            }
        watched = way["observation_minutes"]
        if watched is not None and watched < SPRAVATO_MINUTES:
            yield _(
                "People must be monitored for at least two hours after Spravato, but %(watched)s is stated."
            ) % {"watched": values.duration(watched)}
        if submitted.content["rems_certified"] is False:
            yield _("Spravato is offered, but “%(certified)s” is answered “No”.") % {
                "certified": label("rems_certified")
            }

    parts = {"route", "setting", "drug_goes", "observation_minutes", "rems_certified", "offerings"}
    if submitted.changed & parts:
        yield from submitted.find_in_ways("spravato", "route", look)


@check
def therapy_without_a_therapist(submitted: Submitted) -> Iterator[Finding]:
    """Therapy by the same team is stated, and no practitioner is a therapist."""
    team = v.TherapyModel.INTEGRATED_TEAM
    changed = submitted.changed & {"therapy_model", "practitioners", "offerings"}
    if team not in union_values(submitted.content)["therapy_model"] or not changed:
        return
    if not any(v.Role.THERAPIST in person["roles"] for person in submitted.content["practitioners"]):
        sentence = _("“%(model)s” is stated, but no therapist is listed among the people.")
        yield Finding("no_therapist", "therapy_model", sentence % {"model": team.label})


@check
def medicine_only_and_yet_therapy(submitted: Submitted) -> Iterator[Finding]:
    """Every way of giving is medicine without therapy, and kinds of therapy are stated, or asked for."""
    content = submitted.content
    if not submitted.changed & {"therapy_model", "modality", "therapy_required", "offerings"}:
        return
    if any(way["therapy_model"] != [v.TherapyModel.MEDICINE_ONLY] for way in submitted.ways):
        return
    kinds = [one for one in content["modality"] if one != v.Modality.NONE]
    facts = {"only": v.TherapyModel.MEDICINE_ONLY.label, "kinds": quote("modality", kinds)}
    if kinds:
        yield Finding("medicine_only", "modality", _("“%(only)s” does not fit with %(kinds)s.") % facts)
    if content["therapy_required"] == v.TherapyRequired.HERE:
        facts["required"] = f"{label('therapy_required')}: {v.TherapyRequired.HERE.label}"
        sentence = _("“%(only)s” does not fit with “%(required)s”.") % facts
        yield Finding("medicine_only", "therapy_required", sentence)


@check
def treated_without_a_diagnosis(submitted: Submitted) -> Iterator[Finding]:
    """The clinic states that it treats people without a diagnosis."""
    if submitted.content["without_diagnosis"] and "without_diagnosis" in submitted.changed:
        sentence = _("“%(statement)s” is answered “Yes”. Check how the clinic decides whom it treats.")
        yield Finding(
            "no_diagnosis", "without_diagnosis", sentence % {"statement": label("without_diagnosis")}
        )


def _settings(snapshot):
    """The places of a clinic and of its offerings. `snapshot` may be {}."""
    return {*snapshot.get("setting", []), *(one["setting"] for one in snapshot.get("offerings", []))}
