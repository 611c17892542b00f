"""Records: statements that are rows of other tables in a working copy, and lists of dicts in a snapshot."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v


@dataclass(frozen=True)
class Part:
    """A field of a record: of a practitioner, or of a training."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


PRACTITIONER_PARTS = (
    Part("name", _("Name")),
    Part("roles", _("Role"), tuple(v.Role.choices)),
    Part("license", _("License type"), tuple(v.License.choices)),
    Part("supervisor", _("Supervised by")),
    Part("license_state", _("License state"), tuple(v.State.choices)),
    Part("license_number", _("License number")),
    Part("register_url", _("Register address")),
    Part("npi", _("NPI")),
    Part("board_certification", _("Board certification")),
    Part("years_offering", _("Years offering ketamine")),
)
TRAINING_PARTS = (
    Part("code", _("Training"), tuple(v.Training.choices)),
    Part("provider", _("Provider")),
    Part("hours", _("Hours")),
    Part("year", _("Year")),
    Part("expires_on", _("Runs out on")),
)


class Related(NamedTuple):
    label: str
    help: str
    parts: tuple[Part, ...]  # () where the value is text


RELATED = {
    "organization": Related(_("Organization"), _("Who runs the clinic, where it is one of several."), ()),
    "practitioners": Related(
        _("People who may treat you"),
        _("With license type, state and number. Never a DEA number."),
        PRACTITIONER_PARTS,
    ),
    "training": Related(
        _("Training"),
        _("With provider, hours, year and the day it runs out, where you know them."),
        TRAINING_PARTS,
    ),
}
