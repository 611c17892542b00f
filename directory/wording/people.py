"""People in words: roles, license, boards, credentials, and the training of each."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts import vocabulary as v
from directory.facts import web_addresses
from directory.folding import fold
from directory.wording.formats import hours, join_labels, join_with_and, short_day

# Board → the field in which a person is certified, after "board certified in".
BOARD_FIELDS = {
    v.Board.PSYCHIATRY: gettext_lazy("psychiatry"),
    v.Board.CHILD_PSYCHIATRY: gettext_lazy("child and adolescent psychiatry"),
    v.Board.ADDICTION: gettext_lazy("addiction medicine or psychiatry"),
    v.Board.ANESTHESIOLOGY: gettext_lazy("anesthesiology"),
    v.Board.PAIN: gettext_lazy("pain medicine"),
    v.Board.EMERGENCY: gettext_lazy("emergency medicine"),
    v.Board.FAMILY: gettext_lazy("family medicine"),
    v.Board.NEUROLOGY: gettext_lazy("neurology"),
    v.Board.PHYSICAL_MEDICINE: gettext_lazy("physical medicine and rehabilitation"),
    v.Board.SURGERY: gettext_lazy("surgery"),
    v.Board.INTERNAL: gettext_lazy("internal medicine"),
    v.Board.PMHNP_BC: gettext_lazy("psychiatric nursing (PMHNP-BC)"),
    v.Board.NBCRNA: gettext_lazy("nurse anesthesia (NBCRNA)"),
    v.Board.OTHER: gettext_lazy("another field"),
}
KETAMINE_THERAPY_TRAININGS = (v.Training.KAP_CERTIFICATE, v.Training.KAP_SHORT_COURSE)


def roles_in_words(person):
    """`Medical director, prescribes`"""
    roles = [str(v.Role(role).label) for role in person["roles"]]
    return join_labels(roles) if roles else _("Role not stated")


def person_in_words(person):
    """A practitioner in one line: name, roles, license, its number, board, NPI, years, register."""
    parts = [person["name"], roles_in_words(person), license_in_words(person), *credentials_in_words(person)]
    return ", ".join(
        [*parts, *([web_addresses.display_address(person["register_url"])] if person["register_url"] else [])]
    )


def license_in_words(person):
    """The label of the license (which may be "Not a licensed clinician"), or "License not stated"."""
    return str(v.License(person["license"]).label) if person["license"] else _("License not stated")


def credentials_in_words(person):
    """Supervisor, license number, board, NPI and years of a practitioner, each as a text."""
    parts = []
    if person["supervisor"]:
        parts.append(_("supervised by %(name)s") % {"name": person["supervisor"]})
    if person["license_number"]:
        state = v.State(person["license_state"]).label if person["license_state"] else ""
        parts.append(
            _("%(state)s license %(number)s") % {"state": state, "number": person["license_number"]}
            if state
            else _("license %(number)s") % {"number": person["license_number"]}
        )
    parts += boards_in_words(person)
    if person["board_certification"]:
        parts.append(_("board certification: %(board)s") % {"board": person["board_certification"]})
    if person["npi"]:
        parts.append(_("NPI %(npi)s") % {"npi": person["npi"]})
    if person["years_offering"] is not None:
        count = person["years_offering"]
        parts.append(
            ngettext("%(count)s year of offering ketamine", "%(count)s years of offering ketamine", count)
            % {"count": count}
        )
    return parts


def boards_in_words(person):
    """["board certified in psychiatry and pain medicine"]; [] where no board is stated."""
    boards = [board for board in v.Board if board in person.get("boards", ()) and board != v.Board.NONE]
    fields = [str(BOARD_FIELDS[board]) for board in boards]
    if fields:
        return [_("board certified in %(fields)s") % {"fields": join_with_and(fields)}]
    return [_("no board certification")] if v.Board.NONE in person.get("boards", ()) else []


def qualification_in_words(person, training):
    """`Physician (MD), board certified in psychiatry; 150 hours of ketamine-assisted therapy training`

    training  all training that the clinic states; only that of the person counts
    """
    license_and_boards = ", ".join([license_in_words(person), *boards_in_words(person)])
    trained = _ketamine_therapy_training(training_of(person, training))
    if not trained:
        return license_and_boards
    return _("%(license)s; %(training)s") % {"license": license_and_boards, "training": trained}


def _ketamine_therapy_training(training):
    courses = [one for one in training if one["code"] in KETAMINE_THERAPY_TRAININGS]
    count = sum(one["hours"] or 0 for one in courses)
    if count:
        return ngettext(
            "%(count)s hour of ketamine-assisted therapy training",
            "%(count)s hours of ketamine-assisted therapy training",
            count,
        ) % {"count": count}
    return _("trained in ketamine-assisted therapy") if courses else ""


def training_of(person, training):
    """The training that is stated to be this person's."""
    name = fold(person["name"])
    return [one for one in training if name and fold(one.get("practitioner", "")) == name]


def training_of_nobody_named(people, training):
    """The training of which the clinic does not say whose it is, or whose person it does not name."""
    names = {fold(person["name"]) for person in people} - {""}
    return [one for one in training if fold(one.get("practitioner", "")) not in names]


def training_in_words(training, *, with_person=False):
    """A training in one line: what it is, provider, hours, year, the day on which it expires."""
    parts = [str(v.Training(training["code"]).label)]
    if with_person and training.get("practitioner", ""):
        parts.append(training.get("practitioner", ""))
    if training["provider"]:
        parts.append(training["provider"])
    if training["hours"]:
        parts.append(hours(training["hours"]))
    if training["year"]:
        parts.append(str(training["year"]))
    if training["expires_on"]:
        parts.append(_("expires %(day)s") % {"day": short_day(training["expires_on"])})
    return ", ".join(parts)
