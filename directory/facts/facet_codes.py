"""Which options of a facet a content states, where they are not simply the codes of one statement.

Every function takes a mapping: a snapshot, or for facets inside an offering an EffectiveOffering
(facts/offerings.py). It returns codes of options; [] means that nothing is stated.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from directory.facts import vocabulary as v
from directory.facts.certifications import PHYSICIAN_LICENSES, is_certified, specialties
from directory.facts.statements import is_stated

Content = Mapping[str, Any]
# Something is stated that is no option: a clinic that only excludes people does state whom it takes.
NO_OPTION = ["none"]
EVENING = "18:00"
TAKEN = (v.Network.IN_NETWORK, v.Network.OUT_OF_NETWORK_HELP)
SEEN = (v.HoursKind.TREATMENT, v.HoursKind.OFFICE)  # not phone or messages
# Statements that say by license, without a name, who treats.
LICENSES_WITHOUT_NAMES = ("given_by", "stays_with_you", "examined_by", "prescribed_by", "therapy_by")
WEEKDAYS = {"mon", "tue", "wed", "thu", "fri"}


class Band(NamedTuple):
    """A range of numbers as an option. below: the first number above it; None for the last band."""

    code: str
    label: str
    below: int | None


# Whole dollars, by the lowest price that is stated: "$450 to $900" is in the band of $450.
SESSION_BANDS = (
    Band("under_200", _("Under $200"), 200),
    Band("200_to_399", _("$200 to $399"), 400),
    Band("400_to_599", _("$400 to $599"), 600),
    Band("600_to_799", _("$600 to $799"), 800),
    Band("800_to_1199", _("$800 to $1,199"), 1_200),
    Band("1200_or_more", _("$1,200 and more"), None),
)
COURSE_BANDS = (
    Band("under_1000", _("Under $1,000"), 1_000),
    Band("1000_to_2499", _("$1,000 to $2,499"), 2_500),
    Band("2500_to_3999", _("$2,500 to $3,999"), 4_000),
    Band("4000_or_more", _("$4,000 and more"), None),
)
MONTH_BANDS = (
    Band("under_150", _("Under $150"), 150),
    Band("150_to_299", _("$150 to $299"), 300),
    Band("300_or_more", _("$300 and more"), None),
)
# Minutes; a visit of exactly an hour is "up to 1 hour".
VISIT_BANDS = (
    Band("up_to_1_hour", _("Up to 1 hour"), 61),
    Band("1_to_2_hours", _("1 to 2 hours"), 121),
    Band("2_to_3_hours", _("2 to 3 hours"), 181),
    Band("over_3_hours", _("Over 3 hours, such as half a day"), None),
)
OPEN_CHOICES = (
    ("evenings", _("Open on weekday evenings, at 6 PM or later")),
    ("saturday", _("Open on Saturday")),
    ("sunday", _("Open on Sunday")),
)


def choices_of(bands: Sequence[Band]) -> list[tuple[str, str]]:
    return [(band.code, band.label) for band in bands]


def codes_of_value(value: object) -> list[str]:
    """The codes of a statement's value: of yes or no, of one code, or of a list of codes."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return value
    return [str(value)] if is_stated(value) else []


def in_bands(number_of: Callable[[Content], int | None], bands: Sequence[Band]) -> Callable[..., list[str]]:
    """A function: content → the code of the band that its number lies in."""

    def codes(content: Content) -> list[str]:
        number = number_of(content)
        if number is None:
            return []
        return [bands[_place_in(bands, number)].code]

    return codes


def _place_in(bands, number):
    return next(place for place, band in enumerate(bands) if band.below is None or number < band.below)


def lowest_session_price(offering: Content) -> int | None:
    """Whole dollars for which a session can be had: the lower price, else the only one that is stated."""
    low = offering.get("session_low")
    return offering.get("session_high") if low is None else low


def course_price(offering: Content) -> int | None:
    return offering.get("course_price")


def month_price(offering: Content) -> int | None:
    return offering.get("month_price")


