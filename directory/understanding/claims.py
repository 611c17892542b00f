"""Which words of a text belong together: a phrase, a place, a price, a name or a state claims them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from directory.places.among import find_place
from directory.places.place import Place, PlaceChoices
from directory.places.resolve import read_place
from directory.places.sentences import split_distance
from directory.understanding.names import NameBook
from directory.understanding.phrases import Entry, table, video_table
from directory.understanding.prices import PriceBelow, find_prices
from directory.understanding.spelling import corrected, english_words, is_spelled_right, may_be_misspelled
from directory.understanding.states import SMALL_WORDS, state_keys, states_by_words
from directory.understanding.tables.people import ACCENTED, TITLES
from directory.understanding.tokens import Token

MAX_WORDS_WITH_MISSPELLED_PLACE = 12
VERY_COMMON = 50_000  # occurrences: “hope” has 628,812
MAX_WORDS_OF_DISTANCE = 6  # "no more than 50 miles from"
MAX_LOOKED_UP = 12  # unknown words that may be misspelled
MAX_PHRASE_WORDS = 14
MAX_STATE_WORDS = 4  # "the District of Columbia"
STOPS = frozenset("?!;(\n")  # no phrase goes on behind them
JOINING = frozenset({"or", "and", "o", "y"})
FILLER = Entry("filler")
AFTER_IM = frozenset(
    """
    and clinic clinics doctor dose doses dosing for in injection injections ketamine near only or provider
    route session sessions shot shots therapy treatment treatments under with
    """.split()  # noqa: SIM905
)
# "im near Tulsa", where a sentence begins.
NEAR_OR_IN = frozenset({"near", "in"})


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens from start to stop, and what they mean; a word that no table explains has no meaning here.

    Other modules read a Claim into a Part. It has nothing to do with the sentences of directory/claims/.

    keys   of two letters that may be a state
    state  code of a state in which people are seen by video
    name   a whole name of the directory, folded
    """

    start: int
    stop: int
    entry: Entry | None = None
    place: Place | PlaceChoices | None = None
    price: PriceBelow | None = None
    keys: tuple[str, ...] = ()
    state: str = ""
    name: str = ""
    is_quoted: bool = False

    @property
    def is_explained(self) -> bool:
        return bool(self.entry or self.place or self.price or self.state)


