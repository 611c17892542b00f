"""Insurers as people write them into one cell: "Aetna; Cigna (out of network); no Medicaid".

Only what is certain is taken. A name that may mean two payers, and a word that is not known, is refused with
a sentence. "Most major plans" names nobody, so it states nothing.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from directory.exchange.cells import insurer_names as names
from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.text import excerpt, refers_elsewhere
from directory.facts.fields import complete_record
from directory.facts.offerings import INSURER_PARTS
from directory.facts.vocabulary import Covered, Network, Payer, PlanType, State
from directory.folding import plain

MAX_CHARACTERS = 3000
SEGMENT = re.compile(r"[;|\n]")
ITEM = re.compile(r",(?![^()]*\))")  # no comma in brackets
BRACKETS = re.compile(r"\(([^()]*)\)")
BEHIND_DASH = re.compile(r"(?:\s+[-–—]+\s+|\s*:\s*)([^:]+)$")
NEGATED = re.compile(
    r"(?:(?:we |they )?(?:do not|don['’]?t|does not|doesn['’]?t|cannot|can['’]?t|not) "
    r"(?:take|accept|bill|taking|accepting)|no) (?P<names>.+)",
    re.IGNORECASE,
)
TAKEN = re.compile(r"(?:we |they )?(?:take|takes|accept|accepts) (?P<names>.+)", re.IGNORECASE)
WITH_NETWORK = re.compile(
    r"(?:we are |we're )?(?P<network>in[- ]network|out[- ]of[- ]network)(?: with|:)\s*(?P<names>.+)",
    re.IGNORECASE,
)
BETWEEN_NOTES = re.compile(r"[,/&]|\b(?:and|with|for)\b")
OTHER = re.compile(r"(?:other|another insurer)\s*:\s*(?P<name>.+)", re.IGNORECASE)
FOR_WHAT = re.compile(r"(?P<names>.+?),? (?:only )?for (?P<what>[a-z -]+?)(?: only)?", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:/|&|\band\b|\bor\b|\bnor\b)\s*", re.IGNORECASE)


@dataclass
class ParsedInsurers:
    """The insurers of a cell, as records of the statement `insurers`.

    corrections  sentences about what names nobody, and so is not stated
    concerns     sentences about what a person should look at
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    concerns: list[str] = field(default_factory=list)

    def add(self, record):
        if record not in self.records:
            self.records.append(record)


def parse_insurers(cell):
    """ParsedInsurers of a cell. Raises ParseError, with what to write, for what is not certain."""
    if len(cell) > MAX_CHARACTERS:
        raise ParseError(_("This is too long. Use at most %d characters.") % MAX_CHARACTERS)
    parsed = ParsedInsurers()
    for segment in SEGMENT.split(cell):
        _parse_segment(segment, parsed)
    _refuse_contradictions(parsed.records)
    return parsed


def _parse_segment(segment, parsed):
    """What stands between two semicolons. “In network with” holds for all of it."""
    network, negated = "", False
    for text in ITEM.split(segment):
        text = text.strip(" .")
        if not text:
            continue
        if match := WITH_NETWORK.fullmatch(text):
            network, text = match["network"], match["names"]
        if negated and not NEGATED.fullmatch(text):
            raise ParseError(
                _("“%s” comes after a “no”. Write “no” before each insurer that you do not accept.")
                % excerpt(text)
            )
        negated = NEGATED.fullmatch(text) is not None
        _parse_item(text, network, parsed)


def _parse_item(text, network, parsed):
    """One item: a name with what is said of it, or several joined by “and”."""
    if names_nobody(text):
        parsed.corrections.append(
            _("“%s” does not name an insurer, so we did not record one.") % excerpt(text)
        )
    elif _says_none(text):
        parsed.add(_record(payer=Payer.ALL.value, network=Network.NOT_TAKEN.value))
    elif match := OTHER.fullmatch(text):
        parsed.add(_record(payer=Payer.OTHER.value, plan_name=match["name"].strip()))
    else:
        item = _Item(text)
        name = item.take_notes()
        if network:
            item.note(network)
        if match := TAKEN.fullmatch(name):
            name = match["names"]
        if match := NEGATED.fullmatch(name):
            name, item.record["network"] = match["names"], Network.NOT_TAKEN.value
        for payer in _payers(name):
            parsed.add(item.record | payer)


