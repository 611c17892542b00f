"""What a person's board certification says: a physician with a board in psychiatry is a psychiatrist.

The certification stands in a list of boards, in the clinic's own words ("Psychiatry and neurology, in
psychiatry"), or in both.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import Board, License
from directory.folding import fold

PHYSICIAN_LICENSES = (License.MD, License.DO, License.PHYSICIAN)
# Board → what a physician whom it certified is called.
SPECIALISTS = {
    str(Board.PSYCHIATRY): _("Psychiatrist"),
    str(Board.CHILD_PSYCHIATRY): _("Child psychiatrist"),
    str(Board.ANESTHESIOLOGY): _("Anesthesiologist"),
    str(Board.PAIN): _("Pain physician"),
    str(Board.EMERGENCY): _("Emergency physician"),
    str(Board.FAMILY): _("Family physician"),
    str(Board.INTERNAL): _("Internist"),
    str(Board.NEUROLOGY): _("Neurologist"),
    str(Board.ADDICTION): _("Addiction physician"),
    str(Board.PHYSICAL_MEDICINE): _("Physiatrist (physical medicine)"),
    str(Board.SURGERY): _("Surgeon"),
}
# Beginning of a word in a certification in the clinic's own words → the board.
STEMS = {"psychiatr": Board.PSYCHIATRY, "anesthesi": Board.ANESTHESIOLOGY, "anaesthesi": Board.ANESTHESIOLOGY}
# Words for a board certification that is missing, pending or expired.
NOT_CERTIFIED = re.compile(
    r"\b(?:not?|non|none|na|n a|never|without|ex|former|formerly|previous|previously|expired|lapsed|retired"
    r"|revoked|surrendered|suspended|inactive|withdrawn|denied|failed|eligible|qualified|candidate|pending"
    r"|awaiting|applying|applied for|scheduled|will|unknown|uncertified|tbd|tba|sin|in training|in progress"
    r"|resident|residency|x)\b"
)
ONLY_TRAINED = re.compile(r"\b(?:trained|training|studied|fellow|fellowship|members?|membership)\b")
CERTIFIED = re.compile(r"\b(?:certified|certification|diplomate|boarded)\b")
BOARD_OF_TWO_FIELDS = re.compile("psychiatry (?:and )?neurology")  # does not tell which of the two


def is_certified(certification: str) -> bool:
    """True if the clinic's own words state a board certification in force, and no training alone."""
    folded = fold(certification)
    if not folded or NOT_CERTIFIED.search(folded):
        return False
    return not ONLY_TRAINED.search(folded) or CERTIFIED.search(folded) is not None


def specialties(person: Mapping[str, Any]) -> list[str]:
    """The boards by which a physician is called a specialist: ["psychiatry"]; [] for anybody else.

    A child psychiatrist is a psychiatrist, too.
    """
    if person.get("license") not in PHYSICIAN_LICENSES:
        return []
    certification = person.get("board_certification") or ""
    words = BOARD_OF_TWO_FIELDS.sub("", fold(certification)) if is_certified(certification) else ""
    stated = [*(person.get("boards") or []), *(str(board) for stem, board in STEMS.items() if stem in words)]
    if Board.CHILD_PSYCHIATRY in stated:
        stated.append(str(Board.PSYCHIATRY))
    return [board for board in SPECIALISTS if board in stated]
