"""Records: statements that are lists of dicts in a snapshot, one dict for a person, a training, an offering.

In a working copy practitioners, training and offerings are rows of other tables, insurers and opening times
a RecordsField.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.fields import Part
from directory.facts.offerings import OFFERING_PARTS

PRACTITIONER_PARTS = (
    Part("name", _("Name")),
    Part("roles", _("Role"), tuple(v.Role.choices), "codes"),
    Part("license", _("License type"), tuple(v.License.choices), "code"),
    Part("supervisor", _("Supervised by")),
    Part("license_state", _("License state"), tuple(v.State.choices), "code"),
    Part("license_number", _("License number")),
    Part("register_url", _("Register address")),
    Part("npi", _("NPI")),
    Part("boards", _("Board certified in"), tuple(v.Board.choices), "codes"),
    Part("board_certification", _("Board certification, in words")),
    Part("years_offering", _("Years offering ketamine"), kind="number"),
)
TRAINING_PARTS = (
    Part("code", _("Training"), tuple(v.Training.choices), "code"),
    Part("practitioner", _("Whose training")),
    Part("provider", _("Provider")),
    Part("hours", _("Hours"), kind="number"),
    Part("year", _("Year"), kind="number"),
    Part("expires_on", _("Expires on"), kind="date"),
)


class Related(NamedTuple):
    label: str
    help: str
    parts: tuple[Part, ...]  # () where the value is text


RELATED = {
    "organization": Related(_("Organization"), _("The group that runs the clinic, if it runs several."), ()),
    "practitioners": Related(
        _("People who may treat you"),
        _("Give the license type, state and number. Never give a DEA number."),
        PRACTITIONER_PARTS,
    ),
    "training": Related(
        _("Training"),
        _("Say whose it is. Add the provider, the hours, the year and the day it expires, if you know them."),
        TRAINING_PARTS,
    ),
    "offerings": Related(
        _("What is offered"),
        _("Fill this in only if you offer treatment in more than one way. Say what differs in each."),
        OFFERING_PARTS,
    ),
}