def names_nobody(text):
    """True for words such as “most major plans”, and for those that say only where to look."""
    words = set(plain(text).split())
    is_vague = words <= names.VAGUE_WORDS and words & names.VAGUE_NOUNS and plain(text) not in PAYER_BY_NAME
    return bool(is_vague) or refers_elsewhere(text)


def _says_none(text):
    """True for a clinic that takes no insurance at all. Raises ParseError for a bare “none”."""
    words = plain(text)
    if words in ("none", "no", "self pay", "cash"):
        raise ParseError(_("Write “no insurance” if you accept none, or leave the cell empty."))
    match = NEGATED.fullmatch(text)
    of_any = match and plain(match["names"]) in ("insurance", "any insurance", "insurers")
    return bool(of_any) or words in _words(names.TAKES_NONE)


class _Item:
    """A name and what is said beside it, which becomes a record."""

    def __init__(self, text):
        self.text, self.record = text, _record()

    def take_notes(self):
        """The name alone: what stands in brackets, behind a dash or behind “for” goes into the record."""
        if plain(self.text) in PAYER_BY_BRAND:  # “TriWest (VA)”
            return BRACKETS.sub(r"\1", self.text)
        for bracket in BRACKETS.findall(self.text):
            self._notes(bracket)
        name = " ".join(BRACKETS.sub(" ", self.text).split()).strip(" .")
        if (match := BEHIND_DASH.search(name)) and plain(match[1]) in NOTES:
            self.note(match[1])
            name = name[: match.start()]
        if match := FOR_WHAT.fullmatch(name):
            self._notes(match["what"])
            name = match["names"]
        return self._without_last_words(name)

    def _without_last_words(self, name):
        """The name without a plan type or a network behind it: “Aetna PPO”, “Medicaid not accepted”."""
        words = re.sub(r"(?i)(?<=.) only$", "", name).split()
        for length in range(MOST_WORDS, 0, -1):
            is_a_name = plain(" ".join(words)) in PAYER_BY_NAME | PAYER_BY_BRAND  # “Medicare Advantage”
            behind = " ".join(words[-length:])
            if len(words) > length and not is_a_name and plain(behind) in names.NETWORKS | names.PLAN_TYPES:
                self.note(behind)
                words = words[:-length]
        return " ".join(words)

    def _notes(self, text):
        several = [text] if _note_words(text) in NOTES else BETWEEN_NOTES.split(text)
        for one in several:
            self.note(one)

    def note(self, text):
        """Write what a note says into the record. Raises ParseError for a note that is not known."""
        words = _note_words(text)
        if words in names.NETWORKS:
            self.record["network"] = str(names.NETWORKS[words])
        elif words in names.PLAN_TYPES:
            self.record["plan_type"] = str(names.PLAN_TYPES[words])
        elif words in names.COVERED:
            covered = {*self.record["covers"], str(names.COVERED[words])}
            self.record["covers"] = [code for code in Covered.values if code in covered]
        else:
            raise ParseError(
                _(
                    "We don’t recognize “%(said)s” in “%(item)s”. Write “in network”, “out of "
                    "network”, a plan type such as PPO, or what is covered, such as therapy."
                )
                % {"said": excerpt(text.strip()), "item": excerpt(self.text)}
            )


def _note_words(text):
    return plain(text).removeprefix("for ").removesuffix(" only")


# ---- names


def _payers(name):
    """The payer of a name, and the plan's own name, as parts of a record; several where names are joined."""
    whole = _payer(name)
    if whole:
        return [whole]
    several = [_payer(part) for part in JOINED.split(name)]
    if len(several) > 1 and all(several):
        return several
    raise _unknown(name)