def visit_lengths(offering: Content) -> list[str]:
    """Every band that the length of a visit touches: 60 to 150 minutes are in three."""
    both = (offering.get("visit_minutes"), offering.get("visit_minutes_most"))
    stated = [minutes for minutes in both if minutes is not None]
    if not stated:
        return []
    first, last = (_place_in(VISIT_BANDS, minutes) for minutes in (min(stated), max(stated)))
    return [band.code for band in VISIT_BANDS[first : last + 1]]


def purposes(offering: Content) -> list[str]:
    """An offering for mood or pain is for mood, and for pain."""
    stated = codes_of_value(offering.get("purpose"))
    return list(map(str, v.Purpose.values)) if v.Purpose.ANY in stated else stated


def conditions(content: Content) -> list[str]:
    """The conditions stated, and those of which they are a kind: who treats panic treats anxiety."""
    stated = content.get("conditions") or []
    return [*stated, *(v.CONDITION_PARENTS[code] for code in stated if code in v.CONDITION_PARENTS)]


def licenses(content: Content) -> list[str]:
    """The licenses of the people named, and those that a clinic states without names."""
    named = [person["license"] for person in content.get("practitioners") or [] if person.get("license")]
    return [*named, *(code for name in LICENSES_WITHOUT_NAMES for code in content.get(name) or [])]


def boards(content: Content) -> list[str]:
    """The boards of the people named, in the clinic's own words too, and those of the team as a whole."""
    named = [code for person in content.get("practitioners") or [] for code in _boards_of(person)]
    return [*named, *(content.get("team_boards") or [])]


def _boards_of(person):
    coded = person.get("boards") or []
    if coded or not is_certified(person.get("board_certification") or ""):
        return coded
    return specialties(person) or [str(v.Board.OTHER)]


def specialists(content: Content) -> list[str]:
    """The boards by which physicians of the clinic are called specialists.

    Boards of a team without names count where the clinic states a physician.
    """
    named = [code for person in content.get("practitioners") or [] for code in specialties(person)]
    physician = next((code for code in licenses(content) if code in PHYSICIAN_LICENSES), "")
    return [*named, *specialties({"license": physician, "boards": content.get("team_boards")})]


def trainings(content: Content) -> list[str]:
    return [training["code"] for training in content.get("training") or [] if training.get("code")]


def languages(content: Content) -> list[str]:
    """`["es:clinician", "es:written"]` → `["es", "es"]`"""
    return [entry.split(":")[0] for entry in content.get("languages") or []]


def cautions_taken(content: Content) -> list[str]:
    """The cautions with which people are accepted, or case by case."""
    answers = {str(caution): content.get(f"exclusion_{caution}") for caution in v.Caution.values}
    taken = [
        caution
        for caution, answer in answers.items()
        if answer in (v.Exclusion.ACCEPTED, v.Exclusion.CASE_BY_CASE)
    ]
    return taken or (NO_OPTION if any(answers.values()) else [])


def insurers_taken(offering: Content) -> list[str]:
    """The payers that an offering takes, in network or with help; who only says "not taken" takes none.

    A payer of which one plan is taken and another is not is taken.
    """
    answers = [(insurer["payer"], insurer.get("network")) for insurer in offering.get("insurers") or []]
    taken = [payer for payer, network in answers if payer and network in TAKEN]
    return taken or (NO_OPTION if any(network for _payer, network in answers) else [])


def open_times(content: Content) -> list[str]:
    """Evenings and weekends of the times at which people are seen: not of phone or messages."""
    times = [time for time in content.get("opening_times") or [] if time.get("kind") in SEEN]
    days = {day for time in times for day in time.get("days") or []}
    evenings = any(_is_in_evening(time) and WEEKDAYS.intersection(time.get("days") or []) for time in times)
    stated = (("evenings", evenings), ("saturday", "sat" in days), ("sunday", "sun" in days))
    return [code for code, is_open in stated if is_open] or (NO_OPTION if times else [])


def _is_in_evening(time: Content) -> bool:
    """True if it is open at 6 PM or later; one that closes before it opens goes on after midnight."""
    opens, closes = time.get("opens") or "", time.get("closes") or ""
    return opens >= EVENING or closes > EVENING or bool(opens and closes and closes < opens)