@dataclass
class ClaimedText:
    """The words of a text, and who claims them.

    words        folded, misspelled ones corrected
    corrections  number of a token → the word that it was read as
    claims       of all tokens, from left to right
    beside       (start, stop, folded name) of whole names whose words also mean something else
    """

    text: str
    tokens: list[Token]
    names: NameBook
    strict: bool
    words: list[str] = field(default_factory=list)
    corrections: dict[int, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    beside: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self):
        self.words = [ACCENTED.get(token.text.lower(), token.word) for token in self.tokens]
        self._fixed = {claim.start: claim for claim in (*self._lengths_of_time(), *self._prices())}
        self._place = self._find_place()
        found = list(self.names.find([" ".join(token.terms) or token.word for token in self.tokens]))
        self._correct(found)
        self.claims = list(self._read())
        if found:
            alone = [one for one in found if self._is_name_alone(*one)]
            self.beside = [one for one in found if one not in alone and one[1] - one[0] > 1]
            if not self.beside and not alone and found[0][:2] == (0, len(self.tokens)):
                self.beside = found
            for start, stop, name in alone:
                self._fixed[start] = Claim(start, stop, name=name)
            self.claims = list(self._read())

    def _prices(self) -> Iterator[Claim]:
        for start, stop, price in find_prices(self.text):
            inside = [at for at, token in enumerate(self.tokens) if start <= token.start < stop]
            if inside:
                yield Claim(inside[0], inside[-1] + 1, price=price)

    def _lengths_of_time(self) -> Iterator[Claim]:
        """ "150 hours" of training: looked up in the text. A visit takes fewer hours, and has options."""
        for at, word in enumerate(self.words[:-1]):
            if word.isdecimal() and len(word) > 1 and self.words[at + 1] == "hours":
                yield Claim(at, at + 2, is_quoted=True)

    def _find_place(self):
        priced = {at for claim in self._fixed.values() for at in range(claim.start, claim.stop)}
        words = ["" if at in priced else self._raw(at) for at in range(len(self.tokens))]
        found = find_place(words, strict=self.strict) if words else None
        if found is None and not self.strict:
            found = self._state_among(words)
        if found is None and len(words) < MAX_WORDS_WITH_MISSPELLED_PLACE:
            return self._misspelled_place()
        if found is None or self._is_words(found):
            return None
        return (
            self._joined_places(found)
            or self._misspelled_town_before(found)
            or self._misspelled_town_of_state(found)
            or self._with_distance(found)
            or Claim(found.start, found.stop, place=found.place)
        )

    def _state_among(self, words):
        """A state beside words that mean something, in the box for a place: "Medicaid Ohio"."""
        found = find_place(words, strict=True)
        if found is None or getattr(found.place, "kind", "") != "state":
            return None
        others = [at for at in range(len(words)) if not found.start <= at < found.stop]
        return found if any(table().match(self.words, at)[1] for at in others) else None

    def _joined_places(self, found):
        """The claim of two places that are near each other: "Denver or Boulder"; else None."""
        at = found.stop + 1
        if (
            at >= len(self.tokens)
            or self.tokens[found.stop].word not in JOINING
            or table().match(self.words, at)[1]
        ):
            return None
        for stop in range(min(at + 2, len(self.tokens)), at, -1):
            place = read_place(self.text[self.tokens[found.start].start : self.tokens[stop - 1].stop])
            if isinstance(place, Place) and place.reach and place != found.place:
                return Claim(found.start, stop, place=place)
        return None

    def _misspelled_place(self):
        """The place of a word that is nothing else, and nearly the name of a large town: "Pheonix".

        Or of two words, of which one is so: "San Fransisco".
        """
        for at, token in enumerate(self.tokens):
            if token.is_quoted or not may_be_misspelled(token.word, self.names):
                continue
            for start in range(max(0, at - 1), min(at + 1, len(self.tokens) - 1)):
                place = read_place(self._typed(start, start + 2))
                if isinstance(place, Place) and len(place.corrected.split()) == 2:
                    return Claim(start, start + 2, place=place)
            better = corrected(token.word, self.names)
            place = read_place(token.text) if better not in table().words else None
            if isinstance(place, Place) and place.corrected:
                behind = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
                has_state = states_by_words().get(behind) == place.state  # "Cincinatti oh"
                return Claim(at, at + 1 + has_state, place=place)
        return None

    def _misspelled_town_before(self, found):
        """The claim of a misspelled town and its state: "Seatle, WA"; else None."""
        at = found.start - 1
        if at < 0 or getattr(found.place, "kind", "") != "state":
            return None
        token = self.tokens[at]
        if token.is_quoted or not may_be_misspelled(token.word, self.names):
            return None
        place = read_place(self._typed(at, found.stop))
        if not isinstance(place, Place) or not place.corrected or place.state != found.place.state:
            return None
        is_word = corrected(token.word, self.names) in table().words
        return None if is_word else Claim(at, found.stop, place=place)

    def _misspelled_town_of_state(self, found):
        """The claim of a town and the state behind it in which it is spelled otherwise: "Pittsburg PA"."""
        behind = self.tokens[found.stop].word if found.stop < len(self.tokens) else ""
        code = states_by_words().get(behind)
        if not code or getattr(found.place, "state", "") == code:
            return None
        place = read_place(self._typed(found.start, found.stop + 1))
        if isinstance(place, Place) and place.state == code and place.corrected:
            return Claim(found.start, found.stop + 1, place=place)
        return None

    def _with_distance(self, found):
        """The claim of a place and the miles before it: "within 50 miles of Tulsa"; else None."""
        if not isinstance(found.place, Place):
            return None
        for start in range(max(0, found.start - MAX_WORDS_OF_DISTANCE), found.start + 1):
            rest, miles = split_distance(self._typed(start, found.stop))
            if miles and read_place(rest) == found.place:
                return Claim(start, found.stop, place=replace(found.place, miles=miles))
        return None

    def _typed(self, start, stop):
        return self.text[self.tokens[start].start : self.tokens[stop - 1].stop]

    def _is_words(self, found):
        """True if words mean something without a place: "IV or" is not Ivor; "Reading PA" is one."""
        start, stop = found.start, found.stop
        if (
            states_by_words().get(self.words[stop - 1]) == getattr(found.place, "state", None)
            and stop - start > 1
        ):
            return False
        entries = [table().entries.get(word) for word in self.words[start:stop]]
        kinds = {entry.kind for entry in entries if entry}
        return all(entries) and (self.strict or bool(kinds & {"facet", "no", "or"}))

    def _raw(self, at):
        """A token as it was typed, with the comma behind it."""
        is_before_comma = at + 1 < len(self.tokens) and self.tokens[at + 1].after == ","
        return self.tokens[at].text + ("," if is_before_comma else "")

    def _correct(self, found):
        """Replace misspelled words, but none of a place, of a name, or in quotation marks."""
        kept = {at for start, stop, _name in found for at in range(start, stop)}
        if self._place:
            kept.update(range(self._place.start, self._place.stop))
        tries = 0
        for at, token in enumerate(self.tokens):
            if at in kept or token.is_quoted or not may_be_misspelled(token.word, self.names):
                continue
            tries += 1
            if tries > MAX_LOOKED_UP:
                break
            if better := corrected(token.word, self.names):
                self.words[at] = self.corrections[at] = better

    def _is_name_alone(self, start, stop, _name):
        """True if a word of a whole name means nothing else: "La Jolla Mind", not "Denver Ketamine"."""
        inside = [claim for claim in self.claims if claim.start < stop and claim.stop > start]
        return stop - start > 1 and not all(claim.is_explained for claim in inside)

    def _read(self) -> Iterator[Claim]:
        at = 0
        while at < len(self.tokens):
            claim = self._claim_at(at)
            yield claim
            at = claim.stop

    def _claim_at(self, at) -> Claim:
        if at in self._fixed:
            return self._fixed[at]
        if self.tokens[at].is_quoted:
            return Claim(at, self._end_of_quote(at), is_quoted=True)
        words = self.words[: self._limit(at)]
        length, entry = video_table().match(words, at)
        if entry and (state := self._state_at(at + length)):
            return Claim(at, state[0], state=state[1])
        length, entry = table().match(words, at)
        if length == 2 and words[at] == "not" and self._is_facet_of_words(words, at + 1):
            length, entry = 1, table().entries["not"]  # "not", "on video"
        place = self._place
        if place and place.start == at and place.stop - at >= (length if entry else 0):
            return place
        return self._claim_of_phrase(at, length, entry)

    def _claim_of_phrase(self, at, length, entry) -> Claim:
        """A claim of the longest phrase at a token, unless letters or a name mean something else there."""
        if entry and length > 1:
            is_name = entry.code == "company" and all(
                word in self.names for word in self.words[at : at + length]
            )
            return Claim(at, at + 1) if is_name else Claim(at, at + length, entry)
        if self._is_pronoun(at) or self._is_title(at):
            return Claim(at, at + 1, FILLER)
        if self._is_osteopath(at):
            return Claim(at, at + 1, table().entries["osteopath"])
        count, keys = state_keys(self.tokens, at)
        if keys:
            return Claim(at, at + count, keys=keys)
        word = self.words[at]
        if entry and entry.kind == "facet" and word in SMALL_WORDS and self.tokens[at].text != "PA":
            return Claim(at, at + 1, FILLER)
        if entry and word in self.names and (entry.code == "company" or self._is_first_and_rare(at, entry)):
            return Claim(at, at + 1)
        return Claim(at, at + 1, entry)

    def _is_facet_of_words(self, words, at):
        """True if a phrase of several words that begins at a token means an option."""
        length, entry = table().match(words, at)
        return length > 1 and entry is not None and entry.kind == "facet"

    def _limit(self, at):
        """The token before which a phrase that begins at a token must end."""
        place = self._place
        for stop in range(at + 1, min(at + MAX_PHRASE_WORDS, len(self.tokens))):
            token = self.tokens[stop]
            if stop in self._fixed or token.is_quoted or (token.after and token.after in STOPS):
                return stop
            if place and place.start == stop and place.stop - stop > 1:
                return stop
        return min(at + MAX_PHRASE_WORDS, len(self.tokens))

    def _end_of_quote(self, at):
        while at < len(self.tokens) and self.tokens[at].is_quoted:
            at += 1
        return at

    def _state_at(self, at):
        """(token behind it, code) of the state whose name or code begins at a token, or None."""
        for stop in range(min(at + MAX_STATE_WORDS, len(self.tokens)), at, -1):
            if code := states_by_words().get(" ".join(self.words[at:stop]).removeprefix("the ")):
                return stop, code
        return None

    def _is_pronoun(self, at):
        """True for "I'm" and "im", but not for "IM", or "im" before what is injected or at the end."""
        token = self.tokens[at]
        if token.word != "im" or token.text == "IM":
            return False
        if len(token.text) > 2:
            return True
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if behind is None or behind.after:
            return False
        begins = at == 0 or bool(token.after)
        return behind.word not in AFTER_IM or (begins and token.text == "im" and behind.word in NEAR_OR_IN)

    def _is_first_and_rare(self, at, entry):
        """True for a filler at the beginning that may be a name: "Afterward", but not "Hope"."""
        others = [table().entries.get(word) for word in self.words[1:]]
        if any(other and other.kind == "filler" for other in others):  # "hi, do you take" is no “Hi Desert”
            return False
        return at == 0 and entry.kind == "filler" and english_words().get(self.words[at], 0) < VERY_COMMON

    def _is_osteopath(self, at):
        """True for "DO" among words that are not all in capitals."""
        others = [token.text for place, token in enumerate(self.tokens) if place != at]
        return self.tokens[at].text == "DO" and (not others or any(not text.isupper() for text in others))

    def _is_title(self, at):
        """True for "Dr." before a word that is a name, or is not known."""
        if self.words[at] not in TITLES or at + 1 >= len(self.tokens) or self.tokens[at + 1].is_quoted:
            return False
        if (self._place and self._place.start == at + 1) or table().match(self.words, at + 1)[1]:
            return False
        term = " ".join(self.tokens[at + 1].terms)
        return bool(term) and (bool(self.names.spelling(term)) or not is_spelled_right(term))