def _payer(name):
    words = plain(name)
    if words not in PAYER_BY_NAME:
        words = words.removesuffix(" plans").removesuffix(" insurance")
    if words in names.AMBIGUOUS:
        raise ParseError(_("“%(said)s”: %(advice)s") % {"said": name, "advice": names.AMBIGUOUS[words]})
    if words in names.TRADITIONAL_MEDICARE:
        return {"payer": Payer.MEDICARE.value, "plan_type": PlanType.TRADITIONAL.value}
    if words in PAYER_BY_NAME:
        return {"payer": PAYER_BY_NAME[words]}
    payer = PAYER_BY_BRAND.get(words) or _payer_of_region(words)
    return {"payer": payer, "plan_name": " ".join(name.split())} if payer else None


def _payer_of_region(words):
    """The payer of “bcbs of illinois”, “bcbsil” or “anthem blue cross”; None for other words."""
    if words.startswith("bcbs") and words[4:].strip().upper() in State.values:
        return Payer.BCBS.value
    begin, of, place = words.partition(" of ")
    if of and PAYER_BY_NAME.get(begin, PAYER_BY_BRAND.get(begin)) in REGIONAL and place:
        return PAYER_BY_NAME.get(begin, PAYER_BY_BRAND.get(begin))
    for end in BLUE_NAMES:
        front = words.removesuffix(f" {end}")
        if front != words and (PAYER_BY_BRAND.get(front) == Payer.BCBS or front in STATE_NAMES):
            return Payer.BCBS.value
        behind = words.removeprefix(f"{end} ")
        if behind != words and behind in STATE_NAMES:
            return Payer.BCBS.value
    front = words.removesuffix(" medicaid")
    return Payer.MEDICAID.value if front != words and front in STATE_NAMES else None


def _unknown(name):
    nearest = process.extractOne(plain(name), [*PAYER_BY_NAME], scorer=fuzz.ratio, score_cutoff=70)
    values = {"said": excerpt(name), "nearest": LABELS[PAYER_BY_NAME[nearest[0]]] if nearest else ""}
    if nearest:
        sentence = _(
            "“%(said)s” is not an insurer in our list. Did you mean “%(nearest)s”? If not, "
            "write “other: %(said)s”."
        )
    else:
        sentence = _(
            "“%(said)s” is not an insurer in our list. If it is an insurer, write “other: %(said)s”."
        )
    return ParseError(sentence % values)


def _refuse_contradictions(records):
    """Raises ParseError where one plan is both taken and not taken."""
    taken = {}
    for record in records:
        plan = (record["payer"], record["plan_name"], record["plan_type"])
        is_taken = record["network"] != Network.NOT_TAKEN
        if taken.setdefault(plan, is_taken) != is_taken:
            raise ParseError(
                _("“%s” is listed both as accepted and as not accepted.") % LABELS[record["payer"]]
            )


def _record(**parts):
    return complete_record(parts, INSURER_PARTS)


def _words(text):
    return [plain(name) for name in text.split(",")]


MOST_WORDS = max(len(note.split()) for note in names.NETWORKS)
NOTES = names.NETWORKS | names.PLAN_TYPES | names.COVERED
LABELS = {payer.value: payer.label for payer in Payer}
PAYER_BY_NAME = {
    **{plain(payer.value.replace("_", " ")): payer.value for payer in Payer if payer != Payer.OTHER},
    **{plain(str(payer.label)): payer.value for payer in Payer if payer != Payer.OTHER},
    **{word: payer.value for payer, text in names.OTHER_NAMES.items() for word in _words(text)},
}
PAYER_BY_BRAND = {word: payer.value for payer, text in names.BRANDS.items() for word in _words(text)}
REGIONAL = (Payer.BCBS, Payer.KAISER, Payer.UNITED)
BLUE_NAMES = [*_words(names.OTHER_NAMES[Payer.BCBS]), "blue cross blue shield"]
STATE_NAMES = {plain(str(state.label)) for state in State}
